//! A browser that is driven through the two pipes of its DevTools protocol. Must not know what is tested.

use serde_json::{Value, json};
use std::fs::{self, File, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::time::{Duration, Instant};

/// Seconds after which a browser is ended, whatever it does.
const LONGEST_SECS: &str = "240";

/// Where a browser is; none, if none has to be there.
pub fn found() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found = std::env::split_paths(&path)
        .flat_map(|folder| names.map(|name| folder.join(name)))
        .find(|it| it.is_file());
    let needed = std::env::var_os("WARDROOM_NEEDS_CHROMIUM").is_some();
    assert!(found.is_some() || !needed, "there is no Chromium");
    found
}

/// A browser with one page.
pub struct Chromium {
    child: Child,
    to: File,
    from: BufReader<File>,
    next: u64,
    session: String,
    /// Every address that the page asked for.
    pub asked: Vec<String>,
    /// What the browser complained of.
    pub complaints: Vec<String>,
    folder: tempfile::TempDir,
}

impl Chromium {
    /// Starts a browser.
    pub fn start(program: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let (to, from) = (at("to"), at("from"));
        let made = Command::new("mkfifo").args([&to, &from]).status();
        assert!(made.expect("mkfifo").success());
        let child = Command::new("sh")
            .arg("-c")
            .arg("exec timeout -k 5 \"$1\" \"$2\" --headless --no-sandbox --disable-gpu --no-first-run --disable-dev-shm-usage --remote-debugging-pipe --user-data-dir=\"$3\" about:blank 3<\"$4\" 4>\"$5\" 2>/dev/null")
            .args(["sh", LONGEST_SECS])
            .args([program, &at("profile"), &to, &from])
            .spawn()
            .expect("a shell");
        let to = OpenOptions::new()
            .read(true)
            .write(true)
            .open(to)
            .expect("a pipe");
        let from = BufReader::new(File::open(from).expect("a pipe"));
        let mut started = Self {
            child,
            to,
            from,
            next: 0,
            session: String::new(),
            asked: Vec::new(),
            complaints: Vec::new(),
            folder,
        };
        let page = started.ask("Target.createTarget", json!({"url": "about:blank"}));
        let attach = json!({"targetId": page["targetId"], "flatten": true});
        let session = started.ask("Target.attachToTarget", attach);
        started.session = session["sessionId"].as_str().expect("a session").to_owned();
        for domain in ["Page", "Runtime", "Network", "Log"] {
            started.ask(&format!("{domain}.enable"), json!({}));
        }
        let downloads = started.downloads();
        started.ask(
            "Browser.setDownloadBehavior",
            json!({"behavior": "allow", "downloadPath": downloads}),
        );
        started
    }

    /// Where files are saved.
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("saved")
    }

    /// Asks the browser for something.
    pub fn ask(&mut self, method: &str, parameters: Value) -> Value {
        let came = self.tried(method, parameters);
        came.unwrap_or_else(|why| panic!("{method}: {why}"))
    }

    /// The same; why the browser does not do it, in its words, if it doesn't.
    fn tried(&mut self, method: &str, parameters: Value) -> Result<Value, String> {
        self.next += 1;
        let id = self.next;
        let mut request = json!({"id": id, "method": method, "params": parameters});
        if !self.session.is_empty() {
            request["sessionId"] = json!(self.session);
        }
        let mut bytes = request.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).expect("the browser listens");
        loop {
            let mut message = Vec::new();
            self.from
                .read_until(0, &mut message)
                .expect("the browser answers");
            assert_eq!(message.pop(), Some(0), "the browser has gone: {method}");
            let message: Value = serde_json::from_slice(&message).expect("JSON");
            if message["id"] == json!(id) {
                return match message.get("error") {
                    Some(error) => Err(error["message"].to_string()),
                    None => Ok(message["result"].clone()),
                };
            }
            self.heard(&message);
        }
    }

    fn heard(&mut self, message: &Value) {
        let parameters = &message["params"];
        match message["method"].as_str() {
            Some("Network.requestWillBeSent") => {
                let url = parameters["request"]["url"].as_str().unwrap_or_default();
                self.asked.push(url.to_owned());
            }
            Some("Log.entryAdded") => self
                .complaints
                .push(parameters["entry"]["text"].to_string()),
            Some("Runtime.exceptionThrown") => {
                self.complaints
                    .push(parameters["exceptionDetails"].to_string());
            }
            _ => {}
        }
    }

    /// Opens a file from disk.
    pub fn open(&mut self, file: &Path) {
        let url = format!("file://{}", file.display());
        self.ask("Page.navigate", json!({"url": url}));
        self.until("document.readyState === 'complete' && location.protocol === 'file:'");
    }

    /// What an expression comes to in the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let came = self.ask("Runtime.evaluate", evaluated(expression));
        assert!(
            came.get("exceptionDetails").is_none(),
            "{expression}: {came}"
        );
        came["result"]["value"].clone()
    }

    /// Waits until an expression is true; returns for how long.
    pub fn until(&mut self, expression: &str) -> Duration {
        let began = Instant::now();
        loop {
            // A page that is being loaded anew meanwhile says nothing yet.
            let came = self.tried("Runtime.evaluate", evaluated(expression));
            match came {
                Ok(came) if came["result"]["value"] == json!(true) => break,
                Ok(came) => assert!(came.get("exceptionDetails").is_none(), "{came}"),
                Err(why) => assert!(why.contains("navigated"), "{expression}: {why}"),
            }
            assert!(
                began.elapsed() < Duration::from_secs(60),
                "never: {expression}"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
        began.elapsed()
    }

    /// A size of the window, in CSS pixels, a ground and a size of text in hundredths.
    pub fn looks(&mut self, size: (u32, u32), ground: &str, text: u32) {
        let (width, height) = size;
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}),
        );
        let scheme = json!({"features": [{"name": "prefers-color-scheme", "value": ground}]});
        self.ask("Emulation.setEmulatedMedia", scheme);
        self.value(&format!(
            "document.documentElement.style.setProperty('font-size', '{text}%'), true"
        ));
    }

    /// A picture of the whole page, if pictures are wanted: `WARDROOM_PICTURES` names their folder.
    pub fn picture(&mut self, name: &str) {
        use base64::Engine as _;
        let Some(folder) = std::env::var_os("WARDROOM_PICTURES").map(PathBuf::from) else {
            return;
        };
        let shot = self.ask(
            "Page.captureScreenshot",
            json!({"format": "png", "captureBeyondViewport": true}),
        );
        let png = base64::engine::general_purpose::STANDARD
            .decode(shot["data"].as_str().expect("a picture"));
        fs::write(folder.join(format!("{name}.png")), png.expect("a picture")).expect("a file");
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

/// How the page is asked what an expression comes to.
fn evaluated(expression: &str) -> Value {
    json!({"expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true})
}
