//! The fields that the format gives to the items of a list, and what they are called. Must not draw.

use wardroom_core::scenario::reference::{Field, Holds, Made, structures};

/// The fields of a structure of the format; none if it has no such.
pub fn fields_of(holds: Option<&Holds>) -> &'static [Field] {
    let name = match holds {
        Some(Holds::Structure(name)) => name,
        Some(Holds::List(of)) => match &**of {
            Holds::Structure(name) => name,
            _ => return &[],
        },
        _ => return &[],
    };
    match structures().get(name).map(|it| &it.made) {
        Some(Made::Fields(fields)) => fields,
        _ => &[],
    }
}

/// Whether a structure of the format of this name is one with fields, and not a choice among words.
pub fn fields_in(name: &str) -> bool {
    let made = structures().get(name).map(|it| &it.made);
    matches!(made, Some(Made::Fields(_)))
}

/// What a value is, where the field that it stands in has no name of its own.
pub fn held(holds: &Holds) -> String {
    match holds {
        Holds::Text => "Words".to_owned(),
        Holds::Whole => "How many".to_owned(),
        Holds::Number => "How much".to_owned(),
        Holds::Truth => "Yes or no".to_owned(),
        Holds::Kind(kind) => said(kind),
        Holds::List(of) => format!("List: {}", held(of)),
        Holds::Structure(name) => spoken(name),
    }
}

/// The fields of the items of a list of the format.
pub fn items_of(list: &str) -> &'static [Field] {
    let whole = Holds::Structure("Library".to_owned());
    let field = fields_of(Some(&whole)).iter().find(|it| it.name == list);
    fields_of(field.map(|it| &it.holds))
}

/// What the format's reference says of something, as a sheet says it: fields by the words beside them.
pub fn plain(about: &str) -> String {
    let parts = about.split('`').enumerate();
    parts
        .map(|(nth, part)| {
            if nth % 2 == 1 && part.contains('_') {
                format!("“{}”", said(part))
            } else {
                part.to_owned()
            }
        })
        .collect()
}

/// The name of a field as it is said.
pub fn said(name: &str) -> String {
    let words = match name {
        "by" => "Who may decide".to_owned(),
        "to" => "For".to_owned(),
        "fires" => "When it is sent".to_owned(),
        "text" => "What it says".to_owned(),
        "expect" => "What the team might do (facilitator only)".to_owned(),
        "opens" => "The decision point it opens".to_owned(),
        "plan" => "Where it is written".to_owned(),
        "due_mins" => "Minutes until it is overdue".to_owned(),
        "plays" => "Card it plays".to_owned(),
        "options" => "Option".to_owned(),
        "tasks" => "Task".to_owned(),
        "look_for" => "What an evaluator looks for".to_owned(),
        "measure" => "How it is measured".to_owned(),
        "stands" => "Where it stands".to_owned(),
        "cost" => "What it costs".to_owned(),
        "about" => "About it".to_owned(),
        "place" => "Its place on the flat plan, in thousandths".to_owned(),
        "x" => "From the left".to_owned(),
        "y" => "From the top".to_owned(),
        "w" => "Width".to_owned(),
        "h" => "Height".to_owned(),
        "of" => "Whose it is".to_owned(),
        "when" => "When it may come".to_owned(),
        "is" => "What must be true".to_owned(),
        "after_mins" => "Minutes after that".to_owned(),
        "hosts" => "Group of machines".to_owned(),
        "brief" => "The role card".to_owned(),
        "csf" => "NIST CSF 2.0".to_owned(),
        "caf" => "CAF".to_owned(),
        "eprr" => "EPRR".to_owned(),
        name => name.replace('_', " "),
    };
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

/// `IsolateSegment` as it is said: “Isolate segment”.
pub fn spoken(word: &str) -> String {
    let mut said = String::new();
    for c in word.chars() {
        if c.is_ascii_uppercase() && !said.is_empty() {
            said.push(' ');
            said.push(c.to_ascii_lowercase());
        } else {
            said.push(c);
        }
    }
    said
}
