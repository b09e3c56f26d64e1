//! gzip of many members, one behind the other, as archives of the web are: a broken member costs itself alone.

use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;

/// Reads all members. An error is given once; reading on goes to the next member that can be found.
pub(crate) struct Gzip<R>(State<R>);

enum State<R> {
    /// Inside a member.
    Member(Box<GzDecoder<Joined<R>>>),
    /// Between members, or after a broken one, which was reported.
    Between {
        reader: R,
        broken: bool,
    },
    Done,
}

const HEADER: usize = 10;

/// Whether a member starts so: its magic, and what flags, extra flags and system are in the wild (19 is macOS).
fn is_member(head: &[u8; HEADER]) -> bool {
    let [a, b, method, flags, _, _, _, _, extra, system] = *head;
    (a, b, method) == (0x1F, 0x8B, 8)
        && flags & 0xE0 == 0
        && matches!(extra, 0 | 2 | 4)
        && (system <= 19 || system == 255)
}

impl<R: BufRead> Gzip<R> {
    pub(crate) const fn new(reader: R) -> Self {
        Self(State::Between {
            reader,
            broken: false,
        })
    }
}

/// Goes to the next member. Zeros between members are padding; anything else is an error, unless it is the rest of
/// a member that was reported.
fn next_member<R: BufRead>(mut reader: R, broken: bool) -> (State<R>, io::Result<()>) {
    let (mut head, mut len, mut strange) = ([0; HEADER], 0, false);
    loop {
        let chunk = match reader.fill_buf() {
            Ok(chunk) => chunk,
            Err(e) => return (State::Between { reader, broken }, Err(e)),
        };
        if chunk.is_empty() {
            strange |= head.iter().take(len).any(|b| *b != 0);
            return (State::Done, judge(strange && !broken));
        }
        let mut used = 0;
        let mut found = false;
        for byte in chunk {
            used += 1;
            if let Some(slot) = head.get_mut(len) {
                *slot = *byte;
                len += 1;
            } else {
                strange |= head[0] != 0;
                head.rotate_left(1);
                head[HEADER - 1] = *byte;
            }
            found = len == HEADER && is_member(&head);
            if found {
                break;
            }
        }
        reader.consume(used);
        if found {
            let member = GzDecoder::new(Joined {
                head,
                at: 0,
                reader,
            });
            return (State::Member(Box::new(member)), judge(strange && !broken));
        }
    }
}

fn judge(strange: bool) -> io::Result<()> {
    if strange {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "bytes that are no gzip member",
        ));
    }
    Ok(())
}

impl<R: BufRead> Read for Gzip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(&mut self.0, State::Done) {
                State::Done => return Ok(0),
                State::Between { reader, broken } => {
                    let (state, result) = next_member(reader, broken);
                    self.0 = state;
                    result?;
                }
                State::Member(mut member) => match member.read(buffer) {
                    Ok(0) if !buffer.is_empty() => {
                        let reader = member.into_inner().reader;
                        self.0 = State::Between {
                            reader,
                            broken: false,
                        };
                    }
                    Ok(n) => {
                        self.0 = State::Member(member);
                        return Ok(n);
                    }
                    Err(e) if e.kind() == io::ErrorKind::Interrupted => {
                        self.0 = State::Member(member);
                        return Err(e);
                    }
                    Err(e) => {
                        let reader = member.into_inner().reader;
                        self.0 = State::Between {
                            reader,
                            broken: true,
                        };
                        return Err(e);
                    }
                },
            }
        }
    }
}

/// A reader with the header that was read ahead put back.
struct Joined<R> {
    head: [u8; HEADER],
    at: usize,
    reader: R,
}

impl<R: BufRead> Read for Joined<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl<R: BufRead> BufRead for Joined<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < HEADER {
            return Ok(self.head.get(self.at..).unwrap_or_default());
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        if self.at < HEADER {
            self.at += n;
        } else {
            self.reader.consume(n);
        }
    }
}
