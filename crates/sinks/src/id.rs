//! Claim ids: stable from run to run, so that two runs can be compared.

/// FNV-1a, 64 bits: small, and the same everywhere and for ever. Each part is closed with the byte 0x1F, and a
/// missing part is the byte 0x00, so that parts cannot run into each other.
pub(crate) struct Fnv(u64);

impl Fnv {
    const OFFSET: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01B3;

    pub(crate) const fn new() -> Self {
        Self(Self::OFFSET)
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(Self::PRIME);
    }

    pub(crate) fn part(&mut self, part: Option<&str>) {
        match part {
            Some(text) => text.bytes().for_each(|b| self.byte(b)),
            None => self.byte(0),
        }
        self.byte(0x1F);
    }

    pub(crate) fn number(&mut self, number: u64) {
        self.part(Some(itoa::Buffer::new().format(number)));
    }

    /// `c` and 16 hex digits.
    pub(crate) fn id(&self) -> String {
        let mut id = [b'c'; 17];
        for (place, digit) in id.iter_mut().rev().take(16).enumerate() {
            *digit = b"0123456789abcdef"[(self.0 >> (4 * place)) as usize & 0xF];
        }
        String::from_utf8_lossy(&id).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_fnv_1a() {
        let mut fnv = Fnv::new();
        b"foobar".iter().for_each(|b| fnv.byte(*b));
        assert_eq!(fnv.id(), "c85944171f73967e8");
    }
}
