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
    let mut made = Made::default();
    while !exercise.ended() {
        for (command, at) in exercise.moves(team, &mut made) {
            let result = exercise.apply(&command);
            let given_up = made.tried(at, result.is_ok());
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
    pub fn moves(&self, team: &Team, made: &mut Made) -> Vec<(Command, usize)> {
        let now = self.state.minute;
        if made.idle.is_some_and(|it| !self.due.may_hold(&it, now)) {
            return Vec::new();
        }
        made.moves.resize(team.moves.len(), MoveState::default());
        let mut commands = Vec::new();
        // Until when there is nothing to do for any of them.
        let mut idle = self.due.looked_now();
        for (at, (one, state)) in team.moves.iter().zip(made.moves.iter_mut()).enumerate() {
            if state.over {
                continue;
            }
            let since = match state.since {
                Some(since) => since,
                None if !self.has_come(&one.when, &mut state.looked) => {
                    idle = state.looked.map_or(idle, |looked| idle.and(&looked));
                    continue;
                }
                None => *state.since.insert(now),
            };
            let due = since + one.after_mins + RETRY_MINS * state.tries;
            idle = idle.until(due);
            if due <= now {
                commands.push((self.move_command(&one.does, one.by, &one.because), at));
            }
        }
        made.idle = commands.is_empty().then_some(idle);
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

/// How far a scripted team has come with its moves.
#[derive(Clone, Debug, Default)]
pub struct Made {
    moves: Vec<MoveState>,
    /// When none of them was to be made: until when that is so.
    idle: Option<Looked>,
}

impl Made {
    /// Notes whether a move was taken or refused. Returns whether it is given up.
    pub fn tried(&mut self, at: usize, taken: bool) -> bool {
        let Some(state) = self.moves.get_mut(at) else {
            return false;
        };
        state.tries += 1;
        state.over = taken || state.tries >= TRIES;
        state.over && !taken
    }

    /// Forgets which conditions need not be looked at again: that is so in the exercise that was looked at, and
    /// not in another that stands the same.
    pub fn forget_looks(&mut self) {
        self.idle = None;
        for state in &mut self.moves {
            state.looked = None;
        }
    }
}

/// How far it has come with one of them.
#[derive(Clone, Copy, Debug, Default)]
struct MoveState {
    since: Option<Mins>,
    /// While its condition does not hold: when that was last looked at.
    looked: Option<Looked>,
    tries: u32,
    over: bool,
}
