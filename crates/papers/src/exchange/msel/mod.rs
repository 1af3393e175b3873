//! The master scenario events list as a spreadsheet: out with the columns exercise people expect,
//! in from theirs, however they are laid out. What is not in a sheet stays as it was. Must not
//! check a scenario: what comes of an import is checked like any other file.

mod columns;
mod export;
mod import;
pub(super) mod names;
pub(super) mod places;
mod when;

pub use columns::{Column, Mapping};
pub use export::{ExportError, Given, export};
pub use import::{Imported, Outcome, RowReport, import};
pub use when::minutes;
