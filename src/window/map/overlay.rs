//! What is laid over the map: services and what they sit on, people at work, what is known against
//! what is so. Must not know where a segment lies.

use super::drawn::{Drawn, towards};
use crate::window::theme::{semibold, size};
use crate::window::widgets::{fitted, standing_colour, standing_shape};
use egui::{Align2, FontFamily, FontId, Painter, Rect, Shape, pos2, vec2};
use wardroom_core::exercise::{Counts, Host};
use wardroom_core::scenario::NeedWhat;
use wardroom_core::words;

/// What is laid over the map.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Overlay {
    /// Every host by its state.
    #[default]
    Infection,
    /// Clinical services where their people sit, and systems where they run.
    Services,
    /// Who works where.
    Crews,
    /// Locked hosts that have been reported, and those that have not.
    Known,
}

impl Overlay {
    /// All, in order, with their words.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Infection, "Infection"),
        (Self::Services, "Services"),
        (Self::Crews, words::TEAMS),
        (Self::Known, words::REPORTED_PICTURE),
    ];
}

/// Locked hosts of a segment that have been reported.
pub fn known_locked(drawn: &Drawn<'_>, at: usize) -> u32 {
    drawn.truth.segments[at].known_locked
}

/// A segment's hosts as the team knows them: locked where reported, an empty frame where it is
/// locked and nobody has said so, working otherwise.
pub fn as_known(drawn: &Drawn<'_>, at: usize) -> Counts {
    let truth = drawn.truth.segments[at].hosts;
    let known = known_locked(drawn, at);
    let mut seen = truth;
    seen[Host::Locked as usize] = known;
    seen[Host::Unplugged as usize] += truth[Host::Locked as usize].saturating_sub(known);
    // Nobody sees a silent worm.
    seen[Host::Vulnerable as usize] += truth[Host::Infected as usize];
    seen[Host::Infected as usize] = 0;
    seen
}

/// Rows of a sign, a name and a word, as many as fit; the last says how many more there are.
fn rows(
    painter: &Painter,
    drawn: &Drawn<'_>,
    rect: Rect,
    rows: &[(
        Option<wardroom_core::exercise::Standing>,
        String,
        egui::Color32,
    )],
) {
    let height = 15.0;
    let fits = (rect.height() / height).floor().max(0.0) as usize;
    let shown = if rows.len() > fits {
        fits.saturating_sub(1)
    } else {
        rows.len()
    };
    for (at, (standing, words, colour)) in rows.iter().take(shown).enumerate() {
        let middle = rect.top() + height * (at as f32 + 0.5);
        let sign = Rect::from_center_size(pos2(rect.left() + 5.0, middle), vec2(8.0, 8.0));
        if standing.is_some() {
            standing_shape(painter, sign, *standing, *colour);
        }
        let indent = if standing.is_some() { 14.0 } else { 0.0 };
        fitted(
            painter,
            pos2(rect.left() + indent, middle),
            Align2::LEFT_CENTER,
            words,
            FontId::new(size::SMALL - 1.0, FontFamily::Proportional),
            drawn.theme.text,
            rect.width() - indent,
        );
    }
    if shown < rows.len() && fits > 0 {
        fitted(
            painter,
            pos2(rect.left(), rect.top() + height * (shown as f32 + 0.5)),
            Align2::LEFT_CENTER,
            &format!("+{} more", rows.len() - shown),
            FontId::new(size::SMALL - 1.0, semibold()),
            drawn.theme.quiet,
            rect.width(),
        );
    }
}

/// The services whose people sit in a segment, then the systems that run in it.
pub fn services(painter: &Painter, drawn: &Drawn<'_>, at: usize, rect: Rect) {
    let theme = drawn.theme;
    let mut found = Vec::new();
    for (service, view) in drawn.scenario.services.iter().zip(&drawn.truth.services) {
        if service.segments.iter().any(|id| id.at() == at) {
            let colour = standing_colour(theme, Some(view.standing));
            found.push((
                Some(view.standing),
                format!("{}: {}", service.name, view.standing.word()),
                colour,
            ));
        }
    }
    for (system, share) in drawn.scenario.systems.iter().zip(&drawn.truth.systems) {
        if system.segments.iter().any(|id| id.at() == at) {
            found.push((
                None,
                format!("{} {:.0}%", system.name, share * 100.0),
                theme.quiet,
            ));
        }
    }
    rows(painter, drawn, rect, &found);
}

/// Who works in a segment: patching, rebuilding, suppliers.
pub fn crews(painter: &Painter, drawn: &Drawn<'_>, at: usize, rect: Rect) {
    let here = drawn.truth.at_work.iter();
    let found: Vec<_> = here
        .filter(|(segment, _)| segment.at() == at)
        .map(|(_, words)| (None, words.clone(), drawn.theme.text))
        .collect();
    rows(painter, drawn, rect, &found);
}

/// Lines from a segment to those that hold the systems which its services need.
pub fn needs(painter: &Painter, drawn: &Drawn<'_>, overlay: Overlay, at: usize) {
    if overlay != Overlay::Services {
        return;
    }
    let scenario = drawn.scenario;
    for service in &scenario.services {
        if !service.segments.iter().any(|id| id.at() == at) {
            continue;
        }
        for need in &service.needs {
            let NeedWhat::System(system) = need.what else {
                continue;
            };
            for segment in &scenario.systems[system.at()].segments {
                if segment.at() == at {
                    continue;
                }
                let (here, there) = (drawn.places[at], drawn.places[segment.at()]);
                let line = [towards(here, there.center()), towards(there, here.center())];
                painter.extend(Shape::dashed_line(
                    &line,
                    egui::Stroke::new(1.6, drawn.theme.accent),
                    5.0,
                    4.0,
                ));
            }
        }
    }
}
