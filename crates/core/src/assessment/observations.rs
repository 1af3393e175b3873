//! What people saw and decided about the ratings, from what was commanded. Must not weigh it.

use crate::exercise::{Answer, Command, Improvement};
use crate::scenario::Rating;

/// What people saw and decided about the ratings, taken from what was commanded.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observations {
    /// Evaluators' notes: by whom, text, task, rating, minute.
    pub notes: Vec<Note>,
    /// Ratings that a person confirmed or overrode: task, rating, by whom, why. Later ones count.
    pub rated: Vec<(String, Option<Rating>, String, String)>,
    /// Improvement actions, in order of number, each as it was last written.
    pub actions: Vec<Improvement>,
    /// What people answered, in order of number, each as it was last written.
    pub answers: Vec<Answer>,
    /// Whether a script played, so that there was nobody to be watched.
    pub by_script: bool,
}

/// An evaluator's note.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// When, seconds since STARTEX.
    pub at_secs: u64,
    /// Evaluator.
    pub by: String,
    /// What was seen.
    pub text: String,
    /// The task it belongs to.
    pub task: Option<String>,
    /// A rating, if one was given.
    pub rating: Option<Rating>,
    /// The inject it belongs to.
    pub inject: Option<String>,
}

impl Observations {
    /// Takes a command in, if it is an observation.
    pub fn take(&mut self, at_secs: u64, command: &Command) {
        match command {
            Command::Note {
                by,
                text,
                task,
                rating,
                inject,
            } => self.notes.push(Note {
                at_secs,
                by: by.clone(),
                text: text.clone(),
                task: task.clone(),
                rating: *rating,
                inject: inject.clone(),
            }),
            Command::Rate {
                task,
                rating,
                by,
                because,
            } => self
                .rated
                .push((task.clone(), *rating, by.clone(), because.clone())),
            Command::Act(improvement) => {
                put(&mut self.actions, (**improvement).clone(), |it| it.number);
            }
            Command::Answer(answer) => {
                put(&mut self.answers, (**answer).clone(), |it| it.number);
            }
            _ => {}
        }
    }
}

/// Puts something in its place by number, over what stands there.
fn put<T>(list: &mut Vec<T>, new: T, number: impl Fn(&T) -> u32) {
    let place = list.partition_point(|it| number(it) < number(&new));
    match list.get_mut(place) {
        Some(same) if number(same) == number(&new) => *same = new,
        _ => list.insert(place, new),
    }
}
