//! The database is killed, hangs, goes back in time; answers and questions are lost: nothing that was
//! acknowledged is lost, nothing is there twice, and the chain holds.

use crate::cluster::Cluster;
use crate::exercise::{Played, looks, nothing_lost_nothing_twice, opened, said, taken};
use crate::wire::{Line, Wire};
use std::sync::mpsc::channel;
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};
use wardroom_core::record::Store;
use wardroom_region::Place;

/// Flushes until everything is written, as whoever serves does each second.
fn until_written(played: &mut Played) {
    let started = Instant::now();
    while played.session.has_unsaved() {
        let _still = played.session.flush();
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "it is never written"
        );
        sleep(Duration::from_millis(100));
    }
}

#[test]
fn a_database_that_is_killed_again_and_again_loses_nothing_that_was_acknowledged() {
    let Some(mut cluster) = Cluster::prepared() else {
        return;
    };
    let place = cluster.server();
    let mut played = Played::of(taken(&place, "friday", "one").expect("free"));
    let (kill, kills) = channel::<()>();
    let (done, all_done) = channel();
    // Kills while it is written: whoever writes waits for nobody.
    let killer = spawn(move || {
        for pause in [40, 7, 90, 1] {
            kills.recv().expect("it is asked");
            sleep(Duration::from_millis(pause));
            cluster.kill();
            sleep(Duration::from_millis(300));
            cluster.start();
            done.send(()).expect("somebody waits");
        }
        cluster
    });
    let (mut number, mut failed) = (0, 0);
    for _ in 0..4 {
        kill.send(()).expect("somebody kills");
        let mut up = false;
        let mut since = 0;
        while !up || since < 30 {
            number += 1;
            since += u32::from(up);
            if played.say(&format!("line {number}")).is_err() {
                failed += 1;
                sleep(Duration::from_millis(20));
            }
            up |= all_done.try_recv().is_ok();
            assert!(number < 50_000, "it never comes back");
        }
        until_written(&mut played);
    }
    let cluster = killer.join().expect("it killed");
    assert!(
        failed > 0,
        "it was never killed while something was written"
    );
    let said = nothing_lost_nothing_twice(&cluster.server(), "friday", &played.acknowledged);
    // What failed was kept and written later: the exercise went on meanwhile.
    assert_eq!(said.len(), number);
    println!("{number} lines, {failed} of them while it was down");
}

#[test]
fn an_append_whose_answer_or_question_was_lost_stands_there_once() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let wire = Wire::to(cluster.port());
    let place = Place::read(&cluster.url(wire.port), None).expect("an address");
    let mut played = Played::of(taken(&place, "friday", "one").expect("free"));
    for round in 0..20 {
        wire.set(if round % 2 == 0 {
            Line::LosesAnswer
        } else {
            Line::LosesQuestion
        });
        let text = format!("line {round}");
        played
            .say(&text)
            .expect("it is tried again, over a new connection");
    }
    let there = nothing_lost_nothing_twice(&cluster.server(), "friday", &played.acknowledged);
    assert_eq!(there.len(), 20);
    let pieces: i32 = cluster
        .sql("SELECT count(*) FROM wardroom.piece")
        .parse()
        .expect("a number");
    assert_eq!(pieces, 1 + 20, "one for the start, and one for each line");
}

#[test]
fn an_answer_that_is_lost_while_nobody_gets_through_is_found_again_later() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let wire = Wire::to(cluster.port());
    let place = Place::read(&cluster.url(wire.port), None).expect("an address");
    let mut played = Played::of(taken(&place, "friday", "one").expect("free"));
    for round in 0..3 {
        let answer = round != 1;
        wire.set(if answer {
            Line::LosesAnswer
        } else {
            Line::LosesQuestion
        });
        let closing = {
            let wire = wire.clone();
            spawn(move || {
                // Behind the lost one, before the next try comes through.
                sleep(Duration::from_millis(if answer { 60 } else { 0 }));
                wire.set(Line::Closed);
            })
        };
        assert!(played.say(&format!("first {round}")).is_err());
        closing.join().expect("closed");
        assert!(played.say(&format!("second {round}")).is_err());
        wire.set(Line::Passes);
        until_written(&mut played);
    }
    let said = said(&opened(&cluster.server(), "friday"));
    let expected: Vec<String> = (0..3)
        .flat_map(|it| [format!("first {it}"), format!("second {it}")])
        .collect();
    assert_eq!(said, expected);
}

#[test]
fn a_database_that_hangs_is_not_waited_for_and_what_arrives_late_counts_once() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let place = cluster.server();
    let mut played = Played::of(taken(&place, "friday", "one").expect("free"));
    cluster.hang();
    let started = Instant::now();
    assert!(played.say("while it hung").is_err());
    let waited = started.elapsed();
    assert!(waited < Duration::from_secs(12), "{waited:?}");
    // Not tried again at once: the room is not to stand still most of the time.
    let started = Instant::now();
    assert!(played.say("and this").is_err());
    assert!(started.elapsed() < Duration::from_secs(1));
    // The question from before arrives now.
    cluster.go_on();
    until_written(&mut played);
    let said = nothing_lost_nothing_twice(&place, "friday", &played.acknowledged);
    assert_eq!(said, ["while it hung", "and this"]);
}

#[test]
fn a_database_that_came_back_without_the_end_is_given_it_again() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let place = cluster.server();
    let mut played = Played::of(taken(&place, "friday", "one").expect("free"));
    for number in 0..5 {
        played.say(&format!("line {number}")).expect("kept");
    }
    // As a replica that lagged behind, and became the first.
    cluster.sql("DELETE FROM wardroom.piece WHERE number > 3");
    cluster.sql("UPDATE wardroom.exercise SET pieces = 3, length = 0");
    played.say("the next").expect("kept");
    let said = nothing_lost_nothing_twice(&place, "friday", &played.acknowledged);
    assert_eq!(said.len(), 6);
    let notices = played.session.store().notices();
    assert!(
        notices.iter().any(|it| it.contains("written again")),
        "{notices:?}"
    );
    // What is not ours is nobody's to write over.
    cluster.sql("UPDATE wardroom.piece SET text = 'other' WHERE number = 2");
    cluster.sql("UPDATE wardroom.exercise SET pieces = 2");
    cluster.sql("DELETE FROM wardroom.piece WHERE number > 2");
    let told = played.say("not this").expect_err("it is not as written");
    assert!(told.to_string().contains("something else"), "{told}");
}

#[test]
fn what_was_cut_off_does_not_count_and_is_not_deleted() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let place = cluster.server();
    let mut record = taken(&place, "plain", "one").expect("free");
    record.append(b"one\n", true).expect("kept");
    record.append(b"two\n", false).expect("kept");
    record.cut_back(4).expect("cut");
    assert_eq!(record.kept(), b"one\n");
    record.append(b"three\n", true).expect("kept");
    assert_eq!(looks(&mut record), Ok(false));
    drop(record);
    let record = taken(&place, "plain", "two").expect("free");
    assert_eq!(record.kept(), b"one\nthree\n");
    assert_eq!(cluster.sql("SELECT count(*) FROM wardroom.piece"), "3");
}
