//! `wardroom what-if`: a record's decisions, changed and played on to ENDEX on the same random seed.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::{self, Data, out, out_data, out_json};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use wardroom_core::ensemble::Watching;
use wardroom_core::review::Finished;
use wardroom_core::review::what_if::{
    Belief, Change, Control, Luck, Mattered, Played, RUNS, WhatIf, belief, luck, mattered,
    measures, restore_order, signed, what_if as play_changed,
};
use wardroom_papers::report::document::Document;
use wardroom_papers::report::{self, Ranking, questions};

/// Paired runs for each change when everything is ranked: there are hundreds of changes.
const RANKING_RUNS: u32 = 40;

/// Arguments of `wardroom what-if`.
#[derive(Debug, Args)]
pub struct WhatIfArguments {
    /// The record's file.
    record: PathBuf,
    /// Name the decisions and the changes that can be asked for.
    #[arg(long)]
    list: bool,
    /// A change: 3:omit, 3:-20, 3:+15, 3:option=ID, add:CARD/TARGET@TIME, control:ID, order.
    /// Several are made together.
    #[arg(long, value_name = "CHANGE", allow_hyphen_values = true)]
    change: Vec<String>,
    /// Rank every decision by what omitting it, or taking it earlier or later, would have meant.
    #[arg(long = "key-decisions", alias = "mattered")]
    mattered: bool,
    /// What the same decisions would have come to with each control that money can buy.
    #[arg(long)]
    controls: bool,
    /// What the team reported against what was true.
    #[arg(long = "reported-v-actual", alias = "belief")]
    belief: bool,
    /// How much of the score was chance.
    #[arg(long = "chance", alias = "luck")]
    luck: bool,
    /// The outcome that is ranked by.
    #[arg(long, value_name = "ID", default_value = "appointments-cancelled")]
    outcome: String,
    /// Paired runs; 200 if nothing is said, 40 for each change when ranking.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    runs: Option<u32>,
    /// For a person, as a page with everything drawn, or for a program.
    #[arg(long, value_enum, default_value_t)]
    format: WhatIfFormat,
}

/// How an answer is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
enum WhatIfFormat {
    /// For a person.
    #[default]
    Text,
    /// A self-contained page with everything drawn: of a change, --key-decisions, --controls or
    /// --chance.
    Html,
    /// For a program.
    Json,
}

/// An answer, in each way in which it is told.
struct Answer {
    words: String,
    json: Value,
    /// Nothing where nothing is drawn.
    document: Option<Document>,
}

pub fn what_if(arguments: &WhatIfArguments) -> Outcome {
    let drawn = arguments.format == WhatIfFormat::Html;
    if drawn && (arguments.list || arguments.belief) {
        return Err(Failure::CouldNotRun(
            "--format html draws a --change, --key-decisions, --controls or --chance; --list and --reported-v-actual are told as text or json"
                .to_owned(),
        ));
    }
    let answer = answered(arguments)?;
    match arguments.format {
        WhatIfFormat::Text => out(&answer.words)?,
        WhatIfFormat::Json => out_json(&answer.json)?,
        WhatIfFormat::Html => {
            if let Some(document) = &answer.document {
                out_data(report::page(document).as_bytes(), Data::Page)?;
            }
        }
    }
    Ok(Ended::Done)
}

fn answered(arguments: &WhatIfArguments) -> Result<Answer, Failure> {
    let opened = super::named_files::opened(&arguments.record)?;
    let wrong = |why: String| Failure::Wrong(why);
    let played = Played::from_record(&opened).map_err(|it| wrong(it.to_string()))?;
    let runs = arguments.runs;
    if arguments.list {
        return Ok(listed(&played));
    }
    if arguments.mattered {
        return ranked(&played, &arguments.outcome, runs.unwrap_or(RANKING_RUNS));
    }
    if arguments.controls {
        return controls(&played, runs.unwrap_or(RUNS));
    }
    if arguments.belief || arguments.luck {
        let finished = Finished::from_record(&opened).map_err(|it| wrong(it.to_string()))?;
        if arguments.belief {
            let belief = belief(&finished.story, &finished.events);
            return Ok(Answer {
                words: belief_in_words(&finished, &belief),
                json: json!(belief),
                document: None,
            });
        }
        let luck = luck_of(&played, &finished.observations, runs.unwrap_or(RUNS))?;
        return Ok(Answer {
            words: luck.in_words(),
            json: json!(luck),
            document: Some(questions::luck_document(&played.scenario, &luck)),
        });
    }
    if arguments.change.is_empty() {
        return Err(Failure::CouldNotRun(
            "say what should change (--change 3:-20), or --list to see what can be asked for"
                .to_owned(),
        ));
    }
    let changes = arguments
        .change
        .iter()
        .map(|text| Change::read(&played, text))
        .collect::<Result<Vec<Change>, _>>()
        .map_err(|it| wrong(it.to_string()))?;
    changed(&played, &changes, runs.unwrap_or(RUNS))
}

/// What came of changes.
fn changed(played: &Played, changes: &[Change], runs: u32) -> Result<Answer, Failure> {
    let whole = asked(played, changes, runs)?;
    let mut words = in_words(&whole);
    let mut more = Vec::new();
    if changes.contains(&Change::Order)
        && let Ok(order) = restore_order(played)
    {
        let names = |items: &[wardroom_core::review::what_if::Item]| {
            let names: Vec<&str> = items.iter().map(|it| it.name.as_str()).collect();
            names.join(", ")
        };
        let computed = format!(
            "Computed from what was down at {}. Systems: {}. Segments: {}.",
            played.scenario.clock(order.at_secs),
            names(&order.systems),
            names(&order.segments)
        );
        let _never = writeln!(words, "\n{computed}");
        more.push(computed);
    }
    Ok(Answer {
        words,
        document: Some(questions::what_if_document(&played.scenario, &whole, more)),
        json: json!(whole),
    })
}

/// How much of a score was luck, with a progress line.
pub(super) fn luck_of(
    played: &Played,
    observations: &wardroom_core::assessment::Observations,
    runs: u32,
) -> Result<Luck, Failure> {
    watched(u64::from(runs), |watching| {
        luck(played, observations, runs, watching)
    })
    .ok_or_else(|| Failure::Wrong("It was stopped.".to_owned()))
}

/// Every decision ranked by a measure, with a progress line.
pub(super) fn ranking_of(played: &Played, measure: usize, runs: u32) -> Result<Ranking, Failure> {
    let work = played.decisions().len() as u64 * 7 * u64::from(runs);
    let list = watched(work, |watching| mattered(played, measure, runs, watching))
        .ok_or_else(|| Failure::Wrong("It was stopped.".to_owned()))?;
    Ok(Ranking {
        measure,
        runs,
        list,
    })
}

fn asked(played: &Played, changes: &[Change], runs: u32) -> Result<WhatIf, Failure> {
    watched(u64::from(runs), |watching| {
        play_changed(played, changes, runs, watching)
    })
    .map_err(|refused| Failure::Wrong(refused.to_string()))?
    .ok_or_else(|| Failure::Wrong("It was stopped.".to_owned()))
}

/// Does long work with a progress line, if somebody watches.
fn watched<T>(runs: u64, work: impl FnOnce(&Watching) -> T) -> T {
    let watching = Arc::new(Watching::default());
    if !terminal::is_watched() {
        return work(&watching);
    }
    let bar = terminal::progress_line(runs, Some("{pos} of {len} runs {wide_bar}"), 20);
    let (seen, shown) = (watching.clone(), bar.clone());
    let _no_line = std::thread::Builder::new().spawn(move || {
        while !shown.is_finished() {
            shown.set_position(u64::from(seen.done.load(Ordering::Relaxed)));
            std::thread::sleep(Duration::from_millis(100));
        }
    });
    let done = work(&watching);
    bar.finish_and_clear();
    done
}

fn listed(played: &Played) -> Answer {
    let mut words = String::new();
    let mut list = Vec::new();
    for decision in played.decisions() {
        let options = decision.options(played);
        let clock = played.scenario.clock(decision.at_secs);
        let _never = writeln!(
            words,
            "{:>3}  {clock}  {} ({})",
            decision.number, decision.title, decision.by
        );
        let mut changes = vec![format!("{}:omit", decision.number)];
        changes.extend(
            wardroom_core::review::what_if::SHIFTS_MINS
                .map(|mins| format!("{}:{mins:+}", decision.number)),
        );
        for (id, title) in &options {
            let change = format!("{}:option={id}", decision.number);
            let _never = writeln!(words, "     {change}  {title}");
            changes.push(change);
        }
        list.push(json!({
            "decision": decision.number,
            "at_secs": decision.at_secs,
            "clock": clock,
            "title": decision.title,
            "by": decision.by,
            "changes": changes,
        }));
    }
    let scenario = &played.scenario;
    let _never = write!(
        words,
        "\nEach can be omitted (3:omit), taken earlier (3:-20) or later (3:+15).\nAdd a card: add:CARD/TARGET@TIME.\n\n"
    );
    let mut controls = Vec::new();
    for control in Control::all(scenario) {
        let (id, title) = (control.id(scenario), control.in_words(scenario));
        let _never = writeln!(words, "     control:{id}  {title}");
        controls.push(json!({ "change": format!("control:{id}"), "title": title }));
    }
    let order = restore_order(played);
    let _never = writeln!(
        words,
        "     order  {}",
        match &order {
            Ok(_) => "Rebuilding in the computed order".to_owned(),
            Err(why) => format!("(not here: {why})"),
        }
    );
    let outcomes: Vec<Value> = measures(scenario)
        .iter()
        .map(|it| json!({ "id": it.id, "label": it.label, "unit": it.unit }))
        .collect();
    Answer {
        words,
        json: json!({
            "decisions": list,
            "controls": controls,
            "order": order.is_ok(),
            "outcomes": outcomes,
        }),
        document: None,
    }
}

fn ranked(played: &Played, outcome: &str, runs: u32) -> Result<Answer, Failure> {
    let all = measures(&played.scenario);
    let Some(measure) = all.iter().position(|it| it.id == outcome) else {
        let ids: Vec<&str> = all.iter().map(|it| it.id.as_str()).collect();
        return Err(Failure::CouldNotRun(format!(
            "there is no outcome “{outcome}”; there are {}",
            ids.join(", ")
        )));
    };
    let ranking = ranking_of(played, measure, runs)?;
    let drawn = questions::ranked(&played.scenario, &ranking.list);
    let mut words = format!("{}, {runs} paired runs a change.\n\n", all[measure].label);
    for one in drawn.shown.iter().filter_map(|at| ranking.list.get(*at)) {
        let _never = writeln!(words, "{}", one_mattered(played, one));
    }
    for line in &drawn.folded {
        let _never = writeln!(words, "{line}");
    }
    let value: Vec<Value> = ranking
        .list
        .iter()
        .map(|one| {
            json!({
                "decision": one.decision.number,
                "title": one.decision.title,
                "at_secs": one.decision.at_secs,
                "changes": one.changes.iter().map(|(change, difference)| {
                    json!({ "change": change.token(played), "difference": difference })
                }).collect::<Vec<_>>(),
                "refused": one.refused.iter().map(|(change, why)| {
                    json!({ "change": change.token(played), "why": why.to_string() })
                }).collect::<Vec<_>>(),
            })
        })
        .collect();
    Ok(Answer {
        words,
        json: json!({ "outcome": outcome, "runs": runs, "decisions": value }),
        document: Some(questions::mattered_document(&played.scenario, &ranking)),
    })
}

fn one_mattered(played: &Played, one: &Mattered) -> String {
    let head = format!(
        "{}  {} ({})",
        played.scenario.clock(one.decision.at_secs),
        one.decision.title,
        one.decision.number
    );
    match one.most() {
        None => head,
        Some((change, difference)) => format!(
            "{head}\n     {:<8} {:>7}  {}",
            change.token(played),
            signed(difference.band.median),
            difference.sentence
        ),
    }
}

fn controls(played: &Played, runs: u32) -> Result<Answer, Failure> {
    let mut words = String::new();
    let mut list = Vec::new();
    for control in Control::all(&played.scenario) {
        let mut whole = asked(played, &[Change::Control(control)], runs)?;
        let label = control.in_words(&played.scenario);
        let _never = writeln!(words, "{label}");
        let every = whole.outcomes.clone();
        whole
            .outcomes
            .truncate(wardroom_core::assessment::OUTCOMES.len());
        differences_in_words(&whole, &mut words);
        whole.outcomes = every;
        list.push((label, whole));
    }
    let value: Vec<Value> = list.iter().map(|(_, whole)| json!(whole)).collect();
    Ok(Answer {
        words,
        json: Value::Array(value),
        document: Some(questions::controls_document(&played.scenario, &list)),
    })
}

/// What differs, a line each, and in one line what does not.
fn differences_in_words(whole: &WhatIf, words: &mut String) {
    for difference in whole.outcomes.iter().filter(|it| !it.none()) {
        let _never = writeln!(
            words,
            "  {:>8}  {}",
            signed(difference.band.median),
            difference.sentence
        );
    }
    if let Some(same) = questions::no_difference(whole) {
        let _never = writeln!(words, "            {same}");
    }
}

/// What came of a change, for a terminal.
fn in_words(whole: &WhatIf) -> String {
    let mut words = format!("{} ({} paired runs).\n\n", whole.title, whole.runs);
    differences_in_words(whole, &mut words);
    for fallen in &whole.fell_away {
        let _never = writeln!(
            words,
            "\nFell away in {} of {} runs: “{}” (decision {}). {}",
            fallen.runs, whole.runs, fallen.title, fallen.decision, fallen.why
        );
    }
    words
}

fn belief_in_words(finished: &Finished, belief: &Belief) -> String {
    let scenario = &finished.story;
    let mut words = String::new();
    for lag in &belief.lags {
        let known = match lag.known_secs {
            Some(known) => format!(
                "known {} ({} later)",
                scenario.clock(known),
                wardroom_core::assessment::mins_in_words(
                    ((known.saturating_sub(lag.true_secs)) / 60) as u32
                )
            ),
            None => "never known".to_owned(),
        };
        let _never = writeln!(
            words,
            "{}  {}: {known}",
            scenario.clock(lag.true_secs),
            lag.what
        );
    }
    for claim in &belief.claims {
        let _never = writeln!(
            words,
            "{}  {} said {} {}; really {}: {}",
            scenario.clock(claim.at_secs),
            claim.by,
            claim.said,
            claim.what,
            claim.truth,
            claim.in_words()
        );
    }
    if belief.claims.is_empty() {
        words.push_str("No situation report gave a figure.\n");
    }
    words
}
