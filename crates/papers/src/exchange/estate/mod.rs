//! A trust's own lists — assets, dependencies, business impact — as an estate file. What the lists
//! do not say is assumed, and every assumption is listed and stands as a comment where it is. Must
//! not check the estate: that is done with the scenario that includes it.

mod cells;
mod file;
mod found;
mod heads;
mod lists;
mod places;

use found::{Found, assets_in, dependencies_in, impact_in};
pub use lists::{Estate, Heads, Lists};

use heads::{ASSETS, DEPENDENCIES, IMPACT, PLACES, rows};

/// Makes an estate file of a trust's lists.
///
/// # Errors
/// If a list has no heads that are understood; in words.
pub fn import(lists: &Lists, heads: &Heads) -> Result<Estate, String> {
    let missing = |what: &str, fields: &[(&str, &[&str])]| {
        let known: Vec<&str> = fields.iter().map(|(field, _)| *field).collect();
        format!(
            "The list of {what} has no row of heads that is understood. It may have: {}. Name others in a mapping file, e.g. {{\"{}\": \"the head there\"}}.",
            known.join(", "),
            known[0]
        )
    };
    let mut estate = Estate::default();
    let mut found = Found::default();
    let assets = rows(&lists.assets, &ASSETS, &PLACES, heads).ok_or_else(|| {
        let known: Vec<_> = ASSETS.into_iter().chain(PLACES).collect();
        missing("assets", &known)
    })?;
    assets_in(&assets, &mut found, &mut estate);
    if !lists.dependencies.is_empty() {
        let rows = rows(&lists.dependencies, &DEPENDENCIES, &[], heads)
            .ok_or_else(|| missing("dependencies", &DEPENDENCIES))?;
        dependencies_in(&rows, &mut found, &mut estate);
    }
    if !lists.impact.is_empty() {
        let rows = rows(&lists.impact, &IMPACT, &[], heads)
            .ok_or_else(|| missing("business impact", &IMPACT))?;
        impact_in(&rows, &mut found, &mut estate);
    }
    if found.groups.is_empty() {
        return Err("There is no machine in the list of assets.".to_owned());
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
