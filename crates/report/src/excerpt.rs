//! A text made of the sentences of claims, for documents whose text is not at hand.

use serde_json::Value;

/// The sentences of records, each once, with blank lines between; and for each record where its quote stands, in UTF-16.
pub(crate) fn excerpt<'a>(
    records: impl Iterator<Item = &'a Value>,
) -> (String, Vec<Option<[usize; 2]>>) {
    let mut text = String::new();
    let mut places = Vec::new();
    // The last sentence and where it starts; the last quote in it and where the search for another one goes on.
    let (mut last, mut start, mut from, mut next) = ("", 0, 0, 0);
    let mut before = &Value::Null;
    for record in records {
        let sentence = record["sentence"].as_str().unwrap_or_default();
        let quote = record["quote"].as_str().unwrap_or_default();
        if sentence != last {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            (last, start, from, next) = (sentence, text.len(), 0, 0);
            text.push_str(sentence);
        }
        // Several claims may stand on one span; on another span, an equal quote is another one.
        let again = record["char_start"] == *before;
        let rest = sentence
            .get(if again { from } else { next }..)
            .unwrap_or_default();
        let found = rest.find(quote).map(|at| at + sentence.len() - rest.len());
        before = &record["char_start"];
        places.push(found.or_else(|| sentence.find(quote)).map(|at| {
            from = at;
            next = at + quote.chars().next().map_or(0, char::len_utf8);
            let begin = utf16(text.get(..start + at).unwrap_or_default());
            [begin, begin + utf16(quote)]
        }));
    }
    (text, places)
}

pub(crate) fn utf16(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}
