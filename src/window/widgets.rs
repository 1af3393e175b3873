//! The few shapes everything is made of: areas, cards, labels, buttons, status words. Must not
//! know what is shown in them.

mod main_button;

use super::theme::{Theme, bold, semibold, size};
use egui::{
    Align, Button, CollapsingHeader, Color32, ComboBox, CornerRadius, FontFamily, FontId, Frame,
    Layout, Margin, Rect, Response, RichText, ScrollArea, Sense, Stroke, TextEdit, Ui, WidgetInfo,
    WidgetType, pos2, vec2,
};
pub use main_button::{primary, primary_wide};
use wardroom_core::exercise::Standing;

/// An area of the window.
pub fn area(theme: &Theme) -> Frame {
    Frame::new()
        .fill(theme.panel)
        .stroke(Stroke::new(1.0, theme.line))
        .corner_radius(CornerRadius::same(10))
        .inner_margin(Margin::same(16))
}

/// A label in small capitals.
pub fn caps(ui: &mut Ui, theme: &Theme, text: &str) -> Response {
    ui.label(
        RichText::new(text.to_uppercase())
            .font(FontId::new(size::SMALL, semibold()))
            .extra_letter_spacing(0.7)
            .color(theme.quiet),
    )
}

/// Text in a size and weight.
pub fn text(text: impl Into<String>, points: f32, family: FontFamily, colour: Color32) -> RichText {
    RichText::new(text)
        .font(FontId::new(points, family))
        .color(colour)
}

/// Quiet small text.
pub fn quiet(ui: &mut Ui, theme: &Theme, words: impl Into<String>) -> Response {
    ui.label(text(
        words,
        size::SMALL,
        FontFamily::Proportional,
        theme.quiet,
    ))
}

/// How far long work has come, 0 to 1: in words, and below them as a bar.
pub fn progress(ui: &mut Ui, theme: &Theme, share: f32, words: &str) {
    quiet(ui, theme, words);
    let (whole, bar) =
        ui.allocate_exact_size(vec2(ui.available_width(), PROGRESS_HEIGHT), Sense::hover());
    let round = CornerRadius::same(4);
    let edge = Stroke::new(1.0, theme.quiet);
    let inside = egui::StrokeKind::Inside;
    ui.painter().rect(whole, round, theme.sunk, edge, inside);
    let mut done = whole;
    done.set_width(whole.width() * share.clamp(0.0, 1.0));
    // Narrower than its ends are round it would be drawn beyond them.
    if done.width() >= PROGRESS_HEIGHT {
        ui.painter().rect_filled(done, round, theme.accent);
    }
    bar.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, words));
}

/// The same of work that can be stopped; returns whether it is to be.
pub fn stoppable(ui: &mut Ui, theme: &Theme, share: f32, words: &str) -> bool {
    progress(ui, theme, share, words);
    secondary(ui, theme, "Stop").clicked()
}

/// Lines that are read by whoever wants them, folded under one.
pub fn folded(ui: &mut Ui, theme: &Theme, head: &str, add: impl FnOnce(&mut Ui)) {
    let words = text(head, size::SMALL, semibold(), theme.quiet);
    CollapsingHeader::new(words).id_salt(head).show(ui, add);
}

/// How high the bar is that shows how far work has come, points.
const PROGRESS_HEIGHT: f32 = 10.0;

/// How high a button is.
pub const BUTTON_HEIGHT: f32 = 32.0;

/// A sheet that lies over what is below it and moves nothing.
pub fn sheet(
    ui: &Ui,
    theme: &Theme,
    id: &str,
    corner: egui::Pos2,
    width: f32,
    add: impl FnOnce(&mut Ui),
) -> Response {
    egui::Area::new(egui::Id::new(("sheet", id)))
        .order(egui::Order::Middle)
        .fixed_pos(corner)
        .constrain(true)
        .show(ui.ctx(), |ui| {
            ui.set_style(ui.ctx().global_style());
            Frame::new()
                .fill(theme.panel)
                .stroke(Stroke::new(1.0, theme.accent))
                .corner_radius(CornerRadius::same(8))
                .inner_margin(Margin::same(12))
                .show(ui, |ui| {
                    ui.set_width(width - 24.0);
                    add(ui);
                });
        })
        .response
}

/// Any other button.
pub fn secondary(ui: &mut Ui, theme: &Theme, words: &str) -> Response {
    ui.add(
        Button::new(RichText::new(words).color(theme.text))
            .fill(theme.raised)
            .min_size(vec2(0.0, 32.0)),
    )
}

/// The same, so wide at least, whatever it says.
pub fn secondary_wide(ui: &mut Ui, theme: &Theme, words: &str, width: f32) -> Response {
    ui.add(
        Button::new(RichText::new(words).color(theme.text))
            .fill(theme.raised)
            .min_size(vec2(width, BUTTON_HEIGHT)),
    )
}

/// How wide a button is that can say any of these, points.
pub fn button_width(ui: &Ui, words: &[&str]) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let wide = |words: &&str| {
        let words = (*words).to_owned();
        let galley = ui
            .painter()
            .layout_no_wrap(words, font.clone(), Color32::PLACEHOLDER);
        galley.size().x
    };
    let widest = words.iter().map(wide).fold(0.0, f32::max);
    widest.ceil() + 2.0 * ui.spacing().button_padding.x
}

/// A choice that is taken or not.
pub fn toggle(ui: &mut Ui, theme: &Theme, on: bool, words: &str) -> Response {
    let response = ui.add(choice(theme, on, words));
    ring(ui, theme, &response);
    response
}

/// A ring around what has the keyboard: on a blue button an edge of its own would not be seen.
fn ring(ui: &Ui, theme: &Theme, response: &Response) {
    if response.has_focus() {
        ui.painter().rect_stroke(
            response.rect.expand(1.0),
            CornerRadius::same(6),
            Stroke::new(2.0, theme.text),
            egui::StrokeKind::Outside,
        );
    }
}

fn choice<'a>(theme: &Theme, on: bool, words: &'a str) -> Button<'a> {
    let (fill, colour) = if on {
        (theme.action, theme.on_action)
    } else {
        (theme.raised, theme.text)
    };
    Button::new(RichText::new(words).color(colour))
        .fill(fill)
        .selected(on)
        .min_size(vec2(0.0, 30.0))
}

/// The same, as wide as if it said something wider, so that what stands beside it never moves.
pub fn toggle_wide(ui: &mut Ui, theme: &Theme, on: bool, words: &str, wider: &str) -> Response {
    let width = button_width(ui, &[words, wider]);
    let response = ui.add(choice(theme, on, words).min_size(vec2(width, 30.0)));
    ring(ui, theme, &response);
    response
}

/// A word on a coloured ground.
pub fn chip(ui: &mut Ui, words: &str, fill: Color32, colour: Color32) -> Response {
    let font = FontId::new(size::SMALL, semibold());
    let galley = ui.painter().layout_no_wrap(words.to_owned(), font, colour);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(16.0, 8.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(6), fill);
    ui.painter()
        .galley(rect.min + vec2(8.0, 4.0), galley, colour);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, words));
    response
}

/// An area in a rectangle of its own; what does not fit is cut off inside its edge.
pub fn boxed(ui: &mut Ui, theme: &Theme, rect: Rect, id: &str, add: impl FnOnce(&mut Ui)) {
    ui.painter().rect(
        rect,
        CornerRadius::same(10),
        theme.panel,
        Stroke::new(1.0, theme.line),
        egui::StrokeKind::Inside,
    );
    let inner = rect.shrink2(vec2(16.0, 14.0));
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt(id).max_rect(inner));
    child.set_clip_rect(inner.expand(2.0));
    add(&mut child);
}

/// Good, reduced or bad; quiet where nobody knows.
pub fn standing_colour(theme: &Theme, standing: Option<Standing>) -> Color32 {
    match standing {
        Some(Standing::Normal) => theme.good,
        Some(Standing::Reduced | Standing::Paper) => theme.reduced,
        Some(Standing::Stopped) => theme.bad,
        None => theme.quiet,
    }
}

/// Paints the shape of a standing, which reads without its colour.
pub fn standing_shape(
    painter: &egui::Painter,
    rect: Rect,
    standing: Option<Standing>,
    colour: Color32,
) {
    let side = rect.width();
    match standing {
        Some(Standing::Normal) => {
            painter.circle_filled(rect.center(), side / 2.0, colour);
        }
        Some(Standing::Reduced | Standing::Paper) => {
            painter.add(egui::Shape::convex_polygon(
                vec![
                    rect.left_top(),
                    rect.right_top(),
                    pos2(rect.center().x, rect.bottom()),
                ],
                colour,
                Stroke::NONE,
            ));
        }
        Some(Standing::Stopped) => {
            painter.rect_filled(rect, CornerRadius::ZERO, colour);
        }
        None => {
            painter.text(
                rect.center(),
                egui::Align2::CENTER_CENTER,
                "?",
                FontId::new(side * 1.6, bold()),
                colour,
            );
        }
    }
}

/// A row with something at its left and something at its right.
pub fn row(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        left(ui);
        ui.with_layout(Layout::right_to_left(Align::Center), right);
    });
}

/// The same with what stands at the right in the order of reading, which is that of the Tab key.
pub fn spread(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        left(ui);
        // How wide it is was found the last time. Each row has an id of its own.
        let id = ui.unique_id().with("spread");
        let known: Option<f32> = ui.data(|data| data.get_temp(id));
        let free = ui.available_width();
        ui.add_space((free - known.unwrap_or(free) - ui.spacing().item_spacing.x).max(0.0));
        let found = ui.horizontal(|ui| {
            // As high as the highest button, so that all stand on one line.
            ui.set_min_height(34.0);
            right(ui);
        });
        let found = found.response.rect.width();
        if known.is_none_or(|known| (known - found).abs() > 0.5) {
            ui.data_mut(|data| data.insert_temp(id, found));
            ui.ctx()
                .request_discard("what stands at the right has another width");
            ui.ctx().request_repaint();
        }
    });
}

/// A thin rule.
pub fn rule(ui: &mut Ui, theme: &Theme) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter()
        .rect_filled(rect, CornerRadius::ZERO, theme.line);
}

/// A field to write in, with its name for whoever can't see it.
pub fn field(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    hint: &str,
    words: &mut String,
    rows: usize,
) -> Response {
    let edit = if rows > 1 {
        TextEdit::multiline(words).desired_rows(rows)
    } else {
        TextEdit::singleline(words)
    };
    // Its id hangs on its name, not on what stands before it: whoever types keeps the keyboard
    // when something appears above.
    let response = ui.add(
        edit.id_salt(name)
            .hint_text(RichText::new(hint).color(theme.quiet))
            .desired_width(f32::INFINITY)
            .text_color(theme.text)
            .margin(Margin::symmetric(10, 7)),
    );
    named(&response, WidgetType::TextEdit, name);
    // Whoever goes on by Tab sees where the words go.
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// A field with its name above it.
pub fn labelled(
    ui: &mut Ui,
    theme: &Theme,
    name: &str,
    hint: &str,
    words: &mut String,
    rows: usize,
) -> Response {
    quiet(ui, theme, name);
    field(ui, theme, name, hint, words, rows)
}

/// Gives something a name for whoever can't see it.
pub fn named(response: &Response, kind: WidgetType, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(kind, true, name));
}

/// A choice among several, by place. Returns whether it was changed.
pub fn pick<'a>(
    ui: &mut Ui,
    name: &str,
    chosen: &mut usize,
    words: impl Fn(usize) -> &'a str,
    count: usize,
) -> bool {
    if *chosen >= count {
        *chosen = 0;
    }
    let before = *chosen;
    let width = (ui.available_width() - 12.0).clamp(60.0, 260.0);
    let shown = if count == 0 { "" } else { words(*chosen) };
    let response = ComboBox::from_id_salt(name)
        .selected_text(shown)
        .width(width)
        .wrap()
        .show_ui(ui, |ui| {
            for at in 0..count {
                ui.selectable_value(chosen, at, words(at));
            }
        })
        .response;
    named(&response, WidgetType::ComboBox, &format!("{name}: {shown}"));
    *chosen != before
}

/// Text that is fitted into a width: smaller if it must be, and on more lines if that is not
/// enough. Nothing is cut off.
pub fn fitted(
    painter: &egui::Painter,
    at: egui::Pos2,
    align: egui::Align2,
    words: &str,
    font: FontId,
    colour: Color32,
    width: f32,
) -> Rect {
    let least = font.size * 0.8;
    fitted_to(painter, at, align, words, font, least, colour, width)
}

/// The same, no smaller than so many points.
#[expect(
    clippy::too_many_arguments,
    reason = "where, what and how large, as painters take them"
)]
pub fn fitted_to(
    painter: &egui::Painter,
    at: egui::Pos2,
    align: egui::Align2,
    words: &str,
    font: FontId,
    least: f32,
    colour: Color32,
    width: f32,
) -> Rect {
    let width = width.max(24.0);
    let mut galley = painter.layout_no_wrap(words.to_owned(), font.clone(), colour);
    let mut smaller = font.clone();
    while galley.size().x > width && smaller.size > least {
        smaller.size -= 0.5;
        galley = painter.layout_no_wrap(words.to_owned(), smaller.clone(), colour);
    }
    if galley.size().x > width {
        galley = painter.layout(words.to_owned(), smaller, colour, width);
    }
    let rect = align.anchor_size(at, galley.size());
    painter.galley(rect.min, galley, colour);
    rect
}

/// A card that can be clicked, drawn around its contents.
pub fn card(
    ui: &mut Ui,
    theme: &Theme,
    id: egui::Id,
    lit: bool,
    kind: WidgetType,
    name: &str,
    add: impl FnOnce(&mut Ui),
) -> Response {
    let frame = |hot: bool| {
        let (fill, edge) = if lit {
            (theme.selected, theme.accent)
        } else if hot {
            (theme.raised, theme.accent)
        } else {
            (theme.raised, theme.line)
        };
        Frame::new()
            .fill(fill)
            .stroke(Stroke::new(1.0, edge))
            .corner_radius(CornerRadius::same(8))
            .inner_margin(Margin::symmetric(12, 8))
    };
    let hot = ui
        .ctx()
        .read_response(id)
        .is_some_and(|it| it.hovered() || it.has_focus());
    let inner = frame(hot).show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
    let response = ui.interact(inner.response.rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(kind, true, lit, name));
    response
}

/// Two parts of a form: side by side where there is room, else one below the other.
pub fn columns<T>(
    ui: &mut Ui,
    of: &mut T,
    left: impl FnOnce(&mut Ui, &mut T),
    right: impl FnOnce(&mut Ui, &mut T),
) {
    if ui.available_width() < 620.0 {
        left(ui, of);
        right(ui, of);
        return;
    }
    ui.columns(2, |columns| {
        let [first, second] = columns else { return };
        first.set_max_width(first.available_width() - 10.0);
        // A column stretches what is in it, words too.
        let plain = Layout::top_down(Align::Min);
        first.with_layout(plain, |ui| left(ui, of));
        second.with_layout(plain, |ui| right(ui, of));
    });
}

/// A vertical scroll that fills what is left.
pub fn scrolled(ui: &mut Ui, id: &str, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            // The bar lies beside the words, not over them.
            ui.set_width(ui.available_width() - 8.0);
            add(ui);
        });
}

/// What is left of the window in two parts: side by side, the first taking a share of the width,
/// or where there is no room for that below each other, by a share of the height.
pub fn two_parts(ui: &Ui, of_width: f32, of_height: f32) -> (Rect, Rect) {
    let whole = ui.available_rect_before_wrap().shrink(16.0);
    let half_gap = 7.0;
    if whole.width() >= 900.0 {
        let middle = whole.min.x + whole.width() * of_width;
        (
            Rect::from_min_max(whole.min, pos2(middle - half_gap, whole.max.y)),
            Rect::from_min_max(pos2(middle + half_gap, whole.min.y), whole.max),
        )
    } else {
        let middle = whole.min.y + whole.height() * of_height;
        (
            Rect::from_min_max(whole.min, pos2(whole.max.x, middle - half_gap)),
            Rect::from_min_max(pos2(whole.min.x, middle + half_gap), whole.max),
        )
    }
}

/// A tab on a coloured bar: the one that is shown is underlined. It is as wide shown as not, so that what
/// stands beside it never moves.
pub fn tab_button(ui: &mut Ui, theme: &Theme, on: bool, words: &str) -> Response {
    let widest = ui.painter().layout_no_wrap(
        words.to_owned(),
        FontId::new(size::BODY, bold()),
        theme.on_action,
    );
    let width = widest.size().x + 2.0 * ui.spacing().button_padding.x;
    let label = RichText::new(words)
        .font(FontId::new(
            size::BODY,
            if on { bold() } else { FontFamily::Proportional },
        ))
        .color(theme.on_action);
    let response = ui.add(
        Button::new(label)
            .fill(theme.action)
            .selected(false)
            .stroke(Stroke::NONE)
            .min_size(vec2(width, 30.0)),
    );
    response.widget_info(|| WidgetInfo::selected(WidgetType::Button, true, on, words));
    if response.has_focus() {
        ui.painter().rect_stroke(
            response.rect,
            CornerRadius::same(6),
            Stroke::new(2.0, theme.on_action),
            egui::StrokeKind::Outside,
        );
    }
    if on {
        let rect = response.rect;
        ui.painter().rect_filled(
            Rect::from_min_max(
                pos2(rect.left() + 4.0, rect.bottom() - 1.0),
                pos2(rect.right() - 4.0, rect.bottom() + 2.0),
            ),
            CornerRadius::ZERO,
            theme.on_action,
        );
    }
    response
}

/// A bar on a coloured ground across the top of the window.
pub fn top_bar(ui: &mut Ui, theme: &Theme, id: &'static str, add: impl FnOnce(&mut Ui)) {
    egui::Panel::top(id)
        .frame(
            Frame::new()
                .fill(theme.action)
                .inner_margin(Margin::symmetric(22, 10)),
        )
        .show(ui, |ui| {
            ui.horizontal_wrapped(add);
        });
}

/// The file that was dropped on the window in this frame, the first of several.
pub fn dropped(ui: &Ui) -> Option<std::path::PathBuf> {
    ui.input(|input| {
        let first = input.raw.dropped_files.first();
        first.map(|it| it.path().to_path_buf())
    })
}
