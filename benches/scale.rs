//! What a run costs as a scenario grows: along each dial, all else as it was.
#![allow(clippy::panic, reason = "a bench stops at the first surprise")]

mod shared {
    pub mod large;
}

use divan::Bencher;
use shared::large::Large;
use wardroom_core::exercise::Exercise;

fn main() {
    divan::main();
}

/// From STARTEX to ENDEX, with nobody at the helm.
fn run(bencher: Bencher, large: Large) {
    let scenario = large.scenario();
    bencher.bench_local(|| {
        let mut exercise = Exercise::new(scenario.clone(), 1).without_history();
        exercise.advance(u64::MAX);
        assert!(exercise.state().outcomes.hosts_ever_infected > large.hosts / 2);
        exercise
    });
}

/// Runs along each dial.
#[divan::bench_group(sample_count = 15, sample_size = 1)]
mod scale {
    use super::{Bencher, Large, run};

    #[divan::bench(args = [1_000, 10_000, 100_000, 1_000_000, 10_000_000])]
    fn hosts(bencher: Bencher, hosts: u32) {
        let large = Large {
            hosts,
            ..Large::default()
        };
        run(bencher, large);
    }

    /// Of 250 hosts each.
    #[divan::bench(args = [10, 40, 160, 640, 2_000, 4_000])]
    fn segments(bencher: Bencher, segments: u32) {
        let large = Large {
            hosts: segments * 250,
            segments,
            ..Large::default()
        };
        run(bencher, large);
    }

    #[divan::bench(args = [1, 5, 20, 50])]
    fn organisations(bencher: Bencher, organisations: u32) {
        let large = Large {
            hosts: 50_000,
            segments: 200,
            organisations,
            ..Large::default()
        };
        run(bencher, large);
    }

    #[divan::bench(args = [100, 1_000, 10_000])]
    fn injects(bencher: Bencher, injects: u32) {
        let large = Large {
            injects,
            ..Large::default()
        };
        run(bencher, large);
    }

    #[divan::bench(args = [1, 3, 10, 30])]
    fn days(bencher: Bencher, days: u32) {
        let large = Large {
            days,
            ..Large::default()
        };
        run(bencher, large);
    }
}

/// Checking one, from the texts of its files.
#[divan::bench_group(sample_count = 3, sample_size = 1)]
mod checking {
    use super::{Bencher, Large};

    #[divan::bench(args = [40, 400, 4_000])]
    fn segments(bencher: Bencher, segments: u32) {
        let large = Large {
            hosts: segments * 250,
            segments,
            ..Large::default()
        };
        bencher.bench_local(|| large.scenario());
    }

    #[divan::bench(args = [100, 1_000, 10_000])]
    fn injects(bencher: Bencher, injects: u32) {
        let large = Large {
            injects,
            ..Large::default()
        };
        bencher.bench_local(|| large.scenario());
    }
}
