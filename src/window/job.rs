//! Long work in the background, with progress, that can be stopped: in Bevy's pool for work that
//! spans frames. Must not hold up a frame.

use bevy::tasks::futures::check_ready;
use bevy::tasks::{AsyncComputeTaskPool, Task, TaskPoolBuilder};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use wardroom_core::ensemble::Watching;

/// Time between two looks how far long work has come.
pub const PROGRESS: std::time::Duration = std::time::Duration::from_millis(100);

/// So many pieces of work go on at once, whatever the machine: one that can't be stopped in the
/// middle, as reading many records, must not keep all others waiting.
const THREADS: usize = 3;

/// The pool. It is there with the first work that is begun, which comes before Bevy's app and needs
/// none: Bevy then takes it as it finds it.
fn pool() -> &'static AsyncComputeTaskPool {
    AsyncComputeTaskPool::get_or_init(|| {
        TaskPoolBuilder::new()
            .num_threads(THREADS)
            .thread_name("long work".to_owned())
            .build()
    })
}

/// Work that is under way, and what came of the last.
#[derive(Debug)]
pub struct Job<T> {
    running: Option<Running<T>>,
    total: u32,
    /// What came of it; of work that tells on its way, what it told last.
    pub done: Option<T>,
}

#[derive(Debug)]
struct Running<T> {
    task: Task<Option<T>>,
    watching: Arc<Watching>,
    told: Told<T>,
}

/// Where work that is under way leaves what it has so far.
#[derive(Debug)]
pub struct Told<T>(Arc<Mutex<Option<T>>>);

impl<T> Told<T> {
    /// Leaves it there; what nobody has taken yet is replaced.
    pub fn tell(&self, so_far: T) {
        if let Ok(mut told) = self.0.lock() {
            *told = Some(so_far);
        }
    }

    fn take(&self) -> Option<T> {
        self.0.lock().ok()?.take()
    }
}

impl<T> Default for Job<T> {
    fn default() -> Self {
        Self {
            running: None,
            total: 0,
            done: None,
        }
    }
}

impl<T: Send + 'static> Job<T> {
    /// Begins work of so many runs; what is under way is stopped.
    pub fn begin(
        &mut self,
        total: u32,
        work: impl FnOnce(&Watching) -> Option<T> + Send + 'static,
    ) {
        self.begin_telling(total, |watching, _| work(watching));
    }

    /// The same of work that tells what it has so far.
    pub fn begin_telling(
        &mut self,
        total: u32,
        work: impl FnOnce(&Watching, &Told<T>) -> Option<T> + Send + 'static,
    ) {
        self.stop();
        let told = Told(Arc::new(Mutex::new(None)));
        let tells = Told(told.0.clone());
        let watching = Arc::new(Watching::default());
        let seen = watching.clone();
        self.total = total.max(1);
        self.done = None;
        let task = pool().spawn(async move {
            // What was stopped before its turn came is not begun.
            if seen.stop.load(Ordering::Relaxed) {
                return None;
            }
            // Work that failed leaves nothing, and the pool's thread goes on.
            catch_unwind(AssertUnwindSafe(|| work(&seen, &tells)))
                .ok()
                .flatten()
        });
        self.running = Some(Running {
            task,
            watching,
            told,
        });
    }

    /// Takes what is there. Returns how far it has come, 0 to 1, if it is under way.
    pub fn follow(&mut self) -> Option<f32> {
        let running = self.running.as_mut()?;
        if let Some(done) = check_ready(&mut running.task) {
            self.done = done;
            self.running = None;
            return None;
        }
        if let Some(so_far) = running.told.take() {
            self.done = Some(so_far);
        }
        let runs = running.watching.done.load(Ordering::Relaxed);
        Some((runs as f32 / self.total as f32).min(1.0))
    }

    /// Waits until it is done, for tests and pictures.
    pub fn wait(&mut self) {
        while self.follow().is_some() {
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    }
}

impl<T> Job<T> {
    /// Whether something is under way, or done and not taken yet.
    pub fn running(&self) -> bool {
        self.running.is_some()
    }

    /// Gives up what is under way: nothing comes of it, and nobody waits until it has seen that.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.watching.stop.store(true, Ordering::Relaxed);
            // It ends by itself at its next look, and nobody waits for it.
            running.task.detach();
        }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.stop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn work_is_followed_and_taken_without_an_app() {
        let mut job = Job::default();
        let (go, wait) = channel::<()>();
        job.begin(4, move |watching| {
            watching.done.store(2, Ordering::Relaxed);
            wait.recv().ok()?;
            Some(7)
        });
        let mut far = 0.0_f32;
        while far < 0.5 {
            far = job.follow().expect("it waits to be let go");
        }
        assert_eq!((far, job.done), (0.5, None));
        go.send(()).expect("it waits");
        job.wait();
        assert_eq!((job.follow(), job.done), (None, Some(7)));
    }

    #[test]
    fn what_is_begun_anew_stops_what_was_under_way_and_leaves_only_its_own() {
        let mut job = Job::default();
        let (told, stopped) = channel();
        let (begins, begun) = channel();
        job.begin(1, move |watching| {
            begins.send(()).ok()?;
            while !watching.stop.load(Ordering::Relaxed) {
                std::thread::yield_now();
            }
            told.send(()).ok()?;
            Some("old")
        });
        begun.recv().expect("the old one is begun");
        job.begin(1, |_| Some("new"));
        job.wait();
        stopped
            .recv_timeout(std::time::Duration::from_secs(20))
            .expect("the old one is told to stop");
        assert_eq!(job.done, Some("new"));
    }

    #[test]
    fn what_is_told_on_the_way_is_there_until_the_work_is_done() {
        let mut job = Job::default();
        let (go, wait) = channel::<()>();
        job.begin_telling(1, move |_, told| {
            told.tell(1);
            told.tell(2);
            wait.recv().ok()?;
            Some(3)
        });
        while job.done.is_none() {
            job.follow().expect("it waits to be let go");
        }
        assert_eq!((job.done, job.running()), (Some(2), true));
        go.send(()).expect("it waits");
        job.wait();
        assert_eq!(job.done, Some(3));
    }

    #[test]
    fn work_that_fails_leaves_nothing_and_the_next_runs() {
        let mut job = Job::<u8>::default();
        job.begin(1, |_| panic!("as a test wants it"));
        job.wait();
        assert_eq!(job.done, None);
        job.begin(1, |_| Some(1));
        job.wait();
        assert_eq!(job.done, Some(1));
    }
}
