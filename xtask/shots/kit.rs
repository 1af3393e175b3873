//! What a facilitator alone has: the plan, the pace, the hot debrief, the evidence pack. Must not take a picture.

use super::Shot;
use crate::staged::{cite, live, paced, review};
use wardroom::window::{Desk, Part, Register, Screen, Tab};
use wardroom_core::exercise::Command;
use wardroom_core::scenario::OrganisationId;

/// In their order: each goes on from the one before.
pub const SHOTS: &[Shot] = &[
    ("01-home", |shell| shell.records.past.wait()),
    ("25-register", |shell| {
        shell.screen = Screen::Register(Box::new(Register::of(shell.records.folder())));
        if let Screen::Register(register) = &mut shell.screen {
            register.members.wait();
        }
    }),
    ("52-briefing-plan", |shell| {
        shell.choose_by_id("friday-lunchtime");
        shell.briefing.seed = "4172".to_owned();
        shell.briefing.names = (1..=16).map(|at| format!("Participant {at}")).collect();
        shell.briefing.step = 3;
        let plan = shell.briefing.plan.beside.with_file_name("plans");
        shell.briefing.plan.take(plan.join("friday-lunchtime.ron"));
    }),
    ("53-live-pace", |shell| {
        shell.start(Some("typical"));
        // At the pace of a room that is some minutes behind its run sheet.
        paced(shell, 132, 54);
    }),
    ("54-live-plan", |shell| {
        live(shell, |live| {
            live.input.desk = Desk::Plan;
            cite(live);
        });
    }),
    ("60-live-ad-hoc", |shell| {
        shell.layout.part = Part::Desk;
        let files = shell.briefing.plan.beside.with_file_name("files");
        live(shell, |live| {
            live.input.desk = Desk::Send;
            for name in ["red-screen.jpg", "bed-board.csv"] {
                live.attach(files.join(name));
                live.wait();
            }
            // Whatever the worm has left.
            let works = live.seen.view.carries.iter().position(|it| *it);
            let works = works.unwrap_or_default();
            let sent = &mut live.input.sent;
            sent.from = "A patient's relative".to_owned();
            sent.text = "EXERCISE. My sister's screen at the bedside looks like this. Is she safe? EXERCISE.".to_owned();
            sent.to = vec![0, 2];
            sent.channel = works;
            for it in &mut sent.attachments {
                it.shows = "A monitor in red with a padlock and a clock.".to_owned();
            }
        });
    }),
    ("61-live-ad-hoc-sent", |shell| {
        shell.layout.part = Part::Message;
        live(shell, |live| {
            let sent = &live.input.sent;
            live.command(Command::Tell {
                from: sent.from.clone(),
                to: sent.to.iter().map(|at| (*at).into()).collect(),
                channel: sent.channel.into(),
                text: sent.text.clone(),
                attachments: sent.attachments[..1].to_vec(),
            });
            live.settle();
            live.input.desk = Desk::Cards;
        });
    }),
    ("55-review-plan", |shell| {
        shell.layout.part = Part::Map;
        live(shell, |live| {
            live.input.desk = Desk::Cards;
            live.advance(u64::MAX / 120);
            cite(live);
        });
        shell.review();
        review(shell, |review| review.input.tab = Tab::Plan);
    }),
    ("56-review-debrief", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::Debrief;
            review.input.debrief.go(2);
            for (who, words) in [
                (
                    "Loggist",
                    "The bleeps worked and nobody had the list of extensions on paper.",
                ),
                (
                    "Imaging lead",
                    "We stopped trusting the screens an hour before anybody said so.",
                ),
            ] {
                words.clone_into(&mut review.input.debrief.text);
                let command = review.input.debrief.note(who);
                review.write(vec![command]);
                review.settle();
            }
            review.input.debrief.running = true;
            review.frame(95.0);
        });
    }),
    ("62-debrief-room-window", |shell| {
        shell.rooms.open.insert(OrganisationId(0));
    }),
    ("59-review-debrief-owners", |shell| {
        shell.rooms.open.clear();
        review(shell, |review| {
            review.input.debrief.go(6);
            for (issue, action) in [
                (
                    "Nobody could say who decides to cut a department off.",
                    "Name the decider and a deputy on the cyber action card.",
                ),
                (
                    "The wards had no list of who is in which bed.",
                    "Print the bed state at six, every day, and keep it at the desk.",
                ),
            ] {
                issue.clone_into(&mut review.input.debrief.text);
                action.clone_into(&mut review.input.debrief.action);
                let command = review.input.debrief.change(&review.seen.view.observations);
                review.write(vec![command]);
                review.settle();
            }
            review.input.debrief.go(7);
            review.input.debrief.owned = Some((1, "EPRR lead".to_owned(), String::new()));
        });
    }),
    ("57-review-evidence", |shell| {
        shell.write_evidence();
        shell.wait();
    }),
];
