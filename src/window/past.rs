//! Exercises that were rehearsed here: what the home screen says of them, read in the background.
//! Must not play them; must not hold up a frame.

use super::dismissed::Dismissed;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use wardroom_core::assessment::{Assessment, mins_in_words};
use wardroom_core::review::SignedBy;
use wardroom_files::{self as files, Stamp};

/// No more records than this are shown on the home screen.
const MOST: usize = 24;

/// An exercise that was rehearsed here.
#[derive(Clone, Debug)]
pub struct Past {
    /// Its record.
    pub path: PathBuf,
    /// The scenario's title.
    pub title: String,
    /// In small print: when, how many lines, or what is wrong with it.
    pub about: String,
    /// Its score, as it was sealed, if enough was seen for a score.
    pub score: Option<f64>,
    /// Whether it can be gone on with.
    pub unfinished: bool,
    /// Whether somebody has put it away, so that it is not offered.
    pub dismissed: bool,
}

/// What was read of records before, with what each file was then: one that is still so is not read
/// again to be shown.
type Known = Arc<Mutex<BTreeMap<PathBuf, (Stamp, Past)>>>;

/// The latest exercises in a folder, the one that was started last first.
#[derive(Debug, Default)]
pub struct Rehearsed {
    shown: Vec<Past>,
    /// What has come of the look that is under way, by place.
    coming: BTreeMap<usize, Past>,
    looking: Option<Mutex<Receiver<(usize, Past)>>>,
    /// Whether a look has come to its end, so that nothing shown means that there is nothing.
    looked: bool,
    known: Known,
}

impl Rehearsed {
    /// Looks into a folder anew, in the background. What was shown stays until something comes.
    pub fn look(&mut self, folder: &Path) {
        let (tell, told) = channel();
        let (folder, known) = (folder.to_path_buf(), self.known.clone());
        self.coming.clear();
        self.looking = thread::Builder::new()
            .name("rehearsed".to_owned())
            .spawn(move || read(&folder, &known, &tell))
            .ok()
            .map(|_| Mutex::new(told));
        // Where there can't be another thread, nothing is found and nobody waits for it.
        self.looked |= self.looking.is_none();
    }

    /// Takes in what has been read. Returns whether there is more to come.
    pub fn follow(&mut self) -> bool {
        while let Some(Ok(looking)) = self.looking.as_mut().map(Mutex::get_mut) {
            match looking.try_recv() {
                Ok((at, past)) => {
                    self.coming.insert(at, past);
                    self.shown = self.coming.values().cloned().collect();
                }
                Err(TryRecvError::Empty) => return true,
                Err(TryRecvError::Disconnected) => {
                    self.looking = None;
                    self.looked = true;
                    self.shown = std::mem::take(&mut self.coming).into_values().collect();
                }
            }
        }
        false
    }

    /// Waits until all is read, for tests and pictures.
    pub fn wait(&mut self) {
        while self.follow() {
            thread::sleep(std::time::Duration::from_millis(5));
        }
    }

    /// Those that have been read.
    pub fn shown(&self) -> &[Past] {
        &self.shown
    }

    /// Those that stopped without an ending and were not put away, each with its place.
    pub fn offered(&self) -> impl Iterator<Item = (usize, &Past)> {
        let shown = self.shown.iter().enumerate();
        shown.filter(|(_, it)| it.unfinished && !it.dismissed)
    }

    /// Says of each whether it was put away.
    pub fn mark(&mut self, dismissed: &Dismissed) {
        for past in &mut self.shown {
            past.dismissed = dismissed.has(&past.path);
        }
    }

    /// Whether they are being read.
    pub fn looking(&self) -> bool {
        self.looking.is_some()
    }

    /// Whether nobody knows yet that there is none: not before they have been read once.
    pub fn waiting(&self) -> bool {
        self.shown.is_empty() && (self.looking.is_some() || !self.looked)
    }
}

/// Reads the newest records, several at a time, the newest first, until nobody listens.
fn read(folder: &Path, known: &Known, tell: &Sender<(usize, Past)>) {
    let newest = files::newest_records(folder, MOST);
    let next = AtomicUsize::new(0);
    let hands = thread::available_parallelism().map_or(1, |it| it.get().min(4));
    thread::scope(|scope| {
        for _ in 0..hands {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some((path, stamp)) = newest.get(at) else {
                        return;
                    };
                    let before = known.lock().ok().and_then(|known| {
                        let (of, past) = known.get(path)?;
                        (of == stamp).then(|| past.clone())
                    });
                    let past = before.unwrap_or_else(|| one(path));
                    if let Ok(mut known) = known.lock() {
                        known.insert(path.clone(), (*stamp, past.clone()));
                    }
                    if tell.send((at, past)).is_err() {
                        return;
                    }
                }
            });
        }
    });
}

fn one(path: &Path) -> Past {
    match files::record(path) {
        Ok(opened) => {
            // What was sealed, and nothing that lies beside the record.
            let assessment = opened.seal().map(|(seal, _)| seal.judged());
            let score = assessment.as_ref().and_then(Assessment::told);
            let signed = SignedBy::of(&opened);
            let day = crate::real_time::day_and_time(&opened.header.started);
            let unfinished = !opened.ended();
            let entries = opened.lines.len() + 1;
            let length = mins_in_words(u32::try_from(opened.last_secs() / 60).unwrap_or(u32::MAX));
            let standing = if unfinished {
                format!("stopped after {length} of exercise")
            } else {
                format!("ended after {length}")
            };
            let seen = match &assessment {
                Some(assessment) if score.is_none() => {
                    format!(" · {}", assessment.seen_in_words())
                }
                _ => String::new(),
            };
            let forged = if let SignedBy::DoesNotFit(_) = signed {
                " · ITS SIGNATURE DOES NOT FIT"
            } else {
                ""
            };
            let branch = if opened.header.parent.is_some() {
                " · branch"
            } else {
                ""
            };
            Past {
                path: path.to_path_buf(),
                title: opened.header.title.clone(),
                about: format!("{day}{branch} · {standing}{seen} · {entries} entries{forged}"),
                score,
                unfinished,
                dismissed: false,
            }
        }
        Err(error) => Past {
            path: path.to_path_buf(),
            title: "A record that can't be opened".to_owned(),
            about: error.to_string(),
            score: None,
            unfinished: false,
            dismissed: false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wardroom_core::exercise::Exercise;
    use wardroom_core::record::{Header, Session};
    use wardroom_files::RecordFile;

    #[test]
    fn the_latest_are_shown_latest_first_and_one_that_is_broken_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let scenario = files::scenario(Path::new("scenarios/friday-lunchtime.ron")).expect("sound");
        // Twelve, and one more than is shown.
        for at in 0..=MOST {
            let path = folder.path().join(format!("{at}")).join("record.jsonl");
            let started = format!("2026-11-{:02}T12:00:00Z", at + 1);
            let header = Header::new(&scenario, 1, None, Vec::new(), started);
            let file = RecordFile::create(&path).expect("it is new");
            let exercise = Exercise::new(scenario.clone(), 1);
            drop(Session::start(exercise, header, file).expect("written"));
        }
        let latest = folder.path().join(format!("{MOST}/record.jsonl"));
        let mut bytes = std::fs::read(&latest).expect("a file");
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        std::fs::write(&latest, bytes).expect("written");
        let mut rehearsed = Rehearsed::default();
        assert!(rehearsed.waiting(), "nobody has looked yet");
        rehearsed.look(folder.path());
        assert!(rehearsed.waiting(), "it is not waited for");
        rehearsed.wait();
        let shown = rehearsed.shown().to_vec();
        assert_eq!(shown.len(), MOST);
        assert_eq!(shown[0].path, latest);
        assert!(
            shown[0].about.contains("not what was written"),
            "{}",
            shown[0].about
        );
        for (rank, past) in shown.iter().enumerate().skip(1) {
            assert!(
                past.path
                    .starts_with(folder.path().join(format!("{}", MOST - rank)))
            );
            assert!(past.unfinished && past.title == scenario.title);
        }
        // One that is gone is not shown any more; the next comes up.
        std::fs::remove_file(&latest).expect("it was there");
        rehearsed.look(folder.path());
        assert_eq!(
            rehearsed.shown().len(),
            MOST,
            "what was shown stays meanwhile"
        );
        rehearsed.wait();
        assert_eq!(rehearsed.shown()[0].path, shown[1].path);
        assert_eq!(rehearsed.shown().len(), MOST);
        rehearsed.look(&folder.path().join("nowhere"));
        rehearsed.wait();
        assert!(rehearsed.shown().is_empty() && !rehearsed.waiting());
    }
}
