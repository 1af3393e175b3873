//! Evidence cards: each core inject as a card for each role it is for, grouped by role and by the part of
//! play in which it is due, and the facilitator's list of the envelopes that hold them. Must not print on
//! a card what its role is not sent: no title, no condition, no expected action, nobody else's card.

use super::document::{Block, Cell, Document, Table, words};
use super::enclosed::enclosed;
use super::letterhead::{heading, paper};
use super::written::{begun, counted};
use wardroom_core::scenario::{Fires, Inject, InjectId, Mins, RoleId, RoomPartKind, Scenario};
use wardroom_core::words as field;

/// At the head and foot of each card, which is apart from its page as soon as it is cut out.
const MARKED: &str = "EXERCISE EXERCISE EXERCISE";

/// What a role is handed in one part of play.
#[derive(Debug, PartialEq, Eq)]
struct Envelope {
    role: RoleId,
    /// The move's place among [`moves`]; the last is for what the facilitator sends by hand.
    of: usize,
    /// In the order in which they are due.
    cards: Vec<InjectId>,
}

/// A part of play, as facilitators call it.
#[derive(Debug, PartialEq, Eq)]
struct Move {
    /// What it is called, with the exercise time that it covers.
    name: String,
    /// When it begins: real time since the first part of the run sheet, and exercise time.
    begins: String,
}

/// Both papers, each with its file's name.
pub(super) fn papers_of_cards(scenario: &Scenario) -> [(&'static str, Document); 2] {
    let envelopes = envelopes(scenario);
    [
        ("evidence-cards", cards(scenario, &envelopes)),
        ("envelope-list", list(scenario, &envelopes)),
    ]
}

/// The injects that are played: the run sheet's core, or all where there is no run sheet.
fn played(scenario: &Scenario) -> Vec<InjectId> {
    match &scenario.run_sheet {
        Some(sheet) => sheet.core().collect(),
        None => (0..scenario.injects.len()).map(InjectId::from).collect(),
    }
}

/// The parts of play in their order, and after them what stands outside: by hand.
fn moves(scenario: &Scenario) -> Vec<Move> {
    let clock = |mins: Mins| scenario.clock(u64::from(mins) * 60);
    let mut all = Vec::new();
    let mut real = 0;
    for part in scenario.run_sheet.iter().flat_map(|it| &it.parts) {
        if let RoomPartKind::Play { from, until } = part.kind {
            all.push(Move {
                name: format!(
                    "Move {}: {} to {}",
                    all.len() + 1,
                    clock(from),
                    clock(until)
                ),
                begins: format!("{}:{:02} ({})", real / 60, real % 60, clock(from)),
            });
        }
        real += part.mins;
    }
    if all.is_empty() {
        all.push(Move {
            name: "The exercise".to_owned(),
            begins: clock(0),
        });
    }
    all.push(Move {
        name: "By hand".to_owned(),
        begins: "when you choose".to_owned(),
    });
    all
}

/// The place among [`moves`] of the one in which a minute lies.
fn move_at(scenario: &Scenario, minute: Mins) -> usize {
    let Some(sheet) = &scenario.run_sheet else {
        return 0;
    };
    let at = sheet.playing(minute).unwrap_or_default();
    let before = &sheet.parts[..at.min(sheet.parts.len())];
    before
        .iter()
        .filter(|it| matches!(it.kind, RoomPartKind::Play { .. }))
        .count()
}

/// The first minute at which an inject can come, and whether it surely comes then; nothing if it is sent by
/// hand, or after one that is.
pub(super) fn earliest(scenario: &Scenario, inject: &Inject) -> Option<(Mins, bool)> {
    let mut later = 0;
    let mut here = inject;
    // A chain is no longer than there are injects.
    for _ in 0..scenario.injects.len() {
        match &here.fires {
            Fires::At(mins) => return Some((mins + later, true)),
            Fires::After { inject, mins } => {
                later += mins;
                here = &scenario.injects[inject.at()];
            }
            Fires::When {
                after_mins,
                not_before,
                ..
            } => return Some((not_before + after_mins + later, false)),
            Fires::ByHand => return None,
        }
    }
    None
}

/// All envelopes, by role and move; those that would be empty are none.
fn envelopes(scenario: &Scenario) -> Vec<Envelope> {
    let by_hand = moves(scenario).len() - 1;
    let due = played(scenario).into_iter().map(|id| {
        let first = earliest(scenario, &scenario.injects[id.at()]);
        let of = first.map_or(by_hand, |(it, _)| move_at(scenario, it));
        (of, first, id)
    });
    let mut due: Vec<_> = due.collect();
    due.sort_by_key(|(of, first, id)| (*of, *first, id.at()));
    let mut all = Vec::new();
    for at in 0..scenario.roles.len() {
        let role = RoleId::from(at);
        let to = |id: &InjectId| scenario.injects[id.at()].to.contains(&role);
        for cards in due.chunk_by(|a, b| a.0 == b.0) {
            let of = cards[0].0;
            let cards: Vec<InjectId> = cards.iter().map(|it| it.2).filter(to).collect();
            if !cards.is_empty() {
                all.push(Envelope { role, of, cards });
            }
        }
    }
    all
}

fn cards(scenario: &Scenario, envelopes: &[Envelope]) -> Document {
    let mut document = paper(
        scenario,
        field::EVIDENCE_CARDS,
        "The facilitator cuts these out and keeps them in envelopes. A role gets a card when it is due.",
        true,
    );
    let moves = moves(scenario);
    for (at, envelope) in envelopes.iter().enumerate() {
        if at > 0 {
            document.blocks.push(Block::NewPage);
        }
        document.blocks.push(heading(
            1,
            &format!(
                "Envelope {}: {}",
                at + 1,
                scenario.roles[envelope.role.at()].title
            ),
        ));
        document.blocks.push(heading(2, &moves[envelope.of].name));
        for id in &envelope.cards {
            document
                .blocks
                .push(Block::Card(card(scenario, *id, envelope.role)));
        }
    }
    document
}

/// One card: what the role is sent, as it is sent.
fn card(scenario: &Scenario, id: InjectId, role: RoleId) -> Vec<Block> {
    let inject = &scenario.injects[id.at()];
    let channel = &scenario.channels[inject.channel.at()].name;
    let alert = if inject.alert { ", official alert" } else { "" };
    let time = match earliest(scenario, inject) {
        Some((at, true)) => scenario.clock(u64::from(at) * 60),
        // What it waits for is not the role's to know.
        _ => "____________".to_owned(),
    };
    let rows = [
        ("Exercise time", time),
        ("By", format!("{channel}{alert}")),
        ("From", inject.from.clone()),
        ("To", scenario.role_titles(&inject.to)),
    ];
    let mut blocks = vec![
        Block::Note(MARKED.to_owned()),
        heading(
            3,
            &format!("Card {} · {}", id.at() + 1, scenario.roles[role.at()].title),
        ),
        Block::Table(Table {
            head: vec!["", ""],
            widths: vec![18, 82],
            rows: rows
                .into_iter()
                .map(|(name, said)| vec![Cell::from(name), Cell::from(said)])
                .collect(),
        }),
    ];
    let lines = inject.text.lines().map(str::trim);
    let lines = lines.filter(|it| !it.is_empty());
    blocks.extend(lines.map(|it| Block::Text(it.to_owned())));
    blocks.extend(inject.attachments.iter().flat_map(enclosed));
    blocks.push(Block::Note(MARKED.to_owned()));
    blocks
}

fn list(scenario: &Scenario, envelopes: &[Envelope]) -> Document {
    let mut document = paper(
        scenario,
        "envelope list",
        "For the facilitator: which cards lie in which envelope, and when each is handed out.",
        false,
    );
    let moves = moves(scenario);
    let several = envelopes.iter().map(|it| it.cards.len()).sum::<usize>();
    document.blocks = vec![
        Block::List(vec![
            "Cut the evidence cards out, put each into the envelope of its role and move, and write the envelope’s number on it. The envelopes stay with you.".to_owned(),
            "When an inject reaches a role, on your console or by this list, hand over its card. Where no exercise time is printed on it, write it in.".to_owned(),
            "A card whose inject doesn’t come is not handed out: what waits for a condition may never come.".to_owned(),
        ]),
        heading(1, "Envelopes"),
        Block::Note(format!(
            "{}, {}. A card has the number that its inject has in the main events list; an inject for three roles is three cards of one number.",
            begun(&counted(envelopes.len(), "envelope", "envelopes")),
            counted(several, "card", "cards")
        )),
        Block::Table(Table {
            head: vec!["No.", "Role", "Move", "Lies ready from", "Cards"],
            widths: vec![6, 28, 30, 18, 18],
            rows: envelopes
                .iter()
                .enumerate()
                .map(|(at, envelope)| {
                    let numbers: Vec<String> = envelope
                        .cards
                        .iter()
                        .map(|it| (it.at() + 1).to_string())
                        .collect();
                    let of = &moves[envelope.of];
                    vec![
                        Cell::figure((at + 1).to_string()),
                        scenario.roles[envelope.role.at()].title.as_str().into(),
                        of.name.as_str().into(),
                        of.begins.as_str().into(),
                        numbers.join(", ").into(),
                    ]
                })
                .collect(),
        }),
        heading(1, "When to hand it out"),
    ];
    for (of, model) in moves.iter().enumerate() {
        let rows = handed_out(scenario, envelopes, of);
        if rows.is_empty() {
            continue;
        }
        document.blocks.push(heading(2, &model.name));
        document.blocks.push(Block::Table(Table {
            head: vec!["When", "Card", "What", "To, from envelope", "Done"],
            widths: vec![24, 7, 29, 30, 10],
            rows: words(rows),
        }));
    }
    document
}

/// The cards of a move, in the order in which they are due.
fn handed_out(scenario: &Scenario, envelopes: &[Envelope], of: usize) -> Vec<Vec<String>> {
    let mut ids: Vec<InjectId> = Vec::new();
    for envelope in envelopes.iter().filter(|it| it.of == of) {
        for id in &envelope.cards {
            if !ids.contains(id) {
                ids.push(*id);
            }
        }
    }
    ids.sort_by_key(|id| (earliest(scenario, &scenario.injects[id.at()]), id.at()));
    ids.into_iter()
        .map(|id| {
            let inject = &scenario.injects[id.at()];
            let holds = |it: &&(usize, &Envelope)| it.1.cards.contains(&id);
            let to: Vec<String> = envelopes
                .iter()
                .enumerate()
                .filter(|it| holds(&it))
                .map(|(at, it)| format!("{} ({})", scenario.roles[it.role.at()].title, at + 1))
                .collect();
            vec![
                scenario.fires_in_words(&inject.fires),
                (id.at() + 1).to_string(),
                inject.title.clone(),
                to.join("; "),
                String::new(),
            ]
        })
        .collect()
}
