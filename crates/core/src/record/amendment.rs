//! Notes, ratings, actions and answers added to a sealed record, whatever rules played it: they are
//! written with what they mean for the assessment, and sealed and signed anew. Must not change what
//! was played, and need not play it.

use super::chain::{Body, Chain};
use super::citing::{may_cite, plan_in};
use super::open::Opened;
use super::store::{SessionError, Store};
use super::wire::{self, Seal, Story};
use crate::assessment::{Assessment, Observations};
use crate::exercise::{Command, Event, Known, Refusal, What, annotated};
use crate::plan::Plan;
use std::io;
use std::sync::Arc;

/// A record that is added to.
#[derive(Debug)]
pub struct Amendment<S> {
    chain: Chain,
    store: S,
    story: Story,
    /// The trust's plan with which it was played, if there was one.
    plan: Option<Arc<Plan>>,
    ended_secs: u64,
    events: Vec<Event>,
    observations: Observations,
    assessment: Assessment,
    /// Bytes of the record that are whole lines.
    saved: u64,
    /// A part of a line may stand behind them.
    torn: bool,
}

impl<S: Store> Amendment<S> {
    /// Begins to add to a record; `store` opens it for writing.
    ///
    /// # Errors
    /// Why nothing can be added, in words.
    pub fn begin(opened: &Opened, store: impl FnOnce() -> io::Result<S>) -> Result<Self, String> {
        let (Some(played), Some((seal, _))) = (opened.played(), opened.seal()) else {
            return Err(
                "it was not sealed at ENDEX and other rules played it, so it can only be read."
                    .to_owned(),
            );
        };
        let mut store = store().map_err(|error| format!("{error}."))?;
        if opened.lacks_line_feed {
            store
                .append(b"\n", true)
                .map_err(|error| format!("{error}."))?;
        }
        let observations = opened.observations();
        Ok(Self {
            chain: opened.chain(),
            store,
            story: played.story.clone(),
            plan: plan_in(&opened.header),
            ended_secs: played.ended_secs,
            events: opened.events().cloned().collect(),
            assessment: seal.judged().rated(&observations),
            observations,
            saved: opened.whole_bytes as u64 + u64::from(opened.lacks_line_feed),
            torn: false,
        })
    }

    /// Where it is kept.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The trust's plan with which it was played, if there was one.
    pub fn plan(&self) -> Option<&Arc<Plan>> {
        self.plan.as_ref()
    }

    /// What people saw and decided.
    pub fn observations(&self) -> &Observations {
        &self.observations
    }

    /// Everything that happened, what was added among it.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Adds something, and seals anew. `real` is the real time, RFC 3339.
    ///
    /// # Errors
    /// A refusal; or that it can't be written, and then it is not taken.
    pub fn apply(&mut self, command: &Command, real: &str) -> Result<(), SessionError> {
        self.apply_all(std::slice::from_ref(command), real)
    }

    /// Adds several things, and seals anew: all of them or none.
    ///
    /// # Errors
    /// The first refusal; or that they can't be written.
    pub fn apply_all(&mut self, commands: &[Command], real: &str) -> Result<(), SessionError> {
        let mut chain = self.chain.clone();
        let mut text = String::new();
        let mut observations = self.observations.clone();
        let mut events = Vec::new();
        for command in commands {
            let what = self.means(command)?;
            let written = wire::Command::of_annotation(command).ok_or(Refusal::Ended)?;
            let event = Event {
                at_secs: self.ended_secs,
                what,
            };
            observations.take(self.ended_secs, command);
            text.push_str(&chain.line(&Body::Command {
                at_secs: self.ended_secs,
                real: real.to_owned(),
                command: written,
            })?);
            text.push_str(&chain.line(&Body::Event(event.clone()))?);
            events.push(event);
        }
        let assessment = self.assessment.clone().rated(&observations);
        text.push_str(&chain.line(&Body::Seal(Box::new(Seal::of(&assessment))))?);
        if let Some(signature) = self.store.signer().map(|signer| signer.sign(chain.head())) {
            text.push_str(&chain.line(&Body::Signature(signature))?);
        }
        if self.torn {
            self.store.cut_back(self.saved)?;
        }
        self.torn = true;
        self.store.append(text.as_bytes(), true)?;
        self.torn = false;
        self.saved += text.len() as u64;
        self.chain = chain;
        self.events.append(&mut events);
        self.observations = observations;
        self.assessment = assessment;
        Ok(())
    }

    /// What a command adds.
    fn means(&self, command: &Command) -> Result<What, Refusal> {
        may_cite(self.plan.as_deref(), &self.events, command)?;
        let objectives: Vec<&str> = self
            .story
            .objectives
            .iter()
            .map(|it| it.id.as_str())
            .collect();
        let known = Known {
            task: &|id| {
                let mut tasks = self.story.objectives.iter().flat_map(|it| &it.tasks);
                tasks.any(|task| task.id == id)
            },
            inject: &|id| self.story.inject(id).is_some(),
            role: &|id| self.story.roles.iter().any(|it| it.id == id),
            entries: self.events.len() as u64,
            objectives: &objectives,
        };
        annotated(command, &known)?.ok_or(Refusal::Ended)
    }
}
