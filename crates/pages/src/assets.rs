//! Style, script and typeface, out of the program itself. Must not read a file.

use axum::http::header::{self, HeaderName};
use axum::response::{IntoResponse, Response};

/// What browsers may keep: the address of each has the program's version in it.
const KEEP: &str = "public, max-age=86400, immutable";

/// The address of the style sheet.
pub(crate) const STYLE: &str = concat!("/a/", env!("CARGO_PKG_VERSION"), "/style.css");
/// The address of the colours.
pub(crate) const PALETTE: &str = concat!("/a/", env!("CARGO_PKG_VERSION"), "/palette.css");
/// The address of the script.
pub(crate) const SCRIPT: &str = concat!("/a/", env!("CARGO_PKG_VERSION"), "/script.js");

const CSS: &[u8] = include_bytes!("../assets/style.css");
const COLOURS: &[u8] = include_bytes!("../assets/palette.css");
const JS: &[u8] = include_bytes!("../assets/script.js");
const REGULAR: &[u8] = include_bytes!("../assets/fonts/Inter-Regular.woff2");
const SEMIBOLD: &[u8] = include_bytes!("../assets/fonts/Inter-SemiBold.woff2");
const BOLD: &[u8] = include_bytes!("../assets/fonts/Inter-Bold.woff2");
const LICENCE: &[u8] = include_bytes!("../assets/fonts/OFL.txt");

/// An asset by its name.
pub(crate) fn asset(name: &str) -> Option<Response> {
    let (kind, bytes) = match name {
        "style.css" => ("text/css; charset=utf-8", CSS),
        "palette.css" => ("text/css; charset=utf-8", COLOURS),
        "script.js" => ("text/javascript; charset=utf-8", JS),
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
        for bytes in [CSS, COLOURS, JS] {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("//") || !text.contains("http"), "an address");
            assert!(!text.contains("eval(") && !text.contains("innerHTML"));
        }
    }
}
