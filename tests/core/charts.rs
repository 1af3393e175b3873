//! Charts: whatever is played, every letter of a chart can be read. The boxes of all words are
//! computed as the reports' own renderer sets them, and nothing may lie on or through them.

use crate::support::friday_path;
use rayon::prelude::*;
use resvg::usvg::{self, Node, Rect, roxmltree};
use std::sync::Arc;
use wardroom::assessment::{Observations, assess};
use wardroom::exercise::scripted::{self, Step};
use wardroom::exercise::{Event, Exercise};
use wardroom::files;
use wardroom::report::document::{Block, Document};
use wardroom::report::{self, Finished};
use wardroom::scenario::Scenario;

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
    report::post_exercise(
        &Finished {
            assessment: assess(&exercise, &events, &observations, &[]),
            exercise,
            events,
            observations,
            team: Some(team.to_owned()),
            people: Vec::new(),
            started: "2026-11-20T13:00:00Z".to_owned(),
        },
        "",
    )
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
            let crosses = |it: &[(f32, f32); 2]| through(*it, words.ink, shape.stroke);
            let drawn = shape.stroke > 0.0 && shape.pieces.iter().any(crosses);
            let painted_over = shape.filled && meet(shape.bounds, words.ink);
            // What lies below an area that the letters stand on is not seen.
            let hidden = seen.shapes.iter().any(|area| {
                area.filled
                    && shape.order < area.order
                    && area.order < words.order
                    && inside(words.ink, area.bounds, 0.0)
            });
            if (drawn && !hidden) || (painted_over && shape.order > words.order) {
                faults.push(format!("a line or an area lies over “{text}”"));
                break;
            }
        }
    }
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
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
