//! Signs of a nation's regions, and what its shapes mean: how many trusts and practices stand how. Must not
//! know a week, nor where a sign hangs.

use crate::window::grouped;
use crate::window::theme::{Theme, semibold, size};
use egui::{
    Align2, Color32, FontFamily, FontId, Painter, Pos2, Rect, Shape, Stroke, Ui, Vec2, pos2, vec2,
};
use wardroom_table::{Country, Paint, Plate, SeenCountry, SeenRegion, Side, TrustState};

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
