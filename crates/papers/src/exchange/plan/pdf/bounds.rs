//! What a PDF may take of this machine, looked at before the library reads it, for the library unpacks whatever a
//! file asks for. Must not read words.

use super::refused::Refused;
use flate2::{Decompress, FlushDecompress, Status};

/// The largest file.
pub(super) const MOST_BYTES: usize = 32 << 20;

/// The most that all of a file's streams may unpack to.
pub(super) const MOST_UNPACKED: u64 = 256 << 20;

/// A trust's plans have under three hundred.
pub(super) const MOST_PAGES: usize = 2_000;

/// The most drawing instructions, those of pictures that are drawn again counted again.
pub(super) const MOST_STEPS: u32 = 8_000_000;

/// The most letters on all pages.
pub(super) const MOST_LETTERS: usize = 4_000_000;

/// How often a stream may be packed in a stream.
const DEEPEST: u32 = 3;

/// Deflate makes at most so many bytes of one.
const STEEPEST: u64 = 1_032;

/// Looks over a file as bytes.
///
/// # Errors
/// It is too large, unpacks to too much, is protected, or its end is missing.
pub(super) fn look(bytes: &[u8]) -> Result<(), Refused> {
    if bytes.len() > MOST_BYTES {
        return Err(Refused::Large);
    }
    // Names stand in plain bytes even where the rest is packed or enciphered: of a stream, its dictionary does.
    for name in names(bytes) {
        match name.as_slice() {
            b"Encrypt" => return Err(Refused::Protected),
            // One byte of it may unpack to thousands, and nothing has written it for twenty years.
            b"LZWDecode" => return Err(Refused::Old),
            _ => {}
        }
    }
    // What is made of half a plan is no plan, and nothing would say that it is half.
    let end = &bytes[bytes.len().saturating_sub(2_048)..];
    if find(end, b"%%EOF").is_none() {
        return Err(Refused::Torn);
    }
    let mut unpacked = 0;
    let mut from = 0;
    while let Some(at) = find(&bytes[from..], b"stream") {
        let start = from + at + b"stream".len();
        from = start;
        let rest = &bytes[start..];
        let rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        weigh(rest, DEEPEST, &mut unpacked)?;
    }
    Ok(())
}

/// Adds up what a packed stream unpacks to, and what that unpacks to where it is packed again. What is not packed
/// counts nothing: its bytes are the file's.
fn weigh(packed: &[u8], deep: u32, unpacked: &mut u64) -> Result<(), Refused> {
    let [first, second, ..] = packed else {
        return Ok(());
    };
    if first & 0x0f != 8 || !(u32::from(*first) * 256 + u32::from(*second)).is_multiple_of(31) {
        return Ok(());
    }
    if deep == 0 {
        return Err(Refused::Large);
    }
    let mut inflate = Decompress::new(true);
    let mut room = vec![0; 1 << 16];
    // What it begins with tells whether it is packed again; all of it is needed only then.
    let mut whole: Vec<u8> = Vec::new();
    let mut again = false;
    loop {
        let (taken, made) = (inflate.total_in(), inflate.total_out());
        let rest = usize::try_from(taken).ok().and_then(|it| packed.get(it..));
        let ended = inflate.decompress(rest.unwrap_or_default(), &mut room, FlushDecompress::None);
        let more = inflate.total_out() - made;
        *unpacked += more;
        if *unpacked > MOST_UNPACKED {
            return Err(Refused::Large);
        }
        let more = &room[..usize::try_from(more).unwrap_or(0)];
        if made == 0 && more.len() > 1 {
            again = more[0] & 0x0f == 8
                && (u32::from(more[0]) * 256 + u32::from(more[1])).is_multiple_of(31);
        }
        if again {
            whole.extend_from_slice(more);
        }
        match ended {
            Ok(Status::StreamEnd) => break,
            Ok(_) if inflate.total_in() > taken || !more.is_empty() => {}
            // It ends too early.
            Ok(_) => break,
            // The library goes on where this one stops; so it is taken at its worst, up to where it may end.
            Err(_) => {
                let rest = rest.unwrap_or_default();
                let end = find(rest, b"endstream").unwrap_or(rest.len());
                *unpacked += u64::try_from(end).unwrap_or(u64::MAX / STEEPEST) * STEEPEST;
                if *unpacked > MOST_UNPACKED {
                    return Err(Refused::Torn);
                }
                break;
            }
        }
    }
    if again {
        weigh(&whole, deep - 1, unpacked)?;
    }
    Ok(())
}

/// The names in a file that are short enough for those that are looked for, as they are read: `#45` is E.
fn names(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let starts = bytes.iter().enumerate().filter(|(_, it)| **it == b'/');
    starts.map(|(at, _)| {
        let mut name = Vec::new();
        let mut rest = bytes[at + 1..].iter();
        while let Some(byte) = rest.next().filter(|_| name.len() < 12) {
            match byte {
                b'#' => {
                    let two = [rest.next(), rest.next()].map(|it| it.copied().unwrap_or(b' '));
                    let hex = str::from_utf8(&two).ok();
                    name.extend(hex.and_then(|it| u8::from_str_radix(it, 16).ok()));
                }
                it if it.is_ascii_alphanumeric() => name.push(*it),
                _ => break,
            }
        }
        name
    })
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|it| it == wanted)
}
