//! How much better the text reads when a sequence is undone, in points.

use super::chain::Reader;
use super::seq::{NEW, Seq};
use crate::weigh;

/// The gain of a run of neighbouring sequences taken together.
pub(super) fn run_gain(reader: &Reader, run: &[Seq], window: &mut Vec<char>) -> i32 {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return 0;
    };
    window.clear();
    window.extend(reader.before(first.start));
    let written = spell(reader, first.start, last.end, window);
    let next = reader.after(last.end);
    window.push(next);
    let before = weigh::cost(window) + written;
    window.truncate(2);
    window.extend(run.iter().map(|s| s.read));
    window.push(next);
    before - weigh::cost(window)
}

/// Adds the characters as they are written, and gives the points for odd ways to write them.
fn spell(reader: &Reader, start: u32, end: u32, window: &mut Vec<char>) -> i32 {
    let (mut at, mut points) = (start, 0);
    while at < end
        && let Some((c, after)) = reader.char_at(at)
    {
        points += i32::from(after - at > 4) * 3;
        window.push(c);
        at = after;
    }
    points
}

/// Gives the sequences the weights that the same ones have in another reading: those of each run of neighbours that
/// both read alike, on which all that they are weighed by depends.
pub(super) fn take_weights(seqs: &mut [Seq], other: &[Seq]) {
    let key = |s: &Seq| (s.start, s.end, s.read, s.loss);
    let mut others = other.chunk_by(Seq::touches).peekable();
    for run in seqs.chunk_by_mut(Seq::touches) {
        let start = run.first().map_or(0, |s| s.start);
        while others
            .next_if(|o| o.first().is_some_and(|s| s.start < start))
            .is_some()
        {}
        let Some(same) = others.next_if(|o| o.iter().map(key).eq(run.iter().map(key))) else {
            continue;
        };
        for (seq, known) in run.iter_mut().zip(same) {
            (seq.gain, seq.sure) = (known.gain, known.sure);
        }
    }
}

/// Adds sequences to those weighed, and weighs them and what they touch.
pub(super) fn weigh_new(reader: &Reader, seqs: &mut Vec<Seq>, new: Vec<Seq>) {
    seqs.extend(new.into_iter().map(|seq| Seq { gain: NEW, ..seq }));
    // Two sorted runs, which a stable sort merges.
    seqs.sort_by_key(|s| s.start);
    let new: Vec<bool> = seqs.iter().map(|s| s.gain == NEW).collect();
    weigh_some(reader, seqs, |seqs, i| {
        let from = (0..=2)
            .take_while(|n| neighbour(seqs, i, *n).is_some())
            .count();
        let touched = new
            .get(i + 1 - from..=i + 1)
            .or_else(|| new.get(i + 1 - from..));
        touched.is_some_and(|all| all.contains(&true))
    });
}

/// Sets the gain of some sequences: how much less strange each and its neighbours look when all of them are undone.
pub(super) fn weigh_some(reader: &Reader, seqs: &mut [Seq], which: impl Fn(&[Seq], usize) -> bool) {
    let mut window = Vec::new();
    let mut alike = Alike::default();
    for i in 0..seqs.len() {
        if !which(seqs, i) {
            continue;
        }
        let seq = seqs[i];
        let by_itself = !joined(seqs, i) && !joined(seqs, i + 1);
        let key = Alike::key(reader, &seq).filter(|_| by_itself);
        seqs[i].gain = match key.as_ref().and_then(|key| alike.get(key)) {
            Some(gain) => gain,
            None => weigh_one(reader, seqs, i, &mut window),
        };
        if let Some(key) = key {
            alike.keep(key, seqs[i].gain);
        }
    }
}

fn weigh_one(reader: &Reader, seqs: &[Seq], i: usize, window: &mut Vec<char>) -> i32 {
    let seq = seqs[i];
    let [far, near] = reader.before(seq.start);
    let next = reader.after(seq.end);
    window.clear();
    window.extend([far, near]);
    let written = spell(reader, seq.start, seq.end, window);
    window.push(next);
    let before = weigh::cost(window) + written;
    let (far, near) = match neighbour(seqs, i, 1) {
        Some(left) => {
            let earlier = neighbour(seqs, i, 2).map(|s| s.read);
            let earlier = earlier.unwrap_or_else(|| reader.before(left.start)[1]);
            (earlier, left.read)
        }
        None => (far, near),
    };
    let right = seqs.get(i + 1).filter(|s| s.start == seq.end);
    let next = seq.next(right.map_or(next, |s| s.read));
    before - weigh::cost(&[far, near, seq.read, next])
}

/// Whether there is nothing between the `i`th sequence and the one before.
fn joined(seqs: &[Seq], i: usize) -> bool {
    neighbour(seqs, i, 1).is_some()
}

/// The gains of the sequences weighed last. One that stands by itself, and of which nothing is supposed, gains what
/// another one gains that is written the same and stands between characters of the same kinds.
struct Alike([Option<(Key, i32)>; 64]);

/// What is written, and the kinds of the two characters before and of the one behind.
type Key = (u64, [u8; 3]);

impl Default for Alike {
    fn default() -> Self {
        Self([None; 64])
    }
}

impl Alike {
    fn key(reader: &Reader, seq: &Seq) -> Option<Key> {
        if seq.loss != 0 {
            return None;
        }
        let written = seq.written(reader.text).as_bytes();
        let mut bytes = [0; 8];
        bytes.get_mut(..written.len())?.copy_from_slice(written);
        let [far, near] = reader.before(seq.start);
        let around = [far, near, reader.after(seq.end)].map(weigh::kind);
        let [Some(far), Some(near), Some(next)] = around else {
            return None;
        };
        Some((u64::from_le_bytes(bytes), [far, near, next]))
    }

    const fn place(key: &Key) -> usize {
        let [far, near, next] = key.1;
        let around = far as u64 * 5 + near as u64 * 3 + next as u64;
        ((key.0.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 58).wrapping_add(around) % 64) as usize
    }

    fn get(&self, key: &Key) -> Option<i32> {
        let kept = self.0[Self::place(key)].as_ref()?;
        (kept.0 == *key).then_some(kept.1)
    }

    const fn keep(&mut self, key: Key, gain: i32) {
        self.0[Self::place(&key)] = Some((key, gain));
    }
}

/// The sequence `back` places before the `i`th, if there is nothing between them.
fn neighbour(seqs: &[Seq], i: usize, back: usize) -> Option<&Seq> {
    let run = seqs.get(i.checked_sub(back)?..=i)?;
    let joined = run.windows(2).all(|pair| pair[0].touches(&pair[1]));
    run.first().filter(|_| joined)
}
