//! A certificate for each who took part under a name: for an on-call portfolio or a revalidation. Must not say how
//! anybody did: people are not rated.

use crate::report::document::{Block, Document, Table};
use crate::report::log::marked;
use crate::report::post_exercise::overview::day;
use wardroom_core::assessment::mins_in_words;
use wardroom_core::file_name::file_name;
use wardroom_core::review::Finished;

/// What is asked of whoever reflects on it; the fields that revalidation of nurses and doctors asks for.
const REFLECTION: [&str; 3] = [
    "What I did in it, and what I learned",
    "What I have changed, or shall change, in my work",
    "How it bears on my role and on the standards of my profession",
];

/// Each with the name of its file, without an ending.
pub fn certificates(finished: &Finished) -> Vec<(String, Document)> {
    let named = finished.people.iter().filter(|it| !it.name.is_empty());
    let played = named.map(|it| {
        let role = finished.story.role_title(&it.role).to_owned();
        (it.name.clone(), role, it.role.clone())
    });
    let evaluators = finished.evaluators.iter();
    let evaluated =
        evaluators.map(|it| (it.clone(), "Evaluator".to_owned(), "evaluator".to_owned()));
    played
        .chain(evaluated)
        .enumerate()
        .map(|(at, (name, role, id))| {
            let file = file_name(&format!("certificate-{:02}-{id}", at + 1));
            (file, certificate(finished, &name, &role))
        })
        .collect()
}

fn certificate(finished: &Finished, name: &str, role: &str) -> Document {
    let story = &finished.story;
    let hours = mins_in_words(u32::try_from(finished.ended_secs / 60).unwrap_or(u32::MAX));
    let objectives = story.objectives.iter().map(|it| it.title.clone());
    let mut blocks = vec![
        Block::Heading(1, name.to_owned()),
        Block::Text(format!(
            "took part as {role} in the {} exercise “{}” on {}: {hours} of exercise time in a simulated hospital.",
            finished.of_type.words().to_lowercase(),
            story.title,
            day(&finished.started)
        )),
        Block::Heading(2, "What was rehearsed".to_owned()),
        Block::List(objectives.collect()),
        Block::Heading(2, "Reflection".to_owned()),
    ];
    for asked in REFLECTION {
        blocks.push(Block::Table(Table {
            head: vec![asked],
            widths: vec![100],
            rows: vec![vec!["\n\n\n".into()]],
        }));
    }
    blocks.push(Block::Table(Table {
        head: vec!["Signed by who ran the exercise", "Date"],
        widths: vec![70, 30],
        rows: vec![vec!["\n\n".into(), "".into()]],
    }));
    Document {
        title: "Certificate of attendance".to_owned(),
        subtitle: "For continuing professional development.".to_owned(),
        marking: marked(""),
        blocks,
        closing: "Written by Wardroom. It says that somebody took part, and rates nobody."
            .to_owned(),
    }
}
