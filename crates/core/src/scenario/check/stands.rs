//! Checks where machines are said to stand: site, building, wing, floors. Must not ask whether two
//! places spelt otherwise are meant to be one: that is advice.

use super::super::diagnostic::{Code, Diagnostic};
use super::super::mark::Marked;
use super::super::model::{Floor, Stand};
use super::super::shape::{self, Text};
use super::checker::Checker;

impl Checker {
    /// Where a segment's machines stand.
    pub(super) fn segment_stands(&mut self, segment: &shape::Segment) -> Option<Stand> {
        let said = segment.stands.as_ref()?;
        let stand = self.stand(said);
        if segment.outside {
            self.outside_stands(said, segment);
            return None;
        }
        stand
    }

    /// Where a host group stands, if not where its segment does.
    pub(super) fn group_stands(
        &mut self,
        hosts: &shape::HostGroup,
        segment: &shape::Segment,
    ) -> Option<Stand> {
        let said = hosts.stands.as_ref()?;
        let stand = self.stand(said);
        if segment.outside {
            self.outside_stands(said, segment);
            return None;
        }
        stand
    }

    fn outside_stands(&mut self, said: &Marked<shape::Stand>, segment: &shape::Segment) {
        self.problem(
            Code::Stands,
            said.mark,
            format!(
                "segment `{}` lies outside the trust and stands in no building of it",
                segment.id
            ),
            "take `stands` out",
        );
    }

    fn stand(&mut self, said: &Marked<shape::Stand>) -> Option<Stand> {
        let site = self.named("site", &said.value.site);
        let building = self.named("building", &said.value.building);
        let wing = said.value.wing.as_ref();
        let wing = wing.and_then(|wing| self.named("wing", wing));
        let floors = self.floors(said);
        Some(Stand {
            site: site?,
            building: building?,
            wing,
            floors,
        })
        .filter(|it| !it.floors.is_empty())
    }

    /// A name that must not be empty.
    fn named(&mut self, what: &str, name: &Text) -> Option<String> {
        let bare = name.value.trim();
        if bare.is_empty() {
            self.problem(
                Code::Empty,
                name.mark,
                format!("a {what} has no name"),
                match what {
                    "wing" => "name it, or take `wing` out",
                    _ => "name it as people do; where it has no name of its own, \"Main\" will do",
                },
            );
            return None;
        }
        Some(bare.to_owned())
    }

    fn floors(&mut self, said: &Marked<shape::Stand>) -> Vec<Floor> {
        if said.value.floors.is_empty() {
            self.problem(
                Code::Empty,
                said.mark,
                "it stands on no floor",
                "name one at least, e.g. floors: [\"G\"]",
            );
        }
        let mut found: Vec<(Floor, &Text)> = Vec::new();
        for text in &said.value.floors {
            match text.value.parse::<Floor>() {
                Ok(floor) => match found.iter().find(|(it, _)| *it == floor) {
                    Some((_, first)) => self.problems.push(
                        Diagnostic::new(
                            Code::Stands,
                            text.mark,
                            format!("floor {floor} is named twice"),
                        )
                        .hint("take one of them out")
                        .also(first.mark, "the first one"),
                    ),
                    None => found.push((floor, text)),
                },
                Err(none) => {
                    let write = "write B, LG, G, 1 … as on a lift's buttons";
                    let hint = match Floor::meant(&text.value) {
                        Some(floor) => format!("did you mean `{floor}`? {write}"),
                        None => write.to_owned(),
                    };
                    self.problem(Code::Stands, text.mark, none.to_string(), &hint);
                }
            }
        }
        found.into_iter().map(|(floor, _)| floor).collect()
    }
}
