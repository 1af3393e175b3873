//! Files: what is written is there whole or not at all, what others keep is left to them, and what
//! is no ordinary file is not read as one.

#![allow(clippy::disallowed_methods, reason = "tests make their own files")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::get_unwrap,
    clippy::panic,
    clippy::unreachable,
    reason = "a test stops at the first surprise"
)]

mod keeper;
mod member;
mod newest;
mod watch;
mod windows;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use wardroom_core::exercise::{Command, Exercise};
use wardroom_core::record::{Header, Session, Store, replay};
use wardroom_files::{self as files, RecordFile};

/// A sound scenario that is as small as it can be.
const SOUND: [(&str, &str); 3] = [
    (
        "main.ron",
        include_str!("../../../core/tests/core/diagnostics/sound/main.ron"),
    ),
    (
        "library.ron",
        include_str!("../../../core/tests/core/diagnostics/sound/library.ron"),
    ),
    (
        "quick.ron",
        include_str!("../../../core/tests/core/diagnostics/sound/quick.ron"),
    ),
];

/// The scenarios as they ship.
fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios")
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn note(text: &str) -> Command {
    Command::Note {
        by: "An evaluator".to_owned(),
        text: text.to_owned(),
        task: None,
        rating: None,
        inject: None,
    }
}

const REAL: &str = "2026-11-23T12:00:00Z";

/// A session of the shipped scenario on record in a file.
fn on_record(path: &Path) -> Session<RecordFile> {
    let scenario = files::scenario(&scenarios().join("friday-lunchtime.ron"))
        .unwrap_or_else(|why| panic!("{}", why.render(false)));
    let header = Header::new(&scenario, 1, None, Vec::new(), REAL.to_owned());
    let file = RecordFile::create(path).expect("it is new");
    Session::start(Exercise::new(scenario, 1), header, file)
        .expect("it can be written")
        .0
}

#[test]
fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a/b/report.html");
    files::write(&path, b"first").expect("it can be written");
    fs::write(folder.path().join("a/b/report.html.tmp"), b"the user's own").expect("a file");
    files::write(&path, b"second").expect("it can be written");
    assert_eq!(fs::read(&path).expect("a file"), b"second");
    assert_eq!(
        names(&folder.path().join("a/b")),
        ["report.html", "report.html.tmp"]
    );
    assert_eq!(
        fs::read(folder.path().join("a/b/report.html.tmp")).expect("a file"),
        b"the user's own"
    );
}

#[test]
fn a_file_may_have_the_longest_name_that_there_is() {
    let folder = tempfile::tempdir().expect("a folder");
    for len in [251, 252, 255] {
        let path = folder.path().join("n".repeat(len));
        files::write(&path, b"it fits").expect("it can be written");
        assert_eq!(fs::read(&path).expect("a file"), b"it fits");
    }
}

#[test]
fn files_that_belong_together_are_all_there_or_none_is() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("in-the-way")).expect("a folder");
    let whole = vec![
        (folder.path().join("new/deep/one.txt"), b"one".to_vec()),
        (folder.path().join("new/two.txt"), b"two".to_vec()),
        (folder.path().join("in-the-way"), b"three".to_vec()),
    ];
    let why = files::write_together(&whole).expect_err("a folder stands there");
    assert!(why.to_string().contains("in-the-way"), "{why}");
    assert_eq!(names(folder.path()), ["in-the-way"]);
    files::write_together(&whole[..2]).expect("they can be written");
    assert_eq!(names(&folder.path().join("new")), ["deep", "two.txt"]);
}

#[test]
fn two_that_write_the_same_file_at_once_each_leave_it_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.html");
    let texts: Vec<Vec<u8>> = (0..6_u8).map(|it| vec![b'a' + it; 200_000]).collect();
    std::thread::scope(|scope| {
        for text in &texts {
            scope.spawn(|| {
                for _ in 0..10 {
                    files::write(&path, text).expect("it can be written");
                    let there = fs::read(&path).expect("a file");
                    assert!(texts.contains(&there), "{} bytes", there.len());
                }
            });
        }
    });
    assert_eq!(names(folder.path()), ["report.html"]);
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    use std::process::Command as Program;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).expect("a file").permissions().mode() & 0o7777
    }

    #[test]
    fn a_file_that_is_replaced_keeps_its_mode_and_a_new_one_gets_the_usual() {
        let folder = tempfile::tempdir().expect("a folder");
        let usual = folder.path().join("usual");
        fs::write(&usual, b"").expect("a file");
        let new = folder.path().join("new");
        files::write(&new, b"new").expect("it can be written");
        assert_eq!(mode(&new), mode(&usual));
        for kept in [0o600, 0o640, 0o664, 0o755] {
            fs::set_permissions(&new, fs::Permissions::from_mode(kept)).expect("ours");
            files::write(&new, b"again").expect("it can be written");
            assert_eq!(mode(&new), kept);
        }
    }

    #[test]
    fn a_link_is_written_through_to_what_it_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("real")).expect("a folder");
        fs::write(at("real/file.ron"), b"old").expect("a file");
        symlink("real/file.ron", at("one.ron")).expect("a link");
        symlink("one.ron", at("two.ron")).expect("a link");
        symlink("real/not-yet.ron", at("three.ron")).expect("a link");
        files::write(&at("two.ron"), b"new").expect("it can be written");
        files::write(&at("three.ron"), b"made").expect("it can be written");
        for link in ["one.ron", "two.ron", "three.ron"] {
            assert!(fs::symlink_metadata(at(link)).expect("it").is_symlink());
        }
        assert_eq!(fs::read(at("real/file.ron")).expect("a file"), b"new");
        assert_eq!(fs::read(at("real/not-yet.ron")).expect("a file"), b"made");
        symlink("ring", at("ring")).expect("a link");
        files::write(&at("ring"), b"").expect_err("it leads to itself");
    }

    #[test]
    fn behind_a_link_the_folder_of_the_file_is_written_in_and_the_mode_of_the_file_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        for name in ["links", "real"] {
            fs::create_dir(at(name)).expect("a folder");
        }
        fs::write(at("real/file"), b"old").expect("a file");
        fs::set_permissions(at("real/file"), fs::Permissions::from_mode(0o640)).expect("ours");
        symlink(at("real/file"), at("links/file")).expect("a link");
        symlink("real", at("folder")).expect("a link");
        let links = fs::metadata(at("links")).expect("it").mtime_nsec();
        std::thread::sleep(std::time::Duration::from_millis(20));
        files::write(&at("links/file"), b"new").expect("it can be written");
        assert_eq!(
            fs::metadata(at("links")).expect("it").mtime_nsec(),
            links,
            "nothing was made beside the link: it may lie on another disk"
        );
        assert_eq!(
            (mode(&at("real/file")), names(&at("real"))),
            (0o640, vec!["file".to_owned()])
        );
        files::write(&at("folder/other"), b"through the folder").expect("it can be written");
        assert!(fs::symlink_metadata(at("folder")).expect("it").is_symlink());
        assert_eq!(names(&at("real")), ["file", "other"]);
        // A link to nothing in place of a folder is no way to make one.
        symlink("nowhere", at("dangling")).expect("a link");
        let why = files::write(&at("dangling/file"), b"x").expect_err("there is no folder");
        assert!(why.to_string().contains("dangling"), "{why}");
        assert!(!at("nowhere").exists());
    }

    #[test]
    fn the_owner_of_a_file_that_is_replaced_stays_as_far_as_it_may() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("theirs");
        fs::write(&path, b"old").expect("a file");
        let own = fs::metadata(&path).expect("it").uid();
        // Only root may give a file away; for everybody else it stays their own.
        let given = std::os::unix::fs::chown(&path, Some(12_345), Some(12_345)).is_ok();
        files::write(&path, b"new").expect("it can be written");
        let now = fs::metadata(&path).expect("it");
        assert_eq!(now.uid(), if given { 12_345 } else { own });
        assert_eq!(fs::read(&path).expect("a file"), b"new");
    }

    #[test]
    fn a_file_that_may_not_be_written_is_not_replaced_and_what_cant_be_moved_leaves_all_as_it_was()
    {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("first"), b"old").expect("a file");
        fs::create_dir_all(at("full/inner")).expect("a folder");
        for (path, words) in [(at("full"), "a folder"), (at("full/.."), "a folder")] {
            let why = files::write(&path, b"x").expect_err("a folder stands there");
            assert!(why.to_string().contains(words), "{why}");
        }
        let both = vec![(at("first"), b"new".to_vec()), (at("full"), b"x".to_vec())];
        files::write_together(&both).expect_err("a folder stands there");
        assert_eq!(fs::read(at("first")).expect("a file"), b"old");
        fs::set_permissions(at("first"), fs::Permissions::from_mode(0o444)).expect("ours");
        // Root may write everything.
        let may = fs::OpenOptions::new().write(true).open(at("first")).is_ok();
        assert_eq!(files::write(&at("first"), b"new").is_ok(), may);
        assert_eq!(mode(&at("first")), 0o444);
        assert_eq!(
            names(folder.path()),
            ["first", "full"],
            "nothing is left beside"
        );
    }

    fn pipe(path: &Path) {
        let made = Program::new("mkfifo").arg(path).status().expect("mkfifo");
        assert!(made.success());
    }

    #[test]
    fn a_pipe_is_written_to_and_not_replaced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pipe");
        pipe(&path);
        let before = fs::metadata(&path).expect("it").ino();
        let reader = std::thread::spawn({
            let path = path.clone();
            move || fs::read(path).expect("the other end")
        });
        files::write(&path, b"through").expect("it can be written");
        assert_eq!(reader.join().expect("it was read"), b"through");
        assert_eq!(fs::metadata(&path).expect("it").ino(), before);
        let full = files::write(Path::new("/dev/full"), b"x");
        if cfg!(target_os = "linux") {
            full.expect_err("nothing fits there");
            assert!(!fs::metadata("/dev/full").expect("it").is_file());
        }
    }

    #[test]
    fn what_is_no_ordinary_file_or_too_long_is_refused_in_words_and_never_waited_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pipe");
        pipe(&path);
        let why = |path: &Path| {
            files::read(path, 1 << 20)
                .expect_err("it is none")
                .to_string()
        };
        assert!(why(&path).contains("not an ordinary file"));
        assert!(why(folder.path()).contains("a folder"));
        assert!(why(Path::new("/dev/zero")).contains("not an ordinary file"));
        assert!(why(&folder.path().join("nowhere")).contains("no such file"));
        let long = folder.path().join("long");
        fs::File::create(&long)
            .and_then(|file| file.set_len((1 << 20) + 1))
            .expect("a file");
        assert!(why(&long).contains("longer than 1 MB"));
        fs::File::create(&long)
            .and_then(|file| file.set_len(1 << 20))
            .expect("a file");
        assert_eq!(files::read(&long, 1 << 20).expect("it fits").len(), 1 << 20);
    }

    #[test]
    fn a_name_that_is_no_text_is_opened_and_never_another_in_its_stead() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().expect("a folder");
        let odd = folder.path().join(OsStr::from_bytes(b"ex\xff.ron"));
        let look_alike = folder.path().join("ex\u{fffd}.ron");
        for (name, text) in SOUND {
            fs::write(folder.path().join(name), text).expect("a file");
        }
        fs::write(&look_alike, b"Nonsense(").expect("a file");
        let nothing = files::scenario(&odd).expect_err("it isn't there");
        assert!(nothing.render(false).contains("no such file"));
        fs::rename(folder.path().join("main.ron"), &odd).expect("moved");
        files::scenario(&odd).unwrap_or_else(|why| panic!("{}", why.render(false)));
        let mut project = wardroom_author::Project::open(&odd, Box::new(wardroom_files::Disk))
            .expect("it can be opened");
        assert!(project.problems.list.is_empty());
        fs::write(&odd, b"Scenario(").expect("a file");
        assert!(project.look() && !project.problems.list.is_empty());
        assert_eq!(project.path(), odd);
    }

    #[test]
    fn a_scenario_may_be_opened_by_a_link_from_elsewhere() {
        let folder = tempfile::tempdir().expect("a folder");
        let link = folder.path().join("library/x.ron");
        fs::create_dir(folder.path().join("library")).expect("a folder");
        for (name, text) in SOUND {
            fs::write(folder.path().join("library").join(name), text).expect("a file");
        }
        fs::rename(
            folder.path().join("library/main.ron"),
            folder.path().join("main.ron"),
        )
        .expect("moved");
        symlink("../main.ron", &link).expect("a link");
        files::scenario(&link).unwrap_or_else(|why| panic!("{}", why.render(false)));
    }
}

#[test]
fn a_file_that_is_deleted_under_the_author_is_told_and_saving_writes_it_again() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in SOUND {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    let mut project = wardroom_author::Project::open(
        &folder.path().join("main.ron"),
        Box::new(wardroom_files::Disk),
    )
    .expect("it opens");
    assert!(project.gone().is_none() && !project.unsaved());
    for name in ["main.ron", "library.ron"] {
        fs::remove_file(folder.path().join(name)).expect("it was there");
        assert!(project.look(), "it is told");
        assert!(!project.look(), "once");
        assert!(project.gone().expect("it is gone").contains(name));
        assert!(project.unsaved());
        project.save().expect("it can be written");
        assert!(project.gone().is_none() && !project.unsaved());
        assert!(folder.path().join(name).is_file());
    }
}

#[test]
fn a_record_that_could_not_be_begun_leaves_nothing_in_the_way_of_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out/deep/record.jsonl");
    drop(RecordFile::create(&path).expect("it is new"));
    assert!(names(folder.path()).is_empty(), "not even its folders");
    fs::create_dir_all(folder.path().join("out/deep")).expect("a folder");
    // As a program leaves it that was killed before its first line.
    fs::write(&path, b"").expect("a file");
    assert!(wardroom_files::records_in(&folder.path().join("out")).is_empty());
    let mut file = RecordFile::create(&path).expect("an empty record is none");
    file.append(b"a line\n", true).expect("it can be written");
    drop(file);
    assert_eq!(fs::read(&path).expect("a file"), b"a line\n");
    let again = RecordFile::create(&path).expect_err("it is one now");
    assert_eq!(again.kind(), io::ErrorKind::AlreadyExists);
}

/// What somebody else may do to a record, if the system lets them.
type Hand = fn(&Path) -> io::Result<()>;

const HANDS: [(&str, Hand); 6] = [
    ("emptied", |path| fs::File::create(path).map(drop)),
    ("cut", |path| {
        let len = fs::metadata(path)?.len();
        let file = fs::OpenOptions::new().write(true).open(path)?;
        file.set_len(len / 2)
    }),
    ("added to", |path| {
        use std::io::Write;
        let file = fs::OpenOptions::new().append(true).open(path);
        file.and_then(|mut it| it.write_all(b"{}\n"))
    }),
    ("a byte changed", |path| {
        let mut bytes = fs::read(path)?;
        let at = bytes.len() / 2;
        bytes[at] ^= 1;
        std::thread::sleep(std::time::Duration::from_millis(30));
        let file = fs::OpenOptions::new().write(true).open(path);
        file.and_then(|mut it| io::Write::write_all(&mut it, &bytes))
    }),
    ("replaced", |path| {
        let other = path.with_extension("other");
        fs::write(&other, b"something else")?;
        fs::rename(other, path)
    }),
    ("deleted", |path| {
        fs::remove_dir_all(path.parent().expect("a folder"))
    }),
];

#[test]
fn whatever_somebody_else_does_to_a_record_it_is_whole_again_and_told() {
    for (what, hand) in HANDS {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("out/record.jsonl");
        let mut session = on_record(&path);
        session.apply(&note("before"), REAL).expect("written");
        session.advance(1_800).expect("written");
        let done = hand(&path);
        // Windows lets nobody do anything of it meanwhile.
        let refused = cfg!(windows);
        assert_eq!(done.is_err(), refused, "{what}: {done:?}");
        session.apply(&note("after"), REAL).expect("written");
        let mut record = session.into_store();
        assert_eq!(record.was_disturbed(), !refused, "{what}");
        let told = usize::from(!refused);
        assert_eq!(record.notices().len(), told, "{what}");
        record.verify().expect("it can be read");
        assert_eq!(record.notices().len(), told, "{what}");
        let opened = files::record(&path).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(opened.commands().count(), 2, "{what}");
        replay(&opened).unwrap_or_else(|difference| panic!("{what}: {difference}"));
        // Theirs is set aside, not lost.
        let aside = path.with_extension("jsonl.changed");
        assert_eq!(aside.is_file(), !refused && what != "deleted", "{what}");
    }
}

#[test]
fn a_record_that_was_written_to_since_it_was_read_is_not_gone_on_with() {
    use std::io::Write;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.jsonl");
    drop(on_record(&path));
    let read = files::record(&path).expect("it is whole");
    let (mut other, _) = Session::go_on(&read, files::reopen(&path, &read).expect("free"))
        .unwrap_or_else(|difference| panic!("{difference}"))
        .expect("it can be written");
    other.apply(&note("theirs"), REAL).expect("written");
    drop(other);
    let whole = fs::read(&path).expect("a file");
    let refused = files::reopen(&path, &read).expect_err("it is longer now");
    assert!(refused.to_string().contains("open it again"), "{refused}");
    assert!(fs::read(&path).expect("a file") == whole);
    // A torn tail that was gone on with meanwhile is not cut off either.
    let mut file = fs::OpenOptions::new().append(true).open(&path).expect("it");
    file.write_all(b"{\"torn").expect("written");
    let torn = files::record(&path).expect("whole but for its last line");
    file.write_all(b"\":1}\n").expect("written");
    files::reopen(&path, &torn).expect_err("it is longer now");
}

#[test]
fn every_scenario_that_is_shipped_is_in_the_program_too_and_cant_be_changed_there() {
    let folder = scenarios();
    let inside = PathBuf::from(files::SHIPPED);
    let names = |paths: Vec<PathBuf>| -> Vec<_> {
        paths
            .into_iter()
            .filter_map(|path| Some(path.file_name()?.to_owned()))
            .collect()
    };
    let shipped = names(files::scenarios_in(&inside));
    assert_eq!(shipped, names(files::scenarios_in(&folder)));
    for name in shipped {
        let own = files::scenario(&inside.join(&name))
            .unwrap_or_else(|why| panic!("{}", why.render(false)));
        let there = files::scenario(&folder.join(&name))
            .unwrap_or_else(|why| panic!("{}", why.render(false)));
        assert_eq!(own.hash, there.hash);
        let why = files::write(&inside.join(&name), b"").expect_err("it can't be changed");
        assert!(why.to_string().contains("--like"), "{why}");
    }
    let nowhere = files::scenario(&inside.join("../Cargo.toml")).expect_err("it isn't there");
    assert!(nowhere.render(false).contains("friday-lunchtime.ron"));
    assert!(!Path::new(files::SHIPPED).exists());
}
