//! Names to the left and the right of a picture, each with a line to what it names, none over another. Must not
//! know what a picture shows.

use super::super::parts::{grouped, standing};
use super::marks::{Mark, badness};
use crate::plan::tenths;
use maud::{Markup, html};
use wardroom_core::views::{KnownArea, KnownDoor, KnownLink, ReportedService};

/// Width of each column.
const COLUMN: f32 = 138.0;

/// From one line to the next.
const LINE: f32 = 16.0;

/// Between two labels.
const BETWEEN: f32 = 9.0;

/// Above the first label and below the last.
const EDGE: f32 = 6.0;

/// Letters that a line holds: `COLUMN` in letters of the style's size.
const LETTERS: usize = 18;

/// Services that are named singly; of others it is said how many there are.
const SINGLY: usize = 3;

/// A label before it has its place.
#[derive(Clone, Debug)]
pub(super) struct Label {
    /// What it names: where that ends on the left and on the right.
    ends: [[f32; 2]; 2],
    /// Its lines, each with its name in the style.
    lines: Vec<(String, &'static str)>,
}

/// A label in its place.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// From it to what it names.
    pub line: [[f32; 2]; 2],
    left: bool,
    top: f32,
    lines: Vec<(String, &'static str)>,
}

/// A picture with its labels.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// Width and height of it all.
    pub size: [f32; 2],
    /// Where the picture without them begins.
    pub origin: [f32; 2],
    /// Left and right of it, none over another.
    pub labels: Vec<Placed>,
}

impl Label {
    /// What is known of an area, beside it, and of the links that it misses first; with what is seen at the
    /// door, if it is before this area.
    pub fn of(
        area: &KnownArea,
        links: &[&KnownLink],
        door: Option<&KnownDoor>,
        ends: [[f32; 2]; 2],
    ) -> Self {
        let mut label = Self {
            ends,
            lines: Vec::new(),
        };
        label.write(&area.name, "name");
        label.services(area);
        if area.locked > 0 {
            label.write(
                &format!(
                    "{} of {} locked",
                    grouped(area.locked),
                    grouped(area.devices)
                ),
                "bad",
            );
        }
        if let Some(since) = &area.isolated {
            label.write(&format!("isolated {since}"), "did");
        }
        for link in links {
            match &link.cut {
                Some(since) => label.write(&format!("cut {since}"), "did"),
                None if link.blocked => label.write("file sharing blocked", "did"),
                None => {}
            }
        }
        if let Some(door) = door {
            label.write(&format!("{} waiting", door.waiting), "count");
            if door.on_ramp > 0 {
                label.write(&format!("{} in ambulances", door.on_ramp), "count");
            }
            if !door.diverted.is_empty() || door.turns_away {
                label.write("ambulances sent on", "did");
            }
        }
        label
    }

    fn write(&mut self, words: &str, class: &'static str) {
        let lines = wrapped(words).into_iter();
        self.lines.extend(lines.map(|it| (it, class)));
    }

    /// How the services of an area stand: in one line where all are alike, else the worst of them by name.
    fn services(&mut self, area: &KnownArea) {
        let mut services: Vec<&ReportedService> = area.services.iter().collect();
        services.sort_by_key(|it| std::cmp::Reverse(badness(it.standing)));
        let alike = services.first().filter(|first| {
            let mut all = services.iter();
            all.all(|it| it.standing == first.standing)
        });
        match alike {
            Some(first) => {
                let (words, class) = standing(first.standing);
                self.write(words, class);
            }
            None => {
                for it in services.iter().take(SINGLY) {
                    let (words, class) = standing(it.standing);
                    let (sign, word) = words.split_once(' ').unwrap_or((words, ""));
                    self.write(&format!("{sign} {} {word}", it.name), class);
                }
            }
        }
        if alike.is_none() && services.len() > SINGLY {
            self.write(&format!("and {} more", services.len() - SINGLY), "quiet");
        }
        if Mark::of(area) == Mark::Services(None) && services.is_empty() {
            self.write("? not reported", "quiet");
        }
    }

    fn high(&self) -> f32 {
        LINE * self.lines.len() as f32
    }
}

impl Placed {
    /// Its lines.
    pub fn written(&self) -> Markup {
        let (x, end) = if self.left {
            (COLUMN - 4.0, "end")
        } else {
            (self.line[0][0] + 4.0, "start")
        };
        html! {
            @for (nth, (words, class)) in self.lines.iter().enumerate() {
                text .(class) x=(tenths(x)) y=(tenths(self.top + LINE * nth as f32 + 12.0)) text-anchor=(end) { (words) }
            }
        }
    }
}

/// Words in lines that fit.
fn wrapped(words: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LETTERS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Labels in two columns beside a picture, each as near to what it names as the others let it be.
pub(super) fn columns(mut labels: Vec<Label>, picture: [f32; 2]) -> Columns {
    let middle = |it: &Label| f32::midpoint(it.ends[0][0], it.ends[1][0]);
    labels.sort_by(|a, b| middle(a).total_cmp(&middle(b)));
    let all: f32 = labels.iter().map(|it| it.high() + BETWEEN).sum();
    let mut so_far = 0.0;
    // The left half of what is written, to the left.
    let (left, right): (Vec<Label>, Vec<Label>) = labels.into_iter().partition(|it| {
        let left = so_far + it.high() / 2.0 <= all / 2.0;
        so_far += it.high() + BETWEEN;
        left
    });
    let high = |column: &[Label]| -> f32 {
        column.iter().map(|it| it.high() + BETWEEN).sum::<f32>() + 2.0 * EDGE
    };
    let size = [
        picture[0] + 2.0 * COLUMN,
        picture[1].max(high(&left)).max(high(&right)),
    ];
    let origin = [COLUMN, (size[1] - picture[1]) / 2.0];
    let mut placed = column(left, true, size, origin);
    placed.extend(column(right, false, size, origin));
    Columns {
        size,
        origin,
        labels: placed,
    }
}

fn column(mut labels: Vec<Label>, left: bool, size: [f32; 2], origin: [f32; 2]) -> Vec<Placed> {
    let end = |it: &Label| it.ends[usize::from(!left)];
    labels.sort_by(|a, b| end(a)[1].total_cmp(&end(b)[1]));
    // Downwards none begins before the one above it ends; upwards none ends below the picture.
    let mut least = EDGE;
    let mut tops: Vec<f32> = Vec::new();
    for it in &labels {
        let top = (origin[1] + end(it)[1] - LINE / 2.0).max(least);
        least = top + it.high() + BETWEEN;
        tops.push(top);
    }
    let mut most = size[1] - EDGE;
    for (top, it) in tops.iter_mut().zip(&labels).rev() {
        *top = top.min(most - it.high());
        most = *top - BETWEEN;
    }
    let x = if left { COLUMN } else { size[0] - COLUMN };
    let placed = labels.into_iter().zip(tops);
    placed
        .map(|(it, top)| Placed {
            line: [
                [x, top + LINE / 2.0],
                [0, 1].map(|at| origin[at] + end(&it)[at]),
            ],
            left,
            top,
            lines: it.lines,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(x: f32, y: f32, lines: usize) -> Label {
        Label {
            ends: [[x - 5.0, y], [x + 5.0, y]],
            lines: vec![("Imaging".to_owned(), "name"); lines],
        }
    }

    #[test]
    fn no_label_stands_over_another_or_off_the_picture() {
        let many = (0..14).map(|nth| label(10.0 + nth as f32, 80.0, 1 + nth % 4));
        let found = columns(many.collect(), [360.0, 200.0]);
        for left in [true, false] {
            let mut column: Vec<&Placed> =
                found.labels.iter().filter(|it| it.left == left).collect();
            column.sort_by(|a, b| a.top.total_cmp(&b.top));
            assert!(column.len() >= 5);
            let ends = |it: &Placed| it.top + LINE * it.lines.len() as f32;
            assert!(column.windows(2).all(|it| ends(it[0]) <= it[1].top));
            assert!(column[0].top >= 0.0);
            assert!(column.last().is_some_and(|it| ends(it) <= found.size[1]));
        }
    }

    #[test]
    fn lines_are_broken_between_words() {
        assert_eq!(
            wrapped("Outpatients and booking"),
            ["Outpatients and", "booking"]
        );
        assert_eq!(wrapped("Wards"), ["Wards"]);
    }
}
