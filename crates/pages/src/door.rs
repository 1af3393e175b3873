//! The door between the pages and whoever owns the host: what was asked goes one way, what may be seen
//! comes the other. A page waits for its answer; nobody waits for a page. Must not know what is asked.

use crate::shown::Shown;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;
use tokio::sync::{oneshot, watch};
use wardroom_core::host::{Host, Request};
use wardroom_core::record::Store;

/// What may wait to be asked: more than one for each device of the largest room.
const MOST_WAITING: usize = 2_048;

/// What came of something that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// Done, and on disk.
    Done,
    /// Done; it could not be written yet, and why.
    NotOnDisk(String),
    /// Not done, and why, in words that can be read out.
    Refused(String),
}

/// Something that was asked, and where the answer goes.
#[derive(Debug)]
pub struct Asked {
    /// What.
    pub request: Request,
    answer: oneshot::Sender<Answered>,
}

impl Asked {
    /// Asks the host, and answers once it is on disk. `real` is the real time, RFC 3339.
    pub fn of<S: Store>(self, host: &mut Host<S>, real: &str) {
        let answered = self.put(host, real);
        self.answer(answered);
    }

    /// Asks the host, and gives what came of it once it is on disk: to be answered when it is shown, so
    /// that whoever asked finds it on their next page.
    pub fn put<S: Store>(&self, host: &mut Host<S>, real: &str) -> Answered {
        match host.ask(&self.request, real) {
            Err(why) => Answered::Refused(why.to_string()),
            Ok(()) => match host.trouble() {
                Some(why) => Answered::NotOnDisk(why.to_owned()),
                None => Answered::Done,
            },
        }
    }

    /// Answers. Whoever asked may have gone.
    pub fn answer(self, answered: Answered) {
        let _gone = self.answer.send(answered);
    }
}

/// The side of the pages.
#[derive(Clone, Debug)]
pub struct Door {
    asks: SyncSender<Asked>,
    shown: watch::Receiver<Arc<Shown>>,
}

impl Door {
    /// Asks, and waits for the answer.
    pub(crate) async fn ask(&self, request: Request) -> Answered {
        let gone = || Answered::Refused("The exercise is not there any more.".to_owned());
        let (answer, wait) = oneshot::channel();
        match self.asks.try_send(Asked { request, answer }) {
            Ok(()) => wait.await.unwrap_or_else(|_| gone()),
            Err(std::sync::mpsc::TrySendError::Full(_)) => {
                Answered::Refused("Too much is asked at once. Send it again.".to_owned())
            }
            Err(std::sync::mpsc::TrySendError::Disconnected(_)) => gone(),
        }
    }

    /// What may be seen, the newest.
    pub(crate) fn shown(&self) -> Arc<Shown> {
        self.shown.borrow().clone()
    }

    /// The same, to wait for what is newer.
    pub(crate) fn watch(&self) -> watch::Receiver<Arc<Shown>> {
        self.shown.clone()
    }
}

/// The side of whoever owns the host.
#[derive(Debug)]
pub struct Desk {
    asks: Receiver<Asked>,
    show: Show,
}

/// The half of it through which pages are shown what has changed.
#[derive(Debug)]
pub struct Show(watch::Sender<Arc<Shown>>);

impl Show {
    /// Shows a host as it stands, if anything of it has changed.
    pub fn show<S: Store>(&self, host: &Host<S>) {
        let before = self.0.borrow().clone();
        let now = Shown::of(host, Some(&before));
        if now != *before {
            self.0.send_replace(Arc::new(now));
        }
    }
}

impl Desk {
    /// What was asked next, if something is within so long; none at all once no page is left that
    /// could ask.
    ///
    /// # Errors
    /// [`RecvTimeoutError`] if nothing is.
    pub fn next(&self, within: Duration) -> Result<Asked, RecvTimeoutError> {
        self.asks.recv_timeout(within)
    }

    /// What was asked and waits.
    pub fn waiting(&self) -> impl Iterator<Item = Asked> {
        self.asks.try_iter()
    }

    /// What was shown last.
    pub fn shown(&self) -> Arc<Shown> {
        self.show.0.borrow().clone()
    }

    /// Shows a host as it stands, if anything of it has changed.
    pub fn show<S: Store>(&self, host: &Host<S>) {
        self.show.show(host);
    }

    /// What is asked, and what shows: for an owner that waits for something else as well.
    pub fn apart(self) -> (Receiver<Asked>, Show) {
        (self.asks, self.show)
    }
}

/// A door, with what is seen through it first.
pub fn door(first: Shown) -> (Door, Desk) {
    let (asks, taken) = sync_channel(MOST_WAITING);
    let (show, shown) = watch::channel(Arc::new(first));
    let door = Door { asks, shown };
    let desk = Desk {
        asks: taken,
        show: Show(show),
    };
    (door, desk)
}
