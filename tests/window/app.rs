//! The Bevy app without a window.

use bevy::ecs::schedule::{LogLevel, ScheduleBuildSettings, ScheduleLabel};
use bevy::prelude::*;
use bevy::winit::WinitSettings;
use wardroom::window::WardroomPlugin;

#[test]
fn no_two_systems_depend_on_an_order_that_nobody_gave_them() {
    let mut app = App::new();
    app.add_plugins(MinimalPlugins)
        .insert_resource(WinitSettings::desktop_app())
        .add_plugins(WardroomPlugin);
    for schedule in [
        PreUpdate.intern(),
        Update.intern(),
        PostUpdate.intern(),
        Last.intern(),
    ] {
        app.edit_schedule(schedule, |schedule| {
            schedule.set_build_settings(ScheduleBuildSettings {
                ambiguity_detection: LogLevel::Error,
                ..default()
            });
        });
    }
    app.finish();
    app.update();
    app.update();
}

#[test]
fn the_window_sleeps_while_the_clock_stands() {
    let mut app = App::new();
    app.add_plugins(MinimalPlugins)
        .insert_resource(WinitSettings::game())
        .add_plugins(WardroomPlugin);
    app.update();
    let settings = app.world().resource::<WinitSettings>();
    assert!(
        matches!(
            settings.focused_mode,
            bevy::winit::UpdateMode::Reactive { wait, .. } if wait.as_secs() >= 1
        ),
        "{:?}",
        settings.focused_mode
    );
}
