//! The plans and scenarios that the arguments of `wardroom plan` name, read and checked. Must not look at
//! records.

use super::super::ended::Failure;
use super::super::named_files::scenario_at;
use super::super::terminal::say_problems;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use wardroom_core::plan::Plan;
use wardroom_core::scenario::{Code, Scenario};
use wardroom_files as files;

/// The plan in a file.
pub fn plan_at(path: &Path) -> Result<Arc<Plan>, Failure> {
    files::plan(path).map_err(|problems| {
        say_problems(&problems);
        if problems.list.iter().all(|it| it.code == Code::File) {
            return Failure::CouldNotRun(format!("{} can't be read", path.display()));
        }
        Failure::Wrong(format!(
            "{}: {} found wrong",
            path.display(),
            problems.list.len()
        ))
    })
}

/// The plan with which an exercise is to be played, if one is named.
pub fn plan_asked(path: Option<&PathBuf>) -> Result<Option<Arc<Plan>>, Failure> {
    path.map(|it| plan_at(it)).transpose()
}

/// Scenarios by their paths, and those in folders; those that come with the program if none is named.
pub fn scenarios(paths: &[PathBuf]) -> Result<Vec<Arc<Scenario>>, Failure> {
    let shipped = [files::scenarios_folder()];
    let paths = if paths.is_empty() {
        &shipped[..]
    } else {
        paths
    };
    let mut found = Vec::new();
    for path in paths {
        if files::is_folder(path) || path == Path::new(files::SHIPPED) {
            let inside = files::scenarios_in(path);
            if inside.is_empty() {
                return Err(Failure::CouldNotRun(format!(
                    "{} has no scenario in it (no file that ends in .ron)",
                    path.display()
                )));
            }
            for path in inside {
                found.push(scenario_at(&path)?);
            }
        } else {
            found.push(scenario_at(path)?);
        }
    }
    Ok(found)
}
