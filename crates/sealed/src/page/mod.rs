//! The sealed page of each role: one file with everything inside, the same number of sealed pieces of the same
//! length in every one, in no order. Must not put anything into a page in the clear but the role's own card and
//! what every player is told beforehand.

mod body;

use crate::Refused;
use crate::codes::Codes;
use crate::payload::Payload;
use crate::plan::{Entry, What};
use crate::seal::{Key, Salt, Sealed, blank, seal};
use crate::words::{below, bytes, list};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, PreEscaped, html};
use rayon::prelude::*;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use serde::Serialize;
use wardroom_core::scenario::{RoleId, Scenario};

/// Pieces of a page come in multiples of this, so that their number says little.
const PIECES: usize = 16;
/// Their length comes in multiples of this, bytes.
const LENGTH: usize = 512;

const PALETTE: &str = include_str!("../../../pages/assets/palette.css");
const STYLE: &str = include_str!("../../assets/style.css");
const SCRIPT: &str = include_str!("../../assets/script.js");
const REGULAR: &[u8] = include_bytes!("../../../pages/assets/fonts/Inter-Regular.woff2");
const SEMIBOLD: &[u8] = include_bytes!("../../../pages/assets/fonts/Inter-SemiBold.woff2");

/// The sealed pages of a scenario.
#[derive(Clone, Debug)]
pub struct Pack {
    /// By what pages and the facilitator's list are known to belong together: six signs.
    pub mark: String,
    /// From what the keys were made, beside the phrases.
    pub salt: Salt,
    /// A page a role, in their order.
    pub pages: Vec<Packed>,
}

/// The page of one role.
#[derive(Clone, Debug)]
pub struct Packed {
    /// Whose it is.
    pub role: RoleId,
    /// The page as one file.
    pub html: String,
    /// What is bound into each sealed piece.
    pub bound: String,
    /// The pieces, as they stand in the page.
    pub sealed: Vec<Sealed>,
}

/// What the script reads.
#[derive(Serialize)]
struct Data<'a> {
    pack: &'a str,
    mark: &'a str,
    role: &'a str,
    scenario: &'a str,
    hash: &'a str,
    bound: &'a str,
    salt: String,
    rounds: u32,
    count: usize,
    sealed: Vec<String>,
    words: String,
}

/// Makes the sealed pages: each message and decision of the facilitator's list on the pages of those whom it is
/// for, under its own phrase. `rounds` is [`crate::ITERATIONS`] but in tests.
///
/// # Errors
/// If there are no random bytes.
pub fn pack(scenario: &Scenario, entries: &[Entry], rounds: u32) -> Result<Pack, Refused> {
    let random = SystemRandom::new();
    let salt: Salt = bytes(&random)?;
    let id: [u8; 16] = bytes(&random)?;
    let id: String = id.iter().map(|it| format!("{it:02x}")).collect();
    let mark = id[..6].to_uppercase();
    let codes = Codes::of(scenario);
    // The slow step, once a phrase, on all cores.
    let keys: Vec<Key> = entries
        .par_iter()
        .map(|it| match it.what {
            What::Jump(_) => Key::of("", &salt, 1),
            What::Message(_) | What::Question(_) => Key::of(&it.phrase, &salt, rounds),
        })
        .collect();
    let mut all = Vec::new();
    for at in 0..scenario.roles.len() {
        let role = RoleId::from(at);
        let mut mine = Vec::new();
        for (entry, key) in entries.iter().zip(&keys) {
            if let Some(payload) = payload(scenario, codes.as_ref(), entry, role) {
                let text =
                    serde_json::to_string(&payload).map_err(|why| Refused::new(why.to_string()))?;
                mine.push((text, key));
            }
        }
        all.push(mine);
    }
    let most = all.iter().map(Vec::len).max().unwrap_or(0);
    let pieces = (most + 1).next_multiple_of(PIECES);
    let longest = all.iter().flatten().map(|(text, _)| text.len()).max();
    let length = longest.unwrap_or(0).max(1).next_multiple_of(LENGTH);
    let count = entries.iter().map(|it| it.phrase.split(' ').count()).max();
    let mut pages = Vec::new();
    for (at, mine) in all.iter().enumerate() {
        let role = RoleId::from(at);
        let model = &scenario.roles[at];
        let bound = format!("{id}/{}", model.id);
        let mut sealed = Vec::new();
        for (text, key) in mine {
            sealed.push(seal(&random, key, &bound, text, length)?);
        }
        while sealed.len() < pieces {
            sealed.push(blank(&random, length)?);
        }
        for end in (2..=sealed.len()).rev() {
            sealed.swap(end - 1, below(&random, end)?);
        }
        let data = Data {
            pack: &id,
            mark: &mark,
            role: &model.id,
            scenario: &scenario.id,
            hash: &scenario.hash,
            bound: &bound,
            salt: STANDARD.encode(salt),
            rounds,
            count: count.unwrap_or(2),
            sealed: sealed.iter().map(|it| STANDARD.encode(&it.0)).collect(),
            words: list().join(","),
        };
        let data = serde_json::to_string(&data).map_err(|why| Refused::new(why.to_string()))?;
        pages.push(Packed {
            role,
            html: file(scenario, role, &mark, data.as_str()),
            bound,
            sealed,
        });
    }
    Ok(Pack { mark, salt, pages })
}

/// What an entry is for a role: nothing if it is not for it.
fn payload(
    scenario: &Scenario,
    codes: Option<&Codes>,
    entry: &Entry,
    role: RoleId,
) -> Option<Payload> {
    match entry.what {
        What::Message(id) => {
            let theirs = scenario.injects[id.at()].to.contains(&role);
            theirs.then(|| Payload::message(scenario, id))
        }
        What::Question(id) => {
            let theirs = scenario.prompts[id.at()].by.contains(&role);
            theirs.then(|| Payload::question(scenario, codes, id, role))
        }
        What::Jump(_) => None,
    }
}

/// The whole file.
fn file(scenario: &Scenario, role: RoleId, mark: &str, data: &str) -> String {
    let font = |weight: &str, bytes: &[u8]| {
        let bytes = STANDARD.encode(bytes);
        format!(
            "@font-face{{font-family:Inter;font-weight:{weight};src:url(data:font/woff2;base64,{bytes}) format(\"woff2\")}}"
        )
    };
    let style = [
        PALETTE,
        STYLE,
        &font("400", REGULAR),
        &font("600 700", SEMIBOLD),
    ]
    .join("\n");
    let hash = |text: &str| STANDARD.encode(digest(&SHA256, text.as_bytes()));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; font-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
        hash(SCRIPT),
        hash(&style)
    );
    // Nothing in it may end the element that it stands in.
    let data = data.replace('<', "\\u003c");
    html! {
        (DOCTYPE)
        html lang="en-GB" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (scenario.roles[role.at()].title) " · EXERCISE · Wardroom" }
                style { (PreEscaped(&style)) }
            }
            body {
                (body::body(scenario, role, mark))
                script type="application/json" #pack { (PreEscaped(data)) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_reads_codes_out_as_everything_else_does() {
        assert!(SCRIPT.contains(&crate::codes::SPOKEN.join(" ")));
    }

    #[test]
    fn style_and_script_ask_for_nothing_and_make_no_markup_of_texts() {
        for text in [STYLE, PALETTE, SCRIPT] {
            for word in [
                "//",
                "url(",
                "innerHTML",
                "eval(",
                "fetch(",
                "http:",
                "https:",
                "@import",
                "import(",
            ] {
                assert!(
                    !text.contains(word) || (word == "//" && text == SCRIPT),
                    "{word}"
                );
            }
            assert!(!text.contains("</"), "it would end its element");
        }
    }
}
