//! An evaluation for people and for programs.

use std::fmt::Write;

use serde_json::{Value, json};

use super::{Evaluation, Fault, Figures, Judged};

/// Heading of each fault, the worst first.
const HEADINGS: [(Fault, &str); 7] = [
    (Fault::WrongValue, "wrong values"),
    (Fault::ExtraMention, "mentions on nothing"),
    (Fault::NoMention, "mentions missed"),
    (Fault::FalseClaim, "false claims"),
    (Fault::NoClaim, "claims missed"),
    (Fault::WrongSlot, "wrong slots"),
    (Fault::Invented, "slots filled where the text says none"),
];

impl Evaluation {
    /// Tables of the figures, then up to `show` faults of each sort, wrong values first.
    #[must_use]
    pub fn text(&self, show: usize) -> String {
        let mut text = self.mentions_table();
        text.push_str(&self.slots_table());
        text.push_str(&self.confidence_table());
        text.push_str(&self.confusion_table());
        for (fault, heading) in HEADINGS {
            let lines = self.faults(fault);
            if lines.is_empty() || show == 0 {
                continue;
            }
            let _ = writeln!(text, "\n{heading}: {}", lines.len());
            for line in lines.iter().take(show) {
                let _ = writeln!(text, "  {line}");
            }
            if lines.len() > show {
                let _ = writeln!(text, "  … and {} more", lines.len() - show);
            }
        }
        text
    }

    fn mentions_table(&self) -> String {
        let mut text = format!(
            "{:10}{:>6}{:>7}{:>7}{:>12}{:>7}{:>8}{:>8}{:>8}\n",
            "kind", "gold", "found", "right", "exact span", "extra", "P", "R", "F1"
        );
        for (kind, figures) in &self.kinds {
            text.push_str(&row(kind, figures));
        }
        text.push_str(&row("all", &self.all()));
        if self.quotes_off > 0 {
            let _ = writeln!(
                text,
                "quotes that are not the text at their offsets: {}",
                self.quotes_off
            );
        }
        text
    }

    fn slots_table(&self) -> String {
        let mut text = String::from("\nslot                  right  judged\n");
        for (slot, judged) in &self.slots {
            text.push_str(&slot_row(slot, judged, remark(slot)));
            if slot == "predicate" {
                let fixed = Judged {
                    right: self.fixed.values().filter_map(|c| c.values().max()).sum(),
                    judged: judged.judged,
                };
                text.push_str(&slot_row("", &fixed, "  one fixed predicate a kind"));
            }
        }
        text
    }

    fn confidence_table(&self) -> String {
        let mut text = String::new();
        for (level, judged) in &self.levels {
            if text.is_empty() {
                text.push_str("\nconfidence   claims   right in every slot judged\n");
            }
            let confidence = f64::from(level.hundredths) / 100.0;
            let _ = writeln!(
                text,
                "{confidence:10.2}{:9}{:8.1} %",
                judged.judged,
                100.0 * judged.share()
            );
        }
        text
    }

    fn confusion_table(&self) -> String {
        let mut rows: Vec<_> = self.confusion.iter().collect();
        rows.sort_by_key(|(pair, n)| (std::cmp::Reverse(**n), *pair));
        let mut text = String::new();
        for ((want, got), n) in rows {
            if text.is_empty() {
                text.push_str("\npredicate annotated → given\n");
            }
            let _ = writeln!(text, "{n:4}  {want} → {got}");
        }
        text
    }

    /// All of it as one JSON object.
    #[must_use]
    pub fn json(&self) -> Value {
        let rates = |f: &Figures| {
            let mut object = json!(f);
            object["precision"] = json!(f.precision());
            object["recall"] = json!(f.recall());
            object["f1"] = json!(f.f1());
            object
        };
        let kinds: serde_json::Map<_, _> = self
            .kinds
            .iter()
            .map(|(k, f)| (k.clone(), rates(f)))
            .collect();
        let confusion: Vec<_> = self
            .confusion
            .iter()
            .map(|((want, got), n)| json!({"annotated": want, "given": got, "claims": n}))
            .collect();
        let confidence: Vec<_> = self
            .levels
            .iter()
            .map(|(l, j)| json!({"confidence": f64::from(l.hundredths) / 100.0, "claims": j.judged, "right": j.right}))
            .collect();
        let faults: serde_json::Map<_, _> = HEADINGS
            .iter()
            .map(|(f, name)| (name.replace(' ', "_"), json!(self.faults(*f))))
            .collect();
        json!({
            "documents": self.documents,
            "all": rates(&self.all()),
            "kinds": kinds,
            "slots": self.slots,
            "confidence": confidence,
            "confusion": confusion,
            "faults": faults,
            "quotes_off": self.quotes_off,
        })
    }
}

fn row(kind: &str, f: &Figures) -> String {
    format!(
        "{kind:10}{:>6}{:>7}{:>7}{:>12}{:>7}{:>7.1}%{:>7.1}%{:>7.1}%\n",
        f.gold,
        f.found,
        f.right,
        f.exact_span,
        f.extra,
        100.0 * f.precision(),
        100.0 * f.recall(),
        100.0 * f.f1()
    )
}

fn slot_row(slot: &str, judged: &Judged, remark: &str) -> String {
    format!(
        "{slot:20}{:>7}{:>8}{:>7.1}%{remark}\n",
        judged.right,
        judged.judged,
        100.0 * judged.share()
    )
}

fn remark(slot: &str) -> &'static str {
    match slot {
        "false claims" => "  of the claims beyond the annotated ones; fewer is better",
        _ if slot.ends_with("invented") => "  the text says none; fewer is better",
        _ => "",
    }
}
