//! The screens: home, briefing, live, review, register, author, hindcast. Each is a function of
//! what it shows. Must not know Bevy.

mod author;
mod bands;
mod briefing;
mod hindcast;
mod home;
mod live;
mod plan_place;
mod real;
mod regions;
mod register;
mod review;
mod room;

pub use author::author_ui;
pub use briefing::{Before, Briefing, BriefingAction, briefing_ui, drawn_seed, opening_note};
pub use hindcast::hindcast_ui;
pub use home::{Around, HomeAction, HomeInput, home_ui};
pub use live::{LiveLayout, Part, live_ui};
pub use real::{Real, real_ui};
pub use register::register_ui;
pub use review::review_ui;
pub use room::{
    Manner, Room, RoomPlace, Shown, Staging, debrief_ui as room_debrief_ui, join_ui, room_ui,
};
