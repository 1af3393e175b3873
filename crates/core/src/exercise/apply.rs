//! Takes a command: all of it or, with a refusal, nothing. Must not let time pass; what each command
//! does is in `commands`.

use super::annotation::annotates;
use super::command::{Command, Refusal};
use super::event::Event;
use super::exercise::Exercise;

impl Exercise {
    /// Does what is asked, now, and hands out what happened.
    ///
    /// # Errors
    /// A refusal in words that can be read out. The exercise is as it was before.
    pub fn apply(&mut self, command: &Command) -> Result<Vec<Event>, Refusal> {
        if self.state.ended && !annotates(command) {
            return Err(Refusal::Ended);
        }
        let mut whats = Vec::new();
        self.command(command, &mut whats)?;
        // All is looked at again; what comes next is compared with how things stand now.
        self.leaning.all_stale();
        self.compare_all();
        self.due.note_all();
        self.watch(false);
        self.stamp(whats);
        Ok(self.past.take())
    }
}
