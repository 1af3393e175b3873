//! Style, script and typeface, out of the program itself. Must not read a file.

use axum::http::header::{self, HeaderName};
use axum::response::{IntoResponse, Response};

/// What browsers may keep: the address of each says what is in it.
const KEEP: &str = "public, max-age=86400, immutable";

const CSS: &[u8] = include_bytes!("../assets/style.css");
const COLOURS: &[u8] = include_bytes!("../assets/palette.css");
const JS: &[u8] = include_bytes!("../assets/script.js");
const SEE: &[u8] = include_bytes!("../assets/see.js");
const REGULAR: &[u8] = include_bytes!("../assets/fonts/Inter-Regular.woff2");
const SEMIBOLD: &[u8] = include_bytes!("../assets/fonts/Inter-SemiBold.woff2");
const BOLD: &[u8] = include_bytes!("../assets/fonts/Inter-Bold.woff2");
const LICENCE: &[u8] = include_bytes!("../assets/fonts/OFL.txt");

/// What style, colours and script hold, in one number: with another, browsers ask for them anew.
const HELD: u64 = held(
    held(held(held(0xcbf2_9ce4_8422_2325, CSS), COLOURS), JS),
    SEE,
);

/// FNV-1a.
const fn held(mut hash: u64, bytes: &[u8]) -> u64 {
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// The address of an asset.
pub(crate) fn address(name: &str) -> String {
    format!("/a/{HELD:016x}/{name}")
}

/// An asset by its name.
pub(crate) fn asset(name: &str) -> Option<Response> {
    let (kind, bytes) = match name {
        "style.css" => ("text/css; charset=utf-8", CSS),
        "palette.css" => ("text/css; charset=utf-8", COLOURS),
        "script.js" => ("text/javascript; charset=utf-8", JS),
        "see.js" => ("text/javascript; charset=utf-8", SEE),
        "regular.woff2" => ("font/woff2", REGULAR),
        "semibold.woff2" => ("font/woff2", SEMIBOLD),
        "bold.woff2" => ("font/woff2", BOLD),
        "licence.txt" => ("text/plain; charset=utf-8", LICENCE),
        _ => return None,
    };
    let headers: [(HeaderName, &str); 2] =
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, KEEP)];
    Some((headers, bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_is_small_and_nothing_names_another_address() {
        assert!(JS.len() <= 4_096, "{} bytes", JS.len());
        for bytes in [CSS, COLOURS, JS, SEE] {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("//") || !text.contains("http"), "an address");
            assert!(!text.contains("eval(") && !text.contains("innerHTML"));
        }
    }
}
