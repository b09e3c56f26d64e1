//! Markup: pages and wiki sources become the text that a reader sees, with the way back.

mod blocks;
mod context;
mod html;
mod metadata;
mod strip;
mod wikitext;

use claimsift_model::{Edit, Markup, TextSpan};

use crate::decode::Decoded;

pub(crate) use metadata::{Metadata, charset};

/// Leaves the markup out of `decoded`; gives what a page says of itself.
pub(crate) fn strip(markup: Markup, decoded: &mut Decoded<'_>) -> Metadata {
    match markup {
        Markup::Plain => Metadata::default(),
        Markup::Html => {
            let page = html::read(&decoded.text);
            let kept = blocks::article(&page.blocks);
            let cut = strip::write(&decoded.text, &kept);
            replace(decoded, cut);
            page.metadata
        }
        Markup::Wikitext => {
            let cut = wikitext::write(&decoded.text);
            replace(decoded, cut);
            Metadata::default()
        }
    }
}

/// An edit that leaves most of a text as it is, and where its parts went.
pub(crate) struct Cut {
    edit: Edit,
    /// Start before, start after and length of each part that was kept.
    kept: Vec<(u32, u32, u32)>,
    at: u32,
}

impl Cut {
    fn new(text: &str) -> Self {
        Self {
            edit: Edit::new(text.len() / 2),
            kept: Vec::new(),
            at: 0,
        }
    }

    /// Leaves out what stands before `to`.
    fn skip_to(&mut self, to: u32) {
        self.edit.drop(to.saturating_sub(self.at));
        self.at = self.at.max(to);
    }

    /// Writes `text` in place of what stands before `to`.
    fn replace_to(&mut self, to: u32, text: &str) {
        self.edit.replace(to.saturating_sub(self.at), text);
        self.at = self.at.max(to);
    }

    fn keep(&mut self, text: &str) {
        let len = u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.kept.push((self.at, self.edit.len(), len));
        self.edit.keep(text);
        self.at += len;
    }

    fn after(&self, span: TextSpan) -> Option<TextSpan> {
        let i = self.kept.partition_point(|k| k.0 <= span.start());
        let (from, to, len) = *self.kept.get(i.checked_sub(1)?)?;
        let (start, end) = (span.start() - from, span.end() - from);
        (end <= len).then(|| TextSpan::new(to + start, to + end))
    }
}

/// Puts the edited text in the place of the text; repairs in what was left out go with it.
fn replace(decoded: &mut Decoded<'_>, mut cut: Cut) {
    cut.skip_to(u32::try_from(decoded.text.len()).unwrap_or(u32::MAX));
    decoded.repairs = decoded.repairs.moved(|span| cut.after(span));
    let (text, stage) = cut.edit.finish();
    decoded.text = text.into();
    decoded.map.push(stage);
}
