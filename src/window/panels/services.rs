//! The service board: how each clinical service stands, in truth and as reported. Must not hold
//! any state.

use crate::window::theme::{Theme, semibold, size};
use crate::window::widgets::{
    caps, fitted, quiet, scrolled, standing_colour, standing_shape, text,
};
use egui::{Align2, CornerRadius, FontFamily, FontId, Rect, ScrollArea, Sense, Ui, pos2, vec2};
use wardroom_core::exercise::{Mode, ServiceView, Standing, TeamView, TruthView};
use wardroom_core::scenario::{OrganisationId, Scenario, Service};

/// The width from which known and true stand side by side.
const WIDE: f32 = 520.0;

/// A service needs so much room: width of a column, height of a row.
const COLUMN: f32 = 150.0;
const ROW: f32 = 18.0;
/// A name on two lines needs more.
const TALL: f32 = 26.0;

/// Room for the word that says how it stands, with its shape.
const WORD: f32 = 110.0;
/// The bar that says how much of it there is, at least and at most. Where a column has no room for it, its
/// shape stands before its name, and how much of it there is after it.
const BAR: [f32; 2] = [24.0, 110.0];
/// Room for a shape before a name, and for a share after it.
const SHAPE: f32 = 16.0;
const SHARE: f32 = 40.0;
/// Room for the word that says how it stands, and a share.
const WORDED: f32 = 100.0;

/// What is said of a service beside its name, as there is room.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    /// A bar so wide, a shape and a word.
    Bar(f32),
    /// A word and a share.
    Word,
    /// That alone.
    Share,
}
/// Letters of a name, points.
const NAME: f32 = size::SMALL + 0.5;
/// The size to which a name is shrunk at most, points.
const SMALLEST: f32 = NAME * 0.8;

/// Shows the board.
pub fn services_ui(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    team: &TeamView,
    of: Option<OrganisationId>,
) {
    in_short(ui, theme, scenario, truth, of);
    let shown: Vec<usize> = (0..scenario.services.len())
        .filter(|at| of.is_none_or(|of| scenario.shows(of, (*at).into())))
        .collect();
    // Where all sides are shown, each has a row.
    let headed = of.is_none_or(|of| scenario.organisations[of.at()].oversees);
    if headed && scenario.several() {
        sides_ui(ui, theme, scenario, truth, team);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    // As many columns as names have room in; no more than it takes to show all without scrolling.
    let most = (ui.available_width() / COLUMN).floor().clamp(1.0, 3.0) as usize;
    let lines = shown.len();
    let one = (ui.available_height() / ROW).floor().max(1.0) as usize;
    let columns = lines.div_ceil(one).clamp(1, most);
    let rows = lines.div_ceil(columns).max(1);
    let height = (ui.available_height() / rows as f32).clamp(ROW, 30.0);
    let width = ui.available_width() / columns as f32 - 14.0;
    let font = FontId::new(NAME, FontFamily::Proportional);
    let name_width = |at: &usize| {
        let name = scenario.own_name((*at).into());
        let galley = ui.painter().layout_no_wrap(name, font.clone(), theme.text);
        galley.size().x
    };
    let longest = shown.iter().map(name_width).fold(0.0, f32::max);
    // Names are written alike: no bar takes their room.
    let bar = width - longest - WORD - 10.0;
    let form = if bar >= BAR[0] {
        Form::Bar(bar.min(BAR[1]))
    } else if width - longest > SHAPE + WORDED {
        Form::Word
    } else {
        Form::Share
    };
    let taken = match form {
        Form::Bar(bar) => bar + WORD + 10.0,
        Form::Word => SHAPE + WORDED,
        Form::Share => SHAPE + SHARE,
    };
    ScrollArea::vertical()
        .id_salt("services")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let mut shown = shown.into_iter();
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 14.0;
                for column in 0..columns {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        let mut line = 0;
                        while (line < rows || column + 1 == columns)
                            && let Some(at) = shown.next()
                        {
                            line += 1;
                            let service = &scenario.services[at];
                            let known = team.services[at].known.map(|(known, _)| known);
                            let name = scenario.own_name(at.into());
                            let view = &truth.services[at];
                            let room = (width - taken).max(24.0);
                            let small = FontId::new(SMALLEST, FontFamily::Proportional);
                            let galley =
                                ui.painter().layout_no_wrap(name.clone(), small, theme.text);
                            let high = if galley.size().x > room { TALL } else { ROW };
                            row_ui(
                                ui,
                                theme,
                                (service, &name),
                                (view, known),
                                form,
                                height.max(high),
                            );
                        }
                    });
                }
            });
        });
}

/// Every side in a row: which of its services are not as usual, the worst first.
fn sides_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, truth: &TruthView, team: &TeamView) {
    scrolled(ui, "sides", |ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 3.0);
        for of in scenario.organisation_ids() {
            let mut theirs: Vec<usize> = (0..scenario.services.len())
                .filter(|at| scenario.services[*at].of == of)
                .collect();
            if theirs.is_empty() {
                continue;
            }
            let all = theirs.len();
            theirs.retain(|at| truth.services[*at].standing != Standing::Normal);
            let share = |at: &usize| truth.services[*at].capacity;
            theirs.sort_by(|a, b| share(a).total_cmp(&share(b)));
            ui.horizontal_wrapped(|ui| {
                let short = &scenario.organisations[of.at()].short;
                ui.label(text(short, size::SMALL, semibold(), theme.text));
                if theirs.is_empty() {
                    marked(ui, theme, Standing::Normal, &format!("all {all} normal"));
                }
                for at in theirs {
                    let view = &truth.services[at];
                    let name = scenario.own_name(at.into());
                    let words = format!("{name} {:.0}%", view.capacity * 100.0);
                    let row = marked(ui, theme, view.standing, &words);
                    let known = team.services[at].known.map(|(known, _)| known);
                    let reported = known.map_or(NOT_REPORTED, |it| it.word());
                    told(row, &scenario.services[at], view, reported);
                }
            });
        }
    });
}

/// Words after the shape of a standing, which go to the next line together.
fn marked(ui: &mut Ui, theme: &Theme, standing: Standing, words: &str) -> egui::Response {
    let colour = standing_colour(theme, Some(standing));
    let font = FontId::new(size::SMALL, FontFamily::Proportional);
    let galley = ui
        .painter()
        .layout_no_wrap(words.to_owned(), font, theme.text);
    let size = galley.size() + vec2(SHAPE, 0.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let middle = pos2(rect.left() + 5.0, rect.center().y);
    let sign = Rect::from_center_size(middle, vec2(9.0, 9.0));
    standing_shape(ui.painter(), sign, Some(standing), colour);
    let corner = pos2(rect.left() + SHAPE, rect.top());
    ui.painter().galley(corner, galley, theme.text);
    response
}

/// What is told of a service of which nobody has said anything.
const NOT_REPORTED: &str = "nothing reported yet";

/// The waiting room and what is in stock, in a line.
fn in_short(
    ui: &mut Ui,
    theme: &Theme,
    scenario: &Scenario,
    truth: &TruthView,
    of: Option<OrganisationId>,
) {
    ui.horizontal_wrapped(|ui| {
        caps(ui, theme, "Services");
        let (waiting, mins) = match of {
            Some(of) => truth.ed[of.at()],
            None => truth
                .ed
                .iter()
                .copied()
                .fold((0.0, 0.0), |(all, longest), (waiting, mins)| {
                    (all + waiting, f64::max(longest, mins))
                }),
        };
        let about = if of.is_none() && scenario.several() {
            "up to"
        } else {
            "about"
        };
        let words = if waiting < 1.0 {
            "ED: no longer waits than usual".to_owned()
        } else {
            format!("ED: {waiting:.0} waiting, {about} {mins:.0} min")
        };
        quiet(ui, theme, words);
        for (service, view) in scenario.services.iter().zip(&truth.services) {
            if let Some(stock) = &service.stock
                && of.is_none_or(|of| of == service.of)
            {
                let [left, days] = view.stock;
                let words = format!("{}: {left:.0} {}, {days:.1} days", stock.name, stock.unit);
                quiet(ui, theme, words);
            }
        }
    });
}

/// A service: its name, how much of it there is, how it stands; with room, what the team was told.
fn row_ui(
    ui: &mut Ui,
    theme: &Theme,
    (service, name): (&Service, &str),
    (view, known): (&ServiceView, Option<Standing>),
    form: Form,
    height: f32,
) {
    let reported = known.map_or(NOT_REPORTED, |it| it.word());
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let colour = standing_colour(theme, Some(view.standing));
    let Form::Bar(bar_width) = form else {
        narrow(ui, theme, rect, name, view, (colour, form));
        told(response, service, view, reported);
        return;
    };
    let middle = rect.center().y;
    let word_x = rect.right() - 74.0;
    let bar = Rect::from_min_max(
        pos2(word_x - 26.0 - bar_width, middle - 4.0),
        pos2(word_x - 26.0, middle + 4.0),
    );
    // Where there is room, what the team had been told stands beside the truth.
    let mut name_right = bar.left();
    if rect.width() >= WIDE {
        let as_told = if known == Some(view.standing) {
            theme.quiet
        } else {
            theme.text
        };
        name_right -= 150.0;
        ui.painter().text(
            pos2(name_right, middle),
            Align2::LEFT_CENTER,
            format!("told: {reported}"),
            FontId::new(size::SMALL, FontFamily::Proportional),
            as_told,
        );
    }
    fitted(
        ui.painter(),
        pos2(rect.left(), middle),
        Align2::LEFT_CENTER,
        name,
        FontId::new(NAME, FontFamily::Proportional),
        theme.text,
        name_right - rect.left() - 10.0,
    );
    // What is lacking to full capacity must be seen on either ground.
    let track = if theme.dark { theme.sunk } else { theme.line };
    ui.painter().rect_filled(bar, CornerRadius::same(4), track);
    let mut full = bar;
    full.set_width(bar.width() * view.capacity.clamp(0.0, 1.0) as f32);
    ui.painter()
        .rect_filled(full, CornerRadius::same(4), colour);
    let sign = Rect::from_center_size(pos2(word_x - 10.0, middle), vec2(9.0, 9.0));
    standing_shape(ui.painter(), sign, Some(view.standing), colour);
    ui.painter().text(
        pos2(word_x + 2.0, middle),
        Align2::LEFT_CENTER,
        view.standing.word(),
        FontId::new(size::SMALL, semibold()),
        colour,
    );
    told(response, service, view, reported);
}

/// The same where there is little room: the name matters more than the bar.
fn narrow(
    ui: &Ui,
    theme: &Theme,
    rect: Rect,
    name: &str,
    view: &ServiceView,
    (colour, form): (egui::Color32, Form),
) {
    let middle = rect.center().y;
    let sign = Rect::from_center_size(pos2(rect.left() + 5.0, middle), vec2(9.0, 9.0));
    standing_shape(ui.painter(), sign, Some(view.standing), colour);
    fitted(
        ui.painter(),
        pos2(rect.left() + SHAPE, middle),
        Align2::LEFT_CENTER,
        name,
        FontId::new(NAME, FontFamily::Proportional),
        theme.text,
        rect.width() - SHAPE - if form == Form::Word { WORDED } else { SHARE },
    );
    let share = format!("{:.0}%", view.capacity * 100.0);
    ui.painter().text(
        pos2(rect.right(), middle),
        Align2::RIGHT_CENTER,
        match form {
            Form::Word => format!("{} {share}", view.standing.word()),
            Form::Bar(_) | Form::Share => share,
        },
        FontId::new(size::SMALL, semibold()),
        colour,
    );
}

/// All there is to say of it, at the pointer, and to whoever can't see it.
fn told(response: egui::Response, service: &Service, view: &ServiceView, reported: &str) {
    let mut words = format!(
        "{}: {}, {:.0} per cent of normal, ground truth; the team knows: {reported}",
        service.name,
        view.standing.word(),
        view.capacity * 100.0
    );
    if view.mode != Mode::Screens {
        words.push_str(&format!("\nMeanwhile: {}", service.paper.meanwhile));
    }
    response.widget_info(|| {
        egui::WidgetInfo::labeled(
            egui::WidgetType::Label,
            true,
            format!("{}, {}", service.name, view.standing.word()),
        )
    });
    response.on_hover_text(words);
}
