//! TLS to the database: with the authority that was named, and nobody else.

use crate::cluster::Cluster;
use std::fs;
use std::process::Command;
use wardroom_region::{Place, list};

/// A certificate of its own, for `localhost`, where there is a program that makes one.
fn certificate(cluster: &Cluster, name: &str) -> Option<Vec<u8>> {
    let path = |end: &str| cluster.folder().join(format!("{name}.{end}"));
    let made = Command::new("openssl")
        .args([
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
        ])
        .args([
            "-subj",
            "/CN=wardroom test",
            "-addext",
            "subjectAltName=DNS:localhost",
        ])
        .args(["-addext", "basicConstraints=critical,CA:FALSE"])
        .arg("-keyout")
        .arg(path("key"))
        .arg("-out")
        .arg(path("crt"))
        .output();
    let Ok(made) = made else {
        eprintln!("skipped: there is no openssl");
        return None;
    };
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    Some(fs::read(path("crt")).expect("it was made"))
}

#[test]
fn a_database_proves_who_it_is_or_is_told_nothing() {
    let Some(cluster) = Cluster::prepared() else {
        return;
    };
    let (Some(right), Some(wrong)) = (
        certificate(&cluster, "right"),
        certificate(&cluster, "wrong"),
    ) else {
        return;
    };
    let at = |host: &str, authority: &[u8]| {
        let url = format!(
            "postgres://server:serves@{host}:{}/postgres",
            cluster.port()
        );
        Place::read(&url, Some(authority)).expect("an address")
    };
    // With an authority it is TLS or nothing, on this machine too.
    let told = list(&at("localhost", &right)).expect_err("no TLS there yet");
    assert!(told.to_string().contains("TLS"), "{told}");
    let data = cluster.folder().join("data");
    for (from, to) in [("right.crt", "server.crt"), ("right.key", "server.key")] {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let to = data.join(to);
        fs::copy(cluster.folder().join(from), &to).expect("copied");
        let owner = fs::metadata(&data).expect("there");
        fs::set_permissions(&to, fs::Permissions::from_mode(0o600)).expect("may");
        chown(&to, Some(owner.uid()), Some(owner.gid())).expect("may");
    }
    cluster.sql("ALTER SYSTEM SET ssl = on");
    cluster.sql("SELECT pg_reload_conf()");
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(list(&at("localhost", &right)).expect("by TLS"), []);
    let told = list(&at("localhost", &wrong)).expect_err("another's");
    assert!(told.to_string().contains("certificate"), "{told}");
    let told = list(&at("127.0.0.1", &right)).expect_err("another name");
    assert!(told.to_string().contains("certificate"), "{told}");
    // Nobody was let in without a password that they sent over TLS.
    let in_clear = "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                    WHERE usename = 'server' AND NOT ssl";
    assert_eq!(cluster.sql(in_clear), "0");
}
