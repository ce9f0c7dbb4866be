//! Made-up texts, whose words come as often as words do: a few in nearly every text, most in few.

use crate::demo::chance::Dice;

/// The most common words, by rank.
const COMMON: [&str; 64] = [
    "bin",
    "street",
    "council",
    "collection",
    "missed",
    "road",
    "repair",
    "house",
    "week",
    "garden",
    "water",
    "noise",
    "light",
    "tree",
    "park",
    "rent",
    "bill",
    "letter",
    "phone",
    "again",
    "recycling",
    "broken",
    "door",
    "window",
    "damp",
    "heating",
    "boiler",
    "neighbour",
    "rubbish",
    "litter",
    "pavement",
    "pothole",
    "drain",
    "flood",
    "parking",
    "permit",
    "fine",
    "tax",
    "benefit",
    "claim",
    "payment",
    "refund",
    "officer",
    "visit",
    "appointment",
    "waited",
    "nobody",
    "answer",
    "promise",
    "late",
    "children",
    "school",
    "dog",
    "fence",
    "wall",
    "roof",
    "leak",
    "mould",
    "kitchen",
    "bathroom",
    "lift",
    "stairs",
    "garage",
    "planning",
];
const STARTS: [&str; 16] = [
    "b", "br", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "w",
];
const VOWELS: [&str; 4] = ["a", "e", "o", "u"];
/// Ranks double so often: 4,096 words.
const DOUBLINGS: usize = 12;

/// The word of a rank: the first ones are real, the others sound so.
pub(crate) fn word(rank: usize) -> String {
    if let Some(common) = COMMON.get(rank) {
        return (*common).to_owned();
    }
    let (mut rest, mut word) = (rank, String::new());
    for _ in 0..3 {
        word.push_str(STARTS.get(rest % 16).copied().unwrap_or_default());
        word.push_str(VOWELS.get(rest / 16 % 4).copied().unwrap_or_default());
        rest /= 11;
    }
    word + "k"
}

/// A word as often as its rank says: the second half as often as the first, as in Zipf's law.
pub(crate) fn any_word(dice: &mut Dice) -> String {
    let from = 1 << dice.below(DOUBLINGS);
    word(from - 1 + dice.below(from))
}

/// A text of about so many letters.
pub(crate) fn text(dice: &mut Dice, letters: usize) -> String {
    let mut text = String::with_capacity(letters + 16);
    while text.len() < letters {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&any_word(dice));
    }
    text.push('.');
    text
}

/// Somebody who does not exist, with a name that others have, too.
pub(crate) fn name(dice: &mut Dice) -> String {
    const FIRST: [&str; 12] = [
        "Asha", "Ben", "Carys", "Dev", "Ella", "Femi", "Grace", "Hugo", "Iris", "Jay", "Kit", "Lena",
    ];
    let first = dice.one(&FIRST).copied().unwrap_or_default();
    let rank = 70 + dice.below(2_000);
    let mut last = word(rank);
    if let Some(letter) = last.get_mut(0..1) {
        letter.make_ascii_uppercase();
    }
    format!("{first} {last}")
}
