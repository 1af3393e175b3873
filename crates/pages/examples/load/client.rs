//! HTTP/1.1 as far as the pages speak it: one request after the other on a connection that is made anew
//! when it ends, and a stream of events. Must not know what is asked for.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// No page is larger.
const LARGEST: usize = 4 << 20;

/// Longer than this nobody waits for a page.
const PATIENCE: Duration = Duration::from_secs(30);

/// What came back.
pub struct Answer {
    pub status: u16,
    /// Where the browser is sent; empty if nowhere.
    pub location: String,
    /// The cookie that was set, as it is sent back; empty if none was.
    pub cookie: String,
    pub body: String,
    /// Bytes, with the head.
    pub bytes: usize,
}

/// A device's way to the pages.
pub struct Client {
    at: SocketAddr,
    from: Option<IpAddr>,
    pub cookie: String,
    open: Option<TcpStream>,
}

impl Client {
    pub fn new(at: SocketAddr, from: Option<IpAddr>) -> Self {
        let (cookie, open) = (String::new(), None);
        Self {
            at,
            from,
            cookie,
            open,
        }
    }

    pub async fn connect(&self) -> io::Result<TcpStream> {
        let socket = match self.at {
            SocketAddr::V4(_) => TcpSocket::new_v4()?,
            SocketAddr::V6(_) => TcpSocket::new_v6()?,
        };
        if let Some(from) = self.from {
            socket.bind(SocketAddr::new(from, 0))?;
        }
        let stream = socket.connect(self.at).await?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    /// As a phone that has lost the network.
    pub fn hang_up(&mut self) {
        self.open = None;
    }

    pub fn head(&self, method: &str, path: &str) -> String {
        let at = self.at;
        let cookie = if self.cookie.is_empty() {
            String::new()
        } else {
            format!("Cookie: {}\r\n", self.cookie)
        };
        format!("{method} {path} HTTP/1.1\r\nHost: {at}\r\n{cookie}")
    }

    pub async fn get(&mut self, path: &str) -> io::Result<Answer> {
        let request = format!("{}\r\n", self.head("GET", path));
        self.send(&request).await
    }

    pub async fn post(&mut self, path: &str, body: &str) -> io::Result<Answer> {
        let request = format!(
            "{}Origin: http://{}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.head("POST", path),
            self.at,
            body.len()
        );
        self.send(&request).await
    }

    /// Sends, on the connection there is; on another, if that has ended meanwhile.
    async fn send(&mut self, request: &str) -> io::Result<Answer> {
        if let Some(mut stream) = self.open.take()
            && let Ok(Ok(answer)) = tokio::time::timeout(PATIENCE, once(&mut stream, request)).await
        {
            self.open = Some(stream);
            return Ok(answer);
        }
        let whole = async {
            let mut stream = self.connect().await?;
            let answer = once(&mut stream, request).await?;
            Ok::<_, io::Error>((stream, answer))
        };
        let (stream, answer) = tokio::time::timeout(PATIENCE, whole).await??;
        self.open = Some(stream);
        Ok(answer)
    }
}

async fn once(stream: &mut TcpStream, request: &str) -> io::Result<Answer> {
    stream.write_all(request.as_bytes()).await?;
    let mut got = Vec::with_capacity(16 * 1_024);
    let end = loop {
        if let Some(at) = got.windows(4).position(|it| it == b"\r\n\r\n") {
            break at + 4;
        }
        if got.len() > LARGEST || stream.read_buf(&mut got).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    };
    let head = String::from_utf8_lossy(&got[..end]).into_owned();
    let field = |name: &str| {
        let mut lines = head.lines().filter_map(|it| it.split_once(": "));
        let found = lines.find(|(it, _)| it.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value).to_owned()
    };
    let status = head.split(' ').nth(1).and_then(|it| it.parse().ok());
    let status = status.ok_or(io::ErrorKind::InvalidData)?;
    let long: usize = field("content-length").parse().unwrap_or(0);
    if long > LARGEST {
        return Err(io::ErrorKind::InvalidData.into());
    }
    while got.len() < end + long {
        if stream.read_buf(&mut got).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    let cookie = field("set-cookie");
    Ok(Answer {
        status,
        location: field("location"),
        cookie: cookie.split(';').next().unwrap_or_default().to_owned(),
        body: String::from_utf8_lossy(&got[end..end + long]).into_owned(),
        bytes: end + long,
    })
}

/// The stream of events.
pub struct Stream {
    stream: TcpStream,
    got: Vec<u8>,
    event: String,
}

/// Why a stream is none.
pub enum NoStream {
    /// Another answer came.
    Status(u16),
    /// The connection failed.
    Broken,
}

impl Stream {
    pub async fn open(client: &Client) -> Result<Self, NoStream> {
        let broken = |_| NoStream::Broken;
        let mut stream = client.connect().await.map_err(broken)?;
        let request = format!(
            "{}Accept: text/event-stream\r\n\r\n",
            client.head("GET", "/live")
        );
        stream.write_all(request.as_bytes()).await.map_err(broken)?;
        let mut stream = Self {
            stream,
            got: Vec::new(),
            event: String::new(),
        };
        let line = stream.line().await.map_err(broken)?;
        match line.split(' ').nth(1).and_then(|it| it.parse().ok()) {
            Some(200) => Ok(stream),
            Some(status) => Err(NoStream::Status(status)),
            None => Err(NoStream::Broken),
        }
    }

    /// The next event: its name and what it says. What is asked for and dropped loses nothing.
    pub async fn next(&mut self) -> io::Result<(String, String)> {
        loop {
            let line = self.line().await?;
            if let Some(name) = line.strip_prefix("event: ") {
                name.clone_into(&mut self.event);
            } else if let Some(data) = line.strip_prefix("data: ") {
                return Ok((std::mem::take(&mut self.event), data.to_owned()));
            }
        }
    }

    async fn line(&mut self) -> io::Result<String> {
        loop {
            if let Some(at) = self.got.iter().position(|it| *it == b'\n') {
                let line: Vec<u8> = self.got.drain(..=at).collect();
                return Ok(String::from_utf8_lossy(&line).trim_end().to_owned());
            }
            if self.stream.read_buf(&mut self.got).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}
