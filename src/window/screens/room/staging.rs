//! What the room's screen shows when: the trust in calm, a message that has come, a question that owns the
//! screen, the decision that answered it. Plain arithmetic over what the room is shown and real time. Must
//! not draw, and must not read a clock.

use wardroom_core::exercise::{Letter, Source, Standing};
use wardroom_core::views::RoomView;

/// A message stands large for so many real seconds at least, and for as long as it takes to read: two
/// words and a half a second, as people read aloud (Brysbaert 2019, J. Mem. Lang. 109: 183 words a minute
/// aloud, taken slower for a room).
const MESSAGE_SECS: f64 = 20.0;
const WORDS_A_SEC: f64 = 2.5;
/// A picture or a table that came with it stands for so many real seconds more: the author's estimate of what
/// it takes to look at one from the back of a room.
const ENCLOSED_SECS: f64 = 15.0;
/// A decision that was just taken stands stamped for so many real seconds: the author's estimate of what it
/// takes to look up and read one option.
const STAMP_SECS: f64 = 6.0;
/// Real seconds in which thanks stand alone after ENDEX, before the day is replayed: the author's estimate.
const THANKS_SECS: f64 = 6.0;
/// The whole day is replayed in so many real seconds.
const REPLAY_SECS: f64 = 40.0;
/// A change of what is shown takes so many real seconds.
pub const FADE_SECS: f64 = 0.2;

/// What the screen shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// The trust, with what came last beside it.
    Calm,
    /// The message, large; how much of its time has passed, 0 to 1.
    Message(f64),
    /// The question, with its options.
    Question,
    /// The question with the decision that was taken on it.
    Stamped,
}

/// What is kept of a room's screen between frames. Times are real seconds.
#[derive(Debug, Default)]
pub struct Staging {
    begun: bool,
    message: Option<Source>,
    message_since: f64,
    open: Option<String>,
    open_since: f64,
    stamped_since: Option<f64>,
    shown: Option<(Shown, f64)>,
    stopped: usize,
    stopped_since: Option<f64>,
    two: bool,
    ended_since: Option<f64>,
}

impl Staging {
    /// What is shown now, and in how many real seconds that changes by itself, if it does.
    pub fn see(&mut self, room: &RoomView, now: f64) -> (Shown, Option<f64>) {
        let message = room.message.as_ref();
        let source = message.map(|it| it.source);
        if source != self.message {
            // Where two came at once the first was not seen alone.
            let before = room.before.as_ref().map(|it| it.source);
            self.two = self.begun && before.is_some() && before != self.message;
            self.message = source;
            // What stood there when the screen was opened has been read.
            self.message_since = if self.begun { now } else { f64::NEG_INFINITY };
        }
        let asked = room.asked.as_ref();
        let open = asked.filter(|it| it.question.decided.is_none());
        let id = open.map(|it| it.question.id.clone());
        if id != self.open {
            let answered = asked.filter(|it| {
                it.question.decided.is_some() && Some(&it.question.id) == self.open.as_ref()
            });
            self.stamped_since = answered.map(|_| now);
            self.open = id;
            self.open_since = now;
        }
        let stopped = room.services.iter();
        let stopped = stopped.filter(|it| it.standing == Some(Standing::Stopped));
        let stopped = stopped.count();
        if self.begun && stopped > self.stopped {
            self.stopped_since = Some(now);
        }
        self.stopped = stopped;
        self.begun = true;
        let ended = room.ended.then(|| self.ended_since.unwrap_or(now));
        self.ended_since = ended;
        let before = room.before.as_ref().filter(|_| self.two);
        let reads = message.into_iter().chain(before);
        let reads: f64 = reads.map(|it| reading_secs(&it.letter)).sum();
        let read = now - self.message_since;
        let stamped = self.stamped_since.map(|since| now - since);
        let newer = self.open.is_none() || self.message_since >= self.open_since;
        let (shown, left) = match stamped {
            Some(stands) if stands < STAMP_SECS && asked.is_some() => {
                (Shown::Stamped, Some(STAMP_SECS - stands))
            }
            _ if read < reads && newer => (Shown::Message(read / reads), Some(reads - read)),
            _ if self.open.is_some() => (Shown::Question, None),
            _ => (Shown::Calm, None),
        };
        let same =
            |before: Shown| std::mem::discriminant(&before) == std::mem::discriminant(&shown);
        match self.shown {
            Some((before, since)) if same(before) => self.shown = Some((shown, since)),
            _ => self.shown = Some((shown, now)),
        }
        (shown, left)
    }

    /// Whether the message before the last came with it.
    pub fn two(&self) -> bool {
        self.two
    }

    /// How much of the day has been replayed since ENDEX, 0 to 1.
    pub fn replayed(&self, now: f64) -> f64 {
        let since = self.ended_since.unwrap_or(now);
        ((now - since - THANKS_SECS) / REPLAY_SECS).clamp(0.0, 1.0)
    }

    /// How long ago the last service stopped, real seconds, if one has since the screen was opened.
    pub fn stopped_ago(&self, now: f64) -> Option<f64> {
        self.stopped_since.map(|since| now - since)
    }

    /// How long what is shown has been, real seconds.
    pub fn stands(&self, now: f64) -> f64 {
        now - self.shown.map_or(f64::NEG_INFINITY, |(_, since)| since)
    }

    /// How much of a change has passed, 0 to 1.
    pub fn faded(&self, now: f64) -> f32 {
        (self.stands(now) / FADE_SECS).clamp(0.0, 1.0) as f32
    }
}

/// How long a message stands large, real seconds.
fn reading_secs(letter: &Letter) -> f64 {
    let words = letter.text.split_whitespace().count() as f64;
    (words / WORDS_A_SEC).max(MESSAGE_SECS) + ENCLOSED_SECS * letter.attachments.len() as f64
}
