//! Plays an exercise with a scripted team, to ENDEX. Must not decide anything the script does not
//! say.

use super::due::Looked;
use super::{Command, Event, Exercise, Figures, Methane, Refusal};
use crate::scenario::{Condition, Does, Mins, RoleId, ScriptFigures, Team};

/// One step of a scripted run.
#[derive(Debug)]
pub enum Step {
    /// Time passed, and this happened.
    Passed(Vec<Event>),
    /// The team did this, and this happened.
    Taken(Command, Vec<Event>),
    /// The team asked for this and was refused; with `true`, for the last time.
    Refused(Command, Refusal, bool),
}

/// Plays on to ENDEX, telling `tell` every step; `tell` returns whether to go on.
pub fn play(exercise: &mut Exercise, team: &Team, mut tell: impl FnMut(&Exercise, Step) -> bool) {
    let mut made: Vec<MoveState> = Vec::new();
    while !exercise.ended() {
        for (command, at) in exercise.moves(team, &mut made) {
            let result = exercise.apply(&command);
            let given_up = made[at].tried(result.is_ok());
            let step = match result {
                Ok(events) => Step::Taken(command, events),
                Err(refusal) => Step::Refused(command, refusal, given_up),
            };
            if !tell(exercise, step) {
                return;
            }
        }
        let next = (exercise.secs() / 60 + 1) * 60;
        let events = exercise.advance(next);
        if !tell(exercise, Step::Passed(events)) {
            return;
        }
    }
}

impl Exercise {
    /// What a scripted team does in this minute, in the order of its script. `made` notes for
    /// each move when its condition came true and how often it was tried.
    pub fn moves(&self, team: &Team, made: &mut Vec<MoveState>) -> Vec<(Command, usize)> {
        made.resize(team.moves.len(), MoveState::default());
        let now = self.state.minute;
        let mut commands = Vec::new();
        for (at, (one, state)) in team.moves.iter().zip(made.iter_mut()).enumerate() {
            if state.over {
                continue;
            }
            let since = match state.since {
                Some(since) => since,
                None if !self.has_come(&one.when, &mut state.looked) => continue,
                None => *state.since.insert(now),
            };
            let due = since + one.after_mins + RETRY_MINS * state.tries;
            if due <= now {
                commands.push((self.move_command(&one.does, one.by, &one.because), at));
            }
        }
        commands
    }

    /// Whether a condition holds that did not when it was last looked at.
    fn has_come(&self, when: &Condition, looked: &mut Option<Looked>) -> bool {
        let now = self.state.minute;
        if looked.is_some_and(|it| !self.due.may_hold(&it, now)) {
            return false;
        }
        if self.holds(when) {
            return true;
        }
        *looked = Some(self.due.look(when, now));
        false
    }

    fn move_command(&self, does: &Does, by: RoleId, because: &str) -> Command {
        let scenario = &self.scenario;
        let of = scenario.roles[by.at()].of;
        let because = because.to_owned();
        match does {
            Does::Decide(prompt, option) => Command::Decide {
                prompt: *prompt,
                option: *option,
                by,
                because,
                against: String::new(),
            },
            Does::Card(card, target) => Command::Play {
                card: *card,
                target: *target,
                by,
                because,
            },
            Does::Report {
                text,
                figures,
                methane,
            } => Command::Report {
                by,
                text: text.clone(),
                figures: figures.map(|figures| match figures {
                    ScriptFigures::AsReported => self.reported_figures(of),
                    ScriptFigures::Said {
                        locked,
                        services,
                        ed_waiting,
                    } => Figures {
                        locked,
                        services,
                        ed_waiting,
                    },
                }),
                methane: methane.as_deref().map(|it| {
                    Box::new(Methane {
                        major: it.major.clone(),
                        exact: it.exact.clone(),
                        kind: it.kind.clone(),
                        hazards: it.hazards.clone(),
                        access: it.access.clone(),
                        number: it.number.clone(),
                        emergency: it.emergency.clone(),
                    })
                }),
            },
        }
    }
}

/// Minutes after which a scripted team tries a refused move again.
const RETRY_MINS: Mins = 10;
/// How often it tries.
const TRIES: u32 = 6;

/// How far a scripted team has come with one move.
#[derive(Clone, Copy, Debug, Default)]
pub struct MoveState {
    since: Option<Mins>,
    /// While its condition does not hold: when that was last looked at.
    looked: Option<Looked>,
    tries: u32,
    over: bool,
}

impl MoveState {
    /// Notes whether the move was taken or refused. Returns whether it is given up.
    pub fn tried(&mut self, taken: bool) -> bool {
        self.tries += 1;
        self.over = taken || self.tries >= TRIES;
        self.over && !taken
    }
}
