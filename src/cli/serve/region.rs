//! A served exercise whose record lies in a region's database: begun there, or gone on with where another
//! server stopped. Must not speak to the database itself.

use super::super::ended::Failure;
use super::super::region::{Database, place};
use super::super::terminal::say;
use super::begin::Begin;
use super::kept::Kept;
use crate::real_time::millis;
use clap::Args;
use std::time::Duration;
use wardroom_core::host::Host;
use wardroom_core::record::{Store, open, plays};
use wardroom_region::{NotTaken, Place, RegionRecord, Taker, take};

/// How often whoever stands by looks whether the exercise is free.
const LOOKS_EVERY: Duration = Duration::from_secs(1);

/// Where in a region's database the record lies.
#[derive(Debug, Args)]
pub struct Region {
    #[command(flatten)]
    database: Database,
    /// The exercise's name in the database: it is begun there if it is new, and gone on with where it
    /// stands if it is not.
    #[arg(
        long,
        value_name = "NAME",
        requires = "records",
        conflicts_with = "output"
    )]
    pub exercise: Option<String>,
    /// If another server has the exercise, wait until that one has ended or died, then go on with it.
    #[arg(long, requires = "exercise")]
    stand_by: bool,
}

impl Kept for RegionRecord {
    fn place(&self) -> String {
        "in the database; “wardroom records” hands it out as a file".to_owned()
    }

    fn lost(&self) -> Option<&str> {
        RegionRecord::lost(self)
    }
}

/// The exercise of that name with its record. `who` is this server, for others who want it.
pub fn started(
    what: &Begin,
    region: &Region,
    name: &str,
    who: &str,
) -> Result<Host<RegionRecord>, Failure> {
    let place = place(&region.database)?;
    let mut record = taken(&place, name, who, region.stand_by)?;
    if record.kept().is_empty() {
        let host = what.begin(|| Ok(record))?;
        say(&format!("“{name}” begins; its record lies at {place}."));
        return Ok(host);
    }
    let opened = open(record.kept()).map_err(|error| Failure::Wrong(error.to_string()))?;
    if !plays(opened.header.engine) {
        return Err(Failure::CouldNotRun(
            "other rules played this exercise so far; go on with it with the version that began it"
                .to_owned(),
        ));
    }
    // Pieces are whole lines; a record that came from elsewhere need not be.
    record.cut_back(opened.whole_bytes as u64)?;
    say(&format!(
        "“{name}” goes on where it stood; its record lies at {place}. People join again with the new codes."
    ));
    let mut host = Host::go_on(&opened, record).map_err(Failure::CouldNotRun)?;
    if let Some(told) = team_goes_on(what, &mut host) {
        say(&told);
    }
    Ok(host)
}

/// Has the scripted team that played it go on, and what is to be told of that.
fn team_goes_on<S: Store>(what: &Begin, host: &mut Host<S>) -> Option<String> {
    let team = host.header().team.clone()?;
    if host.exercise().ended() {
        return None;
    }
    let mut why = String::new();
    // The record holds the scripts of the scenario, and none that has a file of its own.
    if !host.team_plays() {
        match what.team(host.scenario()) {
            Ok(Some(named)) => {
                host.team_goes_on(named);
            }
            Ok(None) => {}
            Err(cannot) => why = format!(" ({cannot})"),
        }
    }
    Some(if host.team_plays() {
        format!("The scripted team “{team}” goes on as well.")
    } else {
        format!(
            "The scripted team “{team}” does not go on{why}: people have played in its place, or --team does not name the file of its script. Play its roles aloud."
        )
    })
}

/// Takes the exercise; standing by, as soon as nobody has it.
fn taken(place: &Place, name: &str, who: &str, stand_by: bool) -> Result<RegionRecord, Failure> {
    let mut said = String::new();
    loop {
        let signer = wardroom_files::key();
        let unsigned = signer.as_ref().err().map(ToString::to_string);
        let taker = Taker {
            who: format!("{who}, process {}", std::process::id()),
            signer: signer.ok(),
            millis,
        };
        let why = match take(place, name, taker) {
            Ok(record) => {
                if let Some(why) = unsigned {
                    say(&format!("The record will not be signed: {why}."));
                }
                return Ok(record);
            }
            Err(why @ (NotTaken::Held { .. } | NotTaken::Database(_))) if stand_by => {
                format!("Standing by: {why}.")
            }
            Err(why) => return Err(Failure::CouldNotRun(why.to_string())),
        };
        if why != said {
            say(&why);
            said = why;
        }
        std::thread::sleep(LOOKS_EVERY);
    }
}
