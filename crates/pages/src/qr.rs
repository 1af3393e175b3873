//! An address as a QR code. Must not know what the address is for.

use qrcode::{Color, QrCode};

/// The code as squares, row by row, dark ones true, and how many there are in a row; none of what is too
/// long for one.
pub fn squares(text: &str) -> Option<(Vec<bool>, usize)> {
    let code = QrCode::new(text).ok()?;
    let dark = code.to_colors().into_iter().map(|it| it == Color::Dark);
    Some((dark.collect(), code.width()))
}

/// The code as a picture, black on white with its quiet zone; none of what is too long for one.
pub fn qr(text: &str) -> Option<String> {
    let (squares, width) = squares(text)?;
    let mut path = String::new();
    for (at, dark) in squares.into_iter().enumerate() {
        if dark {
            path.push_str(&format!("M{},{}h1v1h-1z", at % width + 4, at / width + 4));
        }
    }
    let side = width + 8;
    Some(format!(
        "<svg class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"QR code to join\" shape-rendering=\"crispEdges\"><path fill=\"white\" d=\"M0,0h{side}v{side}h-{side}z\"/><path fill=\"black\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_address_is_a_picture_of_its_own() {
        let svg = super::qr("http://192.168.8.10:4170/j/H7K2QM").expect("it fits");
        assert!(svg.starts_with("<svg") && svg.len() < 30_000);
        assert_ne!(super::qr("a"), super::qr("b"));
        assert_eq!(super::qr(&"x".repeat(9_000)), None);
    }
}
