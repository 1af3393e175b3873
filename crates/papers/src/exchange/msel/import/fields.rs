//! What a row of an events list says of an inject, as the fields of the scenario's file: of a known
//! inject those that differ, of a new one all that are needed. Must not change the file.

use super::likeness::{ALIKE, alike, likeness, short};
use super::row::Taking;
use crate::exchange::msel::columns::Column;
use crate::exchange::words::bare;
use wardroom_core::ron_tree::remarked::{Ron, flag, list, text};
use wardroom_core::scenario::Inject;

impl Taking<'_> {
    /// The fields that a row asks for: of a known inject those that differ, of a new one all that
    /// are needed.
    pub(super) fn wanted(&mut self, known: Option<&Inject>) -> Vec<(&'static str, Ron)> {
        let mut fields = Vec::new();
        let to = self.to(known);
        let said = |cell: Option<&str>| cell.map(ToOwned::to_owned);
        let title = said(self.cell(Column::Title));
        let message = said(self.cell(Column::Text));
        let (title, message) = match (known, title, message) {
            (Some(_), title, message) => (title, message),
            (None, Some(title), Some(message)) => (Some(title), Some(message)),
            (None, Some(title), None) => {
                self.report
                    .guessed
                    .push("the synopsis stands for the message".to_owned());
                (Some(title.clone()), Some(title))
            }
            (None, None, message) => {
                let title = message.as_deref().map(short);
                (title, message)
            }
        };
        let differs = |new: &str, old: Option<&str>| old.is_none_or(|old| !alike(old, new));
        if let Some(title) = title
            && differs(&title, known.map(|it| it.title.as_str()))
        {
            fields.push(("title", text(&title)));
        }
        if let Some(fires) = self.fires(known) {
            fields.push(("fires", fires));
        }
        if let Some(channel) = self.channel(known, to.as_deref()) {
            fields.push(("channel", text(&channel)));
        }
        let from = said(self.cell(Column::From)).or_else(|| {
            known.is_none().then(|| {
                self.report.guessed.push(
                    "nobody is named who sends it: it comes from “Exercise control”".to_owned(),
                );
                "Exercise control".to_owned()
            })
        });
        if let Some(from) = from
            && differs(&from, known.map(|it| it.from.as_str()))
        {
            fields.push(("from", text(&from)));
        }
        if let Some(to) = to {
            let to = to.iter().map(|at| text(self.known.roles.id(*at)));
            fields.push(("to", list(to)));
        }
        if let Some(message) = message
            && differs(&message, known.map(|it| it.text.as_str()))
        {
            fields.push(("text", text(&message)));
        }
        let expect = said(self.cell(Column::Expect)).or_else(|| {
            known.is_none().then(|| {
                self.report.guessed.push(
                    "it says nothing of what the players might do: look at `expect`".to_owned(),
                );
                "Notes it, and says who acts on it.".to_owned()
            })
        });
        if let Some(expect) = expect
            && differs(&expect, known.map(|it| it.expect.as_str()))
        {
            fields.push(("expect", text(&expect)));
        }
        self.further(known, &mut fields);
        fields
    }

    /// Techniques, objectives, the question it opens, whether it is an alert.
    pub(super) fn further(
        &mut self,
        known: Option<&Inject>,
        fields: &mut Vec<(&'static str, Ron)>,
    ) {
        if let Some(techniques) = self.cell(Column::Techniques) {
            let (techniques, none): (Vec<String>, Vec<String>) = parts(techniques)
                .into_iter()
                .map(|it| {
                    let first = it.split_whitespace().next().unwrap_or_default();
                    first.trim_end_matches([':', ',', '-']).to_uppercase()
                })
                .partition(|it| is_technique(it));
            for words in &none {
                let why = format!("“{words}” is no technique: they look like T1486");
                self.report.left.push(why);
            }
            let unclear = techniques.is_empty() || known.is_some() && !none.is_empty();
            if !unclear && known.is_none_or(|it| it.techniques != techniques) {
                fields.push(("techniques", list(techniques.iter().map(|it| text(it)))));
            }
        }
        if let Some(words) = self.cell(Column::Objectives).map(ToOwned::to_owned) {
            let all = &self.known.objectives;
            let before: Vec<usize> = known
                .iter()
                .flat_map(|it| &it.objectives)
                .map(|it| it.at())
                .collect();
            let found = self.listed(&words, all, "objective", &before, &|_, _| false);
            let found = found.filter(|it| !it.is_empty() && (known.is_none() || *it != before));
            if let Some(found) = found {
                let ids = found.iter().map(|at| text(all.id(*at)));
                fields.push(("objectives", list(ids)));
            }
        }
        if let Some(words) = self.cell(Column::Opens).map(ToOwned::to_owned) {
            let scenario = self.scenario;
            let found = self.question(&words);
            let before = known
                .and_then(|it| it.opens)
                .map(|it| scenario.prompts[it.at()].id.as_str());
            if let Some(found) = found
                && before != Some(found.as_str())
            {
                fields.push(("opens", text(&found)));
            }
        }
        if let Some(kind) = self.cell(Column::Kind) {
            let alert = bare(kind).contains("alert");
            if known.map_or(alert, |it| it.alert != alert) {
                fields.push(("alert", flag(alert)));
            }
        }
    }

    /// The id of the question that is named, by its id or its words.
    pub(super) fn question(&mut self, words: &str) -> Option<String> {
        let prompts = &self.scenario.prompts;
        let by = |is: &dyn Fn(&str) -> bool| {
            let found = prompts.iter().find(|it| is(&it.id) || is(&it.question));
            found.map(|it| it.id.clone())
        };
        let exact = by(&|it| it == words).or_else(|| by(&|it| bare(it) == bare(words)));
        let near = || {
            prompts
                .iter()
                .map(|it| {
                    (
                        likeness(&it.question, words).max(likeness(&it.id, words)),
                        it,
                    )
                })
                .filter(|(score, _)| *score >= ALIKE)
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .map(|(_, it)| it)
        };
        if exact.is_some() {
            return exact;
        }
        match near() {
            Some(prompt) => {
                self.report.guessed.push(format!(
                    "“{words}” is taken for the question “{}”",
                    prompt.question
                ));
                Some(prompt.id.clone())
            }
            None => {
                self.report
                    .left
                    .push(format!("there is no question “{words}”"));
                None
            }
        }
    }
}

/// `T1486`, `T1543.003`.
fn is_technique(words: &str) -> bool {
    let digits =
        |part: &str, count| part.len() == count && part.bytes().all(|it| it.is_ascii_digit());
    let Some(number) = words.strip_prefix('T') else {
        return false;
    };
    match number.split_once('.') {
        Some((whole, part)) => digits(whole, 4) && digits(part, 3),
        None => digits(number, 4),
    }
}

fn parts(words: &str) -> Vec<String> {
    words
        .split([';', ',', '\n'])
        .map(|it| it.trim().to_owned())
        .filter(|it| !it.is_empty())
        .collect()
}
