//! Advice that comes from reading alone. Must not play anything.

use crate::ron_tree::{Node, NodeKind, Outline};
use crate::scenario::{Code, Diagnostic, Fires, Loaded, Mark, Scenario, Skill};

/// Characters of a message that fit the room display at its size of type with room to spare: what
/// was tried is 700 at 1280 by 720.
const MOST_CHARS: usize = 700;
/// Words that only an official alert makes known.
const TELLING: [&str; 5] = [
    "wannacry",
    "kill switch",
    "kill-switch",
    "worm",
    "eternalblue",
];

pub fn advise(scenario: &Scenario, loaded: &Loaded, list: &mut Vec<Diagnostic>) {
    unexercised(scenario, loaded, list);
    too_early(scenario, loaded, list);
    no_source(loaded, list);
    too_long(loaded, list);
    unmarked(scenario, loaded, list);
    too_few_people(scenario, loaded, list);
}

fn unexercised(scenario: &Scenario, loaded: &Loaded, list: &mut Vec<Diagnostic>) {
    for (at, objective) in loaded.scenario.objectives.iter().enumerate() {
        let exercised = scenario
            .injects
            .iter()
            .any(|it| it.objectives.iter().any(|it| it.at() == at));
        if !exercised {
            list.push(
                Diagnostic::new(
                    Code::Unexercised,
                    objective.id.mark,
                    format!("no inject exercises the objective “{}”", objective.title),
                )
                .hint(format!(
                    "write objectives: [\"{}\"] at the injects that put it to the test, or take it out",
                    objective.id.value
                )),
            );
        }
    }
}

/// A message at a time, before the first official alert, with words that only an alert makes known.
fn too_early(scenario: &Scenario, loaded: &Loaded, list: &mut Vec<Diagnostic>) {
    let at = |fires: &Fires| match fires {
        Fires::At(mins) => Some(*mins),
        _ => None,
    };
    let first = scenario
        .injects
        .iter()
        .filter(|it| it.alert)
        .filter_map(|it| at(&it.fires))
        .min();
    let Some(first) = first else { return };
    for (inject, shape) in scenario.injects.iter().zip(&loaded.scenario.injects) {
        let early = at(&inject.fires).is_some_and(|mins| mins < first);
        let lower = inject.text.to_lowercase();
        let word = TELLING.iter().find(|word| {
            lower.match_indices(**word).any(|(at, found)| {
                let bound = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                bound(lower[..at].chars().next_back())
                    && bound(lower[at + found.len()..].chars().next())
            })
        });
        if let (true, Some(word)) = (early && !inject.alert, word) {
            list.push(
                Diagnostic::new(
                    Code::TooEarly,
                    shape.text.mark,
                    format!(
                        "this says “{word}” before the first official alert, at {}",
                        scenario.clock(u64::from(first) * 60)
                    ),
                )
                .hint("let its sender say what they see, or send it later"),
            );
        }
    }
}

/// Numbers of the threat, the pace and the services without a comment on their line, the line
/// above, or at the head of what they stand in.
fn no_source(loaded: &Loaded, list: &mut Vec<Diagnostic>) {
    let files = loaded.sources.files().iter().enumerate();
    for (file, source) in files.filter(|(_, it)| it.path.ends_with(".ron")) {
        let Some(outline) = Outline::of(&source.text) else {
            continue;
        };
        let NodeKind::Fields(_, fields, _) = &outline.root.kind else {
            continue;
        };
        for field in fields {
            if !matches!(field.name.as_str(), "threat" | "pace" | "services") {
                continue;
            }
            let mut bare = Vec::new();
            let told = says_where(&source.text, field.start);
            numbers(&source.text, &field.value, told, &mut bare);
            // One place for a run of them is enough.
            if let Some(first) = bare.first() {
                let mark = Mark {
                    file: file as u32,
                    start: first.start as u32,
                    end: first.end as u32,
                };
                let more = match bare.len() - 1 {
                    0 => String::new(),
                    more => format!(", nor have {more} more below it"),
                };
                list.push(
                    Diagnostic::new(
                        Code::NoSource,
                        mark,
                        format!("this number of the {} has no source beside it{more}", field.name),
                    )
                    .hint("write where it is from, or `// assumed: why`, on its line or the one above"),
                );
            }
        }
    }
}

/// Whether the line above says where all that follows is from; a heading alone does not.
fn says_where(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let above = text[..start].trim_end_matches(['\n', '\r']);
    let above = above[above.rfind('\n').map_or(0, |it| it + 1)..].to_lowercase();
    above.trim_start().starts_with("//")
        && ["assum", "estimate", "source", "field section", "19", "20"]
            .iter()
            .any(|it| above.contains(it))
}

fn commented(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |it| it + 1);
    let end = text[at..].find('\n').map_or(text.len(), |it| at + it);
    let above = text[..start].trim_end_matches(['\n', '\r']);
    let above = &above[above.rfind('\n').map_or(0, |it| it + 1)..];
    text[start..end].contains("//") || above.trim_start().starts_with("//")
}

fn numbers(text: &str, node: &Node, told: bool, bare: &mut Vec<std::ops::Range<usize>>) {
    match &node.kind {
        NodeKind::Fields(_, parts, _) | NodeKind::Items(_, parts, _) => {
            for part in parts {
                let told = told || (part.start != node.range.start && commented(text, part.start));
                numbers(text, &part.value, told, bare);
            }
        }
        NodeKind::Other => {
            let number = text[node.range.clone()]
                .replace('_', "")
                .parse::<f64>()
                .is_ok();
            if number && !told && !commented(text, node.range.start) {
                bare.push(node.range.clone());
            }
        }
        NodeKind::Text(_) | NodeKind::Broken => {}
    }
}

fn too_long(loaded: &Loaded, list: &mut Vec<Diagnostic>) {
    for inject in &loaded.scenario.injects {
        let count = inject.text.value.chars().count();
        if count > MOST_CHARS {
            list.push(
                Diagnostic::new(
                    Code::TooLong,
                    inject.text.mark,
                    format!("this inject has {count} characters; the room reads {MOST_CHARS} at most from its display"),
                )
                .hint("say it shorter, or in two injects"),
            );
        }
    }
}

fn unmarked(scenario: &Scenario, loaded: &Loaded, list: &mut Vec<Diagnostic>) {
    let briefing = &scenario.briefing;
    let said = std::iter::once(&briefing.situation)
        .chain(&briefing.known)
        .chain(&briefing.rules)
        .any(|words| words.contains("EXERCISE"));
    if !said {
        list.push(
            Diagnostic::new(
                Code::Unmarked,
                loaded.scenario.id.mark,
                "the briefing does not say that injects are marked EXERCISE",
            )
            .hint("write it into the briefing's rules, with the words that stop the exercise"),
        );
    }
}

/// Options whose cards together take more people of a skill than are ever at work at one time.
fn too_few_people(scenario: &Scenario, loaded: &Loaded, list: &mut Vec<Diagnostic>) {
    let most = |skill: Skill| -> u32 {
        let crews = || scenario.crews.iter().filter(|crew| crew.skill == skill);
        let hours = crews()
            .map(|it| it.at_work_by_hour.len())
            .max()
            .unwrap_or(0);
        (0..hours)
            .map(|hour| {
                crews()
                    .filter_map(|crew| crew.at_work_by_hour.get(hour))
                    .sum()
            })
            .max()
            .unwrap_or(0)
    };
    for (prompt, shape) in scenario.prompts.iter().zip(&loaded.scenario.prompts) {
        for (choice, shape) in prompt.options.iter().zip(&shape.options) {
            let mut wanted: Vec<(Skill, u32)> = Vec::new();
            for (card, _) in &choice.plays {
                for (skill, people, _) in &scenario.cards[card.at()].work {
                    match wanted.iter_mut().find(|(known, _)| known == skill) {
                        Some((_, sum)) => *sum += people,
                        None => wanted.push((*skill, *people)),
                    }
                }
            }
            for (skill, wanted) in wanted {
                let most = most(skill);
                if wanted > most {
                    list.push(
                        Diagnostic::new(
                            Code::TooFewPeople,
                            shape.id.mark,
                            format!(
                                "the cards of this option take {wanted} people of the skill {skill:?} at once, and no more than {most} are ever at work together"
                            ),
                        )
                        .hint("the whole decision is refused then: put more people on a shift, or let the option do less at once"),
                    );
                }
            }
        }
    }
}
