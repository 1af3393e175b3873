//! A part of a balance run, as it lies in a file and with hashes that hold.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io;
use wardroom_core::balance::{Part, Source};
use wardroom_fuzz::{SMALL, chained_part};

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else {
        return;
    };
    let text = if first % 2 == 0 {
        chained_part(rest)
    } else {
        rest.to_vec()
    };
    let again = text.clone();
    let source: Source = Box::new(move |at, len| {
        let at = usize::try_from(at).map_err(io::Error::other)?;
        let found = again.get(at..at.saturating_add(len));
        found
            .map(<[u8]>::to_vec)
            .ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    });
    if let Err(error) = Part::read(&text[..], source, &SMALL) {
        let _words = error.to_string();
    }
});
