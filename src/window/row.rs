//! A row of a long list that scrolls: only rows in sight are laid out, all others keep the room that they
//! take. Must not know what a row says.

use egui::{Id, Response, Ui, UiBuilder, vec2};
use std::hash::Hash;

/// So far beyond what is in sight rows are laid out as well, points: the next one is there for the Tab key
/// and for a turn of the wheel.
const BEYOND: f32 = 160.0;

/// How high a row was when it was last laid out, and all that this hangs on: the width, pixels in a point,
/// and what it says.
#[derive(Clone, Copy)]
struct Room {
    of: u64,
    high: f32,
}

/// A row that is laid out only if it is in sight, has the keyboard, or nobody knows how high it is: new, of
/// another width, at another scale, or saying something else. Whoever has the window read out is read all
/// rows.
///
/// `says` is all that its height hangs on, beside the width; `id` is that of the response which `add` gives,
/// and of nothing else. A row that gets the keyboard comes into sight. One that is `open`, to which something
/// else is tied, is always laid out.
pub fn row_in_sight(
    ui: &mut Ui,
    id: Id,
    says: impl Hash,
    open: bool,
    add: impl FnOnce(&mut Ui) -> Response,
) -> Option<Response> {
    let width = ui.available_width();
    let scale = ui.ctx().pixels_per_point();
    let of = egui::util::hash((width.to_bits(), scale.to_bits(), says));
    let known: Option<Room> = ui.data(|data| data.get_temp(id));
    let known = known.filter(|room| room.of == of);
    if let Some(room) = known
        && !open
        && !near(ui, room.high)
        && !ui.memory(|memory| memory.has_focus(id))
        && !read_out(ui)
    {
        ui.allocate_space(vec2(width, room.high));
        return None;
    }
    let shown = ui.scope_builder(UiBuilder::new().id_salt(id), add);
    let high = shown.response.rect.height();
    if known.is_none_or(|room| room.high != high) {
        ui.data_mut(|data| data.insert_temp(id, Room { of, high }));
    }
    if shown.inner.gained_focus() {
        shown.inner.scroll_to_me(None);
    }
    Some(shown.inner)
}

/// Whether the next row, so high, is in sight or almost.
fn near(ui: &Ui, high: f32) -> bool {
    let top = ui.cursor().top();
    let seen = ui.clip_rect();
    top + high >= seen.top() - BEYOND && top <= seen.bottom() + BEYOND
}

/// Whether somebody has the window read out.
fn read_out(ui: &Ui) -> bool {
    let root = egui::accesskit_root_id();
    ui.ctx().accesskit_node_builder(root, |_| ()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Context, Event, Key, Modifiers, RawInput, Rect, ScrollArea, Sense, pos2};

    /// A list of rows, each as high as it says, in a window 200 points high.
    #[derive(Default)]
    struct List {
        ctx: Context,
        rows: Vec<f32>,
        width: f32,
        scroll: Option<f32>,
        open: Option<usize>,
        events: Vec<Event>,
    }

    impl List {
        fn of(count: usize) -> Self {
            Self {
                rows: vec![20.0; count],
                width: 300.0,
                ..Self::default()
            }
        }

        fn id(at: usize) -> Id {
            Id::new(("row", at))
        }

        /// A frame: which rows were laid out, and how high all are together.
        fn frame(&mut self) -> (Vec<usize>, f32) {
            let size = vec2(400.0, 200.0);
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size)),
                events: std::mem::take(&mut self.events),
                ..RawInput::default()
            };
            let (mut laid, mut whole) = (Vec::new(), 0.0);
            let (rows, width, scroll) = (&self.rows, self.width, self.scroll.take());
            let open = self.open;
            let mut output = self.ctx.run_ui(input, |ui| {
                ui.spacing_mut().item_spacing.y = 5.0;
                let mut area = ScrollArea::vertical().auto_shrink([false, false]);
                if let Some(offset) = scroll {
                    area = area.vertical_scroll_offset(offset);
                }
                let shown = area.show(ui, |ui| {
                    ui.set_width(width);
                    for (at, high) in rows.iter().enumerate() {
                        let id = Self::id(at);
                        row_in_sight(ui, id, high.to_bits(), open == Some(at), |ui| {
                            laid.push(at);
                            let (_, rect) = ui.allocate_space(vec2(width, *high));
                            ui.interact(rect, id, Sense::click())
                        });
                    }
                });
                whole = shown.content_size.y;
            });
            // Nobody draws it.
            output.textures_delta.clear();
            (laid, whole)
        }
    }

    #[test]
    fn rows_out_of_sight_are_not_laid_out_and_take_the_room_that_they_took() {
        let mut list = List::of(100);
        let (laid, whole) = list.frame();
        assert_eq!(laid.len(), 100, "how high they are is not known yet");
        let (laid, after) = list.frame();
        assert_eq!(after, whole);
        assert!(laid.len() < 20 && laid.starts_with(&[0, 1, 2]), "{laid:?}");
        list.scroll = Some(1_000.0);
        let (laid, after) = list.frame();
        assert_eq!(after, whole);
        assert!(laid.contains(&40) && laid.contains(&48), "{laid:?}");
        assert!(!laid.contains(&0) && !laid.contains(&99), "{laid:?}");
        list.open = Some(99);
        assert!(list.frame().0.contains(&99), "something is tied to it");
    }

    #[test]
    fn a_row_that_says_something_else_is_laid_out_anew_and_all_are_when_the_width_or_scale_is_another()
     {
        let mut list = List::of(100);
        let (_, whole) = list.frame();
        list.frame();
        list.rows[90] = 50.0;
        let (laid, after) = list.frame();
        assert!(laid.contains(&90) && laid.len() < 20, "{laid:?}");
        assert_eq!(after, whole + 30.0);
        let (laid, _) = list.frame();
        assert!(!laid.contains(&90), "{laid:?}");
        list.width = 250.0;
        assert_eq!(list.frame().0.len(), 100, "another width");
        assert!(list.frame().0.len() < 20);
        list.ctx.set_zoom_factor(1.5);
        list.frame();
        let all = (0..3).map(|_| list.frame().0.len()).max();
        assert!(all.is_some_and(|it| it < 25), "kept at the new scale");
    }

    #[test]
    fn the_tab_key_goes_through_all_rows_and_each_comes_into_sight() {
        let mut list = List::of(60);
        list.frame();
        for at in 0..60 {
            list.events = vec![Event::Key {
                key: Key::Tab,
                physical_key: None,
                pressed: true,
                repeat: false,
                modifiers: Modifiers::NONE,
            }];
            list.frame();
            // Egui moves the focus, then the list follows.
            for _ in 0..30 {
                list.frame();
            }
            let id = List::id(at);
            assert!(
                list.ctx.memory(|memory| memory.has_focus(id)),
                "row {at} was passed over"
            );
            let rect = list.ctx.read_response(id).map(|it| it.rect);
            let seen = rect.is_some_and(|it| it.top() >= -1.0 && it.bottom() <= 201.0);
            assert!(seen, "row {at} is at {rect:?}");
        }
    }

    #[test]
    fn whoever_has_the_window_read_out_is_read_all_rows() {
        let mut list = List::of(100);
        list.ctx.enable_accesskit();
        list.frame();
        assert_eq!(list.frame().0.len(), 100);
        list.ctx.disable_accesskit();
        assert!(list.frame().0.len() < 20);
    }
}
