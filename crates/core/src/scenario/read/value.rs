//! A value of the tree as serde wants it, with what is written held against what the types know. What
//! stands for one value by itself (a number, words, a letter) is read by plain `ron`. Must not hand on
//! the same value without end: each step inwards is counted.

use super::nearest;
use super::parts::{Fields, Items, MarkedParts};
use super::problem::{Cx, ReadError};
use crate::ron_tree::{MAX_DEPTH, Node, NodeKind, Part};
use crate::scenario::diagnostic::Code;
use crate::scenario::mark::{MARKED, Mark};
use serde::de::{self, DeserializeOwned, Visitor};

/// No number of a scenario is larger: sums and products of a few of them can't overflow.
const MAX_NUMBER: i128 = 10_000_000;

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
    fn simple<T: DeserializeOwned>(&self, expected: &str) -> Result<T, ReadError> {
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
    fn whole<T: DeserializeOwned + Copy + Into<i128>>(
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

    fn float<T: DeserializeOwned + Copy + Into<f64>>(&self) -> Result<T, ReadError> {
        let value: T = self.simple("a number")?;
        if value.into().is_finite() {
            Ok(value)
        } else {
            Err(self.mismatch("an ordinary number"))
        }
    }

    /// Its fields as a structure of this name, which may be left out.
    fn fields(&self, name: &str) -> Result<&'d [Part], ReadError> {
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

    /// Reads the fields of a structure, or of a choice with fields. Only those that its type knows
    /// may stand there, each once.
    pub fn read_fields<'de, V: Visitor<'de>>(
        self,
        fields: &'d [Part],
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let (cx, mark) = (self.cx, self.mark());
        let holes: Vec<&'static str> = cx
            .holes
            .borrow()
            .iter()
            .filter(|(start, _)| *start == mark.start)
            .map(|(_, name)| *name)
            .collect();
        visitor
            .visit_map(Fields::new(self, fields, known, holes))
            .map_err(|error| {
                let Some(missing) = error.missing else {
                    return error.at(mark);
                };
                cx.holes.borrow_mut().insert((mark.start, missing));
                if !cx.is_broken(cx.span(self.node)) {
                    cx.note(error, mark);
                }
                ReadError {
                    skipped: true,
                    ..ReadError::reported()
                }
            })
    }

    /// Reads so many values in brackets, whatever word stands before them.
    pub fn read_items<'de, V: Visitor<'de>>(
        self,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match &self.node.kind {
            NodeKind::Items(_, items, _) if items.len() == len && !self.raw().starts_with('[') => {
                visitor.visit_seq(Items::new(self, items))
            }
            _ => Err(self.mismatch(&format!("{len} values in brackets"))),
        }
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

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            let low = i128::from(<$type>::MIN).max(-MAX_NUMBER);
            let high = i128::from(<$type>::MAX).min(MAX_NUMBER);
            visitor.$visit(self.whole::<$type>(low, high)?)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Value<'_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let raw = self.raw();
        match &self.node.kind {
            NodeKind::Text(_) => self.deserialize_str(visitor),
            NodeKind::Items(name, ..) if name == "Some" => self.deserialize_option(visitor),
            NodeKind::Items(..) if raw.starts_with('[') => self.deserialize_seq(visitor),
            NodeKind::Other => match raw {
                "true" | "false" => self.deserialize_bool(visitor),
                "None" => self.deserialize_option(visitor),
                _ => visitor.visit_f64(self.float()?),
            },
            _ => Err(self.mismatch("a simple value")),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_bool(self.simple("true or false")?)
    }

    integers! {
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64,
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_f32(self.float()?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_f64(self.float()?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_char(self.simple("a single letter")?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match &self.node.kind {
            NodeKind::Text(words) => visitor.visit_str(words),
            _ => Err(self.mismatch("text in quotes")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ReadError> {
        Err(self.mismatch("something else"))
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let is_some = matches!(&self.node.kind, NodeKind::Fields(name, ..) | NodeKind::Items(name, ..)
            if name == "Some" && !self.raw().starts_with("r#"));
        match self.only() {
            _ if self.node.kind == NodeKind::Other && self.raw() == "None" => visitor.visit_none(),
            Some(inner) if is_some => visitor.visit_some(self.inner(inner)?),
            _ if is_some => visitor.visit_some(self.unwrapped()?),
            // As with `#![enable(implicit_some)]`, always.
            _ => visitor.visit_some(self.inner(self.node)?),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.raw() {
            "()" => visitor.visit_unit(),
            _ => Err(self.mismatch("()")),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match &self.node.kind {
            NodeKind::Other if self.word() == Some(name) => visitor.visit_unit(),
            _ => self.deserialize_unit(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        if name == MARKED {
            visitor.visit_seq(MarkedParts::new(self))
        } else {
            visitor.visit_newtype_struct(self.inner(self.node)?)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match &self.node.kind {
            NodeKind::Items(_, items, _) if self.raw().starts_with('[') => {
                visitor.visit_seq(Items::new(self, items))
            }
            _ => Err(self.mismatch("a list [ … ]")),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        if self.word().is_some() {
            return Err(self.mismatch(&format!("{len} values in brackets")));
        }
        self.read_items(len, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        if self.word().is_some_and(|own| own != name) {
            return Err(self.mismatch(&format!("{name}( … )")));
        }
        self.read_items(len, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ReadError> {
        Err(self.mismatch("something else"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.read_fields(self.fields(name)?, known, visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        if self.word().is_none() {
            let mut error = self.mismatch(&format!("one of the choices of {name}"));
            if !error.reported {
                error.hint = Some(format!("write one of: {}", variants.join(", ")));
            }
            return Err(error);
        }
        let mark = self.mark();
        visitor.visit_enum(self).map_err(|error| error.at(mark))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_unit()
    }
}
