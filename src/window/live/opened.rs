//! A file that came with an inject and that the window doesn't show itself, a PDF or a sound: written beside the
//! record and handed to the system's own program for it. Must not do so in a frame.

use super::Live;
use crate::window::handed_over;
use std::path::Path;
use std::sync::Arc;
use wardroom_core::scenario::Attachment;

/// Where such files lie, beside the record.
const FOLDER: &str = "attachments";

impl Live {
    /// Begins to open one.
    pub fn open_file(&mut self, file: Arc<Attachment>) {
        let folder = self.seen.record.parent().unwrap_or(Path::new("."));
        let path = folder.join(FOLDER).join(&file.name);
        self.opening.begin(1, move |_| {
            let written = wardroom_files::write(&path, &file.bytes);
            let written =
                written.map_err(|why| format!("{} can't be written: {why}.", path.display()));
            Some(written.and_then(|()| handed_over::open(&path)))
        });
    }

    /// Says why nothing opened it.
    pub(super) fn follow_opening(&mut self) {
        self.opening.follow();
        if let Some(Err(why)) = self.opening.done.take() {
            self.refusal = Some(why);
        }
    }
}
