//! `wardroom serve --check`: the test page and nothing else, the day before: which phones reach this machine.
//! Must not know an exercise.

use super::place::{served_at, typed_lines};
use crate::cli::ended::{Ended, Failure, Outcome};
use crate::cli::terminal::say;
use crate::real_time::millis;
use std::net::SocketAddr;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;
use wardroom_pages::{Certificate, Clock, House, Limits, Phone, phones_in_words, serve as listen};

/// How often it is looked whether another phone came.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// Serves the test page until somebody types that it is to stop.
pub(super) fn check(
    at: SocketAddr,
    certificate: Option<Certificate>,
    name: Option<&str>,
) -> Outcome {
    let secure = certificate.is_some();
    let house = |at: SocketAddr| {
        let address = served_at(at, secure, name);
        House::test_only(address, Clock::new(millis))
    };
    let (mut server, house) = listen(at, certificate, Limits::default(), house)
        .map_err(|why| Failure::CouldNotRun(why.to_string()))?;
    let origin = served_at(server.at, secure, name).origin();
    say(&format!("Open on each phone:  {origin}/see"));
    say(
        "There is no exercise yet, and no code. If nothing comes on a phone, look at docs/pages.md.",
    );
    say("“stop” ends the test.");
    let lines = typed_lines();
    let mut told: Vec<Phone> = Vec::new();
    loop {
        let phones = house.phones();
        for phone in &phones {
            let before = told.iter().find(|it| it.number == phone.number);
            let same =
                before.is_some_and(|it| (it.cookies, it.live) == (phone.cookies, phone.live));
            if !same {
                say(&in_words(phone));
            }
        }
        told = phones;
        match lines.recv_timeout(LOOK_EVERY) {
            Ok(line) if matches!(line.trim(), "stop" | "quit") => break,
            Ok(line) if line.trim().is_empty() => {}
            Ok(_) => say(&phones_in_words(&told)),
            Err(RecvTimeoutError::Timeout) => {}
            // Nothing can be typed any more: the test goes on until the program is ended.
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(LOOK_EVERY),
        }
    }
    server.stop();
    say(&phones_in_words(&told));
    Ok(Ended::Done)
}

fn in_words(phone: &Phone) -> String {
    let word = |tried: Option<bool>| match tried {
        None => "not tried yet",
        Some(true) => "yes",
        Some(false) => "NO",
    };
    format!(
        "{}  phone {} is here ({}); cookies: {}; live updates: {}",
        crate::real_time::now(),
        phone.number,
        phone.address,
        word(phone.cookies),
        word(phone.live)
    )
}
