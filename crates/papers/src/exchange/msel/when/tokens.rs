//! Words of a time as numbers, words and signs. Must not know what they mean.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Digits.
    Number(&'a str),
    /// Letters, small.
    Word(&'a str),
    /// Anything else.
    Sign(char),
}

/// Tokens, and whether a blank stands before each.
#[derive(Clone, Debug)]
pub(super) struct Tokens<'a> {
    all: Vec<(Token<'a>, bool)>,
    at: usize,
}

impl<'a> Tokens<'a> {
    /// Of words in small letters.
    pub(super) fn of(words: &'a str) -> Self {
        let mut all = Vec::new();
        let mut spaced = false;
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            let while_ = |is: &dyn Fn(char) -> bool| rest.find(|c| !is(c)).unwrap_or(rest.len());
            let end = if first.is_ascii_digit() {
                while_(&|c| c.is_ascii_digit())
            } else if first.is_alphabetic() {
                while_(&char::is_alphabetic)
            } else {
                first.len_utf8()
            };
            let (text, after) = rest.split_at(end);
            rest = after;
            if first.is_whitespace() {
                spaced = true;
                continue;
            }
            let token = if first.is_ascii_digit() {
                Token::Number(text)
            } else if first.is_alphabetic() {
                Token::Word(text)
            } else {
                Token::Sign(first)
            };
            all.push((token, spaced));
            spaced = false;
        }
        Self { all, at: 0 }
    }

    /// The token so many further on.
    pub(super) fn peek(&self, ahead: usize) -> Option<Token<'a>> {
        self.all.get(self.at + ahead).map(|it| it.0)
    }

    /// Whether a blank stands before the token so many further on.
    pub(super) fn spaced(&self, ahead: usize) -> bool {
        self.all.get(self.at + ahead).is_some_and(|it| it.1)
    }

    /// The number so many further on: its value and how many digits it has.
    pub(super) fn number(&self, ahead: usize) -> Option<(u32, usize)> {
        match self.peek(ahead)? {
            Token::Number(digits) => Some((digits.parse().ok()?, digits.len())),
            _ => None,
        }
    }

    /// The digits so many further on.
    pub(super) fn digits(&self, ahead: usize) -> Option<&'a str> {
        match self.peek(ahead)? {
            Token::Number(digits) => Some(digits),
            _ => None,
        }
    }

    /// The word so many further on.
    pub(super) fn word(&self, ahead: usize) -> Option<&'a str> {
        match self.peek(ahead)? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The sign so many further on.
    pub(super) fn sign(&self, ahead: usize) -> Option<char> {
        match self.peek(ahead)? {
            Token::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    /// Whether this sign is next but so many, with nothing between it and what stands before.
    pub(super) fn tight(&self, ahead: usize, sign: char) -> bool {
        self.sign(ahead) == Some(sign) && !self.spaced(ahead)
    }

    /// Passes over so many.
    pub(super) fn pass(&mut self, count: usize) {
        self.at += count;
    }

    /// Passes over a word, if it is next.
    pub(super) fn pass_word(&mut self, words: &[&str]) -> bool {
        let is = self.word(0).is_some_and(|it| words.contains(&it));
        self.at += usize::from(is);
        is
    }

    /// Passes over a sign, if it is next.
    pub(super) fn pass_sign(&mut self, signs: &[char]) -> bool {
        let is = self.sign(0).is_some_and(|it| signs.contains(&it));
        self.at += usize::from(is);
        is
    }

    /// Whether nothing is left.
    pub(super) fn ended(&self) -> bool {
        self.at >= self.all.len()
    }

    /// How far it is, to go back to.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    /// Goes back.
    pub(super) fn back_to(&mut self, place: usize) {
        self.at = place;
    }

    /// The first that is left, as it is written.
    pub(super) fn left(&self) -> String {
        match self.peek(0) {
            Some(Token::Number(text) | Token::Word(text)) => text.to_owned(),
            Some(Token::Sign(sign)) => sign.to_string(),
            None => String::new(),
        }
    }
}
