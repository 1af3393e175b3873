//! In which order scenarios are offered: the easiest first. Must not draw.

use std::sync::Arc;
use wardroom_core::scenario::Scenario;

/// Scenarios by how hard they are, as their authors say it, then by their length in the room; what nobody
/// has said comes last.
pub fn by_difficulty<'a>(
    sound: impl Iterator<Item = (usize, &'a Arc<Scenario>)>,
) -> Vec<(usize, &'a Arc<Scenario>)> {
    let mut sorted: Vec<_> = sound.collect();
    sorted.sort_by_key(|(_, it)| (difficulty(&it.level), it.room_mins, it.title.clone()));
    sorted
}

/// How hard the words are that a scenario has for it: 0 is for beginners.
fn difficulty(level: &str) -> u8 {
    let level = level.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|it| level.contains(it));
    if says(&["first", "starter", "beginner", "introduct"]) {
        0
    } else if says(&["core", "intermediate"]) {
        1
    } else if says(&["advanced", "expert"]) {
        2
    } else {
        3
    }
}

/// How long it takes in the room.
pub fn length(room_mins: u32) -> String {
    match (room_mins / 60, room_mins % 60) {
        (0, mins) => format!("{mins} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, mins) => format!("{hours} h {mins:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::window::shell::Library;
    use std::path::Path;

    #[test]
    fn the_first_exercise_stands_first_and_the_hardest_and_longest_last() {
        let mut library = Library::of(wardroom_files::scenarios_in(Path::new("scenarios")));
        library.read();
        let sorted = by_difficulty(library.sound());
        let ids: Vec<&str> = sorted.iter().map(|(_, it)| it.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "clean-but-dark",
                "signed-out-board",
                "friday-lunchtime",
                "hosted-record",
                "eight-weeks",
                "no-bloods",
                "friday-across",
                "signed-out"
            ]
        );
        // Places are the library's own, whatever the order.
        for (at, scenario) in &sorted {
            assert_eq!(library.by_id(&scenario.id), Some(*at));
        }
        assert!(difficulty("as hard as it comes") > difficulty("advanced"));
    }
}
