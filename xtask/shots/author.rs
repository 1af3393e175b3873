//! The author. Must not take a picture.

use super::Shot;
use crate::staged::author;
use wardroom::window::{AuthorAction, AuthorTab};

/// In their order: each goes on from the one before.
pub const SHOTS: &[Shot] = &[
    ("26-author-story", |shell| {
        shell.choose_by_id("friday-lunchtime");
        shell.author_chosen();
        shell.wait();
        author(shell, |author| author.act(AuthorAction::Pick("injects", 6)));
    }),
    ("27-author-questions", |shell| {
        author(shell, |author| {
            author.input.tab = AuthorTab::Questions;
            author.act(AuthorAction::Pick("prompts", 2));
            author.act(AuthorAction::Advise);
            author.trials.advice.wait();
        });
    }),
    ("28-author-estate", |shell| {
        author(shell, |author| author.input.tab = AuthorTab::Estate);
    }),
    ("29-author-estate-table", |shell| {
        author(shell, |author| author.input.as_table = true);
    }),
    ("30-author-cards", |shell| {
        author(shell, |author| {
            author.input.as_table = false;
            author.input.tab = AuthorTab::Cards;
            author.act(AuthorAction::Pick("cards", 12));
        });
    }),
    ("31-author-balance", |shell| {
        author(shell, |author| {
            author.input.tab = AuthorTab::Balance;
            author.act(AuthorAction::Balance(2));
            author.trials.balance.wait();
        });
    }),
];
