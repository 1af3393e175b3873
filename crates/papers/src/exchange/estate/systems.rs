//! Operating systems by their names, as lists have them: whether the worm that the format knows of
//! (MS17-010, March 2017) takes hold of them, and which Windows it is where a list says that by a
//! version. Must not know which list a name stands in.

use wardroom_core::scenario::shape::WhenHit;

/// What is known of an operating system by its name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Known {
    /// What an exploit does to it.
    As(WhenHit),
    /// Windows, and not which.
    SomeWindows,
    /// The system of a switch or the like, which is no computer of the estate.
    Network,
    /// Nothing.
    Not,
}

/// The words of a name in small letters.
fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Whether the words hold one of these names, each of one or several words.
fn holds(words: &[String], names: &[&str]) -> bool {
    names.iter().any(|name| {
        let wanted: Vec<&str> = name.split(' ').collect();
        words.windows(wanted.len()).any(|it| it == wanted)
    })
}

/// Systems of switches, routers and firewalls.
const NETWORK: [&str; 14] = [
    "cisco ios",
    "cisco",
    "ios xe",
    "ios xr",
    "nx os",
    "junos",
    "fortios",
    "pan os",
    "arubaos",
    "procurve",
    "routeros",
    "eos",
    "gaia",
    "comware",
];

/// Systems that have no SMB server of Windows.
const OTHERS: [&str; 56] = [
    "linux",
    "ubuntu",
    "debian",
    "red hat",
    "redhat",
    "rhel",
    "centos",
    "rocky",
    "almalinux",
    "alma",
    "fedora",
    "suse",
    "opensuse",
    "sles",
    "oracle linux",
    "kali",
    "raspbian",
    "raspberry",
    "photon",
    "macos",
    "mac os",
    "os x",
    "osx",
    "mac",
    "ios",
    "ipados",
    "ipad os",
    "iphone",
    "ipad",
    "tvos",
    "watchos",
    "visionos",
    "android",
    "chromeos",
    "chrome os",
    "chromium os",
    "esxi",
    "esx",
    "vmware esxi",
    "proxmox",
    "xenserver",
    "unix",
    "aix",
    "hp ux",
    "solaris",
    "freebsd",
    "openbsd",
    "netbsd",
    "openvms",
    "ibm i",
    "z os",
    "vxworks",
    "qnx",
    "freertos",
    "igel",
    "thinos",
];

/// Windows that the update of March 2017 was written for and that were widely without it.
const HIT: [&str; 16] = [
    "windows 7",
    "win 7",
    "win7",
    "windows 8",
    "win 8",
    "win8",
    "win81",
    "windows 8 1",
    "vista",
    "2008",
    "2012",
    "windows embedded standard 7",
    "windows thin pc",
    "wes7",
    "windows7",
    "windows8",
];

/// Windows that came after it, or with it.
const LATER: [&str; 26] = [
    "windows 10",
    "win 10",
    "win10",
    "windows10",
    "windows 11",
    "win 11",
    "win11",
    "windows11",
    "windows 365",
    "2016",
    "2019",
    "2022",
    "2025",
    "1709",
    "1803",
    "1809",
    "1903",
    "1909",
    "20h2",
    "21h1",
    "21h2",
    "22h2",
    "23h2",
    "24h2",
    "25h2",
    "azure stack hci",
];

/// What is known of the system of this name.
pub(super) fn known(name: &str) -> Known {
    let words = words(name);
    let windows = words.iter().any(|it| it.starts_with("win"));
    if holds(
        &words,
        &[
            "xp",
            "2003",
            "2000",
            "nt 4",
            "windows nt 4 0",
            "windows nt 5",
        ],
    ) {
        return Known::As(WhenHit::Crashes {
            infected: 0.05,
            reboot_mins: 20,
        });
    }
    if holds(&words, &HIT) {
        return Known::As(WhenHit::Infected);
    }
    if holds(&words, &LATER) {
        return Known::As(WhenHit::Immune);
    }
    if windows {
        return match number(&words) {
            // As Configuration Manager has it: “Microsoft Windows NT Workstation 6.1”.
            Some(version) => windows_of(version, holds(&words, &["server"]))
                .map_or(Known::SomeWindows, |name| known(&name)),
            None if holds(&words, &["ce", "phone", "mobile"]) => Known::As(WhenHit::Immune),
            None => Known::SomeWindows,
        };
    }
    if holds(&words, &NETWORK) {
        return Known::Network;
    }
    // `macOS14`, `Android13`: the number is written on.
    let bare: Vec<String> = words
        .iter()
        .map(|it| it.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned())
        .collect();
    if holds(&words, &OTHERS) || holds(&bare, &OTHERS) {
        return Known::As(WhenHit::Immune);
    }
    Known::Not
}

/// What an exploit does to a system of this name, if it is known.
pub(super) fn when_hit(name: &str) -> Option<WhenHit> {
    match known(name) {
        Known::As(hit) => Some(hit),
        Known::SomeWindows | Known::Network | Known::Not => None,
    }
}

/// Whether a machine of this system is a server, as far as its name says; nothing if it does not.
pub(super) fn is_server(name: &str) -> Option<bool> {
    let words = words(name);
    if holds(
        &words,
        &["server", "esxi", "esx", "proxmox", "xenserver", "hyper v"],
    ) || holds(
        &words,
        &["2003", "2008", "2012", "2016", "2019", "2022", "2025"],
    ) || holds(
        &words,
        &[
            "rhel", "centos", "sles", "aix", "hp ux", "solaris", "openvms", "ibm i",
        ],
    ) || holds(&words, &["red hat enterprise linux", "oracle linux"])
    {
        return Some(true);
    }
    match known(name) {
        Known::As(_) if holds(&words, &["linux", "debian", "unix", "ubuntu"]) => None,
        Known::As(_) => Some(false),
        Known::SomeWindows | Known::Network | Known::Not => None,
    }
}

/// The system of a row: its name, and the version that stands in a column of its own where the name
/// alone does not say which it is.
pub(super) fn named(name: Option<&str>, version: Option<&str>) -> Option<String> {
    let (name, version) = match (name, version) {
        (None, None) => return None,
        (Some(name), None) => return Some(name.to_owned()),
        (None, Some(version)) => {
            let found = windows_of_words(version, false);
            return found.or_else(|| (known(version) != Known::Not).then(|| version.to_owned()));
        }
        (Some(name), Some(version)) => (name, version),
    };
    if !matches!(known(name), Known::SomeWindows | Known::Not) {
        return Some(name.to_owned());
    }
    if words(version).iter().any(|it| it.starts_with("win")) {
        return Some(version.to_owned());
    }
    let windows = known(name) == Known::SomeWindows;
    let server = holds(&words(name), &["server"]);
    let found = windows
        .then(|| windows_of_words(version, server))
        .flatten()
        .or_else(|| Some(format!("{name} {version}")).filter(|it| when_hit(it).is_some()));
    Some(found.unwrap_or_else(|| name.to_owned()))
}

/// A version number, its parts apart: `10.0.19045`, `10.0 (19045)`.
type Version = (u32, u32, u32);

/// The version number in the words of a name, if one with a dot is there: two parts at least.
fn number(words: &[String]) -> Option<Version> {
    let at = words
        .windows(2)
        .position(|it| it.iter().all(|it| it.parse::<u32>().is_ok()))?;
    let part = |more: usize| words.get(at + more).and_then(|it| it.parse().ok());
    Some((part(0)?, part(1)?, part(2).unwrap_or(0)))
}

fn windows_of_words(version: &str, server: bool) -> Option<String> {
    windows_of(number(&words(version))?, server)
}

/// Which Windows has this version, by Microsoft's own table of versions.
fn windows_of((major, minor, build): Version, server: bool) -> Option<String> {
    let name = match (major, minor, server) {
        (5, 0, _) => "Windows 2000",
        (5, 1, _) | (5, 2, false) => "Windows XP",
        (5, 2, true) => "Windows Server 2003",
        (6, 0, false) => "Windows Vista",
        (6, 0, true) => "Windows Server 2008",
        (6, 1, false) => "Windows 7",
        (6, 1, true) => "Windows Server 2008 R2",
        (6, 2, false) => "Windows 8",
        (6, 2, true) => "Windows Server 2012",
        (6, 3, false) => "Windows 8.1",
        (6, 3, true) => "Windows Server 2012 R2",
        (10, 0, true) if build >= 26_100 => "Windows Server 2025",
        (10, 0, true) if build >= 20_348 => "Windows Server 2022",
        (10, 0, true) if build >= 17_763 => "Windows Server 2019",
        (10, 0, true) => "Windows Server 2016",
        (10, 0, false) if build >= 22_000 => "Windows 11",
        (10, 0, false) => "Windows 10",
        _ => return None,
    };
    Some(name.to_owned())
}

/// Whether words name an operating system.
pub(super) fn is_system(words: &str) -> bool {
    matches!(known(words), Known::As(_) | Known::SomeWindows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn systems_are_known_by_the_names_that_products_give_them() {
        let immune = Known::As(WhenHit::Immune);
        let hit = Known::As(WhenHit::Infected);
        for (name, wanted) in [
            ("Windows 7 Professional", hit),
            ("Microsoft Windows Server 2012 R2 Standard", hit),
            ("Win 7", hit),
            ("Windows 8.1 Enterprise", hit),
            ("Windows Embedded Standard 7", hit),
            ("Microsoft Windows NT Workstation 6.1", hit),
            ("Microsoft Windows NT Server 6.3", hit),
            (
                "Microsoft Windows NT Workstation 10.0 (Tablet Edition)",
                immune,
            ),
            ("Windows 10 Enterprise 22H2", immune),
            ("Win 2016", immune),
            ("Windows Server 2025", immune),
            ("iPadOS", immune),
            ("iOS 17.2", immune),
            ("Android (corporate-owned work profile)", immune),
            ("ChromeOS", immune),
            ("Chrome OS 120", immune),
            ("macOS 14.2 (23C64)", immune),
            ("Mac OS X 10.11", immune),
            ("Red Hat Enterprise Linux 8.6", immune),
            ("Ubuntu 22.04.3 LTS", immune),
            ("VMware ESXi 7.0.3", immune),
            ("Cisco IOS XE 17.3", Known::Network),
            ("Windows", Known::SomeWindows),
            ("Microsoft Windows", Known::SomeWindows),
            ("Windows Enterprise", Known::SomeWindows),
            ("HP FutureSmart", Known::Not),
            ("Plan 9", Known::Not),
        ] {
            assert_eq!(known(name), wanted, "{name}");
        }
        assert!(matches!(
            known("Windows XP Embedded"),
            Known::As(WhenHit::Crashes { .. })
        ));
    }

    #[test]
    fn a_windows_that_is_not_said_which_is_known_by_its_version() {
        for (name, version, wanted) in [
            (Some("Windows"), Some("10.0.19045.3930"), "Windows 10"),
            (Some("Windows"), Some("10.0.22631.3007"), "Windows 11"),
            (Some("Windows"), Some("10.0 (19045)"), "Windows 10"),
            (Some("Windows"), Some("6.1.7601"), "Windows 7"),
            (
                Some("Windows Server"),
                Some("6.1"),
                "Windows Server 2008 R2",
            ),
            (
                Some("Windows Server"),
                Some("10.0 (17763)"),
                "Windows Server 2019",
            ),
            (Some("Windows"), Some("11"), "Windows 11"),
            (Some("Windows"), Some("XP"), "Windows XP"),
            (Some("Windows"), Some("Windows 7 SP1"), "Windows 7 SP1"),
            (Some("Windows"), Some("22H2"), "Windows 22H2"),
            (Some("Windows"), Some("Enterprise"), "Windows"),
            (
                Some("Windows Server"),
                Some("2012 R2"),
                "Windows Server 2012 R2",
            ),
            (
                Some("Windows 7 Enterprise"),
                Some("6.1"),
                "Windows 7 Enterprise",
            ),
            (Some("iOS"), Some("16.4.1"), "iOS"),
            (None, Some("10.0.19045"), "Windows 10"),
        ] {
            assert_eq!(
                named(name, version).as_deref(),
                Some(wanted),
                "{name:?} {version:?}"
            );
        }
        assert_eq!(named(None, Some("3.2")), None);
    }
}
