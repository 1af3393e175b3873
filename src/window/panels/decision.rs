//! The decision that is put to the team: its options with what each takes, hands, who decides, why,
//! and why not the others. Must not take it.

use super::Action;
use super::open::{in_hand, open_ones};
use crate::window::live::{DecisionInput, Seen};
use crate::window::theme::{Theme, bold, semibold, size};
use crate::window::widgets::{
    caps, card, field, named, pick, primary, quiet, scrolled, secondary, text,
};
use egui::{FontFamily, FontId, Rect, ScrollArea, Ui, UiBuilder, WidgetType, pos2, vec2};
use wardroom_core::exercise::{Command, Preview, PromptView};
use wardroom_core::scenario::{Prompt, PromptId, Scenario, Skill};
use wardroom_core::views::{Takes, leanings};
use wardroom_core::words;

/// Height of what stands below the options but for what the choice takes: hands, both reasons, who and the
/// button.
const BELOW: f32 = 112.0;
/// A role's title takes a second row in a panel that is narrower than this.
const NARROW: f32 = 390.0;
const SECOND_ROW: f32 = 18.0;
/// Height of what a choice takes, which is there before anything is chosen: three lines, where there is little
/// height two
/// or one, so that no option is hidden.
const TAKES: [f32; 3] = [54.0, 36.0, 18.0];

/// Shows the oldest question that is still open, or another that was picked.
pub fn decision_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut DecisionInput,
) -> Option<Action> {
    let scenario = &*seen.scenario;
    if seen.view.clock.looking {
        // What is half written for now stays as it is.
        caps(ui, theme, words::DECISION_POINT);
        quiet(ui, theme, "You are looking back. Return to now to decide.");
        return None;
    }
    let open: Vec<PromptView> = seen
        .view
        .team
        .prompts
        .iter()
        .rev()
        .filter(|prompt| prompt.decided.is_none())
        .copied()
        .collect();
    let ended = seen.view.clock.ended;
    let Some(first) = open.first().filter(|_| !ended) else {
        input.prompt = None;
        input.option = None;
        caps(ui, theme, words::DECISION_POINT);
        let words = if ended {
            "The exercise has ended. What was decided is in the review."
        } else {
            "Nothing is put to the team now. Action cards are always to hand."
        };
        quiet(ui, theme, words);
        if !ended {
            in_hand(ui, theme, seen);
        }
        return None;
    };
    let shown = *open
        .iter()
        .find(|prompt| input.prompt == Some(prompt.prompt))
        .unwrap_or(first);
    if input.prompt != Some(shown.prompt) {
        begin(seen, input, shown.prompt);
    }
    let prompt = &scenario.prompts[shown.prompt];
    if let Some(other) = open_ones(ui, theme, seen, &open, shown.prompt) {
        begin(seen, input, other);
    }
    head(ui, theme, prompt);
    // Where there is room, hands, reasons and the button stand where they always do and the options have
    // all that is left.
    let whole = ui.available_rect_before_wrap();
    let second = if whole.width() < NARROW {
        SECOND_ROW
    } else {
        0.0
    };
    // How high the options are is known once they have been shown, and is the same whatever is chosen.
    let of = egui::Id::new(("options", shown.prompt, whole.width().to_bits()));
    let options_high: Option<f32> = ui.data(|data| data.get_temp(of));
    let fits = |takes: &f32| {
        let left = whole.height() - BELOW - second - 6.0 - takes;
        options_high.is_none_or(|high| high <= left)
    };
    let takes = TAKES.into_iter().find(fits).unwrap_or(TAKES[2]);
    let below = BELOW + second + takes;
    if whole.height() < below + 110.0 {
        let mut action = None;
        scrolled(ui, "decision", |ui| {
            options_ui(ui, theme, seen, input, shown.prompt);
            action = reasons_ui(ui, theme, seen, input, shown.prompt, takes);
        });
        return action;
    }
    let split = whole.max.y - below;
    let upper = Rect::from_min_max(whole.min, pos2(whole.max.x, split - 6.0));
    let lower = Rect::from_min_max(pos2(whole.min.x, split), whole.max);
    let place = |id, rect| UiBuilder::new().id_salt((id, shown.prompt)).max_rect(rect);
    let mut options = ui.new_child(place("options", upper));
    options.set_clip_rect(upper.expand(2.0).intersect(ui.clip_rect()));
    let high = more_below(&mut options, theme, |ui| {
        options_ui(ui, theme, seen, input, shown.prompt);
    });
    if options_high != Some(high) {
        ui.data_mut(|data| data.insert_temp(of, high));
        ui.ctx().request_repaint();
    }
    let mut reasons = ui.new_child(place("reasons", lower));
    reasons_ui(&mut reasons, theme, seen, input, shown.prompt, takes)
}

/// Scrolls what does not fit, and says that there is more. Returns how high all of it is.
fn more_below(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui)) -> f32 {
    let shown = ScrollArea::vertical()
        .id_salt("options")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 8.0);
            add(ui);
        });
    let view = shown.inner_rect;
    if shown.state.offset.y + view.height() + 8.0 < shown.content_size.y {
        let words = "more below ⏷";
        let font = FontId::new(size::SMALL, semibold());
        let galley = ui
            .painter()
            .layout_no_wrap(words.to_owned(), font, theme.accent);
        let corner = view.right_bottom() - galley.size() - vec2(14.0, 4.0);
        let under = Rect::from_min_size(corner, galley.size()).expand2(vec2(8.0, 3.0));
        ui.painter().rect_filled(under, 6.0, theme.selected);
        ui.painter().galley(corner, galley, theme.accent);
    }
    shown.content_size.y
}

fn options_ui(ui: &mut Ui, theme: &Theme, seen: &Seen, input: &mut DecisionInput, prompt: usize) {
    let scenario = &*seen.scenario;
    ui.spacing_mut().item_spacing.y = 6.0;
    for (at, option) in scenario.prompts[prompt].options.iter().enumerate() {
        let on = input.option == Some(at);
        let id = ui.id().with(("option", &option.id));
        let response = card(
            ui,
            theme,
            id,
            on,
            WidgetType::RadioButton,
            &option.title,
            |ui| {
                ui.horizontal_top(|ui| {
                    ui.label(text(
                        format!("{}", at + 1),
                        size::BODY,
                        bold(),
                        if on { theme.accent } else { theme.quiet },
                    ));
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 2.0;
                        ui.label(text(&option.title, size::BODY, semibold(), theme.text));
                        quiet(ui, theme, &option.cost);
                    });
                });
            },
        );
        if response.clicked() {
            input.option = Some(at);
            // The next words are the reason, not keys.
            input.because_keys = true;
        }
    }
}

fn reasons_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &mut DecisionInput,
    at: usize,
    takes: f32,
) -> Option<Action> {
    let asked = PromptId::from(at);
    let prompt = &seen.scenario.prompts[at];
    ui.spacing_mut().item_spacing.y = 6.0;
    let mut action = hands_ui(ui, theme, asked, seen, input);
    takes_ui(ui, theme, seen, input, at, takes);
    let take_keys = std::mem::take(&mut input.because_keys);
    ui.columns(2, |uis| {
        let words = "Why? For the log";
        let why = field(&mut uis[0], theme, "Why this", words, &mut input.because, 1);
        let why = why.on_hover_text("Why? In the team's words, for the log.");
        if take_keys {
            why.request_focus();
        }
        let words = "Why not the others?";
        let against = &mut input.against;
        field(&mut uis[1], theme, "Why not the others", words, against, 1);
    });
    let refused = input.option.is_some_and(|option| {
        let price = seen.view.price_of(&Takes::Option(at, option));
        matches!(price, Some(Ok(takes)) if takes.refused.is_some())
    });
    let ready = input.option.is_some() && !refused;
    let mut recorded = false;
    let wide = ui.available_width() > 260.0;
    let by = |ui: &mut Ui, input: &mut DecisionInput| {
        let names = seen.titles(&prompt.by);
        decided_pick(ui, &names, &mut input.by, "Decided by");
    };
    if wide {
        // One row: who, and the button.
        ui.horizontal(|ui| {
            ui.scope(|ui| {
                ui.set_max_width(ui.available_width() - 140.0);
                by(ui, input);
            });
            recorded = primary(ui, theme, "Record decision", ready)
                .on_disabled_hover_text(if refused {
                    "It can't be done now: why stands above"
                } else {
                    "Choose an option first"
                })
                .clicked();
        });
    } else {
        by(ui, input);
        recorded = primary(ui, theme, "Record decision", ready).clicked();
    }
    if recorded {
        action = record(seen, input, asked);
    }
    action
}

/// What the option that is chosen takes and gives, above the button that records it.
fn takes_ui(
    ui: &mut Ui,
    theme: &Theme,
    seen: &Seen,
    input: &DecisionInput,
    prompt: usize,
    high: f32,
) {
    ScrollArea::vertical()
        .id_salt(("takes", prompt))
        .max_height(high)
        .min_scrolled_height(high)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            ui.set_width(ui.available_width() - 8.0);
            ui.set_min_height(high);
            ui.spacing_mut().item_spacing.y = 2.0;
            let Some(option) = input.option else {
                quiet(
                    ui,
                    theme,
                    "Choose an option, and what it takes stands here.",
                );
                return;
            };
            match seen.view.price_of(&Takes::Option(prompt, option)) {
                Some(Ok(takes)) if takes.people.is_empty() && takes.refused.is_none() => {
                    preview_ui(ui, theme, &seen.scenario, takes);
                    quiet(ui, theme, "Needs nobody's time.");
                }
                Some(Ok(takes)) => preview_ui(ui, theme, &seen.scenario, takes),
                Some(Err(why)) => {
                    quiet(ui, theme, why);
                }
                None => {
                    quiet(ui, theme, words::CALCULATING);
                }
            }
        });
}

/// Begins to decide a prompt: nothing is chosen yet.
fn begin(seen: &Seen, input: &mut DecisionInput, prompt: usize) {
    *input = DecisionInput {
        prompt: Some(prompt),
        by: seen.first_present(&seen.scenario.prompts[prompt].by),
        ..DecisionInput::default()
    };
}

/// What is recorded of the decision as it stands in the draft.
pub fn record(seen: &Seen, input: &DecisionInput, asked: PromptId) -> Option<Action> {
    let prompt = &seen.scenario.prompts[asked.at()];
    let option = input.option.filter(|it| *it < prompt.options.len())?;
    let by = prompt.by.get(input.by).or(prompt.by.first())?;
    Some(Action::enter(Command::Decide {
        prompt: asked,
        option,
        by: *by,
        because: input.because.trim().to_owned(),
        against: input.against.trim().to_owned(),
    }))
}

fn head(ui: &mut Ui, theme: &Theme, prompt: &Prompt) {
    ui.label(text(
        &prompt.question,
        size::HEADING - 2.0,
        bold(),
        theme.text,
    ));
    quiet(ui, theme, &prompt.context);
}

fn hands_ui(
    ui: &mut Ui,
    theme: &Theme,
    asked: PromptId,
    seen: &Seen,
    input: &mut DecisionInput,
) -> Option<Action> {
    let prompt = &seen.scenario.prompts[asked.at()];
    let shown = seen.view.hands.get(&prompt.id);
    let hands = &mut input.hands;
    hands.resize(prompt.options.len(), 0);
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        quiet(ui, theme, "Show of hands");
        for (at, count) in hands.iter_mut().enumerate() {
            ui.label(text(
                format!("{}:", at + 1),
                size::SMALL,
                semibold(),
                theme.quiet,
            ));
            let drag = ui.add(egui::DragValue::new(count).range(0..=99).speed(0.1));
            named(
                &drag,
                WidgetType::DragValue,
                &format!("Hands for option {}", at + 1),
            );
        }
        let any = hands.iter().any(|count| *count > 0);
        if any && secondary(ui, theme, "Count").clicked() {
            action = Some(Action::enter(Command::Hands {
                prompt: asked,
                hands: hands.clone(),
            }));
        }
        if !any && let Some(counted) = from_devices(seen, asked) {
            let total: u32 = counted.iter().sum();
            let words = format!("From devices · {total}");
            let show = secondary(ui, theme, &words)
                .on_hover_text("The room is shown how roles lean on their devices.");
            if show.clicked() {
                action = Some(Action::enter(Command::Hands {
                    prompt: asked,
                    hands: counted,
                }));
            }
        }
        if let Some(shown) = shown
            && let Some(share) = wardroom_core::timeline::agreement(shown)
        {
            quiet(ui, theme, format!("{:.0}% agree", share * 100.0));
        }
    });
    action
}

/// How many roles lean to each option on their devices; none if nobody does, or that was shown.
fn from_devices(seen: &Seen, asked: PromptId) -> Option<Vec<u32>> {
    let prompt = &seen.scenario.prompts[asked.at()];
    let leaning = leanings(&seen.scenario, &seen.view.log, asked);
    let mut counted = vec![0; prompt.options.len()];
    for it in leaning.values() {
        counted[it.option] += 1;
    }
    let shown = seen.view.hands.get(&prompt.id);
    (!leaning.is_empty() && shown != Some(&counted)).then_some(counted)
}

/// What a decision takes and gives, before it is confirmed.
pub fn preview_ui(ui: &mut Ui, theme: &Theme, scenario: &Scenario, preview: &Preview) {
    if !preview.people.is_empty() {
        // The same people for the same time are counted together.
        let mut people: Vec<(Skill, u32, u32)> = Vec::new();
        for (skill, count, mins) in &preview.people {
            match people
                .iter_mut()
                .find(|(other, _, time)| other == skill && time == mins)
            {
                Some((_, sum, _)) => *sum += count,
                None => people.push((*skill, *count, *mins)),
            }
        }
        let people: Vec<String> = people
            .iter()
            .map(|(skill, people, mins)| format!("{} for {mins} min", staff(*skill, *people)))
            .collect();
        let done = preview
            .done
            .map(|at| format!("; done at {}", scenario.clock(u64::from(at) * 60)))
            .unwrap_or_default();
        ui.label(text(
            format!("Needs {}{done}.", people.join(", ")),
            size::SMALL,
            FontFamily::Proportional,
            theme.text,
        ));
    }
    for words in preview.sentences(scenario) {
        let colour = if words.starts_with("Takes") {
            theme.reduced
        } else {
            theme.text
        };
        ui.label(text(words, size::SMALL, FontFamily::Proportional, colour));
    }
    if let Some(refused) = &preview.refused {
        ui.label(text(
            format!("▲ {refused}"),
            size::SMALL,
            FontFamily::Proportional,
            theme.bad,
        ));
    }
}

/// So many people of a skill, in words.
pub fn staff(skill: Skill, people: u32) -> String {
    let (one, more) = match skill {
        Skill::Desktop => ("desktop engineer", "desktop engineers"),
        Skill::Servers => ("server engineer", "server engineers"),
        Skill::Network => ("network engineer", "network engineers"),
        Skill::Suppliers => ("medical engineer", "medical engineers"),
        Skill::Wards => ("of the ward staff", "of the ward staff"),
        Skill::Managers => ("manager", "managers"),
    };
    format!("{people} {}", if people == 1 { one } else { more })
}

/// Which role decides.
pub fn decided_by(ui: &mut Ui, theme: &Theme, titles: &[String], chosen: &mut usize, name: &str) {
    ui.horizontal_wrapped(|ui| {
        quiet(ui, theme, name);
        decided_pick(ui, titles, chosen, name);
    });
}

fn decided_pick(ui: &mut Ui, titles: &[String], chosen: &mut usize, name: &str) {
    pick(ui, name, chosen, |at| titles[at].as_str(), titles.len());
}
