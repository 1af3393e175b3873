//! Pictures of every screen: drives the real window through its screens with a scripted team and
//! saves a picture of each. `cargo xtask pictures` runs it. Must not show anything a facilitator
//! would not see.
#![allow(
    clippy::disallowed_methods,
    reason = "no part of the program: it looks for its own pictures"
)]
#![allow(clippy::print_stderr, reason = "no part of the program")]

mod frames;

use bevy::prelude::*;
use bevy::render::view::window::screenshot::{Screenshot, save_to_disk};
use bevy::winit::{UpdateMode, WinitSettings};
use clap::Parser;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::ExitCode;
use wardroom::window::{
    self, Author, AuthorAction, AuthorTab, Desk, Ground, Live, Overlay, Part, PendingInput,
    PeopleAsk, Register, Review, RoomWindow, Screen, Settings, Shell, ShellResource, Tab,
};
use wardroom_core::exercise::{Command, Speaker, Stance, Voice};
use wardroom_core::host::Ask;
use wardroom_pages::seats::{Seat, Wants};

/// How the pictures of the screens are taken.
#[derive(Debug, Parser)]
struct Arguments {
    /// Save a picture of each screen, played by a scripted team, to this folder.
    folder: PathBuf,
    /// The window's size in pixels.
    #[arg(long, value_name = "WxH", default_value = "1920x1080", value_parser = size)]
    size: (u32, u32),
    /// The size of text, per cent.
    #[arg(
        long,
        value_name = "PCT",
        default_value_t = 100,
        value_parser = clap::value_parser!(u16).range(80..=200)
    )]
    text: u16,
    /// The theme: as the screens were designed, dark, or light.
    #[arg(long, value_enum, default_value_t)]
    ground: PictureGround,
    /// Colours for people who don't see red and green apart.
    #[arg(long)]
    safe_colours: bool,
    /// Take these pictures alone: parts of their names. All up to the last of them are prepared.
    #[arg(long, value_delimiter = ',', conflicts_with = "rest")]
    only: Vec<String>,
    /// Prepare these pictures, take none, and leave the window to itself: for the test of what a
    /// window at rest costs.
    #[arg(long, value_delimiter = ',')]
    rest: Vec<String>,
    /// The same with the keyboard in a field.
    #[arg(long, requires = "rest")]
    typing: bool,
    /// Instead of leaving it to itself, draw so many frames with the clock running, and print how long
    /// each took.
    #[arg(long, requires = "rest", value_name = "COUNT")]
    frames: Option<usize>,
}

/// The ground of the pictures.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum PictureGround {
    /// As the screens were drawn.
    #[default]
    Drawn,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

/// A window's size as it is written: `1920x1080`.
fn size(typed: &str) -> Result<(u32, u32), String> {
    typed
        .split_once('x')
        .and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)))
        .filter(|(width, height)| (640..=7680).contains(width) && (480..=4320).contains(height))
        .ok_or_else(|| format!("“{typed}” is no size of a window; write 1920x1080"))
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let settings = Settings {
        text_pct: arguments.text,
        ground: match arguments.ground {
            PictureGround::Drawn => Ground::Drawn,
            PictureGround::Dark => Ground::Dark,
            PictureGround::Light => Ground::Light,
        },
        safe_colours: arguments.safe_colours,
        ..Settings::default()
    };
    let done = if arguments.rest.is_empty() {
        pictures(&arguments, settings)
    } else {
        let records = arguments.folder.join("records");
        rest(&arguments, records)
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

/// What is prepared before a picture is taken.
type Prepare = fn(&mut Shell);

/// The pictures, in order. What ends in `room-window` is taken of the room's own window.
const SHOTS: [(&str, Prepare); 60] = [
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
    ("55-review-plan", |shell| {
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
    ("59-review-debrief-owners", |shell| {
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
    ("02-briefing-read", |shell| {
        shell.choose_by_id("friday-lunchtime");
        shell.briefing.plan.chosen = None;
        shell.briefing.names.clear();
        shell.briefing.seed = "4172".to_owned();
    }),
    ("40-briefing-slide", |shell| {
        // The first that goes to a place.
        shell.briefing.wall.at = 2;
    }),
    ("41-briefing-full-screen", |shell| {
        shell.briefing.wall.at = shell.briefing.wall.count().saturating_sub(1);
        shell.briefing.wall.full = true;
    }),
    ("03-briefing-people", |shell| {
        shell.briefing.step = 1;
        for (at, name) in shell.briefing.names.iter_mut().enumerate() {
            if at % 2 == 0 {
                *name = format!("Participant {}", at / 2 + 1);
            }
        }
    }),
    ("04-briefing-objectives", |shell| shell.briefing.step = 2),
    ("42-briefing-start", |shell| shell.briefing.step = 3),
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
    ("17-review", |shell| {
        shell.rooms.here = false;
        shell.review();
    }),
    ("18-review-moment", |shell| {
        review(shell, |review| review.look(Some(130 * 60)));
    }),
    ("40-review-moment-known", |shell| {
        review(shell, |review| {
            review.input.happened.spot.model.known = true;
        });
    }),
    ("23-review-believed", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::Believed;
            review.luck(wardroom::window::LUCK_RUNS);
        });
    }),
    ("24-review-people", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::People;
            answered(review);
        });
    }),
    ("19-review-mattered", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::Mattered;
            let measure = review.input.mattered.measure;
            review.rank(measure, wardroom::window::RANKING_RUNS);
        });
    }),
    ("20-review-what-if", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::WhatIf;
            review.input.what_if.decision = 3;
            review.input.what_if.mins = -30;
            let change = review.input.what_if.change();
            review.what_if(change, wardroom_core::review::what_if::RUNS);
        });
    }),
    ("41-review-two-days", |shell| {
        review(shell, |review| {
            review.input.happened.spot.model.known = false;
            review.input.days.beside = true;
            review.look(Some(220 * 60));
        });
    }),
    ("21-review-ratings", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::Ratings;
            review.input.rating.open_objective = 2;
            let assessment = &review.seen.view.assessment;
            review.input.rating.take_up(assessment, 2, 1);
        });
    }),
    ("22-review-actions", |shell| {
        review(shell, |review| {
            review.input.tab = Tab::Actions;
            review.input.action = Some(wardroom_core::exercise::Improvement {
                number: 1,
                issue: "Nobody could say who decides to cut a department off.".to_owned(),
                action: "Name the decider and a deputy on the cyber action card.".to_owned(),
                owner: "EPRR lead".to_owned(),
                due: "2027-01-29".to_owned(),
                ..Default::default()
            });
        });
    }),
    ("43-home-again", |shell| {
        shell.screen = Screen::Home;
        shell.records.look();
        shell.wait();
    }),
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
    ("26-author-story", |shell| {
        shell.choose_by_id("friday-lunchtime");
        shell.author_chosen();
        shell.wait();
        author(shell, |author| author.act(AuthorAction::Pick("injects", 6)));
    }),
    ("27-author-questions", |shell| {
        author(shell, |author| {
            author.input.tab = AuthorTab::Questions;
            author.act(AuthorAction::Pick("prompts", 2));
            author.act(AuthorAction::Advise);
            author.trials.advice.wait();
        });
    }),
    ("28-author-estate", |shell| {
        author(shell, |author| author.input.tab = AuthorTab::Estate);
    }),
    ("29-author-estate-table", |shell| {
        author(shell, |author| author.input.as_table = true);
    }),
    ("30-author-cards", |shell| {
        author(shell, |author| {
            author.input.as_table = false;
            author.input.tab = AuthorTab::Cards;
            author.act(AuthorAction::Pick("cards", 12));
        });
    }),
    ("31-author-balance", |shell| {
        author(shell, |author| {
            author.input.tab = AuthorTab::Balance;
            author.act(AuthorAction::Balance(2));
            author.trials.balance.wait();
        });
    }),
];

/// Opens the window as it stands when these pictures were prepared, and leaves it to itself; with
/// the keyboard in a field, if somebody is typing. What a window at rest costs is measured from
/// outside; what frames take, here.
///
/// # Errors
/// If there is no such picture, or the window fails; in words.
fn rest(arguments: &Arguments, records: PathBuf) -> Result<(), String> {
    let mut shell = Shell::new(None, records);
    shell.wait();
    for picture in &arguments.rest {
        let (_, prepare) = SHOTS
            .iter()
            .find(|(name, _)| name == picture)
            .ok_or_else(|| format!("there is no picture {picture}"))?;
        prepare(&mut shell);
        shell.wait();
    }
    if let Some(count) = arguments.frames {
        return frames::frames(shell, arguments.size, count);
    }
    if arguments.typing {
        live(&mut shell, |live| {
            live.input.jump.typed = Some(String::new());
            live.input.jump.keys = true;
        });
    }
    window::open(shell)
}

fn author(shell: &mut Shell, change: impl FnOnce(&mut Author)) {
    if let Screen::Author(author) = &mut shell.screen {
        change(author);
    }
}

/// People who answered: the same words in each picture.
fn answered(review: &mut Review) {
    let objectives: Vec<String> = review
        .seen
        .view
        .story()
        .objectives
        .iter()
        .map(|it| it.id.clone())
        .collect();
    let groups = [
        "Nurse",
        "Nurse",
        "Nurse",
        "Porter",
        "Doctor",
        "Ward clerk",
        "Executive",
    ];
    for (at, group) in groups.iter().enumerate() {
        let mark = |place: usize| ((at * 7 + place * 3) % 4 + 2) as u8;
        review.input.people.empty(&review.seen.view.observations);
        let mut answer = review.input.people.answer.clone();
        (*group).clone_into(&mut answer.group);
        for (place, (id, _)) in wardroom_core::exercise::STATEMENTS.iter().enumerate() {
            answer.agrees.insert((*id).to_owned(), mark(place));
        }
        for (place, id) in objectives.iter().enumerate() {
            answer.confidence.insert(id.clone(), mark(place + 1));
            if mark(place) < 4 {
                let element = wardroom_core::exercise::Element::ALL[(at + place) % 5];
                answer.support.insert(id.clone(), vec![element]);
            }
        }
        if at == 3 {
            "Nobody told the porters which wards were on paper. A runner's list at the lodge would do.".clone_into(&mut answer.change);
        }
        if at == 1 {
            "We went to paper early and the ward kept its drug rounds."
                .clone_into(&mut answer.well);
        }
        let command = wardroom_core::exercise::Command::Answer(Box::new(answer));
        review.write(vec![command]);
        review.settle();
    }
}

fn review(shell: &mut Shell, change: impl FnOnce(&mut Review)) {
    if let Screen::Review(review) = &mut shell.screen {
        change(review);
        review.wait();
    }
}

fn live(shell: &mut Shell, change: impl FnOnce(&mut Live)) {
    if let Screen::Live(live) = &mut shell.screen {
        change(live);
    }
}

fn segment(live: &Live, id: &str) -> Option<usize> {
    live.scenario().names.segments.get(id).map(|id| id.at())
}

fn take_up(live: &mut Live, id: &str) {
    let scenario = live.scenario().clone();
    let card = scenario.names.cards.get(id).map(|id| id.at());
    live.input.cards.card = card;
    if let (Some(card), Some(segment)) = (card, live.input.picked) {
        let wanted = wardroom_core::scenario::Target::Segment(segment.into());
        live.input.cards.target = scenario
            .targets(scenario.cards[card].target)
            .iter()
            .position(|target| *target == wanted);
    }
}

/// Plays on to a minute since STARTEX, over so many real minutes that end now.
fn paced(shell: &mut Shell, until: u64, real_mins: u32) {
    live(shell, |live| {
        let from = live.seen.view.clock.secs / 60;
        let whole = (until - from).max(1) as f64;
        for minute in from..=until {
            let left = (until - minute) as f64 / whole * f64::from(real_mins);
            live.advance_ago(minute * 60, left as u32);
        }
        live.input = PendingInput::default();
        live.ask(Ask::Read(
            live.seen.view.team.messages.get(1).map(|it| it.source),
        ));
        live.wait();
    });
}

/// Says of the last decisions how they stand to the plan: follows what is most likely, and silent where nothing
/// is; of every fourth nothing.
fn cite(live: &mut Live) {
    let offered = live.seen.view.offered.clone();
    let open = offered.iter().skip(1).filter(|it| it.said.is_empty());
    for (at, of) in open.enumerate() {
        let stance = match of.suggested.first() {
            Some((clause, _)) if at % 5 == 4 => Stance::Against {
                clause: clause.clone(),
                because: "Nobody on the list could be reached, and the lists were running."
                    .to_owned(),
            },
            Some((clause, _)) => Stance::Follows {
                clause: clause.clone(),
            },
            None if at % 4 == 3 => continue,
            None => Stance::Silent,
        };
        live.command(Command::Cite {
            by: Speaker::Facilitator,
            of: of.entry,
            stance,
        });
    }
}

fn advance(shell: &mut Shell, mins: u64) {
    if let Screen::Live(live) = &mut shell.screen {
        live.advance(mins * 60);
        live.input = PendingInput::default();
        live.ask(Ask::Read(
            live.seen.view.team.messages.first().map(|it| it.source),
        ));
        live.wait();
    }
}

/// How far the pictures are.
#[derive(Resource)]
struct Progress {
    folder: PathBuf,
    /// Names of those that are taken.
    wanted: Vec<&'static str>,
    at: usize,
    frames: u32,
    asked: bool,
}

/// Frames between preparing a screen and taking its picture: layouts settle, shapes are loaded.
const SETTLE_FRAMES: u32 = 12;
/// Frames after which a picture that does not appear is given up.
const PATIENCE_FRAMES: u32 = 2_000;

/// Saves a picture of each screen to a folder.
///
/// # Errors
/// Why it can't be done, in words.
fn pictures(arguments: &Arguments, settings: Settings) -> Result<(), String> {
    let (folder, (width, height)) = (&arguments.folder, arguments.size);
    let wanted = |name: &&str| {
        let named = |part: &String| name.contains(part.as_str());
        arguments.only.is_empty() || arguments.only.iter().any(named)
    };
    let names: Vec<&str> = SHOTS.iter().map(|(name, _)| *name).filter(wanted).collect();
    for name in &names {
        // An old picture must not be taken for a new one.
        let picture = folder.join(format!("{name}.png"));
        wardroom_files::make_way(&picture)
            .map_err(|error| format!("{} can't be made: {error}", picture.display()))?;
    }
    let records = folder.join("records");
    let mut shell = Shell::new(None, records);
    shell.wait();
    shell.screen = Screen::Home;
    shell.settings = settings;
    if shell.library.sound().next().is_none() {
        return Err("no scenario was found that can be played".to_owned());
    }
    let mut app = window::app(shell, width, height);
    app.insert_resource(WinitSettings {
        focused_mode: UpdateMode::Continuous,
        unfocused_mode: UpdateMode::Continuous,
    })
    .insert_resource(Progress {
        folder: folder.to_path_buf(),
        wanted: names.clone(),
        at: 0,
        frames: 0,
        asked: false,
    })
    .add_systems(Last, drive);
    let ended = app.run();
    let missing: Vec<&str> = names
        .into_iter()
        .filter(|name| !folder.join(format!("{name}.png")).is_file())
        .collect();
    match (ended, missing.as_slice()) {
        (AppExit::Success, []) => Ok(()),
        (_, missing) => Err(format!(
            "these pictures could not be taken: {}",
            missing.join(", ")
        )),
    }
}

fn drive(
    mut commands: Commands,
    mut progress: ResMut<Progress>,
    mut shell: ResMut<ShellResource>,
    mut settings: ResMut<WinitSettings>,
    mut window: Single<&mut Window, With<bevy::window::PrimaryWindow>>,
    room: Query<Entity, (With<RoomWindow>, With<Window>)>,
    mut exit: MessageWriter<AppExit>,
) {
    // No tooltip in the way.
    window.set_cursor_position(Some(Vec2::new(3.0, 3.0)));
    settings.focused_mode = UpdateMode::Continuous;
    settings.unfocused_mode = UpdateMode::Continuous;
    let Some((name, prepare)) = SHOTS.get(progress.at) else {
        exit.write(AppExit::Success);
        return;
    };
    let path = progress.folder.join(format!("{name}.png"));
    if progress.frames == 0 {
        prepare(&mut shell.0);
        shell.0.wait();
        if !progress.wanted.contains(name) {
            progress.at += 1;
            if progress
                .wanted
                .iter()
                .all(|name| progress.folder.join(format!("{name}.png")).is_file())
            {
                progress.at = SHOTS.len();
            }
            return;
        }
    }
    progress.frames += 1;
    if progress.frames == SETTLE_FRAMES {
        let of = match room.iter().next() {
            Some(room) if name.ends_with("room-window") => Screenshot::window(room),
            _ => Screenshot::primary_window(),
        };
        commands.spawn(of).observe(save_to_disk(path.clone()));
        progress.asked = true;
    }
    if progress.asked && path.is_file() {
        progress.at += 1;
        progress.frames = 0;
        progress.asked = false;
    } else if progress.frames > PATIENCE_FRAMES {
        exit.write(AppExit::error());
    }
}
