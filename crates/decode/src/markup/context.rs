//! Inside which elements a text stands.

use super::html::Tag;

/// What an element does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Divides text and may hold blocks; it is closed by its own end.
    Section,
    /// Divides text.
    Break,
    /// Its content is no text of the page.
    Dropped,
    /// Runs on in a line.
    Inline,
}

pub(super) fn kind(name: &str) -> Kind {
    match name {
        "html" | "body" | "div" | "section" | "article" | "main" | "nav" | "aside" | "footer"
        | "header" | "form" | "ul" | "ol" | "dl" | "menu" | "table" | "figure" | "blockquote"
        | "details" | "dialog" | "fieldset" | "center" | "pre" | "listing" | "search" => {
            Kind::Section
        }
        "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "thead" | "tbody" | "tfoot" | "caption"
        | "figcaption" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "br" | "hr" | "address"
        | "summary" | "legend" | "hgroup" | "img" | "label" | "input" | "frame" => Kind::Break,
        "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "object"
        | "title" | "select" | "datalist" | "textarea" | "button" | "audio" | "video"
        | "canvas" | "del" | "s" | "strike" | "noembed" | "noframes" | "map" => Kind::Dropped,
        _ => Kind::Inline,
    }
}

/// Words of class names and ids that tell parts about the page.
const NAMES: [&str; 48] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "comments",
    "consent",
    "cookie",
    "cookies",
    "didomi",
    "disqus",
    "footer",
    "gdpr",
    "masthead",
    "menu",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "onetrust",
    "outbrain",
    "pagination",
    "paywall",
    "popup",
    "promo",
    "recommended",
    "recommendations",
    "related",
    "share",
    "sharing",
    "sidebar",
    "sitemap",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "toolbar",
    "topbar",
    "widget",
    "signup",
];

#[derive(Debug)]
struct Open {
    name: String,
    around: bool,
    named_around: bool,
    article: bool,
    main: bool,
    lines: bool,
    dropped: bool,
}

/// Elements that are open, as counts of each that matters.
#[derive(Debug, Default)]
pub(super) struct Context {
    stack: Vec<Open>,
    pub(super) around: u32,
    pub(super) named_around: u32,
    pub(super) article: u32,
    pub(super) main: u32,
    pub(super) lines: u32,
    dropped: u32,
    pub(super) link: bool,
    pub(super) raised: bool,
}

/// Elements deeper than this are not told apart, so that any page takes linear time.
const DEEPEST: usize = 256;

impl Context {
    pub(super) const fn is_dropped(&self) -> bool {
        self.dropped > 0
    }

    pub(super) const fn in_article(&self) -> bool {
        self.article > 0 || self.main > 0
    }

    pub(super) fn open(&mut self, tag: &Tag, self_closing: bool) {
        match tag.name.as_str() {
            "a" => self.link = true,
            "sup" => self.raised = true,
            _ => {}
        }
        let kind = kind(&tag.name);
        let stacked = matches!(kind, Kind::Section | Kind::Dropped);
        let foreign = matches!(tag.name.as_str(), "svg" | "math");
        if !stacked || (self_closing && foreign) || self.stack.len() >= DEEPEST {
            return;
        }
        let open = Open {
            around: self.is_around(tag),
            named_around: is_named_around(tag),
            article: tag.name == "article" || tag.get("itemprop") == Some("articleBody"),
            main: tag.name == "main" || tag.get("role") == Some("main"),
            lines: matches!(tag.name.as_str(), "pre" | "listing"),
            dropped: kind == Kind::Dropped,
            name: tag.name.clone(),
        };
        self.count(&open, 1);
        self.stack.push(open);
    }

    /// Closes the nearest element of the name, and those that were left open inside it.
    pub(super) fn close(&mut self, name: &str) {
        match name {
            "a" => self.link = false,
            "sup" => self.raised = false,
            _ => {}
        }
        let Some(at) = self.stack.iter().rposition(|o| o.name == name) else {
            return;
        };
        while self.stack.len() > at {
            if let Some(open) = self.stack.pop() {
                self.count(&open, u32::MAX);
            }
        }
        self.link = false;
    }

    /// Counts an element in (1) or out (−1, wrapping).
    fn count(&mut self, open: &Open, by: u32) {
        let add = |count: &mut u32, is: bool| {
            if is {
                *count = count.wrapping_add(by);
            }
        };
        add(&mut self.around, open.around);
        add(&mut self.named_around, open.named_around);
        add(&mut self.article, open.article);
        add(&mut self.main, open.main);
        add(&mut self.lines, open.lines);
        add(&mut self.dropped, open.dropped);
    }

    fn is_around(&self, tag: &Tag) -> bool {
        let role = tag.get("role").unwrap_or_default();
        let hidden = tag.get("hidden").is_some() || tag.get("aria-hidden") == Some("true");
        match tag.name.as_str() {
            "html" | "body" => false,
            "nav" | "aside" | "footer" | "dialog" | "menu" | "search" => true,
            "header" if !self.in_article() => true,
            _ => {
                hidden
                    || matches!(
                        role,
                        "navigation"
                            | "banner"
                            | "contentinfo"
                            | "complementary"
                            | "search"
                            | "dialog"
                            | "alertdialog"
                    )
            }
        }
    }
}

fn is_named_around(tag: &Tag) -> bool {
    if matches!(tag.name.as_str(), "html" | "body" | "main" | "article") {
        return false;
    }
    let names = [tag.get("class"), tag.get("id")].into_iter().flatten();
    let mut words = names.flat_map(|n| n.split(|c: char| !c.is_ascii_alphanumeric()));
    words.any(|w| NAMES.iter().any(|n| n.eq_ignore_ascii_case(w)))
}
