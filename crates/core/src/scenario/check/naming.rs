//! Collects the ids of a scenario and finds what an id means. Must not judge anything but the ids
//! themselves.

use super::super::diagnostic::{Code, Diagnostic};
use super::super::mark::{Mark, Marked};
use super::super::shape::{self, Id};
use super::checker::{Checker, MAX_LIST};
use super::names::{Table, Tables};
use crate::nearest::nearest;
use std::collections::BTreeMap;

impl Checker {
    /// All ids of a scenario.
    pub(super) fn collect(&mut self, main: &shape::Scenario, parts: &shape::Library) -> Tables {
        let hosts = parts.segments.iter().flat_map(|segment| &segment.hosts);
        let flows = parts.services.iter().flat_map(|service| &service.flows);
        let tasks = main
            .objectives
            .iter()
            .flat_map(|objective| &objective.tasks);
        self.id(&main.id);
        let threats = || main.threat.iter().chain(&main.threats);
        let outages = threats().filter_map(|it| match it {
            shape::Threat::Outage(it) => Some(&it.id),
            _ => None,
        });
        let intrusions: Vec<&shape::Intrusion> = threats()
            .filter_map(|it| match it {
                shape::Threat::Intrusion(it) => Some(it),
                _ => None,
            })
            .collect();
        let stages = intrusions.iter().flat_map(|it| &it.stages);
        let extortions = threats().filter_map(|it| match it {
            shape::Threat::Extortion(it) => Some(&it.id),
            _ => None,
        });
        let mut team_ids = BTreeMap::new();
        for team in &main.teams {
            self.unique("team", &mut team_ids, &team.id, ());
        }
        Tables {
            builds: self.table("build", parts.builds.iter().map(|it| &it.id)),
            organisations: self.table("organisation", parts.organisations.iter().map(|it| &it.id)),
            segments: self.table("segment", parts.segments.iter().map(|it| &it.id)),
            groups: self.table("host group", hosts.map(|it| &it.id)),
            links: self.table("link", parts.links.iter().map(|it| &it.id)),
            systems: self.table("system", parts.systems.iter().map(|it| &it.id)),
            services: self.table("service", parts.services.iter().map(|it| &it.id)),
            flows: self.table("flow", flows.map(|it| &it.id)),
            pathways: self.table("pathway", parts.pathways.iter().map(|it| &it.id)),
            crews: self.table("crew", parts.crews.iter().map(|it| &it.id)),
            channels: self.table("channel", parts.channels.iter().map(|it| &it.id)),
            bodies: self.table("body", parts.bodies.iter().map(|it| &it.id)),
            roles: self.table("role", parts.roles.iter().map(|it| &it.id)),
            cards: self.table("card", parts.cards.iter().map(|it| &it.id)),
            injects: self.table("inject", main.injects.iter().map(|it| &it.id)),
            prompts: self.table("prompt", main.prompts.iter().map(|it| &it.id)),
            objectives: self.table("objective", main.objectives.iter().map(|it| &it.id)),
            tasks: self.table("task", tasks.map(|it| &it.id)),
            outages: self.table("outage", outages),
            intrusions: self.table("intrusion", intrusions.iter().map(|it| &it.id)),
            stages: self.table("stage", stages.map(|it| &it.id)),
            extortions: self.table("extortion", extortions),
        }
    }

    fn table<'a, T: From<usize> + Copy>(
        &mut self,
        what: &'static str,
        ids: impl Iterator<Item = &'a Id>,
    ) -> Table<T> {
        let mut table = BTreeMap::new();
        for (at, id) in ids.enumerate() {
            if at == MAX_LIST {
                self.problem(
                    Code::Count,
                    id.mark,
                    format!("there are more than {MAX_LIST} of kind {what}"),
                    "no scenario needs so many",
                );
                break;
            }
            self.unique(what, &mut table, id, T::from(at));
        }
        Table { what, ids: table }
    }

    fn unique<T: Copy>(
        &mut self,
        what: &str,
        table: &mut BTreeMap<String, (T, Mark)>,
        id: &Id,
        index: T,
    ) {
        self.id(id);
        match table.get(&id.value) {
            Some((_, first)) => {
                let problem = Diagnostic::new(
                    Code::DuplicateId,
                    id.mark,
                    format!("two of kind {what} are called `{id}`"),
                )
                .hint("give one of them another id")
                .also(*first, "the first one");
                self.problems.push(problem);
            }
            None => {
                table.insert(id.value.clone(), (index, id.mark));
            }
        }
    }

    fn id(&mut self, id: &Id) {
        let good = !id.value.is_empty()
            && id.value.len() <= 64
            && id
                .value
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if !good {
            self.problem(
                Code::BadId,
                id.mark,
                "this can't be an id",
                "use lower-case letters, digits and hyphens, 64 at most",
            );
        }
    }

    /// What an id means; a problem, and the first of the list, if it means nothing.
    pub(super) fn find<T: Copy + From<usize>>(
        &mut self,
        table: impl Fn(&Tables) -> &Table<T>,
        id: &Marked<String>,
    ) -> T {
        let table = table(&self.tables);
        if let Some((index, _)) = table.ids.get(&id.value) {
            return *index;
        }
        let hint = if let Some(other) = self.tables.other(&id.value) {
            format!(
                "`{id}` is the id of a {other}; a {} is wanted here",
                table.what
            )
        } else if let Some(name) = nearest(&id.value, table.ids.keys().map(String::as_str)) {
            format!("did you mean `{name}`?")
        } else if table.ids.is_empty() {
            format!(
                "the scenario has nothing of kind {}; is an include missing?",
                table.what
            )
        } else {
            let some: Vec<&str> = table.ids.keys().take(12).map(String::as_str).collect();
            format!("known: {}", some.join(", "))
        };
        let message = format!("there is no {} called `{id}`", table.what);
        self.problem(Code::UnknownId, id.mark, message, &hint);
        T::from(0)
    }

    /// What each of several ids means.
    pub(super) fn find_all<T: Copy + From<usize>>(
        &mut self,
        table: impl Fn(&Tables) -> &Table<T>,
        ids: &[Marked<String>],
    ) -> Vec<T> {
        ids.iter().map(|id| self.find(&table, id)).collect()
    }

    /// Whether an id is known, without a problem if not.
    pub(super) fn knows<T>(
        &self,
        table: impl Fn(&Tables) -> &Table<T>,
        id: &Marked<String>,
    ) -> bool {
        table(&self.tables).ids.contains_key(&id.value)
    }
}
