//! Long work in the background, with progress, that can be stopped. Must not hold up a frame.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread::JoinHandle;
use wardroom_core::assessment::what_if::Watching;

/// Work that is under way, and what came of the last.
#[derive(Debug)]
pub struct Job<T> {
    running: Option<(JoinHandle<Option<T>>, Arc<Watching>)>,
    total: u32,
    /// What came of it.
    pub done: Option<T>,
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
        self.stop();
        let watching = Arc::new(Watching::default());
        let seen = watching.clone();
        self.total = total.max(1);
        self.done = None;
        self.running = std::thread::Builder::new()
            .name("review".to_owned())
            .spawn(move || work(&seen))
            .ok()
            .map(|thread| (thread, watching));
    }

    /// Takes what is there. Returns how far it has come, 0 to 1, if it is under way.
    pub fn follow(&mut self) -> Option<f32> {
        let (thread, watching) = self.running.take()?;
        if thread.is_finished() {
            // Work that failed leaves nothing.
            self.done = thread.join().ok().flatten();
            return None;
        }
        let done = watching.done.load(Ordering::Relaxed);
        self.running = Some((thread, watching));
        Some((done as f32 / self.total as f32).min(1.0))
    }

    /// Waits until it is done, for tests and pictures.
    pub fn wait(&mut self) {
        while self.follow().is_some() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
    }
}

impl<T> Job<T> {
    /// Whether something is under way, or done and not taken yet.
    pub fn running(&self) -> bool {
        self.running.is_some()
    }

    /// Stops it.
    pub fn stop(&mut self) {
        if let Some((_, watching)) = self.running.take() {
            watching.stop.store(true, Ordering::Relaxed);
        }
    }
}

impl<T> Drop for Job<T> {
    fn drop(&mut self) {
        self.stop();
    }
}
