//! What in a text looks like a name or an address: a help for whoever reads it before it is given
//! away. Must not change a text, and must not be taken for a filter: it misses what looks like
//! ordinary words.

use regex::Regex;
use std::collections::BTreeSet;
use wardroom_core::scenario::SourceFile;

/// What is looked for by its shape, as regular expressions. A group, where there is one, is the
/// part that is marked.
const SHAPES: [(Sign, &str); 8] = [
    (
        Sign::Email,
        r#"[^\s<>(),;:"“”]*@[^\s<>(),;:"“”]*[^\s<>(),;:"“”.!?]"#,
    ),
    (
        Sign::Web,
        r"(?i)\b(?:https?://|www\.)\S*[^\s.,;:!?)]|\b(?:[a-z0-9-]+\.)+(?:com|org|net|uk|eu|io|info|gov|edu|nhs|int|ie)\b(?:/\S*[^\s.,;:!?)])?",
    ),
    (Sign::Web, r"\b\d{1,3}(?:\.\d{1,3}){3}\b"),
    (Sign::Telephone, r"\+?\(?\d[\d\s().\-–/]{5,}\d"),
    (
        Sign::Telephone,
        r"(?i)\b(?:ext|extension|x|bleep|pager|tel|telephone|phone|mobile|mob|call|ring|dial|dect|on)\b[.:#\s]*(\d{3,}\b)",
    ),
    (
        Sign::Address,
        r"(?i:\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b)|\b\d+[a-z]?,?\s+(?:[\p{L}'’-]+\s+){1,3}(?:Street|Road|Lane|Avenue|Close|Drive|Court|Gardens|Terrace|Square|Crescent)\b",
    ),
    // `J.S.`, `J. Smith`, `J Smith`; the words I and A are none.
    (
        Sign::Initials,
        r"\b(?:\p{Lu}\.\s?)+\p{Lu}\.|\b(?:\p{Lu}\.\s?|[\p{Lu}--[IA]]\s)+\p{Lu}[\p{L}\p{M}'’-]+",
    ),
    // Letters of writing that has no capitals, in an English text.
    (
        Sign::Name,
        r"\p{Lo}[\p{Lo}\p{M}]*(?:\s+\p{Lo}[\p{Lo}\p{M}]*)*",
    ),
];

/// Words in front of a name.
const TITLES: [&str; 17] = [
    "dr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "sister",
    "matron",
    "nurse",
    "rev",
    "revd",
];

/// Words between the parts of a name.
const BETWEEN: [&str; 19] = [
    "de", "da", "di", "do", "dos", "del", "della", "du", "la", "le", "van", "von", "der", "den",
    "bin", "ibn", "al", "el", "ap",
];

/// Words that begin a sentence and are no name.
const NO_NAMES: [&str; 54] = [
    "a", "after", "all", "also", "an", "and", "any", "are", "as", "asked", "at", "because",
    "before", "but", "by", "can", "do", "each", "for", "from", "he", "her", "his", "i", "if", "in",
    "is", "it", "no", "not", "of", "on", "one", "or", "our", "she", "so", "that", "the", "their",
    "then", "there", "they", "this", "to", "told", "until", "was", "we", "what", "when", "while",
    "with", "you",
];

/// A part of a text that looks like a name or an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its first byte.
    pub from: usize,
    /// The byte after its last.
    pub to: usize,
    /// What it looks like.
    pub sign: Sign,
    /// What could stand in its place.
    pub instead: String,
}

/// What a part of a text looks like; the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sign {
    /// An e-mail address or a handle.
    Email,
    /// An address in the web or a network.
    Web,
    /// A telephone, bleep or other personal number.
    Telephone,
    /// Where somebody lives or works.
    Address,
    /// Somebody whom the record names.
    Known,
    /// `J.D.`, `JD` beside a verb, and the like.
    Initials,
    /// A name, by its capitals.
    Name,
}

impl Sign {
    /// What whoever gives a text away is told of it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Email => "an e-mail address",
            Self::Web => "an address in a network",
            Self::Telephone => "a number to call",
            Self::Address => "an address",
            Self::Known => "somebody on record",
            Self::Initials => "initials",
            Self::Name => "perhaps a name",
        }
    }

    /// What could stand in its place.
    fn instead(self) -> &'static str {
        match self {
            Self::Email => "[e-mail]",
            Self::Web => "[link]",
            Self::Telephone => "[number]",
            Self::Address => "[address]",
            Self::Known | Self::Initials | Self::Name => "[name]",
        }
    }
}

/// Looks for what may be a name or an address.
#[derive(Debug)]
pub(super) struct Looking {
    shapes: Vec<(Sign, Regex)>,
    word: Option<Regex>,
    /// What a known person is called, whether its case counts, and what stands in its place.
    known: Vec<(String, bool, String)>,
    /// Every word of the scenario, lower-case, and its words in capitals.
    words: BTreeSet<String>,
    capitals: BTreeSet<String>,
    /// Capitalised words that follow each other in the scenario.
    pairs: BTreeSet<(String, String)>,
}

/// A word of a text.
#[derive(Clone, Copy)]
struct Word<'a> {
    from: usize,
    to: usize,
    is: &'a str,
}

impl Word<'_> {
    fn capitalised(self) -> bool {
        self.is.chars().next().is_some_and(char::is_uppercase)
    }

    fn in_capitals(self) -> bool {
        self.is.chars().count() > 1 && self.is.chars().all(|c| !c.is_lowercase())
    }

    fn among(self, list: &[&str]) -> bool {
        list.contains(&self.is.to_lowercase().as_str())
    }
}

impl Looking {
    /// With a scenario's vocabulary, and the people who are known with what stands in place of each.
    pub fn new<'a>(files: &[SourceFile], people: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut looking = Self::empty();
        for file in files.iter().filter(|it| !it.base64) {
            looking.learn(&file.text);
        }
        for (name, instead) in people {
            looking.know(name, instead);
        }
        looking
    }

    /// Without a vocabulary, and without anybody known.
    fn empty() -> Self {
        Self {
            // That each is sound is tested below.
            shapes: SHAPES
                .iter()
                .filter_map(|(sign, shape)| Some((*sign, Regex::new(shape).ok()?)))
                .collect(),
            word: Regex::new(r"\p{L}[\p{L}\p{M}\p{N}'’-]*").ok(),
            known: Vec::new(),
            words: BTreeSet::new(),
            capitals: BTreeSet::new(),
            pairs: BTreeSet::new(),
        }
    }

    /// Takes up the words of a text of the scenario's.
    fn learn(&mut self, text: &str) {
        let words = words_of(self.word.as_ref(), text);
        for word in &words {
            self.words.insert(word.is.to_lowercase());
            if word.in_capitals() {
                self.capitals.insert(word.is.to_owned());
            }
        }
        for pair in words.windows(2) {
            if pair.iter().all(|it| it.capitalised()) && joins(text, pair[0], pair[1]) {
                self.pairs
                    .insert((pair[0].is.to_owned(), pair[1].is.to_owned()));
            }
        }
    }

    /// Takes up a known person: the whole name, its parts, its initials.
    fn know(&mut self, name: &str, instead: &str) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let letters = |part: &str| part.chars().filter(|c| c.is_alphanumeric()).count();
        // A name of one word may be an ordinary word in lower case.
        let by_case = !name.contains(' ');
        self.known.push((name.clone(), by_case, instead.to_owned()));
        let parts: Vec<&str> = name
            .split(|c: char| c.is_whitespace() || c == '-')
            .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|part| letters(part) > 0 && !TITLES.contains(&part.to_lowercase().as_str()))
            .collect();
        for part in parts.iter().filter(|part| letters(part) > 1) {
            let lower = part.to_lowercase();
            let mut chars = lower.chars();
            let capitalised: String = chars
                .next()
                .into_iter()
                .flat_map(char::to_uppercase)
                .chain(chars)
                .collect();
            for form in BTreeSet::from([(*part).to_owned(), capitalised, part.to_uppercase()]) {
                self.known.push((form, true, instead.to_owned()));
            }
        }
        let initials: String = parts
            .iter()
            .filter_map(|part| part.chars().next())
            .flat_map(char::to_uppercase)
            .collect();
        if parts.len() > 1 && !self.capitals.contains(&initials) {
            self.known.push((initials, true, instead.to_owned()));
        }
    }

    /// What in a text looks like a name or an address, from its beginning to its end, nothing twice.
    pub fn in_text(&self, text: &str) -> Vec<Mark> {
        let mut found: Vec<Mark> = Vec::new();
        for (name, by_case, instead) in &self.known {
            for (from, to) in places(text, name, *by_case) {
                found.push(Mark {
                    from,
                    to,
                    sign: Sign::Known,
                    instead: instead.clone(),
                });
            }
        }
        for (sign, shape) in &self.shapes {
            for captures in shape.captures_iter(text) {
                let part = captures.get(1).or_else(|| captures.get(0));
                let Some(part) = part.filter(|it| !self.ours(*sign, it.as_str())) else {
                    continue;
                };
                found.push(mark(*sign, part.start(), part.end()));
            }
        }
        self.capitalised(text, &mut found);
        merged(found)
    }

    /// Whether it looks so, and is a day or the scenario's own.
    fn ours(&self, sign: Sign, part: &str) -> bool {
        match sign {
            Sign::Telephone => {
                let digits = part.chars().filter(char::is_ascii_digit).count();
                part.parse::<jiff::civil::Date>().is_ok() || digits < 3
            }
            Sign::Initials => words_of(self.word.as_ref(), part)
                .windows(2)
                .any(|pair| self.own_pair(pair[0], pair[1])),
            _ => false,
        }
    }

    fn own_pair(&self, one: Word<'_>, two: Word<'_>) -> bool {
        self.pairs.contains(&(one.is.to_owned(), two.is.to_owned()))
    }

    /// Capitalised words in a row that the scenario does not have so; one alone within a sentence
    /// that it does not have at all.
    fn capitalised(&self, text: &str, found: &mut Vec<Mark>) {
        let words = words_of(self.word.as_ref(), text);
        let counts = |word: Word<'_>| {
            word.capitalised()
                && !word.among(&NO_NAMES)
                && !(word.in_capitals() && self.capitals.contains(word.is))
        };
        // The last capitalised word of the row that is being read.
        let mut before: Option<Word<'_>> = None;
        for (at, word) in words.iter().copied().enumerate() {
            let follows = at > 0 && joins(text, words[at - 1], word);
            if !follows {
                before = None;
            }
            if counts(word) {
                match before {
                    Some(one) if !self.own_pair(one, word) => {
                        found.push(mark(Sign::Name, one.from, word.to));
                    }
                    None if follows && !self.words.contains(&word.is.to_lowercase()) => {
                        found.push(mark(Sign::Name, word.from, word.to));
                    }
                    _ => {}
                }
                before = Some(word);
            } else if !word.among(&BETWEEN) {
                before = None;
            }
        }
    }
}

fn words_of<'a>(word: Option<&Regex>, text: &'a str) -> Vec<Word<'a>> {
    let Some(word) = word else { return Vec::new() };
    word.find_iter(text)
        .map(|it| {
            // A possessive is no part of the word.
            let is = it.as_str();
            let is = is
                .strip_suffix("'s")
                .or_else(|| is.strip_suffix("’s"))
                .unwrap_or(is);
            let is = is.trim_end_matches(['\'', '’', '-']);
            Word {
                from: it.start(),
                to: it.start() + is.len(),
                is,
            }
        })
        .collect()
}

/// Whether two words stand in one sentence, with nothing but space between them.
fn joins(text: &str, one: Word<'_>, two: Word<'_>) -> bool {
    let gap = &text[one.to..two.from];
    let gap = gap.trim_start_matches("'s").trim_start_matches("’s");
    let after_title = one.among(&TITLES);
    let gap = if after_title {
        gap.trim_start_matches('.')
    } else {
        gap
    };
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

fn mark(sign: Sign, from: usize, to: usize) -> Mark {
    Mark {
        from,
        to,
        sign,
        instead: sign.instead().to_owned(),
    }
}

/// Where a name stands as a word of its own.
fn places(text: &str, name: &str, by_case: bool) -> Vec<(usize, usize)> {
    let straight = |c: char| if c == '’' { '\'' } else { c };
    let same = |one: char, two: char| {
        let (one, two) = (straight(one), straight(two));
        one == two || (!by_case && one.to_lowercase().eq(two.to_lowercase()))
    };
    // A letter of writing without cases begins and ends where it likes.
    let within = |one: Option<char>, two: Option<char>| {
        let cased = |c: char| c.is_numeric() || c.is_lowercase() || c.is_uppercase();
        one.zip(two)
            .is_some_and(|(one, two)| cased(one) && cased(two))
    };
    let mut found = Vec::new();
    if name.is_empty() {
        return found;
    }
    for (from, _) in text.char_indices() {
        let mut wanted = name.chars();
        let mut here = text[from..].chars();
        let mut len = 0;
        let all = wanted.by_ref().all(|one| {
            here.next().is_some_and(|two| {
                len += two.len_utf8();
                same(one, two)
            })
        });
        let to = from + len;
        if all
            && !within(text[..from].chars().next_back(), name.chars().next())
            && !within(name.chars().next_back(), text[to..].chars().next())
        {
            found.push((from, to));
        }
    }
    found
}

/// What overlaps, as one. The surest sign tells what it is.
fn merged(mut found: Vec<Mark>) -> Vec<Mark> {
    found.sort_by_key(|it| (it.from, it.to, it.sign));
    let mut whole: Vec<Mark> = Vec::new();
    for mark in found {
        match whole.last_mut() {
            Some(last) if mark.from < last.to => {
                last.to = last.to.max(mark.to);
                if mark.sign < last.sign {
                    last.sign = mark.sign;
                    last.instead = mark.instead;
                }
            }
            _ => whole.push(mark),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A scenario's vocabulary, and two people.
    fn looking() -> Looking {
        let mut looking = Looking::empty();
        assert_eq!(looking.shapes.len(), SHAPES.len(), "each is sound");
        assert!(looking.word.is_some());
        looking.learn("The Emergency Department and the IT director; NHS England asks every ward. Sister Akande, on bed 4, will grace the page.");
        looking.know("Helen Ward", "Incident director");
        looking.know("Dr Oluwaseun O'Hagan-Vyse", "Evaluator 1");
        looking
    }

    fn marked(text: &str) -> Vec<(&str, Sign)> {
        looking()
            .in_text(text)
            .iter()
            .map(|it| (&text[it.from..it.to], it.sign))
            .collect()
    }

    #[test]
    fn known_people_are_marked_by_name_part_and_initials_and_ordinary_words_are_not() {
        for (text, wanted) in [
            (
                "every ward told helen ward",
                vec![("helen ward", Sign::Known)],
            ),
            (
                "Helen's list, and WARD said so",
                vec![("Helen", Sign::Known), ("WARD", Sign::Known)],
            ),
            (
                "vyse? O’Hagan! and HW agreed",
                vec![("O’Hagan", Sign::Known), ("HW", Sign::Known)],
            ),
            ("wards forward, in hindsight", vec![]),
        ] {
            assert_eq!(marked(text), wanted, "{text}");
        }
    }

    #[test]
    fn addresses_of_every_kind_are_marked_and_days_and_counts_are_not() {
        for (text, wanted) in [
            (
                "write to jane.smith+x@trust.nhs.uk.",
                vec![("jane.smith+x@trust.nhs.uk", Sign::Email)],
            ),
            (
                "see https://x.test/a?b=1, then",
                vec![("https://x.test/a?b=1", Sign::Web)],
            ),
            (
                "it is on intranet.trust.nhs.uk/it.",
                vec![("intranet.trust.nhs.uk/it", Sign::Web)],
            ),
            (
                "ring 07700 900123 or bleep 4417",
                vec![("07700 900123", Sign::Telephone), ("4417", Sign::Telephone)],
            ),
            (
                "to 12 High Street, LS1 4AP",
                vec![
                    ("12 High Street", Sign::Address),
                    ("LS1 4AP", Sign::Address),
                ],
            ),
            (
                "at 10.20.30.40 of the network",
                vec![("10.20.30.40", Sign::Web)],
            ),
            ("by 2026-12-01 some 1200 devices at 13:45, 48 of 60", vec![]),
        ] {
            assert_eq!(marked(text), wanted, "{text}");
        }
    }

    #[test]
    fn strangers_are_marked_by_their_capitals_and_what_the_scenario_says_is_not() {
        for (text, wanted) in [
            ("It was Will Page who knew", vec![("Will Page", Sign::Name)]),
            ("Grace May asked for it", vec![("Grace May", Sign::Name)]),
            (
                "so Dr. Nowak and J. Okafor left",
                vec![("Dr. Nowak", Sign::Name), ("J. Okafor", Sign::Initials)],
            ),
            (
                "asked Ludwig van der Berg twice",
                vec![("Ludwig van der Berg", Sign::Name)],
            ),
            ("noted by R.T. himself", vec![("R.T.", Sign::Initials)]),
            ("then Brambleworth said", vec![("Brambleworth", Sign::Name)]),
            ("and 張偉 knew", vec![("張偉", Sign::Name)]),
            (
                "The Emergency Department and NHS England told Sister Akande. The IT director agreed.",
                vec![],
            ),
        ] {
            assert_eq!(marked(text), wanted, "{text}");
        }
    }
}
