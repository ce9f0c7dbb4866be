//! The known word that somebody probably meant.

/// The known word nearest to `word`, if one is near enough to be worth offering.
fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_lowercase();
    let most = (word.chars().count() / 3).max(2);
    known
        .iter()
        .map(|candidate| (distance(&word, candidate), *candidate))
        .filter(|(apart, _)| *apart <= most)
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, candidate)| candidate)
}

/// How many letters must be put in, taken out or changed to turn one word into the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut next = vec![at + 1];
        for ((above_left, above), wanted) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let changed = above_left + usize::from(letter != *wanted);
            let left = next.last().copied().unwrap_or(0);
            next.push(changed.min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// A sentence that offers the nearest word, or lists them all.
pub(super) fn mend_word(word: &str, known: &[&str]) -> String {
    match nearest(word, known) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None if known.is_empty() => "There is none yet: add it first.".to_owned(),
        None => format!("Choose one of: {}.", known.join(", ")),
    }
}

/// The same, for names that the file gives.
pub(super) fn mend_name(word: &str, known: &[String]) -> String {
    mend_word(word, &known.iter().map(String::as_str).collect::<Vec<_>>())
}
