//! Pages in everybody's hands: a small server that draws what a seat may see, and hands on what it asks.
//! Clients of the host like any other: requests in, views out.
//!
//! Must not open a file, read a clock or the environment, or reach for anything outside; must not hold
//! an exercise, nor draw anything but views.

mod acts;
mod assets;
mod caller;
mod clock;
mod door;
mod form;
mod guard;
mod house;
mod icons;
mod networks;
mod pages;
mod patient;
mod plan;
mod proxy;
mod qr;
mod random;
mod reach;
mod reads;
mod reply;
mod routes;
pub mod seats;
mod see;
mod serve;
mod shown;
mod stream;
mod tls;

pub use clock::Clock;
pub use door::{Answered, Asked, Desk, Door, Settled, Show, door};
pub use house::{Address, House};
pub use networks::{Network, networks};
pub use proxy::Proxy;
pub use qr::{qr, squares};
pub use random::{random, random_codes};
pub use reach::{Phone, phones_in_words};
pub use routes::router;
pub use serve::{Limits, NotServed, Server, serve, serve_behind};
pub use shown::{Chair, Shown, ShownClock, ShownRole};
pub use tls::{Certificate, certificate};
