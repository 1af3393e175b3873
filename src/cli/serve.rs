//! `wardroom serve`: an exercise without a window, for people with browsers: what is asked for, where it is served,
//! and how it begins. What people may do and see is the host's and the pages' matter. Must not draw a page.

mod begin;
mod check;
mod kept;
mod lists;
mod order;
mod place;
mod plan;
mod public;
#[cfg(feature = "region")]
mod region;
mod table;
mod taken;
mod typed;

use super::ended::{Ended, Failure, Outcome};
use super::terminal::say;
use crate::real_time::millis;
use begin::Begin;
use clap::Args;
use kept::Kept;
use place::{served_at, typed_lines};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use table::Table;
use wardroom_core::host::Host;
use wardroom_files::RecordFile;
use wardroom_pages::{
    Address, Certificate, Clock, House, Limits, Proxy, Shown, certificate, door, networks,
    serve_behind as listen,
};

/// Arguments of `wardroom serve`.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    what: Begin,
    /// The day before: serves a test page and nothing else, and tells which phones reach it.
    #[arg(long)]
    check: bool,
    /// This machine's address on the network on which people take part; without it, the networks are
    /// listed.
    #[arg(long, value_name = "IP")]
    address: Option<IpAddr>,
    /// Where the firewall lets people in.
    #[arg(long, value_name = "N", default_value_t = 4170)]
    port: u16,
    /// The trust's own certificate, as PEM with its chain: pages by TLS.
    #[arg(long, value_name = "FILE", requires = "key")]
    cert: Option<PathBuf>,
    /// The certificate's key, as PEM.
    #[arg(long, value_name = "FILE", requires = "cert")]
    key: Option<PathBuf>,
    /// The host's name that stands in the certificate, if browsers use that in place of the address.
    #[arg(long, value_name = "NAME", requires = "cert")]
    name: Option<String>,
    /// The address by which browsers name this server, if a proxy stands before it.
    #[arg(long, value_name = "URL", value_parser = public::public, conflicts_with = "name")]
    public: Option<Address>,
    /// The proxy's address or network: devices are told apart by its `X-Forwarded-For`.
    #[arg(long, value_name = "IP", requires = "public")]
    proxy: Option<Proxy>,
    /// The folder for the record.
    #[arg(short, long, value_name = "DIR", default_value = "records/served")]
    output: PathBuf,
    #[cfg(feature = "region")]
    #[command(flatten)]
    region: region::Region,
}

pub fn serve(arguments: &Serve) -> Outcome {
    let at = SocketAddr::new(chosen(arguments.address)?, arguments.port);
    let certificate = read_certificate(arguments)?;
    if arguments.check {
        return check::check(at, certificate, arguments.name.as_deref());
    }
    #[cfg(feature = "region")]
    if let Some(name) = &arguments.region.exercise {
        let host = region::started(&arguments.what, &arguments.region, name, &at.to_string())?;
        return played(arguments, at, certificate, host);
    }
    played(arguments, at, certificate, started(arguments)?)
}

/// Serves an exercise until it is told to stop, or can keep nothing any more.
fn played<S: Kept>(
    arguments: &Serve,
    at: SocketAddr,
    certificate: Option<Certificate>,
    mut host: Host<S>,
) -> Outcome {
    let (door, desk) = door(Shown::of(&host, None));
    let secure = certificate.is_some();
    let house = |at: SocketAddr| {
        let own = || served_at(at, secure, arguments.name.as_deref());
        let address = arguments.public.clone().unwrap_or_else(own);
        House::new(door, address, Clock::new(millis))
    };
    let (mut server, house) = listen(at, certificate, Limits::default(), arguments.proxy, house)
        .map_err(|why| Failure::CouldNotRun(why.to_string()))?;
    tell_ways(&house, server.at, secure, arguments);
    say("Type “help” for what you can type; “run” starts the clock.");
    let lines = typed_lines();
    Table::new(&mut host, &desk, &house).until_stopped(&lines);
    server.stop();
    host.flush();
    match host.unwritten() {
        Some(why) => Err(Failure::CouldNotRun(why.to_owned())),
        None => {
            say(&format!("The record is {}", host.store().place()));
            Ok(Ended::Done)
        }
    }
}

/// The address, or the list of those there are.
fn chosen(address: Option<IpAddr>) -> Result<IpAddr, Failure> {
    match address {
        Some(all) if all.is_unspecified() => Err(Failure::CouldNotRun(
            "pages are served at one address, not at all of them; choose one with --address"
                .to_owned(),
        )),
        Some(one) => Ok(one),
        None => {
            say("Choose the network on which people take part, with --address:");
            for network in networks() {
                say(&format!(
                    "  {}  {}, {}",
                    network.address, network.name, network.kind
                ));
            }
            Err(Failure::CouldNotRun("no address was chosen".to_owned()))
        }
    }
}

fn read_certificate(arguments: &Serve) -> Result<Option<Certificate>, Failure> {
    let (Some(chain), Some(key)) = (&arguments.cert, &arguments.key) else {
        return Ok(None);
    };
    let read = |path: &PathBuf| {
        wardroom_files::read(path, wardroom_files::MAX_SMALL_BYTES)
            .map_err(|why| Failure::CouldNotRun(format!("{} can't be read: {why}", path.display())))
    };
    let made = certificate(&read(chain)?, &read(key)?);
    made.map(Some).map_err(Failure::CouldNotRun)
}

/// The exercise with its record in a file.
fn started(arguments: &Serve) -> Result<Host<RecordFile>, Failure> {
    arguments.what.begin(|| {
        let path = arguments.output.join("record.jsonl");
        RecordFile::create(&path).map_err(|error| {
            Failure::CouldNotRun(format!("{} can't be written: {error}", path.display()))
        })
    })
}

fn tell_ways(house: &House, at: SocketAddr, secure: bool, arguments: &Serve) {
    let own = served_at(at, secure, arguments.name.as_deref()).origin();
    let origin = match &arguments.public {
        Some(public) => {
            let origin = public.origin();
            say(&format!(
                "People join at  {origin}  (the proxy comes to {own})"
            ));
            origin
        }
        None => {
            say(&format!("People join at  {own}"));
            own
        }
    };
    lists::tell_codes(house);
    say(&format!("Whether a phone gets here:  {origin}/see"));
}
