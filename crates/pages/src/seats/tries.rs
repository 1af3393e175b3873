//! How often something was done from an address within a minute. Must not know what.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv6Addr};

/// Real seconds for which something counts.
const WINDOW_SECS: u64 = 60;

/// Addresses that are remembered; beyond that the one that was silent longest is forgotten.
const MOST_ADDRESSES: usize = 4_096;

/// What was done in the last minute, by address.
#[derive(Clone, Debug, Default)]
pub(super) struct Tries(BTreeMap<IpAddr, Vec<u64>>);

impl Tries {
    /// Whether it may be done once more, where so often is the most.
    pub fn may(&mut self, from: IpAddr, most: usize, now_secs: u64) -> bool {
        let Some(tries) = self.0.get_mut(&network(from)) else {
            return true;
        };
        tries.retain(|at| at + WINDOW_SECS > now_secs);
        tries.len() < most
    }

    /// It was done.
    pub fn count(&mut self, from: IpAddr, now_secs: u64) {
        let from = network(from);
        if self.0.len() >= MOST_ADDRESSES && !self.0.contains_key(&from) {
            self.0
                .retain(|_, tries| tries.iter().any(|at| at + WINDOW_SECS > now_secs));
        }
        if self.0.len() >= MOST_ADDRESSES && !self.0.contains_key(&from) {
            let silent = self.0.iter().min_by_key(|(_, tries)| tries.last().copied());
            if let Some(silent) = silent.map(|(it, _)| *it) {
                self.0.remove(&silent);
            }
        }
        self.0.entry(from).or_default().push(now_secs);
    }
}

/// Whoever has one address of version 6 has as many as they like of its network.
pub(crate) fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(it) => match it.to_ipv4_mapped() {
            Some(it) => it.into(),
            None => {
                let [a, b, c, d, ..] = it.segments();
                Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    #[test]
    fn after_five_wrong_tries_an_address_waits_a_minute_and_others_do_not() {
        let mut tries = Tries::default();
        let one: IpAddr = "192.168.8.20".parse().expect("an address");
        let other: IpAddr = "192.168.8.21".parse().expect("an address");
        for at in 0..5 {
            assert!(tries.may(one, 5, at));
            tries.count(one, at);
        }
        assert!(!tries.may(one, 5, 59));
        assert!(tries.may(other, 5, 59));
        assert!(tries.may(one, 5, 60));
    }

    #[test]
    fn a_network_of_version_six_counts_as_one() {
        let mut tries = Tries::default();
        for last in 0..5 {
            let from = format!("fe80:1:2:3::{last}").parse().expect("an address");
            tries.count(from, 0);
        }
        assert!(!tries.may("fe80:1:2:3::99".parse().expect("an address"), 5, 1));
    }

    /// The lowest address was forgotten first: whoever had it could try without end while others tried too.
    #[test]
    fn among_very_many_the_one_that_was_silent_longest_is_forgotten() {
        let mut tries = Tries::default();
        let address = |at: u32| IpAddr::V4(Ipv4Addr::from(at));
        let most = MOST_ADDRESSES as u32;
        tries.count(address(most + 7), 0);
        for at in 1..most {
            tries.count(address(at), 1);
        }
        for _ in 0..4 {
            tries.count(address(1), 2);
        }
        tries.count(address(0), 2);
        assert!(
            !tries.may(address(1), 5, 3),
            "who tries most is not forgotten"
        );
        assert!(
            tries.may(address(most + 7), 1, 3),
            "the one that was silent is"
        );
        assert_eq!(tries.0.len(), MOST_ADDRESSES);
    }
}
