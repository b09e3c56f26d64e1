//! Exports of MediaWiki: one document a page of the main namespace, its last revision.

use std::io::BufRead;

use claimsift_model::{Markup, Record};
use quick_xml::events::Event;

use super::xml_text::{self, Events};
use crate::fault::Fault;
use crate::out::Flow;
use crate::place::Place;
use crate::run::Run;

/// Reads page by page.
pub(crate) fn read(reader: impl BufRead, place: &Place, run: &mut Run) -> Flow {
    let mut events = Events::new(reader, run.options.max_line);
    let (mut buffer, mut page, mut number) = (Vec::new(), Page::default(), 0);
    let (mut open, mut known) = (String::new(), false);
    loop {
        let event = match events.next(&mut buffer) {
            Ok(event) => event,
            Err(error) => {
                let fault = xml_text::fault(place, error);
                return run.out.fault(fault.record_at(Some(number), events.start));
            }
        };
        match event {
            Event::Start(tag) => {
                open = tag.local_name().as_ref().to_owned();
                known |= matches!(open.as_str(), "mediawiki" | "page");
                page.open(&open, events.start);
            }
            Event::Empty(tag) => page.redirect |= tag.local_name().as_ref() == "redirect",
            Event::Text(text) => page.gather(&open, text.as_ref(), run.options.max_line),
            Event::CData(text) => page.gather(&open, text.as_ref(), run.options.max_line),
            Event::GeneralRef(name) => {
                let text = xml_text::reference(name.as_ref());
                page.gather(&open, &text, run.options.max_line);
            }
            Event::End(tag) => {
                open.clear();
                if tag.local_name().as_ref() == "page" {
                    deliver(std::mem::take(&mut page), number, place, run)?;
                    number += 1;
                }
            }
            Event::Eof => {
                if !page.inside {
                    return if known {
                        Flow::Continue(())
                    } else {
                        run.out.fault(xml_text::other_root(place, "wiki"))
                    };
                }
                let fault = place.bad_record("a page that does not end", "fetch the file again");
                return run.out.fault(fault.record_at(Some(number), page.start));
            }
            _ => {}
        }
    }
}

/// One page while it is read.
#[derive(Debug, Default)]
struct Page {
    inside: bool,
    start: u64,
    redirect: bool,
    too_large: bool,
    title: String,
    namespace: String,
    id: String,
    changed: String,
    text: String,
}

impl Page {
    fn open(&mut self, name: &str, start: u64) {
        match name {
            "page" => (self.inside, self.start) = (true, start),
            // Full histories hold every revision; the last one stays.
            "revision" => {
                self.text.clear();
                self.changed.clear();
            }
            _ => {}
        }
    }

    fn gather(&mut self, name: &str, text: &str, limit: u64) {
        let field = match name {
            "title" => &mut self.title,
            "ns" => &mut self.namespace,
            // Revisions and their authors have ids as well, after that of the page.
            "id" if self.text.is_empty() && self.changed.is_empty() && self.id.is_empty() => {
                &mut self.id
            }
            "timestamp" => &mut self.changed,
            "text" => &mut self.text,
            _ => return,
        };
        if (field.len() + text.len()) as u64 > limit {
            self.too_large = true;
        } else {
            field.push_str(text);
        }
    }
}

fn deliver(page: Page, number: u64, place: &Place, run: &mut Run) -> Flow {
    let limit = run.options.max_document;
    let text = |text: &str| {
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    if page.redirect || !matches!(page.namespace.trim(), "" | "0") {
        run.out
            .ignore("wiki pages that are redirects or about the wiki");
        return Flow::Continue(());
    }
    if page.too_large || page.text.len() as u64 > limit {
        let fault = Fault::too_large("a document", limit, "--max-doc-bytes");
        return run
            .out
            .fault(place.mark(fault).record_at(Some(number), page.start));
    }
    let id = text(&page.id);
    run.out.record(Record {
        markup: Markup::Wikitext,
        fetched: text(&page.changed),
        title: text(&page.title),
        bytes: page.text.into_bytes(),
        ..place.record(id, number, page.start)
    })
}
