//! What opens with its word and not before: AES-256-GCM under a key of PBKDF2-HMAC-SHA-256. Must not know what
//! it seals.
//!
//! From the words and the pack's salt PBKDF2 makes one key (the slow step, once for each phrase that is typed);
//! from that and a salt of its own HKDF-SHA-256 makes the key of each message. So a page can try a phrase on all
//! that it holds with one slow step, and no two messages share a key. A page's role is bound in as what HKDF is
//! told and as the cipher's associated data.

use crate::Refused;
use crate::words::bytes;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Prk, Salt as HkdfSalt};
use ring::pbkdf2;
use ring::rand::SystemRandom;
use std::num::NonZeroU32;

/// Rounds of PBKDF2-HMAC-SHA-256, as OWASP's Password Storage Cheat Sheet recommends (2023, unchanged since).
pub const ITERATIONS: u32 = 600_000;

/// Bytes of a salt.
const SALT: usize = 16;
/// Bytes of what makes each use of a key differ.
const NONCE: usize = 12;
/// Bytes by which a cipher text is longer than what it hides.
const TAG: usize = 16;

/// The salt of a pack.
pub type Salt = [u8; SALT];

/// The key of a phrase: what the slow step makes.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    // A key is not for logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// The key of a phrase. As people write it: case and spaces don't matter.
    pub fn of(phrase: &str, salt: &Salt, iterations: u32) -> Self {
        let words: Vec<String> = phrase
            .split(|it: char| !it.is_alphanumeric())
            .filter(|it| !it.is_empty())
            .map(str::to_lowercase)
            .collect();
        let rounds = NonZeroU32::new(iterations).unwrap_or(NonZeroU32::MIN);
        let mut key = [0; 32];
        pbkdf2::derive(
            pbkdf2::PBKDF2_HMAC_SHA256,
            rounds,
            salt,
            words.join(" ").as_bytes(),
            &mut key,
        );
        Self(key)
    }

    /// The key of one message on the page of one role.
    fn of_one(&self, salt: &[u8], bound: &str) -> Result<LessSafeKey, Refused> {
        let failed = |_| Refused::new("no key could be made");
        let prk: Prk = HkdfSalt::new(HKDF_SHA256, salt).extract(&self.0);
        let info = [bound.as_bytes()];
        let made = prk.expand(&info, &AES_256_GCM).map_err(failed)?;
        Ok(LessSafeKey::new(UnboundKey::from(made)))
    }
}

/// Something that was sealed: its salt, its nonce, its cipher text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed(pub Vec<u8>);

/// Seals a text, filled up with spaces to so many bytes.
pub(crate) fn seal(
    random: &SystemRandom,
    key: &Key,
    bound: &str,
    text: &str,
    length: usize,
) -> Result<Sealed, Refused> {
    let salt: [u8; SALT] = bytes(random)?;
    let nonce: [u8; NONCE] = bytes(random)?;
    let mut hidden = text.as_bytes().to_vec();
    if hidden.len() > length {
        return Err(Refused::new("a message is longer than the longest"));
    }
    hidden.resize(length, b' ');
    key.of_one(&salt, bound)?
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(bound.as_bytes()),
            &mut hidden,
        )
        .map_err(|_| Refused::new("a message could not be sealed"))?;
    Ok(Sealed([&salt[..], &nonce, &hidden].concat()))
}

/// Random bytes as long as something sealed: nobody can tell which is which.
pub(crate) fn blank(random: &SystemRandom, length: usize) -> Result<Sealed, Refused> {
    let mut all = Vec::new();
    while all.len() < SALT + NONCE + length + TAG {
        all.extend(bytes::<64>(random)?);
    }
    all.truncate(SALT + NONCE + length + TAG);
    Ok(Sealed(all))
}

/// Opens what was sealed; nothing if it is not what this key opens.
pub fn open(sealed: &Sealed, key: &Key, bound: &str) -> Option<String> {
    let (salt, rest) = sealed.0.split_at_checked(SALT)?;
    let (nonce, hidden) = rest.split_at_checked(NONCE)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut text = hidden.to_vec();
    let opened = key
        .of_one(salt, bound)
        .ok()?
        .open_in_place(nonce, Aad::from(bound.as_bytes()), &mut text)
        .ok()?;
    Some(std::str::from_utf8(opened).ok()?.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_words_on_its_own_page_and_with_nothing_else() {
        let random = SystemRandom::new();
        let key = Key::of("tiger anchor", &[7; 16], 10);
        let sealed = seal(&random, &key, "p/a", "The switchboard is down. ✓", 64).expect("sealed");
        assert_eq!(sealed.0.len(), 16 + 12 + 64 + 16);
        assert_eq!(blank(&random, 64).expect("random").0.len(), sealed.0.len());
        for typed in ["tiger anchor", " Tiger  ANCHOR ", "tiger-anchor"] {
            let key = Key::of(typed, &[7; 16], 10);
            let opened = open(&sealed, &key, "p/a");
            assert_eq!(opened.as_deref(), Some("The switchboard is down. ✓"));
        }
        for (typed, salt, rounds, bound) in [
            ("anchor tiger", [7; 16], 10, "p/a"),
            ("tiger anchors", [7; 16], 10, "p/a"),
            ("", [7; 16], 10, "p/a"),
            ("tiger anchor", [8; 16], 10, "p/a"),
            ("tiger anchor", [7; 16], 11, "p/a"),
            ("tiger anchor", [7; 16], 10, "p/b"),
        ] {
            let key = Key::of(typed, &salt, rounds);
            assert_eq!(open(&sealed, &key, bound), None, "{typed} {bound}");
        }
        for at in 0..sealed.0.len() {
            let mut changed = sealed.clone();
            changed.0[at] ^= 1;
            assert_eq!(open(&changed, &key, "p/a"), None, "byte {at}");
            assert_eq!(open(&Sealed(sealed.0[..at].to_vec()), &key, "p/a"), None);
        }
        assert!(seal(&random, &key, "p/a", "long", 3).is_err());
    }
}
