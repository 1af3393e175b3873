//! Chromium's own protocol, spoken through a pipe: commands and their answers, one after the other, and what
//! pages complained of meanwhile. Must not know a page.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// How long a command may take on a machine that has much else to do.
const ANSWERED_WITHIN: Duration = Duration::from_secs(60);

/// Chromium takes its commands from descriptor 3 and answers on 4.
const HANDED_ON: &str = r#"exec 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null; exec "$0" "$@""#;

type Waiting = Arc<Mutex<BTreeMap<u64, Sender<Result<Value, String>>>>>;

/// What a page complained of: errors of its script, what its policy forbade. By the session of the page.
type Complaints = Arc<Mutex<Vec<(String, String)>>>;

/// A line to a Chromium of its own.
pub struct Pipe {
    chromium: Child,
    commands: ChildStdin,
    waiting: Waiting,
    complaints: Complaints,
    last: u64,
}

impl Pipe {
    /// Starts it; why not, where that fails.
    pub fn start(program: &str, arguments: &[String]) -> Result<Self, String> {
        let mut chromium = Command::new("sh")
            .args(["-c", HANDED_ON, program])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("{program} does not start: {error}"))?;
        let commands = chromium.stdin.take().ok_or("no way in")?;
        let answers = chromium.stdout.take().ok_or("no way out")?;
        let waiting = Waiting::default();
        let complaints = Complaints::default();
        let (takes, hears) = (waiting.clone(), complaints.clone());
        std::thread::spawn(move || {
            let parts = BufReader::new(answers).split(0).map_while(Result::ok);
            for part in parts {
                if let Ok(message) = serde_json::from_slice(&part) {
                    take(&message, &takes, &hears);
                }
            }
            // Whoever waits is told that nothing more comes.
            takes.lock().unwrap().clear();
        });
        Ok(Self {
            chromium,
            commands,
            waiting,
            complaints,
            last: 0,
        })
    }

    /// Sends a command to a page (or to Chromium, if `session` is empty), and does not wait.
    pub fn send(
        &mut self,
        session: &str,
        method: &str,
        params: Value,
    ) -> Receiver<Result<Value, String>> {
        self.last += 1;
        let mut message = json!({ "id": self.last, "method": method, "params": params });
        if !session.is_empty() {
            message["sessionId"] = session.into();
        }
        let (answer, wait) = channel();
        self.waiting.lock().unwrap().insert(self.last, answer);
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        // One that has gone answers nothing, and that is said.
        let _gone = self.commands.write_all(&bytes);
        let _gone = self.commands.flush();
        wait
    }

    /// Sends a command, and waits for what it gives.
    pub fn ask(&mut self, session: &str, method: &str, params: Value) -> Result<Value, String> {
        let wait = self.send(session, method, params);
        match wait.recv_timeout(ANSWERED_WITHIN) {
            Ok(answer) => answer.map_err(|why| format!("{method}: {why}")),
            Err(why) => Err(format!("{method}: {why}")),
        }
    }

    /// What pages complained of until now.
    pub fn complaints(&self) -> Vec<(String, String)> {
        self.complaints.lock().unwrap().clone()
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        drop(self.send("", "Browser.close", json!({})));
        for _ in 0..100 {
            if matches!(self.chromium.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let _gone = self.chromium.kill();
        let _gone = self.chromium.wait();
    }
}

/// Hands an answer to whoever waits, and notes a complaint.
fn take(message: &Value, waiting: &Waiting, complaints: &Complaints) {
    if let Some(id) = message["id"].as_u64() {
        let Some(waits) = waiting.lock().unwrap().remove(&id) else {
            return;
        };
        let answer = match message["error"].as_object() {
            Some(error) => Err(format!("{error:?}")),
            None => Ok(message["result"].clone()),
        };
        let _gone = waits.send(answer);
        return;
    }
    let params = &message["params"];
    let said = match message["method"].as_str() {
        Some("Runtime.exceptionThrown") => params["exceptionDetails"].to_string(),
        Some("Log.entryAdded") if params["entry"]["level"] == "error" => {
            format!("{} {}", params["entry"]["text"], params["entry"]["url"])
        }
        _ => return,
    };
    let session = message["sessionId"].as_str().unwrap_or_default().to_owned();
    complaints.lock().unwrap().push((session, said));
}
