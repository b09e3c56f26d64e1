//! The examples of the packs, run.

use claimsift_extract::{examples, try_example};
use claimsift_packs::Packs;

#[test]
fn examples_hold() {
    let packs = Packs::builtin();
    let tags: Vec<_> = packs.tags().map(str::to_owned).collect();
    let all = tags.iter().flat_map(|tag| examples(&packs, tag));
    let mut faults = Vec::new();
    for example in all {
        let trial = try_example(&packs, &example);
        if let Some(fault) = trial.fault {
            faults.push(format!(
                "{}: {} {} «{}» wants {:?}, got {:?}",
                fault.name(),
                example.lang,
                example.rule,
                example.text,
                example.gives,
                trial.got
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
