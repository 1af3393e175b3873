//! The list of dependencies: which system needs which, in columns of its own or as a relation
//! between a parent and a child. What no need follows from is left and told. Must not write the
//! estate.

use super::Estate;
use super::account::{Told, quoted};
use super::cells::share;
use super::found::Found;
use super::heads::{Row, Table};
use std::collections::{BTreeMap, BTreeSet};

/// Which of two needs the other, by the words of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// The first needs the second.
    Needs,
    /// The second needs the first.
    Needed,
    /// The first runs on the second, a machine if its name is one.
    RunsOn,
    /// The second runs on the first.
    Runs,
    /// It is no need.
    None,
}

/// How relations begin, in small letters with single blanks; ServiceNow's among them, of whose words
/// (`Depends on::Used by`) the first are the parent's.
const WAYS: [(&str, Way); 39] = [
    ("depends on", Way::Needs),
    ("depends", Way::Needs),
    ("dependson", Way::Needs),
    ("dependent on", Way::Needs),
    ("dependency", Way::Needs),
    ("requires", Way::Needs),
    ("needs", Way::Needs),
    ("relies on", Way::Needs),
    ("relies upon", Way::Needs),
    ("uses", Way::Needs),
    ("consumes", Way::Needs),
    ("receives data from", Way::Needs),
    ("receives from", Way::Needs),
    ("fed by", Way::Needs),
    ("supported by", Way::Needs),
    ("served by", Way::Needs),
    ("virtualized by", Way::RunsOn),
    ("virtualised by", Way::RunsOn),
    ("runs on", Way::RunsOn),
    ("runson", Way::RunsOn),
    ("hosted on", Way::RunsOn),
    ("hosted by", Way::RunsOn),
    ("hostedon", Way::RunsOn),
    ("installed on", Way::RunsOn),
    ("deployed on", Way::RunsOn),
    ("used by", Way::Needed),
    ("usedby", Way::Needed),
    ("required by", Way::Needed),
    ("needed by", Way::Needed),
    ("depended on by", Way::Needed),
    ("consumed by", Way::Needed),
    ("sends data to", Way::Needed),
    ("provides data to", Way::Needed),
    ("feeds", Way::Needed),
    ("supports", Way::Needed),
    ("serves", Way::Needed),
    ("hosts", Way::Runs),
    ("runs", Way::Runs),
    ("virtualizes", Way::Runs),
];

fn way(relation: &str) -> Way {
    let relation = relation.split("::").next().unwrap_or_default();
    let words: Vec<String> = relation
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_lowercase)
        .collect();
    // “Is used by” and “used by” are one.
    let words = match words.first().map(String::as_str) {
        Some("is" | "are") => &words[1..],
        _ => &words[..],
    };
    let relation = words.join(" ");
    WAYS.iter()
        .filter(|(begin, _)| {
            relation
                .strip_prefix(begin)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
        .max_by_key(|(begin, _)| begin.len())
        .map_or(Way::None, |(_, way)| *way)
}

/// Takes in the list of dependencies.
pub(super) fn dependencies_in(table: &Table<'_>, found: &mut Found, estate: &mut Estate) {
    let mut told = Told::default();
    let mut no_loss = 0;
    for row in &table.rows {
        let named = |field: &str| -> Vec<&str> {
            let cells = row.all(field);
            cells
                .flat_map(|(_, words)| found.several(words, &["systems", "services"]))
                .collect()
        };
        let (own, others) = (named("system"), named("needs"));
        if own.is_empty() || others.is_empty() {
            told.of(row.at, "one of the two systems is missing");
            continue;
        }
        let way = match row.get("type") {
            None => Way::Needs,
            Some(words) => way(words),
        };
        if way == Way::None {
            let words = row.get("type").unwrap_or_default();
            told.of(
                row.at,
                format!("no need follows from “{words}”, so it is not carried"),
            );
            continue;
        }
        if let (Some(words), None) = (row.get("loss"), row.get("loss").and_then(share)) {
            told.of(
                row.at,
                format!("“{words}” is not understood as a share that is lost"),
            );
        }
        for own in own {
            for other in others.iter().copied() {
                let (own, other) = match way {
                    Way::Needed | Way::Runs => (other, own),
                    Way::Needs | Way::RunsOn | Way::None => (own, other),
                };
                let loss = row.get("loss").and_then(share);
                if found.note_need(own, other, way, loss, row, &mut told) && loss.is_none() {
                    no_loss += 1;
                }
            }
        }
    }
    estate.left.extend(told.sentences("dependencies"));
    let typed = table.has("type");
    if !typed && table.heads.iter().any(|it| it.starts_with("parent")) {
        estate.assumed.push(
            "Nothing says how parents and children belong together: a parent needs its child."
                .to_owned(),
        );
    }
    if no_loss > 0 {
        let dependencies = if no_loss == 1 {
            "dependency"
        } else {
            "dependencies"
        };
        estate.assumed.push(format!(
            "Of {no_loss} {dependencies} it is not said how much is lost: all of it."
        ));
    }
}

impl Found {
    /// Notes that something needs something, whichever of the two are machines, systems or services.
    /// Whether it is a need between systems.
    fn note_need(
        &mut self,
        own: &str,
        other: &str,
        way: Way,
        loss: Option<f64>,
        row: &Row<'_>,
        told: &mut Told,
    ) -> bool {
        let is_machine = |it: &Self, name: &str| {
            it.known("systems", name).is_none() && it.machine(name).is_some()
        };
        if is_machine(self, own) {
            told.of(
                row.at,
                format!("“{own}” is a machine, of which no need is carried"),
            );
            return false;
        }
        if self.known("systems", own).is_none()
            && let Some(service) = self.known("services", own).cloned()
        {
            let (id, _) = self.system(other);
            let weight = match loss {
                Some(loss) if loss >= 0.7 => "Essential",
                Some(loss) if loss < 0.3 => "Helpful",
                _ => "Important",
            };
            if let Some(service) = self.services.get_mut(&service) {
                service.needs.entry(id).or_insert(weight);
            }
            return false;
        }
        if is_machine(self, other) {
            let group = self.machine(other).cloned();
            self.system(own).1.groups.extend(group);
            return false;
        }
        let (other_id, _) = self.system(other);
        let (own_id, system) = self.system(own);
        if own_id == other_id {
            told.of(row.at, format!("“{own}” and what it needs are one"));
            return false;
        }
        system.needs.insert(other_id, loss.unwrap_or(1.0));
        if matches!(way, Way::RunsOn | Way::Runs) {
            told.of(
                row.at,
                format!("no asset is called “{other}”, so it is taken for a system"),
            );
        }
        true
    }

    /// Takes out the needs by which systems need themselves by way of others, which no scenario may
    /// have, and tells them.
    pub(super) fn without_circles(&mut self, estate: &mut Estate) {
        let mut done: BTreeSet<String> = BTreeSet::new();
        let mut closing: Vec<(String, String)> = Vec::new();
        let needs: BTreeMap<&String, Vec<&String>> = self
            .systems
            .iter()
            .map(|(id, system)| (id, system.needs.keys().collect()))
            .collect();
        for start in self.systems.keys() {
            // The way down, each with how many of its needs were followed.
            let mut way: Vec<(&String, usize)> = vec![(start, 0)];
            let mut on_way: BTreeSet<&String> = BTreeSet::from([start]);
            if done.contains(start) {
                continue;
            }
            while let Some((at, next)) = way.last_mut() {
                let at = *at;
                let Some(other) = needs.get(at).and_then(|it| it.get(*next)).copied() else {
                    done.insert(at.clone());
                    on_way.remove(at);
                    way.pop();
                    continue;
                };
                *next += 1;
                if on_way.contains(other) {
                    closing.push((at.clone(), other.clone()));
                } else if !done.contains(other) {
                    on_way.insert(other);
                    way.push((other, 0));
                }
            }
        }
        for (own, other) in closing {
            let names = [&own, &other].map(|id| {
                self.systems
                    .get(id)
                    .map_or_else(String::new, |it| it.name.clone())
            });
            if let Some(system) = self.systems.get_mut(&own) {
                system.needs.remove(&other);
            }
            estate.left.push(format!(
                "dependencies: {} need each other, by way of others: that the first needs the second is not carried",
                quoted(&names)
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_says_which_needs_which() {
        for (words, wanted) in [
            ("Depends on::Used by", Way::Needs),
            ("Runs on::Runs", Way::RunsOn),
            ("Hosted on::Hosts", Way::RunsOn),
            ("Used by::Uses", Way::Needed),
            ("Hosts::Hosted on", Way::Runs),
            ("depends_on", Way::Needs),
            ("DependsOn", Way::Needs),
            ("Depended on by", Way::Needed),
            ("is used by", Way::Needed),
            ("Is hosted on", Way::RunsOn),
            ("Members::Member of", Way::None),
            ("Contains::Contained by", Way::None),
            ("Connects to::Connected by", Way::None),
        ] {
            assert_eq!(way(words), wanted, "{words}");
        }
    }
}
