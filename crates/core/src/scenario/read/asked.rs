//! A value as serde asks for it, with what is written held against what the types know. Must not hand
//! on the same value without end: it goes inwards by [`Value::inner`], which counts.

use super::parts::{Items, MarkedParts};
use super::problem::ReadError;
use super::value::Value;
use crate::ron_tree::NodeKind;
use crate::scenario::mark::MARKED;
use serde::de::{self, Visitor};

/// No number of a scenario is larger: sums and products of a few of them can't overflow.
const MAX_NUMBER: i128 = 10_000_000;

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
