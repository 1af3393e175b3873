//! What kind of thing an asset is, by the words that lists have for it: a machine of the estate, or
//! a thing that no worm lives on. Must not know which column the words stand in.

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A machine, by its kind as the format has it.
    Machine(&'static str),
    /// No computer, unless it is said to have an operating system.
    Thing,
}

const SERVERS: [&str; 9] = [
    "server",
    "host",
    "virtual",
    "storage",
    "hypervisor",
    "mainframe",
    "blade",
    "vm",
    "esxi",
];

const DESKTOPS: [&str; 18] = [
    "desktop",
    "laptop",
    "pc",
    "workstation",
    "thin",
    "tablet",
    "computer",
    "notebook",
    "client",
    "ultrabook",
    "netbook",
    "chromebook",
    "macbook",
    "imac",
    "kiosk",
    "ipad",
    "wow",
    "one",
];

const DEVICES: [&str; 22] = [
    "device",
    "analyser",
    "analyzer",
    "medical",
    "modality",
    "pump",
    "ventilator",
    "defibrillator",
    "dialysis",
    "ultrasound",
    "mri",
    "ct",
    "xray",
    "mammography",
    "gantry",
    "linac",
    "incubator",
    "ecg",
    "dexa",
    "pacs",
    "endoscopy",
    "syringe",
];

/// Things that a department has and no worm lives on.
const THINGS: [&str; 84] = [
    "headset",
    "headphone",
    "speaker",
    "microphone",
    "screen",
    "monitor",
    "display",
    "chair",
    "desk",
    "table",
    "furniture",
    "cabinet",
    "cupboard",
    "printer",
    "mfd",
    "mfp",
    "copier",
    "photocopier",
    "plotter",
    "scanner",
    "fax",
    "ups",
    "pdu",
    "battery",
    "charger",
    "phone",
    "telephone",
    "handset",
    "smartphone",
    "mobile",
    "iphone",
    "pager",
    "bleep",
    "keyboard",
    "mouse",
    "mice",
    "dock",
    "docking",
    "cable",
    "adapter",
    "adaptor",
    "camera",
    "webcam",
    "cctv",
    "projector",
    "tv",
    "television",
    "switch",
    "router",
    "firewall",
    "ap",
    "wap",
    "hub",
    "modem",
    "gateway",
    "netgear",
    "rack",
    "enclosure",
    "bag",
    "case",
    "stand",
    "arm",
    "bracket",
    "toner",
    "consumable",
    "license",
    "licence",
    "software",
    "application",
    "appl",
    "subscription",
    "accessory",
    "accessories",
    "peripheral",
    "peripherals",
    "ram",
    "hdd",
    "ssd",
    "drive",
    "sim",
    "token",
    "badge",
    "reader",
    "balancer",
];

/// Pairs that mean something else than their last word.
const PAIRS: [(&str, Kind); 17] = [
    ("access point", Kind::Thing),
    ("network device", Kind::Thing),
    ("network equipment", Kind::Thing),
    ("network gear", Kind::Thing),
    ("mobile device", Kind::Thing),
    ("peripheral device", Kind::Thing),
    ("storage device", Kind::Thing),
    ("power supply", Kind::Thing),
    ("patch panel", Kind::Thing),
    ("db instance", Kind::Thing),
    ("domain controller", Kind::Machine("Server")),
    ("thin client", Kind::Machine("Desktop")),
    ("mobile workstation", Kind::Machine("Desktop")),
    ("docking station", Kind::Thing),
    ("mobile computer", Kind::Machine("Desktop")),
    ("medical device", Kind::Machine("Device")),
    ("virtual desktop", Kind::Machine("Desktop")),
];

/// Words before “monitor” and “scanner” with which they are at a patient's side.
const CLINICAL: [&str; 27] = [
    "patient",
    "bedside",
    "vital",
    "vitals",
    "signs",
    "cardiac",
    "ecg",
    "fetal",
    "foetal",
    "ctg",
    "blood",
    "glucose",
    "anaesthetic",
    "telemetry",
    "haemodynamic",
    "pressure",
    "bp",
    "spo2",
    "physiological",
    "medical",
    "mri",
    "ct",
    "pet",
    "ultrasound",
    "ray",
    "bone",
    "body",
];

/// A thing by its words; nothing if they are not understood. The last word that is understood
/// decides, as it is the noun: a computer chair is a chair, a print server a server.
pub(super) fn kind_of(words: &str) -> Option<Kind> {
    let lower = words.to_lowercase();
    // What it is for, or stands on, is another thing.
    let own = [" for ", " with ", " on ", " in ", " of "]
        .iter()
        .filter_map(|it| lower.find(it))
        .min()
        .map_or(lower.as_str(), |at| &lower[..at]);
    let parts: Vec<&str> = own
        .split(|c: char| !c.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(singular)
        .collect();
    let clinical = parts.iter().any(|it| CLINICAL.contains(it));
    (0..parts.len()).rev().find_map(|at| {
        if at > 0 {
            let pair = format!("{} {}", parts[at - 1], parts[at]);
            if let Some((_, kind)) = PAIRS.iter().find(|(known, _)| *known == pair) {
                return Some(*kind);
            }
        }
        let part = parts[at];
        let is = |list: &[&str]| list.contains(&part);
        if matches!(part, "monitor" | "scanner" | "camera") && clinical {
            Some(Kind::Machine("Device"))
        } else if part == "one" {
            // “All-in-one”.
            (at >= 2 && parts[at - 1] == "in").then_some(Kind::Machine("Desktop"))
        } else if is(&THINGS) {
            Some(Kind::Thing)
        } else if is(&SERVERS) {
            Some(Kind::Machine("Server"))
        } else if is(&DESKTOPS) {
            Some(Kind::Machine("Desktop"))
        } else if is(&DEVICES) {
            Some(Kind::Machine("Device"))
        } else {
            None
        }
    })
}

/// A word without its plural's letter.
fn singular(word: &str) -> &str {
    match word {
        "ups" | "pacs" | "vitals" | "signs" | "accessories" | "peripherals" => word,
        "switches" => "switch",
        _ => word
            .strip_suffix('s')
            .filter(|it| it.len() > 1 && !it.ends_with('s'))
            .unwrap_or(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_says_what_a_thing_is() {
        for (words, wanted) in [
            ("Server", "Server"),
            ("Print server", "Server"),
            ("cmdb_ci_win_server", "Server"),
            ("Windows Server", "Server"),
            ("Virtual Machine", "Server"),
            ("VMware Guest VM", "Server"),
            ("Domain controllers", "Server"),
            ("Desktop PC", "Desktop"),
            ("Laptops", "Desktop"),
            ("Computer", "Desktop"),
            ("All-in-one", "Desktop"),
            ("Workstation on wheels", "Desktop"),
            ("Thin client", "Desktop"),
            ("Medical scanner", "Device"),
            ("Patient monitor", "Device"),
            ("Infusion pump", "Device"),
            ("CT", "Device"),
        ] {
            assert_eq!(kind_of(words), Some(Kind::Machine(wanted)), "{words}");
        }
        for words in [
            "Headset",
            "Screens",
            "Monitor",
            "24in monitor",
            "Computer chair",
            "Desktop monitor",
            "Printer",
            "cmdb_ci_printer",
            "UPS",
            "UPS for server room",
            "Network switch",
            "IP Switch",
            "Access Points",
            "Laptop bag",
            "VOIP Phones",
            "Barcode scanner",
            "Mobile device",
        ] {
            assert_eq!(kind_of(words), Some(Kind::Thing), "{words}");
        }
        for words in ["Widget", "Windows", "Linux", "Other", "Model 8"] {
            assert_eq!(kind_of(words), None, "{words}");
        }
    }
}
