//! The story as it is drawn on a timeline: a lane for each way in which messages arrive, injects and
//! decision points with when they come, what leads to what. Plain data. Must not know how far apart
//! minutes are drawn.

use wardroom_core::scenario::{Condition, Fires, Inject, Mins, Scenario, StoryCondition};
use wardroom_core::words;

/// An inject or a decision point on the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryCard {
    /// The list it stands in, by its name in the files.
    pub list: &'static str,
    /// Its id in that list.
    pub id: String,
    /// The place of its lane.
    pub lane: usize,
    /// Where it stands: minutes after STARTEX, be it only a guess.
    pub mins: Mins,
    /// When it comes, if that is known: minutes after STARTEX.
    pub comes: Option<Mins>,
    /// What is written on it.
    pub title: String,
    /// More about it, in a line or two.
    pub hover: String,
    /// Whether it comes at that time whatever the team does.
    pub fixed: bool,
    /// Whether it should come by itself and didn't in the run of the first scripted team.
    pub never: bool,
}

impl StoryCard {
    /// Whether it is an inject: else it is a decision point.
    pub fn inject(&self) -> bool {
        self.list == "injects"
    }
}

/// The Main Events List as it is drawn: lanes by channel, and what leads to what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryView {
    /// The names of the lanes, from the top.
    pub lanes: Vec<String>,
    /// The injects in their order, then the decision points in theirs.
    pub cards: Vec<StoryCard>,
    /// What leads to what: the places of two cards.
    pub leads: Vec<(usize, usize)>,
}

impl StoryView {
    /// Of a scenario, with when each inject came in a run.
    pub fn of(scenario: &Scenario, arrivals: &[Option<Mins>]) -> Self {
        let used = |at: &usize| scenario.injects.iter().any(|it| it.channel.at() == *at);
        // Each organisation may have a telephone of its own: they share a lane.
        let mut ways: Vec<String> = Vec::new();
        for at in (0..scenario.channels.len()).filter(used) {
            let name = &scenario.channels[at].name;
            if !ways.contains(name) {
                ways.push(name.clone());
            }
        }
        let arrived = |at: usize| arrivals.get(at).copied().flatten();
        let mut cards: Vec<StoryCard> = scenario
            .injects
            .iter()
            .enumerate()
            .map(|(at, inject)| {
                let way = &scenario.channels[inject.channel.at()].name;
                let lane = ways.iter().position(|it| it == way);
                inject_card(scenario, inject, lane.unwrap_or(0), arrived(at))
            })
            .collect();
        for (at, prompt) in scenario.prompts.iter().enumerate() {
            // With the first inject that opens it, else half way.
            let asked = scenario
                .injects
                .iter()
                .zip(&cards)
                .filter(|(inject, _)| inject.opens.is_some_and(|it| it.at() == at))
                .filter_map(|(_, card)| card.comes)
                .min();
            cards.push(StoryCard {
                list: "prompts",
                id: prompt.id.clone(),
                lane: ways.len(),
                mins: asked.unwrap_or(scenario.ends_mins / 2),
                comes: None,
                title: prompt.question.clone(),
                hover: prompt.question.clone(),
                fixed: false,
                never: false,
            });
        }
        ways.push(words::DECISION_POINTS.to_owned());
        Self {
            lanes: ways,
            cards,
            leads: leads(scenario),
        }
    }
}

fn inject_card(
    scenario: &Scenario,
    inject: &Inject,
    lane: usize,
    arrived: Option<Mins>,
) -> StoryCard {
    let (comes, fixed) = match inject.fires {
        Fires::At(mins) => (Some(mins), true),
        _ => (arrived, false),
    };
    let never = comes.is_none() && !matches!(inject.fires, Fires::ByHand);
    let fires = scenario.fires_in_words(&inject.fires);
    let about = match comes {
        _ if never => {
            format!("{fires}: it did not come in the run of the first scripted team")
        }
        Some(mins) if !fixed => {
            format!("{fires}; about {}", scenario.clock(u64::from(mins) * 60))
        }
        _ => fires,
    };
    StoryCard {
        list: "injects",
        id: inject.id.clone(),
        lane,
        mins: comes.unwrap_or(scenario.ends_mins),
        comes,
        title: inject.title.clone(),
        hover: format!("{}\n{about}", inject.title),
        fixed,
        never,
    }
}

/// What a condition waits for: injects and decision points, by the places of their cards.
fn waits_for(scenario: &Scenario, condition: &Condition, found: &mut Vec<usize>) {
    let prompts = scenario.injects.len();
    match condition {
        Condition::Story(StoryCondition::Delivered(id) | StoryCondition::Undelivered(id)) => {
            found.push(id.at());
        }
        Condition::Story(StoryCondition::Asked(id) | StoryCondition::Decided(id)) => {
            found.push(prompts + id.at());
        }
        Condition::Story(StoryCondition::Chosen { prompt, .. }) => {
            found.push(prompts + prompt.at());
        }
        Condition::Not(inner) | Condition::Of(_, inner) => waits_for(scenario, inner, found),
        Condition::All(all) | Condition::Any(all) => {
            for inner in all {
                waits_for(scenario, inner, found);
            }
        }
        _ => {}
    }
}

fn leads(scenario: &Scenario) -> Vec<(usize, usize)> {
    let prompts = scenario.injects.len();
    let mut all = Vec::new();
    for (at, inject) in scenario.injects.iter().enumerate() {
        match &inject.fires {
            Fires::After { inject, .. } => all.push((inject.at(), at)),
            Fires::When { is, .. } => {
                let mut found = Vec::new();
                waits_for(scenario, is, &mut found);
                all.extend(found.into_iter().map(|from| (from, at)));
            }
            _ => {}
        }
        if let Some(prompt) = inject.opens {
            all.push((at, prompts + prompt.at()));
        }
    }
    for (at, prompt) in scenario.prompts.iter().enumerate() {
        if let Some(condition) = &prompt.when {
            let mut found = Vec::new();
            waits_for(scenario, condition, &mut found);
            all.extend(found.into_iter().map(|from| (from, prompts + at)));
        }
    }
    all
}
