//! A table as a Parquet file, written row by row and a group of rows at a time, so that it takes no
//! more memory for being longer. The same rows give the same bytes. Must not know what a column means.

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// Rows that are written at once: what readers hand to one thread. More would be read no faster, and
/// all of them wait in memory here.
const GROUP: usize = 32_768;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, UTF-8.
    Text,
    /// Whole numbers of 64 bits.
    Whole,
    /// Numbers of double precision.
    Real,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// As queries call it; the unit is in its name or in what it is.
    pub name: &'static str,
    /// What stands in it.
    pub kind: Kind,
    /// Whether there may be nothing in a row.
    pub may_lack: bool,
    /// What it is, with its unit.
    pub about: &'static str,
}

/// What stands in a row and a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// An id or a word.
    Text(&'a str),
    /// A whole number.
    Whole(i64),
    /// A number of double precision.
    Real(f64),
    /// No value, where a column may lack it.
    Nothing,
}

/// What stands in a column of the rows that are not written yet.
#[derive(Debug)]
enum Values {
    /// Each text that ever stood there is kept once.
    Text(Vec<ByteArray>, BTreeMap<String, ByteArray>),
    Whole(Vec<i64>),
    Real(Vec<f64>),
}

#[derive(Debug)]
struct Waiting {
    may_lack: bool,
    values: Values,
    /// By row, where there may be nothing: whether there is anything.
    there: Vec<i16>,
}

/// A table that is being written.
pub struct Table<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: Vec<Waiting>,
    rows: usize,
}

impl<W: Write + Send> Table<W> {
    /// With these columns and no row yet; what is said of it all is put into the file's metadata.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn new(to: W, name: &str, columns: &[Column], said: &[(&str, &str)]) -> io::Result<Self> {
        let said = said
            .iter()
            .map(|(key, value)| KeyValue::new((*key).to_owned(), (*value).to_owned()))
            .collect();
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_key_value_metadata(Some(said))
            .build();
        let writer = schema(name, columns)
            .and_then(|it| SerializedFileWriter::new(to, it, Arc::new(properties)))
            .map_err(in_words)?;
        let columns = columns.iter().map(Waiting::new).collect();
        Ok(Self {
            writer,
            columns,
            rows: 0,
        })
    }

    /// Puts a row behind the others.
    ///
    /// # Errors
    /// If it can't be written, or is no row of this table.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if cells.len() != self.columns.len() {
            return Err(io::Error::other("a row has other columns than its table"));
        }
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.add(*cell)?;
        }
        self.rows += 1;
        if self.rows == GROUP {
            self.write_group().map_err(in_words)?;
        }
        Ok(())
    }

    /// Writes the rest and hands back what it was written to.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn done(mut self) -> io::Result<W> {
        if self.rows > 0 {
            self.write_group().map_err(in_words)?;
        }
        self.writer.into_inner().map_err(in_words)
    }

    fn write_group(&mut self) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            let Some(mut writer) = group.next_column()? else {
                break;
            };
            let there = column.may_lack.then_some(column.there.as_slice());
            match (writer.untyped(), &mut column.values) {
                (ColumnWriter::ByteArrayColumnWriter(to), Values::Text(texts, _)) => {
                    to.write_batch(texts, there, None)?;
                    texts.clear();
                }
                (ColumnWriter::Int64ColumnWriter(to), Values::Whole(wholes)) => {
                    to.write_batch(wholes, there, None)?;
                    wholes.clear();
                }
                (ColumnWriter::DoubleColumnWriter(to), Values::Real(reals)) => {
                    to.write_batch(reals, there, None)?;
                    reals.clear();
                }
                _ => return Err(ParquetError::General("a column of another kind".to_owned())),
            }
            column.there.clear();
            writer.close()?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl Waiting {
    fn new(column: &Column) -> Self {
        Self {
            may_lack: column.may_lack,
            values: match column.kind {
                Kind::Text => Values::Text(Vec::new(), BTreeMap::new()),
                Kind::Whole => Values::Whole(Vec::new()),
                Kind::Real => Values::Real(Vec::new()),
            },
            there: Vec::new(),
        }
    }

    fn add(&mut self, cell: Cell<'_>) -> io::Result<()> {
        match (cell, &mut self.values) {
            (Cell::Nothing, _) if self.may_lack => {}
            (Cell::Text(text), Values::Text(texts, known)) => {
                if !known.contains_key(text) {
                    known.insert(text.to_owned(), ByteArray::from(text));
                }
                texts.extend(known.get(text).cloned());
            }
            (Cell::Whole(whole), Values::Whole(wholes)) => wholes.push(whole),
            (Cell::Real(real), Values::Real(reals)) => reals.push(real),
            _ => return Err(io::Error::other("a cell doesn't fit its column")),
        }
        if self.may_lack {
            self.there.push(i16::from(cell != Cell::Nothing));
        }
        Ok(())
    }
}

fn schema(name: &str, columns: &[Column]) -> Result<Arc<Type>> {
    let mut fields = Vec::new();
    for column in columns {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Whole => (Physical::INT64, None),
            Kind::Real => (Physical::DOUBLE, None),
        };
        let repetition = if column.may_lack {
            Repetition::OPTIONAL
        } else {
            Repetition::REQUIRED
        };
        let field = Type::primitive_type_builder(column.name, physical)
            .with_repetition(repetition)
            .with_logical_type(logical)
            .build()?;
        fields.push(Arc::new(field));
    }
    let schema = Type::group_type_builder(name).with_fields(fields).build()?;
    Ok(Arc::new(schema))
}

/// The disk's own error, if it is one.
fn in_words(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(disk) => *disk,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}
