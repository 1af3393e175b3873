//! `new`, `check --advice`, `balance`, `msel`: what a trainer does.

use super::{friday, wardroom};
use std::path::Path;
use std::process::Command;

#[test]
fn a_new_scenario_is_whole_sound_and_nothing_is_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    wardroom(at, &["new", "mine", "--title", "Phones \"off\""])
        .ended(0)
        .says(&["wardroom check", "exercise.ron"]);
    wardroom(at, &["check", "mine/exercise.ron"])
        .ended(0)
        .says(&["valid"]);
    let text = std::fs::read_to_string(at.join("mine/exercise.ron")).expect("the file");
    assert!(text.contains(r#"title: "Phones \"off\"""#));
    wardroom(
        at,
        &["run", "mine/exercise.ron", "-o", "out", "--no-report"],
    )
    .ended(0);
    let refused = wardroom(at, &["new", "mine"]).ended(2);
    assert!(refused.stderr.contains("not empty"), "{}", refused.stderr);
}

#[test]
fn balance_in_parts_is_what_it_is_in_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    wardroom(at, &["new", "mine"]).ended(0);
    let scenario = "mine/exercise.ron";
    let whole = wardroom(
        at,
        &[
            "balance",
            scenario,
            "--runs",
            "5",
            "--no-search",
            "--no-values",
            "--format",
            "json",
            "--threads",
            "2",
        ],
    )
    .ended(0);
    for part in ["0/2", "1/2"] {
        let file = format!("part-{}.jsonl", &part[..1]);
        wardroom(
            at,
            &[
                "balance",
                scenario,
                "--runs",
                "5",
                "--no-search",
                "--no-values",
                "--shard",
                part,
                "-o",
                &file,
            ],
        )
        .ended(0)
        .says_nothing();
    }
    // A part that was cut off goes on where it stopped.
    let text = std::fs::read_to_string(at.join("part-0.jsonl")).expect("a part");
    std::fs::write(at.join("part-0.jsonl"), &text[..text.len() - 40]).expect("cut");
    wardroom(
        at,
        &[
            "balance",
            scenario,
            "--runs",
            "5",
            "--no-search",
            "--no-values",
            "--shard",
            "0/2",
            "-o",
            "part-0.jsonl",
        ],
    )
    .ended(0);
    let merged = wardroom(
        at,
        &[
            "balance",
            scenario,
            "--format",
            "json",
            "--merge",
            "part-0.jsonl",
            "part-1.jsonl",
        ],
    )
    .ended(0);
    assert_eq!(merged.stdout, whole.stdout);
    let other = wardroom(at, &["balance", &friday(), "--merge", "part-0.jsonl"]).ended(1);
    assert!(other.stderr.contains("another run"), "{}", other.stderr);
}

/// The shipped recipes are run, as far as can be without the machines they are for.
#[test]
fn the_recipes_for_many_machines_work() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    wardroom(at, &["new", "mine"]).ended(0);
    let recipes = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/cluster");
    let program = env!("CARGO_BIN_EXE_wardroom");
    let run = |command: &mut Command| {
        let output = command
            .current_dir(at)
            .env("WARDROOM", program)
            .env("SCENARIO", "mine/exercise.ron")
            .env("SEEDS", "4")
            .env("BALANCE_ARGS", "--no-search --no-values")
            .output()
            .expect("it can be started");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    // Slurm: its own comments apart, a task is a shell script.
    for task in ["0", "1"] {
        run(Command::new("sh")
            .arg(recipes.join("slurm.sbatch"))
            .env("OUT", "slurm")
            .env("SLURM_ARRAY_TASK_ID", task)
            .env("SLURM_ARRAY_TASK_COUNT", "2")
            .env("SLURM_CPUS_PER_TASK", "2"));
    }
    // Kubernetes: what its container runs.
    let yaml = std::fs::read_to_string(recipes.join("job.yaml")).expect("the recipe");
    for words in [
        "completionMode: Indexed",
        "kind: Job",
        "apiVersion: batch/v1",
    ] {
        assert!(yaml.contains(words), "{words}");
    }
    let script: Vec<&str> = yaml
        .lines()
        .skip_while(|line| line.trim() != "- |")
        .skip(1)
        .take_while(|line| line.starts_with("              "))
        .map(str::trim)
        .collect();
    assert_eq!(script.len(), 2, "{script:?}");
    let script = script.join("\n").replace(
        "wardroom balance",
        &format!("{program} balance --no-search --no-values"),
    );
    for index in ["0", "1"] {
        run(Command::new("sh")
            .args(["-c", &script])
            .env("OUT", "kubernetes")
            .env("PARTS", "2")
            .env("JOB_COMPLETION_INDEX", index));
    }
    let merged = |folder: &str| {
        let parts: Vec<String> = ["0", "1"]
            .iter()
            .map(|part| format!("{folder}/part-{part}.jsonl"))
            .collect();
        wardroom(
            at,
            &[
                "balance",
                "mine/exercise.ron",
                "--format",
                "json",
                "--merge",
                &parts[0],
                &parts[1],
            ],
        )
        .ended(0)
        .stdout
    };
    let by_slurm = merged("slurm");
    assert_eq!(merged("kubernetes"), by_slurm);
    // GNU parallel, where it is.
    let there = Command::new("parallel").arg("--version").output();
    if there.is_ok_and(|it| it.status.success()) {
        run(Command::new("sh")
            .arg(recipes.join("parallel.sh"))
            .env("OUT", "parallel")
            .env("PARTS", "2"));
        let found = std::fs::read_to_string(at.join("parallel/balance.json")).expect("the report");
        assert_eq!(found, by_slurm);
    } else {
        assert!(
            std::env::var_os("WARDROOM_NEEDS_PARALLEL").is_none(),
            "GNU parallel is not there"
        );
    }
}

#[test]
fn an_events_list_goes_out_and_comes_in_and_is_only_written_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    wardroom(at, &["new", "mine"]).ended(0);
    let scenario = "mine/exercise.ron";
    wardroom(at, &["msel", "export", scenario, "-o", "list.xlsx"])
        .ended(0)
        .says_nothing();
    let before = std::fs::read(at.join(scenario)).expect("the file");
    wardroom(
        at,
        &["msel", "import", "list.xlsx", "--into", scenario, "--write"],
    )
    .ended(0)
    .says(&["0 changed, 0 new, 0 left"]);
    assert_eq!(std::fs::read(at.join(scenario)).expect("the file"), before);
    std::fs::write(
        at.join("new.csv"),
        "Time,Message,To,Method\n09:40,The tannoy has failed.,Site manager,Phone\n10:00,,,\n",
    )
    .expect("a list");
    wardroom(
        at,
        &[
            "msel",
            "import",
            "new.csv",
            "--into",
            scenario,
            "--save-map",
            "map.json",
        ],
    )
    .ended(0)
    .says(&[
        "row 2: the-tannoy-has-failed: new",
        "row 3: left",
        "Nothing is written yet",
    ]);
    assert_eq!(std::fs::read(at.join(scenario)).expect("the file"), before);
    wardroom(
        at,
        &[
            "msel", "import", "new.csv", "--into", scenario, "--map", "map.json", "--write",
        ],
    )
    .ended(0);
    wardroom(at, &["check", scenario])
        .ended(0)
        .says(&["15 injects"]);
    std::fs::write(at.join("none.csv"), "a,b\n1,2\n").expect("a list");
    let none = wardroom(at, &["msel", "import", "none.csv", "--into", scenario]).ended(1);
    assert!(none.stderr.contains("heads"), "{}", none.stderr);
}
