//! The only file input and output of the core. Must not understand what it reads and writes.

use crate::record::{Amendment, Opened, RecordError, Session, Store, open, plays};
use crate::scenario::{Loaded, Problems, Scenario, Team, check, check_team, load};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads and checks the scenario in a file.
///
/// # Errors
/// Every problem found.
pub fn scenario(path: &Path) -> Result<Arc<Scenario>, Problems> {
    let (folder, main) = folder_and_name(path);
    check(&main, &|relative| fetch(&folder, relative)).map(Arc::new)
}

/// What stands in a scenario's files, with its places.
///
/// # Errors
/// Every problem found in reading.
pub fn loaded(path: &Path) -> Result<Loaded, Problems> {
    let (folder, main) = folder_and_name(path);
    load(&main, &|relative| fetch(&folder, relative))
}

/// Checks the scenario in a file as if its main file read otherwise.
///
/// # Errors
/// Every problem found.
pub fn scenario_with(path: &Path, text: &str) -> Result<Arc<Scenario>, Problems> {
    let (folder, main) = folder_and_name(path);
    check(&main, &|relative| {
        if relative == main {
            Ok(text.as_bytes().to_vec())
        } else {
            fetch(&folder, relative)
        }
    })
    .map(Arc::new)
}

/// A file's folder and its name in it.
pub(crate) fn folder_and_name(path: &Path) -> (PathBuf, String) {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    (folder, name)
}

/// Reads and checks a team script that stands outside its scenario.
///
/// # Errors
/// Every problem found.
pub fn team(scenario: &Scenario, path: &Path) -> Result<Team, Problems> {
    let shown = path.display().to_string();
    match read_some(path) {
        Ok(bytes) => check_team(scenario, &shown, &bytes),
        Err(why) => Err(Problems::unreadable(&shown, &why)),
    }
}

/// A file below a folder. Links that lead out of the folder are refused, as paths that do.
pub(crate) fn fetch(folder: &Path, relative: &str) -> Result<Vec<u8>, String> {
    let path = folder.join(relative);
    let inside = || -> io::Result<bool> {
        Ok(fs::canonicalize(&path)?.starts_with(fs::canonicalize(folder)?))
    };
    match inside() {
        Ok(true) => read_some(&path),
        Ok(false) => Err("it lies outside the scenario's folder".to_owned()),
        Err(error) => Err(in_words(&error)),
    }
}

/// A file's bytes; of a very long one only so many that its reader sees that it is too long.
fn read_some(path: &Path) -> Result<Vec<u8>, String> {
    use std::io::Read;
    // Asked before it is opened: opening a pipe would wait for somebody to write.
    let kind = fs::metadata(path).map_err(|error| in_words(&error))?;
    if kind.is_dir() {
        return Err("it is a folder".to_owned());
    }
    if !kind.is_file() {
        return Err("it is not an ordinary file".to_owned());
    }
    let file = File::open(path).map_err(|error| in_words(&error))?;
    let mut bytes = Vec::new();
    file.take(crate::scenario::MAX_FILE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| in_words(&error))?;
    Ok(bytes)
}

fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read".to_owned(),
        _ => error.to_string(),
    }
}

/// A record in a file.
#[derive(Debug)]
pub struct RecordFile {
    file: File,
    path: PathBuf,
    /// All that was written: if the file goes away in the middle of an exercise, it can be written
    /// again, whole.
    kept: Vec<u8>,
}

impl RecordFile {
    /// A new record. An existing file is never overwritten.
    ///
    /// # Errors
    /// If the file exists or can't be made.
    pub fn create(path: &Path) -> io::Result<Self> {
        Ok(Self {
            file: new_record(path)?,
            path: path.to_path_buf(),
            kept: Vec::new(),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// All that was written.
    pub fn kept(&self) -> &[u8] {
        &self.kept
    }
}

impl Store for RecordFile {
    fn append(&mut self, text: &[u8], sync: bool) -> io::Result<()> {
        self.look_after()?;
        self.file.write_all(text)?;
        if sync {
            self.file.sync_data()?;
        }
        self.kept.extend_from_slice(text);
        Ok(())
    }

    fn cut_back(&mut self, len: u64) -> io::Result<()> {
        self.look_after()?;
        self.file.set_len(len)?;
        self.kept
            .truncate(usize::try_from(len).unwrap_or(usize::MAX));
        Ok(())
    }

    fn look_after(&mut self) -> io::Result<bool> {
        if same_file(&self.file, &self.path) {
            return Ok(false);
        }
        let mut file = new_record(&self.path)?;
        let written = file.write_all(&self.kept).and_then(|()| file.sync_data());
        if let Err(error) = written {
            // Half a record in its place would be in the way of the next try.
            let _gone = fs::remove_file(&self.path);
            return Err(error);
        }
        self.file = file;
        Ok(true)
    }
}

fn new_record(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let file = OpenOptions::new()
        .append(true)
        .create_new(true)
        .open(path)?;
    hold(&file)?;
    Ok(file)
}

/// Whether an open file still stands at a path. A file that was removed can be written to on some
/// systems as if nothing had happened, and nobody will ever read it.
fn same_file(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        match (file.metadata(), fs::metadata(path)) {
            (Ok(open), Ok(there)) => open.dev() == there.dev() && open.ino() == there.ino(),
            _ => false,
        }
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.is_file()
    }
}

/// Why a record can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file can't be read.
    #[error("{path} can't be read: {why}.")]
    File {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
    /// It is no record, or not whole.
    #[error(transparent)]
    Record(#[from] RecordError),
}

/// Reads a record.
///
/// # Errors
/// If it can't be read or is not whole.
pub fn record(path: &Path) -> Result<Opened, OpenError> {
    let text = fs::read(path).map_err(|error| OpenError::File {
        path: path.display().to_string(),
        why: in_words(&error),
    })?;
    Ok(open(&text)?)
}

/// Opens a record's file to go on with it. A last line that was cut off is moved to a file beside
/// it, `….torn`.
///
/// # Errors
/// If a file can't be written.
pub fn reopen(path: &Path, opened: &Opened) -> io::Result<RecordFile> {
    // Read before it is held: on some systems nobody reads what is held.
    let mut kept = fs::read(path)?;
    kept.truncate(opened.whole_bytes);
    let file = OpenOptions::new().append(true).open(path)?;
    hold(&file)?;
    if !opened.torn.is_empty() {
        let mut aside = path.as_os_str().to_owned();
        aside.push(".torn");
        let mut torn = OpenOptions::new().append(true).create(true).open(aside)?;
        torn.write_all(&opened.torn)?;
        torn.write_all(b"\n")?;
        torn.sync_data()?;
        file.set_len(opened.whole_bytes as u64)?;
        file.sync_data()?;
    }
    Ok(RecordFile {
        file,
        path: path.to_path_buf(),
        kept,
    })
}

/// Opens a sealed record to add to it. One that was sealed by nobody, because the program that played
/// it sealed nothing or was killed, is sealed first, if these rules play it.
///
/// # Errors
/// Why nothing can be added, in words.
pub fn amend(path: &Path) -> Result<Amendment<RecordFile>, String> {
    let mut opened = record(path).map_err(|error| error.to_string())?;
    if opened.seal().is_none() && opened.ended() && plays(opened.header.engine) {
        let file = reopen(path, &opened).map_err(|error| format!("{error}."))?;
        let sealed = Session::go_on(&opened, file).map_err(|error| error.to_string())?;
        drop(sealed.map_err(|error| error.to_string())?);
        opened = record(path).map_err(|error| error.to_string())?;
    }
    Amendment::begin(&opened, || reopen(path, &opened))
}

/// Holds a file that is written, so that nobody else writes it as well.
pub(crate) fn hold(file: &File) -> io::Result<()> {
    file.try_lock().map_err(|error| match error {
        fs::TryLockError::WouldBlock => {
            io::Error::new(io::ErrorKind::WouldBlock, "another window has it open")
        }
        fs::TryLockError::Error(error) => error,
    })
}

/// A session kept in a file.
pub type FileSession = Session<RecordFile>;

/// Writes a whole file: first beside its place, then moved there, so that a reader never sees half
/// of it.
///
/// # Errors
/// If it can't be written.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".tmp");
    let beside = PathBuf::from(beside);
    let mut file = File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_data()?;
    fs::rename(&beside, path)
}

/// The records in the folders of a folder, latest first by name.
pub fn records_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path().join("record.jsonl"))
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths.reverse();
    paths
}

/// What was found in the folders of a folder.
#[derive(Debug, Default)]
pub struct RecordsUnder {
    /// The records, by name.
    pub records: Vec<PathBuf>,
    /// Folders that may not be looked into, with the reason.
    pub closed: Vec<(PathBuf, String)>,
}

/// The records in the folders of a folder, and the folders that may not be looked into.
///
/// # Errors
/// If the folder itself is none or may not be read.
pub fn records_under(folder: &Path) -> io::Result<RecordsUnder> {
    let mut records = Vec::new();
    let mut closed = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.is_dir() {
            continue;
        }
        match fs::read_dir(&path) {
            Ok(_) => {
                let record = path.join("record.jsonl");
                if fs::symlink_metadata(&record).is_ok() {
                    records.push(record);
                }
            }
            Err(error) => closed.push((path, in_words(&error))),
        }
    }
    records.sort();
    closed.sort();
    Ok(RecordsUnder { records, closed })
}

/// The name of a folder, whatever way it was written: `.` has one too.
pub fn name_of(folder: &Path) -> String {
    fs::canonicalize(folder)
        .ok()
        .and_then(|whole| Some(whole.file_name()?.to_string_lossy().into_owned()))
        .unwrap_or_else(|| folder.display().to_string())
}

/// What a file was: its length, and when it was last written, in milliseconds of the epoch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stamp {
    len: u64,
    written: u64,
}

/// What a file is now; nothing of one that can't be looked at.
pub fn stamp(path: &Path) -> Stamp {
    let Ok(found) = fs::metadata(path) else {
        return Stamp::default();
    };
    let written = found
        .modified()
        .ok()
        .and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok())
        .map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(0));
    Stamp {
        len: found.len(),
        written,
    }
}

/// The text of a file, if it can be read.
pub fn text(path: &Path) -> Option<String> {
    fs::read_to_string(path).ok()
}

/// The scenario files in a folder, in order of name.
pub fn scenarios_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|it| it == "ron"))
        // Libraries and teams lie beside the scenarios that name them.
        .filter(|path| !is_part(path))
        .collect();
    paths.sort();
    paths
}

/// Whether a file is a library or a team: what a scenario includes, and no scenario itself.
fn is_part(path: &Path) -> bool {
    let text = text(path).unwrap_or_default();
    let first = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("#!"));
    first.is_some_and(|line| line.starts_with("Library") || line.starts_with("Team"))
}

/// The folder with the scenarios that come with the program: `scenarios` in the working folder,
/// beside the program, or in the checkout it was built from.
pub fn scenarios_folder() -> Option<PathBuf> {
    let beside = std::env::current_exe()
        .ok()
        .and_then(|exe| exe.parent().map(|folder| folder.join("scenarios")));
    [
        Some(PathBuf::from("scenarios")),
        beside,
        Some(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios")),
    ]
    .into_iter()
    .flatten()
    .find(|folder| folder.is_dir())
}
