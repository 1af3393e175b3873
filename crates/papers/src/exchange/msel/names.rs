//! How roles, channels and objectives are named in an events list, so that each is known again:
//! by its title, and where several bear one title, or a title holds what parts a list, by more.
//! Must not decide which of several is meant.

use crate::exchange::words::bare;
use wardroom_core::scenario::Scenario;

/// What parts the names of a list, in ours and in other people's.
const PARTS: [char; 6] = [';', '\n', '\r', ',', '/', '|'];
/// What parts them in ours: a name that holds one of these is told by its id.
const OURS: [char; 3] = [';', '\n', '\r'];

/// Names that a cell may join at most.
const MOST_JOINED: usize = 32;

/// Parts that one name may have between its own “and”s.
const PARTS_OF_A_NAME: usize = 4;

/// What joins two names.
const JOINING: [&str; 3] = [" & ", " + ", " and "];

/// What is named, in the scenario's order.
#[derive(Debug)]
pub(in crate::exchange) struct Names {
    all: Vec<Named>,
    /// The most parts that any of the names falls into.
    parts: usize,
}

#[derive(Debug)]
struct Named {
    id: String,
    title: String,
    /// What it may be called, the shortest first.
    forms: Vec<String>,
    /// What it is called in a list.
    shown: String,
}

impl Names {
    /// The roles; where several organisations play, with theirs.
    pub(in crate::exchange) fn roles(scenario: &Scenario) -> Self {
        Self::of(scenario.roles.iter().map(|it| {
            let side = scenario
                .several()
                .then(|| scenario.organisations[it.of.at()].short.as_str());
            (it.id.as_str(), it.title.as_str(), side)
        }))
    }

    /// What a cell of the list's *channel* column can name.
    pub(in crate::exchange) fn channels(scenario: &Scenario) -> Self {
        let all = scenario.channels.iter();
        Self::of(all.map(|it| (it.id.as_str(), it.name.as_str(), None)))
    }

    /// What a cell of the list's *objective* column can name.
    pub(in crate::exchange) fn objectives(scenario: &Scenario) -> Self {
        let all = scenario.objectives.iter();
        Self::of(all.map(|it| (it.id.as_str(), it.title.as_str(), None)))
    }

    fn of<'a>(all: impl Iterator<Item = (&'a str, &'a str, Option<&'a str>)>) -> Self {
        let mut all: Vec<Named> = all
            .map(|(id, title, side)| {
                let title = title.trim();
                let mut forms = vec![title.to_owned()];
                forms.extend(side.map(|side| format!("{title} ({side})")));
                forms.push(format!("{title} ({id})"));
                forms.push(id.to_owned());
                Named {
                    id: id.to_owned(),
                    title: title.to_owned(),
                    forms,
                    shown: String::new(),
                }
            })
            .collect();
        let shown: Vec<String> = (0..all.len()).map(|at| shown(&all, at)).collect();
        for (named, shown) in all.iter_mut().zip(shown) {
            named.shown = shown;
        }
        let parts = all
            .iter()
            .flat_map(|it| &it.forms)
            .map(|form| form.split(PARTS).count())
            .max()
            .unwrap_or(1);
        Self { all, parts }
    }

    /// What one is called in a list.
    pub(in crate::exchange) fn shown(&self, at: usize) -> &str {
        &self.all[at].shown
    }

    /// Several in a list.
    pub(in crate::exchange) fn listed(&self, places: &[usize]) -> String {
        let names: Vec<&str> = places.iter().map(|at| self.shown(*at)).collect();
        names.join("; ")
    }

    /// The id of one.
    pub(super) fn id(&self, at: usize) -> &str {
        &self.all[at].id
    }

    /// The title of one.
    pub(super) fn title(&self, at: usize) -> &str {
        &self.all[at].title
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// Whether a list says just these, as it is written now or was written before.
    pub(super) fn says(&self, words: &str, places: &[usize]) -> bool {
        let titles: Vec<&str> = places.iter().map(|at| self.title(*at)).collect();
        [self.listed(places), titles.join("; "), titles.join(", ")]
            .iter()
            .any(|it| it == words.trim())
    }

    /// All that words may stand for, letter by letter or at least by letters and digits.
    pub(super) fn exactly(&self, words: &str) -> Vec<usize> {
        let words = words.trim();
        let places = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let all = self.all.iter().enumerate();
            all.filter(|(_, it)| is(&it.shown) || it.forms.iter().any(|form| is(form)))
                .map(|(at, _)| at)
                .collect()
        };
        let found = places(&|form| form == words);
        if !found.is_empty() {
            return found;
        }
        let key = bare(words);
        if key.is_empty() {
            return Vec::new();
        }
        places(&|form| bare(form) == key)
    }

    /// Those whose title goes on behind a comma: “CIO” is that of “CIO, Harrowmere”.
    pub(super) fn shortly(&self, words: &str) -> Vec<usize> {
        let key = bare(words);
        let is = |at: &usize| {
            let parts = self.all[*at].title.split_once(',');
            parts.is_some_and(|(first, _)| !key.is_empty() && bare(first) == key)
        };
        (0..self.all.len()).filter(is).collect()
    }

    /// A list's names. What parts names does not part one that is known to hold it, and a stroke none
    /// of whose sides is `known`: `PR/Comms` is one office.
    pub(super) fn parted(&self, words: &str, known: &dyn Fn(&str) -> bool) -> Vec<String> {
        let mut pieces: Vec<std::ops::Range<usize>> = Vec::new();
        let mut start = 0;
        for (at, sign) in words.match_indices(PARTS) {
            pieces.push(start..at);
            start = at + sign.len();
        }
        pieces.push(start..words.len());
        let mut names = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let most = self.parts.min(pieces.len() - at);
            let whole = |count: usize| &words[pieces[at].start..pieces[at + count - 1].end];
            let strokes = pieces[at..]
                .iter()
                .take_while(|it| words[it.end..].starts_with('/'))
                .count();
            let office = || {
                let mut sides = pieces[at..=at + strokes].iter();
                strokes > 0 && !sides.any(|it| known(words[it.clone()].trim()))
            };
            let taken = (2..=most)
                .rev()
                .find(|count| !self.exactly(whole(*count)).is_empty())
                .unwrap_or_else(|| if office() { strokes + 1 } else { 1 });
            let name = whole(taken).trim();
            if !name.is_empty() {
                names.extend(self.joined(name));
            }
            at += taken;
        }
        names
    }

    /// The names that “and” or its sign joins, if one of them is known: “CIO & IT lead” are two, and
    /// what is known by the whole is one.
    fn joined(&self, name: &str) -> Vec<String> {
        let is_known = |words: &str| !self.exactly(words).is_empty();
        if is_known(name) {
            return vec![name.to_owned()];
        }
        let spelled = name.replace(" & ", " and ").replace(" + ", " and ");
        if is_known(&spelled) {
            return vec![spelled];
        }
        let mut pieces: Vec<std::ops::Range<usize>> = Vec::new();
        let mut start = 0;
        // Small letters of other alphabets may be longer.
        let lower = name.to_ascii_lowercase();
        while let Some((at, sign)) = JOINING
            .iter()
            .filter_map(|sign| Some((start + lower[start..].find(sign)?, *sign)))
            .min()
        {
            pieces.push(start..at);
            start = at + sign.len();
            // So many are a text and no names.
            if pieces.len() > MOST_JOINED {
                return vec![name.to_owned()];
            }
        }
        pieces.push(start..name.len());
        let mut names: Vec<(std::ops::Range<usize>, bool)> = Vec::new();
        let mut at = 0;
        while at < pieces.len() {
            let whole = |count: usize| pieces[at].start..pieces[at + count - 1].end;
            let most = self.parts.max(PARTS_OF_A_NAME).min(pieces.len() - at);
            let known = (1..=most)
                .rev()
                .find(|count| is_known(&name[whole(*count)]));
            let count = known.unwrap_or(1);
            match (known, names.last_mut()) {
                // What is not known stays together.
                (None, Some((before, false))) => before.end = whole(1).end,
                _ => names.push((whole(count), known.is_some())),
            }
            at += count;
        }
        if names.iter().all(|(_, known)| !known) {
            return vec![name.to_owned()];
        }
        names
            .into_iter()
            .map(|(range, _)| name[range].trim().to_owned())
            .filter(|it| !it.is_empty())
            .collect()
    }
}

/// The first of what one may be called that nothing else may be called, and that does not part a
/// list; an id is its own always.
fn shown(all: &[Named], at: usize) -> String {
    let alone = |form: &str| {
        let key = bare(form);
        let others = all.iter().enumerate().filter(|(other, _)| *other != at);
        !key.is_empty()
            && !form.contains(OURS)
            && others
                .flat_map(|(_, it)| &it.forms)
                .all(|other| bare(other) != key)
    };
    all[at]
        .forms
        .iter()
        .find(|form| alone(form))
        .unwrap_or(&all[at].id)
        .clone()
}
