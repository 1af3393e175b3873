//! Colours live in the theme of the window and in the palettes of papers and pages; everywhere else they
//! have names that say what they mean.

use super::Problem;
use crate::sight::Sight;
use crate::workspace::{Source, Workspace};

/// Where colours are mixed.
const MAY: [&str; 3] = [
    "src/window/theme.rs",
    "crates/papers/src/palette.rs",
    "crates/pages/assets/palette.css",
];

const INSTEAD: &str = "colours stand in the theme (`src/window/theme.rs`), the papers' palette \
                       (`crates/papers/src/palette.rs`) or that of the pages \
                       (`crates/pages/assets/palette.css`); give it a name there";

/// Types whose constructors and constants are colours.
const TYPES: [&str; 10] = [
    "Color",
    "Color32",
    "Hsla",
    "Hsva",
    "LinearRgba",
    "Oklcha",
    "Rgba",
    "RgbaColor",
    "Srgba",
    "rgb",
];

/// Names on those types that mean no paint.
const NO_PAINT: [&str; 3] = ["TRANSPARENT", "NONE", "PLACEHOLDER"];

/// Colours elsewhere.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let mut problems: Vec<Problem> = workspace
        .product()
        .filter(|source| !is_palette(&source.path))
        .flat_map(in_file)
        .collect();
    let sheets = workspace.files.iter().filter(|(path, _)| {
        let ours = path.starts_with("src/") || path.starts_with("crates/");
        path.ends_with(".css") && ours && !is_palette(path)
    });
    for (path, text) in sheets {
        for (at, line) in text.lines().enumerate() {
            if let Some(colour) = colour_in(line) {
                problems.push(of_text(path, at + 1, colour));
            }
        }
    }
    problems.sort();
    problems.dedup();
    problems
}

fn is_palette(path: &str) -> bool {
    MAY.iter()
        .any(|it| path == *it || path.starts_with(&format!("{}/", it.trim_end_matches(".rs"))))
}

fn in_file(source: &Source) -> Vec<Problem> {
    let sight = Sight::of(&source.syntax, &source.module);
    let paths = sight.mentions.iter().filter_map(|mention| {
        let [.., kind, name] = mention.path.as_slice() else {
            return None;
        };
        let constant = name.chars().all(|it| it.is_ascii_uppercase() || it == '_')
            && !NO_PAINT.contains(&name.as_str());
        (TYPES.contains(&kind.as_str()) && (constant || mention.with_number)).then(|| {
            let what = format!("`{kind}::{name}` is a colour; {INSTEAD}");
            Problem::new(&source.path, mention.line, what)
        })
    });
    let texts = sight
        .texts
        .iter()
        .filter_map(|(text, line)| Some(of_text(&source.path, *line, colour_in(text)?)));
    paths.chain(texts).collect()
}

fn of_text(path: &str, line: usize, colour: &str) -> Problem {
    Problem::new(path, line, format!("`{colour}` is a colour; {INSTEAD}"))
}

/// The first colour in a text: `#1a2b3c` and its kin, or `rgb(1, 2, 3)`.
fn colour_in(text: &str) -> Option<&str> {
    let hex = text.match_indices('#').find_map(|(at, _)| {
        let rest = &text[at + 1..];
        let end = rest
            .find(|it: char| !it.is_ascii_alphanumeric() && it != '-' && it != '_')
            .unwrap_or(rest.len());
        let digits = &rest[..end];
        let fits = matches!(end, 3 | 4 | 6 | 8)
            && digits.chars().all(|it| it.is_ascii_hexdigit())
            && !text[..at].ends_with('&');
        fits.then(|| &text[at..=at + end])
    });
    hex.or_else(|| {
        ["rgb(", "rgba(", "hsl("].iter().find_map(|it| {
            let at = text.find(it)?;
            let rest = &text[at + it.len()..];
            rest.trim_start()
                .starts_with(|it: char| it.is_ascii_digit())
                .then(|| &text[at..at + it.len()])
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::{PROGRAM, complains};

    fn found(path: &str, text: &str) -> usize {
        complains(super::check, &[PROGRAM, (path, text)]).len()
    }

    #[test]
    fn a_colour_outside_the_theme_is_found() {
        for text in [
            "fn a() { Color32::from_gray(40); }",
            "fn a() { egui::Color32::from_rgb(1, 2, 3); }",
            "const A: Color32 = Color32::WHITE;",
            "fn a() { Color::srgb(0.1, 0.2, 0.3); }",
            "fn a() { vec![Color::srgb(0.1, 0.2, 0.3)]; }",
            "const A: &str = \"fill='#1a2b3c'\";",
            "fn a() { format!(\"<path stroke=\\\"#ccc\\\"/>\"); }",
            "const A: &str = \"rgb(1, 2, 3)\";",
        ] {
            assert_eq!(found("src/window/map.rs", text), 1, "{text}");
            assert_eq!(found("src/window/theme.rs", text), 0, "{text}");
        }
        assert_eq!(found("src/page.css", "a { color: #123456 }"), 1);
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in [
            "fn a(it: Color32) -> Color32 { it }",
            "fn a() { Color32::from_rgb(it.r, it.g, it.b); Color32::TRANSPARENT; }",
            "const A: &str = \"see #what-a-seal-is and &#8217; and #12\";",
            "/// Like #123456.\nfn a() {}",
        ] {
            assert_eq!(found("src/window/map.rs", text), 0, "{text}");
        }
    }
}
