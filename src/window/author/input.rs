//! What an author has begun in the window and the files don't hold: what is shown and picked, how it
//! is shown, and what is typed and not yet taken. Must not change a file.

use crate::window::map::Map;
use crate::window::table::Spot;
use std::collections::BTreeMap;
use std::ops::Range;
use wardroom_core::ron_tree::Step;
use wardroom_core::words;
use wardroom_table::Taken;

/// What is shown of a scenario.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AuthorTab {
    /// Messages and questions on a timeline.
    #[default]
    Story,
    /// Decision points with their options.
    Questions,
    /// What is rehearsed, each with the tasks by which it is judged.
    Objectives,
    /// The chairs at the table.
    People,
    /// What the team may order.
    Cards,
    /// The trust: network, systems, services.
    Estate,
    /// How scripted teams fare, over many runs.
    Balance,
}

impl AuthorTab {
    /// In the order in which they stand, with what is written on them.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Story, words::MEL_TIMELINE),
        (Self::Questions, words::DECISION_POINTS),
        (Self::Objectives, "Objectives"),
        (Self::People, "People"),
        (Self::Cards, "Cards"),
        (Self::Estate, "Estate"),
        (Self::Balance, words::DIFFICULTY),
    ];

    /// The tab in which a list of the scenario stands, and the list.
    pub fn of(list: &str) -> Option<(Self, &'static str)> {
        Self::ALL.iter().find_map(|(tab, _)| {
            let found = tab.lists().iter().find(|it| **it == list)?;
            Some((*tab, *found))
        })
    }

    /// The lists of the scenario that it shows, by their names in the files.
    pub fn lists(self) -> &'static [&'static str] {
        match self {
            Self::Story => &["injects"],
            Self::Questions => &["prompts"],
            Self::Objectives => &["objectives"],
            Self::People => &["roles"],
            Self::Cards => &["cards"],
            Self::Estate => &[
                "segments", "links", "systems", "services", "crews", "channels", "bodies",
                "pathways",
            ],
            Self::Balance => &[],
        }
    }
}

/// Where something that is typed goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Words, at this path: they are put in quotation marks.
    Words(Vec<Step>),
    /// As the format has it, in place of this stretch of the text.
    Stretch(Range<usize>),
}

/// What is typed into a field and not taken yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The place of its file among those of the project.
    pub file: usize,
    /// Where it goes.
    pub place: Place,
    /// What stood there when it was begun.
    pub was: String,
    /// What stands in the field now.
    pub text: String,
}

/// What an author has begun.
#[derive(Debug)]
pub struct AuthorInput {
    /// What is shown.
    pub tab: AuthorTab,
    /// The list of the estate that is shown, by its name in the files.
    pub list: &'static str,
    /// By list: the place of the item that is picked; the first where none was.
    pub picks: BTreeMap<&'static str, usize>,
    /// By the key of their field: what is typed and not taken yet.
    pub typed: BTreeMap<String, Typed>,
    /// Points to a minute on the timeline.
    pub zoom: f32,
    /// An inject that is being dragged, and by how many points.
    pub dragged: Option<(usize, f32)>,
    /// The inject that was brought into view last, and where its card stood on the timeline.
    pub brought: Option<(usize, egui::Rect)>,
    /// Whether the picked item is shown as text.
    pub as_text: bool,
    /// Whether a list of the estate is shown as a table.
    pub as_table: bool,
    /// Lines of a file that are shown in place of an item: those around a place in it, in bytes.
    pub lines: Option<(usize, usize)>,
    /// A place in a file, in bytes, whose field is brought into view.
    pub goal: Option<(usize, usize)>,
    /// How far the estate's flat plan is moved and zoomed, and what lies over it.
    pub map: Map,
    /// The estate's table.
    pub spot: Spot,
    /// Whether the flat plan is shown in place of the table.
    pub flat: bool,
    /// What is taken up on the table.
    pub taken: Option<Taken>,
}

impl Default for AuthorInput {
    fn default() -> Self {
        Self {
            tab: AuthorTab::Story,
            list: "segments",
            picks: BTreeMap::new(),
            typed: BTreeMap::new(),
            zoom: 2.4,
            dragged: None,
            brought: None,
            as_text: false,
            as_table: false,
            lines: None,
            goal: None,
            map: Map::default(),
            spot: Spot::default(),
            flat: false,
            taken: None,
        }
    }
}

impl AuthorInput {
    /// The place of the item that is picked.
    pub fn picked(&self, list: &str) -> usize {
        self.picks.get(list).copied().unwrap_or(0)
    }

    /// The list whose items stand in this tab; none where it has no list.
    pub fn shown_list(&self) -> Option<&'static str> {
        match self.tab {
            AuthorTab::Estate => Some(self.list),
            tab => tab.lists().first().copied(),
        }
    }
}
