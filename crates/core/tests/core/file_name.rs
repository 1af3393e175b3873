//! What a file may be called, by the rules that Microsoft publishes for names of files.

use proptest::prelude::*;
use wardroom_core::file_name::{file_name, windows_holds};

#[test]
fn what_every_system_can_hold_stays_as_it_is() {
    for name in [
        "estates",
        "red-screen.png",
        "Flood at night",
        "médecin-de-garde.pdf",
        "certificate-01-evaluator.pdf",
        "console.html",
        "com10.ron",
        "lptop",
        "auxiliary.csv",
        ".hidden",
    ] {
        assert_eq!(file_name(name), name);
    }
}

#[test]
fn devices_signs_and_ends_that_windows_does_not_hold_are_put_otherwise() {
    for (text, name) in [
        ("CON", "CON_"),
        ("aux", "aux_"),
        ("NUL.ron", "NUL_.ron"),
        ("prn.tar.gz", "prn_.tar.gz"),
        ("com1", "com1_"),
        ("LPT9.html", "LPT9_.html"),
        ("com¹.txt", "com¹_.txt"),
        ("conin$", "conin$_"),
        ("con .txt", "con_ .txt"),
        ("what now?", "what now-"),
        ("a<b>c:d\"e|f*g", "a-b-c-d-e-f-g"),
        ("bed board: 14/05", "bed board- 14-05"),
        ("..\\..\\boot.ini", "..-..-boot.ini"),
        ("../../etc/passwd", "..-..-etc-passwd"),
        ("report. . ", "report"),
        ("ends in a dot.", "ends in a dot"),
        ("line\nfeed\u{7}", "line-feed-"),
        ("", "_"),
        ("..", "_"),
        (" . ", "_"),
    ] {
        assert_eq!(file_name(text), name, "{text:?}");
    }
}

#[test]
fn a_long_name_is_cut_between_letters_and_keeps_its_ending() {
    let name = file_name(&format!("{}.pdf", "é".repeat(300)));
    assert!(name.len() <= 200 && name.ends_with("é.pdf"), "{name}");
    let name = file_name(&format!("a.{}", "b".repeat(300)));
    assert_eq!(name.len(), 200);
}

/// By the rules as they are published, written down a second time: by what is forbidden.
fn fits(name: &str) -> bool {
    let upper = name.to_uppercase();
    let stem = upper.split('.').next().unwrap_or_default().trim_end();
    let ports = [
        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³",
    ];
    let port = |kind: &str| ports.iter().any(|it| stem == format!("{kind}{it}"));
    let device = matches!(stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$");
    !name.is_empty()
        && name.len() <= 255
        && !name.ends_with(['.', ' '])
        && name.chars().all(|c| c >= ' ' && !"<>:\"/\\|?*".contains(c))
        && !device
        && !port("COM")
        && !port("LPT")
}

proptest! {
    #[test]
    fn whatever_somebody_wrote_the_name_fits_and_is_its_own(
        text in prop_oneof![
            any::<String>(),
            "(?i)(con|nul|aux|prn|com[0-9¹]|lpt[0-9]|conout\\$)?[ .]{0,3}[a-zé?<|\\\\/:]{0,4}[ .]{0,3}",
            "[.é ]{90,260}",
        ]
    ) {
        let name = file_name(&text);
        prop_assert!(fits(&name), "{text:?} gives {name:?}");
        prop_assert!(windows_holds(&name));
        if text.len() <= 255 && !text.chars().any(|c| ('\u{7f}'..='\u{9f}').contains(&c)) {
            prop_assert_eq!(windows_holds(&text), fits(&text), "{:?}", text);
        }
        prop_assert_eq!(file_name(&name), name);
    }
}
