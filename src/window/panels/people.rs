//! Who takes part with a browser: the page is opened and closed, codes and chairs, and what people want of
//! the facilitator. Must not know how a page is served.

use super::Action;
use crate::window::live::{People, PeopleAsk, PeopleInput, Seen};
use crate::window::qr;
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{caps, field, pick, primary, quiet, row, secondary, text, toggle};
use egui::{FontFamily, Sense, Ui, vec2};
use std::time::Duration;
use wardroom_core::exercise::{Command, Speaker, Voice, What};
use wardroom_core::host::Ask;
use wardroom_core::record::wire;
use wardroom_core::scenario::{RoleId, Scenario};
use wardroom_core::views::{answers_itself, leanings};
use wardroom_pages::networks;
use wardroom_pages::seats::{Admits, Seat, Seats, spaced};

/// Width of the column with the code, and of the code itself, points.
const LEFT: f32 = 250.0;
const CODE: f32 = 200.0;
/// Width of the list from which a device's place is chosen.
const MOVE: f32 = 190.0;

/// Who joins is looked for so often while the sheet lies open.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// Shows the sheet.
pub fn people_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    people: Option<&People>,
    input: &mut PeopleInput,
) -> Option<Action> {
    let Some(people) = people else {
        let action = closed_ui(ui, theme, input);
        ui.add_space(10.0);
        return action.or(paper_ui(ui, theme, seen, input));
    };
    ui.ctx().request_repaint_after(LOOK_EVERY);
    let mut action = None;
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(LEFT);
            action = door_ui(ui, theme, people);
        });
        ui.add_space(12.0);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width());
            let wants = wants_ui(ui, theme, seen, input);
            action = action.take().or(wants);
            leanings_ui(ui, theme, seen);
            ui.add_space(10.0);
            let chairs = chairs_ui(ui, theme, &seen.scenario, people);
            action = action.take().or(chairs);
            ui.add_space(10.0);
            let paper = paper_ui(ui, theme, seen, input);
            action = action.take().or(paper);
        });
    });
    action
}

/// Before anything is served: what it is, and on which network.
fn closed_ui(ui: &mut Ui, theme: &Theme, input: &mut PeopleInput) -> Option<Action> {
    ui.label(text(
        "People at the table, evaluators and rooms elsewhere can take part with a browser of their own.",
        size::TITLE,
        semibold(),
        theme.text,
    ));
    quiet(
        ui,
        theme,
        "Nothing is served until you open the page. It is served on one network that you choose, nothing leaves for the internet, and it closes with the exercise. Nobody needs an account.",
    );
    ui.add_space(8.0);
    caps(ui, theme, "Network");
    let found = input.networks.get_or_insert_with(networks);
    if found.is_empty() {
        quiet(ui, theme, "This computer is on no network.");
    }
    let picked = input.network.or_else(|| found.first().map(|it| it.address));
    for network in found.iter() {
        let words = format!("{}   {}, {}", network.address, network.name, network.kind);
        if toggle(ui, theme, picked == Some(network.address), &words).clicked() {
            input.network = Some(network.address);
        }
    }
    ui.add_space(8.0);
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        let open = primary(ui, theme, "Open the page", picked.is_some());
        if let Some(at) = picked.filter(|_| open.clicked()) {
            action = Some(Action::People(PeopleAsk::Open(at)));
        }
        if secondary(ui, theme, "Look for networks again").clicked() {
            input.networks = None;
        }
    });
    quiet(
        ui,
        theme,
        "Phones on a guest network often can't reach a computer on the trust's. A travel router without internet always works.",
    );
    action
}

/// Answers from paper and sealed pages: the code that somebody reads out.
fn paper_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, input: &mut PeopleInput) -> Option<Action> {
    caps(ui, theme, "Answers from paper");
    let mut action = None;
    let mut entered = false;
    ui.horizontal(|ui| {
        let typed = ui
            .scope(|ui| {
                ui.set_width(180.0);
                field(ui, theme, "Code", "KDRT MWXA", &mut input.code, 1)
            })
            .inner;
        entered = typed.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
        entered |= secondary(ui, theme, "Enter the answer").clicked();
    });
    if entered && !input.code.trim().is_empty() {
        let events = seen.view.log.iter().map(|line| line.event.clone());
        let events: Vec<_> = events.collect();
        match wardroom_sealed::of_code(&seen.scenario, &events, &input.code) {
            Ok(command) => {
                input.code.clear();
                input.told = "It is on record as what that role would choose.".to_owned();
                action = Some(Action::enter(command));
            }
            Err(why) => input.told = why.0,
        }
    }
    let words = match input.told.as_str() {
        "" => "Eight letters from a sealed page or an answer sheet, as they are read out.",
        told => told,
    };
    quiet(ui, theme, words);
    action
}

/// The ways in, and what people may do.
fn door_ui(ui: &mut Ui, theme: &Theme, people: &People) -> Option<Action> {
    let mut asks = None;
    let (codes, locked, plays) = people.house.look(|seats| {
        let code = |admits| spaced(seats.codes().code(admits));
        let codes = Admits::ALL.map(code);
        (codes, seats.locked(), seats.plays())
    });
    let [player, evaluator, screen, site] = codes;
    let heading = if locked {
        "Join · door locked"
    } else {
        "Join · door open"
    };
    caps(ui, theme, heading);
    let origin = format!("http://{}", people.at());
    let plain: String = player.split_whitespace().collect();
    code_ui(ui, &format!("{origin}/j/{plain}"));
    ui.label(text(&player, size::LARGE, bold(), theme.text));
    quiet(ui, theme, &origin);
    ui.add_space(4.0);
    for (who, code) in [
        ("Evaluators", evaluator),
        ("Rooms elsewhere", screen),
        ("Site facilitators", site),
    ] {
        row(
            ui,
            |ui| {
                quiet(ui, theme, who);
            },
            |ui| {
                ui.label(text(&code, size::BODY, bold(), theme.text));
            },
        );
    }
    ui.add_space(6.0);
    for (on, words, ask) in [
        (locked, "Lock the door", PeopleAsk::Lock(!locked)),
        (
            plays,
            "Roles play their cards themselves",
            PeopleAsk::LetPlay(!plays),
        ),
        (
            people.in_room,
            "Show the code in the room",
            PeopleAsk::InRoom(!people.in_room),
        ),
    ] {
        if toggle(ui, theme, on, words).clicked() {
            asks = Some(ask);
        }
    }
    ui.horizontal_wrapped(|ui| {
        if secondary(ui, theme, "New codes")
            .on_hover_text("Who is in stays in; the codes until now let nobody in any more.")
            .clicked()
        {
            asks = Some(PeopleAsk::NewCodes);
        }
        if secondary(ui, theme, "Close the page").clicked() {
            asks = Some(PeopleAsk::Close);
        }
    });
    quiet(
        ui,
        theme,
        "Plain HTTP on this network alone. What was sent stays in the record.",
    );
    asks.map(Action::People)
}

/// An address as a QR code.
fn code_ui(ui: &mut Ui, address: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(CODE, CODE), Sense::hover());
    qr::paint(ui.painter(), rect, address);
    response.widget_info(|| {
        let words = format!("QR code of {address}");
        egui::WidgetInfo::labeled(egui::WidgetType::Image, true, words)
    });
}

/// What people want of the facilitator: cards that are proposed, what is asked of anybody whom nobody plays,
/// what is said to the facilitator. What was answered is not listed any more.
fn wants_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, input: &mut PeopleInput) -> Option<Action> {
    let scenario = &seen.scenario;
    let log = &seen.view.log;
    let open: Vec<_> = log
        .iter()
        .filter(|line| !input.done.contains(&line.number))
        .filter(|line| match &line.event.what {
            What::Proposed { card, by, .. } => !log.iter().any(|later| {
                later.number > line.number
                    && matches!(&later.event.what, What::ActionStarted { card: started, by: who, .. } if started == card && who == by)
            }),
            What::Said { by: Speaker::Role(who), to, text } if !matches!(to, Speaker::Role(_)) => {
                !answers_itself(scenario, who, to, text) && !log.iter().any(|later| {
                    later.number > line.number
                        && matches!(&later.event.what, What::Said { by, to: Speaker::Role(back), .. } if by == to && back == who)
                })
            }
            _ => false,
        })
        .collect();
    caps(ui, theme, &format!("For you · {}", open.len()));
    if open.is_empty() {
        quiet(
            ui,
            theme,
            "What roles propose, ask of anybody, or tell you comes here.",
        );
    }
    let mut action = None;
    for line in open {
        let clock = scenario.time_at(line.event.at_secs).strftime("%H:%M");
        match &line.event.what {
            What::Proposed {
                card,
                target,
                by,
                because,
            } => {
                head(
                    ui,
                    theme,
                    &format!("{} proposes  {clock}", title(scenario, by)),
                );
                quiet(ui, theme, format!("{} {because}", line.line.title));
                ui.horizontal_wrapped(|ui| {
                    let play = played(scenario, card, target.as_deref(), by, because);
                    if let Some(command) = play
                        && primary(ui, theme, "Play it", true).clicked()
                    {
                        action = Some(Action::Ask(Ask::Enter(command)));
                    }
                    if secondary(ui, theme, "No").clicked() {
                        input.done.insert(line.number);
                    }
                });
            }
            What::Said {
                by: Speaker::Role(who),
                to,
                text: said,
            } => {
                let whom = match to {
                    Speaker::Somebody(name) => format!("asks {name}"),
                    _ => "to you".to_owned(),
                };
                head(
                    ui,
                    theme,
                    &format!("{} {whom}  {clock}", title(scenario, who)),
                );
                quiet(ui, theme, format!("“{said}”"));
                let role = scenario.names.roles.get(who).copied();
                let answered = answer_ui(ui, theme, line.number, (role, to), input);
                action = action.take().or(answered);
            }
            _ => {}
        }
    }
    action
}

/// How roles lean on what is still to be decided: who, to what, how sure and why.
fn leanings_ui(ui: &mut Ui, theme: &Theme, seen: &Seen) {
    let scenario = &seen.scenario;
    let open = seen.view.team.prompts.iter().rev();
    for put in open.filter(|it| it.decided.is_none()) {
        let leaning = leanings(scenario, &seen.view.log, put.prompt.into());
        if leaning.is_empty() {
            continue;
        }
        let model = &scenario.prompts[put.prompt];
        ui.add_space(10.0);
        caps(ui, theme, "How roles lean");
        head(ui, theme, &model.question);
        for it in leaning.values() {
            let because = match it.because.as_str() {
                "" => String::new(),
                because => format!(": {because}"),
            };
            let option = &model.options[it.option].title;
            let words = format!(
                "{} would choose {}, {option}. Sure {} of 5{because}",
                it.who,
                it.option + 1,
                it.confidence
            );
            quiet(ui, theme, words);
        }
    }
}

/// The answer to something that was said: in the name of whoever was asked.
fn answer_ui(
    ui: &mut Ui,
    theme: &Theme,
    number: usize,
    (role, to): (Option<RoleId>, &Speaker),
    input: &mut PeopleInput,
) -> Option<Action> {
    let mut action = None;
    let writes = matches!(&input.reply, Some((of, _)) if *of == number);
    if !writes {
        ui.horizontal_wrapped(|ui| {
            let words = match to {
                Speaker::Somebody(_) => "Answer for them",
                _ => "Answer",
            };
            if secondary(ui, theme, words).clicked() {
                input.reply = Some((number, String::new()));
            }
            if secondary(ui, theme, "Done").clicked() {
                input.done.insert(number);
            }
        });
        return None;
    }
    let (Some((_, words)), Some(role)) = (&mut input.reply, role) else {
        return None;
    };
    field(ui, theme, "Answer", "As they would say it", words, 2);
    let typed = words.trim().to_owned();
    let mut dropped = false;
    ui.horizontal_wrapped(|ui| {
        if primary(ui, theme, "Send", !typed.is_empty()).clicked() {
            let by = match to {
                Speaker::Somebody(name) => Voice::Somebody(name.clone()),
                _ => Voice::Facilitator,
            };
            action = Some(Action::enter(Command::Say {
                by,
                to: Voice::Role(role),
                text: typed,
            }));
        }
        dropped = secondary(ui, theme, "Not now").clicked();
    });
    if dropped {
        input.reply = None;
    }
    action
}

/// A proposed card as the order that it would be.
fn played(
    scenario: &Scenario,
    card: &str,
    target: Option<&str>,
    by: &str,
    because: &str,
) -> Option<Command> {
    let order = wire::Command::Play {
        card: card.to_owned(),
        target: target.map(str::to_owned),
        by: by.to_owned(),
        because: because.to_owned(),
    };
    order.meant(scenario).ok()
}

/// Every chair with who sits there, then evaluators and screens.
fn chairs_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, people: &People) -> Option<Action> {
    let mut asks = None;
    let places = places_of(scenario);
    let chairs: Vec<RoleId> = (0..scenario.roles.len()).map(RoleId::from).collect();
    people.house.look(|seats| {
        let all = seats.people();
        let sits = |role: RoleId| all.iter().any(|it| it.seat == Seat::Chair(role));
        let taken = chairs.iter().filter(|role| sits(**role)).count();
        let empty = chairs.len() - taken;
        caps(
            ui,
            theme,
            &format!("Roles · {taken} taken, {empty} played by you"),
        );
        let rows = Rows {
            theme,
            seats,
            places: &places,
        };
        for role in &chairs {
            let title = &scenario.roles[role.at()].title;
            rows.show(ui, Seat::Chair(*role), title, &mut asks);
        }
        rows.show(ui, Seat::Evaluator, "Evaluators", &mut asks);
        for of in scenario.organisation_ids() {
            let name = format!("Room elsewhere: {}", scenario.organisations[of.at()].short);
            rows.show(ui, Seat::Screen(of), &name, &mut asks);
            let name = format!(
                "Site facilitator: {}",
                scenario.organisations[of.at()].short
            );
            rows.show(ui, Seat::Site(of), &name, &mut asks);
        }
    });
    asks.map(Action::People)
}

/// Devices by where they sit, and where they can be moved.
struct Rows<'a> {
    theme: &'a Theme,
    seats: &'a Seats,
    places: &'a [(Seat, String)],
}

impl Rows<'_> {
    /// A seat and the devices on it, each with what can be done about it.
    fn show(&self, ui: &mut Ui, seat: Seat, name: &str, asks: &mut Option<PeopleAsk>) {
        let theme = self.theme;
        let all = self.seats.people();
        let here: Vec<_> = all.iter().filter(|it| it.seat == seat).collect();
        if here.is_empty() && matches!(seat, Seat::Chair(_)) {
            row(
                ui,
                |ui| {
                    quiet(ui, theme, name);
                },
                |ui| {
                    quiet(ui, theme, "○ played by you");
                },
            );
        }
        for device in here {
            let mut moved = None;
            row(
                ui,
                |ui| {
                    moved = self.moved(ui, device.number, seat);
                    let who = device.who();
                    let who = if who.is_empty() { "no name" } else { &who };
                    let there = if device.streams > 0 {
                        "● there"
                    } else {
                        "▼ away"
                    };
                    quiet(ui, theme, format!("{who}   {there}"));
                },
                |ui| {
                    if secondary(ui, theme, "Remove").clicked() {
                        *asks = Some(PeopleAsk::Remove(device.number));
                    }
                    if toggle(ui, theme, device.muted, "Mute").clicked() {
                        *asks = Some(PeopleAsk::Mute(device.number, !device.muted));
                    }
                },
            );
            if let Some(to) = moved {
                *asks = Some(PeopleAsk::Move(device.number, to));
            }
        }
    }

    /// Where a device is moved to, if it is.
    fn moved(&self, ui: &mut Ui, number: u32, from: Seat) -> Option<Seat> {
        let mut chosen = self.places.iter().position(|(it, _)| *it == from)?;
        let moved = ui
            .push_id(("move", number), |ui| {
                ui.set_max_width(MOVE);
                pick(
                    ui,
                    "Sits at",
                    &mut chosen,
                    |at| self.places[at].1.as_str(),
                    self.places.len(),
                )
            })
            .inner;
        moved.then(|| self.places[chosen].0)
    }
}

/// Every place in an exercise: roles, evaluators, rooms elsewhere.
fn places_of(scenario: &Scenario) -> Vec<(Seat, String)> {
    let roles = scenario.roles.iter().enumerate();
    let roles = roles.map(|(at, it)| (Seat::Chair(at.into()), it.title.clone()));
    let rooms = scenario.organisation_ids().map(|of| {
        let short = &scenario.organisations[of.at()].short;
        let room = (Seat::Screen(of), format!("Room elsewhere: {short}"));
        [room, (Seat::Site(of), format!("Site facilitator: {short}"))]
    });
    let evaluators = std::iter::once((Seat::Evaluator, "Evaluators".to_owned()));
    roles.chain(evaluators).chain(rooms.flatten()).collect()
}

fn title<'a>(scenario: &'a Scenario, role: &'a str) -> &'a str {
    let found = scenario.names.roles.get(role);
    found.map_or(role, |it| scenario.roles[it.at()].title.as_str())
}

fn head(ui: &mut Ui, theme: &Theme, words: &str) {
    ui.label(text(
        words,
        size::BODY,
        FontFamily::Proportional,
        theme.text,
    ));
}
