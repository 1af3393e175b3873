//! What is done to the window's own data before its picture is taken: played on to a minute, changed, filled in.
//! Must not take a picture.

use wardroom::window::{Author, Live, PendingInput, Review, Screen, Shell};
use wardroom_core::exercise::{Command, Speaker, Stance};
use wardroom_core::host::Ask;

/// Changes the author, if it is shown.
pub fn author(shell: &mut Shell, change: impl FnOnce(&mut Author)) {
    if let Screen::Author(author) = &mut shell.screen {
        change(author);
    }
}

/// People who answered: the same words in each picture.
pub fn answered(review: &mut Review) {
    let objectives: Vec<String> = review
        .seen
        .view
        .story()
        .objectives
        .iter()
        .map(|it| it.id.clone())
        .collect();
    let groups = [
        "Nurse",
        "Nurse",
        "Nurse",
        "Porter",
        "Doctor",
        "Ward clerk",
        "Executive",
    ];
    for (at, group) in groups.iter().enumerate() {
        let mark = |place: usize| ((at * 7 + place * 3) % 4 + 2) as u8;
        review.input.people.empty(&review.seen.view.observations);
        let mut answer = review.input.people.answer.clone();
        (*group).clone_into(&mut answer.group);
        for (place, (id, _)) in wardroom_core::exercise::STATEMENTS.iter().enumerate() {
            answer.agrees.insert((*id).to_owned(), mark(place));
        }
        for (place, id) in objectives.iter().enumerate() {
            answer.confidence.insert(id.clone(), mark(place + 1));
            if mark(place) < 4 {
                let element = wardroom_core::exercise::Element::ALL[(at + place) % 5];
                answer.support.insert(id.clone(), vec![element]);
            }
        }
        if at == 3 {
            "Nobody told the porters which wards were on paper. A runner's list at the lodge would do.".clone_into(&mut answer.change);
        }
        if at == 1 {
            "We went to paper early and the ward kept its drug rounds."
                .clone_into(&mut answer.well);
        }
        let command = wardroom_core::exercise::Command::Answer(Box::new(answer));
        review.write(vec![command]);
        review.settle();
    }
}

/// Changes the review, if it is shown, and waits for what it works out.
pub fn review(shell: &mut Shell, change: impl FnOnce(&mut Review)) {
    if let Screen::Review(review) = &mut shell.screen {
        change(review);
        review.wait();
    }
}

/// Changes the exercise that is under way.
pub fn live(shell: &mut Shell, change: impl FnOnce(&mut Live)) {
    if let Screen::Live(live) = &mut shell.screen {
        change(live);
    }
}

/// The place of a segment by its id.
pub fn segment(live: &Live, id: &str) -> Option<usize> {
    live.scenario().names.segments.get(id).map(|id| id.at())
}

/// Takes up a card by its id, aimed at the segment that is picked.
pub fn take_up(live: &mut Live, id: &str) {
    let scenario = live.scenario().clone();
    let card = scenario.names.cards.get(id).map(|id| id.at());
    live.input.cards.card = card;
    if let (Some(card), Some(segment)) = (card, live.input.picked) {
        let wanted = wardroom_core::scenario::Target::Segment(segment.into());
        live.input.cards.target = scenario
            .targets(scenario.cards[card].target)
            .iter()
            .position(|target| *target == wanted);
    }
}

/// Plays on to a minute since STARTEX, over so many real minutes that end now.
pub fn paced(shell: &mut Shell, until: u64, real_mins: u32) {
    live(shell, |live| {
        let from = live.seen.view.clock.secs / 60;
        let whole = (until - from).max(1) as f64;
        for minute in from..=until {
            let left = (until - minute) as f64 / whole * f64::from(real_mins);
            live.advance_ago(minute * 60, left as u32);
        }
        live.input = PendingInput::default();
        live.ask(Ask::Read(
            live.seen.view.team.messages.get(1).map(|it| it.source),
        ));
        live.wait();
    });
}

/// Says of the last decisions how they stand to the plan: follows what is most likely, and silent where nothing
/// is; of every fourth nothing.
pub fn cite(live: &mut Live) {
    let offered = live.seen.view.offered.clone();
    let open = offered.iter().skip(1).filter(|it| it.said.is_empty());
    for (at, of) in open.enumerate() {
        let stance = match of.suggested.first() {
            Some((clause, _)) if at % 5 == 4 => Stance::Against {
                clause: clause.clone(),
                because: "Nobody on the list could be reached, and the lists were running."
                    .to_owned(),
            },
            Some((clause, _)) => Stance::Follows {
                clause: clause.clone(),
            },
            None if at % 4 == 3 => continue,
            None => Stance::Silent,
        };
        live.command(Command::Cite {
            by: Speaker::Facilitator,
            of: of.entry,
            stance,
        });
    }
}

/// Plays on to a minute since STARTEX; the last message is read.
pub fn advance(shell: &mut Shell, mins: u64) {
    if let Screen::Live(live) = &mut shell.screen {
        live.advance(mins * 60);
        live.input = PendingInput::default();
        live.ask(Ask::Read(
            live.seen.view.team.messages.first().map(|it| it.source),
        ));
        live.wait();
    }
}
