//! What a Word file needs and the library that writes it leaves out: a title, the language, what each
//! picture shows, heads that stand on every page of their table, and numbers that are the same every
//! time. Must not change what is to be read.

use docx_rs::XMLDocx;
use quick_xml::escape::escape;

/// The language of what is written.
const LANGUAGE: &str = "en-GB";
/// A row that may be divided, as the library writes it: the heads of tables alone are such.
const HEAD: &str = "<w:trPr />";
/// The same, kept whole, and said again on every page.
const HEAD_AGAIN: &str = "<w:trPr><w:cantSplit /><w:tblHeader /></w:trPr>";
/// How the library names every picture.
const PICTURE: &str = "<wp:docPr id=\"1\" name=\"Figure\" />";
/// Before the number of a paragraph, of eight figures.
const NUMBER: &str = "w14:paraId=\"";

/// The parts of a file, with what they lack. What pictures show is told in the order in which they stand.
pub(super) fn finished(mut parts: XMLDocx, title: &str, pictures: &[String]) -> XMLDocx {
    let mut number = 0;
    let bodies = parts.headers.iter_mut().chain(&mut parts.footers);
    for body in std::iter::once(&mut parts.document).chain(bodies) {
        let words = String::from_utf8_lossy(body);
        *body = numbered(&words, &mut number).into_bytes();
    }
    let words = String::from_utf8_lossy(&parts.document).replace(HEAD, HEAD_AGAIN);
    parts.document = named(&words, pictures).into_bytes();
    parts.doc_props.core = before(
        &parts.doc_props.core,
        "</cp:coreProperties>",
        &format!(
            "<dc:language>{LANGUAGE}</dc:language><dc:title>{}</dc:title>",
            escape(title)
        ),
    );
    parts.styles = before(
        &parts.styles,
        "</w:rPr></w:rPrDefault>",
        &format!("<w:lang w:val=\"{LANGUAGE}\" />"),
    );
    parts
}

/// Paragraphs numbered from one: the library counts through the life of a process.
fn numbered(words: &str, number: &mut u32) -> String {
    let mut done = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find(NUMBER) {
        let from = at + NUMBER.len();
        let to = rest[from..].find('"').map_or(rest.len(), |it| from + it);
        *number += 1;
        done.push_str(&rest[..from]);
        done.push_str(&format!("{number:08x}"));
        rest = &rest[to..];
    }
    done + rest
}

/// Each picture with a number of its own and what it shows.
fn named(words: &str, pictures: &[String]) -> String {
    let mut pieces = words.split(PICTURE);
    let mut done = pieces.next().unwrap_or_default().to_owned();
    for (at, piece) in pieces.enumerate() {
        let shows = pictures.get(at).map_or("", String::as_str);
        let number = at + 1;
        done.push_str(&format!(
            "<wp:docPr id=\"{number}\" name=\"Picture {number}\" descr=\"{}\" />",
            escape(shows)
        ));
        done.push_str(piece);
    }
    done
}

/// A part with something before this end, or as it was if it does not end so.
fn before(part: &[u8], end: &str, more: &str) -> Vec<u8> {
    String::from_utf8_lossy(part)
        .replacen(end, &format!("{more}{end}"), 1)
        .into_bytes()
}

#[cfg(test)]
mod tests {
    use crate::report::document::{Block, Document, Table};
    use crate::report::docx;
    use std::io::{Cursor, Read};
    use std::thread;

    const CHART: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><title>Devices &amp; links</title><rect width="8" height="2"/></svg>"#;

    fn picture(caption: &str) -> Block {
        Block::Picture {
            caption: caption.to_owned(),
            svg: CHART.to_owned(),
            told: Vec::new(),
        }
    }

    fn document() -> Document {
        Document {
            title: "Friday & after".to_owned(),
            subtitle: "A report".to_owned(),
            marking: "EXERCISE".to_owned(),
            blocks: vec![
                picture("First"),
                Block::NewPage,
                Block::Heading(1, "After the break <w:trPr />".to_owned()),
                Block::Note("In short.".to_owned()),
                Block::Table(Table {
                    head: vec!["When", "What"],
                    widths: vec![30, 70],
                    rows: vec![vec!["now".into(), "".into()]],
                }),
                Block::Card(vec![picture("Second")]),
            ],
            closing: String::new(),
        }
    }

    fn written() -> Vec<u8> {
        docx(&document()).expect("a Word file")
    }

    fn part(file: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a ZIP");
        let mut said = String::new();
        let mut part = archive.by_name(name).expect("it is there");
        part.read_to_string(&mut said).expect("words");
        said
    }

    #[test]
    fn one_document_is_the_same_word_file_whenever_it_is_written() {
        let first = written();
        let other = Document {
            blocks: vec![picture("Another"), Block::Text("Words.".to_owned())],
            ..document()
        };
        docx(&other).expect("a Word file");
        assert!(first == written(), "after another file");
        let elsewhere = thread::spawn(written).join().expect("it ends");
        assert!(first == elsewhere, "in another thread");
    }

    #[test]
    fn pictures_are_told_heads_stand_again_and_the_file_has_a_title_and_a_language() {
        let file = written();
        let body = part(&file, "word/document.xml");
        for picture in [
            r#"<wp:docPr id="1" name="Picture 1" descr="First. Devices &amp; links" />"#,
            r#"<wp:docPr id="2" name="Picture 2" descr="Second. Devices &amp; links" />"#,
        ] {
            assert!(body.contains(picture), "{picture} is not in {body}");
        }
        assert_eq!(body.matches("<w:tblHeader />").count(), 1);
        let core = part(&file, "docProps/core.xml");
        assert!(
            core.contains("<dc:title>Friday &amp; after</dc:title>"),
            "{core}"
        );
        assert!(core.contains("<dc:language>en-GB</dc:language>"), "{core}");
        assert!(part(&file, "word/styles.xml").contains(r#"<w:lang w:val="en-GB" />"#));
    }

    #[test]
    fn a_new_page_begins_with_its_heading_and_what_leads_to_a_table_stays_with_it() {
        let body = part(&written(), "word/document.xml");
        assert!(
            !body.contains("w:type=\"page\""),
            "no paragraph for the break alone"
        );
        let styled = |style: &str| {
            let paragraphs = body.split("<w:p ");
            let wanted = format!("<w:pStyle w:val=\"{style}\" />");
            let mut found = paragraphs.filter(move |it| it.contains(&wanted));
            found.next().expect("it is there").to_owned()
        };
        assert!(styled("Heading1").contains("<w:pageBreakBefore />"));
        assert!(styled("Note").contains("<w:keepNext />"));
    }
}
