//! What holds of a nation on the table, whichever was drawn and whatever becomes of it: of England as the
//! hindcast has it, and of nations with other regions.

#![allow(clippy::expect_used, reason = "a test stops at the first surprise")]

use proptest::prelude::*;
use std::sync::LazyLock;
use wardroom_core::ensemble::hindcast::{England, FROM, Nation, Region, UNTIL, week};
use wardroom_table::{
    Country, IN_A_HOUSE, Layer, Paint, Point, SeenCountry, Side, Solid, TrustState, region,
};

static ENGLAND: LazyLock<England> =
    LazyLock::new(|| wardroom_files::england_2017().expect("sound parameters"));

/// England with its people in so many regions alike.
fn divided(regions: usize) -> England {
    let region = |nth: usize| Region {
        id: format!("r{nth}"),
        name: format!("Region {nth}"),
        share: 1.0 / regions as f64,
    };
    England {
        regions: (0..regions).map(region).collect(),
        ..ENGLAND.clone()
    }
}

fn within(outer: [f32; 4], inner: [f32; 4]) -> bool {
    outer[0] <= inner[0] && outer[1] <= inner[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

fn apart(a: [f32; 4], b: [f32; 4]) -> bool {
    a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]
}

/// Everybody has one place, on the plate of their own region, and nobody stands where another does.
fn holds(england: &England, nation: &Nation, country: &Country) {
    let plates: Vec<[f32; 4]> = country.plates.iter().map(|it| it.rect).collect();
    for (nth, plate) in plates.iter().enumerate() {
        assert!(
            plates[..nth].iter().all(|it| apart(*plate, *it)),
            "plate {nth}"
        );
    }
    let mut placed: Vec<usize> = country
        .plates
        .iter()
        .flat_map(|it| it.trusts.clone())
        .collect();
    placed.sort_unstable();
    assert_eq!(placed, (0..nation.trusts.len()).collect::<Vec<_>>());
    let mut practices = 0;
    for (nth, plate) in country.plates.iter().enumerate() {
        let houses = plate.houses.iter().map(|house| {
            let Point { x, y, .. } = house.middle;
            [x - 1.0, y - 1.0, x + 1.0, y + 1.0]
        });
        let trusts = plate.trusts.iter().map(|it| {
            assert_eq!(nation.trusts[*it].region, nth, "trust {it}");
            country.trusts[*it].rect
        });
        let all: Vec<[f32; 4]> = trusts.chain(houses).collect();
        for (at, rect) in all.iter().enumerate() {
            assert!(within(plate.rect, *rect), "on its plate");
            assert!(all[..at].iter().all(|it| apart(*rect, *it)), "on another");
        }
        let here: u32 = plate.houses.iter().map(|it| it.practices).sum();
        assert!(plate.houses.iter().all(|it| it.practices <= IN_A_HOUSE));
        assert_eq!(here, plate.practices);
        practices += here;
    }
    assert_eq!(practices, england.practices);
}

#[test]
fn every_trust_and_practice_of_england_has_one_place_on_its_own_region() {
    for seed in 1..=40 {
        let nation = Nation::of(&ENGLAND, seed);
        let country = Country::of(&ENGLAND, &nation);
        holds(&ENGLAND, &nation, &country);
        let all = country.trusts.len() as u32 + ENGLAND.practices;
        assert_eq!(all, 7_690, "as the National Audit Office counts them");
    }
}

#[test]
fn so_has_everybody_in_a_nation_of_other_regions() {
    for regions in [1, 2, 3, 5, 9, 17, 100] {
        let england = divided(regions);
        let nation = Nation::of(&england, 7);
        let country = Country::of(&england, &nation);
        holds(&england, &nation, &country);
    }
}

/// North above South, London to the right of the Midlands and the East.
#[test]
fn the_regions_lie_as_they_do_on_a_map() {
    let nation = Nation::of(&ENGLAND, 1);
    let country = Country::of(&ENGLAND, &nation);
    let middle = |id: &str| {
        let at = ENGLAND.regions.iter().position(|it| it.id == id);
        let [x0, y0, x1, y1] = country.plates[at.expect("a region")].rect;
        Point {
            x: f32::midpoint(x0, x1),
            y: f32::midpoint(y0, y1),
            z: 0.0,
        }
        .on_picture()
    };
    let [north, midlands, london, south] =
        ["north", "midlands-east", "london", "south"].map(middle);
    assert!(north[1] < midlands[1] && north[1] < london[1]);
    assert!(midlands[1] < south[1] && london[1] < south[1]);
    assert!(midlands[0] < london[0]);
}

/// A trust's mark stands on its roof; no building before it hides it, however that one stands.
#[test]
fn no_building_hides_the_mark_of_another() {
    let nation = Nation::of(&ENGLAND, 3);
    let country = Country::of(&ENGLAND, &nation);
    for plate in &country.plates {
        for (nth, at) in plate.trusts.iter().enumerate() {
            let (half, middle) = country.trusts[*at].roof();
            let mark = Solid {
                min: Point {
                    x: middle.x - half,
                    y: middle.y - half,
                    z: middle.z,
                },
                max: Point {
                    x: middle.x + half,
                    y: middle.y + half,
                    z: middle.z + 2.0 * half,
                },
            };
            for before in &plate.trusts[nth + 1..] {
                let mut body = country.trusts[*before].body();
                body.max.z = 2.6;
                assert!(mark.apart(&body, 0.0), "{before} before {at}");
            }
        }
    }
}

/// Faces that are painted so.
fn painted(layer: &Layer, paint: Paint) -> usize {
    layer.faces.iter().filter(|it| it.paint == paint).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    /// At any minute of any week the model counts as the week does, in figures and in what stands there.
    #[test]
    fn the_model_counts_as_the_week_does(seed in 1_u64..500, minute in FROM..UNTIL) {
        let played = week(&ENGLAND, seed);
        let country = Country::of(&ENGLAND, &played.nation);
        let seen = SeenCountry::at(&country, &played, minute);
        let mut trusts = 0;
        for state in TrustState::ALL {
            let week = played.courses.iter().filter(|it| TrustState::of(it, minute) == state);
            prop_assert_eq!(seen.trusts_that_are(state) as usize, week.count());
            trusts += seen.trusts_that_are(state);
        }
        prop_assert_eq!(trusts as usize, played.courses.len());
        let all = TrustState::ALL.map(|it| seen.practices_that_are(&country, it));
        prop_assert_eq!(all.iter().sum::<u32>(), ENGLAND.practices);
        let ever: u32 = seen.regions.iter().map(|it| it.infected + it.rebuilt).sum();
        prop_assert!(ever <= played.practices);
        for (nth, (plate, seen)) in country.plates.iter().zip(&seen.regions).enumerate() {
            let sums = seen.dealt(plate).iter().fold([0; 3], |sums, it| {
                [0, 1, 2].map(|at| sums[at] + it[at])
            });
            let usual = plate.practices - seen.infected - seen.rebuilt;
            prop_assert_eq!(sums, [seen.infected, seen.rebuilt, usual]);
            let infected = seen.trusts_that_are(TrustState::Infected);
            let silent = seen.trusts_that_are(TrustState::Silent);
            let back = seen.trusts_that_are(TrustState::Back);
            for (singly, houses) in [(true, seen.infected), (false, seen.infected.div_ceil(IN_A_HOUSE))] {
                let layer = region(&country, nth, seen, singly);
                let red = painted(&layer, Paint::Locked(Side::Top));
                prop_assert_eq!(red as u32, infected + houses);
                prop_assert_eq!(painted(&layer, Paint::Silent(Side::Left)) as u32, silent);
            }
            let layer = region(&country, nth, seen, true);
            let balls = painted(&layer, Paint::Rebuilt);
            prop_assert_eq!(balls as u32, back + seen.rebuilt);
        }
    }

    /// By the end of the week every practice that was ever infected is told of.
    #[test]
    fn no_practice_is_lost_between_regions(seed in 1_u64..500) {
        let played = week(&ENGLAND, seed);
        let regions = 0..ENGLAND.regions.len();
        let last = regions.map(|it| played.practices_at(it, UNTIL));
        let ever: u32 = last.map(|it| it.infected + it.rebuilt).sum();
        prop_assert_eq!(ever, played.practices);
    }
}

#[test]
fn on_any_day_everything_lies_flat() {
    let nation = Nation::of(&ENGLAND, 1);
    let country = Country::of(&ENGLAND, &nation);
    let seen = SeenCountry::everyday(&country);
    assert_eq!(seen.trusts_that_are(TrustState::Usual), 236);
    for (nth, seen) in seen.regions.iter().enumerate() {
        let layer = region(&country, nth, seen, false);
        for side in [Side::Top, Side::Left, Side::Right] {
            assert_eq!(painted(&layer, Paint::Locked(side)), 0);
            assert_eq!(painted(&layer, Paint::Silent(side)), 0);
        }
    }
}

#[test]
fn a_trust_is_found_where_it_stands() {
    let nation = Nation::of(&ENGLAND, 1);
    let country = Country::of(&ENGLAND, &nation);
    for (at, trust) in country.trusts.iter().enumerate() {
        let (_, roof) = trust.roof();
        assert_eq!(country.trust_under(roof.on_picture()), Some(at));
    }
}
