//! Signatures: who sealed a record. The key belongs to an installation; its secret part never
//! stands in a record. Must not read or make keys: whoever keeps the record hands one in.
//!
//! Ed25519 (RFC 8032) over the words [`WORDS`] and the hash of the line before, in hexadecimal. As
//! each line's hash covers the hash of the line before it, a signature covers the whole record up
//! to itself: who changes a byte, or works out all hashes anew for a changed text, needs the key.

use super::wire::Signature;
use crate::exercise::hex;
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// What is signed before the hash, so that a signature of ours can't be taken for one of something
/// else.
const WORDS: &str = "wardroom record, signed:";

/// Bytes of a key's secret and of its public part.
pub const KEY_BYTES: usize = 32;

/// The key of an installation.
#[derive(Clone)]
pub struct Signer(SigningKey);

impl std::fmt::Debug for Signer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Signer({})", self.public())
    }
}

impl Signer {
    /// From its secret: 32 bytes that nobody can guess.
    pub fn new(secret: &[u8; KEY_BYTES]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// The public part, in hexadecimal.
    pub fn public(&self) -> String {
        hex(self.0.verifying_key().as_bytes())
    }

    /// Signs a record up to the line with this hash.
    pub fn sign(&self, head: &str) -> Signature {
        let signature = self.0.sign(format!("{WORDS}{head}").as_bytes());
        Signature {
            key: self.public(),
            signature: hex(&signature.to_bytes()),
        }
    }
}

impl Signature {
    /// Whether it is this key's signature of a record up to the line with this hash.
    pub fn fits(&self, head: &str) -> bool {
        let parts = || -> Option<([u8; KEY_BYTES], [u8; 64])> {
            Some((
                from_hex(&self.key)?.try_into().ok()?,
                from_hex(&self.signature)?.try_into().ok()?,
            ))
        };
        let Some((key, signature)) = parts() else {
            return false;
        };
        VerifyingKey::from_bytes(&key).is_ok_and(|key| {
            let signature = ed25519_dalek::Signature::from_bytes(&signature);
            // Strict: one signature fits one text, and weak keys fit none.
            key.verify_strict(format!("{WORDS}{head}").as_bytes(), &signature)
                .is_ok()
        })
    }

    /// The key's fingerprint.
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.key)
    }
}

/// How a key is told of: the first eight bytes of the SHA-256 of its public part, in fours.
pub fn fingerprint(public: &str) -> String {
    let bytes = from_hex(public).unwrap_or_default();
    let digest = hex(&Sha256::digest(bytes)[..8]).to_uppercase();
    let fours: Vec<&str> = (0..4).map(|at| &digest[at * 4..at * 4 + 4]).collect();
    fours.join(" ")
}

/// Bytes from hexadecimal.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_that_of_the_standard_s_test_vector_and_fits_nothing_else() {
        // RFC 8032, 7.1, test 1: the public part of this secret.
        let secret = from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        let signer = Signer::new(&secret.and_then(|it| it.try_into().ok()).unwrap_or_default());
        assert_eq!(
            signer.public(),
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        );
        let signature = signer.sign("abcd");
        assert!(signature.fits("abcd"));
        assert!(!signature.fits("abce"));
        let mut other = signature.clone();
        other.key = Signer::new(&[7; KEY_BYTES]).public();
        assert!(!other.fits("abcd"));
        for broken in ["", "zz", "é1", "00"] {
            let mut other = signature.clone();
            broken.clone_into(&mut other.signature);
            assert!(!other.fits("abcd"));
        }
        assert_eq!(signature.fingerprint().len(), 19);
    }
}
