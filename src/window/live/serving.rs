//! The host of a live exercise, here or in a thread of its own: the same messages in and out. A
//! frame never waits for a disk, a replay or a price where it is in a thread. Must not know a
//! screen.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread::JoinHandle;
use wardroom_core::ensemble::LookAhead;
use wardroom_core::host::{ForecastWork, Host, Request};
use wardroom_core::scenario::OrganisationId;
use wardroom_core::views::{ConsoleView, DayMoment, Looks, RoomView};
use wardroom_files::RecordFile;
use wardroom_pages::{Asked, Settled, Show};

/// Moments of the day that are told after ENDEX: four a second of the forty in which a room replays it.
const DAY_MOMENTS: usize = 160;

/// A host whose record is a file.
pub type FileHost = Host<RecordFile>;

/// What goes to the host.
#[derive(Debug)]
pub(super) enum To {
    /// A request, at a real time.
    Ask(Request, String),
    /// Real seconds pass, at a real time.
    Pass(f64, String),
    /// What the facilitator looks at.
    Look(Looks),
    /// It is looked whether the record is where it was, and written what could not be, at a real time.
    LookAfter(String),
    /// What came of the forecast's work.
    Forecast(Box<Option<LookAhead>>),
    /// What somebody asked who takes part from a page, at a real time.
    Page(Box<Asked>, String),
    /// Pages are shown the exercise from now on, or no longer; and who is woken when one asked something.
    Pages(Option<(Show, Woken)>),
    /// It is wanted back.
    Stop,
}

/// What comes back.
#[derive(Debug)]
pub(super) enum Told {
    /// A request was done or refused, in the order in which they were asked.
    Answered(Result<(), String>),
    /// What the facilitator sees has changed.
    Console(Box<ConsoleView>),
    /// What rooms see has changed.
    Rooms(BTreeMap<OrganisationId, RoomView>),
    /// ENDEX has come: the day once more, as each organisation knew it.
    Days(BTreeMap<OrganisationId, Vec<DayMoment>>),
    /// What the record's keeper should be told.
    Notices(Vec<String>),
    /// A forecast to be worked out.
    Forecast(Box<ForecastWork>),
}

/// A host and what was last shown of it.
#[derive(Debug)]
pub(super) struct Served {
    host: FileHost,
    looks: Looks,
    console: Option<ConsoleView>,
    rooms: BTreeMap<OrganisationId, RoomView>,
    /// Whether the days were told.
    days: bool,
    /// Where pages are shown it, if any are.
    pages: Option<(Show, Woken)>,
    /// What pages asked and was done, until they show what came of it: then who asked is told.
    settled: Vec<Settled>,
    /// How it stood when they were shown it last: minute, events, whether the clock runs or stands for a talk.
    stood: Option<(u32, usize, [bool; 2])>,
}

impl Served {
    /// Does what a message says.
    fn take(&mut self, message: To, out: &mut Vec<Told>) {
        match message {
            To::Ask(request, real) => {
                let answer = self.host.ask(&request, &real);
                out.push(Told::Answered(answer.map_err(|why| why.to_string())));
            }
            To::Pass(secs, real) => self.host.pass(secs, &real),
            To::Look(looks) => self.looks = looks,
            To::LookAfter(real) => {
                self.host.real_time_is(&real);
                self.host.flush();
            }
            To::Forecast(found) => self.host.forecast_found(*found),
            To::Page(asked, real) => self.settled.push(asked.settle(&mut self.host, &real)),
            To::Pages(pages) => {
                self.pages = pages;
                self.stood = None;
            }
            To::Stop => {}
        }
    }

    /// Tells what has changed.
    fn tell(&mut self, out: &mut Vec<Told>) {
        let notices = self.host.take_notices();
        if !notices.is_empty() {
            out.push(Told::Notices(notices));
        }
        let console = self.host.console(&self.looks);
        if self.console.as_ref() != Some(&console) {
            self.console = Some(console.clone());
            out.push(Told::Console(Box::new(console)));
        }
        let ids = self.host.scenario().organisation_ids();
        let rooms = ids.map(|of| (of, self.host.room(of))).collect();
        if self.rooms != rooms {
            self.rooms = rooms;
            out.push(Told::Rooms(self.rooms.clone()));
        }
        if self.days != self.host.exercise().ended() {
            self.days = !self.days;
            out.push(Told::Days(self.host.days(DAY_MOMENTS)));
        }
        if let Some(work) = self.host.forecast_due() {
            out.push(Told::Forecast(Box::new(work)));
        }
        if let Some((pages, _)) = &self.pages {
            let clock = self.host.clock();
            let stands = (
                self.host.exercise().at_minute(),
                self.host.events().len(),
                [clock.running, clock.discussing],
            );
            if self.stood != Some(stands) {
                self.stood = Some(stands);
                pages.show(&self.host);
            }
        }
        self.settled.drain(..).for_each(Settled::answer);
    }
}

/// Wakes whoever shows what has come of something that a page asked.
#[derive(Clone)]
pub(super) struct Woken(pub Arc<dyn Fn() + Send + Sync>);

impl std::fmt::Debug for Woken {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("Woken")
    }
}

/// The way to a host for those who are not the window: open while it works in its thread.
pub(super) type Way = Arc<Mutex<Option<Sender<To>>>>;

/// The host, wherever it works, and the way to it for others.
#[derive(Debug)]
pub(super) struct Serving {
    place: Place,
    way: Way,
}

/// Where it works.
#[derive(Debug)]
enum Place {
    /// Here: answers are there at once.
    Here(Box<Here>),
    /// In a thread of its own.
    Thread {
        to: Sender<To>,
        from: Mutex<Receiver<Vec<Told>>>,
        thread: JoinHandle<Served>,
    },
    /// Handed out, or its thread failed.
    Gone(Vec<Told>),
}

/// A host here, and what it has told and nobody has taken.
#[derive(Debug)]
pub(super) struct Here {
    served: Served,
    told: Vec<Told>,
}

impl Serving {
    /// A host that is asked here.
    pub fn here(host: FileHost) -> Self {
        let mut served = Served {
            host,
            looks: Looks::default(),
            console: None,
            rooms: BTreeMap::new(),
            days: false,
            pages: None,
            settled: Vec::new(),
            stood: None,
        };
        let mut told = Vec::new();
        served.tell(&mut told);
        Self {
            place: Place::Here(Box::new(Here { served, told })),
            way: Way::default(),
        }
    }

    /// Sends something to it.
    pub fn send(&mut self, message: To) {
        match &mut self.place {
            Place::Here(here) => {
                here.served.take(message, &mut here.told);
                here.served.tell(&mut here.told);
            }
            // If its thread is gone, that is told when it is wanted back.
            Place::Thread { to, .. } => drop(to.send(message)),
            Place::Gone(_) => {}
        }
    }

    /// What it has told since.
    pub fn receive(&mut self) -> Vec<Told> {
        match &mut self.place {
            Place::Here(here) => std::mem::take(&mut here.told),
            Place::Thread { from, .. } => taken(from),
            Place::Gone(told) => std::mem::take(told),
        }
    }

    /// Has it work in a thread of its own from now on.
    pub fn work_in_thread(&mut self) {
        let here = match std::mem::replace(&mut self.place, Place::Gone(Vec::new())) {
            Place::Here(here) => here,
            other => {
                self.place = other;
                return;
            }
        };
        let (to, messages) = channel::<To>();
        let (answers, from) = channel();
        let Here { mut served, told } = *here;
        let _taken = answers.send(told);
        let work = move || {
            while let Ok(first) = messages.recv() {
                let mut out = Vec::new();
                let (mut stops, mut paged) = (false, false);
                // What has gathered is done together, and shown once.
                for message in std::iter::once(first).chain(messages.try_iter()) {
                    stops |= matches!(message, To::Stop);
                    paged |= matches!(message, To::Page(..));
                    served.take(message, &mut out);
                }
                served.tell(&mut out);
                if !out.is_empty() && answers.send(out).is_err() || stops {
                    break;
                }
                if let Some((_, woken)) = served.pages.as_ref().filter(|_| paged) {
                    (woken.0)();
                }
            }
            served
        };
        // Threads can be had wherever the window can.
        let builder = std::thread::Builder::new().name("exercise".to_owned());
        if let Ok(thread) = builder.spawn(work) {
            *open(&self.way) = Some(to.clone());
            let from = Mutex::new(from);
            self.place = Place::Thread { to, from, thread };
        }
    }

    /// The way to it for others, who wait while it is here.
    pub fn way(&self) -> Weak<Mutex<Option<Sender<To>>>> {
        Arc::downgrade(&self.way)
    }

    /// Has it here again, with all that was sent done.
    pub fn work_here(&mut self) {
        *open(&self.way) = None;
        match std::mem::replace(&mut self.place, Place::Gone(Vec::new())) {
            Place::Thread {
                to,
                mut from,
                thread,
            } => {
                let _gone = to.send(To::Stop);
                let served = thread.join();
                let told = taken(&mut from);
                self.place = match served {
                    Ok(served) => Place::Here(Box::new(Here { served, told })),
                    Err(_) => Place::Gone(told),
                };
            }
            other => self.place = other,
        }
    }

    /// The host, if it is here.
    pub fn host(&self) -> Option<&FileHost> {
        match &self.place {
            Place::Here(here) => Some(&here.served.host),
            _ => None,
        }
    }

    /// The same, to be asked.
    pub fn host_mut(&mut self) -> Option<&mut FileHost> {
        match &mut self.place {
            Place::Here(here) => Some(&mut here.served.host),
            _ => None,
        }
    }

    /// Hands it out, if it is here.
    pub fn into_host(self) -> Option<FileHost> {
        match self.place {
            Place::Here(here) => Some(here.served.host),
            _ => None,
        }
    }
}

/// What the way holds: nobody can have left it half changed.
pub(super) fn open(way: &Mutex<Option<Sender<To>>>) -> MutexGuard<'_, Option<Sender<To>>> {
    way.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What has come from its thread.
fn taken(from: &mut Mutex<Receiver<Vec<Told>>>) -> Vec<Told> {
    // Only its owner reads it: nobody can have left it locked.
    match from.get_mut() {
        Ok(from) => from.try_iter().flatten().collect(),
        Err(_) => Vec::new(),
    }
}
