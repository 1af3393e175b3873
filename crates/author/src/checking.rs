//! A check of a scenario's files as they stood at some moment: a value of its own, so that it can be
//! made in another thread while the files go on being edited. Must not read files.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use wardroom_core::scenario::{Problems, Scenario, check};

/// A check that is to be made.
#[derive(Clone, Debug)]
pub struct Checking {
    pub(crate) version: u64,
    pub(crate) main: String,
    /// By name, what every file that was read holds, or why it can't be read.
    pub(crate) texts: BTreeMap<String, Result<Vec<u8>, String>>,
}

/// What a check found.
#[derive(Debug)]
pub struct Checked {
    pub(crate) version: u64,
    /// Files that are included and were not read yet, in the order in which they are.
    pub(crate) wanted: Vec<String>,
    /// What the files say; nothing while one of them was not read.
    pub(crate) found: Option<Result<Arc<Scenario>, Problems>>,
}

impl Checking {
    /// The text of the main file or one it includes, by its name, if it was read.
    pub fn bytes(&self, name: &str) -> Result<Vec<u8>, String> {
        self.texts
            .get(name)
            .cloned()
            .unwrap_or_else(|| Err("it is being read".to_owned()))
    }

    /// The name of the main file.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// Makes it: as long as it takes to read and check the whole scenario.
    pub fn run(self) -> Checked {
        let wanted = RefCell::new(Vec::new());
        let found = check(&self.main, &|name| {
            if !self.texts.contains_key(name) {
                let mut wanted = wanted.borrow_mut();
                if wanted.iter().all(|it| it != name) {
                    wanted.push(name.to_owned());
                }
            }
            self.bytes(name)
        });
        let wanted = wanted.into_inner();
        Checked {
            version: self.version,
            found: wanted.is_empty().then(|| found.map(Arc::new)),
            wanted,
        }
    }
}

impl Checked {
    /// The scenario, if the files are sound.
    pub fn sound(&self) -> Option<&Arc<Scenario>> {
        self.found.as_ref()?.as_ref().ok()
    }
}
