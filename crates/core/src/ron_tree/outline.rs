//! A RON text as a tree: which structure, list and field lies where, and what is wrong. Must not know
//! what any of it means.

use super::plain::{Problem, blanked, in_words, words};
use ron2::ast::{Expr, SeqItem, StructBody, StructField, TupleElement, parse_document_lossy};
use ron2::error::{ErrorKind, Span};
use std::ops::Range;

/// After so many problems nobody reads on.
const MAX_PROBLEMS: usize = 200;

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
    /// What can't be read; a problem says why.
    Broken,
}

/// A field or an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The field's name; empty for an item.
    pub name: String,
    /// Where it begins: at its name, or its value.
    pub start: usize,
    /// What stands there, without name and comma.
    pub value: Node,
    /// One past its comma, if it has one.
    pub comma: Option<usize>,
}

/// A text as far as it could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The outermost value, if there is one.
    pub root: Option<Node>,
    /// All that is wrong with the text as RON.
    pub problems: Vec<Problem>,
}

/// Reads a text as a tree, with every problem at once.
pub fn parse(text: &str) -> Parsed {
    let (blank, problems) = match blanked(text) {
        Ok(read) => read,
        Err(problem) => {
            return Parsed {
                root: None,
                problems: vec![problem],
            };
        }
    };
    let (document, errors) = parse_document_lossy(&blank);
    let mut reader = Reader { text, problems };
    reader.problems.extend(
        errors
            .iter()
            .take(MAX_PROBLEMS)
            .map(|error| wrong_syntax(text, error)),
    );
    let root = document.value.as_ref().map(|expr| reader.node(expr));
    Parsed {
        root,
        problems: reader.problems,
    }
}

/// What the parser found, in words, with what to do.
fn wrong_syntax(text: &str, error: &ron2::error::Error) -> Problem {
    let range = range(error.span());
    let message = match error.kind() {
        // What it saw may be a blank of ours.
        ErrorKind::UnexpectedChar(_) => {
            match text.get(range.start..).and_then(|it| it.chars().next()) {
                Some(c) => format!("unexpected char {c:?}"),
                None => "unexpected end".to_owned(),
            }
        }
        _ => without_place(&error.to_string()),
    };
    let hint = "look for a missing comma, bracket or quote just before it";
    Problem::syntax(range, message, hint)
}

/// The parser's message without its own place, which is shown anyway.
fn without_place(message: &str) -> String {
    let rest = message
        .split_once(": ")
        .filter(|(place, _)| place.chars().any(|c| c.is_ascii_digit()))
        .map_or(message, |(_, rest)| rest);
    in_words(rest)
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
        let parsed = parse(text);
        let root = parsed.root.filter(|_| parsed.problems.is_empty())?;
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

/// A name without the mark that makes a name of any word: `r#type` is `type`.
fn name(text: &str, span: &Span) -> String {
    let name = text.get(range(span)).unwrap_or_default();
    name.strip_prefix("r#").unwrap_or(name).to_owned()
}

/// Makes nodes of what the parser saw, whose places are those of the text.
struct Reader<'a> {
    text: &'a str,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn node(&mut self, expr: &Expr<'_>) -> Node {
        let range = range(expr.span());
        let kind = match expr {
            Expr::String(_) => self.words(range.clone()),
            Expr::Unit(_) => NodeKind::Items(String::new(), Vec::new(), range.end - 1),
            Expr::Seq(list) => NodeKind::Items(
                String::new(),
                list.items.iter().map(|it| self.item(it)).collect(),
                list.close_bracket.start_offset,
            ),
            Expr::Tuple(tuple) => NodeKind::Items(
                String::new(),
                tuple.elements.iter().map(|it| self.element(it)).collect(),
                tuple.close_paren.start_offset,
            ),
            Expr::AnonStruct(fields) => NodeKind::Fields(
                String::new(),
                fields.fields.iter().map(|it| self.field(it)).collect(),
                fields.close_paren.start_offset,
            ),
            Expr::Struct(named) => {
                let name = name(self.text, &named.name.span);
                match &named.body {
                    Some(StructBody::Fields(body)) => NodeKind::Fields(
                        name,
                        body.fields.iter().map(|it| self.field(it)).collect(),
                        body.close_brace.start_offset,
                    ),
                    Some(StructBody::Tuple(body)) => NodeKind::Items(
                        name,
                        body.elements.iter().map(|it| self.element(it)).collect(),
                        body.close_paren.start_offset,
                    ),
                    None => NodeKind::Other,
                }
            }
            Expr::Error(_) => NodeKind::Broken,
            _ => NodeKind::Other,
        };
        Node { range, kind }
    }

    fn words(&mut self, range: Range<usize>) -> NodeKind {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        // A letter and bytes are no text.
        if !raw.starts_with(['"', 'r']) {
            return NodeKind::Other;
        }
        match words(raw, range.start) {
            Ok(words) => NodeKind::Text(words),
            Err(problem) => {
                self.problems.push(problem);
                NodeKind::Broken
            }
        }
    }

    fn item(&mut self, item: &SeqItem<'_>) -> Part {
        self.unnamed(&item.expr, item.comma.as_ref())
    }

    fn element(&mut self, element: &TupleElement<'_>) -> Part {
        self.unnamed(&element.expr, element.comma.as_ref())
    }

    fn unnamed(&mut self, expr: &Expr<'_>, comma: Option<&Span>) -> Part {
        let value = self.node(expr);
        Part {
            name: String::new(),
            start: value.range.start,
            comma: comma.map(|it| it.end_offset),
            value,
        }
    }

    fn field(&mut self, field: &StructField<'_>) -> Part {
        Part {
            // Where a name was looked for and none was, it is empty.
            name: if field.name.name.is_empty() {
                String::new()
            } else {
                name(self.text, &field.name.span)
            },
            start: field.name.span.start_offset,
            value: self.node(&field.value),
            comma: field.comma.as_ref().map(|it| it.end_offset),
        }
    }
}
