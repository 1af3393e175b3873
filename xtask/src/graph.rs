//! `cargo xtask graph`: who knows whom and how large things are, so that before and after can be
//! compared.
//!
//! A tree from before there were crates is drawn in today's rooms: a folder of its `src/` stands in
//! the room that has a folder of this name today.

use crate::Done;
use crate::modules::{File, Modules, circles};
use crate::tidy::{MAX_FILE, MAX_FUNCTION, large_types, long_functions};
use crate::workspace::{Source, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// The rooms from the lowest up. What stands on the same level may not know each other either.
const LEVELS: [(&str, u8); 5] = [
    ("core", 0),
    ("author", 1),
    ("papers", 1),
    ("files", 2),
    ("program", 3),
];

/// Draws the workspace at `at`; `today` is the one that says which rooms there are.
pub fn draw(today: &Path, at: &Path) -> Done {
    let rooms = Rooms::of(&Workspace::read(today)?);
    let workspace = Workspace::read(at)?;
    Ok((page(&rooms, &workspace), true))
}

/// Which room a folder of `src/` became.
struct Rooms(BTreeMap<String, String>);

impl Rooms {
    fn of(today: &Workspace) -> Self {
        let mut rooms = BTreeMap::new();
        for source in today.product() {
            if let (Some(room), Some(top)) = (crate_of(source), source.module.first()) {
                rooms.insert(top.clone(), room.to_owned());
            }
        }
        // A folder of a room's own name is that room, whatever stands in others.
        for package in &today.packages {
            if let Some(room) = package.folder.strip_prefix("crates/") {
                rooms.insert(room.to_owned(), room.to_owned());
            }
        }
        Self(rooms)
    }

    fn room<'a>(&'a self, source: &'a Source, in_crates: bool) -> &'a str {
        match (crate_of(source), source.module.first()) {
            (Some(room), _) => room,
            (None, Some(top)) if !in_crates => self.0.get(top).map_or("program", String::as_str),
            _ => "program",
        }
    }
}

fn crate_of(source: &Source) -> Option<&str> {
    source.path.strip_prefix("crates/")?.split('/').next()
}

/// All that is counted.
struct Drawn<'a> {
    sources: Vec<(File, &'a Source, &'a str)>,
    arrows: BTreeMap<(File, File), usize>,
}

fn page(rooms: &Rooms, workspace: &Workspace) -> String {
    let in_crates = workspace.product().any(|it| crate_of(it).is_some());
    let sources: Vec<(File, &Source, &str)> = workspace
        .sources
        .iter()
        .enumerate()
        .filter(|(_, it)| it.package != "xtask")
        .map(|(at, it)| (at, it, rooms.room(it, in_crates)))
        .collect();
    let drawn = Drawn {
        sources,
        arrows: Modules::of(workspace).arrows,
    };
    let mut page = String::from("# Who knows whom\n\n");
    sizes(&mut page, &drawn);
    back(&mut page, &drawn);
    let tops = tops(&drawn);
    around(&mut page, "top-level modules", &drawn, |source| {
        top(source, room_of(&drawn, source))
    });
    around(&mut page, "files", &drawn, |source| source.path.clone());
    large(&mut page, workspace, &drawn);
    dot(&mut page, &tops);
    page
}

fn room_of<'a>(drawn: &Drawn<'a>, source: &Source) -> &'a str {
    drawn
        .sources
        .iter()
        .find(|(_, it, _)| it.path == source.path)
        .map_or("program", |(_, _, room)| room)
}

/// A source's top-level module, with its room.
fn top(source: &Source, room: &str) -> String {
    let top = source.module.first().map_or("lib", String::as_str);
    format!("{room}::{top}")
}

fn sizes(page: &mut String, drawn: &Drawn) {
    let mut rooms: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    for (_, source, room) in &drawn.sources {
        for key in [room, "all"] {
            let [files, lines, longest, over, functions] = rooms.entry(key).or_default();
            *files += 1;
            *lines += source.lines;
            *longest = source.lines.max(*longest);
            *over += usize::from(source.lines > MAX_FILE);
            *functions += long_functions(source).len();
        }
    }
    let _ = writeln!(
        page,
        "| Room | Files | Lines without tests | Longest file | Files over {MAX_FILE} | Functions over {MAX_FUNCTION} |\n|---|---|---|---|---|---|"
    );
    for (room, [files, lines, longest, over, functions]) in rooms {
        let _ = writeln!(
            page,
            "| {room} | {files} | {lines} | {longest} | {over} | {functions} |"
        );
    }
}

/// Arrows from a lower room to a higher one, or between rooms that stand side by side.
fn back(page: &mut String, drawn: &Drawn) {
    let levels: BTreeMap<&str, u8> = LEVELS.into_iter().collect();
    let level = |room: &str| levels.get(room).copied().unwrap_or(u8::MAX);
    let rooms: BTreeMap<File, (&Source, &str)> = drawn
        .sources
        .iter()
        .map(|(at, source, room)| (*at, (*source, *room)))
        .collect();
    let mut lines = Vec::new();
    let mut across = 0;
    for ((from, to), line) in &drawn.arrows {
        let (Some((a, room_a)), Some((b, room_b))) = (rooms.get(from), rooms.get(to)) else {
            continue;
        };
        if room_a == room_b {
            continue;
        }
        across += 1;
        if level(room_a) <= level(room_b) {
            lines.push(format!(
                "- {room_a} → {room_b}: `{}:{line}` → `{}`",
                a.path, b.path
            ));
        }
    }
    let _ = writeln!(
        page,
        "\n## Arrows between rooms\n\n{} from file to file, {across} of them between rooms, {} of those run back.\n",
        drawn.arrows.len(),
        lines.len()
    );
    lines.sort();
    for line in lines {
        let _ = writeln!(page, "{line}");
    }
}

fn tops<'a>(drawn: &Drawn<'a>) -> BTreeMap<(String, String), usize> {
    let names: BTreeMap<File, String> = drawn
        .sources
        .iter()
        .map(|(at, source, room)| (*at, top(source, room)))
        .collect();
    let mut tops = BTreeMap::new();
    for (from, to) in drawn.arrows.keys() {
        if let (Some(from), Some(to)) = (names.get(from), names.get(to))
            && from != to
        {
            *tops.entry((from.clone(), to.clone())).or_default() += 1;
        }
    }
    tops
}

/// Circles among groups of files, as `name` groups them.
fn around(page: &mut String, what: &str, drawn: &Drawn, name: impl Fn(&Source) -> String) {
    let names: BTreeMap<File, String> = drawn
        .sources
        .iter()
        .map(|(at, source, _)| (*at, name(source)))
        .collect();
    let arrows: BTreeSet<(&str, &str)> = drawn
        .arrows
        .keys()
        .filter_map(|(from, to)| Some((names.get(from)?.as_str(), names.get(to)?.as_str())))
        .filter(|(from, to)| from != to)
        .collect();
    let circles = circles(arrows.iter().copied());
    let inside = arrows
        .iter()
        .filter(|(from, to)| {
            circles
                .iter()
                .any(|it| it.contains(from) && it.contains(to))
        })
        .count();
    let _ = writeln!(
        page,
        "\n## Circles among {what}\n\n{} circles with {} {what}; {inside} of {} arrows lie within them.\n",
        circles.len(),
        circles.iter().map(Vec::len).sum::<usize>(),
        arrows.len()
    );
    for circle in circles {
        let _ = writeln!(page, "- {}: {}", circle.len(), circle.join(", "));
    }
}

fn large(page: &mut String, workspace: &Workspace, drawn: &Drawn) {
    let large = large_types::large(workspace);
    let _ = writeln!(
        page,
        "\n## Sizes\n\n{} types with more than {} fields that are not plain data.\n",
        large.len(),
        large_types::MAX_FIELDS
    );
    for it in large {
        let _ = writeln!(
            page,
            "- `{}` ({}:{}): {} fields, {} methods change it",
            it.name, it.path, it.line, it.fields, it.methods
        );
    }
    page.push('\n');
    for (_, source, _) in &drawn.sources {
        if source.lines > MAX_FILE {
            let _ = writeln!(page, "- {}: {} lines", source.path, source.lines);
        }
        for (name, line, long) in long_functions(source) {
            let _ = writeln!(page, "- {}:{line}: `{name}`, {long} lines", source.path);
        }
    }
}

fn dot(page: &mut String, tops: &BTreeMap<(String, String), usize>) {
    let _ = writeln!(page, "\n## Drawn\n\n```dot\ndigraph modules {{");
    for ((from, to), times) in tops {
        let _ = writeln!(page, "  \"{from}\" -> \"{to}\" [label={times}];");
    }
    let _ = writeln!(page, "}}\n```");
}

#[cfg(test)]
mod tests {
    use super::{Rooms, page};
    use crate::workspace::Workspace;

    const CORE: (&str, &str) = (
        "crates/core/Cargo.toml",
        "[package]\nname = \"wardroom-core\"",
    );

    #[test]
    fn a_tree_from_before_the_crates_is_drawn_in_their_rooms() {
        let today = Workspace::sample(&[
            CORE,
            ("crates/core/src/lib.rs", "pub mod rules;"),
            ("crates/core/src/rules.rs", ""),
        ]);
        let before = Workspace::sample(&[
            ("Cargo.toml", "[package]\nname = \"wardroom\""),
            ("src/lib.rs", "mod rules; mod app;"),
            ("src/rules.rs", "use crate::app::A; pub struct R;"),
            ("src/app.rs", "use crate::rules::R; pub struct A;"),
        ]);
        let page = page(&Rooms::of(&today), &before);
        assert!(
            page.contains("2 from file to file, 2 of them between rooms, 1 of those run back.")
        );
        assert!(page.contains("- core → program: `src/rules.rs:1` → `src/app.rs`"));
        assert!(page.contains("1 circles with 2 files; 2 of 2 arrows lie within them."));
        assert!(page.contains("\"core::rules\" -> \"program::app\" [label=1];"));
    }
}
