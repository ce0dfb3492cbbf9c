//! The print plan: which page of which copy stands on which side of which sheet.

/// One side of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    /// Which copy, from 0.
    pub copy: usize,
    /// Which page of the copy, from 0; none for a side that stays blank.
    pub page: Option<usize>,
}

/// Sides in the order in which a printer gets them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub sides: Vec<Side>,
    /// Whether the printer is to print both sides of each sheet by itself.
    pub duplex: bool,
}

/// In which order the backs are fed to a printer that prints one side at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BackOrder {
    /// The last back first: the stack of fronts lies printed side down with the first sheet at its
    /// bottom, as most office lasers put it out, and is put back as it lies.
    #[default]
    Reversed,
    /// The first back first: for printers that put sheets out printed side up, whose stack is
    /// turned over as a whole.
    Forward,
}

impl Plan {
    /// Copies of a document of so many pages, one after the other. With `pad` a copy of an odd
    /// number of pages ends with a blank side, so that the next one begins on a sheet of its own.
    pub fn copies(pages: usize, copies: usize, pad: bool) -> Self {
        let length = if pad {
            pages.next_multiple_of(2)
        } else {
            pages
        };
        let sides = (0..copies).flat_map(|copy| {
            (0..length).map(move |page| Side {
                copy,
                page: (page < pages).then_some(page),
            })
        });
        Self {
            sides: sides.collect(),
            duplex: length > 1,
        }
    }

    /// The front sides, in order: the first of two files for printing by hand.
    pub fn fronts(&self) -> Self {
        Self {
            sides: self.sides.iter().step_by(2).copied().collect(),
            duplex: false,
        }
    }

    /// The back sides: the second of two files for printing by hand. A plan that ends with a front
    /// gets a blank back, so that the two stacks are equally high.
    pub fn backs(&self, order: BackOrder) -> Self {
        let blank = |side: &Side| Side {
            page: None,
            ..*side
        };
        let mut sides: Vec<Side> = self
            .sides
            .chunks(2)
            .map(|sheet| match sheet {
                [_, back] => *back,
                sheet => blank(&sheet[0]),
            })
            .collect();
        if order == BackOrder::Reversed {
            sides.reverse();
        }
        Self {
            sides,
            duplex: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn fronts_and_backs_make_the_same_sheets(pages in 1_usize..40, copies in 1_usize..9) {
            let plan = Plan::copies(pages, copies, true);
            let fronts = plan.fronts().sides;
            for order in [BackOrder::Forward, BackOrder::Reversed] {
                let mut backs = plan.backs(order).sides;
                if order == BackOrder::Reversed {
                    backs.reverse();
                }
                let sheets: Vec<Side> =
                    fronts.iter().zip(&backs).flat_map(|(one, other)| [*one, *other]).collect();
                prop_assert_eq!(&sheets, &plan.sides);
            }
            for copy in 0..copies {
                let sides: Vec<_> = plan.sides.iter().enumerate().filter(|(_, it)| it.copy == copy).collect();
                prop_assert_eq!(sides[0].0 % 2, 0, "a copy begins on a front");
                let shown: Vec<_> = sides.iter().filter_map(|(_, side)| side.page).collect();
                prop_assert_eq!(shown, (0..pages).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn only_an_odd_copy_gets_a_blank_side_and_only_if_asked() {
        assert_eq!(Plan::copies(3, 2, true).sides.len(), 8);
        assert_eq!(Plan::copies(3, 2, false).sides.len(), 6);
        assert_eq!(Plan::copies(4, 2, true).sides.len(), 8);
        assert_eq!(
            Plan::copies(3, 1, false).backs(BackOrder::Forward).sides[1].page,
            None
        );
    }
}
