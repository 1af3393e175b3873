//! Tables for analysts, as Parquet: what DuckDB, pandas and R open. `parquet` is how a table is
//! written, `seeds` which tables there are of many seeds and what their columns mean. Must not judge:
//! a table holds what was played.

mod parquet;
mod seeds;

pub use self::parquet::{Cell, Column, Kind, Table};
pub use self::seeds::{SeedTable, Sheet};
