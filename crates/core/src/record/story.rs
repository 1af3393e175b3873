//! A scenario's words for reports: taken from the scenario while it can be read, looked up by id
//! for ever after. Must not need the scenario for a look-up.

use super::wire::{Card, Choice, Inject, Named, Prompt, Real, Story, StoryObjective, StoryTask};
use crate::exercise::row;
use crate::scenario::{Effect, Scenario, TargetKind};
use jiff::civil::DateTime;

impl Story {
    /// Of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        macro_rules! named {
            ($list:ident, $name:ident) => {
                scenario
                    .$list
                    .iter()
                    .map(|it| named(&it.id, &it.$name))
                    .collect()
            };
        }
        Self {
            id: scenario.id.clone(),
            title: scenario.title.clone(),
            summary: scenario.summary.clone(),
            trust: scenario.trust.clone(),
            starts: scenario.starts.to_string(),
            ends_mins: scenario.ends_mins,
            devices: scenario.hosts_total(),
            organisations: named!(organisations, name),
            roles: named!(roles, title),
            services: named!(services, name),
            segments: named!(segments, name),
            links: named!(links, name),
            systems: named!(systems, name),
            pathways: named!(pathways, name),
            flows: named!(flows, name),
            bodies: named!(bodies, name),
            crews: named!(crews, name),
            channels: named!(channels, name),
            stages: named!(stages, name),
            outages: scenario
                .outages
                .iter()
                .map(|outage| {
                    let takes = outage.takes.iter();
                    let names: Vec<&str> = takes
                        .map(|it| scenario.systems[it.at()].name.as_str())
                        .collect();
                    named(&outage.id, &names.join(", "))
                })
                .collect(),
            injects: scenario
                .injects
                .iter()
                .map(|inject| Inject {
                    id: inject.id.clone(),
                    title: inject.title.clone(),
                    from: inject.from.clone(),
                    channel: scenario.channels[inject.channel.at()].name.clone(),
                })
                .collect(),
            prompts: scenario
                .prompts
                .iter()
                .map(|prompt| Prompt {
                    id: prompt.id.clone(),
                    question: prompt.question.clone(),
                    options: prompt
                        .options
                        .iter()
                        .map(|it| Choice {
                            id: it.id.clone(),
                            name: it.title.clone(),
                            does: does(&it.effects),
                        })
                        .collect(),
                })
                .collect(),
            cards: scenario
                .cards
                .iter()
                .map(|card| Card {
                    id: card.id.clone(),
                    logged: card.logged.clone(),
                    target: kind(card.target).to_owned(),
                    does: does(&card.effects),
                })
                .collect(),
            objectives: objectives(scenario),
            debrief: scenario.debrief.iter().map(|(it, _)| it.clone()).collect(),
            history: scenario
                .history
                .iter()
                .map(|note| Real {
                    when: note.when.clone(),
                    what: note.text.clone(),
                    source: note.source.clone(),
                })
                .collect(),
        }
    }

    /// STARTEX; a day nobody will take for a real one if it can't be read.
    pub fn startex(&self) -> DateTime {
        self.starts.parse().unwrap_or(DateTime::MIN)
    }

    /// The time of the story so many seconds after STARTEX.
    pub fn time_at(&self, secs: u64) -> DateTime {
        let span = jiff::SignedDuration::from_secs(i64::try_from(secs).unwrap_or(i64::MAX / 4));
        let startex = self.startex();
        startex.checked_add(span).unwrap_or(startex)
    }

    /// `Fri 13:42`, as on the clock; `Fri 7 Jun 13:42` where an exercise is longer than a week.
    pub fn clock(&self, secs: u64) -> String {
        crate::scenario::clock(self.time_at(secs), self.ends_mins)
    }

    /// Whether several organisations play.
    pub fn several(&self) -> bool {
        self.organisations.len() > 1
    }

    /// The title of a role; its id if there is none of that id.
    pub fn role_title<'a>(&'a self, id: &'a str) -> &'a str {
        name_in(&self.roles, id)
    }

    /// What an evaluator looks for in a task; empty if nothing is said.
    pub fn look_for(&self, task: &str) -> &str {
        let mut tasks = self.objectives.iter().flat_map(|it| &it.tasks);
        tasks
            .find(|it| it.id == task)
            .map_or("", |it| it.look_for.as_str())
    }

    /// A message.
    pub fn inject(&self, id: &str) -> Option<&Inject> {
        self.injects.iter().find(|it| it.id == id)
    }

    /// A question.
    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|it| it.id == id)
    }

    /// A card with the name of its target, as the log has it; its id if there is none.
    pub fn card_in_words(&self, card: &str, target: Option<&str>) -> String {
        let Some(card) = self.cards.iter().find(|it| it.id == card) else {
            return card.to_owned();
        };
        match target {
            Some(target) => card
                .logged
                .replace("{target}", self.target_name(&card.target, target)),
            None => card.logged.clone(),
        }
    }

    fn target_name<'a>(&'a self, kind: &str, id: &'a str) -> &'a str {
        let list = match kind {
            "segment" => &self.segments,
            "link" => &self.links,
            "service" => &self.services,
            "pathway" => &self.pathways,
            "flow" => &self.flows,
            "system" => &self.systems,
            "system-or-segment" if self.systems.iter().all(|it| it.id != id) => &self.segments,
            "system-or-segment" => &self.systems,
            "body" => &self.bodies,
            _ => &self.crews,
        };
        name_in(list, id)
    }
}

fn named(id: &str, name: &str) -> Named {
    Named {
        id: id.to_owned(),
        name: name.to_owned(),
    }
}

/// The name of something; its id if there is none of that id, so that nothing that was decided is
/// left out of a report.
pub fn name_in<'a>(list: &'a [Named], id: &'a str) -> &'a str {
    list.iter()
        .find(|it| it.id == id)
        .map_or(id, |it| it.name.as_str())
}

fn objectives(scenario: &Scenario) -> Vec<StoryObjective> {
    scenario
        .objectives
        .iter()
        .map(|objective| StoryObjective {
            id: objective.id.clone(),
            title: objective.title.clone(),
            of: scenario.organisations[objective.of.at()].id.clone(),
            about: objective.about.clone(),
            csf: objective.csf.clone(),
            caf: objective.caf.clone(),
            eprr: objective.eprr.clone(),
            tasks: objective
                .tasks
                .iter()
                .map(|id| &scenario.tasks[id.at()])
                .map(|task| StoryTask {
                    id: task.id.clone(),
                    title: task.title.clone(),
                    plan: task.plan.clone(),
                    look_for: task.look_for.clone(),
                })
                .collect(),
        })
        .collect()
}

fn kind(kind: TargetKind) -> &'static str {
    match kind {
        TargetKind::Nothing => "nothing",
        TargetKind::Segment => "segment",
        TargetKind::Link => "link",
        TargetKind::Service => "service",
        TargetKind::Pathway => "pathway",
        TargetKind::Flow => "flow",
        TargetKind::System => "system",
        TargetKind::SystemOrSegment => "system-or-segment",
        TargetKind::Body => "body",
        TargetKind::Crew => "crew",
    }
}

/// The effects by their names, which are those of `wire::Effect`.
fn does(effects: &[Effect]) -> Vec<String> {
    let names = effects.iter().map(|effect| row(effect).name.to_owned());
    names.collect()
}
