//! Every record fits the schema that is printed, and the flat form holds what the nested one holds.
#![allow(clippy::unwrap_used)] // a test may

use std::collections::BTreeSet;

use claimsift_sinks::{Compression, Encoder, Format, Reading, Shape, Sink, Stream, What, schema};
use claimsift_tests::{line, sample, seeds, validate};
use serde_json::{Value, json};

fn assert_fits(what: What, records: &[Value]) {
    let schema = schema(Some(what));
    for record in records {
        let faults = validate::faults(&schema, record);
        assert!(faults.is_empty(), "{faults:#?}\n{record:#}");
    }
}

fn with_sample<T>(test: impl FnOnce(&Reading<'_>) -> T) -> T {
    let (document, mentions, claims) = sample::reading();
    test(&Reading {
        lang: Some("fr"),
        mentions: &mentions,
        claims: &claims,
        ..Reading::of(&document)
    })
}

#[test]
fn records_of_the_seeds_fit() {
    for path in seeds() {
        let document = line::document(&path);
        for what in [What::Mentions, What::Claims] {
            assert_fits(what, &line::records(&document, what));
        }
    }
}

#[test]
fn records_of_the_sample_fit_and_hold_what_was_put_in() {
    with_sample(|reading| {
        let mentions = line::written(reading, What::Mentions, true);
        let claims = line::written(reading, What::Claims, true);
        assert_fits(What::Mentions, &mentions);
        assert_fits(What::Claims, &claims);
        assert_eq!((mentions.len(), claims.len()), (5, 6));
        let money = &mentions[0];
        assert_eq!(money["value"], "2500000000");
        assert_eq!(
            (&money["min"], &money["max"]),
            (&json!("2500000000"), &Value::Null)
        );
        assert_eq!(money["flags"], json!(["ambiguous_currency", "vague"]));
        assert_eq!(mentions[1]["fraction"], json!(["1", "3"]));
        let (start, end) = (
            money["char_start"].as_u64().unwrap(),
            money["char_end"].as_u64().unwrap(),
        );
        let quote: String = sample::TEXT
            .chars()
            .skip(start as usize)
            .take((end - start) as usize)
            .collect();
        assert_eq!(money["quote"], quote);
        // The rocket before it takes two units of UTF-16.
        assert_eq!(money["utf16"], json!([start + 1, end + 1]));
        assert_eq!(claims[0]["per"], json!({"value": "0.5", "unit": "W"}));
        assert_eq!(claims[0]["modality"], "possible");
        assert_eq!(claims[0]["subject"]["members"][1]["name"], "OpenAI");
        assert_eq!(claims[2]["same_as"], claims[0]["id"]);
    });
}

#[test]
fn ids_differ_and_stay() {
    with_sample(|reading| {
        let claims = line::written(reading, What::Claims, false);
        let ids: BTreeSet<_> = claims
            .iter()
            .map(|c| c["id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(ids.len(), claims.len());
        // Ids of older output must stay findable: this one may change only with the schema version.
        assert_eq!(claims[0]["id"], "c36ca0e6a015a42a8");
    });
}

#[test]
fn a_wrong_record_does_not_fit() {
    with_sample(|reading| {
        let schema = schema(Some(What::Claims));
        let claim = line::written(reading, What::Claims, false).remove(0);
        for (field, value) in [
            ("value", json!("2,5")),
            ("value", json!(2.5)),
            ("kind", json!("cash")),
            ("char_start", json!(-1)),
            ("subject", json!({"text": "x"})),
            ("surprise", json!(null)),
        ] {
            let mut wrong = claim.clone();
            wrong[field] = value;
            assert!(!validate::faults(&schema, &wrong).is_empty(), "{field}");
        }
        let mut wrong = claim.clone();
        wrong.as_object_mut().unwrap().remove("unit");
        assert!(!validate::faults(&schema, &wrong).is_empty());
    });
}

/// The claims of a reading as a file of their own.
fn stream(reading: &Reading<'_>, format: Format, utf16: bool) -> String {
    let compression = Compression::None;
    let encoder = Encoder::new(
        Shape {
            format,
            compression,
        },
        What::Claims,
        utf16,
    );
    let chunk = encoder.document(reading, 0).unwrap();
    let mut bytes = Vec::new();
    {
        let mut sink = Stream::begin(&mut bytes, encoder).unwrap();
        sink.write(encoder.batch(vec![chunk]).unwrap()).unwrap();
        sink.finish("{}").unwrap();
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_array_is_json_and_the_table_is_rectangular() {
    with_sample(|reading| {
        let text = stream(reading, Format::JsonArray, false);
        let parsed: Vec<Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(parsed, line::written(reading, What::Claims, false));
        let rows = cells(&stream(reading, Format::Csv, true));
        let (header, rows) = rows.split_first().unwrap();
        let columns = header.len();
        assert_eq!(rows.len(), 6);
        assert!(rows.iter().all(|row| row.len() == columns));
        assert_eq!(rows[0][1], "sample, \"1\"");
        assert!(
            rows[0].contains(&"Nvidia|OpenAI".to_owned())
                && rows[0].contains(&"possible|planned".to_owned())
        );
    });
}

/// Reads RFC 4180.
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}
