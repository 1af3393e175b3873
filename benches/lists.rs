//! What other people's events lists cost to take in, by their rows: the time should grow as the rows do.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a bench stops at the first surprise"
)]

use divan::Bencher;
use divan::counter::ItemsCount;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use wardroom_core::scenario::Scenario;
use wardroom_files as files;
use wardroom_papers::exchange::msel::{Mapping, import};
use wardroom_papers::exchange::sheet;

fn main() {
    divan::main();
}

fn starter() -> (std::path::PathBuf, Arc<Scenario>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/starter/exercise.ron");
    let scenario = files::scenario(&path).unwrap_or_else(|why| panic!("{}", why.render(false)));
    (path, scenario)
}

/// A list as somebody else would lay it out.
fn list(rows: usize, word: &str) -> Vec<u8> {
    let mut text = "Inject ID,Time,From,To,Synopsis,Message\n".to_owned();
    for row in 0..rows {
        let min = row % 60;
        writeln!(
            text,
            "INJ-{row},09:{min:02},Porter,IT lead,Number {row},The tea trolley of ward {row} is {word}"
        )
        .expect("memory can be written");
    }
    text.into_bytes()
}

/// Rows that are new to the scenario, from the bytes of the file on.
#[divan::bench(args = [100, 400, 1_000, 4_000], sample_count = 5, sample_size = 1)]
fn new_rows(bencher: Bencher, rows: usize) {
    let (_, scenario) = starter();
    let bytes = list(rows, "late");
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let sheets = sheet::read(&bytes).expect("a list");
        import(&scenario, &sheets, &Mapping::default()).expect("a list")
    });
}

/// The same rows again, each with another message.
#[divan::bench(args = [100, 400, 1_000], sample_count = 5, sample_size = 1)]
fn changed_rows(bencher: Bencher, rows: usize) {
    let (path, scenario) = starter();
    let read = |word| sheet::read(&list(rows, word)).expect("a list");
    let first = import(&scenario, &read("late"), &Mapping::default()).expect("a list");
    let scenario = files::scenario_with(&path, &first.text)
        .unwrap_or_else(|why| panic!("{}", why.render(false)));
    let sheets = read("gone");
    bencher
        .counter(ItemsCount::new(rows))
        .bench_local(|| import(&scenario, &sheets, &Mapping::default()).expect("a list"));
}
