//! How a file is written: whole or not at all. It is written and synced under a name of its own in
//! the same folder, then moved to its place, and the folder is synced. Its mode stays, a link is
//! written through to what it names, and what is no ordinary file (a pipe, `/dev/stdout`) is
//! written to and not replaced. Must not know what it writes.
//!
//! The file beside is `tempfile`'s: its name is found there, and it is taken away there if it comes to nothing. `atomic-write-file` was looked at and not taken: it replaces a
//! link, names its file after the target, so that the longest names can't be written, writes one
//! file at a time, and looks after the folder on Unix alone.

use super::shipped;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use tempfile::{NamedTempFile, TempPath};
use wardroom_core::file_name::{file_name, windows_holds};

/// Links that lead to links are followed so far.
const MAX_LINKS: usize = 40;

/// So long, in milliseconds, it is waited for somebody who has a file open that is to be replaced, before each
/// further try.
const BUSY_WAITS_MS: [u64; 6] = [10, 20, 50, 100, 200, 400];

/// Writes a whole file.
///
/// # Errors
/// If it can't be written. What stood there stands there still.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_together(&[(path.to_path_buf(), bytes)])
}

/// Writes files that belong together. All are written beside their places and synced before the
/// first is moved there; if one can't be, none is, and folders that were made for them go again.
///
/// # Errors
/// Which can't be written, and why. Only if the file system refuses the move itself may files that
/// were replaced before stand there new; those that are new are taken away.
pub fn write_together<B: AsRef<[u8]>>(files: &[(PathBuf, B)]) -> io::Result<()> {
    let mut made = Vec::new();
    let mut done: Vec<PathBuf> = Vec::new();
    let written = stage_and_place(files, &mut made, &mut done);
    if written.is_err() {
        for path in done {
            // It is new and one of several that could not all be written.
            let _left = fs::remove_file(path);
        }
        remove_empty(&made);
    }
    written
}

/// A whole file that is written piece by piece, so that it never is in memory as a whole. Unless it
/// is placed, nothing is left of it.
#[derive(Debug)]
pub struct Growing {
    to: To,
    made: Vec<PathBuf>,
}

#[derive(Debug)]
enum To {
    /// Beside its place, which is named.
    Beside(NamedTempFile, PathBuf),
    /// To what is written to as it is.
    Direct(File),
    /// In its place.
    Placed,
}

impl Growing {
    /// Begins a file.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let mut made = Vec::new();
        let to = match begin(path, &mut made) {
            Ok(Some((file, target))) => To::Beside(file, target),
            Ok(None) => To::Direct(OpenOptions::new().append(true).open(path)?),
            Err(error) => {
                remove_empty(&made);
                return Err(error);
            }
        };
        Ok(Self { to, made })
    }

    /// Moves it to its place.
    ///
    /// # Errors
    /// If it can't be. What stood there stands there still.
    pub fn place(mut self) -> io::Result<()> {
        match std::mem::replace(&mut self.to, To::Placed) {
            To::Beside(file, target) => {
                file.as_file().sync_all()?;
                moved(file, &target)?;
                self.made.clear();
                sync_folder(folder_of(&target))
            }
            To::Direct(mut file) => file.flush(),
            To::Placed => Ok(()),
        }
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Beside(file, _) => file.write(bytes),
            To::Direct(file) => file.write(bytes),
            To::Placed => Ok(0),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Beside(file, _) => file.flush(),
            To::Direct(file) => file.flush(),
            To::Placed => Ok(()),
        }
    }
}

impl Drop for Growing {
    fn drop(&mut self) {
        self.to = To::Placed;
        remove_empty(&self.made);
    }
}

fn stage_and_place<B: AsRef<[u8]>>(
    files: &[(PathBuf, B)],
    made: &mut Vec<PathBuf>,
    done: &mut Vec<PathBuf>,
) -> io::Result<()> {
    let which = |path: &Path, error: io::Error| {
        if files.len() == 1 {
            return error;
        }
        io::Error::new(error.kind(), format!("{}: {error}", path.display()))
    };
    let mut staged = Vec::new();
    for (path, bytes) in files {
        let stage = Staged::of(path, bytes.as_ref(), made).map_err(|why| which(path, why))?;
        staged.push((path, stage));
    }
    let mut folders: Vec<PathBuf> = Vec::new();
    for (path, stage) in staged {
        let Some((target, new)) = stage.place().map_err(|why| which(path, why))? else {
            continue;
        };
        folders.push(folder_of(&target).to_path_buf());
        if new {
            done.push(target);
        }
    }
    folders.sort();
    folders.dedup();
    folders.iter().try_for_each(|folder| sync_folder(folder))
}

/// A file that is ready to be moved to its place.
enum Staged<'a> {
    /// Written beside its place.
    Beside(NamedTempFile, PathBuf),
    /// To be written to as it is.
    Direct(&'a Path, &'a [u8]),
}

impl<'a> Staged<'a> {
    fn of(path: &'a Path, bytes: &'a [u8], made: &mut Vec<PathBuf>) -> io::Result<Self> {
        let Some((mut file, target)) = begin(path, made)? else {
            return Ok(Self::Direct(path, bytes));
        };
        file.write_all(bytes)?;
        file.as_file().sync_all()?;
        Ok(Self::Beside(file, target))
    }

    /// Moves it to its place, and returns that and whether nothing stood there.
    fn place(self) -> io::Result<Option<(PathBuf, bool)>> {
        match self {
            Self::Beside(file, target) => {
                let new = !target.exists();
                moved(file, &target)?;
                Ok(Some((target, new)))
            }
            Self::Direct(path, bytes) => {
                let mut file = OpenOptions::new().append(true).open(path)?;
                file.write_all(bytes)?;
                file.flush()?;
                Ok(None)
            }
        }
    }
}

/// Begins a file beside its place, which is told too; nothing if what stands there is to be written to
/// as it is.
fn begin(path: &Path, made: &mut Vec<PathBuf>) -> io::Result<Option<(NamedTempFile, PathBuf)>> {
    shipped::refuse_to_write(path)?;
    if path.file_name().is_none() {
        return Err(io::Error::new(
            io::ErrorKind::IsADirectory,
            "it names a folder, not a file",
        ));
    }
    fits_windows(path)?;
    let there = match fs::metadata(path) {
        Ok(there) if there.is_dir() => {
            return Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "it is a folder",
            ));
        }
        // What a stream is joined to is never replaced, even if that is an ordinary file.
        Ok(there) if !there.is_file() || path.starts_with("/dev") => return Ok(None),
        Ok(there) => Some(there),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let target = followed(path)?;
    if there.is_some() {
        // Moving something else there needs no leave to write to what stands there; we ask.
        OpenOptions::new().write(true).open(&target)?;
    }
    let folder = folder_of(&target);
    make_folder(folder, made)?;
    let file = beside(folder, there.as_ref())?;
    Ok(Some((file, target)))
}

/// Refuses names that Windows reads as another thing, where it would: `CON`, `report.html:hidden`, `report. `.
fn fits_windows(path: &Path) -> io::Result<()> {
    let mut names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    let unfit = names.find(|name| cfg!(windows) && !windows_holds(name));
    match unfit {
        None => Ok(()),
        Some(name) => Err(io::Error::new(
            io::ErrorKind::InvalidFilename,
            format!(
                "Windows holds no file or folder called “{name}”; “{}” would do",
                file_name(&name)
            ),
        )),
    }
}

/// A new file in a folder under a name that nobody else has, with the mode and the owner of what
/// it will replace.
fn beside(folder: &Path, there: Option<&fs::Metadata>) -> io::Result<NamedTempFile> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // What the user's own mask leaves of it, as with any new file.
        options.mode(there.map_or(0o666, |_| 0o600));
    }
    // Made here and not by `tempfile`: on Windows it marks files as passing, which backups and clouds leave out.
    let mut builder = tempfile::Builder::new();
    builder.prefix(".wardroom-").suffix(".tmp");
    let file = builder.make_in(folder, |path| options.open(path))?;
    if let Some(there) = there {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            // Only root may give a file away, and only root replaces another's.
            let _own = fchown(file.as_file(), Some(there.uid()), Some(there.gid()));
        }
        file.as_file().set_permissions(there.permissions())?;
    }
    Ok(file)
}

/// Moves a file to its place. The move is the standard library's: `tempfile`'s own knows no path of over 260 signs
/// on Windows, nor a file that is read in this moment.
fn moved(file: NamedTempFile, target: &Path) -> io::Result<()> {
    // Its file is closed first: some shares move none that is open.
    let mut beside = file.into_temp_path();
    for wait in BUSY_WAITS_MS {
        match fs::rename(&beside, target) {
            Err(error) if is_busy(&error) => {
                std::thread::sleep(std::time::Duration::from_millis(wait));
            }
            done => return placed(done, &mut beside),
        }
    }
    placed(fs::rename(&beside, target), &mut beside)
}

/// What was moved is not to be taken away.
fn placed(moved: io::Result<()>, beside: &mut TempPath) -> io::Result<()> {
    if moved.is_ok() {
        beside.disable_cleanup(true);
    }
    moved
}

/// Whether Windows says that somebody has the file open in this moment: a virus scanner, an index, a preview.
fn is_busy(error: &io::Error) -> bool {
    const ERROR_ACCESS_DENIED: i32 = 5;
    const ERROR_SHARING_VIOLATION: i32 = 32;
    cfg!(windows)
        && matches!(
            error.raw_os_error(),
            Some(ERROR_ACCESS_DENIED | ERROR_SHARING_VIOLATION)
        )
}

/// Where a path leads at last, even if nothing stands there yet.
fn followed(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(to) => path = folder_of(&path).join(to),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("it is a link that leads to itself"))
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes way for a file that another program writes: its folder is there, and an old one is not.
///
/// # Errors
/// If the folder can't be made.
pub fn make_way(path: &Path) -> io::Result<()> {
    fs::create_dir_all(folder_of(path))?;
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes a folder with those above it, safe from a power cut, and notes which were made, outermost
/// first.
pub(super) fn make_folder(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let lacking: Vec<&Path> = folder
        .ancestors()
        .filter(|it| !it.as_os_str().is_empty())
        .take_while(|it| !it.exists())
        .collect();
    for folder in lacking.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => made.push(folder.to_path_buf()),
            // Somebody else made it meanwhile.
            Err(_) if folder.is_dir() => {}
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => break,
            Err(error) => return Err(error),
        }
        sync_folder(folder_of(folder))?;
    }
    // A link to nothing, a file in its place.
    if folder.is_dir() {
        Ok(())
    } else {
        let why = format!("{} is no folder", folder.display());
        Err(io::Error::new(io::ErrorKind::NotADirectory, why))
    }
}

/// Takes folders away that were made, innermost first, if nothing is in them.
pub(super) fn remove_empty(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _in_use = fs::remove_dir(folder);
    }
}

/// Makes the entries of a folder safe from a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match open_folder(folder).and_then(|it| it.sync_all()) {
        // A folder that may be written and not read, and file systems that know no such thing.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::PermissionDenied
                    | io::ErrorKind::InvalidInput
                    | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        done => done,
    }
}

#[cfg(not(windows))]
fn open_folder(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// Windows opens a folder only if it is told that a folder is meant, and syncs only what may be
/// written.
#[cfg(windows)]
fn open_folder(folder: &Path) -> io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt;
    const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
    OpenOptions::new()
        .read(true)
        .write(true)
        .custom_flags(FILE_FLAG_BACKUP_SEMANTICS)
        .open(folder)
}
