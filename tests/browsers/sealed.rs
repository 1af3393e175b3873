//! The sealed pages of an exercise without a network, opened from disk, before and after their words were typed:
//! looked at as every other page is.

use crate::chromium::{Chromium, Page};
use crate::looks::{Looks, PHONE};
use std::path::Path;
use std::sync::Arc;
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_sealed::{Entry, ITERATIONS, What, pack, plan};

/// What the facilitator reads out to one role: a message and a decision.
fn read_out(scenario: &Arc<Scenario>) -> (RoleId, [Entry; 2]) {
    let entries = plan(scenario, 2).unwrap();
    let all = (0..scenario.roles.len()).map(RoleId::from);
    let mut found = all.filter_map(|role| {
        let mine = entries.iter().filter(|it| it.to.contains(&role));
        let message = mine
            .clone()
            .find(|it| matches!(it.what, What::Message(_)))?;
        let question = mine
            .clone()
            .find(|it| matches!(it.what, What::Question(_)))?;
        Some((role, [message.clone(), question.clone()]))
    });
    found.next().unwrap()
}

/// A device without a network opens a file.
fn opens(chromium: &Chromium, file: &Path) -> Page {
    let page = chromium.device("without a network", "http://127.0.0.1:9");
    page.offline(true);
    page.seen_on(PHONE, false);
    page.go(&format!("file://{}", file.display()));
    page
}

/// Types the words, and sends them.
fn typed(page: &Page, phrase: &str) {
    page.write("#phrase", phrase);
    let cards = page.eval("document.querySelectorAll('#cards article').length");
    page.eval("document.getElementById('open').requestSubmit(); 0");
    page.until(
        "the words open something",
        &format!("document.querySelectorAll('#cards article').length > {cards}"),
    );
}

#[test]
fn a_sealed_page_can_be_read_and_pressed_by_everybody() {
    let Some(chromium) = crate::chromium() else {
        return;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("scenarios/friday-lunchtime.ron");
    let scenario = wardroom_files::scenario(&file).unwrap();
    let (role, entries) = read_out(&scenario);
    let made = pack(&scenario, &entries, ITERATIONS).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sealed.html");
    std::fs::write(&file, &made.pages[role.at()].html).unwrap();

    let mut looks = Looks::new();
    let page = opens(&chromium, &file);
    looks.at(&page, "15-sealed");
    for entry in &entries {
        typed(&page, &entry.phrase);
    }
    page.touch("#cards .opt input");
    page.touch("#cards .scale input");
    page.shows("Your code");
    looks.at(&page, "15-sealed-opened");
    // All that folds open, open: the report, the note, what can be copied.
    page.eval("document.querySelectorAll('details').forEach(it => { it.open = true; }); 0");
    page.touch("#forget");
    looks.at(&page, "15-sealed-all");
    for it in page.complaints() {
        looks.wrong(format!("{}: {it}", page.name));
    }
    looks.done();
}
