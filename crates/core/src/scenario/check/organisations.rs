//! Checks whose everything is, where several organisations play on one clock. Must not know what
//! they do.

use super::super::diagnostic::Code;
use super::super::model::{
    Condition, Organisation, OrganisationId, RoleId, Scenario, SegmentId, Target,
};
use super::super::shape::{self, Id};
use super::checker::Checker;
use super::logic::Logic;

impl Checker {
    /// The organisations, and whose segments and roles are.
    pub(super) fn organisations(
        &mut self,
        main: &shape::Scenario,
        parts: &shape::Library,
    ) -> Vec<Organisation> {
        self.owners.several = parts.organisations.len() > 1;
        if let [alone] = parts.organisations.as_slice() {
            self.problem(
                Code::Count,
                alone.id.mark,
                format!("`{}` plays alone", alone.id),
                "list the others too, or take `organisations` out: a trust that plays alone needs none",
            );
        }
        self.owners.segments = parts
            .segments
            .iter()
            .map(|segment| {
                if segment.outside {
                    if let Some(of) = &segment.of {
                        self.problem(
                            Code::Owner,
                            of.mark,
                            format!("segment `{}` lies outside, and is nobody's", segment.id),
                            "take `of` out",
                        );
                    }
                    return None;
                }
                Some(self.whose(segment.of.as_ref(), &segment.id, "segment"))
            })
            .collect();
        self.owners.roles = parts
            .roles
            .iter()
            .map(|role| self.whose(role.of.as_ref(), &role.id, "role"))
            .collect();
        if parts.organisations.is_empty() {
            return vec![Organisation {
                id: main.id.value.clone(),
                name: main.trust.clone(),
                short: main.trust.clone(),
                about: String::new(),
                oversees: false,
            }];
        }
        parts
            .organisations
            .iter()
            .map(|it| Organisation {
                id: it.id.value.clone(),
                name: it.name.clone(),
                short: it.short.clone(),
                about: it.about.clone(),
                oversees: it.oversees,
            })
            .collect()
    }

    /// Whose something is; a problem if that isn't said where there are several.
    pub(super) fn whose(&mut self, of: Option<&Id>, id: &Id, what: &str) -> OrganisationId {
        match of {
            Some(of) => self.find(|it| &it.organisations, of),
            None => {
                if self.owners.several {
                    self.problem(
                        Code::Owner,
                        id.mark,
                        format!("nobody says whose {what} `{id}` is"),
                        "several organisations play: say `of: \"…\"`",
                    );
                }
                OrganisationId(0)
            }
        }
    }

    /// Whose a service is: all its segments must be one organisation's.
    pub(super) fn service_of(
        &mut self,
        service: &shape::Service,
        segments: &[SegmentId],
    ) -> OrganisationId {
        let mut owners = segments
            .iter()
            .filter_map(|it| self.owners.segments.get(it.at()).copied().flatten());
        let first = owners.next().unwrap_or(OrganisationId(0));
        if owners.any(|other| other != first) {
            self.problem(
                Code::Owner,
                service.id.mark,
                format!(
                    "the people of service `{}` sit in several organisations",
                    service.id
                ),
                "a service is one organisation's: make it two, one of which needs the other",
            );
        }
        first
    }

    /// Whether somebody of an organisation may play a card on a target; a problem if not.
    pub(super) fn theirs(
        &mut self,
        scenario: &Scenario,
        of: OrganisationId,
        target: Option<Target>,
        id: Option<&Id>,
    ) {
        // What names nothing is told already, and is nobody's.
        if self.problems.iter().any(|it| it.code == Code::UnknownId) {
            return;
        }
        if let (Some(target), Some(id)) = (target, id)
            && !scenario.reaches(of, target)
            && let Some(owner) = scenario.owner(target)
        {
            let owner = &scenario.organisations[owner.at()].name;
            self.problem(
                Code::Owner,
                id.mark,
                format!(
                    "`{id}` is {owner}'s; {} may not decide about it",
                    scenario.organisations[of.at()].name
                ),
                &format!(
                    "let a role of {owner} decide it, or one of an organisation that oversees"
                ),
            );
        }
    }

    /// A condition that is asked of the organisation of the first of some roles.
    pub(super) fn condition_for(
        &mut self,
        condition: &shape::Condition,
        logic: Logic<'_>,
        roles: &[RoleId],
    ) -> Condition {
        let of = roles.first().and_then(|it| self.owners.roles.get(it.at()));
        self.condition_of(condition, logic, of.copied().unwrap_or(OrganisationId(0)))
    }

    /// A condition that is asked of an organisation.
    pub(super) fn condition_of(
        &mut self,
        condition: &shape::Condition,
        logic: Logic<'_>,
        of: OrganisationId,
    ) -> Condition {
        let condition = self.condition(condition, logic);
        if self.owners.several {
            Condition::Of(of, Box::new(condition))
        } else {
            condition
        }
    }
}
