//! A flow as it is read from either of its forms: actions, and what leads from one to another. Must not
//! read a file.

use crate::exchange::json::Account;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The most conditions on the way from one action to the next that are told one by one.
const MOST_CONDITIONS: usize = 8;

/// What a thing in a flow is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// A stage to be.
    Action,
    /// It holds or it does not.
    Condition,
    /// One of those that lead to it is enough.
    Any,
    /// What only leads from one to another.
    #[default]
    Way,
}

/// Something in a flow.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) technique: String,
    pub(super) tactic: String,
    pub(super) description: String,
    pub(super) next: Vec<String>,
    /// Where a condition leads if it does not hold.
    pub(super) otherwise: Vec<String>,
}

impl Node {
    /// All that it leads to, each once.
    fn all(&self) -> BTreeSet<&str> {
        let all = self.next.iter().chain(&self.otherwise);
        all.map(String::as_str).collect()
    }
}

/// What an attack does, action by action, as either format of file has it.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) name: String,
    /// In the file's order.
    pub(super) order: Vec<String>,
    pub(super) nodes: BTreeMap<String, Node>,
    pub(super) account: Account,
}

/// An action that leads to another.
#[derive(Debug)]
pub(super) struct Lead {
    pub(super) from: String,
    /// The conditions on the way, each led by “If” or “If not”.
    pub(super) conditions: Vec<String>,
    /// Whether one of several is enough.
    pub(super) any: bool,
}

/// The actions, each after those that lead to it; in the file's order where that leaves a choice. A
/// circle is entered where the file enters it.
pub(super) fn in_order(flow: &Flow) -> Vec<String> {
    let mut leads: BTreeMap<&str, usize> = flow.nodes.keys().map(|id| (id.as_str(), 0)).collect();
    for node in flow.nodes.values() {
        for next in node.all() {
            if let Some(count) = leads.get_mut(next) {
                *count += 1;
            }
        }
    }
    let file = flow.order.iter().map(String::as_str);
    let others = flow.nodes.keys().map(String::as_str);
    let mut once = BTreeSet::new();
    let all: Vec<&str> = file.chain(others).filter(|it| once.insert(*it)).collect();
    let mut ready: VecDeque<&str> = all.iter().filter(|it| leads[**it] == 0).copied().collect();
    let mut seen: BTreeSet<&str> = ready.iter().copied().collect();
    let mut waiting = all.iter();
    let mut order = Vec::new();
    loop {
        let Some(id) = ready.pop_front() else {
            // Only circles are left.
            match waiting.find(|it| !seen.contains(**it)) {
                Some(id) => {
                    seen.insert(id);
                    ready.push_back(id);
                    continue;
                }
                None => break,
            }
        };
        let Some(node) = flow.nodes.get(id) else {
            continue;
        };
        if node.kind == Kind::Action {
            order.push(id.to_owned());
        }
        for next in node.all() {
            if let Some((next, count)) = leads
                .get_key_value(next)
                .map(|(next, count)| (*next, *count))
            {
                leads.insert(next, count.saturating_sub(1));
                if count <= 1 && seen.insert(next) {
                    ready.push_back(next);
                }
            }
        }
    }
    order
}

/// What leads to each action, by way of conditions and operators, with no other action between.
pub(super) fn leads(flow: &Flow, actions: &[String]) -> BTreeMap<String, Vec<Lead>> {
    let mut before: BTreeMap<String, Vec<Lead>> = BTreeMap::new();
    for from in actions {
        let mut seen = BTreeSet::from([from.as_str()]);
        let mut on = onward(&flow.nodes[from], &[], false);
        while let Some((id, conditions, any)) = on.pop() {
            let Some((id, node)) = flow.nodes.get_key_value(id) else {
                continue;
            };
            if !seen.insert(id) {
                continue;
            }
            if node.kind == Kind::Action {
                before.entry(id.clone()).or_default().push(Lead {
                    from: from.clone(),
                    conditions,
                    any,
                });
                continue;
            }
            on.extend(onward(node, &conditions, any));
        }
    }
    before
}

/// Where one goes on to, the last first: with the conditions on the way, and whether one of several is
/// enough.
fn onward<'a>(
    node: &'a Node,
    conditions: &[String],
    any: bool,
) -> Vec<(&'a str, Vec<String>, bool)> {
    let any = any || node.kind == Kind::Any;
    let branch = |to: &'a [String], lead: &str| {
        let mut conditions = conditions.to_vec();
        if node.kind == Kind::Condition && !node.description.is_empty() {
            match conditions.len() {
                MOST_CONDITIONS => {
                    conditions.push("And further conditions stand there.".to_owned())
                }
                few if few < MOST_CONDITIONS => {
                    conditions.push(format!("{lead}: {}", node.description));
                }
                _ => {}
            }
        }
        let to = to.iter().rev();
        to.map(|it| (it.as_str(), conditions.clone(), any))
            .collect::<Vec<_>>()
    };
    let mut on = branch(&node.otherwise, "If not");
    on.extend(branch(&node.next, "If"));
    on
}
