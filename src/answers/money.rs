//! Amounts of money: whole 元, written in 万元.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// An amount in 元.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Money(i64);

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyError {
    /// It does not read as a decimal number.
    NotANumber,
    /// It reads as one, but is below zero.
    Negative,
    /// It has more than the four decimals of a 元 in 万元.
    TooFine,
}

/// 元 in 万元.
const PER_UNIT: i64 = 10_000;

impl Money {
    /// Reads a decimal number of 万元 such as `12.5`. Full-width digits count.
    ///
    /// # Errors
    /// The first reason that keeps it from being an amount; so large a number that no budget holds
    /// it (over 九千万亿元) is none either.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let plain: String = text
            .trim()
            .chars()
            .map(|character| match character {
                '０'..='９' => {
                    char::from(b'0' + u8::try_from(character as u32 - '０' as u32).unwrap_or(0))
                }
                '．' => '.',
                '－' => '-',
                _ => character,
            })
            .collect();
        let (negative, digits) = match plain.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, plain.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !all_digits(whole) || !all_digits(fraction) || digits.ends_with('.')
        {
            return Err(MoneyError::NotANumber);
        }
        let fraction = fraction.trim_end_matches('0');
        let units: i64 = whole.parse().map_err(|_| MoneyError::NotANumber)?;
        if units > i64::MAX / PER_UNIT / 100 {
            return Err(MoneyError::NotANumber);
        }
        if negative && (units > 0 || !fraction.is_empty()) {
            return Err(MoneyError::Negative);
        }
        if fraction.len() > 4 {
            return Err(MoneyError::TooFine);
        }
        let yuan: i64 = format!("{fraction:0<4}")
            .parse()
            .map_err(|_| MoneyError::NotANumber)?;
        Ok(Self(units * PER_UNIT + yuan))
    }

    /// How far apart the two are, never below zero.
    pub fn distance(self, other: Self) -> Self {
        Self((self.0 - other.0).abs())
    }
}

/// In 万元, with two decimals, or as many more as it needs.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, yuan) = (self.0.abs() / PER_UNIT, self.0.abs() % PER_UNIT);
        let fraction = format!("{yuan:04}");
        let shown = fraction.trim_end_matches('0').len().max(2);
        write!(f, "{sign}{whole}.{}", &fraction[..shown])
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_exactly() {
        for (text, expected) in [
            ("60", Ok("60.00")),
            ("12.5", Ok("12.50")),
            ("0.0001", Ok("0.0001")),
            ("１２．５", Ok("12.50")),
            ("1.23450", Ok("1.2345")),
            ("0.10", Ok("0.10")),
            ("", Err(MoneyError::NotANumber)),
            ("十二万", Err(MoneyError::NotANumber)),
            ("12.", Err(MoneyError::NotANumber)),
            ("1e3", Err(MoneyError::NotANumber)),
            ("99999999999999999999", Err(MoneyError::NotANumber)),
            ("-3", Err(MoneyError::Negative)),
            ("1.23456", Err(MoneyError::TooFine)),
        ] {
            let found = Money::parse(text).map(|amount| amount.to_string());
            assert_eq!(found, expected.map(str::to_owned), "{text}");
        }
    }

    #[test]
    fn tenths_add_up() {
        let tenth = Money::parse("0.1").unwrap();
        let sum: Money = std::iter::repeat_n(tenth, 3).sum();
        assert_eq!(sum, Money::parse("0.3").unwrap());
    }
}
