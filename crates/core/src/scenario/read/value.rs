//! A value of the tree: what it is, in words where it is not what it should be. What stands for one
//! value by itself (a number, words, a letter) is read by plain `ron`. Each step inwards is counted,
//! so that nothing goes on without end. Must not know what serde asks for.

use super::problem::{Cx, ReadError};
use crate::nearest::nearest;
use crate::ron_tree::{MAX_DEPTH, Node, NodeKind, Part};
use crate::scenario::diagnostic::Code;
use crate::scenario::mark::Mark;
use serde::de::DeserializeOwned;

/// A value of the tree.
#[derive(Clone, Copy)]
pub(super) struct Value<'d> {
    pub node: &'d Node,
    pub cx: &'d Cx<'d>,
    /// How many values it stands in, those included that nobody writes.
    depth: usize,
}

impl<'d> Value<'d> {
    /// The outermost value.
    pub fn new(node: &'d Node, cx: &'d Cx<'d>) -> Self {
        Self { node, cx, depth: 0 }
    }

    /// A value inside this one, or this one as its type's inner type.
    pub fn inner(self, node: &'d Node) -> Result<Self, ReadError> {
        if self.depth >= MAX_DEPTH {
            let mut error = ReadError::new(format!("this is nested more than {MAX_DEPTH} deep"))
                .at(self.cx.mark(node));
            error.code = Code::Depth;
            error.hint = Some("a scenario needs no more than a dozen".to_owned());
            return Err(error);
        }
        Ok(Self {
            node,
            cx: self.cx,
            depth: self.depth + 1,
        })
    }

    pub fn mark(&self) -> Mark {
        self.cx.mark(self.node)
    }

    /// As it is written.
    pub fn raw(&self) -> &'d str {
        self.cx.raw(self.node)
    }

    pub fn mismatch(&self, expected: &str) -> ReadError {
        if self.node.kind == NodeKind::Broken {
            // The syntax error has been told already.
            return ReadError::reported();
        }
        ReadError::new(format!("expected {expected}, found {}", self.in_words())).at(self.mark())
    }

    /// What it is, in words.
    fn in_words(&self) -> String {
        let raw = self.raw();
        match &self.node.kind {
            NodeKind::Text(_) => "text in quotes".to_owned(),
            NodeKind::Broken => "something unreadable".to_owned(),
            NodeKind::Fields(name, ..) | NodeKind::Items(name, ..) if !name.is_empty() => {
                match name.as_str() {
                    "Some" => "None or Some(…)".to_owned(),
                    name => format!("`{name}`"),
                }
            }
            NodeKind::Fields(..) => "fields in brackets".to_owned(),
            NodeKind::Items(..) if raw.starts_with('[') => "a list [ … ]".to_owned(),
            NodeKind::Items(_, items, _) if items.is_empty() => {
                "an empty pair of brackets".to_owned()
            }
            NodeKind::Items(..) => "values in brackets without names".to_owned(),
            NodeKind::Other => match raw {
                "true" | "false" => "true or false".to_owned(),
                "None" | "Some" => "None or Some(…)".to_owned(),
                _ if raw.starts_with('\'') => "a single letter in ' '".to_owned(),
                _ if raw.starts_with('b') && raw.ends_with(['"', '\'', '#']) => {
                    "bytes, b\"…\"".to_owned()
                }
                _ if self.word().is_some() => format!("`{raw}`"),
                _ => format!("the number {raw}"),
            },
        }
    }

    /// The word of a choice, with or without brackets behind it.
    pub fn word(&self) -> Option<&'d str> {
        match &self.node.kind {
            NodeKind::Fields(name, ..) | NodeKind::Items(name, ..) => {
                Some(name.as_str()).filter(|name| !name.is_empty())
            }
            NodeKind::Other => {
                let raw = self.raw();
                let bare = raw.strip_prefix("r#").unwrap_or(raw);
                let begins = bare.starts_with(|c: char| c.is_alphabetic() || c == '_');
                let of_its_own = ["true", "false", "None", "Some"].contains(&raw)
                    || ["inf", "NaN"].iter().any(|it| raw.starts_with(it))
                    || raw.ends_with(['"', '\'', '#']);
                Some(bare).filter(|_| begins && !of_its_own)
            }
            _ => None,
        }
    }

    /// The one value in its brackets, if there is one and it has no name.
    pub fn only(&self) -> Option<&'d Node> {
        match &self.node.kind {
            NodeKind::Items(_, items, _) if items.len() == 1 => items.first().map(|it| &it.value),
            _ => None,
        }
    }

    /// What plain `ron` reads it as, if it stands for one value by itself.
    pub fn simple<T: DeserializeOwned>(&self, expected: &str) -> Result<T, ReadError> {
        if self.node.kind != NodeKind::Other {
            return Err(self.mismatch(expected));
        }
        let raw = self.raw();
        let read = ron::from_str::<T>(raw).or_else(|error| {
            let bare = untyped(raw).ok_or_else(|| error.clone())?;
            ron::from_str(bare).map_err(|_| error)
        });
        read.map_err(|error| {
            let mut told = self.mismatch(expected);
            told.out_of_range = error.code == ron::Error::IntegerOutOfBounds;
            told
        })
    }

    /// A whole number between two bounds.
    pub fn whole<T: DeserializeOwned + Copy + Into<i128>>(
        &self,
        low: i128,
        high: i128,
    ) -> Result<T, ReadError> {
        let read = self.simple::<T>("a whole number");
        let outside = match &read {
            Ok(value) => !(low..=high).contains(&(*value).into()),
            Err(error) => error.out_of_range,
        };
        if outside {
            return Err(ReadError::new(format!(
                "{} is out of range: expected a whole number from {low} to {high}",
                self.raw()
            ))
            .at(self.mark()));
        }
        read
    }

    pub fn float<T: DeserializeOwned + Copy + Into<f64>>(&self) -> Result<T, ReadError> {
        let value: T = self.simple("a number")?;
        if value.into().is_finite() {
            Ok(value)
        } else {
            Err(self.mismatch("an ordinary number"))
        }
    }

    /// Its fields as a structure of this name, which may be left out.
    pub fn fields(&self, name: &str) -> Result<&'d [Part], ReadError> {
        let own = self.word();
        let is_named = own.is_none_or(|own| own == name);
        match &self.node.kind {
            NodeKind::Fields(_, fields, _) if is_named => return Ok(fields),
            NodeKind::Items(_, items, _)
                if is_named && items.is_empty() && !self.raw().starts_with('[') =>
            {
                return Ok(items);
            }
            _ => {}
        }
        if own == Some(name) {
            return Err(self.mismatch(&format!("{name}( field: value, … )")));
        }
        let mut error = self.mismatch(&format!("{name}( … )"));
        if own.is_some_and(|own| nearest(own, [name]).is_some()) {
            error.hint = Some(format!("did you mean `{name}`?"));
        }
        Err(error)
    }
}

/// A number without the type behind it, if it has one: nobody who writes a scenario knows the type
/// of a field, and `0.5f32` is one half to them.
fn untyped(raw: &str) -> Option<&str> {
    let types = if raw.contains("0x") {
        &["i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64"][..]
    } else {
        &[
            "f32", "f64", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64",
        ][..]
    };
    types.iter().find_map(|it| raw.strip_suffix(it))
}
