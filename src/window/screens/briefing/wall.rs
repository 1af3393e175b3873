//! A slide as it is seen from the back of the room: letters of at least 32 px where the screen has 1080
//! lines, and the table, on which the camera goes to the place that the slide names. Must not show what only
//! the facilitator may know.

use super::slides::{Slide, slides};
use crate::window::table::{Resting, Spot, resting_ui};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::text;
use egui::{Align, FontFamily, FontId, Layout, Rect, Ui, UiBuilder, pos2, vec2};
use std::sync::Arc;
use wardroom_core::scenario::Scenario;

/// The smallest letters, and those of words that leave room for it, pixels of 1080 lines.
const LETTERS: [f32; 2] = [32.0, 44.0];

/// The share of the width that the words have.
const WORDS: f32 = 0.42;

/// The slides of a briefing.
#[derive(Debug, Default)]
pub struct Wall {
    read: Option<(Arc<Scenario>, Arc<[Slide]>)>,
    /// Which is shown, by its place.
    pub at: usize,
    /// Whether it fills the window.
    pub full: bool,
    /// The table beside it.
    pub spot: Spot,
}

impl Wall {
    /// Has the slides of a scenario, made when they are first asked for.
    pub fn read(&mut self, scenario: &Arc<Scenario>) {
        let same = |(of, _): &(Arc<Scenario>, _)| Arc::ptr_eq(of, scenario);
        if !self.read.as_ref().is_some_and(same) {
            self.read = Some((scenario.clone(), slides(scenario).into()));
            self.at = 0;
        }
    }

    /// So many there are.
    pub fn count(&self) -> usize {
        self.read.as_ref().map_or(0, |(_, slides)| slides.len())
    }

    /// Turns to the next or the one before; whether there was one.
    pub fn turn(&mut self, on: bool) -> bool {
        let next = if on {
            Some(self.at + 1).filter(|it| *it < self.count())
        } else {
            self.at.checked_sub(1)
        };
        self.at = next.unwrap_or(self.at);
        next.is_some()
    }

    /// The one that is shown.
    fn slide(&self) -> Option<Slide> {
        let (_, slides) = self.read.as_ref()?;
        slides.get(self.at).cloned()
    }

    /// Shows it in a room's own window, with the table that is there.
    pub fn in_room(
        &self,
        ui: &mut Ui,
        theme: &Theme,
        scenario: &Arc<Scenario>,
        spot: &mut Spot,
        motion: bool,
    ) {
        if let Some(slide) = self.slide() {
            let rect = ui.max_rect();
            show(ui, theme, scenario, &slide, spot, (rect, motion));
        }
    }
}

/// Shows the slide that is turned to.
pub fn wall_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Arc<Scenario>,
    wall: &mut Wall,
    rect: Rect,
    motion: bool,
) {
    if let Some(slide) = wall.slide() {
        show(ui, theme, scenario, &slide, &mut wall.spot, (rect, motion));
    }
}

fn show(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Arc<Scenario>,
    slide: &Slide,
    spot: &mut Spot,
    (rect, motion): (Rect, bool),
) {
    ui.painter().rect_filled(rect, 0.0, theme.ground);
    let screen = ui.ctx().content_rect();
    let scale = (screen.width() / 1920.0).min(screen.height() / 1080.0);
    let edge = rect.left() + rect.width() * WORDS;
    let table = Rect::from_min_max(pos2(edge, rect.top()), rect.max);
    resting_ui(
        ui,
        theme,
        Resting {
            scenario,
            place: &slide.place,
            letters: LETTERS[0] * scale / size::SMALL,
            all_names: false,
            motion,
        },
        spot,
        table,
    );
    let margin = vec2(56.0, 40.0) * scale;
    let words = Rect::from_min_max(
        rect.min + margin,
        pos2(edge - margin.x / 2.0, rect.max.y - margin.y),
    );
    words_ui(ui, theme, slide, words, scale);
}

/// The heading, and what the slide says, in the middle of what is left below it.
fn words_ui(ui: &mut Ui, theme: &Theme, slide: &Slide, rect: Rect, scale: f32) {
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt("slide")
            .max_rect(rect)
            .layout(Layout::top_down(Align::Min)),
    );
    let ui = &mut child;
    let list = slide.whose.is_some();
    let gap = if list { 10.0 } else { 24.0 } * scale;
    let heading = LETTERS[0] * scale;
    let room = rect.height() - heading * 2.6;
    let lines = || slide.whose.iter().chain(&slide.words);
    let high = |points: f32| -> f32 {
        let painter = ui.painter();
        let paragraphs = lines().map(|words| {
            let font = FontId::new(points, FontFamily::Proportional);
            let galley = painter.layout(words.clone(), font, theme.text, rect.width());
            galley.size().y + gap
        });
        paragraphs.sum()
    };
    let [least, most] = LETTERS.map(|it| it * scale);
    let mut points = most;
    while points > least && high(points) > room {
        points = (points - scale).max(least);
    }
    let spare = ((room - high(points)) * 0.4).max(0.0);
    ui.spacing_mut().item_spacing.y = gap;
    ui.label(text(slide.heading, heading, semibold(), theme.accent));
    ui.add_space(spare);
    for (at, words) in lines().enumerate() {
        let family = if list && at == 0 {
            bold()
        } else {
            FontFamily::Proportional
        };
        ui.label(text(words, points, family, theme.text));
    }
}
