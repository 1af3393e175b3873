//! Files that came with a message, below its words: a picture and a table as they are, of a PDF and a sound
//! what they show. On the console and, larger, in the room. Must not open one.

use super::paper::{Scale, paper};
use crate::window::theme::{LIGHT, bold, semibold};
use egui::{FontFamily, FontId, Image, RichText, Ui, Vec2, vec2};
use egui_phosphor::regular as icons;
use wardroom_core::scenario::{AttachmentKind, Enclosed};

/// The height of a row of a table beside that of its letters.
const ROW: f32 = 1.7;

/// Shows a file that came with a message, in a place that is so high at most, points.
pub fn enclosed_ui(ui: &mut Ui, it: &Enclosed, scale: Scale, most_high: f32) {
    paper(ui, LIGHT.panel, |ui| {
        let words = |text: &str, points: f32, family: FontFamily| {
            RichText::new(text).font(FontId::new(points, family))
        };
        let head = format!("{} {}", icons::PAPERCLIP, it.title);
        let head = words(&head, scale.label * 1.15, bold()).color(LIGHT.text);
        let head = ui.label(head).rect.height();
        let room = (most_high - head - 40.0).max(4.0 * scale.label);
        match &it.file.kind {
            AttachmentKind::Picture { width, height } => {
                let whole = vec2(*width as f32, *height as f32);
                let size = fitted(whole, vec2(ui.available_width(), room));
                ui.vertical_centered(|ui| ui.add(picture(it).fit_to_exact_size(size)));
            }
            AttachmentKind::Table { head, rows } => {
                let points = scale.body * 0.8;
                let most = ((room / (points * ROW)) as usize).saturating_sub(2).max(1);
                table(ui, head, &rows[..rows.len().min(most)], points);
                if rows.len() > most {
                    let more = format!("The first {most} of {} rows.", rows.len());
                    ui.label(
                        words(&more, scale.label, FontFamily::Proportional).color(LIGHT.quiet),
                    );
                }
            }
            AttachmentKind::Pdf | AttachmentKind::Sound => {
                let kind = it.file.kind.words();
                ui.label(words(&kind, scale.label, semibold()).color(LIGHT.quiet));
                let shows = words(&it.shows, scale.body, FontFamily::Proportional);
                ui.label(shows.color(LIGHT.text));
            }
        }
    });
}

/// A picture, decoded by itself the first time that it is shown.
fn picture(it: &Enclosed) -> Image<'static> {
    // The loader goes by the ending; the same picture under another name is the same.
    let ending = it.file.media_type.rsplit('/').next().unwrap_or("png");
    let address = format!("bytes://{}.{ending}", it.file.sha256);
    Image::from_bytes(address, it.file.bytes.clone()).alt_text(it.shows.as_str())
}

/// The largest size of a picture in a place, and no larger than twice its own.
fn fitted(whole: Vec2, place: Vec2) -> Vec2 {
    let share = (place.x / whole.x).min(place.y / whole.y).min(2.0);
    whole * share.max(0.0)
}

fn table(ui: &mut Ui, head: &[String], rows: &[Vec<String>], points: f32) {
    let columns = head.len().max(1);
    let gap = points * 1.2;
    let widest = (ui.available_width() - gap * (columns as f32 - 1.0)) / columns as f32;
    egui::Grid::new(("table", head, rows.len()))
        .num_columns(columns)
        .spacing(vec2(gap, points * (ROW - 1.4)))
        .max_col_width(widest.max(points * 4.0))
        .show(ui, |ui| {
            for cell in head {
                let font = FontId::new(points, semibold());
                ui.label(RichText::new(cell).font(font).color(LIGHT.text));
            }
            ui.end_row();
            for row in rows {
                for cell in row {
                    let (words, colour) = match cell.as_str() {
                        "" => ("blank", LIGHT.quiet),
                        words => (words, LIGHT.text),
                    };
                    let font = FontId::new(points, FontFamily::Proportional);
                    ui.label(RichText::new(words).font(font).color(colour));
                }
                ui.end_row();
            }
        });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_fills_its_place_and_keeps_its_shape() {
        assert_eq!(
            fitted(vec2(400.0, 200.0), vec2(100.0, 100.0)),
            vec2(100.0, 50.0)
        );
        assert_eq!(
            fitted(vec2(200.0, 400.0), vec2(100.0, 100.0)),
            vec2(50.0, 100.0)
        );
        // A small one is not blown up to dots.
        assert_eq!(
            fitted(vec2(10.0, 10.0), vec2(900.0, 900.0)),
            vec2(20.0, 20.0)
        );
    }
}
