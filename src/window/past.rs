//! Exercises that were rehearsed here: what the home screen says of them. Must not play them.

use std::path::{Path, PathBuf};
use wardroom_core::assessment::{Assessment, SignedBy};
use wardroom_files as files;

/// No more records than this are shown on the home screen.
const MOST: usize = 12;

/// An exercise that was rehearsed here.
#[derive(Clone, Debug)]
pub struct Past {
    /// Its record.
    pub path: PathBuf,
    /// The scenario's title.
    pub title: String,
    /// In small print: when, how many lines, or what is wrong with it.
    pub about: String,
    /// Its score, as it was sealed, if enough was seen for a score.
    pub score: Option<f64>,
    /// Whether it can be gone on with.
    pub unfinished: bool,
    /// When it was started, RFC 3339; empty if that is not known.
    started: String,
}

/// The latest exercises in a folder.
pub fn in_folder(folder: &Path) -> Vec<Past> {
    let mut past: Vec<Past> = files::records_in(folder)
        .into_iter()
        .map(|path| one(&path))
        .collect();
    past.sort_by(|a, b| b.started.cmp(&a.started));
    past.truncate(MOST);
    past
}

fn one(path: &Path) -> Past {
    match files::record(path) {
        Ok(opened) => {
            // What was sealed, and nothing that lies beside the record.
            let assessment = opened.seal().map(|(seal, _)| seal.judged());
            let score = assessment.as_ref().and_then(Assessment::told);
            let signed = SignedBy::of(&opened);
            let day = opened
                .header
                .started
                .parse::<jiff::Timestamp>()
                .map(|at| {
                    at.to_zoned_datetime(jiff::tz::TimeZone::system())
                        .strftime("%-d %b %Y %H:%M")
                        .to_string()
                })
                .unwrap_or_default();
            let unfinished = !opened.ended();
            let entries = opened.lines.len() + 1;
            let standing = if unfinished {
                format!("stopped after {} min of exercise", opened.last_secs() / 60)
            } else {
                format!("ended after {} min", opened.last_secs() / 60)
            };
            let seen = match &assessment {
                Some(assessment) if score.is_none() => {
                    format!(" · {}", assessment.seen_in_words())
                }
                _ => String::new(),
            };
            let forged = if let SignedBy::DoesNotFit(_) = signed {
                " · ITS SIGNATURE DOES NOT FIT"
            } else {
                ""
            };
            let branch = if opened.header.parent.is_some() {
                " · branch"
            } else {
                ""
            };
            Past {
                path: path.to_path_buf(),
                title: opened.header.title.clone(),
                about: format!("{day}{branch} · {standing}{seen} · {entries} entries{forged}"),
                score,
                unfinished,
                started: opened.header.started.clone(),
            }
        }
        Err(error) => Past {
            path: path.to_path_buf(),
            title: "A record that can't be opened".to_owned(),
            about: error.to_string(),
            score: None,
            unfinished: false,
            started: String::new(),
        },
    }
}
