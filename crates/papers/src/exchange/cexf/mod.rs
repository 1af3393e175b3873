//! The Common Exercise Format of the MISP project (CEXF: `exercise`, `inject_flow`,
//! `inject_payloads`, `injects`), out and in. Must not check a scenario.

mod export;
mod import;
mod words;

pub use export::export;
pub(super) use import::events;

use sha2::{Digest, Sha256};
use uuid::Uuid;
use wardroom_core::scenario::Scenario;

/// The UUID of a part of a scenario. It is one of version 8 (RFC 9562, 5.8), always the same for the
/// same words, so that the same scenario goes out the same.
fn id_of(scenario: &Scenario, what: &str, id: &str) -> String {
    let digest = Sha256::digest(format!("{}/{what}/{id}", scenario.id).as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    Uuid::new_v8(bytes).to_string()
}
