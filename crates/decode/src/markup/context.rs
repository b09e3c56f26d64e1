//! Inside which elements a text stands.

use super::tag::Tag;

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
const NAMES: [&str; 55] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "breadcrumb",
    "breadcrumbs",
    "comment",
    "commentaires",
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
    "partage",
    "partager",
    "paywall",
    "popup",
    "promo",
    "recommendations",
    "recommended",
    "related",
    "relatedposts",
    "share",
    "sharedaddy",
    "sharing",
    "sidebar",
    "signup",
    "similar",
    "sitemap",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "tags",
    "teaser",
    "toolbar",
    "topbar",
    "widget",
];

#[derive(Debug)]
struct Open {
    name: String,
    around: bool,
    named_around: bool,
    /// Its number among the articles of the page.
    article: Option<u32>,
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
    /// Articles met so far.
    articles: u32,
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

    pub(super) fn in_article(&self) -> bool {
        self.main > 0 || self.article().is_some()
    }

    /// The innermost article.
    pub(super) fn article(&self) -> Option<u32> {
        self.stack.iter().rev().find_map(|open| open.article)
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
        let is_article = tag.name == "article" || tag.get("itemprop") == Some("articleBody");
        self.articles += u32::from(is_article);
        let open = Open {
            around: self.is_around(tag),
            named_around: is_named_around(tag),
            article: is_article.then_some(self.articles),
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
    let mut words = names.flat_map(words);
    words.any(|w| NAMES.iter().any(|n| n.eq_ignore_ascii_case(w)))
}

/// The words of a name: `site-header`, `related_links` and `RelatedLinks` have two.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let small = |part: &str, at: usize| part.as_bytes().get(at).is_some_and(u8::is_ascii_lowercase);
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric());
    parts.flat_map(move |part| {
        let starts = part.char_indices().filter(move |(at, c)| {
            c.is_ascii_uppercase() && at.checked_sub(1).is_some_and(|before| small(part, before))
        });
        let mut from = 0;
        let ends = starts.map(|(at, _)| at).chain([part.len()]);
        ends.map(move |end| {
            let word = part.get(from..end).unwrap_or_default();
            from = end;
            word
        })
    })
}
