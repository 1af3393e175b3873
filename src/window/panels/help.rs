//! The sheet with every key and with how the window looks. Must not change anything but settings.

use crate::window::settings::{Ground, Settings};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{caps, named, quiet, row, secondary, text, toggle};
use egui::{Align2, FontFamily, FontId, Grid, Sense, Ui, WidgetType, vec2};
use wardroom_core::host::WhenAsked;

/// What is asked for on the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpAction {
    /// It is put away.
    Close,
}

const KEYS: [(&str, &str); 24] = [
    (
        "F8",
        "no duff: something real has happened, every screen says so",
    ),
    ("Space", "run or pause the clock"),
    ("N", "next inject or decision point"),
    ("[  ]", "slower, faster"),
    (
        "P",
        "pause for discussion: the clock stands, the room sees it",
    ),
    ("J", "time jump"),
    ("B", "replay from an earlier minute; return with Escape"),
    ("1 to 9", "choose an option"),
    ("Enter", "record the decision"),
    ("/", "find a card"),
    ("I", "free-play action"),
    ("M", "report or METHANE"),
    ("E", "evaluator's note"),
    ("U", "ad-hoc inject"),
    ("A", "read the next message"),
    ("↑  ↓", "take hold of an upcoming inject"),
    ("R  H  S", "send it, hold it, skip it"),
    (
        "C  L",
        "the last decision follows the plan's clause; the plan is silent",
    ),
    (
        "G  K",
        "it goes against the plan, because; all that is said of the plan",
    ),
    ("D", "room display here, and back"),
    ("+  −", "larger, smaller text"),
    ("Ctrl+Z", "take back the order that was just given"),
    ("Tab", "from one thing to the next; Space presses it"),
    ("?", "this sheet"),
];

/// The size of text, which holds when the sheet is closed.
fn text_size_ui(ui: &mut Ui, theme: &Theme, settings: &mut Settings, shown_pct: u16) {
    caps(ui, theme, "Text");
    ui.horizontal_wrapped(|ui| {
        for (words, name, larger) in [("A−", "Smaller text", false), ("A+", "Larger text", true)]
        {
            let response = secondary(ui, theme, words);
            named(&response, WidgetType::Button, name);
            if response.clicked() {
                settings.step_text(larger);
            }
        }
        ui.label(text(
            format!("{}%", settings.text_pct),
            size::BODY,
            semibold(),
            theme.text,
        ));
    });
    let (sample, _) = ui.allocate_exact_size(vec2(ui.available_width(), 34.0), Sense::hover());
    let points = size::BODY * f32::from(settings.text_pct) / f32::from(shown_pct.max(1));
    let words = if settings.text_pct == shown_pct {
        "Text as it is now"
    } else {
        "Text when this sheet is closed"
    };
    ui.painter().text(
        sample.left_center(),
        Align2::LEFT_CENTER,
        words,
        FontId::new(points, FontFamily::Proportional),
        theme.text,
    );
}

/// How things look, move and sound, and what the clock does when something is asked.
fn manner_ui(ui: &mut Ui, theme: &Theme, settings: &mut Settings) {
    caps(ui, theme, "Background");
    ui.horizontal_wrapped(|ui| {
        for (ground, words) in [
            (Ground::Drawn, "Automatic"),
            (Ground::Dark, "Dark"),
            (Ground::Light, "Light"),
        ] {
            if toggle(ui, theme, settings.ground == ground, words).clicked() {
                settings.ground = ground;
            }
        }
    });
    caps(ui, theme, "Colours and motion");
    ui.horizontal_wrapped(|ui| {
        if toggle(
            ui,
            theme,
            settings.safe_colours,
            "Colours without red and green",
        )
        .clicked()
        {
            settings.safe_colours = !settings.safe_colours;
        }
        if toggle(ui, theme, !settings.motion, "No motion").clicked() {
            settings.motion = !settings.motion;
        }
    });
    caps(ui, theme, "When something is asked");
    ui.horizontal_wrapped(|ui| {
        for (when, words) in [
            (WhenAsked::Slow, "The clock slows"),
            (WhenAsked::Stop, "The clock stops"),
            (WhenAsked::GoOn, "The clock goes on"),
        ] {
            if toggle(ui, theme, settings.when_asked == when, words).clicked() {
                settings.when_asked = when;
            }
        }
    });
    if cfg!(feature = "sound") {
        caps(ui, theme, "Sound");
        let words = "In the room, with captions";
        if toggle(ui, theme, settings.sound, words).clicked() {
            settings.sound = !settings.sound;
        }
    }
}

/// Shows the sheet. `shown_pct` is the size of text in which it is shown itself, `drawn_by` what draws it.
pub fn help_ui(
    ui: &mut Ui,
    theme: &Theme,
    settings: &mut Settings,
    shown_pct: u16,
    drawn_by: Option<&str>,
) -> Option<HelpAction> {
    let mut action = None;
    row(
        ui,
        |ui| {
            ui.label(text("Keys and display", size::HEADING, bold(), theme.text));
        },
        |ui| {
            if secondary(ui, theme, "Close").clicked() {
                action = Some(HelpAction::Close);
            }
        },
    );
    text_size_ui(ui, theme, settings, shown_pct);
    manner_ui(ui, theme, settings);
    caps(ui, theme, "Keys, while nothing is being typed");
    Grid::new("keys")
        .num_columns(2)
        .spacing([18.0, 4.0])
        .show(ui, |ui| {
            for (key, words) in KEYS {
                ui.label(text(key, size::BODY, semibold(), theme.text));
                ui.label(text(
                    words,
                    size::BODY,
                    FontFamily::Proportional,
                    theme.text,
                ));
                ui.end_row();
            }
        });
    if let Some(words) = drawn_by {
        caps(ui, theme, "Drawn by");
        quiet(ui, theme, words);
    }
    caps(ui, theme, "Signed records");
    quiet(ui, theme, signed_by());
    quiet(
        ui,
        theme,
        "Everything stays on this machine. Nobody is tested; the plan is.",
    );
    action
}

/// The public part of the key by which records are signed here. It is looked up once.
fn signed_by() -> &'static str {
    static WORDS: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    WORDS.get_or_init(|| match wardroom_files::key() {
        Ok(key) => {
            let public = key.public();
            format!(
                "What is sealed here is signed by key {}. Its public part, for whoever is to check it (“wardroom key” writes it to a file): {public}",
                wardroom_core::record::fingerprint(&public)
            )
        }
        Err(error) => format!("What is sealed here is not signed: {error}."),
    })
}
