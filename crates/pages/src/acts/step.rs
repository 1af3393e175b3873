//! What a form comes to, before the host has heard of it. Must not ask the host.

use wardroom_core::exercise::Command;
use wardroom_core::host::{Ask, Asker, Request};

/// What a form comes to.
pub(super) enum Step {
    /// A request to the host, and where the browser goes once it is done.
    Ask(Box<Request>, String),
    /// Nothing that the host need know.
    Go(String),
    /// It can't be.
    Refuse(String),
    /// There is no such form, or not for this seat.
    Nowhere,
}

impl Step {
    /// A command enters, in whose name it is.
    pub fn enter(by: Asker, command: Command, go: impl Into<String>) -> Self {
        let ask = Ask::Enter(command);
        Self::Ask(Box::new(Request { by, ask }), go.into())
    }

    /// It can't be, and why.
    pub fn refuse(why: &str) -> Self {
        Self::Refuse(why.to_owned())
    }
}
