//! What the model on the table costs the processor: laying it out once for a scenario, and drawing what has
//! changed. Geometry alone; `window` measures a frame.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a bench stops at the first surprise"
)]

#[path = "shared/large.rs"]
mod large;
mod shared;

use divan::Bencher;
use large::Large;
use std::sync::Arc;
use wardroom_core::ensemble::hindcast::{Nation, week};
use wardroom_core::exercise::Exercise;
use wardroom_core::scenario::{Scenario, check};
use wardroom_table::{
    Country, Dim, Look, Moves, Seen, SeenCountry, Table, buildings, cables, country_cables,
    country_mast, country_plates, devices, over, people, plates, region,
};

fn main() {
    divan::main();
}

/// What is laid out.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// *Friday lunchtime* with so many times the devices.
    Friday(u64),
    /// *Friday across the system*.
    County,
    /// So many organisations with four segments each.
    Organisations(u32),
}

const ALL: [Of; 6] = [
    Of::Friday(1),
    Of::Friday(10),
    Of::County,
    Of::Organisations(10),
    Of::Organisations(50),
    Of::Organisations(100),
];

fn scenario(of: Of) -> Arc<Scenario> {
    let checked = |main: &str, files: &[wardroom_core::scenario::SourceFile]| {
        let found = check(main, &|path| {
            let file = files.iter().find(|it| it.path == path);
            file.map(|it| it.text.clone().into_bytes())
                .ok_or_else(|| "no such file".to_owned())
        });
        Arc::new(found.expect("a sound scenario"))
    };
    match of {
        Of::Friday(times) => checked("friday-lunchtime.ron", &shared::larger(times)),
        Of::County => {
            let found = check("friday-across.ron", &|path| wardroom_files::shipped(path));
            Arc::new(found.expect("a sound scenario"))
        }
        Of::Organisations(organisations) => Large {
            organisations,
            segments: organisations * 4,
            ..Large::default()
        }
        .scenario(),
    }
}

/// Laying out a table: once for a scenario.
#[divan::bench(args = ALL, sample_count = 5, sample_size = 1)]
fn laid(bencher: Bencher, of: Of) {
    let scenario = scenario(of);
    bencher.bench_local(|| Table::of(&scenario));
}

/// Drawing everything on it anew: more than any minute changes.
#[divan::bench(args = ALL, sample_count = 20, sample_size = 1)]
fn drawn(bencher: Bencher, of: Of) {
    let scenario = scenario(of);
    let table = Table::of(&scenario);
    let mut exercise = Exercise::new(scenario.clone(), 1);
    exercise.advance(150 * 60);
    let seen = Seen::truth(&exercise.truth_view());
    let moves = Moves::default();
    let look = Look {
        table: &table,
        seen: &seen,
        moves: &moves,
        dim: Dim::default(),
    };
    bencher.bench_local(|| {
        let ground = [plates(&table), buildings(&scenario, &table, Dim::default())];
        let rest = [cables(&scenario, &look), people(&look), over(&look)];
        let departments = (0..scenario.segments.len()).map(|at| devices(&look, at));
        let faces = |layers: &[wardroom_table::Layer]| -> usize {
            layers.iter().map(|layer| layer.faces.len()).sum()
        };
        let devices: usize = departments.map(|layer| layer.faces.len()).sum();
        faces(&ground) + faces(&rest) + devices
    });
}

/// Laying out England's 236 trusts and 7,454 practices: once for a week.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn england_laid(bencher: Bencher) {
    let england = wardroom_files::england_2017().expect("sound parameters");
    let nation = Nation::of(&england, 1);
    bencher.bench_local(|| Country::of(&england, &nation));
}

/// Drawing all of England anew, ten practices to a house or each by itself: more than any minute changes.
#[divan::bench(args = [false, true], sample_count = 20, sample_size = 1)]
fn england_drawn(bencher: Bencher, singly: bool) {
    let england = wardroom_files::england_2017().expect("sound parameters");
    let week = week(&england, 1);
    let country = Country::of(&england, &week.nation);
    bencher.bench_local(|| {
        let seen = SeenCountry::at(&country, &week, 20 * 60);
        let ground = [
            country_plates(&country),
            country_mast(&country),
            country_cables(&country, &seen),
        ];
        let regions = seen.regions.iter().enumerate();
        let regions = regions.map(|(at, it)| region(&country, at, it, singly));
        let all = ground.into_iter().chain(regions);
        all.map(|layer| layer.faces.len()).sum::<usize>()
    });
}
