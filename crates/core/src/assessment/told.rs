//! A score, or why there is none, in words. Must not work one out.

use super::result::Assessment;
use super::score::position;

impl Assessment {
    /// Why there is no score yet, if there is none.
    pub fn why_no_score(&self) -> Option<String> {
        if !self.enough_seen() {
            return Some("There is no score: it needs at least half of the tasks.".to_owned());
        }
        let waiting = self.waiting().count();
        (waiting > 0).then(|| {
            "There is no score yet: a person must rate every task that only a person can rate, or say why not."
                .to_owned()
        })
    }

    /// What stands in place of a score: `3 of 16 tasks seen`, or how many wait for a person.
    pub fn seen_in_words(&self) -> String {
        let (seen, all) = self.seen();
        match self.waiting().count() {
            waiting if waiting > 0 && self.enough_seen() => format!(
                "{waiting} of {all} tasks wait for a person's rating, or a reason why there is none"
            ),
            _ => format!("{seen} of {all} tasks seen"),
        }
    }

    /// What the score is made of, in words.
    pub fn parts_in_words(&self) -> String {
        let mut words = format!(
            "Tasks {:.0} and outcomes {:.0}, counting half each.",
            self.tasks_part, self.outcomes_part
        );
        if let Some(patients) = self.patients_part {
            words.push_str(&format!(
                " What became of patients: {patients:.0}; the score can't exceed that."
            ));
        } else {
            words = format!(
                "Tasks {:.0}, counting 60%, and outcomes {:.0}, counting 40%.",
                self.tasks_part, self.outcomes_part
            );
        }
        if let Some(ceiling) = self.ceiling.as_ref().filter(|it| it.score <= self.score) {
            words.push_str(&format!(
                " It stops at that of the scripted team “{}”, whose patients fared better.",
                ceiling.team
            ));
        }
        words + " It compares for learning and is not an assurance rating."
    }

    /// Between which scripted teams the score lies, and how far the scale goes, in words.
    pub fn position(&self) -> Option<String> {
        let position = position(self.score, &self.references)?;
        Some(match self.searched {
            Some(most) => {
                format!("{position}; a team that searches all decisions came to {most:.0}")
            }
            None => position,
        })
    }
}
