//! Load on the pages: hundreds of simulated devices and the screens of rooms, over real sockets, as browsers
//! with the script behave. Prints a table, then the same as JSON. Must not be turned on anything but this
//! machine or a private network, nor run without an end.
//!
//! `cargo build --release --no-default-features --features pages`, then
//! `cargo run --release -p wardroom-pages --example load -- --program target/release/wardroom`
//! starts `wardroom serve` itself; with `--at http://127.0.0.1:4170 --code … --evaluators … --screens …` it
//! visits pages that are open already, as those of the window.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "it measures real time, starts the program and says what it found"
)]

mod asked;
mod client;
mod device;
mod figures;
mod program;

use asked::Asked;
use device::{Device, Kind};
use figures::Figures;
use program::Served;
use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr};
use std::process::ExitCode;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::runtime::Builder;
use tokio::task::LocalSet;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let asked = Asked::read(std::env::args().skip(1))?;
    let served = Served::of(&asked)?;
    let figures = Rc::new(RefCell::new(Figures::default()));
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|why| why.to_string())?;
    let local = LocalSet::new();
    let played = local.block_on(&runtime, play(&asked, served, figures.clone()));
    // Devices that are still asleep are not waited for.
    drop(local);
    let (served, spent) = played?;
    let memory = served.most_memory();
    let busy = served.processor_secs();
    served.stop();
    let told = figures.borrow().told(&asked, spent, memory, busy);
    println!("{told}");
    Ok(())
}

/// Has all devices join, starts the clock, and lets them play.
async fn play(
    asked: &Asked,
    mut served: Served,
    figures: Rc<RefCell<Figures>>,
) -> Result<(Served, Duration), String> {
    let [players, evaluators, screens] = served.codes.clone();
    let kinds = (0..asked.devices)
        .map(|at| match at {
            it if it % 50 == 49 => Kind::Evaluator(evaluators.clone()),
            _ => Kind::Player(players.clone()),
        })
        .chain((0..asked.screens).map(|_| Kind::Screen(screens.clone())));
    let until = Rc::new(RefCell::new(None));
    let began = Instant::now();
    let mut joined = 0;
    for (number, kind) in kinds.enumerate() {
        let from = source(served.at.ip(), number);
        let made = Device::join(number, kind, served.at, from, asked.seed, figures.clone()).await;
        match made {
            Ok(device) => {
                joined += 1;
                tokio::task::spawn_local(device.live(until.clone()));
            }
            Err(why) => {
                figures.borrow_mut().not_joined += 1;
                if figures.borrow().not_joined == 1 {
                    eprintln!("the first that could not join: {why}");
                }
            }
        }
        // Nobody comes in the same millisecond.
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    figures.borrow_mut().joined_in = began.elapsed();
    eprintln!(
        "{joined} devices joined in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    if joined == 0 {
        return Err("no device could join".to_owned());
    }
    figures.borrow_mut().start();
    served.types(&["play on", "speed 60", "run"]);
    let start = Instant::now();
    *until.borrow_mut() = Some(start);
    let whole = Duration::from_secs(asked.minutes * 60);
    while start.elapsed() < whole {
        tokio::time::sleep(Duration::from_secs(2)).await;
        served.look();
        if let Some(why) = served.ended() {
            return Err(why);
        }
    }
    figures.borrow_mut().stop();
    Ok((served, start.elapsed()))
}

/// An address of its own for each device on this machine, so that none is taken for another; elsewhere
/// this machine has the one it has.
fn source(at: IpAddr, number: usize) -> Option<IpAddr> {
    let last = u8::try_from(number % 250).unwrap_or(0) + 2;
    let next = u8::try_from(number / 250 % 250).unwrap_or(0) + 1;
    let own = IpAddr::V4(Ipv4Addr::new(127, 1, next, last));
    matches!(at, IpAddr::V4(it) if it.is_loopback()).then_some(own)
}
