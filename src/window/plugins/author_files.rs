//! The author screen sleeps until its files have something to tell: somebody saved one of them
//! elsewhere, or one has been written. Must not read them.

use super::super::shell::Screen;
use super::held::ShellResource;
use super::pace::Wake;
use super::screens::ScreenState;
use bevy::prelude::*;

/// Wakes the author screen.
pub struct AuthorFilesPlugin;

impl Plugin for AuthorFilesPlugin {
    fn build(&self, app: &mut App) {
        app.add_systems(OnEnter(ScreenState::Author), listen);
    }
}

/// Has a frame come whenever the files have something to tell.
fn listen(shell: Res<ShellResource>, wake: Res<Wake>) {
    if let Screen::Author(author) = &shell.0.screen {
        let wake = wake.clone();
        author.when_told(move || wake.now());
    }
}
