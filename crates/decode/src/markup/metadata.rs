//! What a page says of itself: title, date of publication, language, address, charset.

use claimsift_model::Record;
use html5gum::{Token, Tokenizer};

use super::tag::Tag;
use crate::published::parse_date;

/// What a page says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) url: Option<String>,
}

impl Metadata {
    /// Puts it where the container says nothing.
    pub(crate) fn complete(self, record: &mut Record) {
        for (field, said) in [
            (&mut record.title, self.title),
            (&mut record.published, self.published),
            (&mut record.lang, self.lang),
            (&mut record.url, self.url),
        ] {
            *field = field.take().or(said);
        }
    }
}

/// Names of properties that hold the date of publication.
const DATES: [&str; 17] = [
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
];

/// Where a date was found, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum From {
    Property,
    Data,
    Item,
    Time,
}

/// Gathers it while the page is read.
#[derive(Debug, Default)]
pub(super) struct Collect {
    found: Metadata,
    own_title: Option<String>,
    dates: Vec<(From, String)>,
    /// Text that is being gathered, and for what.
    text: Option<(Gather, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gather {
    Title,
    Data,
}

impl Collect {
    pub(super) fn start(&mut self, tag: &Tag, in_article: bool) {
        match tag.name.as_str() {
            "html" => {
                self.found.lang = self
                    .found
                    .lang
                    .take()
                    .or_else(|| tag.get("lang").and_then(filled))
            }
            "title" if self.found.title.is_none() => {
                self.text = Some((Gather::Title, String::new()))
            }
            "script"
                if tag
                    .get("type")
                    .is_some_and(|t| t.trim().eq_ignore_ascii_case("application/ld+json")) =>
            {
                self.text = Some((Gather::Data, String::new()));
            }
            "link" if tag.get("rel") == Some("canonical") => {
                self.found.url = tag.get("href").and_then(filled);
            }
            "meta" => self.meta(tag),
            "time" => self.time(tag, in_article),
            _ if tag.get("itemprop") == Some("datePublished") => {
                self.date(From::Item, tag.get("content").or(tag.get("datetime")));
            }
            _ => {}
        }
    }

    fn meta(&mut self, tag: &Tag) {
        let name = tag
            .get("property")
            .or(tag.get("name"))
            .or(tag.get("itemprop"));
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let content = tag.get("content");
        if name == "og:title" {
            self.own_title = content.and_then(filled);
        } else if DATES.contains(&name.as_str()) {
            self.date(From::Property, content);
        }
    }

    fn time(&mut self, tag: &Tag, in_article: bool) {
        let said = tag.get("itemprop") == Some("datePublished") || tag.get("pubdate").is_some();
        if said {
            self.date(From::Item, tag.get("datetime").or(tag.get("content")));
        } else if in_article {
            self.date(From::Time, tag.get("datetime"));
        }
    }

    fn date(&mut self, from: From, text: Option<&str>) {
        if let Some(text) = text.map(str::trim)
            && parse_date(text).is_some()
            && self.dates.len() < MOST_DATES
        {
            self.dates.push((from, text.to_owned()));
        }
    }

    /// Takes text of an element that is being gathered.
    pub(super) fn text(&mut self, text: &str) {
        if let Some((_, gathered)) = &mut self.text {
            gathered.push_str(text);
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if !matches!(name, "title" | "script") {
            return;
        }
        match self.text.take() {
            Some((Gather::Title, text)) => self.found.title = filled(&resolved(&text)),
            Some((Gather::Data, text)) => {
                for date in published_in(&text) {
                    self.date(From::Data, Some(date));
                }
            }
            None => {}
        }
    }

    /// The surest kind of date counts, where all of that kind agree on the day.
    pub(super) fn finish(self) -> Metadata {
        let surest = self.dates.iter().map(|d| d.0).min();
        let mut dates = self
            .dates
            .iter()
            .filter(|d| Some(d.0) == surest)
            .map(|d| &d.1);
        let first = dates.next();
        let day = |text: &str| parse_date(text).map(|d| d.start);
        let agreed = first.filter(|f| dates.all(|d| day(d) == day(f)));
        Metadata {
            title: self.own_title.or(self.found.title),
            published: agreed.cloned(),
            ..self.found
        }
    }
}

/// Dates of one page; a page with more is no article.
const MOST_DATES: usize = 64;

fn filled(text: &str) -> Option<String> {
    let words: Vec<_> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Text with its references resolved.
fn resolved(text: &str) -> String {
    let tokens = Tokenizer::new(text).flatten();
    let texts = tokens.filter_map(|token| match token {
        Token::String(text) => Some(String::from_utf8_lossy(&text.value).into_owned()),
        _ => None,
    });
    texts.collect()
}

/// Values of the key `datePublished` of linked data. The key alone is looked for: much of it is no valid JSON.
fn published_in(data: &str) -> impl Iterator<Item = &str> {
    const KEY: &str = "\"datePublished\"";
    data.match_indices(KEY).filter_map(|(at, _)| {
        let rest = data.get(at + KEY.len()..)?.trim_start().strip_prefix(':')?;
        let value = rest.trim_start().strip_prefix('"')?;
        value.split('"').next()
    })
}

/// Bytes of a page in which it may name its charset.
const PRESCAN: usize = 4096;

/// The charset that a page names in a `meta` element or its XML declaration.
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..PRESCAN).unwrap_or(bytes).to_ascii_lowercase();
    let mut starts =
        memchr::memmem::find_iter(&head, b"<meta").chain(memchr::memmem::find(&head, b"<?xml"));
    starts.find_map(|at| {
        let rest = head.get(at..)?;
        let tag = rest.get(..memchr::memchr(b'>', rest)?)?;
        let key: &[u8] = if tag.starts_with(b"<?") {
            b"encoding"
        } else {
            b"charset"
        };
        let value = tag.get(memchr::memmem::find(tag, key)? + key.len()..)?;
        let value = value
            .trim_ascii_start()
            .strip_prefix(b"=")?
            .trim_ascii_start();
        let value = value
            .strip_prefix(b"\"")
            .or(value.strip_prefix(b"'"))
            .unwrap_or(value);
        let end = value
            .iter()
            .position(|b| !b.is_ascii_alphanumeric() && !b"-_:".contains(b));
        let label = std::str::from_utf8(value.get(..end.unwrap_or(value.len()))?).ok()?;
        // A page that can be read so far is in no charset of two bytes.
        let wide = label.starts_with("utf-16");
        (!label.is_empty()).then(|| if wide { "utf-8" } else { label }.to_owned())
    })
}
