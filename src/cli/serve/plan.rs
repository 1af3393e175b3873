//! How what was decided stands to the trust's plan, as the facilitator types it. Must not ask the host
//! for it.

use wardroom_core::coverage::Offered;
use wardroom_core::exercise::Stance;
use wardroom_core::host::Host;
use wardroom_core::record::Store;

/// Decisions that are listed.
const SHOWN: usize = 12;

/// What was decided last, each with its number, what was said of it, and the clauses that it may follow.
///
/// # Errors
/// There is no plan.
pub fn listed<S: Store>(host: &Host<S>) -> Result<Vec<String>, String> {
    let plan = host
        .plan()
        .ok_or("This exercise is played without a plan; “--plan” names one.")?;
    let offered = host.offered(SHOWN);
    let mut lines = vec![format!("{}, version {}", plan.title, plan.version)];
    if offered.is_empty() {
        lines.push("Nothing was decided or reported yet.".to_owned());
    }
    lines.extend(offered.iter().rev().map(in_words));
    Ok(lines)
}

fn in_words(it: &Offered) -> String {
    let said: Vec<String> = it.said.iter().map(stance).collect();
    let stands = if !said.is_empty() {
        said.join(", ")
    } else if it.suggested.is_empty() {
        "no clause is about it: silent?".to_owned()
    } else {
        let clauses = it
            .suggested
            .iter()
            .map(|(id, title)| format!("{id} {title}"));
        format!("{}?", clauses.collect::<Vec<_>>().join(", "))
    };
    format!(
        "{:>4}  {} {}: {}  [{stands}]",
        it.entry, it.clock, it.role, it.what
    )
}

fn stance(stance: &Stance) -> String {
    match stance {
        Stance::Follows { clause } => format!("follows {clause}"),
        Stance::Silent => "the plan is silent".to_owned(),
        Stance::Against { clause, .. } => format!("against {clause}"),
    }
}
