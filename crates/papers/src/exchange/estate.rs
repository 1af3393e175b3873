//! A trust's own lists — assets, dependencies, business impact — as an estate file. What the lists
//! do not say is assumed, and every assumption is listed and stands as a comment where it is. Must
//! not check the estate: that is done with the scenario that includes it.

use super::sheet::Sheet;
use super::words::{bare, slug};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use wardroom_core::ron_tree::quoted;

/// Rows in which heads are looked for.
const HEAD_ROWS: usize = 20;

/// What was made of the lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Estate {
    /// The estate file.
    pub text: String,
    /// What was assumed, a sentence each.
    pub assumed: Vec<String>,
    /// What was left, a sentence each, with its row.
    pub left: Vec<String>,
}

/// The lists.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Assets: a row for each machine, or for several alike.
    pub assets: Vec<Sheet>,
    /// Which system needs which.
    pub dependencies: Vec<Sheet>,
    /// Which service needs which system, and how much.
    pub impact: Vec<Sheet>,
}

/// Which head is which field, where the usual heads do not fit: by field, its head there.
pub type Heads = BTreeMap<String, String>;

/// The fields of each list, with heads by which others know them.
const ASSETS: [(&str, &[&str]); 6] = [
    (
        "segment",
        &[
            "segment",
            "department",
            "location",
            "site",
            "vlan",
            "network",
            "area",
            "ward",
            "zone",
        ],
    ),
    (
        "kind",
        &[
            "kind",
            "type",
            "asset type",
            "class",
            "category",
            "device type",
        ],
    ),
    (
        "build",
        &[
            "build",
            "operating system",
            "os",
            "os version",
            "platform",
            "software",
        ],
    ),
    ("count", &["count", "quantity", "number", "qty", "how many"]),
    (
        "patched",
        &["patched", "up to date", "patch status", "ms17 010", "patch"],
    ),
    (
        "system",
        &[
            "system",
            "application",
            "service supported",
            "used for",
            "runs",
            "hosts",
        ],
    ),
];
const DEPENDENCIES: [(&str, &[&str]); 3] = [
    (
        "system",
        &["system", "application", "dependent", "from", "asset"],
    ),
    (
        "needs",
        &[
            "needs",
            "depends on",
            "dependency",
            "requires",
            "to",
            "upstream",
        ],
    ),
    ("loss", &["loss", "impact", "share lost", "criticality"]),
];
const IMPACT: [(&str, &[&str]); 5] = [
    (
        "service",
        &[
            "service",
            "clinical service",
            "business service",
            "process",
            "activity",
        ],
    ),
    (
        "system",
        &["system", "application", "needs", "resource", "it system"],
    ),
    (
        "weight",
        &[
            "weight",
            "impact",
            "criticality",
            "importance",
            "tier",
            "priority",
        ],
    ),
    (
        "segment",
        &["segment", "department", "location", "where", "site"],
    ),
    (
        "paper",
        &[
            "paper",
            "downtime",
            "workaround",
            "manual fallback",
            "fallback",
        ],
    ),
];

/// Rows of a list by the names of its fields, with the row's number.
fn rows(
    sheets: &[Sheet],
    fields: &[(&'static str, &[&str])],
    heads: &Heads,
) -> Option<Vec<(usize, BTreeMap<&'static str, String>)>> {
    let field_of = |head: &str| {
        let head = bare(head);
        let own = fields
            .iter()
            .find(|(field, _)| heads.get(*field).is_some_and(|it| bare(it) == head));
        own.or_else(|| {
            fields.iter().find(|(field, known)| {
                !heads.contains_key(*field) && known.iter().any(|it| *it == head)
            })
        })
        .map(|(field, _)| *field)
    };
    let (sheet, head, columns) = sheets
        .iter()
        .flat_map(|sheet| {
            sheet
                .rows
                .iter()
                .enumerate()
                .take(HEAD_ROWS)
                .map(move |(at, row)| (sheet, at, row))
        })
        .map(|(sheet, at, row)| {
            let mut columns: BTreeMap<&'static str, usize> = BTreeMap::new();
            for (column, words) in row.iter().enumerate() {
                if let Some(field) = field_of(words) {
                    columns.entry(field).or_insert(column);
                }
            }
            (sheet, at, columns)
        })
        .max_by_key(|(_, at, columns)| (columns.len(), usize::MAX - at))
        .filter(|(.., columns)| columns.len() >= 2)?;
    Some(
        sheet
            .rows
            .iter()
            .enumerate()
            .skip(head + 1)
            .filter(|(_, row)| row.iter().any(|it| !it.is_empty()))
            .map(|(at, row)| {
                let cells = columns
                    .iter()
                    .filter_map(|(field, column)| {
                        let words = row.get(*column)?.trim();
                        (!words.is_empty()).then(|| (*field, words.to_owned()))
                    })
                    .collect();
                (at + 1, cells)
            })
            .collect(),
    )
}

/// What an exploit does to a system of this name, as the format has it, and whether that is known.
fn when_hit(name: &str) -> (&'static str, bool) {
    let lower = name.to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let has = |words: &[&str]| {
        words.iter().any(|it| {
            let wanted: Vec<&str> = it.split(' ').collect();
            parts.windows(wanted.len()).any(|it| it == wanted)
        })
    };
    if has(&["xp", "2003"]) {
        ("Crashes(infected: 0.05, reboot_mins: 20)", true)
    } else if has(&["windows 7", "win7", "windows 8", "2008", "2012", "vista"]) {
        ("Infected", true)
    } else if has(&[
        "linux",
        "ubuntu",
        "red hat",
        "debian",
        "macos",
        "mac os",
        "ios",
        "android",
        "windows 10",
        "windows 11",
        "2016",
        "2019",
        "2022",
    ]) {
        ("Immune", true)
    } else {
        ("Infected", false)
    }
}

fn kind_of(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|it| lower.contains(it));
    if has(&["server", "host", "virtual", "storage", "domain controller"]) {
        Some("Server")
    } else if has(&[
        "device", "scanner", "analyser", "analyzer", "medical", "modality", "pump", "monitor",
    ]) {
        Some("Device")
    } else if has(&[
        "desktop",
        "laptop",
        "pc",
        "workstation",
        "thin",
        "tablet",
        "computer",
        "notebook",
    ]) {
        Some("Desktop")
    } else {
        None
    }
}

/// Yes or no, as people write it; nothing if it is neither.
fn yes(words: &str) -> Option<bool> {
    match words.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "patched" | "installed" | "compliant" | "up to date" => {
            Some(true)
        }
        "no" | "n" | "false" | "0" | "unpatched" | "missing" | "not installed" => Some(false),
        _ => None,
    }
}

/// Hosts alike.
#[derive(Clone, Debug, Default)]
struct Group {
    id: String,
    count: u32,
    patched: u32,
}

/// What the lists hold.
#[derive(Debug, Default)]
struct Found {
    /// By list and name as it is written: its id, each once.
    ids: BTreeMap<(&'static str, String), String>,
    /// Segments, with the words they were named by.
    segments: BTreeMap<String, String>,
    /// By segment, kind and build.
    groups: BTreeMap<(String, &'static str, String), Group>,
    builds: BTreeMap<String, String>,
    /// Systems: name, groups, what they need.
    systems: BTreeMap<String, System>,
    services: BTreeMap<String, Service>,
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
struct System {
    name: String,
    groups: BTreeSet<String>,
    needs: BTreeMap<String, f64>,
}

#[derive(Debug, Default)]
struct Service {
    name: String,
    segments: BTreeSet<String>,
    needs: BTreeMap<String, &'static str>,
    paper: String,
}

/// Makes an estate file of a trust's lists.
///
/// # Errors
/// If a list has no heads that are understood; in words.
pub fn import(lists: &Lists, heads: &Heads) -> Result<Estate, String> {
    let missing = |what: &str, fields: &[(&str, &[&str])]| {
        let known: Vec<&str> = fields.iter().map(|(field, _)| *field).collect();
        format!(
            "The list of {what} has no row of heads that is understood. It may have: {}. Name others in a mapping file, e.g. {{\"{}\": \"the head there\"}}.",
            known.join(", "),
            known[0]
        )
    };
    let mut estate = Estate::default();
    let mut found = Found::default();
    let assets = rows(&lists.assets, &ASSETS, heads).ok_or_else(|| missing("assets", &ASSETS))?;
    assets_in(&assets, &mut found, &mut estate);
    if !lists.dependencies.is_empty() {
        let rows = rows(&lists.dependencies, &DEPENDENCIES, heads)
            .ok_or_else(|| missing("dependencies", &DEPENDENCIES))?;
        dependencies_in(&rows, &mut found, &mut estate);
    }
    if !lists.impact.is_empty() {
        let rows = rows(&lists.impact, &IMPACT, heads)
            .ok_or_else(|| missing("business impact", &IMPACT))?;
        impact_in(&rows, &mut found, &mut estate);
    }
    if found.groups.is_empty() {
        return Err("There is no machine in the list of assets.".to_owned());
    }
    estate.text = written(&found, &mut estate.assumed);
    Ok(estate)
}

type Row = (usize, BTreeMap<&'static str, String>);

fn assets_in(rows: &[Row], found: &mut Found, estate: &mut Estate) {
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

fn dependencies_in(rows: &[Row], found: &mut Found, estate: &mut Estate) {
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

/// A share as people write it: `0.6`, `60%`, `high`.
fn share(words: &str) -> Option<f64> {
    let text = words.trim().to_lowercase();
    if let Some(per_cent) = text.strip_suffix('%') {
        let share = per_cent.trim().parse::<f64>().ok().map(|it| it / 100.0);
        return share.filter(|it| (0.0..=1.0).contains(it));
    }
    match text.as_str() {
        "total" | "all" | "critical" | "essential" => Some(1.0),
        "high" => Some(0.8),
        "medium" | "important" => Some(0.5),
        "low" | "helpful" => Some(0.1),
        _ => text.parse::<f64>().ok(),
    }
    .filter(|it| (0.0..=1.0).contains(it))
}

fn weight_of(words: &str) -> Option<&'static str> {
    let text = words.trim().to_lowercase();
    Some(match text.as_str() {
        "essential" | "critical" | "high" | "1" | "tier 1" | "p1" | "vital" => "Essential",
        "important" | "medium" | "2" | "tier 2" | "p2" | "moderate" => "Important",
        "helpful" | "low" | "3" | "tier 3" | "p3" | "minor" => "Helpful",
        _ => return None,
    })
}

fn impact_in(rows: &[Row], found: &mut Found, estate: &mut Estate) {
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

/// The file.
fn written(found: &Found, assumed: &mut Vec<String>) -> String {
    let mut text = String::from(
        "#![enable(implicit_some)]\n// An estate made from a trust's own lists. Every line with “assumed” is a guess: put your own\n// figure there. Channels, bodies and roles come from another library.\nLibrary(\n    schema: 1,\n",
    );
    // Writing into a String can't fail.
    let _never = sections(&mut text, found, assumed);
    text.push_str(")\n");
    text
}

fn sections(text: &mut String, found: &Found, assumed: &mut Vec<String>) -> std::fmt::Result {
    writeln!(text, "    builds: [")?;
    for (id, name) in &found.builds {
        let (hit, known) = when_hit(name);
        let note = if known { "" } else { " // assumed" };
        if !known {
            assumed.push(format!(
                "“{name}” is not known: the worm is taken to infect it."
            ));
        }
        writeln!(
            text,
            "        Build(id: {}, name: {}, when_hit: {hit}),{note}",
            quoted(id),
            quoted(name)
        )?;
    }
    writeln!(text, "    ],\n    segments: [")?;
    writeln!(
        text,
        "        Segment(id: \"internet\", name: \"Internet\", location: \"Outside\", place: Place(x: 400, y: 10, w: 200, h: 60), address_space: 256, outside: true),"
    )?;
    segments(text, found, assumed)?;
    writeln!(
        text,
        "    ],\n    // assumed: every part is joined to the first, and that to the outside.\n    links: ["
    )?;
    let hub = hub(found);
    writeln!(
        text,
        "        Link(id: \"internet-line\", name: \"Internet line\", from: \"internet\", to: {}, carries: [Mail, Web, Clinical]),",
        quoted(hub)
    )?;
    for id in found.segments.keys().filter(|id| *id != hub) {
        writeln!(
            text,
            "        Link(id: {}, name: {}, from: {}, to: {}, carries: [Smb, Clinical, Mail, Web]),",
            quoted(&format!("to-{id}")),
            quoted(&format!("Link to {}", found.segments[id])),
            quoted(hub),
            quoted(id)
        )?;
    }
    assumed.push(format!(
        "Nothing is said of the links: every part is joined to “{}”, which has the servers, and that to the internet.",
        found.segments.get(hub).map_or(hub, String::as_str)
    ));
    writeln!(text, "    ],\n    systems: [")?;
    for (id, system) in &found.systems {
        let needs: Vec<String> = system
            .needs
            .iter()
            .map(|(other, loss)| format!("SystemNeed(system: {}, loss: {loss:?})", quoted(other)))
            .collect();
        let hosts: Vec<String> = system.groups.iter().map(|it| quoted(it)).collect();
        let place = if hosts.is_empty() {
            assumed.push(format!(
                "No asset says that it runs “{}”: it is taken to run outside the trust.",
                system.name
            ));
            "hosted_in: \"internet\", /* assumed */".to_owned()
        } else {
            format!("hosts: [{}],", hosts.join(", "))
        };
        writeln!(
            text,
            "        System(id: {}, name: {}, gives: {}, {place} needs: [{}]),",
            quoted(id),
            quoted(&system.name),
            quoted(&system.name.to_lowercase()),
            needs.join(", ")
        )?;
    }
    writeln!(text, "    ],")?;
    services(text, found, assumed)?;
    writeln!(
        text,
        "    // assumed: shifts and numbers of those who mend it.\n    crews: ["
    )?;
    for (id, name, skill, people, day, night) in [
        (
            "desktop-engineers",
            "desktop engineers",
            "Desktop",
            10,
            6,
            1,
        ),
        ("server-engineers", "server engineers", "Servers", 5, 3, 1),
        ("network-engineers", "network engineers", "Network", 4, 2, 1),
        ("managers", "managers on duty", "Managers", 8, 5, 2),
        (
            "ward-teams",
            "ward and department teams",
            "Wards",
            30,
            20,
            8,
        ),
        ("supplier-desk", "supplier managers", "Suppliers", 3, 2, 0),
    ] {
        writeln!(
            text,
            "        Crew(id: \"{id}\", name: \"{name}\", skill: {skill}, people: {people}, shifts: [Shift(days: Everyday, from_hour: 8, to_hour: 18, people: {day}), Shift(days: Everyday, from_hour: 18, to_hour: 24, people: {night}), Shift(days: Everyday, from_hour: 0, to_hour: 8, people: {night})], fresh_hours: 8, fatigue_per_hour: 0.05),"
        )?;
    }
    assumed
        .push("Nothing is said of the people who mend it: six crews with usual shifts.".to_owned());
    writeln!(text, "    ],")
}

/// The segment with the most servers, or the first.
fn hub(found: &Found) -> &str {
    let servers = |id: &str| -> u32 {
        found
            .groups
            .iter()
            .filter(|((segment, kind, _), _)| segment == id && *kind == "Server")
            .map(|(_, group)| group.count)
            .sum()
    };
    found
        .segments
        .keys()
        .rev()
        .max_by_key(|id| servers(id))
        .map_or("", String::as_str)
}

fn segments(text: &mut String, found: &Found, assumed: &mut Vec<String>) -> std::fmt::Result {
    let across = (found.segments.len() as f64).sqrt().ceil().max(1.0) as usize;
    let down = found.segments.len().div_ceil(across).max(1);
    let (wide, high) = (960 / across, 860 / down);
    for (at, (id, name)) in found.segments.iter().enumerate() {
        let groups: Vec<_> = found
            .groups
            .iter()
            .filter(|((segment, ..), _)| segment == id)
            .collect();
        let hosts: u32 = groups.iter().map(|(_, group)| group.count).sum();
        // The next power of two that holds twice its hosts.
        let space = (hosts * 2).max(64).next_power_of_two();
        writeln!(
            text,
            "        Segment(\n            id: {},\n            name: {},\n            location: {},\n            place: Place(x: {}, y: {}, w: {}, h: {}),\n            address_space: {space}, // assumed: twice its devices\n            hosts: [",
            quoted(id),
            quoted(name),
            quoted(name),
            20 + (at % across) * wide,
            110 + (at / across) * high,
            wide.saturating_sub(20).max(20),
            high.saturating_sub(20).max(20)
        )?;
        for ((_, kind, build), group) in groups {
            let what = match *kind {
                "Server" => "servers",
                "Device" => "devices",
                _ => "desktops",
            };
            writeln!(
                text,
                "                HostGroup(id: {}, name: \"{what}\", kind: {kind}, build: {}, count: {}, patched: {}),",
                quoted(&group.id),
                quoted(build),
                group.count,
                group.patched
            )?;
        }
        writeln!(text, "            ],\n        ),")?;
    }
    assumed.push("Where the parts lie on the map, and how many addresses they have.".to_owned());
    Ok(())
}

fn services(text: &mut String, found: &Found, assumed: &mut Vec<String>) -> std::fmt::Result {
    if found.services.is_empty() {
        return Ok(());
    }
    writeln!(
        text,
        "    // assumed: paper, patients and reports of every service, and that it books no work yet.\n    services: ["
    )?;
    for (id, service) in &found.services {
        let mut sits: Vec<String> = service.segments.iter().map(|it| quoted(it)).collect();
        if sits.is_empty() {
            assumed.push(format!(
                "Nothing says where “{}” sits: in every part but that with the servers.",
                service.name
            ));
            let hub = hub(found);
            sits = found
                .segments
                .keys()
                .filter(|it| *it != hub || found.segments.len() == 1)
                .map(|it| quoted(it))
                .collect();
        }
        let needs: Vec<String> = service
            .needs
            .iter()
            .map(|(system, weight)| {
                let loss = match *weight {
                    "Essential" => 0.7,
                    "Important" => 0.4,
                    _ => 0.1,
                };
                format!(
                    "Need(what: System({}), weight: {weight}, loss: {loss})",
                    quoted(system)
                )
            })
            .chain(std::iter::once(
                "Need(what: Screens, weight: Important, loss: 0.4)".to_owned(),
            ))
            .collect();
        let meanwhile = if service.paper.is_empty() {
            "forms on paper, by hand"
        } else {
            &service.paper
        };
        writeln!(
            text,
            "        Service(\n            id: {},\n            name: {},\n            segments: [{}],\n            needs: [{}],\n            paper: Paper(mobilise_mins: 30, holds: 0.6, endures_hours: 12, then: 0.4, meanwhile: {}),\n            patients: Patients(day: 30, night: 10, high: 0.1, medium: 0.3),\n            reports_after_mins: 15,\n        ),",
            quoted(id),
            quoted(&service.name),
            sits.join(", "),
            needs.join(", "),
            quoted(meanwhile)
        )?;
    }
    writeln!(text, "    ],")?;
    assumed.push(format!(
        "Paper, patients and reports of {} services; they book no work yet: add their flows.",
        found.services.len()
    ));
    Ok(())
}
