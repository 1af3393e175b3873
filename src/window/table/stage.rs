//! What a panel wants to see of the table, and the picture it was given of it. Must not know how the
//! picture is made.

use super::subject::Subject;
use crate::window::theme::Theme;
use bevy::prelude::Component;
use wardroom_core::scenario::OrganisationId;
use wardroom_table::Projection;

/// A picture of the table, as a panel wants it.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// What stands on it.
    pub subject: Subject,
    /// Width and height, in pixels.
    pub pixels: [u32; 2],
    /// From pitches to pixels.
    pub projection: Projection,
    /// In whose colours.
    pub theme: Theme,
}

/// A panel's place on which the table is shown: the panel says what it wants, and finds the picture
/// there in the next frame.
#[derive(Clone, Debug, Default)]
pub struct Stage {
    /// What is wanted; none while no panel shows the table.
    pub wanted: Option<Wanted>,
    /// The picture, once there is one.
    pub texture: Option<egui::TextureId>,
}

/// Who looks at the table: each has a scene of its own.
#[derive(Component, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// The console, or the room where it is shown in the console's window.
    Console,
    /// The review, and in it the day that was played.
    Review,
    /// The day that would have come of a change.
    OtherDay,
    /// Whoever chooses a scenario.
    Home,
    /// Whoever is briefed, on the console.
    Briefing,
    /// Whoever writes a scenario.
    Author,
    /// Whoever looks at a nation.
    Nation,
    /// An organisation's room, in a window of its own.
    Room(OrganisationId),
}

impl Viewer {
    /// The layer on which nothing but its scene is.
    pub fn layer(self) -> usize {
        match self {
            Self::Console => 1,
            Self::Home => 2,
            Self::Briefing => 3,
            Self::Review => 4,
            Self::OtherDay => 5,
            Self::Author => 6,
            Self::Nation => 7,
            Self::Room(of) => 8 + of.at(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_looks_at_the_scene_of_another() {
        let all = [
            Viewer::Console,
            Viewer::Home,
            Viewer::Briefing,
            Viewer::Review,
            Viewer::OtherDay,
            Viewer::Author,
            Viewer::Nation,
            Viewer::Room(OrganisationId(0)),
            Viewer::Room(OrganisationId(1)),
        ];
        let layers: std::collections::BTreeSet<usize> = all.iter().map(|it| it.layer()).collect();
        // Layer 0 is the windows' own.
        assert!(
            !layers.contains(&0) && layers.len() == all.len(),
            "{layers:?}"
        );
    }
}
