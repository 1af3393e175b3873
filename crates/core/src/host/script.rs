//! A scripted team that plays while somebody watches, and goes on where its record ended. Must not decide
//! anything itself.

use super::request::Unasked;
use crate::exercise::{Command, Exercise, Made};
use crate::scenario::Team;

/// The team and which of its moves are made.
#[derive(Debug)]
pub(super) struct Script {
    team: Team,
    made: Made,
    /// When it looked last, seconds since STARTEX.
    looked: Option<u64>,
    /// Moves that were due then and were not tried yet, each with its number.
    waiting: Vec<(Command, usize)>,
    /// Moves that were refused so often that they are not tried again, and not told yet: when,
    /// seconds since STARTEX, and why.
    given_up: Vec<(u64, Unasked)>,
}

impl Script {
    pub fn of(team: Team) -> Self {
        Self {
            team,
            made: Made::default(),
            looked: None,
            waiting: Vec::new(),
            given_up: Vec::new(),
        }
    }

    /// The script as it stood at a moment of an exercise that it played. `exercise` is at STARTEX, `commands`
    /// are all that were taken until that moment. Nothing if the team would have done something there that was
    /// not done: then others have played in its place.
    pub fn at(
        team: Team,
        mut exercise: Exercise,
        commands: &[(u64, Command)],
        until_secs: u64,
    ) -> Option<Self> {
        let mut script = Self::of(team);
        let mut rest = commands.iter().peekable();
        loop {
            let now = exercise.secs();
            while let Some((_, command)) = rest.next_if(|(at, _)| *at <= now) {
                script.taken(&mut exercise, command)?;
            }
            if now >= until_secs || exercise.ended() {
                break;
            }
            // Time passed from here on: what was due, and was not taken, was refused.
            for (command, number) in script.due(&exercise) {
                script.refused(&mut exercise, &command, number)?;
            }
            let next = rest.peek().map_or(until_secs, |(at, _)| *at);
            exercise.advance(next.min(until_secs).min((now / 60 + 1) * 60));
        }
        script.made.forget_looks();
        Some(script)
    }

    /// The moves that are due, each with its number. The team looks once in a minute, when it begins: so what
    /// it does does not depend on how often it is asked.
    pub fn due(&mut self, exercise: &Exercise) -> Vec<(Command, usize)> {
        if self.looks(exercise) {
            self.look(exercise);
        }
        std::mem::take(&mut self.waiting)
    }

    /// A move was tried at a time, in seconds since STARTEX, and taken or refused.
    pub fn tried(&mut self, number: usize, at_secs: u64, taken: Result<(), Unasked>) {
        if self.made.tried(number, taken.is_ok())
            && let Err(why) = taken
        {
            self.given_up.push((at_secs, why));
        }
    }

    /// The moves that were given up since this was last asked.
    pub fn take_given_up(&mut self) -> Vec<(u64, Unasked)> {
        std::mem::take(&mut self.given_up)
    }

    /// Whether the team looks now what is to be done.
    fn looks(&self, exercise: &Exercise) -> bool {
        let now = exercise.secs();
        now.is_multiple_of(60) && self.looked != Some(now)
    }

    fn look(&mut self, exercise: &Exercise) {
        self.looked = Some(exercise.secs());
        self.waiting = exercise.moves(&self.team, &mut self.made);
    }

    /// A command was taken: a move of the team, or what somebody else did. Nothing if that can't be.
    fn taken(&mut self, exercise: &mut Exercise, command: &Command) -> Option<()> {
        let mut place = self.place(command);
        if place.is_none() && self.looks(exercise) {
            // The team looks after whoever does something in the same second, and before its own first move.
            let before = (self.made.clone(), self.looked);
            self.look(exercise);
            place = self.place(command);
            if place.is_none() {
                (self.made, self.looked) = before;
                self.waiting.clear();
            }
        }
        if let Some(place) = place {
            let before: Vec<_> = self.waiting.drain(..place).collect();
            for (command, number) in before {
                self.refused(exercise, &command, number)?;
            }
            let (_, number) = self.waiting.remove(0);
            self.made.tried(number, true);
        }
        exercise.apply(command).ok().map(drop)
    }

    /// Where a command stands among the moves that wait.
    fn place(&self, command: &Command) -> Option<usize> {
        self.waiting.iter().position(|(it, _)| it == command)
    }

    /// A move was tried and refused. Nothing if it would have been taken.
    fn refused(&mut self, exercise: &mut Exercise, command: &Command, number: usize) -> Option<()> {
        let _why = exercise.apply(command).err()?;
        self.made.tried(number, false);
        Some(())
    }
}
