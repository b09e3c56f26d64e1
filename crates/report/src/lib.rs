//! One HTML page for the claims of a run, or for the differences between two: the articles with their figures
//! highlighted, a card for each claim, filters, a timeline.
//!
//! The page is one file and loads nothing. All that comes from documents stands in it as JSON, with every `<`
//! escaped, and the page's script puts it on screen as text only; so no article can add markup or script.
//!
//! This crate knows the form of records as they are written, and neither rules nor documents.
//!
//! # Examples
//!
//! ```
//! use claimsift_report::{Article, Page};
//! use serde_json::json;
//!
//! let mut page = Page::new("two runs of a mill");
//! let claim = json!({"kind": "power", "quote": "3 MW", "char_start": 10, "char_end": 14, "sentence": "The mill: 3 MW."});
//! let article = Article { id: "mill.txt".to_owned(), text: Some("The mill: 3 MW.".to_owned()), ..Article::default() };
//! page.add_claims(article, vec![claim]);
//! assert!(page.html().contains("mill.txt"));
//! ```

mod excerpt;
mod page;

pub use page::{Article, Difference, Fix, Page};
