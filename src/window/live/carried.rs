//! Files that go from an exercise and come to it: one that an inject carries and the window doesn't show itself, a
//! PDF or a sound, is written beside the record and handed to the system's own program for it; a file of answers that
//! somebody without a network sent back is read, and one that is to come with an ad-hoc inject. Must not do either in a frame.

use crate::window::handed_over;
use crate::window::job::Job;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::exercise::Event;
use wardroom_core::file_name::file_name;
use wardroom_core::scenario::{Attachment, Enclosed, MAX_ATTACHMENT_BYTES, Scenario};
use wardroom_sealed::Returned;

/// Where files that injects carry lie, beside the record.
const FOLDER: &str = "attachments";

/// What is under way with them.
#[derive(Debug, Default)]
pub(super) struct Carried {
    opening: Job<Result<(), String>>,
    returned: Job<Result<Returned, String>>,
    attached: Job<Result<Enclosed, String>>,
}

impl Carried {
    /// Begins to open what an inject carries.
    pub fn open(&mut self, record: &Path, file: Arc<Attachment>) {
        let folder = record.parent().unwrap_or(Path::new("."));
        let path = folder.join(FOLDER).join(file_name(&file.name));
        self.opening.begin(1, move |_| {
            let written = wardroom_files::write(&path, &file.bytes);
            let written =
                written.map_err(|why| format!("{} can't be written: {why}.", path.display()));
            Some(written.and_then(|()| handed_over::open(&path)))
        });
    }

    /// Why nothing opened it, once.
    pub fn not_opened(&mut self) -> Option<String> {
        self.opening.follow();
        self.opening.done.take()?.err()
    }

    /// Begins to read a file that is to come with an ad-hoc inject.
    pub fn attach(&mut self, path: PathBuf) {
        self.attached.begin(1, move |_| Some(enclosed(&path)));
    }

    /// What was read of it, once.
    pub fn attached(&mut self) -> Option<Result<Enclosed, String>> {
        self.attached.follow();
        self.attached.done.take()
    }

    /// Whether one is being read.
    pub fn attaching(&self) -> bool {
        self.attached.running()
    }

    /// Waits for it, for tests and pictures.
    pub fn wait(&mut self) {
        self.attached.wait();
    }

    /// Begins to read a file of answers, of an exercise in which so much has happened.
    pub fn read(&mut self, path: PathBuf, scenario: Arc<Scenario>, events: Vec<Event>) {
        self.returned.begin(1, move |_| {
            Some(crate::answers::returned(&path, &scenario, &events))
        });
    }

    /// What was read, once.
    pub fn returned(&mut self) -> Option<Result<Returned, String>> {
        self.returned.follow();
        self.returned.done.take()
    }
}

/// A file as it comes with an ad-hoc inject; its title is its name, until somebody gives it another.
fn enclosed(path: &Path) -> Result<Enclosed, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let refused = |why: String| format!("{} can’t come with an inject: {why}.", path.display());
    let bytes = wardroom_files::read(path, MAX_ATTACHMENT_BYTES as u64);
    let bytes = bytes.map_err(|why| refused(why.to_string()))?;
    // What one system takes for a folder is a letter of the name on another.
    let plain = name.replace(['\\', ':'], "-");
    let file = Attachment::of(&plain, bytes).map_err(|why| refused(format!("it {why}")))?;
    let title = file
        .name
        .rsplit_once('.')
        .map_or(file.name.as_str(), |it| it.0);
    Ok(Enclosed {
        title: title.replace(['-', '_'], " "),
        shows: String::new(),
        file: Arc::new(file),
    })
}
