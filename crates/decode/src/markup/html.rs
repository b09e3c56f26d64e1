//! A page, token by token: its blocks of text, where each stands, and what the page says of itself.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::context::{Context, Kind, kind};
use super::grid::{Cell, Grid};
use super::metadata::{Collect, Metadata};
use super::tag::Tag;

/// A run of text between two breaks.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its parts between tags, in bytes of the page.
    pub(super) parts: Vec<Part>,
    /// Letters, digits and signs, without white space.
    pub(super) length: usize,
    /// Those of them that are links.
    pub(super) linked: usize,
    /// Whether it holds a digit that is no link.
    pub(super) figures: bool,
    pub(super) heading: Option<Heading>,
    /// Cell of a table.
    pub(super) cell: bool,
    /// Where in its table it stands.
    pub(super) place: Option<Cell>,
    /// Inside an element that is about the page and not of it: navigation, a footer.
    pub(super) around: bool,
    /// The same, by the name of a class alone.
    pub(super) named_around: bool,
    /// The innermost article that it stands in, by its number on the page.
    pub(super) article: Option<u32>,
    pub(super) main: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// Of the page.
    Top,
    /// Of a part of it.
    Lower,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Line ends count.
    pub(super) lines: bool,
    /// Written above the line.
    pub(super) raised: bool,
}

/// What a page holds.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) blocks: Vec<Block>,
    pub(super) metadata: Metadata,
}

/// Reads a page. Total and linear in its length.
pub(super) fn read(text: &str) -> Page {
    let mut reader = Reader {
        text,
        at: 0,
        tag: Tag::default(),
        context: Context::default(),
        grid: Grid::default(),
        block: Block::default(),
        page: Page::default(),
        collect: Collect::default(),
    };
    {
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| {
            reader.event(event, span);
            None::<Infallible>
        });
        emitter.naively_switch_states(true);
        // Reading from memory cannot fail.
        let _ = Tokenizer::new_with_emitter(text, emitter).finish();
    }
    reader.text_until(text.len());
    reader.end_block();
    reader.page.metadata = reader.collect.finish();
    reader.page
}

struct Reader<'a> {
    text: &'a str,
    /// End of the last tag.
    at: usize,
    tag: Tag,
    context: Context,
    grid: Grid,
    block: Block,
    page: Page,
    collect: Collect,
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl Reader<'_> {
    fn event(&mut self, event: CallbackEvent<'_>, span: Span<usize>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.text_until(span.start);
                self.tag = Tag {
                    name: lossy(name),
                    ..Tag::default()
                };
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.attributes.push((lossy(name), String::new()));
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(last) = self.tag.attributes.last_mut() {
                    last.1 = lossy(value);
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.at = self.at.max(span.end);
                self.open(self_closing);
            }
            CallbackEvent::EndTag { name } => {
                self.text_until(span.start);
                self.at = self.at.max(span.end);
                self.close(&lossy(name));
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => {
                self.text_until(span.start);
                self.at = self.at.max(span.end);
            }
            CallbackEvent::String { .. } | CallbackEvent::Error(_) => {}
        }
    }

    fn open(&mut self, self_closing: bool) {
        let tag = std::mem::take(&mut self.tag);
        self.collect.start(&tag, self.context.in_article());
        if kind(&tag.name) == Kind::Break || kind(&tag.name) == Kind::Section {
            self.end_block();
            self.block.heading = heading(&tag.name);
            self.grid.open(&tag);
            self.block.cell = matches!(tag.name.as_str(), "td" | "th");
        }
        self.context.open(&tag, self_closing);
    }

    fn close(&mut self, name: &str) {
        if matches!(kind(name), Kind::Break | Kind::Section) {
            self.end_block();
            self.grid.close(name);
        }
        self.collect.end(name);
        self.context.close(name);
    }

    /// Takes what stands between the last tag and `end` as text.
    fn text_until(&mut self, end: usize) {
        let start = self.at;
        self.at = end.max(start);
        let Some(text) = self.text.get(start..end).filter(|t| !t.is_empty()) else {
            return;
        };
        self.collect.text(text);
        if self.context.is_dropped() {
            return;
        }
        let length = text.chars().filter(|c| !c.is_whitespace()).count();
        let context = &self.context;
        let block = &mut self.block;
        block.length += length;
        block.linked += if context.link { length } else { 0 };
        block.figures |= !context.link && text.bytes().any(|b| b.is_ascii_digit());
        if length > 0 {
            block.around = context.around > 0;
            block.named_around = context.named_around > 0;
            block.article = context.article();
            block.main = context.main > 0;
            block.place = self.grid.cell;
        }
        block.parts.push(Part {
            start,
            end,
            lines: context.lines > 0,
            raised: context.raised,
        });
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        if block.length > 0 {
            self.page.blocks.push(block);
        }
    }
}

fn heading(name: &str) -> Option<Heading> {
    match name {
        "h1" => Some(Heading::Top),
        "h2" | "h3" | "h4" | "h5" | "h6" => Some(Heading::Lower),
        _ => None,
    }
}
