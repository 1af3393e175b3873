//! A window without a display whose page is open, for measuring how long its frames take while devices take
//! part: `cargo run --example beside -- SCENARIO SECONDS` prints the address and the codes, then the frames.
//! The load comes from elsewhere. Must not judge what it measures.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    reason = "a tool for those who measure: it stops at the first surprise"
)]

use egui::{Context, RawInput, Rect, pos2, vec2};
use std::net::Ipv4Addr;
use std::time::{Duration, Instant};
use wardroom::window::{PeopleAsk, Screen, Shell};
use wardroom_core::host::Ask;
use wardroom_pages::seats::{Admits, spaced};

/// Sixty frames a second are asked for.
const EVERY: Duration = Duration::from_micros(16_667);

fn main() {
    let mut given = std::env::args().skip(1);
    let scenario = given.next().unwrap_or_else(|| "friday-across".to_owned());
    let secs = given.next().and_then(|it| it.parse().ok()).unwrap_or(600);
    let folder = tempfile::tempdir().expect("a folder");
    let mut shell = Shell::new(None, folder.path().join("records"));
    shell.choose_by_id(&scenario);
    shell.start(Some("typical"));
    let ctx = Context::default();
    {
        let Screen::Live(live) = &mut shell.screen else {
            panic!("it can't be started");
        };
        live.ask_people(PeopleAsk::Open(Ipv4Addr::LOCALHOST.into()), || {});
        live.in_background();
        live.ask(Ask::Speed(60));
        live.ask(Ask::Run(true));
        let people = live.people.as_ref().expect("it can be opened");
        println!("http://{}", people.at());
        people.house.look(|seats| {
            for admits in [Admits::Player, Admits::Evaluator, Admits::Screen] {
                println!("{admits:?} {}", spaced(seats.codes().code(admits)));
            }
        });
    }
    let begun = Instant::now();
    let mut took = Vec::new();
    let mut last = begun;
    while begun.elapsed() < Duration::from_secs(secs) {
        let frame_begun = Instant::now();
        frame(&ctx, &mut shell, last.elapsed().as_secs_f64());
        last = frame_begun;
        let so_long = frame_begun.elapsed();
        took.push(so_long);
        std::thread::sleep(EVERY.saturating_sub(so_long));
    }
    took.sort();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
    println!(
        "{} frames: median {:?}, 99 in 100 within {:?}, longest {:?}; over 50 ms: {}",
        took.len(),
        at(0.5),
        at(0.99),
        at(1.0),
        took.iter().filter(|it| it.as_millis() > 50).count()
    );
}

/// A frame as the console draws it, without the rasteriser.
fn frame(ctx: &Context, shell: &mut Shell, secs: f64) {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1920.0, 1080.0))),
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| shell.frame(ui, secs));
    output.textures_delta.clear();
    let _meshes = ctx.tessellate(output.shapes, output.pixels_per_point);
}
