//! The room display: what the team knows and nothing more, to be read from the back of the room.
//! Must not show the truth.

use crate::window::panels::{Scale, letter_ui};
use crate::window::session::Live;
use crate::window::theme::{Theme, bold, semibold};
use crate::window::widgets::{fitted, standing_colour, standing_shape};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Rect, Stroke, Ui, UiBuilder, pos2, vec2,
};
use wardroom_core::exercise::{
    Event, Exercise, Source, Standing, TeamService, TeamView, What, concerns,
};
use wardroom_core::scenario::{ChannelKind, Effect, OrganisationId, Scenario, Step};
use wardroom_papers::report::timeline::{Kind, line};

/// The room as it was drawn, points.
const DRAWN: egui::Vec2 = vec2(1920.0, 1080.0);
/// Decisions that are shown.
const DECISIONS: usize = 4;

/// A screen drawn at one size and shown at another.
struct Canvas<'a> {
    ui: &'a Ui,
    theme: &'a Theme,
    scale: f32,
}

impl Canvas<'_> {
    fn font(&self, points: f32, family: FontFamily) -> FontId {
        FontId::new(points * self.scale, family)
    }

    fn words(
        &self,
        at: egui::Pos2,
        align: Align2,
        words: &str,
        font: (f32, FontFamily),
        colour: Color32,
        width: f32,
    ) -> Rect {
        let response = fitted(
            self.ui.painter(),
            at,
            align,
            words,
            self.font(font.0, font.1),
            colour,
            width,
        );
        self.ui.ctx().accesskit_node_builder(
            self.ui.id().with((words, at.x as i32, at.y as i32)),
            |node| {
                node.set_role(egui::accesskit::Role::Label);
                node.set_value(words.to_owned());
            },
        );
        response
    }

    fn caps(&self, at: egui::Pos2, words: &str, width: f32) -> Rect {
        self.words(
            at,
            Align2::LEFT_TOP,
            &words.to_uppercase(),
            (20.0, semibold()),
            self.theme.quiet,
            width,
        )
    }
}

/// The room of one of the organisations that play; of the only one where a trust plays alone.
struct Room<'a> {
    live: &'a Live,
    of: OrganisationId,
}

impl Room<'_> {
    fn scenario(&self) -> &Scenario {
        self.live.scenario()
    }

    fn exercise(&self) -> &Exercise {
        self.live.room_exercise()
    }

    fn team_view(&self) -> TeamView {
        self.exercise().team_view_of(self.of)
    }

    /// What has happened that concerns this room, latest first.
    fn events(&self) -> impl Iterator<Item = (usize, &Event)> {
        let events = self.live.room_events().iter().enumerate().rev();
        events.filter(|(_, event)| concerns(self.scenario(), event, self.of))
    }
}

/// Shows the room display of an organisation.
pub fn room_ui(ui: &mut Ui, theme: &Theme, live: &Live, of: OrganisationId) {
    let room = &Room { live, of };
    let whole = ui.max_rect();
    ui.painter()
        .rect_filled(whole, CornerRadius::ZERO, theme.ground);
    let scale = (whole.width() / DRAWN.x).min(whole.height() / DRAWN.y);
    let inner = whole.shrink2(vec2(40.0, 34.0) * scale);
    let gap = 28.0 * scale;
    let top = head(ui, theme, room, inner, scale);
    let body = Rect::from_min_max(pos2(inner.left(), top + gap * 0.7), inner.max);
    let middle = body.left() + (body.width() - gap) * 0.48;
    let left = Rect::from_min_max(body.min, pos2(middle, body.max.y));
    let right = Rect::from_min_max(pos2(middle + gap, body.min.y), body.max);
    let decided = decided(room);
    let decided_height = (36.0 + 49.0 * decided.len().max(1) as f32) * scale;
    let message = Rect::from_min_max(
        left.min,
        pos2(left.max.x, left.max.y - decided_height - gap),
    );
    message_ui(ui, theme, room, message, scale);
    decisions_ui(
        ui,
        theme,
        &decided,
        Rect::from_min_max(pos2(left.min.x, left.max.y - decided_height), left.max),
        scale,
    );
    let due_height = 128.0 * scale;
    services_ui(
        ui,
        theme,
        room,
        Rect::from_min_max(
            right.min,
            pos2(right.max.x, right.max.y - due_height - gap * 0.6),
        ),
        scale,
    );
    due_ui(
        ui,
        theme,
        room,
        Rect::from_min_max(pos2(right.min.x, right.max.y - due_height), right.max),
        scale,
    );
}

/// Clock, EXERCISE, level and command; returns where it ends.
fn head(ui: &Ui, theme: &Theme, room: &Room<'_>, inner: Rect, scale: f32) -> f32 {
    let canvas = Canvas { ui, theme, scale };
    let scenario = room.scenario();
    let exercise = room.exercise();
    let clock = if scenario.ends_mins > 7 * 24 * 60 {
        scenario.clock(exercise.secs())
    } else {
        let time = scenario.time_at(exercise.secs());
        time.strftime("%A %H:%M").to_string()
    };
    let third = inner.width() / 3.0;
    let first = canvas.words(
        inner.min - vec2(0.0, 10.0 * scale),
        Align2::LEFT_TOP,
        &clock,
        (84.0, bold()),
        theme.text,
        third * 1.2,
    );
    let centre = pos2(inner.center().x + third * 0.1, inner.min.y + 14.0 * scale);
    let exercise_words = canvas.words(
        centre,
        Align2::CENTER_TOP,
        "EXERCISE   EXERCISE   EXERCISE",
        (24.0, bold()),
        theme.reduced,
        third,
    );
    let standing = if exercise.ended() {
        "ENDEX".to_owned()
    } else if room.live.clock.discussing {
        "Discussion: the clock stands".to_owned()
    } else {
        scenario.organisations[room.of.at()].name.clone()
    };
    canvas.words(
        pos2(centre.x, exercise_words.bottom() + 8.0 * scale),
        Align2::CENTER_TOP,
        &standing,
        (24.0, FontFamily::Proportional),
        if room.live.clock.discussing {
            theme.accent
        } else {
            theme.quiet
        },
        third,
    );
    let (level, colour) = match room.team_view().level {
        Some((level, _)) => (format!("▲ {}", level.words()), theme.bad),
        None => ("No incident declared".to_owned(), theme.quiet),
    };
    let level = canvas.words(
        inner.right_top() + vec2(0.0, 4.0 * scale),
        Align2::RIGHT_TOP,
        &level,
        (38.0, bold()),
        colour,
        third,
    );
    let command = match commander(room) {
        Some(title) => format!("Command: {title}"),
        None => "Nobody commands yet".to_owned(),
    };
    canvas.words(
        pos2(inner.right(), level.bottom() + 6.0 * scale),
        Align2::RIGHT_TOP,
        &command,
        (24.0, FontFamily::Proportional),
        theme.quiet,
        third,
    );
    first.bottom()
}

/// The title of the role that last formed a command group, once it stands.
fn commander<'a>(room: &'a Room<'_>) -> Option<&'a str> {
    let scenario = room.scenario();
    let marks = |effects: &[Effect]| effects.contains(&Effect::Mark(Step::CommandGroup));
    let marked = &room.exercise().state().facts.marked[room.of];
    if !marked.contains_key(&Step::CommandGroup) {
        return None;
    }
    room.events().find_map(|(_, event)| {
        let by = match &event.what {
            What::ActionStarted { card, by, .. } => {
                let card = scenario.names.cards.get(card)?;
                marks(&scenario.cards[card.at()].effects).then_some(by)
            }
            What::Decided {
                prompt, option, by, ..
            } => {
                let prompt = scenario.names.prompts.get(prompt)?;
                let option = scenario.prompts[prompt.at()]
                    .options
                    .iter()
                    .find(|it| it.id == *option)?;
                marks(&option.effects).then_some(by)
            }
            _ => None,
        }?;
        let role = scenario.names.roles.get(by)?;
        Some(scenario.roles[role.at()].title.as_str())
    })
}

fn message_ui(ui: &mut Ui, theme: &Theme, room: &Room<'_>, rect: Rect, scale: f32) {
    if let Some(leap) = room.live.room_leap() {
        let canvas = Canvas { ui, theme, scale };
        let to = room.scenario().clock(u64::from(leap.to) * 60);
        let head = canvas.words(
            rect.min + vec2(0.0, 20.0 * scale),
            Align2::LEFT_TOP,
            &format!("Time passes. We go on at {to}."),
            (36.0, bold()),
            theme.text,
            rect.width(),
        );
        let told = UiBuilder::new()
            .id_salt("room-leap")
            .max_rect(Rect::from_min_max(
                pos2(rect.left(), head.bottom() + 24.0 * scale),
                rect.max,
            ));
        ui.new_child(told).label(crate::window::widgets::text(
            &leap.told,
            30.0 * scale,
            FontFamily::Proportional,
            theme.text,
        ));
        return;
    }
    let Some(source) = room.live.room_reading(room.of) else {
        let canvas = Canvas { ui, theme, scale };
        canvas.words(
            rect.min + vec2(0.0, 20.0 * scale),
            Align2::LEFT_TOP,
            "An ordinary day. Messages appear here as they come.",
            (32.0, FontFamily::Proportional),
            theme.quiet,
            rect.width(),
        );
        return;
    };
    // Nobody calls out messages in a room of several: what came before the last stands below it,
    // for two can come at once.
    let before = room
        .team_view()
        .messages
        .get(1)
        .map(|message| message.source)
        .filter(|_| room.scenario().several());
    let Some(before) = before else {
        letter_in(ui, theme, room, source, rect, scale, 1.0);
        return;
    };
    let gap = 20.0 * scale;
    let split = rect.top() + (rect.height() - gap) * 0.56;
    let upper = Rect::from_min_max(rect.min, pos2(rect.right(), split));
    let lower = Rect::from_min_max(pos2(rect.left(), split + gap), rect.max);
    letter_in(ui, theme, room, source, upper, scale, 0.9);
    letter_in(ui, theme, room, before, lower, scale, 0.7);
}

/// A message as large as there is room for; `share` is how large its head is beside the usual.
fn letter_in(
    ui: &mut Ui,
    theme: &Theme,
    room: &Room<'_>,
    source: Source,
    rect: Rect,
    scale: f32,
    share: f32,
) {
    let scenario = room.scenario();
    let mut letter = room.exercise().letter(source);
    if scenario.several() {
        // A room reads who of its own it is for.
        let to = match source {
            Source::Inject(at) => &scenario.injects[at].to,
            Source::Told(at) => &room.exercise().state().told[at].to,
        };
        letter.to = scenario
            .roles_in(room.of, to)
            .iter()
            .map(|role| scenario.roles[role.at()].title.as_str())
            .collect();
    }
    let arrived = letter
        .arrived
        .map(|at| scenario.clock(u64::from(at) * 60))
        .unwrap_or_default();
    // A short message can be read from farther away.
    let spoken = matches!(
        letter.kind,
        ChannelKind::Phone | ChannelKind::RegionalCall | ChannelKind::WalkIn
    );
    let (label, from) = (
        Scale::ROOM.label * scale * share,
        Scale::ROOM.from * scale * share,
    );
    let width = rect.width() - 68.0 * scale - if spoken { 0.0 } else { 16.0 };
    let height = |words: &str, font: FontId| {
        ui.painter()
            .layout(words.to_owned(), font, theme.text, width)
            .size()
            .y
    };
    // What stands above the words: what it is, who it is from, who it is for.
    let small = FontId::new(label, FontFamily::Proportional);
    let to = height(&letter.to.join(", "), small);
    let head = if letter.kind == ChannelKind::Email {
        // Its subject, and from and to in rows of their own.
        from * 1.3 + 3.4 * label + to + 92.0
    } else {
        48.0 + label * 1.4 + height(letter.from, FontId::new(from, bold())) + to
    };
    let mut body = 32.0;
    while body > 14.0 {
        let family = if letter.kind == ChannelKind::Bleep {
            FontFamily::Monospace
        } else {
            FontFamily::Proportional
        };
        let words = height(letter.text, FontId::new(body * scale, family));
        if words + body * scale * 0.3 + head <= rect.height() {
            break;
        }
        body -= 1.0;
    }
    let sizes = Scale {
        label,
        from,
        body: body * scale,
    };
    let mut child = ui.new_child(
        UiBuilder::new()
            .id_salt(("room-message", source))
            .max_rect(rect),
    );
    letter_ui(&mut child, theme, &letter, &arrived, sizes);
}

/// The latest decisions: time, what, who.
fn decided(room: &Room<'_>) -> Vec<(String, String, String)> {
    let scenario = room.scenario();
    let events = room.live.room_events();
    let mut found: Vec<(String, String, String)> = Vec::new();
    for (at, event) in room.events() {
        // An option that orders cards is told by what it orders.
        let orders = matches!(event.what, What::Decided { .. })
            && events
                .get(at + 1)
                .is_some_and(|next| matches!(next.what, What::ActionStarted { .. }));
        let Some(line) = line(&room.live.story, event) else {
            continue;
        };
        if line.kind != Kind::Decision || orders {
            continue;
        }
        let clock = scenario.time_at(line.at_secs).strftime("%H:%M").to_string();
        let mut title = line
            .title
            .strip_prefix("Ordered: ")
            .unwrap_or(&line.title)
            .to_owned();
        // What was ordered is not done yet.
        if let What::ActionStarted { done_mins, .. } = &event.what
            && u64::from(*done_mins) * 60 > room.exercise().secs()
        {
            let due = scenario.time_at(u64::from(*done_mins) * 60);
            title.push_str(&format!(": ordered, due {}", due.strftime("%H:%M")));
        }
        found.push((clock, title, line.who));
        if found.len() == DECISIONS {
            break;
        }
    }
    found
}

fn decisions_ui(
    ui: &Ui,
    theme: &Theme,
    decided: &[(String, String, String)],
    rect: Rect,
    scale: f32,
) {
    let canvas = Canvas { ui, theme, scale };
    let label = canvas.caps(rect.min, "Decided", rect.width());
    if decided.is_empty() {
        canvas.words(
            pos2(rect.left(), label.bottom() + 8.0 * scale),
            Align2::LEFT_TOP,
            "Nothing yet",
            (25.0, FontFamily::Proportional),
            theme.quiet,
            rect.width(),
        );
    }
    let row = 49.0 * scale;
    for (at, (clock, title, who)) in decided.iter().enumerate() {
        let middle = label.bottom() + row * (at as f32 + 0.5);
        canvas.words(
            pos2(rect.left(), middle),
            Align2::LEFT_CENTER,
            clock,
            (25.0, FontFamily::Proportional),
            theme.quiet,
            100.0 * scale,
        );
        let who = canvas.words(
            pos2(rect.right(), middle),
            Align2::RIGHT_CENTER,
            who,
            (22.0, FontFamily::Proportional),
            theme.quiet,
            rect.width() * 0.28,
        );
        canvas.words(
            pos2(rect.left() + 104.0 * scale, middle),
            Align2::LEFT_CENTER,
            title,
            (23.0, FontFamily::Proportional),
            theme.text,
            who.left() - rect.left() - 124.0 * scale,
        );
        ui.painter().hline(
            rect.x_range(),
            middle + row / 2.0,
            Stroke::new(1.0, theme.line),
        );
    }
}

fn services_ui(ui: &Ui, theme: &Theme, room: &Room<'_>, rect: Rect, scale: f32) {
    let canvas = Canvas { ui, theme, scale };
    let scenario = room.scenario();
    let team = room.team_view();
    let oversees = scenario.organisations[room.of.at()].oversees;
    let label = if oversees && scenario.several() {
        "Everybody's services, as reported"
    } else {
        "Our services, as reported"
    };
    let label = canvas.caps(rect.min, label, rect.width());
    let shown: Vec<usize> = (0..scenario.services.len())
        .filter(|at| scenario.shows(room.of, (*at).into()))
        .collect();
    let gap = 16.0 * scale;
    // Many services stand in three columns, with their names alone.
    let columns = if shown.len() > 16 { 3 } else { 2 };
    let rows = shown.len().div_ceil(columns).max(1) as f32;
    let top = label.bottom() + 10.0 * scale;
    let width = (rect.width() - gap * (columns - 1) as f32) / columns as f32;
    let height = ((rect.bottom() - top) - gap * (rows - 1.0)) / rows;
    for (place, at) in shown.into_iter().enumerate() {
        let service = &team.services[at];
        let (column, row) = (place % columns, place / columns);
        let min = pos2(
            rect.left() + (width + gap) * column as f32,
            top + (height + gap) * row as f32,
        );
        let tile = Rect::from_min_size(min, vec2(width, height));
        tile_ui(&canvas, scenario, at, service, tile);
    }
}

fn tile_ui(canvas: &Canvas<'_>, scenario: &Scenario, at: usize, service: &TeamService, tile: Rect) {
    let (theme, scale) = (canvas.theme, canvas.scale);
    let model = &scenario.services[at];
    // Nothing was heard of it until somebody reported something.
    let heard = service.known.filter(|(_, since)| *since > 0);
    let known = heard.map(|(standing, _)| standing);
    let colour = standing_colour(theme, known);
    let painter = canvas.ui.painter();
    painter.rect_filled(tile, CornerRadius::same((12.0 * scale) as u8), theme.panel);
    let mut side = tile;
    side.set_width(10.0 * scale);
    painter.rect_filled(side, CornerRadius::same((6.0 * scale) as u8), colour);
    let left = tile.left() + 28.0 * scale;
    let width = tile.right() - left - 12.0 * scale;
    let name = canvas.words(
        pos2(left, tile.top() + 9.0 * scale),
        Align2::LEFT_TOP,
        &model.name,
        (26.0, bold()),
        theme.text,
        width,
    );
    let word = known.map_or("nothing reported", Standing::word);
    let line = pos2(left, name.bottom() + 2.0 * scale);
    let sign = Rect::from_min_size(line + vec2(0.0, 7.0 * scale), vec2(17.0, 17.0) * scale);
    standing_shape(painter, sign, known, colour);
    let word = canvas.words(
        line + vec2(26.0 * scale, 0.0),
        Align2::LEFT_TOP,
        word,
        (25.0, semibold()),
        colour,
        width,
    );
    let since = heard.map(|(_, since)| {
        let clock = scenario.time_at(u64::from(since) * 60).strftime("%H:%M");
        format!("since {clock}")
    });
    let waiting = service
        .waiting
        .filter(|waiting| *waiting > 0)
        .map(|waiting| format!("{waiting} waiting"));
    let counted = model.stock.as_ref().zip(service.counted);
    let counted = counted.map(|(stock, left)| format!("{}: {left} {}", stock.name, stock.unit));
    let facts: Vec<String> = since.into_iter().chain(waiting).chain(counted).collect();
    if !facts.is_empty() {
        canvas.words(
            pos2(tile.right() - 14.0 * scale, word.center().y),
            Align2::RIGHT_CENTER,
            &facts.join(" · "),
            (20.0, FontFamily::Proportional),
            theme.quiet,
            tile.right() - word.right() - 30.0 * scale,
        );
    }
    let room = tile.bottom() - word.bottom() - 8.0 * scale;
    if service.meanwhile && room >= 18.0 * scale {
        let mut points = 20.0;
        let words = &model.paper.meanwhile;
        while points > 12.0 {
            let font = canvas.font(points, FontFamily::Proportional);
            let galley = painter.layout(words.clone(), font, theme.quiet, width);
            if galley.size().y <= room {
                painter.galley(pos2(left, word.bottom() + 2.0 * scale), galley, theme.quiet);
                break;
            }
            points -= 1.0;
        }
    }
}

fn due_ui(ui: &Ui, theme: &Theme, room: &Room<'_>, rect: Rect, scale: f32) {
    let canvas = Canvas { ui, theme, scale };
    let half = (rect.width() - 16.0 * scale) / 2.0;
    let boxes = [
        Rect::from_min_size(rect.min, vec2(half, rect.height())),
        Rect::from_min_size(
            pos2(rect.right() - half, rect.min.y),
            vec2(half, rect.height()),
        ),
    ];
    for (place, [label, words, small]) in boxes.into_iter().zip([reports(room), clocks(room)]) {
        ui.painter()
            .rect_filled(place, CornerRadius::same((12.0 * scale) as u8), theme.panel);
        let inner = place.shrink2(vec2(24.0, 14.0) * scale);
        let label = canvas.caps(inner.min, &label, inner.width());
        let words = canvas.words(
            pos2(inner.left(), label.bottom() + 4.0 * scale),
            Align2::LEFT_TOP,
            &words,
            (28.0, bold()),
            theme.text,
            inner.width(),
        );
        canvas.words(
            pos2(inner.left(), words.bottom() + 2.0 * scale),
            Align2::LEFT_TOP,
            &small,
            (20.0, FontFamily::Proportional),
            theme.quiet,
            inner.width(),
        );
    }
}

/// The question that is due next, or the last situation report.
fn reports(room: &Room<'_>) -> [String; 3] {
    let scenario = room.scenario();
    let exercise = room.exercise();
    let now = exercise.state().minute;
    let open = room
        .team_view()
        .prompts
        .into_iter()
        .filter(|prompt| prompt.decided.is_none() && !prompt.lapsed)
        .min_by_key(|prompt| prompt.due);
    if let Some(prompt) = open {
        let clock = scenario
            .time_at(u64::from(prompt.due) * 60)
            .strftime("%H:%M");
        return [
            format!("To decide by {clock}"),
            scenario.prompts[prompt.prompt].question.clone(),
            format!("in {} minutes", prompt.due.saturating_sub(now)),
        ];
    }
    let last = room.events().find_map(|(_, event)| match &event.what {
        What::Reported { .. } => Some(event.at_secs),
        _ => None,
    });
    match last {
        Some(at) => [
            "Situation report".to_owned(),
            format!("last given {}", scenario.clock(at)),
            format!("{} minutes ago", (exercise.secs() - at) / 60),
        ],
        None => [
            "Situation report".to_owned(),
            "none given yet".to_owned(),
            "who reports, and when?".to_owned(),
        ],
    }
}

/// The legal clock that runs out first; they run from the first declaration. Where a body has two, a
/// first notice and a report, the second runs once the body has been told.
fn clocks(room: &Room<'_>) -> [String; 3] {
    let scenario = room.scenario();
    let state = room.exercise().state();
    let told = |at: usize| {
        let at = u16::try_from(at).ok()?;
        state.facts.notified[room.of].get(&at).map(|it| it[0])
    };
    let Some((at, body)) = scenario
        .bodies
        .iter()
        .enumerate()
        .filter(|(_, body)| !body.clocks.is_empty())
        .min_by_key(|(at, body)| {
            body.running_clock(usize::from(told(*at).is_some()))
                .map_or(u32::MAX, |clock| clock.hours)
        })
    else {
        return [
            "Legal clocks".to_owned(),
            "none in this exercise".to_owned(),
            String::new(),
        ];
    };
    let told = told(at).map(|told| scenario.clock(u64::from(told) * 60));
    let Some(clock) = body.running_clock(usize::from(told.is_some())) else {
        return [
            format!("Legal clock, {}", body.name),
            format!("told {}", told.unwrap_or_default()),
            String::new(),
        ];
    };
    let label = format!("{}-hour clock, {}", clock.hours, body.name);
    let since = state.facts.declared[room.of]
        .iter()
        .map(|(_, at)| *at)
        .min();
    let Some(since) = since else {
        let words = told.map_or("not started".to_owned(), |told| format!("told {told}"));
        return [
            label,
            words,
            "who decides? As today's law has it".to_owned(),
        ];
    };
    let due = (u64::from(since) + u64::from(clock.hours) * 60) * 60;
    let left = due.saturating_sub(room.exercise().secs()) / 3600;
    let due = scenario.clock(due);
    [
        label,
        format!("running: {left} h left"),
        match told {
            Some(told) => format!("told {told}; {} by {due}", clock.what),
            None => format!("{} by {due}", clock.what),
        },
    ]
}
