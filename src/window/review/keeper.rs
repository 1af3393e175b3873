//! The record of a review in a thread of its own: what goes there and what comes back. No frame waits
//! for it, and what was sent is done before it is gone. Must not know what is drawn.

use super::desk::{Desk, Kept};
use std::path::Path;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use wardroom_core::exercise::Command;
use wardroom_core::review::Finished;
use wardroom_papers::report::pseudonyms::{FreeText, free_texts};

/// What goes there. Real times are when it was asked, RFC 3339.
#[derive(Debug)]
pub(super) enum To {
    /// What people decided, to be written.
    Write(Vec<Command>, String),
    /// The empty form, to a path.
    WriteForm(String),
    /// The form that came back, from a path.
    ReadForm(String, String),
    /// The texts that people typed are wanted.
    Texts,
    /// It is tried again to write what could not be written.
    Flush,
    /// Everything is wanted, as it is once all that was sent before is done.
    Whole(Sender<Finished>),
}

/// What came of it: one of these for each that was sent, but for the whole.
#[derive(Debug)]
pub(super) enum Came {
    Written(Result<(), String>),
    Form(Result<String, String>),
    Texts(Vec<FreeText>),
    Flushed,
    /// The thread is gone, and with it what was asked.
    Lost,
}

/// An answer, with what is so by then.
#[derive(Debug)]
pub(super) struct Told {
    pub came: Came,
    pub kept: Option<Box<Kept>>,
}

/// The thread, and what it was asked.
#[derive(Debug)]
pub(super) struct Keeper {
    to: Option<Sender<To>>,
    from: Mutex<Receiver<Told>>,
    thread: Option<JoinHandle<()>>,
    under_way: usize,
}

impl Keeper {
    /// Begins with what is on the desk.
    pub fn of(mut desk: Desk) -> Self {
        let (to, messages) = channel::<To>();
        let (answers, from) = channel();
        let work = move || {
            for message in messages {
                // If nobody takes the answer, what was sent is done all the same.
                if let Some(told) = done(&mut desk, message) {
                    let _nobody = answers.send(told);
                }
            }
        };
        // Threads can be had wherever the window can; what is asked of none is told to be lost.
        let thread = std::thread::Builder::new().name("record".to_owned());
        Self {
            to: Some(to),
            from: Mutex::new(from),
            thread: thread.spawn(work).ok(),
            under_way: 0,
        }
    }

    /// Sends something there.
    pub fn send(&mut self, message: To) {
        if !matches!(message, To::Whole(_)) {
            self.under_way += 1;
        }
        // If its thread is gone, that is told with the answers.
        if let Some(to) = &self.to {
            let _gone = to.send(message);
        }
    }

    /// What it has told since.
    pub fn receive(&mut self) -> Vec<Told> {
        let gone = self.thread.as_ref().is_none_or(JoinHandle::is_finished);
        // Only its owner reads it: nobody can have left it locked.
        let mut told: Vec<Told> = match self.from.get_mut() {
            Ok(from) => from.try_iter().collect(),
            Err(_) => Vec::new(),
        };
        self.under_way = self.under_way.saturating_sub(told.len());
        if gone {
            let lost = std::mem::take(&mut self.under_way);
            told.extend((0..lost).map(|_| Told {
                came: Came::Lost,
                kept: None,
            }));
        }
        told
    }

    /// The same, once everything that was sent is done.
    pub fn wait(&mut self) -> Vec<Told> {
        let mut told = self.receive();
        while self.under_way > 0 {
            let next = match self.from.get_mut() {
                Ok(from) => from.recv().ok(),
                Err(_) => None,
            };
            match next {
                Some(next) => {
                    self.under_way -= 1;
                    told.push(next);
                }
                // It hangs up as its thread ends.
                None => {
                    self.end();
                    told.extend(self.receive());
                }
            }
        }
        told
    }

    /// Whether something is under way.
    pub fn working(&self) -> bool {
        self.under_way > 0
    }

    /// Lets the thread do what was sent, and end.
    fn end(&mut self) {
        self.to = None;
        if let Some(thread) = self.thread.take() {
            let _failed = thread.join();
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.end();
    }
}

/// Does what a message says.
fn done(desk: &mut Desk, message: To) -> Option<Told> {
    let came = match message {
        To::Write(commands, real) => Came::Written(desk.write(&commands, &real)),
        To::WriteForm(path) => Came::Form(desk.write_form(Path::new(path.trim()))),
        To::ReadForm(path, real) => Came::Form(desk.read_form(Path::new(path.trim()), &real)),
        To::Texts => {
            let came = Came::Texts(free_texts(&desk.finished));
            return Some(Told { came, kept: None });
        }
        To::Flush => {
            desk.flush();
            Came::Flushed
        }
        To::Whole(to) => {
            let _nobody = to.send(desk.finished.clone());
            return None;
        }
    };
    let kept = Some(Box::new(desk.kept()));
    Some(Told { came, kept })
}
