//! What is given away without names: whoever took part and whatever they typed, nothing that was
//! written of it depends on their names; struck, it does not depend on their words either.

use crate::reports::{finished_from, unpacked};
use crate::support::friday;
use proptest::prelude::*;
use proptest::sample::subsequence;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use wardroom_core::assessment::{Observations, Reference, references};
use wardroom_core::exercise::{
    Answer, Carried, Command, Element, Event, Exercise, Given, Improvement, Methane, Speaker,
    Stance, Status, Voice, What,
};
use wardroom_core::record::people::{
    PersonField, TextField, Typed, typed_in_command, typed_in_event, typed_in_header,
};
use wardroom_core::record::{Header, Person, wire};
use wardroom_core::review::Finished;
use wardroom_core::scenario::{ChannelId, InjectId, Rating};
use wardroom_papers::report;
use wardroom_papers::report::document::Block;
use wardroom_papers::report::pseudonyms::{Choice, FreeText, STRUCK, Sign};
use wardroom_papers::report::pseudonyms::{free_texts, pseudonymous};

/// Names that are ordinary words too.
const WORDS: [&str; 24] = [
    "Ward",
    "Will",
    "Grace",
    "May",
    "Page",
    "Bed",
    "Rose",
    "Mark",
    "Bill",
    "Sue",
    "Art",
    "Rich",
    "Faith",
    "Hope",
    "Day",
    "Price",
    "Field",
    "Major",
    "Note",
    "Time",
    "Red",
    "Report",
    "Task",
    "Time Team",
];
/// People of an exercise: three chairs, who notes, rates and corrects, an owner, how they are
/// reached, two who answer, one who leans, and one who says that something real has happened.
const PEOPLE: usize = 11;
/// Texts of an exercise.
const TEXTS: usize = 33;

/// Two hours of Friday lunchtime, and what the scripted teams come to in them: the same for all.
fn before() -> &'static (Exercise, Vec<Event>, Vec<Reference>) {
    static BEFORE: OnceLock<(Exercise, Vec<Event>, Vec<Reference>)> = OnceLock::new();
    BEFORE.get_or_init(|| {
        let mut exercise = Exercise::new(friday(), 7);
        let mut events = exercise.advance(0);
        events.extend(exercise.advance(7_200));
        (exercise, events, references(&friday(), 7, 120))
    })
}

/// What a role is called.
fn title(role: &str) -> String {
    let scenario = friday();
    scenario.roles[scenario.names.roles[role].at()]
        .title
        .clone()
}

/// What people typed: their names, and their words in whatever can be written.
#[derive(Clone, Debug)]
struct Typing {
    names: Vec<String>,
    texts: Vec<String>,
}

impl Typing {
    fn name(&self, at: usize) -> String {
        self.names[at].clone()
    }

    fn text(&self, at: usize) -> String {
        self.texts[at].clone()
    }

    /// Every command in which something can be typed.
    fn commands(&self) -> Vec<Command> {
        let scenario = friday();
        let lead = scenario.names.roles["on-call-exec"];
        let last = scenario.injects.len() - 1;
        let task = |at: usize| scenario.tasks[at].id.clone();
        let reword = |at: usize, text: usize| Command::Reword {
            inject: InjectId::from(at),
            text: self.text(text),
        };
        vec![
            Command::Play {
                card: scenario.names.cards["declare-critical"],
                target: None,
                by: lead,
                because: self.text(0),
            },
            Command::Improvise {
                text: self.text(1),
                effects: vec![Given::Nothing(self.text(2))],
                by: lead,
                because: self.text(2),
            },
            Command::Report {
                by: lead,
                text: self.text(3),
                figures: None,
                methane: None,
            },
            Command::Report {
                by: lead,
                text: self.text(3),
                figures: None,
                methane: Some(Box::new(Methane {
                    major: self.text(4),
                    exact: self.text(5),
                    kind: self.text(6),
                    hazards: self.text(7),
                    access: self.text(8),
                    number: self.text(9),
                    emergency: self.text(10),
                })),
            },
            reword(last, 11),
            reword(last, 12),
            Command::Tell {
                from: self.text(13),
                to: vec![lead],
                channel: ChannelId(0),
                text: self.text(14),
                attachments: Vec::new(),
            },
            Command::Note {
                by: self.name(3),
                text: self.text(15),
                task: Some(task(1)),
                rating: Some(Rating::S),
                inject: None,
            },
            Command::Rate {
                task: task(2),
                rating: Some(Rating::M),
                by: self.name(4),
                because: self.text(16),
            },
            Command::Correct {
                entry: 2,
                text: self.text(17),
                by: self.name(5),
            },
            Command::Act(Box::new(Improvement {
                number: 1,
                carried: Some(Carried {
                    started: "2025-11-21T09:00:00Z".to_owned(),
                    number: 3,
                }),
                task: Some(task(1)),
                issue: self.text(18),
                root_cause: self.text(19),
                action: self.text(20),
                element: Element::Training,
                owner: self.name(6),
                contact: self.name(7),
                starts: "2026-12-01".to_owned(),
                due: "2027-02-01".to_owned(),
                status: Status::Learned,
                clause: None,
                evidence: self.text(21),
            })),
            // An owner who sat on a chair too.
            Command::Act(Box::new(Improvement {
                number: 2,
                issue: self.text(18),
                action: self.text(20),
                owner: self.name(0),
                ..Improvement::default()
            })),
            Command::Answer(Box::new(Answer {
                number: 1,
                group: self.text(22),
                name: self.name(8),
                confidence: [(scenario.objectives[0].id.clone(), 5)].into(),
                well: self.text(23),
                change: self.text(24),
                next: self.text(25),
                ..Answer::default()
            })),
            self.answered(2, "Nurse"),
            self.answered(3, "Nurse"),
            self.answered(4, "Nurse"),
            Command::Say {
                by: Voice::Role(lead),
                to: Voice::Somebody(self.text(27)),
                text: self.text(28),
            },
            self.leaning(),
            Command::Propose {
                card: scenario.names.cards["declare-critical"],
                target: None,
                by: lead,
                because: self.text(30),
            },
            Command::NoDuff {
                by: self.name(10),
                text: self.text(31),
            },
            Command::Cite {
                by: Speaker::Facilitator,
                of: 1,
                stance: Stance::Against {
                    clause: "3.2".to_owned(),
                    because: self.text(32),
                },
            },
        ]
    }

    /// What somebody would decide of a question that was put.
    fn leaning(&self) -> Command {
        let put = before().0.team_view().prompts[0].prompt;
        Command::Lean {
            prompt: put.into(),
            by: friday().prompts[put].by[0],
            name: self.name(9),
            option: 0,
            because: self.text(29),
            confidence: 3,
        }
    }

    /// An answer of somebody who sat on a chair.
    fn answered(&self, number: u32, group: &str) -> Command {
        Command::Answer(Box::new(Answer {
            number,
            group: group.to_owned(),
            name: self.name(1),
            agrees: [("part".to_owned(), 4)].into(),
            ..Answer::default()
        }))
    }

    /// The exercise in which all of it was typed.
    fn finished(&self) -> Finished {
        let scenario = friday();
        let (mut exercise, mut events, references) = before().clone();
        let mut observations = Observations::default();
        for command in self.commands() {
            match exercise.apply(&command) {
                Ok(happened) => events.extend(happened),
                Err(why) => panic!("{command:?}: {why}"),
            }
            observations.take(7_200, &command);
        }
        events.push(Event {
            at_secs: 7_200,
            what: What::Decided {
                prompt: scenario.prompts[0].id.clone(),
                option: scenario.prompts[0].options[0].id.clone(),
                by: "on-call-exec".to_owned(),
                because: self.text(0),
                against: self.text(26),
            },
        });
        events.extend(exercise.apply(&Command::End).expect("it can end"));
        let chairs = ["on-call-exec", "it-director", "ed-consultant"];
        let people = chairs.iter().zip(&self.names).map(|(role, name)| Person {
            role: (*role).to_owned(),
            name: name.clone(),
        });
        finished_from(
            exercise,
            events,
            observations,
            &references,
            people.collect(),
        )
    }
}

/// All that is written of an exercise, by name, as text; a Word file as its parts. Its pictures are
/// those of the page, which has them as text, and photographs are the scenario's.
fn written(finished: &Finished) -> BTreeMap<String, String> {
    let mut document = report::post_exercise(finished, "OFFICIAL");
    let mut files = vec![
        ("html".to_owned(), report::page(&document).into_bytes()),
        ("md".to_owned(), report::markdown(&document).into_bytes()),
        ("csv".to_owned(), report::csv(finished)),
        (
            "needs.csv".to_owned(),
            report::needs::workforce(&finished.needs()),
        ),
    ];
    for (name, json) in [
        ("json", report::json(finished)),
        ("needs.json", serde_json::to_string(&finished.needs())),
        (
            "summary.json",
            serde_json::to_string(&report::Summary::of(finished)),
        ),
    ] {
        files.push((name.to_owned(), json.expect("it is JSON").into_bytes()));
    }
    document
        .blocks
        .retain(|block| !matches!(block, Block::Picture { .. } | Block::Photo { .. }));
    files.extend(unpacked(
        &report::docx(&document).expect("it can be written"),
    ));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    files
        .iter()
        .map(|(name, bytes)| (name.clone(), text(bytes)))
        .collect()
}

#[track_caller]
fn same(one: &BTreeMap<String, String>, two: &BTreeMap<String, String>, why: &str) {
    assert!(one.keys().eq(two.keys()));
    for (name, text) in one {
        if let Some((at, (one, two))) = text
            .lines()
            .zip(two[name].lines())
            .enumerate()
            .find(|(_, (one, two))| one != two)
        {
            panic!("{why}: {name}, line {}:\n{one}\n{two}", at + 1);
        }
        assert_eq!(text.len(), two[name].len(), "{why}: {name}");
    }
}

fn all_kept(finished: &Finished) -> Vec<FreeText> {
    let mut texts = free_texts(finished);
    for text in &mut texts {
        text.choice = Choice::Keep;
    }
    texts
}

// ---- Whoever they are, and whatever they say ---------------------------------------------------

/// Letters that nobody writes by chance.
fn token() -> impl Strategy<Value = String> {
    "[bcdfghjklmnpqrstvwxz]{9}".prop_map(|token| format!("q{token}"))
}

/// A name of some shape: what it is drawn from makes it another than anybody else's.
fn name(at: usize, word: &str, shape: usize, token: &str, other: &str) -> String {
    let mut chars = token.chars();
    let first: String = chars
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    let capital = format!("{first}{}", chars.as_str());
    match shape {
        0 => word.to_owned(),
        1 => word.to_lowercase(),
        2 => format!("{capital} {word}"),
        3 => format!("{} {}", word.to_uppercase(), token.to_uppercase()),
        4 => format!("{first}. {first}. {capital}"),
        5 => format!("Dr {capital} O'{other}-{capital}"),
        6 => format!("{capital} O’{other}"),
        7 => token
            .chars()
            .map(|c| char::from_u32(0x4e00 + u32::from(c) * 7).unwrap_or(c))
            .collect(),
        8 => format!("{token}.{other}@trust.nhs.uk"),
        9 => char::from(b'A' + at as u8).to_string(),
        10 => format!("  {token}\t{word} <b>&\"|`* "),
        _ => format!("Ẓ{token}\u{301} ابن {other}"),
    }
}

fn names() -> impl Strategy<Value = Vec<String>> {
    (
        subsequence(WORDS.to_vec(), PEOPLE).prop_shuffle(),
        prop::collection::vec((0_usize..12, token(), token()), PEOPLE),
    )
        .prop_map(|(words, drawn)| {
            words
                .iter()
                .zip(&drawn)
                .enumerate()
                .map(|(at, (word, (shape, token, other)))| name(at, word, *shape, token, other))
                .collect()
        })
}

/// Texts with something in them that can be found again, and all that a text can break.
fn texts() -> impl Strategy<Value = Vec<String>> {
    let around = "[ -~éß漢]{0,12}";
    prop::collection::vec((around, token(), around), TEXTS).prop_map(|drawn| {
        drawn
            .iter()
            .map(|(before, token, after)| format!("{before} {token} {after}").trim().to_owned())
            .collect()
    })
}

/// The tokens in what was typed: what nobody could have written but whoever typed it.
fn tokens(typed: &[String]) -> Vec<String> {
    let is = |part: &&str| part.len() == 10 && part.starts_with(['q', 'Q']);
    typed
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_ascii_alphabetic()))
        .filter(is)
        .map(str::to_lowercase)
        .collect()
}

/// Those that stand anywhere.
fn left<'a>(tokens: &'a [String], written: &BTreeMap<String, String>) -> Vec<(&'a str, String)> {
    let mut left = Vec::new();
    for (name, text) in written {
        let text = text.to_lowercase();
        for token in tokens.iter().filter(|it| text.contains(it.as_str())) {
            left.push((token.as_str(), name.clone()));
        }
    }
    left
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn struck_nothing_that_is_written_depends_on_who_took_part_or_on_what_they_typed(
        names in names(), texts in texts(), others in names(), other_texts in texts(),
    ) {
        let typing = Typing { names, texts };
        let finished = typing.finished();
        let plain = written(&finished);
        let typed: Vec<String> = typing.names.iter().chain(&typing.texts).cloned().collect();
        let tokens = tokens(&typed);
        prop_assert!(!left(&tokens, &plain).is_empty(), "they stand in a plain report");
        let struck = written(&pseudonymous(finished, &[]));
        prop_assert_eq!(left(&tokens, &struck), Vec::new());
        let another = Typing { names: others, texts: other_texts };
        same(&struck, &written(&pseudonymous(another.finished(), &[])), "struck");
    }

    #[test]
    fn kept_texts_stay_as_they_are_and_nothing_else_depends_on_who_took_part(
        names in names(), others in names(), texts in texts(),
    ) {
        let typing = Typing { names, texts };
        let finished = typing.finished();
        let plain = written(&finished);
        let kept = all_kept(&finished);
        let given = pseudonymous(finished, &kept);
        let words = |texts: &[FreeText]| -> Vec<String> {
            texts.iter().map(|it| it.text.clone()).collect()
        };
        prop_assert_eq!(words(&free_texts(&given)), words(&kept));
        let written_now = written(&given);
        let names = tokens(&typing.names);
        prop_assert_eq!(left(&names, &written_now), Vec::new());
        // But for the staff group: answers without names are put together where they are few.
        let texts = tokens(&[&typing.texts[..22], &typing.texts[23..]].concat());
        prop_assert_eq!(left(&texts, &written_now), left(&texts, &plain));
        let another = Typing { names: others, texts: typing.texts.clone() }.finished();
        let kept = all_kept(&another);
        same(&written_now, &written(&pseudonymous(another, &kept)), "kept");
    }
}

// ---- What stands in their place -----------------------------------------------------------------

/// People of the review: Helen Ward, an owner with an e-mail address.
fn helen() -> Typing {
    let names = [
        "Helen Ward",
        "Will Page",
        "Grace May",
        "Bed",
        "J",
        "bed ",
        "Jane Smith",
        "jane.smith@trust.nhs.uk, 07700 900123",
        "Mark O'Time",
        "Oz Fern",
        "Nadia Flint",
    ];
    Typing {
        names: names.map(str::to_owned).into(),
        texts: (0..TEXTS)
            .map(|at| {
                format!(
                    "Text {at}: every ward will grace the page of Helen's bed, told by W. Page."
                )
            })
            .collect(),
    }
}

#[test]
fn each_person_is_one_pseudonym_wherever_they_are_named_and_ordinary_words_stay() {
    let finished = helen().finished();
    let kept = all_kept(&finished);
    let given = pseudonymous(finished, &kept);
    let observed = &given.observations;
    assert_eq!(observed.notes[0].by, "Evaluator 1");
    assert_eq!(observed.rated[0].2, "Evaluator 2");
    let corrected = given.events.iter().find_map(|event| match &event.what {
        What::Corrected { by, .. } => Some(by.as_str()),
        _ => None,
    });
    // “Bed” and “bed ” are the same person.
    assert_eq!(corrected, Some("Evaluator 1"));
    let owners: Vec<(&str, &str)> = observed
        .actions
        .iter()
        .map(|it| (it.owner.as_str(), it.contact.as_str()))
        .collect();
    let exec = title("on-call-exec");
    assert_eq!(owners, [("Owner 1", STRUCK), (exec.as_str(), "")]);
    assert!(observed.answers.iter().all(|it| it.name.is_empty()));
    let confirmed: Vec<&str> = given
        .assessment
        .objectives
        .iter()
        .flat_map(|objective| &objective.tasks)
        .filter_map(|task| task.confirmed_by.as_deref())
        .collect();
    assert_eq!(confirmed, ["Evaluator 1", "Evaluator 2"]);
    assert_eq!(observed.notes[0].text, helen().text(15));
    let page = report::page(&report::post_exercise(&given, ""));
    assert!(page.contains("every ward will grace the page of Helen"));
    assert!(!page.contains("jane.smith"));
}

#[test]
fn what_is_shown_before_it_is_given_away_is_marked_and_each_text_is_there_once() {
    let finished = helen().finished();
    let texts = free_texts(&finished);
    // The staff group “Nurse” can be picked, and is nobody's words.
    assert_eq!(texts.len(), TEXTS);
    for text in &texts {
        let marked: Vec<(&str, Sign, &str)> = text
            .marks
            .iter()
            .map(|it| (&text.text[it.from..it.to], it.sign, it.instead.as_str()))
            .collect();
        let [helen, page] = marked.as_slice() else {
            panic!("{}: {marked:?}", text.place);
        };
        assert_eq!((helen.0, helen.1), ("Helen", Sign::Known));
        assert_eq!((page.0, page.1), ("W. Page", Sign::Known));
        assert_eq!(text.choice, Choice::Strike, "unless somebody chooses");
        assert!(text.suggested().contains(&format!("told by {}.", page.2)));
    }
    let note = texts.iter().find(|it| it.place.ends_with("a note"));
    assert!(
        note.is_some_and(|it| it.place.contains("13:30")),
        "{note:?}"
    );
}

#[test]
fn a_text_that_is_replaced_says_the_other_words_and_the_scenarios_own_stay() {
    let finished = helen().finished();
    let mut texts = free_texts(&finished);
    texts[0].choice = Choice::Replace("For a reason.".to_owned());
    let scenario = friday();
    let last = &scenario.injects[scenario.injects.len() - 1];
    let given = pseudonymous(finished, &texts);
    let page = report::page(&report::post_exercise(&given, ""));
    assert!(page.contains("For a reason."));
    assert!(!page.contains("every ward will grace"));
    let worded: Vec<(&str, &str)> = given
        .events
        .iter()
        .filter_map(|event| match &event.what {
            What::Reworded { was, text, .. } => Some((was.as_str(), text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(worded, [(last.text.as_str(), STRUCK), (STRUCK, STRUCK)]);
}

#[test]
fn a_post_of_the_scenarios_names_nobody_and_a_day_with_more_behind_it_is_a_day() {
    let mut typing = helen();
    typing.names[6] = "it DIRECTOR".to_owned();
    let mut finished = typing.finished();
    finished.observations.actions[0].due = "2027-02-01[Jane/Smith]".to_owned();
    if let Some(carried) = &mut finished.observations.actions[0].carried {
        carried.started = "Jane Smith".to_owned();
    }
    let given = pseudonymous(finished, &[]);
    let action = &given.observations.actions[0];
    assert_eq!(action.owner, title("it-director"));
    assert!(
        matches!(action.due.as_str(), "2027-02-01" | ""),
        "{}",
        action.due
    );
    assert_eq!(
        action.carried.as_ref().map(|it| it.started.as_str()),
        Some("")
    );
}

// ---- The list of fields --------------------------------------------------------------------------

#[test]
fn whatever_can_be_typed_into_a_command_is_on_the_list_of_what_people_type() {
    let tokens: Vec<String> = (b'a'..=b'z')
        .flat_map(|one| {
            [
                format!("q{0}{0}zzqxzzq", one as char),
                format!("q{0}zzzqxzzq", one as char),
            ]
        })
        .collect();
    let typing = Typing {
        names: tokens[..PEOPLE].to_vec(),
        texts: tokens[PEOPLE..PEOPLE + TEXTS].to_vec(),
    };
    let (mut people, mut words) = (Vec::new(), Vec::new());
    let mut take = |typed: Typed, text: &mut String| {
        match typed {
            Typed::Person(field) => people.push((field, text.clone())),
            Typed::Text(field) => words.push((field, text.clone())),
        }
        text.clear();
    };
    for command in typing.commands() {
        let mut command = wire::Command::of(&command, &friday());
        typed_in_command(&mut command, &mut take);
        let left = format!("{command:?}");
        assert!(!left.contains("zzq"), "{left}");
    }
    for mut event in typing.finished().events {
        typed_in_event(&mut event.what, &mut take);
        let left = format!("{event:?}");
        assert!(!left.contains("zzq"), "{left}");
    }
    let people_named = vec![Person {
        role: "it-director".to_owned(),
        name: typing.name(0),
    }];
    let mut header = Header {
        evaluators: vec![typing.name(3)],
        files: Vec::new(),
        ..Header::new(&friday(), 7, None, people_named, String::new())
    };
    typed_in_header(&mut header, &mut take);
    let left = format!("{header:?}");
    assert!(!left.contains("zzq"), "{left}");
    for wanted in [
        PersonField::Chair,
        PersonField::Evaluator,
        PersonField::NotedBy,
        PersonField::RatedBy,
        PersonField::CorrectedBy,
        PersonField::Owner,
        PersonField::Contact,
        PersonField::AnsweredBy,
        PersonField::SaidBy,
    ] {
        assert!(
            people.iter().any(|(field, _)| *field == wanted),
            "{wanted:?}"
        );
    }
    assert!(words.contains(&(TextField::Against, typing.text(26))));
    assert!(words.contains(&(TextField::Sender, typing.text(13))));
}
