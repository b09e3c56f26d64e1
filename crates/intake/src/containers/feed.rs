//! RSS and Atom feeds: one document an entry.

use std::io::BufRead;

use claimsift_model::{Markup, Record};
use quick_xml::events::{BytesStart, Event};

use super::xml_text::{self, Events};
use crate::fault::Fault;
use crate::out::Flow;
use crate::place::Place;
use crate::run::Run;

/// Reads entry by entry.
pub(crate) fn read(reader: impl BufRead, place: &Place, run: &mut Run) -> Flow {
    let mut events = Events::new(reader, run.options.max_line);
    let (mut buffer, mut feed) = (Vec::new(), Feed::default());
    loop {
        match events.next(&mut buffer) {
            Ok(Event::Eof) => return feed.end(place, run),
            Ok(event) => feed.take(event, events.start, place, run)?,
            Err(error) => {
                let fault = xml_text::fault(place, error);
                return run
                    .out
                    .fault(fault.record_at(Some(feed.number), events.start));
            }
        }
    }
}

/// A feed while it is read.
#[derive(Debug, Default)]
struct Feed {
    /// An element of feeds was met.
    known: bool,
    entry: Option<Entry>,
    number: u64,
}

impl Feed {
    fn take(&mut self, event: Event<'_>, start: u64, place: &Place, run: &mut Run) -> Flow {
        let limit = run.options.max_line;
        match event {
            Event::Start(tag) => self.open(&tag, start),
            Event::Empty(tag) => {
                self.open(&tag, start);
                return self.close(tag.local_name().as_ref(), place, run);
            }
            Event::End(tag) => return self.close(tag.local_name().as_ref(), place, run),
            Event::Text(text) => self.gather(text.as_ref(), limit),
            Event::CData(text) => self.gather(text.as_ref(), limit),
            Event::GeneralRef(name) => {
                // Markup that is written out is read as a page, references and all.
                let nested = self.entry.as_ref().is_some_and(Entry::is_nested);
                let text = if nested {
                    format!("&{};", name.as_ref())
                } else {
                    xml_text::reference(name.as_ref())
                };
                self.gather(&text, limit);
            }
            _ => {}
        }
        Flow::Continue(())
    }

    fn open(&mut self, tag: &BytesStart<'_>, start: u64) {
        let name = tag.local_name();
        if is_entry(name.as_ref()) {
            self.known = true;
            self.entry = Some(Entry {
                start,
                ..Entry::default()
            });
        } else if let Some(entry) = &mut self.entry {
            entry.open(tag);
        } else {
            self.known |= is_feed(name.as_ref());
        }
    }

    fn close(&mut self, name: &str, place: &Place, run: &mut Run) -> Flow {
        if !is_entry(name) {
            if let Some(entry) = &mut self.entry {
                entry.close();
            }
        } else if let Some(entry) = self.entry.take() {
            deliver(entry, self.number, place, run)?;
            self.number += 1;
        }
        Flow::Continue(())
    }

    /// An entry above the limit is not kept in memory.
    fn gather(&mut self, text: &str, limit: u64) {
        if let Some(entry) = self.entry.as_mut().filter(|e| e.size <= limit) {
            entry.size += text.len() as u64;
            if let Some(field) = entry.field() {
                field.push_str(text);
            }
        }
    }

    fn end(self, place: &Place, run: &mut Run) -> Flow {
        match self.entry {
            Some(entry) => {
                let fault = place.bad_record("an entry that does not end", "fetch the file again");
                run.out
                    .fault(fault.record_at(Some(self.number), entry.start))
            }
            None if self.known => Flow::Continue(()),
            None => run.out.fault(xml_text::other_root(place, "feed")),
        }
    }
}

fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

/// The outermost elements of feeds.
fn is_feed(name: &str) -> bool {
    matches!(name, "rss" | "feed" | "RDF" | "channel")
}

/// One entry while it is read.
#[derive(Debug, Default)]
struct Entry {
    start: u64,
    size: u64,
    /// Names of the elements that are open inside it.
    open: Vec<String>,
    /// By the names of the elements.
    fields: std::collections::BTreeMap<&'static str, String>,
    link: Option<String>,
}

/// Elements that are read, and what they hold; the namespace's usual prefix tells `content:encoded` from others.
const FIELDS: [(&str, &str); 13] = [
    ("title", "title"),
    ("link", "link"),
    ("guid", "id"),
    ("id", "id"),
    ("content:encoded", "content"),
    ("content", "content"),
    ("description", "summary"),
    ("summary", "summary"),
    ("pubDate", "date"),
    ("published", "date"),
    ("dc:date", "date"),
    ("dc:language", "lang"),
    ("updated", "updated"),
];

/// What an element holds.
fn field_of(name: &str) -> Option<&'static str> {
    let found = FIELDS.iter().find(|(n, _)| *n == name);
    found.map(|(_, field)| *field)
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl Entry {
    fn open(&mut self, tag: &BytesStart<'_>) {
        let empty = self.open.is_empty();
        self.open.push(tag.name().as_ref().to_owned());
        if empty && tag.name().as_ref() == "link" {
            let href = tag
                .attributes()
                .flatten()
                .find(|a| a.key.as_ref() == "href");
            let value = href.map(|a| a.value.replace("&amp;", "&"));
            self.link = self.link.take().or(value);
        }
        self.write_tag(false);
    }

    fn close(&mut self) {
        self.write_tag(true);
        self.open.pop();
    }

    /// Whether the open element stands inside a field.
    const fn is_nested(&self) -> bool {
        self.open.len() > 1
    }

    /// A text that is written out as XHTML keeps its elements, which part its blocks.
    fn write_tag(&mut self, end: bool) {
        let text = self.open.first().and_then(|name| field_of(name));
        let Some(field @ ("content" | "summary")) = text.filter(|_| self.is_nested()) else {
            return;
        };
        let name = self.open.last().map_or("", |name| local(name));
        let tag = format!("<{}{name}>", if end { "/" } else { "" });
        self.fields.entry(field).or_default().push_str(&tag);
    }

    /// Where the text of the open element goes: the outermost element inside the entry counts.
    fn field(&mut self) -> Option<&mut String> {
        let field = field_of(self.open.first()?)?;
        Some(self.fields.entry(field).or_default())
    }

    fn take(&mut self, name: &str) -> Option<String> {
        self.fields.remove(name).filter(|f| !f.trim().is_empty())
    }

    fn take_text(&mut self, name: &str) -> Option<String> {
        self.take(name).map(|t| t.trim().to_owned())
    }
}

fn deliver(mut entry: Entry, number: u64, place: &Place, run: &mut Run) -> Flow {
    let limit = run.options.max_document;
    let text = entry.take("content").or_else(|| entry.take("summary"));
    let Some(text) = text else {
        run.out.ignore("feed entries without a text");
        return Flow::Continue(());
    };
    if text.len() as u64 > limit || entry.size > run.options.max_line {
        let fault = Fault::too_large("a document", limit, "--max-doc-bytes");
        return run
            .out
            .fault(place.mark(fault).record_at(Some(number), entry.start));
    }
    let id = entry.take_text("id");
    let published = entry.take_text("date").map(|d| iso(&d));
    run.out.record(Record {
        markup: Markup::Html,
        bytes: text.into_bytes(),
        published,
        fetched: entry.take_text("updated"),
        lang: entry.take_text("lang"),
        title: entry.take_text("title"),
        url: entry.link.take().or_else(|| entry.take_text("link")),
        ..place.record(id, number, entry.start)
    })
}

/// A date as mail has it (`Tue, 18 Nov 2025 08:00:00 GMT`), as `2025-11-18`; any other as it is.
fn iso(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut words = date
        .split(|c: char| c == ',' || c.is_whitespace())
        .filter(|w| !w.is_empty())
        .peekable();
    if words
        .peek()
        .is_some_and(|w| w.starts_with(|c: char| c.is_alphabetic()))
    {
        words.next();
    }
    let read = || {
        let day: u8 = words.next()?.parse().ok()?;
        let name = words.next()?;
        let month = MONTHS.iter().position(|m| m.eq_ignore_ascii_case(name))? + 1;
        let year: u16 = words.next()?.parse().ok()?;
        (year > 999).then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    let mut read = read;
    read().unwrap_or_else(|| date.to_owned())
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn dates() {
        assert_eq!(iso("Tue, 18 Nov 2025 08:00:00 GMT"), "2025-11-18");
        assert_eq!(iso("8 Jan 2025 08:00 +0100"), "2025-01-08");
        assert_eq!(iso("2025-11-18T08:00:00Z"), "2025-11-18T08:00:00Z");
        assert_eq!(iso(""), "");
    }
}
