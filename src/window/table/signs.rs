//! What the signs on the table say: a department's name, how its services stand, how many of its devices
//! are locked, what was done there. Must not know where a sign hangs.

use super::posts::Of;
use crate::window::grouped;
use crate::window::theme::Theme;
use egui::Color32;
use wardroom_core::exercise::{Host, Standing};
use wardroom_core::scenario::{Mins, OrganisationId, Scenario};
use wardroom_table::{Forecourt, Seen, Table};

/// Services that a sign tells of singly; others are counted.
const SINGLY: usize = 3;

/// What stands beside a department.
#[derive(Clone, Debug, PartialEq)]
pub struct Sign {
    /// What it stands for.
    pub of: Of,
    /// Its name.
    pub title: String,
    /// What it says below.
    pub lines: Vec<Line>,
}

impl Sign {
    /// All that it says, in one line.
    pub fn in_words(&self) -> String {
        let lines = self.lines.iter().map(|line| line.words.as_str());
        let all: Vec<&str> = std::iter::once(self.title.as_str()).chain(lines).collect();
        all.join(", ")
    }
}

/// A line of a sign.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The shape before it, if it is of a service.
    pub standing: Option<Option<Standing>>,
    /// As they are written.
    pub words: String,
    /// What colour they have.
    pub tone: Tone,
}

/// What colour a line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A count.
    Quiet,
    /// People who wait.
    People,
    /// As a service stands.
    Standing(Option<Standing>),
    /// What the team did.
    Done,
}

impl Tone {
    /// In a theme.
    pub fn colour(self, theme: &Theme) -> Color32 {
        match self {
            Self::Quiet => theme.quiet,
            Self::People => theme.text,
            Self::Standing(standing) => crate::window::widgets::standing_colour(theme, standing),
            Self::Done => theme.accent,
        }
    }
}

/// The signs on a table: of an organisation where several are seen, else of each segment and of what of it
/// stands in other buildings.
pub fn signs(
    scenario: &Scenario,
    table: &Table,
    seen: &Seen,
    side: Option<OrganisationId>,
) -> Vec<Sign> {
    let mut signs = Vec::new();
    let several = scenario.several() && side.is_none();
    if several {
        let organisations = scenario.organisation_ids();
        signs.extend(organisations.map(|of| of_organisation(scenario, table, seen, of)));
    }
    for (at, segment) in scenario.segments.iter().enumerate() {
        let shown = segment.of.is_none() || side.is_none() || segment.of == side;
        if !shown || several && !segment.outside {
            continue;
        }
        signs.push(Sign {
            of: Of::Segment(at),
            title: segment.name.clone(),
            lines: if segment.outside {
                outside(scenario, seen, at)
            } else {
                inside(scenario, table, seen, at)
            },
        });
        let bays = table.bays_of[at].iter().map(|bay| &table.bays[*bay]);
        let mut houses: Vec<usize> = bays.map(|bay| table.floors[bay.floor].building).collect();
        houses.dedup();
        for house in houses.into_iter().skip(1) {
            let site = &table.sites[table.buildings[house].site].name;
            signs.push(Sign {
                of: Of::House(at, house),
                title: site.clone(),
                lines: vec![Line {
                    standing: None,
                    words: segment.name.clone(),
                    tone: Tone::Quiet,
                }],
            });
        }
    }
    // On a side of its own nobody needs to be told whose everything is.
    if let Some(of) = side {
        let short = &scenario.organisations[of.at()].short;
        for sign in &mut signs {
            sign.title = without(short, &sign.title);
            for line in &mut sign.lines {
                line.words = without(short, &line.words);
            }
        }
    }
    signs
}

/// Words without the name before them, if it is there.
fn without(name: &str, words: &str) -> String {
    let Some(rest) = words.strip_prefix(name).filter(|it| it.starts_with(' ')) else {
        return words.to_owned();
    };
    let mut letters = rest.trim_start().chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// An organisation's sign: its worst services, how many devices are locked, who waits.
fn of_organisation(scenario: &Scenario, table: &Table, seen: &Seen, of: OrganisationId) -> Sign {
    let organisation = &scenario.organisations[of.at()];
    let mut theirs: Vec<usize> = (0..scenario.services.len())
        .filter(|at| scenario.services[*at].of == of)
        .collect();
    theirs.sort_by_key(|at| std::cmp::Reverse(badness(seen.services[*at])));
    let normal = Some(Standing::Normal);
    let wrong: Vec<usize> = theirs
        .iter()
        .copied()
        .filter(|at| seen.services[*at] != normal)
        .collect();
    let alike = |standing| wrong.iter().all(|at| seen.services[*at] == standing);
    let mut lines = Vec::new();
    if wrong.is_empty() && !theirs.is_empty() {
        lines.push(of_service(normal, word(normal).to_owned()));
    } else if wrong.len() == theirs.len() && !theirs.is_empty() && alike(None) {
        lines.push(of_service(None, word(None).to_owned()));
    } else {
        for at in wrong.iter().take(SINGLY) {
            let standing = seen.services[*at];
            // Its name stands above.
            let name = without(&organisation.short, &scenario.services[*at].name);
            lines.push(of_service(standing, format!("{name} {}", word(standing))));
        }
    }
    let own = scenario.segments.iter().zip(&seen.segments);
    let hosts = own.filter(|(segment, _)| segment.of == Some(of));
    let locked: u32 = hosts
        .filter_map(|(_, it)| it.hosts)
        .map(|hosts| hosts[Host::Locked as usize])
        .sum();
    if locked > 0 {
        lines.push(Line {
            standing: None,
            words: format!("{} locked", grouped(locked)),
            tone: Tone::Quiet,
        });
    }
    lines.extend(doors(table, seen, |it| it.of == of));
    Sign {
        of: Of::Organisation(of),
        title: organisation.short.clone(),
        lines,
    }
}

/// Who waits before an emergency department, on the ramp, and is sent on.
fn doors(table: &Table, seen: &Seen, whose: impl Fn(&Forecourt) -> bool) -> Vec<Line> {
    let Some(forecourt) = table.forecourts.iter().find(|it| whose(it)) else {
        return Vec::new();
    };
    let Some(found) = seen.forecourt(forecourt) else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    if found.waiting > 0 {
        let room = forecourt.places.len();
        let mut words = format!("{} waiting, room for {room}", found.waiting);
        if found.on_ramp > 0 {
            words = format!("{} waiting, {} on the ramp", found.waiting, found.on_ramp);
        }
        lines.push(Line {
            standing: None,
            words,
            tone: Tone::People,
        });
    }
    if found.sent_on > 0 {
        lines.push(done("ambulances sent on".to_owned()));
    }
    lines
}

fn inside(scenario: &Scenario, table: &Table, seen: &Seen, at: usize) -> Vec<Line> {
    let mut lines = services(scenario, seen, at);
    let found = &seen.segments[at];
    match found.hosts {
        Some(hosts) => {
            let locked = hosts[Host::Locked as usize];
            let total = scenario.segments[at].hosts;
            if locked > 0 {
                lines.push(Line {
                    standing: None,
                    words: format!("{} of {} locked", grouped(locked), grouped(total)),
                    tone: Tone::Quiet,
                });
            }
            let rebuilding = hosts[Host::Rebuilding as usize];
            let rebuilt = hosts[Host::Restored as usize];
            if rebuilding + rebuilt > 0 {
                lines.push(done(format!("{rebuilding} rebuilding, {rebuilt} rebuilt")));
            }
        }
        None if lines.is_empty() => lines.push(Line {
            standing: Some(None),
            words: "not reported".to_owned(),
            tone: Tone::Standing(None),
        }),
        None => {}
    }
    lines.extend(doors(table, seen, |it| it.segment == at));
    if let Some(since) = found.isolated {
        lines.push(done(format!("isolated {}", clock(scenario, since))));
    }
    lines
}

fn outside(scenario: &Scenario, seen: &Seen, at: usize) -> Vec<Line> {
    let segment = &scenario.segments[at];
    let cut = segment.links.iter().filter_map(|id| seen.links[id.at()].0);
    let closed = segment.links.iter().any(|id| seen.links[id.at()].1);
    let mut lines: Vec<Line> = cut
        .min()
        .map(|since| done(format!("cut {}", clock(scenario, since))))
        .into_iter()
        .collect();
    if closed {
        lines.push(done("file sharing blocked".to_owned()));
    }
    lines
}

fn done(words: String) -> Line {
    Line {
        standing: None,
        words,
        tone: Tone::Done,
    }
}

/// How the services stand whose people sit here first, the worst first; one line where all are alike.
fn services(scenario: &Scenario, seen: &Seen, at: usize) -> Vec<Line> {
    let mut here: Vec<usize> = (0..scenario.services.len())
        .filter(|service| {
            let segments = &scenario.services[*service].segments;
            segments.first().is_some_and(|first| first.at() == at)
        })
        .collect();
    here.sort_by_key(|service| std::cmp::Reverse(badness(seen.services[*service])));
    let Some(first) = here.first() else {
        return Vec::new();
    };
    let standing = seen.services[*first];
    if here.iter().all(|it| seen.services[*it] == standing) {
        return vec![of_service(standing, word(standing).to_owned())];
    }
    let mut lines: Vec<Line> = here
        .iter()
        .take(SINGLY)
        .map(|service| {
            let standing = seen.services[*service];
            let name = &scenario.services[*service].name;
            of_service(standing, format!("{name} {}", word(standing)))
        })
        .collect();
    if here.len() > SINGLY {
        lines.push(Line {
            standing: None,
            words: format!("and {} more", here.len() - SINGLY),
            tone: Tone::Quiet,
        });
    }
    lines
}

fn of_service(standing: Option<Standing>, words: String) -> Line {
    Line {
        standing: Some(standing),
        words,
        tone: Tone::Standing(standing),
    }
}

fn word(standing: Option<Standing>) -> &'static str {
    standing.map_or("not reported", Standing::word)
}

fn badness(standing: Option<Standing>) -> u8 {
    match standing {
        Some(Standing::Stopped) => 3,
        Some(Standing::Paper | Standing::Reduced) => 2,
        None => 1,
        Some(Standing::Normal) => 0,
    }
}

fn clock(scenario: &Scenario, mins: Mins) -> String {
    let time = scenario.time_at(u64::from(mins) * 60);
    time.strftime("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wardroom_core::exercise::Exercise;
    use wardroom_core::scenario::check;

    /// A county has one sign for each organisation, each with its three worst services at most; a side has
    /// its departments.
    #[test]
    fn twenty_signs_do_not_clutter_a_county() {
        let found = check("friday-across.ron", &|path| wardroom_files::shipped(path));
        let scenario = std::sync::Arc::new(found.expect("a sound scenario"));
        let table = Table::of(&scenario);
        let mut exercise = Exercise::new(scenario.clone(), 4);
        for _ in 0..8 {
            exercise.advance(3_600);
            let seen = Seen::truth(&exercise.truth_view());
            let all = signs(&scenario, &table, &seen, None);
            let outside = scenario.segments.iter().filter(|it| it.outside).count();
            assert_eq!(all.len(), scenario.organisations.len() + outside);
            for sign in &all {
                let services = sign.lines.iter().filter(|it| it.standing.is_some());
                let told: Vec<u8> = services.map(|it| badness(it.standing.flatten())).collect();
                assert!(told.len() <= SINGLY, "{}", sign.in_words());
                assert!(told.is_sorted_by(|a, b| a >= b), "{}", sign.in_words());
            }
        }
        let seen = Seen::truth(&exercise.truth_view());
        let side = signs(&scenario, &table, &seen, Some(OrganisationId(0)));
        assert!(side.iter().all(|it| !matches!(it.of, Of::Organisation(_))));
    }
}
