//! What a file may be called on every system: names that are made from what somebody wrote are made here. Must not
//! know where the file is to lie.

/// No name is longer, in bytes: with what others put behind it, it stays below the 255 that systems hold.
const MAX_BYTES: usize = 200;

/// Names that are devices on Windows, with whatever ending; `COM1` and the like beside.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The name of one file or folder, as near to a text as every system can hold it: no sign that Windows, a share or
/// a shell reads as another thing, no end that Windows drops, no name that is a device there, not too long. The
/// ending after the last dot stays. What is such a name comes back as it was.
pub fn file_name(text: &str) -> String {
    let name = spelled(&cut(&spelled(text)));
    cut(&name)
}

/// Whether Windows holds a file of this name, and under no other.
pub fn windows_holds(name: &str) -> bool {
    spelled(name) == name
}

fn spelled(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| {
            if c.is_control() || r#"<>:"/\|?*"#.contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    let mut name = trimmed(&plain).to_owned();
    if is_device(&name) {
        let stem = name.find('.').unwrap_or(name.len());
        name.insert(name[..stem].trim_end().len(), '_');
    }
    if name.is_empty() {
        name.push('_');
    }
    name
}

/// Windows drops spaces and dots at the end; a name of dots alone is a folder everywhere.
fn trimmed(name: &str) -> &str {
    name.trim_end_matches([' ', '.'])
}

/// No longer than may be, with its ending.
fn cut(name: &str) -> String {
    if name.len() <= MAX_BYTES {
        return name.to_owned();
    }
    let ending = name
        .rfind('.')
        .map(|at| &name[at..])
        .filter(|it| it.len() <= 16)
        .unwrap_or_default();
    let stem = &name[..name.floor_char_boundary(MAX_BYTES - ending.len())];
    format!("{}{ending}", trimmed(stem))
}

/// Whether Windows takes a name for a device: by what stands before the first dot.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_lowercase();
    if DEVICES.contains(&stem.as_str()) {
        return true;
    }
    let port = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"));
    let mut number = port.unwrap_or_default().chars();
    matches!(
        (number.next(), number.next()),
        (Some('0'..='9' | '¹' | '²' | '³'), None)
    )
}
