//! The screens, each with what it holds, and one that is being made ready. Must not draw them or
//! say how one leads to another.

use super::super::author::Author;
use super::super::hindcast::Hindcast;
use super::super::job::Job;
use super::super::live::Live;
use super::super::register::Register;
use super::super::review::Review;

/// Which screen is shown.
#[derive(Debug, Default)]
pub enum Screen {
    /// Choose a scenario.
    #[default]
    Home,
    /// Who sits where.
    Briefing,
    /// The exercise.
    Live(Box<Live>),
    /// What came of it.
    Review(Box<Review>),
    /// What was rehearsed, member by member.
    Register(Box<Register>),
    /// England on 12–19 May 2017.
    Hindcast(Box<Hindcast>),
    /// A scenario is written.
    Author(Box<Author>),
    /// One that is being made ready in the background.
    Opening(Box<Job<Opened>>),
}

/// A screen that was made ready, and what went wrong meanwhile.
#[derive(Debug)]
pub struct Opened {
    pub(super) screen: Screen,
    pub(super) trouble: Option<String>,
}

impl Opened {
    /// A live exercise, or home and why there is none.
    pub fn live(found: Result<Live, String>) -> Self {
        match found {
            Ok(live) => Self::at(Screen::Live(Box::new(live))),
            Err(why) => Self::not(Screen::Home, why),
        }
    }

    /// A screen, and nothing wrong.
    pub fn at(screen: Screen) -> Self {
        Self {
            screen,
            trouble: None,
        }
    }

    /// Why there is nothing better than this screen.
    pub fn not(screen: Screen, why: String) -> Self {
        Self {
            screen,
            trouble: Some(why),
        }
    }
}
