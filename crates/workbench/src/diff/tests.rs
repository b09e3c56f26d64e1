use super::{Change, Counts, Layout, Sort, changes, reasons};
use crate::Saved;
use serde_json::json;

fn record(start: u32, quote: &str, value: &str) -> Saved {
    Saved {
        doc_id: "a.txt".to_owned(),
        kind: "money".to_owned(),
        quote: quote.to_owned(),
        char_start: start,
        char_end: start + u32::try_from(quote.chars().count()).unwrap_or(0),
        value: Some(value.to_owned()),
        unit: Some("EUR".to_owned()),
        rule: "money.after".to_owned(),
        predicate: "cost".to_owned(),
        sentence: format!("La facture atteint {quote}, dit la mairie."),
        ..Saved::default()
    }
}

fn sorts(old: &[Saved], new: &[Saved]) -> Vec<Vec<Sort>> {
    changes(old, new).into_iter().map(|c| c.sorts).collect()
}

#[test]
fn each_sort_of_difference_is_told_apart() {
    let old = record(10, "3 millions d’euros", "3000000");
    let same = std::slice::from_ref(&old);
    assert!(sorts(same, same).is_empty());
    assert_eq!(sorts(same, &[]), [[Sort::Removed]]);
    assert_eq!(sorts(&[], same), [[Sort::Added]]);
    assert_eq!(
        sorts(
            same,
            &[Saved {
                value: Some("3".to_owned()),
                ..old.clone()
            }]
        ),
        [[Sort::Value]]
    );
    assert_eq!(
        sorts(same, &[record(10, "3 millions", "3000000")]),
        [[Sort::Span]]
    );
    assert_eq!(
        sorts(
            same,
            &[Saved {
                modality: "denied".to_owned(),
                ..old.clone()
            }]
        ),
        [[Sort::Slot]]
    );
    assert_eq!(
        sorts(
            same,
            &[Saved {
                rule: "money.before".to_owned(),
                ..old.clone()
            }]
        ),
        [[Sort::Rule]]
    );
    let both = Saved {
        rule: "money.before".to_owned(),
        unit: None,
        ..old.clone()
    };
    assert_eq!(sorts(same, &[both]), [[Sort::Value, Sort::Rule]]);
}

#[test]
fn records_apart_are_not_paired() {
    let (a, b) = (record(10, "3 euros", "3"), record(40, "3 euros", "3"));
    assert_eq!(sorts(&[a], &[b]), [[Sort::Removed], [Sort::Added]]);
}

#[test]
fn several_records_on_one_span_pair_in_their_order() {
    let one = record(10, "3 euros", "3");
    let two = Saved {
        predicate: "price".to_owned(),
        ..one.clone()
    };
    let run = [one.clone(), two.clone()];
    assert!(sorts(&run, &run).is_empty());
    assert_eq!(sorts(&run, &[one]), [[Sort::Removed]]);
}

#[test]
fn a_difference_reads_well() {
    let old = record(10, "3 euros", "3");
    let new = Saved {
        value: Some("4".to_owned()),
        ..old.clone()
    };
    let change: Vec<Change> = changes(&[old], &[new]);
    assert_eq!(
        Layout::Plain.change(&change[0]),
        "value a.txt\n    La facture atteint «3 euros», dit la mairie.\n    value      3 EUR → 4 EUR\n\n"
    );
    assert_eq!(
        Layout::Markdown.change(&change[0]),
        "### a.txt · value\n\n> La facture atteint **3 euros**, dit la mairie.\n\n- value: ~~3 EUR~~ → **4 EUR**\n\n"
    );
}

#[test]
fn what_steers_a_terminal_or_a_page_is_only_text() {
    let mut old = record(10, "3 euros", "3");
    old.sentence = "\u{1b}[31m<script> 3 euros".to_owned();
    let change = changes(&[], &[old]);
    assert!(!Layout::Plain.change(&change[0]).contains('\u{1b}'));
    assert!(!Layout::Markdown.change(&change[0]).contains("<script>"));
}

#[test]
fn counts_name_rule_kind_and_language() {
    let change = changes(&[], &[record(10, "3 euros", "3")]);
    let mut counts = Counts::default();
    counts.count(&change[0]);
    assert_eq!(counts.of(Sort::Added), 1);
    assert_eq!(counts.rules["money.after"]["added"], 1);
    assert_eq!(counts.langs["none"]["added"], 1);
}

#[test]
fn headers_say_why_runs_differ() {
    let old = json!({"packs": {"hash": "a"}, "records": 3, "options": {"lang": "auto"}});
    let new = json!({"packs": {"hash": "b"}, "records": 4, "options": {"lang": "auto"}});
    assert_eq!(reasons(&old, &new), ["packs.hash: \"a\" → \"b\""]);
}
