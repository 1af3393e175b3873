//! A disk that fails under the program, by strace where it is there: what is written is whole or what it was, and
//! what people were told is taken stands in the record. `tests/failing-disk.sh` does the same for every command.

use super::program;
use super::served::{Served, join, send, stands_and_goes_on, until_asked};
use std::process::{Command, Stdio};

/// Whether system calls can be made to fail here.
fn strace() -> bool {
    let there = Command::new("strace")
        .args(["-qq", "-e", "trace=none", "true"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|it| it.success());
    let needed = std::env::var_os("WARDROOM_NEEDS_STRACE").is_some();
    assert!(there || !needed, "strace is not there, or may not be used");
    there
}

/// Commands that make a folder, write over a file, and write over a record: the rest is the script's.
#[test]
fn whatever_call_fails_what_is_written_is_whole_or_what_it_was() {
    if !strace() {
        return println!("skipped: there is no strace");
    }
    let output = Command::new("bash")
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/failing-disk.sh"
        ))
        .arg(env!("CARGO_BIN_EXE_wardroom"))
        .args(["new", "needs", "report-over"])
        .output()
        .expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout);
    let tried = said
        .lines()
        .last()
        .and_then(|it| it.split(' ').next()?.parse::<u32>().ok());
    assert!(output.status.success(), "{said}");
    assert!(tried.is_some_and(|it| it >= 20), "{said}");
}

/// The record's disk is full, or does not sync, once or from then on, while a device answers again and again.
#[test]
fn what_was_acknowledged_stands_in_the_record_although_its_disk_fails() {
    if !strace() {
        return println!("skipped: there is no strace");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let top = folder.path().canonicalize().expect("a folder");
    let scenario = crate::support::friday();
    let roles: Vec<String> = scenario.roles.iter().map(|it| it.id.clone()).collect();
    let mut refused = 0;
    for (run, (call, error, when)) in [
        ("write", "ENOSPC", "30"),
        ("write", "ENOSPC", "30+"),
        ("fdatasync", "EIO", "20"),
        ("fdatasync", "EIO", "20+"),
    ]
    .into_iter()
    .enumerate()
    {
        let out = format!("out-{run}");
        let record = top.join(&out).join("record.jsonl");
        let trace = top.join(format!("trace-{run}"));
        // The tracer beside it, not above: who is killed is the program.
        let mut under = Command::new("strace");
        let own = program(&top);
        under
            .args(["-D", "-f", "-qq", "--seccomp-bpf", "-o"])
            .arg(&trace)
            .arg("-P")
            .arg(&record)
            .args(["-e", &format!("trace={call}")])
            .args(["-e", &format!("inject={call}:error={error}:when={when}")])
            .arg(own.get_program())
            .current_dir(&top)
            .envs(own.get_envs().filter_map(|(name, it)| Some((name, it?))))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY");
        let mut served = Served::of(under, &out);
        let role = until_asked(&mut served, &roles);
        let cookie = join(&served, &role);
        let mut taken = Vec::new();
        for number in 0..80 {
            let because = format!("reason-{number}");
            let body = format!("id={number:016x}&option=0&sure=3&because={because}");
            match send(served.at, "POST", "/q/1", &cookie, &body) {
                Some(told) if told.starts_with("HTTP/1.1 303") => taken.push(because),
                // It says that it is not taken, or is no more.
                _ => refused += 1,
            }
        }
        served.child.kill().expect("it can be killed");
        served.child.wait().expect("it is over");
        let traced = std::fs::read_to_string(&trace).expect("a trace");
        let what = format!("{call} {when}: {error}");
        assert!(traced.contains("INJECTED"), "{what}: no call failed");
        println!("{what}: {} taken", taken.len());
        stands_and_goes_on(&record, &taken, &what);
    }
    assert!(refused > 0, "nobody was told that the disk fails");
}
