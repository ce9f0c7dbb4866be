//! People: the details of customers, and how they are found by name, postcode, phone and e-mail.

use std::collections::{BTreeMap, BTreeSet};

use redress_domain::id::{CouncilId, PersonId};
use redress_domain::vocabulary::ReplyBy;
use redress_domain::words::{Digest, Salt};

use crate::Store;
use crate::column::{Column as _, Record as _, row};
use crate::engine::{Arg, Connection, many, sql};
use crate::error::StoreError;
use crate::question::Question;

row! {
    /// Somebody's details.
    pub struct PersonRow {
        /// Their name in events.
        pub person_id: PersonId,
        /// What they are called.
        pub name: String,
        /// Their e-mail address, as they typed it.
        pub email: Option<String>,
        /// Their telephone number, as they typed it.
        pub phone: Option<String>,
        /// Their address, lines parted by `\n`.
        pub address: Option<String>,
        /// Their postcode.
        pub postcode: Option<String>,
        /// How they want to be answered.
        pub reply_by: Option<ReplyBy>,
        /// What goes into the digest beside the details.
        pub salt: Salt,
        /// The digest of the details, as events name it: see [`PersonRow::true_digest`].
        pub digest: Digest,
        /// How they want to be addressed, where it is not by their name.
        pub called: Option<String>,
    }
}

impl PersonRow {
    /// The digest of salt and details. Each detail is preceded by whether it is there and how long
    /// it is, so that moving text from one to the next changes the digest.
    pub fn true_digest(&self) -> Digest {
        let reply_by = self.reply_by.map(|reply_by| reply_by.as_str().to_owned());
        let name = Some(self.name.clone());
        let details = [
            &name,
            &self.email,
            &self.phone,
            &self.address,
            &self.postcode,
            &reply_by,
        ];
        // What came later is counted where it is there: digests of before stay as they were.
        let called = self.called.is_some().then_some(&self.called);
        let mut bytes = Vec::new();
        for detail in details.into_iter().chain(called) {
            let length = detail.as_ref().map_or(0, |text| text.len() as u64 + 1);
            bytes.extend(length.to_be_bytes());
            bytes.extend(detail.iter().flat_map(|text| text.bytes()));
        }
        Digest::of(&self.salt, &bytes)
    }

    /// The same details with the digest that belongs to them.
    #[must_use]
    pub fn with_digest(mut self) -> Self {
        self.digest = self.true_digest();
        self
    }

    /// What a letter calls them after "Dear": as they asked for, otherwise by their name.
    pub fn addressed(&self) -> &str {
        self.called.as_deref().unwrap_or(&self.name)
    }

    /// By what they can be found.
    fn tokens(&self) -> BTreeSet<String> {
        let mut tokens: BTreeSet<String> = name_parts(&self.name).map(|part| format!("n:{part}")).collect();
        tokens.extend(self.postcode.as_deref().map(postcode_token));
        tokens.extend(
            self.phone
                .as_deref()
                .map(|phone| format!("t:{}", national_digits(phone))),
        );
        tokens.extend(
            self.email
                .as_deref()
                .map(|email| format!("e:{}", email_key(email))),
        );
        tokens.retain(|token| token.len() > 2);
        tokens
    }
}

/// By what somebody at a postcode is found.
pub(crate) fn postcode_token(postcode: &str) -> String {
    format!("p:{}", letters_and_digits(postcode))
}

/// An e-mail address as it is kept and looked for: case alone makes no other one.
///
/// Letters stay what they are, for an address
/// with an accent is somebody else's than the one without.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Folds letters for comparison: no case, no accents, each [plain](redress_domain::customer::plain), the same for every way
/// to write an apostrophe.
///
/// What it gives stands in indexes: another folding needs a `redress rebuild`.
pub fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let bare = text
        .nfkd()
        .filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    bare.flat_map(redress_domain::customer::plain)
        .map(|letter| if letter == '\u{2019}' { '\'' } else { letter })
        .collect()
}

fn letters_and_digits(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

fn name_parts(name: &str) -> impl Iterator<Item = String> {
    let folded = fold(name);
    let parts: Vec<String> = folded
        .split([' ', '-', '.', ','])
        .map(letters_and_digits)
        .collect();
    parts.into_iter().filter(|part| !part.is_empty())
}

/// The digits of a telephone number as one dials it inside the country.
fn national_digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    match digits.strip_prefix("0044").or_else(|| digits.strip_prefix("44")) {
        Some(rest) if digits.len() > 10 => format!("0{}", rest.trim_start_matches('0')),
        _ => digits,
    }
}

/// Whether two e-mail addresses are the same, in any case of letters.
pub fn is_same_email(one: &str, other: &str) -> bool {
    email_key(one) == email_key(other)
}

/// Whether two telephone numbers are the same, however they are written.
pub fn is_same_phone(one: &str, other: &str) -> bool {
    national_digits(one) == national_digits(other)
}

/// Whether two people live at the same postcode and have the same last name.
pub fn is_same_household_name((postcode, name): (&str, &str), (other, other_name): (&str, &str)) -> bool {
    let last = |name: &str| name_parts(name).last();
    let known = last(name).is_some() && last(name) == last(other_name);
    known && letters_and_digits(postcode) == letters_and_digits(other)
}

/// Whether two people live at the same postcode and a part of their names is the same, of three letters at least.
pub fn is_same_postcode_and_similar_name(
    (postcode, name): (&str, &str),
    (other, other_name): (&str, &str),
) -> bool {
    let known: Vec<String> = name_parts(name).filter(|part| part.len() > 2).collect();
    let is_similar = name_parts(other_name).any(|part| known.contains(&part));
    is_similar && !letters_and_digits(postcode).is_empty() && is_same_text(postcode, other)
}

/// Whether two texts are the same but for spaces, signs and the case of letters.
pub fn is_same_text(one: &str, other: &str) -> bool {
    letters_and_digits(one) == letters_and_digits(other)
}

/// What somebody typed to find a person by, as the beginnings of tokens: all must match, each in
/// one of its ways.
pub(crate) fn wanted(typed: &str) -> Vec<Vec<String>> {
    let digits = national_digits(typed);
    let looks_like_phone = digits.len() >= 6 && !typed.chars().any(char::is_alphabetic);
    if looks_like_phone {
        return vec![vec![format!("t:{digits}")]];
    }
    if typed.contains('@') {
        return vec![vec![format!("e:{}", email_key(typed))]];
    }
    let whole = letters_and_digits(typed);
    if whole.chars().any(|letter| letter.is_ascii_digit()) && whole.len() <= 7 {
        return vec![vec![format!("p:{whole}")]];
    }
    name_parts(typed)
        .map(|part| vec![format!("n:{part}"), format!("p:{part}")])
        .collect()
}

/// The first text that comes after every text beginning with `prefix`.
pub(crate) fn end_of_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10ffff}")
}

/// Whether somebody's details may be there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Known {
    /// They are new.
    Not,
    /// They may be: what they were found by is forgotten first.
    Maybe,
}

pub(crate) fn put(
    on: &mut Connection<'_>,
    council: &CouncilId,
    (person, known): (&PersonRow, Known),
) -> Result<(), StoreError> {
    on.later(sql!("person/put.sql").bind(council).args(person.to_args()))?;
    if known == Known::Maybe {
        let forget = sql!("person/delete_tokens.sql").bind(council);
        on.later(forget.bind(&person.person_id))?;
    }
    let token = |token: String| vec![council.to_arg(), token.to_arg(), person.person_id.to_arg()];
    let tokens: Vec<Vec<Arg>> = person.tokens().into_iter().map(token).collect();
    for statement in many(include_str!("../sql/person/put_token.sql"), &tokens) {
        on.later(statement)?;
    }
    Ok(())
}

/// Asks for the details of several people, by identifier.
#[expect(
    single_use_lifetimes,
    reason = "an anonymous one cannot stand in an impl's item"
)]
pub fn persons<'i>(
    council: &CouncilId,
    ids: impl IntoIterator<Item = &'i PersonId>,
) -> Question<'static, BTreeMap<PersonId, PersonRow>> {
    let asked = ids.into_iter();
    let asked = asked.map(|id| sql!("person/get.sql").bind(council).bind(id));
    Question::new(asked.collect(), |rows| {
        let mut found = BTreeMap::new();
        for row in rows.iter().flatten() {
            let person = PersonRow::from_row(row)?;
            found.insert(person.person_id.clone(), person);
        }
        Ok(found)
    })
}

/// How many people of one name are looked at.
const NAMESAKES: i64 = 500;

impl Store {
    /// Somebody's details; `None` when there are none, or they were erased.
    pub async fn person(&self, council: &CouncilId, id: &PersonId) -> Result<Option<PersonRow>, StoreError> {
        let row = self.row(sql!("person/get.sql").bind(council).bind(id)).await?;
        row.as_ref().map(PersonRow::from_row).transpose()
    }

    /// The details of several people, by identifier.
    pub async fn persons(
        &self,
        council: &CouncilId,
        ids: impl IntoIterator<Item = &PersonId>,
    ) -> Result<BTreeMap<PersonId, PersonRow>, StoreError> {
        self.ask(persons(council, ids)).await
    }

    /// People whose name, postcode, telephone number or e-mail address begins with what was typed;
    /// of a name, each word must match. At most `limit`.
    pub async fn people_like(
        &self,
        council: &CouncilId,
        typed: &str,
        limit: usize,
    ) -> Result<Vec<PersonRow>, StoreError> {
        let ids = self.ids_of_people_like(council, typed, limit).await?;
        Ok(self.persons(council, &ids).await?.into_values().collect())
    }

    /// Which pairs of words are two parts of the name of one person here, in whatever letters they are written. Of a name that very
    /// many have not all are looked at: with another name beside it, it counts as a pair.
    ///
    /// Costs a range of an index for each different word, at most [`NAMESAKES`] rows, in one walk.
    pub async fn pairs_of_names(
        &self,
        council: &CouncilId,
        pairs: &[(String, String)],
    ) -> Result<Vec<(String, String)>, StoreError> {
        let words: BTreeSet<String> = pairs
            .iter()
            .flat_map(|(one, other)| [letters_and_digits(one), letters_and_digits(other)])
            .collect();
        let like = words.iter().map(|word| {
            let token = format!("n:{word}");
            // Nothing but the whole word: a space is in no token, and comes before every letter.
            let end = format!("{token} ");
            sql!("person/like.sql")
                .bind(council)
                .text(&token)
                .text(&end)
                .int(NAMESAKES)
        });
        let found = self.rows_each(like.collect()).await?;
        let mut of: BTreeMap<&str, BTreeSet<PersonId>> = BTreeMap::new();
        for (word, rows) in words.iter().zip(&found) {
            let ids = rows.iter().map(|row| row.get::<PersonId>("person_id"));
            of.insert(word, ids.collect::<Result<_, _>>()?);
        }
        let many = usize::try_from(NAMESAKES).unwrap_or(usize::MAX);
        let is_pair = |(one, other): &&(String, String)| {
            let (one, other) = (letters_and_digits(one), letters_and_digits(other));
            let (Some(these), Some(those)) = (of.get(one.as_str()), of.get(other.as_str())) else {
                return false;
            };
            if one == other || these.is_empty() || those.is_empty() {
                return false;
            }
            these.len() >= many || those.len() >= many || !these.is_disjoint(those)
        };
        Ok(pairs.iter().filter(is_pair).cloned().collect())
    }

    /// The same, by identifier alone.
    pub(crate) async fn ids_of_people_like(
        &self,
        council: &CouncilId,
        typed: &str,
        limit: usize,
    ) -> Result<Vec<PersonId>, StoreError> {
        let mut lent = self.lend().await?;
        let mut found: Option<BTreeSet<PersonId>> = None;
        for ways in wanted(typed) {
            let mut these = BTreeSet::new();
            for way in ways {
                // A beginning that fits thousands narrows nothing down; the page asks for more letters.
                let like = sql!("person/like.sql")
                    .bind(council)
                    .text(&way)
                    .text(&end_of_prefix(&way))
                    .int(2_000);
                for row in lent.connection().rows(like).await? {
                    these.insert(row.get::<PersonId>("person_id")?);
                }
            }
            found = Some(found.map_or(these.clone(), |found| {
                found.intersection(&these).cloned().collect()
            }));
        }
        Ok(found.unwrap_or_default().into_iter().take(limit).collect())
    }
}
