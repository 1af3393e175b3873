//! A nation, and several organisations at once. Must not take a picture.

use super::Shot;
use crate::staged::{advance, live};
use wardroom::window::Screen;

/// In their order: each goes on from the one before.
pub const SHOTS: &[Shot] = &[
    ("32-hindcast", |shell| {
        shell.screen = Screen::Hindcast(Box::default());
        if let Screen::Hindcast(hindcast) = &mut shell.screen {
            hindcast.wait();
            hindcast.minute = 20 * 60;
        }
    }),
    ("33-county-briefing", |shell| {
        shell.choose_by_id("friday-across");
        shell.briefing.step = 1;
    }),
    ("34-county-live", |shell| {
        "3".clone_into(&mut shell.briefing.seed);
        shell.start(Some("typical"));
        advance(shell, 150);
    }),
    ("35-county-one-side", |shell| {
        let of = wardroom_core::scenario::OrganisationId(1);
        live(shell, |live| live.show(Some(of)));
    }),
    ("36-county-room", |shell| shell.rooms.here = true),
    ("37-county-room-of-the-board", |shell| {
        let of = wardroom_core::scenario::OrganisationId(6);
        live(shell, |live| live.show(Some(of)));
    }),
    ("38-county-room-window", |shell| {
        shell.rooms.here = false;
        shell
            .rooms
            .open
            .insert(wardroom_core::scenario::OrganisationId(2));
    }),
    ("39-briefing-many-moves", |shell| {
        shell.rooms.open.clear();
        shell.choose_by_id("no-bloods");
    }),
];
