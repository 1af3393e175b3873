//! The report as one self-contained page that prints on A4.

use super::{Finished, chart, grouped, rating_in_words, rating_letter, timeline};
use crate::assessment::{OUTCOMES_WEIGHT, TASKS_WEIGHT};
use crate::report::timeline::Kind;
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

const STYLE: &str = include_str!("report.css");

/// The report as one page, with charts, styles and all.
pub fn html(finished: &Finished) -> String {
    let scenario = finished.scenario();
    markup! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (scenario.title) ": report of the exercise" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                p.mark { "EXERCISE EXERCISE EXERCISE" }
                (overview(finished))
                (charts(finished))
                (ratings(finished))
                (actions(finished))
                (decisions(finished))
                (timeline_table(finished))
                (debrief(finished))
                (history(finished))
                footer {
                    "Written by Wardroom. Every figure of this exercise is simulated; the trust and its people are invented. The readiness score compares teams for learning and is not an assurance rating."
                }
            }
        }
    }
    .into_string()
}

fn overview(finished: &Finished) -> Markup {
    let scenario = finished.scenario();
    let assessment = &finished.assessment;
    let players: Vec<_> = finished
        .people
        .iter()
        .filter(|person| !person.name.is_empty())
        .collect();
    markup! {
        header {
            h1 { (scenario.title) }
            p.lead { (scenario.summary) }
            p.quiet {
                (scenario.trust) ", an invented trust. "
                @match &finished.team {
                    Some(team) => { "Played by the scripted team “" (team) "”" }
                    None => { "Played by the people in the room" }
                }
                ", seed " (finished.exercise.seed()) ", from "
                (scenario.time_at(0).strftime("%A %-d %B %Y %H:%M"))
                " to " (scenario.time_at(finished.exercise.secs()).strftime("%A %H:%M"))
                " in the story. " strong { "All figures are simulated." }
            }
        }
        section.figures {
            div.score {
                span.label { "Readiness" }
                span.number { (format!("{:.0}", assessment.readiness)) }
                span.quiet {
                    "better than " (format!("{:.0}", assessment.percentile))
                    " per cent of teams with the same luck"
                }
            }
            div {
                table {
                    thead { tr { th { "Simulated outcome" } th.n { "This team" } th.n { "Best" } th.n { "Worst" } } }
                    tbody {
                        @for outcome in &assessment.outcomes {
                            tr {
                                td { (outcome.label) }
                                td.n { strong { (grouped(outcome.value)) } }
                                td.n { (grouped(outcome.best)) }
                                td.n { (grouped(outcome.worst)) }
                            }
                        }
                        tr {
                            td { "Emergency patients sent elsewhere" }
                            td.n { strong { (grouped(finished.exercise.state().outcomes.ed_diverted)) } }
                            td.n {} td.n {}
                        }
                    }
                }
                p.note {
                    "Best and worst of the scripted teams "
                    @for (at, (team, score)) in assessment.references.iter().enumerate() {
                        @if at > 0 { ", " }
                        (team) " (" (format!("{score:.0}")) ")"
                    }
                    " with the same luck. Readiness = " (TASKS_WEIGHT) " × tasks ("
                    (format!("{:.0}", assessment.tasks_part)) ") + " (OUTCOMES_WEIGHT)
                    " × outcomes (" (format!("{:.0}", assessment.outcomes_part)) ")."
                }
            }
        }
        section {
            h2 { "Milestones" }
            table {
                tbody {
                    @for milestone in &assessment.milestones {
                        tr {
                            td { (milestone.label) }
                            td {
                                @match milestone.hours {
                                    Some(hours) => {
                                        (scenario.clock((hours * 60.0).round() as u64 * 60))
                                        span.quiet { " · " (format!("{hours:.1}")) " h after STARTEX" }
                                    }
                                    None => { span.quiet { "never" } }
                                }
                            }
                        }
                    }
                }
            }
            @if !players.is_empty() {
                h2 { "Who took part" }
                ul {
                    @for person in players {
                        li {
                            (person.name) ", "
                            (scenario.role_title(&person.role))
                        }
                    }
                }
            }
        }
    }
}

fn charts(finished: &Finished) -> Markup {
    markup! {
        section {
            h2 { "The course of it" }
            figure {
                figcaption { "Devices locked (simulated)" }
                (PreEscaped(chart::infection(finished)))
            }
            figure {
                figcaption { "Clinical services (simulated)" }
                (PreEscaped(chart::services(finished)))
            }
            figure {
                figcaption { "Cancellations (simulated)" }
                (PreEscaped(chart::cancellations(finished)))
            }
            figure {
                figcaption { "Emergency department (simulated)" }
                (PreEscaped(chart::queue(finished)))
            }
        }
    }
}

fn ratings(finished: &Finished) -> Markup {
    let scenario = finished.scenario();
    markup! {
        section {
            h2 { "Ratings" }
            p.quiet {
                "P performed without challenges, S with some challenges, M with major challenges, U unable to be performed; – not observed, outside the scale. A letter is the machine's proposal unless a name stands beside it."
            }
            @for (objective, model) in finished.assessment.objectives.iter().zip(&scenario.objectives) {
                div.objective {
                    h3 {
                        span class=(format!("rating r{}", rating_letter(objective.rating).replace('–', "none"))) { (rating_letter(objective.rating)) }
                        (objective.title)
                        span.quiet { " · " (rating_in_words(objective.rating)) }
                    }
                    p { (model.about) }
                    p.note {
                        "NIST CSF 2.0 " (model.csf.join(", ")) " · CAF " (model.caf.join(", "))
                        " · EPRR: " (model.eprr.join(", "))
                    }
                    table {
                        thead { tr { th {} th { "Critical task" } th { "Evidence" } } }
                        tbody {
                            @for task in &objective.tasks {
                                tr {
                                    td { span class=(format!("rating r{}", rating_letter(task.rating).replace('–', "none"))) { (rating_letter(task.rating)) } }
                                    td { (task.title) div.note { (task.plan) } }
                                    td {
                                        (task.evidence)
                                        @if let Some(by) = &task.confirmed_by { div.note { "Confirmed by " (by) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The improvement actions that were agreed.
fn actions(finished: &Finished) -> Markup {
    let actions = &finished.observations.actions;
    markup! {
        @if !actions.is_empty() {
            section {
                h2 { "Improvement plan" }
                table {
                    thead { tr { th { "No." } th { "Issue, root cause" } th { "Corrective action" } th { "Element" } th { "Responsible" } th { "Start, due" } th { "Status" } } }
                    tbody {
                        @for action in actions {
                            tr {
                                td { (action.number) }
                                td { (action.issue) @if !action.root_cause.is_empty() { div.note { (action.root_cause) } } }
                                td { (action.action) }
                                td { (action.element.word()) }
                                td { (action.owner) @if !action.contact.is_empty() { div.note { (action.contact) } } }
                                td { (action.starts) div { (action.due) } }
                                td { (action.status.words()) @if !action.evidence.is_empty() { div.note { (action.evidence) } } }
                            }
                        }
                    }
                }
                p.note { "A lesson is identified until there is evidence that it was learned." }
            }
        }
    }
}

fn decisions(finished: &Finished) -> Markup {
    let scenario = finished.scenario();
    let lines: Vec<_> = timeline::lines(scenario, &finished.events)
        .into_iter()
        .filter(|line| line.kind == Kind::Decision)
        .collect();
    markup! {
        section {
            h2 { "Decisions and why" }
            @if lines.is_empty() {
                p { "Nothing was decided." }
            } @else {
                table {
                    thead { tr { th { "Time" } th { "Decision" } th { "Why" } th { "Who" } } }
                    tbody {
                        @for line in &lines {
                            tr {
                                td.t { (scenario.clock(line.at_secs)) }
                                td { (line.title) }
                                td { (line.detail) }
                                td { (line.who) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn timeline_table(finished: &Finished) -> Markup {
    let scenario = finished.scenario();
    markup! {
        section {
            h2 { "Timeline" }
            table {
                thead { tr { th { "Time" } th { "Kind" } th { "What" } th { "Who" } } }
                tbody {
                    @for line in timeline::lines(scenario, &finished.events) {
                        tr class=(line.kind.word()) {
                            td.t { (scenario.clock(line.at_secs)) }
                            td.quiet { (line.kind.word()) }
                            td {
                                (line.title)
                                @if !line.detail.is_empty() { div.note { (line.detail) } }
                            }
                            td { (line.who) }
                        }
                    }
                }
            }
        }
    }
}

fn debrief(finished: &Finished) -> Markup {
    markup! {
        section {
            h2 { "Questions for the debrief" }
            ol {
                @for (question, _) in &finished.scenario().debrief { li { (question) } }
            }
        }
    }
}

fn history(finished: &Finished) -> Markup {
    markup! {
        section {
            h2 { "What really happened" }
            p.quiet { "Not simulated. Paraphrased from the sources named." }
            table {
                tbody {
                    @for note in &finished.scenario().history {
                        tr {
                            td.t { (note.when) }
                            td { (note.text) div.note { (note.source) } }
                        }
                    }
                }
            }
        }
    }
}
