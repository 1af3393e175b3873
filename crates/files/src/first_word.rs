//! What a RON file is, by its first word. Must not read a file.

/// Whether the first thing in a text, comments aside, is one of these words.
pub(super) fn text_begins_with(text: &str, parts: &[&str]) -> bool {
    let first = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("#!"));
    first.is_some_and(|line| parts.iter().any(|it| line.starts_with(it)))
}
