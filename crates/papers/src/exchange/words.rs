//! Words of other people's spreadsheets: heads as they are known again, and ids made from names.
//! Must not know what they mean.

/// A head by its letters and digits alone, single spaces between words.
pub fn bare(head: &str) -> String {
    if head.trim() == "#" {
        return "#".to_owned();
    }
    let words: String = head
        .replace("(s)", "")
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id from words.
pub fn slug(words: &str) -> String {
    let mut id = String::new();
    for c in words.to_lowercase().chars() {
        let c = match c {
            'a'..='z' | '0'..='9' => c,
            'à'..='å' => 'a',
            'è'..='ë' => 'e',
            'ì'..='ï' => 'i',
            'ò'..='ö' => 'o',
            'ù'..='ü' => 'u',
            _ => '-',
        };
        if c != '-' || (!id.is_empty() && !id.ends_with('-')) {
            id.push(c);
        }
        if id.len() >= 40 {
            break;
        }
    }
    let id = id.trim_matches('-').to_owned();
    match id.chars().next() {
        None => "inject".to_owned(),
        Some(first) if first.is_ascii_digit() => format!("inject-{id}"),
        Some(_) => id,
    }
}

/// Whether a cell shows that its formula failed, in Excel's words or LibreOffice's.
pub fn is_failed(words: &str) -> bool {
    let code = words.strip_prefix("Err:");
    code.is_some_and(|it| it.len() == 3 && it.bytes().all(|it| it.is_ascii_digit()))
        || matches!(
            words,
            "#REF!" | "#N/A" | "#VALUE!" | "#NAME?" | "#DIV/0!" | "#NULL!" | "#NUM!" | "#SPILL!"
        )
}
