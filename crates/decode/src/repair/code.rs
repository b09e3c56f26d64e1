//! UTF-8 as it is put together, byte by byte.

/// A character of UTF-8 under way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Code {
    pub(super) value: u32,
    /// The least that this many bytes may come to.
    least: u32,
    /// Bytes that are still to come.
    pub(super) missing: u8,
}

impl Code {
    pub(super) const fn start(byte: u8) -> Option<Self> {
        let (value, least, missing) = match byte {
            0xC2..=0xDF => (byte & 0x1F, 0x80, 1),
            0xE0..=0xEF => (byte & 0x0F, 0x800, 2),
            0xF0..=0xF4 => (byte & 0x07, 0x1_0000, 3),
            _ => return None,
        };
        Some(Self {
            value: value as u32,
            least,
            missing,
        })
    }

    pub(super) const fn follow(self, byte: u8) -> Option<Self> {
        if byte & 0xC0 != 0x80 || self.missing == 0 {
            return None;
        }
        Some(Self {
            value: self.value << 6 | (byte & 0x3F) as u32,
            missing: self.missing - 1,
            ..self
        })
    }

    pub(super) fn char(self) -> Option<char> {
        char::from_u32(self.value).filter(|_| self.missing == 0 && self.value >= self.least)
    }
}
