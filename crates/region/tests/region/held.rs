//! One writer a record: who else wants it is told who has it, and who was taken over from writes nothing.

use crate::cluster::Cluster;
use crate::exercise::{Played, looks, nothing_lost_nothing_twice, opened, said, taken};
use crate::wire::{Line, Wire};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};
use wardroom_core::record::Store;
use wardroom_region::{NotTaken, Place, RegionRecord, list};

/// Takes an exercise as soon as whoever had it is let go of.
fn soon(place: &Place, name: &str, who: &str) -> RegionRecord {
    let started = Instant::now();
    loop {
        match taken(place, name, who) {
            Ok(record) => return record,
            Err(NotTaken::Held { .. }) => {}
            Err(why) => panic!("{why}"),
        }
        assert!(
            started.elapsed() < Duration::from_secs(30),
            "never let go of"
        );
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_second_server_is_told_who_has_the_exercise_and_may_have_another() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let place = cluster.server();
    let mut one = Played::of(taken(&place, "friday", "10.0.0.1:4170").expect("free"));
    one.say("hello").expect("kept");
    let told = taken(&place, "friday", "10.0.0.2:4170").expect_err("held");
    assert!(
        told.to_string()
            .starts_with("10.0.0.1:4170 has this exercise, since 20"),
        "{told}"
    );
    let _other = taken(&place, "monday", "10.0.0.2:4170").expect("another is free");
    let listed = list(&place).expect("listed");
    let listed: Vec<_> = listed
        .iter()
        .map(|it| (it.name.as_str(), it.holder.as_deref(), it.bytes > 0))
        .collect();
    assert_eq!(
        listed,
        [
            ("friday", Some("10.0.0.1:4170"), true),
            ("monday", Some("10.0.0.2:4170"), false)
        ]
    );
    drop(one);
    let two = Played::of(soon(&place, "friday", "10.0.0.2:4170"));
    assert_eq!(said(&opened(&place, "friday")), ["hello"]);
    assert_eq!(
        two.session.events().len(),
        opened(&place, "friday").events().count()
    );
    for wrong in ["", "two\nlines", &"x".repeat(101)] {
        let told = taken(&place, wrong, "one").expect_err("no name");
        assert!(matches!(told, NotTaken::Name), "{told}");
    }
}

#[test]
fn servers_that_fight_for_one_exercise_write_it_one_after_the_other() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let place = cluster.server();
    drop(Played::of(taken(&place, "friday", "first").expect("free")));
    let refused = AtomicU32::new(0);
    let acknowledged: Vec<String> = scope(|all| {
        let work = |who: usize| {
            let (place, refused) = (&place, &refused);
            move || {
                let mut acknowledged = Vec::new();
                let mut turns = 0;
                while turns < 5 {
                    match taken(place, "friday", &format!("server {who}")) {
                        Ok(record) => {
                            let mut played = Played::of(record);
                            for number in 0..3 {
                                played
                                    .say(&format!("{who} {turns} {number}"))
                                    .expect("kept");
                            }
                            acknowledged.append(&mut played.acknowledged);
                            turns += 1;
                        }
                        Err(NotTaken::Held { .. }) => {
                            refused.fetch_add(1, Ordering::Relaxed);
                        }
                        Err(why) => panic!("{why}"),
                    }
                }
                acknowledged
            }
        };
        let servers: Vec<_> = (0..4).map(|who| all.spawn(work(who))).collect();
        servers
            .into_iter()
            .flat_map(|it| it.join().expect("it ended"))
            .collect()
    });
    assert_eq!(acknowledged.len(), 4 * 5 * 3);
    assert!(
        refused.load(Ordering::Relaxed) > 0,
        "nobody ever wanted what another had"
    );
    nothing_lost_nothing_twice(&place, "friday", &acknowledged);
}

#[test]
fn a_server_that_was_cut_off_and_taken_over_from_writes_nothing_any_more() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let wire = Wire::to(cluster.port());
    let far = Place::read(&cluster.url(wire.port), None).expect("an address");
    let mut old = Played::of(taken(&far, "friday", "the old one").expect("free"));
    old.say("before").expect("kept");
    // Its line hangs; the database lets go of it, as it does by itself after half a minute.
    wire.set(Line::Hangs);
    let place = cluster.server();
    assert!(matches!(
        taken(&place, "friday", "the new one"),
        Err(NotTaken::Held { .. })
    ));
    cluster.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted",
    );
    let mut new = Played::of(soon(&place, "friday", "the new one"));
    new.say("by the new one").expect("kept");
    wire.set(Line::Passes);
    let told = old.say("by the old one").expect_err("taken over from");
    assert!(told.to_string().contains("the new one"), "{told}");
    assert!(old.session.store().lost().is_some());
    new.say("and again").expect("kept");
    assert!(old.session.flush().is_err());
    assert!(old.session.look_after().is_err());
    assert_eq!(
        said(&opened(&place, "friday")),
        ["before", "by the new one", "and again"]
    );
}

#[test]
fn who_comes_with_an_old_holding_is_stopped_in_the_statement_that_writes() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let place = cluster.server();
    let mut old = Played::of(taken(&place, "friday", "one").expect("free"));
    old.say("before").expect("kept");
    // Its connection stands, and with it its lock; only the holding is another's.
    cluster.sql("UPDATE wardroom.exercise SET holding = gen_random_uuid(), holder = 'two'");
    let told = old.say("after").expect_err("fenced");
    assert!(told.to_string().contains("(two, since"), "{told}");
    assert_eq!(said(&opened(&place, "friday")), ["before"]);
}

#[test]
fn a_connection_that_is_made_anew_has_the_lock_again() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let place = cluster.server();
    let mut record = taken(&place, "friday", "one").expect("free");
    record.append(b"one\n", true).expect("kept");
    let held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted";
    assert_eq!(cluster.sql(held), "1");
    cluster.sql(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted",
    );
    while cluster.sql(held) != "0" {
        sleep(Duration::from_millis(10));
    }
    let _broken = looks(&mut record);
    assert_eq!(looks(&mut record), Ok(false));
    assert_eq!(cluster.sql(held), "1");
    assert!(matches!(
        taken(&place, "friday", "two"),
        Err(NotTaken::Held { .. })
    ));
    record.append(b"two\n", true).expect("kept");
    assert_eq!(record.kept(), b"one\ntwo\n");
}
