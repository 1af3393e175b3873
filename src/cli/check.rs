//! `wardroom check`: says everything that is wrong with scenarios.

use super::ended::{Ended, Failure, Outcome};
use super::terminal::{Format, out, out_json, say_problems};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;
use wardroom_core::advice::advise;
use wardroom_core::scenario::{Code, Problems};
use wardroom_core::words;
use wardroom_files as files;

/// Arguments of `wardroom check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Scenario files, or folders of them.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Advice too, about what is sound and could be better: it is read and played.
    #[arg(long)]
    advice: bool,
    /// For a person or a program.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub fn check(arguments: &Check) -> Outcome {
    let mut wrong = 0;
    let mut unread = 0;
    let mut json_files = Vec::new();
    let mut paths = Vec::new();
    for path in &arguments.paths {
        if files::is_folder(path) {
            let found = files::scenarios_in(path);
            if found.is_empty() {
                return Err(Failure::CouldNotRun(format!(
                    "{} has no scenario in it (no file that ends in .ron)",
                    path.display()
                )));
            }
            paths.extend(found);
        } else {
            paths.push(path.clone());
        }
    }
    for path in &paths {
        let mut advice = Problems::default();
        let problems = match files::scenario(path) {
            Ok(scenario) => {
                if arguments.format == Format::Text {
                    out(&format!(
                        "{}: {}. {} injects, {} decision points, {} cards, {} devices.\n",
                        path.display(),
                        words::VALID,
                        scenario.injects.len(),
                        scenario.prompts.len(),
                        scenario.cards.len(),
                        scenario.hosts_total()
                    ))?;
                }
                if arguments.advice
                    && let Ok(loaded) = files::loaded(path)
                {
                    advice = advise(&scenario, &loaded);
                    if arguments.format == Format::Text {
                        say_problems(&advice);
                        out(&format!(
                            "{}: {}.\n",
                            path.display(),
                            match advice.list.len() {
                                0 => "no advice".to_owned(),
                                1 => "one piece of advice".to_owned(),
                                count => format!("{count} pieces of advice"),
                            }
                        ))?;
                    }
                }
                Problems::default()
            }
            Err(problems) => {
                wrong += problems.list.len();
                unread += usize::from(problems.list.iter().all(|it| it.code == Code::File));
                if arguments.format == Format::Text {
                    say_problems(&problems);
                    out(&format!(
                        "{}: {} found wrong.\n",
                        path.display(),
                        problems.list.len()
                    ))?;
                }
                problems
            }
        };
        let mut told = json!({
            "path": path.display().to_string(),
            "problems": as_json(&problems),
        });
        if arguments.advice {
            told["advice"] = as_json(&advice).into();
        }
        json_files.push(told);
    }
    if arguments.format == Format::Json {
        out_json(&json!({ "files": json_files }))?;
    }
    if unread > 0 {
        return Err(Failure::CouldNotRun(match unread {
            1 => "a file can't be read".to_owned(),
            count => format!("{count} files can't be read"),
        }));
    }
    Ok(if wrong == 0 {
        Ended::Done
    } else {
        Ended::FoundWrong
    })
}

fn as_json(problems: &Problems) -> Vec<serde_json::Value> {
    problems
        .list
        .iter()
        .map(|problem| {
            let place = problems.sources.position(problem.mark);
            json!({
                "code": problem.code.as_str(),
                "file": place.file,
                "line": place.line,
                "column": place.column,
                "message": problem.message,
                "hint": problem.hint,
            })
        })
        .collect()
}
