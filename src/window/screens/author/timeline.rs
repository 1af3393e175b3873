//! The timeline of the story: a lane for each way in which messages arrive, with what leads to what;
//! injects are picked by a click and sent at another time by a drag. Must not decide when anything
//! comes.

use crate::window::author::{
    AuthorAction, AuthorInput, AuthorTab, AuthorView, StoryCard, StoryView,
};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{caps, fitted, quiet, secondary};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Painter, Rect, Response, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType, pos2, vec2,
};
use wardroom_core::scenario::{Mins, Scenario};
use wardroom_core::words;

/// Height of a card, and of the row it stands in.
const CARD: f32 = 24.0;
const ROW: f32 = 30.0;
/// Points before the first minute, for the names of the lanes.
const NAMES: f32 = 120.0;
/// Points above the first lane, for the hours.
const HOURS: f32 = 26.0;

/// Shows the timeline.
pub fn timeline_ui(
    ui: &mut Ui,
    theme: &Theme,
    view: &AuthorView,
    input: &mut AuthorInput,
) -> Vec<AuthorAction> {
    let Some(scenario) = view.scenario() else {
        caps(ui, theme, words::MEL_TIMELINE);
        quiet(
            ui,
            theme,
            "The timeline is drawn when the scenario is valid. What is wrong stands beside, each with its place.",
        );
        return Vec::new();
    };
    ui.horizontal_wrapped(|ui| {
        caps(
            ui,
            theme,
            &format!(
                "{} · {} injects, {} decision points",
                words::MEL_TIMELINE,
                scenario.injects.len(),
                scenario.prompts.len()
            ),
        );
        if secondary(ui, theme, words::ZOOM_IN).clicked() {
            input.zoom = (input.zoom * 1.5).min(24.0);
        }
        if secondary(ui, theme, words::ZOOM_OUT).clicked() {
            input.zoom = (input.zoom / 1.5).max(0.15);
        }
        quiet(ui, theme, "Drag what comes at a time to send it at another. Dashed: when it reached the first scripted team. Lines: what leads to what.");
    });
    let font = FontId::new(size::SMALL, semibold());
    let painter = ui.painter().clone();
    let width = |title: &str| {
        let galley = painter.layout_no_wrap(title.to_owned(), font.clone(), theme.text);
        galley.size().x + 18.0
    };
    let places = Places::of(&view.story, scenario.ends_mins, input.zoom, &width);
    let mut asked = Vec::new();
    ScrollArea::both()
        .id_salt("story-scroll")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let drawn = Drawn {
                theme,
                scenario,
                story: &view.story,
                picked: input.picked("injects"),
            };
            asked = drawn.show(ui, input, places);
        });
    asked
}

/// Where everything stands.
struct Places {
    /// The height of each lane.
    lanes: Vec<f32>,
    /// By card, before it is moved to where the picture begins.
    cards: Vec<Rect>,
    size: Vec2,
}

impl Places {
    fn of(story: &StoryView, ends_mins: Mins, zoom: f32, width: &dyn Fn(&str) -> f32) -> Self {
        let x = |mins: Mins| NAMES + mins as f32 * zoom;
        // Injects in order of time, so that the rows fill from the left.
        let mut order: Vec<usize> = (0..story.cards.len()).collect();
        order.sort_by_key(|at| {
            let card = &story.cards[*at];
            match card.inject() {
                true => (false, card.mins),
                false => (true, 0),
            }
        });
        // By lane: where each of its rows ends.
        let mut rows: Vec<Vec<f32>> = vec![Vec::new(); story.lanes.len()];
        let mut cards = vec![Rect::NOTHING; story.cards.len()];
        for at in order {
            let card = &story.cards[at];
            let (from, wide) = (x(card.mins), width(&card.title));
            let rows = &mut rows[card.lane];
            // The first row of the lane in which nothing stands there.
            let free = rows.iter().position(|end| *end <= from);
            let row = free.unwrap_or(rows.len());
            if row == rows.len() {
                rows.push(0.0);
            }
            rows[row] = from + wide + 6.0;
            let corner = pos2(from, row as f32 * ROW + 4.0);
            cards[at] = Rect::from_min_size(corner, vec2(wide, CARD));
        }
        let lanes: Vec<f32> = rows
            .iter()
            .map(|rows| rows.len().max(1) as f32 * ROW + 8.0)
            .collect();
        for (rect, card) in cards.iter_mut().zip(&story.cards) {
            let above: f32 = lanes[..card.lane].iter().sum();
            *rect = rect.translate(vec2(0.0, HOURS + above));
        }
        let wide = cards.iter().map(|it| it.max.x).fold(x(ends_mins), f32::max);
        let size = vec2(wide + 20.0, HOURS + lanes.iter().sum::<f32>() + 6.0);
        Self { lanes, cards, size }
    }
}

/// What is drawn.
struct Drawn<'a> {
    theme: &'a Theme,
    scenario: &'a Scenario,
    story: &'a StoryView,
    /// The place of the inject that is picked.
    picked: usize,
}

impl Drawn<'_> {
    fn show(&self, ui: &mut Ui, input: &mut AuthorInput, places: Places) -> Vec<AuthorAction> {
        let (area, _) =
            ui.allocate_exact_size(places.size.max(ui.available_size()), Sense::hover());
        let moved = places
            .cards
            .iter()
            .map(|it| it.translate(area.min.to_vec2()));
        let cards: Vec<Rect> = moved.collect();
        let visible = ui.clip_rect();
        self.hours(ui, input.zoom, area);
        self.lanes(ui, &places.lanes, area);
        self.leads(ui.painter(), &cards);
        let mut asked = Vec::new();
        for (at, rect) in cards.iter().enumerate() {
            if rect.intersects(visible) {
                asked.extend(self.card_ui(ui, input, at, *rect));
            }
        }
        asked
    }

    /// The hours, as far apart as they can be read.
    fn hours(&self, ui: &Ui, zoom: f32, area: Rect) {
        let theme = self.theme;
        let each = [15, 30, 60, 120, 240, 480, 1_440]
            .into_iter()
            .find(|mins| *mins as f32 * zoom >= 76.0)
            .unwrap_or(2_880);
        for mins in (0..=self.scenario.ends_mins).step_by(each) {
            let x = area.min.x + NAMES + mins as f32 * zoom;
            ui.painter().vline(
                x,
                area.min.y + 20.0..=area.max.y,
                Stroke::new(1.0, theme.tint(theme.line, 0.5)),
            );
            if x + 70.0 > ui.clip_rect().right() {
                break;
            }
            ui.painter().text(
                pos2(x + 2.0, area.min.y + 8.0),
                Align2::LEFT_CENTER,
                self.scenario.clock(u64::from(mins) * 60),
                FontId::new(size::SMALL, FontFamily::Proportional),
                theme.quiet,
            );
        }
    }

    /// The names of the lanes, and the lines below them.
    fn lanes(&self, ui: &Ui, heights: &[f32], area: Rect) {
        let mut top = area.min.y + HOURS;
        for (name, height) in self.story.lanes.iter().zip(heights) {
            ui.painter().hline(
                area.min.x..=area.max.x,
                top + height - 2.0,
                Stroke::new(1.0, self.theme.line),
            );
            fitted(
                ui.painter(),
                pos2(area.min.x + 4.0, top + ROW / 2.0 + 2.0),
                Align2::LEFT_CENTER,
                name,
                FontId::new(size::SMALL, FontFamily::Proportional),
                self.theme.quiet,
                NAMES - 12.0,
            );
            top += height;
        }
    }

    /// What leads to what.
    fn leads(&self, painter: &Painter, cards: &[Rect]) {
        let theme = self.theme;
        for (from, to) in &self.story.leads {
            let lit = [from, to].contains(&&self.picked);
            let (a, b) = (cards[*from].right_center(), cards[*to].left_center());
            let bend = ((b.x - a.x).abs() * 0.5).clamp(16.0, 90.0);
            let stroke = if lit {
                Stroke::new(2.0, theme.accent)
            } else {
                Stroke::new(1.0, theme.tint(theme.accent, 0.35))
            };
            painter.add(egui::epaint::CubicBezierShape::from_points_stroke(
                [a, pos2(a.x + bend, a.y), pos2(b.x - bend, b.y), b],
                false,
                Color32::TRANSPARENT,
                stroke,
            ));
        }
    }

    /// A card: picked by a click, sent at another time by a drag.
    fn card_ui(
        &self,
        ui: &mut Ui,
        input: &mut AuthorInput,
        at: usize,
        place: Rect,
    ) -> Vec<AuthorAction> {
        let card = &self.story.cards[at];
        let sense = if card.fixed {
            Sense::click_and_drag()
        } else {
            Sense::click()
        };
        let by = match input.dragged {
            Some((dragged, by)) if card.inject() && dragged == at => by,
            _ => 0.0,
        };
        let response = ui.interact(place, ui.id().with(("story", at)), sense);
        let kind = match card.inject() {
            true => words::INJECT,
            false => words::DECISION_POINT,
        };
        let label = format!("{kind}: {}", card.title);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &label));
        let mut asked = Vec::new();
        if card.inject() {
            asked.extend(self.dragged(input, at, &response));
        }
        if response.clicked() {
            if !card.inject() {
                asked.push(AuthorAction::Show(AuthorTab::Questions));
            }
            asked.push(AuthorAction::Find(card.list, card.id.clone()));
        }
        self.paint(ui, card, place.translate(vec2(by, 0.0)), at, &response);
        let hover = if by.abs() > 2.0 {
            let mins = self.mins_at(card, input.zoom, by);
            self.scenario.clock(u64::from(mins) * 60)
        } else {
            card.hover.clone()
        };
        response.on_hover_text(hover);
        asked
    }

    /// The minute to which an inject is dragged, to five minutes.
    fn mins_at(&self, card: &StoryCard, zoom: f32, by: f32) -> Mins {
        let moved = (by / zoom / 5.0).round() * 5.0;
        (card.mins as f32 + moved).clamp(0.0, self.scenario.ends_mins as f32) as Mins
    }

    fn dragged(
        &self,
        input: &mut AuthorInput,
        inject: usize,
        response: &Response,
    ) -> Option<AuthorAction> {
        if response.drag_started() {
            input.dragged = Some((inject, 0.0));
        }
        if response.dragged()
            && let Some((_, by)) = &mut input.dragged
        {
            *by += response.drag_delta().x;
        }
        if !response.drag_stopped() {
            return None;
        }
        let (inject, by) = input.dragged.take()?;
        let mins = self.mins_at(&self.story.cards[inject], input.zoom, by);
        (by.abs() > 2.0).then_some(AuthorAction::Retime { inject, mins })
    }

    fn paint(&self, ui: &Ui, card: &StoryCard, rect: Rect, at: usize, response: &Response) {
        let theme = self.theme;
        let colour = if card.never {
            theme.bad
        } else if card.inject() {
            theme.quiet
        } else {
            theme.accent
        };
        let lit = card.inject() && at == self.picked;
        let (fill, words) = if lit {
            (theme.action, theme.on_action)
        } else {
            (theme.panel, theme.text)
        };
        let hot = response.hovered() || response.has_focus();
        let stroke = Stroke::new(if hot { 2.0 } else { 1.2 }, colour);
        ui.painter().rect_filled(rect, CornerRadius::same(5), fill);
        if card.fixed || !card.inject() {
            ui.painter()
                .rect_stroke(rect, CornerRadius::same(5), stroke, StrokeKind::Inside);
        } else {
            let edge = rect.shrink(0.6);
            let corners = [
                edge.left_top(),
                edge.right_top(),
                edge.right_bottom(),
                edge.left_bottom(),
                edge.left_top(),
            ];
            ui.painter()
                .extend(egui::Shape::dashed_line(&corners, stroke, 4.0, 3.0));
        }
        // Half a title says nothing: it is there when the card is.
        let seen = ui.clip_rect();
        if rect.left() >= seen.left() && rect.right() <= seen.right() {
            ui.painter().text(
                pos2(rect.left() + 9.0, rect.center().y),
                Align2::LEFT_CENTER,
                &card.title,
                FontId::new(size::SMALL, semibold()),
                words,
            );
        }
    }
}
