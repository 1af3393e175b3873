//! The half hour straight after ENDEX, while it is held: which step, how long it has lasted, what is half
//! typed; and what was said as the record keeps it. Must not write anything.

use wardroom_core::assessment::Observations;
use wardroom_core::exercise::{Command, Improvement};
use wardroom_papers::report::{HOT_DEBRIEF, SAID_IN_DEBRIEF};

/// Steps, by their places in [`HOT_DEBRIEF`].
pub const BY_ROLE: usize = 2;
/// The loggist reads.
pub const LOG: usize = 3;
/// Who would have come to harm.
pub const HARM: usize = 4;
/// What is to be kept.
pub const KEEP: usize = 5;
/// What is to change.
pub const CHANGE: usize = 6;
/// Who does it by when.
pub const OWNERS: usize = 7;

/// The half hour.
#[derive(Clone, Debug, Default)]
pub struct DebriefInput {
    /// The step, by its place.
    pub at: usize,
    /// Whether its clock runs.
    pub running: bool,
    /// Real seconds that each step has had.
    gone_secs: [f64; HOT_DEBRIEF.len()],
    /// What is being typed.
    pub text: String,
    /// What is to be done about it, where that is asked.
    pub action: String,
    /// Who speaks, by the place among those who are asked.
    pub speaks: usize,
    /// The action that is given an owner and a day, by its number, with both as typed.
    pub owned: Option<(u32, String, String)>,
    /// Whether the field should have the keyboard.
    pub take_keys: bool,
}

impl DebriefInput {
    /// Goes to a step. The clock goes on if it ran, for that step; what is half typed is kept.
    pub fn go(&mut self, at: usize) {
        self.at = at.min(HOT_DEBRIEF.len() - 1);
        self.take_keys = true;
    }

    /// Lets real seconds pass.
    pub fn pass(&mut self, secs: f64) {
        if self.running {
            self.gone_secs[self.at] += secs.max(0.0);
        }
    }

    /// Real seconds that a step still has; less than none if it is over its time.
    pub fn left_secs(&self, at: usize) -> i64 {
        let (mins, ..) = HOT_DEBRIEF[at];
        i64::from(mins) * 60 - self.gone_secs[at].floor() as i64
    }

    /// Whether a step was begun.
    pub fn begun(&self, at: usize) -> bool {
        self.gone_secs[at] > 0.0
    }

    /// Whether it is held: its clock runs, or stands while the facilitator looks at it.
    pub fn held(&self, looked_at: bool) -> bool {
        let begun = self.gone_secs.iter().any(|it| *it > 0.0);
        self.running || (begun && looked_at)
    }

    /// What somebody said in the step that is shown, to be written.
    pub fn note(&self, who: &str) -> Command {
        let (_, step, _) = HOT_DEBRIEF[self.at];
        let who = if who.is_empty() {
            String::new()
        } else {
            format!(", {who}")
        };
        Command::Note {
            by: SAID_IN_DEBRIEF.to_owned(),
            text: format!("{step}{who}: {}", self.text.trim()),
            task: None,
            rating: None,
            inject: None,
        }
    }

    /// What is to change, as an improvement action with the next number.
    pub fn change(&self, observations: &Observations) -> Command {
        let numbers = observations.actions.iter().map(|it| it.number);
        let number = numbers.max().unwrap_or(0) + 1;
        Command::Act(Box::new(Improvement {
            number,
            issue: self.text.trim().to_owned(),
            action: self.action.trim().to_owned(),
            ..Improvement::default()
        }))
    }

    /// Something is on record: what was typed for it goes.
    pub(super) fn written(&mut self, commands: &[Command]) {
        for command in commands {
            let text = self.text.trim();
            match command {
                Command::Note { by, text: said, .. }
                    if by == SAID_IN_DEBRIEF && !text.is_empty() && said.ends_with(text) =>
                {
                    self.text.clear();
                    self.take_keys = true;
                }
                Command::Act(action) => {
                    if action.issue == text && action.action == self.action.trim() {
                        self.text.clear();
                        self.action.clear();
                        self.take_keys = true;
                    }
                    if self.owned.as_ref().is_some_and(|it| it.0 == action.number) {
                        self.owned = None;
                    }
                }
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wardroom_papers::report::said_in_step;

    #[test]
    fn each_step_has_its_own_clock_and_says_when_it_is_over_its_time() {
        let mut debrief = DebriefInput::default();
        debrief.pass(30.0);
        assert_eq!(debrief.left_secs(0), 120, "it stands until it is begun");
        debrief.running = true;
        debrief.pass(30.4);
        debrief.go(1);
        debrief.pass(125.0);
        assert_eq!((debrief.left_secs(0), debrief.left_secs(1)), (90, -5));
        assert!(debrief.begun(1) && !debrief.begun(2));
        debrief.running = false;
        assert!(debrief.held(true) && !debrief.held(false));
        assert!(!DebriefInput::default().held(true), "nobody has begun");
        debrief.go(99);
        assert_eq!(debrief.at, OWNERS);
    }

    #[test]
    fn what_was_said_is_found_again_by_its_step_and_by_who_said_it() {
        let mut observations = Observations::default();
        let mut debrief = DebriefInput::default();
        for (at, who, words) in [
            (BY_ROLE, "Porter", "Lifts: nobody told us."),
            (HARM, "", "Bed 4, at two o'clock."),
            (KEEP, "", "Runners were named early."),
        ] {
            debrief.go(at);
            words.clone_into(&mut debrief.text);
            let command = debrief.note(who);
            observations.take(9_000, &command);
            debrief.written(&[command]);
            assert_eq!(debrief.text, "");
        }
        assert_eq!(
            said_in_step(&observations, BY_ROLE),
            [("Porter", "Lifts: nobody told us.")]
        );
        assert_eq!(
            said_in_step(&observations, HARM),
            [("", "Bed 4, at two o'clock.")]
        );
        assert_eq!(said_in_step(&observations, LOG), []);
        debrief.go(CHANGE);
        "Nobody knew who decides.".clone_into(&mut debrief.text);
        "Name the decider.".clone_into(&mut debrief.action);
        for number in [1, 2] {
            let Command::Act(action) = debrief.change(&observations) else {
                panic!("an action");
            };
            assert_eq!(action.number, number);
            observations.take(9_000, &Command::Act(action));
        }
    }
}
