//! `wardroom serve` as a process: what it prints, and what the facilitator types. Must not know a browser.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long it may take to say something.
const SAID_WITHIN: Duration = Duration::from_secs(60);

/// An exercise that is served, and whoever types.
pub struct Served {
    child: Child,
    typed: Option<ChildStdin>,
    said: Arc<Mutex<Vec<String>>>,
    /// How much of what was said was looked at.
    seen: usize,
    folder: TempDir,
    /// What addresses begin with.
    pub origin: String,
    /// Codes of players, evaluators, screens and site facilitators.
    pub codes: [String; 4],
}

/// The program, with a key of the tests' own.
fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wardroom"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.env(
        "WARDROOM_KEY",
        std::env::temp_dir().join("wardroom-tests-key"),
    );
    command
}

impl Served {
    /// Serves a scenario of the repository at a free port of this machine.
    pub fn start(scenario: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let file = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("scenarios")
            .join(scenario);
        let mut child = program()
            .arg("serve")
            .arg(file)
            .args([
                "--address",
                "127.0.0.1",
                "--port",
                "0",
                "--seed",
                "12",
                "-o",
            ])
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let typed = child.stdin.take();
        let out = child.stderr.take().unwrap();
        let said = Arc::new(Mutex::new(Vec::new()));
        let hears = said.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                hears.lock().unwrap().push(line);
            }
        });
        let mut served = Self {
            child,
            typed,
            said,
            seen: 0,
            folder,
            origin: String::new(),
            codes: [const { String::new() }; 4],
        };
        let joins = served.hears("People join at");
        served.origin = joins.split_whitespace().last().unwrap().to_owned();
        for (at, who) in ["Players", "Evaluators", "Screens", "Site facilitators"]
            .into_iter()
            .enumerate()
        {
            let line = served.hears(who);
            served.codes[at] = line.trim().trim_start_matches(who).replace(' ', "");
        }
        served
    }

    /// Waits for a line with these words, among those that were not looked at.
    pub fn hears(&mut self, words: &str) -> String {
        let began = Instant::now();
        while began.elapsed() < SAID_WITHIN {
            let said = self.said.lock().unwrap();
            let found = said[self.seen..].iter().position(|it| it.contains(words));
            if let Some(at) = found {
                let line = said[self.seen + at].clone();
                self.seen += at + 1;
                return line;
            }
            drop(said);
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("nobody said “{words}”: {:#?}", self.said.lock().unwrap());
    }

    /// Types a line.
    pub fn types(&mut self, line: &str) {
        let typed = self.typed.as_mut().unwrap();
        writeln!(typed, "{line}").unwrap();
        typed.flush().unwrap();
    }

    /// Stops it, and gives where the record lies.
    pub fn stop(&mut self) -> PathBuf {
        self.types("stop");
        self.hears("The record is");
        let ended = self.child.wait().unwrap();
        assert!(ended.success(), "{ended}");
        self.folder.path().join("record.jsonl")
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// Runs the program on a record, and gives what it says.
pub fn wardroom(subcommand: &str, record: &Path) -> (bool, String) {
    let ran = program().arg(subcommand).arg(record).output().unwrap();
    let both = [ran.stdout, ran.stderr].concat();
    (
        ran.status.success(),
        String::from_utf8_lossy(&both).into_owned(),
    )
}
