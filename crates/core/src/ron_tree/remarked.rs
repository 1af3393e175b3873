//! Values with remarks beside them, printed by `ron2`: what is written anew, so that nobody puts
//! quotation marks, brackets or comments by hand. Must not know the format of scenarios, and must not
//! change what stands in a text that somebody wrote.

use super::print::{Value, document};
use ron2::ast::{
    Comment, CommentKind, Expr, FieldsBody, FormatConfig, Ident, SeqExpr, SeqItem, StructBody,
    StructExpr, StructField, Trivia, expr_to_value, format_document, format_expr, parse_document,
    synthetic_named_tuple, synthetic_named_unit, value_to_expr,
};
use ron2::error::Span;

/// What fits into so many letters stands on one line.
const LINE: usize = 100;

/// A value, with what is remarked about it.
#[derive(Clone, Debug)]
pub struct Ron {
    expr: Expr<'static>,
    above: Trivia<'static>,
    beside: Trivia<'static>,
}

impl Ron {
    fn of(expr: Expr<'static>) -> Self {
        Self {
            expr,
            above: Trivia::empty(),
            beside: Trivia::empty(),
        }
    }

    /// The words that it is, if it is words.
    pub fn words(&self) -> Option<&str> {
        match &self.expr {
            Expr::String(words) => Some(&words.value),
            _ => None,
        }
    }

    /// The same with a comment on a line of its own above it, or above the field that holds it.
    pub fn remarked_above(mut self, words: &'static str) -> Self {
        self.above = lines(words);
        self
    }

    /// The same with a comment behind it on its line. It is one that ends (`/* … */`): a comma
    /// follows it.
    pub fn remarked_beside(mut self, words: &'static str) -> Self {
        self.beside = Trivia {
            comments: vec![Comment {
                span: Span::synthetic(),
                text: format!("/* {words} */").into(),
                kind: CommentKind::Block,
            }],
            ..Trivia::empty()
        };
        self
    }
}

fn lines(words: &str) -> Trivia<'static> {
    let line = |line: &str| Comment {
        span: Span::synthetic(),
        text: format!("// {line}\n").into(),
        kind: CommentKind::Line,
    };
    Trivia {
        comments: words.lines().map(line).collect(),
        ..Trivia::empty()
    }
}

fn plain(value: impl Into<Value>) -> Ron {
    Ron::of(value_to_expr(value.into()))
}

/// Words, whatever stands in them.
pub fn text(words: &str) -> Ron {
    plain(words.to_owned())
}

/// A whole number.
pub fn count(count: u64) -> Ron {
    plain(count)
}

/// A number that need not be whole.
pub fn number(number: f64) -> Ron {
    plain(number)
}

/// Yes or no.
pub fn flag(yes: bool) -> Ron {
    plain(yes)
}

/// A word that the format has: a variant without anything in it.
pub fn word(name: &'static str) -> Ron {
    Ron::of(synthetic_named_unit(name))
}

/// A word that the format has, with one value in it: `At("Fri 13:00")`.
pub fn with(name: &'static str, value: Ron) -> Ron {
    Ron::of(synthetic_named_tuple(name, vec![value.expr]))
}

/// A list, each item with its remarks.
pub fn list(items: impl IntoIterator<Item = Ron>) -> Ron {
    let item = |item: Ron| SeqItem {
        leading: item.above,
        expr: item.expr,
        trailing: item.beside,
        comma: None,
    };
    Ron::of(Expr::Seq(SeqExpr {
        span: Span::synthetic(),
        open_bracket: Span::synthetic(),
        leading: Trivia::empty(),
        items: items.into_iter().map(item).collect(),
        trailing: Trivia::empty(),
        close_bracket: Span::synthetic(),
    }))
}

/// A structure with its fields, each with its remarks.
pub fn structure(name: &'static str, fields: impl IntoIterator<Item = (&'static str, Ron)>) -> Ron {
    let ident = |name: &'static str| Ident {
        span: Span::synthetic(),
        name: name.into(),
    };
    let field = |(name, value): (&'static str, Ron)| StructField {
        leading: value.above,
        name: ident(name),
        pre_colon: Trivia::empty(),
        colon: Span::synthetic(),
        post_colon: Trivia::empty(),
        value: value.expr,
        trailing: value.beside,
        comma: None,
    };
    Ron::of(Expr::Struct(StructExpr {
        span: Span::synthetic(),
        name: ident(name),
        pre_body: Trivia::empty(),
        body: Some(StructBody::Fields(FieldsBody {
            open_brace: Span::synthetic(),
            leading: Trivia::empty(),
            fields: fields.into_iter().map(field).collect(),
            trailing: Trivia::empty(),
            close_brace: Span::synthetic(),
        })),
    }))
}

/// A value that somebody wrote; nothing if it is none. Its comments stay, but for those that would end
/// early on one line.
pub fn read(words: &str) -> Option<Ron> {
    let value = |words: &str| parse_document(words).ok()?.into_owned().value;
    let expr = value(words)?;
    let said = expr_to_value(&expr).ok()?;
    let found = Ron::of(expr);
    let line = in_line(&found);
    let again = value(&line).and_then(|it| expr_to_value(&it).ok());
    // A comment can hold what ends a comment, and words in quotes a line end.
    let same = !line.contains('\n') && again.as_ref() == Some(&said);
    Some(if same { found } else { plain(said) })
}

/// A value on one line.
pub fn in_line(value: &Ron) -> String {
    let config = FormatConfig::default().compact_from_depth(0);
    format_expr(&value.expr, &config)
}

/// A structure with a line for each of its fields, all but the first led by `lead`: as it goes into
/// a file that somebody wrote.
pub fn over_lines(value: &Ron, lead: &str) -> String {
    let config = FormatConfig::default().compact_from_depth(1);
    // No line end stands within words: they are escaped there.
    format_expr(&value.expr, &config).replace('\n', &format!("\n{lead}"))
}

/// A whole file, `head` above its value as a comment. Options may be written bare in it
/// (`implicit_some`).
pub fn file(head: &'static str, value: Ron) -> String {
    let config = FormatConfig::default().char_limit(LINE);
    format_document(&document(lines(head), value.expr), &config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remarked_stands_where_it_is_and_swallows_nothing() {
        let found = file(
            "A file.",
            structure(
                "Thing",
                [
                    ("name", text("a \"b\"\n\\").remarked_beside("assumed")),
                    (
                        "parts",
                        list([
                            word("One").remarked_above("the first"),
                            with("Two", count(2)),
                        ])
                        .remarked_above("two parts"),
                    ),
                ],
            ),
        );
        assert_eq!(
            found,
            "#![enable(implicit_some)]\n\n// A file.\nThing(\n    name: \"a \\\"b\\\"\\n\\\\\" /* assumed */,\n    // two parts\n    parts: [\n        // the first\n        One,\n        Two(2),\n    ],\n)\n"
        );
    }

    #[test]
    fn a_part_is_led_like_its_neighbours_and_lists_stay_on_a_line() {
        let part = structure("Inject", [("id", text("a")), ("alert", flag(true))]);
        assert_eq!(
            over_lines(&part, "  "),
            "Inject(\n      id: \"a\",\n      alert: true,\n  )"
        );
        let long = list((0..40).map(|_| text("somewhat-long")));
        assert!(!in_line(&long).contains('\n'));
    }

    #[test]
    fn what_somebody_wrote_says_the_same_on_one_line() {
        for (written, wanted) in [
            (
                "After(inject:\n \"a\", mins: 5)",
                "After(inject: \"a\", mins: 5)",
            ),
            (
                "All([ // both\n Worm, Not(Worm)])",
                "All([Worm, Not(Worm)])",
            ),
            (
                "Said(\"two\nlines\") // so */ it is",
                "Said(\"two\\nlines\")",
            ),
        ] {
            let found = in_line(&read(written).expect("it is RON"));
            assert!(!found.contains('\n'), "{found}");
            let value = |words: &str| {
                let document = parse_document(words).expect("it is RON");
                expr_to_value(&document.value.expect("a value")).expect("a value")
            };
            assert_eq!(value(&found), value(wanted), "{found}");
        }
        assert!(read("Fri 13:00 or so").is_none());
        assert!(read("").is_none());
    }
}
