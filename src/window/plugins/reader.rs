//! Whether somebody has the window read out: only then egui says what each frame holds. Must not know what a
//! screen contains.
//!
//! bevy_egui 0.42 has every context tell that in every frame (`setup_accesskit_system`), and throws it away
//! while nobody has asked.

use bevy::a11y::AccessibilityRequested;
use bevy::ecs::message::MessageUpdateSystems;
use bevy::prelude::*;
use bevy_egui::EguiContext;

/// Tells a reader, once there is one.
pub struct ReaderPlugin;

impl Plugin for ReaderPlugin {
    fn build(&self, app: &mut App) {
        app.add_systems(First, while_asked.before(MessageUpdateSystems));
    }
}

fn while_asked(asked: Res<AccessibilityRequested>, mut contexts: Query<&mut EguiContext>) {
    for mut context in &mut contexts {
        // As it is, it is not changed.
        let context = context.bypass_change_detection().get_mut();
        if asked.get() {
            context.enable_accesskit();
        } else {
            context.disable_accesskit();
        }
    }
}
