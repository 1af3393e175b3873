//! What the room took aloud and the facilitator types in: an option of a question, a card that a role proposed.
//! Must not ask the host for it.

use wardroom_core::exercise::{Command, What};
use wardroom_core::host::Host;
use wardroom_core::record::{Store, wire};
use wardroom_core::scenario::{PromptId, RoleId, Scenario};

/// The question of that number, as `questions` lists them.
///
/// # Errors
/// There is none.
pub fn question<S: Store>(host: &Host<S>, number: usize) -> Result<PromptId, String> {
    let put = host.exercise().team_view().prompts;
    let found = put.iter().rev().nth(number.wrapping_sub(1));
    let none = || "There is no such question; “questions” lists them.".to_owned();
    found.map(|it| it.prompt.into()).ok_or_else(none)
}

/// A question decided for the option of that number.
///
/// # Errors
/// There is no such question, or no such option.
pub fn decision<S: Store>(
    host: &Host<S>,
    (question_number, option): (usize, usize),
    by: RoleId,
    because: String,
) -> Result<Command, String> {
    let prompt = question(host, question_number)?;
    let options = host.scenario().prompts[prompt.at()].options.len();
    if !(1..=options).contains(&option) {
        return Err(format!(
            "Question {question_number} has options 1 to {options}."
        ));
    }
    Ok(Command::Decide {
        prompt,
        option: option - 1,
        by,
        because,
        against: String::new(),
    })
}

/// Cards that were proposed and not played since: each in words, with the order that it would be.
pub fn proposed<S: Store>(host: &Host<S>) -> Vec<(String, Command)> {
    let scenario = host.scenario();
    let events = host.events();
    let open = events.iter().enumerate().filter_map(|(at, event)| {
        let What::Proposed {
            card,
            target,
            by,
            because,
        } = &event.what
        else {
            return None;
        };
        let played = events[at..].iter().any(|later| {
            matches!(&later.what, What::ActionStarted { card: started, target: on, .. } if started == card && on == target)
        });
        if played {
            return None;
        }
        let order = wire::Command::Play {
            card: card.clone(),
            target: target.clone(),
            by: by.clone(),
            because: because.clone(),
        };
        let play = order.meant(scenario).ok()?;
        Some((words(scenario, &play)?, play))
    });
    open.collect()
}

/// A card as it would be played, in words.
fn words(scenario: &Scenario, play: &Command) -> Option<String> {
    let Command::Play {
        card,
        target,
        by,
        because,
    } = play
    else {
        return None;
    };
    let on = target.map(|it| format!(" ({})", scenario.target_name(it)));
    let who = &scenario.roles[by.at()].title;
    let card = &scenario.cards[card.at()].title;
    Some(format!(
        "{who}: {card}{}. {because}",
        on.unwrap_or_default()
    ))
}
