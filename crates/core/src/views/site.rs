//! What the facilitator of one organisation's site sees: the injects that are still to come to its side,
//! what its rooms were asked, lean to and decided, what its roles say and propose. Must not hold the
//! truth, another organisation's part, what an option leads to, or how near a condition is. Must not be
//! shown to anybody who plays.

use super::asked::{Question, question};
use super::lean::{Leaning, Taken, hands, leanings, taken};
use super::log::{Decided, LogLine, decided};
use super::role::{Proposal, proposed};
use super::talk::{answers_itself, called};
use super::upcoming::{When, clock, order, when};
use crate::exercise::{Exercise, PromptView, Source, Speaker, What};
use crate::scenario::{ChannelKind, Fires, Inject, OrganisationId, RoleId, Scenario};
use serde::Serialize;
use std::sync::Arc;

/// Decisions that are shown.
const DECISIONS: usize = 12;

/// An inject that is still to come to the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteInject {
    /// A few words on it.
    pub title: String,
    /// What it looks like.
    pub kind: ChannelKind,
    /// The channel's name.
    pub channel: String,
    /// Who it is from.
    pub from: String,
    /// The titles of the site's own roles it is for.
    pub to: Vec<String>,
    /// When, on the clock, where it has a time.
    pub clock: Option<String>,
    /// The same, or on what it waits, in a sentence.
    pub when: String,
    /// Whether its channel is down, so that it will not arrive.
    pub down: bool,
    /// What it will say.
    pub text: String,
    /// What is expected of the team; can be empty.
    pub expect: String,
}

/// A question that was put to the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteQuestion {
    /// As it was put.
    pub question: Question,
    /// The titles of the site's own roles that may decide.
    pub by: Vec<String>,
    /// What its own roles would decide, in their order.
    pub leanings: Vec<Leaning>,
    /// The last show of hands for each option; empty before there was one.
    pub hands: Vec<u32>,
    /// What was decided.
    pub taken: Option<Taken>,
}

/// Something that one of the site's roles said or was told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteSaid {
    /// The id of the role.
    pub role: String,
    /// What the role is called: `On-call executive`.
    pub title: String,
    /// The other side.
    pub with: Speaker,
    /// The other side in words.
    pub who: String,
    /// Whether the role said it.
    pub mine: bool,
    /// When, on the clock.
    pub clock: String,
    /// What was said.
    pub text: String,
    /// Whether it waits for an answer: it was said to somebody whom nobody plays, or to the
    /// facilitator, they have said nothing to the role since, and the state does not answer for them.
    pub waits: bool,
}

/// An action card that one of the site's roles proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteProposal {
    /// The title of the role.
    pub who: String,
    /// What it proposed.
    pub proposal: Proposal,
}

/// What a site's facilitator sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SiteView {
    /// Whose site it is, by its full name.
    pub organisation: String,
    /// Injects still to come to it, in the order in which they are expected.
    pub coming: Vec<SiteInject>,
    /// What it was asked, latest first.
    pub questions: Vec<SiteQuestion>,
    /// What it decided, latest first.
    pub decided: Vec<Decided>,
    /// What its roles said and were told, in its order.
    pub said: Vec<SiteSaid>,
    /// What they proposed, in its order.
    pub proposed: Vec<SiteProposal>,
}

/// What the facilitator of an organisation's site sees.
pub(crate) fn site(exercise: &Exercise, lines: &[Arc<LogLine>], of: OrganisationId) -> SiteView {
    let scenario = exercise.scenario();
    let own = |id: &str| {
        let role = scenario.names.roles.get(id);
        role.is_some_and(|it| scenario.roles[it.at()].of == of)
    };
    let team = exercise.team_view_of(of);
    SiteView {
        organisation: scenario.organisations[of.at()].name.clone(),
        coming: coming(exercise, of),
        questions: team
            .prompts
            .iter()
            .map(|put| asked(scenario, lines, put, of))
            .collect(),
        decided: decided(scenario, lines, of, exercise.secs(), DECISIONS),
        said: said(scenario, lines, own),
        proposed: proposed(scenario, lines, own)
            .into_iter()
            .map(|(by, proposal)| SiteProposal {
                who: called(scenario, &Speaker::Role(by)),
                proposal,
            })
            .collect(),
    }
}

fn titles(scenario: &Scenario, roles: &[RoleId]) -> Vec<String> {
    let titles = roles.iter().map(|it| scenario.roles[it.at()].title.clone());
    titles.collect()
}

/// The injects still to come to an organisation. Nothing comes any more after ENDEX.
fn coming(exercise: &Exercise, of: OrganisationId) -> Vec<SiteInject> {
    if exercise.ended() {
        return Vec::new();
    }
    let scenario = exercise.scenario();
    let injects = exercise.state().injects.iter().zip(&scenario.injects);
    let mut found: Vec<(When, usize)> = injects
        .enumerate()
        .filter(|(_, (_, inject))| scenario.is_for(of, &inject.to))
        .filter_map(|(at, (standing, inject))| Some((when(exercise, inject, standing)?, at)))
        .collect();
    found.sort_by_key(|(when, at)| (order(*when), *at));
    found
        .into_iter()
        .map(|(when, at)| face(exercise, of, when, at))
        .collect()
}

fn face(exercise: &Exercise, of: OrganisationId, when: When, at: usize) -> SiteInject {
    let scenario = exercise.scenario();
    let inject = &scenario.injects[at];
    let letter = exercise.letter(Source::Inject(at));
    SiteInject {
        title: letter.title,
        kind: letter.kind,
        channel: letter.channel,
        from: letter.from,
        to: titles(scenario, &scenario.roles_in(of, &inject.to)),
        clock: match when {
            When::At(mins) | When::OnItsWay(mins) => Some(clock(exercise, mins)),
            _ => None,
        },
        when: in_words(exercise, of, when, inject),
        down: !exercise.carries(inject.channel),
        text: letter.text,
        expect: letter.expect,
    }
}

/// When an inject comes, in a sentence that tells nothing of how things stand elsewhere.
fn in_words(exercise: &Exercise, of: OrganisationId, when: When, inject: &Inject) -> String {
    let scenario = exercise.scenario();
    match when {
        When::At(mins) => format!("At {}.", scenario.clock(u64::from(mins) * 60)),
        When::OnItsWay(mins) => {
            format!("On its way: {}.", scenario.clock(u64::from(mins) * 60))
        }
        When::If(_) => match &inject.fires {
            Fires::When { not_before, .. } if *not_before > exercise.state().minute => {
                let clock = scenario.clock(u64::from(*not_before) * 60);
                format!("On a condition, not before {clock}.")
            }
            _ => "On a condition: at any time.".to_owned(),
        },
        When::Then => match &inject.fires {
            Fires::After { inject, mins } => {
                let other = &scenario.injects[inject.at()];
                if scenario.is_for(of, &other.to) {
                    format!("{mins} min after “{}”.", other.title)
                } else {
                    format!("{mins} min after something at another site.")
                }
            }
            _ => "After another.".to_owned(),
        },
        When::Held => "Held back by the lead facilitator.".to_owned(),
        When::Skipped => "Skipped by the lead facilitator.".to_owned(),
        When::ByHand => "When the lead facilitator sends it.".to_owned(),
    }
}

fn asked(
    scenario: &Scenario,
    lines: &[Arc<LogLine>],
    put: &PromptView,
    of: OrganisationId,
) -> SiteQuestion {
    let prompt = put.prompt.into();
    let by = scenario.roles_in(of, &scenario.prompts[put.prompt].by);
    SiteQuestion {
        question: question(scenario, put),
        leanings: leanings(scenario, lines, prompt)
            .into_iter()
            .filter(|(role, _)| by.contains(role))
            .map(|(_, it)| it)
            .collect(),
        by: titles(scenario, &by),
        hands: hands(scenario, lines, prompt),
        taken: taken(scenario, lines, prompt),
    }
}

/// What own roles said and were told. What two of them say to each other stands there once.
fn said(scenario: &Scenario, lines: &[Arc<LogLine>], own: impl Fn(&str) -> bool) -> Vec<SiteSaid> {
    let mut found: Vec<SiteSaid> = Vec::new();
    for line in lines {
        let What::Said { by, to, text } = &line.event.what else {
            continue;
        };
        let (role, with, mine) = match (by, to) {
            (Speaker::Role(role), with) if own(role) => (role, with, true),
            (with, Speaker::Role(role)) if own(role) => (role, with, false),
            _ => continue,
        };
        if !mine {
            let answered = found
                .iter_mut()
                .filter(|it| it.role == *role && it.with == *with);
            answered.for_each(|it| it.waits = false);
        }
        found.push(SiteSaid {
            role: role.clone(),
            title: called(scenario, &Speaker::Role(role.clone())),
            with: with.clone(),
            who: called(scenario, with),
            mine,
            clock: scenario.clock(line.event.at_secs),
            text: text.clone(),
            waits: mine
                && !matches!(with, Speaker::Role(_))
                && !answers_itself(scenario, role, with, text),
        });
    }
    found
}
