//! The program that is visited: started here, or open already; its memory and processor time where the system
//! tells them. Must not end a process that it didn't start.

use crate::asked::Asked;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::process::{Child, ChildStdin, Command, Stdio};

/// Clock ticks of `/proc` in a second: 100 wherever Linux runs on what a laptop has.
const TICKS: f64 = 100.0;

/// What is visited.
pub struct Served {
    pub at: SocketAddr,
    /// Players', evaluators' and screens'.
    pub codes: [String; 3],
    child: Option<(Child, ChildStdin)>,
    pid: Option<u32>,
    /// Kilobytes, at most.
    memory: Option<u64>,
    /// Processor seconds, at first and now.
    busy: Option<(f64, f64)>,
}

impl Served {
    /// Starts the program, or takes what is open.
    pub fn of(asked: &Asked) -> Result<Self, String> {
        let mut served = match asked.at {
            Some(at) => Self {
                at,
                codes: asked.codes.clone(),
                child: None,
                pid: asked.pid,
                memory: None,
                busy: None,
            },
            None => started(asked)?,
        };
        served.look();
        Ok(served)
    }

    /// Types at the program, if it was started here.
    pub fn types(&mut self, lines: &[&str]) {
        if let Some((_, typed)) = &mut self.child {
            for line in lines {
                // If it has ended, that is found elsewhere.
                let _gone = writeln!(typed, "{line}");
            }
            let _gone = typed.flush();
        }
        self.busy = self.busy.map(|(_, now)| (now, now));
    }

    /// Looks at memory and processor time.
    pub fn look(&mut self) {
        let Some(pid) = self.pid else { return };
        let read = |name: &str| std::fs::read_to_string(format!("/proc/{pid}/{name}"));
        if let Ok(status) = read("status")
            && let Some(line) = status.lines().find_map(|it| it.strip_prefix("VmRSS:"))
            && let Some(kilobytes) = line
                .split_whitespace()
                .next()
                .and_then(|it| it.parse().ok())
        {
            self.memory = self.memory.max(Some(kilobytes));
        }
        if let Ok(stat) = read("stat")
            && let Some((_, rest)) = stat.rsplit_once(')')
        {
            let fields: Vec<&str> = rest.split_whitespace().collect();
            let ticks = [11, 12].map(|at| fields.get(at).and_then(|it| it.parse::<f64>().ok()));
            if let [Some(user), Some(system)] = ticks {
                let now = (user + system) / TICKS;
                self.busy = Some((self.busy.map_or(now, |(first, _)| first), now));
            }
        }
    }

    /// Why it has ended, if it has.
    pub fn ended(&mut self) -> Option<String> {
        let (child, _) = self.child.as_mut()?;
        let status = child.try_wait().ok().flatten()?;
        Some(format!("the program has ended: {status}"))
    }

    /// Resident memory at most, kilobytes.
    pub fn most_memory(&self) -> Option<u64> {
        self.memory
    }

    /// Processor seconds since play began.
    pub fn processor_secs(&self) -> Option<f64> {
        self.busy.map(|(first, now)| now - first)
    }

    /// Closes what was started here.
    pub fn stop(mut self) {
        self.types(&["stop"]);
        if let Some((mut child, typed)) = self.child.take() {
            drop(typed);
            let _over = child.wait();
        }
    }
}

fn started(asked: &Asked) -> Result<Served, String> {
    let program = asked.program.as_ref().ok_or("no program")?;
    let mut child = Command::new(program)
        .arg("serve")
        .arg(&asked.scenario)
        .args(["--address", "127.0.0.1", "--port", "0", "-o"])
        .arg(&asked.record)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|why| format!("{} can't be started: {why}", program.display()))?;
    let typed = child.stdin.take().ok_or("it can't be typed at")?;
    let said = child.stderr.take().ok_or("what it says can't be read")?;
    let mut lines = BufReader::new(said).lines();
    let mut at = None;
    let mut codes: Vec<String> = Vec::new();
    while codes.len() < 3 {
        let line = lines.next().and_then(Result::ok);
        let line = line.ok_or("it ended before it said where people join")?;
        if let Some((_, url)) = line.split_once("http://") {
            at = url.trim().parse().ok();
        }
        let code: String = line.chars().rev().filter(|it| *it != ' ').take(6).collect();
        if ["Players", "Evaluators", "Screens"]
            .iter()
            .any(|it| line.trim_start().starts_with(it))
        {
            codes.push(code.chars().rev().collect());
        }
    }
    // What else it says is not looked at, and must not fill the pipe.
    std::thread::spawn(move || lines.for_each(drop));
    let pid = Some(child.id());
    Ok(Served {
        at: at.ok_or("it did not say where people join")?,
        codes: <[String; 3]>::try_from(codes).map_err(|_| "it said no codes")?,
        child: Some((child, typed)),
        pid,
        memory: None,
        busy: None,
    })
}
