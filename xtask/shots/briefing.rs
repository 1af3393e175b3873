//! The briefing, step by step. Must not take a picture.

use super::Shot;

/// In their order: each goes on from the one before.
pub const SHOTS: &[Shot] = &[
    ("02-briefing-read", |shell| {
        shell.choose_by_id("friday-lunchtime");
        shell.briefing.plan.chosen = None;
        shell.briefing.names.clear();
        shell.briefing.seed = "4172".to_owned();
    }),
    ("40-briefing-slide", |shell| {
        // The first that goes to a place.
        shell.briefing.wall.at = 2;
    }),
    ("41-briefing-full-screen", |shell| {
        shell.briefing.wall.at = shell.briefing.wall.count().saturating_sub(1);
        shell.briefing.wall.full = true;
    }),
    ("03-briefing-people", |shell| {
        shell.briefing.step = 1;
        for (at, name) in shell.briefing.names.iter_mut().enumerate() {
            if at % 2 == 0 {
                *name = format!("Participant {}", at / 2 + 1);
            }
        }
    }),
    ("04-briefing-objectives", |shell| shell.briefing.step = 2),
    ("42-briefing-start", |shell| shell.briefing.step = 3),
];
