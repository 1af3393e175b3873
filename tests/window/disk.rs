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

/// Has every sync of a program take half a second longer, and say which thread waits for it; and has
/// it say which thread opens a scenario's or a record's file. Loaded before the program.
const SLOW_DISK: &str = r#"
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>
static void say(const char *what) {
    char name[17] = {0}, line[96];
    prctl(PR_GET_NAME, name);
    long id = syscall(SYS_gettid);
    int length = snprintf(line, sizeof line, "%s on: %ld %s\n", what, id, name);
    if (write(2, line, length) < 0) return;
}
static void wait_and_say(void) {
    usleep(500000);
    say("sync");
}
int fsync(int fd) { wait_and_say(); return syscall(SYS_fsync, fd); }
int fdatasync(int fd) { wait_and_say(); return syscall(SYS_fdatasync, fd); }
static int opened(const char *path, int flags, va_list rest) {
    int mode = va_arg(rest, int);
    size_t length = strlen(path);
    int scenario = length > 4 && strcmp(path + length - 4, ".ron") == 0;
    if (scenario || strstr(path, "wardroom-slow")) say("open");
    return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int file = opened(path, flags, rest);
    va_end(rest);
    return file;
}
int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    int file = opened(path, flags | O_LARGEFILE, rest);
    va_end(rest);
    return file;
}
"#;

/// A folder of records that the slow disk knows by its name.
fn slow_folder() -> tempfile::TempDir {
    tempfile::Builder::new()
        .prefix("wardroom-slow")
        .tempdir()
        .expect("a folder")
}

/// How the threads are called in which Bevy runs systems of a frame.
const FRAMES_THREADS: &str = "Compute Task Po";

/// The number of this thread, as the system has it.
fn this_thread() -> String {
    let link = std::fs::read_link("/proc/thread-self").unwrap_or_default();
    let number = link.file_name().unwrap_or_default();
    number.to_string_lossy().into_owned()
}

/// Processor time of all threads that draw, in milliseconds: this one, and those in which Bevy runs
/// systems of a frame. A machine that has more to do does not lengthen it.
fn drawing_ms() -> f64 {
    let this = this_thread();
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten();
    let drawing = tasks.flatten().filter(|task| {
        let name = std::fs::read_to_string(task.path().join("comm")).unwrap_or_default();
        task.file_name().to_string_lossy() == this.as_str() || name.starts_with(FRAMES_THREADS)
    });
    let spent = drawing.filter_map(|task| {
        let stat = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        stat.split(' ').next()?.parse::<f64>().ok()
    });
    spent.sum::<f64>() / 1_000_000.0
}

/// Says to the part that runs on the slow disk that its disk is slow.
const ON_SLOW_DISK: &str = "WARDROOM_TEST_SLOW_DISK";

/// What was seen of the frames in which something was waited for.
#[derive(Debug, Default)]
struct Frames {
    of: String,
    /// The window's thread.
    window: String,
    /// So many were drawn, how long the longest took, and the most processor time that one took.
    drawn: u32,
    longest_ms: f64,
    busiest_ms: f64,
    /// The threads that waited for the disk meanwhile.
    syncs: Vec<String>,
    /// The threads that opened a file of ours.
    opens: Vec<String>,
}

/// The frames of a part of this file that is run as a program of its own, on a slow disk.
fn frames_of(part: &str, library: &Path) -> Vec<Frames> {
    let mut process = Process::new(std::env::current_exe().expect("this test"));
    process.args([
        part,
        "--exact",
        "--ignored",
        "--nocapture",
        "--test-threads=1",
    ]);
    process.env("LD_PRELOAD", library).env(ON_SLOW_DISK, "1");
    let output = process.output().expect("it runs");
    let out = String::from_utf8_lossy(&output.stdout);
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{out}\n{err}");
    let mut frames = Vec::new();
    let mut now = None;
    for line in err.lines() {
        // What is waited for between the frames is the test's own.
        let open: Option<&mut Frames> = now.as_mut();
        if let Some(of) = line.strip_prefix("frames of: ") {
            let (window, of) = of.split_once(' ').expect("a thread's number");
            now = Some(Frames {
                of: of.to_owned(),
                window: window.to_owned(),
                ..Frames::default()
            });
        } else if let (Some(thread), Some(frames)) = (line.strip_prefix("sync on: "), open) {
            frames.syncs.push(thread.to_owned());
        } else if let (Some(thread), Some(frames)) = (line.strip_prefix("open on: "), now.as_mut())
        {
            frames.opens.push(thread.to_owned());
        } else if let Some(ms) = line.strip_prefix("longest frame, ms: ") {
            let mut done = now.take().expect("frames of something");
            let (ms, drawn) = ms.split_once(" of ").expect("how many");
            let (longest, busiest) = ms.split_once(' ').expect("two times");
            done.longest_ms = longest.parse().expect("a number");
            done.busiest_ms = busiest.parse().expect("a number");
            done.drawn = drawn.parse().expect("a number");
            frames.push(done);
        }
    }
    assert!(!frames.is_empty(), "{out}\n{err}");
    frames
}

/// Runs a part on a slow disk, and looks who waits for it. Gives the frames; none where there can be
/// no slow disk.
fn nothing_waits_for_the_disk(part: &str) -> Vec<Frames> {
    let folder = tempfile::tempdir().expect("a folder");
    let (source, library) = (folder.path().join("slow.c"), folder.path().join("slow.so"));
    std::fs::write(&source, SLOW_DISK).expect("written");
    let built = Process::new("cc")
        .args(["-shared", "-fPIC", "-o"])
        .args([&library, &source])
        .output();
    if !cfg!(target_os = "linux") || !built.is_ok_and(|it| it.status.success()) {
        crate::display::skipped("no slow disk can be made here (it takes Linux and cc)");
        return Vec::new();
    }
    let frames = frames_of(part, &library);
    assert!(frames.iter().any(|it| !it.syncs.is_empty()), "{frames:?}");
    for one in &frames {
        let _gone = writeln!(
            std::io::stderr(),
            "slow disk, {}: the longest of {} frames took {} ms, none more than {} ms of a processor",
            one.of,
            one.drawn,
            one.longest_ms,
            one.busiest_ms
        );
        // Bevy runs systems of a frame in threads of its own too.
        let mine = one.opens.iter().find(|it| {
            let (id, name) = it.split_once(' ').unwrap_or((it, ""));
            id == one.window || name.starts_with(FRAMES_THREADS)
        });
        assert_eq!(mine, None, "{}: opened by the window: {one:?}", one.of);
        // The pool's threads, the exercise's own and that of a review's record are called so.
        let background = |thread: &&String| {
            let name = thread.split_once(' ').map_or("", |(_, name)| name);
            name.starts_with("long work") || ["exercise", "record"].contains(&name)
        };
        let waits = one.syncs.iter().find(|it| !background(it));
        assert_eq!(waits, None, "{}: not in the background: {one:?}", one.of);
        // Nor does a frame wait for one that waits: the frame that asks is drawn, and another before
        // it is done. How many there are is a matter of the machine and of how the program is built.
        assert!(
            one.syncs.is_empty() || one.drawn >= 2,
            "{} frames, the longest {} ms: {one:?}",
            one.drawn,
            one.longest_ms
        );
    }
    frames
}

/// Draws frames until something is so, and tells the longest and how long it took.
fn frames_until(
    app: &mut bevy::prelude::App,
    of: &str,
    mut so: impl FnMut(&mut wardroom::window::Shell) -> bool,
) -> f64 {
    let _gone = writeln!(std::io::stderr(), "frames of: {} {of}", this_thread());
    let begun = std::time::Instant::now();
    let (mut longest, mut busiest, mut drawn) = (0.0_f64, 0.0_f64, 0);
    loop {
        // What is asked for here counts as the frame's: a click is answered in one too.
        let (frame, spent) = (std::time::Instant::now(), drawing_ms());
        if so(wardroom::window::shell_of(app)) {
            break;
        }
        assert!(
            begun.elapsed().as_secs() < 120,
            "{of} never comes to an end"
        );
        app.update();
        drawn += 1;
        longest = longest.max(frame.elapsed().as_secs_f64() * 1_000.0);
        busiest = busiest.max(drawing_ms() - spent);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let _gone = writeln!(
        std::io::stderr(),
        "longest frame, ms: {longest:.0} {busiest:.0} of {drawn}"
    );
    begun.elapsed().as_secs_f64()
}

/// Whether what was waited for went through the slow disk.
fn was_slow(secs: f64) {
    if std::env::var_os(ON_SLOW_DISK).is_some() {
        assert!(secs >= 0.5, "there was no sync in these {secs} s");
    }
}

#[test]
#[ignore = "run by the test below, on a slow disk"]
fn frames_while_screens_are_opened_and_reports_saved() {
    use wardroom::window::{Screen, Shell, app_without_display, shell_of};
    let records = slow_folder();
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-lunchtime.ron");
    let shell = Shell::new(Some(&scenario), records.path().to_path_buf());
    let mut app = app_without_display(shell, 1600, 900);
    for _ in 0..30 {
        app.update();
    }
    shell_of(&mut app).begin(Some("typical"));
    let started = |shell: &mut Shell| matches!(shell.screen, Screen::Live(_));
    was_slow(frames_until(&mut app, "starting", started));
    // What the exercise itself writes is not looked at here.
    if let Screen::Live(live) = &mut shell_of(&mut app).screen {
        live.advance(120 * 60);
        assert!(enter(live, &Command::End), "it can be ended");
    }
    shell_of(&mut app).begin_review();
    let reviewed = |shell: &mut Shell| matches!(shell.screen, Screen::Review(_));
    frames_until(&mut app, "going to the review", reviewed);
    shell_of(&mut app).settings.step_text(true);
    let kept = |_: &mut Shell| records.path().join("settings.json").is_file();
    was_slow(frames_until(&mut app, "changing a setting", kept));
    shell_of(&mut app).save(false);
    let saved = |shell: &mut Shell| shell.saved().is_some();
    was_slow(frames_until(&mut app, "saving the report", saved));
    shell_of(&mut app).home();
    let found = |shell: &mut Shell| shell.past_exercises() == 1;
    frames_until(&mut app, "going home", found);
    shell_of(&mut app).open(0);
    frames_until(&mut app, "opening it again", reviewed);
}

#[test]
fn no_frame_waits_for_the_disk_while_screens_are_opened_and_reports_saved() {
    let frames =
        nothing_waits_for_the_disk("disk::frames_while_screens_are_opened_and_reports_saved");
    // It is seen who opens files: that nobody does is no news otherwise.
    let opened = frames.iter().any(|it| !it.opens.is_empty());
    assert!(opened || frames.is_empty(), "{frames:?}");
}

#[test]
#[ignore = "run by the test below, on a slow disk"]
fn frames_while_decisions_are_taken() {
    use wardroom::window::{Screen, Shell, app_without_display};
    let records = slow_folder();
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-lunchtime.ron");
    let mut shell = Shell::new(Some(&scenario), records.path().to_path_buf());
    shell.watch("typical", None).expect("it plays");
    let mut app = app_without_display(shell, 1600, 900);
    for _ in 0..30 {
        app.update();
    }
    let decided = |shell: &mut Shell| match &shell.screen {
        Screen::Live(live) => live.seen.view.record.decisions >= 2,
        _ => false,
    };
    was_slow(frames_until(&mut app, "deciding", decided));
}

#[test]
fn no_frame_waits_for_the_disk_while_decisions_are_taken() {
    let _frames = nothing_waits_for_the_disk("disk::frames_while_decisions_are_taken");
}

/// Asks for a screen as everything in the window does, and draws until it is there.
fn go_until(
    app: &mut bevy::prelude::App,
    go: wardroom::window::Go,
    so: impl FnMut(&mut wardroom::window::Shell) -> bool,
) {
    let request = wardroom::window::ScreenRequest(go);
    app.world_mut().write_message(request);
    frames_until(app, &format!("going: {go:?}"), so);
}

#[test]
#[ignore = "run by the test below, on a slow disk"]
fn frames_on_every_screen() {
    use wardroom::window::{AuthorAction, Go, Screen, Shell, app_without_display, shell_of};
    let records = slow_folder();
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-lunchtime.ron");
    let shell = Shell::new(Some(&scenario), records.path().to_path_buf());
    let mut app = app_without_display(shell, 1600, 900);
    for _ in 0..30 {
        app.update();
    }
    let app = &mut app;
    let live = |shell: &mut Shell| matches!(shell.screen, Screen::Live(_));
    go_until(app, Go::Begin, live);
    // Time passes, a moment of the past is looked at, and it is branched off there.
    let ask = |app: &mut bevy::prelude::App, ask| {
        if let Screen::Live(live) = &mut shell_of(app).screen {
            live.ask(ask);
        }
    };
    ask(app, wardroom_core::host::Ask::Speed(600));
    ask(app, wardroom_core::host::Ask::Run(true));
    let secs = |shell: &mut Shell| match &shell.screen {
        Screen::Live(live) => live.seen.view.clock.stands_at_secs,
        _ => 0,
    };
    frames_until(app, "an exercise that runs", |shell| secs(shell) >= 1_800);
    ask(app, wardroom_core::host::Ask::LookBack(900));
    frames_until(app, "looking back", |shell| match &shell.screen {
        Screen::Live(live) => live.seen.view.clock.looking,
        _ => false,
    });
    let first = shell_of(app)
        .exercise_minute()
        .map(|(record, _)| record.to_path_buf());
    go_until(app, Go::Branch, |shell| {
        let now = shell
            .exercise_minute()
            .map(|(record, _)| record.to_path_buf());
        now.is_some() && now != first
    });
    if let Screen::Live(live) = &mut shell_of(app).screen {
        live.ask(wardroom_core::host::Ask::Enter(Command::End));
    }
    go_until(app, Go::Review, |shell| {
        matches!(shell.screen, Screen::Review(_))
    });
    go_until(app, Go::Home, |shell| shell.past_exercises() == 2);
    go_until(app, Go::Register, |shell| match &shell.screen {
        Screen::Register(register) => register.members.done.is_some(),
        _ => false,
    });
    go_until(app, Go::Hindcast, |shell| match &shell.screen {
        Screen::Hindcast(hindcast) => hindcast.played.done.is_some(),
        _ => false,
    });
    go_until(app, Go::Choose(0), |shell| {
        matches!(shell.screen, Screen::Briefing)
    });
    go_until(app, Go::Author, |shell| {
        matches!(shell.screen, Screen::Author(_))
    });
    let mut drawn = 0;
    frames_until(app, "writing", |_| {
        drawn += 1;
        drawn > 60
    });
    // An edit, and back: it is written in the frame in which it is asked for.
    for action in [AuthorAction::Duplicate("injects"), AuthorAction::Undo] {
        let mut asked = Some(action);
        frames_until(app, "editing", |shell| match &mut shell.screen {
            Screen::Author(author) => {
                asked.take().into_iter().for_each(|it| author.act(it));
                !author.working()
            }
            _ => false,
        });
    }
    go_until(app, Go::LeaveAuthor, |shell| {
        matches!(shell.screen, Screen::Home)
    });
}

/// No frame of any screen opens a file or waits for a sync; a frame's time is told and not held to a
/// bound, for a machine that has more to do would break any that is worth holding.
#[test]
fn no_screen_waits_for_the_disk() {
    let frames = nothing_waits_for_the_disk("disk::frames_on_every_screen");
    // It is seen who opens files: that nobody does is no news otherwise.
    let opened = frames.iter().any(|it| !it.opens.is_empty());
    assert!(opened || frames.is_empty(), "{frames:?}");
}

/// A rating of the second task, by somebody.
fn rating_by(by: &str) -> Command {
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-lunchtime.ron");
    let scenario = wardroom_files::scenario(&scenario).expect("it is sound");
    Command::Rate {
        task: scenario.tasks[1].id.clone(),
        rating: Some(wardroom_core::scenario::Rating::M),
        by: by.to_owned(),
        because: "As it was seen.".to_owned(),
    }
}

/// Who rated, as the record on disk tells it.
fn raters(record: &Path) -> Vec<String> {
    let opened = wardroom_files::record(record).expect("it is whole");
    let rated = opened.observations().rated.into_iter();
    rated.map(|(_, _, by, _)| by).collect()
}

fn review_of(shell: &mut wardroom::window::Shell) -> &mut wardroom::window::Review {
    match &mut shell.screen {
        wardroom::window::Screen::Review(review) => review,
        other => panic!("no review is shown: {other:?}"),
    }
}

/// Rates, and looks that it is seen before it is written.
fn rate(shell: &mut wardroom::window::Shell, by: &str) {
    let review = review_of(shell);
    review.write(vec![rating_by(by)]);
    let rated = review.seen.view.observations.rated.last();
    assert_eq!(rated.map(|(_, _, by, _)| by.as_str()), Some(by));
    assert_eq!(review.seen.record.writing, 1, "it is not written yet");
}

#[test]
#[ignore = "run by the test below, on a slow disk"]
fn frames_while_ratings_are_given() {
    use wardroom::window::{Screen, Shell, app_without_display, shell_of};
    let records = slow_folder();
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/friday-lunchtime.ron");
    let mut shell = Shell::new(Some(&scenario), records.path().to_path_buf());
    shell.start(Some("typical"));
    if let Screen::Live(live) = &mut shell.screen {
        live.advance(120 * 60);
        assert!(enter(live, &Command::End), "it can be ended");
    }
    shell.review();
    let record = review_of(&mut shell).folder().join("record.jsonl");
    let mut app = app_without_display(shell, 1600, 900);
    for _ in 0..30 {
        app.update();
    }
    let written = |shell: &mut Shell| review_of(shell).seen.record.writing == 0;
    // The record of an exercise that has just ended, and one that is opened again.
    for (on_record, first) in ["Anna", "Cleo"].into_iter().enumerate() {
        rate(shell_of(&mut app), first);
        was_slow(frames_until(&mut app, "rating", written));
        assert_eq!(raters(&record).len(), 2 * on_record + 1);
        // Who goes home at once has it on record all the same.
        rate(shell_of(&mut app), "Ben");
        shell_of(&mut app).home();
        let home = |shell: &mut Shell| matches!(shell.screen, Screen::Home);
        was_slow(frames_until(&mut app, "going home", home));
        assert_eq!(raters(&record).len(), 2 * on_record + 2);
        let found = |shell: &mut Shell| shell.past_exercises() == 1;
        frames_until(&mut app, "looking for records", found);
        shell_of(&mut app).open(0);
        let reviewed = |shell: &mut Shell| matches!(shell.screen, Screen::Review(_));
        frames_until(&mut app, "opening it again", reviewed);
        let read_only = &review_of(shell_of(&mut app)).seen.record.read_only;
        assert_eq!(*read_only, None, "nobody holds it any more");
    }
    // And who closes the window.
    rate(shell_of(&mut app), "Dora");
    assert!(shell_of(&mut app).may_close(), "nothing is lost by that");
    assert_eq!(raters(&record), ["Anna", "Ben", "Cleo", "Ben", "Dora"]);
}

#[test]
fn no_frame_waits_for_the_disk_while_ratings_are_given() {
    let _frames = nothing_waits_for_the_disk("disk::frames_while_ratings_are_given");
}
