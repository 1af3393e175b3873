//! What follows an exercise as a calendar (iCalendar, RFC 5545): its day, the debriefs, when each action is due,
//! when the plan is to be rehearsed again. Must not read a clock.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike};
use jiff::civil::Date;
use jiff::{Span, Timestamp, tz::TimeZone};
use wardroom_core::exercise::Status;
use wardroom_core::review::Finished;

/// Days after the exercise at which the cold debrief is put down: two to four weeks are the custom. [S: exercise
/// craft, validity study §4]
const COLD_DEBRIEF_DAYS: i64 = 21;

/// The calendar; nothing if it is not known when the exercise was held.
pub fn calendar(finished: &Finished) -> Option<String> {
    let started: Timestamp = finished.started.parse().ok()?;
    let day = started.to_zoned_datetime(TimeZone::UTC).date();
    let title = &finished.story.title;
    let mut calendar = Calendar::new();
    calendar.name(&format!("{title}: exercise and what follows"));
    let mut put = |id: &str, day: Date, summary: String, about: String| {
        let Some(date) = date_of(day) else { return };
        let stamp = DateTime::<Utc>::from_naive_utc_and_offset(date.and_time(NaiveTime::MIN), Utc);
        let event = Event::new()
            .uid(&format!("{id}-{}@wardroom", started.as_second()))
            .timestamp(stamp)
            .summary(&summary)
            .description(&about)
            .all_day(date)
            .done();
        calendar.push(event);
    };
    put(
        "exercise",
        day,
        format!("EXERCISE {title}"),
        format!("{} exercise with hot debrief.", finished.of_type.words()),
    );
    if let Ok(cold) = day.checked_add(Span::new().days(COLD_DEBRIEF_DAYS)) {
        let about = "Two to four weeks after the exercise, from the same record: what still stands, what was done.";
        put(
            "cold-debrief",
            cold,
            format!("Cold debrief: {title}"),
            about.to_owned(),
        );
    }
    for action in &finished.observations.actions {
        let open = !matches!(action.status, Status::Done | Status::Learned);
        if let (true, Ok(due)) = (open, action.due.parse::<Date>()) {
            let owner = match action.owner.as_str() {
                "" => "nobody yet",
                owner => owner,
            };
            put(
                &format!("action-{}", action.number),
                due,
                format!("Due: {}", action.action),
                format!(
                    "Action {} of the exercise {title}. Owner: {owner}.",
                    action.number
                ),
            );
        }
    }
    if let Some(again) = finished.of_type.next_due(day) {
        let about = format!(
            "The cycle of this type of exercise ({}): {} months.",
            finished.of_type.words().to_lowercase(),
            finished.of_type.cycle_months()
        );
        put("again", again, format!("Rehearse again: {title}"), about);
    }
    Some(calendar.done().to_string())
}

fn date_of(day: Date) -> Option<NaiveDate> {
    let (month, of_month) = (
        u32::try_from(day.month()).ok()?,
        u32::try_from(day.day()).ok()?,
    );
    NaiveDate::from_ymd_opt(i32::from(day.year()), month, of_month)
}
