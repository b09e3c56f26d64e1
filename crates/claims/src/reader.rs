//! One sentence after another: which figures make claims, and what fills their slots.

mod beside;
mod glance;
mod quote;
mod voice;

use std::ops::Range;

use claimsift_model::{Claim, Kind, MentionId, Party, Predicate, SlotReason};
use claimsift_packs::{Role, class};

use self::quote::Quote;
use crate::candidate::{self, Anchor, Candidate};
use crate::filled::{self, Filled};
use crate::line::{Around, Figure, Line, Room, Tag};
use crate::{
    changes, coordination, counted, events, frames, modality, objects, parties, party, phrases,
    rivals, screen, subjects, timing, topic,
};

/// Below this path the frame of a small count is a guess.
const DIRECT: i32 = 84;

/// How many claims back the share may be that says of whom a later one is.
const NEAR: usize = 6;

/// Within how many tokens of its beginning a line says that it is a link to another page.
const NAVIGATION: usize = 3;

/// How many slots of a claim give a reason, at most.
const SLOTS: usize = 4;

/// Why a party is one of several: it must not be widened to all of them again.
const ALIGNED: &str = "in the order of the figures";

/// What one figure of a sentence was read as, for those that go on from it.
#[derive(Debug, Clone)]
struct Done {
    figure: usize,
    found: Candidate,
    claim: usize,
}

/// Reads the sentences of a document in order.
pub(crate) struct Reader<'a> {
    around: Around<'a>,
    pub(crate) claims: Vec<Claim>,
    quote: Quote,
    /// The last speaker, and the block of what was said.
    speaker: Option<(Party, usize)>,
    /// What the document is about, once somebody asked.
    topic: Option<Option<Party>>,
    /// The vectors of the line before.
    room: Room,
}

impl<'a> Reader<'a> {
    /// A reader of a document of which some sentences may make claims.
    pub(crate) fn new(around: Around<'a>, sentences: usize) -> Self {
        Self {
            around,
            claims: Vec::with_capacity(sentences),
            quote: Quote::default(),
            speaker: None,
            topic: None,
            room: Room::default(),
        }
    }

    pub(crate) fn sentence(&mut self, index: usize, mentions: Range<usize>) {
        if mentions.is_empty() || self.is_question(index) || !self.may_claim(index, &mentions) {
            return;
        }
        let room = std::mem::take(&mut self.room);
        let Some(line) = Line::read(self.around, index, mentions, room) else {
            return;
        };
        if !(0..NAVIGATION).any(|at| line.is(at, class::NAVIGATION)) {
            self.line(&line);
        }
        self.room = line.into_room();
    }

    fn line(&mut self, line: &Line<'_>) {
        let (mut done, first): (Vec<Done>, usize) = (Vec::new(), self.claims.len());
        let rates = changes::rates(line);
        for place in 0..line.figures.len() {
            let figure = &line.figures[place];
            if rates.iter().any(|(_, unit)| *unit == place)
                || !screen::claimable(&self.around.found.mentions[figure.mention])
            {
                continue;
            }
            let per = rates
                .iter()
                .find(|(cost, _)| *cost == place)
                .map(|(_, unit)| *unit);
            let one = One { line, place };
            if let Some(entry) = self.figure(one, &done, per) {
                done.push(entry);
            }
        }
        if self.claims.len() == first {
            self.claims.extend(events::of(self.around, line));
        }
    }

    fn figure(&mut self, one: One<'_, '_>, done: &[Done], per: Option<usize>) -> Option<Done> {
        let line = one.line;
        let figure = &line.figures[one.place];
        let mention = &self.around.found.mentions[figure.mention];
        if done.is_empty() && screen::anaphoric(line, mention, figure) {
            return None;
        }
        let before = done.last().filter(|d| {
            coordination::continues(line, &line.figures[d.figure], figure, &Anchor::Kind)
        });
        let (mut found, lost) = frames::ranked(line, figure);
        changes::change(line, figure, mention, &mut found);
        let taken = self.taken_up(line, figure, &mut found);
        let shares = before.filter(|d| {
            coordination::continues(line, &line.figures[d.figure], figure, &found.anchor)
                && !screen::per_one(line, mention, figure)
        });
        if let Some(model) = beside::model(line, done, (figure, mention), &self.claims) {
            let copy = model.done.clone();
            let entry = self.copy(one, &copy, true);
            if model.compared {
                self.claims[entry.claim].direction = None;
            }
            return Some(entry);
        }
        if let Some(before) = shares.filter(|_| found.score < 95) {
            let copy = before.clone();
            return Some(self.copy(one, &copy, false));
        }
        if screen::anaphoric(line, mention, figure)
            || (found.frame.is_none() || found.score < DIRECT)
                && screen::dropped(line, mention, figure)
        {
            return None;
        }
        let bracket = figure.kind == Kind::Percent && line.before(figure.tokens.start) == Tag::Open;
        let whose = beside::outside_of(line, done, figure)
            .filter(|_| bracket && found.anchor == Anchor::Kind && !beside::named(line, figure))
            .filter(|d| !beside::clause_between(line, &line.figures[d.figure], figure))
            .cloned();
        let subject = match &whose {
            Some(before) => beside::bracketed(before),
            None => self.subject(one, &found, per),
        };
        if let Some(subject) = &subject {
            let party = (figure, &subject.tokens);
            changes::market(self.around, line, party, &mut found);
        }
        let mut claim = self.fill(one, &found, subject, per);
        let lost = lost.and_then(|l| self.reason(line, "runner-up", &l));
        claim.why.extend(lost);
        if taken.is_some() {
            claim.subject = taken;
        }
        if let Some(whose) = whose {
            self.inherit(&mut claim, whose.claim);
        }
        self.finish(one, &found, &mut claim);
        Some(self.push(one.place, found, claim))
    }

    /// The evidence of a frame, for those who ask.
    fn reason(&self, line: &Line<'_>, slot: &'static str, of: &Candidate) -> Option<SlotReason> {
        self.around.asked.then(|| SlotReason {
            slot,
            why: screen::reason(line, of).into(),
        })
    }

    /// What the document says of a label line, and who lost.
    fn finish(&mut self, one: One<'_, '_>, found: &Candidate, claim: &mut Claim) {
        let (line, figure) = (one.line, &one.line.figures[one.place]);
        if topic::labelled(line, figure, found) && topic::bare(line, found, claim.subject.as_ref())
        {
            let topic = self.topic();
            if topic.is_some() {
                claim.confidence = screen::INDIRECT;
            }
            claim.subject = topic.or(claim.subject.take());
        }
        if claim.subject.is_none() && beside::heads(line, figure) {
            self.sampled(line, claim);
        }
        if self.around.asked {
            let rivals = rivals::of(self.around, line, figure, found, claim);
            claim.why.extend(rivals);
        }
    }

    /// *41 % say so*: of those whom the share before, in this sentence or the last two, is of.
    fn sampled(&self, line: &Line<'_>, claim: &mut Claim) {
        let found = self.around.found;
        let whole = |c: &&Claim| {
            let at = c.figure.0 as usize;
            let near = found.sentences[at] + 3 > line.sentence;
            let share = |w: &SlotReason| w.slot == "subject" && w.why == objects::MEASURED;
            near && found.mentions[at].kind == Kind::Percent && c.why.iter().any(share)
        };
        let Some(before) = self.claims.iter().rev().take(NEAR).find(whole) else {
            return;
        };
        claim.subject = before.subject.clone();
        claim.confidence = screen::INDIRECT;
    }

    /// *It was 6 %*: a pronoun with a linking verb takes up the claim before.
    fn taken_up(&self, line: &Line<'_>, figure: &Figure, found: &mut Candidate) -> Option<Party> {
        let Anchor::Verb(group) = found.anchor else {
            return None;
        };
        let pronoun =
            subjects::of(line, group).is_some_and(|s| line.tag_at(s.start) == Tag::Pronoun);
        let link = found.predicate == Predicate::Other && line.groups[group].is(Role::Be);
        let before = self.claims.last().filter(|c| {
            let mention = &self.around.found.mentions[c.figure.0 as usize];
            let near = self.around.found.sentences[c.figure.0 as usize] + 2 > line.sentence;
            mention.kind == figure.kind && near
        });
        let counted = |c: &&Claim| {
            let subject = c.subject.as_ref().map(|s| s.span);
            let own = self.around.found.mentions[c.figure.0 as usize].span;
            subject.is_some_and(|s| s.overlaps(own))
        };
        let before = before.filter(|c| pronoun && link && !counted(c))?;
        found.predicate = before.predicate;
        found.direction = before.direction;
        // The frame with the slots of what is taken up.
        let frames = &line.language.pack.frames;
        let same = frames.iter().position(|f| {
            Predicate::from_name(&f.predicate) == Some(before.predicate)
                && f.direction.map(candidate::direction) == before.direction
                && !f.object.is_empty()
        });
        found.frame = same.or(found.frame);
        before.subject.clone()
    }

    /// *5 million (+52 %)*: the change in the bracket is as sure as the figure, and of the same party.
    fn inherit(&self, claim: &mut Claim, model: usize) {
        let Some(model) = self.claims.get(model) else {
            return;
        };
        claim.modalities = model.modalities;
        claim.timing = claim.timing.take().or_else(|| model.timing.clone());
        if claim.subject.is_none() {
            claim.subject = model.subject.clone();
        } else {
            let whose = model
                .subject
                .clone()
                .filter(|s| claim.subject.as_ref().is_some_and(|own| own.span != s.span));
            let object = whose.or_else(|| model.object.clone());
            claim.object = claim.object.take().or(object);
        }
    }

    /// What the document is about, looked for once.
    fn topic(&mut self) -> Option<Party> {
        let around = self.around;
        self.topic.get_or_insert_with(|| topic::of(around)).clone()
    }

    fn push(&mut self, figure: usize, found: Candidate, claim: Claim) -> Done {
        self.claims.push(claim);
        Done {
            figure,
            found,
            claim: self.claims.len() - 1,
        }
    }

    /// The subject: a label right before a figure that no verb governs, else what the frame says.
    fn subject(&self, one: One<'_, '_>, found: &Candidate, per: Option<usize>) -> Option<Filled> {
        let line = one.line;
        let figure = &line.figures[one.place];
        if let Some(unit) = per {
            let phrase = phrases::starting(line, line.figures[unit].tokens.start);
            return Some(Filled {
                tokens: phrase,
                why: "the unit that the cost is given for",
                sure: true,
            });
        }
        let labelled =
            !matches!(found.anchor, Anchor::Verb(g) if line.groups[g].end <= figure.tokens.start);
        let described = figure.kind == Kind::Count && line.before(figure.extent.start) == Tag::Of;
        let label = coordination::label(line, figure).filter(|p| {
            labelled
                && !described
                && !beside::governed(line, figure, p)
                && !matches!(&found.anchor, Anchor::Noun(noun, _) if p.contains(&noun.start))
        });
        if let Some(tokens) = label {
            return Some(Filled {
                tokens,
                why: "label before the figure",
                sure: true,
            });
        }
        let headed = || {
            let tokens = coordination::headed(line, figure)?;
            Some(Filled {
                tokens,
                why: "the name that the heading begins with",
                sure: true,
            })
        };
        let subject = parties::subject(line, figure, found).or_else(headed)?;
        let aligned = coordination::respective(line, &subject.tokens, one.place);
        Some(match aligned {
            Some(tokens) => Filled {
                tokens,
                why: ALIGNED,
                sure: true,
            },
            None => subject,
        })
    }

    /// A claim like the one before it, for another figure.
    fn copy(&mut self, one: One<'_, '_>, model: &Done, equal: bool) -> Done {
        let line = one.line;
        let figure = &line.figures[one.place];
        let mut claim = self.claims[model.claim].clone();
        claim.figure = id(figure.mention);
        claim.direction = changes::beside(line, figure)
            .or(claim.direction)
            .or_else(|| changes::carried(line, figure, &model.found))
            .filter(|_| !changes::origin(line, figure));
        claim.timing = timing::of(self.around, line, figure).or(claim.timing);
        claim.per = self.around.found.mentions[figure.mention].per.clone();
        if let Some(way) = changes::apart(line, &line.figures[model.figure], figure) {
            (claim.predicate, claim.direction) = (Predicate::Growth, Some(way));
        }
        changes::reached(line, figure, &mut claim);
        claim.why = vec![SlotReason {
            slot: "predicate",
            why: "goes on from the figure before it".into(),
        }];
        let things = |w: &SlotReason| w.slot == "subject" && w.why == filled::COUNTED;
        let counts = self.claims[model.claim].why.iter().any(things);
        if (counts || counted::part(line, figure)) && !figure.counted.is_empty() {
            claim.subject = Some(party::unnamed(line, &filled::whole(figure)));
            claim.why.push(SlotReason {
                slot: "subject",
                why: filled::COUNTED.into(),
            });
        } else if !equal {
            if let Some(own) = objects::object(line, figure, &model.found)
                && own.tokens.start >= figure.tokens.end
            {
                claim.object = Some(party::party(self.around, line, &own.tokens));
            }
            let label = beside::own_label(line, &line.figures[model.figure], figure);
            let whose = claim.subject.as_ref().map(|s| s.span);
            let trailing = coordination::trailing(line, figure).filter(|_| {
                whose.is_some_and(|w| {
                    w.start() >= line.span(&line.figures[model.figure].tokens).end()
                }) || line.ending(figure.extent.start, class::PART_OF).is_some()
            });
            let aligned = parties::subject(line, figure, &model.found)
                .and_then(|s| coordination::respective(line, &s.tokens, one.place));
            if let Some(tokens) = aligned.or(label).or(trailing) {
                claim.subject = Some(party::single(self.around, line, &tokens));
                claim.why.push(SlotReason {
                    slot: "subject",
                    why: "the party beside the figure".into(),
                });
            }
        }
        let subject = claim.subject.as_ref();
        claim.object = claim.object.filter(|o| !same(subject, o));
        let entry = Done {
            figure: one.place,
            found: model.found.clone(),
            claim: 0,
        };
        self.push(entry.figure, entry.found, claim)
    }

    fn fill(
        &mut self,
        one: One<'_, '_>,
        found: &Candidate,
        subject: Option<Filled>,
        per: Option<usize>,
    ) -> Claim {
        let line = one.line;
        let figure = &line.figures[one.place];
        let mention = &self.around.found.mentions[figure.mention];
        let mut why = Vec::with_capacity(SLOTS);
        why.extend(self.reason(line, "predicate", found));
        let open = self.is_open(line.sentence);
        let speaker = self.speaker(one, open, &mut why);
        let party = |f: &Filled| {
            if f.why == filled::COUNTED {
                party::unnamed(line, &f.tokens)
            } else if f.why == ALIGNED
                || subjects::nearest(line, filled::clause(line, figure, found))
            {
                party::single(self.around, line, &f.tokens)
            } else {
                party::party(self.around, line, &f.tokens)
            }
        };
        let ground = ground(figure.kind, subject.as_ref());
        let subject = subject.map(|s| {
            why.push(SlotReason {
                slot: "subject",
                why: s.why.into(),
            });
            party(&s)
        });
        let object = objects::object(line, figure, found).map(|o| {
            why.push(SlotReason {
                slot: "object",
                why: o.why.into(),
            });
            party::party(self.around, line, &o.tokens)
        });
        let object = object.filter(|o| objects::stands(line, o) && !same(subject.as_ref(), o));
        Claim {
            figure: id(figure.mention),
            predicate: found.predicate,
            object,
            modalities: modality::of(line, figure, found, speaker.is_some()),
            speaker,
            timing: timing::of(self.around, line, figure)
                .or_else(|| self.session(line, found))
                .or_else(|| self.introduced(one, open))
                .or_else(|| timing::heading(self.around, line.sentence)),
            direction: found.direction,
            per: mention
                .per
                .clone()
                .or_else(|| per.and_then(|unit| self.rate(line, unit)))
                .or_else(|| self.over_time(line, figure)),
            sentence: self.around.tokens.sentences[line.sentence].span,
            same_as: None,
            converts: None,
            confidence: screen::confidence(found, subject.as_ref(), ground),
            subject,
            why,
        }
    }
}

/// *X of aid for A*: who is the subject is not the object too.
fn same(subject: Option<&Party>, object: &Party) -> bool {
    subject
        .is_some_and(|s| object.span.start() <= s.span.start() && s.span.end() <= object.span.end())
}

/// What a claim of that subject rests on.
fn ground(kind: Kind, subject: Option<&Filled>) -> screen::Ground {
    screen::Ground {
        kind,
        sure: subject.is_some_and(|s| s.sure),
        counted: subject.is_some_and(|s| s.why == filled::COUNTED),
        leads: subject.is_some_and(|s| s.tokens.start == 0),
    }
}

/// A figure in its sentence.
#[derive(Clone, Copy)]
struct One<'l, 'a> {
    line: &'l Line<'a>,
    place: usize,
}

fn id(mention: usize) -> MentionId {
    MentionId(u32::try_from(mention).unwrap_or(u32::MAX))
}
