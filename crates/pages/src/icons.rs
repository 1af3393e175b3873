//! Signs beside words, drawn here. Must not stand for a word alone.

use maud::{Markup, PreEscaped};

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Back,
    Bleep,
    Blocked,
    Card,
    Check,
    Clip,
    Cut,
    Door,
    Hand,
    Locked,
    Mail,
    News,
    On,
    Paperclip,
    Pause,
    People,
    Phone,
    Plan,
    Pulse,
    Sealed,
    Speech,
    Tray,
}

/// The sign as a picture that a screen reader passes over.
pub fn icon(icon: Icon) -> Markup {
    let path = match icon {
        Icon::Back => "M15 5l-7 7 7 7",
        Icon::On => "M9 5l7 7-7 7",
        Icon::Bleep => "M7 2.5h10v19H7zM9.5 6h5v4h-5zM9.5 14h5M9.5 17h5",
        Icon::Blocked => "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17zM6 6l12 12",
        Icon::Card => {
            "M3 5h18v14H3zM6 15c.6-2 3.400-2 4 0M8 11.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM13.500 10H18M13.500 14H18"
        }
        Icon::Check => "M4 12.500l5.500 5.500L20 6.500",
        Icon::Clip => "M6 5h12v16H6zM9.500 3h5v4h-5zM9 12h6M9 16h6",
        Icon::Cut => "M1.500 12h4M18.500 12h4M7.500 7.500l9 9M16.500 7.500l-9 9",
        Icon::Door => "M3 21h18M6 21V3h9v18M15 6h3v15M12 12v.5",
        Icon::Hand => {
            "M8 12V5.500a1.500 1.500 0 0 1 3 0V11M11 10V4a1.500 1.500 0 0 1 3 0v7M14 10.500V6a1.500 1.500 0 0 1 3 0v8c0 5-2.500 7-5.500 7-3.500 0-5-2-6.500-5l-1.500-3c-.6-1.500 1.300-2.500 2.200-1L8 14.500"
        }
        Icon::Locked => "M5 11h14v9.500H5zM8 11V7.500a4 4 0 0 1 8 0V11M12 14.500v2.500",
        Icon::Mail => "M3 5h18v14H3zM3 6l9 7 9-7",
        Icon::News => "M5 5h16v12.500a2 2 0 0 1-2 2H4.500a2 2 0 0 1-2-2V9M9 9h8M9 13h8",
        Icon::Paperclip => {
            "M20 11.500l-8 8a5 5 0 0 1-7-7L13.500 4a3.300 3.300 0 0 1 4.700 4.700l-8.400 8.400a1.700 1.700 0 0 1-2.400-2.400L15 7.100"
        }
        Icon::Pause => "M8 5v14M16 5v14",
        Icon::People => {
            "M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM2.500 20c.5-7.500 12.500-7.500 13 0M16 4.500a3.500 3.500 0 0 1 0 6.500M18.500 14.500c2 1 3 3 3 5.500"
        }
        Icon::Phone => {
            "M5 3.500h4l2 5-2.500 2c1 2.300 2.700 4 5 5l2-2.500 5 2v4a2 2 0 0 1-2 2C11 20.500 3.500 13 3 5.500a2 2 0 0 1 2-2z"
        }
        Icon::Plan => "M3 21h18M5 21V4h8v17M13 21V10h6v11M8 8h2M8 12h2M8 16h2",
        Icon::Pulse => "M2 12h4.500L10 4l4.500 16 3-8H22",
        Icon::Sealed => {
            "M4 8.500V4h4.500M15.500 4H20v4.500M20 15.500V20h-4.500M8.500 20H4v-4.500M9.500 9.500h5v5h-5z"
        }
        Icon::Speech => "M4 4.500h16v12h-9l-5 4v-4H4z",
        Icon::Tray => "M4 4h16v16H4zM4 14h4.500l1.500 2.500h4l1.500-2.500H20",
    };
    PreEscaped(format!(
        "<svg class=\"i\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"
    ))
}
