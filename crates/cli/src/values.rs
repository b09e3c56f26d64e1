//! Single values: arguments checked, each message saying what is accepted; counts and sizes in words.

/// A language tag, or `auto`; a region (`fr-CA`) is left off. Whether there is a pack for it is known later.
pub(crate) fn lang(text: &str) -> Result<String, String> {
    let tag = text
        .split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if tag == "auto" || (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase())
    {
        return Ok(tag);
    }
    Err("not a language tag; write auto, or two or three letters such as fr".to_owned())
}

pub(crate) fn encoding(text: &str) -> Result<String, String> {
    if text.eq_ignore_ascii_case("auto") || claimsift_decode::is_label(text) {
        return Ok(text.to_ascii_lowercase());
    }
    Err("no such encoding; use auto or a WHATWG label such as utf-8, windows-1252, iso-8859-2, shift_jis".to_owned())
}

pub(crate) fn date(text: &str) -> Result<String, String> {
    match claimsift_decode::parse_date(text) {
        Some(_) => Ok(text.to_owned()),
        None => Err("not a date of the calendar; write YYYY, YYYY-MM or YYYY-MM-DD".to_owned()),
    }
}

/// A share from 0 to 1.
pub(crate) fn share(text: &str) -> Result<f64, String> {
    match text.parse() {
        Ok(x) if (0.0..=1.0).contains(&x) => Ok(x),
        _ => Err("not a share; write a number from 0 to 1, such as 0.96".to_owned()),
    }
}

pub(crate) fn glob(text: &str) -> Result<String, String> {
    claimsift_intake::check_glob(text).map(|()| text.to_owned())
}

/// A number of bytes: `8M`, `64 MiB`, `1G`, `500000`.
pub(crate) fn size(text: &str) -> Result<u64, String> {
    let bad = || "not a size; write bytes, or a number with K, M, G or T, such as 64M".to_owned();
    let text = text.trim().to_ascii_lowercase();
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let shift = match unit.trim().trim_end_matches("ib").trim_end_matches('b') {
        "" => 0,
        "k" => 10,
        "m" => 20,
        "g" => 30,
        "t" => 40,
        _ => return Err(bad()),
    };
    let number: u64 = number.parse().map_err(|_| bad())?;
    number
        .checked_mul(1 << shift)
        .filter(|n| *n > 0)
        .ok_or_else(bad)
}

/// A number with its noun, in the plural where it should be.
pub(crate) fn count(n: u64, noun: &str) -> String {
    let s = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{s}")
}

pub(crate) fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_people_write_them() {
        assert_eq!(size("8M"), Ok(8 << 20));
        assert_eq!(size("64 MiB"), Ok(64 << 20));
        assert_eq!(size("500"), Ok(500));
        assert!(size("many").is_err() && size("0").is_err() && size("3P").is_err());
    }

    #[test]
    fn regions_are_left_off() {
        assert_eq!(lang("fr-CA").as_deref(), Ok("fr"));
        assert!(lang("français").is_err());
    }
}
