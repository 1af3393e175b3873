//! Four codes that let somebody in. Must not know who comes in.

/// Signs that nobody takes for each other when they are read out or copied from a screen.
const SIGNS: &[u8; 26] = b"2346789ACDEFGHJKMNPQRTVWXY";

/// Signs of a code.
const LENGTH: usize = 6;

/// What a code lets somebody be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Admits {
    /// A player: a chair.
    Player,
    /// Somebody who watches, notes and rates.
    Evaluator,
    /// A screen: the room of an organisation.
    Screen,
    /// The facilitator of an organisation's site.
    Site,
}

/// Codes that there are.
const COUNT: usize = 4;

/// What codes are made of: sixteen random bytes for each.
pub type RandomCodes = [[u8; 16]; COUNT];

impl Admits {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; COUNT] = [Self::Player, Self::Evaluator, Self::Screen, Self::Site];

    /// Whom the code is for, in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Player => "Players",
            Self::Evaluator => "Evaluators",
            Self::Screen => "Screens",
            Self::Site => "Site facilitators",
        }
    }
}

/// The codes in force, in the order of [`Admits::ALL`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes([String; COUNT]);

impl Codes {
    /// Codes of random bytes.
    pub fn of(random: RandomCodes) -> Self {
        let mut codes = random.map(|bytes| code(u128::from_le_bytes(bytes)));
        // One code for two would let a player be an evaluator.
        for at in 1..COUNT {
            while codes[..at].contains(&codes[at]) {
                codes[at] = next(&codes[at]);
            }
        }
        Self(codes)
    }

    /// The code that admits so.
    pub fn code(&self, admits: Admits) -> &str {
        &self.0[admits as usize]
    }

    /// What a code admits to, as somebody typed it.
    pub(super) fn admits(&self, typed: &str) -> Option<Admits> {
        let typed = plain(typed);
        // All signs of all codes are compared: how long it takes says nothing of how many were right.
        let found = Admits::ALL.map(|it| (it, alike(self.code(it), &typed)));
        let found = found.into_iter().find(|(_, alike)| *alike);
        found.map(|(it, _)| it)
    }
}

/// A code as it is kept: large letters, no spaces.
pub fn plain(typed: &str) -> String {
    let signs = typed.chars().filter(|it| it.is_ascii_alphanumeric());
    signs
        .take(2 * LENGTH)
        .map(|it| it.to_ascii_uppercase())
        .collect()
}

/// A code as it is shown: `H7K 2QM`.
pub fn spaced(code: &str) -> String {
    match code.split_at_checked(LENGTH / 2) {
        Some((one, two)) => format!("{one} {two}"),
        None => code.to_owned(),
    }
}

fn alike(code: &str, typed: &str) -> bool {
    let signs = code.bytes().zip(typed.bytes());
    let differ = signs.fold(0, |differ, (one, other)| differ | (one ^ other));
    differ == 0 && code.len() == typed.len()
}

fn code(mut number: u128) -> String {
    let signs = (0..LENGTH).map(|_| {
        let sign = SIGNS[(number % SIGNS.len() as u128) as usize];
        number /= SIGNS.len() as u128;
        char::from(sign)
    });
    signs.collect()
}

/// Another code: its last sign is the next one.
fn next(code: &str) -> String {
    let mut bytes = code.as_bytes().to_vec();
    if let Some(last) = bytes.last_mut() {
        let at = SIGNS.iter().position(|it| it == last).unwrap_or(0);
        *last = SIGNS[(at + 1) % SIGNS.len()];
    }
    bytes.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_is_taken_for_another() {
        for pair in ["0O", "1I", "1L", "5S", "8B", "2Z", "UV"] {
            let both = pair.bytes().all(|it| SIGNS.contains(&it));
            assert!(!both, "{pair}");
        }
    }

    #[test]
    fn codes_differ_even_where_luck_has_them_alike() {
        let codes = Codes::of([[7; 16]; COUNT]);
        for admits in Admits::ALL {
            let code = codes.code(admits);
            assert_eq!(code.len(), LENGTH);
            assert_eq!(codes.admits(&spaced(&code.to_lowercase())), Some(admits));
        }
        assert_eq!(codes.admits("ABC"), None);
        assert_eq!(codes.admits(""), None);
    }
}
