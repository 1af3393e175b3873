//! The networks this machine is on, to choose one of them. Must not listen on any.

use std::net::IpAddr;

/// A network, as the person who opens the pages chooses among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Network {
    /// This machine's address there.
    pub address: IpAddr,
    /// What the system calls it: `wlan0`, `Ethernet`.
    pub name: String,
    /// What it is, in words.
    pub kind: &'static str,
}

/// The networks, private ones first, and last those that nobody else can reach.
pub fn networks() -> Vec<Network> {
    let found = if_addrs::get_if_addrs().unwrap_or_default();
    let mut all: Vec<Network> = found
        .into_iter()
        .map(|it| Network {
            address: it.ip(),
            kind: kind(it.ip()),
            name: it.name,
        })
        .filter(|it| it.kind != LINK)
        .collect();
    all.sort_by_key(|it| {
        let public = it.kind != PRIVATE;
        (
            it.address.is_loopback(),
            public,
            it.address.is_ipv6(),
            it.address,
        )
    });
    all
}

const PRIVATE: &str = "a private network";
const LINK: &str = "by cable only, without a router";

fn kind(address: IpAddr) -> &'static str {
    match address {
        _ if address.is_loopback() => "this computer only",
        IpAddr::V4(it) if it.is_private() => PRIVATE,
        IpAddr::V4(it) if it.is_link_local() => LINK,
        IpAddr::V6(it) if it.segments()[0] & 0xfe00 == 0xfc00 => PRIVATE,
        IpAddr::V6(it) if it.segments()[0] & 0xffc0 == 0xfe80 => LINK,
        _ => "a public network: not for an exercise",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_network_says_what_it_is() {
        for (address, is) in [
            ("127.0.0.1", "this computer only"),
            ("192.168.8.10", "a private network"),
            ("10.1.2.3", "a private network"),
            ("169.254.1.1", LINK),
            ("fe80::1", LINK),
            ("fd00::1", "a private network"),
            ("8.8.8.8", "a public network: not for an exercise"),
        ] {
            assert_eq!(kind(address.parse().expect("an address")), is, "{address}");
        }
    }
}
