//! Values to begin with: what stands in a field or a list when it was just put in. Must not draw.

use super::choices::ids;
use wardroom_core::ron_tree::{
    Content, Value, named as word_of, text as written_text, with_fields,
};
use wardroom_core::scenario::Scenario;
use wardroom_core::scenario::reference::{Field, Holds, Made, With, Word, structures};

/// A value to begin with: the first of its kind. Words are empty, which the check tells of.
pub fn template(scenario: &Scenario, holds: &Holds) -> Value {
    match holds {
        Holds::Text => written_text(""),
        Holds::Whole => Value::from(1),
        Holds::Number => Value::from(1.0),
        Holds::Truth => Value::Bool(true),
        Holds::List(_) => Value::Seq(Vec::new()),
        Holds::Kind(kind) => match kind.as_str() {
            "share" => Value::from(0.5),
            "time" => written_text("T+0"),
            kind => written_text(
                ids(scenario, kind)
                    .first()
                    .map_or("", |(id, _)| id.as_str()),
            ),
        },
        Holds::Structure(name) => match structures().get(name).map(|it| &it.made) {
            Some(Made::Words(words)) => words
                .first()
                .map_or_else(|| written_text(""), |word| with_template(scenario, word)),
            Some(Made::Fields(fields)) => with_fields(name, needed(scenario, fields)),
            None => written_text(""),
        },
    }
}

/// The fields that must be there.
fn needed<'a>(
    scenario: &'a Scenario,
    fields: &'a [Field],
) -> impl Iterator<Item = (&'a str, Value)> {
    fields
        .iter()
        .filter(|it| it.needed)
        .map(|it| (it.name.as_str(), template(scenario, &it.holds)))
}

/// A word with what must follow it.
pub fn with_template(scenario: &Scenario, word: &Word) -> Value {
    match &word.with {
        With::Nothing => word_of(&word.name, Content::Unit),
        With::One(holds) => word_of(&word.name, Content::Tuple(vec![template(scenario, holds)])),
        With::Fields(fields) => with_fields(&word.name, needed(scenario, fields)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use wardroom_core::ron_tree::printed;

    #[test]
    fn every_value_to_begin_with_is_plain_ron_on_one_line() {
        let path = Path::new("scenarios/friday-lunchtime.ron");
        let scenario = wardroom_files::scenario(path).expect("it is sound");
        let mut count = 0;
        for structure in structures().values() {
            let values: Vec<Value> = match &structure.made {
                Made::Words(words) => words
                    .iter()
                    .map(|it| with_template(&scenario, it))
                    .collect(),
                Made::Fields(fields) => fields
                    .iter()
                    .map(|it| template(&scenario, &it.holds))
                    .collect(),
            };
            for value in values {
                let text = printed(value);
                assert!(!text.contains('\n'), "{text}");
                let read = ron::from_str::<serde::de::IgnoredAny>(&text);
                assert!(read.is_ok(), "{text}: {read:?}");
                count += 1;
            }
        }
        assert!(count > 200, "{count}");
    }
}
