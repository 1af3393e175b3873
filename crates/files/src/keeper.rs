//! Reads and writes the files of a project, and watches them, in a thread of its own: whoever edits
//! them never waits for a disk. What it did is told in the order in which it was done, so that a
//! look at a file from before it was written is never taken for news. Must not know what is edited.

use super::atomic;
use super::watch::Watch;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use wardroom_author::{Ask, Files, Found, Writing, Wrote};

/// What the thread is asked.
enum Asked {
    Watch(Vec<Ask>),
    Changed(Vec<PathBuf>),
    Read(Vec<Ask>),
    Write(Vec<Writing>),
    Put(PathBuf, Vec<u8>),
}

/// What it tells.
#[derive(Debug)]
pub enum Told {
    /// Files that were asked for, or that have changed.
    Found(Vec<Found>),
    /// What came of files that were to be written.
    Wrote(Vec<Wrote>),
    /// What came of a file that is not the project's.
    Put(PathBuf, io::Result<()>),
}

/// Keeps the files of a project in a thread of its own.
#[derive(Debug)]
pub struct Keeper {
    asked: Sender<Asked>,
    /// Asked by one at a time, so that a window may hold this.
    told: Mutex<Receiver<Told>>,
    watch: Watch,
    call: Arc<Mutex<Call>>,
}

/// Who is called from the thread when there is something to be told.
#[derive(Default)]
struct Call(Option<Box<dyn Fn() + Send>>);

impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Call").field(&self.0.is_some()).finish()
    }
}

impl Keeper {
    /// Begins to keep files.
    ///
    /// # Errors
    /// If there can't be another thread.
    pub fn new(disk: Arc<dyn Files>) -> io::Result<Self> {
        let (asked, asks) = channel();
        let (tell, told) = channel();
        let changed = asked.clone();
        let call = Arc::new(Mutex::new(Call::default()));
        let called = call.clone();
        let watch = Watch::new(move |paths| drop(changed.send(Asked::Changed(paths))))?;
        thread::Builder::new()
            .name("keeper".to_owned())
            .spawn(move || {
                let mut watched: Vec<Ask> = Vec::new();
                // Until the other end is gone, and the watch with it.
                for asked in asks {
                    let read = |asks: Vec<Ask>| {
                        Told::Found(asks.into_iter().map(|ask| ask.read(&*disk)).collect())
                    };
                    let done = match asked {
                        Asked::Watch(asks) => {
                            watched = asks;
                            continue;
                        }
                        Asked::Changed(paths) => read(
                            watched
                                .iter()
                                .filter(|ask| paths.contains(&ask.path))
                                .cloned()
                                .collect(),
                        ),
                        Asked::Read(asks) => read(asks),
                        Asked::Write(all) => {
                            Told::Wrote(all.into_iter().map(|it| it.write(&*disk)).collect())
                        }
                        Asked::Put(path, bytes) => {
                            let done = atomic::write(&path, &bytes);
                            Told::Put(path, done)
                        }
                    };
                    if tell.send(done).is_err() {
                        return;
                    }
                    if let Ok(Call(Some(call))) = called.lock().as_deref() {
                        call();
                    }
                }
            })?;
        Ok(Self {
            asked,
            told: Mutex::new(told),
            watch,
            call,
        })
    }

    /// Calls from its thread whenever there is something to be told: whoever sleeps is woken.
    pub fn on_told(&self, call: impl Fn() + Send + 'static) {
        if let Ok(mut now) = self.call.lock() {
            now.0 = Some(Box::new(call));
        }
    }

    /// Watches these files and no others: when one has changed, it is read and told.
    pub fn watch(&self, asks: Vec<Ask>) {
        let paths: Vec<PathBuf> = asks.iter().map(|ask| ask.path.clone()).collect();
        self.ask(Asked::Watch(asks));
        self.watch.files(paths);
    }

    /// Reads these files.
    pub fn read(&self, asks: Vec<Ask>) {
        self.ask(Asked::Read(asks));
    }

    /// Writes these files, but for those that somebody else saved meanwhile.
    pub fn write(&self, all: Vec<Writing>) {
        self.ask(Asked::Write(all));
    }

    /// Writes a file that is not the project's, whatever stands there.
    pub fn put(&self, path: PathBuf, bytes: Vec<u8>) {
        self.ask(Asked::Put(path, bytes));
    }

    fn ask(&self, asked: Asked) {
        let _ended = self.asked.send(asked);
    }

    /// The next thing that was done, if any; never waits.
    pub fn told(&self) -> Option<Told> {
        self.told.lock().ok()?.try_recv().ok()
    }

    /// Why the files are looked at every second, if the system doesn't tell when they change.
    pub fn looks(&self) -> Option<String> {
        self.watch.looks()
    }
}
