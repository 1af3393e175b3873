//! Exercises that were rehearsed here: what the home screen says of them. Must not play them.

use crate::files;
use std::path::{Path, PathBuf};

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
    /// Its readiness, if a report was saved.
    pub readiness: Option<f64>,
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
            let readiness = path
                .parent()
                .and_then(|folder| files::text(&folder.join("summary.json")))
                .and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok())
                .and_then(|summary| summary.get("readiness")?.as_f64());
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
            let branch = if opened.header.parent.is_some() {
                " · branch"
            } else {
                ""
            };
            Past {
                path: path.to_path_buf(),
                title: opened.header.title.clone(),
                about: format!("{day}{branch} · {standing} · {entries} entries"),
                readiness,
                unfinished,
                started: opened.header.started.clone(),
            }
        }
        Err(error) => Past {
            path: path.to_path_buf(),
            title: "A record that can't be opened".to_owned(),
            about: error.to_string(),
            readiness: None,
            unfinished: false,
            started: String::new(),
        },
    }
}
