//! What `nmap -oX` writes, as a list of assets: hosts by name, network and system. Nothing in it says
//! where a host stands, so the network that it is in is its part. Must not guess what nmap did not.

use crate::exchange::sheet::{self, MOST_ROWS, Sheet, SheetError, attribute, decoded};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How much of a file is looked at for its first element.
const BEGINNING: usize = 2_048;

/// The heads of the list that is made.
const HEADS: [&str; 6] = [
    "Name",
    "Network",
    "Operating system",
    "Type",
    "Status",
    "Address",
];

/// Whether a file is one of nmap's.
pub(super) fn is(bytes: &[u8]) -> bool {
    let beginning = decoded(&bytes[..bytes.len().min(BEGINNING)]);
    beginning.contains("<nmaprun") || beginning.contains("<!DOCTYPE nmaprun")
}

/// A host, so far.
#[derive(Default)]
struct Host {
    name: String,
    address: String,
    system: String,
    kind: String,
    state: String,
}

impl Host {
    fn hear(&mut self, element: &BytesStart<'_>) {
        let of = |name: &str| attribute(element, name).unwrap_or_default();
        // The first is the likeliest, of several.
        let first = |place: &mut String, words: String| {
            if place.is_empty() {
                *place = words;
            }
        };
        match element.local_name().as_ref() {
            "status" => first(&mut self.state, of("state")),
            "address" if of("addrtype") != "mac" => first(&mut self.address, of("addr")),
            "hostname" => first(&mut self.name, of("name")),
            "osmatch" => first(&mut self.system, of("name")),
            "osclass" => first(&mut self.kind, of("type")),
            _ => {}
        }
    }

    fn row(self) -> Vec<String> {
        let network = match self.address.rsplit_once('.') {
            Some((network, _)) => format!("{network}.0/24"),
            None => self.address.clone(),
        };
        let kind = match self.kind.as_str() {
            "general purpose" => String::new(),
            _ => self.kind,
        };
        let state = match self.state.as_str() {
            "down" => "inactive".to_owned(),
            _ => self.state,
        };
        vec![self.name, network, self.system, kind, state, self.address]
    }
}

/// The list of assets that a scan is.
///
/// # Errors
/// If it is not well formed, or holds more hosts than a list may have rows.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, SheetError> {
    let text = decoded(bytes);
    let mut reader = Reader::from_str(&text);
    let mut rows = vec![HEADS.map(str::to_owned).to_vec()];
    let mut host: Option<Host> = None;
    let is_host = |name: &str| name == "host";
    loop {
        let wrong = |why: String| SheetError::Csv(format!("it is a scan of nmap, and {why}"));
        match reader
            .read_event()
            .map_err(|error| wrong(error.to_string()))?
        {
            Event::Start(element) if is_host(element.local_name().as_ref()) => {
                host = Some(Host::default());
            }
            Event::Start(element) | Event::Empty(element) => {
                if let Some(host) = &mut host {
                    host.hear(&element);
                }
            }
            Event::End(element) if is_host(element.local_name().as_ref()) => {
                rows.extend(host.take().map(Host::row));
                if rows.len() > MOST_ROWS {
                    return Err(wrong(format!("has more than {MOST_ROWS} hosts")));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    sheet::read(&sheet::csv(rows))
}
