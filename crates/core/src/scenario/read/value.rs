//! A value of the tree as serde wants it, with fields and choices held against what the types know.
//! Must not hand on the same value without end: each step inwards is counted.

use super::problem::{Cx, ReadError, nearest};
use super::{MAX_DEPTH, mark_of};
use crate::scenario::diagnostic::Code;
use crate::scenario::empty::Empty;
use crate::scenario::mark::{MARKED, Mark};
use ron2::ast::{Expr, StructBody, StructField};
use serde::de::{
    self, DeserializeSeed, EnumAccess, IntoDeserializer, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;

/// No number of a scenario is larger: sums and products of a few of them can't overflow.
const MAX_NUMBER: i128 = 10_000_000;

/// What a value is, in words.
fn kind(expr: &Expr<'_>) -> String {
    match expr {
        Expr::Unit(_) => "an empty pair of brackets".to_owned(),
        Expr::Bool(_) => "true or false".to_owned(),
        Expr::Char(_) => "a single letter in ' '".to_owned(),
        Expr::Byte(_) | Expr::Bytes(_) => "bytes, b\"…\"".to_owned(),
        Expr::Number(number) => format!("the number {}", number.raw),
        Expr::String(_) => "text in quotes".to_owned(),
        Expr::Option(_) => "None or Some(…)".to_owned(),
        Expr::Seq(_) => "a list [ … ]".to_owned(),
        Expr::Map(_) => "a map { … }".to_owned(),
        Expr::Tuple(_) => "values in brackets without names".to_owned(),
        Expr::AnonStruct(_) => "fields in brackets".to_owned(),
        Expr::Struct(named) => format!("`{}`", named.name.name),
        Expr::Error(_) => "something unreadable".to_owned(),
    }
}

/// A value of the tree.
#[derive(Clone, Copy)]
pub(super) struct Value<'a, 'd> {
    expr: &'d Expr<'a>,
    cx: &'d Cx,
    /// How many values it stands in, those included that nobody writes.
    depth: usize,
}

impl<'a, 'd> Value<'a, 'd> {
    /// The outermost value.
    pub fn new(expr: &'d Expr<'a>, cx: &'d Cx) -> Self {
        Self { expr, cx, depth: 0 }
    }

    /// A value inside this one, or this one as its type's inner type.
    fn inner(self, expr: &'d Expr<'a>) -> Result<Self, ReadError> {
        if self.depth >= MAX_DEPTH {
            let mut error = ReadError::new(format!("this is nested more than {MAX_DEPTH} deep"))
                .at(self.cx.mark(expr));
            error.code = Code::Depth;
            error.hint = Some("a scenario needs no more than a dozen".to_owned());
            return Err(error);
        }
        Ok(Self {
            expr,
            cx: self.cx,
            depth: self.depth + 1,
        })
    }

    fn mark(&self) -> Mark {
        self.cx.mark(self.expr)
    }

    fn mismatch(&self, expected: &str) -> ReadError {
        if matches!(self.expr, Expr::Error(_)) {
            // The syntax error has been told already.
            return ReadError::reported();
        }
        ReadError::new(format!("expected {expected}, found {}", kind(self.expr))).at(self.mark())
    }

    /// A whole number between two bounds.
    fn integer(&self, low: i128, high: i128) -> Result<i128, ReadError> {
        let Expr::Number(number) = self.expr else {
            return Err(self.mismatch("a whole number"));
        };
        let text = plain_number(&number.raw);
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(&text)),
        };
        let parsed = if let Some(hex) = digits.strip_prefix("0x") {
            i128::from_str_radix(hex, 16)
        } else if let Some(binary) = digits.strip_prefix("0b") {
            i128::from_str_radix(binary, 2)
        } else if let Some(octal) = digits.strip_prefix("0o") {
            i128::from_str_radix(octal, 8)
        } else {
            digits.parse()
        };
        let Ok(value) = parsed else {
            return Err(self.mismatch("a whole number"));
        };
        let value = if negative { -value } else { value };
        if value < low || value > high {
            return Err(ReadError::new(format!(
                "{} is out of range: expected a whole number from {low} to {high}",
                number.raw
            ))
            .at(self.mark()));
        }
        Ok(value)
    }

    fn float(&self) -> Result<f64, ReadError> {
        let Expr::Number(number) = self.expr else {
            return Err(self.mismatch("a number"));
        };
        match plain_number(&number.raw).parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(self.mismatch("an ordinary number")),
        }
    }

    fn fields(&self, name: &str) -> Result<&'d [StructField<'a>], ReadError> {
        match self.expr {
            Expr::AnonStruct(anonymous) => Ok(&anonymous.fields),
            Expr::Unit(_) => Ok(&[]),
            Expr::Struct(named) => {
                if named.name.name != name {
                    let mut error = self.mismatch(&format!("{name}( … )"));
                    if nearest(&named.name.name, [name]).is_some() {
                        error.hint = Some(format!("did you mean `{name}`?"));
                    }
                    return Err(error);
                }
                match &named.body {
                    Some(StructBody::Fields(body)) => Ok(&body.fields),
                    Some(StructBody::Tuple(body)) if body.elements.is_empty() => Ok(&[]),
                    _ => Err(self.mismatch(&format!("{name}( field: value, … )"))),
                }
            }
            _ => Err(self.mismatch(&format!("{name}( … )"))),
        }
    }
}

macro_rules! integers {
    ($($method:ident $visit:ident $type:ty),* $(,)?) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
            let low = (<$type>::MIN as i128).max(-MAX_NUMBER);
            let high = (<$type>::MAX as i128).min(MAX_NUMBER);
            let value = self.integer(low, high)?;
            // In range by the line above.
            visitor.$visit(value as $type)
        }
    )*};
}

impl<'de> de::Deserializer<'de> for Value<'_, '_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::Bool(_) => self.deserialize_bool(visitor),
            Expr::Number(_) => visitor.visit_f64(self.float()?),
            Expr::String(_) => self.deserialize_str(visitor),
            Expr::Seq(_) => self.deserialize_seq(visitor),
            Expr::Option(_) => self.deserialize_option(visitor),
            _ => Err(self.mismatch("a simple value")),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::Bool(value) => visitor.visit_bool(value.value),
            _ => Err(self.mismatch("true or false")),
        }
    }

    integers! {
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16,
        deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64,
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_f64(self.float()?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        visitor.visit_f64(self.float()?)
    }

    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::Char(value) => visitor.visit_char(value.value),
            _ => Err(self.mismatch("a single letter")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::String(text) => visitor.visit_str(&text.value),
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
        match self.expr {
            Expr::Option(option) => match &option.value {
                None => visitor.visit_none(),
                Some(inner) => visitor.visit_some(self.inner(&inner.expr)?),
            },
            // As with `#![enable(implicit_some)]`, always.
            _ => visitor.visit_some(self.inner(self.expr)?),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        match self.expr {
            Expr::Unit(_) => visitor.visit_unit(),
            _ => Err(self.mismatch("()")),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        if name == MARKED {
            visitor.visit_seq(MarkedParts { value: self, at: 0 })
        } else {
            visitor.visit_newtype_struct(self.inner(self.expr)?)
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ReadError> {
        let Expr::Seq(list) = self.expr else {
            return Err(self.mismatch("a list [ … ]"));
        };
        visitor.visit_seq(Items {
            items: list.items.iter().map(|item| &item.expr),
            list: self,
        })
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let Expr::Tuple(tuple) = self.expr else {
            return Err(self.mismatch(&format!("{len} values in brackets")));
        };
        if tuple.elements.len() != len {
            return Err(self.mismatch(&format!("{len} values in brackets")));
        }
        visitor.visit_seq(Items {
            items: tuple.elements.iter().map(|element| &element.expr),
            list: self,
        })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        len: usize,
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.deserialize_tuple(len, visitor)
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
        if !matches!(self.expr, Expr::Struct(_)) {
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

impl<'a, 'd> Value<'a, 'd> {
    /// Reads the fields of a structure, or of a choice with fields. Only those that its type knows
    /// may stand there, each once.
    fn read_fields<'de, V: Visitor<'de>>(
        self,
        fields: &'d [StructField<'a>],
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
            .visit_map(Fields {
                fields: fields.iter(),
                known,
                seen: Vec::new(),
                holes: holes.into_iter(),
                value: None,
                of: self,
            })
            .map_err(|error| {
                let Some(missing) = error.missing else {
                    return error.at(mark);
                };
                cx.holes.borrow_mut().insert((mark.start, missing));
                if !cx.is_broken(cx.span(self.expr)) {
                    cx.note(error, mark);
                }
                ReadError {
                    skipped: true,
                    ..ReadError::reported()
                }
            })
    }
}

/// The four parts a [`super::mark::Marked`] is read from.
struct MarkedParts<'a, 'd> {
    value: Value<'a, 'd>,
    at: u8,
}

impl<'de> SeqAccess<'de> for MarkedParts<'_, '_> {
    type Error = ReadError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ReadError> {
        let mark = mark_of(self.value.cx.file, self.value.expr.span());
        self.at += 1;
        match self.at {
            1 => seed.deserialize(mark.file.into_deserializer()),
            2 => seed.deserialize(mark.start.into_deserializer()),
            3 => seed.deserialize(mark.end.into_deserializer()),
            _ => seed.deserialize(self.value.inner(self.value.expr)?),
        }
        .map(Some)
    }
}

/// The items of a list. One that can't be read is noted and left out.
struct Items<'a, 'd, I> {
    items: I,
    list: Value<'a, 'd>,
}

impl<'de, 'a, 'd, I: Iterator<Item = &'d Expr<'a>>> SeqAccess<'de> for Items<'a, 'd, I> {
    type Error = ReadError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ReadError> {
        let cx = self.list.cx;
        let Some(expr) = self.items.find(|expr| !cx.is_skipped(expr)) else {
            return Ok(None);
        };
        // The seed can be used only once, so an item that fails ends this reading of the list;
        // the next reading skips it.
        self.list
            .inner(expr)
            .and_then(|item| seed.deserialize(item))
            .map(Some)
            .map_err(|error| cx.leave(error, expr, &cx.skipped))
    }
}

struct Fields<'a, 'd> {
    fields: std::slice::Iter<'d, StructField<'a>>,
    /// What the type knows.
    known: &'static [&'static str],
    /// What has stood here.
    seen: Vec<&'d str>,
    /// Fields that are missing, given empty at the end.
    holes: std::vec::IntoIter<&'static str>,
    value: Option<&'d StructField<'a>>,
    of: Value<'a, 'd>,
}

impl<'d> Fields<'_, 'd> {
    /// Whether a field may stand here.
    fn may_stand(&mut self, name: &'d str) -> Result<(), ReadError> {
        if !self.known.contains(&name) {
            return Err(ReadError::unknown("field", name, self.known));
        }
        if self.seen.contains(&name) {
            return Err(ReadError::twice(name));
        }
        self.seen.push(name);
        Ok(())
    }
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = ReadError;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, ReadError> {
        let cx = self.of.cx;
        let next = self.fields.find(|field| !cx.is_skipped(&field.value));
        self.value = next;
        let Some(field) = next else {
            return match self.holes.next() {
                Some(hole) => seed.deserialize(hole.into_deserializer()).map(Some),
                None => Ok(None),
            };
        };
        // `r#type` is another way to write `type`.
        let name: &str = &field.name.name;
        let name = name.strip_prefix("r#").unwrap_or(name);
        self.may_stand(name)
            .and_then(|()| seed.deserialize(name.into_deserializer()))
            .map(Some)
            .map_err(|error: ReadError| {
                let mark = mark_of(cx.file, &field.name.span);
                // Behind a missing bracket the fields of one structure seem to be another's.
                let error = if cx.is_broken((cx.span(self.of.expr).0, mark.start)) {
                    ReadError::reported()
                } else {
                    error.at(mark)
                };
                cx.leave(error, &field.value, &cx.skipped)
            })
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, ReadError> {
        let Some(field) = self.value.take() else {
            return seed.deserialize(Empty::new());
        };
        let (cx, expr) = (self.of.cx, &field.value);
        if cx.is_emptied(expr) {
            return seed.deserialize(Empty::new());
        }
        self.of
            .inner(expr)
            .and_then(|value| seed.deserialize(value))
            .map_err(|error| cx.leave(error, expr, &cx.emptied))
    }
}

impl<'de, 'a, 'd> EnumAccess<'de> for Value<'a, 'd> {
    type Error = ReadError;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), ReadError> {
        let Expr::Struct(named) = self.expr else {
            return Err(self.mismatch("a choice"));
        };
        let name: &str = &named.name.name;
        let variant = seed
            .deserialize(name.into_deserializer())
            .map_err(|error: ReadError| error.at(self.mark()))?;
        Ok((variant, self))
    }
}

impl<'de> VariantAccess<'de> for Value<'_, '_> {
    type Error = ReadError;

    fn unit_variant(self) -> Result<(), ReadError> {
        match self.expr {
            Expr::Struct(named) if named.body.is_none() => Ok(()),
            _ => Err(self.mismatch("the bare word, without brackets")),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, ReadError> {
        let Expr::Struct(named) = self.expr else {
            return Err(self.mismatch("a choice"));
        };
        match &named.body {
            Some(StructBody::Tuple(body)) if body.elements.len() == 1 => {
                seed.deserialize(self.inner(&body.elements[0].expr)?)
            }
            // `Worm(field: …)` stands for `Worm(Worm(field: …))`.
            Some(StructBody::Fields(_)) => seed.deserialize(Unwrapped(self)),
            _ => Err(self.mismatch("one value in brackets")),
        }
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, ReadError> {
        Err(self.mismatch("something else"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        let Expr::Struct(named) = self.expr else {
            return Err(self.mismatch("a choice with fields"));
        };
        let fields: &[StructField<'_>] = match &named.body {
            Some(StructBody::Fields(body)) => &body.fields,
            Some(StructBody::Tuple(body)) if body.elements.is_empty() => &[],
            _ => return Err(self.mismatch("( field: value, … ) after the word")),
        };
        self.read_fields(fields, known, visitor)
    }
}

/// The fields behind a choice's word where one value is asked for: they can only be a structure's.
/// Anything else would be handed the same word again, and again.
struct Unwrapped<'a, 'd>(Value<'a, 'd>);

impl<'de> de::Deserializer<'de> for Unwrapped<'_, '_> {
    type Error = ReadError;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, ReadError> {
        let mut error = self
            .0
            .mismatch("one value in brackets, without a name before it");
        if let (Expr::Struct(named), false) = (self.0.expr, error.reported) {
            error.hint = Some(format!("write {}( … )", named.name.name));
        }
        Err(error)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        known: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ReadError> {
        self.0.deserialize_struct(name, known, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

/// A number without the marks that only help the eye, and without its type.
fn plain_number(raw: &str) -> String {
    const TYPES: [&str; 14] = [
        "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize",
        "f32", "f64",
    ];
    let hex = raw.contains("0x");
    let without = TYPES
        .iter()
        // In 0x1f32 the type would be digits.
        .filter(|it| !(hex && it.starts_with('f')))
        .find_map(|it| raw.strip_suffix(it))
        .unwrap_or(raw);
    without.chars().filter(|c| *c != '_').collect()
}
