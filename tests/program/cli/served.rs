//! `wardroom serve` as a process that is killed while people take part: whatever a device was told is taken
//! stands in the record, which is whole, and its exercise goes on like any that was interrupted.

use super::program;
use crate::support::friday_path;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use wardroom_core::record::wire::Command;
use wardroom_core::record::{Body, Session, replay};
use wardroom_files as files;

/// How often the program is killed, each time after more was acknowledged.
const KILLS: usize = 5;

/// Devices that send at once.
const DEVICES: usize = 4;

/// The program, and where it is served.
pub(super) struct Served {
    pub(super) child: Child,
    typed: ChildStdin,
    pub(super) at: SocketAddr,
    code: String,
}

impl Served {
    fn start(folder: &Path, out: &str) -> Self {
        Self::of(program(folder), out)
    }

    /// Starts the program as a command has it so far, under another program among others.
    pub(super) fn of(mut program: std::process::Command, out: &str) -> Self {
        let mut child = program
            .arg("serve")
            .arg(friday_path())
            .args(["--address", "127.0.0.1", "--port", "0", "-o", out])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let typed = child.stdin.take().expect("it can be typed at");
        let mut said = BufReader::new(child.stderr.take().expect("it says something")).lines();
        let mut next = |wanted: &str| {
            let mut lines = said.by_ref().map_while(Result::ok);
            let found = lines.find_map(|it| Some(it.split_once(wanted)?.1.to_owned()));
            found.unwrap_or_else(|| panic!("it never said {wanted}"))
        };
        let at = next("http://").trim().parse().expect("an address");
        let code = next("Players").replace(' ', "");
        // What it says must not fill the pipe.
        std::thread::spawn(move || said.for_each(drop));
        Self {
            child,
            typed,
            at,
            code,
        }
    }

    fn types(&mut self, line: &str) {
        writeln!(self.typed, "{line}").expect("it listens");
    }
}

/// Sends a request, and reads what comes until the connection ends. Nothing, if it was killed meanwhile.
pub(super) fn send(
    at: SocketAddr,
    method: &str,
    path: &str,
    cookie: &str,
    body: &str,
) -> Option<String> {
    let mut stream = TcpStream::connect(at).ok()?;
    stream
        .set_read_timeout(Some(Duration::from_secs(30)))
        .ok()?;
    let long = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {at}\r\nOrigin: http://{at}\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {long}\r\nConnection: close\r\n\r\n{body}"
    );
    stream.write_all(head.as_bytes()).ok()?;
    let mut told = String::new();
    stream.read_to_string(&mut told).ok()?;
    Some(told)
}

pub(super) fn join(served: &Served, role: &str) -> String {
    let path = format!("/j/{}/{role}", served.code);
    let told =
        send(served.at, "POST", &path, "", "name=Device&other=&share=yes").expect("it answers");
    let cookie = told.lines().find_map(|it| it.strip_prefix("set-cookie: "));
    let cookie = cookie.and_then(|it| it.split(';').next());
    cookie
        .unwrap_or_else(|| panic!("no cookie: {told}"))
        .to_owned()
}

/// Answers the first question again and again, and says each time what was acknowledged.
fn answer(at: SocketAddr, cookie: &str, device: usize, acknowledged: &Sender<String>) {
    for number in 0..35 {
        let because = format!("Device-{device}-reason-{number}");
        let id = format!("{device:08x}{number:08x}");
        let body = format!("id={id}&option={}&sure=3&because={because}", number % 2);
        match send(at, "POST", "/q/1", cookie, &body) {
            Some(told) if told.starts_with("HTTP/1.1 303") => {
                if acknowledged.send(because).is_err() {
                    return;
                }
            }
            Some(told) if told.starts_with("HTTP/1.1") => panic!("not taken: {told}"),
            _ => return,
        }
    }
}

/// Waits until a question is put to anybody, and says to which role.
pub(super) fn until_asked(served: &mut Served, roles: &[String]) -> String {
    let cookies: Vec<String> = roles.iter().map(|it| join(served, it)).collect();
    served.types("speed 3600");
    served.types("run");
    let since = Instant::now();
    while since.elapsed() < Duration::from_secs(60) {
        for (role, cookie) in roles.iter().zip(&cookies) {
            let now = send(served.at, "GET", "/now", cookie, "").expect("it answers");
            if now.contains("href=\"/q/1\"") {
                served.types("speed 60");
                return role.clone();
            }
        }
    }
    panic!("nothing is asked");
}

#[test]
fn what_a_killed_server_had_acknowledged_stands_in_the_record_and_its_exercise_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let scenario = crate::support::friday();
    let roles: Vec<String> = scenario.roles.iter().map(|it| it.id.clone()).collect();
    for kill in 0..KILLS {
        let out = format!("out-{kill}");
        let mut served = Served::start(folder.path(), &out);
        let role = until_asked(&mut served, &roles);
        let cookies: Vec<String> = (0..DEVICES).map(|_| join(&served, &role)).collect();
        let (acknowledge, acknowledged) = channel();
        let devices: Vec<_> = cookies
            .into_iter()
            .enumerate()
            .map(|(device, cookie)| {
                let (acknowledge, at) = (acknowledge.clone(), served.at);
                std::thread::spawn(move || answer(at, &cookie, device, &acknowledge))
            })
            .collect();
        drop(acknowledge);
        let enough = 1 + 19 * kill;
        let mut taken: Vec<String> = acknowledged.iter().take(enough).collect();
        served.child.kill().expect("it can be killed");
        served.child.wait().expect("it is over");
        taken.extend(acknowledged);
        for device in devices {
            device.join().expect("no device was refused");
        }
        assert!(taken.len() >= enough, "only {} were taken", taken.len());

        let path = folder.path().join(&out).join("record.jsonl");
        stands_and_goes_on(&path, &taken, &format!("kill {kill}"));
    }
}

/// Looks whether all that was acknowledged stands in a record, and whether its exercise goes on to its end.
pub(super) fn stands_and_goes_on(path: &Path, taken: &[String], when: &str) {
    let opened = files::record(path).unwrap_or_else(|error| panic!("{when}: {error}"));
    assert!(!opened.ended());
    let kept = |wanted: &String| {
        opened.lines.iter().any(|line| matches!(line, Body::Command { command: Command::Lean { because, .. }, .. } if because == wanted))
    };
    for because in taken {
        assert!(
            kept(because),
            "{when}: {because} was acknowledged, and is lost"
        );
    }

    let before = opened.lines.len();
    let file = files::reopen(path, &opened).expect("it can be written");
    let (mut session, _) = Session::go_on(&opened, file)
        .unwrap_or_else(|difference| panic!("{when}: {difference}"))
        .unwrap_or_else(|error| panic!("{when}: {error}"));
    session
        .advance(u64::MAX)
        .unwrap_or_else(|error| panic!("{when}: {error}"));
    let whole = files::record(path).unwrap_or_else(|error| panic!("{when}: {error}"));
    assert!(whole.ended() && whole.torn.is_empty() && whole.lines.len() > before);
    if let Err(difference) = replay(&whole) {
        panic!("{when}: {difference}");
    }
}
