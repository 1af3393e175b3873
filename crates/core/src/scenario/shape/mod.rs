//! The shape of scenario files, just as they are written: names are still text, nothing is
//! checked. Every type here is one RON structure; its doc comment is the format's reference.
//! Must not look anything up or judge anything: that is `check`.

mod decisions;
mod estate;
mod injects;
mod library;
mod logic;
mod main_file;
mod objectives;
mod plan;
mod services;
mod team;
mod threat;
mod value;

pub use decisions::*;
pub use estate::*;
pub use injects::*;
pub use library::*;
pub use logic::*;
pub use main_file::*;
pub use objectives::*;
pub use plan::*;
pub use services::*;
pub use team::*;
pub use threat::*;
pub use value::*;
