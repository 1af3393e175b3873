//! A value and the place in a file it was read from, so that a later check can point at it.
//! Must not know what the value means.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// The name by which [`Marked`] asks the RON reader for places; any other reader ignores it.
pub(super) const MARKED: &str = "$wardroom::Marked";

/// A stretch of one source file, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mark {
    /// Which of the files read, in the order they were opened.
    pub file: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A value with its [`Mark`]. Written out, it is the bare value; read from anything but RON
/// (a command in a record, say), its mark is empty.
#[derive(Clone, Debug, Default)]
pub struct Marked<T> {
    /// What was written there.
    pub value: T,
    /// Where it stood.
    pub mark: Mark,
}

impl<T> Marked<T> {
    /// A value that was not read from a file.
    pub fn bare(value: T) -> Self {
        Self {
            value,
            mark: Mark::default(),
        }
    }
}

impl<T: PartialEq> PartialEq for Marked<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Marked<T> {}

impl<T: fmt::Display> fmt::Display for Marked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl From<&str> for Marked<String> {
    fn from(text: &str) -> Self {
        Self::bare(text.to_owned())
    }
}

impl From<String> for Marked<String> {
    fn from(text: String) -> Self {
        Self::bare(text)
    }
}

/// In the format's reference it is the bare value: a place is never written.
impl<T: JsonSchema> JsonSchema for Marked<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: Serialize> Serialize for Marked<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Marked<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MarkedVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for MarkedVisitor<T> {
            type Value = Marked<T>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_newtype_struct<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<Self::Value, D::Error> {
                T::deserialize(deserializer).map(Marked::bare)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let missing = || de::Error::custom("a place without its value");
                let file = seq.next_element()?.ok_or_else(missing)?;
                let start = seq.next_element()?.ok_or_else(missing)?;
                let end = seq.next_element()?.ok_or_else(missing)?;
                let value = seq.next_element()?.ok_or_else(missing)?;
                Ok(Marked {
                    value,
                    mark: Mark { file, start, end },
                })
            }
        }

        deserializer.deserialize_newtype_struct(MARKED, MarkedVisitor(PhantomData))
    }
}
