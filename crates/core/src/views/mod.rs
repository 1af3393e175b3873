//! What can be seen of an exercise, as plain data that is cheap to keep and to compare: by the
//! facilitator ([`ConsoleView`]), in a room ([`RoomView`]), in one chair ([`RoleView`]), by whoever evaluates ([`EvaluatorView`]), by a site's facilitator
//! ([`SiteView`]), of one that is over ([`ReviewView`]). Whoever
//! shows one draws anew only when it has changed. Must not be able to change anything.

mod asked;
mod console;
mod day;
mod evaluator;
mod known;
mod lean;
mod log;
mod moment;
mod pace;
mod place;
mod raters;
mod review;
mod role;
mod room;
mod site;
mod talk;
mod upcoming;

pub use asked::{Asked, OptionFace, Question};
pub use console::{ClockView, ConsoleView, Looks, RecordView, SPEEDS, Takes};
pub use day::DayMoment;
pub use evaluator::{EvaluatorView, NoteFace, ObjectiveFace, TaskFace};
pub use known::{KnownForecourt, KnownSegment, KnownView, known};
pub use lean::{Leaning, Leant, Taken, leanings};
pub use log::{Decided, LogLine};
pub use moment::{MomentView, arrivals, moment};
pub use pace::{BEHIND_MINS, Came, MOST_OVER, OVER_MINS, PaceView, Paced, Rest, SILENT_MINS};
pub use place::{KnownArea, KnownDoor, KnownLink, KnownPlace, KnownSide, missed_at};
pub use raters::{GaveRating, RatedTwice, Raters, raters, raters_of};
pub use review::{
    Askable, AskableDecision, CourseView, Mark, MarkKind, ReviewView, ServiceCourse, ServiceSpan,
};
pub use role::{CardFace, Proposal, RoleCard, RoleView};
pub use room::{Arrived, Due, ReportedService, RoomView, TimeJump};
pub use site::{SiteInject, SiteProposal, SiteQuestion, SiteSaid, SiteView};
pub use talk::{Overheard, Spoken, answers_itself};
pub use upcoming::{Upcoming, When};

pub(crate) use day::day_moment;
pub(crate) use evaluator::evaluator;
pub(crate) use pace::pace;
pub(crate) use role::{role, roles};
pub(crate) use room::{arrived, room};
pub(crate) use site::site;
pub(crate) use upcoming::{upcoming, waiting};
