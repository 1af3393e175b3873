//! Files that came with a message: a picture where it was sent, a table as a page, a PDF and a sound to be
//! opened. Must not show one that came with another message.

use super::frame::{Tab, chair};
use super::parts::{back, sender};
use super::seen::Seen;
use crate::icons::{Icon, icon};
use axum::http::header::{self, HeaderName};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use wardroom_core::exercise::Letter;
use wardroom_core::file_name::file_name;
use wardroom_core::scenario::{Attachment, AttachmentKind, Enclosed};
use wardroom_core::views::Arrived;

/// Rows of a table that a room's screen has room for.
const ROOM_ROWS: usize = 12;

/// What came with a message; `base` is the address below which each stands.
pub(super) fn enclosed(letter: &Letter, base: &str) -> Markup {
    html! {
        @for (at, it) in letter.attachments.iter().enumerate() {
            @if let AttachmentKind::Picture { .. } = it.file.kind { (picture(it, &format!("{base}/{at}/{}", it.file.sha256))) }
            a .file href={ (base) "/" (at) } {
                (icon(Icon::Paperclip))
                span { b { (it.title) } small .quiet { (it.file.kind.words()) ", opens on this page" } }
            }
        }
    }
}

fn picture(it: &Enclosed, address: &str) -> Markup {
    let AttachmentKind::Picture { width, height } = it.file.kind else {
        return html! {};
    };
    html! { img .picture src=(address) alt=(it.shows) width=(width) height=(height); }
}

/// The page of a file that came with a message; none if there is none, or the call was not answered.
pub(crate) fn page(seen: &Seen, number: usize, at: usize) -> Option<Markup> {
    let (message, it) = found(seen, number, at)?;
    let (name, _) = message
        .letter
        .from
        .split_once(", ")
        .unwrap_or((&message.letter.from, ""));
    let address = format!("/m/{number}/file/{at}/{}", it.file.sha256);
    let main = html! {
        (back(&format!("/m/{number}"), &format!("Back to {name}")))
        div .stack {
            h1 { (it.title) }
            p .quiet { (it.file.kind.words()) ", from " (sender(&message.letter.from)) }
            (whole(it, &address))
        }
    };
    Some(chair(seen, Tab::Messages, &it.title, &main))
}

/// A file that came with a message that this role may open.
fn found(seen: &Seen, number: usize, at: usize) -> Option<(&Arrived, &Enclosed)> {
    let message = seen.mine.message(number)?;
    if seen.rings(number, message.letter.kind) {
        return None;
    }
    Some((message, message.letter.attachments.get(at)?))
}

/// What stands in a file of a message that this role may open.
pub(crate) fn held(seen: &Seen, number: usize, at: usize, sha256: &str) -> Option<Response> {
    let (_, it) = found(seen, number, at)?;
    (it.file.sha256 == sha256).then(|| bytes(&it.file))
}

/// A file as it is. Its address says what is in it, so browsers may keep it.
pub(crate) fn bytes(file: &Attachment) -> Response {
    let shown = match file.kind {
        AttachmentKind::Pdf | AttachmentKind::Table { .. } => "attachment",
        AttachmentKind::Picture { .. } | AttachmentKind::Sound => "inline",
    };
    let headers: [(HeaderName, &str); 3] = [
        (header::CONTENT_TYPE, file.media_type),
        (header::CONTENT_DISPOSITION, shown),
        (header::CACHE_CONTROL, "private, max-age=86400, immutable"),
    ];
    (headers, file.bytes.to_vec()).into_response()
}

fn whole(it: &Enclosed, address: &str) -> Markup {
    html! {
        @match &it.file.kind {
            AttachmentKind::Picture { .. } => (picture(it, address)),
            AttachmentKind::Table { head, rows } => (table(head, rows, usize::MAX)),
            AttachmentKind::Sound => audio controls src=(address) aria-label=(it.title) {},
            AttachmentKind::Pdf => p { a .btn .go href=(address) download=(file_name(&it.file.name)) { (icon(Icon::Paperclip)) "Open the PDF" } },
        }
        @if !it.shows.is_empty() { p { (it.shows) } }
    }
}

fn table(head: &[String], rows: &[Vec<String>], most: usize) -> Markup {
    html! {
        div .area .wide tabindex="0" role="region" aria-label="Table" {
            table {
                thead { tr { @for it in head { th scope="col" { (it) } } } }
                tbody { @for row in rows.iter().take(most) { tr { @for cell in row { td { @if cell.is_empty() { span .quiet { "blank" } } @else { (cell) } } } } } }
            }
        }
        @if rows.len() > most { p .small .quiet { "The first " (most) " of " (rows.len()) " rows." } }
    }
}

/// What came with the message that a room has before it.
pub(super) fn in_room(letter: &Letter) -> Markup {
    html! {
        @for it in &letter.attachments {
            p .kind { (icon(Icon::Paperclip)) span { (it.title) } }
            @match &it.file.kind {
                AttachmentKind::Picture { .. } => (picture(it, &format!("/room/file/{}", it.file.sha256))),
                AttachmentKind::Table { head, rows } => (table(head, rows, ROOM_ROWS)),
                AttachmentKind::Pdf | AttachmentKind::Sound => p { (it.shows) },
            }
        }
    }
}
