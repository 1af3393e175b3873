//! One page looked at in every size and on both grounds, right to left and with text twice as large: by axe, and
//! for what axe doesn't see. Pictures of it, where somebody wants them. Must not know how a page is reached.

use crate::chromium::{Page, Size};
use serde_json::{Value, json};
use std::path::PathBuf;

/// axe-core, as Deque gives it out (MPL-2.0): a file of the tests, and no part of the program.
const AXE: &str = include_str!("axe/axe.min.js");

/// What axe looks at: everything that WCAG 2.2 AA asks for and a machine can see.
const ASK_AXE: &str = r#"axe.run(document, {
    resultTypes: ["violations"],
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
}).then(all => all.violations.map(it => it.id + ": " + it.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + (n.any[0] || n.all[0] || n.none[0] || {}).message).join(" | ")))"#;

const INSPECT: &str = include_str!("inspect.js");

pub const NARROW: Size = Size {
    name: "narrow",
    width: 320,
    height: 640,
};
pub const PHONE: Size = Size {
    name: "phone",
    width: 390,
    height: 844,
};
pub const TABLET: Size = Size {
    name: "tablet",
    width: 820,
    height: 1180,
};
pub const LAPTOP: Size = Size {
    name: "laptop",
    width: 1366,
    height: 768,
};

/// A way in which a page is looked at.
struct Way {
    size: Size,
    dark: bool,
    rtl: bool,
    /// Whether text is twice as large, and the page is not.
    large: bool,
    axe: bool,
}

const fn way(size: Size, dark: bool, rtl: bool, large: bool, axe: bool) -> Way {
    Way {
        size,
        dark,
        rtl,
        large,
        axe,
    }
}

const WAYS: [Way; 11] = [
    way(PHONE, false, false, false, true),
    way(PHONE, true, false, false, true),
    way(PHONE, false, true, false, true),
    way(PHONE, false, false, true, true),
    way(PHONE, true, true, true, true),
    way(NARROW, false, false, false, false),
    way(NARROW, false, false, true, false),
    way(TABLET, false, false, false, false),
    way(TABLET, false, false, true, false),
    way(LAPTOP, false, false, false, true),
    way(LAPTOP, true, true, false, true),
];

/// Looks at pages, and gathers what is wrong with them.
pub struct Looks {
    /// Where pictures go; none if nobody wants them.
    pictures: Option<PathBuf>,
    wrong: Vec<String>,
    pages: usize,
    runs: usize,
}

impl Looks {
    pub fn new() -> Self {
        let pictures = std::env::var_os("WARDROOM_PICTURES").map(PathBuf::from);
        if let Some(folder) = &pictures {
            std::fs::create_dir_all(folder).unwrap();
        }
        Self {
            pictures,
            wrong: Vec::new(),
            pages: 0,
            runs: 0,
        }
    }

    /// Looks at a page as it stands, under a name.
    pub fn at(&mut self, page: &Page, name: &str) {
        self.pages += 1;
        // The script asks for the page once more as it begins to listen: what is changed here would be undone.
        page.until(
            "the page follows the exercise",
            "location.protocol === 'file:' || !document.querySelector('script') || performance.getEntriesByType('resource').some(it => it.initiatorType === 'fetch' && it.responseEnd > 0)",
        );
        page.eval(&format!(
            "typeof axe === 'undefined' && {{}}.constructor && (() => {{ {AXE} }})(); 0"
        ));
        for it in &WAYS {
            page.seen_on(it.size, it.dark);
            page.eval(&format!(
                "document.documentElement.dir = '{}'; document.documentElement.style.fontSize = '{}'; scrollTo(0, 0); document.fonts.ready.then(() => 0)",
                if it.rtl { "rtl" } else { "ltr" },
                if it.large { "200%" } else { "" },
            ));
            let mut wrong = list(&page.eval(INSPECT));
            if it.axe {
                self.runs += 1;
                // What a bar covers at one moment of scrolling is no fault: whether the focus is ever behind
                // one has been looked at.
                page.eval(&bars("static"));
                wrong.extend(list(&page.eval(ASK_AXE)));
                page.eval(&bars(""));
            }
            let how = format!(
                "{name}, {}{}{}{}",
                it.size.name,
                if it.dark { ", dark" } else { "" },
                if it.rtl { ", right to left" } else { "" },
                if it.large { ", large text" } else { "" }
            );
            self.wrong
                .extend(wrong.iter().map(|it| format!("{how}: {it}")));
            if it.large && it.size.name == "phone" && !it.rtl {
                self.picture(page, &format!("{name}-phone-large"));
            }
            if it.rtl && !it.large && it.size.name == "phone" {
                self.picture(page, &format!("{name}-phone-rtl"));
            }
        }
        page.eval("document.documentElement.removeAttribute('dir'); document.documentElement.removeAttribute('style'); 0");
        if self.pictures.is_some() {
            for size in [PHONE, TABLET, LAPTOP] {
                for (dark, ground) in [(false, "light"), (true, "dark")] {
                    page.seen_on(size, dark);
                    self.picture(page, &format!("{name}-{}-{ground}", size.name));
                }
            }
            self.whole(page, name);
        }
        page.seen_on(PHONE, false);
    }

    fn picture(&self, page: &Page, name: &str) {
        if let Some(folder) = &self.pictures {
            std::fs::write(folder.join(format!("{name}.png")), page.picture()).unwrap();
        }
    }

    /// All of it, as if a phone were as high as the page is long.
    fn whole(&self, page: &Page, name: &str) {
        page.seen_on(PHONE, false);
        let height = page
            .eval("document.documentElement.scrollHeight")
            .as_u64()
            .unwrap_or(0);
        let height = u32::try_from(height)
            .unwrap_or(0)
            .clamp(PHONE.height, 6_000);
        page.seen_on(Size { height, ..PHONE }, false);
        self.picture(page, &format!("{name}-whole"));
    }

    /// Notes something that is wrong.
    pub fn wrong(&mut self, what: String) {
        self.wrong.push(what);
    }

    /// Says how much was looked at, and fails if anything was wrong.
    pub fn done(self) {
        let (pages, runs) = (self.pages, self.runs);
        println!(
            "{pages} pages looked at in {} ways, {runs} runs of axe",
            WAYS.len()
        );
        let count = self.wrong.len();
        assert!(
            self.wrong.is_empty(),
            "{count} things are wrong:\n{}",
            self.wrong.join("\n")
        );
    }
}

/// Has the bars that stay scroll with the page, or stay again.
fn bars(position: &str) -> String {
    format!(
        "for (const it of document.querySelectorAll('.top, .tabs, .thumb, .fresh')) it.style.position = '{position}'; 0"
    )
}

fn list(value: &Value) -> Vec<String> {
    let all = value
        .as_array()
        .cloned()
        .unwrap_or_else(|| vec![json!(value.to_string())]);
    let words = all
        .iter()
        .map(|it| it.as_str().unwrap_or_default().to_owned());
    words.collect()
}
