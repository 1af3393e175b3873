//! The story: messages and questions on a timeline, a lane for each way in which messages arrive,
//! with what leads to what; the message that is picked as the room will see it, and its fields.
//! Must not decide when anything comes.

use super::form;
use crate::window::author::Author;
use crate::window::panels::{Scale, letter_ui};
use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{boxed, caps, quiet, scrolled, secondary};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Frame, Margin, Rect, ScrollArea, Sense,
    Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2,
};
use wardroom_core::exercise::Letter;
use wardroom_core::ron_tree::Step;
use wardroom_core::scenario::{Condition, Fires, Mins, Scenario, StoryCondition};
use wardroom_core::words;

/// Height of a card, and of the row it stands in.
const CARD: f32 = 24.0;
const ROW: f32 = 30.0;
/// Points before the first minute, for the names of the lanes.
const NAMES: f32 = 120.0;

/// Shows the story.
pub fn story_ui(ui: &mut Ui, theme: &Theme, author: &mut Author, main: Rect) {
    let gap = 14.0;
    let middle = main.min.y + main.height() * 0.46;
    let top = Rect::from_min_max(main.min, pos2(main.max.x, middle - gap / 2.0));
    let bottom = Rect::from_min_max(pos2(main.min.x, middle + gap / 2.0), main.max);
    boxed(ui, theme, top, "story", |ui| timeline_ui(ui, theme, author));
    let across = bottom.width() >= 620.0;
    let (seen, form) = if across {
        let half = bottom.min.x + bottom.width() * 0.42;
        (
            Rect::from_min_max(bottom.min, pos2(half - gap / 2.0, bottom.max.y)),
            Rect::from_min_max(pos2(half + gap / 2.0, bottom.min.y), bottom.max),
        )
    } else {
        let half = bottom.min.y + bottom.height() * 0.4;
        (
            Rect::from_min_max(bottom.min, pos2(bottom.max.x, half - gap / 2.0)),
            Rect::from_min_max(pos2(bottom.min.x, half + gap / 2.0), bottom.max),
        )
    };
    boxed(ui, theme, seen, "seen", |ui| {
        scrolled(ui, "seen-letter", |ui| seen_ui(ui, theme, author));
    });
    boxed(ui, theme, form, "inject", |ui| {
        scrolled(ui, "inject-form", |ui| {
            form::item_ui(ui, theme, author, "injects");
        });
    });
}

/// The message as the room will see it, with what is typed and not yet taken.
fn seen_ui(ui: &mut Ui, theme: &Theme, author: &Author) {
    caps(ui, theme, "As the room will see it");
    let at = author.picked("injects");
    let Some(scenario) = author.sound() else {
        quiet(ui, theme, "It is shown when the scenario is valid.");
        return;
    };
    let Some(inject) = scenario.injects.get(at) else {
        quiet(ui, theme, "Pick an inject above.");
        return;
    };
    let file = author.project.home_of("injects").unwrap_or(0);
    let typed = |field: &str, sound: &str| {
        let path = [Step::from("injects"), at.into(), field.into()];
        author
            .typed
            .get(&form::key(file, &path))
            .map_or_else(|| sound.to_owned(), |typed| typed.text.clone())
    };
    let (from, words) = (typed("from", &inject.from), typed("text", &inject.text));
    let channel = &scenario.channels[inject.channel.at()];
    let letter = Letter {
        kind: channel.kind,
        channel: channel.name.clone(),
        from,
        to: inject
            .to
            .iter()
            .map(|role| scenario.roles[role.at()].title.clone())
            .collect(),
        title: inject.title.clone(),
        text: words,
        expect: String::new(),
        arrived: None,
        by: None,
        alert: inject.alert,
    };
    let when = when(scenario, author, at).map_or_else(String::new, |(mins, _)| {
        scenario.clock(u64::from(mins) * 60)
    });
    Frame::new()
        .fill(Color32::from_rgb(0x0b, 0x16, 0x22))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(14))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            letter_ui(ui, theme, &letter, &when, Scale::CONSOLE);
        });
    quiet(ui, theme, scenario.fires_in_words(&inject.fires));
}

/// When an inject comes, and whether that is fixed: else it is when it reached the first scripted
/// team. Nothing if it never did.
fn when(scenario: &Scenario, author: &Author, at: usize) -> Option<(Mins, bool)> {
    match scenario.injects.get(at)?.fires {
        Fires::At(mins) => Some((mins, true)),
        _ => author
            .arrivals
            .get(at)
            .copied()
            .flatten()
            .map(|mins| (mins, false)),
    }
}

/// A card on the timeline.
struct Placed {
    rect: Rect,
    title: String,
    hover: String,
    fixed: bool,
    never: bool,
}

fn timeline_ui(ui: &mut Ui, theme: &Theme, author: &mut Author) {
    let Some(scenario) = author.sound().cloned() else {
        caps(ui, theme, words::MEL_TIMELINE);
        quiet(
            ui,
            theme,
            "The timeline is drawn when the scenario is valid. What is wrong stands beside, each with its place.",
        );
        return;
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
            author.zoom = (author.zoom * 1.5).min(24.0);
        }
        if secondary(ui, theme, words::ZOOM_OUT).clicked() {
            author.zoom = (author.zoom / 1.5).max(0.15);
        }
        quiet(ui, theme, "Drag what comes at a time to send it at another. Dashed: when it reached the first scripted team. Lines: what leads to what.");
    });
    let font = FontId::new(size::SMALL, semibold());
    let painter = ui.painter().clone();
    let width = |title: &str| {
        let galley = painter.layout_no_wrap(title.to_owned(), font.clone(), theme.text);
        galley.size().x + 18.0
    };
    let first = Lanes::of(&scenario, author, &width);
    ScrollArea::both()
        .id_salt("story-scroll")
        .auto_shrink([false, false])
        .show(ui, |ui| draw(ui, theme, author, &scenario, first));
}

/// The cards, lane by lane.
struct Lanes {
    /// Name and height of each.
    lanes: Vec<(String, f32)>,
    /// By inject, then by question: its card, before it is moved to where the picture begins.
    cards: Vec<Placed>,
    size: egui::Vec2,
}

impl Lanes {
    fn of(scenario: &Scenario, author: &Author, width: &dyn Fn(&str) -> f32) -> Self {
        let used: Vec<usize> = (0..scenario.channels.len())
            .filter(|at| scenario.injects.iter().any(|it| it.channel.at() == *at))
            .collect();
        let mut rows: Vec<Vec<f32>> = vec![Vec::new(); used.len() + 1];
        let mut placed: Vec<(usize, usize, f32, f32)> = Vec::new();
        let x = |mins: Mins| NAMES + mins as f32 * author.zoom;
        let mut cards = Vec::new();
        let mut put = |lane: usize, mins: Mins, title: &str| {
            let (from, wide) = (x(mins), width(title));
            // The first row of the lane in which nothing stands there.
            let row = rows[lane]
                .iter()
                .position(|end| *end <= from)
                .unwrap_or(rows[lane].len());
            if row == rows[lane].len() {
                rows[lane].push(0.0);
            }
            rows[lane][row] = from + wide + 6.0;
            placed.push((lane, row, from, wide));
        };
        // In order of time, so that the rows fill from the left.
        let mut order: Vec<usize> = (0..scenario.injects.len()).collect();
        let time = |at: usize| when(scenario, author, at).map_or(scenario.ends_mins, |it| it.0);
        order.sort_by_key(|at| time(*at));
        for at in &order {
            let inject = &scenario.injects[*at];
            let lane = used
                .iter()
                .position(|it| *it == inject.channel.at())
                .unwrap_or(0);
            put(lane, time(*at), &inject.title);
        }
        for prompt in 0..scenario.prompts.len() {
            put(
                used.len(),
                asked(scenario, author, prompt),
                &scenario.prompts[prompt].question,
            );
        }
        let mut lanes = Vec::new();
        let mut tops = Vec::new();
        let mut top = 26.0;
        for (at, rows) in rows.iter().enumerate() {
            let height = rows.len().max(1) as f32 * ROW + 8.0;
            let name = used.get(at).map_or(words::DECISION_POINTS, |it| {
                scenario.channels[*it].name.as_str()
            });
            lanes.push((name.to_owned(), height));
            tops.push(top);
            top += height;
        }
        let rect = |(lane, row, from, wide): (usize, usize, f32, f32)| {
            Rect::from_min_size(
                pos2(from, tops[lane] + row as f32 * ROW + 4.0),
                vec2(wide, CARD),
            )
        };
        let mut by_inject: Vec<Option<Rect>> = vec![None; scenario.injects.len()];
        for (place, at) in order.iter().enumerate() {
            by_inject[*at] = Some(rect(placed[place]));
        }
        for (at, inject) in scenario.injects.iter().enumerate() {
            let found = when(scenario, author, at);
            let never = found.is_none() && !matches!(inject.fires, Fires::ByHand);
            let hover = match (found, never) {
                (_, true) => format!(
                    "{}\n{}: it did not come in the run of the first scripted team",
                    inject.title,
                    scenario.fires_in_words(&inject.fires)
                ),
                (Some((mins, false)), _) => format!(
                    "{}\n{}; about {}",
                    inject.title,
                    scenario.fires_in_words(&inject.fires),
                    scenario.clock(u64::from(mins) * 60)
                ),
                _ => format!(
                    "{}\n{}",
                    inject.title,
                    scenario.fires_in_words(&inject.fires)
                ),
            };
            cards.push(Placed {
                rect: by_inject[at].unwrap_or(Rect::NOTHING),
                title: inject.title.clone(),
                hover,
                fixed: matches!(inject.fires, Fires::At(_)),
                never,
            });
        }
        for (at, prompt) in scenario.prompts.iter().enumerate() {
            cards.push(Placed {
                rect: rect(placed[order.len() + at]),
                title: prompt.question.clone(),
                hover: prompt.question.clone(),
                fixed: false,
                never: false,
            });
        }
        let wide = cards
            .iter()
            .map(|it| it.rect.max.x)
            .fold(x(scenario.ends_mins), f32::max);
        Self {
            lanes,
            cards,
            size: vec2(wide + 20.0, top + 6.0),
        }
    }
}

/// When a question is put: with the first inject that opens it, else half way.
fn asked(scenario: &Scenario, author: &Author, prompt: usize) -> Mins {
    (0..scenario.injects.len())
        .filter(|at| {
            scenario.injects[*at]
                .opens
                .is_some_and(|it| it.at() == prompt)
        })
        .filter_map(|at| when(scenario, author, at).map(|it| it.0))
        .min()
        .unwrap_or(scenario.ends_mins / 2)
}

/// What a condition waits for: injects and questions, by the places of their cards.
fn waits_for(scenario: &Scenario, condition: &Condition, found: &mut Vec<usize>) {
    let prompts = scenario.injects.len();
    match condition {
        Condition::Story(StoryCondition::Delivered(id) | StoryCondition::Undelivered(id)) => {
            found.push(id.at());
        }
        Condition::Story(StoryCondition::Asked(id) | StoryCondition::Decided(id)) => {
            found.push(prompts + id.at());
        }
        Condition::Story(StoryCondition::Chosen { prompt, .. }) => {
            found.push(prompts + prompt.at());
        }
        Condition::Not(inner) | Condition::Of(_, inner) => waits_for(scenario, inner, found),
        Condition::All(all) | Condition::Any(all) => {
            for inner in all {
                waits_for(scenario, inner, found);
            }
        }
        _ => {}
    }
}

/// What leads to what: the places of two cards.
fn leads(scenario: &Scenario) -> Vec<(usize, usize)> {
    let prompts = scenario.injects.len();
    let mut all = Vec::new();
    for (at, inject) in scenario.injects.iter().enumerate() {
        match &inject.fires {
            Fires::After { inject, .. } => all.push((inject.at(), at)),
            Fires::When { is, .. } => {
                let mut found = Vec::new();
                waits_for(scenario, is, &mut found);
                all.extend(found.into_iter().map(|from| (from, at)));
            }
            _ => {}
        }
        if let Some(prompt) = inject.opens {
            all.push((at, prompts + prompt.at()));
        }
    }
    for (at, prompt) in scenario.prompts.iter().enumerate() {
        if let Some(condition) = &prompt.when {
            let mut found = Vec::new();
            waits_for(scenario, condition, &mut found);
            all.extend(found.into_iter().map(|from| (from, prompts + at)));
        }
    }
    all
}

fn draw(ui: &mut Ui, theme: &Theme, author: &mut Author, scenario: &Scenario, mut lanes: Lanes) {
    let (area, _) = ui.allocate_exact_size(lanes.size.max(ui.available_size()), Sense::hover());
    for placed in &mut lanes.cards {
        placed.rect = placed.rect.translate(area.min.to_vec2());
    }
    let visible = ui.clip_rect();
    hours(ui, theme, author, scenario, area);
    let small = FontId::new(size::SMALL, FontFamily::Proportional);
    let mut top = area.min.y + 26.0;
    for (name, height) in &lanes.lanes {
        let middle = top + ROW / 2.0 + 2.0;
        ui.painter().hline(
            area.min.x..=area.max.x,
            top + height - 2.0,
            Stroke::new(1.0, theme.line),
        );
        crate::window::widgets::fitted(
            ui.painter(),
            pos2(area.min.x + 4.0, middle),
            Align2::LEFT_CENTER,
            name,
            small.clone(),
            theme.quiet,
            NAMES - 12.0,
        );
        top += height;
    }
    let picked = author.picked("injects");
    for (from, to) in leads(scenario) {
        let (start, end) = (lanes.cards[from].rect, lanes.cards[to].rect);
        let lit = from == picked || to == picked;
        let (a, b) = (start.right_center(), end.left_center());
        let bend = ((b.x - a.x).abs() * 0.5).clamp(16.0, 90.0);
        let curve = egui::epaint::CubicBezierShape::from_points_stroke(
            [a, pos2(a.x + bend, a.y), pos2(b.x - bend, b.y), b],
            false,
            Color32::TRANSPARENT,
            Stroke::new(
                if lit { 2.0 } else { 1.0 },
                if lit {
                    theme.accent
                } else {
                    theme.tint(theme.accent, 0.35)
                },
            ),
        );
        ui.painter().add(curve);
    }
    let mut moved = None;
    for at in 0..lanes.cards.len() {
        if lanes.cards[at].rect.intersects(visible) {
            card_ui(
                ui,
                theme,
                author,
                scenario,
                &lanes.cards[at],
                at,
                &mut moved,
            );
        }
    }
    if let Some((inject, mins)) = moved {
        author.retime(inject, mins);
    }
}

/// The hours, as far apart as they can be read.
fn hours(ui: &Ui, theme: &Theme, author: &Author, scenario: &Scenario, area: Rect) {
    let each = [15, 30, 60, 120, 240, 480, 1_440]
        .into_iter()
        .find(|mins| *mins as f32 * author.zoom >= 76.0)
        .unwrap_or(2_880);
    for mins in (0..=scenario.ends_mins).step_by(each) {
        let x = area.min.x + NAMES + mins as f32 * author.zoom;
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
            scenario.clock(u64::from(mins) * 60),
            FontId::new(size::SMALL, FontFamily::Proportional),
            theme.quiet,
        );
    }
}

/// Picks what was clicked, or says where it stands.
fn pick(author: &mut Author, list: &'static str, place: Option<usize>) {
    match place {
        Some(place) => author.pick(list, place),
        None => {
            author.trouble = Some(
                "This one stands in an included library. Open that file in an editor to change it."
                    .to_owned(),
            );
        }
    }
}

/// A card: picked by a click, sent at another time by a drag.
fn card_ui(
    ui: &mut Ui,
    theme: &Theme,
    author: &mut Author,
    scenario: &Scenario,
    placed: &Placed,
    at: usize,
    moved: &mut Option<(usize, Mins)>,
) {
    let inject = (at < scenario.injects.len()).then_some(at);
    let sense = if placed.fixed {
        Sense::click_and_drag()
    } else {
        Sense::click()
    };
    let by = match author.dragged {
        Some((dragged, by)) if Some(dragged) == inject => by,
        _ => 0.0,
    };
    let rect = placed.rect.translate(vec2(by, 0.0));
    let response = ui.interact(placed.rect, ui.id().with(("story", at)), sense);
    let kind = if inject.is_some() {
        words::INJECT
    } else {
        words::DECISION_POINT
    };
    response.widget_info(|| {
        WidgetInfo::labeled(
            WidgetType::Button,
            true,
            format!("{kind}: {}", placed.title),
        )
    });
    let now = when(scenario, author, at).map_or(0, |it| it.0);
    let (zoom, ends) = (author.zoom, scenario.ends_mins);
    // To five minutes.
    let mins_at = move |by: f32| {
        let moved = (by / zoom / 5.0).round() * 5.0;
        (now as f32 + moved).clamp(0.0, ends as f32) as Mins
    };
    if let Some(inject) = inject {
        if response.drag_started() {
            author.dragged = Some((inject, 0.0));
        }
        if response.dragged()
            && let Some((_, by)) = &mut author.dragged
        {
            *by += response.drag_delta().x;
        }
        if response.drag_stopped()
            && let Some((dragged, by)) = author.dragged.take()
            && by.abs() > 2.0
        {
            *moved = Some((dragged, mins_at(by)));
        }
    }
    if response.clicked() {
        match inject {
            Some(inject) => {
                let place = author.place_of("injects", &scenario.injects[inject].id);
                pick(author, "injects", place);
            }
            None => {
                let prompt = at - scenario.injects.len();
                let place = author.place_of("prompts", &scenario.prompts[prompt].id);
                author.show(crate::window::author::AuthorTab::Questions);
                pick(author, "prompts", place);
            }
        }
    }
    let lit = inject == Some(author.picked("injects"));
    let colour = if placed.never {
        theme.bad
    } else if inject.is_none() {
        theme.accent
    } else {
        theme.quiet
    };
    let (fill, words) = if lit {
        (theme.action, theme.on_action)
    } else {
        (theme.panel, theme.text)
    };
    let hot = response.hovered() || response.has_focus();
    let stroke = Stroke::new(if hot { 2.0 } else { 1.2 }, colour);
    ui.painter().rect_filled(rect, CornerRadius::same(5), fill);
    if placed.fixed || inject.is_none() {
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
            &placed.title,
            FontId::new(size::SMALL, semibold()),
            words,
        );
    }
    let hover = if by.abs() > 2.0 {
        scenario.clock(u64::from(mins_at(by)) * 60)
    } else {
        placed.hover.clone()
    };
    response.on_hover_text(hover);
}
