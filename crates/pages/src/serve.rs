//! Listening: one address, a bounded number of connections, each with its time. Must not know what is served.

use crate::caller::Peer;
use crate::house::House;
use crate::patient::Patient;
use crate::proxy::Proxy;
use crate::routes::router;
use crate::tls::Certificate;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::oneshot;

/// How long a request's head, or the greeting by TLS, may take to arrive.
const HEAD_WITHIN: Duration = Duration::from_secs(10);

/// How long good-bye may take to be sent.
const GOOD_BYE: Duration = Duration::from_millis(300);

/// How long is waited after a connection could not be taken.
const AGAIN_AFTER: Duration = Duration::from_millis(100);

/// Files that are asked for: connections, and what else a program has open.
#[cfg(unix)]
const MOST_FILES: u64 = 4_096;

/// Files that connections leave to the rest of the program.
const KEPT_FILES: usize = 128;

/// How many connections there may be, and how long they may let us wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// In all.
    pub connections: usize,
    /// From one address.
    pub of_one: usize,
    /// How long whoever reads slowly is waited for.
    pub reads_within: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1_500,
            of_one: 32,
            reads_within: Duration::from_secs(20),
        }
    }
}

impl Limits {
    /// No more than the system gives this program, with some left for the exercise itself: its record, a report.
    fn within(self, files: Option<usize>) -> Self {
        let most = files.map_or(self.connections, |it| it.saturating_sub(KEPT_FILES).max(1));
        let connections = self.connections.min(most);
        Self {
            connections,
            ..self
        }
    }
}

/// How many files and connections this program may have open, after asking for as many as it may ask for: what
/// systems give at first, 1,024 or 256, is too little for a large room. Nothing where there is no such bound.
#[cfg(unix)]
fn open_files() -> Option<usize> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let before = getrlimit(Resource::Nofile);
    let wanted = before.maximum.map_or(MOST_FILES, |it| it.min(MOST_FILES));
    if before.current.is_some_and(|it| it < wanted) {
        let current = Some(wanted);
        // If it may not, it is told below what there is.
        let _refused = setrlimit(Resource::Nofile, Rlimit { current, ..before });
    }
    let given = getrlimit(Resource::Nofile).current?;
    Some(usize::try_from(given).unwrap_or(usize::MAX))
}

#[cfg(not(unix))]
fn open_files() -> Option<usize> {
    None
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum NotServed {
    /// The address can't be listened at.
    #[error("{0} can't be listened at: {1}")]
    Address(SocketAddr, io::Error),
    /// No thread can be had.
    #[error("no thread can be had: {0}")]
    Thread(io::Error),
    /// The machine has no source of random bytes.
    #[error("the system has no source of random bytes")]
    Random,
}

/// What is served, until it is stopped or dropped.
pub struct Server {
    /// The address it listens at.
    pub at: SocketAddr,
    house: Arc<House>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl fmt::Debug for Server {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Server({})", self.at)
    }
}

impl Server {
    /// Says good-bye to every page, and stops.
    pub fn stop(&mut self) {
        self.house.close();
        if let Some(stop) = self.stop.take() {
            let _stopped = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Serves a house at an address, in a thread of its own. `house` is made once the address is known: with
/// port 0 the system chooses one.
///
/// # Errors
/// Why it can't.
pub fn serve(
    at: SocketAddr,
    certificate: Option<Certificate>,
    limits: Limits,
    house: impl FnOnce(SocketAddr) -> Option<Arc<House>>,
) -> Result<(Server, Arc<House>), NotServed> {
    serve_behind(at, certificate, limits, None, house)
}

/// The same behind a proxy, whose connections are all devices' and which says which device's each is.
///
/// # Errors
/// Why it can't.
pub fn serve_behind(
    at: SocketAddr,
    certificate: Option<Certificate>,
    limits: Limits,
    proxy: Option<Proxy>,
    house: impl FnOnce(SocketAddr) -> Option<Arc<House>>,
) -> Result<(Server, Arc<House>), NotServed> {
    let listener = std::net::TcpListener::bind(at).map_err(|why| NotServed::Address(at, why))?;
    let told = |why| NotServed::Address(at, why);
    listener.set_nonblocking(true).map_err(told)?;
    let at = listener.local_addr().map_err(told)?;
    let house = house(at).ok_or(NotServed::Random)?;
    let limits = limits.within(open_files());
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(NotServed::Thread)?;
    let (stop, stopped) = oneshot::channel();
    let served = house.clone();
    let work = move || {
        runtime.block_on(async {
            let Ok(listener) = TcpListener::from_std(listener) else {
                return;
            };
            tokio::select! {
                () = accept(&listener, &served, certificate.as_ref(), limits, proxy) => {}
                _ = stopped => {}
            }
            drop(listener);
            // What was said last is still sent.
            tokio::time::sleep(GOOD_BYE).await;
        });
        runtime.shutdown_timeout(GOOD_BYE);
    };
    let builder = std::thread::Builder::new().name("pages".to_owned());
    let thread = builder.spawn(work).map_err(NotServed::Thread)?;
    let server = Server {
        at,
        house: house.clone(),
        stop: Some(stop),
        thread: Some(thread),
    };
    Ok((server, house))
}

/// Connections that are open, by address.
#[derive(Clone, Debug, Default)]
struct Open(Arc<Mutex<(usize, BTreeMap<IpAddr, usize>)>>);

/// One of them, counted as long as it lives.
struct Counted(Open, IpAddr);

impl Open {
    fn one_more(&self, from: IpAddr, limits: Limits) -> Option<Counted> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_one = open.1.get(&from).copied().unwrap_or(0);
        if open.0 >= limits.connections || of_one >= limits.of_one {
            return None;
        }
        open.0 += 1;
        open.1.insert(from, of_one + 1);
        Some(Counted(self.clone(), from))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut open = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        open.0 = open.0.saturating_sub(1);
        let left = open.1.get(&self.1).map_or(0, |it| it.saturating_sub(1));
        if left == 0 {
            open.1.remove(&self.1);
        } else {
            open.1.insert(self.1, left);
        }
    }
}

async fn accept(
    listener: &TcpListener,
    house: &Arc<House>,
    certificate: Option<&Certificate>,
    limits: Limits,
    proxy: Option<Proxy>,
) {
    let pages = router(house.clone());
    let open = Open::default();
    loop {
        let Ok((stream, from)) = listener.accept().await else {
            // As when the system has no more of them: those that end make room.
            tokio::time::sleep(AGAIN_AFTER).await;
            continue;
        };
        let address = from.ip();
        let is_proxy = proxy.is_some_and(|it| it.is(address));
        let of_one = if is_proxy {
            limits.connections
        } else {
            limits.of_one
        };
        let Some(counted) = open.one_more(address, Limits { of_one, ..limits }) else {
            continue;
        };
        // Whole pages and single events: what is written is sent.
        let _slower = stream.set_nodelay(true);
        let peer = Peer { address, is_proxy };
        let pages = pages.clone().layer(axum::Extension(peer));
        let certificate = certificate.cloned();
        let stream = Patient::new(stream, limits.reads_within);
        tokio::spawn(async move {
            let _counted = counted;
            connection(stream, certificate, pages).await;
        });
    }
}

async fn connection(
    stream: Patient<TcpStream>,
    certificate: Option<Certificate>,
    pages: axum::Router,
) {
    match certificate {
        None => http(stream, pages).await,
        Some(certificate) => {
            let greeted = tokio::time::timeout(HEAD_WITHIN, certificate.0.accept(stream)).await;
            if let Ok(Ok(stream)) = greeted {
                http(stream, pages).await;
            }
        }
    }
}

async fn http(stream: impl AsyncRead + AsyncWrite + Unpin, pages: axum::Router) {
    let service = TowerToHyperService::new(pages);
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_WITHIN)
        .max_buf_size(32 * 1_024)
        .serve_connection(TokioIo::new(stream), service);
    // A connection that breaks is the browser's to make anew.
    let _broken = connection.await;
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With 1,024 files, as most systems give, 1,500 connections left none for the record.
    #[test]
    fn connections_leave_the_exercise_its_files() {
        let limits = Limits::default();
        assert_eq!(limits.within(Some(1_024)).connections, 896);
        assert_eq!(limits.within(Some(100_000)), limits);
        assert_eq!(limits.within(None), limits);
        assert_eq!(limits.within(Some(10)).connections, 1);
    }
}
