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
        procedure: None,
        channel: None,
        reply_by: None,
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
            &[(
                redress_domain::case::ReplySection::Further,
                further(&About { stage: 2, ..about }),
            )],
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
    assert_eq!(preview(&policy, LetterPart::ReplyFinal), text);
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
