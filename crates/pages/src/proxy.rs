//! Pages behind a proxy: which connections are its own, and whom it speaks for. Must not believe anybody
//! else who says where a request comes from.

use axum::http::HeaderMap;
use std::net::IpAddr;
use std::str::FromStr;

/// Where the proxy's connections come from: one address, or a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proxy {
    network: IpAddr,
    /// So many bits of it are the network's.
    bits: u8,
}

/// An address or a network, `10.0.0.5` or `10.0.0.0/24`.
impl FromStr for Proxy {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("“{text}” is no address, and no network such as 10.0.0.0/24");
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let network: IpAddr = address.parse().map_err(|_| wrong())?;
        let most = if network.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            Some(bits) => bits.parse().map_err(|_| wrong())?,
            None => most,
        };
        // All addresses there are would be everybody's word.
        if bits == 0 || bits > most {
            return Err(wrong());
        }
        Ok(Self { network, bits })
    }
}

impl Proxy {
    /// Whether an address is the proxy's.
    pub(crate) fn is(self, from: IpAddr) -> bool {
        let high = |it: u128, of: u8| it.checked_shr(u32::from(of - self.bits)).unwrap_or(0);
        match (self.network, from.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(from)) => {
                high(network.to_bits().into(), 32) == high(from.to_bits().into(), 32)
            }
            (IpAddr::V6(network), IpAddr::V6(from)) => {
                high(network.to_bits(), 128) == high(from.to_bits(), 128)
            }
            _ => false,
        }
    }
}

/// Whom a proxy speaks for: what it added last to `X-Forwarded-For`; anything before that was sent to it.
/// Nobody, if it does not say.
pub(crate) fn spoken_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    let last = last.to_str().ok()?.rsplit(',').next()?.trim();
    last.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Proxy, spoken_for};
    use axum::http::HeaderMap;

    fn is(proxy: &str, from: &str) -> bool {
        let proxy: Proxy = proxy.parse().expect("a proxy");
        proxy.is(from.parse().expect("an address"))
    }

    #[test]
    fn the_proxy_is_one_address_or_a_network() {
        assert!(is("10.0.0.5", "10.0.0.5"));
        assert!(is("10.0.0.5", "::ffff:10.0.0.5"));
        assert!(!is("10.0.0.5", "10.0.0.6"));
        assert!(is("10.0.0.0/24", "10.0.0.255"));
        assert!(!is("10.0.0.0/24", "10.0.1.0"));
        assert!(is("fd00::/8", "fd12::1") && !is("fd00::/8", "fe80::1"));
        assert!(!is("10.0.0.0/8", "fd12::1"));
        for wrong in [
            "",
            "proxy",
            "10.0.0.0/33",
            "0.0.0.0/0",
            "::/0",
            "10.0.0.5/x",
        ] {
            assert!(wrong.parse::<Proxy>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_what_the_proxy_itself_added_counts() {
        let mut headers = HeaderMap::new();
        assert_eq!(spoken_for(&headers), None);
        headers.append(
            "x-forwarded-for",
            "1.2.3.4, 192.168.8.20".parse().expect("sent"),
        );
        assert_eq!(spoken_for(&headers), "192.168.8.20".parse().ok());
        headers.append("x-forwarded-for", "192.168.8.30".parse().expect("sent"));
        assert_eq!(spoken_for(&headers), "192.168.8.30".parse().ok());
        headers.append("x-forwarded-for", "unknown".parse().expect("sent"));
        assert_eq!(spoken_for(&headers), None);
    }
}
