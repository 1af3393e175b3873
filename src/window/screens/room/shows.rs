//! What a room's screen shows, of whom and in which manner, and the two columns in which it stands. Must not
//! draw.

use crate::window::settings::Settings;
use egui::{Rect, pos2};
use std::sync::Arc;
use wardroom_core::scenario::{OrganisationId, Scenario};
use wardroom_core::views::{DayMoment, RoomView};

/// How what changes is shown.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// Whether it fades in; else it is there at once.
    pub moves: bool,
    /// Whether it is heard, and told in a caption.
    pub sounds: bool,
}

impl Manner {
    /// As somebody has set it.
    pub fn of(settings: &Settings) -> Self {
        Self {
            moves: settings.motion,
            sounds: settings.sounds(),
        }
    }
}

/// What a room's screen shows, and of whom.
#[derive(Clone, Copy, Debug)]
pub struct Room<'a> {
    /// Of it is taken where things stand, and their names.
    pub scenario: &'a Arc<Scenario>,
    /// Whose room it is.
    pub of: OrganisationId,
    /// What it is shown.
    pub view: &'a RoomView,
    /// The day once more, as it knew it: after ENDEX.
    pub day: &'a [DayMoment],
    /// How what changes is shown.
    pub manner: Manner,
}

impl Room<'_> {
    /// Whose side is looked at closely: its own where several play, everybody's where it acts for all.
    pub(super) fn side(&self) -> Option<OrganisationId> {
        (self.view.several && !self.view.oversees).then_some(self.of)
    }
}

/// Where the table stands, and the column beside it.
pub(super) fn columns(body: Rect, scale: f32) -> (Rect, Rect) {
    let gap = 24.0 * scale;
    let middle = body.left() + (body.width() - gap) * 0.68;
    let table = Rect::from_min_max(body.min, pos2(middle, body.max.y));
    let side = Rect::from_min_max(pos2(middle + gap, body.min.y), body.max);
    (table, side)
}
