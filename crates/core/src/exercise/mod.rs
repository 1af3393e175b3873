//! The deterministic engine: a scenario, a seed and commands give the same events on every
//! platform. Time is whole seconds since STARTEX and comes only from the caller; the rules step
//! once a simulated minute. Must not know about files, clocks, threads or windows.

mod act;
mod annotation;
mod answer;
mod apply;
mod asking;
mod asks;
mod at_work;
mod calls;
mod came_with;
mod chance;
mod citing;
mod command;
mod commands;
mod concerns;
mod conditions;
mod core_set;
mod due;
mod each;
mod effects;
mod event;
#[expect(clippy::module_inception, reason = "the exercise itself")]
mod exercise;
mod improvement;
mod letter;
mod limiting;
mod minute;
mod orders;
mod past;
mod preview;
mod reports;
mod restoring;
mod rules;
mod said;
mod sample;
pub mod scripted;
mod sending;
mod state;
mod talk;
mod view;
mod voice;
mod watch;

pub use annotation::{Known, annotated, annotates};
pub use answer::{Answer, FORMER_GROUPS, GROUPS, SCALE, SELDOM_ASKED, STATEMENTS};
pub use calls::{Accuracy, CallMade, Contact, Query};
pub use came_with::CameWith;
pub use chance::{
    Purpose, Stream, binomial, normal_quantile, triangular, uniform, within_a_minute,
};
pub use citing::{LONGEST_CLAUSE, Stance};
pub(crate) use command::find;
pub use command::{Command, Figures, Methane, Refusal};
pub use concerns::concerns;
pub use conditions::{Telling, named, step_in_words};
pub use core_set::others;
pub use each::Each;
pub use effects::{Ask, Choice, Chosen, Given, Offer, On, Picked, Row, palette, row};
pub use event::{Demand, Event, Standing, What};
pub use exercise::Exercise;
pub use improvement::{Carried, Element, Improvement, Status};
pub use letter::{Letter, Source};
pub use limiting::Lack;
pub use orders::{IN_MINS, MOST_ORDERS, SIGNED_FOR_MINS};
pub use preview::{Preview, tell};
pub use restoring::Down;
pub use rules::department::ed_wait_mins;
pub use rules::messages::way_round;
pub use rules::outage::returns_at;
pub use rules::services::standing;
pub use sample::{SAMPLE_MINS, Sample};
pub use scripted::Made;
pub use state::{
    Bench, Counts, Department, Host, InjectState, Mode, Outcomes, PromptState, State, Told, hex,
};
pub use talk::{LONGEST_NAME, LONGEST_TEXT, SUREST};
pub(crate) use view::is_emergency;
pub use view::{
    CrewView, Message, PromptView, SegmentView, ServiceView, TeamService, TeamView, TruthView,
};
pub use voice::{Speaker, Voice};
pub use watch::{Watch, Watched};

/// The version of the rules. It rises whenever one could change what a command leads to: a record
/// is played again only by the rules that played it. 1 is what stood when rules were first
/// numbered; records from before say 0. 2: downtime procedures, emergency care, systems and help as
/// they behave, orders at a human tempo.
pub const ENGINE: u32 = if cfg!(feature = "other-rules") { 3 } else { 2 };
