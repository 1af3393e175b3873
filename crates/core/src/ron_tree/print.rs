//! Values as RON text, printed by a library: what the program writes by itself, in place of what its
//! authors write by hand. Must not lay out what somebody else wrote.

use ron2::ast::{
    Attribute, AttributeContent, Document, Expr, FormatConfig, Trivia, format_document,
    format_expr, value_to_expr,
};
use std::borrow::Cow;

pub use ron2::{NamedContent as Content, Value};

/// A value on one line.
pub fn printed(value: Value) -> String {
    format_expr(
        &value_to_expr(value),
        &FormatConfig::new().compact_from_depth(0),
    )
}

/// Words as RON text.
pub fn quoted(words: &str) -> String {
    printed(text(words))
}

/// Words.
pub fn text(words: &str) -> Value {
    Value::String(words.to_owned())
}

/// A word with what stands in its brackets.
pub fn named(name: &str, content: Content) -> Value {
    Value::Named {
        name: name.to_owned(),
        content,
    }
}

/// A structure or a word with fields.
pub fn with_fields<'a>(name: &str, fields: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    let fields = fields
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value));
    named(name, Content::Struct(fields.collect()))
}

/// A value as a file of its own, in which `Some` may be left out: what nests deeper than the items of
/// its lists stands on one line.
pub fn file(value: Value) -> String {
    let document = document(Trivia::empty(), value_to_expr(value));
    let printed = format_document(&document, &FormatConfig::new().compact_from_depth(2));
    format!("{}\n", printed.trim_end())
}

/// A whole file in which `Some` may be left out (`implicit_some`), with what stands above its value.
pub(super) fn document(above: Trivia<'static>, value: Expr<'static>) -> Document<'static> {
    let implicit = Attribute {
        name: Cow::Borrowed("enable"),
        content: AttributeContent::Args(vec![Cow::Borrowed("implicit_some")]),
        ..Attribute::synthetic_type("")
    };
    Document {
        source: Cow::Borrowed(""),
        leading: Trivia::empty(),
        attributes: vec![implicit],
        pre_value: above,
        value: Some(value),
        trailing: Trivia::empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_again_by_plain_ron() {
        let words = "it's \"so\": \\ \n\t\u{1b} é \u{202e} 🏥";
        assert_eq!(
            ron::from_str::<String>(&quoted(words)).as_deref(),
            Ok(words)
        );
        let value = with_fields(
            "Move",
            [
                ("when", named("At", Content::Tuple(vec![text("T+5")]))),
                ("share", Value::from(1.0)),
                ("mins", Value::from(60)),
                ("on", Value::Bool(true)),
                ("by", Value::Seq(vec![named("Nobody", Content::Unit)])),
            ],
        );
        assert_eq!(
            printed(value.clone()),
            "Move(when: At(\"T+5\"), share: 1.0, mins: 60, on: true, by: [Nobody])"
        );
        let file = file(value);
        assert!(file.starts_with("#![enable(implicit_some)]\n"), "{file}");
        ron::from_str::<serde::de::IgnoredAny>(&file).expect("it is RON");
    }
}
