//! Which phones reached the test page, and what they could: counted while the pages are open, for the
//! facilitator who looks the day before. Must not write it down, nor know an exercise.

use crate::seats::network;
use std::collections::{BTreeMap, VecDeque};
use std::net::IpAddr;

/// Requests of the test page from one address in [`WINDOW_SECS`].
const MOST_TRIES: usize = 30;

/// Real seconds over which they are counted.
const WINDOW_SECS: u64 = 60;

/// Addresses that are remembered; beyond that nobody new is answered until a minute has passed.
const MOST_ADDRESSES: usize = 2_048;

/// Phones that are counted: more than an exercise has.
const MOST_PHONES: usize = 2_000;

/// Streams of the test that may be open.
const MOST_STREAMS: u32 = 32;

/// A phone that reached the test page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// From 1, in the order in which they came.
    pub number: u32,
    /// Its address, as it is seen here.
    pub address: IpAddr,
    /// When it came first, real seconds of the house's clock.
    pub first_secs: u64,
    /// When it was last there, real seconds of the house's clock.
    pub last_secs: u64,
    /// Whether a cookie came back from it; none before that was tried.
    pub cookies: Option<bool>,
    /// Whether live updates reached it within five seconds; none before that was tried.
    pub live: Option<bool>,
    /// The secret in its cookie, once it was given one.
    secret: Option<String>,
}

/// So many phones, in a sentence.
pub fn phones_in_words(phones: &[Phone]) -> String {
    let count = |is: &dyn Fn(&&Phone) -> bool| phones.iter().filter(is).count();
    let all = match phones.len() {
        0 => return "No phone has reached the test page yet.".to_owned(),
        1 => "1 phone has reached the test page".to_owned(),
        all => format!("{all} phones have reached the test page"),
    };
    let cookies = count(&|it| it.cookies == Some(true));
    let live = count(&|it| it.live == Some(true));
    format!("{all}; cookies came back from {cookies}, live updates reached {live}.")
}

/// The phones that came.
#[derive(Debug, Default)]
pub(crate) struct Reached {
    phones: Vec<Phone>,
    tries: BTreeMap<IpAddr, VecDeque<u64>>,
    streams: u32,
}

impl Reached {
    pub fn phones(&self) -> &[Phone] {
        &self.phones
    }

    /// Whether another request from there is answered; that it was is counted.
    pub fn may(&mut self, from: IpAddr, now_secs: u64) -> bool {
        let from = network(from);
        if self.tries.len() >= MOST_ADDRESSES && !self.tries.contains_key(&from) {
            self.tries
                .retain(|_, it| it.back().is_some_and(|at| at + WINDOW_SECS > now_secs));
            if self.tries.len() >= MOST_ADDRESSES {
                return false;
            }
        }
        let tries = self.tries.entry(from).or_default();
        while tries.front().is_some_and(|at| at + WINDOW_SECS <= now_secs) {
            tries.pop_front();
        }
        let may = tries.len() < MOST_TRIES;
        if may {
            tries.push_back(now_secs);
        }
        may
    }

    /// A phone is there: by its cookie, or by its address if nobody there has shown one. A router may
    /// stand before many, so that an address alone is not a phone.
    fn there(&mut self, from: IpAddr, sent: Option<&str>, now_secs: u64) -> Option<&mut Phone> {
        let known = |it: &Phone| sent.is_some() && it.secret.as_deref() == sent;
        let nameless = |it: &Phone| it.address == from && it.cookies != Some(true);
        let at = self
            .phones
            .iter()
            .position(known)
            .or_else(|| self.phones.iter().position(nameless));
        let at = match at {
            Some(at) => at,
            None if self.phones.len() < MOST_PHONES => {
                self.phones.push(Phone {
                    number: self.phones.len() as u32 + 1,
                    address: from,
                    first_secs: now_secs,
                    last_secs: now_secs,
                    cookies: None,
                    live: None,
                    secret: None,
                });
                self.phones.len() - 1
            }
            None => return None,
        };
        let phone = &mut self.phones[at];
        phone.last_secs = now_secs;
        Some(phone)
    }

    /// A phone asks for the page. Returns whether a cookie came back from it, and whether live updates
    /// did, as far as that was tried.
    pub fn came(
        &mut self,
        from: IpAddr,
        sent: Option<&str>,
        now_secs: u64,
    ) -> (Option<bool>, Option<bool>) {
        let phone = self.there(from, sent, now_secs);
        phone.map_or((None, None), |it| (it.cookies, it.live))
    }

    /// A phone is given a cookie with this secret.
    pub fn given(&mut self, from: IpAddr, sent: Option<&str>, secret: &str, now_secs: u64) {
        if let Some(phone) = self.there(from, sent, now_secs) {
            phone.secret = Some(secret.to_owned());
        }
    }

    /// A phone that was given a cookie comes back. Returns whether it sent the cookie.
    pub fn back(&mut self, from: IpAddr, sent: Option<&str>, now_secs: u64) -> bool {
        let Some(phone) = self.there(from, sent, now_secs) else {
            return false;
        };
        let same = sent.is_some() && phone.secret.as_deref() == sent;
        // Whoever opens this address without having been sent there says nothing about cookies.
        if same || phone.secret.is_some() {
            phone.cookies = Some(same);
        }
        same
    }

    /// A phone tells whether live updates reached it.
    pub fn live(&mut self, from: IpAddr, sent: Option<&str>, live: bool, now_secs: u64) {
        if let Some(phone) = self.there(from, sent, now_secs) {
            phone.live = Some(live);
        }
    }

    /// Whether one more stream may be opened; that it was is counted.
    pub fn open_stream(&mut self) -> bool {
        let may = self.streams < MOST_STREAMS;
        self.streams += u32::from(may);
        may
    }

    /// A stream has ended.
    pub fn close_stream(&mut self) {
        self.streams = self.streams.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(last: u8) -> IpAddr {
        [192, 168, 8, last].into()
    }

    #[test]
    fn phones_are_told_apart_by_cookie_and_before_that_by_address() {
        let mut reached = Reached::default();
        let router = address(1);
        reached.came(router, None, 0);
        reached.came(router, None, 5);
        assert_eq!(reached.phones().len(), 1, "the same, looked again");
        reached.given(router, None, "a", 6);
        assert!(reached.back(router, Some("a"), 7));
        // Another behind the same router.
        reached.came(router, None, 8);
        reached.given(router, None, "b", 9);
        assert!(reached.back(router, Some("b"), 10));
        reached.live(router, Some("a"), true, 11);
        reached.came(address(2), None, 12);
        let all = reached.phones();
        assert_eq!(all.len(), 3);
        assert_eq!((all[0].last_secs, all[0].live), (11, Some(true)));
        assert_eq!((all[1].cookies, all[1].live), (Some(true), None));
        assert_eq!(all[2].cookies, None);
        assert_eq!(
            phones_in_words(all),
            "3 phones have reached the test page; cookies came back from 2, live updates reached 1."
        );
    }

    #[test]
    fn a_cookie_that_does_not_come_back_is_told() {
        let mut reached = Reached::default();
        assert!(!reached.back(address(1), None, 0));
        assert_eq!(reached.phones()[0].cookies, None, "it was never given one");
        reached.given(address(1), None, "a", 1);
        assert!(!reached.back(address(1), None, 2));
        assert_eq!(reached.phones()[0].cookies, Some(false));
        assert!(!reached.back(address(1), Some("forged"), 3));
        assert_eq!(reached.phones().len(), 1);
    }

    #[test]
    fn an_address_is_answered_thirty_times_a_minute_and_phones_are_bounded() {
        let mut reached = Reached::default();
        assert!((0..30).all(|_| reached.may(address(1), 10)));
        assert!(!reached.may(address(1), 69));
        assert!(reached.may(address(2), 69));
        assert!(reached.may(address(1), 70));
        for at in 0..3_000_u32 {
            let from = IpAddr::from(at.to_be_bytes());
            reached.may(from, 100);
            reached.came(from, None, 100);
        }
        assert_eq!(reached.phones().len(), MOST_PHONES);
        assert!(reached.tries.len() <= MOST_ADDRESSES);
        assert!(!reached.may(address(9), 100));
        assert!(reached.may(address(9), 160), "a minute later there is room");
    }
}
