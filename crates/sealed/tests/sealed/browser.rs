//! A sealed page in a real browser, opened from disk: words are typed, a decision is answered, the file is saved.

use crate::chromium::{Chromium, found};
use crate::scenarios::scenario;
use serde_json::json;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use wardroom_core::exercise::{Command, Event, What as Happened};
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_sealed::{Codes, Entry, ITERATIONS, What, of_file, pack, plan, read};

/// A role with a message and a decision, those two, and something that is for others.
struct Case {
    scenario: Arc<Scenario>,
    role: RoleId,
    message: Entry,
    question: Entry,
    others: Entry,
}

fn case() -> Case {
    let scenario = scenario("clean-but-dark");
    let entries = plan(&scenario, 2).expect("a plan");
    for at in 0..scenario.roles.len() {
        let role = RoleId::from(at);
        let find = |wanted: &dyn Fn(&Entry) -> bool| entries.iter().find(|it| wanted(it)).cloned();
        let mine = |it: &Entry| it.to.contains(&role);
        let message = find(&|it| mine(it) && matches!(it.what, What::Message(_)));
        let question = find(&|it| mine(it) && matches!(it.what, What::Question(_)));
        let others = find(&|it| !mine(it) && !it.phrase.is_empty());
        if let (Some(message), Some(question), Some(others)) = (message, question, others) {
            return Case {
                scenario,
                role,
                message,
                question,
                others,
            };
        }
    }
    panic!("no role has a message and a decision");
}

/// Types words and sends them.
fn typed(browser: &mut Chromium, phrase: &str) {
    let phrase = json!(phrase);
    browser.value(&format!(
        "(function () {{ var f = document.getElementById('phrase'); f.focus(); f.value = {phrase}; document.getElementById('open').requestSubmit(); return true; }})()"
    ));
}

fn says(browser: &mut Chromium, words: &str) -> Duration {
    let words = json!(words);
    browser.until(&format!(
        "document.getElementById('said').textContent.includes({words})"
    ))
}

const SIZES: [(&str, (u32, u32)); 2] = [("phone", (390, 844)), ("laptop", (1366, 768))];

fn pictures(browser: &mut Chromium, state: &str) {
    for (device, size) in SIZES {
        for ground in ["light", "dark"] {
            browser.looks(size, ground, 100);
            browser.picture(&format!("{state}-{device}-{ground}"));
        }
    }
    browser.looks((390, 844), "light", 200);
    browser.picture(&format!("{state}-phone-text-200"));
    browser.looks((390, 844), "light", 100);
}

/// Nothing runs out of the page, and everything that is pressed is large enough.
fn fits(browser: &mut Chromium, state: &str) {
    for text in [100, 200] {
        for width in [320, 390, 1366] {
            browser.looks((width, 800), "light", text);
            let out = browser.value("document.documentElement.scrollWidth - innerWidth");
            assert!(
                out.as_i64().is_some_and(|it| it <= 0),
                "{state}, {width} at {text}%: {out} too wide"
            );
            let small = browser.value(
                "[].filter.call(document.querySelectorAll('button, summary, textarea, input'), function (it) { \
                   var box = /radio|checkbox/.test(it.type) ? it.closest('.opt, .scale > span, label') : it; \
                   var size = box.getBoundingClientRect(); return size.width > 0 && (size.height < 44 || size.width < 44); \
                 }).map(function (it) { return it.outerHTML.slice(0, 80); })",
            );
            assert_eq!(small, json!([]), "{state}, {width} at {text}%");
        }
    }
    browser.looks((390, 844), "light", 100);
}

#[test]
fn a_sealed_page_opens_from_disk_with_its_words_and_hands_back_answers() {
    let Some(program) = found() else {
        eprintln!("skipped: there is no Chromium here");
        return;
    };
    let case = case();
    let entries = [
        case.message.clone(),
        case.question.clone(),
        case.others.clone(),
    ];
    let made = pack(&case.scenario, &entries, ITERATIONS).expect("a pack");
    let id = &case.scenario.roles[case.role.at()].id;
    let folder = tempfile::tempdir().expect("a folder");
    let file: PathBuf = folder.path().join(format!("{id}.html"));
    fs::write(&file, &made.pages[case.role.at()].html).expect("a file");

    let mut browser = Chromium::start(&program);
    browser.open(&file);
    assert_eq!(
        browser.value("isSecureContext && !!crypto.subtle"),
        json!(true)
    );
    assert_eq!(
        browser.value("document.getElementById('old').hidden"),
        json!(true)
    );
    pictures(&mut browser, "1-new");
    fits(&mut browser, "new");

    // Wrong words, words that are none, another role's words: nothing opens, and the page says what to do.
    typed(&mut browser, "tiger");
    says(&mut browser, "reads out 2 words");
    typed(&mut browser, "xylophon tiger");
    says(&mut browser, "none of the words");
    typed(&mut browser, &case.others.phrase);
    let slow = says(&mut browser, "opens nothing here");
    pictures(&mut browser, "2-nothing");
    assert_eq!(
        browser.value("document.querySelectorAll('#cards article').length"),
        json!(0)
    );
    eprintln!("the slow step took {} ms in the browser", slow.as_millis());
    assert!(slow < Duration::from_secs(10), "{slow:?}");

    // The first four letters are enough.
    let beginnings: Vec<&str> = case
        .message
        .phrase
        .split(' ')
        .map(|it| &it[..it.len().min(4)])
        .collect();
    typed(&mut browser, &beginnings.join(" ").to_uppercase());
    says(&mut browser, "Opened.");
    let What::Message(inject) = case.message.what else {
        panic!("a message");
    };
    let inject = &case.scenario.injects[inject.at()];
    let shown = browser.value("document.querySelector('#cards article').textContent");
    let shown = shown.as_str().expect("text");
    for line in inject
        .text
        .lines()
        .map(str::trim)
        .filter(|it| !it.is_empty())
    {
        assert!(shown.contains(line), "{line} is not in {shown}");
    }
    assert!(shown.contains(&inject.from) && !shown.contains(&inject.title));
    typed(&mut browser, &case.message.phrase);
    says(&mut browser, "open already");

    // A decision, answered.
    typed(&mut browser, &case.question.phrase);
    says(&mut browser, "Opened.");
    browser.value("document.querySelectorAll('#cards .opt input')[1].click(), document.querySelectorAll('#cards .scale input')[3].click(), true");
    browser.value("(function () { var w = document.querySelector('#cards textarea'); w.value = 'Bloods first.'; w.dispatchEvent(new Event('input', { bubbles: true })); return true; })()");
    let What::Question(prompt) = case.question.what else {
        panic!("a decision");
    };
    let codes = Codes::of(&case.scenario).expect("codes");
    let code = codes.code(prompt, case.role, 1, 4).expect("a code");
    assert_eq!(
        browser.value("document.querySelector('#cards .code').textContent"),
        json!(code)
    );
    pictures(&mut browser, "3-answered");
    fits(&mut browser, "answered");

    // A report and a note, and what a reload leaves of it all.
    browser.value("(function () { document.getElementById('kind').value = 'Ransomware.'; document.getElementById('locked').value = '12'; document.getElementById('report').requestSubmit(); document.getElementById('text').value = 'I rang the blood bank.'; document.getElementById('note').requestSubmit(); return true; })()");
    browser.ask("Page.reload", json!({}));
    browser.until("document.querySelectorAll('#cards article').length === 2");
    browser.until("document.getElementById('kept').textContent === '1 answer, 1 report, 1 note.'");
    assert_eq!(
        browser.value("document.querySelector('#cards textarea').value"),
        json!("Bloods first.")
    );

    // The file.
    browser.value("document.getElementById('save').click(), true");
    let saved = browser.downloads().join(format!("answers-{id}.json"));
    for _ in 0..500 {
        if saved.is_file() {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let bytes = fs::read(&saved).expect("a file was saved");
    let copied = browser.value("document.getElementById('whole').value");
    assert_eq!(copied.as_str().map(str::as_bytes), Some(&bytes[..]));
    let answers = read(&case.scenario, &bytes).expect("answers");
    assert_eq!(answers.by, case.role);
    let asked = Event {
        at_secs: 60,
        what: Happened::Asked {
            prompt: case.scenario.prompts[prompt.at()].id.clone(),
        },
    };
    let landed = of_file(&case.scenario, &[asked], &answers);
    assert_eq!((landed.commands.len(), landed.refused.len()), (3, 0));
    assert!(
        matches!(&landed.commands[0], Command::Lean { option: 1, confidence: 4, because, .. } if because == "Bloods first.")
    );
    browser.value(
        "document.querySelectorAll('details').forEach(function (it) { it.open = true; }), true",
    );
    pictures(&mut browser, "4-all");
    fits(&mut browser, "all");

    // Forgotten: nothing is left of it.
    browser.value("document.getElementById('forget').click(), document.getElementById('really').click(), true");
    browser.until("document.readyState === 'complete' && document.querySelectorAll('#cards article').length === 0 && document.getElementById('kept').textContent === 'Nothing to hand in yet.'");
    assert_eq!(browser.value("localStorage.length"), json!(0));

    let elsewhere: Vec<&String> = browser
        .asked
        .iter()
        .filter(|it| {
            !["file://", "data:font/woff2", "blob:", "about:"]
                .iter()
                .any(|way| it.starts_with(way))
        })
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    assert!(browser.complaints.is_empty(), "{:?}", browser.complaints);
}
