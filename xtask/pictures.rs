//! Pictures of every screen: drives the real window through its screens with a scripted team and
//! saves a picture of each. `cargo xtask pictures` runs it. Must not show anything a facilitator
//! would not see.
#![allow(
    clippy::disallowed_methods,
    reason = "no part of the program: it looks for its own pictures"
)]
#![allow(clippy::print_stderr, reason = "no part of the program")]

mod frames;
mod shots;
mod staged;
mod taking;

use clap::Parser;
use staged::live;
use std::path::PathBuf;
use std::process::ExitCode;
use taking::pictures;
use wardroom::window::{self, Ground, Settings, Shell};

/// How the pictures of the screens are taken.
#[derive(Debug, Parser)]
struct Arguments {
    /// Save a picture of each screen, played by a scripted team, to this folder.
    folder: PathBuf,
    /// The window's size in pixels.
    #[arg(long, value_name = "WxH", default_value = "1920x1080", value_parser = size)]
    size: (u32, u32),
    /// The size of text, per cent.
    #[arg(
        long,
        value_name = "PCT",
        default_value_t = 100,
        value_parser = clap::value_parser!(u16).range(80..=200)
    )]
    text: u16,
    /// The theme: as the screens were designed, dark, or light.
    #[arg(long, value_enum, default_value_t)]
    ground: PictureGround,
    /// Colours for people who don't see red and green apart.
    #[arg(long)]
    safe_colours: bool,
    /// Take these pictures alone: parts of their names. All up to the last of them are prepared.
    #[arg(long, value_delimiter = ',', conflicts_with = "rest")]
    only: Vec<String>,
    /// Prepare these pictures, take none, and leave the window to itself: for the test of what a
    /// window at rest costs.
    #[arg(long, value_delimiter = ',')]
    rest: Vec<String>,
    /// The same with the keyboard in a field.
    #[arg(long, requires = "rest")]
    typing: bool,
    /// Instead of leaving it to itself, draw so many frames with the clock running, and print how long
    /// each took.
    #[arg(long, requires = "rest", value_name = "COUNT")]
    frames: Option<usize>,
}

/// The ground of the pictures.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum PictureGround {
    /// As the screens were drawn.
    #[default]
    Drawn,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

/// A window's size as it is written: `1920x1080`.
fn size(typed: &str) -> Result<(u32, u32), String> {
    typed
        .split_once('x')
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)))
        .filter(|(width, height)| (640..=7680).contains(width) && (480..=4320).contains(height))
        .ok_or_else(|| format!("“{typed}” is no size of a window; write 1920x1080"))
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let settings = Settings {
        text_pct: arguments.text,
        ground: match arguments.ground {
            PictureGround::Drawn => Ground::Drawn,
            PictureGround::Dark => Ground::Dark,
            PictureGround::Light => Ground::Light,
        },
        safe_colours: arguments.safe_colours,
        ..Settings::default()
    };
    let done = if arguments.rest.is_empty() {
        pictures(&arguments, settings)
    } else {
        let records = arguments.folder.join("records");
        rest(&arguments, records)
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

/// Opens the window as it stands when these pictures were prepared, and leaves it to itself; with
/// the keyboard in a field, if somebody is typing. What a window at rest costs is measured from
/// outside; what frames take, here.
///
/// # Errors
/// If there is no such picture, or the window fails; in words.
fn rest(arguments: &Arguments, records: PathBuf) -> Result<(), String> {
    let mut shell = Shell::new(None, records);
    shell.wait();
    for picture in &arguments.rest {
        let (_, prepare) = shots::all()
            .find(|(name, _)| name == picture)
            .ok_or_else(|| format!("there is no picture {picture}"))?;
        prepare(&mut shell);
        shell.wait();
    }
    if let Some(count) = arguments.frames {
        return frames::frames(shell, arguments.size, count);
    }
    if arguments.typing {
        live(&mut shell, |live| {
            live.input.jump.typed = Some(String::new());
            live.input.jump.keys = true;
        });
    }
    window::open(shell)
}
