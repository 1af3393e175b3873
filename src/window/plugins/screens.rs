//! Which screen is shown, as Bevy's states: what belongs to a screen carries `DespawnOnExit`, what
//! runs on one alone carries `run_if(in_state(…))`. The shell leads and the states follow it. Must
//! not change a screen.

use super::super::live::Live;
use super::super::shell::Screen;
use super::WindowSystems;
use super::console::ShellResource;
use bevy::prelude::*;

/// Which screen is shown.
#[derive(States, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ScreenState {
    /// Choose a scenario.
    #[default]
    Home,
    /// Who sits where.
    Briefing,
    /// The exercise.
    Live,
    /// What came of it.
    Review,
    /// What was rehearsed, member by member.
    Register,
    /// England on 12–19 May 2017.
    Hindcast,
    /// A scenario is written.
    Author,
    /// One of these is being made ready.
    Opening,
}

/// What the facilitator looks at while an exercise is under way.
#[derive(SubStates, Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[source(ScreenState = ScreenState::Live)]
pub enum LiveMode {
    /// The exercise as it stands.
    #[default]
    Now,
    /// A moment of the past.
    LookingBack,
    /// The leap between two moves: the exercise stands until the facilitator goes on.
    Leap,
}

impl ScreenState {
    fn of(screen: &Screen) -> Self {
        match screen {
            Screen::Home => Self::Home,
            Screen::Briefing => Self::Briefing,
            Screen::Live(_) => Self::Live,
            Screen::Review(_) => Self::Review,
            Screen::Register(_) => Self::Register,
            Screen::Hindcast(_) => Self::Hindcast,
            Screen::Author(_) => Self::Author,
            Screen::Opening(_) => Self::Opening,
        }
    }
}

impl LiveMode {
    fn of(live: &Live) -> Self {
        let view = &live.seen.view;
        if view.clock.looking {
            Self::LookingBack
        } else if view.leap.is_some() {
            Self::Leap
        } else {
            Self::Now
        }
    }
}

/// The states.
pub struct ScreensPlugin;

impl Plugin for ScreensPlugin {
    fn build(&self, app: &mut App) {
        app.init_state::<ScreenState>()
            .add_sub_state::<LiveMode>()
            // Transitions come between this and `Update`: a frame sees the states of its screen.
            .add_systems(PreUpdate, follow.after(WindowSystems::Input));
    }
}

/// Has the states follow the shell.
fn follow(
    shell: Res<ShellResource>,
    mut screen: ResMut<NextState<ScreenState>>,
    mut mode: ResMut<NextState<LiveMode>>,
) {
    NextState::set_if_neq(&mut screen, ScreenState::of(&shell.0.screen));
    if let Screen::Live(live) = &shell.0.screen {
        NextState::set_if_neq(&mut mode, LiveMode::of(live));
    }
}
