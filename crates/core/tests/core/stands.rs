//! Where machines are said to stand: what is said arrives, nothing in an exercise hangs on it, and
//! every scenario that ships says it.

use crate::broken::{broken, checked, problems};
use crate::repository::scenarios;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use wardroom_core::exercise::{Exercise, scripted};
use wardroom_core::scenario::{Floor, Scenario, Stand};

/// In the small scenario's library: behind it stands what the offices say, and what the scanners do.
const OFFICES: &str = "location: \"First floor\",";
const SCANNERS: &str = "kind: Device, build: \"xp\", count: 3, patched: 0";

/// The small scenario in which the offices stand on two floors and the scanners elsewhere.
fn standing() -> Scenario {
    let files = broken(&[
        (
            "library.ron",
            OFFICES,
            &format!(
                "{OFFICES} stands: (site: \" Here \", building: \"Main block\", floors: [\"2\", \"LG\"]),"
            ),
        ),
        (
            "library.ron",
            SCANNERS,
            &format!(
                "{SCANNERS}, stands: Stand(site: \"There\", building: \"Old wing\", wing: \"east\", floors: [\"B2\"])"
            ),
        ),
    ]);
    checked(&files).unwrap_or_else(|told| panic!("{}", told.render(false)))
}

#[test]
fn a_department_stands_where_it_says_and_a_group_of_it_elsewhere_only_if_it_says_so() {
    let scenario = standing();
    let at = |id: &str| scenario.names.segments[id].at();
    let offices = Stand {
        site: "Here".to_owned(),
        building: "Main block".to_owned(),
        wing: None,
        // As they were written.
        floors: vec![Floor(2), Floor(-1)],
    };
    assert_eq!(scenario.segments[at("offices")].stands, Some(offices));
    assert_eq!(scenario.segments[at("world")].stands, None);
    assert!(scenario.groups[..2].iter().all(|it| it.stands.is_none()));
    let scanners = Stand {
        site: "There".to_owned(),
        building: "Old wing".to_owned(),
        wing: Some("east".to_owned()),
        floors: vec![Floor(-3)],
    };
    assert_eq!(scenario.groups[2].stands, Some(scanners));
}

#[test]
fn nothing_in_an_exercise_hangs_on_where_machines_stand() {
    let ends = [standing(), checked(&broken(&[])).expect("it is sound")].map(|scenario| {
        let scenario = Arc::new(scenario);
        let mut exercise = Exercise::new(scenario.clone(), 7);
        scripted::play(&mut exercise, &scenario.teams[0], |_, _| true);
        exercise.hash()
    });
    assert_eq!(ends[0], ends[1]);
}

/// A floor's words that would turn the text round them are shown and not obeyed.
#[test]
fn a_floor_with_hidden_letters_is_told_with_them_made_visible() {
    let told = problems(&broken(&[(
        "library.ron",
        OFFICES,
        &format!(
            "{OFFICES} stands: (site: \"Here\", building: \"Main block\", floors: [\"1\u{202e}\"]),"
        ),
    )]))
    .render(false);
    assert!(told.contains("“1\\u{202e}” is no floor"), "{told}");
    assert!(!told.contains('\u{202e}'), "{told}");
}

#[test]
fn every_department_of_every_scenario_that_ships_says_where_it_stands() {
    for scenario in scenarios() {
        let id = &scenario.id;
        for segment in &scenario.segments {
            assert_eq!(
                segment.stands.is_some(),
                !segment.outside,
                "{id}: {}",
                segment.id
            );
        }
        let mut owners: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
        let mut spellings: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let own = scenario.segments.iter().map(|it| (it.of, &it.stands));
        let groups = scenario.groups.iter().map(|it| {
            let segment = &scenario.segments[it.segment.at()];
            assert!(
                it.stands.is_none() || it.stands != segment.stands,
                "{id}: {} stands where its department does",
                it.id
            );
            (segment.of, &it.stands)
        });
        for (of, stands) in own.chain(groups) {
            let Some(stands) = stands else { continue };
            // It is written on a plate.
            assert!(stands.site.chars().count() <= 16, "{id}: {}", stands.site);
            owners.entry(&stands.site).or_default().insert(of);
            for name in [&stands.site, &stands.building] {
                spellings
                    .entry(name.to_lowercase().replace(' ', ""))
                    .or_default()
                    .insert(name);
            }
        }
        for (site, owners) in owners {
            assert_eq!(owners.len(), 1, "{id}: {site} is of several organisations");
        }
        for spelt in spellings.values() {
            assert_eq!(spelt.len(), 1, "{id}: {spelt:?}");
        }
    }
}

/// Two departments that share a floor of a building stand in different wings of it.
#[test]
fn in_no_scenario_that_ships_two_departments_stand_on_one_another() {
    for scenario in scenarios() {
        let mut taken = BTreeMap::new();
        for segment in &scenario.segments {
            let Some(stands) = &segment.stands else {
                continue;
            };
            for floor in &stands.floors {
                let spot = (&stands.site, &stands.building, *floor);
                let wings: &mut Vec<&Option<String>> = taken.entry(spot).or_default();
                let is_alone = wings.is_empty() && stands.wing.is_none();
                let is_beside = wings.iter().all(|it| it.is_some() && *it != &stands.wing);
                assert!(
                    is_alone || (stands.wing.is_some() && is_beside),
                    "{}: {} on floor {floor} of {}",
                    scenario.id,
                    segment.id,
                    stands.building
                );
                wings.push(&stands.wing);
            }
        }
    }
}
