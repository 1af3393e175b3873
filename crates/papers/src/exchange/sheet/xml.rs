//! What the readers of workbooks ask of XML alike. Must not know which workbook it is.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart};

/// An attribute's value with its escapes resolved; nothing if it is not there or can't be read.
pub(in crate::exchange) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    Some(
        found
            .normalized_value(XmlVersion::Explicit1_0)
            .ok()?
            .into_owned(),
    )
}

/// The letter that stands written as a number or by its name; nothing if XML knows no such name.
pub(in crate::exchange) fn letter(written: &BytesRef<'_>) -> Option<char> {
    let numbered = written.resolve_char_ref().ok().flatten();
    numbered.or_else(|| resolve_xml_entity(&written.xml10_content())?.chars().next())
}
