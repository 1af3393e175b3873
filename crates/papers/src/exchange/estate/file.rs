//! The estate as a file: every part of the format that an estate needs, with what the lists do not
//! say put in and remarked as assumed. Must not read a list.

use super::found::{Found, Group, Service, System};
use super::places::Stands;
use super::systems::{Known, known, when_hit};
use wardroom_core::ron_tree::remarked::{
    Ron, count, file, flag, list, number, structure, text, with, word,
};
use wardroom_core::scenario::Stand;
use wardroom_core::scenario::shape::{SCHEMA, WhenHit};

/// What stands at the head of the file.
const HEAD: &str = "An estate made from a trust's own lists. Every line with “assumed” is a guess: put your own\nfigure there. Channels, bodies and roles come from another library.";

/// The file; what it assumes is told too.
pub(super) fn written(found: &Found, stands: &Stands, assumed: &mut Vec<String>) -> String {
    let hub = hub(found);
    let mut parts = vec![
        ("schema", count(SCHEMA.into())),
        ("builds", builds(found, assumed)),
        ("segments", segments(found, stands, assumed)),
        ("links", links(found, hub, assumed)),
        ("systems", systems(found, assumed)),
    ];
    if !found.services.is_empty() {
        parts.push(("services", services(found, hub, assumed)));
    }
    parts.push(("crews", crews(assumed)));
    file(HEAD, structure("Library", parts))
}

fn whole(value: usize) -> Ron {
    count(value as u64)
}

/// What an exploit does to a system that is not known: nothing, where the list has others that are,
/// as what is not understood must not be a victim.
fn unknown(found: &Found) -> (WhenHit, &'static str) {
    if found.knows_systems {
        (WhenHit::Immune, "the worm is taken not to infect it")
    } else {
        (WhenHit::Infected, "the worm is taken to infect it")
    }
}

fn builds(found: &Found, assumed: &mut Vec<String>) -> Ron {
    let (otherwise, told) = unknown(found);
    list(found.builds.iter().map(|(id, name)| {
        let hit = when_hit(name);
        let is_known = hit.is_some();
        let hit = match hit.unwrap_or(otherwise) {
            WhenHit::Infected => word("Infected"),
            WhenHit::Immune => word("Immune"),
            WhenHit::Crashes {
                infected,
                reboot_mins,
            } => structure(
                "Crashes",
                [
                    ("infected", number(infected)),
                    ("reboot_mins", count(reboot_mins.into())),
                ],
            ),
        };
        let build = structure(
            "Build",
            [("id", text(id)), ("name", text(name)), ("when_hit", hit)],
        );
        if is_known {
            return build;
        }
        assumed.push(if known(name) == Known::SomeWindows {
            format!("“{name}” does not say which Windows it is: {told}. Say which in the list, or in the file.")
        } else {
            format!("“{name}” is not known: {told}.")
        });
        build.remarked_beside("assumed")
    }))
}

fn segments(found: &Found, stands: &Stands, assumed: &mut Vec<String>) -> Ron {
    let outside = structure(
        "Segment",
        [
            ("id", text("internet")),
            ("name", text("Internet")),
            ("location", text("Outside")),
            ("place", place([400, 10, 200, 60])),
            ("address_space", count(256)),
            ("outside", flag(true)),
        ],
    );
    let across = (found.segments.len() as f64).sqrt().ceil().max(1.0) as usize;
    let down = found.segments.len().div_ceil(across).max(1);
    let (wide, high) = (960 / across, 860 / down);
    let inside = found.segments.iter().enumerate().map(|(at, (id, name))| {
        let at = [
            20 + (at % across) * wide,
            110 + (at / across) * high,
            wide.saturating_sub(20).max(20),
            high.saturating_sub(20).max(20),
        ];
        segment(found, stands, id, name, at)
    });
    let all = list(std::iter::once(outside).chain(inside));
    assumed.push("Where the parts lie on the map, and how many addresses they have.".to_owned());
    all
}

/// Left edge, top edge, width and height on the map.
fn place([x, y, w, h]: [usize; 4]) -> Ron {
    let fields = [("x", x), ("y", y), ("w", w), ("h", h)];
    structure("Place", fields.map(|(name, value)| (name, whole(value))))
}

fn stand(stand: &Stand) -> Ron {
    let wing = stand.wing.iter().map(|it| ("wing", text(it)));
    let floors = stand.floors.iter().map(|it| text(&it.to_string()));
    structure(
        "Stand",
        [
            ("site", text(&stand.site)),
            ("building", text(&stand.building)),
        ]
        .into_iter()
        .chain(wing)
        .chain([("floors", list(floors))]),
    )
}

fn segment(found: &Found, stands: &Stands, id: &str, name: &str, at: [usize; 4]) -> Ron {
    let groups: Vec<_> = found
        .groups
        .iter()
        .filter(|((segment, ..), _)| segment == id)
        .collect();
    let hosts: u32 = groups.iter().map(|(_, group)| group.count).sum();
    // The next power of two that holds twice its hosts.
    let space = (hosts * 2).max(64).next_power_of_two();
    let hosts = groups
        .iter()
        .map(|((_, kind, build), group)| hosts_of(kind, build, group, stands));
    let own = stands.segments.get(id).map(|it| ("stands", stand(it)));
    structure(
        "Segment",
        [
            ("id", text(id)),
            ("name", text(name)),
            ("location", text(name)),
            ("place", place(at)),
        ]
        .into_iter()
        .chain(own)
        .chain([
            (
                "address_space",
                count(space.into()).remarked_beside("assumed: twice its devices"),
            ),
            ("hosts", list(hosts)),
        ]),
    )
}

fn hosts_of(kind: &'static str, build: &str, group: &Group, stands: &Stands) -> Ron {
    let what = match kind {
        "Server" => "servers",
        "Device" => "devices",
        _ => "desktops",
    };
    let own = stands.groups.get(&group.id).map(|it| ("stands", stand(it)));
    structure(
        "HostGroup",
        [
            ("id", text(&group.id)),
            ("name", text(what)),
            ("kind", word(kind)),
            ("build", text(build)),
            ("count", count(group.count.into())),
            ("patched", count(group.patched.into())),
        ]
        .into_iter()
        .chain(own),
    )
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

fn links(found: &Found, hub: &str, assumed: &mut Vec<String>) -> Ron {
    let link = |[id, name, from, to]: [&str; 4], carries: &[&'static str]| {
        structure(
            "Link",
            [
                ("id", text(id)),
                ("name", text(name)),
                ("from", text(from)),
                ("to", text(to)),
                ("carries", list(carries.iter().copied().map(word))),
            ],
        )
    };
    let line = link(
        ["internet-line", "Internet line", "internet", hub],
        &["Mail", "Web", "Clinical"],
    );
    let others = found.segments.iter().filter(|(id, _)| *id != hub);
    let within = others.map(|(id, name)| {
        link(
            [&format!("to-{id}"), &format!("Link to {name}"), hub, id],
            &["Smb", "Clinical", "Mail", "Web"],
        )
    });
    assumed.push(format!(
        "Nothing is said of the links: every part is joined to “{}”{}, and that to the internet.",
        found.segments.get(hub).map_or(hub, String::as_str),
        if found
            .groups
            .keys()
            .any(|(at, kind, _)| at == hub && *kind == "Server")
        {
            ", which has the servers"
        } else {
            ", as no server is named"
        }
    ));
    list(std::iter::once(line).chain(within))
        .remarked_above("assumed: every part is joined to the first, and that to the outside.")
}

fn systems(found: &Found, assumed: &mut Vec<String>) -> Ron {
    list(
        found
            .systems
            .iter()
            .map(|(id, system)| one_system(id, system, assumed)),
    )
}

fn one_system(id: &str, system: &System, assumed: &mut Vec<String>) -> Ron {
    let place = if system.groups.is_empty() {
        assumed.push(format!(
            "No asset says that it runs “{}”: it is taken to run outside the trust.",
            system.name
        ));
        ("hosted_in", text("internet").remarked_beside("assumed"))
    } else {
        ("hosts", list(system.groups.iter().map(|it| text(it))))
    };
    let needs = system.needs.iter().map(|(other, loss)| {
        structure(
            "SystemNeed",
            [("system", text(other)), ("loss", number(*loss))],
        )
    });
    structure(
        "System",
        [
            ("id", text(id)),
            ("name", text(&system.name)),
            ("gives", text(&system.name.to_lowercase())),
            place,
            ("needs", list(needs)),
        ],
    )
}

fn services(found: &Found, hub: &str, assumed: &mut Vec<String>) -> Ron {
    let all: Vec<Ron> = found
        .services
        .iter()
        .map(|(id, service)| {
            let mut sits: Vec<&String> = service.segments.iter().collect();
            if sits.is_empty() {
                assumed.push(format!(
                    "Nothing says where “{}” sits: in every part but that with the servers.",
                    service.name
                ));
                let parts = found.segments.keys();
                sits = parts
                    .filter(|it| *it != hub || found.segments.len() == 1)
                    .collect();
            }
            one_service(id, service, &sits)
        })
        .collect();
    assumed.push(format!(
        "Paper, patients and reports of the services ({}); they book no work yet: add their flows.",
        found.services.len()
    ));
    list(all).remarked_above(
        "assumed: paper, patients and reports of every service, and that it books no work yet.",
    )
}

fn one_service(id: &str, service: &Service, sits: &[&String]) -> Ron {
    let need = |what: Ron, weight: &'static str, loss: f64| {
        structure(
            "Need",
            [
                ("what", what),
                ("weight", word(weight)),
                ("loss", number(loss)),
            ],
        )
    };
    let needs = service.needs.iter().map(|(system, weight)| {
        let loss = match *weight {
            "Essential" => 0.7,
            "Important" => 0.4,
            _ => 0.1,
        };
        need(with("System", text(system)), weight, loss)
    });
    let screens = need(word("Screens"), "Important", 0.4);
    let meanwhile = match service.paper.as_str() {
        "" => "forms on paper, by hand",
        paper => paper,
    };
    let paper = structure(
        "Paper",
        [
            ("mobilise_mins", count(30)),
            ("holds", number(0.6)),
            ("endures_hours", count(12)),
            ("then", number(0.4)),
            ("meanwhile", text(meanwhile)),
        ],
    );
    let patients = structure(
        "Patients",
        [
            ("day", count(30)),
            ("night", count(10)),
            ("high", number(0.1)),
            ("medium", number(0.3)),
        ],
    );
    structure(
        "Service",
        [
            ("id", text(id)),
            ("name", text(&service.name)),
            ("segments", list(sits.iter().map(|it| text(it)))),
            ("needs", list(needs.chain(std::iter::once(screens)))),
            ("paper", paper),
            ("patients", patients),
            ("reports_after_mins", count(15)),
        ],
    )
}

/// A crew: id, name, skill, how many there are, by day and by night.
type Crew = (&'static str, &'static str, &'static str, u64, u64, u64);

/// Those who mend it, with usual shifts.
const CREWS: [Crew; 6] = [
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
];

fn crews(assumed: &mut Vec<String>) -> Ron {
    assumed
        .push("Nothing is said of the people who mend it: six crews with usual shifts.".to_owned());
    let shift = |from: u64, to: u64, people: u64| {
        structure(
            "Shift",
            [
                ("days", word("Everyday")),
                ("from_hour", count(from)),
                ("to_hour", count(to)),
                ("people", count(people)),
            ],
        )
    };
    list(CREWS.map(|(id, name, skill, people, day, night)| {
        let shifts = [shift(8, 18, day), shift(18, 24, night), shift(0, 8, night)];
        structure(
            "Crew",
            [
                ("id", text(id)),
                ("name", text(name)),
                ("skill", word(skill)),
                ("people", count(people)),
                ("shifts", list(shifts)),
                ("fresh_hours", count(8)),
                ("fatigue_per_hour", number(0.05)),
            ],
        )
    }))
    .remarked_above("assumed: shifts and numbers of those who mend it.")
}
