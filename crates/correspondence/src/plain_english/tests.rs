//! What is remarked on, and what is not.

#![expect(clippy::wildcard_enum_match_arm, reason = "each looks for a few of many")]

use super::*;

fn phrases(text: &str) -> Vec<&'static str> {
    let remarks = check(text).into_iter();
    remarks
        .filter_map(|remark| match remark {
            Remark::Phrase { phrase, .. } | Remark::NoApology { phrase, .. } => Some(phrase),
            _ => None,
        })
        .collect()
}

#[test]
fn a_long_sentence_is_quoted_with_its_paragraph_and_a_short_one_is_not() {
    let long = "one two three four five six ".repeat(5);
    let long = format!("{}.", long.trim());
    let remarks = check(&format!("Short.\n\nShort. {long} Short. Short. Short."));
    assert_eq!(
        remarks,
        [Remark::LongSentence {
            sentence: long,
            words: 30,
            paragraph: 2
        }]
    );
    assert_eq!(
        check("We are sorry that we missed your bin. We will come on Friday."),
        []
    );
}

#[test]
fn sentences_that_are_long_on_average_are_remarked_on() {
    let text = "word ".repeat(22);
    let text = format!("{}. {}.", text.trim(), text.trim());
    assert_eq!(check(&text), [Remark::LongOnAverage { words: 22 }]);
}

#[test]
fn an_apology_that_is_none_is_remarked_on_lgsco_guidance_on_remedies() {
    for none in [
        "We are Sorry you feel let down.",
        "We apologise for any inconvenience.",
        "I am sorry to hear that.",
        "I am sorry that you felt ignored.",
        "Please accept our regrets for what this may have caused.",
    ] {
        let remarks = check(none);
        assert!(
            remarks
                .iter()
                .any(|remark| matches!(remark, Remark::NoApology { .. })),
            "{none}: {remarks:?}"
        );
    }
    assert_eq!(check("We are sorry that we missed your bin three times."), []);
}

#[test]
fn our_own_list_has_at_least_150_words_each_once_and_each_with_another() {
    assert!(PLAINER.len() >= 150, "{}", PLAINER.len());
    let all = PLAINER.iter().chain(NO_APOLOGY).chain(SAYS_NOTHING);
    let mut seen = std::collections::BTreeSet::new();
    for (phrase, instead) in all {
        assert!(seen.insert(phrase), "{phrase} is there twice");
        assert_eq!(*phrase, phrase.to_lowercase(), "{phrase} would never be found");
        assert!(!instead.is_empty() && instead != phrase, "{phrase}");
    }
}

#[test]
fn a_word_is_found_in_its_forms_and_not_inside_another() {
    assert_eq!(phrases("We commenced the work."), ["commence"]);
    assert_eq!(phrases("We are commencing it."), ["commence"]);
    assert_eq!(phrases("We notified you."), ["notify"]);
    let nothing: [&str; 0] = [];
    assert_eq!(phrases("The commencement order is here."), nothing);
    assert_eq!(phrases("A superb helper."), nothing);
}

#[test]
fn the_longer_phrase_is_said_and_not_the_shorter_in_it_again() {
    assert_eq!(
        phrases("We closed it due to the fact that it rained."),
        ["due to the fact that"]
    );
    assert_eq!(phrases("We did it in\norder to help."), ["in order to"]);
}

#[test]
fn a_noun_that_hides_a_verb_is_told_with_the_verb() {
    let remarks = check("We carried out an investigation. The provision of bins went well.");
    let verbs: Vec<&str> = remarks
        .iter()
        .filter_map(|remark| match remark {
            Remark::HiddenVerb { verb, .. } => Some(*verb),
            _ => None,
        })
        .collect();
    assert_eq!(verbs, ["look into", "providing, giving"]);
    assert_eq!(check("We looked into it and our decision is final."), []);
}

#[test]
fn letters_are_told_until_they_were_explained() {
    let letters = |text: &str| -> Vec<String> {
        let remarks = check(text).into_iter();
        remarks
            .filter_map(|remark| match remark {
                Remark::Letters { letters } => Some(letters),
                _ => None,
            })
            .collect()
    };
    assert_eq!(letters("Ask the LGSCO. The LGSCO is free."), ["LGSCO"]);
    let nothing: [String; 0] = [];
    assert_eq!(
        letters("The Local Government and Social Care Ombudsman (LGSCO) is free. The LGSCO decides."),
        nothing
    );
    assert_eq!(
        letters("Your reference is WS-4K7P-29QX. Write to WS1 1AA in the UK."),
        nothing
    );
    assert_eq!(letters("PLEASE CALL US"), nothing);
}

#[test]
fn what_says_nothing_is_told() {
    assert_eq!(
        phrases("Please do not hesitate to call. We take all complaints seriously."),
        ["do not hesitate to", "we take all complaints seriously"]
    );
}

#[test]
fn what_the_customer_wrote_and_a_heading_are_not_held_against_the_writer() {
    assert_eq!(
        check("## Prior to commencement\n\n> You have utilised vexatious staff.\n\nWe agree."),
        []
    );
}
