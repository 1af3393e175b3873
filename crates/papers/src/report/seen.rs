//! What pictures show, in words, for whoever does not see them: the same in every kind of file. Must not
//! know where a picture stands.

use resvg::usvg::roxmltree;

/// What a chart shows: its caption, and what it says of itself.
pub(super) fn in_chart(caption: &str, svg: &str) -> String {
    let mut told = vec![caption.to_owned()];
    told.extend(of_itself(svg));
    told.dedup();
    told.retain(|it| !it.trim().is_empty());
    or_that_there_is_one(told.join(". ").replace("..", "."))
}

/// What a photograph shows.
pub(super) fn in_photo(caption: &str, shows: &str) -> String {
    or_that_there_is_one(if shows.is_empty() { caption } else { shows }.to_owned())
}

fn or_that_there_is_one(told: String) -> String {
    if told.trim().is_empty() {
        "A picture".to_owned()
    } else {
        told
    }
}

/// A chart's title and its description.
fn of_itself(svg: &str) -> Vec<String> {
    let Ok(read) = roxmltree::Document::parse(svg) else {
        return Vec::new();
    };
    read.root_element()
        .children()
        .filter(|it| matches!(it.tag_name().name(), "title" | "desc"))
        .filter_map(|it| it.text())
        .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|it| !it.is_empty())
        .collect()
}
