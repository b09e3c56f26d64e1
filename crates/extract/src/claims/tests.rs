//! The examples of the frames, run.

use claimsift_model::{Claim, Document};
use claimsift_packs::Packs;

use crate::tests::document;
use crate::{Options, Reading, read};

/// Whether a claim is what an example asks for: `slot=value` pairs; a value with spaces goes on to the next slot.
fn meets(document: &Document, reading: &Reading, claim: &Claim, wanted: &str) -> bool {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for word in wanted.split(' ') {
        match word.split_once('=') {
            Some((slot, value)) => pairs.push((slot.to_owned(), value.to_owned())),
            None => {
                if let Some(last) = pairs.last_mut() {
                    last.1 = format!("{} {word}", last.1);
                }
            }
        }
    }
    pairs.iter().all(|(slot, value)| {
        let party = |p: &Option<claimsift_model::Party>| {
            p.as_ref()
                .is_some_and(|p| document.slice(p.span).contains(value.as_str()))
        };
        let mention = &reading.mentions[claim.figure.0 as usize];
        match slot.as_str() {
            "predicate" => claim.predicate.name() == value,
            "subject" => party(&claim.subject),
            "object" => party(&claim.object),
            "speaker" => party(&claim.speaker),
            "modality" => claim.modalities.leading().name() == value,
            "direction" => claim.direction.is_some_and(|d| d.name() == value),
            "figure" => mention
                .amount()
                .and_then(|a| a.value())
                .is_some_and(|v| v.normalize().to_string() == *value),
            _ => false,
        }
    })
}

fn shown(document: &Document, claim: &Claim) -> String {
    let text = |p: &Option<claimsift_model::Party>| {
        p.as_ref()
            .map_or("-".to_owned(), |p| document.slice(p.span).to_owned())
    };
    format!(
        "{} subject={} object={} speaker={} {} {:?} {:?}",
        claim.predicate.name(),
        text(&claim.subject),
        text(&claim.object),
        text(&claim.speaker),
        claim.modalities.leading().name(),
        claim.direction,
        claim.why.iter().map(|w| w.why.as_str()).collect::<Vec<_>>(),
    )
}

#[test]
fn examples_of_frames() {
    let packs = Packs::builtin();
    let mut wrong = Vec::new();
    for tag in packs.tags().map(str::to_owned).collect::<Vec<_>>() {
        let language = packs.by_tag(&tag).unwrap();
        for example in &packs.examples(&tag) {
            let Some(frame) = language.pack.frames.iter().find(|f| f.id == example.rule) else {
                continue;
            };
            let document = document(&example.text);
            let reading = read(
                &document,
                &packs,
                &Options {
                    lang: Some(tag.clone()),
                },
            );
            let right = match &example.gives {
                Some(wanted) => reading
                    .claims
                    .iter()
                    .any(|c| meets(&document, &reading, c, wanted)),
                None => reading
                    .claims
                    .iter()
                    .all(|c| c.predicate.name() != frame.predicate),
            };
            if !right {
                let got: Vec<_> = reading.claims.iter().map(|c| shown(&document, c)).collect();
                wrong.push(format!(
                    "{tag} {} «{}» wants {:?}, got {got:?}",
                    example.rule, example.text, example.gives
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
