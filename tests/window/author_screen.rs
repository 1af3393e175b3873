//! The author screen under the hand: nothing moves that is clicked, what is scrolled keeps its names, a
//! mistake is one problem that can be mended where it is, and a department is dragged on the table.

use crate::author::{author, opened, until};
use crate::support::click;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};
use wardroom::window::{AuthorAction, AuthorTab, Shell};
use wardroom_core::words;

fn rects(harness: &Harness<'static, Shell>, labels: &[&str]) -> Vec<egui::Rect> {
    labels
        .iter()
        .map(|label| {
            let found = harness.root().query_all(By::new().predicate(move |node| {
                matches!(node.role(), Role::Button | Role::Label)
                    && [node.label(), node.value()].contains(&Some((*label).to_owned()))
            }));
            let mut found = found;
            found.next().unwrap_or_else(|| panic!("“{label}”")).rect()
        })
        .collect()
}

#[test]
fn tabs_and_buttons_stay_where_they_are_whatever_is_said_of_the_files_and_whichever_tab_is_shown() {
    for size in [
        [1920.0, 1080.0],
        [1500.0, 844.0],
        [1000.0, 562.0],
        [750.0, 422.0],
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut harness, _) = opened(folder.path(), size);
        let mut labels: Vec<&str> = AuthorTab::ALL.iter().map(|(_, words)| *words).collect();
        labels.extend(["Save", "Undo", words::REDO, "Try it", "Home"]);
        let before = rects(&harness, &labels);
        let lowest = before.iter().map(|it| it.bottom()).fold(0.0, f32::max);
        assert!(lowest < size[1] / 4.0, "{size:?}: {lowest}");
        author(&mut harness).act(AuthorAction::Duplicate("injects"));
        harness.run_steps(3);
        assert_eq!(rects(&harness, &labels), before, "something is not saved");
        author(&mut harness).act(AuthorAction::Save);
        until(&mut harness, "saved", |it| !it.view.saved.saving);
        assert_eq!(
            rects(&harness, &labels),
            before,
            "it is told when it was saved"
        );
        for (tab, _) in AuthorTab::ALL {
            author(&mut harness).act(AuthorAction::Show(tab));
            harness.run_steps(3);
            assert_eq!(rects(&harness, &labels), before, "{tab:?}");
        }
    }
}

#[test]
fn lanes_keep_their_names_in_view_and_what_is_picked_is_brought_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = opened(folder.path(), [1600.0, 900.0]);
    let scenario = author(&mut harness).sound().expect("sound").clone();
    let lane = author(&mut harness).view.story.lanes[0].clone();
    author(&mut harness).input.zoom = 20.0;
    harness.run_steps(4);
    let before = rects(&harness, &[&lane]);
    // The last that comes at a time of its own.
    let cards = author(&mut harness).view.story.cards.clone();
    let last = (0..scenario.injects.len())
        .filter(|at| cards[*at].fixed)
        .max_by_key(|at| cards[*at].mins)
        .expect("one at a time");
    let label = format!("{}: {}", words::INJECT, scenario.injects[last].title);
    assert!(
        harness.query_by_label(&label).is_none(),
        "it is out of sight"
    );
    author(&mut harness).act(AuthorAction::Pick("injects", last));
    harness.run_steps(6);
    let card = harness.get_by_label(&label).rect();
    let named = rects(&harness, &[&lane])[0];
    assert_eq!(named.left(), before[0].left(), "names scroll down only");
    assert!(
        card.left() >= named.right() - 1.0,
        "{card:?} beside {named:?}"
    );
}

#[test]
fn a_bracket_that_is_missing_is_one_problem_with_its_line_and_is_mended_where_it_is_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, main) = opened(folder.path(), [1600.0, 900.0]);
    let text = std::fs::read_to_string(&main).expect("the file");
    let at = text.find("injects: [").expect("the list");
    let end = at + text[at..].find("\n    ],").expect("its end");
    let mut broken = text.clone();
    broken.replace_range(end..end + "\n    ],".len(), "\n    ,");
    std::fs::write(&main, &broken).expect("saved");
    until(&mut harness, "the mistake", |it| {
        !it.view.problems.list.is_empty()
    });
    assert_eq!(author(&mut harness).view.problems.list.len(), 1);
    let line = text[..at].matches('\n').count() + 1;
    harness.get_by_label(&format!("exercise.ron can't be read at line {line}"));
    assert!(
        harness
            .query_by_label_contains("None in the scenario")
            .is_none()
    );
    assert!(
        harness
            .query_by_label_contains("Nothing is picked")
            .is_none()
    );
    click(&mut harness, "Go there: the bracket `[` is not closed");
    harness.get_by_label("Lines of the file");
    // It is undone to what was sound before, and redone to nothing that is not.
    click(&mut harness, "Undo");
    until(&mut harness, "sound again", |it| {
        it.view.problems.list.is_empty() && !it.view.checking
    });
    assert_eq!(author(&mut harness).project().files[0].buffer.text(), text);
}

#[test]
fn a_name_that_is_none_is_marked_on_its_field_and_mended_by_a_button_as_one_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, main) = opened(folder.path(), [1600.0, 4000.0]);
    let text = std::fs::read_to_string(&main).expect("the file");
    let channel = text.find("channel: \"").expect("a channel") + "channel: \"".len();
    let id = &text[channel..channel + text[channel..].find('"').expect("its end")];
    let mut broken = text.clone();
    broken.insert(channel + id.len(), 'x');
    std::fs::write(&main, &broken).expect("saved");
    until(&mut harness, "the mistake", |it| !it.view.placed.is_empty());
    let placed = author(&mut harness).view.placed.clone();
    assert_eq!(placed.len(), 1, "{placed:?}");
    harness
        .query_all_by_label_contains("Go there: ")
        .next()
        .expect("it can be gone to")
        .click();
    harness.run_steps(4);
    assert_eq!(author(&mut harness).input.tab, AuthorTab::Story);
    // On its field and beside.
    let fix = format!("Fix: {id}");
    assert_eq!(harness.query_all_by_label(&fix).count(), 2);
    harness.query_all_by_label(&fix).next().expect("it").click();
    harness.run_steps(4);
    author(&mut harness).wait();
    harness.run_steps(2);
    assert_eq!(author(&mut harness).project().files[0].buffer.text(), text);
    assert!(author(&mut harness).view.problems.list.is_empty());
    assert_eq!(harness.query_all_by_label(&fix).count(), 0);
    // One step back is before it was broken: nobody comes to stand on that.
    click(&mut harness, "Undo");
    assert_eq!(author(&mut harness).project().files[0].buffer.text(), text);
    assert!(!author(&mut harness).project().can().0);
}

#[test]
fn a_department_is_picked_on_the_table_and_dragged_to_another_floor_as_one_change() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = opened(folder.path(), [1900.0, 1200.0]);
    click(&mut harness, "Estate");
    let model = harness
        .get_by_label_contains("Model of the trust")
        .rect()
        .shrink(4.0);
    let file = author(&mut harness)
        .view
        .home_of("segments")
        .expect("a file");
    let before = author(&mut harness).project().files[file]
        .buffer
        .text()
        .to_owned();
    let points: Vec<egui::Pos2> = (1..60)
        .flat_map(|x| (1..40).map(move |y| (x as f32 / 60.0, y as f32 / 40.0)))
        .map(|(x, y)| model.lerp_inside(egui::vec2(x, y)))
        .collect();
    let button = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::NONE,
    };
    // Pressed and moved a little, a department is taken up.
    let mut taken = None;
    for at in &points {
        for event in [
            egui::Event::PointerMoved(*at),
            button(*at, true),
            egui::Event::PointerMoved(*at + egui::vec2(9.0, 0.0)),
        ] {
            harness.event(event);
            harness.run_steps(1);
        }
        taken = author(&mut harness).input.taken.clone();
        if taken.is_some() {
            break;
        }
        harness.event(button(*at, false));
        harness.run_steps(1);
        author(&mut harness).input.spot.model.pan = egui::Vec2::ZERO;
    }
    let taken = taken.expect("a department");
    let scenario = author(&mut harness).sound().expect("sound").clone();
    let name = &scenario.segments[taken.segment].name;
    // Moved about until it is said that it would come to stand on another floor.
    let told = points.iter().find_map(|at| {
        harness.event(egui::Event::PointerMoved(*at));
        harness.run_steps(1);
        let head = format!("{name}: ");
        let mut found = harness.query_all_by_label_contains(&head);
        let found = found.next()?;
        let label = NodeT::accesskit_node(&found).value()?;
        let on_floor = label.contains("floor") && !label.contains("Let it go");
        (on_floor && !label.contains("a building") && !label.contains("a floor more"))
            .then_some((*at, label))
    });
    let (at, label) = told.expect("another floor");
    harness.event(button(at, false));
    harness.run_steps(4);
    author(&mut harness).wait();
    harness.run_steps(4);
    let now = author(&mut harness).sound().expect("sound").clone();
    let segment = &now.segments[taken.segment];
    let stand = segment.stands.clone().expect("it says where");
    assert_ne!(stand, taken.stand, "{label}");
    assert!(
        label.contains(&stand.building) && label.contains(&stand.site),
        "{label}"
    );
    // It is picked in the form, and all of it is one change.
    let input = &author(&mut harness).input;
    assert_eq!(input.list, "segments");
    let at = input.picked("segments");
    let items = author(&mut harness).view.items("segments");
    assert_eq!(items[at].0, segment.id);
    click(&mut harness, "Undo");
    assert_eq!(
        author(&mut harness).project().files[file].buffer.text(),
        before
    );
    assert!(!author(&mut harness).project().can().0);
}

#[test]
fn where_machines_stand_is_offered_for_a_department_and_for_its_hosts() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut harness, _) = opened(folder.path(), [1600.0, 4000.0]);
    click(&mut harness, "Estate");
    author(&mut harness).act(AuthorAction::Pick("segments", 1));
    harness.run_steps(4);
    let file = author(&mut harness)
        .view
        .home_of("segments")
        .expect("a file");
    let text = |harness: &mut Harness<'static, Shell>| {
        author(harness).project().files[file]
            .buffer
            .text()
            .to_owned()
    };
    let offered =
        |harness: &Harness<'static, Shell>| harness.query_all_by_label("+ Where it stands").count();
    // The department says it already, none of its groups does.
    let groups = author(&mut harness).sound().expect("sound").segments[1]
        .groups
        .len();
    assert_eq!(offered(&harness), groups);
    assert!(harness.query_all_by_label("Where it stands").count() > 0);
    let before = text(&mut harness);
    author(&mut harness).act(AuthorAction::Remove {
        file,
        path: vec!["segments".into(), 1.into(), "stands".into()],
    });
    harness.run_steps(4);
    assert!(author(&mut harness).sound().is_some());
    assert_eq!(offered(&harness), groups + 1);
    click(&mut harness, "Undo");
    assert_eq!(text(&mut harness), before);
    // What is put in is empty, which the check tells of.
    let first = harness.query_all_by_label("+ Where it stands").next();
    first.expect("it is offered").click();
    harness.run_steps(6);
    let now = text(&mut harness);
    let put = "stands: Stand(site: \"\", building: \"\", floors: [])";
    assert!(now.contains(put), "{now}");
    assert_eq!(now.len(), before.len() + ", ".len() + put.len());
    until(&mut harness, "three problems", |author| {
        author.view.problems.list.len() == 3
    });
}
