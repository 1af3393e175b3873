//! Charts: whatever is played, every letter of a chart can be read. The boxes of all words are
//! computed as the reports' own renderer sets them, and nothing may lie on or through them.

use crate::support::{friday, friday_path};
use jiff::civil::date;
use rayon::prelude::*;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::{self, Node, Rect, roxmltree};
use std::io::{Cursor, Read};
use std::sync::Arc;
use wardroom_core::assessment::Observations;
use wardroom_core::exercise::scripted::{self, Step};
use wardroom_core::exercise::{Event, Exercise, Sample, Standing, What};
use wardroom_core::review::Finished;
use wardroom_core::scenario::{NetworkEffect, Scenario, ServicesEffect};
use wardroom_files as files;
use wardroom_papers::report;
use wardroom_papers::report::charts::{About, Course, Mark, marks};
use wardroom_papers::report::document::{Block, Document};

/// The width of the text on A4 in the Word file, in points: 17 cm.
const TEXT_PT: f64 = 481.9;
/// The smallest type that a board can be asked to read.
const SMALLEST_PT: f64 = 7.0;
const REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.otf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-Bold.otf");

fn shipped() -> Vec<Arc<Scenario>> {
    let folder = friday_path().parent().expect("a folder").to_path_buf();
    files::scenarios_in(&folder)
        .iter()
        .map(|path| {
            files::scenario(path).unwrap_or_else(|problems| panic!("{}", problems.render(false)))
        })
        .collect()
}

/// The report of an exercise that a scripted team played.
fn reported(scenario: &Arc<Scenario>, team: &str) -> Document {
    let script = scenario.teams.iter().find(|it| it.id == team);
    let mut exercise = Exercise::new(scenario.clone(), 7);
    let mut events: Vec<Event> = exercise.advance(0);
    scripted::play(&mut exercise, script.expect("a team"), |_, step| {
        if let Step::Taken(_, happened) | Step::Passed(happened) = step {
            events.extend(happened);
        }
        true
    });
    let observations = Observations::default();
    let mut report = report::post_exercise(
        &Finished {
            team: Some(team.to_owned()),
            started: "2026-11-20T13:00:00Z".to_owned(),
            ..Finished::of(&exercise, events, observations, &[])
        },
        "",
    );
    // Photographs that injects carried are no charts: `reports` and `pdf` look at those.
    report
        .blocks
        .retain(|it| !matches!(it, Block::Photo { .. }));
    report
}

fn pictures(document: &Document) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for block in &document.blocks {
        if let Block::Picture { caption, svg, .. } = block {
            found.push((caption.as_str(), svg.as_str()));
        }
    }
    found
}

/// Words of a picture, where they stand.
struct Words {
    text: String,
    /// The letters themselves.
    ink: Rect,
    /// The letters with the room above and below them that the type has.
    room: Rect,
    size: f64,
    /// When it is painted.
    order: usize,
}

/// A line or an area of a picture.
struct Shape {
    /// Its straight pieces.
    pieces: Vec<[(f32, f32); 2]>,
    bounds: Rect,
    stroke: f32,
    filled: bool,
    order: usize,
}

#[derive(Default)]
struct Seen {
    words: Vec<Words>,
    shapes: Vec<Shape>,
    order: usize,
}

/// A picture as the reports' renderer sets it.
fn tree(svg: &str) -> usvg::Tree {
    let mut options = usvg::Options {
        font_family: "Inter".to_owned(),
        ..usvg::Options::default()
    };
    let faces = Arc::make_mut(&mut options.fontdb);
    faces.load_font_data(REGULAR.to_vec());
    faces.load_font_data(BOLD.to_vec());
    usvg::Tree::from_str(svg, &options).unwrap_or_else(|why| panic!("{why}: {svg}"))
}

fn see(group: &usvg::Group, seen: &mut Seen) {
    for node in group.children() {
        seen.order += 1;
        match node {
            Node::Group(group) => see(group, seen),
            Node::Text(text) => {
                let scale = f64::from(text.abs_transform().get_scale().1);
                let spans = text.chunks().iter().flat_map(|chunk| chunk.spans());
                let size = spans.map(|it| f64::from(it.font_size().get()) * scale);
                let chunks = text.chunks().iter().map(|chunk| chunk.text());
                seen.words.push(Words {
                    text: chunks.collect(),
                    ink: text.flattened().abs_bounding_box(),
                    room: text.abs_bounding_box(),
                    size: size.fold(f64::INFINITY, f64::min),
                    order: seen.order,
                });
            }
            Node::Path(path) => {
                let mut pieces = Vec::new();
                let mut at = (0.0, 0.0);
                let data = path.data().clone().transform(path.abs_transform());
                for segment in data.expect("it can be moved").segments() {
                    use resvg::tiny_skia::PathSegment::{Close, CubicTo, LineTo, MoveTo, QuadTo};
                    let to = match segment {
                        MoveTo(to) => {
                            at = (to.x, to.y);
                            continue;
                        }
                        LineTo(to) | QuadTo(_, to) | CubicTo(_, _, to) => (to.x, to.y),
                        Close => continue,
                    };
                    pieces.push([at, to]);
                    at = to;
                }
                seen.shapes.push(Shape {
                    pieces,
                    bounds: path.abs_bounding_box(),
                    stroke: path.stroke().map_or(0.0, |it| it.width().get()),
                    filled: path.fill().is_some(),
                    order: seen.order,
                });
            }
            Node::Image(_) => panic!("a chart holds no picture"),
        }
    }
}

fn meet(a: Rect, b: Rect) -> bool {
    a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom()
}

fn inside(inner: Rect, outer: Rect, slack: f32) -> bool {
    inner.left() >= outer.left() - slack
        && inner.top() >= outer.top() - slack
        && inner.right() <= outer.right() + slack
        && inner.bottom() <= outer.bottom() + slack
}

/// Whether a straight piece passes through a box (Liang and Barsky 1984).
fn through([from, to]: [(f32, f32); 2], area: Rect, stroke: f32) -> bool {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    let half = stroke / 2.0;
    for (p, q) in [
        (-dx, from.0 - (area.left() - half)),
        (dx, (area.right() + half) - from.0),
        (-dy, from.1 - (area.top() - half)),
        (dy, (area.bottom() + half) - from.1),
    ] {
        if p == 0.0 {
            if q <= 0.0 {
                return false;
            }
        } else if p < 0.0 {
            enters = enters.max(q / p);
        } else {
            leaves = leaves.min(q / p);
        }
    }
    enters < leaves
}

/// Whether a line passes through words, or an area was painted on them. What lies below an area that
/// the words stand on is not seen.
fn lies_over(shape: &Shape, words: &Words, shapes: &[Shape]) -> bool {
    let crosses = |it: &[(f32, f32); 2]| through(*it, words.ink, shape.stroke);
    let drawn = shape.stroke > 0.0 && shape.pieces.iter().any(crosses);
    let painted_over = shape.filled && shape.order > words.order && meet(shape.bounds, words.ink);
    let hides = |area: &Shape| {
        area.filled
            && shape.order < area.order
            && area.order < words.order
            && inside(words.ink, area.bounds, 0.0)
    };
    painted_over || (drawn && !shapes.iter().any(hides))
}

/// What keeps a chart from being read.
fn faults(svg: &str, names: &[&str]) -> Vec<String> {
    let mut faults = Vec::new();
    let xml = roxmltree::Document::parse(svg).expect("a chart is XML");
    let root = xml.root_element();
    for part in ["title", "desc"] {
        let words = root
            .children()
            .find(|it| it.has_tag_name(part) || it.tag_name().name() == part);
        if words
            .and_then(|it| it.text())
            .is_none_or(|it| it.trim().is_empty())
        {
            faults.push(format!("it has no {part} for whoever can't see it"));
        }
    }
    if root.attribute("role") != Some("img") {
        faults.push("it is not told to be a picture".to_owned());
    }
    let tree = tree(svg);
    let (width, height) = (tree.size().width(), tree.size().height());
    let frame = Rect::from_xywh(0.0, 0.0, width, height).expect("a chart has a size");
    let mut seen = Seen::default();
    see(tree.root(), &mut seen);
    if seen.words.is_empty() {
        faults.push("no word can be read".to_owned());
    }
    for (at, words) in seen.words.iter().enumerate() {
        let text = &words.text;
        let points = words.size * TEXT_PT / f64::from(width);
        if points < SMALLEST_PT {
            faults.push(format!("“{text}” is set in {points:.1} pt"));
        }
        if !inside(words.room, frame, 0.1) {
            faults.push(format!("“{text}” leaves the frame: {:?}", words.room));
        }
        for other in &seen.words[at + 1..] {
            if meet(words.ink, other.ink) {
                faults.push(format!("“{text}” and “{}” overlap", other.text));
            }
        }
        for shape in &seen.shapes {
            let near = shape.stroke > 0.0 || meet(shape.bounds, words.ink);
            if near && lies_over(shape, words, &seen.shapes) {
                faults.push(format!("a line or an area lies over “{text}”"));
                break;
            }
        }
    }
    let bare = |text: &str| text.replace(char::is_whitespace, "").replace('\'', "’");
    let all = bare(
        &seen
            .words
            .iter()
            .map(|it| it.text.as_str())
            .collect::<String>(),
    );
    for name in names {
        if !all.contains(&bare(name)) {
            faults.push(format!("“{name}” is not there whole"));
        }
    }
    faults
}

#[test]
fn every_chart_of_every_shipped_scenario_can_be_read_whoever_plays() {
    let played: Vec<(Arc<Scenario>, &str)> = shipped()
        .into_iter()
        .flat_map(|it| {
            ["prepared", "typical", "unprepared", "silent"].map(|team| (it.clone(), team))
        })
        .collect();
    assert_eq!(played.len() % 4, 0);
    assert!(played.len() >= 24, "{}", played.len());
    let found: Vec<String> = played
        .par_iter()
        .flat_map(|(scenario, team)| {
            let document = reported(scenario, team);
            let page = report::page(&document);
            let names: Vec<&str> = scenario
                .services
                .iter()
                .map(|it| it.name.as_str())
                .collect();
            let pictures = pictures(&document);
            assert!(pictures.len() >= 4);
            let mut found = Vec::new();
            for (caption, svg) in pictures {
                assert!(page.contains(svg), "the page has the chart as it is");
                let names = if caption.contains("services") {
                    &names[..]
                } else {
                    &[]
                };
                for fault in faults(svg, names) {
                    found.push(format!("{}, {team}, {caption}: {fault}", scenario.id));
                }
            }
            found
        })
        .collect();
    assert!(
        found.is_empty(),
        "{} faults:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// A course of so many minutes and services, with a sample every `apart` minutes.
fn course<'a>(
    mins: u32,
    apart: u32,
    names: &[&'a str],
    samples: &'a mut Vec<Sample>,
) -> Course<'a> {
    let standings = [
        Standing::Normal,
        Standing::Reduced,
        Standing::Paper,
        Standing::Stopped,
    ];
    *samples = (0..=mins / apart.max(1))
        .take(if apart == 0 { 1 } else { usize::MAX })
        .map(|at| Sample {
            mins: at * apart,
            locked: at * at % 12_345,
            known_locked: at * at % 12_345 / 2,
            silent: 0,
            ever_infected: 0,
            cancelled: f64::from(at) * 123.4,
            ed_queue: f64::from(at % 97),
            capacity_pct: vec![100; names.len()],
            standing: (0..names.len())
                .map(|row| standings[(at as usize / (row % 7 * 20 + 9)) % 4])
                .collect(),
        })
        .collect();
    Course {
        starts: date(2027, 12, 29).at(23, 51, 0, 0),
        planned_mins: mins,
        played_mins: mins,
        samples,
        services: names.to_vec(),
        marks: Vec::new(),
        several: false,
    }
}

fn mark(mins: u32, word: &'static str) -> Mark {
    Mark {
        mins,
        word,
        about: About::Both,
    }
}

/// Words as marks have them.
const WORDS: [&str; 12] = [
    "port 445 blocked",
    "kill switch answers",
    "declared",
    "staff called in",
    "supplier called",
    "to paper",
    "return to system",
    "lists cancelled",
    "diverted",
    "divert ended",
    "mutual aid",
    "stood down",
];

fn readable(what: &str, course: &Course<'_>) {
    let mut names = Vec::new();
    let mut services = 0;
    for (caption, svg) in course.pictures() {
        assert_eq!(faults(&svg, &[]), Vec::<String>::new(), "{what}: {caption}");
        let high = f64::from(tree(&svg).size().height()) * 17.0 / 720.0;
        assert!(high < 24.0, "{what}: {caption} is {high} cm high");
        if caption.contains("services") {
            services += 1;
            let xml = roxmltree::Document::parse(&svg).expect("a chart is XML");
            let text = xml
                .descendants()
                .filter(|it| it.tag_name().name() == "text");
            names.extend(text.filter_map(|it| it.text()).map(str::to_owned));
        }
    }
    assert!(services >= 1);
    let bare = |text: &str| text.replace(char::is_whitespace, "").replace('\'', "’");
    let names = bare(&names.concat());
    if !course.samples.is_empty() {
        for name in &course.services {
            assert!(
                names.contains(&bare(name)),
                "{what}: “{name}” is not there whole"
            );
        }
    }
}

#[test]
fn however_long_an_exercise_and_its_names_its_charts_can_be_read() {
    let long = "Regional specialised paediatric and neonatal intensive care transport coordination centre with all of its satellite wards in three counties";
    let unbroken = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(2);
    let numbered: Vec<String> = (1..=120).map(|at| format!("Service number {at}")).collect();
    let many: Vec<&str> = numbered.iter().map(String::as_str).collect();
    let abroad = [
        "Ορθοπεδικά",
        "Хирургическое отделение",
        "放射科和急诊部",
        "قسم الطوارئ",
        "חדר מיון",
        "Łódź & <Ängström> “ward”",
    ];
    let sorts: [(&str, &[&str]); 6] = [
        ("one service", &["111"]),
        ("long names", &[long, &unbroken, "A"]),
        ("names abroad", &abroad),
        ("forty services", &many[..40]),
        ("120 services", &many),
        ("none", &[]),
    ];
    let mut samples = Vec::new();
    for (sort, names) in sorts {
        for (mins, apart) in [
            (0, 0),
            (4, 5),
            (61, 5),
            (4_230, 20),
            (100_000, 240),
            (525_600, 1_440),
        ] {
            let course = course(mins, apart, names, &mut samples);
            readable(&format!("{sort}, {mins} minutes"), &course);
        }
    }
}

#[test]
fn an_exercise_without_a_past_says_so_and_one_ended_early_is_drawn_as_long_as_it_was_played() {
    let mut samples = Vec::new();
    let mut bare = course(4_000, 5, &["Wards"], &mut samples);
    bare.samples = &[];
    readable("nothing", &bare);
    assert!(
        bare.pictures()
            .iter()
            .all(|(_, svg)| svg.contains("Nothing was recorded"))
    );
    let mut samples = Vec::new();
    let mut early = course(90, 5, &["Wards"], &mut samples);
    early.planned_mins = 4_230;
    readable("ended early", &early);
    for (caption, svg) in early.pictures() {
        // The last named time lies in the hour and a half that was played.
        assert!(
            svg.contains("Thu 01:15") && !svg.contains("Fri 12:00"),
            "{caption}: {svg}"
        );
        assert!(
            svg.contains("The exercise was ended at Thu 01:21, before"),
            "{caption}"
        );
    }
}

/// A layout of marks: what it is called, and when the so manyth is.
type Case = (&'static str, fn(u32) -> u32);

#[test]
fn marks_are_all_there_in_words_wherever_they_fall() {
    let mut samples = Vec::new();
    let length = 4_230;
    let cases: [Case; 6] = [
        ("at the beginning", |at| at),
        ("at the end", |at| 4_230 - 11 + at),
        ("in one minute", |_| 600),
        ("spread", |at| at * 380),
        ("in two heaps", |at| at / 6 * 4_000 + at % 6 * 9),
        ("close", |at| 500 + at * 37),
    ];
    for (case, when) in cases {
        for count in [1, 2, 3, 6, 12] {
            let mut course = course(length, 5, &["Wards"], &mut samples);
            course.marks = (0..)
                .zip(WORDS)
                .take(count)
                .map(|(at, word)| mark(when(at), word))
                .collect();
            readable(&format!("{count} marks {case}"), &course);
            let xml = course.infection();
            let xml = roxmltree::Document::parse(&xml).expect("a chart is XML");
            let text = xml
                .descendants()
                .filter(|it| it.tag_name().name() == "text");
            let text = text
                .filter_map(|it| it.text())
                .collect::<Vec<_>>()
                .join(" ");
            for word in &WORDS[..count] {
                assert!(
                    text.contains(word),
                    "{count} marks {case}: {word} is lost in {text}"
                );
            }
        }
    }
}

#[test]
fn decisions_are_marked_by_what_they_do_whatever_a_card_is_called() {
    let mut scenario = (*friday()).clone();
    let id = scenario.names.cards["isolate-segment"];
    let card = &mut scenario.cards[id.at()];
    card.id = "pull-the-plug".to_owned();
    card.effects.push(ServicesEffect::AllToPaper.into());
    scenario.names.cards.remove("isolate-segment");
    scenario.names.cards.insert("pull-the-plug".to_owned(), id);
    let done = |secs: u64| Event {
        at_secs: secs,
        what: What::ActionDone {
            card: "pull-the-plug".to_owned(),
            target: None,
        },
    };
    let found = marks(
        &wardroom_core::record::Story::of(&scenario),
        &[done(120), done(600)],
    );
    assert_eq!(
        found
            .iter()
            .map(|it| (it.mins, it.word))
            .collect::<Vec<_>>(),
        [(2, "isolated"), (2, "to paper")]
    );
    // An option does something by itself.
    let mut scenario = (*friday()).clone();
    let option = &mut scenario.prompts[0].options[0];
    option.plays.clear();
    option.effects = vec![NetworkEffect::MailOff.into()];
    let decided = Event {
        at_secs: 3_600,
        what: What::Decided {
            prompt: scenario.prompts[0].id.clone(),
            option: scenario.prompts[0].options[0].id.clone(),
            by: String::new(),
            because: String::new(),
            against: String::new(),
        },
    };
    let found = marks(&wardroom_core::record::Story::of(&scenario), &[decided]);
    assert_eq!(
        found
            .iter()
            .map(|it| (it.mins, it.word))
            .collect::<Vec<_>>(),
        [(60, "e-mail off")]
    );
}

/// Without this the tests above could hold because nothing is found.
#[test]
fn what_keeps_a_chart_from_being_read_is_found() {
    let chart = |inside: &str| {
        format!(
            r##"<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 720 100" font-family="Inter"><title>A</title><desc>B</desc>{inside}</svg>"##
        )
    };
    let word = r##"<text x="50" y="50" font-size="12">Wards</text>"##;
    let line = r##"<path d="M0 46H720" stroke="#000"/>"##;
    let area = r##"<rect x="40" y="30" width="60" height="30" fill="#fff"/>"##;
    assert_eq!(faults(&chart(word), &["Wards"]), Vec::<String>::new());
    assert_eq!(
        faults(&chart(&format!("{line}{area}{word}")), &[]),
        Vec::<String>::new()
    );
    for (inside, fault) in [
        (format!("{word}{word}"), "overlap"),
        (
            r##"<text x="2" y="50" text-anchor="end" font-size="12">Wards</text>"##.to_owned(),
            "leaves the frame",
        ),
        (
            r##"<text x="50" y="50" font-size="10">Wards</text>"##.to_owned(),
            "is set in 6.7 pt",
        ),
        (format!("{word}{line}"), "lies over"),
        (format!("{line}{word}"), "lies over"),
        (format!("{word}{area}"), "lies over"),
        (word.replace("Wards", "ards"), "is not there whole"),
        (String::new(), "no word"),
    ] {
        let found = faults(&chart(&inside), &["Wards"]);
        assert!(
            found.iter().any(|it| it.contains(fault)),
            "{fault}: {found:?}"
        );
    }
    let bare = chart(word)
        .replace("<title>A</title><desc>B</desc>", "")
        .replace("img", "none");
    assert_eq!(faults(&bare, &[]).len(), 3);
}

#[test]
fn the_word_file_has_each_chart_17_cm_wide_with_its_letters_where_they_were_measured() {
    // Pixels to a unit of a chart.
    const SHARP: f32 = 2.5;
    for scenario in shipped() {
        let document = reported(&scenario, "typical");
        let bytes = report::docx(&document).expect("it can be written");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
        let mut images = Vec::new();
        let mut body = String::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("it can be read");
            let name = file.name().expect("a name").into_owned();
            if name.ends_with(".png") {
                images.push(Pixmap::decode_png(&bytes).expect("a PNG"));
            } else if name == "word/document.xml" {
                body = String::from_utf8(bytes).expect("it is text");
            }
        }
        let pictures = pictures(&document);
        assert_eq!(images.len(), pictures.len());
        // 17 cm in English Metric Units, to a hundredth of a millimetre.
        let wide = body
            .split("<wp:extent cx=\"")
            .skip(1)
            .filter_map(|it| it.split('"').next());
        let wide: Vec<i64> = wide.filter_map(|it| it.parse().ok()).collect();
        assert_eq!(wide.len(), pictures.len());
        assert!(
            wide.iter().all(|it| (it - 6_120_000).abs() < 3_600),
            "{wide:?}"
        );
        for (caption, svg) in pictures {
            let tree = tree(svg);
            let high = (tree.size().height() * SHARP).ceil() as u32;
            let mut seen = Seen::default();
            see(tree.root(), &mut seen);
            let fits = |image: &&Pixmap| {
                image.width() == 1_800
                    && image.height() == high
                    && letters_stand(image, &seen, SHARP)
            };
            assert!(
                images.iter().any(|it| fits(&it)),
                "{}: {caption}",
                scenario.id
            );
        }
    }
}

/// Where the letters of a picture begin, with the size of their type, and where its lines begin,
/// turn and end, as the renderer sets them.
fn set(group: &usvg::Group, letters: &mut Vec<[f32; 3]>, corners: &mut Vec<(f32, f32)>) {
    use resvg::tiny_skia::PathSegment::{Close, CubicTo, LineTo, MoveTo, QuadTo};
    for node in group.children() {
        match node {
            Node::Group(group) => set(group, letters, corners),
            Node::Text(text) => {
                let placed = text.abs_transform();
                for span in text.layouted() {
                    let size = span.font_size.get() * placed.get_scale().1;
                    for glyph in &span.positioned_glyphs {
                        let at = placed.pre_concat(glyph.transform());
                        letters.push([at.tx, at.ty, size]);
                    }
                }
            }
            Node::Path(path) => {
                let data = path.data().clone().transform(path.abs_transform());
                for segment in data.expect("it can be moved").segments() {
                    match segment {
                        MoveTo(to) | LineTo(to) | QuadTo(_, to) | CubicTo(_, _, to) => {
                            corners.push((to.x, to.y));
                        }
                        Close => {}
                    }
                }
            }
            Node::Image(_) => panic!("a chart holds no picture"),
        }
    }
}

#[test]
fn the_pdf_has_every_letter_and_line_of_each_chart_where_it_was_measured() {
    // Points by which a letter may stand elsewhere.
    const SLACK: f32 = 0.05;
    let played: Vec<(Arc<Scenario>, &str)> = shipped()
        .into_iter()
        .flat_map(|it| {
            ["prepared", "typical", "unprepared", "silent"].map(|team| (it.clone(), team))
        })
        .collect();
    assert!(played.len() >= 24, "{}", played.len());
    played.par_iter().for_each(|(scenario, team)| {
        let document = reported(scenario, team);
        let bytes = report::pdf(&document).expect("it can be written");
        let painted = crate::pdf::reader::Read::new(&bytes).painted();
        let (mut letters, mut corners) = (&painted.letters[..], &painted.corners[..]);
        for (caption, svg) in pictures(&document) {
            let what = format!("{}, {team}, {caption}", scenario.id);
            let tree = tree(svg);
            let (mut set_letters, mut set_corners) = (Vec::new(), Vec::new());
            set(tree.root(), &mut set_letters, &mut set_corners);
            assert!(set_letters.len() > 10 && set_corners.len() > 10, "{what}");
            assert!(
                letters.len() >= set_letters.len(),
                "{what}: letters are lost"
            );
            assert!(corners.len() >= set_corners.len(), "{what}: lines are lost");
            let (own, rest) = letters.split_at(set_letters.len());
            letters = rest;
            let (own_corners, rest) = corners.split_at(set_corners.len());
            corners = rest;

            // As wide as the text, and the whole of it on the page.
            let scale = own[0].2 / set_letters[0][2];
            let (wide, high) = (tree.size().width() * scale, tree.size().height() * scale);
            assert!((f64::from(wide) - TEXT_PT).abs() < 0.5, "{what}: {wide} pt");
            let left = own[0].0 - set_letters[0][0] * scale;
            let top = own[0].1 + set_letters[0][1] * scale;
            let page = (595.3 - left - wide, top - high);
            assert!(left > 28.0 && page.0 > 28.0, "{what}: {left}, {page:?}");
            assert!(
                top < 842.0 - 28.0 && page.1 > 28.0,
                "{what}: {top}, {page:?}"
            );

            for ([x, y, size], at) in set_letters.iter().zip(own) {
                let far = (left + x * scale - at.0).hypot(top - y * scale - at.1);
                assert!(far < SLACK, "{what}: a letter stands {far} pt off");
                assert!((size * scale - at.2).abs() < SLACK, "{what}: {at:?}");
                assert!(f64::from(at.2) >= SMALLEST_PT, "{what}: {at:?}");
            }
            for ((x, y), at) in set_corners.iter().zip(own_corners) {
                let far = (left + x * scale - at.0).hypot(top - y * scale - at.1);
                assert!(far < SLACK, "{what}: a line is {far} pt off");
            }
        }
        assert!(letters.is_empty() && corners.is_empty(), "more is painted");
    });
}

/// Whether a picture has ink at both ends of all words, and none just outside of those that stand
/// left, where nothing else is drawn.
fn letters_stand(image: &Pixmap, seen: &Seen, sharp: f32) -> bool {
    // The largest difference in brightness within some columns of the words' height.
    let contrast = |words: &Words, from: f32, to: f32| {
        let (top, bottom) = (words.ink.top() * sharp, words.ink.bottom() * sharp);
        let mut range = (u8::MAX, u8::MIN);
        for y in top as u32..=bottom as u32 {
            for x in (from * sharp).max(0.0) as u32..=(to * sharp).max(0.0) as u32 {
                if let Some(pixel) = image.pixel(x, y) {
                    range = (range.0.min(pixel.green()), range.1.max(pixel.green()));
                }
            }
        }
        range.1.saturating_sub(range.0)
    };
    seen.words.iter().all(|words| {
        let (left, right) = (words.ink.left(), words.ink.right());
        let inked =
            contrast(words, left, left + 2.0) > 50 && contrast(words, right - 2.0, right) > 50;
        let alone = right > 190.0 || left < 4.0 || contrast(words, left - 3.0, left - 1.0) < 30;
        inked && alone
    })
}
