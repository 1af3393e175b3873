//! What a name in a scenario can be: the things that the last sound version has, by kind. Must not
//! draw.

use crate::window::author::AuthorView;
use wardroom_core::ron_tree::Step;
use wardroom_core::scenario::shape::TargetKind;
use wardroom_core::scenario::{Scenario, Target};

/// What a name of this kind can be: ids and titles.
pub fn choices(
    view: &AuthorView,
    scenario: &Scenario,
    file: usize,
    path: &[Step],
    kind: &str,
) -> Vec<(String, String)> {
    let in_card = path.first() == Some(&"cards".into());
    let beside = |name: &str| {
        let (_, parents) = path.split_last()?;
        let (node, _) = view.node(file, parents)?;
        Some(node.part(&name.into())?.value.words()?.to_owned())
    };
    let mut all = match kind {
        "option" => beside("prompt")
            .and_then(|id| scenario.names.prompts.get(&id).copied())
            .map(|id| {
                scenario.prompts[id.at()]
                    .options
                    .iter()
                    .map(|it| (it.id.clone(), it.title.clone()))
                    .collect()
            })
            .unwrap_or_default(),
        "target" => beside("card")
            .and_then(|id| scenario.names.cards.get(&id).copied())
            .map(|id| of_kind(scenario, scenario.cards[id.at()].target))
            .unwrap_or_default(),
        kind => ids(scenario, kind),
    };
    let can_target = !matches!(
        kind,
        "inject" | "prompt" | "role" | "card" | "channel" | "objective" | "option" | "target"
    );
    if in_card && can_target && !all.is_empty() && path.contains(&"effects".into()) {
        all.insert(
            0,
            (
                "{target}".to_owned(),
                "whatever the card is played on".to_owned(),
            ),
        );
    }
    all
}

fn of_kind(scenario: &Scenario, kind: TargetKind) -> Vec<(String, String)> {
    scenario
        .targets(kind)
        .into_iter()
        .map(|it: Target| {
            (
                scenario.target_id(it).to_owned(),
                scenario.target_name(it).to_owned(),
            )
        })
        .collect()
}

/// Ids and titles of a kind of thing; nothing if it is no kind of thing.
pub fn ids(scenario: &Scenario, kind: &str) -> Vec<(String, String)> {
    macro_rules! list {
        ($list:ident, $title:ident) => {
            scenario
                .$list
                .iter()
                .map(|it| (it.id.clone(), it.$title.clone()))
                .collect()
        };
    }
    match kind {
        "organisation" => list!(organisations, name),
        "segment" => list!(segments, name),
        "group" => list!(groups, name),
        "link" => list!(links, name),
        "system" => list!(systems, name),
        "service" => list!(services, name),
        "pathway" => list!(pathways, name),
        "flow" => of_kind(scenario, TargetKind::Flow),
        "crew" => list!(crews, name),
        "channel" => list!(channels, name),
        "body" => list!(bodies, name),
        "role" => list!(roles, title),
        "card" => list!(cards, title),
        "inject" => list!(injects, title),
        "prompt" => list!(prompts, question),
        "objective" => list!(objectives, title),
        "outage" => scenario
            .outages
            .iter()
            .map(|it| (it.id.clone(), it.id.clone()))
            .collect(),
        "intrusion" => scenario
            .intrusions
            .iter()
            .map(|it| (it.id.clone(), it.id.clone()))
            .collect(),
        "extortion" => scenario
            .extortions
            .iter()
            .map(|it| (it.id.clone(), it.id.clone()))
            .collect(),
        "stage" => list!(stages, name),
        "system or segment" => of_kind(scenario, TargetKind::SystemOrSegment),
        _ => Vec::new(),
    }
}
