//! The nation of one run: trusts and practices, drawn from England's parameters by seed. Must not
//! let any time pass.

use super::england::England;
use crate::exercise::{Purpose, Stream, normal_quantile};

/// No trust is drawn with more devices: so its counts can be added up.
const MAX_DEVICES: f64 = 10_000_000.0;

/// Properties of a trust that are drawn, in the order of their draws.
#[derive(Clone, Copy)]
enum Draw {
    Region = 0,
    Devices = 1,
    Open = 2,
    Proxied = 3,
    Reach = 4,
    Shared = 5,
    Host = 6,
}

/// One trust as it was drawn.
#[derive(Clone, Debug)]
pub struct Trust {
    /// Its place among [`England::kinds`].
    pub kind: usize,
    /// Its place among [`England::regions`].
    pub region: usize,
    /// How many it has: drawn, so not a whole number.
    pub devices: f64,
    /// Its work, as a share of an acute trust's of mean size.
    pub activity: f64,
    /// Whether it lets port 445 in from N3 and had not rolled the patch out.
    pub open: bool,
    /// Whether its devices reach the internet only through a proxy.
    pub proxied: bool,
    /// Devices without the patch that the worm can walk through.
    pub vulnerable: u32,
    /// Of its addresses that answer from N3, those without the patch.
    pub exposed: f64,
    /// The trust at which its systems run, if at another.
    pub host: Option<usize>,
}

/// Practices of a region, proxied or not: they are alike.
#[derive(Clone, Copy, Debug)]
pub struct Practices {
    /// Its place among [`England::regions`].
    pub region: usize,
    /// Whether their devices reach the internet only through a proxy.
    pub proxied: bool,
    /// How many lack the patch.
    pub vulnerable: u32,
}

/// Every trust and practice of one run.
#[derive(Clone, Debug)]
pub struct Nation {
    /// Trusts, kind by kind.
    pub trusts: Vec<Trust>,
    /// Practices, by region and proxy.
    pub practices: Vec<Practices>,
}

impl Nation {
    /// The nation of a seed. A trust's size is log-normal around the mean of its kind; whatever else
    /// it is, is drawn with the chances that England's parameters give, each trust by itself.
    pub fn of(england: &England, seed: u64) -> Self {
        let edge = &england.edge;
        let mut trusts = Vec::with_capacity(england.trusts());
        for (kind_at, kind) in england.kinds.iter().enumerate() {
            for _ in 0..kind.count {
                let draws = Stream::new(seed, Purpose::Nation, trusts.len() as u32);
                let draw = |which: Draw| draws.uniform(which as u32);
                let spread = england.device_spread;
                let size = libm::exp(
                    spread * normal_quantile(draw(Draw::Devices)) - spread * spread / 2.0,
                );
                let devices = (kind.devices * size).min(MAX_DEVICES);
                let open = draw(Draw::Open) < england.fitted.open.value;
                let patched = if open { edge.unpatched } else { edge.patched };
                let without = (1.0 - patched) * edge.vulnerable_builds;
                let reach = edge.reach_low + (edge.reach_high - edge.reach_low) * draw(Draw::Reach);
                trusts.push(Trust {
                    kind: kind_at,
                    region: by_share(england, draw(Draw::Region)),
                    devices,
                    activity: kind.activity * size,
                    open,
                    proxied: draw(Draw::Proxied) < edge.proxied,
                    vulnerable: (devices * without * reach) as u32,
                    exposed: devices * edge.reachable * without,
                    host: None,
                });
            }
        }
        // Shared systems run at an acute trust of the same region.
        let mut acute: Vec<Vec<usize>> = vec![Vec::new(); england.regions.len()];
        for (at, trust) in trusts.iter().enumerate() {
            if england.kinds[trust.kind].emergency_department {
                acute[trust.region].push(at);
            }
        }
        for (at, trust) in trusts.iter_mut().enumerate() {
            let draws = Stream::new(seed, Purpose::Nation, at as u32);
            if draws.uniform(Draw::Shared as u32) >= england.people.shared {
                continue;
            }
            // All of them but itself, in their order.
            let hosts = &acute[trust.region];
            let own = hosts.binary_search(&at).ok();
            let others = hosts.len() - usize::from(own.is_some());
            let pick = (draws.uniform(Draw::Host as u32) * others as f64) as usize;
            let passed = own.is_some_and(|own| pick >= own);
            trust.host = hosts.get(pick + usize::from(passed)).copied();
        }
        let mut practices = Vec::new();
        for (region, model) in england.regions.iter().enumerate() {
            for proxied in [false, true] {
                let share = if proxied {
                    edge.proxied
                } else {
                    1.0 - edge.proxied
                };
                let count = f64::from(england.practices) * model.share * share;
                practices.push(Practices {
                    region,
                    proxied,
                    vulnerable: (count * edge.practice_unpatched) as u32,
                });
            }
        }
        Self { trusts, practices }
    }
}

fn by_share(england: &England, drawn: f64) -> usize {
    let mut below = 0.0;
    for (at, region) in england.regions.iter().enumerate() {
        below += region.share;
        if drawn < below {
            return at;
        }
    }
    england.regions.len() - 1
}
