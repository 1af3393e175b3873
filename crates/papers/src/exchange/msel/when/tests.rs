//! Times as people write them, against what they mean.

#![allow(
    clippy::disallowed_methods,
    reason = "times are read against a shipped scenario"
)]

use super::*;
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Friday lunchtime: it begins on Friday 12 May 2017 at 11:30; here it ends before a clock comes twice.
static FRIDAY: LazyLock<Scenario> = LazyLock::new(|| {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios");
    let fetch = |name: &str| std::fs::read(folder.join(name)).map_err(|error| error.to_string());
    let scenario = wardroom_core::scenario::check("friday-lunchtime.ron", &fetch);
    let mut scenario = scenario.expect("it is sound");
    scenario.ends_mins = 12 * 60;
    scenario
});

fn of(day: &str, words: &str, counts: Counts) -> Result<Understood, String> {
    understood(&FRIDAY, Cells { day, words, counts })
}

/// Minutes, and whether something must be told.
fn found(day: &str, words: &str, counts: Counts) -> Option<(u32, bool)> {
    let found = of(day, words, counts).ok()?;
    Some((found.mins, !found.noted.is_empty()))
}

#[test]
fn the_beginning_of_a_range_counts_and_is_told() {
    for (words, wanted) in [
        ("12:00 – 13:30", 30),
        ("Fri 12:00 - 12:30", 30),
        ("12:00-12:30", 30),
        ("between 12:00 and 12:30", u32::MAX),
        ("12:00 to 12:30", 30),
        ("from 12:00 until 12:30 hrs", 30),
        ("12.00 – 12.30", 30),
        ("1200-1230", 30),
        ("1:00 - 1:30 PM", 90),
        ("11:30 - 12:15 pm", 0),
        ("T+15 - T+30", 15),
        ("T+15 to 30", 15),
        ("12/05/2017 12:00 – 13/05/2017 09:00", 30),
        ("12:00 onwards", 30),
    ] {
        let wanted = (wanted != u32::MAX).then_some((wanted, true));
        assert_eq!(found("", words, Counts::Clock), wanted, "{words}");
    }
}

#[test]
fn what_is_left_over_is_pasted_to_nothing() {
    for words in [
        "10:00, 12:15",
        "12:00 12:30",
        "12:00 lunch",
        "12:00 / ward 3",
        "Fri 12:00 - lunch",
        "12:0030",
        "T+0130",
        "T+15x",
        "12/05/2017 13/05/2017",
        "12:60",
        "13:00 am fm",
        "9",
        "9 h",
        "Fri",
        "12 May 2017",
        "12:00 IST",
        "1.2.3.4",
        "inject 4",
        "TBC",
        "13:42 (lunch) 2",
        "13:42 (ward 3)",
        "(lunch)",
        "Fri (lunch)",
        "T=",
        "H=2",
        "J 5",
    ] {
        let why = of("", words, Counts::Clock).expect_err(words);
        assert!(why.contains("is no time that is understood"), "{why}");
    }
}

#[test]
fn notations_of_other_tools_and_forces_are_read() {
    for (words, wanted) in [
        ("121342Z MAY 17", (192, true)),
        ("121342ZMAY17", (192, true)),
        ("121342J MAY 2017", (132, false)),
        ("121342A MAY 17", (132, true)),
        ("121342Z", (192, true)),
        ("J+1 H+2 M-5", (1_555, false)),
        ("D+1 H+3", (1_620, false)),
        ("H+2 M+10", (130, false)),
        ("12/05/2017 13h42", (132, false)),
        ("13h42", (132, false)),
        ("13 h 42", (132, false)),
        ("13 h 42 min", (822, false)),
        ("2 h 30 after STARTEX", (150, false)),
        ("1:42 p.m.", (132, false)),
        ("1:42PM", (132, false)),
        ("Friday 1:42 PM", (132, false)),
        ("12 noon", (30, false)),
        ("Day 1, 13:42", (132, false)),
        ("Day 2 09:00", (1_290, false)),
        ("13:42 on Friday", (132, false)),
        ("13:42, 12 May 2017", (132, false)),
        ("May 12, 2017 1:42 pm", (132, false)),
        ("12-May-2017 13:42", (132, false)),
        ("12-May-17 13:42", (132, false)),
        ("Friday 12 May 13:42", (132, false)),
        ("12 May 2017 13:42:30", (132, false)),
        ("1h 30min", (90, false)),
        ("T+1h30", (90, false)),
        ("T + 1 hr 30 min", (90, false)),
        ("T+90m", (90, false)),
        ("T+2h", (120, false)),
        ("30 minutes after STARTEX", (30, false)),
        ("2 hours after start of exercise", (120, false)),
        ("approx. 13:42", (132, true)),
        ("~13:42", (132, true)),
        ("1342 hrs", (132, false)),
        ("1342h", (132, false)),
        ("T=0:10", (10, false)),
        ("T = 15", (15, false)),
        ("T=+1:15", (75, false)),
        ("T=0", (0, false)),
        ("T+1:15 (if needed)", (75, true)),
        ("13:42 (read aloud)", (132, true)),
        ("J 13h42", (132, false)),
        ("D 13:42", (132, false)),
        ("J+1 13h42", (1_572, false)),
    ] {
        assert_eq!(found("", words, Counts::Clock), Some(wanted), "{words}");
    }
}

#[test]
fn after_startex_a_clock_is_how_long() {
    let counts = Counts::FromStart(1.0);
    for (words, wanted) in [
        ("0:15", 15),
        ("00:15", 15),
        ("13:00", 780),
        ("26:30", 1_590),
        ("26:30:00", 1_590),
        ("1h30", 90),
        ("2 h", 120),
        ("1 day", 1_440),
        ("45", 45),
        ("0.5", u32::MAX),
        ("0.0104166667", 15),
        ("Fri 13:42", 132),
        ("2017-05-12 13:42", 132),
    ] {
        let wanted = (wanted != u32::MAX).then_some((wanted, false));
        assert_eq!(found("", words, counts), wanted, "{words}");
    }
    assert_eq!(found("", "1.5", Counts::FromStart(60.0)), Some((90, false)));
    assert_eq!(
        found("", "900", Counts::FromStart(1.0 / 60.0)),
        Some((15, false))
    );
}

#[test]
fn zones_are_regarded_or_told() {
    // 12 May: British summer time.
    for (words, wanted) in [
        ("2017-05-12T12:00:00Z", 90),
        ("2017-05-12 12:00:00 UTC", 90),
        ("2017-05-12T12:00:00.000Z", 90),
        ("2017-05-12T12:00:00+01:00", 30),
        ("2017-05-12T07:00:00-05:00", 90),
        ("2017-05-12 12:00 GMT", 90),
        ("12:00 BST", 30),
        ("2017-05-12 12:00 UTC+1", 30),
        ("2017-05-12 12:00 (UTC)", 90),
        // As a clock has it where the list was written.
        ("2017-05-12 12:00 EST", 30),
    ] {
        let found = of("", words, Counts::Clock).expect(words);
        assert_eq!(found.mins, wanted, "{words}");
        assert!(!found.noted.is_empty(), "{words}");
    }
    assert_eq!(
        found("", "12:00 local time", Counts::Clock),
        Some((30, false))
    );
}

#[test]
fn a_date_and_a_time_stand_beside_one_another() {
    for (day, words, wanted) in [
        ("12/05/2017", "13:42", Some((132, false))),
        ("2017-05-12 00:00:00", "13:42", Some((132, false))),
        ("12/05/2017", "1899-12-30 13:42", Some((132, false))),
        ("Monday", "9:30 AM", Some((4_200, false))),
        ("2017-05-12 13:42", "", Some((132, false))),
        ("Friday 1:42 PM", "", Some((132, false))),
        ("D+1", "H+3", Some((1_620, false))),
        ("12/05/2017", "T+15", Some((15, false))),
        ("13/05/2017", "T+15", Some((15, true))),
        ("12/05/2017", "13/05/2017 09:00", None),
        ("12/05/2017 10:00", "13:42", None),
        ("soon", "13:42", None),
        ("12/05/2017", "", None),
    ] {
        assert_eq!(found(day, words, Counts::Clock), wanted, "{day} | {words}");
    }
}

fn overnight() -> Scenario {
    let mut scenario = FRIDAY.clone();
    scenario.starts = "2017-05-12T22:00".parse().expect("a time");
    scenario.ends_mins = 8 * 60;
    scenario
}

#[test]
fn a_clock_after_midnight_is_on_the_one_night_that_can_be_meant() {
    let night = overnight();
    let of = |words| {
        let cells = Cells {
            day: "",
            words,
            counts: Counts::Clock,
        };
        understood(&night, cells).map(|it| (it.mins, !it.noted.is_empty()))
    };
    assert_eq!(of("23:15"), Ok((75, false)));
    assert_eq!(of("00:15"), Ok((135, true)));
    assert_eq!(of("24:00"), Ok((120, false)));
    assert!(of("12:00").is_err_and(|why| why.contains("before STARTEX")));
    let mut days = night;
    days.ends_mins = 3 * 1_440;
    let cells = Cells {
        day: "",
        words: "00:15",
        counts: Counts::Clock,
    };
    let found = understood(&days, cells).expect("the first");
    assert_eq!(found.mins, 135);
    assert!(found.noted[0].contains("later day"), "{found:?}");
}

#[test]
fn the_hour_that_a_night_leaves_out_is_no_time() {
    let mut scenario = overnight();
    scenario.starts = "2027-03-27T22:00".parse().expect("a time");
    let of = |words| {
        let cells = Cells {
            day: "",
            words,
            counts: Counts::Clock,
        };
        understood(&scenario, cells)
    };
    assert!(of("2027-03-28 01:30").is_err_and(|why| why.contains("does not exist")));
    assert!(of("Sun 01:00").is_err_and(|why| why.contains("does not exist")));
    for words in ["Sun 00:59", "Sun 02:00"] {
        assert!(of(words).is_ok(), "{words}");
    }
    // In October an hour comes twice, and is a time.
    scenario.starts = "2027-10-30T22:00".parse().expect("a time");
    let cells = Cells {
        day: "",
        words: "Sun 01:30",
        counts: Counts::Clock,
    };
    assert!(understood(&scenario, cells).is_ok());
}

/// Ways to write a day and a time of it.
fn written(at: DateTime, form: usize) -> String {
    const FORMS: [&str; 12] = [
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%d/%m/%Y %H:%M",
        "%d.%m.%y %H.%M",
        "%-d %B %Y, %-I:%M %p",
        "%A %-d %B %Y %H%M hrs",
        "%d%H%MJ %b %y",
        "%d%H%MJ%b%Y",
        "%B %-d, %Y %H:%M",
        "%H:%M %d/%m/%Y",
        "%a, %-d %b %Y at %-I.%M%P",
        "%d-%b-%Y %Hh%M",
    ];
    at.strftime(FORMS[form % FORMS.len()]).to_string()
}

proptest! {
    #[test]
    fn every_way_to_write_a_time_is_that_time(mins in 0_u32..20_000, form in 0_usize..12) {
        let at = FRIDAY.starts.checked_add(jiff::Span::new().minutes(mins)).expect("a day");
        let words = written(at, form);
        prop_assert_eq!(found("", &words, Counts::Clock), Some((mins, false)), "{}", words);
    }

    #[test]
    fn every_way_to_write_how_long_is_as_long(mins in 0_u32..6_000, form in 0_usize..6) {
        let (hours, rest) = (mins / 60, mins % 60);
        let words = match form {
            0 => format!("T+{mins}"),
            1 => format!("T+{hours}:{rest:02}"),
            2 => format!("STARTEX + {hours} h {rest} min"),
            3 => format!("H+{hours} M+{rest}"),
            4 => format!("D+{} H+{} M+{rest}", hours / 24, hours % 24),
            _ => format!("{mins} minutes"),
        };
        prop_assert_eq!(found("", &words, Counts::Clock), Some((mins, false)), "{}", words);
    }

    #[test]
    fn what_stands_behind_a_time_and_is_none_makes_it_none(mins in 0_u32..20_000, form in 0_usize..12, more in "lunch|ward 3|x|inject|[0-9]{1,3}|, [0-9]{2}:15|\\?") {
        let at = FRIDAY.starts.checked_add(jiff::Span::new().minutes(mins)).expect("a day");
        let words = format!("{} {more}", written(at, form));
        prop_assert!(of("", &words, Counts::Clock).is_err(), "{}", words);
    }

    #[test]
    fn no_words_whatever_end_the_program(words in any::<String>(), day in "[ -~]{0,12}|(?s).{0,8}", per in prop::sample::select(vec![1.0, 60.0, 1.0 / 60.0])) {
        let _ = of(&day, &words, Counts::Clock);
        let _ = of("", &words, Counts::FromStart(per));
    }

    #[test]
    fn nor_do_pieces_of_times(words in "([0-9]{1,7}|[:.,+/()-]| |t|h|d|j|m|z|am|pm|may|fri|day|utc|to|startex|noon){1,9}") {
        let _ = of("", &words, Counts::Clock);
        let _ = of(&words, &words, Counts::FromStart(1.0));
    }
}
