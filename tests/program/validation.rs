//! The model against what was published, and the table of signs: every row has its source, misses are
//! told, the same seeds give the same figures, and every lever moves things the way it should.

use std::collections::BTreeSet;
use wardroom_core::ensemble::Watching;
use wardroom_core::validation::{
    Expects, FINDINGS, LEVERS, NEAR, Read, Row, SITUATIONS, Script, Sign, Validation, findings,
    first_hour, signs,
};
use wardroom_papers::report;

fn rows(runs: u32) -> Vec<Row> {
    findings(runs, &wardroom_files::shipped, &Watching::default())
        .unwrap_or_else(|it| panic!("{}", it.render(false)))
}

fn tried(runs: u32) -> Vec<Sign> {
    signs(runs, &wardroom_files::shipped, &Watching::default())
        .unwrap_or_else(|it| panic!("{}", it.render(false)))
}

#[test]
fn twelve_findings_at_least_of_six_sources_at_least_were_not_fitted_to() {
    let apart: Vec<_> = FINDINGS.iter().filter(|it| !it.fitted).collect();
    assert!(apart.len() >= 12, "{}", apart.len());
    // A source is known by who wrote it: the words before the first comma or year.
    let sources: BTreeSet<&str> = apart
        .iter()
        .filter(|it| it.read != Read::Secondary)
        .map(|it| it.source.split([',', ' ']).next().unwrap_or_default())
        .collect();
    assert!(sources.len() >= 6, "{sources:?}");
}

#[test]
fn every_finding_bears_its_source_its_situation_and_why_it_may_be_missed() {
    let ids: BTreeSet<&str> = FINDINGS.iter().map(|it| it.id).collect();
    assert_eq!(ids.len(), FINDINGS.len(), "an id stands for one finding");
    for it in &FINDINGS {
        for words in [it.finding, it.source, it.unit, it.measured, it.why] {
            assert!(!words.is_empty(), "{}", it.id);
        }
        assert!(
            it.source.contains(|letter: char| letter.is_ascii_digit()),
            "{}: {} has no year",
            it.id,
            it.source
        );
        assert!(it.low <= it.high, "{}", it.id);
        assert!(
            SITUATIONS.iter().any(|known| known.id == it.situation),
            "{}: {}",
            it.id,
            it.situation
        );
    }
}

#[test]
fn every_script_of_a_situation_is_played_as_it_is_written() {
    for situation in SITUATIONS
        .iter()
        .filter(|it| it.scenario.contains("ordinary") || matches!(it.script, Script::Own(_)))
    {
        let ready = situation
            .ready(&wardroom_files::shipped)
            .unwrap_or_else(|it| panic!("{}", it.render(false)));
        let pair = ready.play(1);
        assert!(
            pair.hit.refused.is_empty(),
            "{}: {:?}",
            situation.id,
            pair.hit.refused
        );
    }
}

#[test]
fn findings_are_the_same_for_the_same_seeds_and_misses_are_told() {
    let once = rows(1);
    assert_eq!(once, rows(1));
    assert_eq!(once.len(), FINDINGS.len());
    for row in &once {
        let met = match (row.p05, row.p95) {
            (Some(low), Some(high)) => {
                low <= row.finding.met_within().1 && high >= row.finding.met_within().0
            }
            _ => false,
        };
        assert_eq!(row.inside, met, "{}", row.finding.id);
        for figure in [row.median, row.p05, row.p95].into_iter().flatten() {
            assert!(figure.is_finite(), "{}", row.finding.id);
        }
    }
    let validation = Validation {
        runs: 1,
        first_seed: 1,
        near: NEAR,
        findings: once,
        signs: Vec::new(),
        first_hour: Vec::new(),
    };
    let words = report::validation_in_words(&validation);
    let page = report::page(&report::validation(&validation));
    let told = report::markdown(&report::validation(&validation)).replace('\\', "");
    let told = told.replace('’', "'");
    for row in &validation.findings {
        let it = row.finding;
        assert!(words.contains(it.source), "{}", it.id);
        assert!(told.contains(it.finding), "{}", it.id);
        if !row.inside {
            assert!(words.contains(&format!("missed: {}", it.why)), "{}", it.id);
            assert!(told.contains(it.why) || it.fitted, "{}", it.id);
        }
    }
    assert!(page.contains("Missed, and why"));
}

/// The table of signs: each lever under a few seeds.
#[test]
fn every_lever_moves_what_is_measured_the_way_it_should() {
    let ids: BTreeSet<&str> = LEVERS.iter().map(|it| it.id).collect();
    assert_eq!(ids.len(), LEVERS.len(), "an id stands for one lever");
    let signs = tried(3);
    assert_eq!(signs, tried(3));
    let mut wrong = Vec::new();
    for it in &signs {
        assert!(it.refused.is_empty(), "{}: {:?}", it.id, it.refused);
        assert!(!it.why.is_empty() && !it.measured.is_empty(), "{}", it.id);
        if !it.as_expected {
            let should = match it.expects {
                Expects::Less => "less",
                Expects::More => "more",
            };
            wrong.push(format!(
                "{}: should be {should}, and is {:+.2} ({:+.2} to {:+.2})",
                it.id, it.band.median, it.band.low, it.band.high
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Minute by minute, averaged over luck: a later order costs more, and no minute is a cliff.
#[test]
fn no_minute_of_the_first_hour_is_a_cliff() {
    let moments = first_hour(1, 24, &wardroom_files::shipped, &Watching::default())
        .unwrap_or_else(|it| panic!("{}", it.render(false)));
    assert_eq!(moments.len(), 61);
    for pair in moments.windows(2) {
        let times = pair[1].mean / pair[0].mean;
        assert!(
            times < 1.3,
            "from {} to {}: {:.0} to {:.0}",
            pair[0].clock,
            pair[1].clock,
            pair[0].mean,
            pair[1].mean
        );
    }
    assert!(moments[60].mean > moments[0].mean * 1.25);
}

#[test]
fn what_a_program_reads_is_documented() {
    let validation = Validation {
        runs: 1,
        first_seed: 1,
        near: NEAR,
        findings: FINDINGS
            .iter()
            .take(1)
            .map(|finding| Row {
                finding,
                median: None,
                p05: None,
                p95: None,
                inside: false,
            })
            .collect(),
        signs: Vec::new(),
        first_hour: Vec::new(),
    };
    let json = serde_json::to_value(&validation).expect("JSON");
    let page = include_str!("../../docs/reports.md");
    let mut fields: Vec<String> = json.as_object().expect("fields").keys().cloned().collect();
    fields.extend(
        json["findings"][0]
            .as_object()
            .expect("fields")
            .keys()
            .cloned(),
    );
    fields.extend(["lever", "expects", "without", "as_expected", "refused"].map(str::to_owned));
    for field in fields {
        assert!(
            page.contains(&format!("`{field}`")),
            "docs/reports.md: {field}"
        );
    }
}

#[test]
fn the_page_tells_every_finding_and_every_lever() {
    let page = include_str!("../../docs/validation.md")
        .replace('\\', "")
        .replace('’', "'");
    for it in &FINDINGS {
        assert!(page.contains(it.finding), "docs/validation.md: {}", it.id);
    }
    for it in &LEVERS {
        assert!(page.contains(it.lever), "docs/validation.md: {}", it.id);
    }
}
