//! Colours, type and spacing. No other file of the window names a colour. Must not draw anything.

mod table;

use egui::ecolor::{gamma_u8_from_linear_f32, linear_f32_from_gamma_u8};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Stroke, Style,
    TextStyle, Vec2, Visuals,
};
use std::sync::Arc;

/// The colours of one theme, by what they are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Whether light text stands on dark ground: egui's own shades follow.
    pub dark: bool,
    /// The window.
    pub ground: Color32,
    /// Areas.
    pub panel: Color32,
    /// Cards and options.
    pub raised: Color32,
    /// Where text is typed.
    pub sunk: Color32,
    /// Edges and rules.
    pub line: Color32,
    /// Reading.
    pub text: Color32,
    /// Labels.
    pub quiet: Color32,
    /// Selection, isolation, decisions.
    pub accent: Color32,
    /// What is selected.
    pub selected: Color32,
    /// The one primary button.
    pub action: Color32,
    /// Text on the primary button.
    pub on_action: Color32,
    /// What works as it should.
    pub good: Color32,
    /// Reduced, or infected and silent.
    pub reduced: Color32,
    /// What is down, locked or lost.
    pub bad: Color32,
    /// Injects that wait on the state.
    pub condition: Color32,
    /// Behind a warning.
    pub warning: Color32,
    /// Behind an alarm.
    pub alarm: Color32,
    /// Hosts that simply work.
    pub host: Color32,
}

impl Theme {
    /// The same with states in colours that people see apart who don't see red and green apart:
    /// blue, amber and vermilion (after Okabe and Ito 2008, *Color universal design*), as light or
    /// dark as they must be to be read.
    #[must_use]
    pub fn safe(self) -> Self {
        if self.dark {
            Self {
                good: Color32::from_rgb(0x56, 0xb4, 0xe9),
                reduced: Color32::from_rgb(0xf0, 0xe4, 0x42),
                bad: Color32::from_rgb(0xff, 0x7f, 0x32),
                ..self
            }
        } else {
            Self {
                good: Color32::from_rgb(0x00, 0x5a, 0x96),
                reduced: Color32::from_rgb(0x7a, 0x5c, 0x00),
                bad: Color32::from_rgb(0xb3, 0x3a, 0x00),
                ..self
            }
        }
    }

    /// What is laid over what stands back: the ground's colour, through which a fifth of its light comes. The
    /// window blends in linear light, so that what is half there would come out grey on a light ground if it
    /// were mixed as egui does.
    pub fn mist(&self) -> Color32 {
        let share = if self.dark { 0.95 } else { 0.8 };
        let [r, g, b] = [self.ground.r(), self.ground.g(), self.ground.b()]
            .map(|it| gamma_u8_from_linear_f32(linear_f32_from_gamma_u8(it) * share));
        Color32::from_rgba_premultiplied(r, g, b, (share * 255.0).round() as u8)
    }

    /// A colour laid thinly over an area: opaque, so that it comes out alike however the window
    /// blends.
    pub fn tint(&self, colour: Color32, share: f32) -> Color32 {
        let mix = |from: u8, to: u8| {
            (f32::from(from) + (f32::from(to) - f32::from(from)) * share).round() as u8
        };
        Color32::from_rgb(
            mix(self.panel.r(), colour.r()),
            mix(self.panel.g(), colour.g()),
            mix(self.panel.b(), colour.b()),
        )
    }
}

/// Behind everything, before the first frame is drawn: black, as the room's projector is.
pub const BEHIND: bevy::color::Color = bevy::color::Color::BLACK;

/// A QR code's paper and ink, on any ground.
pub const QR: [Color32; 2] = [Color32::WHITE, Color32::BLACK];

/// A picture in its own colours.
pub const UNTINTED: Color32 = Color32::WHITE;

/// For the console and the projector.
pub const DARK: Theme = Theme {
    dark: true,
    ground: Color32::from_rgb(0x0b, 0x16, 0x22),
    panel: Color32::from_rgb(0x12, 0x21, 0x32),
    raised: Color32::from_rgb(0x1a, 0x2c, 0x40),
    sunk: Color32::from_rgb(0x0b, 0x13, 0x1d),
    line: Color32::from_rgb(0x2a, 0x40, 0x58),
    text: Color32::from_rgb(0xe8, 0xed, 0xee),
    quiet: Color32::from_rgb(0x9f, 0xb3, 0xc8),
    accent: Color32::from_rgb(0x41, 0xb6, 0xe6),
    selected: Color32::from_rgb(0x12, 0x38, 0x5c),
    action: Color32::from_rgb(0x00, 0x5e, 0xb8),
    on_action: Color32::WHITE,
    good: Color32::from_rgb(0x78, 0xbe, 0x20),
    reduced: Color32::from_rgb(0xff, 0xb8, 0x1c),
    bad: Color32::from_rgb(0xff, 0x6b, 0x5e),
    condition: Color32::from_rgb(0xb7, 0x9c, 0xff),
    warning: Color32::from_rgb(0x3d, 0x2d, 0x10),
    alarm: Color32::from_rgb(0x5c, 0x1c, 0x1a),
    host: Color32::from_rgb(0x7d, 0x95, 0xad),
};

/// For review and authoring.
pub const LIGHT: Theme = Theme {
    dark: false,
    ground: Color32::from_rgb(0xf3, 0xf6, 0xf8),
    panel: Color32::from_rgb(0xff, 0xff, 0xff),
    raised: Color32::from_rgb(0xf3, 0xf6, 0xf8),
    sunk: Color32::from_rgb(0xff, 0xff, 0xff),
    line: Color32::from_rgb(0xd5, 0xdd, 0xe3),
    text: Color32::from_rgb(0x16, 0x21, 0x2b),
    quiet: Color32::from_rgb(0x53, 0x68, 0x7a),
    accent: Color32::from_rgb(0x00, 0x5e, 0xb8),
    selected: Color32::from_rgb(0xdc, 0xeb, 0xf8),
    action: Color32::from_rgb(0x00, 0x5e, 0xb8),
    on_action: Color32::WHITE,
    good: Color32::from_rgb(0x00, 0x67, 0x47),
    reduced: Color32::from_rgb(0xa3, 0x5b, 0x00),
    bad: Color32::from_rgb(0xc1, 0x27, 0x1a),
    condition: Color32::from_rgb(0x33, 0x00, 0x72),
    warning: Color32::from_rgb(0xfd, 0xf0, 0xd5),
    alarm: Color32::from_rgb(0xfa, 0xdc, 0xd9),
    host: Color32::from_rgb(0x8a, 0x9b, 0xab),
};

/// Sizes of type, in points.
pub mod size {
    /// Labels and small print.
    pub const SMALL: f32 = 12.5;
    /// Running text, and whatever says nothing else.
    pub const BODY: f32 = 14.0;
    /// Titles of cards.
    pub const TITLE: f32 = 15.0;
    /// The head of an area of the screen.
    pub const HEADING: f32 = 20.0;
    /// Numbers and the clock.
    pub const LARGE: f32 = 30.0;
}

/// The family of semi-bold type.
pub fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// The family of bold type.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Gives a context the faces: Inter in three weights, and icons.
pub fn set_fonts(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [
        (
            "inter",
            include_bytes!("../../assets/fonts/Inter-Regular.otf").as_slice(),
        ),
        (
            "inter-semibold",
            include_bytes!("../../assets/fonts/Inter-SemiBold.otf").as_slice(),
        ),
        (
            "inter-bold",
            include_bytes!("../../assets/fonts/Inter-Bold.otf").as_slice(),
        ),
    ] {
        fonts
            .font_data
            .insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    egui_phosphor::add_to_fonts(&mut fonts, egui_phosphor::Variant::Regular);
    let others = fonts
        .families
        .get(&FontFamily::Proportional)
        .cloned()
        .unwrap_or_default();
    for (family, name) in [
        (FontFamily::Proportional, "inter"),
        (semibold(), "inter-semibold"),
        (bold(), "inter-bold"),
    ] {
        let mut faces = vec![name.to_owned()];
        faces.extend(others.iter().cloned());
        fonts.families.insert(family, faces);
    }
    ctx.set_fonts(fonts);
}

/// Gives a context a theme.
pub fn apply(ctx: &Context, theme: &Theme) {
    // A slow hand clicks as well.
    ctx.options_mut(|options| {
        options.input_options.max_click_duration = 3.0;
        // Nothing for programmers is painted over what a room looks at.
        options.warn_on_id_clash = false;
    });
    ctx.all_styles_mut(|style| set_style(style, theme));
}

fn set_style(style: &mut Style, theme: &Theme) {
    let family = FontFamily::Proportional;
    style.text_styles = [
        (TextStyle::Small, FontId::new(size::SMALL, family.clone())),
        (TextStyle::Body, FontId::new(size::BODY, family.clone())),
        (TextStyle::Button, FontId::new(size::BODY, semibold())),
        (TextStyle::Heading, FontId::new(size::HEADING, semibold())),
        (
            TextStyle::Monospace,
            FontId::new(size::BODY, FontFamily::Monospace),
        ),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(8.0, 8.0);
    style.spacing.button_padding = Vec2::new(12.0, 7.0);
    style.spacing.interact_size = Vec2::new(32.0, 30.0);
    // A word on a card must not take the click that is meant for the card.
    style.interaction.selectable_labels = false;
    style.spacing.combo_height = 320.0;
    let mut scroll = egui::style::ScrollStyle::thin();
    scroll.bar_width = 6.0;
    scroll.fade.strength = 0.0;
    style.spacing.scroll = scroll;

    let mut visuals = if theme.dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    // The window blends in linear light, in which thin strokes lose weight on any ground.
    visuals.text_options.color_transfer_function =
        egui::epaint::FontColorTransferFunction::TwoCoverageMinusCoverageSq;
    visuals.override_text_color = Some(theme.text);
    visuals.weak_text_color = Some(theme.quiet);
    visuals.panel_fill = theme.ground;
    // A cursor that blinks draws the whole window twice a second for ever.
    visuals.text_cursor.blink = false;
    visuals.window_fill = theme.panel;
    visuals.window_stroke = Stroke::new(1.0, theme.line);
    visuals.extreme_bg_color = theme.sunk;
    visuals.faint_bg_color = theme.raised;
    visuals.selection.bg_fill = if theme.dark {
        theme.action
    } else {
        theme.selected
    };
    visuals.selection.stroke = Stroke::new(1.0, theme.accent);
    visuals.hyperlink_color = theme.accent;
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    let radius = CornerRadius::same(6);
    for (widget, fill, edge) in [
        (&mut visuals.widgets.noninteractive, theme.panel, theme.line),
        (&mut visuals.widgets.inactive, theme.raised, theme.line),
        (&mut visuals.widgets.hovered, theme.selected, theme.accent),
        (&mut visuals.widgets.active, theme.selected, theme.accent),
        (&mut visuals.widgets.open, theme.selected, theme.accent),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, edge);
        widget.fg_stroke = Stroke::new(1.0, theme.text);
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
    visuals.widgets.inactive.bg_stroke = Stroke::new(1.0, theme.line);
    style.visuals = visuals;
}

/// The contrast ratio of two colours (WCAG 2.2, relative luminance).
pub fn contrast(a: Color32, b: Color32) -> f64 {
    let luminance = |colour: Color32| {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_of_text_and_ground_can_be_read() {
        for theme in [DARK, LIGHT, DARK.safe(), LIGHT.safe()] {
            let grounds = [theme.ground, theme.panel, theme.raised, theme.sunk];
            for ground in grounds {
                for text in [
                    theme.text,
                    theme.quiet,
                    theme.accent,
                    theme.good,
                    theme.reduced,
                    theme.bad,
                    theme.condition,
                ] {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 4.5, "{text:?} on {ground:?}: {ratio:.2}");
                }
            }
            // How far work has come: the bar on its track, and the track's edge on its area.
            for (mark, ground) in [(theme.accent, theme.sunk), (theme.quiet, theme.panel)] {
                assert!(contrast(mark, ground) >= 3.0, "{mark:?} on {ground:?}");
            }
            for (text, ground) in [
                (theme.on_action, theme.action),
                (theme.text, theme.selected),
                (theme.text, theme.warning),
                (theme.text, theme.alarm),
                (theme.reduced, theme.warning),
                (theme.bad, theme.alarm),
                (theme.quiet, theme.selected),
                (theme.accent, theme.selected),
                // Messages are paper in either theme.
                (LIGHT.text, LIGHT.panel),
                (LIGHT.quiet, LIGHT.panel),
            ] {
                let ratio = contrast(text, ground);
                assert!(ratio >= 4.5, "{text:?} on {ground:?}: {ratio:.2}");
            }
        }
    }
}
