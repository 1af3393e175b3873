//! Parts of the state, as far as conditions tell them apart, so that a condition is looked at again
//! only when what it asks about has changed. Must not know any condition.

/// Things that conditions ask about, as a set of bits: three of a kind, then one for each
/// comparison that the scenario makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Aspects(u128);

/// Bits before those of the comparisons.
const KINDS: usize = 3;
/// Comparisons beyond this many share the last bit.
const MOST: usize = 128 - KINDS;

impl Aspects {
    /// Nothing has changed.
    pub const NONE: Self = Self(0);
    /// A moment that some condition names has come.
    pub const TIME: Self = Self(1);
    /// Messages and prompts.
    pub const MESSAGES: Self = Self(2);
    /// What people have done, and threats other than the worm.
    pub const DONE: Self = Self(4);
    /// All of them.
    pub const ALL: Self = Self(u128::MAX);

    /// The bit that comparisons share for which there is none of their own.
    pub const SHARED: Self = Self(1 << 127);

    /// The bit of the comparison that is found after so many others.
    pub fn comparison(at: usize) -> Self {
        Self(1 << (KINDS + at.min(MOST - 1)))
    }

    /// Whether two sets have something in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Turns what another set has: in if it was out, out if it was in.
    pub fn turn(&mut self, other: Self) {
        self.0 ^= other.0;
    }
}

impl std::ops::BitOr for Aspects {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for Aspects {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What a comparison follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// Hosts, and with them systems.
    Hosts = 0,
    /// Locked hosts that have been reported.
    Known = 1,
    /// The capacity of clinical services.
    Services = 2,
    /// Queues, stocks and cancellations.
    Patients = 3,
}

/// What a condition asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Whether a minute has come.
    Time(u32),
    /// Messages and prompts.
    Messages,
    /// What people have done, and threats other than the worm.
    Done,
    /// A figure or a state that changes by itself, often; it is compared with what the condition
    /// names, and the outcome of that changes a few times in an exercise.
    Compares(Follows),
}
