//! Who works where, in words: for the map. Must not decide who does.

use super::State;
use super::state::Bench;
use crate::scenario::{GroupId, Scenario, SegmentId, Target};

/// People at work, each with the segment they work in.
pub fn at_work(scenario: &Scenario, state: &State) -> Vec<(SegmentId, String)> {
    let mut found: Vec<(SegmentId, String)> = Vec::new();
    for job in &state.patching {
        found.push((job.segment, format!("up to {} people patching", job.people)));
    }
    for rebuild in state.rebuild.iter().flatten() {
        for (bench, what) in [
            (&rebuild.desktops, "desktops"),
            (&rebuild.servers, "servers"),
        ] {
            rebuilt(scenario, bench, what, &mut found);
        }
    }
    for job in &state.suppliers {
        let system = &scenario.systems[job.system.at()];
        let when = if job.from > state.minute {
            format!("from {}", scenario.clock(u64::from(job.from) * 60))
        } else {
            "at work".to_owned()
        };
        let words = format!("{} supplier, {} people {when}", system.name, job.people);
        let there = system.segments.iter();
        found.extend(there.map(|segment| (*segment, words.clone())));
    }
    for job in &state.card_jobs {
        if let Some(Target::Segment(segment)) = job.target {
            let until = scenario.time_at(u64::from(job.done) * 60);
            let words = format!(
                "{} until {}",
                scenario.cards[job.card.at()].title,
                until.strftime("%H:%M")
            );
            found.push((segment, words));
        }
    }
    // The order of the kinds stays within a segment.
    found.sort_by_key(|(segment, _)| *segment);
    found
}

fn rebuilt(scenario: &Scenario, bench: &Bench, what: &str, found: &mut Vec<(SegmentId, String)>) {
    let segment_of = |group: GroupId| scenario.groups[group.at()].segment;
    let mut counts = std::collections::BTreeMap::new();
    for it in &bench.in_work {
        *counts.entry(segment_of(it.group)).or_insert(0) += 1;
    }
    let words = |count: i32| format!("{count} {what} being rebuilt");
    found.extend(
        counts
            .into_iter()
            .map(|(segment, count)| (segment, words(count))),
    );
}
