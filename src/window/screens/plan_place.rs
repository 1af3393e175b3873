//! How the last decision stands to the trust's plan: asked in a place of its own, which is there from STARTEX
//! to ENDEX where there is a plan, so that the question covers nothing and nothing gives way to it. Must not
//! say anything by itself.

use super::regions::plan_height;
use crate::window::live::{Desk, Live};
use crate::window::panels::{Action, offer_ui, waiting};
use crate::window::theme::Theme;
use crate::window::widgets::{caps, quiet};
use egui::{CornerRadius, Rect, Stroke, StrokeKind, Ui, UiBuilder, vec2};
use wardroom_core::coverage::Offered;

/// What stands between its edge and its words.
const INNER: egui::Vec2 = vec2(14.0, 8.0);

/// The last decision of which nothing was said how it stands to the plan: not while the sheet for it lies
/// open, nor while the past is looked at.
fn offer(live: &Live) -> Option<&Offered> {
    let here = live.input.desk != Desk::Plan && !live.seen.view.clock.looking;
    waiting(&live.seen, &live.input.plan).filter(|_| here)
}

/// The place, where one thing is shown at a time; nothing without a plan.
pub(super) fn plan_row_ui(ui: &mut Ui, theme: &Theme, live: &mut Live) -> Option<Action> {
    live.seen.plan.as_ref()?;
    let width = ui.available_width();
    let size = vec2(width, plan_height(width));
    let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
    plan_place_ui(ui, theme, live, rect.shrink2(vec2(8.0, 0.0)))
}

/// Shows it there.
pub(super) fn plan_place_ui(
    ui: &mut Ui,
    theme: &Theme,
    live: &mut Live,
    rect: Rect,
) -> Option<Action> {
    let plan = live.seen.plan.clone()?;
    let asked = offer(live).cloned();
    let edge = if asked.is_some() {
        theme.accent
    } else {
        theme.line
    };
    let round = CornerRadius::same(8);
    let stroke = Stroke::new(1.0, edge);
    ui.painter()
        .rect(rect, round, theme.panel, stroke, StrokeKind::Inside);
    let place = UiBuilder::new()
        .id_salt("plan-place")
        .max_rect(rect.shrink2(INNER));
    let mut child = ui.new_child(place);
    child.set_clip_rect(rect);
    child.spacing_mut().item_spacing.y = 4.0;
    match &asked {
        Some(of) => offer_ui(&mut child, theme, of, &mut live.input.plan),
        None => {
            caps(&mut child, theme, wardroom_core::words::PLAN);
            let words = format!(
                "{}, version {}. After each decision, card and report it is asked here which clause that follows.",
                plan.title, plan.version
            );
            quiet(&mut child, theme, words);
            None
        }
    }
}
