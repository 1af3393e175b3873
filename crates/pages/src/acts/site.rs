//! What a site's facilitator sends: answers and words to the roles of its own site, notes. Must not reach
//! another site's role: the host refuses that as well.

use super::step::Step;
use crate::form::Form;
use crate::pages::{Siting, site};
use crate::reads::counted;
use wardroom_core::exercise::{Command, LONGEST_NAME, LONGEST_TEXT, Speaker, Voice};
use wardroom_core::host::Asker;

/// What a form of a site's facilitator comes to.
pub(super) fn site(seen: &Siting, parts: &[&str], form: &Form) -> Step {
    match parts {
        ["site", "said", number] => {
            counted(number).map_or(Step::Nowhere, |it| answer(seen, it, form))
        }
        ["site", "say"] => say(seen, form),
        ["site", "notes"] => note(seen, form),
        _ => Step::Nowhere,
    }
}

fn answer(seen: &Siting, number: usize, form: &Form) -> Step {
    let Some(it) = site::asked::answerable(seen, number) else {
        return Step::Nowhere;
    };
    let by = match &it.with {
        Speaker::Somebody(who) => Voice::Somebody(who.clone()),
        _ => Voice::Facilitator,
    };
    told(seen, by, &it.role, form)
}

fn say(seen: &Siting, form: &Form) -> Step {
    let by = match form.text("as", LONGEST_NAME).replace('\n', " ") {
        who if who.is_empty() => Voice::Facilitator,
        who => Voice::Somebody(who),
    };
    told(seen, by, form.field("role"), form)
}

/// A role of the site is told something.
fn told(seen: &Siting, by: Voice, role: &str, form: &Form) -> Step {
    let own = seen.shown.chairs.iter().filter(|it| it.of == seen.of);
    let Some(chair) = own.clone().find(|it| it.id == role) else {
        return Step::Nowhere;
    };
    let text = form.text("text", LONGEST_TEXT);
    if text.is_empty() {
        return Step::refuse("Nothing was written.");
    }
    let to = Voice::Role(chair.role);
    let command = Command::Say { by, to, text };
    Step::enter(Asker::Site(seen.of), command, "/site/asked")
}

fn note(seen: &Siting, form: &Form) -> Step {
    let text = form.text("text", LONGEST_TEXT);
    if text.is_empty() {
        return Step::refuse("Nothing was written.");
    }
    let command = Command::Note {
        by: seen.by(),
        text,
        task: None,
        rating: None,
        inject: None,
    };
    Step::enter(Asker::Site(seen.of), command, "/site/notes")
}
