//! What the facilitator types while pages are served, line by line. Must not do it.

use wardroom_core::exercise::Stance;

/// What can be typed, for a person.
pub const HELP: &str = "\
run, pause, discuss        the clock runs, stands, stands for the room to talk
next, jump TIME, leap      on to the next inject, to a time, over a time jump
speed N                    exercise seconds a real second
people                     who sits where, by number
mute N, unmute N           what a device sends is not taken, or is again
seat N ROLE, remove N      a device sits elsewhere, or nowhere
lock, unlock, codes        nobody new comes in, or again; other codes
play on, play off          roles play their cards themselves, or propose them
questions                  what is asked, and what roles would decide
raters                     how two evaluators rated the same tasks
show N                     the room is shown how it leans to question N
decide N OPTION ROLE WHY   question N is decided: decide 1 2 it-manager One port closes it.
plan                       what was decided last, by number, and the clauses of the plan it may follow
cite N CLAUSE, silent N    it follows that clause, or the plan is silent: cite 14 4.2
against N CLAUSE WHY       it goes against that clause: against 14 4.2 There was no time.
proposed, accept N         cards that roles propose; one of them is played
say ROLE TEXT              the facilitator says something to a role
answer ROLE WHO: TEXT      somebody answers a role: answer ed-consultant Switchboard: They are here.
ring ROLE                  whom a role can ring, and what can be asked
ring ROLE WHO WHAT         it rings: ring ed-consultant switchboard how-are-you
code CODE                  an answer that was read out, from a sealed page or a sheet: code KDRT MWXA
answers FILE               a file of answers from a sealed page
end                        ENDEX; the debrief's pages stay open
stop                       the pages close, and the program ends
";

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    Run(bool),
    Discuss,
    Next,
    Leap,
    Jump(String),
    Speed(u32),
    People,
    Mute(u32, bool),
    Seat(u32, String),
    Remove(u32),
    Lock(bool),
    Codes,
    Play(bool),
    Questions,
    Raters,
    Show(usize),
    Decide((usize, usize), String, String),
    Plan,
    Cite(u64, Stance),
    Proposed,
    Accept(usize),
    Say(String, String),
    Answer(String, String, String),
    Contacts(String),
    Ring(String, String, String),
    Code(String),
    Answers(String),
    End,
    Stop,
    Help,
    Nothing,
}

/// Reads a line.
///
/// # Errors
/// What is wrong with it, in words.
pub fn read(line: &str) -> Result<Order, String> {
    let line = line.trim();
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    let rest = rest.trim();
    let number = || {
        let parsed = rest.parse::<u32>();
        parsed.map_err(|_| format!("“{word}” wants a number: {word} 3"))
    };
    Ok(match word {
        "" => Order::Nothing,
        "run" | "r" => Order::Run(true),
        "pause" | "p" => Order::Run(false),
        "discuss" => Order::Discuss,
        "next" | "n" => Order::Next,
        "leap" => Order::Leap,
        "jump" => Order::Jump(rest.to_owned()),
        "speed" => Order::Speed(number()?.clamp(1, 3_600)),
        "people" => Order::People,
        "mute" => Order::Mute(number()?, true),
        "unmute" => Order::Mute(number()?, false),
        "remove" => Order::Remove(number()?),
        "seat" => match rest.split_once(char::is_whitespace) {
            Some((number, role)) => match number.parse() {
                Ok(number) => Order::Seat(number, role.trim().to_owned()),
                Err(_) => {
                    return Err("seat wants a number and a role: seat 3 site-manager".to_owned());
                }
            },
            None => return Err("seat wants a number and a role: seat 3 site-manager".to_owned()),
        },
        "lock" => Order::Lock(true),
        "unlock" => Order::Lock(false),
        "codes" => Order::Codes,
        "play" if rest == "on" => Order::Play(true),
        "play" if rest == "off" => Order::Play(false),
        "questions" => Order::Questions,
        "raters" => Order::Raters,
        "show" => Order::Show(number()? as usize),
        "decide" => {
            let wrong = || {
                "decide wants a question, an option, who decides, and why: decide 1 2 it-manager One port closes it.".to_owned()
            };
            let mut parts = rest.splitn(4, char::is_whitespace);
            let mut count = || parts.next()?.parse().ok();
            let numbers = count().zip(count()).ok_or_else(wrong)?;
            let (role, why) = parts.next().zip(parts.next()).ok_or_else(wrong)?;
            Order::Decide(numbers, role.to_owned(), why.trim().to_owned())
        }
        "plan" => Order::Plan,
        "cite" | "silent" | "against" => cited(word, rest)?,
        "proposed" => Order::Proposed,
        "accept" => Order::Accept(number()? as usize),
        "say" => match rest.split_once(char::is_whitespace) {
            Some((role, text)) => Order::Say(role.to_owned(), text.trim().to_owned()),
            None => return Err("say wants a role and a text".to_owned()),
        },
        "answer" => {
            let wrong = || {
                "answer wants a role, who answers, and what: answer site-manager Ward 11: Two can go.".to_owned()
            };
            let (role, rest) = rest.split_once(char::is_whitespace).ok_or_else(wrong)?;
            let (who, text) = rest.split_once(':').ok_or_else(wrong)?;
            Order::Answer(
                role.to_owned(),
                who.trim().to_owned(),
                text.trim().to_owned(),
            )
        }
        "ring" => match rest.split_whitespace().collect::<Vec<_>>()[..] {
            [role] => Order::Contacts(role.to_owned()),
            [role, who, what] => Order::Ring(role.to_owned(), who.to_owned(), what.to_owned()),
            _ => return Err("ring wants a role, who is rung, and what is asked".to_owned()),
        },
        "code" if !rest.is_empty() => Order::Code(rest.to_owned()),
        "code" => {
            return Err(
                "code wants the eight letters that were read out: code KDRT MWXA".to_owned(),
            );
        }
        "answers" if !rest.is_empty() => Order::Answers(rest.to_owned()),
        "answers" => {
            return Err("answers wants a file: answers answers-site-manager.json".to_owned());
        }
        "end" => Order::End,
        "stop" | "quit" => Order::Stop,
        "help" | "?" => Order::Help,
        _ => return Err("That is no order. “help” says what there is.".to_owned()),
    })
}

/// How an entry stands to the plan.
fn cited(word: &str, rest: &str) -> Result<Order, String> {
    let wrong = || {
        let example = match word {
            "cite" => "a number and a clause: cite 14 4.2",
            "silent" => "a number: silent 14",
            _ => "a number, a clause and a reason: against 14 4.2 There was no time.",
        };
        format!("{word} wants {example}")
    };
    let mut parts = rest.splitn(3, char::is_whitespace);
    let number = parts.next().and_then(|it| it.parse().ok());
    let number = number.ok_or_else(wrong)?;
    let stance = match (word, parts.next(), parts.next()) {
        ("silent", None, None) => Stance::Silent,
        ("cite", Some(clause), None) => Stance::Follows {
            clause: clause.to_owned(),
        },
        ("against", Some(clause), Some(because)) => Stance::Against {
            clause: clause.to_owned(),
            because: because.trim().to_owned(),
        },
        _ => return Err(wrong()),
    };
    Ok(Order::Cite(number, stance))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_a_person_types_them() {
        for (line, order) in [
            ("  run ", Order::Run(true)),
            ("jump Fri 14:00", Order::Jump("Fri 14:00".to_owned())),
            ("mute 3", Order::Mute(3, true)),
            (
                "seat 3  site-manager",
                Order::Seat(3, "site-manager".to_owned()),
            ),
            (
                "answer ed-consultant Ward 11: Two can go: by four.",
                Order::Answer(
                    "ed-consultant".to_owned(),
                    "Ward 11".to_owned(),
                    "Two can go: by four.".to_owned(),
                ),
            ),
            (
                "ring ed-consultant switchboard how-are-you",
                Order::Ring(
                    "ed-consultant".to_owned(),
                    "switchboard".to_owned(),
                    "how-are-you".to_owned(),
                ),
            ),
            ("code kdrt mwxa", Order::Code("kdrt mwxa".to_owned())),
            (
                "answers a stick/answers-ed.json",
                Order::Answers("a stick/answers-ed.json".to_owned()),
            ),
            (
                "decide 2 1 it-manager One port closes it.",
                Order::Decide(
                    (2, 1),
                    "it-manager".to_owned(),
                    "One port closes it.".to_owned(),
                ),
            ),
            ("accept 1", Order::Accept(1)),
            ("plan", Order::Plan),
            (
                "cite 14 4.2",
                Order::Cite(
                    14,
                    Stance::Follows {
                        clause: "4.2".to_owned(),
                    },
                ),
            ),
            ("silent 14", Order::Cite(14, Stance::Silent)),
            (
                "against 14 4.2 There was  no time.",
                Order::Cite(
                    14,
                    Stance::Against {
                        clause: "4.2".to_owned(),
                        because: "There was  no time.".to_owned(),
                    },
                ),
            ),
            ("", Order::Nothing),
        ] {
            assert_eq!(read(line), Ok(order), "{line}");
        }
        for wrong in [
            "mute",
            "mute x",
            "seat 3",
            "say x",
            "answer x y",
            "ring x y",
            "code",
            "answers ",
            "decide 1 it-manager Because.",
            "decide 1 2 it-manager",
            "cite 14",
            "cite 14 4.2 so",
            "silent",
            "silent 14 4.2",
            "against 14 4.2",
            "against x 4.2 So.",
            "dance",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
