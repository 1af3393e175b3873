//! The real binary on a real (virtual) display.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Says on one line that a test is skipped, past the test runner's capture; or fails, where the
/// machine is known to have what it takes.
pub fn skipped(why: &str) {
    assert!(
        std::env::var_os("WARDROOM_NEEDS_DISPLAY").is_none(),
        "this machine should have a display: {why}"
    );
    let _gone = writeln!(std::io::stderr(), "skipped: {why}");
}

struct Display {
    server: Child,
    name: String,
}

impl Drop for Display {
    fn drop(&mut self) {
        let _gone = self.server.kill();
        let _gone = self.server.wait();
    }
}

/// A virtual display of its own.
fn display() -> Result<Display, String> {
    let icds = ["/usr/share/vulkan/icd.d", "/etc/vulkan/icd.d"];
    let vulkan = icds
        .iter()
        .any(|folder| std::fs::read_dir(folder).is_ok_and(|mut it| it.next().is_some()));
    if !vulkan {
        return Err("there is no Vulkan driver here (Debian: mesa-vulkan-drivers)".to_owned());
    }
    let mut server = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1920x1080x24",
            "-nolisten",
            "tcp",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| "there is no Xvfb here (Debian: xvfb)".to_owned())?;
    let mut line = String::new();
    let out = server.stdout.take().ok_or("Xvfb has no output")?;
    let read = BufReader::new(out).read_line(&mut line);
    let display = Display {
        server,
        name: format!(":{}", line.trim()),
    };
    match read {
        Ok(_) if !line.trim().is_empty() => Ok(display),
        _ => Err("Xvfb does not start here".to_owned()),
    }
}

fn png_size(path: &Path) -> (u32, u32) {
    let bytes = std::fs::read(path).expect("a picture");
    assert_eq!(&bytes[1..4], b"PNG", "{}", path.display());
    let number =
        |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    (number(16), number(20))
}

#[test]
fn the_binary_goes_through_every_screen_on_a_display() {
    let display = match display() {
        Ok(display) => display,
        Err(why) => return skipped(&why),
    };
    pictures_of(&display, (1280, 720), &[]);
}

#[test]
fn the_binary_goes_through_every_screen_in_large_type_on_a_light_ground() {
    let display = match display() {
        Ok(display) => display,
        Err(why) => return skipped(&why),
    };
    let light = ["--text", "200", "--ground", "light", "--safe-colours"];
    pictures_of(&display, (1920, 1080), &light);
}

/// The program that takes the pictures, built as this test was: cargo names no example to a test,
/// and builds none where only one test is asked for.
fn pictures_program() -> PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let build = || {
        let here = std::env::current_exe().expect("this test");
        let folder = here.parent().and_then(Path::parent).expect("a profile");
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        cargo
            .args(["build", "--quiet", "--example", "pictures"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("CARGO_TARGET_DIR", folder.parent().expect("a target"));
        if folder.ends_with("release") {
            cargo.arg("--release");
        }
        assert!(cargo.status().expect("cargo runs").success());
        folder
            .join("examples")
            .join(format!("pictures{}", std::env::consts::EXE_SUFFIX))
    };
    BUILT.get_or_init(build).clone()
}

/// Takes pictures into a folder, drawn by what is told.
fn take(display: &Display, folder: &Path, (width, height): (u32, u32), further: &[&str], by: &str) {
    let output = Command::new(pictures_program())
        .arg(folder)
        .args(["--size", &format!("{width}x{height}")])
        .args(further)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("DISPLAY", &display.name)
        .env("WGPU_BACKEND", by)
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("the binary starts");
    assert!(
        output.status.success(),
        "in {}\n{}\n{}",
        folder.display(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

/// Takes every picture at a size and looks whether each is one.
fn pictures_of(display: &Display, (width, height): (u32, u32), further: &[&str]) {
    let folder = tempfile::tempdir().expect("a folder");
    take(display, folder.path(), (width, height), further, "vulkan");
    let mut pictures: Vec<_> = std::fs::read_dir(folder.path())
        .expect("the folder")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "png"))
        .collect();
    pictures.sort();
    assert!(pictures.len() >= 18, "{pictures:?}");
    for picture in &pictures {
        // The room's own window opens at a size of its own.
        let room = picture.to_string_lossy().ends_with("room-window.png");
        let size = if room { (1280, 720) } else { (width, height) };
        assert_eq!(png_size(picture), size, "{}", picture.display());
        // A blank picture of this size packs into far less.
        let len = std::fs::metadata(picture).expect("a picture").len();
        assert!(len > 15_000, "{} has only {len} bytes", picture.display());
    }
    // The pictures differ from each other.
    let texts: std::collections::BTreeSet<Vec<u8>> = pictures
        .iter()
        .map(|path| std::fs::read(path).expect("a picture"))
        .collect();
    assert_eq!(texts.len(), pictures.len());
}

/// OpenGL, in software here, draws what Vulkan draws: an old laptop shows the same.
#[test]
fn opengl_alone_draws_the_same_pictures() {
    let display = match display() {
        Ok(display) => display,
        Err(why) => return skipped(&why),
    };
    let egl = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/lib64",
        "/usr/lib",
    ];
    if !egl
        .iter()
        .any(|it| Path::new(it).join("libEGL.so.1").exists())
    {
        return skipped("there is no EGL here (Debian: libegl1)");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let only = ["--only", "01-home,06-live-1342,16-keys"];
    for by in ["gl", "vulkan"] {
        take(&display, &folder.path().join(by), (1366, 768), &only, by);
    }
    let mut compared = 0;
    for entry in std::fs::read_dir(folder.path().join("gl")).expect("pictures") {
        let one = entry.expect("a picture").path();
        if one.extension().is_none_or(|it| it != "png") {
            continue;
        }
        let other = folder
            .path()
            .join("vulkan")
            .join(one.file_name().expect("a name"));
        let [one_px, other_px] =
            [&one, &other].map(|it| image::open(it).expect("a picture").to_rgb8());
        assert_eq!(one_px.dimensions(), other_px.dimensions());
        let apart: u64 = one_px
            .iter()
            .zip(other_px.iter())
            .map(|(a, b)| u64::from(a.abs_diff(*b)))
            .sum();
        let mean = apart as f64 / one_px.len() as f64;
        assert!(mean < 0.5, "{}: {mean:.3} of 255 apart", one.display());
        compared += 1;
    }
    assert_eq!(compared, 3);
}

/// Where nothing draws, it is said what is missing and what can be done without.
#[cfg(not(target_os = "macos"))]
#[test]
fn a_machine_on_which_nothing_draws_is_told_so_in_words() {
    let display = match display() {
        Ok(display) => display,
        Err(why) => return skipped(&why),
    };
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_wardroom"))
        .current_dir(folder.path())
        .env("DISPLAY", &display.name)
        .env("WGPU_BACKEND", "metal")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("it starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(
        said.contains("mesa-vulkan-drivers") && said.contains("wardroom serve"),
        "{said}"
    );
    assert!(!said.contains("panicked"), "{said}");
}

/// A draw below a bound, without a random generator: the kills must be the same each time.
fn draw(number: u64, below: u64) -> u64 {
    let mut z = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (z ^ (z >> 31)) % below
}

#[test]
fn a_window_killed_at_any_moment_goes_on_at_the_last_acknowledged_command() {
    let display = match display() {
        Ok(display) => display,
        Err(why) => return skipped(&why),
    };
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-lunchtime.ron");
    let mut decided = 0;
    for kill in 0..25_u64 {
        let records = tempfile::tempdir().expect("a folder");
        let mut window = Command::new(env!("CARGO_BIN_EXE_wardroom"))
            .arg("play")
            .arg(&scenario)
            .args(["--team", "typical", "--from", "Fri 12:15", "--records"])
            .arg(records.path())
            .env("DISPLAY", &display.name)
            .env_remove("WAYLAND_DISPLAY")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary starts");
        let record = loop {
            assert!(
                window.try_wait().expect("a process").is_none(),
                "the window closed by itself"
            );
            // Its first line is whole: that the exercise began is acknowledged.
            match wardroom_files::records_in(records.path()).pop() {
                Some(record) if wardroom_files::record(&record).is_ok() => break record,
                _ => std::thread::sleep(std::time::Duration::from_millis(20)),
            }
        };
        // Every fifth is killed only once a decision was taken, however slow the machine is.
        let begun = std::time::Instant::now();
        let taken = || {
            wardroom_files::record(&record).is_ok_and(|opened| opened.commands().next().is_some())
        };
        while kill % 5 == 0 && !taken() && begun.elapsed().as_secs() < 60 {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        std::thread::sleep(std::time::Duration::from_millis(300 + draw(kill, 2_000)));
        window.kill().expect("it can be killed");
        window.wait().expect("it is gone");

        let opened =
            wardroom_files::record(&record).unwrap_or_else(|error| panic!("kill {kill}: {error}"));
        let commands = opened.commands().count();
        decided += commands;
        let last = opened.last_secs();
        let live = wardroom::window::Live::go_on(&record)
            .unwrap_or_else(|error| panic!("kill {kill}: {error}"));
        assert_eq!(live.seen.view.record.decisions, commands, "kill {kill}");
        assert_eq!(live.seen.view.clock.stands_at_secs, last, "kill {kill}");
    }
    assert!(decided > 0, "some were killed after a decision");
}

/// Processor time that a process has used so far, all its threads together.
fn processor_secs(id: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).expect("the process is there");
    // The name may hold spaces; it stands in brackets.
    let after = stat.rsplit(')').next().expect("its name ends");
    let ticks: f64 = after
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(|ticks| ticks.parse::<f64>().expect("a number"))
        .sum();
    // The kernel tells user programs of hundredths, on every machine that Linux runs on.
    ticks / 100.0
}

/// What a window costs in ten seconds in which nobody does anything, in seconds of one processor.
fn cost_at_rest(display: &Display, rest: &[&str]) -> Result<f64, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = Command::new(pictures_program())
        .arg(folder.path())
        .arg("--rest")
        .args(rest)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("DISPLAY", &display.name)
        .env_remove("WAYLAND_DISPLAY")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts");
    let second = std::time::Duration::from_secs(1);
    let mut last = 0.0;
    let mut quiet = 0;
    let mut found = Err("it never comes to rest".to_owned());
    for _ in 0..240 {
        std::thread::sleep(second);
        if let Some(ended) = window.try_wait().expect("a process") {
            return Err(format!("the window closed by itself: {ended}"));
        }
        let now = processor_secs(window.id());
        // Work has begun, and is over.
        quiet = if now > 0.5 && now - last < 0.02 {
            quiet + 1
        } else {
            0
        };
        last = now;
        if quiet == 3 {
            std::thread::sleep(second * 10);
            found = Ok(processor_secs(window.id()) - now);
            break;
        }
    }
    window.kill().expect("it can be killed");
    window.wait().expect("it is gone");
    found
}

#[test]
#[cfg(target_os = "linux")]
fn a_window_at_rest_costs_less_than_a_hundredth_of_a_processor() {
    let display = match display() {
        Ok(display) => display,
        Err(why) => return skipped(&why),
    };
    let mut wrong = Vec::new();
    for rest in [
        &["01-home"][..],
        &["02-briefing-read"],
        &["05-live-start,06-live-1342"],
        &["05-live-start,06-live-1342", "--typing"],
        &["05-live-start,08-room-window"],
        &["05-live-start,17-review"],
        &["26-author-story"],
    ] {
        match cost_at_rest(&display, rest) {
            Ok(cost) if cost < 0.1 => {}
            Ok(cost) => wrong.push(format!("{rest:?}: {cost:.2} s in ten seconds")),
            Err(why) => wrong.push(format!("{rest:?}: {why}")),
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
