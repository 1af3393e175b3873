//! Advice about a sound scenario: what a colleague who has run many would say before a board sees
//! it. Must not say that a scenario is wrong: it can be played as it is.

mod played;
mod reading;
mod spelling;

pub use played::SEEDS;

use crate::scenario::{Diagnostic, Loaded, Problems, Scenario};
use std::sync::Arc;

/// All advice, in the order of the files. What is told from reading comes from the shapes, with
/// their places; what is told from playing comes from [`SEEDS`] seeds of every scripted team.
pub fn advise(scenario: &Arc<Scenario>, loaded: &Loaded) -> Problems {
    let mut list: Vec<Diagnostic> = Vec::new();
    reading::advise(scenario, loaded, &mut list);
    spelling::advise(loaded, &mut list);
    played::advise(scenario, loaded, &mut list);
    list.sort_by_key(|it| (it.mark, it.code));
    Problems {
        sources: loaded.sources.clone(),
        list,
    }
}
