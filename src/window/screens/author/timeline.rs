//! The timeline of the story: a lane for each way in which messages arrive, with what leads to what;
//! injects are picked by a click and sent at another time by a drag. Must not decide when anything
//! comes.

use crate::window::author::{
    AuthorAction, AuthorInput, AuthorTab, AuthorView, StoryCard, StoryView,
};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{caps, fitted, quiet, secondary};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, LayerId, Order, Painter, Rect, Response,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType, pos2, vec2,
};
use wardroom_core::scenario::{Mins, Scenario};
use wardroom_core::words;

/// Height of a card, and of the row it stands in.
const CARD: f32 = 24.0;
const ROW: f32 = 30.0;
/// Points beside the lanes, for their names.
const NAMES: f32 = 120.0;
/// Points above the first lane, for the hours.
const HOURS: f32 = 26.0;

/// Points between the first minute and the names.
const BEFORE: f32 = 8.0;

/// Shows the timeline. The names of its lanes and the hours stay where they are while it is scrolled.
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
    head_ui(ui, theme, scenario, input);
    let font = FontId::new(size::SMALL, semibold());
    let painter = ui.painter().clone();
    let width = |title: &str| {
        let galley = painter.layout_no_wrap(title.to_owned(), font.clone(), theme.text);
        galley.size().x + 18.0
    };
    let places = Places::of(&view.story, scenario.ends_mins, input.zoom, &width);
    let drawn = Drawn {
        theme,
        scenario,
        story: &view.story,
        picked: input.picked("injects"),
    };
    let whole = ui.available_rect_before_wrap();
    let body = Rect::from_min_max(whole.min + vec2(NAMES, HOURS), whole.max);
    let mut inside = ui.new_child(UiBuilder::new().id_salt("story-body").max_rect(body));
    inside.set_clip_rect(body.intersect(ui.clip_rect()));
    let scrolled = ScrollArea::both()
        .id_salt("story-scroll")
        .auto_shrink([false, false])
        .show(&mut inside, |ui| drawn.show(ui, input, &places));
    let (area, asked) = scrolled.inner;
    let seen = scrolled.inner_rect.intersect(ui.clip_rect());
    drawn.hours(ui, input.zoom, area, seen);
    drawn.lanes(ui, &places.lanes, area, seen);
    asked
}

/// What is shown, how near, and what can be done.
fn head_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, input: &mut AuthorInput) {
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
        if ui.available_width() > 640.0 {
            quiet(ui, theme, "Drag an inject to another time. Dashed: when it reached the first scripted team. Lines: what leads to what.");
        }
    });
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
        let x = |mins: Mins| BEFORE + mins as f32 * zoom;
        // Injects in order of time, so that the rows fill from the left; then what has no time, which stands
        // behind the end as it finds room.
        let mut order: Vec<usize> = (0..story.cards.len()).collect();
        let timeless = |card: &StoryCard| card.inject() && card.comes.is_none();
        order.sort_by_key(|at| {
            let card = &story.cards[*at];
            match card.inject() {
                true => (timeless(card), card.mins),
                false => (true, 0),
            }
        });
        let beyond = |end: &f32| end.max(x(ends_mins));
        // By lane: where each of its rows ends.
        let mut rows: Vec<Vec<f32>> = vec![Vec::new(); story.lanes.len()];
        let mut cards = vec![Rect::NOTHING; story.cards.len()];
        for at in order {
            let card = &story.cards[at];
            let wide = width(&card.title);
            let rows = &mut rows[card.lane];
            let from = if timeless(card) && !rows.is_empty() {
                rows.iter().map(beyond).fold(f32::INFINITY, f32::min)
            } else {
                x(card.mins)
            };
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
            *rect = rect.translate(vec2(0.0, above));
        }
        let wide = cards.iter().map(|it| it.max.x).fold(x(ends_mins), f32::max);
        let size = vec2(wide + 20.0, lanes.iter().sum::<f32>() + 6.0);
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
    /// Draws everything that is scrolled; returns where that lies, and what is asked for.
    fn show(
        &self,
        ui: &mut Ui,
        input: &mut AuthorInput,
        places: &Places,
    ) -> (Rect, Vec<AuthorAction>) {
        let (area, _) =
            ui.allocate_exact_size(places.size.max(ui.available_size()), Sense::hover());
        let moved = places
            .cards
            .iter()
            .map(|it| it.translate(area.min.to_vec2()));
        let cards: Vec<Rect> = moved.collect();
        let visible = ui.clip_rect();
        self.grid(ui, input.zoom, &places.lanes, area);
        self.leads(ui.painter(), &cards);
        let mut asked = Vec::new();
        for (at, rect) in cards.iter().enumerate() {
            if rect.intersects(visible) {
                asked.extend(self.card_ui(ui, input, at, *rect));
            }
        }
        self.bring(ui, input, places, area);
        (area, asked)
    }

    /// Brings the inject that is picked into view, when it is picked or comes to stand elsewhere.
    fn bring(&self, ui: &Ui, input: &mut AuthorInput, places: &Places, area: Rect) {
        let card = self.story.cards.get(self.picked);
        let Some(place) = places.cards.get(self.picked) else {
            return;
        };
        let now = Some((self.picked, *place));
        if input.brought == now || input.dragged.is_some() || !card.is_some_and(StoryCard::inject) {
            return;
        }
        input.brought = now;
        let rect = place.translate(area.min.to_vec2()).expand(14.0);
        ui.scroll_to_rect_animation(rect, None, egui::style::ScrollAnimation::none());
        ui.ctx().request_repaint();
    }

    /// Minutes between two lines, as far apart as the hours on them can be read.
    fn each(zoom: f32) -> u32 {
        [15, 30, 60, 120, 240, 480, 1_440]
            .into_iter()
            .find(|mins| *mins as f32 * zoom >= 76.0)
            .unwrap_or(2_880)
    }

    /// A line for each hour that is written, and below each lane.
    fn grid(&self, ui: &Ui, zoom: f32, heights: &[f32], area: Rect) {
        let theme = self.theme;
        for mins in (0..=self.scenario.ends_mins).step_by(Self::each(zoom) as usize) {
            let x = area.min.x + BEFORE + mins as f32 * zoom;
            let stroke = Stroke::new(1.0, theme.tint(theme.line, 0.5));
            ui.painter().vline(x, area.y_range(), stroke);
        }
        let mut top = area.min.y;
        for height in heights {
            let stroke = Stroke::new(1.0, theme.line);
            ui.painter()
                .hline(area.x_range(), top + height - 2.0, stroke);
            top += height;
        }
    }

    /// The hours above what is seen.
    fn hours(&self, ui: &Ui, zoom: f32, area: Rect, seen: Rect) {
        for mins in (0..=self.scenario.ends_mins).step_by(Self::each(zoom) as usize) {
            let x = area.min.x + BEFORE + mins as f32 * zoom;
            let last = mins == self.scenario.ends_mins;
            if x < seen.left() || x + 70.0 > seen.right() || last {
                continue;
            }
            ui.painter().text(
                pos2(x, seen.top() - HOURS / 2.0),
                Align2::LEFT_CENTER,
                self.scenario.clock(u64::from(mins) * 60),
                FontId::new(size::SMALL, FontFamily::Proportional),
                self.theme.quiet,
            );
        }
        let end = area.min.x + BEFORE + self.scenario.ends_mins as f32 * zoom;
        let words = "ENDEX, and what did not come";
        if self.story.cards.iter().any(|it| it.comes.is_none())
            && end >= seen.left()
            && end + 180.0 <= seen.right()
        {
            ui.painter().text(
                pos2(end, seen.top() - HOURS / 2.0),
                Align2::LEFT_CENTER,
                words,
                FontId::new(size::SMALL, semibold()),
                self.theme.text,
            );
        }
        let stroke = Stroke::new(1.0, self.theme.line);
        ui.painter().hline(seen.x_range(), seen.top(), stroke);
    }

    /// The names of the lanes beside what is seen of each.
    fn lanes(&self, ui: &Ui, heights: &[f32], area: Rect, seen: Rect) {
        let mut top = area.min.y;
        let left = seen.left() - NAMES;
        for (at, (name, height)) in self.story.lanes.iter().zip(heights).enumerate() {
            let lane = Rect::from_x_y_ranges(left..=seen.left(), top..=top + height - 2.0);
            top += height;
            let lane = lane.intersect(Rect::from_x_y_ranges(lane.x_range(), seen.y_range()));
            // A part of a name says nothing.
            if lane.height() < ROW - 4.0 {
                continue;
            }
            let response = ui.interact(lane, ui.id().with(("lane", at)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, name));
            let stroke = Stroke::new(1.0, self.theme.line);
            ui.painter().hline(lane.x_range(), lane.bottom(), stroke);
            fitted(
                ui.painter(),
                pos2(left + 4.0, lane.top() + ROW / 2.0),
                Align2::LEFT_CENTER,
                name,
                FontId::new(size::SMALL, FontFamily::Proportional),
                self.theme.text,
                NAMES - 12.0,
            );
        }
        let stroke = Stroke::new(1.0, self.theme.line);
        ui.painter().vline(seen.left(), seen.y_range(), stroke);
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
        let by = match input.dragged {
            Some((dragged, by)) if card.inject() && dragged == at => by,
            _ => 0.0,
        };
        self.paint(ui, card, place.translate(vec2(by, 0.0)), at, &response);
        if by.abs() > 2.0 {
            self.flag(ui, card, (input.zoom, by), place);
        } else {
            response.on_hover_text(&card.hover);
        }
        asked
    }

    /// Says at the pointer to which time an inject is dragged, and from which.
    fn flag(&self, ui: &Ui, card: &StoryCard, (zoom, by): (f32, f32), place: Rect) {
        let theme = self.theme;
        let clock = |mins: Mins| self.scenario.clock(u64::from(mins) * 60);
        let mins = self.mins_at(card, zoom, by);
        let x = place.left() + (mins as f32 - card.mins as f32) * zoom;
        let stroke = Stroke::new(2.0, theme.accent);
        ui.painter().vline(x, ui.clip_rect().y_range(), stroke);
        let Some(pointer) = ui.ctx().pointer_latest_pos() else {
            return;
        };
        let name = ui.id().with("flag");
        let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, name));
        let now = painter.layout_no_wrap(clock(mins), FontId::new(size::TITLE, bold()), theme.text);
        let was = painter.layout_no_wrap(
            format!("was {}", clock(card.mins)),
            FontId::new(size::SMALL, FontFamily::Proportional),
            theme.quiet,
        );
        let room = vec2(
            now.size().x.max(was.size().x) + 20.0,
            now.size().y + was.size().y + 12.0,
        );
        let screen = ui.ctx().content_rect().shrink(4.0);
        let corner = pointer + vec2(14.0, -room.y - 10.0);
        let corner = corner.clamp(screen.min, (screen.max - room).max(screen.min));
        let rect = Rect::from_min_size(corner, room);
        painter.rect(
            rect,
            CornerRadius::same(6),
            theme.panel,
            Stroke::new(1.5, theme.accent),
            StrokeKind::Inside,
        );
        let below = now.size().y + 6.0;
        let words = format!("{}, {}", now.text(), was.text());
        painter.galley(rect.min + vec2(10.0, 6.0), now, theme.text);
        painter.galley(rect.min + vec2(10.0, below), was, theme.quiet);
        let flag = ui.interact(rect, name, Sense::hover());
        flag.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &words));
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
        // A card that begins where it is seen says as many whole words as there is room for.
        let seen = ui.clip_rect();
        if rect.left() < seen.left() {
            return;
        }
        let font = FontId::new(size::SMALL, semibold());
        let room = rect.right().min(seen.right()) - rect.left() - 12.0;
        let ends = card.title.match_indices(' ').map(|it| it.0);
        let mut parts: Vec<&str> = ends.map(|end| &card.title[..end]).collect();
        parts.push(&card.title);
        let title = parts.into_iter().rev().find_map(|part| {
            let galley = ui
                .painter()
                .layout_no_wrap(part.to_owned(), font.clone(), words);
            (galley.size().x <= room).then_some(galley)
        });
        if let Some(title) = title {
            let corner = pos2(rect.left() + 9.0, rect.center().y - title.size().y / 2.0);
            ui.painter().galley(corner, title, words);
        }
    }
}
