//! Whether a signed paper and a file are the same version.

use crate::paper::{self, NoCode};

use super::Project;

/// What comparing a code with a file came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The paper was printed from these answers.
    Same { code: String },
    /// It was printed from other answers.
    Other {
        /// The code that was asked about.
        asked: String,
        /// The code of the file's answers.
        own: String,
        /// Which letters differ, from 1, where that may be a slip of the eye or ear.
        places: Vec<usize>,
    },
    /// The bundle says another code than its answers give: it was changed after it was made.
    Changed { written: String, own: String },
}

/// So many different letters may be a slip; more are another version.
const MOST_SLIPS: usize = 2;

impl Project {
    /// Compares the code that a person read off a paper with the answers.
    ///
    /// # Errors
    /// Where what was read is no code.
    pub fn verify(&self, code: &str) -> Result<Verdict, NoCode> {
        let asked = paper::read_code(code)?;
        let own = self.print_code();
        if let Some(written) = self.written_code.clone().filter(|written| *written != own) {
            return Ok(Verdict::Changed { written, own });
        }
        if asked == own {
            return Ok(Verdict::Same { code: own });
        }
        let letters = |code: &str| code.replace('-', "").chars().collect::<Vec<_>>();
        let pairs = letters(&asked).into_iter().zip(letters(&own));
        let mut places: Vec<usize> = pairs
            .enumerate()
            .filter(|(_, (one, other))| one != other)
            .map(|(at, _)| at + 1)
            .collect();
        if places.len() > MOST_SLIPS {
            places.clear();
        }
        Ok(Verdict::Other { asked, own, places })
    }
}
