//! The worm: a chain-binomial epidemic over host groups. It is arithmetic on counts.
//!
//! In each minute a vulnerable host of segment `s` is hit at the rate
//!
//! ```text
//! λ = σ · [ a · S(s) / A(s)  +  b · (S(part) − S(s)) / R  +  o(t) / R ]
//! ```
//!
//! where `S` counts scanning hosts, `a` and `b` are local and remote scans a minute and host,
//! `A(s)` the segment's addresses, `R` the trust's address range, `σ` the chance that a scan of a
//! vulnerable host infects it, `part` the segments that file sharing joins with `s`, and `o(t)`
//! the scans a minute from outside, if the part touches the outside. Hosts are hit independently
//! with the chance `1 − e^(−λ)` in the minute, so that new infections are binomial. Mixing inside
//! a segment is uniform, as in the susceptible–infected model behind SIIDR (Chernikova et al.
//! 2023, *Applied Network Science* 8:52).
//!
//! An infected host scans from the next minute on, locks with the chance `1 − e^(−1/τ)` a minute
//! (mean silent time `τ`), goes on scanning when locked, and falls quiet as `scan_lifetime` says.
//! If the kill-switch domain answers where the host is, the worm stops there at once (*dormant*).
//!
//! Must not know what the loss of a host means to anybody.

use crate::exercise::chance::{Purpose, Stream, binomial, binomial_with, within_a_minute};
use crate::exercise::event::What;
use crate::exercise::rules::quiet::fall_quiet;
use crate::exercise::rules::reach::Reach;
use crate::exercise::rules::sleeping::Sleeping;
use crate::exercise::state::{Group, Host, Network, State};
use crate::scenario::{
    GroupId, Mins, OrganisationId, ScanLifetime, Scenario, SegmentId, Traffic, WhenHit, Worm,
};

/// Infects the hosts that are infected at STARTEX.
pub fn start(scenario: &Scenario, state: &mut State) {
    for (id, count) in &scenario.worm.first {
        let group = &mut state.groups[id.at()];
        let moved = group.shift(Host::Vulnerable, Host::Infected, *count);
        infected(&scenario.worm, group, moved, 0);
        if moved > 0 {
            state.facts.infected[scenario.groups[id.at()].segment.at()] = Some(0);
            state.facts.first_infected = Some(0);
        }
    }
}

/// What the worm found in the last minute and need not work out again while it stays so: who
/// scans whom, and until when no draw can come to anything.
#[derive(Clone, Debug, Default)]
pub struct Pressure {
    /// By segment: what is in it.
    found: Vec<Found>,
    /// By segment: whether its hosts have changed since they were looked at. Empty: all have.
    stale: Vec<bool>,
    /// By part of the network: hosts that scan in it.
    in_part: Vec<u32>,
    /// By segment.
    last: Vec<Hit>,
    /// `ln(1 − p)` of the chance to lock.
    ln_not_lock: Option<f64>,
    /// By host group.
    draws: Vec<[Sleeping; 4]>,
    /// By segment.
    asleep: Vec<Asleep>,
    /// No host scans, locks or comes back by itself, and none has changed since that was found.
    still: bool,
}

/// What is in a segment.
#[derive(Clone, Copy, Debug, Default)]
struct Found {
    /// Hosts that scan.
    scanning: u32,
    /// Whether there are vulnerable hosts.
    vulnerable: bool,
    /// Whether there are hosts that lock or come back by themselves.
    moving: bool,
}

/// What a segment's hosts are under, and the chance that one of them is hit.
#[derive(Clone, Copy, Debug, Default)]
struct Hit {
    /// Hosts that scan in the segment, and those that scan it from elsewhere.
    scanning: (u32, u32),
    /// Scans a minute from outside.
    outside: f64,
    /// Hits a minute of one vulnerable host.
    rate: f64,
    /// That one vulnerable host is hit in the minute, once it was needed.
    chance: Option<f64>,
    /// `ln(1 − chance)`, once it was needed.
    ln_not: Option<f64>,
}

/// A segment in which no draw can come to anything before a minute, as long as its hosts are hit at
/// no more than a rate.
#[derive(Clone, Copy, Debug, Default)]
struct Asleep {
    until: Mins,
    rate: f64,
    /// The chance of a hit at that rate, or a little more.
    chance: f64,
}

/// The draws of a group in a minute.
#[derive(Clone, Copy)]
enum Draw {
    Infection = 0,
    Lock = 1,
    Reboot = 2,
    Quiet = 3,
}

/// By how much the rate may grow before hits are looked ahead for again.
const HEADROOM: f64 = 1.5;

impl Pressure {
    /// Counts who scans; returns how many do, and whether any hosts lock or come back by themselves.
    fn count(
        &mut self,
        scenario: &Scenario,
        seed: u64,
        reach: &Reach,
        state: &State,
    ) -> (u32, bool) {
        if self.still {
            return (0, false);
        }
        if self.draws.len() != scenario.groups.len() {
            self.begin(scenario, seed);
        }
        if self.stale.len() != scenario.segments.len() {
            self.stale = vec![true; scenario.segments.len()];
            self.asleep.fill(Asleep::default());
            for draw in self.draws.iter_mut().flatten() {
                draw.wake();
            }
        }
        self.in_part.fill(0);
        let parts = reach.parts(Traffic::Smb);
        let (mut all, mut moving) = (0, false);
        for (at, found) in self.found.iter_mut().enumerate() {
            if std::mem::take(&mut self.stale[at]) {
                *found = Found::default();
                for id in &scenario.segments[at].groups {
                    let group = &state.groups[id.at()];
                    found.scanning += group.scanning;
                    // A hit on a build that the exploit does nothing to is no hit.
                    found.vulnerable |= group.get(Host::Vulnerable) > 0
                        && scenario.groups[id.at()].when_hit != WhenHit::Immune;
                    found.moving |= group.get(Host::Infected) > 0 || group.get(Host::Crashed) > 0;
                }
            }
            self.in_part[parts[at] as usize] += found.scanning;
            all += found.scanning;
            moving |= found.moving;
        }
        self.still = all == 0 && !moving;
        (all, moving)
    }

    /// Nothing is known yet of any segment.
    fn begin(&mut self, scenario: &Scenario, seed: u64) {
        let purposes = [
            Purpose::Infection,
            Purpose::Lock,
            Purpose::Reboot,
            Purpose::Quiet,
        ];
        self.draws = (0..scenario.groups.len() as u32)
            .map(|entity| purposes.map(|purpose| Sleeping::new(Stream::new(seed, purpose, entity))))
            .collect();
        let segments = scenario.segments.len();
        self.found = vec![Found::default(); segments];
        self.last = vec![Hit::default(); segments];
        self.in_part = vec![0; segments];
        self.asleep = vec![Asleep::default(); segments];
        self.stale.clear();
    }

    /// Hosts may have changed in any segment.
    pub fn all_stale(&mut self) {
        self.still = false;
        self.stale.clear();
    }

    /// Somebody has changed hosts of a segment in this minute.
    pub fn touch(&mut self, scenario: &Scenario, segment: SegmentId) {
        self.still = false;
        let Some(stale) = self.stale.get_mut(segment.at()) else {
            return;
        };
        *stale = true;
        self.asleep[segment.at()].until = 0;
        for id in &scenario.segments[segment.at()].groups {
            for draw in &mut self.draws[id.at()] {
                draw.wake();
            }
        }
    }

    /// By segment: whether its hosts have changed in this minute. Empty: all may have.
    pub fn stale(&self) -> &[bool] {
        &self.stale
    }

    /// Hits a minute of a vulnerable host of a segment.
    fn rate(&mut self, scenario: &Scenario, reach: &Reach, segment: usize, outside: f64) -> f64 {
        let worm = &scenario.worm;
        let part = reach.part(Traffic::Smb, segment);
        let exposed = part == reach.part(Traffic::Smb, worm.outside_from.at());
        let own = self.found[segment].scanning;
        let others = self.in_part[part as usize] - own;
        let outside = if exposed { outside } else { 0.0 };
        let last = &mut self.last[segment];
        if (last.scanning, last.outside) != ((own, others), outside) {
            let rate = worm.success
                * (worm.local_scans_per_min * f64::from(own)
                    / f64::from(scenario.segments[segment].address_space)
                    + (worm.remote_scans_per_min * f64::from(others) + outside)
                        / f64::from(worm.remote_address_space));
            *last = Hit {
                scanning: (own, others),
                outside,
                rate,
                chance: None,
                ln_not: None,
            };
        }
        last.rate
    }

    /// Raises or lowers the rate for which hits are looked ahead; returns whether it was raised.
    fn allow(&mut self, segment: usize, rate: f64) -> bool {
        let asleep = &mut self.asleep[segment];
        let raised = rate > asleep.rate;
        if raised || rate * HEADROOM * HEADROOM < asleep.rate {
            asleep.rate = rate * HEADROOM;
            // Beyond what a last bit could make of it.
            asleep.chance = within_a_minute(asleep.rate) * (1.0 + 1e-12);
        }
        raised
    }
}

/// One minute of the worm. Returns whether any host changed.
///
/// A draw is a number that hangs on seed, group and minute alone, so that it can be seen beforehand
/// until when it comes to nothing (`sleeping.rs`): a segment is passed over until one of its draws
/// may come to something. What is drawn is the same.
pub fn step(
    scenario: &Scenario,
    seed: u64,
    reach: &Reach,
    pressure: &mut Pressure,
    state: &mut State,
    events: &mut Vec<What>,
) -> bool {
    let worm = &scenario.worm;
    let outside = outside_scans(worm, state.minute);
    // Pressure is taken from the state at the start of the minute, for every segment alike.
    let (scanning, moving) = pressure.count(scenario, seed, reach, state);
    if scanning == 0 && outside <= 0.0 && !moving {
        return false;
    }
    let quiet = match worm.scan_lifetime {
        ScanLifetime::Memoryless { mean_mins } => within_a_minute(1.0 / mean_mins),
        _ => 0.0,
    };
    let mut changed = false;
    for at in 0..scenario.segments.len() {
        let found = pressure.found[at];
        if !found.vulnerable && !found.moving && found.scanning == 0 {
            continue;
        }
        let rate = if found.vulnerable {
            pressure.rate(scenario, reach, at, outside)
        } else {
            0.0
        };
        let asleep = pressure.asleep[at];
        if state.minute < asleep.until && rate <= asleep.rate {
            continue;
        }
        let mut segment = SegmentMinute {
            scenario,
            seed,
            reach,
            at,
            quiet,
            vulnerable: found.vulnerable,
            answered: None,
        };
        let (moved, altered) = segment.minute(rate, pressure, state, events);
        pressure.stale[at] = altered;
        pressure.still &= !altered;
        changed |= moved;
    }
    changed
}

/// A segment while the worm goes on in it for a minute.
struct SegmentMinute<'a> {
    scenario: &'a Scenario,
    seed: u64,
    reach: &'a Reach,
    /// Its index.
    at: usize,
    /// The chance that a scanning host falls quiet in the minute.
    quiet: f64,
    /// Whether a hit can come to anything in it.
    vulnerable: bool,
    /// Whether the kill-switch domain answers in it, once that was asked.
    answered: Option<bool>,
}

/// What a group's draws in a minute came to: so many hosts.
struct Drawn {
    locking: u32,
    rebooted: u32,
    hits: u32,
    /// Whether any fell quiet.
    quieter: bool,
}

impl SegmentMinute<'_> {
    /// One minute of its groups whose draws may come to something. Returns whether any host changed,
    /// and whether any changed or fell quiet.
    fn minute(
        &mut self,
        rate: f64,
        pressure: &mut Pressure,
        state: &mut State,
        events: &mut Vec<What>,
    ) -> (bool, bool) {
        let now = state.minute;
        let raised = pressure.allow(self.at, rate);
        let (mut moved, mut altered) = (false, false);
        let mut until = Mins::MAX;
        for id in &self.scenario.segments[self.at].groups {
            let draws = &mut pressure.draws[id.at()];
            if raised {
                draws[Draw::Infection as usize].wake();
            }
            if draws.iter().any(|draw| draw.is_awake(now)) {
                let drawn = self.draws(pressure, state, *id);
                let group_moved = self.locks(state, *id, drawn.locking, events)
                    | (state.groups[id.at()].shift(
                        Host::Crashed,
                        Host::Vulnerable,
                        drawn.rebooted,
                    ) > 0)
                    | self.hits(state, *id, drawn.hits, events);
                moved |= group_moved;
                altered |= group_moved || drawn.quieter;
                self.look_ahead(pressure, state, *id);
            }
            for draw in &pressure.draws[id.at()] {
                until = until.min(draw.until());
            }
        }
        pressure.asleep[self.at].until = until;
        (moved, altered)
    }

    /// Looks for the minutes in which a group's draws may next come to something.
    fn look_ahead(&self, pressure: &mut Pressure, state: &State, id: GroupId) {
        let (group, model) = (&state.groups[id.at()], &self.scenario.groups[id.at()]);
        let worm = &self.scenario.worm;
        let now = state.minute;
        let hit = pressure.asleep[self.at].chance;
        let [infection, lock, reboot, quiet] = &mut pressure.draws[id.at()];
        let vulnerable = if self.vulnerable && model.when_hit != WhenHit::Immune {
            group.get(Host::Vulnerable)
        } else {
            0
        };
        infection.look_ahead(now, vulnerable, hit);
        lock.look_ahead(now, group.get(Host::Infected), worm.lock_chance);
        if let WhenHit::Crashes { reboot_mins, .. } = model.when_hit {
            reboot.look_ahead(now, group.get(Host::Crashed), back_a_minute(reboot_mins));
        } else {
            reboot.look_ahead(now, 0, 0.0);
        }
        match worm.scan_lifetime {
            ScanLifetime::Fixed { .. } => {
                quiet.sleep_until(group.quiet_at.front().map_or(Mins::MAX, |(at, _)| *at));
            }
            _ => quiet.look_ahead(now, group.scanning, self.quiet),
        }
    }

    /// Draws for a group, from its state at the start of the minute; what falls quiet does so here.
    fn draws(&mut self, pressure: &mut Pressure, state: &mut State, id: GroupId) -> Drawn {
        let now = state.minute;
        let draws = &pressure.draws[id.at()];
        let awake = |draw: Draw| draws[draw as usize].is_awake(now);
        let draw = |draw: Draw| draws[draw as usize].uniform(now);
        let when_hit = self.scenario.groups[id.at()].when_hit;
        let group = &mut state.groups[id.at()];
        let locking = if awake(Draw::Lock) && group.get(Host::Infected) > 0 {
            binomial_with(
                group.get(Host::Infected),
                self.scenario.worm.lock_chance,
                &mut pressure.ln_not_lock,
                draw(Draw::Lock),
            )
        } else {
            0
        };
        let quieter =
            awake(Draw::Quiet) && fall_quiet(group, self.quiet, now, || draw(Draw::Quiet));
        let rebooted = match when_hit {
            WhenHit::Crashes { reboot_mins, .. } if awake(Draw::Reboot) => {
                let crashed = group.get(Host::Crashed);
                binomial(crashed, back_a_minute(reboot_mins), draw(Draw::Reboot))
            }
            _ => 0,
        };
        let vulnerable = group.get(Host::Vulnerable);
        let hits = if awake(Draw::Infection)
            && self.vulnerable
            && vulnerable > 0
            && when_hit != WhenHit::Immune
        {
            let hit = &mut pressure.last[self.at];
            let chance = *hit.chance.get_or_insert_with(|| within_a_minute(hit.rate));
            binomial_with(vulnerable, chance, &mut hit.ln_not, draw(Draw::Infection))
        } else {
            0
        };
        Drawn {
            locking,
            rebooted,
            hits,
            quieter,
        }
    }

    /// So many infected hosts of a group lock. Returns whether any did.
    fn locks(&self, state: &mut State, id: GroupId, count: u32, events: &mut Vec<What>) -> bool {
        if count == 0 {
            return false;
        }
        state.groups[id.at()].shift(Host::Infected, Host::Locked, count);
        let first = &mut state.facts.locked[self.at];
        if first.is_none() {
            *first = Some(state.minute);
            events.push(What::SegmentLocked {
                segment: self.scenario.segments[self.at].id.clone(),
            });
        }
        true
    }

    /// So many vulnerable hosts of a group are hit. Returns whether any changed.
    fn hits(&mut self, state: &mut State, id: GroupId, hits: u32, events: &mut Vec<What>) -> bool {
        if hits == 0 {
            return false;
        }
        let now = state.minute;
        let (infections, crashes) = match self.scenario.groups[id.at()].when_hit {
            WhenHit::Immune => (0, 0),
            WhenHit::Infected => (hits, 0),
            WhenHit::Crashes { infected, .. } => {
                let stream = Stream::new(self.seed, Purpose::Crash, u32::from(id.0));
                let infections = binomial(hits, infected, stream.uniform(now));
                (infections, hits - infections)
            }
        };
        state.groups[id.at()].shift(Host::Vulnerable, Host::Crashed, crashes);
        if infections > 0 {
            self.infections(state, id, infections, events);
        }
        infections > 0 || crashes > 0
    }

    /// So many vulnerable hosts of a group are infected, or fall dormant where the kill-switch
    /// domain answers.
    fn infections(&mut self, state: &mut State, id: GroupId, count: u32, events: &mut Vec<What>) {
        let now = state.minute;
        let first = &mut state.facts.infected[self.at];
        if first.is_none() {
            *first = Some(now);
            events.push(What::SegmentInfected {
                segment: self.scenario.segments[self.at].id.clone(),
            });
        }
        let (scenario, reach, at) = (self.scenario, self.reach, self.at);
        let answered = *self
            .answered
            .get_or_insert_with(|| kill_switch_answers(scenario, reach, &state.network, at, now));
        let group = &mut state.groups[id.at()];
        if answered {
            group.shift(Host::Vulnerable, Host::Dormant, count);
            group.ever_infected += count;
        } else {
            group.shift(Host::Vulnerable, Host::Infected, count);
            infected(&scenario.worm, group, count, now);
        }
    }
}

/// Notes new infections of a group: they scan, and fall quiet one day.
fn infected(worm: &Worm, group: &mut Group, count: u32, now: Mins) {
    group.ever_infected += count;
    begin_scanning(worm, group, count, now);
}

/// So many infected hosts of a group begin to scan.
pub fn begin_scanning(worm: &Worm, group: &mut Group, count: u32, now: Mins) {
    group.scanning += count;
    if let ScanLifetime::Fixed { hours } = worm.scan_lifetime
        && count > 0
    {
        group
            .quiet_at
            .push_back((now + (hours * 60.0) as Mins, count));
    }
}

/// The chance that a crashed host that takes so many minutes in the mean is back in a minute.
fn back_a_minute(reboot_mins: Mins) -> f64 {
    within_a_minute(1.0 / f64::from(reboot_mins.max(1)))
}

/// Scans a minute from outside: growing in a straight line from its start, then level to its end.
pub fn outside_scans(worm: &Worm, now: Mins) -> f64 {
    if now < worm.outside_starts || now >= worm.outside_ends {
        return 0.0;
    }
    let grown = if worm.outside_grows == 0 {
        1.0
    } else {
        (f64::from(now - worm.outside_starts) / f64::from(worm.outside_grows)).min(1.0)
    };
    worm.outside_scans_per_min * grown
}

/// Whether the worm's question to the kill-switch domain is answered where a host is: by the
/// world outside, if the domain is registered, not blocked, and reached by a direct path (hosts
/// behind a proxy have none); or by the trust's own sinkhole, if the segment is not isolated. The
/// address becomes known only when it is registered, so a sinkhole can't answer before.
pub fn kill_switch_answers(
    scenario: &Scenario,
    reach: &Reach,
    network: &Network,
    segment: usize,
    now: Mins,
) -> bool {
    let Some(switch) = scenario.worm.kill_switch else {
        return false;
    };
    if now < switch.registered {
        return false;
    }
    // Hosts stand inside; an outside segment has none, and asks nothing.
    let of = scenario.segments[segment].of.unwrap_or(OrganisationId(0));
    if network.sinkhole[of] && network.isolated[segment].is_none() {
        return true;
    }
    !network.domain_blocked[of]
        && !scenario.segments[segment].proxy
        && reach.part(Traffic::Web, segment) == reach.part(Traffic::Web, switch.reached_in.at())
}
