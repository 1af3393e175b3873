//! Settings being kept, in the background, so that no frame waits for it. Must not change them.

use super::super::job::Job;
use super::super::settings::Settings;
use std::path::Path;

/// Settings as they were last kept, and them being kept.
#[derive(Debug, Default)]
pub struct Kept {
    last: Settings,
    job: Job<()>,
}

impl Kept {
    /// These are kept as they are.
    pub fn of(last: Settings) -> Self {
        Self {
            last,
            job: Job::default(),
        }
    }

    /// Keeps the settings when they were changed. The next change waits until this one is kept.
    /// Returns whether it has begun to.
    pub fn keep(&mut self, settings: Settings, records: &Path) -> bool {
        if self.job.follow().is_some() || self.last == settings {
            return false;
        }
        self.last = settings;
        let records = records.to_path_buf();
        self.job.begin(1, move |_| {
            settings.keep(&records);
            Some(())
        });
        true
    }

    /// Whether they are being kept.
    pub fn running(&self) -> bool {
        self.job.running()
    }

    /// Waits until they are kept, for tests and pictures.
    pub fn wait(&mut self) {
        self.job.wait();
    }
}
