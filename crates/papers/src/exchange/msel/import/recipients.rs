//! Whom an inject is for and how it reaches them, by the names that a row of an events list has. Must
//! not change the scenario's file.

use super::likeness::{kind_of, nearly};
use super::row::Taking;
use crate::exchange::msel::columns::Column;
use crate::exchange::msel::names::Names;
use crate::exchange::words::bare;
use std::collections::BTreeSet;
use wardroom_core::scenario::Inject;

impl Taking<'_> {
    /// How it is delivered, to whom it goes; nothing if that stays.
    pub(super) fn channel(
        &mut self,
        known: Option<&Inject>,
        to: Option<&[usize]>,
    ) -> Option<String> {
        let channels = &self.known.channels;
        let before = known.map(|it| it.channel.at());
        let Some(words) = self.cell(Column::Channel).map(ToOwned::to_owned) else {
            if before.is_some() || channels.count() == 0 {
                return None;
            }
            let channel = channels.id(0).to_owned();
            self.report
                .guessed
                .push(format!("it does not say how it is delivered: by {channel}"));
            return Some(channel);
        };
        let exact = channels.exactly(&words);
        let found = match (exact.as_slice(), before) {
            (several, Some(before)) if several.contains(&before) => return None,
            ([one], _) => *one,
            ([], _) => {
                let kind = kind_of(&bare(&words));
                let alike: Vec<usize> = (0..channels.count())
                    .filter(|at| Some(self.scenario.channels[*at].kind) == kind)
                    .collect();
                let found = match (alike.as_slice(), before) {
                    (several, Some(before)) if several.contains(&before) => before,
                    ([], Some(before)) => before,
                    ([], None) => {
                        return self.no_way(&words);
                    }
                    (several, _) => self.on_their_side(several, known, to),
                };
                self.guessed_channel(&words, found)?;
                found
            }
            (several, _) => {
                let found = self.on_their_side(several, known, to);
                self.guessed_channel(&words, found)?;
                found
            }
        };
        (before != Some(found)).then(|| channels.id(found).to_owned())
    }

    /// The first channel, for words that name no way of delivery.
    fn no_way(&mut self, words: &str) -> Option<String> {
        if self.known.channels.count() == 0 {
            return None;
        }
        let channel = self.known.channels.id(0).to_owned();
        self.report.guessed.push(format!(
            "“{words}” is no way of delivery that is known: by {channel}"
        ));
        Some(channel)
    }

    pub(super) fn guessed_channel(&mut self, words: &str, found: usize) -> Option<()> {
        if found >= self.known.channels.count() {
            return None;
        }
        let channel = self.known.channels.id(found);
        self.report
            .guessed
            .push(format!("“{words}” is taken for {channel}"));
        Some(())
    }

    /// Of several channels the one by which the organisations of the recipients are reached most.
    pub(super) fn on_their_side(
        &self,
        several: &[usize],
        known: Option<&Inject>,
        to: Option<&[usize]>,
    ) -> usize {
        let scenario = self.scenario;
        let recipients: Vec<usize> = match to {
            Some(to) => to.to_vec(),
            None => known
                .iter()
                .flat_map(|it| &it.to)
                .map(|it| it.at())
                .collect(),
        };
        let sides: BTreeSet<usize> = recipients
            .iter()
            .map(|at| scenario.roles[*at].of.at())
            .collect();
        let uses = |channel: usize| {
            scenario
                .injects
                .iter()
                .filter(|it| it.channel.at() == channel)
                .flat_map(|it| &it.to)
                .filter(|role| sides.contains(&scenario.roles[role.at()].of.at()))
                .count()
        };
        let most = several.iter().rev().max_by_key(|at| uses(**at));
        most.copied().unwrap_or_default()
    }

    /// Whom it is for; nothing if that stays.
    pub(super) fn to(&mut self, known: Option<&Inject>) -> Option<Vec<usize>> {
        let scenario = self.scenario;
        let roles = &self.known.roles;
        let before: Vec<usize> = known
            .iter()
            .flat_map(|it| &it.to)
            .map(|it| it.at())
            .collect();
        let words = self.cell(Column::To).map(ToOwned::to_owned);
        let found = match &words {
            Some(words)
                if matches!(
                    bare(words).as_str(),
                    "all"
                        | "everybody"
                        | "everyone"
                        | "all players"
                        | "all participants"
                        | "all roles"
                ) && roles.exactly(words).is_empty() =>
            {
                (0..roles.count()).collect()
            }
            Some(words) => {
                let of = |at: usize| scenario.roles[at].of.at();
                let side = |at: usize, with: &[usize]| with.iter().any(|it| of(*it) == of(at));
                match self.listed(words, roles, "role", &before, &side) {
                    Some(found) => found,
                    // Nobody is taken off a message because a name was not understood.
                    None if known.is_some() => return None,
                    None => Vec::new(),
                }
            }
            None if known.is_some() => return None,
            None => Vec::new(),
        };
        if !found.is_empty() {
            return (found != before).then_some(found);
        }
        if known.is_some() {
            return None;
        }
        let role = scenario.roles.iter().position(|it| it.core).unwrap_or(0);
        let title = &scenario.roles.get(role)?.title;
        self.report.guessed.push(format!("it is for the {title}"));
        Some(vec![role])
    }

    /// Those that are named, exactly or nearly; of an inject that is known nothing if one of them is
    /// not understood. Of several that bear a name it is one that stood there before, else one that is
    /// on the `side` of those; else it is asked.
    pub(super) fn listed(
        &mut self,
        words: &str,
        all: &Names,
        what: &str,
        before: &[usize],
        side: &dyn Fn(usize, &[usize]) -> bool,
    ) -> Option<Vec<usize>> {
        if !before.is_empty() && all.says(words, before) {
            return Some(before.to_vec());
        }
        let mut found: Vec<usize> = Vec::new();
        let mut understood = true;
        let bearers = |name: &str| {
            let exact = all.exactly(name);
            if !exact.is_empty() {
                return (exact, true);
            }
            let short = all.shortly(name);
            let near = || Some(nearly(all, name)).filter(|it| !it.is_empty());
            let found = Some(short).filter(|it| !it.is_empty()).or_else(near);
            (
                found.unwrap_or_else(|| all.exactly(unremarked(name))),
                false,
            )
        };
        let names = all.parted(words, &|it| !bearers(it).0.is_empty());
        // Those that nobody else may be called say on which side the others are.
        let certain: Vec<usize> = names
            .iter()
            .filter_map(|name| match all.exactly(name).as_slice() {
                [one] => Some(*one),
                _ => None,
            })
            .collect();
        for name in names {
            let (bearers, exact) = bearers(&name);
            if bearers.is_empty() {
                understood = false;
                self.report
                    .left
                    .push(format!("there is no {what} “{name}”"));
                continue;
            }
            let free = || bearers.iter().filter(|at| !found.contains(at));
            let chosen = free()
                .find(|at| before.contains(at))
                .or_else(|| free().find(|at| side(**at, before)))
                .or_else(|| match bearers.as_slice() {
                    [_] => bearers.first(),
                    _ => free().find(|at| side(**at, &certain)),
                })
                .copied();
            match chosen {
                Some(at) => {
                    if !exact || bearers.len() > 1 && !before.contains(&at) {
                        let title = all.shown(at);
                        self.report
                            .guessed
                            .push(format!("“{name}” is taken for the {what} “{title}”"));
                    }
                    found.push(at);
                }
                None => {
                    understood = false;
                    let shown = bearers.iter().map(|at| format!("“{}”", all.shown(*at)));
                    let shown: Vec<String> = shown.collect();
                    self.report.left.push(format!(
                        "“{name}” may be {}: write one of these",
                        shown.join(" or ")
                    ));
                }
            }
        }
        let mut once = BTreeSet::new();
        found.retain(|it| once.insert(*it));
        (understood || before.is_empty()).then_some(found)
    }
}

/// A name without what is remarked before or behind it: `cc: IT lead`, `IT lead (cc the others)`.
fn unremarked(name: &str) -> &str {
    let name = name.split_once('(').map_or(name, |(own, _)| own).trim();
    let lead = name.get(..2).filter(|it| it.eq_ignore_ascii_case("cc"));
    let rest = lead.map_or(name, |_| &name[2..]);
    match rest.strip_prefix([':', ' ', '.']) {
        Some(own) if lead.is_some() => own.trim(),
        _ => name,
    }
}
