//! `cargo xtask bench`: runs the benches and prints what they measured as a table for
//! docs/performance.md.

use crate::Done;
use crate::tools;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// The benches of the core, as they run when released.
const CORE: [&str; 6] = [
    "bench",
    "--no-default-features",
    "--bench",
    "exercise",
    "--bench",
    "scale",
];
/// Those of the window, as `cargo run` starts it.
const WINDOW: [&str; 5] = ["bench", "--profile", "dev", "--bench", "window"];

/// Runs the benches whose names hold one of the filters, all without one.
pub fn run(root: &Path, arguments: &[String]) -> Done {
    let (benches, filters) = match arguments.split_first() {
        Some((first, rest)) if first == "--window" => (&WINDOW[..], rest),
        _ => (&CORE[..], arguments),
    };
    let mut child = Command::new(tools::cargo())
        .current_dir(root)
        .args(benches)
        .arg("--")
        .args(filters)
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|why| format!("the benches could not be run: {why}"))?;
    let mut seen = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).lines() {
            let line = line.map_err(|why| why.to_string())?;
            // Benches take minutes: what is measured is shown as it comes.
            let _ = writeln!(std::io::stderr(), "{line}");
            seen.push(line);
        }
    }
    let status = child.wait().map_err(|why| why.to_string())?;
    if !status.success() {
        return Err(format!("the benches failed: {status}"));
    }
    Ok((table(&seen), true))
}

/// The medians of divan's tree as a table.
fn table(lines: &[String]) -> String {
    let mut table = String::from("| What | Median | a second | Samples |\n|---|---|---|---|\n");
    let mut row: Option<[String; 4]> = None;
    let mut above: Vec<String> = Vec::new();
    let mut columns = None;
    let mut write = |row: &mut Option<[String; 4]>| {
        if let Some(row) = row.take() {
            table.push_str(&format!("| {} |\n", row.join(" | ")));
        }
    };
    for line in lines {
        let letters: Vec<char> = line.chars().collect();
        if let Some(found) = head(&letters) {
            write(&mut row);
            columns = Some(found);
            continue;
        }
        let Some([median, samples]) = columns else {
            continue;
        };
        let cell = |at: usize| -> String {
            let cell = letters.iter().skip(at).take_while(|it| **it != '│');
            cell.collect::<String>().trim().to_owned()
        };
        match letters.iter().position(|it| matches!(it, '├' | '╰')) {
            Some(indent) => {
                write(&mut row);
                let rest: String = letters[indent..].iter().skip(3).collect();
                let name = rest.split("  ").next().unwrap_or_default().trim();
                above.truncate(indent / 3);
                above.push(name.to_owned());
                let median = cell(median);
                if !median.is_empty() {
                    row = Some([
                        format!("`{}`", above.join(" ")),
                        median,
                        String::new(),
                        cell(samples),
                    ]);
                }
            }
            // The line below a bench that counts what it does.
            None => {
                if let Some(row) = &mut row
                    && row[2].is_empty()
                {
                    row[2] = cell(median);
                }
            }
        }
    }
    write(&mut row);
    table
}

/// Where divan's columns begin, if this is their head: median and samples.
fn head(letters: &[char]) -> Option<[usize; 2]> {
    let line: String = letters.iter().collect();
    if !line.contains("fastest") {
        return None;
    }
    let at = |word: &str| Some(line[..line.find(word)?].chars().count());
    Some([at("median")?, at("samples")?])
}

#[cfg(test)]
mod tests {
    use super::table;

    const MEASURED: &str = "\
Timer precision: 20 ns
exercise                   fastest       │ slowest       │ median        │ mean          │ samples │ iters
├─ chain                   2.1 ms        │ 2.9 ms        │ 2.3 ms        │ 2.31 ms       │ 100     │ 100
│                          268 MB/s      │ 194 MB/s      │ 240 MB/s      │ 243 MB/s      │         │
╰─ run                                   │               │               │               │         │
   ├─ prepared             6.5 ms        │ 7.9 ms        │ 6.9 ms        │ 6.95 ms       │ 100     │ 100
   ╰─ typical              6.4 ms        │ 7.7 ms        │ 6.8 ms        │ 6.82 ms       │ 10      │ 100
";

    #[test]
    fn medians_become_a_table() {
        let lines: Vec<String> = MEASURED.lines().map(str::to_owned).collect();
        assert_eq!(
            table(&lines),
            "\
| What | Median | a second | Samples |
|---|---|---|---|
| `chain` | 2.3 ms | 240 MB/s | 100 |
| `run prepared` | 6.9 ms |  | 100 |
| `run typical` | 6.8 ms |  | 10 |
"
        );
    }
}
