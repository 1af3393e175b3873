//! Tasks that start another program: cargo, or Wardroom itself.

use crate::Done;
use std::path::Path;
use std::process::Command;

/// Tests that write the pages made from types when asked to.
const PAGES: [&str; 2] = [
    "tests::format::the_reference_of_the_format_is_what_the_types_say",
    "tests::record_format::the_page_of_the_record_is_what_the_types_say",
];

/// The cargo that started this.
pub fn cargo() -> std::ffi::OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|why| why.to_string())?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{command:?} failed: {status}"))
    }
}

/// Writes what the types say into docs/format.md and docs/record.md.
pub fn format(root: &Path) -> Done {
    let told = Command::new(cargo())
        .current_dir(root)
        .env("WARDROOM_AGREE", "1")
        .args(["test", "--package", "wardroom-core", "--"])
        .args(PAGES)
        .arg("--exact")
        .output()
        .map_err(|why| why.to_string())?;
    let said = String::from_utf8_lossy(&told.stdout);
    // A test of another name is no failure for cargo: nothing would be written, and nothing said.
    if !told.status.success() || !said.contains(&format!("{} passed", PAGES.len())) {
        let wrong = String::from_utf8_lossy(&told.stderr);
        return Err(format!("the pages were not written:\n{said}{wrong}"));
    }
    Ok((
        "docs/format.md and docs/record.md say what the types say\n".to_owned(),
        true,
    ))
}

/// Saves a picture of every screen. What takes them is an example of the program: so it has the
/// window, and neither the program nor these tasks have it.
pub fn pictures(root: &Path, arguments: &[String]) -> Done {
    let Some((folder, rest)) = arguments.split_first() else {
        return Err("pictures of the screens go to a folder: cargo xtask pictures DIR".to_owned());
    };
    run(Command::new(cargo())
        .current_dir(root)
        .args(["run", "--quiet", "--example", "pictures", "--", folder])
        .args(rest))?;
    Ok((format!("the pictures are in {folder}\n"), true))
}
