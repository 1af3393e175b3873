//! The ways in: the network on which the page is opened, codes, who may do what, and whether phones get here.
//! Must not know who sits where.

use crate::window::live::{People, PeopleAsk, PeopleInput};
use crate::window::panels::Action;
use crate::window::qr;
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{caps, primary, quiet, row, secondary, text, toggle};
use egui::{Sense, Ui, vec2};
use wardroom_pages::seats::{Admits, spaced};
use wardroom_pages::{networks, phones_in_words};

/// Width of the code, points.
const CODE: f32 = 200.0;

/// Before anything is served: what it is, and on which network.
pub(super) fn closed_ui(ui: &mut Ui, theme: &Theme, input: &mut PeopleInput) -> Option<Action> {
    ui.label(text(
        "People at the table, evaluators and rooms elsewhere can take part with a browser of their own.",
        size::TITLE,
        semibold(),
        theme.text,
    ));
    quiet(
        ui,
        theme,
        "Nothing is served until you open the page. It is served on one network that you choose, nothing leaves for the internet, and it closes with the exercise. Nobody needs an account.",
    );
    ui.add_space(8.0);
    caps(ui, theme, "Network");
    let found = input.networks.get_or_insert_with(networks);
    if found.is_empty() {
        quiet(ui, theme, "This computer is on no network.");
    }
    let picked = input.network.or_else(|| found.first().map(|it| it.address));
    for network in found.iter() {
        let words = format!("{}   {}, {}", network.address, network.name, network.kind);
        if toggle(ui, theme, picked == Some(network.address), &words).clicked() {
            input.network = Some(network.address);
        }
    }
    ui.add_space(8.0);
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        let open = primary(ui, theme, "Open the page", picked.is_some());
        if let Some(at) = picked.filter(|_| open.clicked()) {
            action = Some(Action::People(PeopleAsk::Open(at)));
        }
        if secondary(ui, theme, "Look for networks again").clicked() {
            input.networks = None;
        }
    });
    quiet(
        ui,
        theme,
        "Phones on a guest network often can't reach a computer on the trust's. A travel router without internet always works.",
    );
    action
}

/// The ways in, and what people may do.
pub(super) fn door_ui(
    ui: &mut Ui,
    theme: &Theme,
    people: &People,
    input: &mut PeopleInput,
) -> Option<Action> {
    let mut asks = None;
    let (codes, locked, plays) = people.house.look(|seats| {
        let code = |admits| spaced(seats.codes().code(admits));
        let codes = Admits::ALL.map(code);
        (codes, seats.locked(), seats.plays())
    });
    let [player, evaluator, screen, site] = codes;
    let heading = if locked {
        "Join · door locked"
    } else {
        "Join · door open"
    };
    caps(ui, theme, heading);
    let origin = format!("http://{}", people.at());
    let plain: String = player.split_whitespace().collect();
    if input.test {
        test_ui(ui, theme, people, &origin);
    } else {
        code_ui(ui, &format!("{origin}/j/{plain}"));
        ui.label(text(&player, size::LARGE, bold(), theme.text));
        quiet(ui, theme, &origin);
    }
    if toggle(ui, theme, input.test, "Can a phone see me?").clicked() {
        input.test = !input.test;
    }
    ui.add_space(4.0);
    for (who, code) in [
        ("Evaluators", evaluator),
        ("Rooms elsewhere", screen),
        ("Site facilitators", site),
    ] {
        row(
            ui,
            |ui| {
                quiet(ui, theme, who);
            },
            |ui| {
                ui.label(text(&code, size::BODY, bold(), theme.text));
            },
        );
    }
    ui.add_space(6.0);
    for (on, words, ask) in [
        (locked, "Lock the door", PeopleAsk::Lock(!locked)),
        (
            plays,
            "Roles play their cards themselves",
            PeopleAsk::LetPlay(!plays),
        ),
        (
            people.in_room,
            "Show the code in the room",
            PeopleAsk::InRoom(!people.in_room),
        ),
    ] {
        if toggle(ui, theme, on, words).clicked() {
            asks = Some(ask);
        }
    }
    ui.horizontal_wrapped(|ui| {
        if secondary(ui, theme, "New codes")
            .on_hover_text("Who is in stays in; the codes until now let nobody in any more.")
            .clicked()
        {
            asks = Some(PeopleAsk::NewCodes);
        }
        if secondary(ui, theme, "Close the page").clicked() {
            asks = Some(PeopleAsk::Close);
        }
    });
    quiet(
        ui,
        theme,
        "Plain HTTP on this network alone. What was sent stays in the record.",
    );
    asks.map(Action::People)
}

/// The page that a phone opens to see whether it gets here, and what has.
fn test_ui(ui: &mut Ui, theme: &Theme, people: &People, origin: &str) {
    let page = format!("{origin}/see");
    code_ui(ui, &page);
    ui.label(text(&page, size::BODY, bold(), theme.text));
    let phones = people.house.phones();
    quiet(ui, theme, phones_in_words(&phones));
    quiet(
        ui,
        theme,
        "Nothing comes on a phone? It is on another network, the network keeps devices apart, or this computer's firewall lets nobody in at this port.",
    );
}

/// An address as a QR code.
fn code_ui(ui: &mut Ui, address: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(CODE, CODE), Sense::hover());
    qr::paint(ui.painter(), rect, address);
    response.widget_info(|| {
        let words = format!("QR code of {address}");
        egui::WidgetInfo::labeled(egui::WidgetType::Image, true, words)
    });
}
