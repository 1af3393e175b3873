//! Records that were made before: of every format there was, and of every version of the rules.

use crate::tiny::opened;
use std::io;
use wardroom_core::record::{Body, Chain, Header, Opened, replay};

#[test]
fn a_record_of_every_format_there_was_opens() {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/record/formats");
    for format in 1..=wardroom_core::record::FORMAT {
        let text = std::fs::read(folder.join(format!("{format}.jsonl")))
            .unwrap_or_else(|why| panic!("keep a record of format {format}: {why}"));
        let opened =
            wardroom_core::record::open(&text).unwrap_or_else(|why| panic!("{format}: {why}"));
        assert_eq!(opened.header.format, format);
        assert!(opened.ended() && opened.torn.is_empty());
        assert!(opened.commands().count() > 0);
        let finished = wardroom_core::review::Finished::from_record(&opened)
            .unwrap_or_else(|why| panic!("{format}: {why}"));
        let document = wardroom_papers::report::post_exercise(&finished, "");
        assert!(!wardroom_papers::report::page(&document).is_empty());
        let entry = wardroom_core::register::Entry::of(&opened, &finished);
        assert_eq!(entry.title, opened.header.title);
    }
}

/// The records that are kept of a version of the rules: what the typical team did in each scenario
/// that was shipped then.
fn kept_of(engine: u32) -> Vec<(String, Vec<u8>)> {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program/record/engines");
    let file = std::fs::File::open(folder.join(format!("{engine}.zip")))
        .unwrap_or_else(|why| panic!("keep records of rules version {engine}: {why}"));
    let mut archive = zip::ZipArchive::new(file).expect("an archive");
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).expect("an entry");
            let name = file.name().expect("a name").into_owned();
            let mut text = Vec::new();
            io::Read::read_to_end(&mut file, &mut text).expect("it can be read");
            (name, text)
        })
        .collect()
}

/// To keep records of new rules: play each shipped scenario by the typical team with `wardroom run`,
/// and put the records into `engines/N.zip`. Those of older rules stay as they are.
#[test]
fn every_version_of_the_rules_is_told_from_its_seal_and_these_rules_lead_where_they_led() {
    for engine in 1..=wardroom_core::exercise::ENGINE {
        let kept = kept_of(engine);
        assert!(
            kept.len() >= 6,
            "{} records of version {engine}",
            kept.len()
        );
        for (name, text) in kept {
            let opened = opened(&text);
            assert_eq!(opened.header.engine, engine, "{name}");
            let finished = wardroom_core::review::Finished::from_record(&opened)
                .unwrap_or_else(|why| panic!("{name}: {why}"));
            assert!(
                finished.came.is_some() && finished.assessment.scored(),
                "{name}"
            );
            assert!(
                matches!(finished.signed, wardroom_core::review::SignedBy::Key(_)),
                "{name}: {:?}",
                finished.signed
            );
            let document = wardroom_papers::report::post_exercise(&finished, "");
            assert!(
                !wardroom_papers::report::page(&document).is_empty(),
                "{name}"
            );
            let entry = wardroom_core::register::Entry::of(&opened, &finished);
            assert!(entry.score.is_some(), "{name}");
            if engine == wardroom_core::exercise::ENGINE
                && let Err(difference) = replay(&opened)
            {
                panic!(
                    "{name}: {difference}\nA rule changed, and what commands lead to with it: raise exercise::ENGINE, and keep records of the new rules."
                );
            }
        }
    }
}

/// The program with other rules is tried by `tests/other-rules.sh`; here every kind of file is
/// compared to the byte.
#[test]
fn what_other_rules_played_is_told_the_same_in_every_kind_of_file() {
    let told = |finished: &wardroom_core::review::Finished| {
        wardroom_papers::report::beside(finished, &wardroom_papers::report::Questions::default())
            .expect("it can be written")
    };
    for (name, text) in kept_of(wardroom_core::exercise::ENGINE) {
        let own = opened(&text);
        let mut chain = Chain::default();
        let mut other = String::new();
        let header = Header {
            engine: 99,
            ..own.header.clone()
        };
        for body in std::iter::once(&Body::Header(Box::new(header))).chain(&own.lines) {
            let mut body = body.clone();
            match &mut body {
                Body::Played(played) => played.engine = 99,
                Body::Seal(seal) => seal.engine = 99,
                _ => {}
            }
            other.push_str(&chain.line(&body).expect("JSON"));
        }
        let other = opened(other.as_bytes());
        let why = replay(&other)
            .map(|_| ())
            .expect_err("other rules played it");
        let why = why.to_string();
        assert!(
            why.contains("rules version 99") && why.contains("wardroom"),
            "{why}"
        );
        let of = |opened: &Opened| {
            wardroom_core::review::Finished::from_record(opened)
                .unwrap_or_else(|why| panic!("{name}: {why}"))
        };
        let (own, mut other) = (of(&own), of(&other));
        let remark = other.remark.take().expect("it is said");
        assert!(
            remark.contains("version 99") && own.remark.is_none(),
            "{remark}"
        );
        // The lines are others, and so is what signs them.
        other.head.clone_from(&own.head);
        other.signed.clone_from(&own.signed);
        let (one, two) = (told(&own), told(&other));
        assert_eq!(one.len(), two.len(), "{name}");
        for ((file, one), (_, two)) in one.iter().zip(&two) {
            assert!(one == two, "{name}: {file} differs");
        }
        let documents = |finished| {
            [
                wardroom_papers::report::post_exercise(finished, ""),
                wardroom_papers::report::full_log(finished, ""),
            ]
        };
        assert!(
            documents(&own) == documents(&other),
            "{name}: the documents differ"
        );
        assert_eq!(
            wardroom_papers::report::json(&own).expect("JSON"),
            wardroom_papers::report::json(&other).expect("JSON"),
            "{name}"
        );
        assert_eq!(
            wardroom_papers::report::csv(&own),
            wardroom_papers::report::csv(&other),
            "{name}"
        );
    }
}
