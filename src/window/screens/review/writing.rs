//! What stands beside a button that writes to the record: that it is being written, or why it was
//! not taken. Must not write.

use crate::window::review::RecordSeen;
use crate::window::theme::{Theme, size};
use crate::window::widgets::{quiet, text};
use egui::{FontFamily, Ui};

/// Shows how far what was asked for is.
pub fn writing_ui(ui: &mut Ui, theme: &Theme, record: &RecordSeen, trouble: Option<&str>) {
    if record.writing > 0 {
        quiet(ui, theme, "Being written to the record …");
    } else if let Some(trouble) = trouble {
        ui.label(text(
            trouble,
            size::BODY,
            FontFamily::Proportional,
            theme.bad,
        ));
    }
}
