//! Markup: pages and wiki sources become the text that a reader sees, with the way back.

mod blocks;
mod context;
mod cut;
mod grid;
mod html;
mod metadata;
mod references;
mod strip;
mod tag;
mod wikitext;

use claimsift_model::Markup;

use crate::decode::Decoded;
use cut::Cut;

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

/// Puts the edited text in the place of the text; repairs in what was left out go with it.
fn replace(decoded: &mut Decoded<'_>, cut: Cut) {
    decoded.repairs = decoded.repairs.moved(|span| cut.after(span));
    let (text, stage) = cut.finish(decoded.text.len());
    decoded.text = text.into();
    decoded.map.push(stage);
}
