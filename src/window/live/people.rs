//! People who take part with browsers of their own: the pages that are served of a live exercise, and what
//! the facilitator asks of them. Must not draw.

use super::serving::{FileHost, Serving, To, Way, Woken, open};
use std::net::{IpAddr, SocketAddr};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use wardroom_pages::seats::{Admits, Seat, Seats, spaced};
use wardroom_pages::{
    Address, Asked, Clock, House, Limits, NotServed, Server, Show, Shown, door, random_codes, serve,
};

/// Where the firewall lets people in.
pub const PORT: u16 = 4170;

/// So many ports are tried, beginning with it.
const PORTS: u16 = 8;

/// How long a page's request waits before it is looked again whether the host is back in its thread.
const AGAIN: Duration = Duration::from_millis(5);

/// What the facilitator asks of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeopleAsk {
    /// They are opened at this address of the machine.
    Open(IpAddr),
    /// They are closed.
    Close,
    /// Nobody else is let in, or they are again.
    Lock(bool),
    /// Chairs play their cards themselves, or propose them.
    LetPlay(bool),
    /// What a device sends is not taken, or is again.
    Mute(u32, bool),
    /// A device's seat is taken away.
    Remove(u32),
    /// The room's screen shows the code, or no longer.
    InRoom(bool),
    /// A device is seated elsewhere.
    Move(u32, Seat),
    /// Other codes from now on.
    NewCodes,
}

/// The pages that are served.
#[derive(Debug)]
pub struct People {
    /// Stops when it is dropped.
    server: Server,
    /// What they share.
    pub house: Arc<House>,
    /// Whether the room's screen shows the code.
    pub in_room: bool,
    /// Where they are shown an exercise, and who is woken when one of them asked something.
    shown: (Show, Woken),
    /// The way to the host that they ask.
    way: Towards,
}

/// The way to a host, which may be another one's tomorrow; gone with its exercise.
type Towards = Arc<Mutex<Weak<Mutex<Option<Sender<To>>>>>>;

impl People {
    /// Opens them at an address of this machine. What they ask goes the host's way.
    ///
    /// # Errors
    /// Why they can't be served.
    pub(super) fn open(at: IpAddr, host: &FileHost, woken: Woken) -> Result<Self, NotServed> {
        let (door, desk) = door(Shown::of(host, None));
        let (asks, show) = desk.apart();
        let house = |at: SocketAddr| {
            let address = Address {
                host: at.to_string(),
                secure: false,
            };
            House::new(door.clone(), address, Clock::new(crate::real_time::millis))
        };
        let listen = |port| serve(SocketAddr::new(at, port), None, Limits::default(), house);
        let mut served = listen(PORT);
        // Another exercise on this machine may have the port: the next are tried.
        for port in PORT + 1..PORT + PORTS {
            if !matches!(served, Err(NotServed::Address(..))) {
                break;
            }
            served = listen(port);
        }
        let (server, house) = served?;
        let way = Towards::default();
        let towards = way.clone();
        let forward = move || forward(&asks, &towards);
        let builder = std::thread::Builder::new().name("asked by pages".to_owned());
        builder.spawn(forward).map_err(NotServed::Thread)?;
        let people = Self {
            server,
            house,
            in_room: false,
            shown: (show, woken),
            way,
        };
        Ok(people)
    }

    /// Has them show this exercise from now on, and ask its host.
    pub(super) fn show(&self, serving: &mut Serving) {
        *self.way.lock().unwrap_or_else(PoisonError::into_inner) = serving.way();
        serving.send(To::Pages(Some(self.shown.clone())));
    }

    /// Where they are listened at.
    pub fn at(&self) -> SocketAddr {
        self.server.at
    }

    /// The address at which players join, and their code, as long as the room is shown both.
    pub fn shown_in_room(&self) -> Option<(String, String)> {
        let code = |seats: &Seats| spaced(seats.codes().code(Admits::Player));
        let way_in = || (format!("http://{}", self.at()), self.house.look(code));
        self.in_room.then(way_in)
    }

    /// Does what the facilitator asks of who sits where.
    pub(super) fn seats(&self, ask: PeopleAsk) {
        self.house.change(|seats| match ask {
            PeopleAsk::Lock(locked) => seats.lock(locked),
            PeopleAsk::LetPlay(plays) => seats.let_play(plays),
            PeopleAsk::Mute(number, muted) => {
                seats.mute(number, muted);
            }
            PeopleAsk::Remove(number) => {
                seats.remove(number);
            }
            PeopleAsk::Move(number, seat) => {
                seats.move_to(number, seat);
            }
            PeopleAsk::NewCodes => {
                if let Some(codes) = random_codes() {
                    seats.new_codes(codes);
                }
            }
            PeopleAsk::Open(_) | PeopleAsk::Close | PeopleAsk::InRoom(_) => {}
        });
    }
}

/// Hands on what pages ask, in its order, until there are no pages or no exercise any more. While the host is
/// not in its thread what was asked waits.
fn forward(asks: &Receiver<Asked>, way: &Towards) {
    while let Ok(asked) = asks.recv() {
        let mut message = To::Page(Box::new(asked), crate::real_time::now());
        loop {
            let towards = way.lock().unwrap_or_else(PoisonError::into_inner).upgrade();
            let Some(way) = towards else { return };
            match send(&way, message) {
                None => break,
                Some(back) => message = back,
            }
            drop(way);
            std::thread::sleep(AGAIN);
        }
    }
}

/// Sends something the host's way; has it back if that is closed.
fn send(way: &Way, message: To) -> Option<To> {
    let way = open(way);
    match way.as_ref() {
        Some(to) => to.send(message).err().map(|it| it.0),
        None => Some(message),
    }
}
