//! The real app in Bevy, with no window system: its order, its frames, its states and its rooms.

use bevy::a11y::AccessibilityRequested;
use bevy::camera::RenderTarget;
use bevy::ecs::schedule::{
    LogLevel, ScheduleBuildError, ScheduleBuildSettings, ScheduleBuildWarning, Schedules,
};
use bevy::input::ButtonState;
use bevy::input::keyboard::{Key, KeyCode, KeyboardInput};
use bevy::prelude::*;
use bevy::time::TimeUpdateStrategy;
use bevy::window::PrimaryWindow;
use bevy_egui::{EguiContext, EguiOutput, EguiRenderOutput, PrimaryEguiContext};
use std::path::Path;
use std::time::Duration;
use wardroom::window::{
    AuthorAction, AuthorTab, ExerciseMinute, Go, LiveMode, Minute, RoomWindow, Screen,
    ScreenRequest, ScreenState, Shell, Tab, Wake, app_without_display, shell_of,
};
use wardroom_core::host::Ask;
use wardroom_core::scenario::OrganisationId;

/// The app with one of the shipped scenarios, at home.
fn app_with(scenario: &Path, records: &Path) -> App {
    if let Err(problems) = wardroom_files::scenario(scenario) {
        panic!("{}", problems.render(false));
    }
    let mut shell = Shell::new(Some(scenario), records.to_path_buf());
    shell.wait();
    shell.home();
    let mut app = app_without_display(shell, 1600, 900);
    settle(&mut app);
    app
}

fn shipped(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{name}.ron"))
}

fn friday(records: &Path) -> App {
    app_with(&shipped("friday-lunchtime"), records)
}

fn started(app: &mut App, team: Option<&str>) {
    let shell = shell_of(app);
    shell.choose(0);
    "4172".clone_into(&mut shell.briefing.seed);
    shell.start(team);
}

fn live(app: &mut App) -> &mut wardroom::window::Live {
    match &mut shell_of(app).screen {
        Screen::Live(live) => live,
        other => panic!("no exercise is under way: {other:?}"),
    }
}

/// One frame that comes so long after the last.
fn frame(app: &mut App, after: Duration) {
    app.insert_resource(TimeUpdateStrategy::ManualDuration(after));
    app.update();
}

fn left(app: &App) -> Option<Duration> {
    app.world().resource::<Wake>().left()
}

/// Lets everything that is under way come to its end.
fn settle(app: &mut App) {
    for _ in 0..60 {
        frame(app, Duration::from_millis(20));
        let shell = shell_of(app);
        shell.wait();
        if let Screen::Live(live) = &mut shell.screen {
            live.wait();
        }
    }
}

/// So many frames are drawn in ten seconds in which nobody does anything.
fn frames_in_ten_seconds(app: &mut App) -> u32 {
    let (mut passed, mut frames) = (Duration::ZERO, 0);
    while let Some(left) = left(app) {
        // No window draws more often than this.
        let left = left.max(Duration::from_millis(4));
        passed += left;
        if passed > Duration::from_secs(10) {
            break;
        }
        frame(app, left);
        frames += 1;
    }
    frames
}

fn primary(app: &mut App) -> Entity {
    let world = app.world_mut();
    let mut windows = world.query_filtered::<Entity, With<PrimaryWindow>>();
    windows.single(world).expect("the console's window")
}

fn press(app: &mut App, key_code: KeyCode, logical_key: Key) {
    let window = primary(app);
    for state in [ButtonState::Pressed, ButtonState::Released] {
        app.world_mut().write_message(KeyboardInput {
            key_code,
            logical_key: logical_key.clone(),
            state,
            text: None,
            repeat: false,
            window,
        });
        frame(app, Duration::from_millis(20));
    }
}

/// Whether a text field has the keyboard.
fn typing(app: &mut App) -> bool {
    let world = app.world_mut();
    let mut contexts = world.query_filtered::<&mut EguiContext, With<PrimaryEguiContext>>();
    let mut context = contexts.single_mut(world).expect("the console's context");
    context.get_mut().text_edit_focused()
}

/// Gives the keyboard to the first text field of the screen, as people without a mouse do.
fn type_somewhere(app: &mut App) -> bool {
    for _ in 0..80 {
        if typing(app) {
            return true;
        }
        press(app, KeyCode::Tab, Key::Tab);
    }
    false
}

/// Systems of others that have no order among themselves, each with why that is no matter here.
/// None of ours is excused.
const NOT_OURS: [&str; 3] = [
    // Its readers of the keyboard, the mouse and so on: each sends what it read to egui.
    "bevy_egui::",
    // State-scoped entities are despawned when the state is left: not of two states at once.
    "bevy_state::",
    // bevy_egui's own point where commands are applied: it touches everything.
    "apply_deferred",
];

/// Pairs of systems whose order nobody gave, in all schedules: those of which one is ours or which
/// nobody knows yet, and the schedules that were looked through.
fn ambiguities(app: &mut App) -> (Vec<String>, Vec<String>) {
    #[derive(SystemSet, Clone, Debug, PartialEq, Eq, Hash)]
    struct Anew;
    let (mut wrong, mut looked_at) = (Vec::new(), Vec::new());
    let labels: Vec<_> = app
        .world()
        .resource::<Schedules>()
        .iter()
        .map(|(_, schedule)| schedule.label())
        .collect();
    for label in labels {
        app.world_mut().schedule_scope(label, |world, schedule| {
            schedule.set_build_settings(ScheduleBuildSettings {
                ambiguity_detection: LogLevel::Error,
                use_shortnames: false,
                report_sets: false,
                ..schedule.get_build_settings()
            });
            // Nothing is looked at again unless something is new.
            schedule.configure_sets(Anew);
            looked_at.push(format!("{label:?}"));
            let found = match schedule.initialize(world) {
                Ok(built) => {
                    assert!(built.is_some(), "{label:?} was not looked at");
                    return;
                }
                Err(ScheduleBuildError::Elevated(ScheduleBuildWarning::Ambiguity(found))) => found,
                Err(other) => panic!("{}", other.to_string(schedule.graph(), world)),
            };
            for (a, b, on) in found.0.to_string(schedule.graph(), world.components()) {
                // What a system of others is made for, as for a state of ours, is no matter.
                let ours = |name: &str| {
                    let system = name.split('<').next().unwrap_or(name);
                    system.contains("wardroom::") || system.contains("window::app")
                };
                let known = NOT_OURS.iter().any(|it| a.contains(it) || b.contains(it));
                if ours(&a) || ours(&b) || !known {
                    wrong.push(format!("{label:?}: {a} and {b} on {on:?}"));
                }
            }
        });
    }
    (wrong, looked_at)
}

#[test]
fn no_two_systems_depend_on_an_order_that_nobody_gave_them() {
    let records = tempfile::tempdir().expect("a folder");
    let mut app = friday(records.path());
    // What is made on demand is there too.
    started(&mut app, None);
    shell_of(&mut app).rooms.open.insert(OrganisationId(0));
    settle(&mut app);
    let (wrong, looked_at) = ambiguities(&mut app);
    assert!(wrong.is_empty(), "{wrong:#?}");
    for ours in [
        "PreUpdate",
        "Update",
        "PostUpdate",
        "EguiPrimaryContextPass",
        "RoomContextPass",
    ] {
        let found = looked_at.iter().any(|label| label.starts_with(ours));
        assert!(found, "{ours} is not among {looked_at:?}");
    }
}

#[test]
fn two_systems_without_an_order_are_found() {
    #[derive(Resource, Default)]
    struct Number(u8);
    let records = tempfile::tempdir().expect("a folder");
    let mut app = friday(records.path());
    app.init_resource::<Number>().add_systems(
        Update,
        (
            |mut number: ResMut<Number>| number.0 = 1,
            |mut number: ResMut<Number>| number.0 = 2,
        ),
    );
    frame(&mut app, Duration::ZERO);
    let (wrong, _) = ambiguities(&mut app);
    assert_eq!(wrong.len(), 1, "{wrong:#?}");
    assert!(wrong[0].contains("Number"), "{wrong:#?}");
}

/// What is done to come to a screen.
type Prepare = fn(&mut App);

fn begun(app: &mut App) {
    started(app, None);
    live(app).advance(132 * 60);
}

fn reviewed(app: &mut App, tab: Tab) {
    started(app, Some("typical"));
    live(app).advance(u64::MAX / 120);
    shell_of(app).review();
    match &mut shell_of(app).screen {
        Screen::Review(review) => review.input.tab = tab,
        other => panic!("no review is shown: {other:?}"),
    }
}

fn written(app: &mut App, tab: AuthorTab) {
    let path = shipped("friday-lunchtime");
    assert_eq!(shell_of(app).author(&path), Ok(()));
    match &mut shell_of(app).screen {
        Screen::Author(author) => author.act(AuthorAction::Show(tab)),
        other => panic!("nothing is written: {other:?}"),
    }
}

/// The screens, each with whether there is a field to type in.
const SCREENS: [(&str, bool, Prepare); 16] = [
    ("home", false, |_| {}),
    ("briefing", false, |app| shell_of(app).choose(0)),
    ("briefing, people", true, |app| {
        shell_of(app).choose(0);
        shell_of(app).briefing.step = 1;
    }),
    ("live, paused", false, begun),
    ("live, jumping", true, |app| {
        begun(app);
        live(app).input.jump.typed = Some(String::new());
        live(app).input.jump.keys = true;
    }),
    ("live, looking back", false, |app| {
        begun(app);
        live(app).ask(Ask::LookBack(3_600));
    }),
    ("live, ended", false, |app| {
        started(app, Some("typical"));
        live(app).advance(u64::MAX / 120);
    }),
    ("live, with the room's window", false, |app| {
        begun(app);
        shell_of(app).rooms.open.insert(OrganisationId(0));
    }),
    ("review, what happened", false, |app| {
        reviewed(app, Tab::Happened)
    }),
    ("review, ratings", false, |app| reviewed(app, Tab::Ratings)),
    ("review, people", true, |app| reviewed(app, Tab::People)),
    ("author, story", true, |app| written(app, AuthorTab::Story)),
    ("author, estate", true, |app| {
        written(app, AuthorTab::Estate)
    }),
    // Its fields stand under a fold.
    ("register", false, |app| {
        shell_of(app).register();
    }),
    ("hindcast", false, |app| shell_of(app).hindcast()),
    ("help", false, |app| shell_of(app).dialogs.help = true),
];

#[test]
fn no_screen_draws_more_than_two_frames_in_ten_seconds_in_which_nobody_does_anything() {
    let mut wrong = Vec::new();
    for (screen, has_field, prepare) in SCREENS {
        let records = tempfile::tempdir().expect("a folder");
        let mut app = friday(records.path());
        prepare(&mut app);
        // The files' watch looks in real time.
        settle(&mut app);
        std::thread::sleep(Duration::from_millis(500));
        settle(&mut app);
        let frames = frames_in_ten_seconds(&mut app);
        if frames > 2 {
            wrong.push(format!("{screen}: {frames} frames"));
        }
        if has_field {
            assert!(type_somewhere(&mut app), "{screen}: nowhere to type");
            settle(&mut app);
            assert!(typing(&mut app), "{screen}: the field keeps the keyboard");
            let frames = frames_in_ten_seconds(&mut app);
            if frames > 2 {
                wrong.push(format!("{screen}, typing: {frames} frames"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn frames_come_while_the_clock_runs_and_stop_with_it() {
    let records = tempfile::tempdir().expect("a folder");
    let mut app = friday(records.path());
    begun(&mut app);
    settle(&mut app);
    // Whatever is asked meanwhile.
    shell_of(&mut app).settings.when_asked = wardroom_core::host::WhenAsked::GoOn;
    live(&mut app).ask(Ask::Speed(60));
    live(&mut app).ask(Ask::Run(true));
    frame(&mut app, Duration::from_millis(20));
    live(&mut app).settle();
    let before = live(&mut app).seen.view.clock.stands_at_secs;
    let frames = frames_in_ten_seconds(&mut app);
    // More where drawing one takes longer than the time to the next.
    assert!(frames >= 250, "{frames} frames");
    // A minute a second.
    live(&mut app).settle();
    let passed = live(&mut app).seen.view.clock.stands_at_secs - before;
    assert!((500..=660).contains(&passed), "{passed} s of exercise");
    live(&mut app).ask(Ask::Run(false));
    settle(&mut app);
    assert!(frames_in_ten_seconds(&mut app) <= 2);
}

#[test]
fn a_file_that_somebody_else_saves_wakes_the_author_screen() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in wardroom::cli::STARTER {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
    let main = folder.path().join("exercise.ron");
    let mut app = friday(&folder.path().join("records"));
    assert_eq!(shell_of(&mut app).author(&main), Ok(()));
    settle(&mut app);
    std::thread::sleep(Duration::from_millis(500));
    settle(&mut app);
    assert_eq!(left(&app), None, "it sleeps");
    let text = std::fs::read_to_string(&main).expect("the file");
    std::fs::write(&main, format!("// by somebody else\n{text}")).expect("written");
    let begun = std::time::Instant::now();
    while left(&app).is_none() {
        assert!(begun.elapsed().as_secs() < 20, "nobody woke it");
        std::thread::sleep(Duration::from_millis(10));
    }
    frame(&mut app, Duration::from_millis(20));
    match &shell_of(&mut app).screen {
        Screen::Author(author) => {
            assert!(
                author.project().files[0]
                    .buffer
                    .text()
                    .starts_with("// by somebody else")
            );
        }
        other => panic!("nothing is written: {other:?}"),
    }
}

#[test]
fn the_states_follow_the_screen() {
    let records = tempfile::tempdir().expect("a folder");
    let mut app = friday(records.path());
    let screen = |app: &App| *app.world().resource::<State<ScreenState>>().get();
    let mode = |app: &App| {
        app.world()
            .get_resource::<State<LiveMode>>()
            .map(|it| *it.get())
    };
    assert_eq!((screen(&app), mode(&app)), (ScreenState::Home, None));
    begun(&mut app);
    frame(&mut app, Duration::ZERO);
    assert_eq!(
        (screen(&app), mode(&app)),
        (ScreenState::Live, Some(LiveMode::Now))
    );
    live(&mut app).ask(Ask::LookBack(3_600));
    settle(&mut app);
    assert_eq!(mode(&app), Some(LiveMode::LookingBack));
    live(&mut app).advance(u64::MAX / 120);
    shell_of(&mut app).review();
    frame(&mut app, Duration::ZERO);
    assert_eq!((screen(&app), mode(&app)), (ScreenState::Review, None));
}

#[test]
fn a_request_leads_to_another_screen_and_its_state_in_one_frame() {
    let records = tempfile::tempdir().expect("a folder");
    let mut app = friday(records.path());
    for (go, state) in [
        (Go::Register, ScreenState::Register),
        (Go::Hindcast, ScreenState::Hindcast),
        (Go::Choose(0), ScreenState::Briefing),
        (Go::Begin, ScreenState::Opening),
        (Go::Home, ScreenState::Home),
    ] {
        app.world_mut().write_message(ScreenRequest(go));
        frame(&mut app, Duration::from_millis(20));
        let now = *app.world().resource::<State<ScreenState>>().get();
        assert_eq!(now, state, "{go:?}");
    }
    assert!(matches!(shell_of(&mut app).screen, Screen::Home));
}

/// The minutes for which the schedule ran.
#[derive(Resource, Default)]
struct Ran(Vec<u64>);

#[test]
fn every_minute_of_exercise_is_run_once_however_many_pass_in_a_frame() {
    let records = tempfile::tempdir().expect("a folder");
    let mut app = friday(records.path());
    app.init_resource::<Ran>().add_systems(
        ExerciseMinute,
        |minute: Res<Minute>, mut ran: ResMut<Ran>| ran.0.push(minute.mins),
    );
    begun(&mut app);
    settle(&mut app);
    assert_eq!(
        app.world().resource::<Ran>().0,
        [132],
        "as it comes to be shown"
    );
    live(&mut app).advance(135 * 60 + 20);
    frame(&mut app, Duration::from_millis(20));
    live(&mut app).advance(135 * 60 + 50);
    settle(&mut app);
    assert_eq!(app.world().resource::<Ran>().0, [132, 133, 134, 135]);
    live(&mut app).ask(Ask::LookBack(3_600));
    settle(&mut app);
    live(&mut app).ask(Ask::ReturnToNow);
    settle(&mut app);
    assert_eq!(app.world().resource::<Ran>().0.len(), 4, "none comes again");
    // A jump is no passing of each minute that it leaves out.
    live(&mut app).advance(800 * 60);
    settle(&mut app);
    assert_eq!(app.world().resource::<Ran>().0, [132, 133, 134, 135, 800]);
    // The next exercise has minutes of its own.
    started(&mut app, None);
    frame(&mut app, Duration::from_millis(20));
    assert_eq!(
        app.world().resource::<Ran>().0,
        [132, 133, 134, 135, 800, 0]
    );
}

#[test]
fn a_room_says_in_its_title_how_late_it_is_and_closes_with_the_sitting() {
    let records = tempfile::tempdir().expect("a folder");
    let mut app = friday(records.path());
    begun(&mut app);
    shell_of(&mut app).rooms.open.insert(OrganisationId(0));
    settle(&mut app);
    let title = |app: &mut App| {
        let world = app.world_mut();
        let mut windows = world.query_filtered::<&Window, With<RoomWindow>>();
        windows.single(world).expect("one").title.clone()
    };
    assert_eq!(title(&mut app), "Wardroom: the room, Fri 13:42");
    live(&mut app).advance(140 * 60);
    frame(&mut app, Duration::from_millis(20));
    assert_eq!(title(&mut app), "Wardroom: the room, Fri 13:50");
    let window = |app: &mut App| {
        let world = app.world_mut();
        let mut windows = world.query_filtered::<Entity, (With<RoomWindow>, With<Window>)>();
        windows.single(world).expect("one")
    };
    let opened = window(&mut app);
    live(&mut app).advance(u64::MAX / 120);
    app.world_mut().write_message(ScreenRequest(Go::Review));
    settle(&mut app);
    assert!(matches!(shell_of(&mut app).screen, Screen::Review(_)));
    assert_eq!(window(&mut app), opened, "the room looks back together");
    app.world_mut().write_message(ScreenRequest(Go::Home));
    settle(&mut app);
    assert_eq!(rooms(&mut app), 0);
    let world = app.world_mut();
    // That of the model at home draws a picture, and no window.
    let mut cameras = world.query_filtered::<&RenderTarget, With<Camera2d>>();
    let to_windows = cameras.iter(world);
    let to_windows = to_windows.filter(|it| matches!(it, RenderTarget::Window(_)));
    assert_eq!(to_windows.count(), 1, "the console's is left");
}

/// The county with so many organisations.
fn county_of(count: usize, folder: &Path) -> std::path::PathBuf {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    for sub in ["", "library", "friday-across", "files"] {
        std::fs::create_dir_all(folder.join(sub)).expect("a folder");
        let Ok(entries) = std::fs::read_dir(shipped.join(sub)) else {
            continue;
        };
        for entry in entries.flatten().filter(|it| it.path().is_file()) {
            std::fs::copy(entry.path(), folder.join(sub).join(entry.file_name())).expect("copied");
        }
    }
    let estate = folder.join("library/mereshire-estate.ron");
    let text = std::fs::read_to_string(&estate).expect("the estate");
    let known = text.matches("Organisation(").count();
    let more: String = (known..count)
        .map(|at| {
            format!(
                "Organisation(id: \"practice-{at}\", name: \"Practice {at}\", short: \"P {at}\", about: \"A practice.\"),"
            )
        })
        .collect();
    let text = text.replacen("organisations: [", &format!("organisations: [{more}"), 1);
    std::fs::write(&estate, text).expect("written");
    folder.join("friday-across.ron")
}

fn rooms(app: &mut App) -> usize {
    let world = app.world_mut();
    let mut windows = world.query_filtered::<Entity, (With<RoomWindow>, With<Window>)>();
    windows.iter(world).count()
}

#[test]
fn every_one_of_twenty_organisations_has_its_room() {
    let folder = tempfile::tempdir().expect("a folder");
    let scenario = county_of(20, folder.path());
    let mut app = app_with(&scenario, &folder.path().join("records"));
    started(&mut app, None);
    let of: Vec<OrganisationId> = live(&mut app).scenario().organisation_ids().collect();
    assert_eq!(of.len(), 20);
    for of in of {
        live(&mut app).show(Some(of));
        live(&mut app).settle();
        shell_of(&mut app).toggle_room();
        assert!(shell_of(&mut app).rooms.open.contains(&of));
    }
    settle(&mut app);
    assert_eq!(rooms(&mut app), 20);
    let world = app.world_mut();
    let mut drawn = world.query_filtered::<(&RoomWindow, &EguiRenderOutput), With<Camera2d>>();
    let drawn: Vec<_> = drawn.iter(world).collect();
    assert_eq!(drawn.len(), 20);
    for (room, output) in drawn {
        let points: usize = output
            .paint_jobs
            .iter()
            .map(|job| match &job.primitive {
                egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
                egui::epaint::Primitive::Callback(_) => 0,
            })
            .sum();
        assert!(points > 1_000, "{room:?} is drawn with {points} points");
    }
    assert!(frames_in_ten_seconds(&mut app) <= 2, "they sleep too");
    // One is closed and opened again.
    shell_of(&mut app).toggle_room();
    settle(&mut app);
    assert_eq!(rooms(&mut app), 19);
    shell_of(&mut app).toggle_room();
    settle(&mut app);
    assert_eq!(rooms(&mut app), 20);
}

#[test]
fn what_a_frame_holds_is_told_in_words_while_somebody_reads_it_and_only_then() {
    let records = tempfile::tempdir().expect("a folder");
    let mut app = friday(records.path());
    started(&mut app, None);
    settle(&mut app);
    let told = |app: &mut App| {
        frame(app, Duration::from_millis(20));
        let world = app.world_mut();
        let mut outputs = world.query::<&EguiOutput>();
        let said = |it: &EguiOutput| it.platform_output.accesskit_update.is_some();
        outputs.iter(world).any(said)
    };
    // Every new context says it is read, as bevy_egui makes it.
    let world = app.world_mut();
    let mut contexts = world.query::<&mut EguiContext>();
    for mut context in contexts.iter_mut(world) {
        context.get_mut().enable_accesskit();
    }
    assert!(!told(&mut app), "nobody reads it");
    app.world().resource::<AccessibilityRequested>().set(true);
    assert!(told(&mut app), "somebody does");
    app.world().resource::<AccessibilityRequested>().set(false);
    assert!(!told(&mut app));
}
