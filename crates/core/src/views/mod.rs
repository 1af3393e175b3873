//! What can be seen of an exercise, as plain data that is cheap to keep and to compare: by the
//! facilitator ([`ConsoleView`]), in a room ([`RoomView`]), in one chair ([`RoleView`]), of one
//! that is over ([`ReviewView`]). Whoever
//! shows one draws anew only when it has changed. Must not be able to change anything.

mod asked;
mod console;
mod day;
mod known;
mod log;
mod moment;
mod review;
mod role;
mod room;
pub mod timeline;
mod upcoming;

pub use asked::{Asked, OptionFace, Question};
pub use console::{ClockView, ConsoleView, Looks, RecordView, SPEEDS, Takes};
pub use day::DayMoment;
pub use known::{KnownForecourt, KnownSegment, KnownView, known};
pub use log::{Decided, LogLine};
pub use moment::{MomentView, arrivals, moment};
pub use review::{
    Askable, AskableDecision, CourseView, Mark, MarkKind, ReviewView, ServiceCourse, ServiceSpan,
};
pub use role::{CardFace, RoleView};
pub use room::{Arrived, Due, ReportedService, RoomView, TimeJump};
pub use upcoming::{Upcoming, When};

pub(crate) use day::day_moment;
pub(crate) use role::role;
pub(crate) use room::{arrived, room};
pub(crate) use upcoming::upcoming;
