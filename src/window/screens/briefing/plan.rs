//! The trust's plan with which an exercise is played: picked of those that are found, or a file of the
//! trust's own, named or dropped. It is read in the background. Must not read one in a frame.

use crate::window::job::Job;
use crate::window::theme::{Theme, size};
use crate::window::widgets::{caps, dropped, field, quiet, secondary, text, toggle};
use egui::{FontFamily, Key, Ui};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use wardroom_core::plan::Plan;
use wardroom_files as files;

/// So often it is looked whether a file was read.
const LOOK: Duration = Duration::from_millis(50);

/// The plan that is chosen, and those that can be.
#[derive(Debug, Default)]
pub struct PlanChoice {
    /// The plan with which it is played; none if none is chosen.
    pub chosen: Option<Arc<Plan>>,
    /// The path of the trust's own file, as typed.
    pub path: String,
    /// What came of the last file, if it is no plan.
    pub told: Option<String>,
    /// The scenario's own file: plans are looked for beside it.
    pub beside: PathBuf,
    found: Vec<Arc<Plan>>,
    /// Beside which file it was looked last.
    looked: Option<PathBuf>,
    looking: Job<Vec<Arc<Plan>>>,
    reading: Job<Result<Arc<Plan>, String>>,
}

impl PlanChoice {
    /// Begins to look for the plans that lie beside a scenario and with the program.
    fn look(&mut self) {
        if self.looked.as_ref() == Some(&self.beside) {
            return;
        }
        self.looked = Some(self.beside.clone());
        let main = self.beside.clone();
        self.looking.begin(1, move |_| Some(beside(&main)));
    }

    /// Begins to read a file of the trust's own.
    pub fn take(&mut self, path: PathBuf) {
        self.told = None;
        self.reading.begin(1, move |_| Some(read(&path)));
    }

    /// Takes in what was found and read.
    pub fn follow(&mut self) {
        self.looking.follow();
        if let Some(found) = self.looking.done.take() {
            self.found = found;
        }
        self.reading.follow();
        match self.reading.done.take() {
            Some(Ok(plan)) => {
                self.path.clear();
                if self.found.iter().all(|it| it.id != plan.id) {
                    self.found.push(plan.clone());
                }
                self.chosen = Some(plan);
            }
            Some(Err(why)) => self.told = Some(why),
            None => {}
        }
    }

    /// Whether something is looked for or read.
    pub fn working(&self) -> bool {
        self.looking.running() || self.reading.running()
    }

    /// Waits for it: for tests and pictures.
    pub fn wait(&mut self) {
        self.looking.wait();
        self.reading.wait();
        self.follow();
    }
}

/// The plans beside a scenario's file: those in its folder and in the one for plans there; first that which
/// is called as it is.
fn beside(main: &Path) -> Vec<Arc<Plan>> {
    let folder = main.parent().unwrap_or(Path::new("."));
    let mut paths = files::plans_in(folder);
    paths.extend(files::plans_in(&folder.join("plans")));
    let called = |path: &PathBuf| path.file_stem() == main.file_stem();
    paths.sort_by_key(|it| !called(it));
    paths.iter().filter_map(|it| files::plan(it).ok()).collect()
}

/// A plan in a file, or why it is none, in words.
fn read(path: &Path) -> Result<Arc<Plan>, String> {
    files::plan(path).map_err(|problems| {
        let first = problems.list.first();
        let what = first.map_or_else(String::new, |it| it.message.clone());
        let more = problems.list.len().saturating_sub(1);
        let more = match more {
            0 => String::new(),
            _ => format!(" ({more} more; “wardroom plan check” names each with its place)"),
        };
        format!("{} is no plan: {what}{more}", path.display())
    })
}

/// Shows which plan it is played with.
pub(super) fn plan_ui(ui: &mut Ui, theme: &Theme, choice: &mut PlanChoice) {
    choice.look();
    choice.follow();
    if choice.working() {
        ui.ctx().request_repaint_after(LOOK);
    }
    caps(ui, theme, "The trust's plan");
    ui.horizontal_wrapped(|ui| {
        if toggle(ui, theme, choice.chosen.is_none(), "No plan").clicked() {
            choice.chosen = None;
        }
        let mut taken = None;
        for plan in &choice.found {
            let on = choice.chosen.as_ref().is_some_and(|it| it.id == plan.id);
            let hover = format!("{}, version {}", plan.organisation, plan.version);
            if toggle(ui, theme, on, &plan.title)
                .on_hover_text(hover)
                .clicked()
            {
                taken = Some(plan.clone());
            }
        }
        if let Some(plan) = taken {
            choice.chosen = Some(plan);
        }
    });
    let mut named = dropped(ui);
    ui.horizontal(|ui| {
        let typed = ui
            .scope(|ui| {
                ui.set_width((ui.available_width() - 130.0).clamp(160.0, 420.0));
                let hint = "your-plan.ron";
                field(
                    ui,
                    theme,
                    "A plan file of your own",
                    hint,
                    &mut choice.path,
                    1,
                )
            })
            .inner;
        let enter = typed.lost_focus() && ui.input(|it| it.key_pressed(Key::Enter));
        let pressed = secondary(ui, theme, "Take the plan").clicked();
        if (enter || pressed) && !choice.path.trim().is_empty() {
            named = Some(PathBuf::from(choice.path.trim()));
        }
    });
    if let Some(path) = named {
        choice.take(path);
    }
    if let Some(why) = &choice.told {
        ui.label(text(
            format!("▲ {why}"),
            size::BODY,
            FontFamily::Proportional,
            theme.reduced,
        ));
    }
    let words = match &choice.chosen {
        Some(plan) => format!(
            "{} of {}, version {}: {} clauses. After each decision, action card and report one key says which clause it follows, that the plan is silent, or that it goes against it.",
            plan.title,
            plan.organisation,
            plan.version,
            plan.clauses.len()
        ),
        None => "Played with a plan, the record tells which of its clauses were rehearsed. Drop the plan file here, or name it; “wardroom plan import” makes one of a Word document or a spreadsheet.".to_owned(),
    };
    quiet(ui, theme, words);
}
