//! What people decide after ENDEX goes into the record here, and the exercise is judged anew. Works
//! in the keeper's thread: it waits for disks. Must not be called in a frame.

use super::super::live::FileHost;
use std::path::Path;
use wardroom_core::exercise::Command;
use wardroom_core::host::{Ask, Request};
use wardroom_core::record::Amendment;
use wardroom_core::review::{Finished, SignedBy};
use wardroom_core::views::ReviewView;
use wardroom_files as files;
use wardroom_papers::exchange::answers;

/// Where ratings, actions and answers are written.
#[derive(Debug)]
pub(super) enum Writes {
    /// The record of an exercise that has just ended, with what was not written of it yet.
    Host(Box<FileHost>),
    /// A sealed record, whatever rules played it.
    Amendment(Box<Amendment<files::RecordFile>>),
    /// Nowhere: why not.
    Nowhere(String),
}

/// A finished exercise and its record.
#[derive(Debug)]
pub(super) struct Desk {
    pub finished: Finished,
    writes: Writes,
}

/// What is so once something was done.
#[derive(Debug)]
pub(super) struct Kept {
    pub view: ReviewView,
    /// What is wrong with the disk, if something is not on it.
    pub not_on_disk: Option<String>,
}

impl Desk {
    pub fn new(finished: Finished, writes: Writes) -> Self {
        let mut desk = Self { finished, writes };
        desk.look_up_seal();
        desk
    }

    pub fn kept(&self) -> Kept {
        Kept {
            view: ReviewView::of(&self.finished),
            not_on_disk: self.not_on_disk(),
        }
    }

    /// Why nothing can be written, if nothing can.
    pub fn read_only(&self) -> Option<&str> {
        match &self.writes {
            Writes::Nowhere(why) => Some(why),
            Writes::Host(_) | Writes::Amendment(_) => None,
        }
    }

    fn not_on_disk(&self) -> Option<String> {
        let Writes::Host(host) = &self.writes else {
            return None;
        };
        match host.trouble() {
            Some(trouble) => Some(trouble.to_owned()),
            None => host
                .unsaved()
                .then(|| "Something is not on disk yet.".to_owned()),
        }
    }

    /// Writes what people decided, and judges anew.
    ///
    /// # Errors
    /// Why it is not taken, in words.
    pub fn write(&mut self, commands: &[Command], real: &str) -> Result<(), String> {
        let done = match &mut self.writes {
            Writes::Nowhere(why) => return Err(format!("The record can't be written: {why}")),
            Writes::Host(host) => commands.iter().try_for_each(|command| {
                let request = Request::of_facilitator(Ask::Enter(command.clone()));
                host.ask(&request, real).map_err(|why| why.to_string())
            }),
            Writes::Amendment(amendment) => amendment
                .apply_all(commands, real)
                .map_err(|error| error.to_string()),
        };
        self.judge();
        done
    }

    /// Writes what could not be written.
    pub fn flush(&mut self) {
        if let Writes::Host(host) = &mut self.writes {
            host.flush();
            self.look_up_seal();
        }
    }

    /// Takes what people saw, and judges anew.
    fn judge(&mut self) {
        let finished = &mut self.finished;
        match &self.writes {
            Writes::Host(host) => {
                finished.observations = host.observations().clone();
                finished.events = host.events().to_vec();
            }
            Writes::Amendment(amendment) => {
                finished.observations = amendment.observations().clone();
                finished.events = amendment.events().to_vec();
            }
            Writes::Nowhere(_) => return,
        }
        let assessment = std::mem::take(&mut finished.assessment);
        finished.assessment = assessment.rated(&finished.observations);
        self.look_up_seal();
    }

    /// The record's head and its signature, as they stand now.
    fn look_up_seal(&mut self) {
        let kept = match &self.writes {
            Writes::Host(host) => host.store().kept(),
            Writes::Amendment(amendment) => amendment.store().kept(),
            Writes::Nowhere(_) => return,
        };
        if let Ok(opened) = wardroom_core::record::open(kept) {
            self.finished.signed = SignedBy::of(&opened);
            self.finished.head = opened.last_hash;
        }
    }

    /// Writes the empty form to hand round.
    ///
    /// # Errors
    /// Why it can't be, in words.
    pub fn write_form(&self, path: &Path) -> Result<String, String> {
        if !files::is_free(path) {
            return Err(format!(
                "There is a file {} already: it may hold answers. Give the form another name.",
                path.display()
            ));
        }
        files::write(path, &answers::form(&self.finished.story))
            .map(|()| {
                format!(
                    "The form is in {}. Everybody fills in a row of their own.",
                    path.display()
                )
            })
            .map_err(|error| format!("{} can't be written: {error}", path.display()))
    }

    /// Takes the answers of the form that came back: all of them, or none.
    ///
    /// # Errors
    /// What is wrong in it, in words.
    pub fn read_form(&mut self, path: &Path, real: &str) -> Result<String, String> {
        let bytes = files::read(path, files::MAX_SHEET_BYTES)
            .map_err(|error| format!("{} can't be read: {error}", path.display()))?;
        let read =
            answers::read(&self.finished.story, &bytes).map_err(|error| error.to_string())?;
        if !read.troubles.is_empty() {
            let troubles: Vec<String> = read.troubles.iter().map(ToString::to_string).collect();
            return Err(format!("Nothing was taken. {}", troubles.join(" ")));
        }
        let new = answers::new_ones(&self.finished.observations.answers, &read);
        let (rows, taken) = (read.answers.len(), new.len());
        if taken > 0 {
            let new = new.into_iter().map(|it| Command::Answer(Box::new(it)));
            self.write(&new.collect::<Vec<_>>(), real)?;
        }
        let answers = if rows == 1 { "answer" } else { "answers" };
        let mut account = vec![format!(
            "{rows} {answers} in the form: {taken} taken, {} here already.",
            rows - taken
        )];
        account.extend(read.left);
        Ok(account.join("\n"))
    }
}
