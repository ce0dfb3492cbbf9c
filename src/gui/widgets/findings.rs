//! The findings that may be shown by now, with those of each place at hand. A long table may have
//! hundreds, and every field asks for its own in every frame.

use crate::answers::path::is_in;
use crate::diag::Finding;

/// Which of the findings are shown, by their place among all.
#[derive(Debug, Default)]
pub struct Shown {
    /// In the order of the form.
    places: Vec<usize>,
    /// The same by the path of the answer, for looking up.
    by_path: Vec<usize>,
}

impl Shown {
    /// Those that are to be shown, asked for by their place among all.
    pub fn of(all: &[Finding], is_shown: impl Fn(usize) -> bool) -> Self {
        let places: Vec<usize> = (0..all.len()).filter(|at| is_shown(*at)).collect();
        let mut by_path = places.clone();
        by_path.sort_by(|one, other| all[*one].field.cmp(&all[*other].field));
        Self { places, by_path }
    }
}

static NONE: Shown = Shown {
    places: Vec::new(),
    by_path: Vec::new(),
};

/// The shown findings.
#[derive(Debug, Clone, Copy)]
pub struct Findings<'a> {
    all: &'a [Finding],
    shown: &'a Shown,
}

impl Default for Findings<'_> {
    fn default() -> Self {
        Self {
            all: &[],
            shown: &NONE,
        }
    }
}

impl<'a> Findings<'a> {
    /// Those of `all` that `shown` was made of.
    pub fn new(all: &'a [Finding], shown: &'a Shown) -> Self {
        Self { all, shown }
    }

    /// In the order of the form.
    pub fn iter(self) -> impl Iterator<Item = &'a Finding> {
        self.shown.places.iter().filter_map(|at| self.all.get(*at))
    }

    /// Those of a field, or of what stands in it, in the order of the form.
    pub fn of(self, path: &str) -> impl Iterator<Item = &'a Finding> + use<'a> {
        let field = |at: usize| self.all.get(at).map_or("", |one| one.field.as_str());
        let by_path = &self.shown.by_path;
        let first = by_path.partition_point(|at| field(*at) < path);
        let begin = by_path[first..].iter().copied();
        let mut places: Vec<usize> = begin
            .take_while(|at| field(*at).starts_with(path))
            .filter(|at| is_in(field(*at), path))
            .collect();
        places.sort_unstable();
        places.into_iter().filter_map(move |at| self.all.get(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Severity;

    #[test]
    fn those_of_a_place_are_found_in_the_order_of_the_form() {
        let fields = [
            "cities[2]",
            "cities",
            "cities[10]",
            "cities_more",
            "budget.items[1].amount",
            "budget.items[12].amount",
            "budget",
        ];
        let all: Vec<Finding> = fields
            .into_iter()
            .map(|field| Finding {
                rule: String::new(),
                severity: Severity::Error,
                field: field.to_owned(),
                message: String::new(),
                hint: String::new(),
                clause: None,
                standard: None,
                mend: None,
            })
            .collect();
        let shown = Shown::of(&all, |at| all[at].field != "cities");
        let findings = Findings::new(&all, &shown);
        assert_eq!(findings.iter().count(), 6);
        for (path, expected) in [
            ("cities", vec!["cities[2]", "cities[10]"]),
            ("budget.items[1]", vec!["budget.items[1].amount"]),
            (
                "budget",
                vec![
                    "budget.items[1].amount",
                    "budget.items[12].amount",
                    "budget",
                ],
            ),
            ("nobody", vec![]),
        ] {
            let found: Vec<_> = findings.of(path).map(|one| one.field.as_str()).collect();
            assert_eq!(found, expected, "{path}");
        }
        assert_eq!(Findings::default().of("cities").count(), 0);
    }
}
