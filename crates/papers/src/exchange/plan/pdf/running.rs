//! Heads, feet and page numbers that pages repeat, told from what a plan says. Must not know what a clause is.

use super::super::draft::short;
use super::super::labels::labelled;
use super::leaf::Leaf;
use super::lines::Part;
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};

/// How far from the edge heads and feet may stand, as a share of the page's height.
const ZONE: f64 = 0.16;

/// How far apart, in points, the same head may stand on two pages.
const SAME: f64 = 8.0;

/// The most that are named in the account.
const NAMED: usize = 8;

/// Takes heads and feet out of pages, and says which.
pub(super) fn taken_out(leaves: &mut [Leaf], body: f64) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for leaf in leaves.iter_mut() {
        leaf.parts.retain(|part| {
            if part.running {
                said.push(part.words.clone());
            }
            !part.running
        });
    }
    tables(leaves, &mut said);
    let Ok(number) =
        Regex::new(r"(?i)^\W*(?:page|p\.|pg\.?|sheet)?\s*\d{1,4}\s*(?:(?:of|/)\s*\d{1,4})?\W*$")
    else {
        return None;
    };
    let repeated = repeated(leaves, body, &number);
    for (at, leaf) in leaves.iter_mut().enumerate() {
        for top in [true, false] {
            let mut rows: Vec<usize> = leaf.parts.iter().map(|it| it.row).collect();
            rows.dedup();
            if !top {
                rows.reverse();
            }
            // From the edge inwards, as long as lines are such.
            for row in rows {
                let of_row = |it: &&Part| it.row == row;
                let running = leaf
                    .parts
                    .iter()
                    .filter(of_row)
                    .any(|it| zone(it, leaf) == Some(top) && repeated.contains(&(at, key(it))));
                if !running {
                    break;
                }
                let words: Vec<&str> = leaf
                    .parts
                    .iter()
                    .filter(of_row)
                    .map(|it| it.words.as_str())
                    .collect();
                said.push(words.join(" "));
                leaf.parts.retain(|it| it.row != row);
            }
        }
    }
    account(&said)
}

/// What a part says, with every number as one sign, and how high it stands.
fn key(part: &Part) -> (String, i64) {
    (part.words.clone(), part.y.round() as i64)
}

/// Whether a part stands at the head of its page, at its foot, or neither.
fn zone(part: &Part, leaf: &Leaf) -> Option<bool> {
    if part.y >= leaf.high * (1.0 - ZONE) {
        Some(true)
    } else if part.y <= leaf.high * ZONE {
        Some(false)
    } else {
        None
    }
}

/// Words with every number as one sign, and those numbers.
fn shape(words: &str) -> (String, Vec<i64>) {
    let mut shape = String::new();
    let mut numbers = Vec::new();
    let mut digits = String::new();
    for letter in words.chars().chain(['\n']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            numbers.push(digits.parse().unwrap_or(-1));
            digits.clear();
            shape.push('#');
        }
        if letter != '\n' {
            shape.push(letter);
        }
    }
    (shape, numbers)
}

/// The parts that pages repeat, each by its page, its words and its height.
fn repeated(leaves: &[Leaf], body: f64, number: &Regex) -> BTreeSet<(usize, (String, i64))> {
    let mut groups: BTreeMap<(bool, String), Vec<(usize, &Part)>> = BTreeMap::new();
    let mut found = BTreeSet::new();
    for (at, leaf) in leaves.iter().enumerate() {
        for part in &leaf.parts {
            let Some(top) = zone(part, leaf) else {
                continue;
            };
            if labelled(&part.words).is_some() {
                continue;
            }
            let plain = number.is_match(&part.words) && part.size <= body * 1.1;
            if plain && part.words.contains(char::is_alphabetic) {
                found.insert((at, key(part)));
            }
            let (shape, _) = shape(&part.words);
            groups.entry((top, shape)).or_default().push((at, part));
        }
    }
    for group in groups.into_values() {
        for (_, first) in &group {
            let same: Vec<&(usize, &Part)> = group
                .iter()
                .filter(|(_, it)| (it.y - first.y).abs() <= SAME)
                .collect();
            let pages: BTreeSet<usize> = same.iter().map(|(at, _)| *at).collect();
            let often = pages.len() >= 2 && (pages.len() * 2 >= leaves.len() || pages.len() >= 3);
            if often && stays(&same, body, number) {
                found.extend(same.iter().map(|(at, part)| (*at, key(part))));
            }
        }
    }
    found
}

/// Whether what is the same but for its numbers is a head or foot: it has none that differ, or those that differ count
/// pages.
fn stays(same: &[&(usize, &Part)], body: f64, number: &Regex) -> bool {
    let all: Vec<(i64, Vec<i64>)> = same
        .iter()
        .map(|(at, part)| (i64::try_from(*at).unwrap_or(0), shape(&part.words).1))
        .collect();
    let Some(((first_page, first), others)) = all.split_first() else {
        return false;
    };
    let mut counts = 0;
    for (at, figure) in first.iter().enumerate() {
        let differs = others.iter().any(|(_, it)| it.get(at) != Some(figure));
        let counting = others.iter().all(|(page, it)| {
            it.get(at)
                .is_some_and(|it| it - figure == page - first_page)
        });
        if differs && !counting {
            return false;
        }
        counts += usize::from(differs);
    }
    if counts == 0 {
        return true;
    }
    // “Action card 3” counts pages too where each has one: a heading is larger or heavier, or begins as one does.
    same.iter().all(|(_, part)| {
        let (shape, _) = shape(&part.words);
        let plain = part.size <= body * 1.02 && !part.bold;
        let outer = shape.ends_with('#') || shape.starts_with('#');
        number.is_match(&part.words)
            || (plain && counts == 1 && outer && shape.contains(['|', '–', '-', '·', '/']))
            || (plain && shape.to_lowercase().contains("page #"))
    })
}

/// Tables that stand at the head or foot of half of all pages.
fn tables(leaves: &mut [Leaf], said: &mut Vec<String>) {
    let pages = leaves.len();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    let told = |rows: &[Vec<String>]| shape(&rows.concat().join(" ")).0;
    let outer = |top: f64, bottom: f64, high: f64| bottom >= high * 0.75 || top <= high * 0.2;
    for leaf in leaves.iter() {
        for grid in leaf
            .grids
            .iter()
            .filter(|it| outer(it.top, it.bottom, leaf.high))
        {
            *times.entry(told(&grid.rows)).or_default() += 1;
        }
    }
    for leaf in leaves.iter_mut() {
        let high = leaf.high;
        leaf.grids.retain(|grid| {
            let often = times
                .get(&told(&grid.rows))
                .is_some_and(|it| *it >= 2 && it * 2 >= pages);
            let running = outer(grid.top, grid.bottom, high) && often;
            if running {
                said.push(grid.rows.concat().join(" "));
            }
            !running
        });
    }
}

fn account(said: &[String]) -> Option<String> {
    let mut shapes: BTreeSet<String> = BTreeSet::new();
    let mut named: Vec<String> = Vec::new();
    for words in said.iter().filter(|it| !it.trim().is_empty()) {
        if shapes.insert(shape(words).0) {
            named.push(format!("“{}”", short(words)));
        }
    }
    if named.is_empty() {
        return None;
    }
    let more = named.len().saturating_sub(NAMED);
    named.truncate(NAMED);
    let more = if more == 0 {
        String::new()
    } else {
        format!(" and {more} more")
    };
    Some(format!(
        "Heads and feet of pages, with their numbers: {}{more}.",
        named.join(", ")
    ))
}
