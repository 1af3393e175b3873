//! What a cell of a trust's lists says: a kind of machine, yes or no, a share, a weight. Nothing is
//! made of what is not understood. Must not know which list it stands in.

use wardroom_core::scenario::shape::WhenHit;

/// What an exploit does to a system of this name, if it is known.
pub(super) fn when_hit(name: &str) -> Option<WhenHit> {
    let lower = name.to_lowercase();
    let parts: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .collect();
    let has = |words: &[&str]| {
        words.iter().any(|it| {
            let wanted: Vec<&str> = it.split(' ').collect();
            parts.windows(wanted.len()).any(|it| it == wanted)
        })
    };
    if has(&["xp", "2003"]) {
        Some(WhenHit::Crashes {
            infected: 0.05,
            reboot_mins: 20,
        })
    } else if has(&["windows 7", "win7", "windows 8", "2008", "2012", "vista"]) {
        Some(WhenHit::Infected)
    } else if has(&[
        "linux",
        "ubuntu",
        "red hat",
        "debian",
        "macos",
        "mac os",
        "ios",
        "android",
        "windows 10",
        "windows 11",
        "2016",
        "2019",
        "2022",
    ]) {
        Some(WhenHit::Immune)
    } else {
        None
    }
}

/// A kind of machine, as the format has it.
pub(super) fn kind_of(words: &str) -> Option<&'static str> {
    let lower = words.to_lowercase();
    let has = |list: &[&str]| list.iter().any(|it| lower.contains(it));
    if has(&["server", "host", "virtual", "storage", "domain controller"]) {
        Some("Server")
    } else if has(&[
        "device", "scanner", "analyser", "analyzer", "medical", "modality", "pump", "monitor",
    ]) {
        Some("Device")
    } else if has(&[
        "desktop",
        "laptop",
        "pc",
        "workstation",
        "thin",
        "tablet",
        "computer",
        "notebook",
    ]) {
        Some("Desktop")
    } else {
        None
    }
}

/// Yes or no, as people write it; nothing if it is neither.
pub(super) fn yes(words: &str) -> Option<bool> {
    match words.trim().to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "patched" | "installed" | "compliant" | "up to date" => {
            Some(true)
        }
        "no" | "n" | "false" | "0" | "unpatched" | "missing" | "not installed" => Some(false),
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

/// How much a service needs something, as the format has it.
pub(super) fn weight_of(words: &str) -> Option<&'static str> {
    let text = words.trim().to_lowercase();
    Some(match text.as_str() {
        "essential" | "critical" | "high" | "1" | "tier 1" | "p1" | "vital" => "Essential",
        "important" | "medium" | "2" | "tier 2" | "p2" | "moderate" => "Important",
        "helpful" | "low" | "3" | "tier 3" | "p3" | "minor" => "Helpful",
        _ => return None,
    })
}
