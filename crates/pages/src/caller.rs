//! Who sends a request: the device by its cookie, the address it comes from. Must not believe anything else
//! that is sent, but for whom the proxy speaks, if there is one.

use crate::house::House;
use crate::proxy::spoken_for;
use crate::random::hex;
use crate::seats::{Seat, Session};
use axum::http::{HeaderMap, header};
use std::net::IpAddr;

/// The address a request comes from, as the listener knows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer {
    pub address: IpAddr,
    /// Whether it is the proxy's, which says whom it speaks for.
    pub is_proxy: bool,
}

impl Peer {
    /// The address of the device.
    pub fn device(self, headers: &HeaderMap) -> IpAddr {
        let other = self.is_proxy.then(|| spoken_for(headers)).flatten();
        other.unwrap_or(self.address)
    }
}

/// Who sends a request.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// The secret of its device; empty if it has none that is known.
    pub secret: String,
    /// Where it comes from.
    pub from: IpAddr,
    /// Where it sits, if it has joined.
    pub seat: Option<Seat>,
    /// Who uses it, in words; can be empty.
    pub who: String,
}

impl Caller {
    /// Who that is.
    pub fn of(house: &House, headers: &HeaderMap, from: IpAddr) -> Self {
        let sent = cookie(headers, name(house.address.secure)).filter(|it| is_secret(it));
        let found = sent.and_then(|secret| {
            house.quietly(|seats| {
                let session: Option<&Session> = seats.session(secret);
                session.map(|it| (secret.to_owned(), it.seat, it.who()))
            })
        });
        match found {
            Some((secret, seat, who)) => Self {
                secret,
                from,
                seat: Some(seat),
                who,
            },
            None => Self {
                secret: String::new(),
                from,
                seat: None,
                who: String::new(),
            },
        }
    }
}

/// The cookie's name: by TLS one that no other page of the same host can set.
fn name(secure: bool) -> &'static str {
    if secure {
        "__Host-wardroom"
    } else {
        "wardroom"
    }
}

/// What sets the cookie of a device: a day, out of the script's reach.
pub(crate) fn set_cookie(secret: &str, secure: bool) -> String {
    let only = if secure { "; Secure" } else { "" };
    format!(
        "{}={secret}; Path=/; Max-Age=86400; HttpOnly; SameSite=Strict{only}",
        name(secure)
    )
}

/// A new secret: 128 bits in hexadecimal.
pub(crate) fn new_secret() -> Option<String> {
    crate::random::random().map(|it| hex(&it))
}

pub(crate) fn is_secret(sent: &str) -> bool {
    sent.len() == 32 && sent.bytes().all(|it| it.is_ascii_hexdigit())
}

/// A cookie by its name.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).iter();
    let all = all.filter_map(|it| it.to_str().ok());
    let mut pairs = all
        .flat_map(|it| it.split(';'))
        .filter_map(|it| it.trim().split_once('='));
    pairs.find(|(it, _)| *it == name).map(|(_, value)| value)
}
