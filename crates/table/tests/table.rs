//! What holds of every table: those of the scenarios that ship, of the same with no place given, and of
//! random states.

#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use std::sync::{Arc, LazyLock};
use wardroom_core::exercise::{Counts, Exercise, Host};
use wardroom_core::scenario::{Floor, Scenario, Stand, check};
use wardroom_core::views::known;
use wardroom_table::{
    Dim, Layer, Look, Moves, Onto, Paint, Point, Seen, SeenForecourt, Side, Solid, Table, Taken,
    devices, everyone_of, people, pulses,
};

static SHIPPED: LazyLock<Vec<Arc<Scenario>>> = LazyLock::new(|| {
    let ids = [
        "friday-lunchtime",
        "clean-but-dark",
        "hosted-record",
        "no-bloods",
        "eight-weeks",
        "friday-across",
        "signed-out",
        "signed-out-board",
    ];
    ids.iter()
        .map(|id| {
            let main = format!("{id}.ron");
            let found = check(&main, &|path| wardroom_files::shipped(path));
            Arc::new(found.expect("a sound scenario"))
        })
        .collect()
});

/// The scenarios that ship, and the same as if nobody had said where anything stands.
fn tables() -> Vec<(Scenario, Table)> {
    let mut all = Vec::new();
    for scenario in SHIPPED.iter() {
        let mut silent = (**scenario).clone();
        for segment in &mut silent.segments {
            segment.stands = None;
        }
        for group in &mut silent.groups {
            group.stands = None;
        }
        for scenario in [(**scenario).clone(), silent] {
            let table = Table::of(&scenario);
            all.push((scenario, table));
        }
    }
    all
}

#[test]
fn every_host_stands_somewhere_on_its_floor() {
    for (scenario, table) in tables() {
        for (at, segment) in scenario.segments.iter().enumerate() {
            assert_eq!(
                table.dealt[at].len(),
                segment.hosts as usize,
                "{}",
                segment.id
            );
            for bay in &table.bays_of[at] {
                let bay = &table.bays[*bay];
                let floor = &table.floors[bay.floor];
                for nth in [0, bay.hosts - 1] {
                    let slot = bay.slot(nth);
                    assert!(
                        bay.rect[0] < slot.x && slot.x < bay.rect[2],
                        "{}",
                        segment.id
                    );
                    assert!(
                        bay.rect[1] < slot.y && slot.y < bay.rect[3],
                        "{}",
                        segment.id
                    );
                    assert_eq!(slot.z, floor.z);
                }
                assert!(floor.rect[0] <= bay.rect[0] && bay.rect[2] <= floor.rect[2]);
            }
            let on_pad = table.pads.iter().any(|pad| pad.segment == at);
            assert_eq!(on_pad, segment.outside, "{}", segment.id);
        }
    }
}

#[test]
fn no_floor_hides_another() {
    for (scenario, table) in tables() {
        let floors: Vec<Solid> = table
            .floors
            .iter()
            .map(|floor| Solid {
                min: Point {
                    x: floor.rect[0],
                    y: floor.rect[1],
                    z: floor.z - 0.7,
                },
                max: Point {
                    x: floor.rect[2],
                    y: floor.rect[3],
                    z: floor.z + 0.85,
                },
            })
            .collect();
        for (at, floor) in floors.iter().enumerate() {
            for other in &floors[at + 1..] {
                assert!(
                    floor.apart(other, 0.0),
                    "{}: {floor:?} {other:?}",
                    scenario.id
                );
            }
        }
    }
}

#[test]
fn departments_of_a_floor_stand_side_by_side() {
    for (_, table) in tables() {
        for floor in &table.floors {
            let mut spans: Vec<(f32, f32)> = floor
                .bays
                .iter()
                .map(|bay| (table.bays[*bay].rect[0], table.bays[*bay].rect[2]))
                .collect();
            spans.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0));
        }
    }
}

#[test]
fn what_is_under_the_pointer_is_what_stands_there() {
    for (_, table) in tables() {
        for bay in &table.bays {
            let middle = Point {
                x: f32::midpoint(bay.rect[0], bay.rect[2]),
                y: f32::midpoint(bay.rect[1], bay.rect[3]),
                z: bay.z,
            };
            assert_eq!(table.under(middle.on_picture()), Some(bay.segment));
        }
        for pad in &table.pads {
            assert_eq!(table.under(pad.middle.on_picture()), Some(pad.segment));
        }
        assert_eq!(table.under([-1e6, 0.0]), None);
    }
}

#[test]
fn a_table_hangs_on_its_scenario_alone() {
    let scenario = &SHIPPED[0];
    let (one, other) = (Table::of(scenario), Table::of(scenario));
    assert_eq!(one.buildings, other.buildings);
    assert_eq!(one.cables, other.cables);
    assert_eq!(one.dealt, other.dealt);
}

/// A table as it is looked at with nothing picked.
fn still<'a>(table: &'a Table, seen: &'a Seen, moves: &'a Moves) -> Look<'a> {
    Look {
        table,
        seen,
        moves,
        dim: Dim::default(),
    }
}

fn painted(layer: &Layer, paint: Paint) -> u32 {
    layer
        .faces
        .iter()
        .filter(|face| face.paint == paint)
        .count() as u32
}

/// A segment's hosts, moved between states at random.
fn counts(total: u32) -> impl Strategy<Value = Counts> {
    proptest::collection::vec(0..14_usize, 0..40).prop_map(move |moves| {
        let mut counts = Counts::default();
        counts[Host::Vulnerable as usize] = total;
        for (nth, to) in moves.into_iter().enumerate() {
            let some = counts[Host::Vulnerable as usize] / (2 + nth as u32 % 5);
            counts[Host::Vulnerable as usize] -= some;
            counts[to] += some;
        }
        counts
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    /// What stands on the table is what the view counts.
    #[test]
    fn as_many_stand_there_as_the_view_counts(segment in 2_usize..12, seed in counts(1000)) {
        let scenario = &SHIPPED[0];
        let table = Table::of(scenario);
        let total = scenario.segments[segment].hosts;
        // As random, scaled to what stands here.
        let mut hosts = Counts::default();
        let mut left = total;
        for (at, share) in seed.iter().enumerate() {
            let some = (u64::from(*share) * u64::from(total) / 1000) as u32;
            hosts[at] = some.min(left);
            left -= hosts[at];
        }
        hosts[Host::Patched as usize] += left;
        let mut seen = Seen::truth(&Exercise::new(scenario.clone(), 1).truth_view());
        seen.segments[segment].hosts = Some(hosts);
        let layer = devices(&still(&table, &seen, &Moves::default()), segment);
        let count = |host: Host| hosts[host as usize];
        prop_assert_eq!(
            painted(&layer, Paint::Locked(Side::Top)),
            count(Host::Locked) + count(Host::Unplugged)
        );
        prop_assert_eq!(painted(&layer, Paint::Silent(Side::Right)), count(Host::Infected));
        prop_assert_eq!(painted(&layer, Paint::Working), count(Host::Vulnerable));
        prop_assert_eq!(painted(&layer, Paint::Patched), count(Host::Patched));
        prop_assert_eq!(painted(&layer, Paint::RebuiltShade), count(Host::Restored));
        prop_assert_eq!(painted(&layer, Paint::Accent), count(Host::Rebuilding));
        for face in &layer.faces {
            prop_assert!(face.corners >= 3);
        }
    }

    /// The reported picture shows what was reported and nothing else: a veil where nothing was.
    #[test]
    fn the_reported_picture_gives_nothing_away(seed in 1_u64..50, minute in 0_u64..600) {
        let scenario = &SHIPPED[0];
        let mut exercise = Exercise::new(scenario.clone(), seed);
        exercise.advance(minute * 60);
        let (truth, team) = (exercise.truth_view(), exercise.team_view());
        let known = known(scenario, &truth, &team, None);
        let reported = Seen::reported(scenario, &known);
        let table = Table::of(scenario);
        for (at, segment) in reported.segments.iter().enumerate() {
            let layer = devices(&still(&table, &reported, &Moves::default()), at);
            match segment.hosts {
                None => {
                    let veiled = |paint| matches!(paint, Paint::Veil(_) | Paint::Hatch);
                    let all = layer.faces.iter().all(|face| veiled(face.paint));
                    prop_assert!(all, "something shows through the veil");
                }
                Some(hosts) => {
                    let told = truth.segments[at].known_locked;
                    prop_assert_eq!(hosts[Host::Locked as usize], told);
                    prop_assert_eq!(hosts[Host::Infected as usize], 0);
                }
            }
            prop_assert!(!segment.scans);
            prop_assert_eq!(segment.at_work, 0);
        }
    }
}

/// The plain outline of a forecourt with what stands on it.
fn over_picture(table: &Table, point: Point) -> bool {
    let [left, top, right, bottom] = table.picture;
    let [x, y] = point.on_picture();
    (left..=right).contains(&x) && (top..=bottom).contains(&y)
}

#[test]
fn forecourts_have_a_place_for_each_and_hide_no_floor() {
    for (scenario, table) in tables() {
        let emergencies = |flow: &&wardroom_core::scenario::Flow| {
            flow.kind == wardroom_core::scenario::FlowKind::Emergency
        };
        let departments = scenario.flows.iter().filter(emergencies);
        assert_eq!(table.forecourts.len(), departments.clone().count());
        for flow in departments {
            let of = scenario.services[flow.service.at()].of;
            let its = table.forecourts.iter().find(|it| it.of == of);
            let places = its.expect("a forecourt").places.len();
            assert_eq!(places, flow.overwhelmed.ceil() as usize, "{}", scenario.id);
        }
        for forecourt in &table.forecourts {
            let [x0, y0, x1, y1] = forecourt.rect;
            let mut all = forecourt.places.clone();
            for place in &all {
                assert!(x0 < place.x && place.x < x1 && y0 < place.y && place.y < y1);
                assert_eq!(place.z, forecourt.z);
            }
            assert!(!forecourt.ramp.is_empty() && !forecourt.road.is_empty());
            all.extend(forecourt.ramp.iter().chain(&forecourt.road));
            for (nth, place) in all.iter().enumerate() {
                assert!(over_picture(&table, *place), "{}", scenario.id);
                let near = |other: &Point| {
                    (other.x - place.x).abs() < 0.8 && (other.y - place.y).abs() < 0.8
                };
                assert!(
                    !all[nth + 1..].iter().any(near),
                    "{}: one place",
                    scenario.id
                );
            }
            let ground = Solid {
                min: Point {
                    x: x0,
                    y: y0,
                    z: forecourt.z - 0.7,
                },
                max: Point {
                    x: x1,
                    y: y1,
                    z: forecourt.z + 0.85,
                },
            };
            for floor in &table.floors {
                let body = Solid {
                    min: Point {
                        x: floor.rect[0],
                        y: floor.rect[1],
                        z: floor.z - 0.7,
                    },
                    max: Point {
                        x: floor.rect[2],
                        y: floor.rect[3],
                        z: floor.z + 0.85,
                    },
                };
                assert!(ground.apart(&body, -1e-3), "{}", scenario.id);
                // What stands on the ramp is on no floor's picture.
                for van in forecourt.ramp.iter().chain(&forecourt.road) {
                    let under = table.under(van.on_picture());
                    assert_eq!(under, None, "{}: {van:?}", scenario.id);
                }
            }
        }
    }
}

/// Friday lunchtime as it really stands after so many minutes.
fn friday(minutes: u64) -> (Arc<Scenario>, Table, Seen) {
    let scenario = SHIPPED[0].clone();
    let mut exercise = Exercise::new(scenario.clone(), 4172);
    exercise.advance(minutes * 60);
    let table = Table::of(&scenario);
    let seen = Seen::truth(&exercise.truth_view());
    (scenario, table, seen)
}

#[test]
fn as_many_wait_as_the_view_says_up_to_the_places() {
    let (_, table, mut seen) = friday(10);
    let places = table.forecourts[0].places.len() as u32;
    let (ramp, road) = (
        table.forecourts[0].ramp.len() as u32,
        table.forecourts[0].road.len() as u32,
    );
    for (waiting, vans, sent) in [(0, 0, 0), (1, 1, 1), (61, 4, 2), (places + 50, 99, 99)] {
        seen.doors[0] = Some(SeenForecourt {
            waiting,
            on_ramp: vans,
            sent_on: sent,
        });
        seen.diverted.fill(false);
        let layer = people(&still(&table, &seen, &Moves::default()));
        // A body and a head; an ambulance has one roof.
        assert_eq!(painted(&layer, Paint::Waiting), 2 * waiting.min(places));
        let vans = vans.min(ramp) + sent.min(road);
        assert_eq!(painted(&layer, Paint::Van(Side::Top)), vans);
    }
    seen.doors[0] = None;
    let layer = people(&still(&table, &seen, &Moves::default()));
    assert_eq!(painted(&layer, Paint::Waiting), 0);
}

#[test]
fn what_changes_moves_to_its_end_and_then_stands() {
    let (scenario, table, old) = friday(20);
    let (_, _, new) = friday(140);
    let mut moves = Moves::default();
    moves.change(&scenario, &table, [&old, &new], true, 1_000);
    assert!(!moves.stands(), "two hours of the worm");
    let early = devices(&still(&table, &new, &moves), 2);
    let mut now = 1_000;
    while !moves.stands() {
        now += 16;
        assert!(now < 3_000, "it loops");
        moves.pass(now);
    }
    let stands = Moves::default();
    let (ended, still_there) = (still(&table, &new, &moves), still(&table, &new, &stands));
    for segment in 0..scenario.segments.len() {
        assert_eq!(devices(&ended, segment), devices(&still_there, segment));
    }
    assert_eq!(people(&ended), people(&still_there));
    assert_eq!(early.faces.len(), devices(&ended, 2).faces.len());
    assert!(pulses(&table, &moves).faces.is_empty());
}

#[test]
fn while_the_clock_stands_or_with_reduced_motion_the_end_is_there_at_once() {
    let (scenario, table, old) = friday(20);
    let (_, _, new) = friday(140);
    let mut moves = Moves::default();
    moves.change(&scenario, &table, [&old, &new], false, 1_000);
    assert!(moves.stands());
    // What was on its way goes on to its end.
    moves.change(&scenario, &table, [&old, &new], true, 1_000);
    moves.change(&scenario, &table, [&new, &old], false, 1_010);
    assert!(!moves.stands());
    moves.pass(10_000);
    moves.pass(10_001);
    assert!(moves.stands());
}

#[test]
fn the_worm_is_passed_only_along_cables_that_are_open_and_from_where_it_scans() {
    let (scenario, table, old) = friday(60);
    let (_, _, new) = friday(140);
    let mut moves = Moves::default();
    moves.change(&scenario, &table, [&old, &new], true, 0);
    let mut any = false;
    for (cable, forth, _) in moves.pulses() {
        let [a, b] = table.cables[cable].ends;
        let from = if forth { a } else { b };
        assert!(old.segments[from].scans);
        any = true;
    }
    assert!(any, "it spreads");
    moves.pass(450);
    assert!(!pulses(&table, &moves).faces.is_empty());
    // Nobody who knows only what was reported sees it.
    let mut silent = old.clone();
    for segment in &mut silent.segments {
        segment.scans = false;
    }
    let mut moves = Moves::default();
    moves.change(&scenario, &table, [&silent, &new], true, 0);
    assert_eq!(moves.pulses().count(), 0);
}

#[test]
fn neighbours_of_what_is_picked_stand_back() {
    let (scenario, table, seen) = friday(140);
    let moves = Moves::default();
    let dim = Dim {
        picked: Some(3),
        side: None,
    };
    let look = Look {
        dim,
        ..still(&table, &seen, &moves)
    };
    for segment in 0..scenario.segments.len() {
        let wanted = if segment == 3 { 255 } else { 97 };
        let layer = devices(&look, segment);
        assert!(layer.faces.iter().all(|face| face.strength == wanted));
    }
}

#[test]
fn nobody_knows_who_waits_at_doors_that_are_not_shown_to_them() {
    let scenario = &SHIPPED[5];
    let mut exercise = Exercise::new(scenario.clone(), 7);
    exercise.advance(180 * 60);
    let truth = exercise.truth_view();
    let mut hidden = 0;
    for of in scenario.organisation_ids() {
        let team = exercise.team_view_of(of);
        let reported = Seen::reported(scenario, &known(scenario, &truth, &team, Some(of)));
        let table = Table::of(scenario);
        for forecourt in &table.forecourts {
            let mut theirs =
                (0..scenario.services.len()).filter(|at| scenario.services[*at].of == forecourt.of);
            let shown = theirs.any(|at| scenario.shows(of, at.into()));
            if !shown {
                assert_eq!(reported.forecourt(forecourt), None);
                hidden += 1;
            }
        }
    }
    assert!(hidden > 0, "somebody sees less than all");
}

fn middle([x0, y0, x1, y1]: [f32; 4], z: f32) -> [f32; 2] {
    let middle = Point {
        x: f32::midpoint(x0, x1),
        y: f32::midpoint(y0, y1),
        z,
    };
    middle.on_picture()
}

/// The scenario once a department stands elsewhere, and the others of whom nothing was said where they
/// are.
fn moved(scenario: &Scenario, taken: &Taken, stand: &Stand) -> Scenario {
    let mut scenario = scenario.clone();
    if taken.own {
        for (at, stand) in everyone_of(&scenario, taken.segment) {
            scenario.segments[at].stands = Some(stand);
        }
        scenario.segments[taken.segment].stands = Some(stand.clone());
    }
    for group in &taken.groups {
        scenario.groups[group.at()].stands = Some(stand.clone());
    }
    scenario
}

/// Whether hosts of a segment stand on this floor of this building.
fn stands_on(table: &Table, segment: usize, stand: &Stand, button: Floor) -> bool {
    table.bays_of[segment].iter().any(|bay| {
        let floor = &table.floors[table.bays[*bay].floor];
        let house = &table.buildings[floor.building];
        floor.named == button.to_string()
            && house.name.as_deref() == Some(&stand.building)
            && table.sites[house.site].name == stand.site
    })
}

#[test]
fn a_department_that_is_let_go_on_a_floor_is_drawn_on_that_floor_and_all_others_stay_in_their_buildings()
 {
    let mut moves = 0;
    for (scenario, table) in tables() {
        for bay in table.bays.iter().step_by(3) {
            let Some(taken) = table.take(&scenario, middle(bay.rect, bay.z)) else {
                panic!("a department stands there");
            };
            assert_eq!(taken.segment, bay.segment);
            assert!(taken.stand.floors.contains(&taken.floor));
            for (nth, floor) in table.floors.iter().enumerate().step_by(5) {
                let place = middle(floor.rect, floor.z);
                let theirs = table.sites[table.buildings[floor.building].site].of;
                let found = table.let_go(&scenario, &taken, place);
                if scenario.segments[bay.segment].of != Some(theirs) {
                    assert_eq!(found, None, "nobody stands in somebody else's building");
                    continue;
                }
                let (onto, stand) = found.expect("it can stand there");
                assert_eq!(onto, Onto::Floor(nth));
                assert_eq!(stand.floors.len(), taken.stand.floors.len());
                let to: Floor = floor.named.parse().expect("a floor");
                let known = stand.floors.contains(&to) || stand.floors.len() > 1;
                assert!(known, "{stand:?}");
                if nth == bay.floor {
                    assert_eq!(stand, taken.stand, "it stays");
                    continue;
                }
                let to = *stand.floors.first().expect("a floor");
                let after = moved(&scenario, &taken, &stand);
                let now = Table::of(&after);
                assert!(stands_on(&now, bay.segment, &stand, to), "{stand:?}");
                for (at, segment) in scenario.segments.iter().enumerate() {
                    if at == bay.segment {
                        continue;
                    }
                    assert_eq!(
                        table.bays_of[at].len(),
                        now.bays_of[at].len(),
                        "{} with {}",
                        segment.id,
                        scenario.segments[bay.segment].id
                    );
                }
                moves += 1;
            }
        }
    }
    assert!(moves > 200, "{moves}");
}

#[test]
fn a_department_goes_as_a_whole_onto_a_roof_and_to_the_ground_of_a_site() {
    let mut seen = [0, 0];
    for (scenario, table) in tables() {
        for (nth, building) in table.buildings.iter().enumerate() {
            let roof = table.corners(Onto::Roof(nth))[0];
            let [x0, y0, x1, y1] = [roof[0].x, roof[0].y, roof[2].x, roof[2].y];
            let place = middle([x0, y0, x1, y1], roof[0].z);
            let bay = &table.bays[table.floors[building.floors[0]].bays[0]];
            let taken = table
                .take(&scenario, middle(bay.rect, bay.z))
                .expect("a department");
            // Another floor may be drawn there.
            if let Some((Onto::Roof(at), stand)) = table.let_go(&scenario, &taken, place)
                && at == nth
            {
                let top = &table.floors[*building.floors.last().expect("a floor")];
                let top: Floor = top.named.parse().expect("a floor");
                assert!(stand.floors.contains(&Floor(top.0 + 1)));
                assert_eq!(stand.wing, taken.stand.wing, "it stays in its building");
                seen[0] += 1;
            }
            // In front of the building nothing stands but the site's name.
            let body = building.body;
            let ground = Point {
                x: f32::midpoint(body.min.x, body.max.x),
                y: body.max.y + 1.0,
                z: 0.0,
            };
            if let Some((Onto::Ground(site), stand)) =
                table.let_go(&scenario, &taken, ground.on_picture())
            {
                assert_eq!(site, building.site);
                assert_eq!(stand.site, table.sites[site].name);
                if stand != taken.stand {
                    assert!(stand.floors.contains(&Floor(0)) && stand.wing.is_none());
                    let now = Table::of(&moved(&scenario, &taken, &stand));
                    assert!(stands_on(&now, taken.segment, &stand, stand.floors[0]));
                }
                seen[1] += 1;
            }
        }
        let nowhere = [table.picture[0] - 50.0, table.picture[1] - 50.0];
        assert_eq!(table.take(&scenario, nowhere), None);
    }
    assert!(seen.iter().all(|it| *it > 20), "{seen:?}");
}
