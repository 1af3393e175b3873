//! What happened, as it is written, with the words for standings, levels, steps and ratings.

use super::came_with::CameWith;
use super::mirror::same_variants;
use super::people::{Figures, Methane, Status};
use super::voice::{Stance, Voice};
use crate::exercise;
use crate::scenario;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What happened. `event` says which it is; ids are those of the scenario in the first line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// STARTEX.
    Started,
    /// A message reached the team.
    Delivered {
        /// The inject's id.
        inject: String,
        /// The channel it came by, if not its own.
        by: Option<String>,
        /// Minutes later than it was sent.
        late_mins: u32,
    },
    /// A message could not be delivered: its channel is down.
    Undelivered {
        /// The inject's id.
        inject: String,
    },
    /// A decision was put to the team.
    Asked {
        /// The prompt's id.
        prompt: String,
    },
    /// The moment for a decision passed.
    Lapsed {
        /// The prompt's id.
        prompt: String,
    },
    /// A prompt was decided.
    Decided {
        /// The prompt's id.
        prompt: String,
        /// The option's id, of those the prompt has.
        option: String,
        /// The role.
        by: String,
        /// Why.
        because: String,
        /// Why not the others; can be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        against: String,
    },
    /// Hands were shown for the options of a prompt.
    Hands {
        /// The prompt's id.
        prompt: String,
        /// Hands for each option.
        hands: Vec<u32>,
    },
    /// Work on a card began.
    ActionStarted {
        /// The card's id.
        card: String,
        /// The id of what it was done to; none for a card that needs none.
        target: Option<String>,
        /// The role.
        by: String,
        /// Why.
        because: String,
        /// Minute in which it will be done.
        done_mins: u32,
    },
    /// A card took effect.
    ActionDone {
        /// The card's id.
        card: String,
        /// The id of what it was done to; none for a card that needs none.
        target: Option<String>,
    },
    /// Something improvised was decided.
    Improvised {
        /// What.
        text: String,
        /// The role.
        by: String,
        /// Why.
        because: String,
    },
    /// An inject was held back.
    Held {
        /// The inject's id.
        inject: String,
    },
    /// An inject was left out.
    Skipped {
        /// The inject's id.
        inject: String,
    },
    /// The core of the run sheet is played.
    CoreSet {
        /// How many other injects were left out.
        skipped: u32,
    },
    /// An inject that was held back or skipped waits for its moment again.
    Resumed {
        /// The inject's id.
        inject: String,
    },
    /// An inject was given another wording; the scenario in the record's first line keeps the
    /// first one.
    Reworded {
        /// The inject's id.
        inject: String,
        /// Its text before.
        was: String,
        /// Its text now.
        text: String,
    },
    /// The facilitator sent a message that the scenario does not have.
    Told {
        /// Who it is from.
        from: String,
        /// The roles it is for.
        to: Vec<String>,
        /// The channel's id.
        channel: String,
        /// What it says.
        text: String,
        /// Files that came with it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        attachments: Vec<CameWith>,
    },
    /// Something in the log was corrected.
    Corrected {
        /// The event, counted from 1 at STARTEX.
        entry: u64,
        /// What should have stood there.
        text: String,
        /// Who corrected it.
        by: String,
    },
    /// A situation report was given.
    Reported {
        /// The role.
        by: String,
        /// In its words.
        text: String,
        /// Locked devices the team had been told of.
        known_locked: u32,
        /// Locked devices in truth.
        true_locked: u32,
        /// The figures it gave, and those figures in truth.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        figures: Option<(Figures, Figures)>,
        /// The same as a METHANE report, if it was one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        methane: Option<Box<Methane>>,
    },
    /// An evaluator's note.
    Noted {
        /// The evaluator.
        by: String,
        /// What.
        text: String,
        /// The task's id, if it belongs to one.
        task: Option<String>,
        /// The inject's id, if it belongs to one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        inject: Option<String>,
    },
    /// A person rated a task.
    Rated {
        /// The task's id.
        task: String,
        /// The person.
        by: String,
    },
    /// An improvement action was agreed, or stands otherwise than it did.
    Acted {
        /// The answer's number, counted from 1.
        number: u32,
        /// What is to be done.
        action: String,
        /// How it stands.
        status: Status,
    },
    /// Somebody answered what they were asked. What they said is not told in the timeline.
    Answered {
        /// The answer's number.
        number: u32,
    },
    /// Somebody said something to somebody.
    Said {
        /// Who said it.
        by: Voice,
        /// To whom.
        to: Voice,
        /// What.
        text: String,
    },
    /// A chair said what it would decide. The last of a chair counts.
    Leaned {
        /// The prompt's id.
        prompt: String,
        /// The role.
        by: String,
        /// Who sits there; can be empty.
        name: String,
        /// The option's id.
        option: String,
        /// Why; can be empty.
        because: String,
        /// How sure they are, 1 to 5.
        confidence: u8,
    },
    /// A chair proposed an action card.
    Proposed {
        /// The card's id.
        card: String,
        /// The id of what it would be done to; none for a card that needs none.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<String>,
        /// The role.
        by: String,
        /// Why.
        because: String,
    },
    /// Something real happened, and the exercise stood.
    NoDuff {
        /// Who said so.
        by: String,
        /// What, in a few words.
        text: String,
    },
    /// Somebody said how something that was decided or reported stands to the trust's plan.
    Cited {
        /// Who said so.
        by: Voice,
        /// The event, counted from 1 at STARTEX.
        of: u64,
        /// How it stands.
        stance: Stance,
    },
    /// The first host of a segment was infected.
    SegmentInfected {
        /// The segment's id.
        segment: String,
    },
    /// The first host of a segment locked.
    SegmentLocked {
        /// The segment's id.
        segment: String,
    },
    /// A service's standing changed, in truth.
    ServiceChanged {
        /// The service's id.
        service: String,
        /// How it stands now.
        standing: Standing,
    },
    /// A service's standing became known to the team.
    ServiceReported {
        /// The service's id.
        service: String,
        /// How it stood.
        standing: Standing,
    },
    /// The emergency department is overwhelmed: ambulances turn away by themselves.
    EdOverwhelmed {
        /// The organisation, where several play.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
    },
    /// The emergency department copes again.
    EdCopes {
        /// The organisation, where several play.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
    },
    /// The neighbours who take an organisation's emergency patients say that they are full.
    NeighboursFull {
        /// The organisation whose patients they take, where several play.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
    },
    /// An incident was declared.
    Declared {
        /// The level; a higher one includes those below.
        level: IncidentLevel,
        /// The organisation, where several play.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
    },
    /// Somebody outside was told.
    Notified {
        /// Who.
        body: String,
        /// The organisation, where several play.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
    },
    /// A step of the response was taken.
    Marked {
        /// Which.
        step: Step,
        /// The organisation, where several play.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
    },
    /// The kill-switch domain answers from now on, in the world outside.
    KillSwitch,
    /// People arrived.
    Arrived {
        /// The crew they join.
        crew: String,
        /// How many.
        people: u32,
    },
    /// Help was asked for and does not set out.
    AidWaits {
        /// The id of the crew that waits for it.
        crew: String,
        /// No critical or major incident has been declared.
        undeclared: bool,
        /// Nobody who can lend people has been told.
        untold: bool,
    },
    /// No host on the network is infected or locked any more.
    Clean,
    /// An outage took its systems away.
    OutageBegan {
        /// Which.
        outage: String,
    },
    /// What an outage took is back, in part or whole.
    OutageReturned {
        /// Which.
        outage: String,
        /// How much of it works.
        per_cent: u32,
    },
    /// A stage of an intrusion was reached.
    StageReached {
        /// Which.
        stage: String,
    },
    /// A trace of a stage showed.
    StageTraced {
        /// Which.
        stage: String,
    },
    /// Whoever was inside is out for good.
    DrivenOut {
        /// Which intrusion.
        intrusion: String,
    },
    /// An extortion went a step on.
    Extorted {
        /// Which.
        extortion: String,
        /// How far it has gone.
        step: Demand,
    },
    /// The team stood the incident down.
    StoodDown {
        /// The organisation, where several play.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
    },
    /// ENDEX.
    Ended,
}

/// How a service stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// At 90 per cent of capacity or more.
    Normal,
    /// At 35 to 90 per cent.
    Reduced,
    /// On paper procedures, whatever its capacity.
    Paper,
    /// Under 35 per cent.
    Stopped,
}

/// A step of an extortion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Demand {
    /// The demand was made.
    Begun,
    /// They proved what they have.
    Proven,
    /// Their deadline has gone by without payment.
    DeadlinePassed,
    /// They published.
    Published,
    /// They offered a key.
    KeyOffered,
    /// The key was tried.
    KeyTried,
}

/// How grave an incident is declared to be (NHS England EPRR), from the lowest up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum IncidentLevel {
    /// A *business continuity incident*: services are disturbed, and kept up by own means.
    BusinessContinuity,
    /// A *critical incident*: services can't be given as they should, or patients are at risk.
    Critical,
    /// A *major incident*: special arrangements of several services are needed.
    Major,
}

/// A step of the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Step {
    /// Reports have been joined into one incident.
    IncidentRecognised,
    /// Strategic and tactical leads are named and sit together with clinicians and IT.
    CommandGroup,
    /// A loggist keeps the log.
    Loggist,
    /// A METHANE report has been given.
    Methane,
    /// What could be proof is kept for those who investigate.
    EvidenceKept,
    /// A clinician has signed for what a cut will take away.
    ClinicalSignOff,
    /// A set time and packs for paper are agreed.
    PaperPlan,
    /// Cancelled patients are counted and listed.
    CancellationsCounted,
    /// Blood stock is under a plan.
    BloodPlan,
    /// It is decided that no ransom is paid.
    NoPayment,
    /// One agreed statement has been given.
    PublicStatement,
    /// Criteria for reconnection are written.
    ReconnectCriteria,
    /// A clinical order of restoration is agreed.
    RestoreOrder,
    /// Monday is staffed and prepared.
    MondayPlan,
    /// The paper backlog is being reconciled.
    BacklogReconciled,
    /// A hot debrief is set.
    DebriefSet,
}

/// A rating: performed without challenges, with some, with major challenges, unable to be performed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Rating {
    /// Performed without challenges.
    P,
    /// Performed with some challenges.
    S,
    /// Performed with major challenges.
    M,
    /// Unable to be performed.
    U,
}

same_variants!(exercise::What, Event {
    Started,
    Delivered { inject, by, late_mins },
    Undelivered { inject },
    Asked { prompt },
    Lapsed { prompt },
    Decided { prompt, option, by, because, against },
    Hands { prompt, hands },
    ActionStarted { card, target, by, because, done_mins },
    ActionDone { card, target },
    Improvised { text, by, because },
    Held { inject },
    Skipped { inject },
    CoreSet { skipped },
    Resumed { inject },
    Reworded { inject, was, text },
    Told { from, to, channel, text, attachments },
    Corrected { entry, text, by },
    Reported { by, text, known_locked, true_locked, figures, methane },
    Noted { by, text, task, inject },
    Rated { task, by },
    Acted { number, action, status },
    Answered { number },
    Said { by, to, text },
    Leaned { prompt, by, name, option, because, confidence },
    Proposed { card, target, by, because },
    NoDuff { by, text },
    Cited { by, of, stance },
    SegmentInfected { segment },
    SegmentLocked { segment },
    ServiceChanged { service, standing },
    ServiceReported { service, standing },
    EdOverwhelmed { of },
    EdCopes { of },
    NeighboursFull { of },
    Declared { level, of },
    Notified { body, of },
    Marked { step, of },
    KillSwitch,
    Arrived { crew, people },
    AidWaits { crew, undeclared, untold },
    Clean,
    OutageBegan { outage },
    OutageReturned { outage, per_cent },
    StageReached { stage },
    StageTraced { stage },
    DrivenOut { intrusion },
    Extorted { extortion, step },
    StoodDown { of },
    Ended,
});
same_variants!(
    exercise::Standing,
    Standing {
        Normal,
        Reduced,
        Paper,
        Stopped
    }
);
same_variants!(
    exercise::Demand,
    Demand {
        Begun,
        Proven,
        DeadlinePassed,
        Published,
        KeyOffered,
        KeyTried,
    }
);
same_variants!(
    scenario::IncidentLevel,
    IncidentLevel {
        BusinessContinuity,
        Critical,
        Major
    }
);
same_variants!(
    scenario::Step,
    Step {
        IncidentRecognised,
        CommandGroup,
        Loggist,
        Methane,
        EvidenceKept,
        ClinicalSignOff,
        PaperPlan,
        CancellationsCounted,
        BloodPlan,
        NoPayment,
        PublicStatement,
        ReconnectCriteria,
        RestoreOrder,
        MondayPlan,
        BacklogReconciled,
        DebriefSet
    }
);
same_variants!(scenario::Rating, Rating { P, S, M, U });
