//! What the facilitator has listed: who sits where, the codes, decision points and how the room leans, how far
//! evaluators agree. Must not change anything.

use super::kept::Kept;
use super::table::{Table, under};
use crate::cli::terminal::say;
use wardroom_core::views::raters;
use wardroom_pages::seats::{Admits, Seat, spaced};
use wardroom_pages::{House, phones_in_words};

/// The codes that let people in.
pub(super) fn tell_codes(house: &House) {
    house.look(|seats| {
        for admits in Admits::ALL {
            let code = spaced(seats.codes().code(admits));
            say(&format!("  {:<17}  {code}", admits.words()));
        }
    });
}

impl<S: Kept> Table<'_, S> {
    pub(super) fn people(&self) {
        let scenario = self.host.scenario();
        self.house.look(|seats| {
            for it in seats.people() {
                let seat = match it.seat {
                    Seat::Chair(role) => scenario.roles[role.at()].title.clone(),
                    Seat::Evaluator => "evaluator".to_owned(),
                    Seat::Screen(of) => scenario.organisations[of.at()].name.clone(),
                    Seat::Site(of) => {
                        format!("facilitator of {}", scenario.organisations[of.at()].name)
                    }
                    Seat::Nowhere => "nowhere".to_owned(),
                };
                let muted = if it.muted { ", muted" } else { "" };
                say(&format!("{:>4}  {seat}  {}{muted}", it.number, it.who()));
            }
        });
        let phones = self.house.phones();
        if !phones.is_empty() {
            say(&phones_in_words(&phones));
        }
    }

    /// How far evaluators agree, pair by pair, and where they don't.
    pub(super) fn raters(&self) {
        let pairs = raters(&self.host.evaluator());
        if pairs.is_empty() {
            say("No two evaluators have rated the same task.");
        }
        for pair in pairs {
            let [one, other] = &pair.names;
            say(&format!("{one} and {other} {}.", pair.in_words()));
            for task in pair.tasks.iter().filter(|it| it.apart() > 0) {
                say(&format!("  {}", task.title));
                for gave in &task.gave {
                    let since = gave
                        .since
                        .map_or(String::new(), |it| format!(", {it:?} since"));
                    say(&format!(
                        "    {}: {:?}{since}, {}. {}",
                        gave.by, gave.rating, gave.clock, gave.text
                    ));
                }
            }
        }
    }

    /// What was asked, each with its number, and what chairs would decide.
    pub(super) fn questions(&self) {
        let scenario = self.host.scenario();
        let put = self.host.exercise().team_view().prompts;
        for (number, it) in put.iter().rev().enumerate() {
            let model = &scenario.prompts[it.prompt];
            let stands = if it.decided.is_some() {
                " (decided)"
            } else {
                ""
            };
            say(&format!("{:>3}  {}{stands}", number + 1, model.question));
            for (at, option) in model.options.iter().enumerate() {
                say(&format!("     {} {}", at + 1, option.title));
            }
            for leaning in self.host.leanings(it.prompt.into()).values() {
                let option = &model.options[leaning.option].title;
                let sure = leaning.confidence;
                say(&under(&format!(
                    "     {}: {option}, sure {sure} of 5. {}",
                    leaning.who, leaning.because
                )));
            }
        }
    }
}
