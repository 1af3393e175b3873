//! A disk that fails at any call, and a power cut at any moment after it: nothing that was shown as
//! taken is lost.

use super::{REAL, header, note, opened, replayed, script, tiny, written};
use std::io;
use std::sync::{Arc, Mutex};
use wardroom_core::exercise::{Command, Exercise};
use wardroom_core::record::{Body, Session, SessionError, Store};

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fails {
    /// Nothing was done.
    AtOnce,
    /// Half of the text was written.
    Halfway,
    /// All was written, and the sync failed: what was not on the disk yet never gets there, as the
    /// system thinks that it has done its part.
    InSync,
}

/// A disk, and what the system holds of it in memory.
#[derive(Debug)]
struct Disk {
    /// What is read back.
    seen: Vec<u8>,
    /// By byte: whether it waits to be put on the disk.
    waits: Vec<bool>,
    /// What a power cut leaves.
    safe: Vec<u8>,
    calls: usize,
    fails_at: usize,
    how: Fails,
}

impl Disk {
    /// Whether this call is the one that fails.
    fn now(&mut self) -> bool {
        self.calls += 1;
        self.calls == self.fails_at
    }

    fn write(&mut self, text: &[u8]) {
        self.seen.extend_from_slice(text);
        self.waits.resize(self.seen.len(), true);
    }

    fn sync(&mut self) {
        self.safe.resize(self.seen.len(), 0);
        for (at, waits) in self.waits.iter_mut().enumerate() {
            if std::mem::take(waits) {
                self.safe[at] = self.seen[at];
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Shaky(Arc<Mutex<Disk>>);

impl Shaky {
    fn new(fails_at: usize, how: Fails) -> Self {
        Self(Arc::new(Mutex::new(Disk {
            seen: Vec::new(),
            waits: Vec::new(),
            safe: Vec::new(),
            calls: 0,
            fails_at,
            how,
        })))
    }

    fn with<T>(&self, look: impl FnOnce(&mut Disk) -> T) -> T {
        look(&mut self.0.lock().expect("no test panics with it in hand"))
    }
}

impl Store for Shaky {
    fn append(&mut self, text: &[u8], sync: bool) -> io::Result<()> {
        self.with(|disk| {
            let error = || Err(io::Error::from(io::ErrorKind::StorageFull));
            if disk.now() {
                match disk.how {
                    Fails::AtOnce => return error(),
                    Fails::Halfway => {
                        disk.write(&text[..text.len() / 2]);
                        return error();
                    }
                    Fails::InSync if sync => {
                        disk.write(text);
                        disk.waits.fill(false);
                        return error();
                    }
                    Fails::InSync => {}
                }
            }
            disk.write(text);
            if sync {
                disk.sync();
            }
            Ok(())
        })
    }

    fn cut_back(&mut self, len: u64) -> io::Result<()> {
        self.with(|disk| {
            if disk.now() {
                return Err(io::Error::from(io::ErrorKind::StorageFull));
            }
            let len = usize::try_from(len).expect("it fits");
            assert!(len <= disk.seen.len(), "nothing is cut that is not there");
            disk.seen.truncate(len);
            disk.waits.truncate(len);
            Ok(())
        })
    }
}

/// That a power cut now would leave all that was taken.
fn safe(disk: &Shaky, taken: &[Command], what: &str) {
    let text = disk.with(|disk| disk.safe.clone());
    let kept = opened(&text);
    let commands: Vec<_> = kept.commands().map(|(_, _, command)| command).collect();
    for command in taken {
        assert!(
            commands.contains(&&written(command)),
            "{what}: {command:?} is lost"
        );
    }
    replayed(&kept);
}

#[test]
fn whichever_call_fails_and_however_nothing_that_was_taken_is_lost() {
    let scenario = tiny();
    let notes: Vec<(u64, Command)> = (0..4)
        .map(|at| (5_500 + at * 300, note(&format!("Later {at}."))))
        .collect();
    for how in [Fails::AtOnce, Fails::Halfway, Fails::InSync] {
        for fails_at in 1.. {
            let what = format!("call {fails_at} fails: {how:?}");
            let disk = Shaky::new(fails_at, how);
            let exercise = Exercise::new(scenario.clone(), 1);
            let started = Session::start(exercise, header(&scenario, 1), disk.clone());
            let Ok((mut session, _)) = started else {
                assert_eq!(fails_at, 1, "{what}");
                continue;
            };
            let mut taken = Vec::new();
            for (at_secs, command) in script().into_iter().chain(notes.clone()) {
                // In small steps: each is written, and not synced.
                while session.exercise().secs() < at_secs {
                    let next = (session.exercise().secs() + 60).min(at_secs);
                    let _told = session.advance(next);
                }
                match session.apply(&command, REAL) {
                    Ok(_) => {
                        taken.push(command);
                        safe(&disk, &taken, &what);
                    }
                    Err(SessionError::Write(_)) => {
                        assert!(session.has_unsaved(), "{what}");
                    }
                    Err(error) => panic!("{what}: {error}"),
                }
            }
            while !session.exercise().ended() {
                let _told = session.advance(u64::MAX);
            }
            session.flush().expect("the disk is sound again");
            assert!(!session.has_unsaved(), "{what}");
            let all: Vec<Command> = script()
                .into_iter()
                .chain(notes.clone())
                .map(|it| it.1)
                .collect();
            safe(&disk, &all, &what);
            disk.with(|disk| assert!(disk.seen == disk.safe, "{what}"));
            let whole = opened(&disk.with(|disk| disk.safe.clone()));
            assert!(
                whole
                    .lines
                    .iter()
                    .any(|line| matches!(line, Body::Checkpoint { .. }))
            );
            assert!(whole.ended(), "{what}");
            if disk.with(|disk| disk.calls) < fails_at {
                // Every call has failed once.
                break;
            }
        }
    }
}
