//! Figures of many seeds in columns: what is not wanted yet lies in a file without a name, in blocks
//! of one column each, so that a million seeds take no more memory than a few thousand, but for the
//! one column that is taken out. Must not know what a figure is of.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use wardroom_core::balance::Columns;

/// Figures of a column that are written at once.
const BLOCK: usize = 512;
/// Bytes of a figure.
const FIGURE: usize = size_of::<f64>();

/// Columns of figures in a file of their own.
#[derive(Debug, Default)]
pub struct Figures {
    /// Made when there is the first whole block.
    file: Option<File>,
    blocks: u64,
    columns: BTreeMap<usize, Column>,
}

#[derive(Debug, Default)]
struct Column {
    /// Which blocks of the file are its own.
    blocks: Vec<u64>,
    /// What is not written yet.
    last: Vec<f64>,
}

impl Columns for Figures {
    type Error = io::Error;

    fn add(&mut self, column: usize, figure: f64) -> io::Result<()> {
        let column = self.columns.entry(column).or_default();
        column.last.push(figure);
        if column.last.len() < BLOCK {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        let bytes: Vec<u8> = column.last.drain(..).flat_map(f64::to_le_bytes).collect();
        file.seek(SeekFrom::Start(self.blocks * bytes.len() as u64))?;
        file.write_all(&bytes)?;
        column.blocks.push(self.blocks);
        self.blocks += 1;
        Ok(())
    }

    fn take(&mut self, column: usize) -> io::Result<Vec<f64>> {
        let Some(column) = self.columns.remove(&column) else {
            return Ok(Vec::new());
        };
        let mut figures = Vec::with_capacity(column.blocks.len() * BLOCK + column.last.len());
        let mut bytes = [0; BLOCK * FIGURE];
        for block in column.blocks {
            // There is a file if a block was written.
            let Some(file) = &mut self.file else { break };
            file.seek(SeekFrom::Start(block * bytes.len() as u64))?;
            file.read_exact(&mut bytes)?;
            let read = bytes
                .chunks_exact(FIGURE)
                .filter_map(|it| it.try_into().ok());
            figures.extend(read.map(f64::from_le_bytes));
        }
        figures.extend(column.last);
        Ok(figures)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_holds_what_was_put_there_whether_or_not_it_was_written() {
        for count in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
            let mut figures = Figures::default();
            let all = |column: usize| -> Vec<f64> {
                (0..count * (column + 1))
                    .map(|it| it as f64 / 7.0 - column as f64)
                    .collect()
            };
            // Columns of several lengths, one into the other.
            for at in 0..count {
                for column in 0..3 {
                    let of = all(column);
                    for figure in &of[at * (column + 1)..(at + 1) * (column + 1)] {
                        figures.add(column, *figure).expect("it is kept");
                    }
                }
            }
            for column in [2, 0, 1] {
                assert_eq!(figures.take(column).expect("it is there"), all(column));
                assert!(figures.take(column).expect("nothing").is_empty());
            }
        }
    }
}
