//! A decision point that owns the room's screen: what is asked, what can be chosen, how long there is, the
//! hands that were raised, and the decision when it is taken. Must not show what a choice comes to.

use super::canvas::{Canvas, LEAST};
use crate::window::theme::{bold, semibold};
use egui::{Align2, CornerRadius, FontFamily, Rect, Stroke, StrokeKind, pos2, vec2};
use wardroom_core::views::Asked;
use wardroom_core::words;

/// Shows the question; `stamped` once a decision has been taken.
pub fn question_ui(canvas: &Canvas<'_>, asked: &Asked, rect: Rect, stamped: bool) {
    let scale = canvas.scale;
    let theme = canvas.theme;
    let question = &asked.question;
    let gap = 22.0 * scale;
    let time = Rect::from_min_max(pos2(rect.right() - 300.0 * scale, rect.top()), rect.max);
    let label = format!("{}: {}", words::DECISION_POINT, asked.by.join(", "));
    let label = canvas.caps(rect.min, &label, rect.width() - time.width() - gap);
    let title = canvas.words(
        pos2(rect.left(), label.bottom() + 8.0 * scale),
        Align2::LEFT_TOP,
        &question.question,
        (64.0, bold()),
        theme.text,
        rect.width() - time.width() - gap,
    );
    let context = canvas.words(
        pos2(rect.left(), title.bottom() + 10.0 * scale),
        Align2::LEFT_TOP,
        &question.context,
        (28.0, FontFamily::Proportional),
        theme.quiet,
        rect.width() - time.width() - gap,
    );
    time_ui(canvas, asked, time.min, stamped);
    let top = context.bottom().max(rect.top() + 240.0 * scale) + gap;
    let below = Rect::from_min_max(pos2(rect.left(), top), rect.max);
    let options = &question.options;
    // Two columns where there are more than three to choose from.
    let columns = if options.len() > 3 { 2 } else { 1 };
    let rows = options.len().div_ceil(columns).max(1);
    let width = (below.width() - gap * (columns - 1) as f32) / columns as f32;
    let high = (below.height() - gap * (rows - 1) as f32) / rows as f32;
    let high = high.min(260.0 * scale);
    for (at, option) in options.iter().enumerate() {
        let (column, row) = (at % columns, at / columns);
        let min = below.min
            + vec2(
                (width + gap) * column as f32,
                (high + gap * 0.8) * row as f32,
            );
        let tile = Rect::from_min_size(min, vec2(width, high));
        let taken = stamped && question.decided.as_ref() == Some(&option.title);
        let hands = asked
            .hands
            .get(at)
            .copied()
            .filter(|_| !asked.hands.is_empty());
        let words = [option.title.as_str(), option.cost.as_str()];
        option_ui(canvas, at, words, hands, tile, (taken, stamped));
    }
}

fn option_ui(
    canvas: &Canvas<'_>,
    at: usize,
    [title, cost]: [&str; 2],
    hands: Option<u32>,
    tile: Rect,
    (taken, stamped): (bool, bool),
) {
    let (theme, scale) = (canvas.theme, canvas.scale);
    let painter = canvas.ui.painter();
    let (fill, edge) = if taken {
        (theme.selected, Stroke::new(4.0 * scale, theme.accent))
    } else {
        (theme.panel, Stroke::new(1.0, theme.line))
    };
    let round = CornerRadius::same((14.0 * scale) as u8);
    painter.rect(tile, round, fill, edge, StrokeKind::Inside);
    // What was not taken stands back.
    let (strong, weak) = if stamped && !taken {
        (theme.quiet, theme.quiet)
    } else {
        (theme.text, theme.quiet)
    };
    let number = canvas.words(
        tile.min + vec2(24.0, 18.0) * scale,
        Align2::LEFT_TOP,
        &(at + 1).to_string(),
        (40.0, bold()),
        theme.accent,
        60.0 * scale,
    );
    let right = tile.right() - 24.0 * scale;
    let left = number.left() + 56.0 * scale;
    let aside = if taken {
        let words = "✓ Decided";
        canvas
            .words(
                pos2(right, tile.top() + 20.0 * scale),
                Align2::RIGHT_TOP,
                words,
                (34.0, bold()),
                theme.accent,
                260.0 * scale,
            )
            .left()
    } else if let Some(hands) = hands {
        let words = if hands == 1 {
            "1 hand".to_owned()
        } else {
            format!("{hands} hands")
        };
        canvas
            .words(
                pos2(right, tile.top() + 22.0 * scale),
                Align2::RIGHT_TOP,
                &words,
                (30.0, semibold()),
                strong,
                220.0 * scale,
            )
            .left()
    } else {
        right
    };
    let title = canvas.words(
        pos2(left, tile.top() + 18.0 * scale),
        Align2::LEFT_TOP,
        title,
        (36.0, semibold()),
        strong,
        aside - left - 16.0 * scale,
    );
    if title.bottom() + (LEAST + 10.0) * scale < tile.bottom() {
        canvas.words(
            pos2(left, title.bottom() + 6.0 * scale),
            Align2::LEFT_TOP,
            cost,
            (LEAST + 2.0, FontFamily::Proportional),
            weak,
            right - left,
        );
    }
}

/// How long there is, as an arc that runs out and in words.
fn time_ui(canvas: &Canvas<'_>, asked: &Asked, corner: egui::Pos2, stamped: bool) {
    let (theme, scale) = (canvas.theme, canvas.scale);
    let radius = 74.0 * scale;
    let centre = corner + vec2(226.0 * scale, 84.0 * scale);
    let all = (asked.since_mins + asked.left_mins).max(1);
    let share = asked.left_mins as f32 / all as f32;
    let painter = canvas.ui.painter();
    painter.circle_stroke(centre, radius, (10.0 * scale, theme.line));
    let colour = if stamped { theme.accent } else { theme.reduced };
    let ends = if stamped { 1.0 } else { share };
    let steps = 60;
    let arc: Vec<_> = (0..=steps)
        .map(|step| {
            let turn = ends * std::f32::consts::TAU * step as f32 / steps as f32;
            centre + vec2(turn.sin(), -turn.cos()) * radius
        })
        .collect();
    painter.add(egui::Shape::line(arc, Stroke::new(10.0 * scale, colour)));
    let (figure, unit) = if stamped {
        ("✓".to_owned(), String::new())
    } else {
        (asked.left_mins.to_string(), "min left".to_owned())
    };
    let raised = if unit.is_empty() { 0.0 } else { 14.0 * scale };
    canvas.words(
        centre - vec2(0.0, raised),
        Align2::CENTER_CENTER,
        &figure,
        (52.0, bold()),
        theme.text,
        radius * 1.7,
    );
    if !unit.is_empty() {
        canvas.words(
            centre + vec2(0.0, 30.0 * scale),
            Align2::CENTER_CENTER,
            &unit,
            (LEAST, FontFamily::Proportional),
            theme.quiet,
            radius * 1.9,
        );
    }
    canvas.words(
        centre + vec2(0.0, radius + 16.0 * scale),
        Align2::CENTER_TOP,
        &format!("until {}", asked.question.due),
        (LEAST, FontFamily::Proportional),
        theme.quiet,
        300.0 * scale,
    );
}
