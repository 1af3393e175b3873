//! What is drawn with straight lines, as far as it can be the lines of a table. Must not know what a table is.

use super::rule::Rule;
use hayro_font::kurbo::Point;

/// The most lines of a page. More are a drawing, and no tables.
pub(super) const MOST_RULES: usize = 3_000;

/// The most points of one stroke.
const MOST_POINTS: usize = 20_000;

/// A filled shape that is thinner than this, in points, is a line.
const THIN: f64 = 3.0;

/// A shorter one is a dot.
const SHORT: f64 = 6.0;

/// How far a line may lean, in points.
const LEANS: f64 = 0.8;

/// What is drawn until it is stroked or filled.
#[derive(Debug, Default)]
pub(super) struct Path {
    shapes: Vec<Shape>,
    points: usize,
}

#[derive(Debug, Default)]
struct Shape {
    points: Vec<Point>,
    bent: bool,
}

impl Path {
    pub fn begin(&mut self, at: Point) {
        self.points += 1;
        if self.points < MOST_POINTS {
            self.shapes.push(Shape {
                points: vec![at],
                bent: false,
            });
        }
    }

    pub fn go(&mut self, to: Point) {
        self.points += 1;
        if let Some(shape) = self.shapes.last_mut().filter(|_| self.points < MOST_POINTS) {
            shape.points.push(to);
        }
    }

    pub fn bend(&mut self, to: Point) {
        self.go(to);
        if let Some(shape) = self.shapes.last_mut() {
            shape.bent = true;
        }
    }

    pub fn close(&mut self) {
        if let Some(first) = self.shapes.last().and_then(|it| it.points.first()) {
            self.go(*first);
        }
    }

    pub fn clear(&mut self) {
        self.shapes.clear();
        self.points = 0;
    }

    pub fn stroked(&mut self, rules: &mut Vec<Rule>) {
        for shape in self.shapes.iter().filter(|it| !it.bent) {
            for pair in shape.points.windows(2) {
                let [from, to] = pair else { continue };
                rules.extend(rule(*from, *to).filter(|_| rules.len() < MOST_RULES));
            }
        }
        self.clear();
    }

    pub fn filled(&mut self, rules: &mut Vec<Rule>) {
        for shape in self.shapes.iter().filter(|it| !it.bent) {
            let Some(first) = shape.points.first() else {
                continue;
            };
            let (mut low, mut high) = (*first, *first);
            for point in &shape.points {
                low = Point::new(low.x.min(point.x), low.y.min(point.y));
                high = Point::new(high.x.max(point.x), high.y.max(point.y));
            }
            let middle = low.midpoint(high);
            let line = if high.y - low.y <= THIN {
                rule(Point::new(low.x, middle.y), Point::new(high.x, middle.y))
            } else if high.x - low.x <= THIN {
                rule(Point::new(middle.x, low.y), Point::new(middle.x, high.y))
            } else {
                None
            };
            rules.extend(line.filter(|_| rules.len() < MOST_RULES));
        }
        self.clear();
    }
}

/// A line that is level or upright, and long enough.
fn rule(from: Point, to: Point) -> Option<Rule> {
    let (wide, high) = ((to.x - from.x).abs(), (to.y - from.y).abs());
    if wide >= SHORT && high <= LEANS {
        Some(Rule {
            upright: false,
            at: f64::midpoint(from.y, to.y),
            from: from.x.min(to.x),
            to: from.x.max(to.x),
        })
    } else if high >= SHORT && wide <= LEANS {
        Some(Rule {
            upright: true,
            at: f64::midpoint(from.x, to.x),
            from: from.y.min(to.y),
            to: from.y.max(to.y),
        })
    } else {
        None
    }
}
