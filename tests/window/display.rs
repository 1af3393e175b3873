//! The real binary on a real (virtual) display.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

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
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_wardroom"))
        .arg("--screenshot")
        .arg(folder.path())
        .args(["--size", "1280x720"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("DISPLAY", &display.name)
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("the binary starts");
    assert!(
        output.status.success(),
        "in {}\n{}\n{}",
        folder.path().display(),
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let mut pictures: Vec<_> = std::fs::read_dir(folder.path())
        .expect("the folder")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|it| it == "png"))
        .collect();
    pictures.sort();
    assert!(pictures.len() >= 8, "{pictures:?}");
    for picture in &pictures {
        assert_eq!(png_size(picture), (1280, 720), "{}", picture.display());
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
