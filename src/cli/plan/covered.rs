//! Plan coverage in words and as a table. Must not work out any of it.

use std::fmt::Write;
use wardroom_core::coverage::{Change, Coverage, Covered, Instance, Standing};
use wardroom_core::exercise::Stance;
use wardroom_papers::exchange::sheet;

/// Everything, for a person.
pub fn in_words(coverage: &Coverage) -> String {
    let mut words = format!(
        "{}, version {}: {}\n{}.\n",
        coverage.title,
        coverage.version,
        coverage.organisation,
        coverage.in_words()
    );
    match coverage.rehearsals.as_slice() {
        [] => words.push_str("No rehearsal of it is on record.\n"),
        list => {
            let list: Vec<String> = list
                .iter()
                .map(|(day, it)| format!("{it} ({day})"))
                .collect();
            let _never = writeln!(words, "Rehearsals: {}.", list.join(", "));
        }
    }
    for standing in Standing::ALL {
        let mut clauses = coverage
            .clauses
            .iter()
            .filter(|it| it.standing == standing)
            .peekable();
        if clauses.peek().is_none() {
            continue;
        }
        let _never = writeln!(words, "\n{}", capital(standing.words()));
        for clause in clauses {
            told(clause, &mut words);
        }
    }
    moments("The plan was silent", &coverage.silent, &mut words);
    moments(
        "Of clauses that the plan has no longer",
        &coverage.gone,
        &mut words,
    );
    if !coverage.changes.is_empty() {
        words.push_str("\nChanges that came out of exercises\n");
        for change in &coverage.changes {
            let _never = writeln!(words, "  {}", changed(change));
        }
    }
    if !coverage.set_aside.is_empty() {
        words.push_str("\nNot counted\n");
        for aside in &coverage.set_aside {
            let _never = writeln!(words, "  {} ({}): {}", aside.exercise, aside.day, aside.why);
        }
    }
    words.push_str("\nWhat was rehearsed, for learning; not an assurance rating.\n");
    words
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

fn told(clause: &Covered, words: &mut String) {
    let owner = if clause.owner.is_empty() {
        String::new()
    } else {
        format!(" ({})", clause.owner)
    };
    let _never = writeln!(words, "  {}  {}{owner}", clause.id, clause.title);
    for instance in &clause.followed {
        let hurt = if instance.hurt {
            " FOLLOWED, AND IT WENT BADLY"
        } else {
            ""
        };
        let worded = if instance.as_worded {
            ""
        } else {
            ", in its earlier wording"
        };
        let _never = writeln!(
            words,
            "      followed {}{worded}: {}{hurt}",
            place(instance),
            instance.cited.went_in_words()
        );
    }
    for instance in &clause.against {
        let _never = writeln!(
            words,
            "      against {}: {}",
            place(instance),
            because(&instance.cited.stance)
        );
    }
    if !clause.uncited.is_empty() && clause.standing == Standing::Uncited {
        let list: Vec<String> = clause
            .uncited
            .iter()
            .map(|(day, it)| format!("{it} ({day})"))
            .collect();
        let _never = writeln!(words, "      done in {}", list.join(", "));
    }
}

/// When and where it was, and who decided what.
fn place(instance: &Instance) -> String {
    format!(
        "{}, {} ({}), {}: {}",
        instance.day,
        instance.exercise,
        instance.cited.clock,
        instance.cited.role,
        instance.cited.what
    )
}

fn because(stance: &Stance) -> &str {
    match stance {
        Stance::Against { because, .. } => because,
        Stance::Follows { .. } | Stance::Silent => "",
    }
}

fn moments(head: &str, list: &[Instance], words: &mut String) {
    if list.is_empty() {
        return;
    }
    let _never = writeln!(words, "\n{head}");
    for instance in list {
        let clause = instance.cited.stance.clause();
        let clause = clause.map_or_else(String::new, |it| format!("{it}  "));
        let _never = writeln!(words, "  {clause}{}", place(instance));
    }
}

fn changed(change: &Change) -> String {
    let text = match change.changed {
        Some(true) => "the clause was changed",
        Some(false) => "the clause reads as it did",
        None => "that exercise was played without the plan",
    };
    let tested = match &change.retested {
        Some(it) => format!(
            "tested again {} ({}), {}: {}{}",
            it.day,
            it.exercise,
            if it.followed {
                "followed"
            } else {
                "gone against"
            },
            it.went,
            if it.as_worded {
                ""
            } else {
                "; changed again since"
            }
        ),
        None => "not tested again".to_owned(),
    };
    format!(
        "{}  action {} of {} ({}): {} ({}); {text}; {tested}",
        change.clause,
        change.action.number,
        change.day,
        change.exercise,
        change.action.action,
        change.action.status.words()
    )
}

/// A row a clause.
pub fn csv(coverage: &Coverage) -> Vec<u8> {
    let head = [
        "Clause",
        "Title",
        "Owner",
        "Standing",
        "Times followed",
        "Last day",
        "Last exercise",
        "On the clock",
        "By",
        "How it went",
        "Followed and went badly",
        "Gone against",
        "Because",
    ];
    let rows = coverage.clauses.iter().map(|clause| {
        let last = clause.last();
        let of = |tell: &dyn Fn(&Instance) -> String| last.map_or_else(String::new, tell);
        let against: Vec<&str> = clause
            .against
            .iter()
            .map(|it| because(&it.cited.stance))
            .collect();
        [
            clause.id.clone(),
            clause.title.clone(),
            clause.owner.clone(),
            clause.standing.words().to_owned(),
            clause.followed.len().to_string(),
            of(&|it| it.day.clone()),
            of(&|it| it.exercise.clone()),
            of(&|it| it.cited.clock.clone()),
            of(&|it| it.cited.role.clone()),
            of(&|it| it.cited.went_in_words()),
            clause.hurt().count().to_string(),
            clause.against.len().to_string(),
            against.join("; "),
        ]
    });
    let head = head.map(str::to_owned);
    sheet::csv(std::iter::once(head).chain(rows).map(Vec::from))
}

/// By member and clause, in one table: for each clause a letter a member.
pub fn table(members: &[(&str, &Coverage)]) -> String {
    let Some((_, first)) = members.first() else {
        return String::new();
    };
    let mut words = format!("\n{}, version {}\n", first.title, first.version);
    for (at, (name, coverage)) in members.iter().enumerate() {
        let _never = writeln!(words, "  {}  {name}: {}", at + 1, coverage.in_words());
    }
    let numbers: Vec<String> = (1..=members.len()).map(|it| format!("{it:>2}")).collect();
    let _never = writeln!(words, "\n  {:<8} {}", "Clause", numbers.join(" "));
    for (at, clause) in first.clauses.iter().enumerate() {
        let letters: Vec<String> = members
            .iter()
            .map(|(_, it)| format!("{:>2}", it.clauses.get(at).map_or("", |it| letter(it))))
            .collect();
        let _never = writeln!(
            words,
            "  {:<8} {}  {}",
            clause.id,
            letters.join(" "),
            clause.title
        );
    }
    words.push_str("  R rehearsed, ! rehearsed and went badly, C changed since, A gone against only, u done and never cited, – never touched\n");
    words
}

fn letter(clause: &Covered) -> &'static str {
    match clause.standing {
        Standing::Rehearsed if clause.hurt().next().is_some() => "!",
        Standing::Rehearsed => "R",
        Standing::Changed => "C",
        Standing::Against => "A",
        Standing::Uncited => "u",
        Standing::Untouched => "–",
    }
}
