//! Where machines stand, as it is written into the files: a department that was moved on the table, and
//! with it those of whom nobody has said anything yet, so that they stay where they are. Must not know
//! where anything is drawn.

use super::draft::Draft;
use super::view::{FileView, show_files};
use wardroom_core::ron_tree::{Node, Step, quoted};
use wardroom_core::scenario::{Scenario, Stand};
use wardroom_table::{Taken, everyone_of};

/// Where a segment, or a group of hosts in it, is to stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The segment's id.
    pub segment: String,
    /// The group's id; none if it is the segment's own place.
    pub group: Option<String>,
    /// Where.
    pub stand: Stand,
}

/// What is written when what was taken up is let go where it stands so.
pub fn moves(scenario: &Scenario, taken: &Taken, stand: &Stand) -> Vec<Moved> {
    let id = |segment: usize| scenario.segments[segment].id.clone();
    let mut all = Vec::new();
    if taken.own {
        // Where nobody has said anything, a rule places all: once one is placed the others would go.
        let others = everyone_of(scenario, taken.segment)
            .into_iter()
            .filter(|(segment, _)| *segment != taken.segment);
        all.extend(others.map(|(segment, stand)| Moved {
            segment: id(segment),
            group: None,
            stand,
        }));
        all.push(Moved {
            segment: id(taken.segment),
            group: None,
            stand: stand.clone(),
        });
    }
    all.extend(taken.groups.iter().map(|group| Moved {
        segment: id(taken.segment),
        group: Some(scenario.groups[group.at()].id.clone()),
        stand: stand.clone(),
    }));
    all
}

/// Writes where machines stand: one change in each file that says of them.
///
/// # Errors
/// Why it can't be written, in words.
pub fn stand(draft: &mut Draft, files: &mut Vec<FileView>, moved: &[Moved]) -> Result<(), String> {
    show_files(files, &draft.project);
    let mut values: Vec<Vec<(Vec<Step>, String)>> = vec![Vec::new(); files.len()];
    for one in moved {
        let found = files
            .iter()
            .enumerate()
            .find_map(|(at, file)| Some((at, way_to(&file.outline.as_ref()?.root, one)?)));
        let Some((file, way)) = found else {
            return Err(format!(
                "“{}” is not in the files as they stand: mend them first.",
                one.segment
            ));
        };
        values[file].push((way, written(&one.stand)));
    }
    for (file, values) in values.into_iter().enumerate() {
        if !values.is_empty() {
            draft.set_all(files, file, &values)?;
        }
    }
    Ok(())
}

/// The steps to where it is said.
fn way_to(root: &Node, moved: &Moved) -> Option<Vec<Step>> {
    let segments = &root.part(&"segments".into())?.value;
    let at = position(segments, &moved.segment)?;
    let mut way: Vec<Step> = vec!["segments".into(), at.into()];
    if let Some(group) = &moved.group {
        let hosts = &segments.items()[at].value.part(&"hosts".into())?.value;
        way.push("hosts".into());
        way.push(position(hosts, group)?.into());
    }
    way.push("stands".into());
    Some(way)
}

fn position(list: &Node, id: &str) -> Option<usize> {
    let id_of = |node: &Node| node.part(&"id".into())?.value.words().map(str::to_owned);
    let mut items = list.items().iter();
    items.position(|item| id_of(&item.value).as_deref() == Some(id))
}

/// A place as RON, on one line as the shipped files have it.
fn written(stand: &Stand) -> String {
    let wing = stand
        .wing
        .as_ref()
        .map_or_else(String::new, |wing| format!(", wing: {}", quoted(wing)));
    let floors: Vec<String> = stand
        .floors
        .iter()
        .map(|floor| quoted(&floor.to_string()))
        .collect();
    format!(
        "(site: {}, building: {}{wing}, floors: [{}])",
        quoted(&stand.site),
        quoted(&stand.building),
        floors.join(", ")
    )
}
