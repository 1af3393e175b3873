//! Which screen is shown, as Bevy's states, and the one system that changes it: whoever wants
//! another screen writes a `ScreenRequest`. What belongs to a screen carries `DespawnOnExit`, what
//! runs on one alone carries `run_if(in_state(…))`. Must not draw.

use super::super::live::Live;
use super::super::shell::Screen;
use super::held::{ScreenRequest, ShellResource};
use super::order::WindowSystems;
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

/// People sit together over an exercise: they are briefed for it, it is made ready, is under way or is
/// looked back on. Rooms have their windows as long as this lasts; STARTEX, a branch or the way to the
/// review does not close them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sitting;

impl ComputedStates for Sitting {
    type SourceStates = ScreenState;

    // From one screen of it to another it is the same sitting: nothing is left and nothing closes.
    const ALLOW_SAME_STATE_TRANSITIONS: bool = false;

    fn compute(screen: ScreenState) -> Option<Self> {
        match screen {
            ScreenState::Briefing
            | ScreenState::Opening
            | ScreenState::Live
            | ScreenState::Review => Some(Self),
            _ => None,
        }
    }
}

/// Where tables are shown: their scenes are taken away when it is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TablesAt {
    /// On the home screen.
    Home,
    /// Where a scenario is written.
    Writing,
    /// Where a nation's week is looked at.
    Nation,
    /// Where people sit together over an exercise.
    Sitting,
}

impl ComputedStates for TablesAt {
    type SourceStates = ScreenState;

    const ALLOW_SAME_STATE_TRANSITIONS: bool = false;

    fn compute(screen: ScreenState) -> Option<Self> {
        match screen {
            ScreenState::Home => Some(Self::Home),
            ScreenState::Author => Some(Self::Writing),
            ScreenState::Hindcast => Some(Self::Nation),
            _ => Sitting::compute(screen).map(|_| Self::Sitting),
        }
    }
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

/// The states, and what changes them.
pub struct ScreensPlugin;

impl Plugin for ScreensPlugin {
    fn build(&self, app: &mut App) {
        app.init_state::<ScreenState>()
            .add_sub_state::<LiveMode>()
            .add_computed_state::<Sitting>()
            .add_computed_state::<TablesAt>()
            .add_message::<ScreenRequest>()
            .add_systems(
                PreUpdate,
                (go, follow).chain().in_set(WindowSystems::Requests),
            );
    }
}

/// Goes where it was asked to go.
fn go(mut shell: ResMut<ShellResource>, mut requests: MessageReader<ScreenRequest>) {
    for ScreenRequest(go) in requests.read() {
        shell.0.go(*go);
    }
}

/// Has the states say which screen that is; the mode is the host's own, and changes with its answer.
fn follow(
    shell: Res<ShellResource>,
    now: Res<State<ScreenState>>,
    mut screen: ResMut<NextState<ScreenState>>,
    mut mode: ResMut<NextState<LiveMode>>,
) {
    let shown = ScreenState::of(&shell.0.screen);
    // A state that is set to itself is a transition too, to those states that are made from it.
    if *now.get() != shown {
        screen.set(shown);
    }
    if let Screen::Live(live) = &shell.0.screen {
        NextState::set_if_neq(&mut mode, LiveMode::of(live));
    }
}
