//! What was measured, and how it is told: a table for people, then JSON. Must not send anything.

use crate::asked::Asked;
use crate::client::Answer;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Where a decision was shown: which device, since when its stream was open, when.
type Shown = (usize, Instant, Instant);

/// A decision that has not reached a device after so long never will.
const NEVER: Duration = Duration::from_secs(10);

/// What was measured.
#[derive(Default)]
pub struct Figures {
    pub not_joined: usize,
    pub joined_in: Duration,
    pub broken: usize,
    pub reconnects: usize,
    pub stalled: usize,
    pub events: usize,
    on: bool,
    pages: Vec<Duration>,
    forms: Vec<Duration>,
    bytes: usize,
    statuses: BTreeMap<u16, usize>,
    /// What was decided from a device: when it was sent, when acknowledged.
    decided: Vec<(Instant, Instant)>,
    /// Where each decision was shown.
    shown: BTreeMap<String, Vec<Shown>>,
    /// Streams that were held: device, from when, until when.
    held: Vec<(usize, Instant, Instant)>,
    steady: BTreeMap<usize, Instant>,
}

impl Figures {
    /// Play begins: what was measured until now was coming in.
    pub fn start(&mut self) {
        *self = Self {
            not_joined: self.not_joined,
            joined_in: self.joined_in,
            on: true,
            ..Self::default()
        };
    }

    /// Play is over.
    pub fn stop(&mut self) {
        self.on = false;
    }

    pub fn answered(&mut self, status: u16) {
        if self.on {
            *self.statuses.entry(status).or_default() += 1;
        }
    }

    pub fn page(&mut self, answer: &Answer, took: Duration) {
        self.answered(answer.status);
        if self.on {
            self.pages.push(took);
            self.bytes += answer.bytes;
        }
    }

    pub fn form(&mut self, answer: &Answer, took: Duration) {
        self.answered(answer.status);
        if self.on {
            self.forms.push(took);
        }
    }

    /// A stream was held until now.
    pub fn held(&mut self, device: usize, steady: bool, since: Instant) {
        if steady {
            self.held.push((device, since, Instant::now()));
            self.steady.remove(&device);
        }
    }

    /// A decision was acknowledged.
    pub fn decided(&mut self, sent: Instant, acknowledged: Instant) {
        if self.on {
            self.decided.push((sent, acknowledged));
        }
    }

    /// A device shows a decision for the first time.
    pub fn shown(&mut self, key: String, device: usize, since: Instant, at: Instant) {
        self.steady.insert(device, since);
        if self.on {
            self.shown.entry(key).or_default().push((device, since, at));
        }
    }

    /// Who held a stream from before a moment until well after it.
    fn there(&self, from: Instant, until: Instant) -> usize {
        let ended = self
            .held
            .iter()
            .filter(|(_, since, to)| *since < from && *to > until);
        let open = self.steady.values().filter(|since| **since < from);
        ended.count() + open.count()
    }

    /// Of each decision, from its acknowledgement (or from the first device that showed it, where it was
    /// made elsewhere) until each device that was there showed it; and how many never did.
    fn arrivals(&self) -> Arrivals {
        let mut found = Arrivals::default();
        let mut open = self.decided.clone();
        let first = |all: &Vec<Shown>| all.iter().map(|(.., at)| *at).min();
        let mut rows: Vec<(Instant, &Vec<Shown>)> = self
            .shown
            .values()
            .filter_map(|all| Some((first(all)?, all)))
            .collect();
        rows.sort_by_key(|(first, _)| *first);
        for (first, all) in rows {
            // A row is called otherwise than its card: it is the latest that was sent before it showed.
            let sent_before = open.iter().enumerate().filter(|(_, (sent, acknowledged))| {
                first >= *sent && first < *acknowledged + NEVER
            });
            let own = sent_before.max_by_key(|(_, (sent, _))| *sent);
            let own = own.map(|(at, _)| at);
            let (sent, from) = match own {
                Some(at) => open.remove(at),
                None => (first, first),
            };
            let late = all
                .iter()
                .filter(|(_, since, at)| *since < sent && *at < from + NEVER);
            let mut late: Vec<Duration> = late
                .map(|(.., at)| at.saturating_duration_since(from))
                .collect();
            late.sort();
            let missed = self.there(sent, from + NEVER).saturating_sub(late.len());
            let of = if own.is_some() {
                &mut found.own
            } else {
                &mut found.others
            };
            of.decisions += 1;
            of.missed += missed;
            of.last.extend(late.last());
            of.all.extend(late);
        }
        found
    }

    /// All of it, in words and figures.
    pub fn told(
        &self,
        asked: &Asked,
        spent: Duration,
        memory: Option<u64>,
        busy: Option<f64>,
    ) -> String {
        let secs = spent.as_secs_f64();
        let arrivals = self.arrivals();
        let refused: usize = self
            .statuses
            .iter()
            .filter(|(it, _)| **it >= 400)
            .map(|(_, many)| many)
            .sum();
        let failed: usize = self
            .statuses
            .iter()
            .filter(|(it, _)| **it >= 500)
            .map(|(_, many)| many)
            .sum();
        let all: usize = self.statuses.values().sum();
        let mut rows: Vec<(String, String)> = vec![
            (
                "Devices, screens, minutes".to_owned(),
                format!("{}, {}, {:.1}", asked.devices, asked.screens, secs / 60.0),
            ),
            (
                "All of them joined in".to_owned(),
                format!(
                    "{:.1} s; {} could not",
                    self.joined_in.as_secs_f64(),
                    self.not_joined
                ),
            ),
        ];
        for (what, of) in [
            (
                "From a device's decision, acknowledged, to every device's page",
                &arrivals.own,
            ),
            (
                "From the first page that shows any other decision to all pages",
                &arrivals.others,
            ),
        ] {
            rows.push((
                what.to_owned(),
                format!(
                    "{} ({} decisions, {} arrivals, {} never; the last device p50 {:.0} ms)",
                    spread(&of.all),
                    of.decisions,
                    of.all.len(),
                    of.missed,
                    at(&of.last, 0.5)
                ),
            ));
        }
        rows.push(("A page".to_owned(), spread(&self.pages)));
        rows.push(("A form, until acknowledged".to_owned(), spread(&self.forms)));
        rows.push((
            "Requests".to_owned(),
            format!(
                "{all}, {:.0} a second; {refused} refused, {failed} failed",
                all as f64 / secs
            ),
        ));
        rows.push((
            "Events, reconnects, connections that broke, stalls".to_owned(),
            format!(
                "{}, {}, {}, {}",
                self.events, self.reconnects, self.broken, self.stalled
            ),
        ));
        let megabytes = self.bytes as f64 / 1e6;
        rows.push(("Pages sent".to_owned(), format!("{megabytes:.0} MB")));
        let memory_told = memory.map_or("not known".to_owned(), |it| {
            format!("{:.0} MB", it as f64 * 1_024.0 / 1e6)
        });
        rows.push((
            "Resident memory of the server, at most".to_owned(),
            memory_told,
        ));
        let busy_told = busy.map_or("not known".to_owned(), |it| {
            format!("{it:.1} s, {:.0}% of a core", 100.0 * it / secs)
        });
        rows.push(("Its processor time".to_owned(), busy_told));
        let mut told = String::from("| What | Figure |\n|---|---|\n");
        for (what, figure) in rows {
            let _written = writeln!(told, "| {what} | {figure} |");
        }
        let statuses: BTreeMap<String, usize> = self
            .statuses
            .iter()
            .map(|(it, many)| (it.to_string(), *many))
            .collect();
        let arrival = |of: &Arrival| {
            serde_json::json!({
                "decisions": of.decisions, "arrivals": of.all.len(), "never": of.missed,
                "ms": three(&of.all), "last_device_ms": three(&of.last),
            })
        };
        let json = serde_json::json!({
            "devices": asked.devices, "screens": asked.screens, "secs": secs, "seed": asked.seed,
            "not_joined": self.not_joined,
            "own_decisions": arrival(&arrivals.own), "other_decisions": arrival(&arrivals.others),
            "page_ms": three(&self.pages), "form_ms": three(&self.forms),
            "requests": all, "requests_a_second": all as f64 / secs,
            "refused": refused, "failed": failed, "statuses": statuses,
            "reconnects": self.reconnects, "broken": self.broken, "stalls": self.stalled,
            "page_bytes": self.bytes,
            "memory_kilobytes": memory, "processor_secs": busy,
        });
        let _written = writeln!(told, "\n{json:#}");
        told
    }
}

/// How decisions arrived.
#[derive(Default)]
struct Arrivals {
    /// Those that a device sent.
    own: Arrival,
    /// Those that came from elsewhere: the facilitator, the scenario.
    others: Arrival,
}

#[derive(Default)]
struct Arrival {
    decisions: usize,
    /// Each device of each decision.
    all: Vec<Duration>,
    /// The last device of each decision.
    last: Vec<Duration>,
    missed: usize,
}

/// Milliseconds under which a part of all lies.
fn at(all: &[Duration], part: f64) -> f64 {
    let mut all: Vec<f64> = all.iter().map(|it| it.as_secs_f64() * 1e3).collect();
    all.sort_by(f64::total_cmp);
    let last = all.len().saturating_sub(1);
    let place = ((all.len() as f64 * part).ceil() as usize).saturating_sub(1);
    all.get(place.min(last)).copied().unwrap_or(0.0)
}

fn three(all: &[Duration]) -> serde_json::Value {
    serde_json::json!({ "p50": at(all, 0.5), "p99": at(all, 0.99), "max": at(all, 1.0) })
}

fn spread(all: &[Duration]) -> String {
    if all.is_empty() {
        return "none".to_owned();
    }
    format!(
        "p50 {:.1} ms, p99 {:.1}, max {:.1}",
        at(all, 0.5),
        at(all, 0.99),
        at(all, 1.0)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_those_of_all_that_was_measured() {
        let all: Vec<Duration> = (1..=100).map(Duration::from_millis).collect();
        assert_eq!(
            [at(&all, 0.5), at(&all, 0.99), at(&all, 1.0)],
            [50.0, 99.0, 100.0]
        );
        assert_eq!(at(&[], 0.5), 0.0);
    }

    #[test]
    fn a_decision_is_measured_from_its_acknowledgement_on_devices_that_were_there() {
        let start = Instant::now();
        let ms = |it| start + Duration::from_millis(it);
        let mut figures = Figures::default();
        figures.start();
        figures.decided(ms(1_000), ms(1_010));
        let key = || "13:05 Isolate: Ward 11".to_owned();
        figures.shown(key(), 1, start, ms(1_030));
        figures.shown(key(), 2, start, ms(1_110));
        // Came later: what it was away is not how long it took.
        figures.shown(key(), 3, ms(5_000), ms(5_001));
        let own = figures.arrivals().own;
        assert_eq!((own.decisions, own.missed), (1, 0));
        assert_eq!(own.all, [20, 100].map(Duration::from_millis));
        figures.steady.insert(4, start);
        assert_eq!(figures.arrivals().own.missed, 1);
    }
}
