//! A team's reports: what each is worth is `said`'s matter. Must not judge how one was worded.

use super::command::{Figures, Methane, Refusal};
use super::event::{Standing, What};
use super::exercise::Exercise;
use super::said::{self, Said};
use crate::scenario::{OrganisationId, ResponseEffect, RoleId, Step};

impl Exercise {
    pub(super) fn report(
        &mut self,
        role: RoleId,
        text: &str,
        figures: Option<Figures>,
        methane: Option<&Methane>,
        whats: &mut Vec<What>,
    ) -> Result<(), Refusal> {
        let by = &self.scenario.roles[role.at()];
        let of = by.of;
        let [true_locked, known_locked] = self.state.locked_of(&self.scenario, of);
        let so = self.true_figures(of);
        whats.push(What::Reported {
            by: by.id.clone(),
            text: text.to_owned(),
            known_locked,
            true_locked,
            figures: figures.map(|figures| (figures, so)),
            methane: methane.cloned().map(Box::new),
        });
        let known = self.reported_figures(of);
        let judged = said::figures(figures.unwrap_or_default(), so, known);
        let now = self.state.minute;
        let reports = &mut self.state.facts.reports[of];
        match judged {
            Said::FalseAllWell => {
                reports.misled = Some(now);
                reports.methane = None;
            }
            Said::Sound if methane.is_some_and(said::whole) => {
                reports.methane = Some(now);
            }
            Said::Sound | Said::Off => {}
        }
        if methane.is_some() {
            let step = ResponseEffect::Mark(Step::Methane).into();
            self.take_hold(of, &[step], None, whats);
        }
        Ok(())
    }

    /// What an organisation's situation report would say if it knew everything.
    fn true_figures(&self, of: OrganisationId) -> Figures {
        let services = self.state.services.iter().zip(&self.scenario.services);
        let affected = services
            .filter(|(service, model)| model.of == of && service.standing != Standing::Normal)
            .count();
        Figures {
            locked: Some(self.state.locked_of(&self.scenario, of)[0]),
            services: u32::try_from(affected).ok(),
            ed_waiting: Some(self.state.patients.ed_queue[of] as u32),
        }
    }

    /// What had been reported to an organisation: what it can say at best.
    pub(super) fn reported_figures(&self, of: OrganisationId) -> Figures {
        let services = self.state.services.iter().zip(&self.scenario.services);
        let known = services
            .filter(|(service, model)| {
                model.of == of
                    && service
                        .known
                        .is_some_and(|(standing, _)| standing != Standing::Normal)
            })
            .count();
        Figures {
            locked: Some(self.state.locked_of(&self.scenario, of)[1]),
            services: u32::try_from(known).ok(),
            ed_waiting: Some(self.state.patients.ed_queue[of] as u32),
        }
    }
}
