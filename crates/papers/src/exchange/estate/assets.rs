//! The list of assets: machines alike, part by part. What is no computer, is not there any more, or
//! does not say where it stands is left out and told with its rows; what a row does not say is
//! assumed and told, and nothing is a victim because it is not understood. Must not write the estate.

use super::Estate;
use super::account::Told;
use super::cells::{folders, is_gone, network, units, yes};
use super::found::Found;
use super::heads::{Row, Table};
use super::kinds::{Kind, kind_of};
use super::systems::{Known, is_server, known, named};
use std::collections::{BTreeMap, BTreeSet};

/// What a machine runs that is said to run nothing, where others say it.
const NO_SYSTEM: &str = "Operating system not stated";

/// Units of a directory that say what stands in them, not where.
const NO_PLACE: [&str; 22] = [
    "computers",
    "computer",
    "workstations",
    "workstation",
    "desktops",
    "desktop",
    "laptops",
    "laptop",
    "pcs",
    "pc",
    "clients",
    "devices",
    "devicemanagement",
    "managed",
    "windows 7",
    "windows 10",
    "windows 11",
    "win7",
    "win10",
    "win11",
    "servers",
    "member servers",
];

/// What a row says that it is.
struct Machine<'a> {
    place: String,
    kind: Option<&'static str>,
    build: Option<String>,
    count: u32,
    patched: Option<bool>,
    row: &'a Row<'a>,
}

/// Machines of which something is assumed.
#[derive(Default)]
struct Assumed {
    no_build: u32,
    no_kind: u32,
    kind_by_build: u32,
    no_patch: u32,
}

/// Takes in the list of assets.
pub(super) fn assets_in(table: &Table<'_>, found: &mut Found, estate: &mut Estate) {
    let reading = Reading::of(table);
    found.knows_systems = reading.knows_systems;
    let (mut told, mut assumed) = (Told::default(), Assumed::default());
    for row in &table.rows {
        match reading.machine(row) {
            Ok(machine) => {
                found.note_machine(&machine, table, &mut assumed);
                // Often a day, another in each row, so it is not said over.
                if machine.patched.is_none() && row.get("patched").is_some() {
                    told.of(
                        row.at,
                        "what it says of the patch is not understood, and not carried",
                    );
                }
                // Some have a family of systems there.
                let is_system = |it: &&str| matches!(known(it), Known::As(_) | Known::SomeWindows);
                if let (None, Some(words)) =
                    (machine.kind, row.get("kind").filter(|it| !is_system(it)))
                {
                    told.of(
                        row.at,
                        format!("“{words}” is not understood as a kind, and not carried"),
                    );
                }
            }
            Err(why) => told.of(row.at, why),
        }
    }
    estate.left.extend(told.sentences("assets"));
    let no_build = if found.knows_systems {
        "no operating system is named: the worm is taken not to infect them"
    } else {
        "no operating system is named: Windows 7"
    };
    for (count, what) in [
        (assumed.no_build, no_build),
        (
            assumed.kind_by_build,
            "no kind is named that is understood: by their operating system",
        ),
        (
            assumed.no_kind,
            "no kind is named that is understood: desktops",
        ),
        (
            assumed.no_patch,
            "nothing is said of the patch that is understood: without it",
        ),
    ] {
        if count > 0 {
            let machines = if count == 1 { "machine" } else { "machines" };
            estate
                .assumed
                .push(format!("Of {count} {machines} {what}."));
        }
    }
}

/// What the whole list says, for what a row does not.
struct Reading<'a> {
    table: &'a Table<'a>,
    /// Whether a system is named that is known.
    knows_systems: bool,
    /// Whether a system or a kind of thing is named that is known: then one that is not is no machine.
    knows_more: bool,
    /// Units of the directory that have a name alike, and stand in different ones.
    ambiguous: BTreeSet<String>,
    kinds: BTreeMap<&'a str, Option<Kind>>,
    /// By what names an operating system and its version: which it is, and what is known of it.
    systems: BTreeMap<Named<'a>, Option<(String, Known)>>,
}

/// The cells that name an operating system, and its version.
type Named<'a> = (Option<&'a str>, Option<&'a str>);

impl<'a> Reading<'a> {
    fn of(table: &'a Table<'a>) -> Self {
        let mut kinds = BTreeMap::new();
        let mut systems = BTreeMap::new();
        let mut within: BTreeMap<String, String> = BTreeMap::new();
        let mut ambiguous = BTreeSet::new();
        for row in &table.rows {
            for (_, words) in row.all("kind") {
                kinds.entry(words).or_insert_with(|| kind_of(words));
            }
            systems
                .entry(cells_of_system(row))
                .or_insert_with_key(|(name, version)| {
                    let system = named(*name, *version)?;
                    let known = known(&system);
                    Some((system, known))
                });
            for (column, words) in row.all("segment") {
                if let Some(units) = path(&table.heads[column], words) {
                    let (own, above) = (units[0].to_lowercase(), units[1..].join("/"));
                    let above = above.to_lowercase();
                    if *within.entry(own.clone()).or_insert_with(|| above.clone()) != above {
                        ambiguous.insert(own);
                    }
                }
            }
        }
        let knows_systems = systems
            .values()
            .flatten()
            .any(|(_, known)| matches!(known, Known::As(_)));
        Self {
            table,
            knows_systems,
            knows_more: knows_systems || kinds.values().any(Option::is_some),
            ambiguous,
            kinds,
            systems,
        }
    }

    /// Where a row's machine stands.
    fn place(&self, row: &Row<'_>) -> Option<String> {
        if self.table.by_network {
            return row.all("segment").find_map(|(_, words)| network(words));
        }
        row.all("segment").find_map(|(column, words)| {
            let Some(units) = path(&self.table.heads[column], words) else {
                return (units(words).is_none()).then(|| words.to_owned());
            };
            let ambiguous = self.ambiguous.contains(&units[0].to_lowercase());
            Some(match units.get(1) {
                Some(above) if ambiguous => format!("{above}: {}", units[0]),
                _ => units[0].clone(),
            })
        })
    }

    /// What a row says, or why it is left out.
    fn machine(&self, row: &'a Row<'a>) -> Result<Machine<'a>, String> {
        for (column, words) in row.all("status") {
            let head = &self.table.heads[column];
            if is_gone(head, words) {
                return Err(match head.as_str() {
                    "enabled" | "accountenabled" | "active" => {
                        format!("it is not {}, left out", head.trim_start_matches("account"))
                    }
                    "obsolete" | "isobsolete" | "decommissioned" | "isdecommissioned"
                    | "retired" | "disposed" | "archived" => {
                        format!("it is {}, left out", head.trim_start_matches("is"))
                    }
                    _ => format!("“{words}”, left out"),
                });
            }
        }
        let system = self.systems.get(&cells_of_system(row));
        let system = system.and_then(Option::as_ref);
        if let Some((system, Known::Network)) = system {
            return Err(format!(
                "“{system}” is the system of a network device, no computer"
            ));
        }
        let kind = self.kind(row, system)?;
        let Some(place) = self.place(row) else {
            return Err("it does not say where it stands".to_owned());
        };
        if matches!(
            place.to_lowercase().as_str(),
            "total" | "totals" | "grand total"
        ) {
            return Err(format!("“{place}” is a sum, not a place"));
        }
        let count = match row.get("count").map(counted) {
            None => 1,
            Some(Some(count)) if (1.0..=100_000.0).contains(&count) && count.fract() == 0.0 => {
                count as u32
            }
            Some(_) => return Err("the count is no number".to_owned()),
        };
        Ok(Machine {
            place,
            kind,
            build: system.map(|(name, _)| name.clone()),
            count,
            patched: row.get("patched").and_then(yes),
            row,
        })
    }

    /// The kind of a row's machine if it is understood; why it is left out if it is no machine.
    fn kind(
        &self,
        row: &Row<'_>,
        system: Option<&(String, Known)>,
    ) -> Result<Option<&'static str>, String> {
        let mut thing = None;
        let is_server = system.is_some_and(|(name, _)| is_server(name) == Some(true));
        for (_, words) in row.all("kind") {
            match self.kinds.get(words).copied().flatten() {
                // A computer is whichever its system says.
                Some(Kind::Machine("Desktop")) if is_server && is_any_computer(words) => {
                    return Ok(Some("Server"));
                }
                Some(Kind::Machine(kind)) => return Ok(Some(kind)),
                Some(Kind::Thing) => {
                    thing.get_or_insert(words);
                }
                None => {}
            }
        }
        // A version alone may be that of anything.
        let runs = row.get("build").is_some()
            && matches!(system, Some((_, Known::As(_) | Known::SomeWindows)));
        match (thing, row.get("kind")) {
            (Some(_), _) if runs => Ok(Some("Device")),
            (Some(thing), _) => Err(format!("“{thing}” is no computer")),
            (None, Some(words)) if system.is_none() && self.knows_more => Err(format!(
                "“{words}” is not known as a computer, and no operating system is named"
            )),
            (None, None) if system.is_none() && self.knows_systems => {
                Err("neither a kind of machine nor an operating system is named".to_owned())
            }
            (None, _) => Ok(None),
        }
    }
}

/// A number, also one with a comma or a blank before its last three digits: `1,200`.
fn counted(words: &str) -> Option<f64> {
    let (lead, rest) = words
        .split_once([',', ' ', '\u{a0}', '\u{202f}'])
        .unwrap_or((words, ""));
    let digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let grouped = (1..=3).contains(&lead.len()) && digits(lead) && rest.len() == 3 && digits(rest);
    if grouped {
        return format!("{lead}{rest}").parse().ok();
    }
    words.parse().ok()
}

/// Whether a kind says no more than that it is a computer.
fn is_any_computer(words: &str) -> bool {
    let lower = words.to_lowercase();
    lower.trim_end_matches('s').ends_with("computer")
}

/// The cells that say which operating system a row's machine has: of several columns the first whose
/// name is known, else the first that is filled; and its version.
fn cells_of_system<'a>(row: &Row<'a>) -> Named<'a> {
    let mut names = row.all("build").map(|(_, words)| words);
    let name = match (names.next(), names.next()) {
        (first, None) => first,
        (first, _) => {
            let is_known = |it: &&str| matches!(known(it), Known::As(_));
            row.all("build")
                .map(|(_, words)| words)
                .find(is_known)
                .or(first)
        }
    };
    (name, row.get("version"))
}

/// The units of the directory that a cell says a machine stands in, the nearest first, without those
/// that say what stands in them, unless all do.
fn path(head: &str, words: &str) -> Option<Vec<String>> {
    // Other columns may have a stroke in a place's own name.
    let mut all = match head {
        "orgunitpath" => words.split('/').rev().map(str::to_owned).collect(),
        "canonicalname" | "systemouname" | "ou" | "orgunit" | "organizationalunit"
        | "organisationalunit" => units(words).or_else(|| folders(words))?,
        _ => units(words)?,
    };
    if head == "canonicalname" && all.len() > 1 {
        all.remove(0);
    }
    all.retain(|it| !it.is_empty());
    let places: Vec<String> = all
        .iter()
        .filter(|it| !NO_PLACE.contains(&it.to_lowercase().as_str()))
        .cloned()
        .collect();
    // Servers stand with servers where nothing else says where.
    let own = if places.is_empty() { all } else { places };
    (!own.is_empty()).then_some(own)
}

impl Found {
    fn note_machine(&mut self, machine: &Machine<'_>, table: &Table<'_>, assumed: &mut Assumed) {
        let count = machine.count;
        let build = machine.build.clone().unwrap_or_else(|| {
            assumed.no_build += count;
            let all = if self.knows_systems {
                NO_SYSTEM
            } else {
                "Windows 7"
            };
            all.to_owned()
        });
        let kind = machine.kind.unwrap_or_else(|| match is_server(&build) {
            Some(server) if machine.build.is_some() => {
                assumed.kind_by_build += count;
                if server { "Server" } else { "Desktop" }
            }
            _ => {
                assumed.no_kind += count;
                "Desktop"
            }
        });
        let patched = machine.patched.unwrap_or_else(|| {
            assumed.no_patch += count;
            false
        });
        let at = self.id("segments", &machine.place);
        self.segments
            .entry(at.clone())
            .or_insert_with(|| machine.place.clone());
        let build_id = self.id("builds", &build);
        self.builds.entry(build_id.clone()).or_insert(build);
        let group_id = self.id(
            "groups",
            &format!("{} {build_id} {at}", kind.to_lowercase()),
        );
        let group = self.groups.entry((at.clone(), kind, build_id)).or_default();
        group.id.clone_from(&group_id);
        group.count += count;
        group.patched += if patched { count } else { 0 };
        self.places.hear(&at, &group_id, count, machine.row);
        if !table.has("count") {
            for (_, name) in machine.row.all("name") {
                let name = name.to_lowercase();
                if let Some((short, _)) = name.split_once('.') {
                    self.machines
                        .entry(short.to_owned())
                        .or_insert(group_id.clone());
                }
                self.machines.entry(name).or_insert(group_id.clone());
            }
        }
        for (_, words) in machine.row.all("system") {
            for name in self.several(words, &["systems"]) {
                self.system(name).1.groups.insert(group_id.clone());
            }
        }
    }
}
