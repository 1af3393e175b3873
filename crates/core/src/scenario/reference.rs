//! The format told by its own types: every structure, field and word with its doc comment. The
//! pages of the reference and the pickers of the author screen are made from it. Must not know
//! any scenario.

use super::shape;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// One structure or choice of the format.
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    /// Its doc comment: paragraphs.
    pub about: Vec<String>,
    /// What it is made of.
    pub made: Made,
}

/// What a structure is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Made {
    /// Fields, all of them.
    Fields(Vec<Field>),
    /// One of these words.
    Words(Vec<Word>),
}

/// A field of a structure or of a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// As it is written, before the colon.
    pub name: String,
    /// Its doc comment.
    pub about: String,
    /// What it holds.
    pub holds: Holds,
    /// Whether it must be written.
    pub needed: bool,
    /// What it is if it is not written, as RON; nothing for a field that is then absent.
    pub default: Option<String>,
}

/// A word of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// As it is written.
    pub name: String,
    /// Its doc comment.
    pub about: String,
    /// What follows it in brackets.
    pub with: With,
}

/// What follows a word in brackets.
#[derive(Clone, Debug, PartialEq)]
pub enum With {
    /// Nothing, not even brackets.
    Nothing,
    /// One value.
    One(Holds),
    /// Values with a name each.
    Fields(Vec<Field>),
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum Holds {
    /// Words in quotes.
    Text,
    /// A number of 0 or more, without a point.
    Whole,
    /// With or without a point.
    Number,
    /// `true` or `false`.
    Truth,
    /// Text or a number with a meaning of its own: `time`, `share`, `id`, `path`, or the kind of
    /// thing that the id is of, such as `segment`.
    Kind(String),
    /// A structure or choice, by name.
    Structure(String),
    /// As many of them as wanted, in square brackets.
    List(Box<Holds>),
}

/// Every structure and choice of the format by name.
pub fn structures() -> &'static BTreeMap<String, Structure> {
    static ALL: OnceLock<BTreeMap<String, Structure>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all = BTreeMap::new();
        add::<shape::Scenario>(&mut all);
        add::<shape::Library>(&mut all);
        add::<shape::Team>(&mut all);
        add::<shape::Plan>(&mut all);
        all
    })
}

fn add<T: JsonSchema>(all: &mut BTreeMap<String, Structure>) {
    let schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value();
    let name = schema["title"].as_str().unwrap_or_default().to_owned();
    all.insert(name, structure(&schema));
    for (name, value) in schema["$defs"].as_object().into_iter().flatten() {
        all.insert(name.clone(), structure(value));
    }
}

/// A doc comment as its paragraphs, each on one line.
fn paragraphs(value: &Value) -> Vec<String> {
    let text = value["description"].as_str().unwrap_or_default();
    text.split("\n\n")
        .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|it| !it.is_empty())
        .collect()
}

fn structure(value: &Value) -> Structure {
    let words = value["oneOf"].as_array().map(|words| {
        words
            .iter()
            .flat_map(|it| match it["enum"].as_array() {
                // Words without doc comments are put together.
                Some(plain) => plain.iter().map(plain_word).collect(),
                None => vec![word(it)],
            })
            .collect()
    });
    Structure {
        about: paragraphs(value),
        made: match words {
            Some(words) => Made::Words(words),
            None => Made::Fields(fields(value)),
        },
    }
}

fn plain_word(name: &Value) -> Word {
    Word {
        name: name.as_str().unwrap_or_default().to_owned(),
        about: String::new(),
        with: With::Nothing,
    }
}

fn word(value: &Value) -> Word {
    let about = paragraphs(value).join(" ");
    if let Some(name) = value["const"].as_str() {
        return Word {
            name: name.to_owned(),
            about,
            with: With::Nothing,
        };
    }
    let (name, inner) = value["properties"]
        .as_object()
        .and_then(|it| it.iter().next())
        .map(|(name, inner)| (name.clone(), inner.clone()))
        .unwrap_or_default();
    let with = if inner["properties"].is_object() {
        With::Fields(fields(&inner))
    } else {
        With::One(holds(&inner))
    };
    Word { name, about, with }
}

fn fields(value: &Value) -> Vec<Field> {
    let empty = Map::new();
    let needed = value["required"].as_array();
    value["properties"]
        .as_object()
        .unwrap_or(&empty)
        .iter()
        .map(|(name, inner)| Field {
            name: name.clone(),
            about: paragraphs(inner).join(" "),
            holds: holds(inner),
            needed: needed.is_some_and(|it| it.iter().any(|it| it == name)),
            default: match &inner["default"] {
                Value::Null => None,
                Value::String(word) => Some(word.clone()),
                other => Some(other.to_string()),
            },
        })
        .collect()
}

fn holds(value: &Value) -> Holds {
    let kind = value["is"].as_str().map(|it| Holds::Kind(it.to_owned()));
    if let Some(name) = value["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap_or_default();
        return Holds::Structure(name.to_owned());
    }
    // What may be left out is written as the thing or nothing.
    if let Some(either) = value["anyOf"].as_array()
        && let Some(thing) = either.iter().find(|it| it["type"] != "null")
    {
        return holds(thing);
    }
    let is = |word: &str| match &value["type"] {
        Value::String(is) => is == word,
        Value::Array(all) => all.iter().any(|it| it == word),
        _ => false,
    };
    if is("array") {
        return Holds::List(Box::new(kind.unwrap_or_else(|| holds(&value["items"]))));
    }
    match kind {
        Some(kind) => kind,
        None if is("integer") => Holds::Whole,
        None if is("number") => Holds::Number,
        None if is("boolean") => Holds::Truth,
        None => Holds::Text,
    }
}
