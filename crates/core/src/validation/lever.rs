//! One lever tried: the same situation with and without it under the same luck, seed by seed. Must
//! not know which levers there are.

use super::course::Course;
use super::situation::{Script, Shipped, read, script};
use crate::ensemble::Band;
use crate::ensemble::Watching;
use crate::exercise::Outcomes;
use crate::ron_tree::{Content, Value, file, named, text, with_fields};
use crate::scenario::{Does, Mins, Problems, Scenario, Team, check_team};
use rayon::prelude::*;
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// A difference under this is none: outcomes are counts of patients, devices and hours.
const NOTHING: f64 = 0.05;

/// What a lever should do to what is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expects {
    /// Less of it: it helps.
    Less,
    /// More of it: it costs.
    More,
}

/// An order: when, which card, on what, by whom.
pub type Order = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static str,
);

/// What is played: a script, orders added to it, cards taken out of it, and a change to the estate
/// made before STARTEX.
#[derive(Clone, Copy, Debug)]
pub struct Play {
    /// Who decides, before orders are added and cards taken out.
    pub script: Script,
    /// Orders added.
    pub more: &'static [Order],
    /// Cards taken out, wherever the script plays them.
    pub less: &'static [&'static str],
    /// What is otherwise from the start.
    pub change: Option<fn(&mut Scenario)>,
}

/// Something that can be done, and which way it should move what is measured.
#[derive(Clone, Copy, Debug)]
pub struct Lever {
    /// What tables name it by.
    pub id: &'static str,
    /// What is done, in words.
    pub lever: &'static str,
    /// Where: the scenario's file.
    pub scenario: &'static str,
    /// The situation in words.
    pub where_: &'static str,
    /// Until which hour it is played.
    pub hours: u32,
    /// What it is compared with.
    pub without: Play,
    /// The same with what is done.
    pub with: Play,
    /// What is measured, in words.
    pub measured: &'static str,
    /// What is measured.
    pub measure: fn(&Outcomes) -> f64,
    /// What it should do.
    pub expects: Expects,
    /// The reason to expect that.
    pub why: &'static str,
}

/// A lever, and what it did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sign {
    /// The lever's id.
    pub id: &'static str,
    /// What is done.
    pub lever: &'static str,
    /// The situation.
    #[serde(rename = "situation")]
    pub where_: &'static str,
    /// What is measured.
    pub measured: &'static str,
    /// What it should do.
    pub expects: Expects,
    /// The reason to expect that.
    pub why: &'static str,
    /// Paired runs.
    pub runs: usize,
    /// The median of what is measured without the lever.
    pub without: f64,
    /// The band of the differences: with it less without it.
    #[serde(flatten)]
    pub band: Band,
    /// Whether the median has the direction that is expected and nine in ten runs none against it.
    pub as_expected: bool,
    /// Orders that were refused in the first run.
    pub refused: Vec<String>,
}

impl Lever {
    /// Plays it on seeds, with and without.
    ///
    /// # Errors
    /// What is wrong with the situation or an order.
    pub fn tried(
        &self,
        seeds: &[u64],
        shipped: &Shipped,
        watching: &Watching,
    ) -> Result<Sign, Box<Problems>> {
        let without = self
            .without
            .ready(self.scenario, shipped)
            .map_err(Box::new)?;
        let with = self.with.ready(self.scenario, shipped).map_err(Box::new)?;
        let until: Mins = self.hours * 60;
        let figure = |(scenario, team): &(Arc<Scenario>, Team), seed| {
            let course = Course::of(scenario, Some(team), seed, until);
            let figure = course.grew(0, usize::MAX, self.measure);
            (figure, course.refused)
        };
        let found: Vec<(f64, f64, Vec<String>)> = seeds
            .par_iter()
            .map(|seed| {
                let (before, _) = figure(&without, *seed);
                let (after, refused) = figure(&with, *seed);
                watching.done.fetch_add(1, Ordering::Relaxed);
                (before, after - before, refused)
            })
            .collect();
        let before = Band::of(found.iter().map(|it| it.0).collect()).unwrap_or_default();
        let band = Band::of(found.iter().map(|it| it.1).collect()).unwrap_or_default();
        let as_expected = match self.expects {
            Expects::Less => band.median < -NOTHING && band.high <= NOTHING,
            Expects::More => band.median > NOTHING && band.low >= -NOTHING,
        };
        Ok(Sign {
            id: self.id,
            lever: self.lever,
            where_: self.where_,
            measured: self.measured,
            expects: self.expects,
            why: self.why,
            runs: found.len(),
            without: before.median,
            band,
            as_expected,
            refused: found.into_iter().next().map(|it| it.2).unwrap_or_default(),
        })
    }
}

impl Play {
    fn ready(&self, path: &str, shipped: &Shipped) -> Result<(Arc<Scenario>, Team), Problems> {
        let mut scenario = read(path, shipped)?;
        let mut team = check_team(&scenario, "orders", scripted(self.more).as_bytes())?;
        if let Some(script) = script(&scenario, self.script, shipped)? {
            let kept = script.moves.into_iter().filter(|it| match it.does {
                Does::Card(card, _) => !self.less.contains(&scenario.cards[card.at()].id.as_str()),
                _ => true,
            });
            team.moves.extend(kept);
        }
        if let Some(change) = self.change {
            change(&mut scenario);
        }
        Ok((Arc::new(scenario), team))
    }
}

/// Orders as a script.
fn scripted(orders: &[Order]) -> String {
    let moves = orders.iter().map(|(at, card, target, by)| {
        let target = target.map(|it| ("target", text(it)));
        let does = std::iter::once(("card", text(card))).chain(target);
        with_fields(
            "Move",
            [
                ("when", named("At", Content::Tuple(vec![text(at)]))),
                ("does", with_fields("Card", does)),
                ("by", text(by)),
                ("because", text("It is tried.")),
            ],
        )
    });
    file(with_fields(
        "Team",
        [
            ("schema", 1.into()),
            ("id", text("tried")),
            ("title", text("Tried")),
            ("about", text("Tries a lever.")),
            ("moves", Value::Seq(moves.collect())),
        ],
    ))
}
