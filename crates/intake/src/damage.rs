//! Errors of the layers below a container, on their way up through `io::Error`.

use std::fmt;
use std::io;

use crate::fault::{Fault, Kind, Size};

/// What a layer found wrong.
#[derive(Debug)]
pub(crate) enum Damage {
    /// Compressed data is broken.
    Packed {
        /// Name of the compression.
        codec: &'static str,
        /// Byte of the compressed data near which it is.
        byte: u64,
        /// What the decoder says.
        why: String,
        /// It ends before it should.
        cut: bool,
    },
    /// It unpacks to far more than it can honestly hold.
    Bomb { ratio: u64 },
    /// It unpacks to more than is allowed.
    TooMuch { limit: u64 },
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Packed {
                codec,
                byte: 0,
                why,
                cut: false,
            } => write!(f, "{codec} data is damaged ({why})"),
            Self::Packed {
                codec,
                byte: 0,
                cut: true,
                ..
            } => write!(f, "{codec} data ends early"),
            Self::Packed {
                codec,
                byte,
                why,
                cut: false,
            } => write!(
                f,
                "{codec} data is damaged near byte {byte} of the compressed data ({why})"
            ),
            Self::Packed { codec, byte, .. } => write!(
                f,
                "{codec} data ends early, at byte {byte} of the compressed data"
            ),
            Self::Bomb { ratio } => write!(
                f,
                "unpacks to more than {ratio} times its size, as a decompression bomb does"
            ),
            Self::TooMuch { limit } => write!(f, "unpacks to more than {}", Size(*limit)),
        }
    }
}

impl std::error::Error for Damage {}

impl Damage {
    pub(crate) fn io(self) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, self)
    }
}

/// The fault that an error of reading means.
pub(crate) fn fault(path: &str, error: io::Error) -> Fault {
    let known = error.get_ref().and_then(|e| e.downcast_ref::<Damage>());
    if let Some(damage) = known {
        return fault_of(damage);
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Fault::new(Kind::BadContainer, "ends early", REMEDY),
        io::ErrorKind::InvalidData => {
            Fault::new(Kind::BadContainer, "is damaged", REMEDY).because(error)
        }
        io::ErrorKind::Unsupported => Fault::new(
            Kind::Unsupported,
            "is packed in a way that is not read",
            "unpack the archive first",
        )
        .because(error),
        _ => Fault::io(path, error),
    }
}

const REMEDY: &str = "what came before was read; fetch the file again";

/// The fault that the damage of a layer means.
pub(crate) fn fault_of(damage: &Damage) -> Fault {
    let (kind, remedy) = match damage {
        Damage::Packed { .. } => (Kind::BadContainer, REMEDY),
        Damage::Bomb { .. } => (Kind::TooLarge, "if it is honest, raise --max-ratio"),
        Damage::TooMuch { .. } => (Kind::TooLarge, "if it is honest, raise --max-unpacked"),
    };
    Fault::new(kind, damage.to_string(), remedy)
}
