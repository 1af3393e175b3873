//! The business impact analysis: which service needs which systems, and how much. Recovery times
//! have no place in an estate, which is told. Must not write the estate.

use super::Estate;
use super::account::{Told, quoted};
use super::cells::{several, weight_of};
use super::fields::BUSINESS_IMPACT;
use super::found::Found;
use super::heads::Table;

/// Takes in the business impact analysis.
pub(super) fn impact_in(table: &Table<'_>, found: &mut Found, estate: &mut Estate) {
    let mut no_weight = 0;
    let mut told = Told::default();
    for row in &table.rows {
        let Some(name) = row.get("service") else {
            told.of(row.at, "no service is named");
            continue;
        };
        let systems: Vec<&str> = row
            .all("system")
            .flat_map(|(_, words)| found.several(words, &["systems"]))
            .collect();
        let systems: Vec<String> = systems.iter().map(|it| found.system(it).0).collect();
        let weight = row.get("weight").and_then(weight_of).unwrap_or_else(|| {
            if let Some(words) = row.get("weight") {
                told.of(
                    row.at,
                    format!("“{words}” is not understood as how much it matters"),
                );
            }
            no_weight += 1;
            "Important"
        });
        let mut segments = Vec::new();
        for place in row
            .get("segment")
            .into_iter()
            .flat_map(|it| places(it, found))
        {
            match found.known("segments", place) {
                Some(at) => segments.push(at.clone()),
                None => told.of(row.at, format!("no asset stands in “{place}”")),
            }
        }
        let id = found.id("services", name);
        let service = found.services.entry(id).or_default();
        name.clone_into(&mut service.name);
        service.segments.extend(segments);
        if let Some(paper) = row.get("paper") {
            if !service.paper.is_empty() && service.paper != paper {
                told.of(
                    row.at,
                    format!(
                        "“{}” is done meanwhile, which an earlier row says, is not carried",
                        service.paper
                    ),
                );
            }
            paper.clone_into(&mut service.paper);
        }
        for system in systems {
            // What stands in several rows matters as much as the row says in which it matters most.
            let known = service.needs.entry(system).or_insert(weight);
            if rank(weight) < rank(known) {
                *known = weight;
            }
        }
    }
    estate.left.extend(told.sentences(BUSINESS_IMPACT));
    let times: Vec<&String> = table.unknown.iter().filter(|it| is_recovery(it)).collect();
    if !times.is_empty() {
        estate.left.push(format!(
            "business impact: {}: an estate has no place for how soon a service must be back; put it into the scenario's objectives",
            quoted(&times)
        ));
    }
    if no_weight > 0 {
        estate.assumed.push(match no_weight {
            1 => "A row does not say how much its systems matter: important.".to_owned(),
            _ => format!("{no_weight} rows do not say how much their systems matter: important."),
        });
    }
}

/// The places in a cell: one, if it is one as it stands, else several.
fn places<'a>(words: &'a str, found: &Found) -> Vec<&'a str> {
    match found.known("segments", words) {
        Some(_) => vec![words],
        None => several(words),
    }
}

fn rank(weight: &str) -> u8 {
    match weight {
        "Essential" => 0,
        "Important" => 1,
        _ => 2,
    }
}

/// Whether a head speaks of how soon something must be back, or how much may be lost until then.
fn is_recovery(head: &str) -> bool {
    let lower = head.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.any(|it| matches!(it, "rto" | "rpo" | "mtpd" | "mtd" | "mtdl" | "mbco" | "mao"))
        || lower.contains("tolerable")
        || lower.contains("recovery time")
        || lower.contains("recovery point")
}
