//! What comes with a message of the facilitator's, whole, as it is written in the command that sent it. Must not
//! judge what a file may be: `scenario::Attachment` does.

use super::header::SourceFile;
use super::mirror::Mirror;
use super::named::Named;
use crate::exercise::Refusal;
use crate::scenario::{self, Attachment, Scenario};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A file that is sent with a message, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Enclosed {
    /// What its sender calls it.
    pub title: String,
    /// What can be seen or heard in it; can be empty for a table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub shows: String,
    /// SHA-256 over its bytes, in hexadecimal.
    pub sha256: String,
    /// Its name, and what stands in it.
    pub file: SourceFile,
}

impl Enclosed {
    /// The file itself.
    ///
    /// # Errors
    /// That no message can carry it, or that it is not the file of that hash, in words.
    pub fn read(&self) -> Result<Attachment, String> {
        let name = &self.file.path;
        let told = |why: String| format!("The file {name} {why}.");
        let held: scenario::SourceFile = self.file.mirror();
        let bytes = held.bytes();
        let bytes = bytes.map_err(|why| format!("The file {name} can't be read: {why}."))?;
        let file = Attachment::of(name, bytes).map_err(told)?;
        if file.name != *name || name.contains(['\\', ':']) {
            return Err(told("has a name that is a path".to_owned()));
        }
        if file.sha256 != self.sha256 {
            return Err(told("is not the one of the hash beside it".to_owned()));
        }
        Ok(file)
    }
}

impl Named<Enclosed> for scenario::Enclosed {
    fn written(&self, _: &Scenario) -> Enclosed {
        let file = &self.file;
        Enclosed {
            title: self.title.clone(),
            shows: self.shows.clone(),
            sha256: file.sha256.clone(),
            file: scenario::SourceFile::of(&file.name, file.bytes.to_vec()).mirror(),
        }
    }

    fn meant(written: &Enclosed, _: &Scenario) -> Result<Self, Refusal> {
        let file = written.read().map_err(|why| Refusal::NotNow { why })?;
        Ok(Self {
            file: Arc::new(file),
            title: written.title.clone(),
            shows: written.shows.clone(),
        })
    }
}
