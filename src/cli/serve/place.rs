//! Where pages are served as browsers name it, and what is typed meanwhile. Must not serve.

use std::net::SocketAddr;
use std::sync::mpsc::{Receiver, channel};
use wardroom_pages::Address;

/// Where it is served, as browsers name it.
pub(super) fn served_at(at: SocketAddr, secure: bool, name: Option<&str>) -> Address {
    let host = match name {
        Some(name) => format!("{name}:{}", at.port()),
        None => at.to_string(),
    };
    Address { host, secure }
}

/// What is typed, line by line, from a thread that waits for it.
pub(super) fn typed_lines() -> Receiver<String> {
    let (send, lines) = channel();
    let read = move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    };
    // Without it nothing can be typed; people take part all the same.
    let _unread = std::thread::Builder::new()
        .name("typed".to_owned())
        .spawn(read);
    lines
}
