//! A server that runs, and devices that take part in it: as a browser would, without one.

use crate::support::friday_path;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long anything may take.
const WITHIN: Duration = Duration::from_secs(90);

/// The program with a database.
pub fn program(url: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wardroom"));
    command
        .env("WARDROOM_RECORDS", url)
        .env(
            "WARDROOM_KEY",
            std::env::temp_dir().join("wardroom-tests-key"),
        )
        .stdin(Stdio::null());
    command
}

/// A server that runs.
pub struct Served {
    child: Mutex<Child>,
    typed: Option<ChildStdin>,
    said: Arc<Mutex<String>>,
    pub port: u16,
}

impl Served {
    /// One that serves already.
    pub fn start(url: &str, port: u16, more: &[&str]) -> Self {
        let served = Self::begin(url, port, more);
        served.wait_until_joined();
        served
    }

    /// One that was only begun.
    pub fn begin(url: &str, port: u16, more: &[&str]) -> Self {
        let mut child = program(url)
            .arg("serve")
            .arg(friday_path())
            .args(["--exercise", "friday", "--address", "127.0.0.1"])
            .args(["--port", &port.to_string()])
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let said = Arc::new(Mutex::new(String::new()));
        let lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let kept = said.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let mut kept = kept.lock().expect("whole");
                kept.push_str(&line);
                kept.push('\n');
            }
        });
        let mut served = Self {
            typed: child.stdin.take(),
            child: Mutex::new(child),
            said,
            port,
        };
        // It reads that once it serves.
        served.types("run");
        served
    }

    fn words(&self) -> String {
        self.said.lock().expect("whole").clone()
    }

    /// Waits until it has said this.
    #[track_caller]
    pub fn says(&self, part: &str) {
        let started = Instant::now();
        while !self.words().contains(part) {
            assert!(
                started.elapsed() < WITHIN,
                "never “{part}”: {}",
                self.words()
            );
            sleep(Duration::from_millis(10));
        }
    }

    /// Waits until people can join.
    #[track_caller]
    pub fn wait_until_joined(&self) {
        self.says("starts the clock");
    }

    pub fn process(&self) -> u32 {
        self.child.lock().expect("whole").id()
    }

    pub fn types(&mut self, line: &str) {
        let typed = self.typed.as_mut().expect("a pipe");
        writeln!(typed, "{line}").expect("it reads");
    }

    /// `kill -9`.
    pub fn kill(&self) {
        let mut child = self.child.lock().expect("whole");
        child.kill().expect("it can be killed");
        child.wait().expect("it has ended");
    }

    pub fn signal(&self, signal: &str) {
        let sent = Command::new("/bin/sh")
            .args(["-c", &format!("kill -{signal} {}", self.process())])
            .status();
        assert!(sent.expect("there is a shell").success());
    }

    /// Waits until it has ended, and how.
    pub fn ended(&self) -> (Option<i32>, String) {
        let started = Instant::now();
        loop {
            let ended = self.child.lock().expect("whole").try_wait();
            if let Some(status) = ended.expect("it can be asked") {
                sleep(Duration::from_millis(100));
                return (status.code(), self.words());
            }
            assert!(
                started.elapsed() < WITHIN,
                "it never ends: {}",
                self.words()
            );
            sleep(Duration::from_millis(10));
        }
    }

    /// A device joins; none if the server has gone.
    pub fn join(&self, number: usize) -> Option<Device> {
        let said = self.words();
        let line = said
            .lines()
            .find(|it| it.trim_start().starts_with("Players"))?;
        let code: String = line.split_whitespace().skip(1).collect();
        let mut device = Device {
            port: self.port,
            cookie: String::new(),
            sent: (number as u64) << 32,
        };
        // Which roles there are the page says.
        let page = device.ask("GET", &format!("/j/{code}"), "")?;
        let there: Vec<&str> = page
            .split(&format!("/j/{code}/"))
            .skip(1)
            .filter_map(|it| it.split(['"', '?']).next())
            .collect();
        let role = there.get(number)?;
        let joined = device.ask("POST", &format!("/j/{code}/{role}"), "name=&other=")?;
        let cookie = joined.split("set-cookie: ").nth(1)?;
        device.cookie = cookie.split(';').next()?.to_owned();
        Some(device)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Ok(mut child) = self.child.lock() {
            let _ended = child.kill();
            let _ended = child.wait();
        }
    }
}

/// What came of something that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    Acknowledged,
    NotOnDisk,
}

/// A device.
pub struct Device {
    port: u16,
    cookie: String,
    sent: u64,
}

impl Device {
    /// Says something to the facilitator; nothing if no answer came.
    pub fn say(&mut self, text: &str) -> Option<Came> {
        self.sent += 1;
        let body = format!("id={:016x}&text={}", self.sent, text.replace(' ', "+"));
        let started = Instant::now();
        let mut answer = self.ask("POST", "/talk/facilitator", &body)?;
        // A form that was refused can be sent again.
        while answer.contains("has not begun") {
            assert!(started.elapsed() < WITHIN, "it never begins");
            sleep(Duration::from_millis(100));
            answer = self.ask("POST", "/talk/facilitator", &body)?;
        }
        if answer.starts_with("HTTP/1.1 303") {
            return Some(Came::Acknowledged);
        }
        assert!(
            answer.starts_with("HTTP/1.1 200") && answer.to_lowercase().contains("not on disk"),
            "{answer}"
        );
        Some(Came::NotOnDisk)
    }

    /// One request over a connection of its own; nothing if it is not answered whole.
    fn ask(&self, method: &str, path: &str, body: &str) -> Option<String> {
        let here = format!("127.0.0.1:{}", self.port);
        let mut stream = TcpStream::connect(&here).ok()?;
        stream.set_read_timeout(Some(WITHIN)).ok()?;
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {here}\r\nOrigin: http://{here}\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            self.cookie,
            body.len()
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        answer.contains("\r\n\r\n").then_some(answer)
    }
}
