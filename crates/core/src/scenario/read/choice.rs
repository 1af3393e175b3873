//! A choice: its word, and what stands in brackets behind it. Must not hand on the same word twice.

use super::problem::ReadError;
use super::value::Value;
use crate::ron_tree::NodeKind;
use serde::de::{self, DeserializeSeed, EnumAccess, IntoDeserializer, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;

impl<'de> EnumAccess<'de> for Value<'_> {
    type Error = ReadError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), ReadError> {
        let Some(word) = self.word() else {
            return Err(self.mismatch("a choice"));
        };
        let variant = seed
            .deserialize(word.into_deserializer())
            .map_err(|error: ReadError| error.at(self.mark()))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Value<'_> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        match self.node.kind {
            NodeKind::Other => Ok(()),
            _ => Err(self.mismatch("the bare word, without brackets")),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, ReadError> {
        match (self.only(), &self.node.kind) {
            (Some(only), _) => seed.deserialize(self.inner(only)?),
            (None, NodeKind::Other) => Err(self.mismatch("one value in brackets")),
            _ => seed.deserialize(self.unwrapped()?),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, ReadError> {
        self.read_items(len, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        match &self.node.kind {
            NodeKind::Fields(_, fields, _) => self.read_fields(fields, known, visitor),
            NodeKind::Items(_, items, _) if items.is_empty() => {
                self.read_fields(&[], known, visitor)
            }
            _ => Err(self.mismatch("( field: value, … ) after the word")),
        }
    }
}

impl<'d> Value<'d> {
    /// What stands behind a word as the fields, or values, of what the word holds.
    pub fn unwrapped(self) -> Result<Unwrapped<'d>, ReadError> {
        self.inner(self.node).map(Unwrapped)
    }
}

/// `Worm(field: …)` stands for `Worm((field: …))`, as with `#![enable(unwrap_variant_newtypes)]`,
/// always. The fields can only be a structure's: anything else would be handed the same word again,
/// and again.
pub(super) struct Unwrapped<'d>(Value<'d>);

impl<'de> de::Deserializer<'de> for Unwrapped<'_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ReadError> {
        let mut error = self
            .0
            .mismatch("one value in brackets, without a name before it");
        if let (Some(word), false) = (self.0.word(), error.reported) {
            error.hint = Some(format!("write {word}( … )"));
        }
        Err(error)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.0.struct_variant(known, visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.0.read_items(len, visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.0.read_items(len, visitor)
    }

    /// What nobody writes stands around it: `Worm(field: …)` may hold a value with its place.
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        if name == crate::scenario::mark::MARKED {
            return self.deserialize_any(visitor);
        }
        visitor.visit_newtype_struct(Unwrapped(self.0.inner(self.0.node)?))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct seq map enum identifier ignored_any
    }
}
