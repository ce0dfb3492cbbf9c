//! Making a line exactly as long as its column: blank halves of marks go, or gaps widen.

use crate::geom::Mm;

use super::measure::{Class, Letter};

/// Takes `excess` out of blank halves: the last mark's first, the others' alike.
pub(super) fn squeeze(letters: &[Letter], rooms: &mut [Mm], excess: Mm) {
    let (Some((last, others)), Some(last_room)) = (letters.split_last(), rooms.last_mut()) else {
        return;
    };
    let from_last = excess.min(last.give);
    *last_room -= from_last;
    let rest = excess - from_last;
    let spare: Mm = others.iter().map(|letter| letter.give).sum();
    if rest > Mm::ZERO && spare > Mm::ZERO {
        for (letter, room) in others.iter().zip(rooms) {
            *room -= letter.give * (rest.0 / spare.0);
        }
    }
}

/// Spreads `slack` over the gaps of a line. A line that is one single word stays as it is, unless
/// the word goes on in the next line.
pub(super) fn spread(letters: &[Letter], rooms: &mut [Mm], slack: Mm, inside_word: bool) {
    let pairs = || letters.windows(2).map(|pair| is_gap(&pair[0], &pair[1]));
    let gaps = pairs().filter(|is_gap| *is_gap).count();
    if gaps > 0 {
        let share = slack / gaps as f32;
        for (room, _) in rooms.iter_mut().zip(pairs()).filter(|(_, is_gap)| *is_gap) {
            *room += share;
        }
    } else if inside_word && letters.len() > 1 {
        let share = slack / (letters.len() - 1) as f32;
        rooms[..letters.len() - 1]
            .iter_mut()
            .for_each(|room| *room += share);
    }
}

fn is_gap(before: &Letter, after: &Letter) -> bool {
    match (before.class, after.class) {
        (Class::Dash, Class::Dash) | (Class::Latin, Class::Latin) => false,
        (Class::Blank, _) => true,
        // The blank itself stretches, on its right.
        (_, Class::Blank) => false,
        _ => true,
    }
}
