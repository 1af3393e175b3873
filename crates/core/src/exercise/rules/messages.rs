//! Messages and prompts: when they are sent, whether they arrive, and by what way.
//!
//! A message whose channel is down (its system under 0.4 wherever in the trust it is seen best)
//! takes another way if there is one. With the out-of-band channel open it comes by that, after
//! [`OUT_OF_BAND_MINS`]. Without it, a call from the region comes by mobile after [`MOBILE_MINS`],
//! and a call, bleep or ticket from inside comes on foot after [`ON_FOOT_MINS`]. An e-mail has no
//! way but the out-of-band channel: it waits until that is open, or e-mail is back. Must not
//! know what a message says.

use crate::exercise::asking::Waiter;
use crate::exercise::conditions::{Facts, holds};
use crate::exercise::due::Due;
use crate::exercise::event::What;
use crate::exercise::rules::reach::{CARRIES_FROM, Reach};
use crate::exercise::state::{InjectState, PromptState, State};
use crate::scenario::{ChannelId, ChannelKind, Fires, InjectId, Mins, PromptId, Scenario};

/// Minutes until somebody has passed a message on by the out-of-band channel (author's estimate).
pub const OUT_OF_BAND_MINS: Mins = 10;
/// Minutes until a caller has found a mobile number (author's estimate).
pub const MOBILE_MINS: Mins = 10;
/// Minutes until somebody has walked over (author's estimate).
pub const ON_FOOT_MINS: Mins = 15;

/// One minute of messages: of those that are due, in their order. One that changes is seen in this
/// minute by those that come after it, by the others in the next.
pub fn step(
    scenario: &Scenario,
    due: &mut Due,
    reach: &Reach,
    state: &mut State,
    events: &mut Vec<What>,
) {
    let mut from = 0;
    while let Some(at) = due.next_inject(from) {
        from = at + 1;
        let before = state.injects[at];
        inject(scenario, reach, state, at, events);
        let after = state.injects[at];
        if after != before {
            due.note_inject(at.into());
            if let Some(prompt) = scenario.injects[at].opens {
                due.note_prompt(prompt);
            }
        }
        if let InjectState::Due(when) | InjectState::OnDetour { arrives: when, .. } = after {
            due.note_for(when, Waiter::Inject(at.into()));
        }
    }
    from = 0;
    while let Some(at) = due.next_prompt(from) {
        from = at + 1;
        let before = state.prompts[at];
        prompt(scenario, reach, state, at, events);
        let after = state.prompts[at];
        if after != before {
            due.note_prompt(at.into());
        }
        if let PromptState::Asked { at: asked, lapsed } = after
            && !lapsed
        {
            let lapses = asked + scenario.prompts[at].due_mins;
            due.note_for(lapses, Waiter::Prompt(at.into()));
        }
    }
}

fn inject(
    scenario: &Scenario,
    reach: &Reach,
    state: &mut State,
    at: usize,
    events: &mut Vec<What>,
) {
    let now = state.minute;
    let id = InjectId::from(at);
    match state.injects[at] {
        InjectState::Waiting => {
            if let Some(due) = due(scenario, reach, state, id) {
                if due <= now {
                    send(scenario, reach, state, id, events);
                } else {
                    state.injects[at] = InjectState::Due(due);
                }
            }
        }
        InjectState::Due(due) if due <= now => send(scenario, reach, state, id, events),
        InjectState::Undelivered { sent } if arrives(scenario, reach, id) => {
            arrive(scenario, state, id, sent, false, events);
        }
        InjectState::Undelivered { sent } if out_of_band(scenario, state, id).is_some() => {
            state.injects[at] = InjectState::OnDetour {
                sent,
                arrives: now + OUT_OF_BAND_MINS,
            };
        }
        InjectState::OnDetour { sent, arrives } if arrives <= now => {
            arrive(scenario, state, id, sent, true, events);
        }
        _ => {}
    }
}

fn prompt(
    scenario: &Scenario,
    reach: &Reach,
    state: &mut State,
    at: usize,
    events: &mut Vec<What>,
) {
    match state.prompts[at] {
        PromptState::Waiting => {
            let when = scenario.prompts[at].when.as_ref();
            if when.is_some_and(|when| holds(when, &Facts::new(reach, state))) {
                ask(scenario, state, at.into(), events);
            }
        }
        PromptState::Asked { at: asked, lapsed } => {
            if !lapsed && state.minute >= asked + scenario.prompts[at].due_mins {
                state.prompts[at] = PromptState::Asked {
                    at: asked,
                    lapsed: true,
                };
                events.push(What::Lapsed {
                    prompt: scenario.prompts[at].id.clone(),
                });
            }
        }
        PromptState::Decided { .. } => {}
    }
}

/// The minute in which a waiting inject is to be sent, once that is known.
fn due(scenario: &Scenario, reach: &Reach, state: &State, id: InjectId) -> Option<Mins> {
    let now = state.minute;
    match &scenario.injects[id.at()].fires {
        Fires::At(at) => (*at <= now).then_some(*at),
        Fires::ByHand => None,
        Fires::After { inject, mins } => sent(state.injects[inject.at()]).map(|sent| sent + mins),
        Fires::When {
            is,
            after_mins,
            not_before,
            not_after,
        } => {
            let in_time = (*not_before..=*not_after).contains(&now);
            (in_time && holds(is, &Facts::new(reach, state))).then_some(now + after_mins)
        }
    }
}

/// When an inject was sent, if it was.
pub fn sent(state: InjectState) -> Option<Mins> {
    match state {
        InjectState::Undelivered { sent }
        | InjectState::Delivered { sent, .. }
        | InjectState::OnDetour { sent, .. } => Some(sent),
        _ => None,
    }
}

/// Whether an inject's channel works.
fn arrives(scenario: &Scenario, reach: &Reach, id: InjectId) -> bool {
    carries(scenario, reach, scenario.injects[id.at()].channel)
}

/// Whether a channel works.
pub fn carries(scenario: &Scenario, reach: &Reach, id: ChannelId) -> bool {
    scenario.channels[id.at()]
        .carried_by
        .is_none_or(|system| reach.system_best(system.at()) >= CARRIES_FROM)
}

/// Sends an inject: it arrives, takes another way, or waits.
pub fn send(
    scenario: &Scenario,
    reach: &Reach,
    state: &mut State,
    id: InjectId,
    events: &mut Vec<What>,
) {
    let now = state.minute;
    if arrives(scenario, reach, id) {
        arrive(scenario, state, id, now, false, events);
        return;
    }
    let kind = scenario.channels[scenario.injects[id.at()].channel.at()].kind;
    let detour = match kind {
        _ if out_of_band(scenario, state, id).is_some() => Some(OUT_OF_BAND_MINS),
        ChannelKind::Email => None,
        ChannelKind::RegionalCall => Some(MOBILE_MINS),
        _ => Some(ON_FOOT_MINS),
    };
    state.injects[id.at()] = match detour {
        Some(mins) => InjectState::OnDetour {
            sent: now,
            arrives: now + mins,
        },
        None => {
            events.push(What::Undelivered {
                inject: scenario.injects[id.at()].id.clone(),
            });
            InjectState::Undelivered { sent: now }
        }
    };
}

fn arrive(
    scenario: &Scenario,
    state: &mut State,
    id: InjectId,
    sent: Mins,
    detour: bool,
    events: &mut Vec<What>,
) {
    let inject = &scenario.injects[id.at()];
    state.injects[id.at()] = InjectState::Delivered {
        sent,
        arrived: state.minute,
        detour,
    };
    let by = detour.then(|| {
        let kind = scenario.channels[inject.channel.at()].kind;
        way_round(
            kind,
            by_channel(kind, sent, out_of_band(scenario, state, id)),
        )
        .to_owned()
    });
    events.push(What::Delivered {
        inject: inject.id.clone(),
        by,
        late_mins: state.minute - sent,
    });
    if let Some(prompt) = inject.opens {
        ask(scenario, state, prompt, events);
    }
}

/// When the out-of-band channel of those whom a message is for was opened, if it was.
pub fn out_of_band(scenario: &Scenario, state: &State, id: InjectId) -> Option<Mins> {
    let of = scenario.organisation_of(&scenario.injects[id.at()].to);
    state.facts.out_of_band[of]
}

/// Whether a message that took another way came by the out-of-band channel: that was open when it
/// was sent; an e-mail has no other way, and waits for it.
pub fn by_channel(kind: ChannelKind, sent: Mins, opened: Option<Mins>) -> bool {
    kind == ChannelKind::Email || opened.is_some_and(|opened| opened <= sent)
}

/// By what way a message comes whose channel is down.
pub fn way_round(kind: ChannelKind, out_of_band: bool) -> &'static str {
    match kind {
        _ if out_of_band => "group message",
        ChannelKind::RegionalCall => "a mobile phone",
        _ => "somebody on foot",
    }
}

/// Puts a prompt to the team, if it has not been put.
pub fn ask(scenario: &Scenario, state: &mut State, id: PromptId, events: &mut Vec<What>) {
    if state.prompts[id.at()] == PromptState::Waiting {
        state.prompts[id.at()] = PromptState::Asked {
            at: state.minute,
            lapsed: false,
        };
        events.push(What::Asked {
            prompt: scenario.prompts[id.at()].id.clone(),
        });
    }
}
