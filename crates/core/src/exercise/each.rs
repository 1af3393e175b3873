//! One of something for each organisation that plays. Must not know what it is.

use crate::scenario::OrganisationId;
use serde::{Serialize, Serializer};
use std::ops::{Index, IndexMut};

/// One of something for each organisation, in their order. Where a trust plays alone it is written
/// as the thing itself, so that records of such exercises stay what they were.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Each<T>(Vec<T>);

impl<T> Each<T> {
    /// The same for so many.
    pub fn of(count: usize, one: T) -> Self
    where
        T: Clone,
    {
        Self(vec![one; count.max(1)])
    }

    /// All, in the order of the organisations.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// All, in the order of the organisations.
    pub fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.0.iter_mut()
    }
}

impl<T> Index<OrganisationId> for Each<T> {
    type Output = T;

    fn index(&self, of: OrganisationId) -> &T {
        &self.0[of.at()]
    }
}

impl<T> IndexMut<OrganisationId> for Each<T> {
    fn index_mut(&mut self, of: OrganisationId) -> &mut T {
        &mut self.0[of.at()]
    }
}

impl<T: Serialize> Serialize for Each<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [alone] => alone.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}
