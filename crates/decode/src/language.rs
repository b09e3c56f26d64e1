//! Which language a text is in.

use crate::census::Census;
use crate::chance::BIT;
use crate::letters::{self, Alphabet};
use crate::neighbours::Neighbours;
use crate::runs::{DOUBT, LONGEST, Runs};
use crate::sentences::{Language, pair_place};

/// Letters from a to z that tell a language by themselves.
const MANY: usize = 60;

/// The language that some text is most likely in, of those that write all but a few of its letters; of all languages
/// where the letters are `vague`, but those from a to z are many.
pub(crate) fn of(text: &[char], letters: &Census, vague: bool) -> Option<&'static Alphabet> {
    let plain = text.iter().filter(|c| c.is_ascii_alphabetic());
    let among: Vec<&'static Alphabet> = if vague && plain.count() >= MANY {
        letters::alphabets().iter().collect()
    } else {
        letters.fitting()
    };
    let among = likely(text, among);
    if let [only] = among.as_slice() {
        return Some(only);
    }
    let rated = among.into_iter().map(|alphabet| {
        let neighbours = Neighbours::new(alphabet, Runs::default());
        let cost = |w: &[char]| match w.split_last() {
            Some((c, before)) if !w.contains(&DOUBT) => i64::from(neighbours.cost(before, *c)),
            _ => 0,
        };
        (text.windows(LONGEST).map(cost).sum::<i64>(), alphabet)
    });
    rated.min_by_key(|r| r.0).map(|r| r.1)
}

/// Those languages whose pairs of letters make the text hardly less likely than the best one's.
fn likely(text: &[char], among: Vec<&'static Alphabet>) -> Vec<&'static Alphabet> {
    let place = |c: &char| (*c != DOUBT).then(|| pair_place(*c));
    let places: Vec<Option<usize>> = text.iter().map(place).collect();
    let len = i64::try_from(places.len()).unwrap_or(i64::MAX);
    let cost = |a: &&'static Alphabet| {
        let unknown = len * i64::from(6 * BIT);
        Language::named(a.name).map_or(unknown, |l| l.pairs().cost(&places))
    };
    let costs: Vec<i64> = among.iter().map(cost).collect();
    let best = costs.iter().min().copied().unwrap_or(0);
    let near = best + i64::from(64 * BIT) + len * i64::from(BIT / 8);
    let rated = among.into_iter().zip(costs);
    rated.filter(|r| r.1 <= near).map(|r| r.0).collect()
}
