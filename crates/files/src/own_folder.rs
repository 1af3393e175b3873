//! Where a user's own records lie if nothing else was said. Must not make a folder.

use std::path::{Path, PathBuf};

/// The folder for records: `records` in the working folder where that is somebody's place of work, which
/// it is if `records` or `scenarios` stand in it; else `Wardroom/records` in the user's documents. A
/// program that was installed is started from a menu, in whatever folder the system thinks of.
pub fn records_folder() -> PathBuf {
    let here = ["records", "scenarios"]
        .iter()
        .any(|it| Path::new(it).is_dir());
    records_of(here, dirs::document_dir().or_else(dirs::data_dir))
}

fn records_of(here: bool, documents: Option<PathBuf>) -> PathBuf {
    match documents {
        Some(documents) if !here => documents.join("Wardroom").join("records"),
        _ => PathBuf::from("records"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_lie_where_one_works_else_among_ones_documents() {
        let documents = || Some(PathBuf::from("/home/sam/Documents"));
        let own = Path::new("/home/sam/Documents/Wardroom/records");
        assert_eq!(records_of(true, documents()), Path::new("records"));
        assert_eq!(records_of(false, documents()), own);
        assert_eq!(records_of(false, None), Path::new("records"));
    }
}
