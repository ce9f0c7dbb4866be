//! The promises of a reference.

use proptest::prelude::*;

use super::*;

fn any_reference() -> impl Strategy<Value = Reference> {
    ("[A-Z]{2,4}", any::<u64>()).prop_map(|(prefix, chance)| Reference::new(&prefix, chance))
}

proptest! {
    #[test]
    fn a_new_reference_reads_back(reference in any_reference()) {
        prop_assert_eq!(Reference::parse(reference.as_str()), Ok(reference));
    }

    #[test]
    fn case_spaces_and_missing_hyphens_do_not_matter(reference in any_reference()) {
        let text = reference.as_str();
        prop_assert_eq!(Reference::parse(&text.to_lowercase()), Ok(reference.clone()));
        prop_assert_eq!(Reference::parse(&text.replace('-', "")), Ok(reference.clone()));
        prop_assert_eq!(Reference::parse(&text.replace('-', " ")), Ok(reference.clone()));
        prop_assert_eq!(Reference::parse(&reference.spoken().replace(',', "")), Ok(reference.clone()));
        prop_assert_eq!(Reference::parse(&format!("  {text}\t")), Ok(reference));
    }

    #[test]
    fn every_single_wrong_character_is_caught(reference in any_reference()) {
        let letters: Vec<char> = reference.as_str().chars().collect();
        for at in 0..letters.len() {
            for wrong in ('A'..='Z').chain('0'..='9').chain(['é', '?', '.', '/', '_', 'ß']) {
                if wrong == letters[at] || letters[at] == '-' {
                    continue;
                }
                let mut typed = letters.clone();
                typed[at] = wrong;
                let typed: String = typed.into_iter().collect();
                prop_assert!(Reference::parse(&typed).is_err(), "{} passed for {}", typed, reference);
            }
        }
    }

    #[test]
    fn every_swap_of_neighbours_is_caught_with_and_without_hyphens(reference in any_reference()) {
        for text in [reference.as_str().to_owned(), reference.as_str().replace('-', "")] {
            let letters: Vec<char> = text.chars().collect();
            for at in 1..letters.len() {
                if letters[at] == letters[at - 1] {
                    continue;
                }
                let mut typed = letters.clone();
                typed.swap(at, at - 1);
                let typed: String = typed.into_iter().collect();
                prop_assert!(Reference::parse(&typed).is_err(), "{} passed for {}", typed, reference);
            }
        }
    }

    #[test]
    fn a_character_lost_behind_a_hyphen_is_caught(reference in any_reference()) {
        let text = reference.as_str();
        for at in reference.prefix().len()..text.len() {
            let mut typed = text.to_owned();
            typed.remove(at);
            if &text[at..=at] != "-" {
                prop_assert!(Reference::parse(&typed).is_err(), "{} passed for {}", typed, reference);
            }
        }
    }

    #[test]
    fn nothing_typed_makes_it_panic(typed in "\\PC{0,40}") {
        let _answer = Reference::parse(&typed);
    }
}

#[test]
fn a_reference_has_no_look_alikes_and_can_be_read_aloud() {
    let reference = Reference::new("LCC", 123_456_789_012);
    let rest = reference.as_str().strip_prefix("LCC-").unwrap().to_owned();
    assert!(rest.chars().all(|letter| !"01IOL".contains(letter)), "{rest}");
    assert_eq!(reference.as_str().len(), "LCC-4K7P-29QX".len());
    assert!(
        reference.spoken().starts_with("L C C, "),
        "{}",
        reference.spoken()
    );
    assert_eq!(reference.prefix(), "LCC");
}

#[test]
fn a_reference_is_read_as_it_is_read_aloud() {
    let reference = Reference::new("WS", 29_711_032_111);
    assert_eq!(Reference::parse(&reference.spoken()), Ok(reference.clone()));
    // A comma stands where a hyphen would, and nowhere else: it is no letter that was lost.
    let misplaced = reference.as_str().replacen(char::is_alphanumeric, ",", 1);
    assert!(Reference::parse(&misplaced).is_err());
}
