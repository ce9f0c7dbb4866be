//! Names of junior staff in what a person reads (domain 5.8): in every form in which they are written.

/// Forms of address before a last name.
const TITLES: [&str; 8] = ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Cllr", "Officer"];
/// What stands in the place of a name.
const OFFICER: &str = "an officer";

/// The first of these names of which a form stands in a text, as the council knows it.
pub(super) fn named<'n>(text: &str, juniors: &'n [String], customer: &str) -> Option<&'n str> {
    let is_named = |name: &&String| {
        without_one(text, name, customer) != text || first_stands_alone(text, name, customer)
    };
    juniors.iter().find(is_named).map(String::as_str)
}

/// Whether a first name stands in a text by itself: “Grace told you”. Many a first name is a word, or somebody else's, so that
/// whoever writes is asked, and nothing is taken out. What begins another name is that person's: “Grace Smith”.
fn first_stands_alone(text: &str, name: &str, customer: &str) -> bool {
    let found = words(text);
    (0..found.len()).any(|at| is_first_alone((&found, at), name, customer))
}

/// Whether this word is a first name of somebody by itself.
fn is_first_alone((found, at): (&[(&str, bool)], usize), name: &str, customer: &str) -> bool {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let (Some((_, first)), Some((word, is_word))) = (parts.split_last(), found.get(at)) else {
        return false;
    };
    let is_theirs = |word: &str| customer.split_whitespace().any(|part| is_same(part, word));
    let goes_on = found.get(at + 1).is_some_and(|(between, _)| *between == " ")
        && found
            .get(at + 2)
            .is_some_and(|(next, _)| next.chars().next().is_some_and(char::is_uppercase));
    *is_word && first.contains(word) && word.chars().count() > 1 && !is_theirs(word) && !goes_on
}

/// A text in which no first name of these stands by itself: of what is quoted, where whoever writes says so.
pub(super) fn without_first(text: &str, juniors: &[String], customer: &str) -> String {
    let found = words(text);
    let is_alone = |at: usize| {
        juniors
            .iter()
            .any(|name| is_first_alone((&found, at), name, customer))
    };
    let said = found.iter().enumerate();
    said.map(|(at, (word, _))| if is_alone(at) { OFFICER } else { *word })
        .collect()
}

/// A text in which no form of these names stands.
pub(super) fn without(text: &str, juniors: &[String], customer: &str) -> String {
    juniors
        .iter()
        .fold(text.to_owned(), |text, name| without_one(&text, name, customer))
}

/// Every form of one name: “Grace Okafor”, “grace okafor”, “G. Okafor”, “Ms Okafor”, “Okafor” and “Okafor’s”. A last name
/// that the customer has, too, is left where it stands alone.
fn without_one(text: &str, name: &str, customer: &str) -> String {
    let parts: Vec<&str> = name.split_whitespace().collect();
    let Some((last, first)) = parts.split_last() else {
        return text.to_owned();
    };
    let is_theirs = customer.split_whitespace().any(|part| is_same(part, last));
    let mut said = String::with_capacity(text.len());
    for (word, is_word) in words(text) {
        if is_word && is_same(word, last) && (!is_theirs || ends_with_first(&said, first)) {
            cut_back(&mut said, first);
            said.push_str(OFFICER);
        } else {
            said.push_str(word);
        }
    }
    said
}

fn is_same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// A text as words and what stands between them, in their order.
fn words(text: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_word = is_of_word(first);
        let end = rest
            .find(|one: char| is_of_word(one) != is_word)
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        found.push((word, is_word));
        rest = after;
    }
    found
}

fn is_of_word(one: char) -> bool {
    one.is_alphanumeric() || one == '-'
}

/// The last word of what was said, without the dot and the space behind it.
fn last_word(said: &str) -> &str {
    let said = said.trim_end_matches([' ', '.', '\u{a0}']);
    let begins = said.rfind(|one: char| !is_of_word(one));
    begins.map_or(said, |at| {
        said.get(at..)
            .unwrap_or_default()
            .trim_start_matches(|one| !is_of_word(one))
    })
}

fn is_before(word: &str, first: &[&str]) -> bool {
    let is_initial = |name: &&&str| {
        let initial: String = name.chars().take(1).collect();
        is_same(word, &initial)
    };
    let is_first = first.iter().any(|name| is_same(word, name)) || first.iter().any(|name| is_initial(&name));
    is_first || TITLES.iter().any(|title| is_same(word, title))
}

fn ends_with_first(said: &str, first: &[&str]) -> bool {
    let word = last_word(said);
    !word.is_empty() && is_before(word, first) && !TITLES.iter().any(|title| is_same(word, title))
}

/// Takes first names, initials and titles away that stand before the last name.
fn cut_back(said: &mut String, first: &[&str]) {
    loop {
        let word = last_word(said);
        if word.is_empty() || !is_before(word, first) {
            return;
        }
        let Some(at) = said.rfind(word) else { return };
        said.truncate(at);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // Domain 5.8: junior staff are not named, however they are written.
    #[test]
    fn every_form_of_a_junior_name_is_found_and_taken_out() {
        let juniors = ["Grace Okafor".to_owned()];
        for (said, left) in [
            (
                "You threw a chair at Grace Okafor.",
                "You threw a chair at an officer.",
            ),
            ("at grace okafor, twice", "at an officer, twice"),
            ("G. Okafor wrote", "an officer wrote"),
            ("G Okafor wrote", "an officer wrote"),
            ("Ms Okafor’s desk", "an officer’s desk"),
            ("Ms Grace Okafor and Okafor", "an officer and an officer"),
            ("OKAFOR", "an officer"),
        ] {
            assert_eq!(
                named(said, &juniors, "Nadia Example"),
                Some("Grace Okafor"),
                "{said}"
            );
            assert_eq!(without(said, &juniors, "Nadia Example"), left);
        }
        for said in ["Okaforia is a place", "grace before dinner", ""] {
            assert_eq!(named(said, &juniors, "Nadia Example"), None, "{said}");
            assert_eq!(without(said, &juniors, "Nadia Example"), said);
        }
    }

    // Domain 5.8: a first name alone is a name, too. Whoever writes is asked.
    #[test]
    fn a_first_name_that_stands_alone_is_asked_about_and_left_where_it_is() {
        let juniors = ["Grace Okafor".to_owned()];
        for said in [
            "Grace told you so on Friday.",
            "You shouted at Grace, twice.",
            "That was Grace’s desk.",
            "You asked for Grace",
        ] {
            assert_eq!(
                named(said, &juniors, "Nadia Example"),
                Some("Grace Okafor"),
                "{said}"
            );
            assert_eq!(without(said, &juniors, "Nadia Example"), said);
            let out = without_first(said, &juniors, "Nadia Example");
            assert_eq!(out, said.replace("Grace", "an officer"), "where that is said");
        }
        // Somebody else's, a word, or the customer's own.
        assert_eq!(named("Grace Smith answers.", &juniors, "Nadia Example"), None);
        assert_eq!(named("It was good grace.", &juniors, "Nadia Example"), None);
        assert_eq!(named("Dear Grace,", &juniors, "Grace Example"), None);
    }

    // A customer who has the same last name is still called by it.
    #[test]
    fn a_last_name_that_the_customer_has_too_stays_where_it_stands_alone() {
        let juniors = ["Priya Patel".to_owned()];
        assert_eq!(
            without(
                "Dear Asha Patel, Priya Patel wrote. Ms Patel",
                &juniors,
                "Asha Patel"
            ),
            "Dear Asha Patel, an officer wrote. Ms Patel"
        );
    }
}
