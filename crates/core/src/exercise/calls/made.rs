//! A call as it went: what was asked and answered, and how it really stood. Must not be shown to anybody who
//! plays, before ENDEX.

use serde::Serialize;

/// How what was answered compares with how it stood at that minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accuracy {
    /// It was so.
    Right,
    /// It was so as far as it went: a figure that is near, or trouble that nobody could see from there.
    Partly,
    /// It had been so, or is what had been reported by then.
    OutOfDate,
    /// It was not so.
    Wrong,
    /// Nothing was said that can be compared: a wish, or that nobody there knew.
    NoFact,
    /// No answer came before ENDEX.
    Unanswered,
}

impl Accuracy {
    /// All of them, as they are counted.
    pub const ALL: [Self; 6] = [
        Self::Right,
        Self::Partly,
        Self::OutOfDate,
        Self::Wrong,
        Self::NoFact,
        Self::Unanswered,
    ];

    /// As a report says it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Partly => "partly right",
            Self::OutOfDate => "out of date",
            Self::Wrong => "wrong",
            Self::NoFact => "nothing to check",
            Self::Unanswered => "no answer",
        }
    }

    /// How much there is to learn from it, for what is told first.
    pub fn weight(self) -> u8 {
        match self {
            Self::Wrong => 5,
            Self::OutOfDate => 4,
            Self::Unanswered => 3,
            Self::Partly => 2,
            Self::Right => 1,
            Self::NoFact => 0,
        }
    }
}

/// A call that a role made, beside ground truth. Names are words, and roles ids, so that it can be told again
/// where the scenario can't be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CallMade {
    /// The id of the role that rang.
    pub by: String,
    /// Who was rung.
    pub to: String,
    /// What was asked.
    pub asked: String,
    /// When it was asked, seconds since STARTEX.
    pub asked_secs: u64,
    /// When it was answered; nothing if it never was.
    pub answered_secs: Option<u64>,
    /// What was answered; empty if nothing was.
    pub answer: String,
    /// How it stood at that minute, in a clause; at ENDEX if no answer came.
    pub really: String,
    /// How the two compare.
    pub accuracy: Accuracy,
}

impl CallMade {
    /// Minutes from asking to answering.
    pub fn took_mins(&self) -> Option<u64> {
        let took = |answered: u64| answered.saturating_sub(self.asked_secs) / 60;
        self.answered_secs.map(took)
    }

    /// How many there were of each kind: `12 calls: 7 right, 2 out of date, 3 no answer.`
    pub fn counted(calls: &[Self]) -> String {
        let of = |wanted: Accuracy| calls.iter().filter(|it| it.accuracy == wanted).count();
        let each: Vec<String> = Accuracy::ALL
            .into_iter()
            .filter(|it| of(*it) > 0)
            .map(|it| format!("{} {}", of(it), it.words()))
            .collect();
        let calls = match calls.len() {
            1 => "1 call".to_owned(),
            count => format!("{count} calls"),
        };
        format!("{calls}: {}.", each.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(accuracy: Accuracy) -> CallMade {
        CallMade {
            by: "lead".to_owned(),
            to: "Pathology".to_owned(),
            asked: "How are things with you?".to_owned(),
            asked_secs: 4_800,
            answered_secs: (accuracy != Accuracy::Unanswered).then_some(5_160),
            answer: String::new(),
            really: String::new(),
            accuracy,
        }
    }

    #[test]
    fn calls_are_counted_by_how_they_were_answered() {
        use Accuracy::{NoFact, OutOfDate, Right, Unanswered, Wrong};
        let calls = [Right, Wrong, Right, OutOfDate, Unanswered, NoFact].map(call);
        assert_eq!(
            CallMade::counted(&calls),
            "6 calls: 2 right, 1 out of date, 1 wrong, 1 nothing to check, 1 no answer."
        );
        assert_eq!(CallMade::counted(&calls[4..5]), "1 call: 1 no answer.");
        assert_eq!(calls[0].took_mins(), Some(6));
        assert_eq!(calls[4].took_mins(), None);
    }
}
