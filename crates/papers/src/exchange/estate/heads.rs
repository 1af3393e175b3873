//! Which columns of a trust's list hold which fields, and the rows under them. Heads are known by
//! their words, and by what the cells hold where words do not suffice. Several columns may be one
//! field: the better one first, cell by cell. Must not know what is made of a cell.

use super::Heads;
use super::account::{named, quoted};
use super::cells::{is_nothing, is_plainly_gone, network, units};
use super::fields::{ADDRESSES, BUSINESS_IMPACT, CATEGORIES, Field};
use super::kinds::kind_of;
use super::systems::is_system;
use crate::exchange::sheet::Sheet;
use std::collections::{BTreeMap, BTreeSet};

/// Rows in which heads are looked for.
pub(super) const HEAD_ROWS: usize = 20;

/// Cells of a column that are looked at for what sort they are.
const ENOUGH: usize = 500;

/// So many different words a column may have that says in which state things are.
const FEW: usize = 12;

/// Words of a head that make it something else than its other words say.
const ASIDE: [&str; 39] = [
    "id",
    "ids",
    "code",
    "date",
    "email",
    "mail",
    "phone",
    "owner",
    "owned",
    "manager",
    "user",
    "users",
    "contact",
    "address",
    "cost",
    "serial",
    "install",
    "installed",
    "ip",
    "mac",
    "last",
    "first",
    "notes",
    "comments",
    "time",
    "since",
    "license",
    "licence",
    "key",
    "model",
    "manufacturer",
    "vendor",
    "description",
    "warranty",
    "backup",
    "encryption",
    "antivirus",
    "support",
    "approval",
];

/// A cell of a row: the field that its column holds, which of that field's columns it is, what
/// stands in it.
type Cell<'a> = (&'static str, usize, &'a str);

/// A row of a list. Cells that say that there is nothing are left out.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// As the spreadsheet counts.
    pub(super) at: usize,
    cells: Vec<Cell<'a>>,
}

impl<'a> Row<'a> {
    /// What stands under a field: the first of its columns that is filled.
    pub(super) fn get(&self, field: &str) -> Option<&'a str> {
        self.all(field).next().map(|(_, words)| words)
    }

    /// What stands under a field in all of its columns that are filled, with the column.
    pub(super) fn all(&self, field: &str) -> impl Iterator<Item = (usize, &'a str)> {
        self.cells
            .iter()
            .filter(move |(name, ..)| *name == field)
            .map(|(_, column, words)| (*column, *words))
    }
}

/// A list as it is read.
#[derive(Debug)]
pub(super) struct Table<'a> {
    pub(super) rows: Vec<Row<'a>>,
    /// The heads, folded.
    pub(super) heads: Vec<String>,
    columns: BTreeMap<&'static str, Vec<usize>>,
    /// Whether machines stand in the networks of their addresses, for want of anything else.
    pub(super) by_network: bool,
    /// What the whole list was taken for, where that is not clear, in sentences.
    pub(super) assumed: Vec<String>,
    /// Which head was taken for what, a sentence.
    pub(super) read: String,
    /// What is not carried beside rows, in sentences.
    pub(super) left: Vec<String>,
    /// Heads of columns that are not carried.
    pub(super) unknown: Vec<String>,
}

impl Table<'_> {
    /// Whether a column holds this field.
    pub(super) fn has(&self, field: &str) -> bool {
        self.columns.contains_key(field)
    }
}

/// What is looked for in a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted<'a> {
    /// What the list is called.
    pub(super) list: &'static str,
    pub(super) fields: &'a [Field],
    /// Fields whose column may be another's as well.
    pub(super) beside: &'a [Field],
    pub(super) named: &'a Heads,
}

/// A head by its letters and digits alone, without what stands in brackets, without the letter that
/// leads a field of one's own (`u_ward`) and the nought that ends a column of Configuration Manager's
/// views (`Name0`).
pub(super) fn folded(head: &str) -> String {
    let mut depth = 0_u32;
    let outside: String = head
        .chars()
        .filter(|c| {
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    let outside = if outside.trim().is_empty() {
        head
    } else {
        &outside
    };
    let own = outside.trim();
    let own = own.strip_prefix("u_").unwrap_or(own);
    let folded: String = own
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    match folded.strip_suffix('0') {
        Some(rest) if rest.ends_with(char::is_alphabetic) => rest.to_owned(),
        _ => folded,
    }
}

/// The words of a head, also of one that is written together: `AssetLocation`.
fn words(head: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in head.chars() {
        let begins = c.is_uppercase() && before.is_lowercase();
        if begins || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|it| !it.is_empty());
    words
}

/// How a column's head claims a field: the less, the better.
fn claim(head: &str, field: &Field, named: &Heads) -> Option<usize> {
    if let Some(own) = named.get(field.name) {
        return (folded(own) == folded(head)).then_some(0);
    }
    // A head that is named for another field is that alone.
    if named.values().any(|own| folded(own) == folded(head)) {
        return None;
    }
    let head = folded(head);
    // “Application 1”, “Application 2”: each holds one of several.
    let bare = match field.name {
        "system" | "needs" => head.trim_end_matches(|c: char| c.is_ascii_digit()),
        _ => &head,
    };
    field
        .heads
        .iter()
        .position(|it| *it == bare)
        .map(|at| at + 1)
}

/// Whether a head may be a field's by one of its words.
fn hints(head: &str, field: &Field) -> bool {
    let words = words(head);
    words.iter().any(|it| field.words.contains(&it.as_str()))
        && !words.iter().any(|it| ASIDE.contains(&it.as_str()))
}

/// The row of heads of a list, in the sheet that has it.
fn head_row<'a>(sheets: &'a [Sheet], wanted: Wanted<'_>) -> Option<(&'a Sheet, usize)> {
    let all = || wanted.fields.iter().chain(wanted.beside);
    let mut best: Option<((usize, usize), &Sheet, usize)> = None;
    for sheet in sheets {
        for (at, row) in sheet.rows.iter().enumerate().take(HEAD_ROWS) {
            let cells = row.iter().filter(|it| !it.is_empty());
            let (mut certain, mut hinted) = (0, 0);
            for words in cells {
                if all().any(|it| claim(words, it, wanted.named).is_some()) {
                    certain += 1;
                } else if all().any(|it| hints(words, it)) {
                    hinted += 1;
                }
            }
            let score = (certain, hinted);
            let enough = certain >= 1 && certain + hinted >= 2;
            if enough && best.is_none_or(|(most, ..)| score > most) {
                best = Some((score, sheet, at));
            }
        }
    }
    best.map(|(_, sheet, at)| (sheet, at))
}

/// Reads a list; nothing if it has no row of heads.
pub(super) fn table<'a>(sheets: &'a [Sheet], wanted: Wanted<'_>) -> Option<Table<'a>> {
    let (sheet, head) = head_row(sheets, wanted)?;
    let heads = &sheet.rows[head];
    let below = Below {
        heads,
        rows: &sheet.rows[head + 1..],
    };
    let mut left: Vec<String> = sheets
        .iter()
        .filter(|it| !std::ptr::eq(*it, sheet) && it.rows.iter().flatten().any(|it| !it.is_empty()))
        .map(|it| format!("{}: the sheet “{}” is not read", wanted.list, it.name))
        .collect();
    let filled = |row: &[String]| row.iter().any(|it| !it.is_empty());
    let above: Vec<usize> = (0..head).filter(|at| filled(&sheet.rows[*at])).collect();
    if !above.is_empty() {
        let above: Vec<usize> = above.into_iter().map(|at| at + 1).collect();
        left.push(format!(
            "{}, {}: above the heads, not read",
            wanted.list,
            named(&above)
        ));
    }
    let mut columns = below.columns(wanted);
    let place = below.instead_of_a_place(wanted, &mut columns);
    let (mut rows, mut again) = (Vec::new(), Vec::new());
    for (at, row) in sheet.rows.iter().enumerate().skip(head + 1) {
        if !filled(row) {
            continue;
        }
        if row == heads {
            again.push(at + 1);
            continue;
        }
        let mut cells = Vec::new();
        for (field, columns) in &columns {
            cells.extend(columns.iter().filter_map(|column| {
                let words = row.get(*column)?.trim();
                (!is_nothing(words)).then_some((*field, *column, words))
            }));
        }
        rows.push(Row { at: at + 1, cells });
    }
    if !again.is_empty() {
        left.push(format!(
            "{}, {}: the heads again",
            wanted.list,
            named(&again)
        ));
    }
    let mut table = Table {
        rows,
        heads: heads.iter().map(|it| folded(it)).collect(),
        columns,
        by_network: place == Some(Instead::Networks),
        assumed: Vec::new(),
        read: String::new(),
        left,
        unknown: Vec::new(),
    };
    table.told(wanted, &below);
    table.assumed.extend(place.map(|it| it.told(wanted.list)));
    Some(table)
}

/// What says where machines stand in a list without a column that does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Instead {
    Categories,
    Networks,
}

impl Instead {
    fn told(self, list: &str) -> String {
        let what = match self {
            Self::Categories => "the category of each",
            Self::Networks => "the network of its address",
        };
        format!(
            "The list of {list} has no column for where machines stand: {what} is taken for it. A column “Department” would say it better."
        )
    }
}

/// A row of heads and what stands under it.
struct Below<'a> {
    heads: &'a [String],
    rows: &'a [Vec<String>],
}

impl Below<'_> {
    /// The cells of a column that say something.
    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        self.rows
            .iter()
            .filter_map(move |row| row.get(column))
            .map(|it| it.trim())
            .filter(|it| !is_nothing(it))
    }

    /// The share of a column's cells of which this is true; nothing if it has none.
    fn share(&self, column: usize, is: impl Fn(&str) -> bool) -> f64 {
        let (mut all, mut are) = (0_u32, 0_u32);
        for words in self.cells(column).take(ENOUGH) {
            all += 1;
            are += u32::from(is(words));
        }
        f64::from(are) / f64::from(all.max(1))
    }

    /// The columns of each field, the better first.
    fn columns(&self, wanted: Wanted<'_>) -> BTreeMap<&'static str, Vec<usize>> {
        let mut columns: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for field in wanted.fields {
            let mut claims: Vec<(usize, usize)> = (0..self.heads.len())
                .filter_map(|column| {
                    let rank = claim(&self.heads[column], field, wanted.named)?;
                    (rank == 0 || self.fits(field, column)).then_some((rank, column))
                })
                .collect();
            claims.sort_unstable();
            // Another head of it says another thing; what a service needs may stand under several.
            let one = matches!(field.name, "system" | "needs") && wanted.list != BUSINESS_IMPACT;
            let best = claims.first().map(|it| it.0);
            claims.retain(|it| !one || Some(it.0) == best);
            taken.extend(claims.iter().map(|(_, column)| *column));
            if !claims.is_empty() {
                columns.insert(field.name, claims.into_iter().map(|it| it.1).collect());
            }
        }
        for field in wanted.beside {
            let found = (0..self.heads.len())
                .filter_map(|it| Some((claim(&self.heads[it], field, wanted.named)?, it)))
                .min();
            if let Some((_, column)) = found {
                taken.insert(column);
                columns.insert(field.name, vec![column]);
            }
        }
        // By a word of the head, and by what the cells hold, what no head is certain of.
        for field in wanted.fields {
            if columns.contains_key(field.name) || wanted.named.contains_key(field.name) {
                continue;
            }
            let mut free = (0..self.heads.len())
                .filter(|it| !taken.contains(it) && !self.heads[*it].is_empty());
            let found = free
                .clone()
                .find(|it| hints(&self.heads[*it], field) && self.looks_like(field, *it))
                .or_else(|| free.find(|it| self.is_plainly(field, *it)));
            if let Some(column) = found {
                taken.insert(column);
                columns.insert(field.name, vec![column]);
            }
        }
        if let Some(places) = columns.get_mut("segment") {
            self.by_what_they_say(places);
        }
        // A site alone is no place on the table.
        if !columns.contains_key("building") && !columns.contains_key("floor") {
            columns.remove("site");
            columns.remove("wing");
        }
        columns
    }

    /// Takes another column for the place of machines where none says it: categories that are no kinds
    /// of machine, or addresses. At least half of the rows must have one.
    fn instead_of_a_place(
        &self,
        wanted: Wanted<'_>,
        columns: &mut BTreeMap<&'static str, Vec<usize>>,
    ) -> Option<Instead> {
        let asked = wanted.fields.iter().any(|it| it.name == "build");
        if !asked || columns.contains_key("segment") || wanted.named.contains_key("segment") {
            return None;
        }
        let rows = self.rows.iter();
        let rows = rows.filter(|it| it.iter().any(|it| !it.is_empty())).count();
        let of = |heads: &[&str], is: &dyn Fn(&str) -> bool| -> Vec<usize> {
            let headed = |head: &&str| {
                let columns = 0..self.heads.len();
                let found = columns.filter(|it| folded(&self.heads[*it]) == **head);
                found.collect::<Vec<_>>()
            };
            let columns = heads.iter().flat_map(headed);
            columns.filter(|it| self.cells(*it).any(is)).collect()
        };
        let enough = |columns: &[usize], is: &dyn Fn(&str) -> bool| {
            let has = |row: &&Vec<String>| {
                columns
                    .iter()
                    .any(|it| row.get(*it).is_some_and(|it| is(it.trim())))
            };
            !columns.is_empty() && self.rows.iter().filter(has).count() * 2 >= rows
        };
        let is_category =
            |words: &str| !is_nothing(words) && kind_of(words).is_none() && !is_system(words);
        let is_address = |words: &str| network(words).is_some();
        let mut categories = of(&CATEGORIES, &is_category);
        categories.retain(|it| self.share(*it, is_category) >= 0.8);
        let addresses = of(&ADDRESSES, &is_address);
        let (found, instead) = if enough(&categories, &is_category) {
            (categories, Instead::Categories)
        } else if enough(&addresses, &is_address) {
            (addresses, Instead::Networks)
        } else {
            return None;
        };
        for others in columns.values_mut() {
            others.retain(|it| !found.contains(it));
        }
        columns.retain(|_, it| !it.is_empty());
        columns.insert("segment", found);
        Some(instead)
    }

    /// Whether the cells under a head that is known may be what it says.
    fn fits(&self, field: &Field, column: usize) -> bool {
        let head = folded(&self.heads[column]);
        match (field.name, head.as_str()) {
            ("count", _) => {
                let numbers: Vec<f64> = self
                    .cells(column)
                    .filter_map(|it| it.parse().ok())
                    .collect();
                // 1, 2, 3 … are the numbers of the rows, not of machines.
                let running = numbers.len() > 2
                    && numbers
                        .windows(2)
                        .all(|it| (it[1] - it[0] - 1.0).abs() < 1e-9);
                !(numbers.is_empty() || running && matches!(head.as_str(), "number" | "count"))
            }
            ("build", "software" | "caption") => self.share(column, is_system) > 0.0,
            // What a category of devices is called may be a place, if it is no kind of machine.
            ("segment", "devicecategory") => {
                self.share(column, |it| kind_of(it).is_some() || is_system(it)) < 0.2
            }
            _ => true,
        }
    }

    /// Whether the cells under a head that may be a field's are of its sort.
    fn looks_like(&self, field: &Field, column: usize) -> bool {
        match field.name {
            "kind" => self.share(column, |it| kind_of(it).is_some()) >= 0.5,
            "build" => self.share(column, is_system) >= 0.5,
            "count" => self.share(column, |it| it.parse::<f64>().is_ok()) >= 0.9,
            _ => self.share(column, |it| it.parse::<f64>().is_err()) >= 0.5,
        }
    }

    /// Whether nearly all cells are what only this field holds, whatever the head says.
    fn is_plainly(&self, field: &Field, column: usize) -> bool {
        let aside = words(&self.heads[column])
            .iter()
            .any(|it| ASIDE.contains(&it.as_str()) || it == "name");
        match field.name {
            "build" => !aside && self.share(column, is_system) >= 0.8,
            "kind" => !aside && self.share(column, |it| kind_of(it).is_some()) >= 0.9,
            // A few words, and “retired” or the like among them.
            "status" => {
                let words: BTreeSet<&str> = self.cells(column).take(ENOUGH).collect();
                !aside && words.len() <= FEW && words.iter().any(|it| is_plainly_gone(it))
            }
            _ => false,
        }
    }

    /// Puts columns that say the same in every row behind those that tell places apart.
    fn by_what_they_say(&self, places: &mut [usize]) {
        if places.len() < 2 {
            return;
        }
        // An empty cell tells a row apart as well.
        let tells = |column: usize| {
            let place = |row: &Vec<String>| {
                let words = row.get(column).map_or("", String::as_str);
                match units(words) {
                    Some(units) => units.join("/").to_lowercase(),
                    None => words.to_lowercase(),
                }
            };
            let mut rows = self
                .rows
                .iter()
                .filter(|row| row.iter().any(|it| !it.is_empty()));
            let first = rows.next().map(place);
            rows.any(|row| Some(place(row)) != first)
        };
        let telling: BTreeSet<usize> = places.iter().copied().filter(|it| tells(*it)).collect();
        places.sort_by_key(|it| !telling.contains(it));
    }
}

impl Table<'_> {
    /// Says which head was taken for what, and which columns are not carried.
    fn told(&mut self, wanted: Wanted<'_>, below: &Below<'_>) {
        let mut used: BTreeSet<usize> = BTreeSet::new();
        let mut said = Vec::new();
        for field in wanted.fields.iter().chain(wanted.beside) {
            let Some(columns) = self.columns.get(field.name) else {
                continue;
            };
            // Of these all are read, of the others the first that is filled.
            let all = matches!(field.name, "system" | "needs");
            let looked_at: Vec<usize> = if all || matches!(field.name, "kind" | "build" | "status")
            {
                columns.clone()
            } else {
                let taken: BTreeSet<usize> = self
                    .rows
                    .iter()
                    .filter_map(|row| row.all(field.name).next().map(|(column, _)| column))
                    .collect();
                columns
                    .iter()
                    .copied()
                    .filter(|it| taken.contains(it))
                    .collect()
            };
            used.extend(&looked_at);
            let heads: Vec<String> = looked_at
                .iter()
                .map(|it| format!("“{}”", below.heads[*it]))
                .collect();
            if !heads.is_empty() {
                let parted = if all { " and " } else { ", else " };
                said.push(format!("{} is {}", field.what, heads.join(parted)));
            }
        }
        self.read = format!("{}: {}.", wanted.list, said.join("; "));
        let widest = below.rows.iter().map(Vec::len).max().unwrap_or(0);
        for column in 0..widest.max(below.heads.len()) {
            if used.contains(&column) || below.cells(column).next().is_none() {
                continue;
            }
            match below.heads.get(column).filter(|it| !it.is_empty()) {
                Some(head) => self.unknown.push(head.clone()),
                None => self.left.push(format!(
                    "{}: column {} has no head, and is not carried",
                    wanted.list,
                    column + 1
                )),
            }
        }
        if !self.unknown.is_empty() {
            let (noun, is) = match self.unknown.len() {
                1 => ("column", "is"),
                _ => ("columns", "are"),
            };
            self.left.push(format!(
                "{}: the {noun} {} {is} not carried",
                wanted.list,
                quoted(&self.unknown)
            ));
        }
    }
}
