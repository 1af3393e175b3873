//! Dot-and-interval plots: no two texts stand in one place, every mark stands where its figure is,
//! picture and sentence say the same, and what made no difference is one line.

use crate::support::friday;
use proptest::prelude::*;
use resvg::usvg;
use std::sync::{Arc, OnceLock};
use wardroom_core::assessment::Observations;
use wardroom_core::ensemble::Band;
use wardroom_core::ensemble::Watching;
use wardroom_core::exercise::{Command, Exercise, scripted};
use wardroom_core::review::what_if::{
    Change, Control, Luck, Played, WhatIf, luck, mattered, signed, what_if,
};
use wardroom_core::words;
use wardroom_papers::report::document::{Block, Document};
use wardroom_papers::report::plots::{Laid, Mark, Plot, Row, Shape, Side, Tells, Type, laid, svg};
use wardroom_papers::report::{self, Ranking, questions};

/// A text's or a shape's left, top, right and bottom.
#[derive(Clone, Debug)]
#[expect(
    dead_code,
    reason = "the words are for the message of a test that fails"
)]
struct Place {
    words: String,
    at: [f32; 4],
}

fn apart(a: &Place, b: &Place) -> bool {
    let [left, top, right, bottom] = a.at;
    let [l, t, r, b] = b.at;
    // Half a pixel: the edge of a letter.
    right <= l + 0.5 || r <= left + 0.5 || bottom <= t + 0.5 || b <= top + 0.5
}

fn options() -> &'static usvg::Options<'static> {
    static OPTIONS: OnceLock<usvg::Options<'static>> = OnceLock::new();
    OPTIONS.get_or_init(|| {
        let mut options = usvg::Options::default();
        let faces = Arc::make_mut(&mut options.fontdb);
        for face in ["Regular", "Bold"] {
            let path = format!(
                "{}/assets/fonts/Inter-{face}.otf",
                env!("CARGO_MANIFEST_DIR")
            );
            faces.load_font_data(std::fs::read(path).expect("the face"));
        }
        options
    })
}

/// The texts and the shapes of a drawing, and its size, as a program that draws it sees them.
fn places(svg: &str) -> (Vec<Place>, Vec<Place>, [f32; 2]) {
    fn walk(group: &usvg::Group, texts: &mut Vec<Place>, shapes: &mut Vec<Place>) {
        for node in group.children() {
            let rect = node.abs_bounding_box();
            let at = [rect.left(), rect.top(), rect.right(), rect.bottom()];
            match node {
                usvg::Node::Text(text) => texts.push(Place {
                    words: text.chunks().iter().map(usvg::TextChunk::text).collect(),
                    at,
                }),
                usvg::Node::Group(group) => walk(group, texts, shapes),
                _ => shapes.push(Place {
                    words: String::new(),
                    at,
                }),
            }
        }
    }
    let tree = usvg::Tree::from_str(svg, options()).expect("it is an SVG");
    let (mut texts, mut shapes) = (Vec::new(), Vec::new());
    walk(tree.root(), &mut texts, &mut shapes);
    (texts, shapes, [tree.size().width(), tree.size().height()])
}

/// What is wrong with where things stand in a drawing: nothing, if it can be read.
fn faults(svg: &str) -> Vec<String> {
    let (texts, shapes, [width, height]) = places(svg);
    let mut wrong = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let [left, top, right, bottom] = text.at;
        if left < -0.5 || top < -0.5 || right > width + 0.5 || bottom > height + 0.5 {
            wrong.push(format!("{text:?} is cut off at {width}×{height}"));
        }
        for other in texts[at + 1..].iter().chain(&shapes) {
            if !apart(text, other) {
                wrong.push(format!("{text:?} stands on {other:?}"));
            }
        }
    }
    // As wide as the text of an A4 page, 170 mm, no type is under 7 points.
    for size in svg.split("font-size=\"").skip(1) {
        let size: f32 = size
            .split('"')
            .next()
            .unwrap_or("0")
            .parse()
            .expect("a size");
        let points = size / width * 170.0 / 25.4 * 72.0;
        if points < 7.0 {
            wrong.push(format!("type of {points:.1} points"));
        }
    }
    wrong
}

/// Friday lunchtime as the typical team played it, until the evening.
fn played() -> &'static Played {
    static PLAYED: OnceLock<Played> = OnceLock::new();
    PLAYED.get_or_init(|| {
        let scenario = friday();
        let team = scenario
            .teams
            .iter()
            .find(|it| it.id == "typical")
            .expect("the team is there");
        let ends = 12 * 3_600;
        let mut commands = Vec::new();
        let mut exercise = Exercise::new(scenario.clone(), 7).without_history();
        scripted::play(&mut exercise, team, |exercise, step| {
            if let scripted::Step::Taken(command, _) = step {
                commands.push((exercise.secs(), command));
            }
            exercise.secs() < ends
        });
        Played::new(scenario, 7, commands, Some(ends))
    })
}

fn asked(changes: &[Change]) -> WhatIf {
    what_if(played(), changes, 24, &Watching::default())
        .unwrap_or_else(|why| panic!("{why}"))
        .expect("nobody stopped it")
}

fn ranking() -> &'static Ranking {
    static RANKING: OnceLock<Ranking> = OnceLock::new();
    RANKING.get_or_init(|| Ranking {
        measure: questions::APPOINTMENTS,
        runs: 20,
        list: mattered(played(), questions::APPOINTMENTS, 20, &Watching::default())
            .expect("nobody stopped it"),
    })
}

fn luck_of_it() -> Luck {
    luck(played(), &Observations::default(), 12, &Watching::default()).expect("nobody stopped it")
}

/// Every document that draws an answer.
fn documents() -> Vec<Document> {
    let scenario = &played().scenario;
    let controls: Vec<(String, WhatIf)> = Control::all(scenario)
        .into_iter()
        .map(|it| (it.in_words(scenario), asked(&[Change::Control(it)])))
        .collect();
    vec![
        questions::what_if_document(scenario, &asked(&[Change::Omit(5)]), Vec::new()),
        questions::mattered_document(scenario, ranking()),
        questions::controls_document(scenario, &controls),
        questions::luck_document(scenario, &luck_of_it()),
    ]
}

#[test]
fn every_answer_is_drawn_so_that_it_can_be_read_and_is_told_in_sentences_too() {
    for document in documents() {
        let mut pictures = 0;
        let page = report::page(&document);
        let plain = report::markdown(&document);
        for block in &document.blocks {
            let Block::Picture { svg, told, .. } = block else {
                continue;
            };
            pictures += 1;
            assert_eq!(faults(svg), Vec::<String>::new(), "{}", document.title);
            assert!(!told.is_empty(), "{}", document.title);
            for sentence in told {
                let escaped = sentence.replace('&', "&amp;").replace('"', "&quot;");
                assert!(page.contains(&escaped), "the page lacks “{sentence}”");
                assert!(plain.contains(sentence.as_str()), "{sentence}");
            }
        }
        assert!(pictures > 0, "{} draws nothing", document.title);
        assert!(page.contains("<details>"));
        report::docx(&document).expect("a Word file");
    }
}

#[test]
fn the_picture_and_the_sentence_say_the_same() {
    let found = asked(&[Change::Omit(5)]);
    let plots = questions::what_if_plots(&found);
    let drawn: usize = plots.iter().map(|it| it.rows.len()).sum();
    let differ = found.outcomes.iter().filter(|it| !it.none());
    assert_eq!(drawn, differ.clone().count(), "each difference has its row");
    let mut clear = 0;
    for difference in differ {
        let row = plots
            .iter()
            .flat_map(|it| &it.rows)
            .find(|row| row.label == difference.label)
            .expect("its row");
        assert_eq!(row.band, difference.band);
        assert_eq!(row.sentence, difference.sentence);
        match difference.clear() {
            0 => {
                assert_eq!(row.tells, Tells::Unclear);
                assert_eq!(row.value, "no clear difference");
                // The ends as they are written are those that the sentence names.
                let ends = [difference.band.low, difference.band.high].map(signed);
                for end in ends {
                    assert!(row.sentence.contains(&end) && row.spread.contains(&end));
                }
            }
            side => {
                clear += 1;
                let tells = if side < 0 {
                    Tells::Better
                } else {
                    Tells::Worse
                };
                assert_eq!(row.tells, tells);
                assert_eq!(row.value, signed(difference.band.median));
                for end in [difference.band.low, difference.band.high].map(signed) {
                    let bare = end.trim_start_matches(['−', '+']);
                    assert!(row.sentence.contains(bare), "{} {end}", row.sentence);
                    assert!(row.spread.contains(&end), "{} {end}", row.spread);
                }
                let word = if side < 0 { "fewer" } else { "more" };
                assert!(row.spread.contains(word) && row.sentence.contains(word));
            }
        }
    }
    assert!(clear > 0, "something of it is clear");
}

/// A plot laid out with letters of one width.
fn set_out(plot: &Plot, width: f64) -> Laid {
    let set = Type {
        body: 14.0,
        small: 12.0,
        width: &|words, size, _| words.chars().count() as f64 * size * 0.6,
    };
    laid(plot, width, &set)
}

/// The figure at a place of the scale, read off the figures that are written under it.
fn read_off(laid: &Laid, x: f64) -> f64 {
    let ticks: Vec<(f64, f64)> = laid
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Words {
                x,
                side: Side::Middle,
                words,
                ..
            } => {
                let value = words.replace('−', "-").replace([',', '+'], "");
                Some((*x, value.parse().expect("a figure")))
            }
            _ => None,
        })
        .collect();
    let ((x0, v0), (x1, v1)) = (ticks[0], ticks[ticks.len() - 1]);
    v0 + (x - x0) / (x1 - x0) * (v1 - v0)
}

#[test]
fn every_mark_stands_where_its_figure_is_on_the_scale() {
    let band = |low: f64, lower: f64, median: f64, upper: f64, high: f64| Band {
        low,
        lower,
        median,
        upper,
        high,
    };
    let row = |band: Band, own: Option<f64>| Row {
        label: "What".to_owned(),
        below: String::new(),
        band,
        own,
        tells: Tells::Better,
        value: "−74".to_owned(),
        spread: "−120 to −40".to_owned(),
        sentence: "It did.".to_owned(),
    };
    for (plot, figures) in [
        (
            Plot::of_differences(
                "patients",
                vec![row(band(-120.0, -90.0, -74.0, -60.0, -40.0), None)],
            ),
            [-120.0, -40.0, -90.0, -60.0, -74.0],
        ),
        (
            Plot::of_differences("hours", vec![row(band(-0.4, -0.2, 0.1, 0.3, 0.8), None)]),
            [-0.4, 0.8, -0.2, 0.3, 0.1],
        ),
        (
            Plot::of_scores(
                "of 100",
                vec![row(band(31.0, 40.0, 44.0, 50.0, 62.0), Some(57.0))],
            ),
            [31.0, 62.0, 40.0, 50.0, 44.0],
        ),
    ] {
        for width in [720.0, 240.0] {
            let laid = set_out(&plot, width);
            let scale = (plot.span.1 - plot.span.0).max(1.0);
            let [low, high, lower, upper, median] = figures;
            let near = |x: f64, figure: f64| {
                let read = read_off(&laid, x);
                assert!((read - figure).abs() < scale * 0.02, "{read} for {figure}");
            };
            let ground = |ink| matches!(ink, wardroom_papers::report::plots::Ink::Good);
            let bars: Vec<[f64; 4]> = laid
                .marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Bar { at, ink, .. } if ground(*ink) => Some(*at),
                    _ => None,
                })
                .collect();
            assert_eq!(bars.len(), 2, "nine in ten, and half");
            near(bars[0][0], low);
            near(bars[0][2], high);
            near(bars[1][0], lower);
            near(bars[1][2], upper);
            let dot = laid.marks.iter().find_map(|mark| match mark {
                Mark::Dot { x, shape, .. } => Some((*x, *shape)),
                _ => None,
            });
            let (x, shape) = dot.expect("the median");
            near(x, median);
            assert_eq!(shape, Shape::Disc, "better has a shape of its own");
        }
    }
}

#[test]
fn what_makes_no_difference_is_one_line_that_names_all_of_it() {
    let found = asked(&[]);
    assert_eq!(questions::what_if_plots(&found), Vec::new());
    let line = questions::no_difference(&found).expect("everything is in it");
    assert!(line.starts_with("No difference in: "), "{line}");
    assert_eq!(line.lines().count(), 1);
    for difference in &found.outcomes {
        assert!(line.contains(&difference.label), "{line}");
    }
    let found = asked(&[Change::Omit(5)]);
    let line = questions::no_difference(&found).unwrap_or_default();
    for difference in &found.outcomes {
        assert_eq!(
            line.contains(&difference.label),
            difference.none(),
            "{line}"
        );
    }
    // Every decision is a row, or named below the rows.
    let ranked = questions::ranked(&played().scenario, &ranking().list);
    assert!(ranked.folded.len() <= 2, "{:?}", ranked.folded);
    assert_eq!(ranked.shown.len(), ranked.plot.rows.len());
    let folded = ranked.folded.join("\n");
    for (at, one) in ranking().list.iter().enumerate() {
        let drawn = ranked.shown.contains(&at);
        let none = one.none() || one.most().is_none();
        assert_eq!(drawn, !none, "{}", one.decision.title);
        assert!(drawn || folded.contains(one.decision.title.trim_end_matches('.')));
    }
}

#[test]
fn the_report_tells_what_made_a_difference_where_that_was_asked_and_only_there() {
    let finished = crate::reports::finished();
    let heads = |document: &Document| -> Vec<String> {
        document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading(_, words) => Some(words.clone()),
                _ => None,
            })
            .collect()
    };
    let plain = report::post_exercise(&finished, "");
    assert!(!heads(&plain).contains(&"What made a difference".to_owned()));
    let asked = report::Questions {
        mattered: Some(ranking().clone()),
        what_if: Some(asked(&[Change::Omit(5)])),
        luck: Some(luck_of_it()),
    };
    let told = report::post_exercise_asked(&finished, "", &asked);
    for head in [
        "What made a difference",
        words::KEY_DECISIONS,
        words::WHAT_IF,
        words::CHANCE,
    ] {
        assert!(heads(&told).contains(&head.to_owned()), "{head}");
    }
}

#[test]
fn what_people_typed_is_in_no_question_that_is_given_away() {
    let plain = played();
    let mut commands = plain.commands.clone();
    let said = "Ask Bernadette Quillfeather to ring round";
    commands.insert(
        0,
        (
            60,
            Command::Improvise {
                text: said.to_owned(),
                effects: Vec::new(),
                by: plain.scenario.names.roles["on-call-exec"],
                because: String::new(),
            },
        ),
    );
    let played = Played::new(plain.scenario.clone(), 7, commands, Some(plain.ends_secs));
    let watching = Watching::default();
    let asked = report::Questions {
        mattered: Some(Ranking {
            measure: questions::APPOINTMENTS,
            runs: 1,
            list: mattered(&played, questions::APPOINTMENTS, 1, &watching).expect("it ran"),
        }),
        what_if: what_if(&played, &[Change::Omit(1)], 1, &watching).expect("it makes sense"),
        luck: None,
    };
    let finished = crate::reports::finished();
    let page = |asked: &report::Questions| {
        report::page(&report::post_exercise_asked(&finished, "", asked))
    };
    assert!(page(&asked).contains("ring round"));
    assert!(!page(&asked.without_words(&played)).contains("ring round"));
}

/// Words as people write them, and some that nobody does.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Z][a-z]{1,9}( [a-z]{1,12}){0,14}",
        "[A-Za-z]{40,90}",
        Just("Wait: the emergency department’s longest — Ängström’s".to_owned()),
    ]
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let figures = (
        prop::array::uniform5(-1.0..1.0_f64),
        -3..7_i32,
        any::<bool>(),
    );
    let one = (words(), words(), figures, 0..4_usize).prop_map(|(label, below, figures, tells)| {
        let (mut shares, power, whole) = figures;
        shares.sort_by(f64::total_cmp);
        let scale = 10_f64.powi(power);
        let [low, lower, median, upper, high] = shares.map(|it| {
            let value = it * scale;
            if whole { value.round() } else { value }
        });
        Row {
            label,
            below,
            band: Band {
                low,
                lower,
                median,
                upper,
                high,
            },
            own: whole.then_some(median),
            tells: [Tells::Better, Tells::Worse, Tells::Unclear, Tells::Figure][tells],
            value: signed(median),
            spread: format!("{} to {}", signed(low), signed(high)),
            sentence: String::new(),
        }
    });
    prop::collection::vec(one, 1..9)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_plotted_no_two_texts_stand_in_one_place(
        rows in rows(),
        unit in words(),
        scores in any::<bool>(),
    ) {
        let plot = if scores {
            Plot::of_scores(&unit, rows)
        } else {
            Plot::of_differences(&unit, rows)
        };
        prop_assert_eq!(faults(&svg(&plot)), Vec::<String>::new());
    }

    #[test]
    fn in_a_narrow_panel_nothing_stands_outside_it(rows in rows(), width in 200.0..900.0_f64) {
        let laid = set_out(&Plot::of_differences("patients", rows), width);
        for mark in &laid.marks {
            if let Mark::Words { x, y, side, words, size, .. } = mark {
                let wide = words.chars().count() as f64 * size * 0.6;
                let (left, right) = match side {
                    Side::Start => (*x, x + wide),
                    Side::Middle => (x - wide / 2.0, x + wide / 2.0),
                    Side::End => (x - wide, *x),
                };
                prop_assert!(left > -0.01 && right < width + 0.01, "{words} {left} {right}");
                prop_assert!(*y > 0.0 && *y < laid.height);
            }
        }
    }
}
