//! Signs of a nation's regions, and what its shapes mean: how many trusts and practices stand how. A sign's
//! place is kept free whatever it says, so that none moves while the week passes. Must not know a week.

use crate::window::grouped;
use crate::window::theme::{Theme, semibold, size};
use egui::{
    Align2, Color32, FontFamily, FontId, Painter, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2,
};
use wardroom_table::{
    Country, Paint, Plate, Point, Projection, SeenCountry, SeenRegion, Side, TrustState, corners_of,
};

/// Height of a row, and room for the shape before it.
const ROW: f32 = 17.0;
const SHAPE: f32 = 19.0;

/// Size of a region's name.
const NAME: f32 = 17.0;

/// From so large a panel on signs are written larger, to be read from farther away.
const LARGE: Vec2 = vec2(1000.0, 640.0);

/// How many times as large as in a small panel signs are written.
pub fn letters(within: Rect) -> f32 {
    let large = within.width() >= LARGE.x && within.height() >= LARGE.y;
    if large { 1.18 } else { 1.0 }
}

/// In so small a panel signs tell of states alone, and nobody is told what the shapes mean but by them.
const NARROW: Vec2 = vec2(700.0, 480.0);

/// Whether there is little room.
pub fn narrow(within: Rect) -> bool {
    within.width() < NARROW.x || within.height() < NARROW.y
}

/// Between a sign and its plate, and between two signs.
const GAP: f32 = 8.0;

/// A sign that is farther than this from its plate has a line to it, points.
const APART: f32 = 26.0;

/// States that a sign tells of, one a row: the most urgent first.
const TOLD: [TrustState; 4] = [
    TrustState::Infected,
    TrustState::Silent,
    TrustState::CutOff,
    TrustState::Back,
];

/// A state's colour.
fn colour(theme: &Theme, state: TrustState) -> Color32 {
    match state {
        TrustState::Usual => theme.quiet,
        TrustState::Silent => theme.reduced,
        TrustState::Infected => theme.bad,
        TrustState::CutOff => theme.accent,
        TrustState::Back => theme.good,
    }
}

/// What stands on the table for a trust in a state, small.
pub fn state_mark(painter: &Painter, theme: &Theme, middle: Pos2, state: TrustState) {
    let face = |corners: &[[f32; 2]], colour: Color32| {
        let points = corners.iter().map(|[x, y]| middle + vec2(*x, *y));
        painter.add(Shape::convex_polygon(
            points.collect(),
            colour,
            Stroke::NONE,
        ));
    };
    // A block from so far above the middle down to its foot.
    let block = |top: f32, paint: &dyn Fn(Side) -> Paint| {
        let paint = |side| theme.on_table(paint(side));
        face(
            &[[-6.5, top], [0.0, top + 3.5], [0.0, 7.0], [-6.5, 3.5]],
            paint(Side::Left),
        );
        face(
            &[[0.0, top + 3.5], [6.5, top], [6.5, 3.5], [0.0, 7.0]],
            paint(Side::Right),
        );
        face(
            &[[-6.5, top], [0.0, top - 3.5], [6.5, top], [0.0, top + 3.5]],
            paint(Side::Top),
        );
    };
    match state {
        TrustState::Usual => {
            block(1.0, &Paint::Floor);
            let edge = Stroke::new(1.0, theme.on_table(Paint::Edge));
            let top = [[-6.5, 1.0], [0.0, -2.5], [6.5, 1.0], [0.0, 4.5]];
            let top = top.map(|[x, y]| middle + vec2(x, y));
            painter.add(Shape::closed_line(top.to_vec(), edge));
        }
        TrustState::Infected => block(-3.0, &Paint::Locked),
        TrustState::Silent => {
            let paint = |side| theme.on_table(Paint::Silent(side));
            face(&[[0.0, -7.0], [-6.5, 2.5], [0.0, 6.0]], paint(Side::Left));
            face(&[[0.0, -7.0], [0.0, 6.0], [6.5, 2.5]], paint(Side::Right));
        }
        TrustState::CutOff => {
            let box_of = [
                [-6.0, -3.0],
                [0.0, -6.0],
                [6.0, -3.0],
                [6.0, 4.0],
                [0.0, 7.0],
                [-6.0, 4.0],
                [-6.0, -3.0],
            ];
            let path: Vec<Pos2> = box_of.iter().map(|[x, y]| middle + vec2(*x, *y)).collect();
            painter.extend(Shape::dashed_line(
                &path,
                Stroke::new(1.5, theme.accent),
                3.0,
                1.6,
            ));
        }
        TrustState::Back => {
            painter.circle_filled(middle, 5.5, theme.on_table(Paint::RebuiltShade));
            let light = middle + vec2(-1.2, -1.4);
            painter.circle_filled(light, 3.2, theme.on_table(Paint::Rebuilt));
        }
    }
}

/// All that a region's sign says, in one line.
pub fn in_words(plate: &Plate, seen: &SeenRegion) -> String {
    let mut words = format!("{} trusts", plate.trusts.len());
    for state in TOLD {
        let count = seen.trusts_that_are(state);
        if count > 0 {
            words.push_str(&format!(", {count} {}", state.words()));
        }
    }
    words.push_str(&format!("; {} practices", grouped(plate.practices)));
    for (count, what) in [(seen.infected, "infected"), (seen.rebuilt, "rebuilt")] {
        if count > 0 {
            words.push_str(&format!(", {} {what}", grouped(count)));
        }
    }
    words
}

/// How large a sign of a region is at most.
pub fn room(ui: &Ui, name: &str, (letters, narrow): (f32, bool)) -> Vec2 {
    let measure = |words: &str, font: FontId| {
        let galley = ui
            .painter()
            .layout_no_wrap(words.to_owned(), font, Color32::PLACEHOLDER);
        galley.size().x
    };
    let small = FontId::new(size::SMALL * letters, FontFamily::Proportional);
    let states = measure("88 not known yet", small.clone()) + SHAPE * letters;
    let mut wide = measure(name, FontId::new(NAME * letters, semibold())).max(states);
    let mut rows = TOLD.len() + 1;
    if !narrow {
        wide = wide.max(measure("8,888 practices, 888 infected", small));
        rows += 2;
    }
    vec2(wide, (ROW * rows as f32 + 4.0) * letters)
}

/// How many practices there are, and in what state.
fn practices_in_words(plate: &Plate, seen: &SeenRegion) -> String {
    let mut practices = format!("{} practices", grouped(plate.practices));
    if seen.infected > 0 {
        practices.push_str(&format!(", {} infected", grouped(seen.infected)));
    } else if seen.rebuilt > 0 {
        practices.push_str(&format!(", {} rebuilt", grouped(seen.rebuilt)));
    }
    practices
}

/// The line from a sign to its plate, where it hangs too far from it to be told whose it is.
pub fn line(plate: &Plate, place: Rect, at: &impl Fn(Point) -> Pos2) -> Option<[Pos2; 2]> {
    let ground = points(&corners_of(plate).map(at));
    let far = |point: &Pos2| place.distance_to_pos(*point);
    let nearest = ground
        .into_iter()
        .min_by(|a, b| far(a).total_cmp(&far(b)))?;
    (far(&nearest) > APART).then(|| [place.clamp(nearest), nearest])
}

/// Writes a region's sign into the room that is kept for it.
pub fn write(
    painter: &Painter,
    theme: &Theme,
    (rect, letters, narrow): (Rect, f32, bool),
    name: &str,
    (plate, seen): (&Plate, &SeenRegion),
) {
    let small = FontId::new(size::SMALL * letters, FontFamily::Proportional);
    let strong = FontId::new(size::SMALL * letters, semibold());
    let mut rows: Vec<(Option<TrustState>, String)> = TOLD
        .iter()
        .map(|state| (*state, seen.trusts_that_are(*state)))
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| (Some(state), format!("{count} {}", state.words())))
        .collect();
    if !narrow {
        rows.push((None, format!("of {} trusts", plate.trusts.len())));
        rows.push((None, practices_in_words(plate, seen)));
    }
    // What is below may be a house or a trust.
    let high = (ROW * (rows.len() as f32 + 1.3) + 4.0) * letters;
    let ground = Rect::from_min_size(rect.min, vec2(rect.width(), high));
    let halo = theme
        .ground
        .gamma_multiply(if theme.dark { 0.8 } else { 1.0 });
    painter.rect_filled(ground.expand(3.0), 0.0, halo);
    let title = FontId::new(NAME * letters, semibold());
    painter.text(rect.min, Align2::LEFT_TOP, name, title, theme.text);
    let mut at = rect.min + vec2(0.0, (ROW * 1.6 + 4.0) * letters);
    for (state, words) in rows {
        let (font, tone, left) = match state {
            Some(state) => {
                state_mark(painter, theme, at + vec2(7.0, 0.0), state);
                (&strong, colour(theme, state), SHAPE * letters)
            }
            None => (&small, theme.quiet, 0.0),
        };
        let place = at + vec2(left, 0.0);
        painter.text(place, Align2::LEFT_CENTER, words, font.clone(), tone);
        at.y += ROW * letters;
    }
}

/// What a point of ground weighs that a sign covers, of 17 along each side of a plate; what it weighs that
/// another plate is nearer than its own; and what a point of distance from that does.
const COVERED: f32 = 40.0;
const ASTRAY: f32 = 120.0;
const FAR: f32 = 0.15;

/// Ways to hang the signs so far of which the next is tried on: fewer, the more signs there are.
const WAYS: usize = 256;

/// Places for the signs of all plates, none over another nor over what is taken; empty where there is no
/// such place. As one sign may take the room that the next has need of, several ways are followed.
pub fn places(
    country: &Country,
    projection: &Projection,
    within: Rect,
    sizes: &[Vec2],
    taken: Rect,
) -> Vec<Rect> {
    let on = |plate: &Plate| {
        corners_of(plate).map(|corner| {
            let [x, y] = projection.place(corner);
            within.min + vec2(x, y)
        })
    };
    let plates: Vec<[Pos2; 4]> = country.plates.iter().map(on).collect();
    let ground: Vec<Pos2> = plates.iter().flat_map(points).collect();
    let middles: Vec<Pos2> = plates
        .iter()
        .map(|it| it[0] + (it[2] - it[0]) / 2.0)
        .collect();
    let kept = (WAYS / plates.len().max(1)).clamp(1, 64);
    let mut ways: Vec<(f32, Vec<Rect>)> = vec![(0.0, Vec::new())];
    for (nth, (corners, size)) in plates.iter().zip(sizes).enumerate() {
        let spots = spots(corners, *size, within.shrink(6.0));
        let priced: Vec<(f32, Rect)> = spots
            .into_iter()
            .filter(|it| !it.expand(GAP / 2.0).intersects(taken))
            .map(|it| {
                let over = it.expand(GAP / 2.0);
                let covered = ground.iter().filter(|point| over.contains(**point)).count();
                let from = |middle: &Pos2| it.distance_to_pos(*middle);
                let own = from(&middles[nth]);
                let astray = middles.iter().any(|middle| from(middle) < own);
                let astray = if astray { ASTRAY } else { 0.0 };
                (covered as f32 * COVERED + astray + FAR * own, it)
            })
            .collect();
        let mut next: Vec<(f32, Vec<Rect>)> = Vec::new();
        for (so_far, placed) in &ways {
            let free = priced.iter().filter(|(_, rect)| {
                let over = rect.expand(GAP / 2.0);
                !placed.iter().any(|it| it.intersects(over))
            });
            let mut hung: Vec<(f32, Vec<Rect>)> = free
                .map(|(cost, rect)| {
                    let all = placed.iter().copied().chain([*rect]);
                    (so_far + cost, all.collect())
                })
                .collect();
            if hung.is_empty() {
                let all = placed.iter().copied().chain([Rect::NOTHING]);
                hung.push((so_far + COVERED * ground.len() as f32, all.collect()));
            }
            next.append(&mut hung);
        }
        next.sort_by(|a, b| a.0.total_cmp(&b.0));
        next.truncate(kept);
        ways = next;
    }
    let best = ways.into_iter().next();
    best.map_or_else(Vec::new, |(_, placed)| placed)
}

/// Places all over a panel are tried that are so far from each other, points.
const GRID: f32 = 36.0;

/// Where a sign of a size may hang within a rectangle: around its plate, and all over the rectangle.
fn spots(corners: &[Pos2; 4], size: Vec2, inner: Rect) -> Vec<Rect> {
    let most = (inner.max - size).max(inner.min);
    let mut spots = candidates(corners, size);
    spots.extend([
        inner.min,
        pos2(most.x, inner.min.y),
        pos2(inner.min.x, most.y),
        most,
    ]);
    let steps = |room: f32| 0..=(room / GRID).max(0.0) as u32;
    for down in steps(most.y - inner.min.y) {
        let across = steps(most.x - inner.min.x);
        spots.extend(across.map(|it| inner.min + vec2(it as f32, down as f32) * GRID));
    }
    let spots = spots.into_iter();
    spots
        .map(|min| Rect::from_min_size(min.clamp(inner.min, most), size))
        .collect()
}

/// Points spread over a plate.
fn points([back, right, front, left]: &[Pos2; 4]) -> Vec<Pos2> {
    const STEPS: usize = 16;
    let share = |nth: usize| nth as f32 / STEPS as f32;
    let mut points = Vec::new();
    for a in 0..=STEPS {
        let from = *back + (*right - *back) * share(a);
        let to = *left + (*front - *left) * share(a);
        points.extend((0..=STEPS).map(|b| from + (to - from) * share(b)));
    }
    points
}

/// Corners of a sign of a size around a plate: beside its edges and at its corners.
fn candidates([back, right, front, left]: &[Pos2; 4], size: Vec2) -> Vec<Pos2> {
    let mut corners = Vec::new();
    // Along each edge, on the side that faces away from the plate.
    for (from, to, side) in [
        (left, back, vec2(-1.0, -1.0)),
        (back, right, vec2(1.0, -1.0)),
        (left, front, vec2(-1.0, 1.0)),
        (front, right, vec2(1.0, 1.0)),
    ] {
        for share in [0.5, 0.35, 0.65, 0.2, 0.8, 0.05, 0.95] {
            let at = *from + (*to - *from) * share;
            corners.push(pos2(
                at.x + (side.x - 1.0) / 2.0 * size.x + side.x * GAP,
                at.y + (side.y - 1.0) / 2.0 * size.y + side.y * GAP,
            ));
        }
    }
    for (at, side) in [
        (left, vec2(-1.0, 0.0)),
        (right, vec2(1.0, 0.0)),
        (back, vec2(0.0, -1.0)),
        (front, vec2(0.0, 1.0)),
    ] {
        corners.push(pos2(
            at.x + (side.x - 1.0) / 2.0 * size.x + side.x * GAP,
            at.y + (side.y - 1.0) / 2.0 * size.y + side.y * GAP,
        ));
    }
    corners
}

/// What of a panel signs may not cover: where what the shapes mean stands.
pub fn taken(within: Rect) -> Rect {
    if narrow(within) {
        Rect::NOTHING
    } else {
        legend_place(within)
    }
}

/// Where what the shapes mean stands, at the lower left.
fn legend_place(within: Rect) -> Rect {
    let high = ROW * (TrustState::ALL.len() + 3) as f32 + 8.0;
    Rect::from_min_max(
        within.left_bottom() - vec2(0.0, high),
        within.left_bottom() + vec2(236.0, 0.0),
    )
}

/// What the shapes mean, and how many there are of each.
pub fn legend(painter: &Painter, theme: &Theme, within: Rect, of: (&Country, &SeenCountry)) {
    let (country, seen) = of;
    let place = legend_place(within);
    let small = FontId::new(size::SMALL, FontFamily::Proportional);
    let strong = FontId::new(size::SMALL, semibold());
    let (first, second) = (place.left() + 152.0, place.left() + 222.0);
    let mut at = pos2(place.left() + 6.0, place.top() + ROW / 2.0);
    for (right, words) in [(first, "trusts"), (second, "practices")] {
        let head = pos2(right, at.y);
        painter.text(
            head,
            Align2::RIGHT_CENTER,
            words,
            small.clone(),
            theme.quiet,
        );
    }
    for state in TrustState::ALL {
        at.y += ROW;
        state_mark(painter, theme, at + vec2(7.0, 0.0), state);
        let word = at + vec2(SHAPE + 2.0, 0.0);
        painter.text(
            word,
            Align2::LEFT_CENTER,
            state.words(),
            small.clone(),
            theme.text,
        );
        let practised = !matches!(state, TrustState::Silent | TrustState::CutOff);
        let practices = practised.then(|| seen.practices_that_are(country, state));
        for (right, count) in [
            (first, Some(seen.trusts_that_are(state))),
            (second, practices),
        ] {
            let words = count.map_or_else(|| "–".to_owned(), grouped);
            let place = pos2(right, at.y);
            painter.text(
                place,
                Align2::RIGHT_CENTER,
                words,
                strong.clone(),
                theme.text,
            );
        }
    }
    let spreads = seen.regions.iter().filter(|it| it.scans).count();
    let (paint, words) = if spreads > 0 {
        (Paint::Hot, "N3, lit where the worm scans from")
    } else {
        (Paint::Cable, "N3: no trust scans over it")
    };
    at.y += ROW;
    let from = at + vec2(1.0, 0.0);
    painter.line_segment(
        [from, from + vec2(13.0, 0.0)],
        Stroke::new(3.0, theme.on_table(paint)),
    );
    let word = at + vec2(SHAPE + 2.0, 0.0);
    painter.text(word, Align2::LEFT_CENTER, words, small.clone(), theme.quiet);
    at.y += ROW;
    let each = format!("a house: {} practices", wardroom_table::IN_A_HOUSE);
    let word = at + vec2(SHAPE + 2.0, 0.0);
    painter.text(word, Align2::LEFT_CENTER, each, small, theme.quiet);
    let roof = [[-6.0, 1.0], [0.0, -5.0], [6.0, 1.0], [0.0, 4.5]];
    let middle = at + vec2(7.0, 0.0);
    painter.add(Shape::convex_polygon(
        roof.map(|[x, y]| middle + vec2(x, y)).to_vec(),
        theme.on_table(Paint::House(Side::Top)),
        Stroke::NONE,
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use wardroom_core::ensemble::hindcast::Nation;

    /// Whatever the panel's size, and however near, no sign lies over another, nor over what the shapes
    /// mean, nor out of the panel; where all of England is seen, all four hang.
    #[test]
    fn signs_never_overlap() {
        let england = wardroom_files::england_2017().expect("sound parameters");
        let country = Country::of(&england, &Nation::of(&england, 1));
        for (wide, high) in [
            (880.0, 560.0),
            (900.0, 600.0),
            (1170.0, 840.0),
            (2300.0, 1500.0),
            (560.0, 300.0),
        ] {
            let within = Rect::from_min_size(pos2(20.0, 130.0), vec2(wide, high));
            let size = if narrow(within) {
                vec2(160.0, 90.0)
            } else {
                vec2(182.0, 122.0) * letters(within)
            };
            let taken = taken(within);
            let fit = Projection::fitting(country.picture, [16.0, 14.0, wide - 16.0, high - 20.0]);
            for (zoom, aside) in [(1.0, 0.0), (1.6, -200.0), (4.0, 900.0)] {
                let projection = Projection {
                    origin: fit.origin.map(|it| it * zoom + aside),
                    scale: fit.scale * zoom,
                };
                let places = places(&country, &projection, within, &[size; 4], taken);
                assert_eq!(places.len(), 4);
                for (nth, place) in places.iter().enumerate() {
                    let free = |it: &Rect| !it.is_positive() || !it.intersects(*place);
                    assert!(places[..nth].iter().all(free), "{places:?}");
                    assert!(!place.is_positive() || !place.intersects(taken));
                    assert!(!place.is_positive() || within.contains_rect(*place));
                    if zoom == 1.0 {
                        assert!(place.is_positive(), "all have room at {wide}×{high}");
                    }
                }
            }
        }
    }
}
