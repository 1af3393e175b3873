//! The review of an exercise that has ended. Must not take a picture.

use super::Shot;
use crate::staged::{answered, review};
use wardroom::window::{Screen, Tab};

/// In their order: each goes on from the one before.
pub const SHOTS: &[Shot] = &[
    ("17-review", |shell| {
        shell.rooms.here = false;
        shell.review();
    }),
    ("18-review-moment", |shell| {
        review(shell, |review| review.look(Some(130 * 60)));
    }),
    ("40-review-moment-known", |shell| {
        review(shell, |review| {
            review.input.happened.spot.model.known = true;
        });
    }),
    ("23-review-believed", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::Believed;
            review.luck(wardroom::window::LUCK_RUNS);
        });
    }),
    ("24-review-people", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::People;
            answered(review);
        });
    }),
    ("19-review-mattered", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::Mattered;
            let measure = review.input.mattered.measure;
            review.rank(measure, wardroom::window::RANKING_RUNS);
        });
    }),
    ("20-review-what-if", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::WhatIf;
            review.input.what_if.decision = 3;
            review.input.what_if.mins = -30;
            let change = review.input.what_if.change();
            review.what_if(change, wardroom_core::review::what_if::RUNS);
        });
    }),
    ("41-review-two-days", |shell| {
        review(shell, |review| {
            review.input.happened.spot.model.known = false;
            review.input.days.beside = true;
            review.look(Some(220 * 60));
        });
    }),
    ("21-review-ratings", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::Ratings;
            review.input.rating.open_objective = 2;
            let assessment = &review.seen.view.assessment;
            review.input.rating.take_up(assessment, 2, 1);
        });
    }),
    ("22-review-actions", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::Actions;
            review.input.action = Some(wardroom_core::exercise::Improvement {
                number: 1,
                issue: "Nobody could say who decides to cut a department off.".to_owned(),
                action: "Name the decider and a deputy on the cyber action card.".to_owned(),
                owner: "EPRR lead".to_owned(),
                due: "2027-01-29".to_owned(),
                ..Default::default()
            });
        });
    }),
    ("43-home-again", |shell| {
        shell.screen = Screen::Home;
        shell.records.look();
        shell.wait();
    }),
];
