//! What nobody can guess. Must not be used where an exercise is worked out.

use crate::seats::RandomCodes;

/// Sixteen bytes from the system's own source; none where it has none.
pub fn random() -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).ok()?;
    Some(bytes)
}

/// What codes are made of; none where the system has no source of random bytes.
pub fn random_codes() -> Option<RandomCodes> {
    Some([random()?, random()?, random()?, random()?])
}

/// The same in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
