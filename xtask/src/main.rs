//! `cargo xtask`: what keeps the house, for those who change it. No part of the program.

mod bench;
mod graph;
mod modules;
mod sight;
mod tidy;
mod tools;
mod workspace;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask tidy [CHECK…]      what the compiler doesn't hold: code map, heads, doors, colours, hollow,
                               length, arrows, circles, large-types
cargo xtask graph [DIR]        who knows whom, circles, sizes, as Markdown and DOT
cargo xtask format             writes the parts of docs/format.md and docs/record.md that the types say
cargo xtask bench [--window] [FILTER…]
                               runs the benches; a table for docs/performance.md
cargo xtask pictures DIR [--size WxH] [--text PCT] [--ground light]
                               a picture of every screen; needs a display
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = root();
    let done = match arguments.split_first() {
        Some((task, rest)) => match task.as_str() {
            "tidy" => tidy(&root, rest),
            "graph" => {
                let at = rest.first().map_or(root.clone(), PathBuf::from);
                graph::draw(&root, &at)
            }
            "format" => tools::format(&root),
            "bench" => bench::run(&root, rest),
            "pictures" => tools::pictures(&root, rest),
            other => Err(format!("there is no task {other}\n\n{HELP}")),
        },
        None => Ok((HELP.to_owned(), true)),
    };
    let (text, well, code) = match done {
        Ok((text, well)) => (text, true, u8::from(!well)),
        Err(why) => (format!("{why}\n"), false, 2),
    };
    let written = if well {
        std::io::stdout().lock().write_all(text.as_bytes())
    } else {
        std::io::stderr().lock().write_all(text.as_bytes())
    };
    match written {
        Ok(()) => ExitCode::from(code),
        Err(_) => ExitCode::from(2),
    }
}

/// The workspace that this was built in.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// What to say, and whether all is well.
pub type Done = Result<(String, bool), String>;

fn tidy(root: &Path, asked: &[String]) -> Done {
    for name in asked {
        if !tidy::CHECKS.iter().any(|(check, _)| check == name) {
            return Err(format!("there is no check {name}\n\n{HELP}"));
        }
    }
    let workspace = workspace::Workspace::read(root)?;
    let mut text = String::new();
    let mut counts = Vec::new();
    for (name, check) in tidy::CHECKS {
        if !asked.is_empty() && !asked.iter().any(|it| it == name) {
            continue;
        }
        let mut problems = check(&workspace);
        problems.sort();
        for problem in &problems {
            text.push_str(&format!("{problem}\n"));
        }
        if !problems.is_empty() {
            counts.push(format!("{name} {}", problems.len()));
        }
    }
    if counts.is_empty() {
        return Ok((
            format!("{} source files are tidy\n", workspace.sources.len()),
            true,
        ));
    }
    Ok((format!("{text}\nnot tidy: {}\n", counts.join(", ")), false))
}
