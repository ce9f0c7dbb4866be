//! What a paragraph must have and may have.

use super::*;
use crate::vocabulary::Channel;

#[test]
fn the_ordinary_words_of_every_paragraph_are_in_order() {
    for part in LetterPart::ALL {
        assert_eq!(part.faults(part.ordinary()), [], "{part}");
        for ombudsman in Ombudsman::ALL {
            for stage in [1, 2] {
                let place = Place {
                    stage,
                    ombudsman: Some(*ombudsman),
                    ..Place::default()
                };
                let words = part.ordinary_in(&place);
                assert_eq!(part.faults(words), [], "{part} {ombudsman} {stage}");
            }
        }
    }
}

#[test]
fn a_placeholder_that_is_not_known_and_a_missing_ombudsman_are_said() {
    let faults = LetterPart::ReplyFinal.faults("This is our final reply of ((replydate)).");
    let said: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "Placeholder ((replydate)) is not known.",
            "The Ombudsman paragraph is missing."
        ]
    );
}

#[test]
fn a_date_is_known_only_where_there_is_one() {
    let faults = LetterPart::ReplyStage2.faults("Quote ((reference)) by ((new date)).");
    assert_eq!(faults, [BadWording::Unknown("new date".to_owned())]);
}

#[test]
fn a_placeholder_that_is_none_is_found_by_its_line_and_column() {
    let words = "Dear ((customer))\n\nWe reply by ((replydate)).";
    assert_eq!(place_in(words, "replydate"), Some((3, 13)));
    assert_eq!(place_in(words, "nobody"), None);
}

// Complaint Handling Code 6.5: what must stand in a letter stands there filled, and not as it is written.
#[test]
fn a_placeholder_that_is_not_ended_is_none() {
    let words = "You can complain about this delay.\n((ombudsman";
    let faults = LetterPart::ExtensionDelay.faults(words);
    let unclosed = BadWording::Unclosed("ombudsman".to_owned());
    assert_eq!(faults, [unclosed, BadWording::Missing(Placeholder::Ombudsman)]);
    assert_eq!(place_in(words, "ombudsman"), Some((2, 1)));
    assert_eq!(
        faults.first().unwrap().to_string(),
        "Placeholder ((ombudsman is not ended: write )) after its name."
    );
    // The next placeholder does not end it.
    let twice = LetterPart::ExtensionDelay.faults("About ((reference and ((ombudsman))");
    assert_eq!(twice, [BadWording::Unclosed("reference and".to_owned())]);
}

proptest::proptest! {
    // What the check lets through is what a letter fills: nothing in double brackets stays in it.
    #[test]
    fn what_has_no_fault_is_filled_whole(words in "(\\(\\(|\\)\\)|ombudsman|reference| |x){0,12}") {
        let is_bad = LetterPart::ReplyFinal.faults(&words).iter().any(|fault| {
            matches!(fault, BadWording::Unknown(_) | BadWording::Unclosed(_))
        });
        proptest::prop_assert_eq!(is_bad, fill(&words, |_| String::new()).contains("(("));
    }
}

#[test]
fn what_is_put_in_is_not_filled_again() {
    let filled = fill("((point)) of ((customer)), ((gone))", |placeholder| {
        let is_point = placeholder == Placeholder::Point;
        if is_point { "((customer))" } else { "Asha" }.to_owned()
    });
    assert_eq!(filled, "((customer)) of Asha, ((gone))");
}

// A heading of two lines would be a heading and a paragraph that nobody wrote.
#[test]
fn a_heading_is_one_line() {
    let faults = LetterPart::NextHeading.faults("What\nnext");
    assert_eq!(faults, [BadWording::MoreThanALine]);
    assert_eq!(LetterPart::ReplyFinal.faults("Our last.\n\n((ombudsman))"), []);
}

// Nobody who sees a subject learns whom a message is about.
#[test]
fn a_subject_cannot_name_the_customer() {
    let subjects = LetterPart::ALL
        .iter()
        .filter(|part| part.as_str().starts_with("subject_"));
    for part in subjects {
        let faults = part.faults("For ((customer))");
        assert_eq!(faults, [BadWording::Unknown("customer".to_owned())], "{part}");
    }
}

#[test]
fn every_part_is_in_the_list_of_sentences_once() {
    for part in LetterPart::ALL {
        let found = sentence::all().filter(|sentence| sentence.part == *part);
        assert_eq!(found.count(), 1, "{part}");
    }
}

#[test]
fn every_part_is_in_the_description_of_the_policy_file() {
    let described = include_str!("../../../../../docs/policy-file.md");
    for part in LetterPart::ALL {
        assert!(described.contains(&format!("`{part}`")), "{part}");
    }
}

#[test]
fn the_closest_wording_wins() {
    let wording = |id: &str, procedure: Option<&str>, stage, channel| Wording {
        id: id.to_owned(),
        part: LetterPart::ReplyStage2,
        procedure: procedure.map(|name| crate::id::ProcedureId::parse(name).unwrap()),
        stage,
        channel,
        words: id.to_owned(),
        welsh: None,
    };
    let letters = Letters {
        special: vec![
            wording("post", None, None, Some(Channel::Letter)),
            wording("housing", Some("complaint-housing"), None, None),
            wording(
                "housing-post",
                Some("complaint-housing"),
                None,
                Some(Channel::Letter),
            ),
            wording("stage", None, Some(1), None),
        ],
        ..Letters::default()
    };
    let housing = crate::id::ProcedureId::parse("complaint-housing").unwrap();
    let corporate = crate::id::ProcedureId::parse("complaint-corporate").unwrap();
    let words = |procedure, stage, channel| {
        let place = Place {
            procedure: Some(procedure),
            stage,
            channel,
            ..Place::default()
        };
        letters.words_in(LetterPart::ReplyStage2, &place)
    };
    assert_eq!(words(&housing, 1, Some(Channel::Letter)), "housing-post");
    assert_eq!(words(&housing, 1, Some(Channel::Email)), "housing");
    assert_eq!(words(&corporate, 1, Some(Channel::Letter)), "stage");
    assert_eq!(words(&corporate, 2, Some(Channel::Letter)), "post");
    assert_eq!(words(&corporate, 2, None), LetterPart::ReplyStage2.ordinary());
}

#[test]
fn what_is_empty_leaves_no_gap() {
    let filled = fill("One.\n\n((ombudsman))\n\nTwo.", |_| String::new());
    assert_eq!(filled, "One.\n\nTwo.");
}

// Complaint Handling Code 3.8: whoever is asked how it went is told how to complain, in whatever words.
#[test]
fn how_to_go_further_cannot_be_worded_away() {
    let missing = |part: LetterPart| part.faults("We are always glad to hear from you about anything.");
    let of = |placeholder| vec![BadWording::Missing(placeholder)];
    assert_eq!(missing(LetterPart::ComplaintFurther), of(Placeholder::ComesNext));
    assert_eq!(missing(LetterPart::OtherFurther), of(Placeholder::Complain));
    for part in [LetterPart::ComplaintFurther, LetterPart::OtherFurther] {
        assert_eq!(part.asked_for_by(), Some("3.8"));
    }
    // Whoever did not withdraw it is told so in more than a word.
    assert_eq!(
        LetterPart::ClosingNotYou.faults("Thanks."),
        [BadWording::TooFewWords]
    );
}

// Plain English: nobody gets a letter with a full stop where a sentence was.
#[test]
fn a_full_stop_alone_is_no_wording_and_a_word_or_a_placeholder_is_one() {
    for part in LetterPart::ALL {
        for words in [".", " - ", "…\n\n!"] {
            let faults = part.faults(words);
            let is_told =
                |fault: &BadWording| matches!(fault, BadWording::SaysNothing | BadWording::TooFewWords);
            assert!(faults.iter().any(is_told), "{part} {words:?}: {faults:?}");
        }
    }
    let part = LetterPart::AcknowledgementClosing;
    assert_eq!(part.faults("Thanks."), []);
    assert_eq!(part.faults("((reference))"), []);
    // Of what a letter has to say, four marks are not four words.
    let always = LetterPart::ConductAlways;
    assert!(always.faults(". - . !").contains(&BadWording::TooFewWords));
}

fn of_a_place(part: LetterPart, procedure: Option<&str>, words: &str) -> Wording {
    Wording {
        id: "new".to_owned(),
        part,
        procedure: procedure.map(|id| crate::id::ProcedureId::parse(id).unwrap()),
        stage: None,
        channel: None,
        words: words.to_owned(),
        welsh: None,
    }
}

// LGSCO, "Linking to us from your final response": in its letters nothing of what it asks for is left out.
#[test]
fn words_for_a_last_reply_say_all_that_the_ombudsman_asks_for() {
    let policy = crate::policy::Policy::parse(include_str!("../../../../../policies/demo.toml")).unwrap();
    let final_of =
        |procedure, words: &str| policy.faults_of(&of_a_place(LetterPart::ReplyFinal, procedure, words));
    let corporate = Some("complaint-corporate");
    let short = "That was our last word.\n\n((ombudsman))";
    let lacks = final_of(corporate, short);
    assert_eq!(lacks.len(), 7, "{lacks:?}");
    let place = policy
        .places()
        .find(|place| place.ombudsman == Some(Ombudsman::Lgsco))
        .unwrap();
    assert_eq!(
        final_of(corporate, LetterPart::ReplyFinal.ordinary_in(&place)),
        []
    );
    // Each of the Ombudsmen has a time limit of its own.
    let whole = LetterPart::ReplyFinal.ordinary_in(&place);
    assert_eq!(final_of(None, whole), [BadWording::DiffersByPlace]);
}

// Complaint Handling Code 6.11: a request for stage 2 is acknowledged as one.
#[test]
fn words_for_every_stage_do_not_take_the_place_of_those_for_stage_2() {
    let mut policy = crate::policy::Policy::parse(include_str!("../../../../../policies/demo.toml")).unwrap();
    let opening = of_a_place(
        LetterPart::AcknowledgementOpening,
        None,
        "We have your complaint ((reference)) and will read it.",
    );
    assert_eq!(policy.faults_of(&opening), [BadWording::DiffersByPlace]);
    assert_eq!(policy.held(LetterPart::AcknowledgementOpening).len(), 2);
    policy.letters.special.push(Wording {
        id: "stage-2".to_owned(),
        stage: Some(2),
        ..opening.clone()
    });
    assert_eq!(policy.faults_of(&opening), []);
    let same = of_a_place(LetterPart::Greeting, None, "Hello ((customer))");
    assert_eq!(policy.faults_of(&same), []);
}
