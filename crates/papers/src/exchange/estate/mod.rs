//! A trust's own lists — assets, dependencies, business impact — as an estate file. What the lists
//! do not say is assumed, and every assumption is listed and stands as a comment where it is. Must
//! not check the estate: that is done with the scenario that includes it.

mod account;
mod assets;
mod cells;
mod dependencies;
mod fields;
mod file;
mod found;
mod heads;
mod impact;
mod kinds;
mod lists;
mod nmap;
mod places;
mod systems;

use crate::exchange::sheet::{self, Sheet, SheetError};
use account::quoted;
use assets::assets_in;
use dependencies::dependencies_in;
use fields::{ASSETS, BUSINESS_IMPACT, DEPENDENCIES, Field, IMPACT, PLACES};
use found::Found;
use heads::{Table, Wanted, folded, table};
use impact::impact_in;
pub use lists::{Estate, Heads, Lists};

/// Reads a file as a list: a spreadsheet, or a scan of nmap.
///
/// # Errors
/// If it is neither, or more than is read.
pub fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    if nmap::is(bytes) {
        nmap::sheets(bytes)
    } else {
        sheet::read(bytes)
    }
}

/// Makes an estate file of a trust's lists.
///
/// # Errors
/// If a list has no heads that are understood; in words.
pub fn import(lists: &Lists, heads: &Heads) -> Result<Estate, String> {
    let mut estate = Estate::default();
    let mut found = Found::default();
    not_there(lists, heads, &mut estate)?;
    let wanted = |list, fields| Wanted {
        list,
        fields,
        beside: &[],
        named: heads,
    };
    let assets = Wanted {
        beside: &PLACES,
        ..wanted("assets", &ASSETS)
    };
    let assets = read(&lists.assets, assets, &["segment"], &mut estate)?;
    assets_in(&assets, &mut found, &mut estate);
    if found.groups.is_empty() {
        let why: Vec<String> = estate.left.iter().take(8).cloned().collect();
        return Err(format!(
            "There is no machine in the list of assets that can be taken. {} {}",
            assets.read,
            why.join("; ")
        ));
    }
    if !lists.impact.is_empty() {
        let wanted = wanted(BUSINESS_IMPACT, &IMPACT);
        let impact = read(&lists.impact, wanted, &["service"], &mut estate)?;
        impact_in(&impact, &mut found, &mut estate);
    }
    if !lists.dependencies.is_empty() {
        let wanted = wanted("dependencies", &DEPENDENCIES);
        let needed = ["system", "needs"];
        let dependencies = read(&lists.dependencies, wanted, &needed, &mut estate)?;
        dependencies_in(&dependencies, &mut found, &mut estate);
        found.without_circles(&mut estate);
    }
    let stands = found.places.stands();
    for (segment, doubt) in &stands.doubts {
        let name = found.segments.get(segment).unwrap_or(segment);
        estate.left.push(format!(
            "where “{name}” stands on the table: {doubt}, so it is not said"
        ));
    }
    estate.text = file::written(&found, &stands, &mut estate.assumed);
    Ok(estate)
}

/// Reads a list that must have these fields, and says how it was read.
fn read<'a>(
    sheets: &'a [Sheet],
    wanted: Wanted<'_>,
    needed: &[&str],
    estate: &mut Estate,
) -> Result<Table<'a>, String> {
    let all = || wanted.fields.iter().chain(wanted.beside);
    let example = |field: &str| {
        let mapped =
            format!("Name it in a mapping file, e.g. {{\"{field}\": \"the head there\"}}.");
        match field {
            // Directories and Intune may say it nowhere.
            "segment" => format!(
                "Add a column “Department” that says where each machine stands. If one does under another head: {mapped}"
            ),
            _ => mapped,
        }
    };
    let Some(table) = table(sheets, wanted) else {
        let known: Vec<&str> = all().map(|it| it.name).collect();
        return Err(format!(
            "The list of {} has no row of heads that is understood. It may have: {}. {}",
            wanted.list,
            known.join(", "),
            example(known[0])
        ));
    };
    let lacks = needed
        .iter()
        .find(|it| !table.has(it))
        .and_then(|it| all().find(|field| field.name == *it));
    if let Some(field) = lacks {
        let others = match table.unknown.len() {
            0 => String::new(),
            _ => format!(" Not understood are {}.", quoted(&table.unknown)),
        };
        return Err(format!(
            "The list of {} has no head that is understood as {}, so no row says it. {}{others} {}",
            wanted.list,
            field.what,
            table.read,
            example(field.name)
        ));
    }
    estate.read.push(table.read.clone());
    estate.assumed.extend(table.assumed.iter().cloned());
    estate.left.extend(table.left.iter().cloned());
    Ok(table)
}

/// Tells what a mapping names that is not there: a head that no list has, a field that none has.
fn not_there(lists: &Lists, heads: &Heads, estate: &mut Estate) -> Result<(), String> {
    let fields = || {
        let all: [&[Field]; 4] = [&ASSETS, &PLACES, &DEPENDENCIES, &IMPACT];
        all.into_iter().flatten().map(|it| it.name)
    };
    let all = [&lists.assets, &lists.dependencies, &lists.impact];
    for (field, head) in heads {
        if !fields().any(|it| it == field) {
            let mut known: Vec<&str> = fields().collect();
            known.sort_unstable();
            known.dedup();
            return Err(format!(
                "The mapping names “{field}”, which no list has. It may name: {}.",
                known.join(", ")
            ));
        }
        let mut cells = all
            .iter()
            .flat_map(|sheets| sheets.iter())
            .flat_map(|sheet| sheet.rows.iter().take(heads::HEAD_ROWS).flatten());
        if !cells.any(|it| folded(it) == folded(head)) {
            estate.left.push(format!(
                "There is no head “{head}” in the lists, which the mapping names for “{field}”"
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::sheet::Sheet;
    use super::*;
    use proptest::prelude::*;
    use ron::extensions::Extensions;
    use wardroom_core::scenario::{read_one, shape};

    /// Words as people put them into a list, and as nobody should.
    fn odd() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-zA-Z ]{1,20}",
            "[\"'\\\\\n\r\t/*#(){}\\[\\],:éŁ🏥\u{7f}\u{85}\u{2028}\u{202e}a-c0-9 ]{1,24}",
            any::<String>(),
        ]
    }

    fn sheet(heads: &[&str], rows: &[Vec<String>]) -> Vec<Sheet> {
        let heads = heads.iter().map(|it| (*it).to_owned()).collect();
        let rows = std::iter::once(heads).chain(rows.iter().cloned()).collect();
        let name = String::new();
        vec![Sheet {
            name,
            rows,
            ..Sheet::default()
        }]
    }

    /// A value without the places it was read from.
    fn without_places(value: &impl std::fmt::Debug) -> String {
        let mut text = format!("{value:?}");
        while let Some(at) = text.find("mark: Mark {") {
            let end = at + text[at..].find('}').expect("it ends") + 1;
            text.replace_range(at..end, "_");
        }
        text
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Whatever things are called, the file says it as it was, to plain `ron` and to the
        /// program's own reader alike.
        #[test]
        fn whatever_the_names_plain_ron_reads_what_we_read(
            names in prop::collection::vec((odd(), odd(), odd(), odd(), odd()), 1..6),
        ) {
            type Row = (String, String, String, String, String);
            let of = |made: &dyn Fn(&Row) -> Vec<String>| {
                names.iter().map(made).collect::<Vec<_>>()
            };
            let lists = Lists {
                assets: sheet(
                    &["Department", "OS", "Application", "Site", "Building", "Wing", "Floor"],
                    &of(&|(place, build, system, site, building)| {
                        let mut row: Vec<String> =
                            [place, build, system, site, building, system].map(Clone::clone).into();
                        row.push("Level 2".to_owned());
                        row
                    }),
                ),
                dependencies: sheet(
                    &["Application", "Depends on"],
                    &of(&|(_, _, system, other, _)| vec![system.clone(), other.clone()]),
                ),
                impact: sheet(
                    &["Service", "Workaround", "System"],
                    &of(&|(_, _, system, service, paper)| vec![service.clone(), paper.clone(), system.clone()]),
                ),
            };
            let Ok(estate) = import(&lists, &Heads::default()) else {
                // Nothing but blanks in every row.
                return Ok(());
            };
            let options = ron::Options::default()
                .with_default_extension(Extensions::UNWRAP_NEWTYPES);
            let plain: shape::Library = options
                .from_str(&estate.text)
                .map_err(|error| TestCaseError::fail(format!("{error}\n{}", estate.text)))?;
            let ours: shape::Library = read_one("estate.ron", &estate.text, "Library")
                .map_err(|problems| TestCaseError::fail(problems.render(false)))?;
            prop_assert_eq!(without_places(&plain), without_places(&ours));
            for (place, ..) in &names {
                let place = place.trim().to_lowercase();
                prop_assert!(
                    place.is_empty()
                        || plain.segments.iter().any(|it| it.name.to_lowercase() == place),
                    "{place:?} is not in it\n{}", estate.text
                );
            }
        }
    }
}

#[cfg(test)]
mod products;
