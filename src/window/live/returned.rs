//! A file of answers that somebody who took part without a network sent back: read in the background, then
//! entered. Must not read one in a frame.

use super::Live;
use std::path::PathBuf;

impl Live {
    /// Begins to read a file of answers; what comes of it is entered when it is read.
    pub fn take_returned(&mut self, path: PathBuf) {
        let scenario = self.seen.scenario.clone();
        let log = self.seen.view.log.iter();
        let events: Vec<_> = log.map(|line| line.event.clone()).collect();
        self.returned.begin(1, move |_| {
            Some(crate::answers::returned(&path, &scenario, &events))
        });
    }

    /// Enters a file of answers that was read.
    pub(super) fn enter_returned(&mut self) {
        self.returned.follow();
        let Some(read) = self.returned.done.take() else {
            return;
        };
        self.input.people.told = match read {
            Ok(returned) => {
                // What is refused after all is said where everything is that the host refuses.
                let account = returned.enter(|command| {
                    self.command(command);
                    Ok(())
                });
                self.input.people.file.clear();
                let refused = account.refused.iter().map(|why| format!(" {why}"));
                format!("{account}{}", refused.collect::<String>())
            }
            Err(why) => why,
        };
    }
}
