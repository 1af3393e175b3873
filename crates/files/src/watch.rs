//! Files that are watched: which have changed, come, gone or been replaced. The system tells it
//! where it can; beside that, and where it can't, as on a network folder, they are looked at. All of
//! it happens in a thread of its own. Must not read a file.

use super::atomic::folder_of;
use super::discovery::{Stamp, stamp};
use notify::event::{AccessKind, AccessMode, EventKind, ModifyKind, RemoveKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// A change is told when nothing more has come for so long: saving is often several steps.
const QUIET: Duration = Duration::from_millis(60);
/// But no later than this after the first.
const LATEST: Duration = Duration::from_millis(500);
/// So often files are looked at that the system tells nothing of.
const LOOK: Duration = Duration::from_secs(1);
/// So often they are looked at where the system tells: it may miss something.
const LOOK_ANYWAY: Duration = Duration::from_secs(3);

/// Why the system tells nothing of a folder that is to come.
const NOT_THERE: &str = "the folder is not there";

/// What the thread is told.
enum Message {
    Files(BTreeSet<PathBuf>),
    Event(notify::Result<Event>),
    Stop,
}

/// Files that are watched until this is dropped.
#[derive(Debug)]
pub struct Watch {
    messages: Sender<Message>,
    looks: Arc<Mutex<Option<String>>>,
}

impl Watch {
    /// Begins to watch; no file yet. What has changed is handed over, in the watch's own thread:
    /// each path as it was given. A file that is newly watched is handed over once, too, so that
    /// nothing is missed that happened to it just before.
    ///
    /// # Errors
    /// If there can't be another thread.
    pub fn new(tell: impl FnMut(Vec<PathBuf>) + Send + 'static) -> io::Result<Self> {
        Self::by(tell, notify::recommended_watcher)
    }

    fn by(
        tell: impl FnMut(Vec<PathBuf>) + Send + 'static,
        watcher: impl FnOnce(Handler) -> notify::Result<RecommendedWatcher> + Send + 'static,
    ) -> io::Result<Self> {
        let (messages, told) = channel();
        let looks = Arc::new(Mutex::new(None));
        let (events, said) = (messages.clone(), looks.clone());
        thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || {
                let watcher = watcher(Handler(events)).map_err(|why| in_words(&why));
                Watching {
                    tell,
                    watcher,
                    looks: said,
                    files: BTreeMap::new(),
                    folders: BTreeSet::new(),
                }
                .run(&told);
            })?;
        Ok(Self { messages, looks })
    }

    /// Watches these files and no others. They need not be there.
    pub fn files(&self, paths: impl IntoIterator<Item = PathBuf>) {
        let _ended = self
            .messages
            .send(Message::Files(paths.into_iter().collect()));
    }

    /// Why the files are looked at every second, if the system doesn't tell when they change.
    pub fn looks(&self) -> Option<String> {
        self.looks.lock().ok()?.clone()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It is not waited for: it may be looking at a share that doesn't answer.
        let _ended = self.messages.send(Message::Stop);
    }
}

/// Hands the system's events to the thread.
struct Handler(Sender<Message>);

impl notify::EventHandler for Handler {
    fn handle_event(&mut self, event: notify::Result<Event>) {
        let _ended = self.0.send(Message::Event(event));
    }
}

/// The thread.
struct Watching<F> {
    tell: F,
    /// Or why there is none.
    watcher: Result<RecommendedWatcher, String>,
    looks: Arc<Mutex<Option<String>>>,
    /// What each file was when it was last looked at.
    files: BTreeMap<PathBuf, Stamp>,
    /// Folders of which the system tells.
    folders: BTreeSet<PathBuf>,
}

impl<F: FnMut(Vec<PathBuf>)> Watching<F> {
    fn run(mut self, told: &Receiver<Message>) {
        let mut due = BTreeSet::new();
        let mut first = None;
        let mut look_at = Instant::now();
        loop {
            let now = Instant::now();
            if now >= look_at {
                self.watch_folders();
                due.extend(self.look());
                look_at = Instant::now() + self.look_every();
            }
            if due.is_empty() {
                first = None;
            } else {
                first.get_or_insert(now);
            }
            let wait = match first {
                Some(first) => QUIET.min((first + LATEST).saturating_duration_since(now)),
                None => look_at.saturating_duration_since(now),
            };
            match told.recv_timeout(wait) {
                Ok(Message::Files(paths)) => {
                    due.retain(|path| paths.contains(path));
                    self.files.retain(|path, _| paths.contains(path));
                    let new = paths.iter().filter(|path| !self.files.contains_key(*path));
                    due.extend(new.cloned());
                    for path in paths {
                        self.files.entry(path).or_default();
                    }
                    // First watched, then looked at: nothing falls between.
                    look_at = now;
                }
                Ok(Message::Event(event)) => due.extend(self.concerned(event)),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {
                    if first.is_some() {
                        (self.tell)(std::mem::take(&mut due).into_iter().collect());
                    }
                }
            }
        }
    }

    fn look_every(&self) -> Duration {
        let silent = self.looks.lock().is_ok_and(|it| it.is_some());
        if silent { LOOK } else { LOOK_ANYWAY }
    }

    /// The files that are not as they were when they were last looked at.
    fn look(&mut self) -> Vec<PathBuf> {
        let changed = self.files.iter_mut().filter_map(|(path, known)| {
            let now = stamp(path);
            (std::mem::replace(known, now) != now).then(|| path.clone())
        });
        changed.collect()
    }

    /// Sees to it that the system tells of every folder that a file, or what it links to, is in.
    /// Folders are watched and not files: whoever saves by renaming puts another file there.
    fn watch_folders(&mut self) {
        let wanted: BTreeSet<PathBuf> = self
            .files
            .keys()
            .flat_map(|it| places(it))
            .map(|it| it.0)
            .collect();
        let mut silent = None;
        match &mut self.watcher {
            Err(why) => silent = Some(why.clone()),
            Ok(watcher) => {
                for folder in &self.folders {
                    // One that went away may come back as another.
                    if !wanted.contains(folder) || !folder.is_dir() {
                        let _gone_already = watcher.unwatch(folder);
                    }
                }
                self.folders.retain(|it| wanted.contains(it) && it.is_dir());
                for folder in wanted {
                    if self.folders.contains(&folder) {
                        continue;
                    }
                    // Systems say so each in its own words.
                    if !folder.is_dir() {
                        silent = Some(NOT_THERE.to_owned());
                        continue;
                    }
                    if let Err(why) = watcher.watch(&folder, RecursiveMode::NonRecursive) {
                        silent = Some(in_words(&why));
                    } else {
                        self.folders.insert(folder);
                    }
                }
            }
        }
        // A system tells of what happens on it, and not of what others do on a share.
        let remote = || self.folders.iter().find(|it| is_remote(it));
        let silent = silent.or_else(|| Some(format!("{} is on a network", remote()?.display())));
        if let Ok(mut looks) = self.looks.lock() {
            *looks = silent;
        }
    }

    /// The files that an event concerns.
    fn concerned(&mut self, event: notify::Result<Event>) -> Vec<PathBuf> {
        let all = || self.files.keys().cloned().collect();
        let Ok(event) = event else { return all() };
        if event.need_rescan() {
            return all();
        }
        match event.kind {
            // Reading is no change, and is what follows from every one.
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
            EventKind::Access(_) => return Vec::new(),
            EventKind::Remove(RemoveKind::Folder) | EventKind::Modify(ModifyKind::Name(_)) => {
                // The folder itself: it is no longer told of, whatever comes to stand there.
                let gone: Vec<PathBuf> = self
                    .folders
                    .iter()
                    .filter(|folder| event.paths.contains(folder))
                    .cloned()
                    .collect();
                if !gone.is_empty() {
                    for folder in gone {
                        self.folders.remove(&folder);
                        if let Ok(watcher) = &mut self.watcher {
                            let _gone_already = watcher.unwatch(&folder);
                        }
                    }
                    return self.files.keys().cloned().collect();
                }
            }
            _ => {}
        }
        let names: BTreeSet<_> = event.paths.iter().filter_map(|it| it.file_name()).collect();
        // By name alone: systems write the folder's path in several ways, and a file that is read
        // once too often does no harm.
        let concerned = self.files.keys().filter(|path| {
            places(path)
                .iter()
                .any(|(_, name)| names.contains(name.as_os_str()))
        });
        concerned.cloned().collect()
    }
}

/// The folder and the name of a file; and of what it is a link to.
fn places(path: &Path) -> Vec<(PathBuf, PathBuf)> {
    let place = |path: &Path| {
        let name = path.file_name().map(PathBuf::from)?;
        Some((folder_of(path).to_path_buf(), name))
    };
    let mut places: Vec<_> = place(path).into_iter().collect();
    if path.is_symlink()
        && let Ok(target) = path.canonicalize()
    {
        places.extend(place(&target));
    }
    places
}

fn in_words(why: &notify::Error) -> String {
    match &why.kind {
        notify::ErrorKind::MaxFilesWatch => {
            "this system watches no more folders for this user".to_owned()
        }
        notify::ErrorKind::PathNotFound => NOT_THERE.to_owned(),
        notify::ErrorKind::Io(error) => error.to_string(),
        _ => why.to_string(),
    }
}

/// Whether a folder lies on another machine, as far as this system says.
fn is_remote(folder: &Path) -> bool {
    let Ok(whole) = folder.canonicalize() else {
        return false;
    };
    if cfg!(windows) {
        let whole = whole.to_string_lossy();
        return whole.starts_with(r"\\?\UNC\")
            || (whole.starts_with(r"\\") && !whole.starts_with(r"\\?"));
    }
    // Linux names what is mounted where; others have no such file.
    let mounts = super::reading::read_text(Path::new("/proc/self/mounts"), 1 << 20);
    mounts.is_ok_and(|mounts| remote_in(&mounts, &whole))
}

/// Whether a path lies on a share, as a list of mounts has it.
fn remote_in(mounts: &str, path: &Path) -> bool {
    const SHARES: [&str; 10] = [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "fuse.sshfs",
        "vboxsf",
    ];
    let mount = mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            Some((words.next()?.replace("\\040", " "), words.next()?))
        })
        .filter(|(at, _)| path.starts_with(at))
        .max_by_key(|(at, _)| at.len());
    mount.is_some_and(|(_, kind)| SHARES.contains(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_share_is_known_by_the_mount_that_is_nearest() {
        let mounts = "/dev/sda / ext4 rw 0 0\nserver:/x /srv/a\\040b nfs4 rw 0 0\n/dev/sdb /srv/a\\040b/own ext4 rw 0 0\n";
        assert!(remote_in(mounts, Path::new("/srv/a b/c")));
        assert!(!remote_in(mounts, Path::new("/srv/a b/own/c")));
        assert!(!remote_in(mounts, Path::new("/srv/a")));
    }

    #[test]
    fn where_the_system_cant_tell_files_are_looked_at_and_that_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        fs::write(&path, "one").expect("written");
        let (tell, told) = channel();
        let none = |_| Err(notify::Error::generic("nothing watches here"));
        let watch = Watch::by(move |paths| drop(tell.send(paths)), none).expect("a thread");
        watch.files([path.clone()]);
        let long = Duration::from_secs(10);
        assert_eq!(
            told.recv_timeout(long),
            Ok(vec![path.clone()]),
            "when it is new"
        );
        fs::write(&path, "another").expect("written");
        assert_eq!(told.recv_timeout(long), Ok(vec![path.clone()]));
        fs::remove_file(&path).expect("it was there");
        assert_eq!(told.recv_timeout(long), Ok(vec![path]));
        assert_eq!(watch.looks().as_deref(), Some("nothing watches here"));
    }
}
