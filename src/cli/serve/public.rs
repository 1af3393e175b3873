//! The address by which browsers name a server that stands behind a proxy. Must not listen.

use wardroom_pages::Address;

/// Reads `https://friday.region.example`: a scheme, a host, a port if it is not the scheme's own.
///
/// # Errors
/// Why it is none, in words.
pub fn public(text: &str) -> Result<Address, String> {
    let wrong = || format!("“{text}” is no address such as https://friday.region.example");
    let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
    let (secure, own_port) = match scheme {
        "https" => (true, ":443"),
        "http" => (false, ":80"),
        _ => return Err(wrong()),
    };
    let host = rest.strip_suffix('/').unwrap_or(rest).to_ascii_lowercase();
    let fine = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    if host.is_empty() || !host.chars().all(fine) {
        return Err(wrong());
    }
    // Browsers leave the scheme's own port out.
    let host = host.strip_suffix(own_port).unwrap_or(&host).to_owned();
    Ok(Address { host, secure })
}

#[cfg(test)]
mod tests {
    use super::public;

    #[test]
    fn it_is_what_browsers_send_as_host_and_origin() {
        for (text, origin) in [
            (
                "https://friday.region.example",
                "https://friday.region.example",
            ),
            (
                "https://Friday.region.example/",
                "https://friday.region.example",
            ),
            (
                "https://friday.region.example:443",
                "https://friday.region.example",
            ),
            (
                "https://friday.region.example:8443",
                "https://friday.region.example:8443",
            ),
            ("http://10.0.0.5:80", "http://10.0.0.5"),
        ] {
            assert_eq!(public(text).expect(text).origin(), origin);
        }
        for wrong in [
            "friday.region.example",
            "ftp://friday",
            "https://",
            "https://friday/page",
            "https://a@friday",
        ] {
            assert!(public(wrong).is_err(), "{wrong}");
        }
    }
}
