//! The name that somebody meant: for "did you mean". Must not know what the names are of.

/// The nearest of some names to a word, if one is near.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(word, name), name))
        .filter(|(distance, name)| *distance <= 1 + word.len().max(name.len()) / 3)
        .min()
        .map(|(_, name)| name)
}
