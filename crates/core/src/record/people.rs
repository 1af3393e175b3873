//! Where people stand in what a record keeps: the fields that name somebody, and the texts that
//! somebody typed. Whatever leaves names out goes by this list. Must not decide what becomes of
//! them.
//!
//! Every field of a command, an answer, an action and the header is written out here, so that a new
//! one does not compile until it is said whether a person can stand in it.

use super::header::Header;
use super::wire::{self, Command, Effect, Mirror};
use crate::exercise::{Answer, Improvement, Methane, Speaker, Stance, What};

/// A field that names a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PersonField {
    /// Who sits on a chair.
    Chair,
    /// Who evaluates, as the header has it.
    Evaluator,
    /// Who noted something.
    NotedBy,
    /// Who rated a task.
    RatedBy,
    /// Who corrected an entry of the log.
    CorrectedBy,
    /// Who answers for an improvement action.
    Owner,
    /// How they are reached.
    Contact,
    /// Who answered what they were asked.
    AnsweredBy,
    /// Who said in a chair what they would decide, or that something real had happened.
    SaidBy,
}

/// A text that somebody typed, and in which anybody may be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextField {
    /// Why something was decided.
    Because,
    /// Why not the other options.
    Against,
    /// What was decided that no card foresees.
    Improvised,
    /// Why that changes nothing in the model.
    WithoutEffect,
    /// Another wording of a message, or the one before it.
    Wording,
    /// Whom a message of the facilitator's is from.
    Sender,
    /// A message of the facilitator's.
    Message,
    /// What came with it: what it is called, and what it shows.
    Enclosed,
    /// A situation report.
    Report,
    /// A part of a METHANE report.
    Methane(&'static str),
    /// An evaluator's note.
    Note,
    /// A correction of the log.
    Correction,
    /// Why a task was rated so.
    RatedBecause,
    /// What went wrong.
    Issue,
    /// Why it went wrong.
    RootCause,
    /// What is to be done.
    Action,
    /// What shows that a lesson was learned.
    Evidence,
    /// The staff group of somebody who answered.
    StaffGroup,
    /// An answer in words, by its question.
    Answer(&'static str),
    /// Somebody whom nobody plays, as they were called.
    Somebody,
    /// What was said to somebody.
    Said,
    /// What had really happened.
    NoDuff,
}

impl TextField {
    /// What it is, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Because => "why it was decided",
            Self::Against => "why not the others",
            Self::Improvised => "a free-play action",
            Self::WithoutEffect => "why it changes nothing",
            Self::Wording => "an inject in other words",
            Self::Sender => "whom an inject is from",
            Self::Message => "an ad-hoc inject",
            Self::Enclosed => "what came with an ad-hoc inject",
            Self::Report => "a situation report",
            Self::Methane(part) => part,
            Self::Note => "a note",
            Self::Correction => "a correction",
            Self::RatedBecause => "why it was rated so",
            Self::Issue => "what went wrong",
            Self::RootCause => "root cause",
            Self::Action => "what is to be done",
            Self::Evidence => "evidence that it was learned",
            Self::StaffGroup => "staff group",
            Self::Answer(question) => question,
            Self::Somebody => "who was asked",
            Self::Said => "what was said",
            Self::NoDuff => "what really happened",
        }
    }
}

/// What can be typed into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Typed {
    /// A person's name or role.
    Person(PersonField),
    /// Whatever somebody wants to say.
    Text(TextField),
}

use PersonField as P;
use TextField as T;
use Typed::{Person, Text};

/// Visits whatever people typed in the header.
pub fn typed_in_header(header: &mut Header, visit: &mut impl FnMut(Typed, &mut String)) {
    let Header {
        people,
        evaluators,
        format: _,
        engine: _,
        forgotten: _,
        program: _,
        scenario: _,
        title: _,
        scenario_hash: _,
        files: _,
        seed: _,
        team: _,
        started: _,
        parent: _,
        of_type: _,
        // A document of the trust, as the scenario's files are: it names roles.
        plan: _,
    } = header;
    for person in people {
        visit(Person(P::Chair), &mut person.name);
    }
    for name in evaluators {
        visit(Person(P::Evaluator), name);
    }
}

/// Visits what is written as the program holds it.
fn through<W: Mirror<P>, P: Mirror<W>>(written: &mut W, visit: impl FnOnce(&mut P)) {
    let mut held = written.mirror();
    visit(&mut held);
    *written = held.mirror();
}

/// Visits whatever people typed in a command as it is written. Who decides or reports is a role there.
pub fn typed_in_command(command: &mut Command, visit: &mut impl FnMut(Typed, &mut String)) {
    match command {
        Command::Decide {
            because,
            against,
            prompt: _,
            option: _,
            by: _,
        } => {
            visit(Text(T::Because), because);
            visit(Text(T::Against), against);
        }
        Command::Play {
            because,
            card: _,
            target: _,
            by: _,
        } => visit(Text(T::Because), because),
        Command::Improvise {
            text,
            because,
            effects,
            by: _,
        } => {
            visit(Text(T::Improvised), text);
            effects.iter_mut().for_each(|it| typed_in_effect(it, visit));
            visit(Text(T::Because), because);
        }
        Command::Reword { text, inject: _ } => visit(Text(T::Wording), text),
        Command::Report {
            text,
            methane,
            by: _,
            figures: _,
        } => {
            visit(Text(T::Report), text);
            if let Some(methane) = methane {
                through(&mut **methane, |it| typed_in_methane(Some(it), visit));
            }
        }
        Command::Note {
            by,
            text,
            task: _,
            rating: _,
            inject: _,
        } => {
            visit(Person(P::NotedBy), by);
            visit(Text(T::Note), text);
        }
        Command::Correct { text, by, entry: _ } => {
            visit(Person(P::CorrectedBy), by);
            visit(Text(T::Correction), text);
        }
        Command::Rate {
            by,
            because,
            task: _,
            rating: _,
        } => {
            visit(Person(P::RatedBy), by);
            visit(Text(T::RatedBecause), because);
        }
        Command::Act(improvement) => {
            through(&mut **improvement, |it| typed_in_improvement(it, visit));
        }
        Command::Answer(answer) => through(&mut **answer, |it| typed_in_answer(it, visit)),
        Command::Tell { .. }
        | Command::Say { .. }
        | Command::Lean { .. }
        | Command::Propose { .. }
        | Command::NoDuff { .. }
        | Command::Cite { .. } => typed_in_talk(command, visit),
        Command::Hands {
            prompt: _,
            hands: _,
        }
        | Command::Release { inject: _ }
        | Command::Hold { inject: _ }
        | Command::Skip { inject: _ }
        | Command::PlayCore
        | Command::Resume { inject: _ }
        | Command::Ring {
            by: _,
            to: _,
            query: _,
        }
        | Command::End => {}
    }
}

fn typed_in_effect(effect: &mut Effect, visit: &mut impl FnMut(Typed, &mut String)) {
    if let Effect::Nothing(why) = effect {
        visit(Text(T::WithoutEffect), why);
    }
}

/// Visits whatever people typed who told something, spoke, leaned or proposed.
fn typed_in_talk(command: &mut Command, visit: &mut impl FnMut(Typed, &mut String)) {
    match command {
        Command::Tell {
            from,
            text,
            attachments,
            to: _,
            channel: _,
        } => {
            visit(Text(T::Sender), from);
            visit(Text(T::Message), text);
            for it in attachments {
                visit(Text(T::Enclosed), &mut it.title);
                visit(Text(T::Enclosed), &mut it.shows);
            }
        }
        Command::Say { by, to, text } => {
            for voice in [by, to] {
                if let wire::Voice::Somebody(who) = voice {
                    visit(Text(T::Somebody), who);
                }
            }
            visit(Text(T::Said), text);
        }
        Command::Lean {
            name,
            because,
            prompt: _,
            by: _,
            option: _,
            confidence: _,
        } => {
            visit(Person(P::SaidBy), name);
            visit(Text(T::Because), because);
        }
        Command::Propose {
            because,
            card: _,
            target: _,
            by: _,
        } => visit(Text(T::Because), because),
        Command::NoDuff { by, text } => {
            visit(Person(P::SaidBy), by);
            visit(Text(T::NoDuff), text);
        }
        Command::Cite { by, stance, of: _ } => {
            if let wire::Voice::Somebody(who) = by {
                visit(Text(T::Somebody), who);
            }
            if let wire::Stance::Against { because, clause: _ } = stance {
                visit(Text(T::Because), because);
            }
        }
        _ => {}
    }
}

/// Visits whatever people typed in an event.
pub fn typed_in_event(what: &mut What, visit: &mut impl FnMut(Typed, &mut String)) {
    match what {
        What::Decided {
            because, against, ..
        } => {
            visit(Text(T::Because), because);
            visit(Text(T::Against), against);
        }
        What::ActionStarted { because, .. } => visit(Text(T::Because), because),
        What::Improvised { text, because, .. } => {
            visit(Text(T::Improvised), text);
            visit(Text(T::Because), because);
        }
        What::Reworded { was, text, .. } => {
            visit(Text(T::Wording), was);
            visit(Text(T::Wording), text);
        }
        What::Told { .. } => typed_in_told(what, visit),
        What::Corrected { text, by, .. } => {
            visit(Person(P::CorrectedBy), by);
            visit(Text(T::Correction), text);
        }
        What::Reported { text, methane, .. } => {
            visit(Text(T::Report), text);
            typed_in_methane(methane.as_deref_mut(), visit);
        }
        What::Noted { by, text, .. } => {
            visit(Person(P::NotedBy), by);
            visit(Text(T::Note), text);
        }
        What::Rated { by, .. } => visit(Person(P::RatedBy), by),
        What::Acted { action, .. } => visit(Text(T::Action), action),
        What::Said { by, to, text } => {
            for voice in [by, to] {
                if let Speaker::Somebody(who) = voice {
                    visit(Text(T::Somebody), who);
                }
            }
            visit(Text(T::Said), text);
        }
        What::Leaned { name, because, .. } => {
            visit(Person(P::SaidBy), name);
            visit(Text(T::Because), because);
        }
        What::Proposed { because, .. } => visit(Text(T::Because), because),
        What::NoDuff { by, text } => {
            visit(Person(P::SaidBy), by);
            visit(Text(T::NoDuff), text);
        }
        What::Cited { by, stance, .. } => {
            if let Speaker::Somebody(who) = by {
                visit(Text(T::Somebody), who);
            }
            if let Stance::Against { because, .. } = stance {
                visit(Text(T::Because), because);
            }
        }
        // What the machine says, in the scenario's ids and in figures.
        What::Started
        | What::Delivered { .. }
        | What::Undelivered { .. }
        | What::Asked { .. }
        | What::Lapsed { .. }
        | What::Hands { .. }
        | What::ActionDone { .. }
        | What::Held { .. }
        | What::Skipped { .. }
        | What::CoreSet { .. }
        | What::Resumed { .. }
        | What::Answered { .. }
        | What::SegmentInfected { .. }
        | What::SegmentLocked { .. }
        | What::ServiceChanged { .. }
        | What::ServiceReported { .. }
        | What::EdOverwhelmed { .. }
        | What::EdCopes { .. }
        | What::NeighboursFull { .. }
        | What::Declared { .. }
        | What::Notified { .. }
        | What::Marked { .. }
        | What::KillSwitch
        | What::Arrived { .. }
        | What::AidWaits { .. }
        | What::Clean
        | What::OutageBegan { .. }
        | What::OutageReturned { .. }
        | What::StageReached { .. }
        | What::StageTraced { .. }
        | What::DrivenOut { .. }
        | What::Extorted { .. }
        | What::StoodDown { .. }
        | What::Ended => {}
    }
}

/// Visits whatever the facilitator typed in an ad-hoc inject.
fn typed_in_told(what: &mut What, visit: &mut impl FnMut(Typed, &mut String)) {
    let What::Told {
        from,
        text,
        attachments,
        ..
    } = what
    else {
        return;
    };
    visit(Text(T::Sender), from);
    visit(Text(T::Message), text);
    for it in attachments {
        visit(Text(T::Enclosed), &mut it.title);
        visit(Text(T::Enclosed), &mut it.shows);
    }
}

/// Visits whatever people typed in an improvement action.
pub fn typed_in_improvement(
    improvement: &mut Improvement,
    visit: &mut impl FnMut(Typed, &mut String),
) {
    let Improvement {
        issue,
        root_cause,
        action,
        owner,
        contact,
        evidence,
        number: _,
        carried: _,
        task: _,
        clause: _,
        element: _,
        starts: _,
        due: _,
        status: _,
    } = improvement;
    visit(Text(T::Issue), issue);
    visit(Text(T::RootCause), root_cause);
    visit(Text(T::Action), action);
    visit(Person(P::Owner), owner);
    visit(Person(P::Contact), contact);
    visit(Text(T::Evidence), evidence);
}

/// Visits whatever somebody typed who answered.
pub fn typed_in_answer(answer: &mut Answer, visit: &mut impl FnMut(Typed, &mut String)) {
    visit(Person(P::AnsweredBy), &mut answer.name);
    visit(Text(T::StaffGroup), &mut answer.group);
    for (question, words) in answer.words_mut() {
        visit(Text(T::Answer(question)), words);
    }
    // Whatever else it holds is a number, or an id of what is asked.
    let Answer {
        number: _,
        group: _,
        name: _,
        agrees: _,
        confidence: _,
        support: _,
        well: _,
        change: _,
        next: _,
    } = answer;
}

fn typed_in_methane(methane: Option<&mut Methane>, visit: &mut impl FnMut(Typed, &mut String)) {
    for (part, words) in methane.into_iter().flat_map(Methane::parts_mut) {
        visit(Text(T::Methane(part)), words);
    }
}
