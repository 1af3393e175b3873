//! When the next frame is due. Whoever needs one says so to [`Wake`], the earliest wins, and a frame
//! that nobody asked for is not drawn: idle is idle. Must not know why a frame is needed.
//!
//! egui's own wishes (an animation, a tooltip, `request_repaint_after`, a thread that is done) come
//! here through the callback that egui has for this. bevy_egui 0.42 would turn each of them into a
//! redraw *at once*, however far off it is asked for (`output.rs`, `has_requested_repaint`): those
//! requests are thrown away. `WinitSettings` stays as it is, for every change of it costs a frame
//! (bevy_winit 0.19, `state.rs`, "The update mode could have been changed").

use crate::real_time::moment;
use bevy::ecs::message::MessageUpdateSystems;
use bevy::prelude::*;
use bevy::window::{RequestRedraw, WindowResized};
use bevy::winit::{EventLoopProxyWrapper, UpdateMode, WinitSettings, WinitUserEvent};
use bevy_egui::{EguiContext, EguiInput, EguiPostUpdateSet, EguiPreUpdateSet};
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A frame comes after so long although nobody asked for one. It is no more than a safety net.
const LONGEST: Duration = Duration::from_secs(3_600);

/// When the next frame is due. Asked for anew in every frame: what was asked for before it began is
/// answered by it. Can be asked from any thread.
#[derive(Resource, Clone, Default)]
pub struct Wake(Arc<Alarm>);

#[derive(Default)]
struct Alarm {
    due: Mutex<Option<Instant>>,
    changed: Condvar,
}

impl Wake {
    /// Asks for a frame after so long, if none is due before.
    pub fn after(&self, delay: Duration) {
        // So far off that it can't be said: never.
        let Some(at) = moment().checked_add(delay) else {
            return;
        };
        let mut due = self.0.due();
        if due.is_none_or(|due| at < due) {
            *due = Some(at);
            self.0.changed.notify_one();
        }
    }

    /// Asks for another frame as soon as this one is drawn.
    pub fn now(&self) {
        self.after(Duration::ZERO);
    }

    /// How long it is until the next frame; nothing if none was asked for.
    pub fn left(&self) -> Option<Duration> {
        let due = *self.0.due();
        due.map(|due| due.saturating_duration_since(moment()))
    }
}

impl Alarm {
    fn due(&self) -> MutexGuard<'_, Option<Instant>> {
        // There is no half-written time.
        self.due.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Rings whenever a frame is due, until nobody hears it.
    fn ring(&self, heard: impl Fn() -> bool) {
        let mut due = self.due();
        loop {
            let left = due.map(|due| due.saturating_duration_since(moment()));
            due = match left {
                None => self
                    .changed
                    .wait(due)
                    .unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => {
                    *due = None;
                    drop(due);
                    if !heard() {
                        return;
                    }
                    self.due()
                }
                Some(left) => {
                    self.changed
                        .wait_timeout(due, left)
                        .unwrap_or_else(PoisonError::into_inner)
                        .0
                }
            };
        }
    }
}

/// Frames when they are due.
pub struct PacePlugin;

impl Plugin for PacePlugin {
    fn build(&self, app: &mut App) {
        let sleeping = UpdateMode::reactive_low_power(LONGEST);
        app.insert_resource(WinitSettings {
            focused_mode: sleeping,
            unfocused_mode: sleeping,
        })
        .init_resource::<Wake>()
        .add_systems(
            First,
            (
                begin.before(MessageUpdateSystems),
                resized.after(MessageUpdateSystems),
            ),
        )
        .add_systems(
            PreUpdate,
            (hear_egui, same_modifiers)
                .chain()
                .after(EguiPreUpdateSet::ProcessInput)
                .before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(
            PostUpdate,
            nothing_at_once
                .after(EguiPostUpdateSet::ProcessOutput)
                .before(bevy_egui::update_egui_textures_system),
        );
    }

    fn finish(&self, app: &mut App) {
        // Without a window system nobody sleeps, and nobody is woken.
        let Some(proxy) = app.world().get_resource::<EventLoopProxyWrapper>() else {
            return;
        };
        let proxy = (**proxy).clone();
        let alarm = app.world().resource::<Wake>().0.clone();
        let bell = move || alarm.ring(|| proxy.send_event(WinitUserEvent::WakeUp).is_ok());
        if let Err(error) = std::thread::Builder::new()
            .name("wake".to_owned())
            .spawn(bell)
        {
            // Then the window draws as fast as it can: worse, and it works.
            warn!("the window can't sleep: {error}");
            app.insert_resource(WinitSettings::continuous());
        }
    }
}

/// A window that has another size is laid out anew, and once more when its surface has that size too.
fn resized(wake: Res<Wake>, mut sizes: MessageReader<WindowResized>) {
    if sizes.read().count() > 0 {
        wake.after(Duration::from_millis(100));
    }
}

/// A frame begins: it answers whatever was asked for until now.
fn begin(wake: Res<Wake>) {
    *wake.0.due() = None;
}

/// Has each egui context tell of the frames that it needs.
fn hear_egui(wake: Res<Wake>, mut contexts: Query<&mut EguiContext, Added<EguiContext>>) {
    for mut context in &mut contexts {
        let wake = wake.clone();
        context
            .get_mut()
            .set_request_repaint_callback(move |asked| wake.after(asked.delay));
    }
}

/// Takes out the modifier keys that bevy_egui reports in every frame although none has changed: to
/// egui every event asks for another frame, and the window would never sleep.
pub(super) fn same_modifiers(
    mut inputs: Query<(Entity, &mut EguiInput)>,
    mut last: Local<BTreeMap<Entity, egui::Modifiers>>,
) {
    for (entity, mut input) in &mut inputs {
        let last = last.entry(entity).or_default();
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(now) => std::mem::replace(last, *now) != *now,
            _ => true,
        });
    }
    last.retain(|entity, _| inputs.contains(*entity));
}

/// Throws away what bevy_egui has made of egui's wishes.
fn nothing_at_once(mut redraws: ResMut<Messages<RequestRedraw>>) {
    redraws.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn the_earliest_wins_and_a_time_that_never_comes_is_none() {
        let wake = Wake::default();
        assert_eq!(wake.left(), None);
        wake.after(Duration::MAX);
        assert_eq!(wake.left(), None);
        wake.after(Duration::from_secs(50));
        wake.after(Duration::from_secs(5));
        wake.after(Duration::from_secs(500));
        let left = wake.left().expect("one was asked for");
        assert!(left <= Duration::from_secs(5) && left > Duration::from_secs(3));
        wake.now();
        assert_eq!(wake.left(), Some(Duration::ZERO));
    }

    #[test]
    fn it_rings_once_for_each_time_and_not_before() {
        let wake = Wake::default();
        let (rang, rings) = channel();
        let alarm = wake.0.clone();
        let bell = std::thread::spawn(move || alarm.ring(|| rang.send(moment()).is_ok()));
        let begun = moment();
        wake.after(Duration::from_secs(20));
        wake.after(Duration::from_millis(60));
        let first = rings
            .recv_timeout(Duration::from_secs(10))
            .expect("it rings");
        assert!(first - begun >= Duration::from_millis(60));
        assert!(
            rings.recv_timeout(Duration::from_millis(100)).is_err(),
            "nothing else was asked for"
        );
        wake.now();
        rings
            .recv_timeout(Duration::from_secs(10))
            .expect("it rings");
        drop(rings);
        wake.now();
        bell.join().expect("it ends when nobody hears it");
    }
}
