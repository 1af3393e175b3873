//! The briefing as slides for the wall: one idea each, in the words of the scenario, each with the place on
//! the table that it names. Must not draw, and must not tell what only the facilitator may know.

use crate::window::table::Place;
use wardroom_core::scenario::Scenario;

/// Letters of a slide, at most, with what stands between paragraphs: as many as have room where 32 of 1080
/// lines are a letter's size.
const MOST: usize = 560;

/// Letters from which on what is known of one place has a slide of its own.
const LITTLE: usize = 90;

/// Roles of a slide, at most.
const ROLES: usize = 12;

/// One idea for the wall, with its place on the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slide {
    /// What it is about.
    pub heading: &'static str,
    /// Whose list it is, above what it says.
    pub whose: Option<String>,
    /// What it says, a paragraph each.
    pub words: Vec<String>,
    /// Where the camera goes.
    pub place: Place,
}

/// What rules of play say that are for safety: how an exercise is stopped, and that nobody outside is
/// reached. They come last, so that they are what people have in their ears at STARTEX.
const SAFETY: [&str; 4] = ["no duff", "real call", "real message", "real system"];

/// The slides of a scenario, in order: where we are, who you are, what is normal today, the rules of play,
/// how to take part, and the words for safety. What belongs to one place stands together.
pub fn slides(scenario: &Scenario) -> Vec<Slide> {
    let names = names(scenario);
    let goes = |words: &str| place_of(scenario, &names, words);
    let mut slides = Vec::new();
    let plain = |heading: &'static str, words: Vec<String>, place: Place| Slide {
        heading,
        whose: None,
        words,
        place,
    };
    // A story keeps its order, wherever it goes.
    let situation = parts(scenario.briefing.situation.split("\n\n"));
    for words in balanced(&situation) {
        let place = goes(&words.join(" "));
        slides.push(plain("Where we are", words, place));
    }
    who(scenario, &mut slides);
    let mut together: Vec<(Place, Vec<String>)> = Vec::new();
    for fact in &scenario.briefing.known {
        let place = goes(fact);
        let facts = parts([fact.as_str()]);
        match together.iter_mut().find(|(known, _)| *known == place) {
            Some((_, known)) => known.extend(facts),
            None => together.push((place, facts)),
        }
    }
    // What is too little for a slide of its own stands with what is said of the whole.
    let little =
        |it: &(Place, Vec<String>)| it.0 != Place::Whole && it.1.concat().chars().count() < LITTLE;
    let (little, mut together): (Vec<_>, Vec<_>) = together.into_iter().partition(little);
    let little: Vec<String> = little.into_iter().flat_map(|it| it.1).collect();
    match together
        .iter_mut()
        .find(|(place, _)| *place == Place::Whole)
    {
        Some((_, whole)) => whole.extend(little),
        None => together.push((Place::Whole, little)),
    }
    for (place, facts) in together {
        let some = balanced(&facts).into_iter();
        slides.extend(some.map(|words| plain("What is normal today", words, place.clone())));
    }
    let for_safety = |rule: &&String| {
        let rule = rule.to_lowercase();
        SAFETY.iter().any(|words| rule.contains(words))
    };
    let rules = scenario.briefing.rules.iter();
    let (safety, rules): (Vec<&String>, Vec<&String>) = rules.partition(for_safety);
    let mut rules_of = |heading: &'static str, rules: Vec<&String>| {
        let rules = parts(rules.into_iter().map(String::as_str));
        let some = balanced(&rules).into_iter();
        slides.extend(some.map(|words| plain(heading, words, Place::Whole)));
    };
    rules_of("Rules of play", rules);
    let how = TAKE_PART.map(str::to_owned);
    rules_of("How to take part", how.iter().collect());
    let recorded = RECORDED.map(str::to_owned);
    rules_of("What is recorded", recorded.iter().collect());
    let mut care: Vec<String> = CARE.map(str::to_owned).to_vec();
    care.extend(scenario.briefing.warnings.iter().cloned());
    rules_of("Looking after each other", care.iter().collect());
    rules_of("Safety words", safety);
    slides
}

/// How to take part, whatever the scenario.
const TAKE_PART: [&str; 3] = [
    "Messages come as they would at work. Speak as you would there.",
    "Your role card says what you know and what you may decide.",
    "When you decide, say it aloud: what, who, and why.",
];

/// What is recorded, whatever the scenario.
const RECORDED: [&str; 3] = [
    "Decisions go on record with their time, who took them and why.",
    "So does what you write on your own device.",
    "The record stays with the trust, for learning. Names can be taken out of it.",
];

/// How people look after each other, whatever the scenario; what may be hard to hear comes after it.
const CARE: [&str; 2] = [
    "The plan is tested, not you. There is no blame.",
    "You can step out at any time, and need give no reason.",
];

/// Who sits round the table, organisation by organisation.
fn who(scenario: &Scenario, slides: &mut Vec<Slide>) {
    for of in scenario.organisation_ids() {
        let organisation = &scenario.organisations[of.at()];
        let roles: Vec<String> = scenario
            .roles
            .iter()
            .filter(|role| role.of == of)
            .map(|role| {
                let own = role
                    .title
                    .strip_suffix(&format!(", {}", organisation.short));
                own.unwrap_or(&role.title).to_owned()
            })
            .collect();
        // As many on each: nobody stands alone.
        let on = roles.len().div_ceil(ROLES).max(1);
        for some in roles.chunks(roles.len().div_ceil(on).max(1)) {
            slides.push(Slide {
                heading: "Who you are",
                whose: Some(format!("{}:", organisation.name)),
                words: some.to_vec(),
                place: if scenario.several() {
                    Place::Organisation(of)
                } else {
                    Place::Whole
                },
            });
        }
    }
}

/// Texts in parts that are no longer than a slide, cut between sentences.
fn parts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for text in texts {
        let sentences: Vec<String> = text.split_inclusive(". ").map(str::to_owned).collect();
        let cut = balanced(&sentences).into_iter();
        parts.extend(cut.map(|it| it.concat().trim().to_owned()));
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Letters that the room between two paragraphs takes.
const BETWEEN: usize = 30;

/// Neighbours together, on as few slides as have room for them, and about as much on each.
fn balanced(all: &[String]) -> Vec<Vec<String>> {
    let long = |some: &[String]| -> usize {
        let letters: usize = some.iter().map(|it| it.chars().count()).sum();
        letters + BETWEEN * some.len().saturating_sub(1)
    };
    // For each end: how many slides it takes to come there, how uneven these are, and where the last of
    // them begins. What is longer than a slide stands alone.
    let mut best: Vec<(usize, usize, usize)> = vec![(0, 0, 0)];
    for to in 1..=all.len() {
        let fits = |from: &usize| from + 1 == to || long(&all[*from..to]) <= MOST;
        let ways = (0..to).filter(fits).map(|from| {
            let (slides, uneven, _) = best[from];
            (slides + 1, uneven + long(&all[from..to]).pow(2), from)
        });
        best.push(ways.min().unwrap_or_default());
    }
    let mut slides = Vec::new();
    let mut to = all.len();
    while to > 0 {
        let from = best[to].2;
        slides.push(all[from..to].to_vec());
        to = from;
    }
    slides.reverse();
    slides
}

/// Every name by which a place is known, in small letters.
fn names(scenario: &Scenario) -> Vec<(String, Place)> {
    let stands = scenario.segments.iter().filter_map(|it| it.stands.as_ref());
    let groups = scenario.groups.iter().filter_map(|it| it.stands.as_ref());
    let sites = stands
        .chain(groups)
        .map(|it| (it.site.clone(), Place::Site(it.site.clone())));
    let segments = scenario.segments.iter().enumerate();
    let segments = segments.map(|(at, it)| (it.name.clone(), Place::Segment(at)));
    let services = scenario.services.iter().filter_map(|service| {
        let first = service.segments.first()?;
        Some((service.name.clone(), Place::Segment(first.at())))
    });
    let several = scenario.several();
    let organisations = scenario.organisation_ids().flat_map(|of| {
        let it = &scenario.organisations[of.at()];
        // A trust that plays alone is all there is.
        let place = if several {
            Place::Organisation(of)
        } else {
            Place::Whole
        };
        [(it.name.clone(), place.clone()), (it.short.clone(), place)]
    });
    // A site that is also a trust's short name is the site.
    let all = sites.chain(segments).chain(services).chain(organisations);
    // People say a part of a long name: “N3”, “the wards”.
    let parts = scenario.segments.iter().enumerate();
    let parts = parts.flat_map(|(at, it)| {
        let parts = it
            .name
            .split([',', '(', ')'])
            .flat_map(|it| it.split(" and "));
        parts.map(move |part| (part.trim().to_owned(), Place::Segment(at)))
    });
    let all = all.chain(parts);
    let mut names: Vec<(String, Place)> = Vec::new();
    for (name, place) in all {
        let name = name.to_lowercase();
        if name.len() > 1 && names.iter().all(|(known, _)| *known != name) {
            names.push((name, place));
        }
    }
    names
}

/// The place that is named first; the whole if there is none, or several sites or organisations are named.
fn place_of(scenario: &Scenario, names: &[(String, Place)], words: &str) -> Place {
    let words = words.to_lowercase();
    let mut found: Vec<(usize, usize, &Place)> = Vec::new();
    for (name, place) in names {
        for (from, _) in words.match_indices(name.as_str()) {
            let to = from + name.len();
            let ends_word = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric());
            let whole = ends_word(words[..from].chars().next_back())
                && ends_word(words[to..].chars().next());
            // What is said to be another than it is not the place.
            let other = [" than ", " not ", " without "];
            if whole && !other.iter().any(|it| words[..from].ends_with(it)) {
                found.push((from, to, place));
            }
        }
    }
    // In a longer name a shorter one is not meant: “Royal Edgeway” is not the site.
    let within = |it: &(usize, usize, &Place)| {
        found
            .iter()
            .any(|other| other.0 <= it.0 && it.1 <= other.1 && other.1 - other.0 > it.1 - it.0)
    };
    let mut meant: Vec<_> = found.iter().filter(|it| !within(it)).collect();
    meant.sort_by_key(|it| it.0);
    meant.retain(|it| *it.2 != Place::Whole);
    let large =
        |it: &&&(usize, usize, &Place)| matches!(it.2, Place::Site(_) | Place::Organisation(_));
    let mut places: Vec<&Place> = Vec::new();
    for it in meant.iter().filter(large) {
        if !places.contains(&it.2) {
            places.push(it.2);
        }
    }
    if places.len() > 1 {
        return Place::Whole;
    }
    // The one site of a trust is all of it: what is named besides is meant.
    let sites = names.iter().filter(|(_, it)| matches!(it, Place::Site(_)));
    if sites.count() == 1 && !scenario.several() {
        meant.retain(|it| !matches!(it.2, Place::Site(_)));
    }
    meant.first().map_or(Place::Whole, |it| it.2.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;
    use std::sync::Arc;

    fn shipped(name: &str) -> Arc<Scenario> {
        let path = format!("scenarios/{name}.ron");
        wardroom_files::scenario(Path::new(&path)).expect("sound")
    }

    #[test]
    fn a_slide_goes_to_the_department_the_site_or_the_service_that_it_names() {
        let scenario = shipped("friday-lunchtime");
        let names = names(&scenario);
        let goes = |words: &str| place_of(&scenario, &names, words);
        let site = |name: &str| Place::Site(name.to_owned());
        assert_eq!(goes("A second room is at Northgate."), site("Northgate"));
        assert_eq!(goes("Edgeway is one, Northgate another."), Place::Whole);
        assert_eq!(goes("Royal Edgeway Hospitals has beds."), Place::Whole);
        let imaging = scenario.names.segments["imaging"];
        let title = &scenario.segments[imaging.at()].name;
        let said = format!("The {} is full.", title.to_uppercase());
        assert_eq!(goes(&said), Place::Segment(imaging.at()));
        assert_eq!(goes("Nothing is named."), Place::Whole);
        assert_eq!(goes("It is another line than N3."), Place::Whole);
        assert_ne!(goes("It comes by N3."), Place::Whole);
        let service = scenario.services.iter().find(|it| !it.segments.is_empty());
        let service = service.expect("somebody works somewhere");
        assert!(matches!(goes(&service.name), Place::Segment(_)));
    }

    #[test]
    fn what_stands_on_several_slides_is_shared_out_and_keeps_its_order() {
        let all: Vec<String> = (0..7)
            .map(|at| format!("{at}{}", "x".repeat(149)))
            .collect();
        let slides = balanced(&all);
        let counts: Vec<usize> = slides.iter().map(Vec::len).collect();
        assert_eq!(counts.iter().max(), Some(&3));
        assert_eq!(counts.iter().min(), Some(&2), "{counts:?}");
        assert_eq!(slides.concat(), all);
        assert_eq!(balanced(&[]), Vec::<Vec<String>>::new());
        let long = "x".repeat(MOST + 90);
        assert_eq!(balanced(std::slice::from_ref(&long)), [vec![long]]);
    }

    #[test]
    fn every_scenario_has_slides_short_enough_for_the_wall_that_end_with_the_words_for_safety() {
        for name in [
            "clean-but-dark",
            "eight-weeks",
            "friday-across",
            "friday-lunchtime",
            "hosted-record",
            "no-bloods",
            "signed-out",
            "signed-out-board",
        ] {
            let scenario = shipped(name);
            let slides = slides(&scenario);
            for slide in &slides {
                let letters: usize = slide.words.iter().map(|it| it.chars().count()).sum();
                assert!(letters <= MOST, "{name}: {letters} in {slide:?}");
                // No word stands alone on a slide that could have stood on another.
                let alone = slide.words.len() == 1 && letters < 40;
                let list = slide.whose.is_some();
                let one = slides.iter().filter(|it| it.whose == slide.whose).count() == 1;
                assert!(!alone || (list && one), "{name}: {slide:?}");
            }
            let several = scenario.organisation_ids().count();
            assert!(slides.len() <= 16 + several, "{name}: {}", slides.len());
            assert_eq!(slides.first().map(|it| it.heading), Some("Where we are"));
            assert_eq!(slides.last().map(|it| it.heading), Some("Safety words"));
            let flies = slides.iter().any(|it| it.place != Place::Whole);
            assert!(flies, "{name} names no place");
            // Nothing of the scenario's words is left out.
            let all: String = slides.iter().flat_map(|it| it.words.clone()).collect();
            let whole = |text: &str| text.split_whitespace().collect::<String>();
            let all = whole(&all);
            let briefing = &scenario.briefing;
            for text in briefing.known.iter().chain(&briefing.rules) {
                assert!(all.contains(&whole(text)), "{name}: {text}");
            }
        }
    }
}
