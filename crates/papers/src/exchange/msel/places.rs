//! In which file each inject stands, and what is written there of when it is sent. Must not change
//! anything.

use wardroom_core::ron_tree::{Outline, Step};
use wardroom_core::scenario::{Scenario, load};

/// Where an inject is written.
#[derive(Clone, Debug, Default)]
pub(in crate::exchange) struct Place {
    /// The file's path.
    pub(super) file: String,
    /// Whether that is the main file.
    pub(super) main: bool,
    /// When it is sent, as it is written.
    pub(in crate::exchange) fires: String,
}

/// The places of all injects of a scenario, in its order.
pub(in crate::exchange) fn places(scenario: &Scenario) -> Vec<Place> {
    let main = scenario.files.first().map_or("", |file| file.path.as_str());
    let fetch = |path: &str| {
        let file = scenario.files.iter().find(|file| file.path == path);
        file.ok_or_else(|| "it is not among the scenario's files".to_owned())?
            .bytes()
    };
    let Ok(loaded) = load(main, &fetch) else {
        return vec![Place::default(); scenario.injects.len()];
    };
    let files = loaded.sources.files();
    let outlines: Vec<Option<Outline>> = files.iter().map(|it| Outline::of(&it.text)).collect();
    let place = |mark: wardroom_core::scenario::Mark| -> Option<Place> {
        let file = mark.file as usize;
        let (text, start) = (&files.get(file)?.text, mark.start as usize);
        let list = outlines[file].as_ref()?.find(&[Step::from("injects")])?;
        let inject = list
            .items()
            .iter()
            .find(|it| it.value.range.contains(&start))?;
        let fires = inject.value.part(&Step::from("fires"))?;
        Some(Place {
            file: files[file].path.clone(),
            main: file == 0,
            fires: text[fires.value.range.clone()].to_owned(),
        })
    };
    loaded
        .scenario
        .injects
        .iter()
        .map(|it| place(it.id.mark).unwrap_or_default())
        .collect()
}
