//! What is said to an author of what came of their asking. Must not do anything.

/// What is said.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// What was saved when, or read anew.
    pub told: Option<String>,
    /// Why something could not be done.
    pub trouble: Option<String>,
}

impl Said {
    /// What came of a change: what was told before is of an older version.
    pub fn changed(&mut self, done: Result<(), String>) {
        self.told = None;
        self.trouble = done.err();
    }
}
