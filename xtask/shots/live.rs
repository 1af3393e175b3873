//! The console and the room, from STARTEX on. Must not take a picture.

use super::Shot;
use crate::staged::{advance, live, segment, take_up};
use wardroom::window::{Desk, Overlay, Part};
use wardroom_core::host::Ask;

/// In their order: each goes on from the one before.
pub const SHOTS: &[Shot] = &[
    ("05-live-start", |shell| shell.start(Some("typical"))),
    ("06-live-1342", |shell| {
        advance(shell, 132);
        live(shell, |live| {
            let open = &live.seen.view.team.prompts;
            live.input.decision.prompt = open
                .iter()
                .rev()
                .find(|prompt| prompt.decided.is_none())
                .map(|prompt| prompt.prompt);
            live.input.decision.option = Some(0);
        });
    }),
    ("07-room-1342", |shell| shell.rooms.here = true),
    ("08-room-window", |shell| {
        shell.rooms.here = false;
        shell
            .rooms
            .open
            .insert(wardroom_core::scenario::OrganisationId(0));
    }),
    ("44-room-message", |shell| {
        shell.rooms.open.clear();
        shell.rooms.here = true;
        live(shell, |live| live.ask(Ask::Next));
    }),
    ("50-live-photo", |shell| {
        shell.rooms.here = false;
        live(shell, |live| {
            let at = live.scenario().names.injects["first-red-screen"].at();
            live.rehearse(Some(at));
        });
    }),
    ("51-real-incident", |shell| {
        live(shell, |live| {
            live.rehearse(None);
            live.no_duff();
            live.settle();
        });
        shell.briefing.real_contacts =
            "Site manager on call, 07700 900 123\nSwitchboard, 2222".to_owned();
    }),
    ("09-live-card", |shell| {
        shell.rooms.here = false;
        live(shell, |live| {
            live.ask(Ask::Run(true));
            live.ask(Ask::Run(false));
            live.settle();
        });
        live(shell, |live| {
            live.input.decision.option = None;
            live.input.picked = segment(live, "imaging");
            take_up(live, "isolate-segment");
        });
    }),
    ("10-live-services", |shell| {
        shell.layout.flat = true;
        shell.layout.map.overlay = Overlay::Services;
        live(shell, |live| live.input.cards.card = None);
    }),
    ("11-live-known", |shell| {
        shell.layout.flat = false;
        shell.layout.spot.model.known = true;
        live(shell, |live| live.input.picked = None);
    }),
    ("12-live-msel", |shell| {
        shell.layout.spot.model.known = false;
        shell.layout.part = Part::Events;
        live(shell, |live| {
            let held = live.seen.view.upcoming.get(1).map(|it| it.inject);
            live.input.events.held = held;
            live.rehearse(held);
        });
    }),
    ("13-live-methane", |shell| {
        shell.layout.part = Part::Desk;
        live(shell, |live| {
            live.input.events.held = None;
            live.rehearse(None);
            live.input.desk = Desk::Report;
            live.input.reported.as_methane = true;
        });
    }),
];
