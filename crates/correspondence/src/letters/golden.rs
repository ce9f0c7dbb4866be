//! Every letter in every procedure of every policy that we ship, word for word, to be read by people.

#![expect(clippy::wildcard_enum_match_arm, reason = "each looks for a few of many")]

use jiff::civil::date;
use redress_domain::case::ReplySection;
use redress_domain::message::{MessagePurpose, NewCode, Outgoing, Promised};
use redress_domain::policy::Procedure;
use redress_domain::vocabulary::{ClockKind, Kind};

use super::*;
use crate::message;

fn about<'a>(policy: &'a Policy, procedure: &'a Procedure, reference: &'a Reference) -> About<'a> {
    About {
        policy,
        reference,
        customer: "Asha Patel",
        from: "Jo Martin",
        team: "Customer Services",
        ombudsman: procedure.ombudsman,
        stage: 1,
        is_additional: false,
        procedure: Some(&procedure.id),
        channel: Some(Channel::Letter),
        reply_by: Some(date(2026, 11, 23)),
        is_in_both: false,
        language: Language::English,
    }
}

/// The letters that an officer writes about a complaint, stage by stage.
fn written(about: &About<'_>) -> Vec<(&'static str, String)> {
    let points = [PointTold {
        point: "Nobody came on 3 November.".to_owned(),
        found: Some((Finding::Upheld, "The crew did not enter Mill Lane.".to_owned())),
    }];
    let remedies = [RemedyTold {
        kind: RemedyKind::Apology,
        words: "We pay back the fee of £30.".to_owned(),
        due_on: Some(date(2026, 11, 30)),
    }];
    let mut sections = reply_sections(about, ("Bins", "The fee back, please."), &points, &remedies);
    for (section, text) in &mut sections {
        match section {
            ReplySection::LookedAt => "We read the record of the lorry.".clone_into(text),
            ReplySection::Sorry => "We are sorry that we missed your bin.".clone_into(text),
            _ => {}
        }
    }
    let understood = ["Nobody came on 3 November.".to_owned()];
    vec![
        (
            "Acknowledgement",
            acknowledgement(about, &understood, "The fee back, please.", None),
        ),
        (
            "More time",
            extension(about, "We wait for the crew’s record.", Some(date(2026, 12, 7))),
        ),
        ("Not accepted", refusal(about, "The matter is before the court.")),
        ("Reply", reply(about, &sections)),
    ]
}

/// The messages that the program frames by itself.
fn framed(policy: &Policy, procedure: &Procedure, reference: &Reference) -> Vec<(&'static str, String)> {
    let purposes = [
        (MessagePurpose::Receipt, ""),
        (MessagePurpose::Contact, "We called on Monday and will come back."),
        (MessagePurpose::Confirmation, "We gave you a new bin."),
        (
            MessagePurpose::Remedy,
            "The fee could not go to the account. We send a cheque.",
        ),
        (MessagePurpose::Closing, "The bin is there."),
        (MessagePurpose::Withdrawal, ""),
        (MessagePurpose::ReviewWithdrawal, ""),
        (MessagePurpose::Code, ""),
    ];
    let has_stage_2 = procedure.stages.len() > 1;
    let is_sent =
        |(purpose, _): &(MessagePurpose, &str)| has_stage_2 || *purpose != MessagePurpose::ReviewWithdrawal;
    let letter = |(purpose, body): (MessagePurpose, &str)| {
        let is_code = purpose == MessagePurpose::Code;
        let says = Outgoing {
            purpose,
            kind: procedure.kind,
            reference: reference.clone(),
            name: "Asha Patel".to_owned(),
            written_to: None,
            body: body.to_owned(),
            told: if is_code {
                Vec::new()
            } else {
                vec![("What happened".to_owned(), "My bin was missed.".to_owned())]
            },
            promises: match purpose {
                MessagePurpose::Receipt if procedure.kind == Kind::Complaint => vec![Promised {
                    kind: ClockKind::Acknowledge,
                    on: date(2026, 11, 9),
                    at_the_latest: false,
                }],
                _ => Vec::new(),
            },
            code: is_code.then(|| NewCode {
                digits: "123456".to_owned(),
                until: "2026-11-02T10:30:00Z".parse().unwrap(),
            }),
            team: "Customer Services".to_owned(),
            procedure: Some(procedure.id.clone()),
            stage: 1,
            one_way: None,
            channel: Channel::Letter,
            partner: None,
            survey: None,
            is_in_both: false,
        };
        (purpose.as_str(), message::letter(policy, &says))
    };
    purposes.into_iter().filter(is_sent).map(letter).collect()
}

fn all_letters(source: &str) -> String {
    let policy = Policy::parse(source).unwrap();
    let reference = Reference::new(&policy.council.prefix, 29_711_032_111);
    let mut text = String::new();
    for procedure in policy.procedures.values() {
        let mut letters = framed(&policy, procedure, &reference);
        let mut titled: Vec<(String, String)> = Vec::new();
        for stage in &procedure.stages {
            let about = About {
                stage: stage.number,
                ..about(&policy, procedure, &reference)
            };
            let of_stage = written(&about).into_iter();
            titled
                .extend(of_stage.map(|(title, letter)| (format!("{title}, stage {}", stage.number), letter)));
        }
        titled.extend(
            letters
                .drain(..)
                .map(|(title, letter)| (title.to_owned(), letter)),
        );
        for (title, letter) in titled {
            text.push_str(&format!("=== {}: {title} ===\n\n{letter}\n", procedure.id));
        }
    }
    text
}

macro_rules! golden {
    ($($name:ident: $file:literal,)+) => {
        $(
            #[test]
            fn $name() {
                let source = include_str!(concat!("../../../../policies/", $file, ".toml"));
                insta::with_settings!({ snapshot_path => "golden" }, {
                    insta::assert_snapshot!($file, all_letters(source));
                });
            }
        )+
    };
}

golden! {
    every_letter_of_the_demo_reads_as_it_was_read: "demo",
    every_letter_of_bromsgrove_reads_as_it_was_read: "bromsgrove",
    every_letter_of_east_cambridgeshire_reads_as_it_was_read: "east-cambridgeshire",
    every_letter_of_hart_reads_as_it_was_read: "hart",
    every_letter_of_lancaster_reads_as_it_was_read: "lancaster",
    every_letter_of_worcester_reads_as_it_was_read: "worcester",
}

/// Complaint Handling Code 6.4, 6.5, 6.8 and 2, in every procedure of every policy: who goes further finds how.
#[test]
fn every_last_reply_extension_and_refusal_says_how_to_reach_the_ombudsman_of_its_procedure() {
    for source in [
        include_str!("../../../../policies/demo.toml"),
        include_str!("../../../../policies/bromsgrove.toml"),
        include_str!("../../../../policies/east-cambridgeshire.toml"),
        include_str!("../../../../policies/hart.toml"),
        include_str!("../../../../policies/lancaster.toml"),
        include_str!("../../../../policies/worcester.toml"),
    ] {
        let policy = Policy::parse(source).unwrap();
        let reference = Reference::new(&policy.council.prefix, 7);
        for procedure in policy.procedures.values() {
            let Some(ombudsman) = procedure.ombudsman else {
                continue;
            };
            let last = procedure.stages.len();
            for stage in &procedure.stages {
                let about = About {
                    stage: stage.number,
                    ..about(&policy, procedure, &reference)
                };
                for (title, letter) in written(&about) {
                    let is_last = usize::from(stage.number) == last;
                    let needs = title != "Acknowledgement" && (title != "Reply" || is_last);
                    let has = letter.contains(&ombudsman.how_to_reach());
                    assert!(
                        !needs || has,
                        "{} {} {title}:\n{letter}",
                        policy.council.name,
                        procedure.id
                    );
                }
            }
        }
    }
}

#[test]
fn every_letter_of_the_demo_is_plain_english() {
    let policy = Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap();
    let reference = Reference::new(&policy.council.prefix, 7);
    for procedure in policy.procedures.values() {
        let about = about(&policy, procedure, &reference);
        let mut letters = framed(&policy, procedure, &reference);
        for stage in &procedure.stages {
            letters.extend(written(&About {
                stage: stage.number,
                ..about
            }));
        }
        for (title, letter) in letters {
            let remarks = crate::plain_english::check(&letter);
            assert_eq!(remarks, [], "{} {title}:\n{letter}", procedure.id);
        }
    }
}
