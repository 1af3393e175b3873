//! What a frame of the live screen costs the processor, without the rasteriser: layout, drawing
//! and tessellation, with the clock running.
#![allow(clippy::disallowed_methods, reason = "a bench makes its own files")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::get_unwrap,
    clippy::panic,
    clippy::unreachable,
    reason = "a bench stops at the first surprise"
)]

mod shared;

use divan::Bencher;
use egui::{Context, RawInput, Rect, pos2, vec2};
use wardroom::window::{Screen, Shell};
use wardroom_core::host::Ask;

fn main() {
    divan::main();
}

/// A window on an exercise at its height, with so many times the hosts.
fn window(times: u64, folder: &std::path::Path) -> (Context, Shell) {
    for file in shared::larger(times) {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, &file.text).expect("a file");
    }
    let mut shell = Shell::new(
        Some(&folder.join("friday-lunchtime.ron")),
        folder.join("records"),
    );
    shell.choose_by_id("friday-lunchtime");
    shell.start(Some("typical"));
    let ctx = begun(&mut shell);
    (ctx, shell)
}

/// A window on the county at its height.
fn county(folder: &std::path::Path) -> (Context, Shell) {
    let mut shell = Shell::new(None, folder.join("records"));
    shell.choose_by_id("friday-across");
    shell.start(Some("typical"));
    let ctx = begun(&mut shell);
    (ctx, shell)
}

/// Two and a half hours in, with the clock running.
fn begun(shell: &mut Shell) -> Context {
    let Screen::Live(live) = &mut shell.screen else {
        panic!("it can't be started");
    };
    live.advance(150 * 60);
    live.ask(Ask::Run(true));
    live.ask(Ask::Speed(60));
    let ctx = Context::default();
    for _ in 0..10 {
        frame(&ctx, shell);
    }
    ctx
}

/// One frame; returns how many triangles it came to.
fn frame(ctx: &Context, shell: &mut Shell) -> usize {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1920.0, 1080.0))),
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| shell.frame(ui, 1.0 / 30.0));
    output.textures_delta.clear();
    let meshes = ctx.tessellate(output.shapes, output.pixels_per_point);
    meshes
        .iter()
        .map(|clipped| match &clipped.primitive {
            egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
            egui::epaint::Primitive::Callback(_) => 0,
        })
        .sum()
}

/// A frame of the live screen with 5,812, 17,436 and 58,120 hosts.
#[divan::bench(args = [1, 3, 10], sample_count = 60, sample_size = 1)]
fn a_frame_with_so_many_times_the_hosts(bencher: Bencher, times: u64) {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut shell) = window(times, folder.path());
    bencher.bench_local(|| frame(&ctx, &mut shell));
}

/// The same while somebody has the window read out: everything in it is told in words.
#[divan::bench(sample_count = 60, sample_size = 1)]
fn a_frame_that_is_read_out(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut shell) = window(1, folder.path());
    ctx.enable_accesskit();
    frame(&ctx, &mut shell);
    bencher.bench_local(|| frame(&ctx, &mut shell));
}

/// A frame of the live screen of *Friday across the system*: seven organisations on one table.
#[divan::bench(sample_count = 60, sample_size = 1)]
fn a_frame_of_the_county(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut shell) = county(folder.path());
    bencher.bench_local(|| frame(&ctx, &mut shell));
}

/// A window on England's week, which runs.
fn england(folder: &std::path::Path) -> (Context, Shell) {
    let mut shell = Shell::new(None, folder.join("records"));
    shell.hindcast();
    shell.wait();
    let Screen::Hindcast(hindcast) = &mut shell.screen else {
        panic!("it can't be shown");
    };
    hindcast.minute = 15 * 60;
    hindcast.running = true;
    let ctx = Context::default();
    for _ in 0..10 {
        frame(&ctx, &mut shell);
    }
    (ctx, shell)
}

/// A frame of England's week, four minutes further in each: 7,690 organisations on one table.
#[divan::bench(sample_count = 60, sample_size = 1)]
fn a_frame_of_england(bencher: Bencher) {
    let folder = tempfile::tempdir().expect("a folder");
    let (ctx, mut shell) = england(folder.path());
    bencher.bench_local(|| frame(&ctx, &mut shell));
}
