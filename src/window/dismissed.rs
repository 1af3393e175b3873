//! Unfinished exercises that somebody does not want to be offered any more, kept in a file beside the
//! records. Must not touch a record: one that is put away here can still be opened.

use super::job::Job;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use wardroom_files as files;

/// The file's name.
const NAME: &str = "dismissed.json";

/// Those that were put away.
#[derive(Debug, Default)]
pub struct Dismissed {
    folder: PathBuf,
    /// By the names of their folders.
    names: BTreeSet<String>,
    keeping: Job<()>,
    /// Whether it was changed while it was being kept.
    again: bool,
}

impl Dismissed {
    /// Those of a folder of records; none if that can't be read.
    pub fn of(folder: &Path) -> Self {
        let names = files::text(&folder.join(NAME))
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        Self {
            folder: folder.to_path_buf(),
            names,
            ..Self::default()
        }
    }

    /// Whether an exercise was put away, by its record.
    pub fn has(&self, record: &Path) -> bool {
        self.names.contains(&name_of(record))
    }

    /// Puts an exercise away. That this can't be kept is no trouble worth telling: it holds until the window
    /// closes.
    pub fn put(&mut self, record: &Path) {
        if self.names.insert(name_of(record)) {
            self.again = true;
            self.follow();
        }
    }

    /// Keeps what is not kept yet. Returns whether it is being kept.
    pub fn follow(&mut self) -> bool {
        if self.keeping.follow().is_none() && std::mem::take(&mut self.again) {
            let path = self.folder.join(NAME);
            let text = serde_json::to_string_pretty(&self.names);
            self.keeping.begin(1, move |_| {
                let _unkept = files::write(&path, text.ok()?.as_bytes());
                Some(())
            });
        }
        self.keeping.running()
    }

    /// Whether it is being kept.
    pub fn keeping(&self) -> bool {
        self.keeping.running()
    }

    /// Waits until it is kept, for tests and pictures.
    pub fn wait(&mut self) {
        while self.follow() {
            self.keeping.wait();
        }
    }
}

/// The name of the folder in which a record is.
fn name_of(record: &Path) -> String {
    let folder = record.parent().and_then(Path::file_name);
    folder.unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_was_put_away_is_so_the_next_time_and_its_record_is_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let record = folder.path().join("friday").join("record.jsonl");
        std::fs::create_dir(record.parent().expect("its folder")).expect("it is new");
        std::fs::write(&record, "a line\n").expect("written");
        let mut dismissed = Dismissed::of(folder.path());
        assert!(!dismissed.has(&record));
        dismissed.put(&record);
        dismissed.wait();
        assert!(dismissed.has(&record) && Dismissed::of(folder.path()).has(&record));
        assert_eq!(std::fs::read(&record).expect("it is there"), b"a line\n");
        // A file that was spoiled offers all again.
        std::fs::write(folder.path().join(NAME), "{{").expect("written");
        assert!(!Dismissed::of(folder.path()).has(&record));
    }
}
