//! A Chromium without a window, and pages in it, each as a device of its own: its cookies and what it keeps are
//! nobody else's. Must not know the exercise.

use crate::network::Network;
use crate::pipe::Pipe;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long something may take to become true.
const TRUE_WITHIN: Duration = Duration::from_secs(30);

/// Names under which Chromium is installed.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// A Chromium of its own. It is given up with the last of its pages.
pub struct Chromium {
    pipe: Rc<RefCell<Pipe>>,
    _profile: TempDir,
}

/// What a page is seen on.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    pub name: &'static str,
    pub width: u32,
    pub height: u32,
}

impl Chromium {
    /// Starts one; why not, where there is none.
    pub fn start() -> Result<Self, String> {
        let there = |name: &str| {
            let paths = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&paths).any(|it| it.join(name).is_file())
        };
        let Some(program) = NAMES.iter().find(|it| there(it) && cfg!(unix)) else {
            return Err("there is no Chromium here (Debian: chromium)".to_owned());
        };
        let profile = TempDir::new().map_err(|error| error.to_string())?;
        // Without its sandbox it starts as root and in a container too: it sees our own pages alone. Names
        // lead nowhere: what a page would ask of elsewhere fails, and is a complaint.
        let mut arguments: Vec<String> = [
            "--headless=new",
            "--no-sandbox",
            "--remote-debugging-pipe",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-gpu",
            "--hide-scrollbars",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-sync",
            "--disable-component-update",
            "--disable-background-networking",
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding",
            "--force-color-profile=srgb",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
        ]
        .map(str::to_owned)
        .to_vec();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let pipe = Pipe::start(program, &arguments)?;
        let chromium = Self {
            pipe: Rc::new(RefCell::new(pipe)),
            _profile: profile,
        };
        chromium
            .ask("", "Browser.getVersion", json!({}))
            .map_err(|why| format!("{program} does not start here: {why}"))?;
        Ok(chromium)
    }

    fn ask(&self, session: &str, method: &str, params: Value) -> Result<Value, String> {
        self.pipe.borrow_mut().ask(session, method, params)
    }

    /// A device of its own, with an empty page and a network that leads to an address.
    pub fn device(&self, name: &str, origin: &str) -> Page {
        let network = Network::to(origin.trim_start_matches("http://"));
        let context = self.ask(
            "",
            "Target.createBrowserContext",
            json!({ "proxyServer": network.address, "proxyBypassList": "<-loopback>" }),
        );
        let context = text(&context.unwrap()["browserContextId"]);
        self.page(name, context, Rc::new(network))
    }

    /// Another page on a device.
    pub fn tab(&self, name: &str, of: &Page) -> Page {
        self.page(name, of.context.clone(), of.network.clone())
    }

    fn page(&self, name: &str, context: String, network: Rc<Network>) -> Page {
        let made = json!({ "url": "about:blank", "browserContextId": context, "newWindow": true });
        let made = self.ask("", "Target.createTarget", made).unwrap();
        let attach = json!({ "targetId": made["targetId"], "flatten": true });
        let attached = self.ask("", "Target.attachToTarget", attach).unwrap();
        let page = Page {
            pipe: self.pipe.clone(),
            session: text(&attached["sessionId"]),
            target: text(&made["targetId"]),
            context,
            network,
            name: name.to_owned(),
        };
        for domain in ["Page", "Runtime", "Network", "Log"] {
            page.ask(&format!("{domain}.enable"), json!({}));
        }
        page
    }
}

/// A page on a device.
pub struct Page {
    pipe: Rc<RefCell<Pipe>>,
    session: String,
    target: String,
    context: String,
    network: Rc<Network>,
    /// Whose it is, for whoever reads why a test failed.
    pub name: String,
}

impl Page {
    /// A command of Chromium's protocol.
    pub fn ask(&self, method: &str, params: Value) -> Value {
        let asked = self.pipe.borrow_mut().ask(&self.session, method, params);
        asked.unwrap_or_else(|why| panic!("{}: {why}", self.name))
    }

    /// What an expression is worth; a promise is waited for.
    pub fn eval(&self, script: &str) -> Value {
        self.try_eval(script)
            .unwrap_or_else(|why| panic!("{}: {why}\nin: {script}", self.name))
    }

    /// The same, or why it has no worth: the page may be on its way elsewhere.
    pub fn try_eval(&self, script: &str) -> Result<Value, String> {
        let params = json!({ "expression": script, "awaitPromise": true, "returnByValue": true });
        let answer = self
            .pipe
            .borrow_mut()
            .ask(&self.session, "Runtime.evaluate", params)?;
        match &answer["exceptionDetails"] {
            Value::Null => Ok(answer["result"]["value"].clone()),
            thrown => Err(thrown.to_string()),
        }
    }

    /// Waits until an expression is true.
    pub fn until(&self, what: &str, script: &str) {
        let began = Instant::now();
        while began.elapsed() < TRUE_WITHIN {
            if self.try_eval(script).is_ok_and(|it| it == json!(true)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        let shown = self.try_eval("location.href + '\\n' + document.body.innerText");
        panic!(
            "{}: not within {TRUE_WITHIN:?}: {what}\n{shown:#?}",
            self.name
        );
    }

    /// Waits until words stand on the page, as they are read: whether in capitals or not.
    pub fn shows(&self, words: &str) {
        let words = json!(words.to_lowercase());
        self.until(
            &format!("shows {words}"),
            &format!("document.readyState === 'complete' && document.body.innerText.toLowerCase().includes({words})"),
        );
    }

    /// Whether words stand there now.
    pub fn has(&self, words: &str) -> bool {
        let words = json!(words.to_lowercase());
        self.eval(&format!(
            "document.body.innerText.toLowerCase().includes({words})"
        )) == json!(true)
    }

    /// Goes to an address, and waits until it is there.
    pub fn go(&self, address: &str) {
        let gone = self.ask("Page.navigate", json!({ "url": address }));
        assert_eq!(gone["errorText"], Value::Null, "{}: {address}", self.name);
        self.there();
    }

    /// Loads the page again.
    pub fn reload(&self) {
        let _going = self.try_eval("window.before = true");
        self.ask("Page.reload", json!({}));
        self.until(
            "the page is there again",
            "!window.before && document.readyState === 'complete'",
        );
    }

    fn there(&self) {
        self.until("the page is there", "document.readyState === 'complete'");
    }

    /// Presses what a selector finds, as a finger does, and waits for the page it leads to.
    pub fn press(&self, selector: &str) {
        let found = json!(selector);
        self.until(
            &format!("has {selector}"),
            &format!("!!document.querySelector({found})"),
        );
        self.eval(&format!(
            "window.before = true; document.querySelector({found}).click()"
        ));
        self.until(
            &format!("{selector} leads on"),
            "!window.before && document.readyState === 'complete'",
        );
    }

    /// Presses what leads nowhere.
    pub fn touch(&self, selector: &str) {
        let found = json!(selector);
        self.until(
            &format!("has {selector}"),
            &format!("!!document.querySelector({found})"),
        );
        self.eval(&format!("document.querySelector({found}).click()"));
    }

    /// Writes into a field, as somebody who types.
    pub fn write(&self, selector: &str, words: &str) {
        let (found, words) = (json!(selector), json!(words));
        self.until(
            &format!("has {selector}"),
            &format!("!!document.querySelector({found})"),
        );
        self.eval(&format!(
            "(() => {{ const it = document.querySelector({found}); it.focus(); it.value = {words};
               for (const kind of ['input', 'change']) it.dispatchEvent(new Event(kind, {{ bubbles: true }})); }})()"
        ));
    }

    /// Takes the network away, under open streams too, or gives it back.
    pub fn offline(&self, offline: bool) {
        self.network.cut(offline);
    }

    /// The device sleeps, or wakes.
    pub fn asleep(&self, asleep: bool) {
        let state = if asleep { "frozen" } else { "active" };
        self.ask("Page.setWebLifecycleState", json!({ "state": state }));
    }

    /// What the page is seen on, and on which ground.
    pub fn seen_on(&self, size: Size, dark: bool) {
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": size.width, "height": size.height, "deviceScaleFactor": 1, "mobile": false }),
        );
        let ground = if dark { "dark" } else { "light" };
        // Still, so that a picture is the same each time.
        self.ask(
            "Emulation.setEmulatedMedia",
            json!({ "features": [
                { "name": "prefers-color-scheme", "value": ground },
                { "name": "prefers-reduced-motion", "value": "reduce" },
            ] }),
        );
    }

    /// The page as a picture, PNG.
    pub fn picture(&self) -> Vec<u8> {
        let taken = self.ask("Page.captureScreenshot", json!({ "format": "png" }));
        from_base64(taken["data"].as_str().unwrap())
    }

    /// The secret of the device, as its cookie holds it.
    pub fn cookie(&self) -> String {
        let all = self.ask("Network.getCookies", json!({}));
        let all = all["cookies"].as_array().cloned().unwrap_or_default();
        let found = all.iter().find(|it| it["name"] == "wardroom");
        found.map(|it| text(&it["value"])).unwrap_or_default()
    }

    /// What it complained of so far, but for a network that was cut and what was refused on purpose. All that a
    /// page asks for goes to our server, which refuses what was meant for another with 421.
    pub fn complaints(&self) -> Vec<String> {
        let all = self.pipe.borrow().complaints();
        let own = all.into_iter().filter(|(of, _)| *of == self.session);
        let own = own.map(|(_, said)| said);
        let cut = |it: &String| it.contains("net::ERR_") && !it.contains("NAME_NOT");
        let refused = |it: &String| {
            ["403", "404", "409"]
                .iter()
                .any(|of| it.contains(&format!("status of {of}")))
        };
        own.filter(|it| !cut(it) && !refused(it)).collect()
    }

    /// Closes it; the device stays.
    pub fn close(self) {
        let close = json!({ "targetId": self.target });
        let closed = self.pipe.borrow_mut().ask("", "Target.closeTarget", close);
        closed.unwrap();
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn from_base64(text: &str) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for sign in text.bytes() {
        let Some(at) = SIGNS.iter().position(|it| *it == sign) else {
            break;
        };
        held = held << 6 | at as u32;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
            held &= (1 << bits) - 1;
        }
    }
    bytes
}
