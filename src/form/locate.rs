//! The line of a definition on which a word stands, for errors that are found after reading.

/// The line (from 1) of the `nth` string literal (from 0) that reads `literal`; the last one where
/// there are fewer, line 1 where there is none.
pub fn line_of(source: &str, literal: &str, nth: usize) -> usize {
    let escaped = literal
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n");
    let quoted = format!("\"{escaped}\"");
    let mut places = source.match_indices(&quoted).map(|(offset, _)| offset);
    let offset = places
        .nth(nth)
        .or_else(|| source.rfind(&quoted))
        .unwrap_or(0);
    1 + source[..offset].matches('\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nth_literal_is_found_by_line() {
        let source = "id: \"a\"\nid: \"b\"\nid: \"a\"\n";
        assert_eq!(line_of(source, "a", 0), 1);
        assert_eq!(line_of(source, "a", 1), 3);
        assert_eq!(line_of(source, "a", 7), 3);
        assert_eq!(line_of(source, "c", 0), 1);
    }
}
