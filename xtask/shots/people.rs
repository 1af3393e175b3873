//! People who take part with browsers; the past looked at; the evening, the night and ENDEX. Must not take a picture.

use super::Shot;
use crate::staged::{advance, live};
use std::net::Ipv4Addr;
use wardroom::window::{Desk, Part, PeopleAsk};
use wardroom_core::exercise::{Command, Voice};
use wardroom_core::host::Ask;
use wardroom_pages::seats::{Seat, Wants};

/// In their order: each goes on from the one before.
pub const SHOTS: &[Shot] = &[
    ("47-people-closed", |shell| {
        live(shell, |live| {
            live.input.desk = Desk::People;
            live.input.people.network = Some(Ipv4Addr::LOCALHOST.into());
        });
    }),
    ("48-people", |shell| {
        live(shell, |live| {
            let role = live.scenario().prompts[0].by[0];
            live.ask_people(PeopleAsk::Open(Ipv4Addr::LOCALHOST.into()), || {});
            let Some(people) = &live.people else { return };
            for (at, name) in ["Grace", "Dev", "Aisha"].into_iter().enumerate() {
                people.house.change(|seats| {
                    let from = Ipv4Addr::LOCALHOST.into();
                    let wants = Wants {
                        seat: Seat::Chair(at.into()),
                        names: [name, ""],
                        shares: false,
                    };
                    let _taken = seats.sit(None, &wants, format!("picture {at}"), from, 0);
                });
            }
            live.command(Command::Say {
                by: Voice::Role(role),
                to: Voice::Somebody("Tarnside Imaging".to_owned()),
                text: "Can you read a locked console from outside?".to_owned(),
            });
            live.command(Command::Say {
                by: Voice::Role(role),
                to: Voice::Facilitator,
                text: "I need relief at three.".to_owned(),
            });
        });
    }),
    ("49-room-join", |shell| {
        live(shell, |live| {
            live.ask_people(PeopleAsk::InRoom(true), || {});
        });
        shell.rooms.here = true;
    }),
    ("14-live-look-back", |shell| {
        shell.rooms.here = false;
        shell.layout.part = Part::Map;
        live(shell, |live| {
            live.ask_people(PeopleAsk::Close, || {});
            live.input.desk = Desk::Cards;
            live.ask(Ask::LookBack(90 * 60));
        });
    }),
    ("15-live-evening", |shell| {
        live(shell, |live| live.ask(Ask::ReturnToNow));
        advance(shell, 420);
    }),
    ("45-room-calm", |shell| {
        shell.rooms.here = true;
        advance(shell, 24 * 60);
        // Whoever opens the room now has read what came before.
        shell.layout.staging = wardroom::window::Staging::default();
    }),
    ("16-keys", |shell| {
        shell.rooms.here = false;
        shell.dialogs.help = true;
    }),
    ("46-room-ended", |shell| {
        shell.dialogs.help = false;
        shell.rooms.here = true;
        advance(shell, u64::MAX / 120);
    }),
];
