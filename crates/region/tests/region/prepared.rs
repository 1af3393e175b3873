//! The tables: made once, of a form that is known, with no more rights than are needed; commits that wait for
//! the disk.

use crate::cluster::Cluster;
use crate::exercise::{Played, taken};
use wardroom_core::record::Store;
use wardroom_region::{export, list, prepare};

#[test]
fn a_database_is_prepared_once_and_whoever_finds_another_form_leaves_it() {
    let Some(cluster) = Cluster::new() else {
        return;
    };
    let place = cluster.server();
    let told = list(&place).expect_err("nothing is there");
    assert!(told.to_string().contains("--prepare"), "{told}");
    let told = prepare(&place, None).expect_err("it may not");
    assert!(told.to_string().contains("permission denied"), "{told}");
    prepare(&cluster.owner(), None).expect("made");
    let told = list(&place).expect_err("it may not yet");
    assert!(told.to_string().contains("permission denied"), "{told}");
    // Again, with somebody who may serve, and once more: it stays as it is.
    for _ in 0..2 {
        prepare(&cluster.owner(), Some("server")).expect("granted");
    }
    assert_eq!(list(&place).expect("listed"), []);
    assert_eq!(export(&place, "friday").expect("read"), None);
    let told = prepare(&cluster.owner(), Some("nobody\"; DROP SCHEMA wardroom; --"));
    let told = told.expect_err("no such role").to_string();
    assert!(told.contains("does not exist"), "{told}");
    cluster.sql("UPDATE wardroom.form SET number = 2");
    let told = taken(&place, "friday", "one").expect_err("not known");
    assert!(told.to_string().contains("another version"), "{told}");
}

#[test]
fn who_may_serve_can_add_and_neither_change_nor_delete() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let place = cluster.server();
    let mut played = Played::of(taken(&place, "friday", "one").expect("free"));
    played.say("hello").expect("kept");
    for forbidden in [
        "DELETE FROM wardroom.piece",
        "UPDATE wardroom.piece SET text = ''",
        "TRUNCATE wardroom.piece",
        "DELETE FROM wardroom.exercise",
        "UPDATE wardroom.exercise SET name = 'other'",
        "UPDATE wardroom.form SET number = 2",
        "DROP TABLE wardroom.piece",
        "CREATE TABLE wardroom.mine ()",
    ] {
        let told = cluster
            .asked("server", "serves", forbidden)
            .expect_err(forbidden);
        let refused = told.contains("permission denied") || told.contains("must be owner");
        assert!(refused, "{forbidden}: {told}");
    }
    // Whoever owns it can take an exercise out, and the one who writes it is told.
    cluster.sql("DELETE FROM wardroom.exercise WHERE name = 'friday'");
    let told = played.say("into nothing").expect_err("taken out");
    assert!(
        told.to_string().contains("taken out of the database"),
        "{told}"
    );
}

#[test]
fn a_commit_waits_for_the_disk_whatever_the_database_is_set_to() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    cluster.sql("ALTER ROLE server SET synchronous_commit = 'off'");
    cluster.sql("CREATE TABLE wardroom.seen (setting text)");
    cluster.sql(
        "CREATE FUNCTION wardroom.look() RETURNS trigger SECURITY DEFINER LANGUAGE plpgsql AS
         'BEGIN INSERT INTO wardroom.seen VALUES (current_setting(''synchronous_commit'')); RETURN NEW; END'",
    );
    cluster.sql(
        "CREATE TRIGGER look BEFORE INSERT ON wardroom.piece FOR EACH ROW EXECUTE FUNCTION wardroom.look()",
    );
    let place = cluster.server();
    let mut record = taken(&place, "one", "one").expect("free");
    record.append(b"one\n", false).expect("kept");
    // What is stronger than that stays.
    cluster.sql("ALTER ROLE server SET synchronous_commit = 'remote_apply'");
    let mut record = taken(&place, "two", "one").expect("free");
    record.append(b"one\n", false).expect("kept");
    assert_eq!(
        cluster.sql("SELECT * FROM wardroom.seen"),
        "on\nremote_apply"
    );
    assert!(record.notices().is_empty());
    cluster.sql("ALTER SYSTEM SET fsync = off");
    cluster.sql("SELECT pg_reload_conf()");
    std::thread::sleep(std::time::Duration::from_millis(300));
    let record = taken(&place, "three", "one").expect("free");
    assert!(
        record.notices()[0].contains("fsync"),
        "{:?}",
        record.notices()
    );
}
