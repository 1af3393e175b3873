//! What stands in brackets, part by part: the items of a list, the fields of a structure, a value with
//! its place. A part that can't be read is noted and left out of the next reading. Must not decide what
//! a part is.

use super::problem::{ReadError, mark_of};
use super::value::Value;
use crate::ron_tree::{NodeKind, Part};
use crate::scenario::empty::Empty;
use crate::scenario::mark::Mark;
use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor};

/// The four parts a [`crate::scenario::Marked`] is read from.
pub(super) struct MarkedParts<'d> {
    value: Value<'d>,
    place: Mark,
    at: u8,
}

impl<'d> MarkedParts<'d> {
    pub fn new(value: Value<'d>) -> Self {
        let place = mark_of(value.cx.file, &value.node.range);
        Self {
            value,
            place,
            at: 0,
        }
    }
}

impl<'de> SeqAccess<'de> for MarkedParts<'_> {
    type Error = ReadError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ReadError> {
        self.at += 1;
        match self.at {
            1 => seed.deserialize(self.place.file.into_deserializer()),
            2 => seed.deserialize(self.place.start.into_deserializer()),
            3 => seed.deserialize(self.place.end.into_deserializer()),
            _ => seed.deserialize(self.value.inner(self.value.node)?),
        }
        .map(Some)
    }
}

/// The items of a list. One that can't be read is noted and left out.
pub(super) struct Items<'d> {
    items: std::slice::Iter<'d, Part>,
    list: Value<'d>,
}

impl<'d> Items<'d> {
    pub fn new(list: Value<'d>, items: &'d [Part]) -> Self {
        Self {
            items: items.iter(),
            list,
        }
    }
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = ReadError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ReadError> {
        let cx = self.list.cx;
        let Some(item) = self.items.find(|item| !cx.is_skipped(&item.value)) else {
            return Ok(None);
        };
        // The seed can be used only once, so an item that fails ends this reading of the list;
        // the next reading skips it.
        self.list
            .inner(&item.value)
            .and_then(|item| seed.deserialize(item))
            .map(Some)
            .map_err(|error| cx.leave(error, &item.value, &cx.skipped))
    }
}

/// The fields of a structure.
pub(super) struct Fields<'d> {
    fields: std::slice::Iter<'d, Part>,
    /// What the type knows.
    known: &'static [&'static str],
    /// What has stood here.
    seen: Vec<&'d str>,
    /// Fields that are missing, given empty at the end.
    holes: std::vec::IntoIter<&'static str>,
    value: Option<&'d Part>,
    of: Value<'d>,
}

impl<'d> Fields<'d> {
    pub fn new(
        of: Value<'d>,
        fields: &'d [Part],
        known: &'static [&'static str],
        holes: Vec<&'static str>,
    ) -> Self {
        Self {
            fields: fields.iter(),
            known,
            seen: Vec::new(),
            holes: holes.into_iter(),
            value: None,
            of,
        }
    }

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

impl<'de> MapAccess<'de> for Fields<'_> {
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
        let name = field.name.as_str();
        self.may_stand(name)
            .and_then(|()| seed.deserialize(name.into_deserializer()))
            .map(Some)
            .map_err(|error: ReadError| {
                let mark = mark_of(cx.file, &(field.start..field.start + name.len()));
                // Behind a missing bracket the fields of one structure seem to be another's.
                let error = if cx.is_broken((cx.span(self.of.node).0, mark.start)) {
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
        let (cx, node) = (self.of.cx, &field.value);
        if cx.is_emptied(node) {
            return seed.deserialize(Empty::new());
        }
        self.of
            .inner(node)
            .and_then(|value| seed.deserialize(value))
            .map_err(|error| cx.leave(error, node, &cx.emptied))
    }
}

impl<'d> Value<'d> {
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
