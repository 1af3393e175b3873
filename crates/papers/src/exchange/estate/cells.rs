//! What a cell of a trust's lists says: yes or no, a share, a weight, several names, whether a
//! machine is gone, where it stands in a directory. Nothing is made of what is not understood. Must
//! not know which list it stands in.

use std::net::Ipv4Addr;

/// Yes or no, as people write it; nothing if it is neither.
pub(super) fn yes(words: &str) -> Option<bool> {
    match words.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "patched" | "fully patched" | "installed" | "applied"
        | "compliant" | "up to date" | "up-to-date" | "current" | "ok" => Some(true),
        "no" | "n" | "false" | "0" | "unpatched" | "not patched" | "missing" | "not installed"
        | "not applied" | "noncompliant" | "non-compliant" | "not compliant" | "out of date"
        | "outdated" => Some(false),
        _ => None,
    }
}

/// A share as people write it: `0.6`, `60%`, `high`.
pub(super) fn share(words: &str) -> Option<f64> {
    let text = words.trim().to_lowercase();
    if let Some(per_cent) = text.strip_suffix('%') {
        let share = per_cent.trim().parse::<f64>().ok().map(|it| it / 100.0);
        return share.filter(|it| (0.0..=1.0).contains(it));
    }
    match text.as_str() {
        "total" | "all" | "critical" | "essential" => Some(1.0),
        "high" => Some(0.8),
        "medium" | "important" => Some(0.5),
        "low" | "helpful" => Some(0.1),
        _ => text.parse::<f64>().ok(),
    }
    .filter(|it| (0.0..=1.0).contains(it))
}

/// How much a service needs something, as the format has it: in words or by a tier, or by the word
/// beside a number (`1 - Critical`). A number alone above 3 is none: scales run both ways.
pub(super) fn weight_of(words: &str) -> Option<&'static str> {
    let text = words.trim().to_lowercase();
    let known = |text: &str| {
        Some(match text {
            "essential" | "critical" | "high" | "very high" | "extreme" | "catastrophic"
            | "severe" | "major" | "vital" | "gold" | "1" | "tier 1" | "p1" | "priority 1" => {
                "Essential"
            }
            "important" | "medium" | "moderate" | "significant" | "silver" | "2" | "tier 2"
            | "p2" | "priority 2" => "Important",
            "helpful" | "low" | "very low" | "minor" | "negligible" | "insignificant"
            | "bronze" | "3" | "tier 3" | "p3" | "priority 3" | "tier 4" | "p4" | "priority 4" => {
                "Helpful"
            }
            _ => return None,
        })
    };
    known(&text).or_else(|| {
        let letters = text
            .split(|c: char| !c.is_alphabetic() && c != ' ')
            .map(str::trim)
            .filter(|it| !it.is_empty());
        let mut found: Vec<&str> = letters.filter_map(known).collect();
        found.dedup();
        // Two that differ say nothing.
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    })
}

/// The names in a cell that holds several: lines, or with `;`, `,`, `/` or `|` between, not within
/// brackets. A stroke beside a single letter (`A/E`) belongs to the name.
pub(super) fn several(words: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut from, mut depth) = (0, 0_u32);
    for (at, c) in words.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '\n' | '\r' | ';' | ',' | '|' | '/' if depth == 0 => {
                if c == '/' && is_within_a_name(&words[..at], &words[at + 1..]) {
                    continue;
                }
                names.push(&words[from..at]);
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    names.push(&words[from..]);
    names
        .into_iter()
        .map(unmarked)
        .filter(|it| !it.is_empty())
        .collect()
}

fn is_within_a_name(before: &str, after: &str) -> bool {
    let letters = |c: char| c.is_alphanumeric();
    let own = before.chars().rev().take_while(|c| letters(*c)).count();
    let next = after.chars().take_while(|c| letters(*c)).count();
    own == 1 || next == 1
}

/// A name without the mark or number that leads it in a list within a cell: `• EPR`, `2. PACS`.
fn unmarked(words: &str) -> &str {
    let words = words
        .trim()
        .trim_start_matches(['•', '·', '▪', '*', '–', '-', '\u{a0}'])
        .trim();
    let digits = words.chars().take_while(char::is_ascii_digit).count();
    let rest = &words[digits..];
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if digits > 0 && rest.starts_with(' ') => rest.trim(),
        _ => words,
    }
}

/// Whether a cell says that there is nothing: `N/A`, `none`, a dash.
pub(super) fn is_nothing(words: &str) -> bool {
    matches!(
        words.trim().to_lowercase().as_str(),
        "" | "-"
            | "–"
            | "—"
            | "n/a"
            | "na"
            | "none"
            | "nil"
            | "null"
            | "tbc"
            | "tbd"
            | "unknown"
            | "unassigned"
            | "not known"
            | "not applicable"
            | "?"
            | "nothing"
    )
}

/// What a status says of a machine that is not there any more, or not yet, in words; by the folded
/// head of its column.
pub(super) fn is_gone(head: &str, words: &str) -> bool {
    let text = words.trim().to_lowercase();
    match head {
        "enabled" | "accountenabled" | "active" => yes(&text) == Some(false),
        "obsolete" | "isobsolete" | "decommissioned" | "isdecommissioned" | "retired"
        | "disposed" | "archived" => !(is_nothing(&text) || yes(&text) == Some(false)),
        // ServiceNow's numbers, where its words are not exported.
        "installstatus" if text.parse::<u32>().is_ok() => {
            matches!(text.as_str(), "2" | "4" | "6" | "7" | "8" | "100")
        }
        "operationalstatus" if text.parse::<u32>().is_ok() => text == "6",
        _ => GONE.iter().any(|it| {
            text == *it
                || text
                    .strip_prefix(it)
                    .is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
        }),
    }
}

/// Whether a status says so in words that say nothing else, whatever stands above them: “storage” may be what
/// a server is for.
pub(super) fn is_plainly_gone(words: &str) -> bool {
    PLAINLY_GONE.contains(&words.trim().to_lowercase().as_str())
}

/// Such words.
const PLAINLY_GONE: [&str; 8] = [
    "retired",
    "disposed",
    "disposed of",
    "decommissioned",
    "decom",
    "scrapped",
    "written off",
    "in stock",
];

/// How a status begins of what is not there any more, or not yet.
const GONE: [&str; 61] = [
    "retired",
    "retire",
    "disposed",
    "disposal",
    "to be disposed",
    "decommissioned",
    "decommissioning",
    "decommission",
    "decommed",
    "decom",
    "scrapped",
    "scrap",
    "stolen",
    "lost",
    "missing",
    "sold",
    "donated",
    "archived",
    "absent",
    "written off",
    "destroyed",
    "removed",
    "wiped",
    "deleted",
    "end of life",
    "eol",
    "non-active",
    "inactive",
    "not active",
    "disabled",
    "obsolete",
    "old",
    "in stock",
    "stock",
    "in storage",
    "in store",
    "in stores",
    "stored",
    "storage",
    "spare",
    "ready to deploy",
    "ready for deployment",
    "awaiting deployment",
    "awaiting disposal",
    "pending disposal",
    "for disposal",
    "awaiting repair",
    "in repair",
    "under repair",
    "out for repair",
    "broken",
    "faulty",
    "on order",
    "ordered",
    "planned",
    "returned",
    "inventory",
    "not in use",
    "unused",
    "recycled",
    "undeployable",
];

/// The network of an address, as `10.1.4.0/24`; of several the first counts. Nothing if it is none.
pub(super) fn network(words: &str) -> Option<String> {
    let first = words.split([',', ';', ' ', '/', '|', '\n']).next()?;
    let [a, b, c, _] = first.trim().parse::<Ipv4Addr>().ok()?.octets();
    // What is no machine's own says nothing.
    let own = !matches!(a, 0 | 127 | 255) && (a, b) != (169, 254);
    own.then(|| format!("{a}.{b}.{c}.0/24"))
}

/// The units of a directory in a distinguished name (`CN=PC1,OU=Ward 3,DC=…`), the nearest to the
/// machine first; nothing if it is none.
pub(super) fn units(words: &str) -> Option<Vec<String>> {
    let lower = words.to_ascii_lowercase();
    if lower.starts_with("cn=") || lower.starts_with("ou=") {
        let parts = unescaped(words);
        let of = |key: &str| -> Vec<String> {
            parts
                .iter()
                .filter_map(|it| {
                    let (name, value) = it.split_once('=')?;
                    name.trim()
                        .eq_ignore_ascii_case(key)
                        .then(|| value.trim().to_owned())
                })
                .filter(|it| !it.is_empty())
                .collect()
        };
        let units = of("ou");
        // A container is no unit: `CN=PC1,CN=Computers,DC=…`.
        return Some(if units.is_empty() {
            of("cn").into_iter().skip(1).collect()
        } else {
            units
        });
    }
    None
}

/// The same of a path that begins with a domain (`trust.example/Ward 3/PC1`).
pub(super) fn folders(words: &str) -> Option<Vec<String>> {
    let (domain, path) = words.split_once('/')?;
    let parts = path.split('/').map(str::trim).filter(|it| !it.is_empty());
    let parts: Vec<String> = parts.rev().map(str::to_owned).collect();
    (domain.contains('.') && !parts.is_empty()).then_some(parts)
}

/// A distinguished name's parts; a comma behind a backslash belongs to its part.
fn unescaped(words: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = words.chars();
    while let Some(c) = chars.next() {
        match (c, parts.last_mut()) {
            (',', _) => parts.push(String::new()),
            ('\\', Some(part)) => part.extend(chars.next()),
            (c, Some(part)) => part.push(c),
            (_, None) => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_holds_several_names() {
        for (words, wanted) in [
            ("EPR, PACS", &["EPR", "PACS"][..]),
            ("EPR;PACS / RIS", &["EPR", "PACS", "RIS"]),
            ("• EPR\n• PACS\n", &["EPR", "PACS"]),
            ("1. EPR\r\n2. PACS", &["EPR", "PACS"]),
            (
                "EPR (hosted, elsewhere), PACS",
                &["EPR (hosted, elsewhere)", "PACS"],
            ),
            ("A/E board", &["A/E board"]),
            ("N/A", &["N/A"]),
            ("Lab 2", &["Lab 2"]),
        ] {
            assert_eq!(several(words), wanted, "{words:?}");
        }
    }

    #[test]
    fn a_place_in_a_directory_is_its_units() {
        for (words, wanted) in [
            (
                "CN=PC1,OU=Ward 3,OU=Computers,DC=trust,DC=example",
                &["Ward 3", "Computers"][..],
            ),
            ("CN=PC1,OU=Ward 3\\, East,DC=x", &["Ward 3, East"]),
            ("CN=PC1,CN=Computers,DC=x", &["Computers"]),
        ] {
            assert_eq!(
                units(words).as_deref(),
                Some(&wanted.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()[..]),
                "{words}"
            );
        }
        assert_eq!(units("Ward 3"), None);
        let path = folders("TRUST.EXAMPLE/COMPUTERS/WARD 3");
        assert_eq!(
            path,
            Some(vec!["WARD 3".to_owned(), "COMPUTERS".to_owned()])
        );
        assert_eq!(folders("Block A/Ward 3"), None);
    }

    #[test]
    fn what_is_not_there_is_known_by_its_status() {
        for (head, words) in [
            ("status", "Retired"),
            ("status", "Disposed - WEEE"),
            ("installstatus", "7"),
            ("operationalstatus", "Retired"),
            ("enabled", "False"),
            ("obsolete", "1"),
            ("disposed", "2024-05-01"),
            ("status", "Lost/Stolen"),
            ("state", "Decommissioning"),
            ("status", "Decom"),
            ("status", "Ready to Deploy"),
            ("status", "Awaiting disposal (WEEE)"),
            ("status", "In repair"),
            ("status", "Storage"),
        ] {
            assert!(is_gone(head, words), "{head} {words}");
        }
        for (head, words) in [
            ("status", "Active"),
            ("status", "In use"),
            ("status", "Olderfleet"),
            ("status", "To be retired"),
            ("status", "Deployed"),
            ("installstatus", "1"),
            ("installstatus", "Installed"),
            ("enabled", "True"),
            ("obsolete", "No"),
            ("disposed", ""),
        ] {
            assert!(!is_gone(head, words), "{head} {words}");
        }
    }

    #[test]
    fn a_weight_is_known_by_the_word_beside_its_number() {
        assert_eq!(weight_of("1 - Critical"), Some("Essential"));
        assert_eq!(weight_of("Moderate (3)"), Some("Important"));
        assert_eq!(weight_of("Tier 1"), Some("Essential"));
        assert_eq!(weight_of("high/low"), None);
        assert_eq!(weight_of("5"), None);
    }
}
