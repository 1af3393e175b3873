//! A PostgreSQL of the tests' own: made in a folder that goes with it, killed and started at will. Debian's
//! cluster is not touched.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use wardroom_region::{Place, prepare};

/// How long a database may take to be there.
const THERE_WITHIN: Duration = Duration::from_secs(60);

/// A database of one's own, with a role that owns the tables and one that may serve.
pub struct Cluster {
    folder: TempDir,
    programs: PathBuf,
    port: u16,
    postgres: Option<Child>,
}

/// The folder of PostgreSQL's programs, the newest if there are several.
fn programs() -> Option<PathBuf> {
    let all = fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut found: Vec<(u32, PathBuf)> = all
        .flatten()
        .filter_map(|it| {
            Some((
                it.file_name().to_str()?.parse().ok()?,
                it.path().join("bin"),
            ))
        })
        .filter(|(_, it)| it.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop().map(|it| it.1)
}

/// A user without rights, if these tests are run by root: PostgreSQL refuses that.
fn nobody() -> Option<(u32, u32)> {
    let own = fs::read_to_string("/proc/self/status").ok()?;
    let uid = own.lines().find(|it| it.starts_with("Uid:"))?;
    if uid.split_whitespace().nth(1) != Some("0") {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").unwrap_or_default();
    let user = users.lines().find(|it| it.starts_with("postgres:"));
    let ids = user.and_then(|it| {
        let mut parts = it.split(':').skip(2);
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    });
    Some(ids.unwrap_or((65_534, 65_534)))
}

impl Cluster {
    /// A new one, or nothing where there is no PostgreSQL: that is said on one line, and is a failure
    /// where it must be there.
    pub fn new() -> Option<Self> {
        let Some(programs) = programs() else {
            assert!(
                std::env::var_os("WARDROOM_NEEDS_POSTGRES").is_none(),
                "WARDROOM_NEEDS_POSTGRES is set and there is no PostgreSQL in /usr/lib/postgresql"
            );
            eprintln!("skipped: there is no PostgreSQL in /usr/lib/postgresql");
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let mut cluster = Self {
            folder,
            programs,
            port: free_port(),
            postgres: None,
        };
        cluster.make();
        cluster.start();
        cluster.sql("CREATE ROLE server LOGIN PASSWORD 'serves'");
        Some(cluster)
    }

    /// The same, prepared for records, with the right to serve for `server`.
    pub fn prepared() -> Option<Self> {
        let cluster = Self::new()?;
        prepare(&cluster.owner(), Some("server")).expect("it can be prepared");
        Some(cluster)
    }

    fn make(&self) {
        let folder = self.folder.path();
        fs::write(folder.join("password"), "owns").expect("a file");
        if let Some((uid, gid)) = nobody() {
            for path in [folder.to_path_buf(), folder.join("password")] {
                std::os::unix::fs::chown(path, Some(uid), Some(gid)).expect("it can be handed on");
            }
        }
        let made = self
            .program("initdb")
            .args([
                "-A",
                "scram-sha-256",
                "-U",
                "owner",
                "-E",
                "UTF8",
                "--locale",
                "C",
            ])
            .args(["--no-sync", "--pwfile"])
            .arg(folder.join("password"))
            .arg("-D")
            .arg(folder.join("data"))
            .output()
            .expect("it can be started");
        assert!(
            made.status.success(),
            "{}",
            String::from_utf8_lossy(&made.stderr)
        );
    }

    /// One of PostgreSQL's programs, run by whom it likes.
    fn program(&self, name: &str) -> Command {
        use std::os::unix::process::CommandExt;
        let mut command = Command::new(self.programs.join(name));
        if let Some((uid, gid)) = nobody() {
            command.uid(uid).gid(gid);
        }
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Starts it and waits until it answers; after a kill it puts itself right first.
    pub fn start(&mut self) {
        let started = Instant::now();
        loop {
            let log = fs::File::options()
                .create(true)
                .append(true)
                .open(self.folder.path().join("log"))
                .expect("a file");
            let child = self
                .program("postgres")
                .arg("-D")
                .arg(self.folder.path().join("data"))
                .args([
                    "-p",
                    &self.port.to_string(),
                    "-c",
                    "listen_addresses=127.0.0.1",
                ])
                .arg("-c")
                .arg(format!(
                    "unix_socket_directories={}",
                    self.folder.path().display()
                ))
                .stdout(log.try_clone().expect("a file"))
                .stderr(log)
                .spawn()
                .expect("it can be started");
            self.postgres = Some(child);
            while self.lives() {
                let there = self
                    .program("pg_isready")
                    .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
                    .status();
                if there.expect("it can be asked").success() {
                    return;
                }
                assert!(started.elapsed() < THERE_WITHIN, "{}", self.log());
                sleep(Duration::from_millis(50));
            }
            // What was left of a killed one may have to go first.
            assert!(started.elapsed() < THERE_WITHIN, "{}", self.log());
            sleep(Duration::from_millis(200));
        }
    }

    fn lives(&mut self) -> bool {
        let child = self.postgres.as_mut().expect("it was started");
        child.try_wait().expect("it can be asked").is_none()
    }

    fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// All its processes: the first, and those that it started.
    fn processes(&self) -> Vec<String> {
        let first = self
            .postgres
            .as_ref()
            .expect("it was started")
            .id()
            .to_string();
        let mut all = vec![first.clone()];
        for entry in fs::read_dir("/proc")
            .expect("there are processes")
            .flatten()
        {
            let stat = fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            let mut behind = stat.rsplit(") ").next().unwrap_or_default().split(' ');
            if behind.nth(1) == Some(first.as_str()) {
                all.push(entry.file_name().to_string_lossy().into_owned());
            }
        }
        all
    }

    fn signal(&self, signal: &str) {
        // One of them may have ended by itself.
        let _some = Command::new("/bin/sh")
            .args([
                "-c",
                &format!("kill -{signal} {}", self.processes().join(" ")),
            ])
            .stderr(Stdio::null())
            .status()
            .expect("there is a shell");
    }

    /// `kill -9` of all of it.
    pub fn kill(&mut self) {
        self.signal("KILL");
        let mut child = self.postgres.take().expect("it was started");
        child.wait().expect("it has ended");
    }

    /// Has all of it stand still, without closing anything.
    pub fn hang(&self) {
        self.signal("STOP");
    }

    /// And go on.
    pub fn go_on(&self) {
        self.signal("CONT");
    }

    /// The port it listens at.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The folder it lies in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where `server` comes to it, by a port that may be another's.
    pub fn url(&self, port: u16) -> String {
        format!("postgres://server:serves@127.0.0.1:{port}/postgres")
    }

    /// The same, read.
    pub fn server(&self) -> Place {
        Place::read(&self.url(self.port), None).expect("an address")
    }

    /// Where its owner does.
    pub fn owner(&self) -> Place {
        let url = format!("postgres://owner:owns@127.0.0.1:{}/postgres", self.port);
        Place::read(&url, None).expect("an address")
    }

    /// What its owner asks comes to, without anything around it.
    pub fn sql(&self, what: &str) -> String {
        self.asked("owner", "owns", what).expect("it is answered")
    }

    /// What somebody's asking comes to, or what the database says.
    pub fn asked(&self, role: &str, password: &str, what: &str) -> Result<String, String> {
        let done = self
            .program("psql")
            .env("PGPASSWORD", password)
            .args([
                "-X",
                "-A",
                "-t",
                "-q",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "127.0.0.1",
            ])
            .args([
                "-p",
                &self.port.to_string(),
                "-U",
                role,
                "-d",
                "postgres",
                "-c",
                what,
            ])
            .output()
            .expect("it can be started");
        if done.status.success() {
            Ok(String::from_utf8_lossy(&done.stdout).trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&done.stderr).into_owned())
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.postgres.is_some() {
            self.kill();
        }
    }
}

/// A port that nobody has.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it has one").port()
}
