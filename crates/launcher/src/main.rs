//! Opens Wardroom's window from a menu of Windows. `wardroom.exe` is a program for the command line, for
//! which Windows opens a console that would stand beside the window; this one has none, and starts that one
//! without. What it would have said there is kept in a file, which is opened if it fails. Must not do more than
//! start it.

#![cfg_attr(windows, windows_subsystem = "windows")]

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// The program that is started, which lies beside this one.
const PROGRAM: &str = if cfg!(windows) {
    "wardroom.exe"
} else {
    "wardroom"
};

#[expect(
    clippy::disallowed_methods,
    reason = "it knows none of Wardroom's doors: it is there for when Wardroom does not start"
)]
fn main() -> ExitCode {
    let here = std::env::current_exe().unwrap_or_default();
    let here = here.parent().unwrap_or(Path::new(""));
    let mut program = Command::new(here.join(PROGRAM));
    program.args(std::env::args_os().skip(1));
    program.stdin(Stdio::null()).stdout(Stdio::null());
    if let Ok(mut said) = File::create(said_in()) {
        // Older editors of Windows know UTF-8 by its mark alone.
        let _marked = said.write_all("\u{feff}".as_bytes());
        program.stderr(said);
    }
    #[cfg(windows)]
    {
        /// `CREATE_NO_WINDOW` of the Windows API.
        const NO_CONSOLE: u32 = 0x0800_0000;
        std::os::windows::process::CommandExt::creation_flags(&mut program, NO_CONSOLE);
    }
    match program.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => {
            tell();
            ExitCode::FAILURE
        }
    }
}

/// Shows whoever pressed the menu's entry why nothing opened: there is no console to say it in.
#[cfg(windows)]
fn tell() {
    let _shown = Command::new("notepad.exe").arg(said_in()).spawn();
}

#[cfg(not(windows))]
fn tell() {}

/// Where stands why the window could not be opened.
fn said_in() -> PathBuf {
    std::env::temp_dir().join("wardroom-window.txt")
}
