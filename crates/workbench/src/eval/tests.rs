use super::{Evaluation, Fault};
use crate::{GoldDocument, Saved};
use serde_json::{Value, json};

/// *La ville emprunte 5 millions d’euros.*
fn gold() -> GoldDocument {
    let claim = json!({"subject": ["la ville"], "predicate": ["debt"], "modality": ["asserted"], "flags": []});
    let line = json!({
        "id": "a", "text": "La ville emprunte 5 millions d’euros.", "judged_absent": ["speaker"],
        "mentions": [{"start": 18, "end": 36, "quote": "5 millions d’euros", "kind": "money", "value": "5000000",
            "min": "5000000", "max": "5000000", "modifier": "exact", "unit": "EUR", "claim": claim}],
    });
    GoldDocument::parse(&line.to_string()).unwrap()
}

fn claim(change: impl FnOnce(&mut Value)) -> Saved {
    let mut record = json!({
        "id": "c0", "doc_id": "a", "kind": "money", "quote": "5 millions d’euros", "char_start": 18, "char_end": 36,
        "raw_start": 18, "raw_end": 38, "value": "5000000", "min": "5000000", "max": "5000000", "modifier": "exact",
        "unit": "EUR", "rule": "money.after", "predicate": "debt", "modality": "asserted", "confidence": 0.9,
        "subject": {"text": "La ville", "name": null},
    });
    change(&mut record);
    serde_json::from_value(record).unwrap()
}

fn evaluated(record: &Saved) -> Evaluation {
    let mut evaluation = Evaluation::default();
    evaluation.add(
        &gold(),
        std::slice::from_ref(record),
        std::slice::from_ref(record),
    );
    evaluation
}

#[test]
fn a_right_reading_is_right_everywhere() {
    let evaluation = evaluated(&claim(|_| ()));
    assert_eq!((evaluation.all().right, evaluation.all().extra), (1, 0));
    for slot in [
        "claim found",
        "subject",
        "predicate",
        "modality",
        "modifier",
    ] {
        assert_eq!(
            (evaluation.slot(slot).right, evaluation.slot(slot).judged),
            (1, 1),
            "{slot}"
        );
    }
    let raw = evaluation.slot("raw bytes");
    assert_eq!(
        (raw.right, raw.judged),
        (2, 2),
        "as a mention and as a claim"
    );
    assert_eq!(evaluation.slot("speaker invented").right, 0);
}

#[test]
fn each_fault_is_told_apart() {
    let faulty = |fault, change: fn(&mut Value)| {
        let evaluation = evaluated(&claim(change));
        assert_eq!(evaluation.faults(fault).len(), 1, "{}", evaluation.text(9));
    };
    faulty(Fault::WrongValue, |r| r["value"] = json!("5"));
    faulty(Fault::WrongValue, |r| r["unit"] = json!(null));
    faulty(Fault::NoClaim, |r| r["kind"] = json!("count"));
    faulty(Fault::WrongSlot, |r| {
        r["subject"]["text"] = json!("la région")
    });
    faulty(Fault::WrongSlot, |r| r["predicate"] = json!("cost"));
    faulty(Fault::Invented, |r| {
        r["speaker"] = json!({"text": "le maire", "name": null})
    });
    faulty(Fault::ExtraMention, |r| {
        (r["char_start"], r["char_end"]) = (json!(0), json!(2))
    });
    faulty(Fault::FalseClaim, |r| {
        (r["char_start"], r["char_end"]) = (json!(0), json!(2))
    });
}

#[test]
fn quotes_are_held_against_the_text() {
    assert_eq!(evaluated(&claim(|_| ())).quotes_off(), 0);
    let moved = evaluated(&claim(|r| r["char_start"] = json!(17)));
    assert_eq!(moved.quotes_off(), 2, "as a mention and as a claim");
}

#[test]
fn wrong_values_are_listed_first() {
    let text = evaluated(&claim(|r| {
        r["value"] = json!("5");
        r["speaker"] = json!({"text": "le maire", "name": null});
    }))
    .text(9);
    assert!(
        text.find("wrong values: 1") < text.find("claims missed: 1"),
        "{text}"
    );
}
