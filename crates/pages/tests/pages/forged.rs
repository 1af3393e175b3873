//! Two thousand requests that were replayed, reordered and forged, each of its kind, against forms that counted:
//! what is checked is who sits where, every command of the host and every byte of its record.

use crate::table::{HERE, ORIGIN, Table};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use wardroom_core::scenario::RoleId;
use wardroom_pages::seats::{Admits, Seat};

/// A form that counted.
struct Sent {
    path: &'static str,
    cookie: String,
    id: String,
    fields: String,
    to: String,
}

/// Who sits where, how much was entered, and the record.
type Stands = (Vec<(u32, Seat, String, bool)>, usize, Vec<u8>);

struct Forger {
    table: Table,
    sent: Vec<Sent>,
    /// Devices: two players, an evaluator, a screen, one that was removed, one that is muted.
    cookies: [String; 6],
}

impl Forger {
    fn new() -> Self {
        let mut table = Table::new("friday-lunchtime", None);
        let cookies = [
            table.sit(RoleId(0), "Aisha"),
            table.sit(RoleId(1), "Tom"),
            table.evaluate("Nia"),
            table.screen(0),
            table.sit(RoleId(2), "Removed"),
            table.sit(RoleId(3), "Muted"),
        ];
        let number = |table: &Table, who: &str| {
            let people = |seats: &wardroom_pages::seats::Seats| {
                seats
                    .people()
                    .into_iter()
                    .find(|it| it.who() == who)
                    .map(|it| it.number)
            };
            table.house.look(people).expect("it joined")
        };
        let (removed, muted) = (number(&table, "Removed"), number(&table, "Muted"));
        table.until(600);
        table
            .house
            .change(|seats| seats.remove(removed) && seats.mute(muted, true));
        let mut forger = Self {
            table,
            sent: Vec::new(),
            cookies,
        };
        for at in 0..40 {
            let (who, page, path, fields) = match at % 4 {
                0 => (
                    0,
                    "/ask",
                    "/ask",
                    format!("who=&else=Switchboard&text=Number+{at}."),
                ),
                1 => (
                    1,
                    "/talk/facilitator",
                    "/talk/facilitator",
                    format!("text=Number+{at}."),
                ),
                2 => (
                    2,
                    "/notes",
                    "/notes",
                    format!("text=Number+{at}.&task=&back=%2Fnotes"),
                ),
                _ => (1, "/report", "/report", format!("major=Number+{at}.")),
            };
            forger.pass(2);
            let cookie = forger.cookies[who].clone();
            let id = forger.table.get(page, &cookie).id();
            let told = forger
                .table
                .post(path, &cookie, &format!("id={id}&{fields}"));
            assert_eq!(
                told.status,
                StatusCode::SEE_OTHER,
                "{path}: {}",
                told.words()
            );
            let to = told.to().to_owned();
            forger.sent.push(Sent {
                path,
                cookie,
                id,
                fields,
                to,
            });
        }
        forger
    }

    fn pass(&mut self, secs: u64) {
        self.table.secs.fetch_add(secs, Ordering::Relaxed);
    }

    /// What may not change: who sits where, what was entered, what stands in the record.
    fn stands(&self) -> Stands {
        let people = self.table.house.look(|seats| {
            let all = seats.people().into_iter();
            all.map(|it| (it.number, it.seat, it.who(), it.muted))
                .collect()
        });
        let host = &self.table.host;
        (people, host.commands().len(), host.store().bytes.clone())
    }

    fn post(
        &mut self,
        path: &str,
        heads: &[(header::HeaderName, &str)],
        body: String,
    ) -> (StatusCode, String) {
        let mut request = Request::builder().method(Method::POST).uri(path);
        for (name, value) in heads {
            request = request.header(name, *value);
        }
        let told = self
            .table
            .send(request.body(Body::from(body)).expect("a request"));
        (told.status, told.to().to_owned())
    }

    /// One hostile request; what kind it was.
    fn one(&mut self, turn: usize) -> &'static str {
        let at = (turn * 7 + turn / 13) % self.sent.len();
        let Sent {
            path,
            cookie,
            id,
            fields,
            to,
        } = &self.sent[at];
        let (path, cookie, to) = (*path, cookie.clone(), to.clone());
        let body = format!("id={id}&{fields}");
        let (upper, bare) = (format!("id={}&{fields}", id.to_uppercase()), fields.clone());
        let fresh = format!("id={:016x}&{fields}", 0xfeed_0000_u64 + turn as u64);
        let form = (header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let (host, origin) = ((header::HOST, HERE), (header::ORIGIN, ORIGIN));
        let sends = |cookie: String, body: String, this: &mut Self| {
            let heads = [
                host.clone(),
                origin.clone(),
                form.clone(),
                (header::COOKIE, cookie.as_str()),
            ];
            this.post(path, &heads, body)
        };
        let refused = |told: (StatusCode, String), kind: &'static str| {
            assert!(told.0.is_client_error(), "{kind}, turn {turn}: {}", told.0);
            kind
        };
        match turn % 10 {
            0 | 1 => {
                let told = sends(cookie, body, self);
                assert_eq!(told, (StatusCode::SEE_OTHER, to), "turn {turn}");
                "the same once more, in another order"
            }
            2 => {
                let told = sends(cookie, upper, self);
                assert_eq!(told, (StatusCode::SEE_OTHER, to), "turn {turn}");
                "the id in capitals"
            }
            3 => refused(sends(cookie, bare, self), "no id"),
            4 => {
                let other = [
                    "wardroom=00000000000000000000000000000000",
                    "wardroom=zz",
                    "",
                    "x=y",
                ][turn / 10 % 4];
                refused(
                    sends(other.to_owned(), fresh, self),
                    "a cookie that was made up",
                )
            }
            5 => {
                let secret = cookie.split('=').nth(1).unwrap_or_default();
                let near = match turn / 10 % 3 {
                    0 => secret.to_uppercase(),
                    1 => secret[..31].to_owned(),
                    _ => secret.chars().rev().collect(),
                };
                refused(
                    sends(format!("wardroom={near}"), fresh, self),
                    "a cookie nearly right",
                )
            }
            6 => {
                let dead = self.cookies[4 + turn / 10 % 2].clone();
                refused(
                    sends(dead, fresh, self),
                    "a device that was removed or muted",
                )
            }
            7 => {
                // A screen has no forms, an evaluator none of a role's, a role none of an evaluator's.
                let other = match (turn / 10 % 2, path) {
                    (0, _) => self.cookies[3].clone(),
                    (_, "/notes") => self.cookies[0].clone(),
                    _ => self.cookies[2].clone(),
                };
                refused(sends(other, fresh, self), "another kind of seat")
            }
            8 => {
                let from = [
                    "null",
                    "http://evil.example",
                    "https://192.168.8.10:4170",
                    "http://192.168.8.10",
                ];
                let heads = [
                    host,
                    form,
                    (header::ORIGIN, from[turn / 10 % 4]),
                    (header::COOKIE, cookie.as_str()),
                ];
                refused(self.post(path, &heads, fresh), "another origin")
            }
            _ => {
                let names = [
                    "evil.example",
                    "192.168.8.10",
                    "localhost:4170",
                    "192.168.8.10:4170.",
                ];
                let heads = [
                    (header::HOST, names[turn / 10 % 4]),
                    origin,
                    form,
                    (header::COOKIE, cookie.as_str()),
                ];
                refused(self.post(path, &heads, fresh), "another host")
            }
        }
    }
}

#[test]
fn two_thousand_forged_replayed_and_reordered_requests_change_nothing() {
    let mut forger = Forger::new();
    let before = forger.stands();
    assert_eq!(before.1, 40, "each form counted");
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in 0..2_000 {
        forger.pass(2);
        *kinds.entry(forger.one(turn)).or_default() += 1;
        if turn % 100 == 99 {
            assert!(
                forger.stands() == before,
                "within the hundred before turn {turn}"
            );
        }
    }
    assert!(forger.stands() == before);
    assert_eq!(kinds.values().sum::<usize>(), 2_000);
    assert!(
        kinds.len() == 9 && kinds.values().all(|it| *it >= 200),
        "{kinds:?}"
    );
}

/// The answers of 256 forms are remembered; the form before them could be sent once more, and counted.
#[test]
fn an_old_form_does_not_count_once_many_others_were_sent() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.until(60);
    let ask = |at: u64| format!("id={at:016x}&who=&else=Switchboard&text=Number+{at}.");
    for at in 1..=300 {
        table.secs.fetch_add(2, Ordering::Relaxed);
        assert_eq!(table.post("/ask", &cookie, &ask(at)).to(), "/ask/answers");
    }
    assert_eq!(table.host.commands().len(), 300);
    for at in 1..=300 {
        table.secs.fetch_add(2, Ordering::Relaxed);
        table.post("/ask", &cookie, &ask(at));
    }
    assert_eq!(table.host.commands().len(), 300);
}

/// Who left a line out and was told so went back, put it right, and was told the same again.
#[test]
fn a_form_that_was_refused_can_be_put_right() {
    let mut table = Table::new("friday-lunchtime", None);
    let cookie = table.sit(RoleId(0), "");
    table.until(60);
    let told = table.post(
        "/ask",
        &cookie,
        "id=00000000000000aa&who=&else=Switchboard&text=",
    );
    assert_eq!(told.status, StatusCode::CONFLICT);
    let right = "id=00000000000000aa&who=&else=Switchboard&text=Who+is+there%3F";
    assert_eq!(table.post("/ask", &cookie, right).to(), "/ask/answers");
    assert_eq!(table.post("/ask", &cookie, right).to(), "/ask/answers");
    assert_eq!(table.host.commands().len(), 1);
}

/// A cookie that somebody planted, from another page of the same host, would have shared the victim's role.
#[test]
fn a_planted_cookie_is_worth_nothing_once_its_device_has_joined() {
    let mut table = Table::new("friday-lunchtime", None);
    let planted = table.sit(RoleId(5), "Mallory");
    let code = table.code(Admits::Player);
    let role = table.scenario.roles[0].id.clone();
    let joined = table.post(&format!("/j/{code}/{role}"), &planted, "name=Aisha&other=");
    assert_eq!(joined.to(), "/now");
    let own = joined.cookie();
    assert!(!own.is_empty() && own != planted);
    table.until(60);
    assert_eq!(table.get("/now", &planted).to(), "/");
    assert!(
        table
            .get("/now", &own)
            .words()
            .contains(&table.scenario.roles[0].title)
    );
    // One that the house never gave is not taken over either.
    let made_up = "wardroom=0123456789abcdef0123456789abcdef";
    let role = table.scenario.roles[1].id.clone();
    let joined = table.post(&format!("/j/{code}/{role}"), made_up, "name=Tom&other=");
    assert!(!joined.cookie().is_empty() && joined.cookie() != made_up);
}
