//! How the window looks and moves, as its user wants it; kept in a file beside the records. Must
//! not know what is shown.

use super::theme::{DARK, LIGHT, Theme};
use serde::{Deserialize, Serialize};
use std::path::Path;
use wardroom_core::host::WhenAsked;
use wardroom_files as files;

/// Sizes of text that can be chosen, per cent.
pub const TEXT_PCT: [u16; 7] = [80, 90, 100, 125, 150, 175, 200];

/// Which theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// Dark on every screen but the review, as the screens were drawn.
    #[default]
    Drawn,
    /// Dark everywhere.
    Dark,
    /// Light everywhere.
    Light,
}

/// How the window looks and moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The size of text, per cent.
    pub text_pct: u16,
    /// The theme.
    pub ground: Ground,
    /// Colours that people see apart who don't see red and green apart.
    pub safe_colours: bool,
    /// Whether things move to explain.
    pub motion: bool,
    /// What the clock does when a decision point is put to the team.
    pub when_asked: WhenAsked,
    /// Whether the room hears what comes, where sound was built in.
    pub sound: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text_pct: 100,
            ground: Ground::Drawn,
            safe_colours: false,
            motion: true,
            when_asked: WhenAsked::Slow,
            sound: false,
        }
    }
}

impl Settings {
    /// Whether the room hears what comes.
    pub fn sounds(&self) -> bool {
        cfg!(feature = "sound") && self.sound
    }

    /// As they were left; the usual ones if they can't be read.
    pub fn read(folder: &Path) -> Self {
        let mut settings: Self = files::text(&folder.join("settings.json"))
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default();
        settings.text_pct = settings.text_pct.clamp(80, 200);
        settings
    }

    /// Keeps them. That they can't be kept is no trouble worth telling: they hold until the window
    /// closes.
    pub fn keep(&self, folder: &Path) {
        if let Ok(text) = serde_json::to_string_pretty(self) {
            let _unkept = files::write(&folder.join("settings.json"), text.as_bytes());
        }
    }

    /// The theme of a screen that was drawn dark or light.
    pub fn theme(&self, drawn_dark: bool) -> Theme {
        let dark = match self.ground {
            Ground::Drawn => drawn_dark,
            Ground::Dark => true,
            Ground::Light => false,
        };
        let theme = if dark { DARK } else { LIGHT };
        if self.safe_colours {
            theme.safe()
        } else {
            theme
        }
    }

    /// The next larger or smaller size of text.
    pub fn step_text(&mut self, larger: bool) {
        let at = TEXT_PCT
            .iter()
            .position(|pct| *pct >= self.text_pct)
            .unwrap_or(TEXT_PCT.len() - 1);
        let next = if larger {
            (at + 1).min(TEXT_PCT.len() - 1)
        } else {
            at.saturating_sub(1)
        };
        self.text_pct = TEXT_PCT[next];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_up_and_down_between_its_ends() {
        let mut settings = Settings::default();
        for _ in 0..9 {
            settings.step_text(true);
        }
        assert_eq!(settings.text_pct, 200);
        for _ in 0..9 {
            settings.step_text(false);
        }
        assert_eq!(settings.text_pct, 80);
    }

    #[test]
    fn settings_are_kept_and_a_broken_file_gives_the_usual_ones() {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = Settings {
            text_pct: 150,
            safe_colours: true,
            ..Settings::default()
        };
        settings.keep(folder.path());
        assert_eq!(Settings::read(folder.path()), settings);
        std::fs::write(folder.path().join("settings.json"), "{{{").expect("a file");
        assert_eq!(Settings::read(folder.path()), Settings::default());
    }
}
