//! A decision that no card foresees: free words, then effects from a palette, previewed. Must not
//! take it.

use super::Action;
use super::decision::{decided_by, preview_ui};
use crate::window::live::{Improvised, Seen};
use crate::window::theme::{Theme, size};
use crate::window::widgets::{caps, field, pick, primary, quiet, secondary, text};
use egui::{FontFamily, Ui};
use wardroom_core::exercise::{Command, Given};
use wardroom_core::scenario::{Scenario, TargetKind};

/// What can be put together: words, what it is done to, and the effect on something of that kind.
type Choice = (&'static str, TargetKind, fn(&str) -> Given);

const PALETTE: [Choice; 25] = [
    ("Cut off a segment", TargetKind::Segment, |id| {
        Given::IsolateSegment(id.into())
    }),
    ("Connect a segment again", TargetKind::Segment, |id| {
        Given::RejoinSegment(id.into())
    }),
    ("Cut a link", TargetKind::Link, |id| {
        Given::CutLink(id.into())
    }),
    ("Open a link again", TargetKind::Link, |id| {
        Given::RestoreLink(id.into())
    }),
    ("Stop file sharing on a link", TargetKind::Link, |id| {
        Given::BlockPort(id.into())
    }),
    ("Stop file sharing at the edge", TargetKind::Nothing, |_| {
        Given::BlockPortAtEdge
    }),
    ("Stop file sharing everywhere", TargetKind::Nothing, |_| {
        Given::BlockPortEverywhere
    }),
    ("Allow file sharing again", TargetKind::Nothing, |_| {
        Given::UnblockPorts
    }),
    (
        "Unplug the locked machines of a segment",
        TargetKind::Segment,
        |id| Given::UnplugInfected(id.into()),
    ),
    (
        "Switch a segment's machines off",
        TargetKind::Segment,
        |id| Given::PowerOff(id.into()),
    ),
    (
        "Switch a segment's machines on",
        TargetKind::Segment,
        |id| Given::PowerOn(id.into()),
    ),
    ("Switch e-mail off", TargetKind::Nothing, |_| Given::MailOff),
    ("Switch e-mail on", TargetKind::Nothing, |_| Given::MailOn),
    ("Block the worm's domain", TargetKind::Nothing, |_| {
        Given::BlockDomain
    }),
    ("Allow the worm's domain", TargetKind::Nothing, |_| {
        Given::AllowDomain
    }),
    (
        "Answer for the worm's domain inside",
        TargetKind::Nothing,
        |_| Given::SinkholeDomain,
    ),
    ("A service goes to paper", TargetKind::Service, |id| {
        Given::GoToPaper(id.into())
    }),
    (
        "A service goes back to screens",
        TargetKind::Service,
        |id| Given::BackToScreens(id.into()),
    ),
    (
        "Send a pathway's patients elsewhere",
        TargetKind::Pathway,
        |id| Given::Divert(id.into()),
    ),
    (
        "Take a pathway's patients again",
        TargetKind::Pathway,
        |id| Given::EndDivert(id.into()),
    ),
    (
        "Urgent cancer patients come first",
        TargetKind::Nothing,
        |_| Given::ProtectUrgent,
    ),
    (
        "Move staff to the emergency department",
        TargetKind::Nothing,
        |_| Given::RedeployToEd,
    ),
    ("Somebody outside is told", TargetKind::Body, |id| {
        Given::Notify(id.into())
    }),
    ("The out-of-band channel opens", TargetKind::Nothing, |_| {
        Given::OpenOutOfBand
    }),
    ("All staff are told what to do", TargetKind::Nothing, |_| {
        Given::Broadcast
    }),
];

/// Shows the form.
pub fn improvise_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut Improvised,
) -> Option<Action> {
    let scenario = &*seen.scenario;
    let mut action = None;
    quiet(
        ui,
        theme,
        "What the team does that no card foresees. Say it first; then give it what it changes, if anything.",
    );
    field(
        ui,
        theme,
        "What was decided",
        "What was decided, in the team's words",
        &mut input.text,
        2,
    );
    field(ui, theme, "Why", "Why? For the log.", &mut input.because, 1);
    let everybody: Vec<_> = (0..scenario.roles.len()).map(Into::into).collect();
    let titles = seen.titles(&everybody);
    decided_by(ui, theme, &titles, &mut input.by, "Decided by");
    palette_ui(ui, theme, scenario, input);
    match input.price(scenario).map(|it| seen.view.price_of(&it)) {
        Some(Some(Ok(preview))) => preview_ui(ui, theme, scenario, preview),
        Some(Some(Err(why))) => {
            ui.label(text(why, size::SMALL, FontFamily::Proportional, theme.bad));
        }
        _ => {}
    }
    let ready = !input.text.trim().is_empty();
    if primary(ui, theme, "Record it", ready).clicked()
        && let Some(by) = scenario.roles.get(input.by)
    {
        action = Some(Action::enter(Command::Improvise {
            text: input.text.trim().to_owned(),
            effects: input.effects(),
            by: by.id.clone(),
            because: input.because.trim().to_owned(),
        }));
    }
    action
}

fn palette_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, draft: &mut Improvised) {
    caps(ui, theme, "What it changes");
    let mut drop = None;
    for (at, (words, _)) in draft.effects.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            ui.label(text(
                format!("• {words}"),
                size::BODY,
                FontFamily::Proportional,
                theme.text,
            ));
            let response = secondary(ui, theme, "Take out");
            crate::window::widgets::named(
                &response,
                egui::WidgetType::Button,
                &format!("Take out: {words}"),
            );
            if response.clicked() {
                drop = Some(at);
            }
        });
    }
    if let Some(at) = drop {
        draft.effects.remove(at);
    }
    pick(
        ui,
        "Effect",
        &mut draft.choosing.0,
        |at| PALETTE[at].0,
        PALETTE.len(),
    );
    let (words, kind, make) = PALETTE[draft.choosing.0];
    let targets = scenario.targets(kind);
    if kind != TargetKind::Nothing {
        pick(
            ui,
            "On what",
            &mut draft.choosing.1,
            |at| scenario.target_name(targets[at]),
            targets.len(),
        );
    }
    if secondary(ui, theme, "Add this effect").clicked() {
        let target = targets.get(draft.choosing.1).copied();
        let id = target.map_or("", |target| scenario.target_id(target));
        let told = match target {
            Some(target) => format!("{words}: {}", scenario.target_name(target)),
            None => words.to_owned(),
        };
        draft.effects.push((told, make(id)));
    }
}
