//! The page and what stands on it.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::excerpt::excerpt;

const TEMPLATE: &str = include_str!("../assets/page.html");
const STYLE: &str = include_str!("../assets/page.css");
const SCRIPT: &str = include_str!("../assets/page.js");

/// The fields of a record that the page shows.
const SHOWN: [&str; 28] = [
    "id",
    "kind",
    "quote",
    "char_start",
    "char_end",
    "raw_start",
    "raw_end",
    "value",
    "min",
    "max",
    "modifier",
    "unit",
    "counted",
    "per",
    "edtf",
    "timex",
    "flags",
    "rule",
    "subject",
    "predicate",
    "object",
    "timing",
    "modality",
    "modalities",
    "direction",
    "speaker",
    "sentence",
    "confidence",
];
/// Pointers to other claims.
const POINTERS: [&str; 2] = ["same_as", "converts"];

/// A repaired sequence in the text of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// First code point of the repaired text.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// The damaged text.
    pub before: String,
    /// Kind of damage.
    pub kind: String,
}

/// A document on the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Article {
    /// Id of the document.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Its language.
    pub lang: Option<String>,
    /// The text in which records count; without it the page shows their sentences.
    pub text: Option<String>,
    /// What was repaired in the text, in order.
    pub fixes: Vec<Fix>,
}

/// A difference between two runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The record to show: the new one, or the one that is gone.
    pub record: Value,
    /// What sorts of difference it is.
    pub sorts: Vec<String>,
    /// Field, old and new value.
    pub fields: Vec<[String; 3]>,
}

/// A page under construction.
#[derive(Debug, Default)]
pub struct Page {
    title: String,
    notes: Vec<String>,
    documents: Vec<Value>,
    items: Vec<Value>,
    repairs: usize,
    diff: bool,
}

/// What is said of an item beside its record.
#[derive(Serialize)]
struct Item {
    doc: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<[usize; 2]>,
    r: Value,
}

impl Page {
    /// An empty page.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            ..Self::default()
        }
    }

    /// Adds a remark that stands above the articles.
    pub fn note(&mut self, note: &str) {
        self.notes.push(note.to_owned());
    }

    /// How many claims or differences stand on it.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether none does.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Adds an article with its claims, in the order of its text.
    pub fn add_claims(&mut self, article: Article, records: Vec<Value>) {
        let places = self.document(article, records.iter());
        let doc = self.documents.len() - 1;
        for (record, at) in records.iter().zip(places) {
            let item = Item {
                doc,
                at,
                r: shown(record),
            };
            self.items.push(json!(item));
        }
    }

    /// Adds an article with the differences in it, in the order of its text.
    pub fn add_differences(&mut self, article: Article, differences: Vec<Difference>) {
        self.diff = true;
        let places = self.document(article, differences.iter().map(|d| &d.record));
        let doc = self.documents.len() - 1;
        for (difference, at) in differences.into_iter().zip(places) {
            let fields: Vec<_> = difference
                .fields
                .iter()
                .map(|[field, old, new]| json!({"field": field, "old": old, "new": new}))
                .collect();
            let mut item = json!(Item {
                doc,
                at,
                r: shown(&difference.record)
            });
            item["sorts"] = json!(difference.sorts);
            item["fields"] = json!(fields);
            self.items.push(item);
        }
    }

    /// Adds a document; gives the place of each record in its text, in UTF-16 code units, in which browsers count.
    fn document<'a>(
        &mut self,
        article: Article,
        records: impl Iterator<Item = &'a Value>,
    ) -> Vec<Option<[usize; 2]>> {
        let mut document = json!({
            "id": article.id,
            "title": article.title,
            "date": article.date,
            "lang": article.lang,
        });
        let places = match &article.text {
            Some(text) => {
                let units = Units::new(text);
                let repairs: Vec<_> = article
                    .fixes
                    .iter()
                    .map(|f| {
                        json!({"at": units.span(f.start, f.end), "before": f.before, "kind": f.kind})
                    })
                    .collect();
                self.repairs += repairs.len();
                document["repairs"] = json!(repairs);
                document["text"] = json!(text);
                let end = |record: &Value, name: &str| {
                    record[name]
                        .as_u64()
                        .and_then(|n| usize::try_from(n).ok())
                        .unwrap_or(usize::MAX)
                };
                let place = |r: &Value| units.span(end(r, "char_start"), end(r, "char_end"));
                records.map(|r| Some(place(r))).collect()
            }
            None => {
                let (text, places) = excerpt(records);
                document["text"] = json!(text);
                document["excerpt"] = json!(true);
                places
            }
        };
        self.documents.push(document);
        places
    }

    /// The page.
    #[must_use]
    pub fn html(&self) -> String {
        let data = json!({
            "title": self.title,
            "notes": self.notes,
            "diff": self.diff,
            "repairs": self.repairs,
            "documents": self.documents,
            "items": self.items,
        });
        // In a script element only `<` can end it; JSON has another way to write that sign.
        let data = data.to_string().replace('<', "\\u003c");
        let mut html =
            String::with_capacity(TEMPLATE.len() + STYLE.len() + SCRIPT.len() + data.len());
        let mut rest = TEMPLATE;
        for (slot, text) in [
            ("{{css}}", STYLE),
            ("{{data}}", data.as_str()),
            ("{{js}}", SCRIPT),
        ] {
            let (before, after) = rest.split_once(slot).unwrap_or((rest, ""));
            html.push_str(before);
            html.push_str(text.trim_end());
            rest = after;
        }
        html.push_str(rest);
        html
    }
}

/// The fields of a record that the page shows, without those that are empty.
fn shown(record: &Value) -> Value {
    let empty = |v: &Value| v.is_null() || v.as_array().is_some_and(Vec::is_empty) || v == "";
    let fields = SHOWN.iter().chain(&POINTERS);
    let field = |name: &&str| {
        let value = record.get(*name).filter(|v| !empty(v))?;
        Some(((*name).to_owned(), value.clone()))
    };
    Value::Object(fields.filter_map(field).collect::<Map<_, _>>())
}

/// Code points to UTF-16 code units.
struct Units {
    /// Code points that take two units, sorted.
    wide: Vec<usize>,
    chars: usize,
}

impl Units {
    fn new(text: &str) -> Self {
        let wide = text.chars().enumerate().filter(|(_, c)| c.len_utf16() == 2);
        Self {
            wide: wide.map(|(i, _)| i).collect(),
            chars: text.chars().count(),
        }
    }

    /// A span of the text; what reaches beyond its end is cut off.
    fn span(&self, start: usize, end: usize) -> [usize; 2] {
        let unit = |at: usize| {
            let at = at.min(self.chars);
            at + self.wide.partition_point(|w| *w < at)
        };
        [unit(start), unit(end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(quote: &str, start: usize, sentence: &str) -> Value {
        let end = start + quote.chars().count();
        json!({"quote": quote, "char_start": start, "char_end": end, "sentence": sentence, "object": null})
    }

    #[test]
    fn places_count_in_units_of_the_browser() {
        let mut page = Page::new("t");
        let text = "🦊 paie 3 €".to_owned();
        let fixes = vec![Fix {
            start: 9,
            end: 10,
            before: "â‚¬".to_owned(),
            kind: "mojibake".to_owned(),
        }];
        let article = Article {
            text: Some(text),
            fixes,
            ..Article::default()
        };
        page.add_claims(article, vec![record("3 €", 7, "")]);
        assert_eq!(page.items[0]["at"], json!([8, 11]));
        assert_eq!(page.documents[0]["repairs"][0]["at"], json!([10, 11]));
        assert!(page.items[0]["r"].get("object").is_none());
    }

    #[test]
    fn without_a_text_the_sentences_stand_in() {
        let mut page = Page::new("t");
        let (one, two) = ("De 3 à 3 MW.", "Puis 5 MW.");
        let records = vec![
            record("3", 900, one),
            record("3 MW", 906, one),
            record("5 MW", 950, two),
        ];
        page.add_claims(Article::default(), records);
        assert_eq!(page.documents[0]["text"], format!("{one}\n\n{two}"));
        let places: Vec<_> = page.items.iter().map(|i| i["at"].clone()).collect();
        assert_eq!(places, [json!([3, 4]), json!([7, 11]), json!([19, 23])]);
    }

    #[test]
    fn nothing_in_an_article_becomes_markup() {
        let mut page = Page::new("</script><script>alert(1)</script>");
        let text = "</script><img src=x onerror=alert(1)>{{js}} 3 MW".to_owned();
        page.add_claims(
            Article {
                text: Some(text),
                ..Article::default()
            },
            Vec::new(),
        );
        let html = page.html();
        assert_eq!(
            html.matches("</script>").count(),
            TEMPLATE.matches("</script>").count()
        );
        assert!(!html.contains("<img"));
        assert_eq!(html.matches(SCRIPT.trim_end()).count(), 1);
    }
}
