//! What the facilitator typed, done: asked of the host, changed among those who sit there, or listed. Must not decide
//! whether it may be.

use super::kept::Kept;
use super::lists::tell_codes;
use super::order::{self, Order};
use super::plan;
use super::table::{Table, under};
use super::taken;
use crate::answers::returned;
use crate::cli::terminal::say;
use std::path::Path;
use wardroom_core::exercise::{Command, Contact, Query, Speaker, Voice};
use wardroom_core::host::{Ask, Request};
use wardroom_core::scenario::RoleId;
use wardroom_pages::random_codes;
use wardroom_pages::seats::Seat;

impl<S: Kept> Table<'_, S> {
    /// Does what was typed. Returns whether it is to stop.
    pub(super) fn typed(&mut self, line: &str) -> Result<bool, String> {
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
        let path = Path::new(path);
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
                tell_codes(self.house);
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
}
