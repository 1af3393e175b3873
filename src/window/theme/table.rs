//! The colours of the model on the table: of what stands there, and of its sides in the light and in the
//! shade. Must not know what is seen.

use super::Theme;
use egui::Color32;
use wardroom_table::{Paint, Side};

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// A colour of a side: top, left, right.
fn sided(side: Side, [top, left, right]: [u32; 3]) -> Color32 {
    rgb(match side {
        Side::Top => top,
        Side::Left => left,
        Side::Right => right,
    })
}

/// A state's colour as its sides show it: the top in the light, the right in the shade.
fn lit(side: Side, colour: Color32) -> Color32 {
    let towards = |to: f32, share: f32| {
        let mix = |from: u8| (f32::from(from) + (to - f32::from(from)) * share).round() as u8;
        Color32::from_rgb(mix(colour.r()), mix(colour.g()), mix(colour.b()))
    };
    match side {
        Side::Top => towards(255.0, 0.16),
        Side::Left => towards(0.0, 0.12),
        Side::Right => towards(0.0, 0.34),
    }
}

impl Theme {
    /// What something on the table is painted with.
    pub fn on_table(&self, paint: Paint) -> Color32 {
        let by = |dark: u32, light: u32| rgb(if self.dark { dark } else { light });
        let sides = |side, dark, light| sided(side, if self.dark { dark } else { light });
        match paint {
            Paint::Site(side) => sides(
                side,
                [0x13_2538, 0x0e_1c2b, 0x0a_1622],
                [0xd3_dde5, 0xb7_c5d0, 0xa3_b3c0],
            ),
            Paint::Floor(side) => sides(
                side,
                [0x26_3f58, 0x1b_2f43, 0x14_2433],
                [0xff_ffff, 0xc3_cfd9, 0xab_bac6],
            ),
            Paint::Edge => by(0x55_7796, 0x8d_a2b3),
            Paint::Wall(side) => sides(
                side,
                [0x17_293b, 0x17_293b, 0x1c_3145],
                [0xdf_e6ec, 0xdf_e6ec, 0xe6_ecf1],
            ),
            Paint::Veil(side) => sides(
                side,
                [0x16_273a, 0x12_2031, 0x0e_1a28],
                [0xd3_dce3, 0xc2_cdd6, 0xb4_c1cb],
            ),
            Paint::Hatch => by(0x24_394e, 0xbc_c8d1),
            Paint::Locked(side) => lit(side, self.bad),
            Paint::Silent(side) => lit(side, self.reduced),
            Paint::Rebuilt => lit(Side::Top, self.good),
            Paint::RebuiltShade => lit(Side::Right, self.good),
            Paint::Working => by(0x9b_b1c5, 0x5d_7286),
            Paint::Patched => by(0x7a_94ac, 0x7b_90a1),
            Paint::Off => by(0xc3_d0db, 0x3d_4f5e),
            Paint::House(side) => sides(
                side,
                [0x8a_a2b9, 0x5a_7289, 0x44_596d],
                [0x6e_8396, 0x8f_a1b0, 0x57_6b7c],
            ),
            Paint::Road => by(0x1a_2b3c, 0xcf_d9e0),
            Paint::Lane => by(0x3c_5570, 0xf4_f7f9),
            Paint::Waiting => by(0xf2_f6f9, 0x2d_3c49),
            Paint::Van(side) => sides(
                side,
                [0xff_ffff, 0xd7_e1ea, 0xae_bcc9],
                [0xff_ffff, 0xdd_e4ea, 0x9c_aab6],
            ),
            Paint::Paper => by(0xff_ffff, 0xff_ffff),
            Paint::Ink => by(0x5b_6b7a, 0x5b_6b7a),
            Paint::Dark => by(0x0d_1722, 0xb9_c5cf),
            Paint::Cable => by(0x56_728f, 0x84_97a8),
            Paint::Hot => self.reduced,
            Paint::Accent => self.accent,
            Paint::Sealed => {
                let [r, g, b, _] = self.accent.to_array();
                Color32::from_rgba_unmultiplied(r, g, b, 38)
            }
        }
    }
}
