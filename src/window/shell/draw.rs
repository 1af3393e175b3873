//! The screen that is shown, drawn; what is asked for on it is done or asked on. Must not go to
//! another screen itself.

use super::super::author::Leave;
use super::super::job::PROGRESS;
use super::super::keys;
use super::super::review::ReviewAction;
use super::super::screens::{
    Around, Before, BriefingAction, HomeAction, LiveLayout, Manner, Real, Room, author_ui,
    briefing_ui, hindcast_ui, home_ui, join_ui, live_ui, real_ui, register_ui, review_ui, room_ui,
};
use super::super::theme::Theme;
use super::dress::{dress, fit};
use super::go::Go;
use super::room_draw::{NOT_BEGUN, room_waits};
use super::screen::Screen;
use super::state::Shell;
use egui::Ui;
use wardroom_core::exercise::Command;
use wardroom_core::host::Ask;

impl Shell {
    /// One frame without Bevy: real time passes, the screen is shown, what was asked for is done.
    pub fn frame(&mut self, ui: &mut Ui, frame_secs: f64) {
        self.pass(frame_secs);
        self.go_on();
        self.draw(ui);
        self.go_on();
    }

    fn go_on(&mut self) {
        for go in self.take_asked() {
            self.go(go);
        }
    }

    /// Shows the screen, and does what was asked for on it; where somebody wants to go stays to be
    /// taken.
    pub fn draw(&mut self, ui: &mut Ui) {
        let theme = self.theme();
        if !dress(ui.ctx(), &theme) {
            return;
        }
        if !self.as_is {
            if !self.dialogs.help || self.dialogs.text_pct == 0 {
                self.dialogs.text_pct = self.settings.text_pct;
            }
            fit(ui.ctx(), self.dialogs.text_pct);
        }
        ui.painter()
            .rect_filled(ui.max_rect(), egui::CornerRadius::ZERO, theme.ground);
        ui.set_style(ui.ctx().global_style());
        if keys::settings(ui, &mut self.settings) {
            self.dialogs.help = !self.dialogs.help;
        }
        let was_typing = std::mem::replace(&mut self.between.typing, keys::typing(ui));
        self.dialogs.trouble_ui(ui, &theme);
        if self.working() {
            ui.ctx().request_repaint_after(PROGRESS);
        }
        self.screen_ui(ui, &theme, was_typing);
        self.dialogs.modals_ui(ui, &theme, &mut self.settings);
        if self.dialogs.left {
            self.ask(Go::LeaveAuthor);
        }
        if self.between.kept.keep(self.settings, self.records.folder()) {
            ui.ctx().request_repaint();
        }
    }

    fn screen_ui(&mut self, ui: &mut Ui, theme: &Theme, was_typing: bool) {
        // What had the keyboard on another screen has it no longer.
        let screen = std::mem::discriminant(&self.screen);
        if self.between.shown.replace(screen) != Some(screen) {
            ui.memory_mut(|memory| {
                if let Some(focused) = memory.focused() {
                    memory.surrender_focus(focused);
                }
            });
        }
        match &mut self.screen {
            Screen::Home => self.show_home(ui, theme),
            Screen::Briefing => self.show_briefing(ui, theme),
            Screen::Live(_) => self.show_live(ui, theme, was_typing),
            Screen::Review(_) => self.show_review(ui, theme),
            Screen::Author(author) => {
                for action in author_ui(ui, theme, &author.view, &mut author.input) {
                    author.act(action);
                }
                match author.leaves() {
                    Some(Leave::Home) => self.ask(Go::LeaveAuthor),
                    Some(Leave::Try) => self.ask(Go::TryOut),
                    None => {}
                }
            }
            Screen::Hindcast(hindcast) => {
                if hindcast_ui(ui, theme, hindcast) {
                    self.ask(Go::Home);
                }
            }
            Screen::Opening(_) => {
                ui.centered_and_justified(|ui| ui.label("Getting it ready …"));
            }
            Screen::Register(register) => {
                if register_ui(ui, theme, register, crate::real_time::today()) {
                    self.ask(Go::Home);
                }
            }
        }
    }

    fn show_home(&mut self, ui: &mut Ui, theme: &Theme) {
        let around = Around {
            library: &self.library,
            past: &self.records.past,
            records: self.records.folder(),
            due: self.records.due(),
            covered: self.dialogs.cover(),
        };
        match home_ui(ui, theme, around, &mut self.home) {
            Some(HomeAction::Choose(at)) => self.ask(Go::Choose(at)),
            Some(HomeAction::Open(at)) => self.ask(Go::Open(at)),
            Some(HomeAction::OpenNamed) => self.ask(Go::OpenNamed),
            Some(HomeAction::Dismiss(at)) => {
                self.records.dismiss(at);
                ui.ctx().request_repaint();
            }
            Some(HomeAction::Begin) => self.ask(Go::Write),
            Some(HomeAction::Edit(at)) => {
                self.library.choose(at);
                self.ask(Go::Author);
            }
            Some(HomeAction::Register) => self.ask(Go::Register),
            Some(HomeAction::Hindcast) => self.ask(Go::Hindcast),
            Some(HomeAction::Display) => self.dialogs.help = true,
            None => {}
        }
    }

    fn show_briefing(&mut self, ui: &mut Ui, theme: &Theme) {
        let Some(scenario) = self.library.chosen().cloned() else {
            self.ask(Go::Home);
            return;
        };
        let before = Before {
            scenario: &scenario,
            unlearned: self.records.unlearned(),
            open: &self.rooms.open,
            motion: self.settings.motion,
            covered: self.dialogs.cover(),
        };
        match briefing_ui(ui, theme, before, &mut self.briefing) {
            Some(BriefingAction::Back) => self.ask(Go::Home),
            Some(BriefingAction::Start) => self.ask(Go::Begin),
            Some(BriefingAction::Author) => self.ask(Go::Author),
            Some(BriefingAction::Room(of)) => self.rooms.toggle(of),
            None => {}
        }
    }

    fn show_live(&mut self, ui: &mut Ui, theme: &Theme, was_typing: bool) {
        let Screen::Live(live) = &mut self.screen else {
            return;
        };
        live.heed(self.settings.when_asked);
        live.contacts(&self.briefing.real_contacts);
        if keys::no_duff(ui) {
            live.no_duff();
        }
        if let Some(who) = live.seen.view.no_duff.clone() {
            match real_ui(ui, theme, &self.briefing.real_contacts, Some(&who)) {
                Some(Real::GoOn) => live.ask(Ask::Run(true)),
                Some(Real::End) => live.command(Command::End),
                None => {}
            }
            return;
        }
        let mut actions = keys::live(ui, live, self.dialogs.cover(), was_typing);
        if self.rooms.here {
            let of = live.seen.room_of();
            match live.seen.rooms.get(&of) {
                Some(view) => {
                    let LiveLayout { spot, staging, .. } = &mut self.layout;
                    let shows = Room {
                        scenario: &live.seen.scenario,
                        of,
                        view,
                        day: live.seen.day(of),
                        manner: Manner::of(&self.settings),
                    };
                    // The lights go up at ENDEX.
                    let theme = self.settings.theme(!view.ended);
                    room_ui(ui, &theme, shows, spot, staging);
                    join_ui(ui, &theme, live.join_shown());
                }
                None => room_waits(ui, theme, NOT_BEGUN),
            }
        } else {
            let motion = self.settings.motion;
            let open = self.rooms.open.contains(&live.seen.room_of());
            actions.extend(live_ui(ui, theme, live, &mut self.layout, motion, open));
        }
        for action in actions {
            self.act(ui.ctx(), action);
        }
        if let Screen::Live(live) = &mut self.screen
            && live.ask_prices()
        {
            ui.ctx().request_repaint();
        }
    }

    fn show_review(&mut self, ui: &mut Ui, theme: &Theme) {
        let Screen::Review(review) = &mut self.screen else {
            return;
        };
        let motion = self.settings.motion;
        let (unlearned, report) = (self.records.unlearned(), &self.report);
        let (seen, input) = (&review.seen, &mut review.input);
        match review_ui(ui, theme, seen, input, unlearned, motion, report) {
            Some(ReviewAction::Home) => self.ask(Go::Home),
            Some(ReviewAction::Save) => self.save(false),
            Some(ReviewAction::SaveWithoutNames) => self.save(true),
            Some(ReviewAction::OpenReport) => self.report.open(),
            Some(ReviewAction::Understood) => self.report.understood(),
            Some(ReviewAction::Evidence) => self.write_evidence(),
            Some(ReviewAction::OpenEvidence) => self.report.open_evidence(),
            Some(ReviewAction::EvidenceSeen) => self.report.evidence_seen(),
            Some(action) => {
                review.act(action);
                ui.ctx().request_repaint();
            }
            None => {}
        }
    }
}
