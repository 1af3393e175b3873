//! What the room's screen shows when, and that it can be read from the back.

use crate::support::{live, live_mut, started_of};
use egui::epaint::Shape;
use egui_kittest::Harness;
use wardroom::window::{Shell, Shown, Staging};
use wardroom_core::exercise::Command;
use wardroom_core::host::Ask;
use wardroom_core::scenario::OrganisationId;
use wardroom_core::views::RoomView;

fn room(harness: &Harness<'static, Shell>) -> RoomView {
    live(harness).seen.rooms[&OrganisationId(0)].clone()
}

#[test]
fn a_message_stands_large_and_docks_and_a_question_owns_the_screen_until_it_is_decided() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [1600.0, 900.0]);
    let mut staging = Staging::default();
    assert_eq!(staging.see(&room(&harness), 0.0).0, Shown::Calm);
    let mut presses = 0;
    while room(&harness).message.is_none() {
        live_mut(&mut harness).ask(Ask::Next);
        presses += 1;
        assert!(presses < 20, "no message ever came");
    }
    let (shown, left) = staging.see(&room(&harness), 10.0);
    assert_eq!(shown, Shown::Message(0.0));
    let left = left.expect("it docks");
    assert!(left >= 20.0, "{left} s");
    assert!(
        matches!(staging.see(&room(&harness), 10.0 + left / 2.0).0, Shown::Message(half) if (half - 0.5).abs() < 1e-9)
    );
    assert_eq!(staging.see(&room(&harness), 10.1 + left).0, Shown::Calm);

    let mut now = 1_000.0;
    while room(&harness).asked.is_none() {
        live_mut(&mut harness).ask(Ask::Next);
        now += 200.0;
        staging.see(&room(&harness), now);
        presses += 1;
        assert!(presses < 60, "no question was ever put");
    }
    // Whatever came with it has been read by then.
    now += 200.0;
    let asked = room(&harness).asked.expect("put");
    assert_eq!(staging.see(&room(&harness), now), (Shown::Question, None));
    // A message that comes later stands over it for its time.
    let prompt = live(&harness).scenario().names.prompts[&asked.question.id];
    let by = live(&harness).scenario().prompts[prompt.at()].by[0];
    live_mut(&mut harness).command(Command::Tell {
        from: "The porter".to_owned(),
        to: vec![by],
        channel: 0_usize.into(),
        text: "The lift stands.".to_owned(),
        attachments: Vec::new(),
    });
    assert!(matches!(
        staging.see(&room(&harness), now + 1.0).0,
        Shown::Message(_)
    ));
    assert_eq!(staging.see(&room(&harness), now + 60.0).0, Shown::Question);
    // The decision is stamped on it, and then the trust is back.
    live_mut(&mut harness).command(Command::Decide {
        prompt,
        option: 0,
        by,
        because: "Two calls, one screen.".to_owned(),
        against: String::new(),
    });
    assert_eq!(live(&harness).refusal, None);
    let (shown, left) = staging.see(&room(&harness), now + 61.0);
    assert_eq!(shown, Shown::Stamped);
    let left = left.expect("it goes");
    assert_eq!(
        staging.see(&room(&harness), now + 61.1 + left).0,
        Shown::Calm
    );
}

/// The least size of type on a screen, points, with the words that have it.
fn least(harness: &Harness<'static, Shell>) -> (f32, String) {
    fn look(shape: &Shape, found: &mut (f32, String)) {
        match shape {
            Shape::Text(text) => {
                for part in &text.galley.job.sections {
                    let size = part.format.font_id.size;
                    if size < found.0 && !text.galley.job.text.trim().is_empty() {
                        *found = (size, text.galley.job.text.clone());
                    }
                }
            }
            Shape::Vec(list) => list.iter().for_each(|one| look(one, found)),
            _ => {}
        }
    }
    let mut found = (f32::INFINITY, String::new());
    for clipped in &harness.output().shapes {
        look(&clipped.shape, &mut found);
    }
    found
}

#[test]
fn no_letter_in_the_room_is_smaller_than_can_be_read_from_the_back() {
    let records = tempfile::tempdir().expect("a folder");
    // The room's own window has no margin, as the one of this test has.
    let mut harness = started_of(records.path(), [1936.0, 1096.0]);
    harness.state_mut().rooms.here = true;
    for mins in [0, 132, 420, 1_500] {
        live_mut(&mut harness).advance(mins * 60);
        harness.run_steps(4);
        let (size, words) = least(&harness);
        assert!(size >= 23.9, "after {mins} min: {size} points: “{words}”");
    }
}

/// Everything that is written on a screen.
fn written(harness: &Harness<'static, Shell>) -> String {
    fn look(shape: &Shape, found: &mut String) {
        match shape {
            Shape::Text(text) => {
                found.push_str(&text.galley.job.text);
                found.push('\n');
            }
            Shape::Vec(list) => list.iter().for_each(|one| look(one, found)),
            _ => {}
        }
    }
    let mut found = String::new();
    for clipped in &harness.output().shapes {
        look(&clipped.shape, &mut found);
    }
    found
}

#[test]
fn after_endex_the_lights_go_up_and_the_day_is_replayed_as_it_was_known() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [1936.0, 1096.0]);
    harness.state_mut().rooms.here = true;
    live_mut(&mut harness).advance(132 * 60);
    harness.run_steps(2);
    assert!(live(&harness).seen.day(OrganisationId(0)).is_empty());
    live_mut(&mut harness).command(Command::End);
    harness.run_steps(2);
    let day = live(&harness).seen.day(OrganisationId(0)).to_vec();
    let (first, last) = (&day[0], &day[day.len() - 1]);
    let words = written(&harness);
    assert!(
        words.contains("Thank you.") && words.contains(&first.clock),
        "{words}"
    );
    // Kittest's frames are a quarter of a second apart: thanks, and then forty seconds.
    let mut clocks = std::collections::BTreeSet::new();
    for _ in 0..60 {
        harness.run_steps(4);
        let words = written(&harness);
        let now = day
            .iter()
            .find(|it| words.contains(&format!("{}\n", it.clock)));
        clocks.extend(now.map(|it| it.clock.clone()));
    }
    assert!(written(&harness).contains(&last.clock));
    assert!(clocks.len() > 20, "{clocks:?}");
    let (size, words) = least(&harness);
    assert!(size >= 23.9, "{size} points: “{words}”");
}

#[test]
fn two_messages_that_come_at_once_are_both_shown_for_as_long_as_they_take_to_read() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = started_of(records.path(), [1600.0, 900.0]);
    let mut staging = Staging::default();
    let mut room = room(&harness);
    staging.see(&room, 0.0);
    let tell = |harness: &mut Harness<'static, Shell>, text: &str| {
        live_mut(harness).command(Command::Tell {
            from: "The porter".to_owned(),
            to: vec![wardroom_core::scenario::RoleId(0)],
            channel: 0_usize.into(),
            text: text.to_owned(),
            attachments: Vec::new(),
        });
    };
    tell(&mut harness, &"The lift stands. ".repeat(30));
    tell(&mut harness, &"The door is shut. ".repeat(30));
    let messages = &live(&harness).seen.view.team.messages;
    assert!(messages.len() >= 2);
    // As a room of several is shown them.
    let now = self::room(&harness);
    room.message = now.message.clone();
    room.before = now.message.clone().map(|mut it| {
        it.source = messages[1].source;
        it
    });
    let (shown, left) = staging.see(&room, 10.0);
    assert!(matches!(shown, Shown::Message(_)) && staging.two());
    let alone = {
        let mut staging = Staging::default();
        let before = room.before.take();
        let last = std::mem::replace(&mut room.message, before);
        staging.see(&room, 0.0);
        room.before = std::mem::replace(&mut room.message, last);
        let (_, left) = staging.see(&room, 10.0);
        assert!(!staging.two(), "the one before was seen alone");
        left.expect("it docks")
    };
    assert!((left.expect("they dock") - 2.0 * alone).abs() < 1e-9);
}
