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
