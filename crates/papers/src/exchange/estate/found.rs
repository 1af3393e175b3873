//! What a trust's lists hold: parts, machines alike, systems and services, each by an id of its own.
//! Must not read a list, and must not write the estate.

use super::cells::several;
use super::places::Places;
use crate::exchange::words::slug;
use std::collections::{BTreeMap, BTreeSet};

/// Hosts alike.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) count: u32,
    pub(super) patched: u32,
}

/// What the lists hold.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By list and name as it is written: its id, each once.
    ids: BTreeMap<(&'static str, String), String>,
    taken: BTreeSet<(&'static str, String)>,
    /// Segments, with the words they were named by.
    pub(super) segments: BTreeMap<String, String>,
    /// By segment, kind and build.
    pub(super) groups: BTreeMap<(String, &'static str, String), Group>,
    pub(super) builds: BTreeMap<String, String>,
    /// Whether an operating system is named that is known: then one that is not is no victim.
    pub(super) knows_systems: bool,
    /// Machines by their names in small letters: the group that they belong to.
    pub(super) machines: BTreeMap<String, String>,
    /// Systems: name, groups, what they need.
    pub(super) systems: BTreeMap<String, System>,
    pub(super) services: BTreeMap<String, Service>,
    /// Where the machines are said to stand.
    pub(super) places: Places,
}

impl Found {
    /// The id of something by its name: the same for the same name, another for another.
    pub(super) fn id(&mut self, list: &'static str, name: &str) -> String {
        let key = (list, name.trim().to_lowercase());
        if let Some(id) = self.ids.get(&key) {
            return id.clone();
        }
        let wanted = slug(name);
        let mut id = wanted.clone();
        let mut more = 2;
        while (list == "segments" && id == "internet") || self.taken.contains(&(list, id.clone())) {
            id = format!("{wanted}-{more}");
            more += 1;
        }
        self.taken.insert((list, id.clone()));
        self.ids.insert(key, id.clone());
        id
    }

    /// The id of something that a list has named already.
    pub(super) fn known(&self, list: &'static str, name: &str) -> Option<&String> {
        self.ids.get(&(list, name.trim().to_lowercase()))
    }

    /// The names in a cell of systems. What a sign joins is several if one of them is named already, what
    /// “and” joins if all are: many a name holds one. What is named by the whole is one. They are looked for
    /// among what some lists name.
    pub(super) fn several<'a>(&self, words: &'a str, lists: &[&'static str]) -> Vec<&'a str> {
        let is_known = |name: &str| lists.iter().any(|it| self.known(it, name).is_some());
        let parted = |name: &'a str, signs: [&str; 2], least: fn(usize) -> usize| {
            if is_known(name) {
                return vec![name];
            }
            let mut parts = vec![name];
            for sign in signs {
                parts = parts.iter().flat_map(|it| it.split(sign)).collect();
            }
            parts.retain(|it| !it.trim().is_empty());
            let known = parts.iter().filter(|it| is_known(it)).count();
            if known >= least(parts.len()) {
                parts
            } else {
                vec![name]
            }
        };
        several(words)
            .into_iter()
            .flat_map(|it| parted(it, [" & ", " + "], |_| 1))
            .flat_map(|it| parted(it, [" and ", " AND "], |all| all))
            .map(str::trim)
            .collect()
    }

    /// The group of a machine of this name, with or without its domain.
    pub(super) fn machine(&self, name: &str) -> Option<&String> {
        let name = name.trim().to_lowercase();
        let short = name.split('.').next().unwrap_or_default();
        self.machines
            .get(&name)
            .or_else(|| self.machines.get(short))
    }

    /// A system by its name, and its id. One that has the name of a machine runs on that.
    pub(super) fn system(&mut self, name: &str) -> (String, &mut System) {
        let id = self.id("systems", name);
        let machine = self.machine(name).cloned();
        let system = self.systems.entry(id.clone()).or_default();
        if system.name.is_empty() {
            name.clone_into(&mut system.name);
            system.groups.extend(machine);
        }
        (id, system)
    }
}

/// What machines are for, with what it needs.
#[derive(Debug, Default)]
pub(super) struct System {
    pub(super) name: String,
    pub(super) groups: BTreeSet<String>,
    pub(super) needs: BTreeMap<String, f64>,
}

/// What patients get, and which systems it is given with.
#[derive(Debug, Default)]
pub(super) struct Service {
    pub(super) name: String,
    pub(super) segments: BTreeSet<String>,
    pub(super) needs: BTreeMap<String, &'static str>,
    pub(super) paper: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_several_by_what_the_lists_name() {
        let mut found = Found::default();
        for (list, name) in [
            ("services", "Clinics"),
            ("services", "Radiology & PACS"),
            ("services", "Radiology"),
            ("systems", "PACS"),
            ("systems", "EPR"),
        ] {
            found.id(list, name);
        }
        let (both, systems) = (&["systems", "services"], &["systems"]);
        for (words, of_both, of_systems) in [
            ("Clinics & Theatres", 2, 1),
            ("Radiology & PACS", 1, 2),
            ("EPR & PACS", 2, 2),
            ("EPR and PACS; Letters", 3, 3),
            ("Radiology and imaging archive", 1, 1),
            ("EPR and Letters", 1, 1),
        ] {
            assert_eq!(found.several(words, both).len(), of_both, "{words}");
            assert_eq!(found.several(words, systems).len(), of_systems, "{words}");
        }
    }
}
