//! The register: member by member, what was rehearsed, when the next is due, what is open. Must not
//! be read as an assurance rating.

use super::review::rating_chip;
use crate::window::keys::{pressed_once, typing};
use crate::window::register::{Found, Register};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{
    boxed, caps, card, field, folded, quiet, rule, scrolled, secondary, text, top_bar, two_parts,
};
use egui::{FontFamily, Key, Ui, WidgetType};
use jiff::civil::Date;
use wardroom_core::register::Member;

/// Shows the register. Returns whether the home screen is asked for.
pub fn register_ui(ui: &mut Ui, theme: &Theme, register: &mut Register, today: Date) -> bool {
    let mut home = false;
    top_bar(ui, theme, "register-top", |ui| {
        ui.label(text("Wardroom", size::TITLE + 2.0, bold(), theme.on_action));
        ui.label(text(
            "Register · what was rehearsed, for learning; not an assurance rating",
            size::BODY,
            FontFamily::Proportional,
            theme.on_action,
        ));
        ui.add_space(12.0);
        home = secondary(ui, theme, "Home").clicked();
    });
    home |= !typing(ui) && pressed_once(ui, Key::Escape);
    let under_way = register.members.follow();
    if under_way.is_some() {
        ui.ctx()
            .request_repaint_after(std::time::Duration::from_millis(100));
    }
    let (list, one) = two_parts(ui, 0.34, 0.4);
    boxed(ui, theme, list, "members", |ui| {
        scrolled(ui, "members-list", |ui| {
            members_ui(ui, theme, register, today, under_way);
        });
    });
    boxed(ui, theme, one, "member", |ui| {
        scrolled(ui, "member-shown", |ui| {
            match register
                .members
                .done
                .as_ref()
                .and_then(|it| it.get(register.chosen))
            {
                Some(Ok(member)) => member_ui(ui, theme, member, today),
                Some(Err(why)) => {
                    ui.label(text(why, size::BODY, FontFamily::Proportional, theme.bad));
                }
                None if under_way.is_some() => {
                    quiet(
                        ui,
                        theme,
                        "Every record is read and verified anew: nothing is believed but the records themselves.",
                    );
                }
                None => {
                    quiet(ui, theme, "Nothing is chosen on the left.");
                }
            }
        });
    });
    home
}

fn members_ui(
    ui: &mut Ui,
    theme: &Theme,
    register: &mut Register,
    today: Date,
    under_way: Option<f32>,
) {
    caps(ui, theme, "Organisations");
    let mut chosen = None;
    for (at, found) in register.members.done.iter().flatten().enumerate() {
        let (name, lines) = told(found, today);
        let id = ui.id().with(("member", at));
        let lit = at == register.chosen;
        let label = format!("Member {name}");
        let response = card(ui, theme, id, lit, WidgetType::Button, &label, |ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.label(text(&name, size::BODY, semibold(), theme.text));
            for (words, alarming) in &lines {
                let colour = if *alarming { theme.bad } else { theme.quiet };
                ui.label(text(words, size::SMALL, FontFamily::Proportional, colour));
            }
        });
        if response.clicked() {
            chosen = Some(at);
        }
    }
    if let Some(share) = under_way {
        let pct = share * 100.0;
        quiet(
            ui,
            theme,
            format!("Reading and verifying the records: {pct:.0}%"),
        );
    }
    if let Some(at) = chosen {
        register.chosen = at;
    }
    ui.add_space(10.0);
    rule(ui, theme);
    folded(ui, theme, "Add other organisations", |ui| {
        quiet(
            ui,
            theme,
            "Trusts of a care system can send each other the folders in which their exercises are kept. Write a folder on each line: this machine's own, and theirs.",
        );
        field(
            ui,
            theme,
            "Folders of the organisations",
            "A folder on each line",
            &mut register.folders,
            4,
        );
        if secondary(ui, theme, "Read these folders").clicked() {
            register.open();
        }
    });
}

/// A member in a few lines; whether each is alarming.
fn told(found: &Found, today: Date) -> (String, Vec<(String, bool)>) {
    let member = match found {
        Ok(member) => member,
        Err(why) => {
            return (
                "A folder that can't be read".to_owned(),
                vec![(why.clone(), true)],
            );
        }
    };
    let mut lines = Vec::new();
    match member.due().first() {
        None => lines.push(("no exercise that counts yet".to_owned(), false)),
        Some((title, last, next)) => {
            let late = next.is_some_and(|next| next < today);
            lines.push((format!("{title}, {}", day(*last)), false));
            lines.push((
                format!(
                    "next due {}{}",
                    day(*next),
                    if late { ", overdue" } else { "" }
                ),
                late,
            ));
        }
    }
    let open = member.unlearned(today);
    let overdue = open.iter().filter(|it| it.overdue).count();
    if !open.is_empty() {
        lines.push((
            format!("{}, {overdue} overdue", actions_in_words(open.len())),
            overdue > 0,
        ));
    }
    if !member.broken.is_empty() {
        lines.push((
            format!("{} records can't be read", member.broken.len()),
            true,
        ));
    }
    (member.name.clone(), lines)
}

fn actions_in_words(open: usize) -> String {
    match open {
        1 => "1 improvement action open".to_owned(),
        open => format!("{open} improvement actions open"),
    }
}

fn day(day: Option<Date>) -> String {
    day.map_or_else(
        || "on an unknown day".to_owned(),
        |day| day.strftime("%-d %b %Y").to_string(),
    )
}

fn member_ui(ui: &mut Ui, theme: &Theme, member: &Member, today: Date) {
    ui.label(text(&member.name, size::HEADING, bold(), theme.text));
    if member.entries.is_empty() && member.broken.is_empty() {
        first_use(ui, theme);
        return;
    }
    if member.rehearsals().next().is_none() {
        quiet(
            ui,
            theme,
            "No exercise counts yet. One counts as a rehearsal when people have played it to ENDEX and at least half of its tasks were seen. What a scripted team played, and another course of an exercise, doesn't count.",
        );
    }
    others_ui(ui, theme, member);
    for (title, last, next) in member.due() {
        let late = next.is_some_and(|next| next < today);
        ui.horizontal_wrapped(|ui| {
            ui.label(text(title, size::BODY, semibold(), theme.text));
            quiet(ui, theme, format!("rehearsed {}", day(last)));
            ui.label(text(
                format!(
                    "next due {}{}",
                    day(next),
                    if late { ", overdue" } else { "" }
                ),
                size::SMALL,
                if late {
                    bold()
                } else {
                    FontFamily::Proportional
                },
                if late { theme.bad } else { theme.quiet },
            ));
        });
    }
    ui.add_space(10.0);
    rehearsals_ui(ui, theme, member);
    actions_ui(ui, theme, member, today);
    if !member.broken.is_empty() {
        ui.add_space(10.0);
        caps(ui, theme, "Records that can't be read");
        for broken in &member.broken {
            ui.label(text(
                format!("{}: {}", broken.path, broken.why),
                size::BODY,
                FontFamily::Proportional,
                theme.text,
            ));
        }
    }
}

/// What people played and does not count, with why.
fn others_ui(ui: &mut Ui, theme: &Theme, member: &Member) {
    if member.others().next().is_none() {
        return;
    }
    ui.add_space(10.0);
    caps(ui, theme, "Played, and not counted");
    for entry in member.others() {
        let (seen, all) = entry.seen;
        let why = if entry.forged {
            "its signature does not fit".to_owned()
        } else if seen * 2 < all {
            format!("{seen} of {all} tasks were seen; it takes half")
        } else {
            "it has not come to ENDEX".to_owned()
        };
        ui.horizontal_wrapped(|ui| {
            let when = day(entry.day.parse().ok());
            ui.label(text(&entry.title, size::BODY, semibold(), theme.text));
            quiet(ui, theme, format!("{when} · {why}"));
        });
    }
}

/// What to do where nothing was rehearsed yet.
fn first_use(ui: &mut Ui, theme: &Theme) {
    for (at, words) in [
        "Go to Home and choose a scenario: the one with “Start here” is for a first exercise.",
        "Play it with people to its end (ENDEX), and confirm the ratings in the review.",
        "It then stands here by itself: when it was rehearsed, when the next is due, what is still open.",
    ]
    .iter()
    .enumerate()
    {
        ui.add_space(6.0);
        ui.label(text(
            format!("{}. {words}", at + 1),
            size::TITLE,
            FontFamily::Proportional,
            theme.text,
        ));
    }
    ui.add_space(10.0);
    quiet(
        ui,
        theme,
        "Other trusts of a care system can be looked at too: “Add other organisations”, on the left.",
    );
}

/// Ratings over time: each rehearsal with its objectives, the latest first.
fn rehearsals_ui(ui: &mut Ui, theme: &Theme, member: &Member) {
    if member.rehearsals().next().is_none() {
        return;
    }
    caps(ui, theme, "Ratings over time");
    for entry in member.rehearsals().rev() {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.label(text(
                day(entry.day.parse().ok()),
                size::BODY,
                semibold(),
                theme.text,
            ));
            quiet(
                ui,
                theme,
                format!("{} · {}", entry.title, entry.score_in_words()),
            );
        });
        ui.horizontal_wrapped(|ui| {
            for (title, rating) in &entry.objectives {
                rating_chip(ui, theme, *rating, false);
                quiet(ui, theme, title);
                ui.add_space(8.0);
            }
        });
    }
}

fn actions_ui(ui: &mut Ui, theme: &Theme, member: &Member, today: Date) {
    let open = member.unlearned(today);
    ui.add_space(10.0);
    caps(ui, theme, "Improvement actions still open");
    if open.is_empty() {
        quiet(
            ui,
            theme,
            "None. An action stays open until there is evidence that its lesson was learned.",
        );
    }
    for it in &open {
        ui.add_space(6.0);
        ui.label(text(&it.action.action, size::BODY, semibold(), theme.text));
        ui.horizontal_wrapped(|ui| {
            let mut parts = vec![
                it.action.status.words().to_owned(),
                it.action.owner.clone(),
                format!("from {}", day(it.day.parse().ok())),
            ];
            if !it.action.due.is_empty() {
                parts.push(format!("due {}", day(it.action.due.parse().ok())));
            }
            parts.retain(|it| !it.is_empty());
            quiet(ui, theme, parts.join(" · "));
            if it.overdue {
                ui.label(text("overdue", size::SMALL, bold(), theme.bad));
            }
            if let Some(rating) = it.tested_again {
                quiet(ui, theme, "tested again:");
                rating_chip(ui, theme, Some(rating), false);
            }
        });
    }
}
