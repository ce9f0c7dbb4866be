//! What each letter says, and that its own words pass the plain-English check.

use redress_domain::vocabulary::Finding;

use super::*;
use crate::plain_english;

fn policy() -> Policy {
    Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap()
}

fn about<'a>(policy: &'a Policy, reference: &'a Reference) -> About<'a> {
    About {
        policy,
        reference,
        customer: "Asha Patel",
        from: "Jo Martin",
        team: "Waste team",
        ombudsman: Some(Ombudsman::Lgsco),
        stage: 1,
        is_additional: false,
        procedure: None,
        channel: None,
        reply_by: None,
        is_in_both: false,
        language: Language::English,
    }
}

fn points() -> Vec<PointTold> {
    vec![
        PointTold {
            point: "The crew missed the bins on 3 dates".to_owned(),
            found: Some((Finding::Upheld, "The crew records show it.".to_owned())),
        },
        PointTold {
            point: "Nobody called back".to_owned(),
            found: None,
        },
    ]
}

#[test]
fn an_extension_gives_the_reason_the_date_and_the_ombudsman_code_6_4_6_5() {
    let (policy, reference) = (policy(), Reference::new("WS", 7));
    let letter = extension(
        &about(&policy, &reference),
        "We wait for the contractor.",
        Some(jiff::civil::date(2026, 12, 9)),
    );
    for part in [
        "We wait for the contractor.",
        "Wednesday 9 December 2026",
        "Local Government",
        "www.lgo.org.uk",
    ] {
        assert!(letter.contains(part), "{part} is not in:\n{letter}");
    }
}

#[test]
fn a_refusal_names_the_ombudsman_code_2() {
    let (policy, reference) = (policy(), Reference::new("WS", 7));
    let letter = refusal(&about(&policy, &reference), "The matter is before the court.");
    assert!(
        letter.contains("You can take this decision to the Ombudsman."),
        "{letter}"
    );
    assert!(letter.contains("0300 061 0614"), "{letter}");
}

#[test]
fn the_reply_tells_every_point_with_its_finding_and_how_to_go_further_code_6_8() {
    let (policy, reference) = (policy(), Reference::new("WS", 7));
    let about = about(&policy, &reference);
    let sections = reply_sections(&about, ("Bins", "Collect them"), &points(), &[]);
    let letter = reply(&about, &sections);
    for part in [
        "stage 1",
        "Upheld – we got something wrong",
        "The crew records show it.",
        "review this reply",
    ] {
        assert!(letter.contains(part), "{part} is not in:\n{letter}");
    }
}

#[test]
fn the_last_reply_names_the_ombudsman_instead_of_another_stage() {
    let (policy, reference) = (policy(), Reference::new("WS", 7));
    let about = About {
        stage: 2,
        ..about(&policy, &reference)
    };
    assert!(further(&about).contains("final reply"));
    assert!(further(&about).contains("www.lgo.org.uk"));
}

// Complaint Handling Code 6.8: how to escalate the matter to stage 2 or, from the last stage, to the Ombudsman.
#[test]
fn no_reply_goes_without_the_way_on_whatever_was_written_there() {
    use ReplySection::Further;
    let (policy, reference) = (policy(), Reference::new("WS", 7));
    let first = about(&policy, &reference);
    let last = About { stage: 2, ..first };
    let says = |about: &About<'_>, text: &str| reply(about, &[(Further, text.to_owned())]);
    let count = |letter: &str, what: &str| letter.matches(what).count();
    assert!(says(&first, "Thank you. Bye.").contains(&further(&first)));
    assert!(says(&first, "Thank you. Bye.").contains("Thank you. Bye."));
    let trees = says(&last, "You can ask the Ombudsman about trees.");
    assert!(
        trees.contains("www.lgo.org.uk") && trees.contains("12 months"),
        "{trees}"
    );
    // Nothing is said twice to whom it was said.
    for about in [&first, &last] {
        assert_eq!(count(&says(about, &further(about)), &further(about)), 1);
    }
    let own = format!("Ask for stage 2 by phone and quote {reference}.");
    assert!(!says(&first, &own).contains("A different person will look at it"));
    let own = "The Local Government and Social Care Ombudsman looks at it: lgo.org.uk, 0300 0610614.";
    assert_eq!(count(&says(&last, own), "lgo.org.uk"), 1);
    // An additional reply of stage 1 says that the review goes on without asking again (ux 3.5.9).
    let additional = About {
        is_additional: true,
        reply_by: Some(jiff::civil::date(2027, 1, 20)),
        ..first
    };
    let letter = says(&additional, "Bye.");
    assert!(
        letter.contains("The review goes on without your asking again"),
        "{letter}"
    );
    assert!(letter.contains("20 January 2027"), "{letter}");
    // Whom the one looks at, the other sends away.
    let housing = About {
        ombudsman: Some(Ombudsman::Housing),
        ..last
    };
    assert!(says(&housing, own).contains("www.housing-ombudsman.org.uk"));
}

#[test]
fn our_own_words_pass_the_plain_english_check() {
    let (policy, reference) = (policy(), Reference::new("WS", 7));
    let about = about(&policy, &reference);
    let sections = reply_sections(&about, ("Bins", "Collect them"), &points(), &[]);
    let letters = [
        acknowledgement(
            &about,
            &["The crew missed the bins".to_owned()],
            "Collect them",
            None,
        ),
        extension(&about, "We wait for the contractor.", None),
        refusal(&about, "The matter is before the court."),
        reply(&about, &sections),
        reply(
            &About { stage: 2, ..about },
            &[(ReplySection::Further, further(&About { stage: 2, ..about }))],
        ),
    ];
    for letter in letters {
        assert_eq!(plain_english::check(&letter), [], "{letter}");
    }
}

#[test]
fn a_council_words_its_own_paragraphs_and_what_they_must_carry_stays() {
    let demo = include_str!("../../../../policies/demo.toml");
    let own = "\nreply_final = \"That was our last word, ((customer)).\\n\\n((ombudsman))\"\nacknowledgement_closing";
    let policy = Policy::parse(&demo.replacen("\nacknowledgement_closing", own, 1)).unwrap();
    let reference = Reference::new("WS", 7);
    let about = About {
        stage: 2,
        ..about(&policy, &reference)
    };
    let text = further(&about);
    assert!(text.starts_with("That was our last word, Asha Patel."), "{text}");
    assert!(text.contains("www.lgo.org.uk"), "{text}");
    assert_eq!(preview(&policy, LetterPart::ReplyFinal, Language::English), text);
}

#[test]
fn what_people_typed_fits_into_a_letter_whatever_its_case_and_its_end() {
    let (policy, reference) = (policy(), Reference::new("WS", 7));
    let about = about(&policy, &reference);
    let due_on = Some(jiff::civil::date(2026, 11, 30));
    let remedy = |words: &str| RemedyTold {
        kind: RemedyKind::Apology,
        words: words.to_owned(),
        due_on,
    };
    let remedies = [remedy("The fee of £30 is paid back."), remedy("pay back the fee")];
    let sections = reply_sections(&about, ("Bins", "The fee back, please."), &points(), &remedies);
    let letter = reply(&about, &sections);
    for part in [
        "What you asked for:\n\nThe fee back, please.",
        "To put this right:\n\n- The fee of £30 is paid back.\n- pay back the fee",
        "- The fee of £30 is paid back, by Monday 30 November 2026.",
        "- pay back the fee, by Monday 30 November 2026.",
    ] {
        assert!(letter.contains(part), "{part} is not in:\n{letter}");
    }
    for wrong in [".:", "You asked us to:", "we will:"] {
        assert!(!letter.contains(wrong), "{wrong} is in:\n{letter}");
    }
}

/// Complaint Handling Code 6.11: whoever asked for stage 2 hears that it is a review.
#[test]
fn the_acknowledgement_of_a_review_says_that_it_is_one() {
    let (policy, reference) = (policy(), Reference::new("WS", 7));
    let about = About {
        stage: 2,
        ..about(&policy, &reference)
    };
    let letter = acknowledgement(&about, &[], "", None);
    assert!(letter.contains("You asked us to review our reply"), "{letter}");
    assert!(!letter.contains("before that day"), "no day is named: {letter}");
}

/// LGSCO, "Linking to us from your final response": what a last reply says, in this order.
#[test]
fn a_last_reply_has_what_lgsco_asks_for_in_its_order() {
    let (policy, reference) = (policy(), Reference::new("WS", 7));
    let about = About {
        stage: 2,
        ..about(&policy, &reference)
    };
    let text = further(&about);
    let mut from = 0;
    for part in [
        "This is our final reply",
        "You can ask the Local Government and Social Care Ombudsman",
        "up to 12 months",
        "the date you first knew about the matter you complained about, not from the date of this letter",
        "older complaint if there is a good reason",
        "independent and free",
        "cannot or will not look at",
        "send it this letter",
    ] {
        let at = text[from..].find(part);
        assert!(at.is_some(), "{part} is not there, or not in its place:\n{text}");
        from += at.unwrap();
    }
}

#[test]
fn people_sign_as_the_policy_names_them() {
    let demo = include_str!("../../../../policies/demo.toml");
    let reference = Reference::new("WS", 7);
    for (names, end) in [
        ("full-name", "Jo Martin\nWaste team\nWestshire Council\n"),
        ("first-name-and-team", "\n\nJo\nWaste team\nWestshire Council\n"),
        ("team-only", "\n\nWaste team\nWestshire Council\n"),
    ] {
        let source = demo.replacen("\"full-name\"", &format!("\"{names}\""), 1);
        let policy = Policy::parse(&source).unwrap();
        let letter = acknowledgement(&about(&policy, &reference), &[], "", None);
        assert!(letter.ends_with(end), "{names}:\n{letter}");
        assert_eq!(letter.contains("Martin"), names == "full-name", "{letter}");
    }
}
