//! The table as a Bevy scene: a mesh for the ground, one for each department's devices, one for cables and
//! one for what stands over floors, seen by a camera of its own whose picture a panel shows. Meshes are in
//! pitches, so that only what has changed is made anew; a camera that has nothing new to show sleeps. Must
//! not decide what is seen.

use super::stage::{Stage, Viewer, Wanted};
use super::subject::Part;
use crate::window::plugins::{ShellResource, TablesAt, Wake, WindowSystems};
use crate::window::theme::Theme;
use crate::window::{Screen, Shell};
use bevy::asset::RenderAssetUsages;
use bevy::camera::RenderTarget;
use bevy::camera::visibility::RenderLayers;
use bevy::mesh::{Indices, PrimitiveTopology};
use bevy::prelude::*;
use bevy::render::render_resource::{
    Extent3d, TextureDescriptor, TextureDimension, TextureFormat, TextureUsages,
};
use bevy_egui::{EguiTextureHandle, EguiUserTextures};
use wardroom_table::{Layer, Moves, Paint, What};

/// The scenes of tables.
pub struct TablePlugin;

impl Plugin for TablePlugin {
    fn build(&self, app: &mut App) {
        app.init_resource::<Paints>()
            .add_systems(Update, show.in_set(WindowSystems::Tables))
            .add_systems(OnExit(TablesAt::Home), clear)
            .add_systems(OnExit(TablesAt::Writing), clear)
            .add_systems(OnExit(TablesAt::Nation), clear)
            .add_systems(OnExit(TablesAt::Sitting), clear);
    }
}

/// The one material: colours stand in the meshes.
#[derive(Resource)]
struct Paints(Handle<ColorMaterial>);

impl FromWorld for Paints {
    fn from_world(world: &mut World) -> Self {
        let mut materials = world.resource_mut::<Assets<ColorMaterial>>();
        // Its own default lets light through, as the vault over a sealed floor wants.
        Self(materials.add(ColorMaterial::default()))
    }
}

/// Frames for which a changed table is drawn: what is new reaches the graphics card in the first of them.
const FRAMES: u8 = 3;

/// A table that is shown: what of it is there, and where.
#[derive(Component)]
struct Shown {
    wanted: Wanted,
    camera: Entity,
    image: Handle<Image>,
    /// The picture of another size that the panel still shows.
    before: Option<Handle<Image>>,
    parts: Vec<(Part, Entity)>,
    /// What moves.
    moves: Moves,
    /// Frames until the panel is given its picture: it is drawn by then, however much changes meanwhile.
    unseen: u8,
    /// Frames for which it is still drawn.
    frames: u8,
}

/// What is needed to change a scene.
type Stores<'a> = (
    ResMut<'a, Assets<Mesh>>,
    ResMut<'a, Assets<Image>>,
    ResMut<'a, EguiUserTextures>,
    Res<'a, Paints>,
);

/// What of a scene is changed.
type Changes<'w, 's> = (
    Query<'w, 's, &'static mut Camera>,
    Query<'w, 's, &'static Mesh2d>,
    Query<'w, 's, &'static mut Transform>,
);

/// Makes every table as its panel wants it, and takes away those that nobody looks at.
fn show(
    mut commands: Commands,
    mut shell: ResMut<ShellResource>,
    mut stores: Stores,
    mut scenes: Query<(Entity, &Viewer, &mut Shown)>,
    mut changes: Changes,
    wake: Res<Wake>,
    time: Res<Time<Real>>,
) {
    let now = Now {
        ms: time.elapsed().as_millis() as u64,
        moving: moves(&shell.0),
    };
    for (viewer, stage) in shell.0.stages() {
        let scene = scenes.iter_mut().find(|(_, it, _)| **it == viewer);
        match (stage.wanted.take(), scene) {
            (Some(wanted), None) => {
                raise(&mut commands, &mut stores, viewer, wanted);
                wake.now();
            }
            (Some(wanted), Some((_, _, mut shown))) => {
                if alter(
                    &mut commands,
                    &mut stores,
                    &mut changes,
                    &mut shown,
                    wanted,
                    (viewer, now),
                ) {
                    wake.now();
                }
                if shown.unseen == 0 && stage.texture.is_none() {
                    // Another panel has taken its place, and was not given the picture.
                    (shown.unseen, shown.frames) = (FRAMES, FRAMES);
                    wake.now();
                }
                if shown.unseen > 0 {
                    shown.unseen -= 1;
                    if shown.unseen > 0 {
                        continue;
                    }
                    // The picture that the panel has is kept until the new one is there.
                    let image = EguiTextureHandle::Strong(shown.image.clone());
                    stage.texture = Some(stores.2.add_image(image));
                    if let Some(before) = shown.before.take() {
                        stores.2.remove_image(&before);
                    }
                }
            }
            (None, Some((_, _, shown))) => {
                if let Ok(mut camera) = changes.0.get_mut(shown.camera)
                    && camera.is_active
                {
                    camera.is_active = false;
                }
            }
            (None, None) => {}
        }
    }
}

/// How late it is, and whether what changes is to move.
#[derive(Clone, Copy)]
struct Now {
    ms: u64,
    moving: bool,
}

/// Whether what changes moves: only while the clock runs, and only if movement is wanted.
fn moves(shell: &Shell) -> bool {
    let runs = matches!(&shell.screen, Screen::Live(live) if live.seen.view.clock.running);
    runs && shell.settings.motion
}

/// The part of the scene in which something moves.
fn part_of(what: &What) -> Part {
    match what {
        What::Devices(at, _) | What::Cloth(at) | What::Dark(at) => Part::Devices(*at),
        What::Plug(_) => Part::Cables,
        What::Pull(_) | What::Vault(_) => Part::Over,
        What::Queue(..) | What::Vans(..) => Part::People,
        What::Pulse(..) => Part::Pulses,
    }
}

/// Takes the pictures away with the screens that they were on.
fn clear(
    mut shell: ResMut<ShellResource>,
    mut textures: ResMut<EguiUserTextures>,
    scenes: Query<&Shown>,
) {
    for (_, stage) in shell.0.stages() {
        *stage = Stage::default();
    }
    for shown in &scenes {
        for image in [Some(&shown.image), shown.before.as_ref()]
            .into_iter()
            .flatten()
        {
            textures.remove_image(image);
        }
    }
}

/// Where a viewer's scene stays until that is left.
fn while_at(viewer: Viewer) -> TablesAt {
    match viewer {
        Viewer::Home => TablesAt::Home,
        Viewer::Author => TablesAt::Writing,
        Viewer::Nation => TablesAt::Nation,
        Viewer::Console
        | Viewer::Review
        | Viewer::OtherDay
        | Viewer::Briefing
        | Viewer::Room(_) => TablesAt::Sitting,
    }
}

/// Changes what is otherwise than it was; returns whether it is drawn in this frame.
fn alter(
    commands: &mut Commands,
    stores: &mut Stores,
    (cameras, meshes, places): &mut Changes,
    shown: &mut Shown,
    wanted: Wanted,
    (viewer, now): (Viewer, Now),
) -> bool {
    let old = std::mem::replace(&mut shown.wanted, wanted);
    let wanted = &shown.wanted;
    let other = !wanted.subject.stands_as(&old.subject);
    let fresh = other || old.theme != wanted.theme;
    let resized = old.pixels != wanted.pixels;
    let moved = resized || old.projection != wanted.projection;
    if fresh {
        shown.moves = Moves::default();
    } else {
        let moves = &mut shown.moves;
        wanted
            .subject
            .change(moves, &old.subject, now.moving, now.ms);
    }
    let moving: Vec<Part> = shown.moves.pass(now.ms).iter().map(part_of).collect();
    let same = wanted.subject.looks_as(&old.subject);
    let changed = fresh || moved || !moving.is_empty() || !same;
    if changed {
        shown.frames = FRAMES;
    }
    let draws = shown.frames > 0;
    shown.frames = shown.frames.saturating_sub(1);
    if let Ok(mut camera) = cameras.get_mut(shown.camera)
        && camera.is_active != draws
    {
        camera.is_active = draws;
    }
    if !changed {
        return draws;
    }
    if resized {
        let image = stores.1.add(blank(wanted.pixels));
        let target = RenderTarget::Image(image.clone().into());
        commands.entity(shown.camera).insert(target);
        let old = std::mem::replace(&mut shown.image, image);
        if shown.unseen == 0 {
            shown.before = Some(old);
        }
        shown.unseen = FRAMES;
    }
    if other {
        for (_, part) in std::mem::take(&mut shown.parts) {
            commands.entity(part).despawn();
        }
        shown.parts = spawn(commands, stores, viewer, &shown.wanted);
        return draws;
    }
    for (part, entity) in &shown.parts {
        let differs = || wanted.subject.differs(*part, &old.subject);
        let other = fresh || moving.contains(part) || !same && differs();
        if other
            && let Ok(handle) = meshes.get(*entity)
            && let Some(mut mesh) = stores.0.get_mut(&handle.0)
        {
            *mesh = mesh_of(&wanted.subject.layer(*part, &shown.moves), &wanted.theme);
        }
        if moved && let Ok(mut place) = places.get_mut(*entity) {
            *place = placed(*part, wanted);
        }
    }
    draws
}

/// A picture with nothing on it.
fn blank(pixels: [u32; 2]) -> Image {
    let size = Extent3d {
        width: pixels[0].max(1),
        height: pixels[1].max(1),
        depth_or_array_layers: 1,
    };
    let mut image = Image {
        texture_descriptor: TextureDescriptor {
            label: Some("table"),
            size,
            dimension: TextureDimension::D2,
            format: TextureFormat::Bgra8UnormSrgb,
            mip_level_count: 1,
            sample_count: 1,
            usage: TextureUsages::TEXTURE_BINDING
                | TextureUsages::COPY_DST
                | TextureUsages::RENDER_ATTACHMENT,
            view_formats: &[],
        },
        ..default()
    };
    image.resize(size);
    image
}

/// A scene that was not there: its camera, its picture, its parts.
fn raise(commands: &mut Commands, stores: &mut Stores, viewer: Viewer, wanted: Wanted) {
    let image = stores.1.add(blank(wanted.pixels));
    let camera = commands
        .spawn((
            Camera2d,
            Camera {
                order: -1,
                clear_color: ClearColorConfig::Custom(Color::NONE),
                ..default()
            },
            RenderTarget::Image(image.clone().into()),
            RenderLayers::layer(viewer.layer()),
            DespawnOnExit(while_at(viewer)),
        ))
        .id();
    let parts = spawn(commands, stores, viewer, &wanted);
    let shown = Shown {
        wanted,
        camera,
        image,
        before: None,
        parts,
        moves: Moves::default(),
        unseen: FRAMES,
        frames: FRAMES,
    };
    commands.spawn((viewer, shown, DespawnOnExit(while_at(viewer))));
}

fn spawn(
    commands: &mut Commands,
    stores: &mut Stores,
    viewer: Viewer,
    wanted: &Wanted,
) -> Vec<(Part, Entity)> {
    let still = Moves::default();
    let parts = wanted.subject.parts().into_iter();
    parts
        .map(|part| {
            let mesh = stores
                .0
                .add(mesh_of(&wanted.subject.layer(part, &still), &wanted.theme));
            let entity = commands
                .spawn((
                    Mesh2d(mesh),
                    MeshMaterial2d(stores.3.0.clone()),
                    placed(part, wanted),
                    RenderLayers::layer(viewer.layer()),
                    DespawnOnExit(while_at(viewer)),
                ))
                .id();
            (part, entity)
        })
        .collect()
}

/// From pitches, downwards, to the camera's pixels, upwards from the middle.
fn placed(part: Part, wanted: &Wanted) -> Transform {
    let [wide, high] = wanted.pixels.map(|it| it as f32);
    let [x, y] = wanted.projection.origin;
    let scale = wanted.projection.scale;
    Transform {
        translation: Vec3::new(x - wide / 2.0, high / 2.0 - y, part.height()),
        scale: Vec3::new(scale, -scale, 1.0),
        ..default()
    }
}

fn mesh_of(layer: &Layer, theme: &Theme) -> Mesh {
    let positions: Vec<[f32; 3]> = layer.corners.iter().map(|[x, y]| [*x, *y, 0.0]).collect();
    let mut colours = Vec::with_capacity(positions.len());
    let mut indices: Vec<u32> = Vec::with_capacity(positions.len() * 2);
    for face in &layer.faces {
        let first = colours.len() as u32;
        let [r, g, b, a] = theme.on_table(face.paint).to_srgba_unmultiplied();
        let share = f32::from(face.strength) / 255.0;
        let back = theme.ground;
        let towards = |from: u8, to: u8| {
            (f32::from(from) + (f32::from(to) - f32::from(from)) * share).round() as u8
        };
        let colour = Color::srgba_u8(
            towards(back.r(), r),
            towards(back.g(), g),
            towards(back.b(), b),
            (u16::from(a) * u16::from(face.cover) / 255) as u8,
        )
        .to_linear()
        .to_f32_array();
        colours.extend(std::iter::repeat_n(colour, face.corners as usize));
        for corner in 1..face.corners.saturating_sub(1) {
            indices.extend([first, first + corner, first + corner + 1]);
        }
    }
    if indices.is_empty() {
        // The graphics card is given no mesh without a corner.
        return mesh_of(&speck(), theme);
    }
    Mesh::new(
        PrimitiveTopology::TriangleList,
        RenderAssetUsages::RENDER_WORLD,
    )
    .with_inserted_attribute(Mesh::ATTRIBUTE_POSITION, positions)
    .with_inserted_attribute(Mesh::ATTRIBUTE_COLOR, colours)
    .with_inserted_indices(Indices::U32(indices))
}

/// A face without extent.
fn speck() -> Layer {
    let mut layer = Layer::default();
    layer.upright(&[[0.0, 0.0]; 3], Paint::Sealed);
    layer
}
