//! Eight browsers play *Clean but dark* from join to debrief, among reloads, sleep and lost networks, and one more
//! walks it without a script. Eight contexts of one Chromium: each has cookies and a memory of its own.

use crate::chromium::{Chromium, Page};
use crate::looks::{LAPTOP, PHONE};
use crate::served::{Served, wardroom};
use serde_json::json;
use std::time::Duration;

/// The players, the first with somebody beside them, one without a name.
const PLAYERS: [(&str, &str); 6] = [
    ("it-manager", "Aisha"),
    ("on-call-exec", "Dev"),
    ("eprr-lead", "Ben"),
    ("site-manager", "Cora"),
    ("ed-consultant", ""),
    ("comms-lead", "Finn"),
];

/// The seed of what goes wrong with devices, and when.
const SEED: u64 = 18;

/// What goes wrong with a device.
#[derive(Clone, Copy, Debug)]
enum Trouble {
    Reload,
    Sleep,
    NoNetwork,
    OtherTab,
}

const TROUBLES: [Trouble; 4] = [
    Trouble::Reload,
    Trouble::Sleep,
    Trouble::NoNetwork,
    Trouble::OtherTab,
];

/// An exercise under way, with all who take part.
struct Room {
    chromium: Chromium,
    served: Served,
    /// Players in their order, the evaluator, the room's screen.
    devices: Vec<Page>,
    secrets: Vec<String>,
    /// Minutes of the day at which the exercise stands.
    mins: u32,
    luck: u64,
    /// What was acknowledged, and in how many commands it must be on record.
    sent: Vec<(String, usize)>,
}

impl Room {
    fn role(&self, role: &str) -> &Page {
        let at = PLAYERS.iter().position(|(it, _)| *it == role).unwrap();
        &self.devices[at]
    }

    fn go(&self, page: &Page, path: &str) {
        page.go(&format!("{}{path}", self.served.origin));
    }

    /// Lets time jump, and gives how it is shown then.
    fn jump(&mut self, mins: u32) -> String {
        self.mins = mins;
        let time = format!("{:02}:{:02}", mins / 60, mins % 60);
        self.served.types(&format!("jump Fri {time}"));
        time
    }

    fn drawn(&mut self, below: usize) -> usize {
        // xorshift64
        self.luck ^= self.luck << 13;
        self.luck ^= self.luck >> 7;
        self.luck ^= self.luck << 17;
        (self.luck % below as u64) as usize
    }

    /// Words nobody else writes: they stand in the record once, if they were acknowledged.
    fn words(&mut self, about: &str) -> String {
        let words = format!("{about} (line {})", self.sent.len() + 1);
        self.sent.push((words.clone(), 1));
        words
    }

    /// Something goes wrong with a device while a minute passes: then it shows that minute, as who it was.
    fn trouble(&mut self, device: usize, trouble: Trouble) {
        let before = self.devices[device].eval("location.pathname");
        match trouble {
            Trouble::Reload | Trouble::OtherTab => {}
            Trouble::Sleep => self.devices[device].asleep(true),
            Trouble::NoNetwork => {
                self.devices[device].offline(true);
                self.devices[device].until(
                    "it says that the connection is lost",
                    "!document.getElementById('lost').hidden",
                );
            }
        }
        let time = self.jump(self.mins + 1);
        let reference = &self.devices[(device + 1) % self.devices.len()];
        let shows = format!("document.getElementById('time').textContent.includes('{time}')");
        reference.until("another shows the minute", &shows);
        let page = &self.devices[device];
        match trouble {
            Trouble::Reload => page.reload(),
            Trouble::Sleep => page.asleep(false),
            Trouble::NoNetwork => page.offline(false),
            Trouble::OtherTab => {
                let tab = self.chromium.tab("another tab", page);
                tab.go(&format!(
                    "{}{}",
                    self.served.origin,
                    before.as_str().unwrap()
                ));
                tab.until("the other tab shows the minute", &shows);
                assert_eq!(tab.cookie(), self.secrets[device], "{trouble:?}");
                tab.close();
            }
        }
        page.until(
            &format!("after {trouble:?} it shows the newest minute"),
            &shows,
        );
        page.until(
            "no banner is left",
            "document.getElementById('lost').hidden && document.getElementById('asleep').hidden",
        );
        assert_eq!(
            page.eval("location.pathname"),
            before,
            "{}: {trouble:?}",
            page.name
        );
        assert_eq!(
            page.cookie(),
            self.secrets[device],
            "{}: {trouble:?}",
            page.name
        );
        if let Some((role, name)) = PLAYERS.get(device) {
            let title = page.eval("document.querySelector('.me .strong').textContent");
            assert!(!title.as_str().unwrap().is_empty(), "{role}");
            assert!(page.has(name), "{role} is {name} still");
        }
    }

    /// Something goes wrong with so many devices, drawn by lot.
    fn troubles(&mut self, count: usize) {
        for _ in 0..count {
            let (device, trouble) = (self.drawn(self.devices.len()), self.drawn(TROUBLES.len()));
            self.trouble(device, TROUBLES[trouble]);
        }
    }

    /// A role says to another, the facilitator among them; both have it then.
    fn talk(&mut self, from: &str, to: &str, about: &str) {
        let words = self.words(about);
        let page = self.role(from);
        self.go(page, &format!("/talk/{to}"));
        page.write("#text", &words);
        page.touch("main form button");
        page.shows(&words);
        if let Some(at) = PLAYERS.iter().position(|(it, _)| *it == to) {
            let other = &self.devices[at];
            // Whoever looks at the talk already has it there; to others the menu says so.
            let told = format!(
                "!!document.querySelector('#menu [href=\"/ask\"] .n') || document.body.innerText.includes({})",
                json!(words)
            );
            other.until("it is told that something was said", &told);
            self.go(other, &format!("/talk/{from}"));
            other.shows(&words);
        }
    }

    /// A role answers a question of its own.
    fn lean(&mut self, role: &str, question: usize, option: usize, about: &str) {
        let words = self.words(about);
        let page = self.role(role);
        self.go(page, &format!("/q/{question}"));
        page.touch(&format!("#o{option}"));
        page.write("#because", &words);
        page.touch("#sure-4");
        page.touch("main form button");
        page.shows("You answered at");
    }
}

#[test]
fn eight_browsers_play_clean_but_dark_from_join_to_debrief() {
    let Some(chromium) = crate::chromium() else {
        return;
    };
    let mut room = joined(chromium);
    let plain = without_script(&room);
    begins(&mut room);
    decides(&mut room);
    acts(&mut room);
    watches(&mut room);
    writes_without_network(&mut room);
    walks_without_script(&mut room, &plain);
    every_trouble(&mut room);
    stops(&mut room);
    debriefs(&mut room);
    let secrets: Vec<String> = room.devices.iter().map(Page::cookie).collect();
    assert_eq!(secrets, room.secrets, "everybody is still who they were");
    for page in &room.devices {
        let wrong = page.complaints();
        assert!(wrong.is_empty(), "{}: {wrong:#?}", page.name);
    }
    recorded(&mut room);
}

/// Everybody comes in, by typing the code, by its address, and to a screen.
fn joined(chromium: Chromium) -> Room {
    let served = Served::start("clean-but-dark.ron");
    let [players, evaluators, screens, _] = served.codes.clone();
    let mut devices = Vec::new();
    for (at, (role, name)) in PLAYERS.iter().enumerate() {
        let page = chromium.device(role, &served.origin);
        page.seen_on(PHONE, at % 2 == 1);
        page.go(&served.origin);
        page.write("#code", &players.to_lowercase());
        page.press("main form button");
        page.shows("Choose your role");
        page.press(&format!("main .rows a[href$='/{role}']"));
        page.write("#name", name);
        page.write("#other", if at == 0 { "Tom" } else { "" });
        page.press("main form button");
        page.shows("You have your role");
        devices.push(page);
    }
    let evaluator = chromium.device("evaluator", &served.origin);
    evaluator.seen_on(PHONE, false);
    evaluator.go(&format!("{}/j/{evaluators}", served.origin));
    evaluator.write("#name", "Ruth");
    evaluator.press("main form button");
    devices.push(evaluator);
    let screen = chromium.device("room at another site", &served.origin);
    screen.seen_on(LAPTOP, true);
    screen.go(&format!("{}/j/{screens}", served.origin));
    screen.press("main form button");
    screen.shows("Join on your phone");
    devices.push(screen);
    let secrets: Vec<String> = devices.iter().map(Page::cookie).collect();
    let mut different = secrets.clone();
    different.sort();
    different.dedup();
    assert!(
        different.len() == 8 && !different.contains(&String::new()),
        "eight secrets"
    );
    devices[0].shows("6 of 10 roles");
    devices[0].shows("ED consultant in charge");
    Room {
        chromium,
        served,
        devices,
        secrets,
        mins: 14 * 60 + 30,
        luck: SEED,
        sent: Vec::new(),
    }
}

/// A device whose browser runs no script comes in.
fn without_script(room: &Room) -> Page {
    let page = room
        .chromium
        .device("without a script", &room.served.origin);
    page.seen_on(PHONE, false);
    page.ask(
        "Emulation.setScriptExecutionDisabled",
        json!({ "value": true }),
    );
    room.go(&page, &format!("/j/{}/pharmacist", room.served.codes[0]));
    page.press("main form button");
    page.shows("You have your role");
    page.shows("Look again");
    page
}

/// The clock runs: what comes is there by itself, on whom it is for and on nobody else.
fn begins(room: &mut Room) {
    room.served.types("speed 60");
    room.served.types("run");
    room.role("site-manager").shows("Kirsty Boyle");
    room.devices[7].shows("14:3");
    assert!(
        !room.role("comms-lead").has("Kirsty Boyle"),
        "a message to one"
    );
    room.served.types("pause");
    for page in &room.devices[..6] {
        page.shows("stands still");
    }
    let time = room.devices[0].eval("document.getElementById('time').textContent");
    let time = time.as_str().unwrap().trim_start_matches("Fri ").to_owned();
    let (hours, mins) = time.split_once(':').unwrap();
    room.mins = 60 * hours.parse::<u32>().unwrap() + mins.parse::<u32>().unwrap();
    assert!(room.mins < 14 * 60 + 48, "{time}");
    room.troubles(2);
    room.jump(14 * 60 + 51);
    room.served.types("discuss");
    room.role("eprr-lead").shows("put the phone down and talk");
    room.served.types("pause");
}

/// A question: four lean, one changes it, the room is shown how it leans, one decides.
fn decides(room: &mut Room) {
    room.role("on-call-exec")
        .shows("Is it an incident all the same?");
    room.lean("it-manager", 1, 2, "Nobody has looked yet.");
    room.lean("eprr-lead", 1, 0, "Switchboard wants a name now.");
    room.troubles(2);
    room.lean("on-call-exec", 1, 2, "I would wait.");
    let before = room.role("on-call-exec").eval("location.pathname");
    assert_eq!(before, json!("/q/1"));
    room.lean("on-call-exec", 1, 0, "I would not wait any more.");
    room.lean("site-manager", 1, 1, "The wards ask.");
    assert!(
        !room.role("it-manager").has("What the room leaned to"),
        "not before it is shown"
    );
    room.served.types("show 1");
    for role in ["it-manager", "eprr-lead", "on-call-exec", "site-manager"] {
        room.role(role).shows("What the room leaned to");
    }
    let because = room.words("One lead, one room, one log.");
    room.served
        .types(&format!("decide 1 1 on-call-exec {because}"));
    for role in ["it-manager", "eprr-lead", "on-call-exec", "site-manager"] {
        room.role(role).shows("Decided, question 1");
        room.role(role).shows(&because);
    }
    room.devices[7].shows("Business continuity incident");
    room.devices[7].shows("✓");
}

/// Cards, a report, asking, talk.
fn acts(room: &mut Room) {
    let because = room.words("What a port takes from patients, before anybody asks for one.");
    let doctor = room.role("ed-consultant");
    room.go(doctor, "/card/clinical-sign-off");
    doctor.write("#because", &because);
    doctor.touch("main form button");
    doctor.shows("Proposed by you");
    room.served.types("accept 1");
    // Once as a proposal, once as the card that was played.
    if let Some((_, commands)) = room.sent.last_mut() {
        *commands = 2;
    }
    room.role("ed-consultant").shows("● played");
    room.troubles(2);

    room.served.types("play on");
    let because = room.words("Every ward hears the same from us.");
    let page = room.role("comms-lead");
    room.go(page, "/card/tell-all-staff");
    page.shows("Play this card");
    page.write("#because", &because);
    page.touch("main form button");
    page.until("back at the cards", "location.pathname === '/cards'");

    let report = room.words("Business continuity incident, on rumour.");
    let page = room.role("it-manager");
    room.go(page, "/report");
    page.write("#major", &report);
    page.write("#exact", "St Osyth’s, the whole site.");
    page.write("#locked", "0");
    page.touch("main form button");
    page.shows("Your report has gone");

    let asked = room.words("Who do you put through to me?");
    let page = room.role("site-manager");
    room.go(page, "/ask");
    page.write("#text", &asked);
    page.eval("document.querySelector('#who').value = 'switchboard'; 0");
    page.touch("main form button");
    page.shows(&asked);
    let answer = room.words("Everybody who asks for the boss, dear.");
    room.served
        .types(&format!("answer site-manager Switchboard: {answer}"));
    room.role("site-manager").shows(&answer);

    room.talk(
        "ed-consultant",
        "it-manager",
        "Can I look at old scans if you pull N3?",
    );
    room.talk(
        "it-manager",
        "ed-consultant",
        "No, and ask me again before I do.",
    );
    room.talk(
        "comms-lead",
        "facilitator",
        "Is Radio Averdale one of yours?",
    );
    room.served.hears("Is Radio Averdale");
    assert!(
        !room.role("on-call-exec").has("old scans"),
        "what two say to each other"
    );

    // A call rings, and says nothing until it is answered.
    room.jump(15 * 60 + 6);
    let page = room.role("on-call-exec");
    room.go(page, "/now");
    page.shows("ringing");
    page.press("main .ring a.btn");
    page.shows("Let it ring");
    page.press("button[value=answer]");
    page.shows("Answered by you at");
}

/// The evaluator rates and notes, and reads what roles said to each other.
fn watches(room: &mut Room) {
    room.troubles(2);
    let seen = room.words("Named a lead within the minute.");
    let page = &room.devices[6];
    room.go(page, "/evaluate");
    page.write(".area input[name=text]", &seen);
    page.touch(".psmu [value=S]");
    page.touch("main .area button");
    page.until("the rating is kept", "document.querySelector('.psmu [value=S]').checked && !document.querySelector('.area input[name=text]').value");
    page.press("button[value=well]");
    let note = room.words("Nobody wrote down who asked for it.");
    let page = &room.devices[6];
    room.go(page, "/notes");
    page.write("#text", &note);
    page.touch("main form button");
    page.shows(&note);
    page.shows("Went well");
    page.shows("old scans");
}

/// What is written and sent without a network waits, and counts once; what is refused stays where it was written.
fn writes_without_network(room: &mut Room) {
    room.jump(15 * 60 + 9);
    let words = room.words("Only hearsay says e-mail.");
    let page = room.role("eprr-lead");
    room.go(page, "/q/2");
    page.shows("What do we do about e-mail?");
    page.touch("#o0");
    page.write("#because", &words);
    // A reload before anything was sent: it is still there.
    page.reload();
    page.until("what was written is still there", &format!("document.querySelector('#because').value === {} && document.querySelector('#o0').checked", json!(words)));
    // Not how sure they are: refused, and the words stay.
    page.touch("main form button");
    page.shows("Say how sure you are");
    page.until(
        "the words stay",
        &format!(
            "document.querySelector('#because').value === {}",
            json!(words)
        ),
    );
    page.touch("#sure-5");
    page.offline(true);
    page.until(
        "it says that the connection is lost",
        "!document.getElementById('lost').hidden",
    );
    page.touch("main form button");
    page.touch("main form button");
    std::thread::sleep(Duration::from_millis(300));
    page.offline(false);
    page.shows("You answered at");
    page.until(
        "no banner is left",
        "document.getElementById('lost').hidden",
    );
    room.served
        .types("decide 2 1 it-manager It stays on, and a second channel is opened.");
    room.role("eprr-lead").shows("Decided, question 2");
}

/// The same exercise without a script: links, forms and *Look again*.
fn walks_without_script(room: &mut Room, page: &Page) {
    room.jump(15 * 60 + 33);
    page.press("noscript a");
    page.shows("Waiting for you");
    page.press("#menu a[href='/messages']");
    page.press("main .rows a");
    if page.has("Let it ring") {
        page.press("button[value=answer]");
    }
    page.shows("What do you say?");
    let reply = room.words("Plug the day unit in again, please.");
    page.write("#text", &reply);
    page.press("main form button");
    page.shows(&reply);
    let said = room.words("Fourteen prescriptions for tomorrow are not printed.");
    room.go(page, "/talk/on-call-exec");
    page.write("#text", &said);
    page.press("main form button");
    page.shows(&said);
    let report = room.words("No incident in pharmacy.");
    room.go(page, "/report");
    page.write("#major", &report);
    page.press("main form button");
    page.shows("Your report has gone");
    room.go(page, "/role");
    page.press(".tick button");
    page.shows("1 of");
    room.go(page, "/cards");
    page.shows("Action cards");
}

/// Each trouble once to somebody, and one to everybody, in an order drawn by lot.
fn every_trouble(room: &mut Room) {
    let mut order: Vec<usize> = (0..room.devices.len()).collect();
    for at in (1..order.len()).rev() {
        let other = room.drawn(at + 1);
        order.swap(at, other);
    }
    for (at, device) in order.into_iter().enumerate() {
        room.trouble(device, TROUBLES[at % TROUBLES.len()]);
    }
}

/// Something real stops everybody, and the exercise goes on.
fn stops(room: &mut Room) {
    let page = room.role("comms-lead");
    room.go(page, "/no-duff");
    page.write("#text", "Somebody has fainted.");
    page.press(".stop");
    for page in &room.devices[..7] {
        page.shows("This is real. The exercise has stopped.");
        page.shows("Finn");
    }
    room.served.hears("NO DUFF");
    room.served.types("run");
    for page in &room.devices[..7] {
        page.until("the exercise goes on", "!!document.querySelector('.ex')");
    }
}

/// ENDEX on all, then what three say of it, one of them without a name.
fn debriefs(room: &mut Room) {
    room.served.types("end");
    for page in &room.devices {
        page.shows("ENDEX");
    }
    for (role, named) in [
        ("it-manager", true),
        ("ed-consultant", false),
        ("comms-lead", false),
    ] {
        let words = room.words("One sheet for all who ask.");
        let page = room.role(role);
        room.go(page, "/after/1");
        page.touch("[name^='s-'][value='4']");
        page.eval("document.querySelector('#group').selectedIndex = 1; 0");
        if named {
            page.touch("#with-name");
        }
        page.press("main form button");
        page.shows("What do you need?");
        page.touch("[name^='c-'][value='2']");
        page.touch("[name^='h-'][value='yes']");
        page.press("main form button");
        page.shows("In your words");
        page.write("#well", &words);
        page.press("main form button");
        page.shows("Thank you");
    }
}

/// The record is whole, and holds what was acknowledged once.
fn recorded(room: &mut Room) {
    let record = room.served.stop();
    let (whole, said) = wardroom("verify", &record);
    assert!(whole, "{said}");
    let text = std::fs::read_to_string(&record).unwrap();
    for (words, expected) in &room.sent {
        // Events that it led to hold it too: what was sent is the command.
        let escaped = serde_json::to_string(words).unwrap();
        let commands = text
            .lines()
            .filter(|it| it.contains("\"command\"") && it.contains(escaped.trim_matches('"')));
        assert_eq!(commands.count(), *expected, "“{words}” counts once");
    }
    println!(
        "{} things sent are on record once; {}",
        room.sent.len(),
        said.trim()
    );
}
