//! A drill of fifteen minutes, cut from one's own record: a minute that mattered, as it was known then, to be
//! decided once more by whoever is on duty today; overleaf what was decided, what it led to, and what else there
//! was. Must not tell on its first page what came after that minute.

use super::document::{Block, Document, Table, words};
use super::enclosed::enclosed;
use super::log::marked;
use super::written::{grouped, invented};
use wardroom_core::exercise::{Command, Event, Standing, TeamView, What};
use wardroom_core::record::{Playback, Story};
use wardroom_core::review::what_if::{Decision, Mattered, Played};
use wardroom_core::scenario::{PromptId, Scenario};
use wardroom_core::timeline::{self, Kind};

/// Messages that whoever decides has read last.
const MESSAGES: usize = 4;
/// Letters of these messages, at most, so that the question stands on the same page; the last message is told
/// however long it is.
const LETTERS: usize = 600;
/// Exercise minutes after the decision in which it is told what came.
const AFTER_MINS: u64 = 120;
/// Lines of what came, at most.
const CAME: usize = 10;

/// Decisions of an exercise from which a drill can be cut: those that answer a decision point.
pub fn drills(played: &Played) -> Vec<Decision> {
    let mut all = played.decisions();
    all.retain(|it| decided(played, it).is_some());
    all
}

fn decided(played: &Played, decision: &Decision) -> Option<(PromptId, usize)> {
    match played.commands.get(decision.command)? {
        (_, Command::Decide { prompt, option, .. }) => Some((*prompt, *option)),
        _ => None,
    }
}

/// The drill; nothing for a decision that answers no decision point. `events` are those of the record; `mattered`
/// is what other decisions would have changed, where that was asked.
pub fn drill(
    played: &Played,
    decision: &Decision,
    events: &[Event],
    mattered: Option<&Mattered>,
) -> Option<Document> {
    let (prompt, taken) = decided(played, decision)?;
    let scenario = &played.scenario;
    let model = &scenario.prompts[prompt.at()];
    let mut blocks = vec![
        Block::Note("Three minutes to read, five to decide, seven to talk. Alone, or as the duty team at handover. Turn over only then.".to_owned()),
        Block::Heading(1, scenario.clock(decision.at_secs)),
    ];
    known(played, decision, &mut blocks);
    blocks.push(Block::Heading(1, model.question.clone()));
    blocks.push(Block::Text(model.context.clone()));
    let options = model.options.iter();
    blocks.push(Block::Table(Table {
        head: vec!["", "Option", "What it costs"],
        widths: vec![6, 50, 44],
        rows: words(options.enumerate().map(|(at, option)| {
            vec![
                (at + 1).to_string(),
                option.title.clone(),
                option.cost.clone(),
            ]
        })),
    }));
    blocks.push(Block::Table(Table {
        head: vec!["We take", "Because", "Against it speaks"],
        widths: vec![16, 42, 42],
        rows: vec![vec!["\n\n".into(), "".into(), "".into()]],
    }));
    blocks.push(Block::NewPage);
    overleaf(scenario, decision, taken, events, &mut blocks);
    if let Some((change, difference)) = mattered.and_then(Mattered::most) {
        let told = format!(
            "Played again on the same random seed, with one thing otherwise: {}. Appointments that go: {:+.0} (median).",
            change.in_words(played),
            difference.band.median
        );
        blocks.push(Block::Note(told));
    }
    let others = model.options.iter().enumerate();
    let others = others.filter(|(at, _)| *at != taken);
    blocks.push(Block::Heading(1, "What else there was".to_owned()));
    blocks.push(Block::List(
        others
            .map(|(_, it)| format!("{} {}", it.title, it.cost))
            .collect(),
    ));
    blocks.push(Block::Heading(1, "Talk about".to_owned()));
    blocks.push(Block::List(
        [
            "What would you have had to know that nobody had told you? Whom would you have rung?",
            "Who of you may take this decision tonight, and who stands in for them?",
            "What does the plan say? If it says nothing: who writes the sentence, by when?",
        ]
        .map(str::to_owned)
        .to_vec(),
    ));
    Some(Document {
        title: format!("Drill: {}", model.question),
        subtitle: format!(
            "A quarter of an hour, cut from the exercise “{}”. Every figure is simulated; {}.",
            scenario.title,
            invented(scenario.several())
        ),
        marking: marked(""),
        blocks,
        closing: "Written by Wardroom.".to_owned(),
    })
}

/// What was known in the minute of the decision, before it.
fn known(played: &Played, decision: &Decision, blocks: &mut Vec<Block>) {
    let scenario = &played.scenario;
    let mut playback = Playback::new(scenario.clone(), played.seed);
    playback.play(
        &played.commands[..decision.command],
        decision.at_secs,
        |_| {},
    );
    let exercise = playback.exercise();
    let team: TeamView = exercise.team_view();
    let level = team
        .level
        .map_or("No incident is declared.".to_owned(), |(level, at)| {
            format!(
                "{}, since {}.",
                level.words(),
                scenario.clock(u64::from(at) * 60)
            )
        });
    blocks.push(Block::Heading(2, "What you know".to_owned()));
    let mut lines = vec![
        level,
        format!(
            "Locked devices reported: {}.",
            grouped(f64::from(team.known_locked))
        ),
    ];
    // A line for each standing, and not for each service: the front of the sheet is one page.
    let mut standings: Vec<(Standing, Vec<String>)> = Vec::new();
    for (service, seen) in scenario.services.iter().zip(&team.services) {
        let Some((standing, since)) = seen.known.filter(|(it, _)| *it != Standing::Normal) else {
            continue;
        };
        let since = scenario.clock(u64::from(since) * 60);
        let named = format!("{} (as of {since})", service.name);
        match standings.iter_mut().find(|(it, _)| *it == standing) {
            Some((_, services)) => services.push(named),
            None => standings.push((standing, vec![named])),
        }
    }
    lines.extend(standings.into_iter().map(|(standing, services)| {
        format!("Reported {}: {}.", standing.word(), services.join(", "))
    }));
    blocks.push(Block::List(lines));
    blocks.push(Block::Heading(2, "What came last".to_owned()));
    let mut room = LETTERS;
    let mut came = Vec::new();
    for message in team.messages.iter().take(MESSAGES) {
        let letter = exercise.letter(message.source);
        let long = letter.text.chars().count();
        if long > room && !came.is_empty() {
            break;
        }
        room = room.saturating_sub(long);
        came.push(letter);
    }
    for letter in came.into_iter().rev() {
        blocks.push(Block::Note(format!("{}, {}", letter.from, letter.channel)));
        blocks.push(Block::Text(letter.text));
        blocks.extend(letter.attachments.iter().flat_map(enclosed));
    }
}

/// What was decided, and what came.
fn overleaf(
    scenario: &Scenario,
    decision: &Decision,
    taken: usize,
    events: &[Event],
    blocks: &mut Vec<Block>,
) {
    let because = events.iter().find_map(|event| match &event.what {
        What::Decided { because, .. } if event.at_secs == decision.at_secs => Some(because),
        _ => None,
    });
    blocks.push(Block::Heading(1, "What was decided then".to_owned()));
    blocks.push(Block::Text(format!(
        "{}: option {}, {}",
        decision.by,
        taken + 1,
        decision.title
    )));
    if let Some(because) = because.filter(|it| !it.is_empty()) {
        blocks.push(Block::Text(format!("“{because}”")));
    }
    let story = Story::of(scenario);
    let until = decision.at_secs + AFTER_MINS * 60;
    let after = events
        .iter()
        .filter(|it| (decision.at_secs..=until).contains(&it.at_secs));
    let told = after
        .filter_map(|event| timeline::line(&story, event))
        .filter(|line| matches!(line.kind, Kind::Service | Kind::Effect | Kind::Milestone));
    let came: Vec<String> = told
        .take(CAME)
        .map(|line| format!("{}  {}", scenario.clock(line.at_secs), line.title))
        .collect();
    blocks.push(Block::Heading(
        1,
        "What came in the two hours after".to_owned(),
    ));
    if came.is_empty() {
        blocks.push(Block::Text("Nothing that the record tells.".to_owned()));
    } else {
        blocks.push(Block::List(came));
    }
}
