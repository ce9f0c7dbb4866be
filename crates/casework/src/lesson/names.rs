//! What in a text for the public looks like a name, an address or another way to somebody (ux 3.10.6).
//!
//! Looked for are the people of the cases that a lesson was drawn from, or a report speaks of, everybody who can sign in, two parts of the
//! name of anybody on file that stand side by side, and what has the shape of an address, a number or a reference; in small letters
//! too; the last name alone of whoever is on one of the cases, in small letters too unless it is a word of every day; and whatever is
//! written as a name is, with a title or an initial. One check for lessons, reports, their minutes and responses,
//! and replies to many. A person decides: a word found may be no name here, and a nickname is not found.

use std::collections::BTreeSet;

use jiff::civil::Date;
use redress_domain::id::{CaseId, CouncilId, PersonId, WordsId};
use redress_domain::reference::Reference;
use redress_store::person::PersonRow;

use crate::Casework;
use crate::failure::Failure;

mod ordinary;
mod written;

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// What stands in the text.
    pub what: String,
    /// What it looks like.
    pub looks_like: FoundAs,
}

/// What something that was found looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundAs {
    /// The name of somebody on one of the cases, or of anybody on file.
    Person,
    /// What is written as a name, with a title or an initial before it.
    Named,
    /// Where somebody on one of the cases lives, or what is written as an address or a street.
    Address,
    /// The name of somebody who works for the council, or is elected to it.
    Staff,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Number,
    /// A postcode.
    Postcode,
    /// The reference of a case.
    Reference,
    /// A National Insurance number.
    NationalInsurance,
    /// A day ten years ago or longer, which may be when somebody was born.
    BirthDate,
}

/// How many cases' people are looked at: more show one lesson rarely.
const CASES: usize = 500;

/// Shorter parts of a name are initials and words such as "de".
const SHORTEST: usize = 3;

/// Beside another part of a name, and with a capital letter, a shorter one tells somebody, too.
const SHORTEST_IN_A_PAIR: usize = 2;

impl Casework {
    pub(crate) async fn names_in(
        &self,
        council: &CouncilId,
        cases: &BTreeSet<CaseId>,
        texts: &[WordsId],
    ) -> Result<Vec<Found>, Failure> {
        let texts = self.store.words(council, texts).await?;
        let texts: Vec<&str> = texts.values().map(String::as_str).collect();
        self.names_in_texts(council, cases, &texts).await
    }

    /// The same of texts that are not kept yet: what a meeting said is looked at before it stands in the minutes.
    ///
    /// Costs the stream of each case, and a look into the index of names for each different word.
    pub async fn names_in_texts(
        &self,
        council: &CouncilId,
        cases: &BTreeSet<CaseId>,
        texts: &[&str],
    ) -> Result<Vec<Found>, Failure> {
        let mut ids: BTreeSet<PersonId> = BTreeSet::new();
        for case in cases.iter().take(CASES) {
            match self.load(council, case).await {
                Ok((loaded, _)) => ids.extend(loaded.case.everybody().into_iter().cloned()),
                // Retention removed it, and whose it was.
                Err(Failure::NotFound) => {}
                Err(other) => return Err(other),
            }
        }
        let people: Vec<PersonRow> = self.store.persons(council, &ids).await?.into_values().collect();
        let staff: Vec<String> = self
            .users(council)
            .await?
            .into_iter()
            .map(|user| user.name)
            .collect();
        let today = self.today();
        let prefix = self.councils.get(council)?.policy(today)?.council.prefix.clone();
        let mut found = BTreeSet::new();
        let mut pairs = BTreeSet::new();
        for text in texts {
            found.extend(in_text(text, (&people, &staff, &prefix), today));
            pairs.extend(pairs_in(text));
        }
        let pairs: Vec<(String, String)> = pairs.into_iter().collect();
        let named = self.store.pairs_of_names(council, &pairs).await?;
        found.extend(named.into_iter().map(|(one, other)| Found {
            what: format!("{one} {other}"),
            looks_like: FoundAs::Person,
        }));
        Ok(found.into_iter().collect())
    }
}

/// What stands in a text, `today`.
pub(super) fn in_text(
    text: &str,
    (people, staff, prefix): (&[PersonRow], &[String], &str),
    today: Date,
) -> Vec<Found> {
    let mut found = Vec::new();
    let mut push = |what: &str, looks_like| {
        found.push(Found {
            what: what.to_owned(),
            looks_like,
        });
    };
    let words = words(text);
    for person in people {
        let parts = name_parts(&words, &person.name);
        let alone = last_name(&words, &person.name);
        let alone = alone.into_iter().filter(|word| !parts.contains(word));
        for word in parts.iter().copied().chain(alone) {
            push(word, FoundAs::Person);
        }
        let street = person.address.as_deref().and_then(street);
        if let Some(street) = street.filter(|street| contains(text, street)) {
            push(street, FoundAs::Address);
        }
    }
    for name in staff {
        for word in name_parts(&words, name) {
            push(word, FoundAs::Staff);
        }
    }
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if word.contains('@') && bare.contains('@') {
            push(bare, FoundAs::Email);
        }
        let is_prefixed = bare
            .to_lowercase()
            .starts_with(&format!("{}-", prefix.to_lowercase()));
        if is_prefixed || is_bare_reference(bare) {
            push(bare, FoundAs::Reference);
        }
    }
    for [name, at, host, dot, end] in words.array_windows() {
        if at.eq_ignore_ascii_case("at") && dot.eq_ignore_ascii_case("dot") {
            push(&format!("{name} {at} {host} {dot} {end}"), FoundAs::Email);
        }
    }
    for name in written::named(text) {
        push(&name, FoundAs::Named);
    }
    for address in addresses(&words).into_iter().chain(written::streets(text)) {
        push(&address, FoundAs::Address);
    }
    for (first, second) in words.iter().zip(words.iter().skip(1)) {
        if is_outward(first) && is_inward(second) {
            push(&format!("{first} {second}"), FoundAs::Postcode);
        }
    }
    for word in &words {
        // Without its space: the inward part is the last three characters.
        let at = word.len().saturating_sub(3);
        let halves = word.is_ascii().then(|| word.split_at(at));
        if halves.is_some_and(|(first, second)| is_outward(first) && is_inward(second)) {
            push(word, FoundAs::Postcode);
        }
    }
    for number in numbers(text) {
        push(&number, FoundAs::Number);
    }
    let mut told = 0;
    for (first, _) in words.iter().enumerate() {
        // As it is said on the telephone: in parts, with the prefix or without.
        if first >= told
            && let Some(said) = reference_at(&words, first, prefix)
        {
            // Its end alone is no other one.
            told = first + said.split(' ').count();
            push(&said, FoundAs::Reference);
        }
        if let Some(number) = joined_at(&words, first, 5, is_national_insurance) {
            push(&number, FoundAs::NationalInsurance);
        }
    }
    for date in dates_of_birth(text, &words, today.year()) {
        push(&date, FoundAs::BirthDate);
    }
    found
}

/// The fewest words from a place on that are so when nothing stands between them.
fn joined_at(words: &[&str], first: usize, most: usize, is_so: impl Fn(&str) -> bool) -> Option<String> {
    (1..=most).find_map(|count| {
        let some = words.get(first..first.checked_add(count)?)?;
        is_so(&some.concat()).then(|| some.join(" "))
    })
}

/// A reference that is written in parts, or without its prefix.
fn reference_at(words: &[&str], first: usize, prefix: &str) -> Option<String> {
    let is_reference = |text: &str| {
        let is_ours = text
            .to_ascii_lowercase()
            .starts_with(&prefix.to_ascii_lowercase());
        let is_whole = is_ours && Reference::parse(text).is_ok();
        // Eight letters can be a word.
        let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
        has_digit && (is_whole || Reference::parse(&format!("{prefix}{text}")).is_ok())
    };
    // Whoever says one in parts stops where it has its hyphens: "and that 2" is none.
    let joined = joined_at(words, first, 3, is_reference)?;
    let parts = joined.split([' ', '-']);
    let mut parts = parts.filter(|part| !part.eq_ignore_ascii_case(prefix));
    let is_in_parts = parts.all(|part| part.len() >= 4);
    is_in_parts.then_some(joined)
}

/// Two letters, six digits and a letter from A to D.
fn is_national_insurance(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    let (Some(letters), Some(digits), Some(end)) = (upper.get(..2), upper.get(2..8), upper.get(8..)) else {
        return false;
    };
    letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && ["A", "B", "C", "D"].contains(&end)
}

/// How many years before this one a day lies at least that may be when somebody was born: what a council tells of its work is
/// seldom so old, and who is born later is told by more than that day.
const YEARS_AGO: i16 = 10;

/// How many years before this one nobody who lives was born.
const LIFE: i16 = 120;

/// How many years ahead a council writes of: a later year in two digits is one of the century before.
const YEARS_AHEAD: i16 = 5;

/// Whole days whose year is the tenth before `this_year`, or an earlier one in which somebody who lives may have been born. A year may
/// have two digits where the day is written in numbers: "61" is 1961, and "24" is 2024 and no day of long ago.
fn dates_of_birth(text: &str, words: &[&str], this_year: i16) -> Vec<String> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let is_day = |word: &str| {
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        digits.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
    };
    let is_month = |word: &str| {
        let lower = word.to_lowercase();
        MONTHS.iter().any(|month| lower.starts_with(month))
    };
    let is_long_ago = |year: i16| (this_year - LIFE..=this_year - YEARS_AGO).contains(&year);
    let digits = |word: &str, count: usize| {
        let is_number = word.len() == count && word.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| word.parse::<i16>().ok()).flatten()
    };
    let is_year = |word: &str| digits(word, 4).is_some_and(is_long_ago);
    let is_short_year = |word: &str| {
        let latest = this_year + YEARS_AHEAD;
        // The latest year that ends so and that a council writes of.
        let whole = digits(word, 2).map(|short| latest - (latest - short).rem_euclid(100));
        whole.is_some_and(is_long_ago)
    };
    let mut found = Vec::new();
    for [one, other, year] in words.array_windows() {
        let is_date = (is_day(one) && is_month(other)) || (is_month(one) && is_day(other));
        if is_date && is_year(year) {
            found.push(format!("{one} {other} {year}"));
        }
    }
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let parts: Vec<&str> = bare.split(['/', '.', '-']).collect();
        if let [day, month, year] = parts.as_slice() {
            let is_number = |text: &str, most: u8| text.parse().is_ok_and(|n: u8| (1..=most).contains(&n));
            if is_number(day, 31) && is_number(month, 12) && (is_year(year) || is_short_year(year)) {
                found.push(bare.to_owned());
            }
        }
    }
    found
}

fn words(text: &str) -> Vec<&str> {
    let ends = |letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '\'' || letter == '’');
    text.split(ends)
        .map(|word| word.trim_matches(['-', '\'', '’']))
        .map(|word| {
            word.strip_suffix("'s")
                .or_else(|| word.strip_suffix("’s"))
                .unwrap_or(word)
        })
        .filter(|word| !word.is_empty())
        .collect()
}

/// The parts of a name that tell somebody: no title, no initial.
fn parts_of(name: &str) -> Vec<String> {
    const TITLES: [&str; 9] = ["mr", "mrs", "ms", "miss", "mx", "dr", "rev", "sir", "cllr"];
    // Of a double name each half tells somebody, too.
    let whole = words(name).into_iter();
    let all =
        whole.flat_map(|word| std::iter::once(word).chain(word.split('-').filter(move |half| *half != word)));
    all.map(str::to_lowercase)
        .filter(|part| part.chars().count() >= SHORTEST && !TITLES.contains(&part.as_str()))
        .collect()
}

/// The words of a text that are parts of a name: one written as names are, "Brown" and not "brown"; and two side by side, however they
/// are written.
fn name_parts<'t>(text: &[&'t str], name: &str) -> Vec<&'t str> {
    let parts = parts_of(name);
    let is_part = |word: &str| written_as(word).iter().any(|word| parts.contains(word));
    let beside = |place: Option<usize>| {
        let word = place.and_then(|place| text.get(place));
        word.is_some_and(|word| is_part(word))
    };
    let is_named = |(place, word): &(usize, &&str)| {
        let is_capital = word.chars().next().is_some_and(char::is_uppercase);
        let is_other = |other: Option<usize>| {
            let other = other.and_then(|other| text.get(other));
            other.is_none_or(|other| !other.eq_ignore_ascii_case(word))
        };
        let (before, after) = (place.checked_sub(1), place.checked_add(1));
        let is_beside = (beside(before) && is_other(before)) || (beside(after) && is_other(after));
        is_part(word) && (is_capital || is_beside)
    };
    text.iter()
        .enumerate()
        .filter(is_named)
        .map(|(_, word)| *word)
        .collect()
}

/// The words of a text that are the last name of somebody, however they are written: in haste "marlow rang again" is as clear as
/// "Marlow". One that is a word of every day tells of nobody in small letters.
fn last_name<'t>(text: &[&'t str], name: &str) -> Vec<&'t str> {
    let last = words(name).last().map(|last| last.to_lowercase());
    let tells = |last: &String| last.chars().count() > SHORTEST && !ordinary::is_ordinary(last);
    let Some(last) = last.filter(tells) else {
        return Vec::new();
    };
    let is_it = |word: &&&str| written_as(word).contains(&last);
    text.iter().filter(is_it).copied().collect()
}

/// What a word may stand for: itself, one that has an s behind it, and what is written together or with hyphens in it.
fn written_as(word: &str) -> Vec<String> {
    let mut all = vec![word.to_lowercase()];
    let singular = word
        .strip_suffix('s')
        .filter(|word| word.chars().count() > SHORTEST);
    all.extend(singular.map(str::to_lowercase));
    let mut pieces: Vec<String> = Vec::new();
    let mut before = None;
    for letter in word.chars() {
        let begins = letter.is_uppercase() && before.is_some_and(char::is_lowercase);
        if begins || letter == '-' || pieces.is_empty() {
            pieces.push(String::new());
        }
        if let Some(piece) = pieces.last_mut().filter(|_| letter != '-') {
            piece.extend(letter.to_lowercase());
        }
        before = Some(letter);
    }
    if pieces.len() > 1 {
        all.extend(pieces);
    }
    all
}

/// Words of a text that stand side by side in one sentence, and may be a first and a last name: "Strand, Olu" as well, where both
/// are written as names are. Of two letters is a name that is written as one, "Jo Ng".
fn pairs_in(text: &str) -> Vec<(String, String)> {
    let is_capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let is_word = |word: &str| {
        let letters = word.chars().count();
        let is_long = letters >= SHORTEST || (letters >= SHORTEST_IN_A_PAIR && is_capital(word));
        is_long && word.chars().all(|letter| !letter.is_ascii_digit())
    };
    let mut pairs = Vec::new();
    for sentence in text.split(['.', ';', ':', '!', '?', '(', ')', '\n']) {
        let mut before: Option<(&str, usize)> = None;
        for (part, said) in sentence.split(',').enumerate() {
            for word in words(said).into_iter().flat_map(|word| word.split('-')) {
                let pair = before.filter(|(one, of)| {
                    let is_beside = *of == part || (is_capital(one) && is_capital(word));
                    is_beside && is_word(one) && is_word(word)
                });
                pairs.extend(pair.map(|(one, _)| (one.to_owned(), word.to_owned())));
                before = Some((word, part));
            }
        }
    }
    pairs
}

/// The number of a house and its street, as addresses are written: "12 Elm Court", "54 the northfield estate".
fn addresses(words: &[&str]) -> Vec<String> {
    const STREETS: [&str; 14] = [
        "street", "road", "lane", "avenue", "court", "crescent", "gardens", "grove", "terrace", "square",
        "mews", "estate", "close", "drive",
    ];
    // Between a number and a street there is a name, and none of these.
    const NO_NAME: [&str; 14] = [
        "of", "in", "on", "by", "to", "and", "from", "at", "for", "with", "per", "than", "were", "was",
    ];
    let is_number = |word: &str| {
        let letters = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
        (1..=4).contains(&(word.len() - letters.len())) && letters.chars().count() <= 1
    };
    let mut found = Vec::new();
    for (place, number) in words.iter().enumerate().filter(|(_, word)| is_number(word)) {
        let after: Vec<&str> = words.iter().skip(place + 1).take(4).copied().collect();
        let street = after
            .iter()
            .position(|word| STREETS.contains(&word.to_lowercase().as_str()));
        let Some(street) = street.filter(|street| *street > 0) else {
            continue;
        };
        let named: Vec<&str> = after.into_iter().take(street + 1).collect();
        let is_name = |word: &&str| !NO_NAME.contains(&word.to_lowercase().as_str()) && !is_number(word);
        if named.iter().all(is_name) {
            found.push(format!("{number} {}", named.join(" ")));
        }
    }
    found
}

/// A reference without its council: "4K7P-29QX", in small letters too.
fn is_bare_reference(word: &str) -> bool {
    let Some((one, other)) = word.split_once('-') else {
        return false;
    };
    let is_half = |half: &str| half.len() == 4 && half.chars().all(|letter| letter.is_ascii_alphanumeric());
    let has = |of: fn(&char) -> bool| word.chars().any(|letter| of(&letter));
    is_half(one) && is_half(other) && has(char::is_ascii_digit) && has(char::is_ascii_alphabetic)
}

/// The first line of an address without the number: the street.
fn street(address: &str) -> Option<&str> {
    let first = address.split(['\n', ',']).next()?.trim();
    let street = first.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let street = match street.split_once(' ') {
        // What is left of "12a".
        Some((short, rest)) if short.chars().count() <= 1 && street.len() < first.len() => rest,
        _ => street,
    };
    let street = street.trim();
    (street.chars().count() >= 5).then_some(street)
}

fn contains(text: &str, part: &str) -> bool {
    text.to_lowercase().contains(&part.to_lowercase())
}

/// "WS1", "EC1A", in small letters too.
fn is_outward(word: &str) -> bool {
    let letters = word.chars().take_while(char::is_ascii_alphabetic).count();
    let rest: Vec<char> = word.chars().skip(letters).collect();
    let is_district = |rest: &[char]| match rest {
        [one] => one.is_ascii_digit(),
        [one, two] => one.is_ascii_digit() && two.is_ascii_alphanumeric(),
        _ => false,
    };
    (1..=2).contains(&letters) && is_district(&rest)
}

/// "1AA".
fn is_inward(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    match letters.as_slice() {
        [one, two, three] => {
            let is_ordinal =
                ["st", "nd", "rd", "th"].contains(&format!("{two}{three}").to_lowercase().as_str());
            one.is_ascii_digit() && two.is_ascii_alphabetic() && three.is_ascii_alphabetic() && !is_ordinal
        }
        _ => false,
    }
}

/// Runs of nine digits and more, however they are spaced, and with the letter for nought.
fn numbers(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |place: Option<usize>| {
        let letter = place.and_then(|place| letters.get(place));
        letter.is_some_and(char::is_ascii_digit)
    };
    let mut all = Vec::new();
    let (mut run, mut digits) = (String::new(), 0);
    for (place, letter) in letters.iter().copied().chain(std::iter::once('\n')).enumerate() {
        let is_beside_a_digit = is_digit(place.checked_sub(1)) || is_digit(place.checked_add(1));
        let is_nought = ['o', 'O'].contains(&letter) && is_beside_a_digit;
        let is_between = !run.is_empty()
            && ([' ', '-', '(', ')', '\u{a0}'].contains(&letter)
                || (letter == '.' && is_digit(place.checked_add(1))));
        if letter.is_ascii_digit() || is_nought {
            digits += 1;
            run.push(letter);
        } else if is_between {
            run.push(letter);
        } else {
            if digits >= 9 {
                all.push(run.trim().to_owned());
            }
            run.clear();
            digits = 0;
        }
    }
    all
}

#[cfg(test)]
mod tests;
