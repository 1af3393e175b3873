//! One device as it behaves with the script: it holds its stream open, asks for its page anew when that says
//! so, and its people read, answer, propose and talk. Must not do what no browser could.

use crate::client::{Answer, Client, NoStream, Stream};
use crate::figures::Figures;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;

/// Seconds between two things that the people at a device do, on average.
const ACTS_EVERY: f64 = 40.0;

/// One device in so many is slow, one in twice as many reads nothing at all.
const ODD: usize = 50;

/// A slow device reads after so long.
const SLOW: Duration = Duration::from_secs(2);

/// What a device is.
#[derive(Clone)]
pub enum Kind {
    /// A player's, with the code.
    Player(String),
    Evaluator(String),
    Screen(String),
}

/// How it behaves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Quick,
    Slow,
    /// It asks, and reads nothing.
    Stalled,
}

/// A device that has joined.
pub struct Device {
    number: usize,
    kind: Kind,
    manner: Manner,
    client: Client,
    luck: Luck,
    figures: Rc<RefCell<Figures>>,
    /// The page it shows when nobody does anything, as it was asked for last.
    page: String,
    /// Decisions that it has shown.
    shown: BTreeSet<String>,
    /// Since when its stream is open.
    since: Instant,
}

impl Device {
    /// Comes in as a browser does: code, role, name.
    pub async fn join(
        number: usize,
        kind: Kind,
        at: SocketAddr,
        from: Option<IpAddr>,
        seed: u64,
        figures: Rc<RefCell<Figures>>,
    ) -> Result<Self, String> {
        let manner = match (&kind, number % (2 * ODD)) {
            (Kind::Player(_), 7) => Manner::Stalled,
            (Kind::Player(_), 17 | 67) => Manner::Slow,
            _ => Manner::Quick,
        };
        let mut device = Self {
            number,
            kind: kind.clone(),
            manner,
            client: Client::new(at, from),
            luck: Luck(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (number as u64 + 1)),
            figures,
            page: String::new(),
            shown: BTreeSet::new(),
            since: Instant::now(),
        };
        let came = device.come_in().await;
        came.map_err(|why| format!("device {number}: {why}"))?;
        Ok(device)
    }

    async fn come_in(&mut self) -> Result<(), String> {
        let broken = |why: io::Error| why.to_string();
        let (Kind::Player(code) | Kind::Evaluator(code) | Kind::Screen(code)) = self.kind.clone();
        let first = self
            .client
            .get(&format!("/j/{code}"))
            .await
            .map_err(broken)?;
        let (to, body) = match self.kind {
            Kind::Player(_) => {
                let roles = all(&first.body, &format!("href=\"/j/{code}/"));
                let role = roles.get(self.number % roles.len().max(1));
                let role = role.ok_or(format!("no role at {}", first.status))?;
                let to = format!("/j/{code}/{role}");
                self.client.get(&to).await.map_err(broken)?;
                (to, format!("name=Device+{}&other=&share=yes", self.number))
            }
            Kind::Evaluator(_) => {
                let name = format!("name=Evaluator+{}", self.number);
                (format!("/j/{code}/evaluator"), name)
            }
            Kind::Screen(_) => {
                let rooms = all(&first.body, "name=\"room\" value=\"").len().max(1);
                let room = format!("room={}", self.number % rooms);
                (format!("/j/{code}/screen"), room)
            }
        };
        let came = self.client.post(&to, &body).await.map_err(broken)?;
        if came.cookie.is_empty() {
            return Err(format!("{to} gave {}", came.status));
        }
        self.client.cookie = came.cookie;
        let home = self.home();
        self.client.get(home).await.map_err(broken)?;
        Ok(())
    }

    /// The page it shows when nobody does anything.
    fn home(&self) -> &'static str {
        match self.kind {
            Kind::Player(_) => "/now",
            Kind::Evaluator(_) => "/notes",
            Kind::Screen(_) => "/room",
        }
    }

    /// Follows the exercise until the end of the world; whoever drives it drops it.
    pub async fn live(mut self, started: Rc<RefCell<Option<Instant>>>) {
        if self.manner == Manner::Stalled {
            return self.stall().await;
        }
        loop {
            let stream = match Stream::open(&self.client).await {
                Ok(stream) => stream,
                Err(NoStream::Status(status)) => {
                    self.figures.borrow_mut().answered(status);
                    tokio::time::sleep(Duration::from_secs(5)).await;
                    continue;
                }
                Err(NoStream::Broken) => {
                    self.figures.borrow_mut().broken += 1;
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    continue;
                }
            };
            self.since = Instant::now();
            let awake = Duration::from_secs_f64(60.0 + 540.0 * self.luck.next());
            let ended = tokio::time::timeout(awake, self.follow(stream, &started)).await;
            let steady = self.manner == Manner::Quick;
            self.figures
                .borrow_mut()
                .held(self.number, steady, self.since);
            match ended {
                // Pages are closed.
                Ok(Ok(())) => return,
                Ok(Err(_)) => self.figures.borrow_mut().broken += 1,
                // Asleep, or out of reach for a while.
                Err(_) => self.figures.borrow_mut().reconnects += 1,
            }
            self.client.hang_up();
            let away = Duration::from_secs_f64(1.0 + 4.0 * self.luck.next());
            tokio::time::sleep(away).await;
        }
    }

    /// Asks for far more than a socket holds, and reads nothing; hangs up after a minute, and again.
    async fn stall(self) {
        loop {
            let stream = self.client.connect().await;
            let page = self.client.connect().await;
            if let (Ok(mut stream), Ok(mut page)) = (stream, page) {
                let live = format!("{}\r\n", self.client.head("GET", "/live"));
                let now = format!("{}\r\n", self.client.head("GET", "/now"));
                let _sent = stream.write_all(live.as_bytes()).await;
                let many = async {
                    for _ in 0..2_000 {
                        if page.write_all(now.as_bytes()).await.is_err() {
                            break;
                        }
                    }
                };
                let _sent = tokio::time::timeout(Duration::from_secs(60), many).await;
                tokio::time::sleep(Duration::from_secs(30)).await;
            }
            self.figures.borrow_mut().stalled += 1;
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    /// Follows one stream. Nothing, if it said good-bye.
    async fn follow(
        &mut self,
        mut stream: Stream,
        started: &Rc<RefCell<Option<Instant>>>,
    ) -> io::Result<()> {
        let (mut version, mut state) = (String::new(), String::new());
        let mut act = Box::pin(tokio::time::sleep(self.pause()));
        loop {
            let event = tokio::select! {
                event = stream.next() => Some(event?),
                () = &mut act => None,
            };
            if self.manner == Manner::Slow {
                tokio::time::sleep(SLOW).await;
            }
            match event {
                None => {
                    if started.borrow().is_some() {
                        self.act().await?;
                    }
                    act = Box::pin(tokio::time::sleep(self.pause()));
                }
                Some((name, data)) => {
                    self.figures.borrow_mut().events += 1;
                    let now = data.split("\"state\":\"").nth(1).unwrap_or(&data);
                    let now = now.split('"').next().unwrap_or_default();
                    match name.as_str() {
                        "bye" => return Ok(()),
                        "changed" if version != data => {
                            version = data;
                            self.renew().await?;
                        }
                        "clock" if state != now => {
                            now.clone_into(&mut state);
                            self.renew().await?;
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    /// How long until its people do something.
    fn pause(&mut self) -> Duration {
        Duration::from_secs_f64((-ACTS_EVERY * (1.0 - self.luck.next()).ln()).clamp(1.0, 300.0))
    }

    /// Asks for the page it shows anew, and notes which decisions stand there for the first time.
    async fn renew(&mut self) -> io::Result<()> {
        let answer = self.get(self.home()).await?;
        let at = Instant::now();
        for key in decisions(&answer.body) {
            if self.shown.insert(key.clone()) && self.manner == Manner::Quick {
                let mut figures = self.figures.borrow_mut();
                figures.shown(key, self.number, self.since, at);
            }
        }
        self.page = answer.body;
        Ok(())
    }

    async fn get(&mut self, path: &str) -> io::Result<Answer> {
        let asked = Instant::now();
        let answer = self.client.get(path).await?;
        self.figures.borrow_mut().page(&answer, asked.elapsed());
        Ok(answer)
    }

    /// Sends a form with the id of its page, and goes where the browser is sent.
    async fn send(&mut self, page: &Answer, to: &str, fields: &str) -> io::Result<Answer> {
        let id = all(&page.body, "name=\"id\" value=\"");
        let id = id.first().cloned().unwrap_or_default();
        let asked = Instant::now();
        let answer = self.client.post(to, &format!("id={id}&{fields}")).await?;
        self.figures.borrow_mut().form(&answer, asked.elapsed());
        if !answer.location.is_empty() {
            self.get(&answer.location.clone()).await?;
        }
        Ok(answer)
    }

    /// Its people do something.
    async fn act(&mut self) -> io::Result<()> {
        match self.kind {
            Kind::Player(_) => self.act_as_player().await?,
            Kind::Evaluator(_) => {
                let page = self.get("/notes").await?;
                let fields = "quick=well&back=%2Fnotes";
                self.send(&page, "/notes", fields).await?;
            }
            Kind::Screen(_) => return Ok(()),
        }
        self.renew().await
    }

    async fn act_as_player(&mut self) -> io::Result<()> {
        let questions = all(&self.page, "href=\"/q/");
        match self.luck.below(100) {
            0..25 if !questions.is_empty() => {
                let number = &questions[self.luck.below(questions.len())];
                let path = format!("/q/{number}");
                let page = self.get(&path).await?;
                let options = all(&page.body, "name=\"option\" id=\"o").len().max(1);
                let (option, sure) = (self.luck.below(options), 1 + self.luck.below(5));
                let fields = format!("option={option}&sure={sure}&because=Patients+first.");
                self.send(&page, &path, &fields).await?;
            }
            25..40 => {
                let page = self.get("/talk/facilitator").await?;
                let fields = format!("text=Device+{}+has+a+question.", self.number);
                self.send(&page, "/talk/facilitator", &fields).await?;
            }
            40..52 => {
                let page = self.get("/ask").await?;
                let fields = "who=&else=Switchboard&text=Who+is+on+call%3F";
                self.send(&page, "/ask", fields).await?;
            }
            52..60 => {
                let page = self.get("/role").await?;
                self.send(&page, "/role", "tick=0").await?;
            }
            60..64 => {
                let page = self.get("/report").await?;
                let fields = "major=Declared&exact=Here&type=Cyber&hazards=None&access=A+and+E&number=0&emergency=None";
                self.send(&page, "/report", fields).await?;
            }
            64..68 => self.play().await?,
            68..80 => {
                for path in ["/role", "/talk", "/report"] {
                    self.get(path).await?;
                }
            }
            _ => {
                let list = self.get("/messages").await?;
                let numbers = all(&list.body, "href=\"/m/");
                if !numbers.is_empty() {
                    let path = format!("/m/{}", numbers[self.luck.below(numbers.len())]);
                    let page = self.get(&path).await?;
                    if page.body.contains("value=\"answer\"") {
                        self.send(&page, &path, "call=answer").await?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Plays an action card of its role, or proposes it, where that is what it may.
    async fn play(&mut self) -> io::Result<()> {
        let cards = self.get("/cards").await?;
        let ids = all(&cards.body, "href=\"/card/");
        if ids.is_empty() {
            return Ok(());
        }
        let path = format!("/card/{}", ids[self.luck.below(ids.len())]);
        let page = self.get(&path).await?;
        let mut targets = all(&page.body, "<option value=\"");
        let radios = page.body.split("type=\"radio\" name=\"target\"").skip(1);
        targets.extend(radios.filter_map(|it| all(it, "value=\"").into_iter().next()));
        targets.retain(|it| !it.is_empty());
        let target = match targets.len() {
            0 => String::new(),
            all => targets[self.luck.below(all)].clone(),
        };
        let plays = page.body.contains("Play this card");
        let fields = format!("target={target}&because=It+was+agreed.");
        let sent = Instant::now();
        let id = all(&page.body, "name=\"id\" value=\"")
            .first()
            .cloned()
            .unwrap_or_default();
        let answer = self
            .client
            .post(&path, &format!("id={id}&{fields}"))
            .await?;
        let acknowledged = Instant::now();
        let mut figures = self.figures.borrow_mut();
        figures.form(&answer, acknowledged - sent);
        if plays && answer.status == 303 {
            figures.decided(sent, acknowledged);
        }
        Ok(())
    }
}

/// Every text that stands after a beginning, up to the next quotation mark.
fn all(page: &str, beginning: &str) -> Vec<String> {
    let parts = page.split(beginning).skip(1);
    parts
        .filter_map(|it| it.split('"').next().map(str::to_owned))
        .collect()
}

/// The decisions that a page shows: when, and what, without whether it is done by now.
fn decisions(page: &str) -> Vec<String> {
    let list = page.split("<h2>Decided</h2>").nth(1).unwrap_or_default();
    let list = list.split("</section>").next().unwrap_or_default();
    let rows = list.split("<li>").skip(1);
    let row = |it: &str| {
        let at = it
            .split_once("<time")?
            .1
            .split_once('>')?
            .1
            .split('<')
            .next()?;
        let what = it.split_once("class=\"w\">")?.1.split('<').next()?;
        let what = what.split(": ordered").next()?;
        Some(format!("{at} {what}"))
    };
    rows.filter_map(row).collect()
}

/// Luck that is the same each time: xorshift.
struct Luck(u64);

impl Luck {
    /// Between 0 and 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number below another.
    fn below(&mut self, end: usize) -> usize {
        ((self.next() * end as f64) as usize).min(end.saturating_sub(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_from_what_pages_show() {
        let page = "<h2>Decided</h2><ul class=\"rows\"><li><div class=\"r\"><time class=\"num quiet\">13:05</time><span class=\"w\">Isolate Ward 11: ordered, due 13:20<small class=\"quiet\">Site</small></span></div></li></ul></section><li><time>1</time>";
        assert_eq!(decisions(page), ["13:05 Isolate Ward 11"]);
        assert_eq!(decisions("nothing"), [""; 0]);
        assert_eq!(
            all("<a href=\"/q/1\"><a href=\"/q/2\">", "href=\"/q/"),
            ["1", "2"]
        );
    }

    #[test]
    fn luck_is_the_same_each_time_and_within_bounds() {
        let (mut one, mut two) = (Luck(7), Luck(7));
        for _ in 0..1_000 {
            let below = one.below(5);
            assert!(below < 5 && below == two.below(5));
        }
    }
}
