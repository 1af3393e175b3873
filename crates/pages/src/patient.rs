//! A connection whose other side may read slowly, and no more slowly than that: what it doesn't take within its
//! time ends the connection. Must not know what is sent.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// Bytes that are taken in one time, at least, once the other side lets us wait: a page.
const AT_LEAST: usize = 16 * 1_024;

/// Such a connection.
pub(crate) struct Patient<T> {
    inner: T,
    within: Duration,
    /// Since the other side let us wait: until when, and what it has taken.
    waits: Option<(Pin<Box<Sleep>>, usize)>,
}

impl<T> Patient<T> {
    pub fn new(inner: T, within: Duration) -> Self {
        let waits = None;
        Self {
            inner,
            within,
            waits,
        }
    }

    /// Looks at how long the other side has let us wait.
    fn look<R>(
        &mut self,
        cx: &mut Context<'_>,
        polled: Poll<io::Result<R>>,
    ) -> Poll<io::Result<R>> {
        if polled.is_ready() {
            return polled;
        }
        let within = self.within;
        let (until, _) = self
            .waits
            .get_or_insert_with(|| (Box::pin(sleep(within)), 0));
        match until.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }

    /// So many bytes were taken.
    fn took(&mut self, bytes: usize) {
        if let Some((_, taken)) = &mut self.waits {
            *taken += bytes;
            if *taken >= AT_LEAST {
                self.waits = None;
            }
        }
    }
}

impl<T: AsyncRead + Unpin> AsyncRead for Patient<T> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().inner).poll_read(cx, into)
    }
}

impl<T: AsyncWrite + Unpin> AsyncWrite for Patient<T> {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.inner).poll_write(cx, bytes);
        if let Poll::Ready(Ok(taken)) = polled {
            this.took(taken);
        }
        this.look(cx, polled)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.inner).poll_write_vectored(cx, parts);
        if let Poll::Ready(Ok(taken)) = polled {
            this.took(taken);
        }
        this.look(cx, polled)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.inner).poll_flush(cx);
        if polled.is_ready() {
            // All of it is sent: nothing is waited for.
            this.waits = None;
        }
        this.look(cx, polled)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.inner).poll_shutdown(cx);
        this.look(cx, polled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
    use tokio::runtime::Builder;

    fn run<T>(what: impl Future<Output = T>) -> T {
        let runtime = Builder::new_current_thread().enable_time().build();
        runtime.expect("a runtime").block_on(what)
    }

    #[test]
    fn who_reads_nothing_is_waited_for_so_long_and_no_longer() {
        run(async {
            let (ours, _theirs) = duplex(64);
            let mut ours = Patient::new(ours, Duration::from_millis(50));
            let told = ours
                .write_all(&[0; 1_000])
                .await
                .expect_err("it is not taken");
            assert_eq!(told.kind(), io::ErrorKind::TimedOut);
        });
    }

    /// A byte now and then held a connection for ever.
    #[test]
    fn who_reads_a_byte_now_and_then_is_not_waited_for_either() {
        run(async {
            let (ours, mut theirs) = duplex(64);
            let mut ours = Patient::new(ours, Duration::from_millis(100));
            let drip = async {
                while theirs.read_u8().await.is_ok() {
                    sleep(Duration::from_millis(10)).await;
                }
            };
            tokio::select! {
                told = ours.write_all(&[0; 1_000]) => assert!(told.is_err()),
                () = drip => panic!("it was taken"),
                () = sleep(Duration::from_secs(5)) => panic!("it is still waited for"),
            }
        });
    }

    #[test]
    fn who_reads_slowly_gets_all_of_it() {
        run(async {
            let (ours, mut theirs) = duplex(32 * 1_024);
            let mut ours = Patient::new(ours, Duration::from_millis(200));
            let all = vec![7; 256 * 1_024];
            let read = async {
                let mut got = 0;
                let mut some = vec![0; 24 * 1_024];
                while got < 256 * 1_024 {
                    sleep(Duration::from_millis(30)).await;
                    got += theirs.read(&mut some).await.expect("more");
                }
                got
            };
            let (sent, got) = tokio::join!(ours.write_all(&all), read);
            sent.expect("all of it is sent");
            assert_eq!(got, 256 * 1_024);
        });
    }
}
