//! What stands for the state of something on the picture: each has a shape and a name in the style, never a
//! colour alone. Must not know where it stands.

use maud::{Markup, html};
use wardroom_core::exercise::Standing;
use wardroom_core::views::{KnownArea, ReportedService};

/// What is said of an area before anything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The worst of its services.
    Services(Option<Standing>),
    /// It has no services, and locked devices were reported.
    Locked,
    /// It lies outside.
    Outside,
}

impl Mark {
    /// Of an area.
    pub fn of(area: &KnownArea) -> Self {
        match worst(&area.services) {
            _ if area.outside => Self::Outside,
            Some(standing) => Self::Services(standing),
            None if area.locked > 0 => Self::Locked,
            None => Self::Services(None),
        }
    }

    /// How the floors of an area are called in the style.
    pub fn floor(self) -> &'static str {
        match self {
            Self::Services(Some(Standing::Stopped)) => "st",
            Self::Services(Some(Standing::Paper | Standing::Reduced)) => "re",
            Self::Services(Some(Standing::Normal)) | Self::Locked | Self::Outside => "ok",
            Self::Services(None) => "nr",
        }
    }

    /// Its shape around the origin; none for what lies outside.
    pub fn shape(self) -> Markup {
        html! {
            @match self {
                Self::Outside => {},
                Self::Services(Some(Standing::Normal)) => { (ground()) circle .good r="4.6" {} },
                Self::Services(Some(Standing::Paper | Standing::Reduced)) => { (ground()) path .reduced d="M-5.400-4.200h10.800L0 5.200z" {} },
                Self::Services(Some(Standing::Stopped)) => { (ground()) path .bad d="M-4.500-4.500h9v9h-9z" {} },
                Self::Services(None) => { (ground()) text .quiet y="4.300" { "?" } },
                Self::Locked => { (ground()) path .bad d="M-4.500-1h9v6h-9z" {} path .lock d="M-2.600-1v-2.200a2.600 2.600 0 0 1 5.200 0V-1" {} },
            }
        }
    }
}

/// A cable that is cut.
pub(super) fn cut() -> Markup {
    html! { (ground()) path .did d="M-3.700-3.700l7.400 7.400M3.700-3.700l-7.400 7.400" {} }
}

/// A cable over which no file sharing goes.
pub(super) fn blocked() -> Markup {
    html! { (ground()) path .did d="M0-4.600a4.600 4.600 0 1 0 0 9.200 4.600 4.600 0 0 0 0-9.200zM-3.200-3.200l6.400 6.400" {} }
}

fn ground() -> Markup {
    html! { circle .back r="7.600" {} }
}

/// The worst of some services; none if there are none.
pub(super) fn worst(services: &[ReportedService]) -> Option<Option<Standing>> {
    let all = services.iter().map(|it| it.standing);
    all.max_by_key(|it| badness(*it))
}

/// How much something is to be looked at first.
pub(super) fn badness(standing: Option<Standing>) -> u8 {
    match standing {
        Some(Standing::Stopped) => 4,
        Some(Standing::Paper) => 3,
        Some(Standing::Reduced) => 2,
        None => 1,
        Some(Standing::Normal) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_marked_by_what_is_worst_there_and_by_nothing_that_nobody_said() {
        let service = |standing| ReportedService {
            name: "Imaging".to_owned(),
            standing,
            counted: None,
        };
        let mut area = KnownArea::default();
        assert_eq!(Mark::of(&area), Mark::Services(None));
        area.locked = 3;
        assert_eq!(Mark::of(&area), Mark::Locked);
        area.services = vec![service(Some(Standing::Normal)), service(None)];
        assert_eq!(Mark::of(&area), Mark::Services(None));
        area.services.push(service(Some(Standing::Stopped)));
        assert_eq!(Mark::of(&area), Mark::Services(Some(Standing::Stopped)));
        area.outside = true;
        assert_eq!(Mark::of(&area), Mark::Outside);
    }
}
