//! A scripted team goes on where its exercise was broken off: as if it had not been, whatever people did meanwhile
//! and wherever the record was cut; and not where others have played in its place.

use super::host::{Kept, REAL};
use crate::support::friday;
use std::sync::Arc;
use wardroom_core::exercise::{Command, Voice};
use wardroom_core::host::{Ask, Host, Request};
use wardroom_core::record::{Body, Header, open};
use wardroom_core::scenario::{Does, RoleId, Scenario, Team};

/// As far as it is played: ten hours, in which a team does most of what it does.
const UNTIL: u64 = 10 * 3_600;

/// Whole numbers that look like chance.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn team(scenario: &Scenario, id: &str) -> Team {
    let found = scenario.teams.iter().find(|it| it.id == id);
    found.expect("such a team").clone()
}

fn header(scenario: &Scenario, team: &str) -> Header {
    let team = Some(team.to_owned());
    Header::new(scenario, 4172, team, Vec::new(), REAL.to_owned())
}

fn started(scenario: &Arc<Scenario>, id: &str) -> Host<Kept> {
    let (header, team) = (header(scenario, id), team(scenario, id));
    Host::start(scenario, header, Some(team), Kept::default()).expect("it starts")
}

fn gone_on(text: &[u8]) -> Host<Kept> {
    let opened = open(text).expect("a sound record");
    let kept = text[..opened.whole_bytes].to_vec();
    Host::go_on(&opened, Kept(kept)).expect("it goes on")
}

/// Lets time pass in steps of any length, and has people do what they do, but for what is on record already.
fn pass(
    host: &mut Host<Kept>,
    people: &[(u64, Command)],
    until: u64,
    mut step: impl FnMut() -> u64,
) {
    let there = |host: &Host<Kept>, it: &Command| host.commands().iter().any(|(_, was)| was == it);
    let rest: Vec<_> = people.iter().filter(|it| !there(host, &it.1)).collect();
    let mut rest = rest.into_iter().peekable();
    while host.exercise().secs() < until {
        let now = host.exercise().secs();
        while let Some((_, command)) = rest.next_if(|(at, _)| *at <= now) {
            let request = Request::of_facilitator(Ask::Enter(command.clone()));
            host.ask(&request, REAL).expect("it is taken");
        }
        let next = rest.peek().map_or(until, |(at, _)| *at);
        host.advance(next.min(until).min(now + step()), REAL);
    }
}

/// What people do while a team plays: they talk in between, decide one question before it, at the second at which
/// it would, and play one of its cards half a minute before it.
fn people(scenario: &Arc<Scenario>, id: &str) -> Vec<(u64, Command)> {
    let mut alone = started(scenario, id);
    pass(&mut alone, &[], UNTIL, || 60);
    let own = alone.commands();
    let decides = |it: &&(u64, Command)| matches!(it.1, Command::Decide { .. });
    let (at, decided) = own.iter().filter(decides).nth(2).expect("it decides");
    let Command::Decide {
        prompt, option, by, ..
    } = decided
    else {
        panic!("{decided:?}");
    };
    let options = scenario.prompts[prompt.at()].options.len();
    let other = Command::Decide {
        prompt: *prompt,
        option: (option + 1) % options,
        by: *by,
        because: "People were faster.".to_owned(),
        against: String::new(),
    };
    let mut all = vec![(*at, other)];
    let plays = |it: &&(u64, Command)| matches!(it.1, Command::Play { .. });
    if let Some((
        at,
        Command::Play {
            card, target, by, ..
        },
    )) = own.iter().filter(|it| it.0 < *at).rev().find(plays)
    {
        let faster = Command::Play {
            card: *card,
            target: *target,
            by: *by,
            because: "People played it.".to_owned(),
        };
        all.push((at - 30, faster));
    }
    let mut numbers = Numbers(7);
    for number in 0..12 {
        let say = Command::Say {
            by: Voice::Facilitator,
            to: Voice::Role(RoleId(0)),
            text: format!("Line {number}."),
        };
        all.push((numbers.below(UNTIL), say));
    }
    // One more at the beginning of a minute in which the team does something.
    let say = Command::Say {
        by: Voice::Facilitator,
        to: Voice::Role(RoleId(0)),
        text: "At the same second.".to_owned(),
    };
    all.push((own[own.len() / 2].0, say));
    all.sort_by_key(|(at, _)| *at);
    all
}

/// Where lines of a record end.
fn ends(text: &[u8]) -> Vec<usize> {
    let feeds = text.iter().enumerate().filter(|(_, it)| **it == b'\n');
    feeds.map(|(at, _)| at + 1).collect()
}

#[test]
fn a_team_that_was_broken_off_anywhere_leaves_the_same_record_as_one_that_was_not() {
    let scenario = friday();
    for id in ["typical", "prepared"] {
        let people = people(&scenario, id);
        let mut unbroken = started(&scenario, id);
        pass(&mut unbroken, &people, UNTIL, || 60);
        let whole = unbroken.store().0.clone();
        let own = unbroken.commands().len() - people.len();
        assert!(own > 8, "{id} did {own} things");

        // How often the clock is looked at changes nothing.
        let mut numbers = Numbers(1);
        let mut often = started(&scenario, id);
        pass(&mut often, &people, UNTIL, || 1 + numbers.below(100));
        assert!(often.store().0 == whole, "{id}, step by step");

        let lines = ends(&whole);
        let opened = open(&whole).expect("a sound record");
        let mut cuts: Vec<usize> = (0..8)
            .map(|_| lines[0] + numbers.below((whole.len() - lines[0]) as u64) as usize)
            .collect();
        // Right after a command, before what it led to and before the team's next of the same second.
        let commands = opened
            .lines
            .iter()
            .enumerate()
            .filter(|(_, it)| matches!(it, Body::Command { .. }));
        let commands: Vec<usize> = commands.map(|(at, _)| lines[at + 1]).collect();
        cuts.extend(commands.iter().step_by(4));
        for cut in cuts {
            let mut host = gone_on(&whole[..cut]);
            assert!(host.team_plays(), "{id}, cut at {cut}");
            // Once more, soon after.
            let soon = (host.exercise().secs() + 2_000).min(UNTIL);
            pass(&mut host, &people, soon, || 1 + numbers.below(100));
            let text = host.store().0.clone();
            assert!(whole.starts_with(&text), "{id}, cut at {cut}");
            let again = text.len() - numbers.below(600).min(text.len() as u64 / 2) as usize;
            let mut host = gone_on(&text[..again.max(lines[0])]);
            assert!(host.team_plays(), "{id}, cut at {cut} and {again}");
            pass(&mut host, &people, UNTIL, || 1 + numbers.below(100));
            assert!(host.store().0 == whole, "{id}, cut at {cut} and {again}");
            assert_eq!(host.exercise().hash(), unbroken.exercise().hash());
        }
    }
}

#[test]
fn a_team_goes_on_neither_where_people_have_played_in_its_place_nor_in_a_branch_nor_as_another() {
    let scenario = friday();
    let typical = team(&scenario, "typical");
    let header = header(&scenario, "typical");
    let mut by_people =
        Host::start(&scenario, header.clone(), None, Kept::default()).expect("it starts");
    assert!(!by_people.team_plays());
    by_people.advance(UNTIL, REAL);
    assert!(by_people.commands().is_empty());
    assert!(!gone_on(&by_people.store().0).team_plays());

    let mut host = started(&scenario, "typical");
    host.advance(UNTIL, REAL);
    assert!(gone_on(&host.store().0).team_plays());
    let opened = open(&host.store().0).expect("a sound record");
    let branch = host.branch(&opened, "later".to_owned(), Kept::default());
    let branch = branch.expect("it branches off");
    assert!(!gone_on(&branch.store().0).team_plays());

    // A team from a file of its own goes on if it is handed in again.
    let own = Team {
        id: "ours".to_owned(),
        moves: typical.moves.iter().take(5).cloned().collect(),
        ..typical.clone()
    };
    let header = Header {
        team: Some("ours".to_owned()),
        ..header
    };
    let mut host =
        Host::start(&scenario, header, Some(own.clone()), Kept::default()).expect("it starts");
    host.advance(UNTIL, REAL);
    let mut on = gone_on(&host.store().0);
    assert!(!on.team_plays(), "nobody knows its script");
    assert!(!on.team_goes_on(typical.clone()), "another");
    // One of that name which would have done more is another as well.
    let more = Team {
        moves: typical.moves,
        ..own.clone()
    };
    assert!(
        more.moves
            .iter()
            .any(|it| matches!(it.does, Does::Card(..)))
    );
    assert!(!on.team_goes_on(more), "another script");
    assert!(on.team_goes_on(own), "its own");
}
