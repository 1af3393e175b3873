//! The outline of a RON text: which structure, list and field lies where. Must not know what any
//! of it means.

use ron2::ast::{Expr, SeqItem, StructBody, StructField, TupleElement, parse_document};
use ron2::error::Span;
use std::ops::Range;

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A field by its name.
    Field(String),
    /// An item of a list, or a part of a tuple, by its place.
    Item(usize),
}

impl From<&str> for Step {
    fn from(name: &str) -> Self {
        Self::Field(name.to_owned())
    }
}

impl From<usize> for Step {
    fn from(at: usize) -> Self {
        Self::Item(at)
    }
}

/// A value in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A structure with named fields: its name, its fields, the place of its closing bracket.
    Fields(String, Vec<Part>, usize),
    /// A list, or a structure with parts that have no names: its name if it has one, its items,
    /// the place of its closing bracket.
    Items(String, Vec<Part>, usize),
    /// Text; as it is read, without quotes and escapes.
    Text(String),
    /// Anything else: a number, a word.
    Other,
}

/// A field or an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The field's name; empty for an item.
    pub name: String,
    /// Where it begins: at its name, or its value.
    pub start: usize,
    /// Its value.
    pub value: Node,
    /// One past its comma, if it has one.
    pub comma: Option<usize>,
}

/// The outline of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// The outermost value.
    pub root: Node,
}

impl Outline {
    /// Of a text; nothing if it is no RON.
    pub fn of(text: &str) -> Option<Self> {
        // A byte-order mark is no RON, and takes its place: as many blanks stand for it.
        let plain = text.replacen('\u{feff}', "   ", 1);
        let text = if text.starts_with('\u{feff}') {
            plain.as_str()
        } else {
            text
        };
        let document = parse_document(text).ok()?;
        let root = node(document.value.as_ref()?);
        Some(Self { root })
    }

    /// The value that is reached by steps.
    pub fn find(&self, path: &[Step]) -> Option<&Node> {
        let mut node = &self.root;
        for step in path {
            node = &node.part(step)?.value;
        }
        Some(node)
    }
}

impl Node {
    /// A field or an item of it.
    pub fn part(&self, step: &Step) -> Option<&Part> {
        match (step, &self.kind) {
            (Step::Field(name), NodeKind::Fields(_, fields, _)) => {
                fields.iter().find(|field| field.name == *name)
            }
            (Step::Item(at), NodeKind::Items(_, items, _)) => items.get(*at),
            _ => None,
        }
    }

    /// Its items, if it is a list.
    pub fn items(&self) -> &[Part] {
        match &self.kind {
            NodeKind::Items(_, items, _) => items,
            _ => &[],
        }
    }

    /// Its words, if it is text.
    pub fn words(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text(words) => Some(words),
            _ => None,
        }
    }
}

fn range(span: &Span) -> Range<usize> {
    span.start_offset..span.end_offset
}

fn node(expr: &Expr<'_>) -> Node {
    let kind = match expr {
        Expr::String(text) => NodeKind::Text(text.value.clone()),
        Expr::Seq(list) => NodeKind::Items(
            String::new(),
            list.items.iter().map(item).collect(),
            list.close_bracket.start_offset,
        ),
        Expr::Tuple(tuple) => NodeKind::Items(
            String::new(),
            tuple.elements.iter().map(element).collect(),
            tuple.close_paren.start_offset,
        ),
        Expr::AnonStruct(fields) => NodeKind::Fields(
            String::new(),
            fields.fields.iter().map(field).collect(),
            fields.close_paren.start_offset,
        ),
        Expr::Struct(named) => {
            let name = named.name.name.to_string();
            match &named.body {
                Some(StructBody::Fields(body)) => NodeKind::Fields(
                    name,
                    body.fields.iter().map(field).collect(),
                    body.close_brace.start_offset,
                ),
                Some(StructBody::Tuple(body)) => NodeKind::Items(
                    name,
                    body.elements.iter().map(element).collect(),
                    body.close_paren.start_offset,
                ),
                None => NodeKind::Other,
            }
        }
        _ => NodeKind::Other,
    };
    Node {
        range: range(expr.span()),
        kind,
    }
}

fn item(item: &SeqItem<'_>) -> Part {
    unnamed(&item.expr, item.comma.as_ref())
}

fn element(element: &TupleElement<'_>) -> Part {
    unnamed(&element.expr, element.comma.as_ref())
}

fn unnamed(expr: &Expr<'_>, comma: Option<&Span>) -> Part {
    let value = node(expr);
    Part {
        name: String::new(),
        start: value.range.start,
        comma: comma.map(|it| it.end_offset),
        value,
    }
}

fn field(field: &StructField<'_>) -> Part {
    Part {
        name: field.name.name.to_string(),
        start: field.name.span.start_offset,
        value: node(&field.value),
        comma: field.comma.as_ref().map(|it| it.end_offset),
    }
}
