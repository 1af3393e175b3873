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

use crate::exercise::chance::{Purpose, binomial, uniform, within_a_minute};
use crate::exercise::event::What;
use crate::exercise::rules::reach::Reach;
use crate::exercise::state::{Group, Host, State};
use crate::scenario::{Mins, ScanLifetime, Scenario, Traffic, WhenHit, Worm};

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

/// One minute of the worm. Returns whether any host changed.
pub fn step(
    scenario: &Scenario,
    seed: u64,
    reach: &Reach,
    state: &mut State,
    events: &mut Vec<What>,
) -> bool {
    let worm = &scenario.worm;
    let now = state.minute;
    let outside = outside_scans(worm, now);
    let quiet = match worm.scan_lifetime {
        ScanLifetime::Memoryless { mean_mins } => within_a_minute(1.0 / mean_mins),
        _ => 0.0,
    };
    let all_scanning: u32 = state.groups.iter().map(|group| group.scanning).sum();
    if all_scanning == 0 && outside <= 0.0 && !still_moving(state) {
        return false;
    }

    // Pressure is taken from the state at the start of the minute, for every segment alike.
    let mut in_segment = vec![0_u32; scenario.segments.len()];
    for (group, model) in state.groups.iter().zip(&scenario.groups) {
        in_segment[model.segment.at()] += group.scanning;
    }
    let mut in_part = vec![0_u32; scenario.segments.len()];
    for (at, scanning) in in_segment.iter().enumerate() {
        in_part[reach.part(Traffic::Smb, at) as usize] += scanning;
    }

    let mut changed = false;
    for (at, segment) in scenario.segments.iter().enumerate() {
        let has = |host: Host| {
            segment
                .groups
                .iter()
                .any(|id| state.groups[id.at()].get(host) > 0)
        };
        let vulnerable = has(Host::Vulnerable);
        if !vulnerable && in_segment[at] == 0 && !has(Host::Infected) && !has(Host::Crashed) {
            continue;
        }
        let hit = if vulnerable {
            let part = reach.part(Traffic::Smb, at);
            let exposed = part == reach.part(Traffic::Smb, worm.outside_from.at());
            let own = f64::from(in_segment[at]);
            let others = f64::from(in_part[part as usize] - in_segment[at]);
            within_a_minute(
                worm.success
                    * (worm.local_scans_per_min * own / f64::from(segment.address_space)
                        + (worm.remote_scans_per_min * others
                            + if exposed { outside } else { 0.0 })
                            / f64::from(worm.remote_address_space)),
            )
        } else {
            0.0
        };
        let answered = kill_switch_answers(scenario, reach, state, at, now);
        for id in &segment.groups {
            let entity = u32::from(id.0);
            let draw = |purpose| uniform(seed, purpose, entity, now);
            let when_hit = scenario.groups[id.at()].when_hit;
            let group = &mut state.groups[id.at()];

            let locking = if group.get(Host::Infected) > 0 {
                binomial(
                    group.get(Host::Infected),
                    worm.lock_chance,
                    draw(Purpose::Lock),
                )
            } else {
                0
            };
            fall_quiet(group, quiet, now, || draw(Purpose::Quiet));
            let rebooted = match when_hit {
                WhenHit::Crashes { reboot_mins, .. } if group.get(Host::Crashed) > 0 => {
                    let back = within_a_minute(1.0 / f64::from(reboot_mins.max(1)));
                    binomial(group.get(Host::Crashed), back, draw(Purpose::Reboot))
                }
                _ => 0,
            };
            let hits = if hit > 0.0 && group.get(Host::Vulnerable) > 0 {
                binomial(group.get(Host::Vulnerable), hit, draw(Purpose::Infection))
            } else {
                0
            };

            if locking > 0 {
                group.shift(Host::Infected, Host::Locked, locking);
                changed = true;
                if state.facts.locked[at].is_none() {
                    state.facts.locked[at] = Some(now);
                    events.push(What::SegmentLocked {
                        segment: segment.id.clone(),
                    });
                }
            }
            changed |= group.shift(Host::Crashed, Host::Vulnerable, rebooted) > 0;
            if hits > 0 {
                let infections = match when_hit {
                    WhenHit::Immune => 0,
                    WhenHit::Infected => hits,
                    WhenHit::Crashes { infected, .. } => {
                        let infections = binomial(hits, infected, draw(Purpose::Crash));
                        group.shift(Host::Vulnerable, Host::Crashed, hits - infections);
                        changed |= hits > infections;
                        infections
                    }
                };
                if infections > 0 {
                    changed = true;
                    if state.facts.infected[at].is_none() {
                        state.facts.infected[at] = Some(now);
                        events.push(What::SegmentInfected {
                            segment: segment.id.clone(),
                        });
                    }
                    if answered {
                        group.shift(Host::Vulnerable, Host::Dormant, infections);
                        group.ever_infected += infections;
                    } else {
                        group.shift(Host::Vulnerable, Host::Infected, infections);
                        infected(worm, group, infections, now);
                    }
                }
            }
        }
    }
    changed
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

/// Hosts that stop scanning in this minute.
fn fall_quiet(group: &mut Group, quiet: f64, now: Mins, draw: impl FnOnce() -> f64) {
    if quiet > 0.0 && group.scanning > 0 {
        group.scanning -= binomial(group.scanning, quiet, draw());
    }
    while let Some((at, count)) = group.quiet_at.front().copied() {
        if at > now {
            break;
        }
        group.quiet_at.pop_front();
        group.scanning = group.scanning.saturating_sub(count);
    }
}

/// Whether hosts may still lock or come back although nothing scans.
fn still_moving(state: &State) -> bool {
    state
        .groups
        .iter()
        .any(|group| group.get(Host::Infected) > 0 || group.get(Host::Crashed) > 0)
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
    state: &State,
    segment: usize,
    now: Mins,
) -> bool {
    let Some(switch) = scenario.worm.kill_switch else {
        return false;
    };
    let network = &state.network;
    if now < switch.registered {
        return false;
    }
    if network.sinkhole && network.isolated[segment].is_none() {
        return true;
    }
    !network.domain_blocked
        && !scenario.segments[segment].proxy
        && reach.part(Traffic::Web, segment) == reach.part(Traffic::Web, switch.reached_in.at())
}

/// Takes hosts off the network that are infected or locked: `taken` of `of`. As many of those that
/// scan are gone as their share is, those that would have fallen quiet first before the others.
pub fn stop_scanning(group: &mut Group, taken: u32, of: u32) {
    if of == 0 {
        return;
    }
    let gone = if taken >= of {
        group.scanning
    } else {
        let gone = u64::from(group.scanning) * u64::from(taken) / u64::from(of);
        u32::try_from(gone).unwrap_or(group.scanning)
    };
    group.scanning -= gone;
    let mut left = gone;
    while let Some((_, count)) = group.quiet_at.front_mut() {
        let less = left.min(*count);
        *count -= less;
        left -= less;
        if *count > 0 {
            break;
        }
        group.quiet_at.pop_front();
    }
}
