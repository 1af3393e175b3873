//! What draws the window: Vulkan, Metal or Direct3D 12, on a graphics card or in software, and OpenGL where there
//! is none of them. It is looked for before there is a window, so that it can be said in words what is missing.
//! Must not know what is drawn.

use super::held::ShellResource;
use bevy::prelude::*;
use bevy::render::renderer::{
    RenderAdapter, RenderAdapterInfo, RenderDevice, RenderInstance, RenderQueue, WgpuWrapper,
};
use bevy::render::settings::{
    Backends, InstanceFlags, MemoryHints, RenderCreation, WgpuFeatures, WgpuSettings,
};
use bevy::tasks::block_on;
use bevy::winit::DisplayHandleWrapper;
use std::sync::Arc;
use wgpu::{
    Backend, DeviceDescriptor, DeviceType, Instance, InstanceDescriptor, RequestAdapterOptions,
};

/// Said where nothing draws.
const NOTHING: &str = "the window can't be drawn: this machine offers neither Direct3D 12, Metal, Vulkan nor OpenGL 3.3, on a graphics card or in software. A driver of the card's maker brings them, on Linux the package mesa-vulkan-drivers too; over a remote desktop, try at the machine itself. Everything can be played without a window: “wardroom serve” shows it in a browser, and “wardroom --help” says what else there is";

/// By which interfaces the window can be drawn here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    /// By those that Bevy is made for.
    Usual(Backends),
    /// By OpenGL alone.
    Gl,
}

/// Looks for what draws. `WGPU_BACKEND` (`gl`, `vulkan`, …) narrows it down.
///
/// # Errors
/// If there is nothing, in words.
pub(super) fn found() -> Result<Drawn, String> {
    let asked = Backends::from_env().unwrap_or(Backends::all());
    let usual = asked & Backends::PRIMARY;
    // All of them first, of which the card is chosen as Bevy will; then each by itself, should that one not work.
    let mut tries = std::iter::once(usual).chain(usual.iter());
    if let Some(found) = tries.find(|it| works(*it)) {
        Ok(Drawn::Usual(found))
    } else if works(asked & Backends::GL) {
        Ok(Drawn::Gl)
    } else {
        Err(NOTHING.to_owned())
    }
}

/// Whether a device can be had of what is offered: a driver may name one and then fail to make it, over which Bevy
/// panics.
fn works(backends: Backends) -> bool {
    let instance = Instance::new(described(backends));
    let options = RequestAdapterOptions {
        power_preference: WgpuSettings::default().power_preference,
        ..default()
    };
    let Ok(adapter) = block_on(instance.request_adapter(&options)) else {
        return false;
    };
    let least = DeviceDescriptor {
        required_limits: adapter.limits(),
        ..default()
    };
    block_on(adapter.request_device(&least)).is_ok()
}

fn described(backends: Backends) -> InstanceDescriptor {
    InstanceDescriptor {
        backends,
        ..InstanceDescriptor::new_without_display_handle()
    }
}

/// How Bevy makes its renderer with them. Memory before speed: a screen changes little from frame to frame, and an
/// old laptop has four gigabytes for everything.
pub(super) fn usual(backends: Option<Backends>) -> RenderCreation {
    RenderCreation::Automatic(Box::new(WgpuSettings {
        backends,
        memory_hints: MemoryHints::MemoryUsage,
        ..default()
    }))
}

/// A renderer on OpenGL. Bevy makes one without telling it the display, and then no window of X11 or Wayland can
/// be drawn to.
///
/// # Errors
/// If it can't be had after all, in words.
pub(super) fn gl(display: &DisplayHandleWrapper) -> Result<RenderCreation, String> {
    let failed = |why: &dyn std::fmt::Display| {
        format!("the window can't be drawn: OpenGL is there and doesn't work ({why})")
    };
    let instance = Instance::new(InstanceDescriptor {
        flags: InstanceFlags::empty(),
        ..described(Backends::GL).with_display_handle(Box::new(display.0.clone()))
    });
    let adapter = block_on(instance.request_adapter(&RequestAdapterOptions::default()))
        .map_err(|error| failed(&error))?;
    let described = DeviceDescriptor {
        required_features: adapter.features() - WgpuFeatures::MAPPABLE_PRIMARY_BUFFERS,
        required_limits: adapter.limits(),
        memory_hints: MemoryHints::MemoryUsage,
        ..default()
    };
    let (device, queue) =
        block_on(adapter.request_device(&described)).map_err(|error| failed(&error))?;
    let info = adapter.get_info();
    Ok(RenderCreation::manual(
        RenderDevice::from(device),
        RenderQueue(Arc::new(WgpuWrapper::new(queue))),
        RenderAdapterInfo(WgpuWrapper::new(info)),
        RenderAdapter(Arc::new(WgpuWrapper::new(adapter))),
        RenderInstance(Arc::new(WgpuWrapper::new(instance))),
    ))
}

/// Tells the sheet *Keys and display* what draws.
pub(super) struct GraphicsPlugin;

impl Plugin for GraphicsPlugin {
    fn build(&self, app: &mut App) {
        app.add_systems(PostStartup, tell);
    }
}

fn tell(mut shell: ResMut<ShellResource>, info: Option<Res<RenderAdapterInfo>>) {
    if let Some(info) = info {
        shell.0.dialogs.drawn_by = Some(words(&info.name, info.device_type, info.backend));
    }
}

fn words(name: &str, kind: DeviceType, backend: Backend) -> String {
    let through = match backend {
        Backend::Vulkan => "Vulkan",
        Backend::Metal => "Metal",
        Backend::Dx12 => "Direct3D 12",
        Backend::Gl => "OpenGL",
        other => other.to_str(),
    };
    let software = match kind {
        DeviceType::Cpu => ", in software: slower, and nothing else differs",
        _ => "",
    };
    format!("{} through {through}{software}.", name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_draws_is_said_in_words() {
        assert_eq!(
            words(
                "Intel(R) UHD Graphics 620 ",
                DeviceType::IntegratedGpu,
                Backend::Dx12
            ),
            "Intel(R) UHD Graphics 620 through Direct3D 12."
        );
        assert_eq!(
            words("llvmpipe", DeviceType::Cpu, Backend::Gl),
            "llvmpipe through OpenGL, in software: slower, and nothing else differs."
        );
    }
}
