//! Plots in the window: each row can be found by its sentence, what made no difference is one line,
//! and a row of what mattered leads to its question.

use crate::support::enter;
use crate::support::{play, review_mut, started_of};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, Queryable};
use wardroom::window::{Review, Shell, Tab};
use wardroom_core::exercise::Command;
use wardroom_core::review::what_if::Change;
use wardroom_core::scenario::Rating;
use wardroom_papers::report::questions;

/// An exercise of four hours with a declaration and port 445 closed, in review.
fn reviewed(records: &std::path::Path) -> Harness<'static, Shell> {
    let mut harness = started_of(records, [1600.0, 1400.0]);
    let live = crate::support::live_mut(&mut harness);
    live.advance(90 * 60);
    for card in ["declare-critical", "block-port-edge"] {
        assert!(play(live, card), "{:?}", live.refusal);
    }
    live.advance(240 * 60);
    // Somebody rates every task, so that there is a score to ask questions of.
    let tasks = live.scenario().tasks.clone();
    for task in &tasks {
        let rate = Command::Rate {
            task: task.id.clone(),
            rating: Some(Rating::S),
            by: "Robin Vale".to_owned(),
            because: "Seen in the room.".to_owned(),
        };
        assert!(enter(live, &rate), "{:?}", live.refusal);
    }
    assert!(enter(live, &Command::End));
    harness.state_mut().review();
    harness.run_steps(4);
    harness
}

fn shown(harness: &mut Harness<'static, Shell>, ask: impl FnOnce(&mut Review)) {
    ask(review_mut(harness));
    harness.run_steps(4);
}

/// What bears exactly this label and role.
fn found(harness: &Harness<'static, Shell>, label: &str, role: Role) -> usize {
    harness
        .root()
        .query_all(By::new().predicate(move |node| {
            // What is only read has its words as its value.
            let words = [node.label(), node.value()];
            node.role() == role && words.iter().flatten().any(|it| it == label)
        }))
        .count()
}

/// How often these words stand in what is read out.
fn told(harness: &Harness<'static, Shell>, words: &str) -> usize {
    harness
        .root()
        .query_all(By::new().predicate(move |node| {
            node.role() == Role::Label
                && [node.label(), node.value()]
                    .iter()
                    .flatten()
                    .any(|it| it.contains(words))
        }))
        .count()
}

/// Opens what is folded under a line.
fn unfold(harness: &mut Harness<'static, Shell>, head: &str) {
    harness.get_by_label(head).scroll_to_me();
    harness.run_steps(4);
    crate::support::click(harness, head);
    harness.run_steps(20);
}

#[test]
fn each_difference_is_a_row_with_its_sentence_and_the_rest_is_one_line() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    shown(&mut harness, |review| {
        review.input.tab = Tab::WhatIf;
        let change = wardroom_core::review::what_if::Change::Omit(2);
        review.what_if(change, 24);
        review.wait();
    });
    let answer = review_mut(&mut harness).seen.answers.what_if.clone();
    let answer = answer.found().expect("an answer").as_ref();
    let answer = &answer.expect("it makes sense").found;
    let rows: Vec<String> = questions::what_if_plots(answer)
        .iter()
        .flat_map(|plot| plot.sentences())
        .collect();
    assert!(!rows.is_empty());
    for row in &rows {
        assert_eq!(found(&harness, row, Role::Label), 1, "{row}");
    }
    let line = questions::no_difference(answer).expect("something is as it was");
    assert_eq!(told(&harness, &line), 0, "it is folded");
    let head = questions::same_in_short(answer).expect("something is as it was");
    unfold(&mut harness, &head);
    assert_eq!(told(&harness, &line), 1, "{line}");
    assert_eq!(
        told(&harness, "No difference in"),
        1,
        "all of it in one line"
    );
}

#[test]
fn a_row_of_what_mattered_leads_to_its_question() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    shown(&mut harness, |review| {
        review.input.tab = Tab::Mattered;
        let measure = review.input.mattered.measure;
        review.rank(measure, 20);
        review.wait();
    });
    let review = review_mut(&mut harness);
    let scenario = review.seen.scenario().expect("these rules play it").clone();
    let ranking = review.seen.answers.ranking.found().expect("it is ranked");
    let list = ranking.ranking.list.clone();
    let drawn = questions::ranked(&scenario, &list);
    assert!(!drawn.plot.rows.is_empty(), "something mattered");
    // What leaving it out would have meant stands in words and in figures under it.
    for (row, at) in drawn.plot.rows.iter().zip(&drawn.shown) {
        let (change, difference) = list[*at].most().expect("it is shown");
        if matches!(change, Change::Omit(_)) {
            let words = format!("if you had not done this: {}", difference.in_short());
            assert_eq!(row.below, words);
        }
        let figure = row.value.trim_start_matches(['+', '−']);
        assert!(row.below.contains(figure), "{}: {figure}", row.below);
    }
    let label = format!("Ask about: {}", drawn.plot.rows[0].told());
    assert_eq!(found(&harness, &label, Role::Button), 1, "{label}");
    if !drawn.folded.is_empty() {
        let rest = list.len() - drawn.shown.len();
        let decisions = if rest == 1 { "decision" } else { "decisions" };
        let head = format!(
            "{rest} other {decisions} made no difference, or nothing else could have been done"
        );
        unfold(&mut harness, &head);
    }
    for line in &drawn.folded {
        assert_eq!(told(&harness, line), 1, "{line}");
    }
    crate::support::click(&mut harness, &label);
    let review = review_mut(&mut harness);
    assert_eq!(review.input.tab, Tab::WhatIf);
    assert_eq!(
        review.input.what_if.decision + 1,
        list[drawn.shown[0]].decision.number
    );
    // What was asked is what the report is given.
    review.wait();
    let asked = review_mut(&mut harness).questions();
    assert!(asked.mattered.is_some_and(|it| it.runs == 20));
    assert!(asked.what_if.is_some() && asked.luck.is_none());
}

#[test]
fn luck_is_drawn_and_can_be_read_out() {
    let records = tempfile::tempdir().expect("a folder");
    let mut harness = reviewed(records.path());
    shown(&mut harness, |review| {
        review.input.tab = Tab::Believed;
        review.luck(4);
        review.wait();
    });
    let luck = review_mut(&mut harness).seen.answers.luck.clone();
    let luck = luck.found().expect("it was played").found;
    for row in questions::luck_plot(&luck).sentences() {
        assert_eq!(found(&harness, &row, Role::Label), 1, "{row}");
    }
}
