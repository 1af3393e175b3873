//! The key of this installation, by which what is sealed here is signed: made at first use, kept for
//! its owner alone. Must not hand its secret to anything but a [`Signer`].

use super::atomic::folder_of;
use std::fs::{self, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use wardroom_core::record::{KEY_BYTES, Signer, from_hex};

/// Names another file for the key, where a house keeps its own.
const ELSEWHERE: &str = "WARDROOM_KEY";

/// Where the key is: the file that `WARDROOM_KEY` names, or `wardroom/signing-key` in the user's
/// folder for the data of programs.
///
/// # Errors
/// If the system has no such folder.
pub fn key_path() -> io::Result<PathBuf> {
    if let Some(path) = std::env::var_os(ELSEWHERE).filter(|it| !it.is_empty()) {
        return Ok(PathBuf::from(path));
    }
    dirs::data_dir()
        .map(|folder| folder.join("wardroom").join("signing-key"))
        .ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::NotFound,
                format!("this user has no folder for data; name a file by {ELSEWHERE}"),
            )
        })
}

/// The key, made if there is none yet.
///
/// # Errors
/// If it can't be read or made, or the file holds something else.
pub fn key() -> io::Result<Signer> {
    let path = key_path()?;
    match read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        found => return found,
    }
    make(&path)
}

fn read(path: &Path) -> io::Result<Signer> {
    let mut text = String::new();
    let file = fs::File::open(path)?;
    file.take(1_000).read_to_string(&mut text)?;
    let secret: Option<[u8; KEY_BYTES]> = from_hex(text.trim()).and_then(|it| it.try_into().ok());
    secret.map(|secret| Signer::new(&secret)).ok_or_else(|| {
        io::Error::new(
            io::ErrorKind::InvalidData,
            format!("{} is no key of Wardroom's", path.display()),
        )
    })
}

fn make(path: &Path) -> io::Result<Signer> {
    let mut secret = [0; KEY_BYTES];
    getrandom::fill(&mut secret).map_err(|error| io::Error::other(error.to_string()))?;
    fs::create_dir_all(folder_of(path))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = match options.open(path) {
        Ok(file) => file,
        // Another window made it in this moment.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return read(path),
        Err(error) => return Err(error),
    };
    let text = format!("{}\n", wardroom_core::exercise::hex(&secret));
    let written = file
        .write_all(text.as_bytes())
        .and_then(|()| file.sync_all());
    if let Err(error) = written {
        // Half a key would be in the way of a whole one.
        let _gone = fs::remove_file(path);
        return Err(error);
    }
    Ok(Signer::new(&secret))
}
