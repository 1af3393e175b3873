//! `wardroom serve`: an exercise without a window, for people with browsers. What they may do and see is the
//! host's and the pages' matter. Must not draw a page.

mod order;
mod taken;

use super::ended::{Ended, Failure, Outcome};
use super::named_files::scenario_at;
use super::run::team_called;
use super::terminal::say;
use crate::real_time::millis;
use clap::Args;
use order::Order;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::time::Duration;
use wardroom_core::exercise::{Command, Speaker, Voice, What};
use wardroom_core::host::{Ask, Host, Request};
use wardroom_core::record::{Header, Person, Story};
use wardroom_core::scenario::RoleId;
use wardroom_core::views::timeline::{self, Kind};
use wardroom_files::RecordFile;
use wardroom_pages::seats::{Admits, Seat, spaced};
use wardroom_pages::{
    Address, Certificate, Clock, Desk, House, Limits, Shown, certificate, door, networks, random,
    serve as listen,
};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_millis(50);

/// Arguments of `wardroom serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The scenario's file.
    scenario: PathBuf,
    /// This scripted team plays the chairs.
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// The random seed: what is left to chance follows from it.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// This machine's address on the network on which people take part; without it, the networks are
    /// listed.
    #[arg(long, value_name = "IP")]
    address: Option<IpAddr>,
    /// Where the firewall lets people in.
    #[arg(long, value_name = "N", default_value_t = 4170)]
    port: u16,
    /// The trust's own certificate, as PEM with its chain: pages by TLS.
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// The certificate's key, as PEM.
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// The host's name that stands in the certificate, if browsers use that in place of the address.
    #[arg(long, value_name = "NAME", requires = "cert")]
    name: Option<String>,
    /// The folder for the record.
    #[arg(short, long, value_name = "DIR", default_value = "records/served")]
    output: PathBuf,
}

pub fn serve(arguments: &Serve) -> Outcome {
    let at = SocketAddr::new(chosen(arguments.address)?, arguments.port);
    let certificate = read_certificate(arguments)?;
    let mut host = started(arguments)?;
    let (door, desk) = door(Shown::of(&host, None));
    let secure = certificate.is_some();
    let house = |at: SocketAddr| {
        let host = match &arguments.name {
            Some(name) => format!("{name}:{}", at.port()),
            None => at.to_string(),
        };
        House::new(door, Address { host, secure }, Clock::new(millis))
    };
    let (mut server, house) = listen(at, certificate, Limits::default(), house)
        .map_err(|why| Failure::CouldNotRun(why.to_string()))?;
    tell_codes(&house, server.at, secure, arguments.name.as_deref());
    say("Type “help” for what you can type; “run” starts the clock.");
    let lines = typed_lines();
    let story = Story::of(host.scenario());
    let mut table = Table {
        told: host.events().len(),
        story,
        host: &mut host,
        desk: &desk,
        house: &house,
    };
    table.until_stopped(&lines);
    server.stop();
    host.flush();
    match host.unwritten() {
        Some(why) => Err(Failure::CouldNotRun(why.to_owned())),
        None => {
            say(&format!("The record is {}", host.store().path().display()));
            Ok(Ended::Done)
        }
    }
}

/// The address, or the list of those there are.
fn chosen(address: Option<IpAddr>) -> Result<IpAddr, Failure> {
    match address {
        Some(all) if all.is_unspecified() => Err(Failure::CouldNotRun(
            "pages are served at one address, not at all of them; choose one with --address"
                .to_owned(),
        )),
        Some(one) => Ok(one),
        None => {
            say("Choose the network on which people take part, with --address:");
            for network in networks() {
                say(&format!(
                    "  {}  {}, {}",
                    network.address, network.name, network.kind
                ));
            }
            Err(Failure::CouldNotRun("no address was chosen".to_owned()))
        }
    }
}

fn read_certificate(arguments: &Serve) -> Result<Option<Certificate>, Failure> {
    let (Some(chain), Some(key)) = (&arguments.cert, &arguments.key) else {
        return Ok(None);
    };
    let read = |path: &PathBuf| {
        wardroom_files::read(path, wardroom_files::MAX_SMALL_BYTES)
            .map_err(|why| Failure::CouldNotRun(format!("{} can't be read: {why}", path.display())))
    };
    let made = certificate(&read(chain)?, &read(key)?);
    made.map(Some).map_err(Failure::CouldNotRun)
}

/// The exercise with its record.
fn started(arguments: &Serve) -> Result<Host<RecordFile>, Failure> {
    let scenario = scenario_at(&arguments.scenario)?;
    let team = arguments
        .team
        .as_deref()
        .map(|it| team_called(&scenario, it));
    let team = team.transpose()?;
    let path = arguments.output.join("record.jsonl");
    let file = RecordFile::create(&path).map_err(|error| {
        Failure::CouldNotRun(format!("{} can't be written: {error}", path.display()))
    })?;
    let people = scenario.roles.iter().map(|role| Person {
        role: role.id.clone(),
        name: String::new(),
    });
    let named = team.as_ref().map(|it| it.id.clone());
    let real = crate::real_time::now();
    let header = Header::new(&scenario, arguments.seed, named, people.collect(), real);
    Host::start(&scenario, header, team, file)
        .map_err(|error| Failure::CouldNotRun(error.to_string()))
}

fn tell_codes(house: &House, at: SocketAddr, secure: bool, name: Option<&str>) {
    let scheme = if secure { "https" } else { "http" };
    let host = name.map_or(at.ip().to_string(), str::to_owned);
    say(&format!("People join at  {scheme}://{host}:{}", at.port()));
    house.look(|seats| {
        for (admits, who) in [
            (Admits::Player, "Players   "),
            (Admits::Evaluator, "Evaluators"),
            (Admits::Screen, "Screens   "),
        ] {
            say(&format!("  {who}  {}", spaced(seats.codes().code(admits))));
        }
    });
}

/// What is typed, line by line, from a thread that waits for it.
fn typed_lines() -> Receiver<String> {
    let (send, lines) = channel();
    let read = move || {
        for line in std::io::stdin().lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    };
    // Without it nothing can be typed; people take part all the same.
    let _unread = std::thread::Builder::new()
        .name("typed".to_owned())
        .spawn(read);
    lines
}

/// An exercise that is served.
struct Table<'a> {
    host: &'a mut Host<RecordFile>,
    desk: &'a Desk,
    house: &'a Arc<House>,
    /// What the scenario's ids are called.
    story: Story,
    /// Events that were told.
    told: usize,
}

impl Table<'_> {
    /// Goes on until somebody types that it is to stop.
    fn until_stopped(&mut self, lines: &Receiver<String>) {
        let mut before = millis();
        let mut minute = None;
        let mut said: Option<String> = None;
        loop {
            let mut changed = false;
            match self.desk.next(TICK) {
                Ok(asked) => {
                    let real = crate::real_time::now();
                    let first = asked.put(self.host, &real);
                    let mut done = vec![(asked, first)];
                    for asked in self.desk.waiting() {
                        let answered = asked.put(self.host, &real);
                        done.push((asked, answered));
                    }
                    self.desk.show(self.host);
                    for (asked, answered) in done {
                        asked.answer(answered);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let now = millis();
            let passed = now.saturating_sub(before);
            before = now;
            self.host
                .pass(passed as f64 / 1_000.0, &crate::real_time::now());
            match lines.try_recv() {
                Ok(line) => match self.typed(&line) {
                    Ok(true) => return,
                    Ok(false) => changed = true,
                    Err(why) => say(&why),
                },
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => {}
            }
            let stands = (self.host.exercise().at_minute(), self.host.clock().running);
            if changed || minute != Some(stands) {
                minute = Some(stands);
                self.desk.show(self.host);
            }
            self.tell();
            let who = self.host.no_duff().map(str::to_owned);
            if who != said {
                if let Some(who) = &who {
                    say(&format!(
                        "NO DUFF: {who} says that something real has happened. “run” goes on."
                    ));
                }
                said = who;
            }
        }
    }

    /// Tells what has happened since: what came, what was asked, said, proposed and decided.
    fn tell(&mut self) {
        let events = self.host.events();
        for event in events.get(self.told..).unwrap_or_default() {
            let Some(line) = timeline::line(&self.story, event) else {
                continue;
            };
            // What changes by itself is for the window and the report: here people are told of.
            if matches!(line.kind, Kind::Service | Kind::Effect | Kind::Milestone) {
                continue;
            }
            let clock = self.host.scenario().clock(line.at_secs);
            let by = match &event.what {
                What::Said {
                    by: Speaker::Role(id),
                    ..
                } => format!("{} ({id})", line.who),
                _ => line.who,
            };
            let detail = if line.detail.is_empty() {
                String::new()
            } else {
                format!(" [{}]", line.detail)
            };
            say(&format!("{clock}  {by}: {}{detail}", line.title));
        }
        self.told = self.host.events().len();
    }

    /// Does what was typed. Returns whether it is to stop.
    fn typed(&mut self, line: &str) -> Result<bool, String> {
        match order::read(line)? {
            Order::Nothing => {}
            Order::Help => say(order::HELP),
            Order::Stop => return Ok(true),
            Order::Run(run) => self.ask(Ask::Run(run))?,
            Order::Discuss => self.ask(Ask::Discuss(true))?,
            Order::Next => self.ask(Ask::Next)?,
            Order::Leap => self.ask(Ask::Leap)?,
            Order::Jump(to) => self.ask(Ask::Jump(to))?,
            Order::Speed(speed) => self.ask(Ask::Speed(speed))?,
            Order::End => self.ask(Ask::Enter(Command::End))?,
            Order::Questions => self.questions(),
            Order::Show(number) => self.show(number)?,
            Order::Decide(numbers, role, because) => {
                let by = self.role(&role)?;
                let taken = taken::decision(self.host, numbers, by, because)?;
                self.ask(Ask::Enter(taken))?;
            }
            Order::Proposed => {
                for (at, (words, _)) in taken::proposed(self.host).iter().enumerate() {
                    say(&format!("{:>3}  {words}", at + 1));
                }
            }
            Order::Accept(number) => {
                let mut open = taken::proposed(self.host).into_iter();
                match open.nth(number.wrapping_sub(1)) {
                    Some((_, play)) => self.ask(Ask::Enter(play))?,
                    None => return Err("There is no such card; “proposed” lists them.".to_owned()),
                }
            }
            Order::Say(role, text) => {
                let to = Voice::Role(self.role(&role)?);
                let by = Voice::Facilitator;
                self.ask(Ask::Enter(Command::Say { by, to, text }))?;
            }
            Order::Answer(role, who, text) => {
                let to = Voice::Role(self.role(&role)?);
                let by = Voice::Somebody(who);
                self.ask(Ask::Enter(Command::Say { by, to, text }))?;
            }
            seats => self.seats(seats)?,
        }
        if matches!(
            order::read(line),
            Ok(Order::Next | Order::Jump(_) | Order::Leap)
        ) {
            let secs = self.host.exercise().secs();
            say(&self.host.scenario().clock(secs));
        }
        Ok(false)
    }

    /// What concerns who sits where.
    fn seats(&mut self, order: Order) -> Result<(), String> {
        let found = match order {
            Order::People => {
                self.people();
                true
            }
            Order::Mute(number, muted) => self.house.change(|seats| seats.mute(number, muted)),
            Order::Remove(number) => self.house.change(|seats| seats.remove(number)),
            Order::Seat(number, role) => {
                let seat = Seat::Chair(self.role(&role)?);
                self.house.change(|seats| seats.move_to(number, seat))
            }
            Order::Lock(locked) => {
                self.house.change(|seats| seats.lock(locked));
                true
            }
            Order::Play(plays) => {
                self.house.change(|seats| seats.let_play(plays));
                true
            }
            Order::Codes => {
                let (Some(one), Some(two), Some(three)) = (random(), random(), random()) else {
                    return Err("There is no source of random bytes.".to_owned());
                };
                self.house
                    .change(|seats| seats.new_codes([one, two, three]));
                self.house.look(|seats| {
                    for admits in [Admits::Player, Admits::Evaluator, Admits::Screen] {
                        say(&format!(
                            "{admits:?}  {}",
                            spaced(seats.codes().code(admits))
                        ));
                    }
                });
                true
            }
            _ => true,
        };
        if found {
            Ok(())
        } else {
            Err("There is no device of that number; “people” lists them.".to_owned())
        }
    }

    fn ask(&mut self, ask: Ask) -> Result<(), String> {
        let real = crate::real_time::now();
        let asked = self.host.ask(&Request::of_facilitator(ask), &real);
        asked.map_err(|why| why.to_string())
    }

    fn role(&self, id: &str) -> Result<RoleId, String> {
        let found = self.host.scenario().names.roles.get(id).copied();
        found.ok_or_else(|| {
            let roles = self.host.scenario().roles.iter();
            let ids: Vec<&str> = roles.map(|it| it.id.as_str()).collect();
            format!("There is no such role; there are {}.", ids.join(", "))
        })
    }

    fn people(&self) {
        let scenario = self.host.scenario();
        self.house.look(|seats| {
            for it in seats.people() {
                let seat = match it.seat {
                    Seat::Chair(role) => scenario.roles[role.at()].title.as_str(),
                    Seat::Evaluator => "evaluator",
                    Seat::Screen(of) => scenario.organisations[of.at()].name.as_str(),
                    Seat::Nowhere => "nowhere",
                };
                let muted = if it.muted { ", muted" } else { "" };
                say(&format!("{:>4}  {seat}  {}{muted}", it.number, it.who()));
            }
        });
    }

    /// What was asked, each with its number, and what chairs would decide.
    fn questions(&self) {
        let scenario = self.host.scenario();
        let put = self.host.exercise().team_view().prompts;
        for (number, it) in put.iter().rev().enumerate() {
            let model = &scenario.prompts[it.prompt];
            let stands = if it.decided.is_some() {
                " (decided)"
            } else {
                ""
            };
            say(&format!("{:>3}  {}{stands}", number + 1, model.question));
            for (at, option) in model.options.iter().enumerate() {
                say(&format!("     {} {}", at + 1, option.title));
            }
            for leaning in self.host.leanings(it.prompt.into()).values() {
                let option = &model.options[leaning.option].title;
                let sure = leaning.confidence;
                say(&format!(
                    "     {}: {option}, sure {sure} of 5. {}",
                    leaning.who, leaning.because
                ));
            }
        }
    }

    /// Shows the room how it leans: as a show of hands.
    fn show(&mut self, number: usize) -> Result<(), String> {
        let prompt = taken::question(self.host, number)?;
        let mut hands = vec![0; self.host.scenario().prompts[prompt.at()].options.len()];
        for leaning in self.host.leanings(prompt).values() {
            if let Some(count) = hands.get_mut(leaning.option) {
                *count += 1;
            }
        }
        self.ask(Ask::Enter(Command::Hands { prompt, hands }))
    }
}
