//! A disk that fills, and a window that is killed.

use crate::support::enter;
use crate::support::{live, live_mut, started_of};
use egui_kittest::kittest::Queryable;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use wardroom_core::exercise::{Command, What};

/// A disk of one megabyte, where this machine lets us make one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn new(folder: &Path) -> Result<Self, String> {
        let done = Process::new("mount")
            .args(["-t", "tmpfs", "-o", "size=1m", "wardroom-test"])
            .arg(folder)
            .output()
            .map_err(|error| format!("mount does not run here: {error}"))?;
        if done.status.success() {
            Ok(Self(folder.to_path_buf()))
        } else {
            Err("no small disk can be mounted here (it takes root)".to_owned())
        }
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _gone = Process::new("umount").arg("-l").arg(&self.0).output();
    }
}

fn note(text: &str) -> Command {
    Command::Note {
        by: "Evaluator".to_owned(),
        text: text.to_owned(),
        task: None,
        rating: None,
        inject: None,
    }
}

#[test]
fn a_disk_that_fills_is_told_at_once_and_nothing_is_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = match SmallDisk::new(folder.path()) {
        Ok(disk) => disk,
        Err(why) => return crate::display::skipped(&why),
    };
    let mut harness = started_of(folder.path(), [1600.0, 900.0]);
    assert!(enter(live_mut(&mut harness), &note("before")));
    // Fill it to the last byte.
    let junk = folder.path().join("junk");
    let mut file = std::fs::File::create(&junk).expect("a file");
    while file.write_all(&[0_u8; 512]).is_ok() {}
    drop(file);

    assert!(
        enter(
            live_mut(&mut harness),
            &note(&"while it was full ".repeat(600))
        ),
        "it is taken all the same"
    );
    harness.run_steps(3);
    harness.get_by_label_contains("Not on disk");
    let before = live(&harness).seen.view.clock.stands_at_secs;
    live_mut(&mut harness).advance(before + 3_600);
    assert_eq!(
        live(&harness).seen.view.clock.stands_at_secs,
        before + 3_600
    );
    assert!(!harness.state_mut().may_close(), "it asks before it closes");

    std::fs::remove_file(&junk).expect("it was there");
    live_mut(&mut harness).flush();
    harness.run_steps(3);
    assert!(harness.query_by_label_contains("Not on disk").is_none());
    assert!(
        harness.state_mut().may_close(),
        "closing asks only if it must"
    );
    let opened = wardroom_files::record(&live(&harness).seen.record).expect("it is whole");
    let again = wardroom_core::record::replay(&opened).expect("it plays again");
    let noted = again
        .events
        .iter()
        .filter(|event| matches!(event.what, What::Noted { .. }))
        .count();
    assert_eq!(noted, 2);
    drop(disk);
}
