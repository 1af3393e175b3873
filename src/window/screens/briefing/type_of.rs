//! Of what type the exercise is: said by whoever leads it, for nothing that the program sees tells one from
//! another. Must not guess.

use crate::window::theme::Theme;
use crate::window::widgets::{caps, quiet, toggle};
use egui::Ui;
use wardroom_core::cycle::ExerciseType;

/// Shows of what type it is. What nobody says is a table-top, and the record then says none.
pub(super) fn type_ui(ui: &mut Ui, theme: &Theme, of_type: &mut Option<ExerciseType>) {
    caps(ui, theme, "Type of exercise");
    let now = of_type.unwrap_or(ExerciseType::TableTop);
    ui.horizontal_wrapped(|ui| {
        for it in ExerciseType::ALL {
            if toggle(ui, theme, it == now, it.words()).clicked() {
                *of_type = Some(it);
            }
        }
    });
    let about = format!(
        "{} It stands in the record, and the register counts it so: the next is due within {} months.",
        now.about(),
        now.cycle_months()
    );
    quiet(ui, theme, about);
}
