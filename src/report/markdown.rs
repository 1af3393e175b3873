//! The report as Markdown.

use super::{Finished, grouped, rating_in_words, rating_letter, timeline};
use std::fmt::Write;

/// The report as Markdown.
pub fn markdown(finished: &Finished) -> String {
    let mut text = String::new();
    // Writing into a String can't fail.
    let _never = write_all(&mut text, finished);
    text
}

fn write_all(text: &mut String, finished: &Finished) -> std::fmt::Result {
    let scenario = finished.scenario();
    let assessment = &finished.assessment;
    writeln!(text, "# {}: report of the exercise\n", scenario.title)?;
    writeln!(
        text,
        "EXERCISE EXERCISE EXERCISE. {}, an invented trust. Every figure is simulated, seed {}; {}.\n",
        scenario.trust,
        finished.exercise.seed(),
        match &finished.team {
            Some(team) => format!("played by the scripted team “{team}”"),
            None => "played by the people in the room".to_owned(),
        }
    )?;
    writeln!(text, "## Overview\n")?;
    writeln!(
        text,
        "Readiness **{:.0}** of 100 ({:.0} for tasks, {:.0} for outcomes); better than {:.0} per cent of teams with the same luck. The score is a comparison for learning, not an assurance rating.\n",
        assessment.readiness,
        assessment.tasks_part,
        assessment.outcomes_part,
        assessment.percentile
    )?;
    writeln!(
        text,
        "| Outcome | This team | Best reference | Worst reference |"
    )?;
    writeln!(text, "|---|---:|---:|---:|")?;
    for outcome in &assessment.outcomes {
        writeln!(
            text,
            "| {} | {} | {} | {} |",
            outcome.label,
            grouped(outcome.value),
            grouped(outcome.best),
            grouped(outcome.worst)
        )?;
    }
    writeln!(text, "\n## Ratings\n")?;
    writeln!(
        text,
        "P performed without challenges, S with some, M with major challenges, U unable to be performed; – not observed. Proposed by the machine unless a person confirmed them.\n"
    )?;
    for objective in &assessment.objectives {
        writeln!(
            text,
            "### {}: {} ({})\n",
            objective.title,
            rating_letter(objective.rating),
            rating_in_words(objective.rating)
        )?;
        for task in &objective.tasks {
            writeln!(
                text,
                "- **{}** {}. {} *{}*{}",
                rating_letter(task.rating),
                task.title.trim_end_matches('.'),
                task.evidence,
                task.plan.trim_end_matches('.'),
                task.confirmed_by
                    .as_ref()
                    .map_or_else(String::new, |by| format!(" Confirmed by {by}."))
            )?;
        }
        writeln!(text)?;
    }
    let actions = &finished.observations.actions;
    if !actions.is_empty() {
        writeln!(text, "## Improvement plan\n")?;
        writeln!(
            text,
            "| No. | Issue | Root cause | Corrective action | Element | Responsible | Contact | Start | Due | Status | Evidence |"
        )?;
        writeln!(text, "|---:|---|---|---|---|---|---|---|---|---|---|")?;
        for action in actions {
            writeln!(
                text,
                "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |",
                action.number,
                cell(&action.issue),
                cell(&action.root_cause),
                cell(&action.action),
                action.element.word(),
                cell(&action.owner),
                cell(&action.contact),
                cell(&action.starts),
                cell(&action.due),
                action.status.words(),
                cell(&action.evidence)
            )?;
        }
        writeln!(text)?;
    }
    writeln!(text, "## Timeline\n")?;
    writeln!(text, "| Time | What | Who |")?;
    writeln!(text, "|---|---|---|")?;
    for line in timeline::lines(scenario, &finished.events) {
        let what = if line.detail.is_empty() {
            line.title
        } else {
            format!("{}: {}", line.title, line.detail)
        };
        writeln!(
            text,
            "| {} | {} | {} |",
            scenario.clock(line.at_secs),
            cell(&what),
            cell(&line.who)
        )?;
    }
    writeln!(text, "\n## Questions for the debrief\n")?;
    for (question, _) in &scenario.debrief {
        writeln!(text, "- {question}")?;
    }
    writeln!(text, "\n## What really happened\n")?;
    for note in &scenario.history {
        writeln!(text, "- **{}**: {} ({})", note.when, note.text, note.source)?;
    }
    Ok(())
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
