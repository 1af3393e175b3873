//! Four codes that let somebody in, and how often a wrong one may be tried. Must not know who comes in.

use std::collections::BTreeMap;
use std::net::IpAddr;

/// Signs that nobody takes for each other when they are read out or copied from a screen.
const SIGNS: &[u8; 26] = b"2346789ACDEFGHJKMNPQRTVWXY";

/// Signs of a code.
const LENGTH: usize = 6;

/// Wrong tries from one address in [`WINDOW_SECS`] before none is looked at.
const MOST_WRONG: usize = 5;

/// Real seconds for which a wrong try counts.
const WINDOW_SECS: u64 = 60;

/// Addresses that are remembered; beyond that the oldest is forgotten.
const MOST_ADDRESSES: usize = 4_096;

/// What a code lets somebody be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Admits {
    /// A player: a chair.
    Player,
    /// Somebody who watches, notes and rates.
    Evaluator,
    /// A screen: the room of an organisation.
    Screen,
    /// The facilitator of an organisation's site.
    Site,
}

/// Codes that there are.
const COUNT: usize = 4;

/// What codes are made of: sixteen random bytes for each.
pub type RandomCodes = [[u8; 16]; COUNT];

impl Admits {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; COUNT] = [Self::Player, Self::Evaluator, Self::Screen, Self::Site];

    /// Whom the code is for, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Player => "Players",
            Self::Evaluator => "Evaluators",
            Self::Screen => "Screens",
            Self::Site => "Site facilitators",
        }
    }
}

/// The codes in force, in the order of [`Admits::ALL`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes([String; COUNT]);

impl Codes {
    /// Codes of random bytes.
    pub fn of(random: RandomCodes) -> Self {
        let mut codes = random.map(|bytes| code(u128::from_le_bytes(bytes)));
        // One code for two would let a player be an evaluator.
        for at in 1..COUNT {
            while codes[..at].contains(&codes[at]) {
                codes[at] = next(&codes[at]);
            }
        }
        Self(codes)
    }

    /// The code that admits so.
    pub fn code(&self, admits: Admits) -> &str {
        &self.0[admits as usize]
    }

    /// What a code admits to, as somebody typed it.
    pub(super) fn admits(&self, typed: &str) -> Option<Admits> {
        let typed = plain(typed);
        let all = Admits::ALL.into_iter();
        let mut all = all.filter(|it| self.code(*it) == typed);
        all.next()
    }
}

/// A code as it is kept: large letters, no spaces.
pub fn plain(typed: &str) -> String {
    let signs = typed.chars().filter(|it| it.is_ascii_alphanumeric());
    signs
        .take(2 * LENGTH)
        .map(|it| it.to_ascii_uppercase())
        .collect()
}

/// A code as it is shown: `H7K 2QM`.
pub fn spaced(code: &str) -> String {
    match code.split_at_checked(LENGTH / 2) {
        Some((one, two)) => format!("{one} {two}"),
        None => code.to_owned(),
    }
}

fn code(mut number: u128) -> String {
    let signs = (0..LENGTH).map(|_| {
        let sign = SIGNS[(number % SIGNS.len() as u128) as usize];
        number /= SIGNS.len() as u128;
        char::from(sign)
    });
    signs.collect()
}

/// Another code: its last sign is the next one.
fn next(code: &str) -> String {
    let mut bytes = code.as_bytes().to_vec();
    if let Some(last) = bytes.last_mut() {
        let at = SIGNS.iter().position(|it| it == last).unwrap_or(0);
        *last = SIGNS[(at + 1) % SIGNS.len()];
    }
    bytes.into_iter().map(char::from).collect()
}

/// Wrong tries by address.
#[derive(Clone, Debug, Default)]
pub(super) struct WrongTries(BTreeMap<IpAddr, Vec<u64>>);

impl WrongTries {
    /// Whether another try is looked at.
    pub fn may_try(&mut self, from: IpAddr, now_secs: u64) -> bool {
        let Some(tries) = self.0.get_mut(&network(from)) else {
            return true;
        };
        tries.retain(|at| at + WINDOW_SECS > now_secs);
        tries.len() < MOST_WRONG
    }

    /// A try was wrong.
    pub fn wrong(&mut self, from: IpAddr, now_secs: u64) {
        if self.0.len() >= MOST_ADDRESSES {
            self.0
                .retain(|_, tries| tries.iter().any(|at| at + WINDOW_SECS > now_secs));
        }
        if self.0.len() >= MOST_ADDRESSES {
            self.0.pop_first();
        }
        self.0.entry(network(from)).or_default().push(now_secs);
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
                std::net::Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0).into()
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_is_taken_for_another() {
        for pair in ["0O", "1I", "1L", "5S", "8B", "2Z", "UV"] {
            let both = pair.bytes().all(|it| SIGNS.contains(&it));
            assert!(!both, "{pair}");
        }
    }

    #[test]
    fn codes_differ_even_where_luck_has_them_alike() {
        let codes = Codes::of([[7; 16]; COUNT]);
        for admits in Admits::ALL {
            let code = codes.code(admits);
            assert_eq!(code.len(), LENGTH);
            assert_eq!(codes.admits(&spaced(&code.to_lowercase())), Some(admits));
        }
        assert_eq!(codes.admits("ABC"), None);
        assert_eq!(codes.admits(""), None);
    }

    #[test]
    fn after_five_wrong_tries_an_address_waits_a_minute_and_others_do_not() {
        let mut tries = WrongTries::default();
        let one: IpAddr = "192.168.8.20".parse().expect("an address");
        let other: IpAddr = "192.168.8.21".parse().expect("an address");
        for at in 0..5 {
            assert!(tries.may_try(one, at));
            tries.wrong(one, at);
        }
        assert!(!tries.may_try(one, 59));
        assert!(tries.may_try(other, 59));
        assert!(tries.may_try(one, 60));
    }

    #[test]
    fn a_network_of_version_six_counts_as_one() {
        let mut tries = WrongTries::default();
        for last in 0..5 {
            let from = format!("fe80:1:2:3::{last}").parse().expect("an address");
            tries.wrong(from, 0);
        }
        assert!(!tries.may_try("fe80:1:2:3::99".parse().expect("an address"), 1));
    }
}
