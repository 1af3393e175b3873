//! What a trust's lists hold, gathered row by row. What they do not say is assumed and told; what
//! can't be taken is told with its row. Must not write the estate.

use super::Estate;
use super::cells::{kind_of, share, weight_of, yes};
use super::heads::Row;
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
    /// Segments, with the words they were named by.
    pub(super) segments: BTreeMap<String, String>,
    /// By segment, kind and build.
    pub(super) groups: BTreeMap<(String, &'static str, String), Group>,
    pub(super) builds: BTreeMap<String, String>,
    /// Systems: name, groups, what they need.
    pub(super) systems: BTreeMap<String, System>,
    pub(super) services: BTreeMap<String, Service>,
    /// Where the machines are said to stand.
    pub(super) places: Places,
}

impl Found {
    /// The id of something by its name: the same for the same name, another for another.
    fn id(&mut self, list: &'static str, name: &str) -> String {
        let key = (list, name.trim().to_lowercase());
        if let Some(id) = self.ids.get(&key) {
            return id.clone();
        }
        let wanted = slug(name);
        let mut id = wanted.clone();
        let mut more = 2;
        let taken = |id: &str| {
            (list == "segments" && id == "internet")
                || self
                    .ids
                    .iter()
                    .any(|((other, _), known)| *other == list && known == id)
        };
        while taken(&id) {
            id = format!("{wanted}-{more}");
            more += 1;
        }
        self.ids.insert(key, id.clone());
        id
    }
}

#[derive(Debug, Default)]
pub(super) struct System {
    pub(super) name: String,
    pub(super) groups: BTreeSet<String>,
    pub(super) needs: BTreeMap<String, f64>,
}

#[derive(Debug, Default)]
pub(super) struct Service {
    pub(super) name: String,
    pub(super) segments: BTreeSet<String>,
    pub(super) needs: BTreeMap<String, &'static str>,
    pub(super) paper: String,
}

pub(super) fn assets_in(rows: &[Row], found: &mut Found, estate: &mut Estate) {
    let (mut no_build, mut no_kind, mut no_patch) = (0, 0, 0);
    for (row, cells) in rows {
        let Some(segment) = cells.get("segment") else {
            estate.left.push(format!(
                "assets, row {row}: it does not say where it stands"
            ));
            continue;
        };
        let count = match cells.get("count").map(|it| it.parse::<f64>()) {
            None => 1,
            Some(Ok(count)) if (1.0..=100_000.0).contains(&count) => count as u32,
            Some(_) => {
                estate
                    .left
                    .push(format!("assets, row {row}: the count is no number"));
                continue;
            }
        };
        let build = cells.get("build").cloned().unwrap_or_else(|| {
            no_build += count;
            "Windows 7".to_owned()
        });
        let kind = cells
            .get("kind")
            .and_then(|it| kind_of(it))
            .unwrap_or_else(|| {
                no_kind += count;
                "Desktop"
            });
        let patched = cells
            .get("patched")
            .and_then(|it| yes(it))
            .unwrap_or_else(|| {
                no_patch += count;
                false
            });
        let at = found.id("segments", segment);
        found
            .segments
            .entry(at.clone())
            .or_insert_with(|| segment.clone());
        let build_id = found.id("builds", &build);
        found.builds.entry(build_id.clone()).or_insert(build);
        let group_id = found.id(
            "groups",
            &format!("{} {build_id} {at}", kind.to_lowercase()),
        );
        let group = found
            .groups
            .entry((at.clone(), kind, build_id.clone()))
            .or_default();
        group.id = group_id;
        group.count += count;
        group.patched += if patched { count } else { 0 };
        let group = group.id.clone();
        found.places.hear(&at, &group, count, cells);
        if let Some(system) = cells.get("system") {
            let id = found.id("systems", system);
            let entry = found.systems.entry(id).or_default();
            if entry.name.is_empty() {
                entry.name.clone_from(system);
            }
            entry.groups.insert(group);
        }
    }
    for (count, what) in [
        (no_build, "no operating system is named: Windows 7"),
        (no_kind, "no kind is named that is understood: desktops"),
        (
            no_patch,
            "nothing is said of the patch that is understood: without it",
        ),
    ] {
        if count > 0 {
            estate.assumed.push(format!("Of {count} machines {what}."));
        }
    }
}

pub(super) fn dependencies_in(rows: &[Row], found: &mut Found, estate: &mut Estate) {
    let mut no_loss = 0;
    for (row, cells) in rows {
        let (Some(system), Some(needs)) = (cells.get("system"), cells.get("needs")) else {
            estate.left.push(format!(
                "dependencies, row {row}: one of the two systems is missing"
            ));
            continue;
        };
        let loss = cells
            .get("loss")
            .and_then(|it| share(it))
            .unwrap_or_else(|| {
                no_loss += 1;
                1.0
            });
        let other = found.id("systems", needs);
        let own = found.id("systems", system);
        let entry = found.systems.entry(other.clone()).or_default();
        if entry.name.is_empty() {
            entry.name.clone_from(needs);
        }
        let id = found.id("systems", system);
        let entry = found.systems.entry(id).or_default();
        if entry.name.is_empty() {
            entry.name.clone_from(system);
        }
        if own != other {
            entry.needs.insert(other, loss);
        }
    }
    if no_loss > 0 {
        estate.assumed.push(format!(
            "Of {no_loss} dependencies it is not said how much is lost: all of it."
        ));
    }
}

pub(super) fn impact_in(rows: &[Row], found: &mut Found, estate: &mut Estate) {
    let mut no_weight = 0;
    for (row, cells) in rows {
        let Some(name) = cells.get("service") else {
            estate
                .left
                .push(format!("business impact, row {row}: no service is named"));
            continue;
        };
        if let Some(system) = cells.get("system") {
            let id = found.id("systems", system);
            let entry = found.systems.entry(id).or_default();
            if entry.name.is_empty() {
                entry.name.clone_from(system);
            }
        }
        let weight = cells
            .get("weight")
            .and_then(|it| weight_of(it))
            .unwrap_or_else(|| {
                no_weight += 1;
                "Important"
            });
        let needed = cells.get("system").map(|it| found.id("systems", it));
        let at = cells.get("segment").map(|it| found.id("segments", it));
        let id = found.id("services", name);
        let service = found.services.entry(id).or_default();
        service.name.clone_from(name);
        if let Some(segment) = cells.get("segment") {
            let at = at.unwrap_or_default();
            if found.segments.contains_key(&at) {
                service.segments.insert(at);
            } else {
                estate.left.push(format!(
                    "business impact, row {row}: no asset stands in “{segment}”"
                ));
            }
        }
        if let Some(paper) = cells.get("paper") {
            service.paper.clone_from(paper);
        }
        if let Some(system) = needed {
            service.needs.insert(system, weight);
        }
    }
    if no_weight > 0 {
        estate.assumed.push(format!(
            "Of {no_weight} needs it is not said how much they matter: important."
        ));
    }
}
