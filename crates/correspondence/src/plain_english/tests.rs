//! What is remarked on, and what is not.

#![expect(clippy::wildcard_enum_match_arm, reason = "each looks for a few of many")]

use super::*;

fn phrases(text: &str) -> Vec<String> {
    let remarks = check(text).into_iter();
    remarks
        .filter_map(|remark| match remark {
            Remark::Phrase { phrase, .. } => Some(phrase.to_owned()),
            Remark::NoApology { phrase, .. } => Some(phrase),
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
fn to_regret_what_somebody_feels_or_a_trouble_that_nobody_made_is_no_apology() {
    for (none, phrase) in [
        ("Sorry for the inconvenience.", "sorry for the inconvenience"),
        (
            "We apologise for the inconvenience.",
            "apologise for the inconvenience",
        ),
        (
            "Our apologies for this inconvenience.",
            "apologies for this inconvenience",
        ),
        ("We apologise that you feel let down.", "apologise that you feel"),
        ("We regret that you feel let down.", "regret that you feel"),
        ("We regret that you are unhappy.", "regret that you are unhappy"),
        ("I am sorry for the way you feel.", "sorry for the way you feel"),
        (
            "I am sorry for how this made you feel.",
            "sorry for how this made you feel",
        ),
        ("I am sorry you were unhappy.", "sorry you were unhappy"),
        (
            "We are sorry that this has troubled\nyou.",
            "sorry that this has troubled you",
        ),
        ("Sorry that you still feel ignored.", "sorry that you still feel"),
        (
            "Sorry that you are dissatisfied.",
            "sorry that you are dissatisfied",
        ),
    ] {
        assert_eq!(phrases(none), [phrase], "{none}");
    }
    for real in [
        "Sorry that we missed your bin.",
        "We are sorry for the delay.",
        "We are sorry that you had to ring us four times.",
        "We apologise that you were not told.",
        "We are sorry that our officer upset you.",
        "We apologise for the way we spoke to you.",
        "We regret that we did not write to you.",
        "We will pay you £50 for the inconvenience.",
        "If you feel that we are wrong, tell us.",
    ] {
        assert_eq!(phrases(real), Vec::<String>::new(), "{real}");
    }
}

#[test]
fn a_sentence_that_is_broken_over_lines_is_one_sentence() {
    let broken = "The crew did not come to your street on the Monday that we had told you about,\n\
                  because the road was closed by the water company and nobody had told them of it\n\
                  before they left the depot.";
    let whole = broken.replace('\n', " ");
    let long = |text: &str| Remark::LongSentence {
        sentence: text.to_owned(),
        words: 38,
        paragraph: 1,
    };
    assert_eq!(check(broken), check(&whole));
    assert!(check(broken).contains(&long(&whole)), "{:?}", check(broken));
    // Broken at short lines, too, where the next begins within the sentence.
    let narrow = whole.split(' ').collect::<Vec<_>>();
    let narrow: Vec<String> = narrow.chunks(4).map(|words| words.join(" ")).collect();
    assert!(check(&narrow.join("\n")).contains(&long(&whole)));
}

#[test]
fn our_own_list_has_at_least_150_words_each_once_and_each_with_another() {
    assert!(PLAINER.len() >= 150, "{}", PLAINER.len());
    let all = PLAINER.iter().chain(apologies::PHRASES).chain(SAYS_NOTHING);
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
