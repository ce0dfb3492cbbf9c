//! The rules of a page: cells hand in their frames, lines that meet or lie on each other are drawn
//! once.

use crate::geom::{Mm, Pt, Rect};

use super::page::{Item, Shape};

/// Rules are compared in these steps; sums of row heights differ by less.
const STEPS_PER_MM: f32 = 200.0;

/// The frames drawn on one page so far.
#[derive(Debug, Default)]
pub(super) struct Rules {
    horizontal: Vec<Stroke>,
    vertical: Vec<Stroke>,
}

/// A stroke along one axis, in steps; sorted by line, then start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stroke {
    /// Thickness in thousandths of a point.
    thickness: i32,
    /// Distance of the line from the page's edge.
    at: i32,
    start: i32,
    end: i32,
}

impl Rules {
    /// Adds the four sides of a cell. A thickness of zero draws nothing.
    pub fn frame(&mut self, place: Rect, rule: Pt) {
        let thickness = (rule.0 * 1000.0).round() as i32;
        if thickness <= 0 {
            return;
        }
        let steps = |length: Mm| (length.0 * STEPS_PER_MM).round() as i32;
        let (left, right) = (steps(place.x), steps(place.right()));
        let (top, bottom) = (steps(place.y), steps(place.bottom()));
        for at in [top, bottom] {
            self.horizontal.push(Stroke {
                thickness,
                at,
                start: left,
                end: right,
            });
        }
        for at in [left, right] {
            self.vertical.push(Stroke {
                thickness,
                at,
                start: top,
                end: bottom,
            });
        }
    }

    /// Adds the lower side of a cell alone.
    pub fn foot(&mut self, place: Rect, rule: Pt) {
        let steps = |length: Mm| (length.0 * STEPS_PER_MM).round() as i32;
        self.horizontal.push(Stroke {
            thickness: (rule.0 * 1000.0).round() as i32,
            at: steps(place.bottom()),
            start: steps(place.x),
            end: steps(place.right()),
        });
    }

    /// The rules as items, horizontal ones first, each as long as it goes.
    pub fn into_items(self) -> impl Iterator<Item = Item> {
        let mm = |steps: i32| Mm(steps as f32 / STEPS_PER_MM);
        let item = |place: Rect, stroke: Stroke| Item {
            place,
            field: None,
            shape: Shape::Rule {
                thickness: Pt(stroke.thickness as f32 / 1000.0),
            },
        };
        let horizontal = merged(self.horizontal).into_iter().map(move |stroke| {
            let width = mm(stroke.end - stroke.start);
            item(
                Rect {
                    x: mm(stroke.start),
                    y: mm(stroke.at),
                    width,
                    height: Mm::ZERO,
                },
                stroke,
            )
        });
        let vertical = merged(self.vertical).into_iter().map(move |stroke| {
            let height = mm(stroke.end - stroke.start);
            item(
                Rect {
                    x: mm(stroke.at),
                    y: mm(stroke.start),
                    width: Mm::ZERO,
                    height,
                },
                stroke,
            )
        });
        horizontal.chain(vertical)
    }
}

fn merged(mut strokes: Vec<Stroke>) -> Vec<Stroke> {
    strokes.sort_unstable();
    let mut merged: Vec<Stroke> = Vec::new();
    for stroke in strokes {
        match merged.last_mut() {
            Some(last)
                if (last.thickness, last.at) == (stroke.thickness, stroke.at)
                    && stroke.start <= last.end =>
            {
                last.end = last.end.max(stroke.end);
            }
            _ => merged.push(stroke),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_that_two_cells_share_are_drawn_once() {
        let mut rules = Rules::default();
        let cell = |x: f32, y: f32| Rect {
            x: Mm(x),
            y: Mm(y),
            width: Mm(20.0),
            height: Mm(8.0),
        };
        for (x, y) in [(10.0, 10.0), (30.0, 10.0), (10.0, 18.0), (30.0, 18.0)] {
            rules.frame(cell(x, y), Pt(0.5));
        }
        assert_eq!(rules.into_items().count(), 6);
    }

    #[test]
    fn a_rule_of_no_thickness_is_not_drawn() {
        let mut rules = Rules::default();
        rules.frame(
            Rect {
                width: Mm(5.0),
                height: Mm(5.0),
                ..Rect::default()
            },
            Pt(0.0),
        );
        assert_eq!(rules.into_items().count(), 0);
    }
}
