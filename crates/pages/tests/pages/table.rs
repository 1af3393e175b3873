//! A table: a host, its pages, and devices that ask them.

use crate::scenarios::scenario;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use std::cell::Cell;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use wardroom_core::exercise::Command;
use wardroom_core::host::{self, Ask, Host};
use wardroom_core::plan::Plan;
use wardroom_core::record::{Header, Store};
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_pages::seats::Admits;
use wardroom_pages::{Address, Clock, Desk, House, Shown, door, router};

pub const HERE: &str = "192.168.8.10:4170";
pub const ORIGIN: &str = "http://192.168.8.10:4170";
const REAL: &str = "2026-05-01T09:00:00Z";

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

impl Answer {
    /// Where the browser is sent.
    pub fn to(&self) -> &str {
        let to = self.headers.get(header::LOCATION);
        to.and_then(|it| it.to_str().ok()).unwrap_or_default()
    }

    /// The cookie that was set, as it is sent back.
    pub fn cookie(&self) -> String {
        let set = self.headers.get(header::SET_COOKIE);
        let set = set.and_then(|it| it.to_str().ok()).unwrap_or_default();
        set.split(';').next().unwrap_or_default().to_owned()
    }

    /// The id of its first form.
    pub fn id(&self) -> String {
        let from = self.body.split("name=\"id\" value=\"").nth(1);
        from.and_then(|it| it.split('"').next())
            .unwrap_or_default()
            .to_owned()
    }

    /// Its words, with nothing of how it is drawn.
    pub fn words(&self) -> String {
        let mut words = String::new();
        let mut inside = false;
        for c in self.body.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    words.push(' ');
                }
                c if !inside => words.push(c),
                _ => {}
            }
        }
        let words = words
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"");
        words
            .replace("&amp;", "&")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// A record that is kept in memory, as long as there is room.
#[derive(Debug, Default)]
pub struct Kept {
    pub bytes: Vec<u8>,
}

impl Store for Kept {
    fn append(&mut self, text: &[u8], _: bool) -> io::Result<()> {
        if FULL.with(Cell::get) {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        self.bytes.extend_from_slice(text);
        Ok(())
    }

    fn cut_back(&mut self, len: u64) -> io::Result<()> {
        self.bytes.truncate(usize::try_from(len).expect("it fits"));
        Ok(())
    }
}

thread_local! {
    /// Whether the records of this test have no room.
    pub static FULL: Cell<bool> = const { Cell::new(false) };
}

/// A host with its pages.
pub struct Table {
    pub host: Host<Kept>,
    pub desk: Desk,
    pub house: Arc<House>,
    pub scenario: Arc<Scenario>,
    pub secs: Arc<AtomicU64>,
    pages: Router,
    runtime: Runtime,
}

impl Table {
    pub fn new(name: &str, team: Option<&str>) -> Self {
        Self::of(scenario(name), team)
    }

    pub fn of(scenario: Arc<Scenario>, team: Option<&str>) -> Self {
        Self::planned(scenario, team, None)
    }

    /// The same, played with a trust's plan.
    pub fn planned(scenario: Arc<Scenario>, team: Option<&str>, plan: Option<&Plan>) -> Self {
        let team = team.map(|id| {
            scenario
                .teams
                .iter()
                .find(|it| it.id == id)
                .expect("a team")
                .clone()
        });
        let header = Header::new(&scenario, 7, None, Vec::new(), REAL.to_owned());
        let header = header.with_plan(plan);
        let host = Host::start(&scenario, header, team, Kept::default()).expect("it starts");
        let (door, desk) = door(Shown::of(&host, None));
        let address = Address {
            host: HERE.to_owned(),
            secure: false,
        };
        let secs = Arc::new(AtomicU64::new(1_000));
        let read = secs.clone();
        let clock = Clock::new(move || read.load(Ordering::Relaxed) * 1_000);
        let house = House::new(door, address, clock).expect("random bytes");
        Self {
            pages: router(house.clone()),
            host,
            desk,
            house,
            scenario,
            secs,
            runtime: Builder::new_current_thread()
                .enable_time()
                .build()
                .expect("a runtime"),
        }
    }

    /// Lets exercise time pass, and shows it.
    pub fn until(&mut self, secs: u64) {
        self.host.advance(secs, REAL);
        self.desk.show(&self.host);
    }

    /// The facilitator asks.
    pub fn asks(&mut self, ask: Ask) {
        let request = host::Request::of_facilitator(ask);
        self.host.ask(&request, REAL).expect("may");
        self.desk.show(&self.host);
    }

    pub fn enters(&mut self, command: Command) {
        self.asks(Ask::Enter(command));
    }

    /// Asks the pages, while the host answers.
    pub fn send(&mut self, request: Request<Body>) -> Answer {
        let Self {
            pages,
            runtime,
            host,
            desk,
            ..
        } = self;
        let call = pages.clone().oneshot(request);
        runtime.block_on(async {
            let call = async {
                let answer = call.await.expect("a router answers");
                let (head, body) = answer.into_parts();
                let body = to_bytes(body, 4 << 20).await.expect("a body");
                Answer {
                    status: head.status,
                    headers: head.headers,
                    body: String::from_utf8_lossy(&body).into_owned(),
                    bytes: body.to_vec(),
                }
            };
            tokio::pin!(call);
            loop {
                tokio::select! {
                    biased;
                    answer = &mut call => return answer,
                    () = tokio::task::yield_now() => {
                        for asked in desk.waiting() {
                            asked.of(host, REAL);
                        }
                        desk.show(host);
                    }
                }
            }
        })
    }

    pub fn get(&mut self, path: &str, cookie: &str) -> Answer {
        let request = Request::builder()
            .uri(path)
            .header(header::HOST, HERE)
            .header(header::COOKIE, cookie)
            .body(Body::empty())
            .expect("a request");
        self.send(request)
    }

    /// What stands at an address: status, kind, bytes.
    pub fn bytes(&mut self, path: &str, cookie: &str) -> (StatusCode, String, Vec<u8>) {
        let answer = self.get(path, cookie);
        let kind = answer.headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|it| it.to_str().ok()).unwrap_or_default();
        (answer.status, kind.to_owned(), answer.bytes)
    }

    /// Whether a stream is opened, which is closed at once.
    pub fn get_live(&mut self, cookie: &str) -> bool {
        let request = Request::builder()
            .uri("/live")
            .header(header::HOST, HERE)
            .header(header::COOKIE, cookie)
            .body(Body::empty())
            .expect("a request");
        let Self { pages, runtime, .. } = self;
        let answer = runtime.block_on(pages.clone().oneshot(request));
        answer.expect("a router answers").status() == StatusCode::OK
    }

    pub fn post(&mut self, path: &str, cookie: &str, body: &str) -> Answer {
        let request = Request::builder()
            .method(Method::POST)
            .uri(path)
            .header(header::HOST, HERE)
            .header(header::ORIGIN, ORIGIN)
            .header(header::COOKIE, cookie)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(body.to_owned()))
            .expect("a request");
        self.send(request)
    }

    /// Opens a page, and sends its form with these fields.
    pub fn fill(&mut self, page: &str, to: &str, cookie: &str, fields: &str) -> Answer {
        let id = self.get(page, cookie).id();
        self.post(to, cookie, &format!("id={id}&{fields}"))
    }

    pub fn code(&self, admits: Admits) -> String {
        self.house
            .look(|seats| seats.codes().code(admits).to_owned())
    }

    /// Sits down, and says by which cookie.
    pub fn sit(&mut self, role: RoleId, name: &str) -> String {
        let id = self.scenario.roles[role.at()].id.clone();
        let code = self.code(Admits::Player);
        let came = self.post(
            &format!("/j/{code}/{id}"),
            "",
            &format!("name={name}&other="),
        );
        assert_eq!(
            (came.status, came.to()),
            (StatusCode::SEE_OTHER, "/now"),
            "{}",
            came.body
        );
        came.cookie()
    }

    pub fn evaluate(&mut self, name: &str) -> String {
        let code = self.code(Admits::Evaluator);
        let came = self.post(&format!("/j/{code}/evaluator"), "", &format!("name={name}"));
        assert_eq!(came.to(), "/evaluate");
        came.cookie()
    }

    pub fn screen(&mut self, of: usize) -> String {
        let code = self.code(Admits::Screen);
        let came = self.post(&format!("/j/{code}/screen"), "", &format!("room={of}"));
        assert_eq!(came.to(), "/room");
        came.cookie()
    }

    /// Looks after the roles of an organisation's site.
    pub fn facilitate(&mut self, of: usize, name: &str) -> String {
        let code = self.code(Admits::Site);
        let sent = format!("room={of}&name={name}");
        let came = self.post(&format!("/j/{code}/site"), "", &sent);
        assert_eq!(came.to(), "/site");
        came.cookie()
    }

    /// Goes on until something is asked of somebody; says which of their questions it is, and of whom.
    pub fn until_asked(&mut self) -> Vec<RoleId> {
        for minute in 1..2_000 {
            self.until(minute * 60);
            if let Some(put) = self.host.exercise().team_view().prompts.first() {
                return self.scenario.prompts[put.prompt].by.clone();
            }
        }
        panic!("nothing is asked");
    }
}

/// The invented plan that comes with one of them.
pub fn plan(name: &str) -> wardroom_core::plan::Plan {
    let folder = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../scenarios/plans");
    let bytes = std::fs::read(folder.join(format!("{name}.ron"))).expect("it comes with it");
    let found = wardroom_core::plan::check(&format!("{name}.ron"), &bytes);
    found.unwrap_or_else(|problems| panic!("{}", problems.render(false)))
}
