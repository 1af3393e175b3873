//! `wardroom serve`: an exercise without a window, for people with browsers. What they may do and see is the
//! host's and the pages' matter. Must not draw a page.

mod begin;
mod check;
mod kept;
mod order;
mod place;
mod plan;
mod public;
#[cfg(feature = "region")]
mod region;
mod taken;

use super::ended::{Ended, Failure, Outcome};
use super::terminal::say;
use crate::answers::returned;
use crate::real_time::millis;
use begin::Begin;
use clap::Args;
use kept::{Kept, Told};
use order::Order;
use place::{served_at, typed_lines};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;
use wardroom_core::exercise::{Command, Contact, Query, Speaker, Voice, What};
use wardroom_core::host::{Ask, Host, Request};
use wardroom_core::record::Story;
use wardroom_core::scenario::RoleId;
use wardroom_core::views::raters;
use wardroom_core::views::timeline::{self, Kind};
use wardroom_files::RecordFile;
use wardroom_pages::seats::{Admits, Seat, spaced};
use wardroom_pages::{
    Address, Certificate, Clock, Desk, House, Limits, Proxy, Settled, Shown, certificate, door,
    networks, phones_in_words, random_codes, serve_behind as listen,
};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_millis(50);

/// How often it is looked whether the record is still where it is kept, milliseconds.
const LOOKS_EVERY_MS: u64 = 1_000;

/// Arguments of `wardroom serve`.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    what: Begin,
    /// The day before: serves a test page and nothing else, and tells which phones reach it.
    #[arg(long)]
    check: bool,
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
    /// The address by which browsers name this server, if a proxy stands before it.
    #[arg(long, value_name = "URL", value_parser = public::public, conflicts_with = "name")]
    public: Option<Address>,
    /// The proxy's address or network: devices are told apart by its `X-Forwarded-For`.
    #[arg(long, value_name = "IP", requires = "public")]
    proxy: Option<Proxy>,
    /// The folder for the record.
    #[arg(short, long, value_name = "DIR", default_value = "records/served")]
    output: PathBuf,
    #[cfg(feature = "region")]
    #[command(flatten)]
    region: region::Region,
}

pub fn serve(arguments: &Serve) -> Outcome {
    let at = SocketAddr::new(chosen(arguments.address)?, arguments.port);
    let certificate = read_certificate(arguments)?;
    if arguments.check {
        return check::check(at, certificate, arguments.name.as_deref());
    }
    #[cfg(feature = "region")]
    if let Some(name) = &arguments.region.exercise {
        let host = region::started(&arguments.what, &arguments.region, name, &at.to_string())?;
        return played(arguments, at, certificate, host);
    }
    played(arguments, at, certificate, started(arguments)?)
}

/// Serves an exercise until it is told to stop, or can keep nothing any more.
fn played<S: Kept>(
    arguments: &Serve,
    at: SocketAddr,
    certificate: Option<Certificate>,
    mut host: Host<S>,
) -> Outcome {
    let (door, desk) = door(Shown::of(&host, None));
    let secure = certificate.is_some();
    let house = |at: SocketAddr| {
        let own = || served_at(at, secure, arguments.name.as_deref());
        let address = arguments.public.clone().unwrap_or_else(own);
        House::new(door, address, Clock::new(millis))
    };
    let (mut server, house) = listen(at, certificate, Limits::default(), arguments.proxy, house)
        .map_err(|why| Failure::CouldNotRun(why.to_string()))?;
    tell_codes(&house, server.at, secure, arguments);
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
            say(&format!("The record is {}", host.store().place()));
            Ok(Ended::Done)
        }
    }
}

/// A text whose later lines stand under its first: what people type can have lines of its own, and none may
/// look like another's or like no duff.
fn under(told: &str) -> String {
    told.replace('\n', "\n      | ")
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

/// The exercise with its record in a file.
fn started(arguments: &Serve) -> Result<Host<RecordFile>, Failure> {
    arguments.what.begin(|| {
        let path = arguments.output.join("record.jsonl");
        RecordFile::create(&path).map_err(|error| {
            Failure::CouldNotRun(format!("{} can't be written: {error}", path.display()))
        })
    })
}

fn tell_codes(house: &House, at: SocketAddr, secure: bool, arguments: &Serve) {
    let own = served_at(at, secure, arguments.name.as_deref()).origin();
    let origin = match &arguments.public {
        Some(public) => {
            let origin = public.origin();
            say(&format!(
                "People join at  {origin}  (the proxy comes to {own})"
            ));
            origin
        }
        None => {
            say(&format!("People join at  {own}"));
            own
        }
    };
    house.look(|seats| {
        for admits in Admits::ALL {
            let code = spaced(seats.codes().code(admits));
            say(&format!("  {:<17}  {code}", admits.words()));
        }
    });
    say(&format!("Whether a phone gets here:  {origin}/see"));
}

/// An exercise that is served.
struct Table<'a, S> {
    host: &'a mut Host<S>,
    desk: &'a Desk,
    house: &'a Arc<House>,
    /// What the scenario's ids are called.
    story: Story,
    /// Events that were told.
    told: usize,
}

impl<S: Kept> Table<'_, S> {
    /// Goes on until somebody types that it is to stop, or another server has gone on with it.
    fn until_stopped(&mut self, lines: &Receiver<String>) {
        let mut before = millis();
        let mut minute = None;
        let mut said: Option<String> = None;
        let mut looked = 0;
        let mut trouble = Told::default();
        loop {
            let mut changed = false;
            match self.desk.next(TICK) {
                Ok(asked) => {
                    let real = crate::real_time::now();
                    let first = asked.settle(self.host, &real);
                    let more = self.desk.waiting().map(|it| it.settle(self.host, &real));
                    let settled: Vec<Settled> = std::iter::once(first).chain(more).collect();
                    // Whoever is told that it was taken finds it on the next page.
                    self.desk.show(self.host);
                    settled.into_iter().for_each(Settled::answer);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let now = millis();
            let passed = now.saturating_sub(before);
            before = now;
            self.host
                .pass(passed as f64 / 1_000.0, &crate::real_time::now());
            // What could not be written is tried again, whether or not anything happens.
            if now.saturating_sub(looked) >= LOOKS_EVERY_MS {
                looked = now;
                self.host.flush();
            }
            if let Some(news) = trouble.of(self.host.trouble()) {
                say(&news);
                changed = true;
            }
            for notice in self.host.take_notices() {
                say(&notice);
            }
            if self.host.store().lost().is_some() {
                return;
            }
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
            say(&under(&format!("{clock}  {by}: {}{detail}", line.title)));
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
            Order::Raters => self.raters(),
            Order::Show(number) => self.show(number)?,
            Order::Decide(numbers, role, because) => {
                let by = self.role(&role)?;
                let taken = taken::decision(self.host, numbers, by, because)?;
                self.ask(Ask::Enter(taken))?;
            }
            Order::Plan => plan::listed(self.host)?
                .iter()
                .for_each(|it| say(&under(it))),
            Order::Cite(of, stance) => {
                let by = Speaker::Facilitator;
                self.ask(Ask::Enter(Command::Cite { by, of, stance }))?;
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
            Order::Contacts(role) => {
                let of = self.host.scenario().roles[self.role(&role)?.at()].of;
                for it in Contact::all(self.host.scenario(), of) {
                    let scenario = self.host.scenario();
                    say(&format!("  {}  {}", it.id(scenario), it.name(scenario)));
                }
                let asked = Query::ALL.map(Query::id).join(", ");
                say(&format!("  They can be asked: {asked}"));
            }
            Order::Ring(role, who, what) => {
                let by = self.role(&role)?;
                let to = Contact::by_id(self.host.scenario(), &who)
                    .ok_or_else(|| format!("“ring {role}” says whom it can ring."))?;
                let query = Query::ALL.into_iter().find(|it| it.id() == what);
                let query =
                    query.ok_or_else(|| format!("“ring {role}” says what can be asked."))?;
                self.ask(Ask::Enter(Command::Ring { by, to, query }))?;
            }
            Order::Answer(role, who, text) => {
                let to = Voice::Role(self.role(&role)?);
                let by = Voice::Somebody(who);
                self.ask(Ask::Enter(Command::Say { by, to, text }))?;
            }
            Order::Code(code) => {
                let events = self.host.events();
                let found = wardroom_sealed::of_code(self.host.scenario(), events, &code);
                self.ask(Ask::Enter(found.map_err(|why| why.0)?))?;
            }
            Order::Answers(path) => self.answers(&path)?,
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

    /// Enters what a file of answers holds; what is refused is told.
    fn answers(&mut self, path: &str) -> Result<(), String> {
        let path = std::path::Path::new(path);
        let returned = returned(path, self.host.scenario(), self.host.events())?;
        let account = returned.enter(|command| self.ask(Ask::Enter(command)));
        account.refused.iter().for_each(|why| say(why));
        say(&account.to_string());
        Ok(())
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
                let codes = random_codes();
                let codes = codes.ok_or("There is no source of random bytes.")?;
                self.house.change(|seats| seats.new_codes(codes));
                self.house.look(|seats| {
                    for admits in Admits::ALL {
                        let code = spaced(seats.codes().code(admits));
                        say(&format!("  {:<17}  {code}", admits.words()));
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
                    Seat::Chair(role) => scenario.roles[role.at()].title.clone(),
                    Seat::Evaluator => "evaluator".to_owned(),
                    Seat::Screen(of) => scenario.organisations[of.at()].name.clone(),
                    Seat::Site(of) => {
                        format!("facilitator of {}", scenario.organisations[of.at()].name)
                    }
                    Seat::Nowhere => "nowhere".to_owned(),
                };
                let muted = if it.muted { ", muted" } else { "" };
                say(&format!("{:>4}  {seat}  {}{muted}", it.number, it.who()));
            }
        });
        let phones = self.house.phones();
        if !phones.is_empty() {
            say(&phones_in_words(&phones));
        }
    }

    /// How far evaluators agree, pair by pair, and where they don't.
    fn raters(&self) {
        let pairs = raters(&self.host.evaluator());
        if pairs.is_empty() {
            say("No two evaluators have rated the same task.");
        }
        for pair in pairs {
            let [one, other] = &pair.names;
            say(&format!("{one} and {other} {}.", pair.in_words()));
            for task in pair.tasks.iter().filter(|it| it.apart() > 0) {
                say(&format!("  {}", task.title));
                for gave in &task.gave {
                    let since = gave
                        .since
                        .map_or(String::new(), |it| format!(", {it:?} since"));
                    say(&format!(
                        "    {}: {:?}{since}, {}. {}",
                        gave.by, gave.rating, gave.clock, gave.text
                    ));
                }
            }
        }
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
                say(&under(&format!(
                    "     {}: {option}, sure {sure} of 5. {}",
                    leaning.who, leaning.because
                )));
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

#[cfg(test)]
mod tests {
    #[test]
    fn no_line_that_somebody_typed_looks_like_one_of_the_program() {
        let told = super::under("13:05  Nurse: Two beds.\nNO DUFF: the fire alarm.");
        let mut lines = told.lines();
        assert_eq!(lines.next(), Some("13:05  Nurse: Two beds."));
        assert_eq!(lines.next(), Some("      | NO DUFF: the fire alarm."));
    }
}
