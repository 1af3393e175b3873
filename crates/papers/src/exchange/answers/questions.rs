//! Which column of a form that came back answers which question, as survey tools export it: with
//! numbers, help text or a grid's brackets about the question, and with columns of their own, which
//! never name anybody. Must not look at an answer.

use super::form::{Column, bare, columns};
use wardroom_core::record::Story;

/// Columns that survey tools put in by themselves (Microsoft and Google Forms, SmartSurvey,
/// SurveyMonkey, JISC), letters and digits alone.
const AUTOMATIC: [&str; 58] = [
    "id",
    "starttime",
    "completiontime",
    "lastmodifiedtime",
    "email",
    "emailaddress",
    "username",
    "timestamp",
    "language",
    "score",
    "totalpoints",
    "quizfeedback",
    "gradepostedtime",
    "respondentid",
    "respondent",
    "responseid",
    "responsenumber",
    "responsestatus",
    "collector",
    "collectorid",
    "collectorname",
    "startdate",
    "enddate",
    "datecreated",
    "datemodified",
    "datesubmitted",
    "submitted",
    "submittedat",
    "submissiondate",
    "started",
    "ended",
    "startedat",
    "finished",
    "completed",
    "completedat",
    "progress",
    "duration",
    "durationinseconds",
    "timetaken",
    "timetakenseconds",
    "ip",
    "ipaddress",
    "userid",
    "userno",
    "usernumber",
    "user",
    "uniqueid",
    "trackinglink",
    "tracking",
    "firstname",
    "lastname",
    "surname",
    "forename",
    "fullname",
    "displayname",
    "anonymous",
    "device",
    "useragent",
];

/// Heads of which a survey tool makes one beside every question of a quiz.
const BESIDE: [&str; 2] = ["points", "feedback"];

/// What the columns of a sheet are.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// By column: the question of the form, by its place in it.
    pub(super) at: Vec<Option<usize>>,
    /// By column: whether a survey tool has put it in.
    pub(super) automatic: Vec<bool>,
}

impl Found {
    /// How many questions of the form have a column.
    pub(super) fn asked(&self) -> usize {
        let mut found: Vec<usize> = self.at.iter().flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    }

    /// Whether there is a column for this question.
    pub(super) fn has(&self, form: &[(String, Column)], column: &Column) -> bool {
        self.at
            .iter()
            .flatten()
            .any(|it| form.get(*it).is_some_and(|(_, known)| known == column))
    }
}

/// The form's columns, and for each what a head must hold to be it.
pub(super) struct Form {
    pub(super) columns: Vec<(String, Column)>,
    /// The question alone, letters and digits alone.
    questions: Vec<String>,
    /// Of a question about an objective: the objective's title, and whether it asks how sure one is.
    titles: Vec<Option<(String, bool)>>,
}

impl Form {
    pub(super) fn of(story: &Story) -> Self {
        let columns = columns(story);
        let questions = columns
            .iter()
            .map(|(head, _)| {
                let head = bare(head);
                head.strip_suffix("1to5").unwrap_or(&head).to_owned()
            })
            .collect();
        let title = |id: &str| {
            let mut all = story.objectives.iter();
            all.find(|it| it.id == id).map(|it| bare(&it.title))
        };
        let titles = columns
            .iter()
            .map(|(_, column)| match column {
                Column::Confidence(id) => title(id).map(|it| (it, true)),
                Column::Support(id) => title(id).map(|it| (it, false)),
                _ => None,
            })
            .collect();
        Self {
            columns,
            questions,
            titles,
        }
    }

    /// What the columns under these heads are.
    pub(super) fn found(&self, heads: &[String]) -> Found {
        let automatic: Vec<bool> = heads.iter().map(|it| is_automatic(it)).collect();
        let claims: Vec<Option<(usize, bool)>> = heads
            .iter()
            .zip(&automatic)
            .map(|(head, automatic)| {
                if *automatic {
                    None
                } else {
                    self.question(head)
                }
            })
            .collect();
        // What only holds a question that another head asks is about it, as a remark would be. A
        // group may be written in beside the list of groups.
        let group = self.columns.iter().position(|(_, it)| *it == Column::Group);
        let is_about = |at: usize| Some(at) != group && claims.contains(&Some((at, true)));
        let at = claims
            .iter()
            .map(|claim| {
                let (at, exact) = (*claim)?;
                (exact || !is_about(at)).then_some(at)
            })
            .collect();
        let mut found = Found { at, automatic };
        // “Name” alone is the form's own only where nothing else in the sheet is a tool's.
        let own = found.has(&self.columns, &Column::Name) || found.automatic.contains(&true);
        let name = self.columns.iter().position(|(_, it)| *it == Column::Name);
        for (at, head) in heads.iter().enumerate() {
            if unnumbered(head) == "name" {
                found.automatic[at] = own;
                found.at[at] = if own { None } else { name };
            }
        }
        found
    }

    /// The question whose head this is, and whether it says that and nothing else; otherwise it is the
    /// longest that it holds.
    fn question(&self, head: &str) -> Option<(usize, bool)> {
        let words = unnumbered(head);
        if words.is_empty() || BESIDE.iter().any(|it| is_beside(head, it)) {
            return None;
        }
        let whole = bare(head);
        let exact = |it: &String| *it == words || *it == whole || format!("{it}1to5") == words;
        if let Some(at) = self.questions.iter().position(exact) {
            return Some((at, true));
        }
        let held = self
            .questions
            .iter()
            .enumerate()
            .filter(|(_, it)| words.contains(it.as_str()))
            .max_by_key(|(_, it)| it.len())
            .map(|(at, _)| at);
        held.or_else(|| self.in_a_grid(head)).map(|at| (at, false))
    }

    /// A row of a grid: what it is about stands in brackets, or behind the question.
    fn in_a_grid(&self, head: &str) -> Option<usize> {
        let words = bare(head);
        let asks_sure = words.contains("sure") || words.contains("confiden");
        let asks_help = words.contains("help") || words.contains("support");
        if asks_sure == asks_help {
            return None;
        }
        self.titles
            .iter()
            .enumerate()
            .filter_map(|(at, title)| title.as_ref().map(|it| (at, it)))
            .filter(|(_, (title, sure))| *sure == asks_sure && words.ends_with(title.as_str()))
            .max_by_key(|(_, (title, _))| title.len())
            .map(|(at, _)| at)
    }
}

/// A head without the number that a survey tool leads its question with: `Q3.`, `12)`.
fn unnumbered(head: &str) -> String {
    let head = head.trim();
    let rest = head.strip_prefix(['Q', 'q']).unwrap_or(head);
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    match rest[digits..].chars().next() {
        Some('.' | ')' | ':' | ' ' | '-') if digits > 0 => bare(&rest[digits..]),
        _ => bare(head),
    }
}

/// Whether a head is that of the points or the feedback of a question.
fn is_beside(head: &str, what: &str) -> bool {
    let lower = head.trim().to_lowercase();
    lower
        .strip_prefix(what)
        .is_some_and(|rest| rest.trim_start().starts_with(['-', '–', ':']))
}

/// Whether a survey tool has put this column in.
fn is_automatic(head: &str) -> bool {
    let words = bare(head);
    AUTOMATIC.contains(&words.as_str())
        || words.starts_with("customdata")
        || BESIDE.iter().any(|it| is_beside(head, it))
}
