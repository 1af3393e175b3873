//! Commands as a hostile record may hold them, with numbers at and beyond every limit, over the
//! shipped scenarios: each is taken or refused, and whatever is then looked at can be told. It means
//! most in a build that checks its arithmetic, as that of the tests does.

use crate::support::friday_path;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use wardroom_core::assessment::Observations;
use wardroom_core::exercise::{
    Answer, Carried, Command, Element, Event, Exercise, Figures, Improvement, STATEMENTS, Status,
};
use wardroom_core::record::wire::Effect;
use wardroom_core::review::Finished;
use wardroom_core::scenario::{CardId, InjectId, PromptId, Rating, RoleId, Scenario, Target};
use wardroom_files as files;
use wardroom_papers::report;

fn shipped() -> &'static [Arc<Scenario>] {
    static ALL: OnceLock<Vec<Arc<Scenario>>> = OnceLock::new();
    ALL.get_or_init(|| {
        let folder = friday_path().parent().expect("a folder").to_path_buf();
        files::scenarios_in(&folder)
            .iter()
            .map(|path| files::scenario(path).unwrap_or_else(|why| panic!("{}", why.render(false))))
            .collect()
    })
}

/// Numbers at and beyond limits.
const NUMBERS: [u32; 12] = [
    0,
    1,
    2,
    59,
    60,
    10_000,
    10_000_000,
    10_000_001,
    71_582_788,
    71_582_789,
    2_147_483_648,
    u32::MAX,
];

/// What a command is made of: which kind, which things of the scenario, which numbers.
#[derive(Clone, Debug)]
struct Drawn {
    kind: Index,
    ids: [Index; 3],
    numbers: [u32; 3],
    wait_secs: u64,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let number = || {
        prop_oneof![
            prop::sample::select(NUMBERS.to_vec()),
            any::<u32>(),
            0..500_u32
        ]
    };
    let wait = prop_oneof![Just(0), 0..20_000_u64, Just(u64::MAX)];
    (
        any::<Index>(),
        any::<[Index; 3]>(),
        [number(), number(), number()],
        prop_oneof![9 => wait, 1 => 0..400_000_u64],
    )
        .prop_map(|(kind, ids, numbers, wait_secs)| Drawn {
            kind,
            ids,
            numbers,
            wait_secs,
        })
}

/// The effects with numbers, and some that begin what numbers are then about.
fn effects(scenario: &Scenario, of: &Drawn) -> Vec<Effect> {
    let names = &scenario.names;
    let [one, two, three] = of.numbers;
    let id = |at: usize, all: Vec<&String>| -> String {
        if all.is_empty() {
            "nothing".into()
        } else {
            all[of.ids[at].index(all.len())].as_str().into()
        }
    };
    let crew = || id(0, names.crews.keys().collect());
    let system = || id(1, names.systems.keys().collect());
    let segment = || id(2, names.segments.keys().collect());
    let all = [
        Effect::MutualAid {
            crew: crew(),
            people: one,
            arrive_mins: two,
            stay_hours: three,
        },
        Effect::CallIn {
            crew: crew(),
            arrive_mins: one,
            stay_hours: two,
        },
        Effect::EngageSupplier {
            system: system(),
            arrive_mins: one,
            people: two,
        },
        Effect::StandIn {
            system: system(),
            share: f64::from(one) / f64::from(two),
            hours: three,
        },
        Effect::Cancel {
            flow: id(0, names.flows.keys().collect()),
            hours: one,
        },
        Effect::Patch {
            segment: segment(),
            people: one,
        },
        Effect::Rebuild {
            order: vec![system(), segment()],
            people: one,
        },
        Effect::PowerOff(segment()),
        Effect::PowerOn(segment()),
        Effect::AllToPaper,
        Effect::Broadcast,
        Effect::StopWork,
    ];
    let from = of.kind.index(all.len());
    all.into_iter().cycle().skip(from).take(3).collect()
}

fn command(scenario: &Scenario, of: &Drawn) -> Command {
    let names = &scenario.names;
    let [one, two, three] = of.numbers;
    let pick = |at: usize, all: Vec<&String>| all[of.ids[at].index(all.len())].clone();
    let asked = PromptId::from(of.ids[0].index(scenario.prompts.len()));
    let prompt = &scenario.prompts[asked.at()];
    let at = of.ids[0].index(scenario.cards.len());
    let card = &scenario.cards[at];
    let role = || RoleId::from(of.ids[0].index(scenario.roles.len()));
    let text = || "x".to_owned();
    let small = (one % 300) as u8;
    match of.kind.index(14) {
        0..4 => Command::Improvise {
            text: text(),
            effects: effects(scenario, of)
                .iter()
                .map(|it| it.meant(scenario).expect("the scenario has it"))
                .collect(),
            by: role(),
            because: text(),
        },
        4 | 5 => Command::Play {
            card: CardId::from(at),
            target: (one % 2 == 0).then(|| {
                let segments = (0..scenario.segments.len()).map(|it| Target::Segment(it.into()));
                let systems = (0..scenario.systems.len()).map(|it| Target::System(it.into()));
                let all: Vec<Target> = segments.chain(systems).collect();
                all[of.ids[1].index(all.len())]
            }),
            by: card.by[of.ids[2].index(card.by.len())],
            because: text(),
        },
        6 => Command::Decide {
            prompt: asked,
            option: of.ids[1].index(prompt.options.len()),
            by: prompt.by[of.ids[2].index(prompt.by.len())],
            because: text(),
            against: text(),
        },
        7 => Command::Hands {
            prompt: asked,
            hands: prompt
                .options
                .iter()
                .zip([one, two, three].iter().cycle())
                .map(|it| *it.1)
                .collect(),
        },
        8 => Command::Report {
            by: role(),
            text: text(),
            figures: Some(Figures {
                locked: Some(one),
                services: Some(two),
                ed_waiting: Some(three),
            }),
            methane: None,
        },
        9 => Command::Act(Box::new(Improvement {
            number: one,
            carried: Some(Carried {
                started: text(),
                number: two,
            }),
            task: None,
            issue: text(),
            action: text(),
            element: Element::Planning,
            starts: "-9999-01-01".to_owned(),
            due: "9999-12-31".to_owned(),
            status: Status::Open,
            ..Improvement::default()
        })),
        10 => Command::Answer(Box::new(Answer {
            number: one,
            group: text(),
            agrees: BTreeMap::from([(STATEMENTS[0].0.to_owned(), small)]),
            confidence: BTreeMap::from([(
                pick(0, names.objectives.keys().collect()),
                (two % 7) as u8,
            )]),
            ..Answer::default()
        })),
        11 => Command::Correct {
            entry: u64::from(one) << (two % 33),
            text: text(),
            by: text(),
        },
        12 => Command::Rate {
            task: pick(0, names.tasks.keys().collect()),
            rating: Some(Rating::P),
            by: text(),
            because: text(),
        },
        _ => Command::Release {
            inject: InjectId::from(of.ids[0].index(scenario.injects.len())),
        },
    }
}

/// Everything that a screen or a report makes of an exercise.
fn looked_at(exercise: Exercise, events: Vec<Event>, observations: Observations) {
    let scenario = exercise.scenario().clone();
    let _seen = (exercise.team_view(), exercise.truth_view());
    let finished = Finished::of(&exercise, events, observations, &[]);
    let document = report::post_exercise(&finished, "");
    assert!(report::page(&document).contains(&*scenario.title.replace('&', "&amp;")));
    assert!(!report::csv(&finished).is_empty());
    assert!(!report::needs::workforce(&finished.needs()).is_empty());
}

fn played(scenario: &Arc<Scenario>, seed: u64, all: &[Drawn]) {
    let mut exercise = Exercise::new(scenario.clone(), seed);
    let mut events = exercise.advance(0);
    let mut observations = Observations::default();
    for one in all {
        let command = command(scenario, one);
        // A record may hold a refused command as well: it must be refused again, not end us.
        if let Command::Improvise { effects, .. } = &command {
            for of in scenario.organisation_ids() {
                if let Ok(preview) = exercise.would_improvise(of, effects) {
                    drop(preview.sentences(scenario));
                }
            }
        }
        if let Ok(found) = exercise.apply(&command) {
            observations.take(exercise.secs(), &command);
            events.extend(found);
        }
        events.extend(exercise.advance(exercise.secs().saturating_add(one.wait_secs)));
    }
    looked_at(exercise, events, observations);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_number_in_a_command_ends_an_exercise(
        which in any::<Index>(), seed in any::<u64>(), all in prop::collection::vec(drawn(), 1..40)
    ) {
        let scenarios = shipped();
        played(&scenarios[which.index(scenarios.len())], seed, &all);
    }
}

#[test]
fn hands_beyond_count_are_counted() {
    assert_eq!(
        wardroom_core::timeline::agreement(&[u32::MAX, 1]),
        Some(f64::from(u32::MAX) / (f64::from(u32::MAX) + 1.0))
    );
    assert_eq!(wardroom_core::timeline::agreement(&[0, 0]), None);
}
