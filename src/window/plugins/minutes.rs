//! Exercise minutes: a schedule that runs once for every minute of exercise that has passed, however
//! many pass in a frame. What follows the exercise's clock and not the wall's goes there. Must not
//! let time pass.

use super::held::ShellResource;
use super::screens::ScreenState;
use bevy::app::MainScheduleOrder;
use bevy::ecs::schedule::ScheduleLabel;
use bevy::prelude::*;
use std::path::PathBuf;

/// Runs once for every minute of exercise that has passed, and once when an exercise comes to be
/// shown or has jumped. A minute that is gone back to is not run again.
#[derive(ScheduleLabel, Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ExerciseMinute;

/// Runs `ExerciseMinute` as often as it is due, after `Update` in every frame.
#[derive(ScheduleLabel, Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Minutes;

/// More minutes than this in one frame, the fastest clock's in six seconds, are a time jump: weeks may
/// lie between, and no frame is held up for all of them.
const JUMP: u64 = 60;

/// The minute for which `ExerciseMinute` runs.
#[derive(Resource, Clone, Debug, Default)]
pub struct Minute {
    /// Whose minute it is: the record of the exercise.
    record: PathBuf,
    /// Minutes since STARTEX.
    pub mins: u64,
}

/// Runs `ExerciseMinute`.
pub struct MinutesPlugin;

impl Plugin for MinutesPlugin {
    fn build(&self, app: &mut App) {
        app.init_schedule(ExerciseMinute)
            .init_schedule(Minutes)
            .init_resource::<Minute>()
            .add_systems(Minutes, run_minutes.run_if(in_state(ScreenState::Live)));
        // It changes the world while it runs: beside no other system, once time has passed.
        let mut order = app.world_mut().resource_mut::<MainScheduleOrder>();
        order.insert_after(Update, Minutes);
    }
}

/// Runs the schedule for each minute since the last.
fn run_minutes(world: &mut World) {
    let Some((record, now)) = world.resource::<ShellResource>().0.exercise_minute() else {
        return;
    };
    let ran = world.resource::<Minute>();
    let first = if ran.record == record && now <= ran.mins + JUMP {
        ran.mins + 1
    } else {
        now
    };
    let record = record.to_path_buf();
    for mins in first..=now {
        let record = record.clone();
        world.insert_resource(Minute { record, mins });
        world.run_schedule(ExerciseMinute);
    }
}
