//! A member's records are read one by one, with progress, and the reading can be stopped.

use super::on_record;
use std::fs;
use std::sync::Mutex;
use wardroom_files::{member, member_while};

#[test]
fn reading_a_member_says_how_far_it_has_come_and_stops_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["a", "b", "c"] {
        drop(on_record(&folder.path().join(name).join("record.jsonl")));
    }
    // One that was changed, byte for byte as long as it was.
    let path = folder.path().join("b/record.jsonl");
    let mut bytes = fs::read(&path).expect("a file");
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    fs::write(&path, bytes).expect("written");
    let said = Mutex::new(Vec::new());
    let read = member_while(folder.path(), &|done, of| {
        said.lock().expect("ours").push((done, of));
        true
    });
    let read = read.expect("a folder").expect("it was not stopped");
    let whole = member(folder.path()).expect("a folder");
    assert_eq!(
        (read.entries.len(), read.broken.len()),
        (whole.entries.len(), whole.broken.len())
    );
    let told = read
        .broken
        .iter()
        .filter(|it| it.why.contains("not what was written"));
    assert_eq!(told.count(), 1, "what was changed is told");
    let said = said.into_inner().expect("ours");
    assert_eq!(said.len(), 3);
    assert!(
        said.iter().all(|(done, of)| *done < 3 && *of == 3),
        "{said:?}"
    );
    let stopped = member_while(folder.path(), &|_, _| false).expect("a folder");
    assert!(stopped.is_none());
    let nowhere = member(&folder.path().join("nowhere")).expect_err("there is none");
    assert!(
        nowhere.to_string().contains("There is no folder"),
        "{nowhere}"
    );
}
