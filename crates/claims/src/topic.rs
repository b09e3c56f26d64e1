//! What a document is about, where a heading says so: the subject of label lines (*Cost: 3 million*).

use claimsift_engine::Token;
use claimsift_model::Party;

use crate::candidate::{Anchor, Candidate};
use crate::line::{Around, Figure, Line, Room, Tag};
use crate::{party, phrases};

/// Most tokens before the colon of a heading.
const HEAD: usize = 8;

/// Whether a figure stands behind the colon of a label that names what is measured, and nothing else.
pub(crate) fn labelled(line: &Line<'_>, figure: &Figure, found: &Candidate) -> bool {
    let Anchor::Noun(noun, _) = &found.anchor else {
        return false;
    };
    let colon = noun.end.min(figure.extent.start)..figure.extent.start;
    let parts = |i: usize| matches!(line.tag_at(i), Tag::Verb(g) if line.groups[g].finite);
    colon.clone().any(|i| line.tag_at(i) == Tag::Colon) && !colon.clone().any(parts)
}

/// Whether nobody is the subject but the label itself.
pub(crate) fn bare(line: &Line<'_>, found: &Candidate, subject: Option<&Party>) -> bool {
    let Anchor::Noun(noun, _) = &found.anchor else {
        return false;
    };
    let own = line.span(noun);
    subject.is_none_or(|s| s.name.is_none() && s.span.overlaps(own))
}

/// The phrase with a name that a heading begins with, before its colon, where the heading itself holds no figure.
pub(crate) fn of(around: Around<'_>) -> Option<Party> {
    let found = &around.found.sentences;
    (0..around.tokens.sentences.len())
        .filter(|s| found.binary_search(s).is_err())
        .filter(|s| opened(around, *s))
        .find_map(|sentence| {
            let line = Line::read(around, sentence, 0..0, Room::default())?;
            let colon = (1..HEAD).find(|i| line.tag_at(*i) == Tag::Colon)?;
            let phrase = phrases::ending(&line, colon);
            let capital = |i: usize| line.tokens.get(i).is_some_and(Token::is_capital);
            let named = phrase.clone().any(|i| line.tag_at(i) == Tag::Name)
                || phrase.len() > 1 && phrase.clone().all(capital);
            (phrase.start == 0 && named).then(|| party::party(around, &line, &phrase))
        })
}

/// Whether a colon stands near the start of a sentence.
fn opened(around: Around<'_>, sentence: usize) -> bool {
    let own = &around.tokens.sentences[sentence].tokens;
    let near = own
        .clone()
        .take(HEAD)
        .filter_map(|t| around.tokens.all.get(t));
    near.into_iter()
        .any(|t| around.document.slice(t.span) == ":")
}
