//! What a file says of the words of letters.

use super::{demo_with, only_mistake, place_of, shipped};
use crate::policy::Policy;
use crate::policy::letters::{LetterPart, Place, StaffNames};
use crate::vocabulary::Channel;

const SINGLE_MISTAKES: &[(&str, &str, &str, &str)] = &[
    (
        "and quote ((reference)).\"",
        "and quote ((refrence)) of ((reference)).\"",
        "((refrence))",
        "((reference))",
    ),
    (
        "part = \"reply_stage_2\"",
        "part = \"reply_stage_3\"",
        "\"reply_stage_3\"",
        "reply_stage_2",
    ),
    (
        "staff_names = \"full-name\"",
        "next_heading = \"What\\nnext\"\nstaff_names = \"full-name\"",
        "\"What\\nnext",
        "in one line",
    ),
    (
        "staff_names = \"full-name\"",
        "subject_reply = \"For ((customer))\"\nstaff_names = \"full-name\"",
        "((customer))",
        "((matter))",
    ),
    (
        "staff_names = \"full-name\"",
        "reply_action = \"((action)), soon\"\nstaff_names = \"full-name\"",
        "\"((action))",
        "((date))",
    ),
    (
        "name = \"How we check a missed bin\"",
        "name = \"-\"",
        "\"-\"",
        "Say it in words.",
    ),
    (
        "words = \"Each lorry records where it stops and when. We looked at the record for your street on the days that you gave us.\"",
        "words = \"...\"",
        "\"...\"",
        "Say it in words.",
    ),
    (
        "acknowledgement_closing = \"If we have misunderstood anything, please tell us. You do not need to do anything else.\"",
        "acknowledgement_closing = \"--\"",
        "\"--\"",
        "Say it in words of your own",
    ),
    (
        "channel = \"letter\"",
        "channel = \"pigeon\"",
        "\"pigeon\"",
        "letter",
    ),
    (
        "procedure = \"complaint-housing\"\nstage = 1",
        "procedure = \"complaint-houses\"\nstage = 1",
        "\"complaint-houses\"",
        "complaint-housing",
    ),
    (
        "services = [\"waste\"]",
        "services = [\"wast\"]",
        "\"wast\"]",
        "waste",
    ),
    (
        "staff_names = \"full-name\"",
        "staff_names = \"nickname\"",
        "\"nickname\"",
        "full-name",
    ),
    (
        "on the days that you gave us.\"",
        "on the days that you gave us, ((customer)).\"",
        "((customer",
        "fits every reply",
    ),
    (
        "[[paragraph]]\nid = \"missed-bin\"",
        "[[wording]]\nid = \"open\"\npart = \"contact_opening\"\nchannel = \"letter\"\nwords = \"About ((reference\"\n\n[[paragraph]]\nid = \"missed-bin\"",
        "((reference\"",
        "Write ))",
    ),
    (
        "staff_names = \"full-name\"",
        "conduct_open_way = \"You reach us by ((way)) or by ((channel)).\"\nstaff_names = \"full-name\"",
        "((channel))",
        "((way))",
    ),
    (
        "staff_names = \"full-name\"",
        "conduct_ends = \"Until ((ends)).\"\nstaff_names = \"full-name\"",
        "\"Until",
        "((review by))",
    ),
    (
        "staff_names = \"full-name\"",
        "conduct_appeal = \"Write to the ((post)) in ((time)).\"\nstaff_names = \"full-name\"",
        "\"Write to the ((post)) in",
        "((decided within))",
    ),
    (
        "staff_names = \"full-name\"",
        "conduct_ombudsman = \"Complain to us about it.\"\nstaff_names = \"full-name\"",
        "\"Complain",
        "((ombudsman))",
    ),
    (
        "staff_names = \"full-name\"",
        "conduct_always = \"See above.\"\nstaff_names = \"full-name\"",
        "\"See above",
        "You can always report a new problem",
    ),
    (
        "staff_names = \"full-name\"",
        "conduct_help = \"Tell us what you need.\\n\\n## And then\"\nstaff_names = \"full-name\"",
        "\"Tell us what you need.",
        "Take it out",
    ),
    (
        "[[paragraph]]\nid = \"missed-bin\"",
        "[[wording]]\nid = \"begins\"\npart = \"conduct_begins\"\nchannel = \"letter\"\nwords = \"It begins with this letter.\"\n\n[[paragraph]]\nid = \"missed-bin\"",
        "\"conduct_begins\"",
        "Write it as conduct_begins in [letters]",
    ),
    (
        "part = \"message_reference\"\nchannel = \"letter\"\n",
        "part = \"message_reference\"\n",
        "\"message_reference\"",
        "[letters]",
    ),
];

#[test]
fn each_mistake_in_the_words_is_told_at_its_place_with_how_to_mend_it() {
    for (from, to, at, mend) in SINGLE_MISTAKES {
        let source = demo_with(from, to);
        let mistake = only_mistake(&source);
        assert_eq!(
            (mistake.line, mistake.column),
            place_of(&source, at),
            "{from}: {mistake:?}"
        );
        assert!(mistake.mend.contains(mend), "{from}: {mistake:?}");
    }
}

/// Complaint Handling Code 6.8: the last reply says how to go to the Ombudsman, in whatever words.
#[test]
fn a_required_block_that_is_missing_is_named_with_the_paragraph_of_the_code() {
    let own = "[[wording]]\nid = \"final-by-post\"\npart = \"reply_final\"\nchannel = \"letter\"\nwords = \"The end.\"\n\n[[paragraph]]\nid = \"missed-bin\"";
    let mistake = only_mistake(&demo_with("[[paragraph]]\nid = \"missed-bin\"", own));
    assert_eq!(mistake.what, "The Ombudsman paragraph is missing.");
    assert!(
        mistake.mend.contains("Complaint Handling Code asks for it (6.8)"),
        "{mistake:?}"
    );
}

#[test]
fn two_wordings_of_the_same_paragraph_of_the_same_letters_are_refused() {
    let twice = "[[wording]]\nid = \"again\"\npart = \"message_reference\"\nchannel = \"letter\"\nwords = \"It is ((reference)).\"\n\n[[paragraph]]\nid = \"missed-bin\"";
    let mistake = only_mistake(&demo_with("[[paragraph]]\nid = \"missed-bin\"", twice));
    assert!(mistake.what.contains("\"reference-by-post\""), "{mistake:?}");
}

#[test]
fn the_demo_words_a_procedure_and_a_channel_of_its_own() {
    let demo = shipped("demo");
    let housing = crate::id::ProcedureId::parse("complaint-housing").unwrap();
    let place = Place {
        procedure: Some(&housing),
        stage: 1,
        channel: Some(Channel::Email),
        ..Place::default()
    };
    let words = |part, place| demo.letters.words_in(part, place).to_owned();
    assert!(words(LetterPart::ReplyStage2, &place).contains("housing officer"));
    let other = Place {
        procedure: None,
        ..place
    };
    assert!(!words(LetterPart::ReplyStage2, &other).contains("housing officer"));
    assert_eq!(demo.letters.staff_names, StaffNames::FullName);
    let waste = crate::id::ServiceId::parse("waste").unwrap();
    assert_eq!(demo.letters.standing_for(Some(&waste)).count(), 2);
    assert_eq!(demo.letters.standing_for(None).count(), 1);
}

// Domain 5.6, 5.8 and 5.9: a person never loses a right to a wording.
#[test]
fn a_right_of_somebody_whose_contact_is_arranged_is_said_in_words_and_a_rewording_is_told() {
    let with = |own: &str| {
        demo_with(
            "staff_names = \"full-name\"",
            &format!("{own}\nstaff_names = \"full-name\""),
        )
    };
    // Placeholders alone say nothing.
    for own in [
        "conduct_say = \"((time)) ((post))\"",
        "conduct_say_how = \"See ((address)) or ((contact)).\"",
        "conduct_appeal = \"((time)) ((post)) ((decided within))\"",
    ] {
        let mistake = only_mistake(&with(own));
        assert!(mistake.mend.contains("words of your own"), "{own}: {mistake:?}");
    }
    for own in [
        "conduct_always = \"You can never contact us about anything new.\"",
        "conduct_say_how = \"((address)) ((contact)) You have no right to comment.\"",
        "conduct_appeal = \"You cannot appeal at all. ((time)) ((post)) ((decided within))\"",
    ] {
        let checked = Policy::check(&with(own));
        let told: Vec<_> = checked
            .warnings
            .iter()
            .filter(|told| told.what.contains("their rights"))
            .collect();
        assert_eq!(told.len(), 1, "{own}");
        let part = own.split(' ').next().unwrap();
        assert!(told[0].key.ends_with(part), "{own}: {:?}", told[0]);
    }
    // What is no right of theirs is worded freely, and the ordinary words are no rewording.
    let free = with("conduct_commented = \"They read it all.\"");
    let same = with(&format!(
        "conduct_always = \"{}\"",
        LetterPart::ConductAlways.ordinary()
    ));
    for source in [free, same] {
        let checked = Policy::check(&source);
        assert!(
            checked
                .warnings
                .iter()
                .all(|told| !told.what.contains("their rights"))
        );
    }
}
