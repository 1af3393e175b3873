//! A line to the database that can be cut, at the worst moment, or hang. Must not know what is sent but for
//! the beginning of what adds to a record.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the line does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Line {
    /// It passes everything on.
    Passes,
    /// With the next thing that is added to a record: it is sent, done and answered, and the answer is
    /// thrown away.
    LosesAnswer,
    /// The same before it is sent.
    LosesQuestion,
    /// Nobody is let through.
    Closed,
    /// Nothing passes, and nothing is closed.
    Hangs,
}

impl Line {
    fn of(it: u8) -> Self {
        [
            Self::Passes,
            Self::LosesAnswer,
            Self::LosesQuestion,
            Self::Closed,
            Self::Hangs,
        ][usize::from(it)]
    }
}

/// The line.
#[derive(Clone)]
pub struct Wire {
    pub port: u16,
    line: Arc<AtomicU8>,
    open: Arc<Mutex<Vec<TcpStream>>>,
}

impl Wire {
    /// To a port of this machine.
    pub fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let wire = Self {
            port: listener.local_addr().expect("it has one").port(),
            line: Arc::new(AtomicU8::new(Line::Passes as u8)),
            open: Arc::new(Mutex::new(Vec::new())),
        };
        let serving = wire.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if serving.now() != Line::Closed
                    && let Ok(other) = TcpStream::connect(("127.0.0.1", port))
                {
                    serving.join(stream, other);
                }
            }
        });
        wire
    }

    fn now(&self) -> Line {
        Line::of(self.line.load(Ordering::SeqCst))
    }

    /// From now on.
    pub fn set(&self, line: Line) {
        self.line.store(line as u8, Ordering::SeqCst);
        if line == Line::Closed {
            self.cut();
        }
    }

    /// Closes what is open.
    pub fn cut(&self) {
        for it in self.open.lock().expect("whole").drain(..) {
            let _closed = it.shutdown(Shutdown::Both);
        }
    }

    fn join(&self, client: TcpStream, database: TcpStream) {
        let mut open = self.open.lock().expect("whole");
        for it in [&client, &database] {
            open.push(it.try_clone().expect("a socket"));
        }
        drop(open);
        let answers = (
            database.try_clone().expect("a socket"),
            client.try_clone().expect("a socket"),
        );
        let (one, other) = (self.clone(), self.clone());
        thread::spawn(move || one.asks(client, database));
        thread::spawn(move || other.pass(answers.0, answers.1));
    }

    /// Passes on what is asked.
    fn asks(&self, mut client: TcpStream, mut database: TcpStream) {
        let mut bytes = vec![0; 1 << 20];
        while let Ok(len @ 1..) = client.read(&mut bytes) {
            let adds = bytes[..len].windows(14).any(|it| it == b"WITH held AS (");
            match self.now() {
                Line::LosesAnswer if adds => {
                    // It stays set until the answer has come, for whoever passes that on.
                    let _sent = database.write_all(&bytes[..len]);
                    thread::sleep(Duration::from_millis(100));
                    self.line.store(Line::Passes as u8, Ordering::SeqCst);
                    break;
                }
                Line::LosesQuestion if adds => {
                    self.line.store(Line::Passes as u8, Ordering::SeqCst);
                    break;
                }
                Line::Hangs => self.wait(),
                _ => {}
            }
            if database.write_all(&bytes[..len]).is_err() {
                break;
            }
        }
        for it in [&client, &database] {
            let _closed = it.shutdown(Shutdown::Both);
        }
    }

    /// Passes on what is answered.
    fn pass(&self, mut from: TcpStream, mut to: TcpStream) {
        let mut bytes = vec![0; 1 << 16];
        while let Ok(len @ 1..) = from.read(&mut bytes) {
            match self.now() {
                Line::LosesAnswer => {
                    thread::sleep(Duration::from_millis(150));
                    break;
                }
                Line::Hangs => self.wait(),
                _ => {}
            }
            if to.write_all(&bytes[..len]).is_err() {
                break;
            }
        }
        let _closed = to.shutdown(Shutdown::Both);
    }

    fn wait(&self) {
        while self.now() == Line::Hangs {
            thread::sleep(Duration::from_millis(5));
        }
    }
}
