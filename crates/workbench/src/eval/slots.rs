//! What is said of a figure, slot by slot.

use super::{has, right};
use crate::{Accepted, GoldClaim, Saved};

const FLAGS: [&str; 4] = [
    "implied_currency",
    "short_scale_calque",
    "vague",
    "truncated",
];

/// A slot, its accepted answers, whether the given one is right, and that one.
pub(super) type Answer = (&'static str, String, bool, String);

impl GoldClaim {
    /// The slots that are judged.
    pub(super) fn answers(&self, p: &Saved) -> Vec<Answer> {
        let mut answers = Vec::new();
        let parties = [
            ("subject", &self.subject, &p.subject),
            ("object", &self.object, &p.object),
            ("speaker", &self.speaker, &p.speaker),
        ];
        for (slot, accepted, got) in parties {
            if let Some(accepted) = given(accepted) {
                let text = got.as_ref().map_or("none", |g| g.text.as_str());
                let right = right::party(accepted, got.as_ref());
                answers.push((slot, accepted.join(" | "), right, text.to_owned()));
            }
        }
        let words = [
            ("predicate", &self.predicate, &p.predicate),
            ("modality", &self.modality, &p.modality),
        ];
        for (slot, accepted, got) in words {
            if let Some(accepted) = given(accepted) {
                answers.push((
                    slot,
                    accepted.join(" | "),
                    accepted.contains(got),
                    got.clone(),
                ));
            }
        }
        self.push_rest(p, &mut answers);
        answers
    }

    fn push_rest(&self, p: &Saved, answers: &mut Vec<Answer>) {
        if let Some(want) = &self.timing {
            let got = p.timing.as_ref();
            let right = got.is_some_and(|t| t.edtf == want.edtf && want.role.contains(&t.role));
            let got = filled(p, "timing").unwrap_or_else(|| "none".to_owned());
            answers.push((
                "timing",
                format!("{} {}", want.role.join(" | "), want.edtf),
                right,
                got,
            ));
        }
        if let Some(want) = &self.direction {
            let got = p.direction.clone().unwrap_or_else(|| "none".to_owned());
            answers.push(("direction", want.clone(), got == *want, got));
        }
        if let Some(want) = &self.per {
            let right = right::rate(Some(want), p.per.as_ref());
            answers.push((
                "per",
                want.unit.clone(),
                right,
                p.per.as_ref().map_or_else(String::new, |r| r.unit.clone()),
            ));
        }
        for flag in FLAGS {
            let (want, got) = (has(&self.flags, flag), has(&p.flags, flag));
            if !has(&self.flags_optional, flag) && (want || got) {
                answers.push(("flags", flag.to_owned(), want && got, format!("{got}")));
            }
        }
    }

    /// Whether the annotation gives an answer for a slot.
    pub(super) fn is_given(&self, slot: &str) -> bool {
        match slot {
            "subject" => given(&self.subject).is_some(),
            "object" => given(&self.object).is_some(),
            "speaker" => given(&self.speaker).is_some(),
            "timing" => self.timing.is_some(),
            "direction" => self.direction.is_some(),
            _ => true,
        }
    }
}

fn given(accepted: &Accepted) -> Option<&[String]> {
    accepted.as_deref().filter(|a| !a.is_empty())
}

/// What a slot holds.
pub(super) fn filled(p: &Saved, slot: &str) -> Option<String> {
    match slot {
        "subject" => p.subject.as_ref().map(|s| s.text.clone()),
        "object" => p.object.as_ref().map(|s| s.text.clone()),
        "speaker" => p.speaker.as_ref().map(|s| s.text.clone()),
        "timing" => p.timing.as_ref().map(|t| format!("{} {}", t.role, t.edtf)),
        "direction" => p.direction.clone(),
        _ => None,
    }
}
