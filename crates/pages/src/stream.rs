//! What a page is told while it is open: the clock, that something has changed, good-bye. It says that, never
//! what: the page asks for itself anew. Nothing queues: who reads slowly is told the newest, later. Must not
//! send a word of a view.

use crate::caller::Caller;
use crate::house::House;
use crate::pages::state_word;
use crate::seats::Seat;
use crate::shown::Shown;
use axum::body::{Body, Bytes};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::unfold;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Sleep, sleep};

/// After so long without anything a beat is sent: a page that hears none for thirty seconds says so.
const BEAT_EVERY: Duration = Duration::from_secs(10);

/// Who comes and goes is told once in so long: while hundreds join, each of whom the others' pages show.
const RING_EVERY: Duration = Duration::from_secs(1);

/// A beat. A mere comment would not reach the page's script.
const BEAT: &str = "event: beat\ndata: 1\n\n";

/// A stream, counted as long as it lives.
struct Live {
    house: Arc<House>,
    secret: String,
    seat: Seat,
    /// Whether the page shows what is known as a picture: that changes with each patient who comes.
    known: bool,
    shown: watch::Receiver<Arc<Shown>>,
    bell: watch::Receiver<u64>,
    marked: watch::Receiver<u64>,
    closing: watch::Receiver<bool>,
    sent: Sent,
    /// The ring of the bell that was told last, and the rest after it.
    rung: u64,
    rest: Option<Pin<Box<Sleep>>>,
    ended: bool,
}

/// What was sent last.
#[derive(Default)]
struct Sent {
    clock: String,
    changed: String,
}

impl Drop for Live {
    fn drop(&mut self) {
        self.house.quietly(|seats| seats.close_stream(&self.secret));
    }
}

/// The stream of a device. `page` is the path of the page that listens.
pub(crate) fn live(house: &Arc<House>, caller: &Caller, page: Option<&str>) -> Response {
    let Some(seat) = caller.seat else {
        return StatusCode::FORBIDDEN.into_response();
    };
    if !house.quietly(|seats| seats.open_stream(&caller.secret)) {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    }
    let mut bell = house.bell();
    let rung = *bell.borrow_and_update();
    let first = Live {
        house: house.clone(),
        secret: caller.secret.clone(),
        seat,
        known: page == Some("/known"),
        shown: house.door.watch(),
        bell,
        marked: house.marked(),
        closing: house.closing(),
        sent: Sent::default(),
        rung,
        rest: None,
        ended: false,
    };
    let parts = unfold(first, |mut live| async move {
        let part = live.next().await?;
        Some((Ok::<_, Infallible>(Bytes::from(part)), live))
    });
    let headers: [(HeaderName, &str); 2] = [
        (header::CONTENT_TYPE, "text/event-stream; charset=utf-8"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, Body::from_stream(parts)).into_response()
}

/// Waits until a rest is over; for ever where there is none.
async fn over(rest: &mut Option<Pin<Box<Sleep>>>) {
    match rest {
        Some(rest) => rest.as_mut().await,
        None => std::future::pending().await,
    }
}

impl Live {
    /// What is told next; nothing once good-bye was said.
    async fn next(&mut self) -> Option<String> {
        loop {
            if self.ended {
                return None;
            }
            let now = self.now();
            if !now.is_empty() {
                return Some(now);
            }
            let told = tokio::time::timeout(BEAT_EVERY, self.something()).await;
            if told.is_err() {
                return Some(BEAT.to_owned());
            }
        }
    }

    /// Waits until something may have changed.
    async fn something(&mut self) {
        tokio::select! {
            came = self.shown.changed() => if came.is_err() { self.ended = true },
            came = self.bell.changed() => if came.is_err() { self.ended = true },
            came = self.marked.changed() => if came.is_err() { self.ended = true },
            () = over(&mut self.rest) => self.rest = None,
            came = self.closing.changed() => if came.is_err() { self.ended = true },
        }
    }

    /// What is to be told as it stands.
    fn now(&mut self) -> String {
        let mut told = String::new();
        if *self.closing.borrow_and_update() {
            self.ended = true;
            told.push_str("event: bye\ndata: closed\n\n");
            return told;
        }
        let rung = *self.bell.borrow_and_update();
        if self.rest.is_none() && rung != self.rung {
            self.rung = rung;
            self.rest = Some(Box::pin(sleep(RING_EVERY)));
        }
        self.marked.borrow_and_update();
        let shown = self.shown.borrow_and_update().clone();
        let seat = self
            .house
            .look(|seats| seats.session(&self.secret).map(|it| it.seat));
        if seat != Some(self.seat) {
            self.ended = true;
            return "event: bye\ndata: moved\n\n".to_owned();
        }
        let (version, level) = self.version(&shown);
        let clock = serde_json::json!({
            "text": shown.clock.text,
            "state": state_word(&shown.clock),
            "level": level,
        });
        let clock = clock.to_string();
        if clock != self.sent.clock {
            told.push_str(&format!("event: clock\ndata: {clock}\n\n"));
            self.sent.clock = clock;
        }
        let marked = match self.seat {
            Seat::Chair(role) => self.house.look(|seats| seats.marks_version(role)),
            _ => 0,
        };
        let changed = format!("{{\"main\":\"{version}.{marked}.{}\"}}", self.rung);
        if changed != self.sent.changed {
            told.push_str(&format!("event: changed\ndata: {changed}\n\n"));
            self.sent.changed = changed;
        }
        told
    }

    /// The version of what the seat may see, and the level that is declared there.
    fn version(&self, shown: &Shown) -> (u64, String) {
        let none = (0, String::new());
        match self.seat {
            Seat::Chair(role) => shown.roles.get(role.at()).map_or(none, |it| {
                // Each of them only grows.
                let known = if self.known { it.known_version } else { 0 };
                (
                    it.version + known,
                    it.view.level.clone().unwrap_or_default(),
                )
            }),
            Seat::Evaluator => (shown.evaluator.1, String::new()),
            Seat::Screen(of) => shown.rooms.get(of.at()).map_or(none, |(view, version)| {
                (*version, view.level.clone().unwrap_or_default())
            }),
            Seat::Site(of) => match (shown.sites.get(of.at()), shown.rooms.get(of.at())) {
                (Some((_, site)), Some((room, version))) => {
                    // Each of them only grows, so that the sum says whether any did.
                    let notes = shown.evaluator.0.notes.len() as u64;
                    let level = room.level.clone().unwrap_or_default();
                    (site + version + notes, level)
                }
                _ => none,
            },
            Seat::Nowhere => none,
        }
    }
}
