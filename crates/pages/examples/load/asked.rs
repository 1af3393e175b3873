//! What is asked of the load: how many devices, for how long, against what. Must not allow what would be
//! an attack.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

const HELP: &str = "\
--program FILE      the program: it is started with `serve`, on this machine
--scenario FILE     the scenario it serves (scenarios/friday-lunchtime.ron)
--record DIR        where its record goes (a folder that is not there yet)
--at URL            pages that are open already: http://127.0.0.1:4170
--code CODE --evaluators CODE --screens CODE
                    the codes of those
--pid N             their process, to tell its memory
--devices N         devices of players, one in fifty of them an evaluator's (500; at most 600)
--rooms N           screens of rooms (20; at most 40)
--minutes N         real minutes of play (10; at most 30)
--seed N            what devices do and when (1)";

/// Devices, at most.
const MOST_DEVICES: usize = 600;

/// Screens, at most.
const MOST_SCREENS: usize = 40;

/// Real minutes, at most.
const MOST_MINUTES: u64 = 30;

/// What is asked.
pub struct Asked {
    pub program: Option<PathBuf>,
    pub scenario: PathBuf,
    pub record: PathBuf,
    pub at: Option<SocketAddr>,
    /// Players', evaluators' and screens'.
    pub codes: [String; 3],
    pub pid: Option<u32>,
    pub devices: usize,
    pub screens: usize,
    pub minutes: u64,
    pub seed: u64,
}

impl Asked {
    /// Reads arguments.
    pub fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut asked = Self {
            program: None,
            scenario: PathBuf::from("scenarios/friday-lunchtime.ron"),
            record: std::env::temp_dir().join(format!("wardroom-load-{}", std::process::id())),
            at: None,
            codes: [const { String::new() }; 3],
            pid: None,
            devices: 500,
            screens: 20,
            minutes: 10,
            seed: 1,
        };
        let mut arguments = arguments;
        while let Some(name) = arguments.next() {
            if name == "--help" {
                return Err(HELP.to_owned());
            }
            let value = arguments
                .next()
                .ok_or_else(|| format!("{name} wants something after it\n\n{HELP}"))?;
            let number = || {
                let read = value.parse::<usize>();
                read.map_err(|_| format!("{name} wants a number"))
            };
            match name.as_str() {
                "--program" => asked.program = Some(PathBuf::from(&value)),
                "--scenario" => asked.scenario = PathBuf::from(&value),
                "--record" => asked.record = PathBuf::from(&value),
                "--at" => asked.at = Some(address(&value)?),
                "--code" => asked.codes[0] = value,
                "--evaluators" => asked.codes[1] = value,
                "--screens" => asked.codes[2] = value,
                "--pid" => asked.pid = u32::try_from(number()?).ok(),
                "--devices" => asked.devices = number()?.min(MOST_DEVICES),
                "--rooms" => asked.screens = number()?.min(MOST_SCREENS),
                "--minutes" => asked.minutes = (number()? as u64).clamp(1, MOST_MINUTES),
                "--seed" => asked.seed = number()? as u64,
                other => return Err(format!("there is no {other}\n\n{HELP}")),
            }
        }
        match (&asked.program, asked.at) {
            (Some(_), None) => Ok(asked),
            (None, Some(_)) if asked.codes.iter().any(String::is_empty) => {
                Err("--at wants --code, --evaluators and --screens".to_owned())
            }
            (None, Some(_)) => Ok(asked),
            _ => Err(format!("either --program or --at\n\n{HELP}")),
        }
    }
}

/// An address of this machine or of a private network: nothing else is visited.
fn address(url: &str) -> Result<SocketAddr, String> {
    let rest = url
        .strip_prefix("http://")
        .ok_or("only http:// is visited; with TLS the figures would be those of the cipher")?;
    let at: SocketAddr = rest
        .trim_end_matches('/')
        .parse()
        .map_err(|_| format!("{url} is no address with a port, as http://127.0.0.1:4170"))?;
    let own = match at.ip() {
        IpAddr::V4(it) => it.is_loopback() || it.is_private(),
        IpAddr::V6(it) => it.is_loopback() || it.segments()[0] & 0xfe00 == 0xfc00,
    };
    if own {
        Ok(at)
    } else {
        Err(format!(
            "{at} is neither this machine nor a private network: it is not visited"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Asked, String> {
        Asked::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn only_this_machine_and_private_networks_are_visited() {
        for (at, may) in [
            ("http://127.0.0.1:4170", true),
            ("http://192.168.8.10:4170/", true),
            ("http://[::1]:4170", true),
            ("http://[fd00::1]:4170", true),
            ("http://8.8.8.8:80", false),
            ("http://172.32.0.1:80", false),
            ("http://[2001:db8::1]:80", false),
            ("http://example.org:80", false),
            ("https://127.0.0.1:4170", false),
            ("http://127.0.0.1", false),
        ] {
            assert_eq!(address(at).is_ok(), may, "{at}");
        }
    }

    #[test]
    fn there_is_an_end_to_devices_and_to_minutes() {
        let asked = read("--program x --devices 9999 --rooms 9999 --minutes 9999");
        let asked = asked.expect("bounded, not refused");
        assert_eq!((asked.devices, asked.screens, asked.minutes), (600, 40, 30));
        for wrong in [
            "",
            "--at http://127.0.0.1:1",
            "--program x --at http://127.0.0.1:1",
            "--x 1",
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
