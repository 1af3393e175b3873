//! Hands a file to whatever program the system opens it with. The one place where another program is
//! started. Waits for it: must not be called in a frame.

use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// So long it is looked whether the system took the file, in steps of [`LOOK`]: what shows it may go on for
/// as long as somebody reads.
const LOOKS: u32 = 30;
const LOOK: Duration = Duration::from_millis(100);

/// Opens a file with the system's own program for it.
///
/// # Errors
/// Why nothing opened it, in words.
pub fn open(path: &Path) -> Result<(), String> {
    let found = begun(path).and_then(|child| taken(child, LOOKS));
    match found {
        Ok(true) => Ok(()),
        Ok(false) => Err("No program on this machine opened it.".to_owned()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err("This machine has no program that opens files.".to_owned())
        }
        Err(error) => Err(format!("It could not be opened: {error}.")),
    }
}

fn begun(path: &Path) -> io::Result<Child> {
    // None of these reads its argument as a shell would.
    let program = if cfg!(target_os = "windows") {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    Command::new(program)
        // Windows' own takes a path with slashes for none.
        .arg(wardroom_files::whole_path(path))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
}

/// Whether a program that was begun goes on, or ended well.
fn taken(mut child: Child, looks: u32) -> io::Result<bool> {
    for _ in 0..looks {
        if let Some(status) = child.try_wait()? {
            // Explorer says 1 whatever came of it.
            return Ok(status.success() || cfg!(target_os = "windows"));
        }
        std::thread::sleep(LOOK);
    }
    // It is waited for elsewhere, so that nothing of it stays when it ends.
    std::thread::spawn(move || child.wait());
    Ok(true)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn program(name: &str) -> Child {
        Command::new(name).arg("5").spawn().expect("it is there")
    }

    #[test]
    fn what_ends_well_or_goes_on_took_the_file_and_what_fails_did_not() {
        assert_eq!(taken(program("true"), 30).ok(), Some(true));
        assert_eq!(taken(program("false"), 30).ok(), Some(false));
        assert_eq!(taken(program("sleep"), 1).ok(), Some(true));
    }
}
