//! What each message says, and that its own words pass the plain-English check.

use jiff::civil::date;
use redress_domain::policy::letters::LetterPart;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Channel;

use super::*;
use crate::plain_english;

pub(crate) fn policy() -> Policy {
    Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap()
}

pub(crate) fn says(purpose: MessagePurpose) -> Outgoing {
    Outgoing {
        purpose,
        kind: Kind::Complaint,
        reference: Reference::new("WS", 7),
        name: "Siân Ŵyn Owen".to_owned(),
        written_to: None,
        body: "We called on Monday.".to_owned(),
        told: vec![
            (
                "What happened".to_owned(),
                "The bin was missed.\n\n## It cost me £20.".to_owned(),
            ),
            (
                "What you would like us to do".to_owned(),
                "Collect it.".to_owned(),
            ),
        ],
        promises: vec![
            Promised {
                kind: ClockKind::Acknowledge,
                on: date(2026, 11, 9),
                at_the_latest: false,
            },
            Promised {
                kind: ClockKind::Reply,
                on: date(2026, 11, 23),
                at_the_latest: true,
            },
        ],
        code: (purpose == MessagePurpose::Code).then(|| NewCode {
            digits: "048213".to_owned(),
            until: "2026-11-02T12:04:00Z".parse().unwrap(),
        }),
        team: "Customer Services".to_owned(),
        procedure: None,
        stage: 1,
        channel: Channel::Email,
        partner: None,
        survey: None,
        is_in_both: false,
        one_way: None,
    }
}

#[test]
fn a_subject_says_the_point_and_the_reference_and_nothing_about_anybody() {
    for purpose in MessagePurpose::ALL {
        let said = says(*purpose);
        let subject = subject(&policy(), &said);
        // A letter of a conduct file is on no case, and says nothing of there being a file.
        if matches!(
            purpose,
            MessagePurpose::Conduct | MessagePurpose::ConductAnswer | MessagePurpose::ConductCode
        ) {
            assert_eq!(subject, "A letter from us");
            continue;
        }
        // Nor does an address that is on file no more learn of a case.
        if *purpose == MessagePurpose::EmailChanged {
            assert_eq!(subject, "We do not use this email address any more");
            continue;
        }
        assert!(subject.ends_with(&format!(" – {}", said.reference)), "{subject}");
        for private in ["Siân", "Owen", "bin", "048213"] {
            assert!(!subject.contains(private), "{subject}");
        }
    }
}

#[test]
fn a_receipt_has_all_that_was_sent_the_dates_and_how_to_go_further() {
    let letter = letter(&policy(), &says(MessagePurpose::Receipt));
    for part in [
        "Dear Siân Ŵyn Owen",
        "We have your complaint, and this is a copy of it.",
        "We will tell you how we understand it, and who looks into it, by Monday 9 November 2026.",
        "We will reply by Monday 23 November 2026 at the latest.",
        "You do not need to do anything.",
        "> ## It cost me £20.",
        "What you would like us to do:",
        "## If you are unhappy with this",
        "01632 960100",
        "Customer Services\nWestshire Council",
    ] {
        assert!(letter.contains(part), "{part} is not in:\n{letter}");
    }
}

// Complaint Handling Code 3.8: how to go further stands in every letter, also in one after which no reply comes.
#[test]
fn a_letter_that_a_case_is_withdrawn_says_how_to_go_further_and_promises_no_reply_code_3_8() {
    for purpose in [MessagePurpose::Withdrawal, MessagePurpose::Receipt] {
        let said = Outgoing {
            promises: Vec::new(),
            ..says(purpose)
        };
        let letter = letter(&policy(), &said);
        assert!(
            letter.contains("You can also complain to") && letter.contains("We can tell you how."),
            "{letter}"
        );
        assert!(!letter.contains("Our reply"), "{letter}");
    }
}

#[test]
fn what_an_officer_wrote_as_a_letter_goes_as_it_is() {
    for purpose in MessagePurpose::ALL
        .iter()
        .filter(|purpose| purpose.is_whole_letter() && **purpose != MessagePurpose::Conduct)
    {
        assert_eq!(letter(&policy(), &says(*purpose)), "We called on Monday.\n");
    }
}

// Domain 5.8: junior staff are not named; and a letter that says "by letter only" lists no other way.
#[test]
fn a_letter_of_a_conduct_file_is_signed_by_a_team_and_lists_no_ways_to_get_in_touch() {
    assert_eq!(
        letter(&policy(), &says(MessagePurpose::Conduct)),
        "We called on Monday.\n\nCustomer Services\nWestshire Council\n"
    );
}

#[test]
fn a_code_comes_with_its_end_and_without_anything_that_is_private() {
    let says = says(MessagePurpose::Code);
    let letter = letter(&policy(), &says);
    assert!(
        letter.contains("048213") && letter.contains("until 12:04pm on Monday 2 November 2026"),
        "{letter}"
    );
    assert!(!letter.contains("bin"), "{letter}");
    let text = text_message(&policy(), says.code.as_ref().unwrap(), &says);
    assert!(text.chars().count() <= 160 && text.contains("048213"), "{text}");
}

#[test]
fn our_own_words_pass_the_plain_english_check() {
    for purpose in MessagePurpose::ALL {
        let letter = letter(&policy(), &says(*purpose));
        assert_eq!(plain_english::check(&letter), [], "{letter}");
    }
}

#[test]
fn an_address_that_is_on_file_no_more_learns_of_nobody_and_of_no_case() {
    let says = says(MessagePurpose::EmailChanged);
    let letter = letter(&policy(), &says);
    for part in [
        "Dear Customer",
        "We changed it",
        "If you did not ask for this",
        "01632 960100",
    ] {
        assert!(letter.contains(part), "{part} is not in:\n{letter}");
    }
    let reference = says.reference.to_string();
    for private in ["Siân", "Owen", "bin", "£20", "complaint", reference.as_str()] {
        assert!(!letter.contains(private), "{private} is in:\n{letter}");
    }
}

// Its own words stand in letters, subjects, text messages and links alike.
#[test]
fn every_sentence_can_be_the_councils_own() {
    let source = include_str!("../../../../policies/demo.toml");
    for part in LetterPart::ALL {
        let own = part.must_have().iter().map(|must| format!("(({must})) "));
        let own = format!("Our own plain {} words", own.collect::<String>());
        assert_eq!(part.faults(&own), [], "{part}");
        let line = format!("staff_names = \"full-name\"\n{part} = \"{own}\"\n#");
        let source = source.replacen("acknowledgement_closing =", "# acknowledgement_closing =", 1);
        let source = source.replacen("staff_names = \"full-name\"", &line, 1);
        let policy = Policy::parse(&source).unwrap();
        let said = crate::letters::preview(&policy, *part, Language::English);
        assert!(
            said.starts_with("Our own") && said.ends_with("words"),
            "{part}: {said}"
        );
    }
}

/// What is said of a complaint in few cases: nothing wished, no date, every finding, no Ombudsman.
fn seldom_said(policy: &Policy) -> String {
    use redress_domain::vocabulary::Finding;

    use crate::letters::{About, PointTold, acknowledgement, first_found, further, reply_sections};
    let reference = Reference::new("WS", 7);
    let about = About {
        policy,
        reference: &reference,
        customer: "",
        from: "Jo Martin",
        team: "Housing",
        ombudsman: None,
        stage: 2,
        is_additional: false,
        procedure: None,
        channel: None,
        reply_by: None,
        is_in_both: false,
        language: Language::English,
    };
    let points = Finding::ALL.iter().map(|finding| PointTold {
        point: "A bin.".to_owned(),
        found: Some((*finding, "It was so.".to_owned())),
    });
    let points: Vec<PointTold> = points.collect();
    let sections = reply_sections(&about, ("Bins", ""), &points, &[]);
    let mut said = vec![
        acknowledgement(&about, &[], "", None),
        further(&about),
        further(&About {
            is_additional: true,
            reply_by: Some(date(2026, 12, 9)),
            ..about
        }),
        first_found(&about, Finding::Upheld),
    ];
    said.extend(sections.into_iter().map(|(_, text)| text));
    said.join("\n")
}

/// The same of letters of conduct files.
fn seldom_said_of_conduct(policy: &Policy) -> String {
    use redress_domain::conduct::{AppealOutcome, Appealed, CheckAnswer, Purpose, Reach, Sentences};
    use redress_domain::vocabulary::Channel;

    use crate::conduct::{Both, Terms, appeal_parts, notice_parts, outside};
    let conduct = policy.conduct.as_ref().unwrap();
    let say = &Sentences::new(policy, Language::English);
    let both = Both {
        expects: say.check_answer(CheckAnswer::OursToMend),
        asks: None,
    };
    let on = date(2026, 11, 23);
    let reached = Reach::ALL.iter().map(|reach| Terms {
        measures: Vec::new(),
        reach: say.reach(*reach, &[]),
        open_way: say.way(Channel::Letter),
        ends_on: on,
        review_on: on,
        in_practice: None,
    });
    let decided = (conduct, Purpose::First, (&conduct.decided_by, &[][..]));
    let notices = reached.map(|terms| notice_parts(say, decided, (&terms, "", &both)));
    let answers = Channel::ALL
        .iter()
        .map(|channel| outside(say, "", channel.as_str()));
    let appeals = [None, Some(on)].map(|since| {
        let appealed = Appealed {
            since,
            ..Appealed::default()
        };
        appeal_parts(say, &conduct.appeal_to, (AppealOutcome::NotUpheld, ""), appealed)
    });
    let said = notices
        .chain(answers)
        .chain([outside(say, "", "")])
        .chain(appeals);
    said.collect()
}

// A sentence that no letter says would be a setting that does nothing.
#[test]
fn every_sentence_stands_in_some_letter() {
    let mut policy = policy();
    policy.council.hosts = vec!["complaints.example.org".to_owned()];
    let link = Some("https://www.example.org");
    let mut all: Vec<Outgoing> = crate::specimen::all(&policy)
        .into_iter()
        .map(|one| one.says)
        .collect();
    for kind in Kind::ALL {
        let says = says(MessagePurpose::Receipt);
        all.push(Outgoing { kind: *kind, ..says });
    }
    // A council in Wales says two sentences more.
    policy.languages.welsh = redress_domain::language::WelshLetters::OnRequest;
    all.push(Outgoing {
        is_in_both: true,
        ..says(MessagePurpose::Reply)
    });
    let partner = all.iter().find_map(|says| says.partner.clone());
    let code = says(MessagePurpose::Code).code;
    all.push(Outgoing {
        partner,
        code,
        ..says(MessagePurpose::PartnerCode)
    });
    let mut said = seldom_said(&policy) + &seldom_said_of_conduct(&policy);
    for says in &all {
        let (subject, text, _) = crate::email::bodies(&policy, says, link);
        let (_, by_notify) = crate::email::for_notify(&policy, says, link);
        let texts = [link, None].map(|link| crate::text::text(&policy, says, link));
        said.push_str(&[subject, text, by_notify, letter(&policy, says), texts.join("\n")].join("\n"));
    }
    let until = "2026-11-02T12:04:00Z".parse().unwrap();
    let (subject, text, _) = crate::email::saved(&policy, until, "https://www.example.org");
    said.push_str(&[subject, text].join("\n"));
    "A council with a very long name "
        .repeat(4)
        .clone_into(&mut policy.council.name);
    let says = says(MessagePurpose::Code);
    said.push_str(&crate::text::text(&policy, &says, None));
    let is_silent = |part: &&LetterPart| {
        let words = policy.letters.words(**part);
        let mut pieces = words.split("((").filter_map(|piece| piece.split("))").last());
        !pieces.all(|piece| said.contains(piece.trim()))
    };
    let silent: Vec<&LetterPart> = LetterPart::ALL.iter().filter(is_silent).collect();
    assert_eq!(silent, Vec::<&LetterPart>::new());
}

// Everybody who complained of a matter has the same reply, and each is greeted by their own name.
#[test]
fn a_letter_to_each_of_several_readers_greets_that_one() {
    let policy = policy();
    let reply = |name: &str, body: &str| {
        letter(
            &policy,
            &Outgoing {
                name: name.to_owned(),
                written_to: Some("Asha Patel".to_owned()),
                body: body.to_owned(),
                ..says(MessagePurpose::Reply)
            },
        )
    };
    let hers = reply("Ada Moss", "Dear Asha Patel\n\nAsha Patel is told so too.");
    assert!(
        hers.starts_with("Dear Ada Moss\n\nAsha Patel is told so too."),
        "{hers}"
    );
    // What greets nobody stays as it was written.
    assert!(reply("Ada Moss", "Good day.").starts_with("Good day."));
}
