//! Where the record of a served exercise is kept, as far as whoever serves it has to know. Must not play.

use wardroom_core::record::Store;
use wardroom_files::RecordFile;

/// A place where the record of a served exercise is kept.
pub trait Kept: Store {
    /// Where that is, for a person.
    fn place(&self) -> String;

    /// Why nothing can be kept there any more, ever: this server is to stop.
    fn lost(&self) -> Option<&str> {
        None
    }
}

impl Kept for RecordFile {
    fn place(&self) -> String {
        self.path().display().to_string()
    }
}

/// Tells once what is wrong with the record's place, and once that it is well again.
#[derive(Debug, Default)]
pub struct Told {
    trouble: Option<String>,
}

impl Told {
    /// What is to be told of what is wrong now, if it was not told.
    pub fn of(&mut self, now: Option<&str>) -> Option<String> {
        if now == self.trouble.as_deref() {
            return None;
        }
        self.trouble = now.map(str::to_owned);
        Some(match now {
            Some(trouble) => trouble.to_owned(),
            None => "The record is being written again; nothing is lacking.".to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Told;

    #[test]
    fn trouble_is_told_once_and_its_end_too() {
        let mut told = Told::default();
        assert_eq!(told.of(None), None);
        assert_eq!(told.of(Some("full")).as_deref(), Some("full"));
        assert_eq!(told.of(Some("full")), None);
        assert_eq!(told.of(Some("gone")).as_deref(), Some("gone"));
        assert!(told.of(None).is_some_and(|it| it.contains("again")));
        assert_eq!(told.of(None), None);
    }
}
