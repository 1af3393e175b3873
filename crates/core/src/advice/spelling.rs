//! Advice about one site or building that is spelt in two ways. Must not say that two names are one
//! if they differ in more than capitals and spaces: “Block A” and “Block B” are two.

use crate::scenario::shape::{Stand, Text};
use crate::scenario::{Code, Diagnostic, Loaded};
use std::collections::BTreeMap;

pub fn advise(loaded: &Loaded, list: &mut Vec<Diagnostic>) {
    let segments = loaded.libraries.iter().flat_map(|it| &it.segments);
    let stands = segments.flat_map(|segment| {
        let groups = segment.hosts.iter().filter_map(|it| it.stands.as_ref());
        segment.stands.iter().chain(groups)
    });
    let (mut sites, mut buildings) = (Spellings::default(), Spellings::default());
    for stand in stands {
        let Stand { site, building, .. } = &stand.value;
        sites.hear("site", String::new(), site, list);
        buildings.hear("building", folded(&site.value), building, list);
    }
}

/// By where it is and the name without capitals and spaces: the spelling that came first.
#[derive(Default)]
struct Spellings<'a>(BTreeMap<(String, String), &'a Text>);

impl<'a> Spellings<'a> {
    fn hear(&mut self, what: &str, within: String, name: &'a Text, list: &mut Vec<Diagnostic>) {
        let first = *self.0.entry((within, folded(&name.value))).or_insert(name);
        // The check takes blanks round a name away.
        let (own, other) = (name.value.trim(), first.value.trim());
        if own != other {
            list.push(
                Diagnostic::new(
                    Code::TwoSpellings,
                    name.mark,
                    format!("the {what} “{other}” is spelt “{own}” here, and counts as another"),
                )
                .hint(format!("write \"{other}\" in both places"))
                .also(first.mark, "the first one"),
            );
        }
    }
}

fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load;

    /// What is said about places given as site and building, in their order.
    fn said(places: &[(&str, &str)]) -> Vec<String> {
        let hosts: String = places
            .iter()
            .map(|(site, building)| {
                format!(
                    "HostGroup(id: \"a\", name: \"b\", kind: Server, build: \"c\", count: 1, patched: 0, \
                     stands: (site: {site:?}, building: {building:?}, floors: [\"G\"])),"
                )
            })
            .collect();
        let library = format!(
            "Library(schema: 1, segments: [Segment(id: \"s\", name: \"S\", location: \"\", \
             place: Place(x: 0, y: 0, w: 1, h: 1), address_space: 9, hosts: [{hosts}])])"
        );
        let main = include_str!("../../tests/core/diagnostics/sound/main.ron");
        let team = include_str!("../../tests/core/diagnostics/sound/quick.ron");
        let fetch = |path: &str| {
            Ok(match path {
                "library.ron" => library.as_bytes(),
                "quick.ron" => team.as_bytes(),
                _ => main.as_bytes(),
            }
            .to_vec())
        };
        let loaded = load("main.ron", &fetch).expect("it can be read");
        let mut list = Vec::new();
        advise(&loaded, &mut list);
        list.into_iter().map(|it| it.message).collect()
    }

    #[test]
    fn one_site_or_building_spelt_in_two_ways_is_told_once_for_each_place() {
        let told = said(&[
            ("Edgeway", "Main block"),
            ("edgeway", "Main block"),
            ("Edgeway", "Mainblock"),
            ("Edge way", "Main  Block"),
        ]);
        assert_eq!(
            told,
            [
                "the site “Edgeway” is spelt “edgeway” here, and counts as another",
                "the building “Main block” is spelt “Mainblock” here, and counts as another",
                "the site “Edgeway” is spelt “Edge way” here, and counts as another",
                "the building “Main block” is spelt “Main  Block” here, and counts as another",
            ]
        );
    }

    #[test]
    fn names_that_differ_in_a_letter_and_buildings_of_different_sites_are_not_one() {
        let told = said(&[
            ("Edgeway", "Block A"),
            ("Edgeway", "Block B"),
            ("Edgeways", "Block a"),
            (" Edgeway ", "Block A"),
        ]);
        assert_eq!(told, Vec::<String>::new());
    }
}
