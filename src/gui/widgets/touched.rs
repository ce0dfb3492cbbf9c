//! Which fields a person was at: what is empty is not found fault with before.

use std::collections::{BTreeSet, HashSet};

use crate::answers::path::is_in;

/// Paths of fields that were touched. A long table names thousands of them, and every finding asks
/// after each change, so what stands around and in a path is found without going through them all.
#[derive(Debug, Default)]
pub struct Touched {
    /// Fields that were left once, or changed otherwise.
    fields: BTreeSet<String>,
    /// Rows that were just added: nothing in them is found fault with before it was touched.
    fresh: HashSet<String>,
    changes: u64,
}

impl Touched {
    /// A field was left or changed.
    pub fn touch(&mut self, path: &str) {
        if !self.fields.contains(path) {
            self.fields.insert(path.to_owned());
            self.changes += 1;
        }
    }

    /// Whether the field, something in it or what it stands in was touched. What stands in a new
    /// row counts by what was touched in that row alone.
    pub fn is_touched(&self, path: &str) -> bool {
        let mut around = around(path);
        let row = around.clone().find(|outer| self.fresh.contains(*outer));
        let within = |outer: &str| row.is_none_or(|row| outer.len() >= row.len());
        around.any(|outer| within(outer) && self.fields.contains(outer)) || self.is_touched_in(path)
    }

    /// Whether a field may be found fault with; `checked` where everything was asked for.
    pub fn is_open_to_faults(&self, path: &str, checked: bool) -> bool {
        let fresh = || around(path).any(|outer| self.fresh.contains(outer));
        path.is_empty() || (checked && !fresh()) || self.is_touched(path)
    }

    /// A row that was added empty.
    pub fn add_row(&mut self, row: &str) {
        self.fields.retain(|path| !is_in(path, row));
        self.fresh.insert(row.to_owned());
        self.changes += 1;
    }

    /// Everything is to be found fault with, new rows too.
    pub fn forget_fresh(&mut self) {
        self.fresh.clear();
        self.changes += 1;
    }

    /// What was noted about each row of a table by its number holds no more. A table in which
    /// anything was touched stays touched as a whole.
    pub fn forget_rows(&mut self, table: &str) {
        let all = self.fields.len();
        self.fields.retain(|path| !is_in(path, table));
        if self.fields.len() < all {
            self.fields.insert(table.to_owned());
        }
        self.fresh.retain(|row| !is_in(row, table));
        self.changes += 1;
    }

    /// Grows whenever another field may, or may not, be found fault with.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    /// Whether something inside was touched.
    fn is_touched_in(&self, path: &str) -> bool {
        ['.', '['].into_iter().any(|mark| {
            let inside = format!("{path}{mark}");
            let first = self.fields.range(inside.clone()..).next();
            first.is_some_and(|first| first.starts_with(&inside))
        })
    }
}

/// A path and all that it stands in, the outermost first.
fn around(path: &str) -> impl Iterator<Item = &str> + Clone {
    let ends = path.match_indices(['.', '[']).map(|(at, _)| at);
    ends.filter(|at| *at > 0)
        .chain([path.len()])
        .map(|end| &path[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_stands_in_what_is_around_it() {
        let outer: Vec<_> = around("budget.items[0].amount").collect();
        let expected = [
            "budget",
            "budget.items",
            "budget.items[0]",
            "budget.items[0].amount",
        ];
        assert_eq!(outer, expected);
    }

    #[test]
    fn a_field_counts_as_touched_with_what_is_in_it_and_around_it() {
        let mut state = Touched::default();
        state.touch("budget.items[0].amount");
        assert!(state.is_touched("budget.items"));
        assert!(state.is_touched("budget.items[0].amount"));
        assert!(!state.is_touched("budget.items[0].item"));
        assert!(!state.is_touched("budget.item"));
        state.touch("cities");
        assert!(state.is_touched("cities[3]"));
    }

    #[test]
    fn a_table_stays_touched_when_rows_move_and_a_new_row_is_not() {
        let mut state = Touched::default();
        state.touch("items[0].amount");
        state.forget_rows("items");
        assert!(state.is_touched("items[1].amount"));
        state.add_row("items[2]");
        assert!(!state.is_touched("items[2].amount"));
        assert!(!state.is_open_to_faults("items[2].amount", true));
        assert!(state.is_open_to_faults("items[1].amount", false));
        state.touch("items[2].amount");
        assert!(state.is_touched("items[2].amount"));
        assert!(!state.is_touched("items[2].item"));
        state.forget_fresh();
        assert!(state.is_open_to_faults("items[2].item", true));
    }
}
