//! What the letters must say.

use redress_domain::conduct::{Easing, Outcome, Purpose, Reach, parts, state};
use redress_domain::id::{CommentId, WordsId};
use redress_domain::language::Language;
use redress_domain::policy::{ContactOption, Policy};
use redress_domain::words::Words;

use super::*;

const POLICIES: [(&str, &str); 6] = [
    ("demo", include_str!("../../../../policies/demo.toml")),
    ("worcester", include_str!("../../../../policies/worcester.toml")),
    (
        "east-cambridgeshire",
        include_str!("../../../../policies/east-cambridgeshire.toml"),
    ),
    ("bromsgrove", include_str!("../../../../policies/bromsgrove.toml")),
    ("hart", include_str!("../../../../policies/hart.toml")),
    ("lancaster", include_str!("../../../../policies/lancaster.toml")),
];

fn id() -> WordsId {
    WordsId::parse("01890a5d-ac96-774b-bcce-b302099a8057").unwrap()
}

/// The same terms as the record has them.
fn record() -> state::Terms {
    state::Terms {
        measures: vec![ContactOption::OneChannel],
        reach: Reach::ThisService,
        service: None,
        cases: Vec::new(),
        ends_on: terms().ends_on,
        review_on: terms().review_on,
        open_channel: Channel::Letter,
        in_practice: None,
    }
}

fn policy() -> Policy {
    Policy::parse(include_str!("../../../../policies/demo.toml")).unwrap()
}

fn terms() -> Terms {
    Terms {
        measures: vec!["we use one way to stay in touch, such as letters".into()],
        reach: "the waste service".into(),
        open_way: "letter".into(),
        ends_on: "2027-05-28".parse().unwrap(),
        review_on: "2027-04-30".parse().unwrap(),
        in_practice: Some("Sam Reid answers.".into()),
    }
}

fn both() -> Both {
    Both {
        expects: "We answer each letter.".into(),
        asks: Some("Please write to us.".into()),
    }
}

// Domain 5.4 and 5.8: of every council, what the program puts in is all that the rule asks for.
fn answered() -> Vec<Answered> {
    vec![Answered {
        said: "Nobody rang back.".to_owned(),
        said_all: None,
        answer: "You are right.".to_owned(),
    }]
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "each letter of each council, one after the other"
)]
fn what_the_program_puts_in_is_all_that_a_letter_must_say_in_every_council() {
    let gwynfryn = include_str!("../../../../examples/gwynfryn.toml");
    let english = POLICIES.map(|(name, source)| (name, source, Language::English));
    let welsh = [("gwynfryn", gwynfryn, Language::Welsh)];
    for (name, source, language) in english.into_iter().chain(welsh) {
        let policy = Policy::parse(source).unwrap();
        let conduct = policy.conduct.as_ref().unwrap();
        let say = &Sentences::new(&policy, language);
        let waits = |outcome| state::ToNotify {
            outcome,
            purpose: Purpose::First,
            post: Some(conduct.decided_by.clone()),
            was_commented: true,
            was_heard: true,
            comments: vec![CommentId::parse("01890a5d-ac96-774b-bcce-b302099a8058").unwrap()],
            terms: record(),
            due_on: record().review_on,
            reads_otherwise: false,
            had_on: None,
            decided_on: jiff::civil::date(2026, 1, 28),
        };
        let said = |opening: String, parts: String| whole(&opening, &parts);
        let missing = |text: &str, required: &[parts::Required]| parts::missing(text, required);
        let agreed = Terms {
            open_way: say.way(Channel::Letter),
            ..terms()
        };
        let notice = said(
            notice(say, "Nadia Example", Purpose::First),
            notice_parts(
                say,
                (conduct, Purpose::First, (&conduct.decided_by, &answered())),
                (&agreed, "It went on.", &both()),
            ),
        );
        let required = parts::of_notice(say, &waits(Outcome::Agreed), conduct);
        assert_eq!(missing(&notice, &required), [], "{name}: {notice}");
        if language == Language::English {
            for part in [
                "Dear Nadia Example",
                "It went on.",
                "we use one way to stay in touch",
                "## What we will do\n\nWe answer each letter.",
                "## What we ask you to do\n\nPlease write to us.",
                "Sam Reid answers.",
                "It is about the waste service.",
                "a new problem",
                "- You said: Nobody rang back.\n- Our answer: You are right.",
            ] {
                assert!(notice.contains(part), "{name}: {part}: {notice}");
            }
        }
        let refused = said(
            not_agreed(say, "Nadia Example"),
            not_agreed_parts(
                say,
                (&conduct.decided_by, &answered()),
                ("It is not needed.", None),
            ),
        );
        let required = parts::of_notice(say, &waits(Outcome::NotAgreed), conduct);
        assert_eq!(missing(&refused, &required), [], "{name}: {refused}");
        let warning = said(
            warning(say, "Nadia Example", record().review_on),
            warning_parts(say, "No shouting."),
        );
        assert_eq!(
            missing(&warning, &parts::of_warning(say, "No shouting.")),
            [],
            "{name}: {warning}"
        );
        let measures = terms().measures;
        let letter = say.way(Channel::Letter);
        let way = (&measures[..], letter.as_str());
        for in_place_of in [None, Some(record().review_on)] {
            let days = (record().review_on, record().ends_on);
            let interim = said(
                interim(say, "Nadia Example"),
                interim_parts(say, way, days, in_place_of),
            );
            let (asked, ends_on) = (record().measures, record().ends_on);
            let required = parts::of_interim(say, &asked, Channel::Letter, ends_on, in_place_of);
            assert_eq!(missing(&interim, &required), [], "{name}: {interim}");
        }
        let easing = Easing {
            measures: record().measures,
            ends_on: record().ends_on,
            review_on: record().review_on,
            open_channel: Channel::Letter,
            in_practice: None,
            as_decided: None,
            reason: Words::new(id(), [1; 16], ""),
            letter: Words::new(id(), [1; 16], ""),
        };
        let days = (record().ends_on, record().review_on);
        let eased = said(eased(say, "Nadia Example"), eased_parts(say, way, days));
        assert_eq!(
            missing(&eased, &parts::of_easing(say, &easing)),
            [],
            "{name}: {eased}"
        );
        let before = Over {
            since: Some(record().review_on),
            interim_too: true,
        };
        for over in [Over::default(), before] {
            let lifted = said(
                lifted(say, "Nadia Example"),
                lifted_parts(say, "It went well.", over),
            );
            assert_eq!(
                missing(&lifted, &parts::of_lifting(say, over)),
                [],
                "{name}: {lifted}"
            );
        }
        let at_review = |outcome| state::ToNotify {
            purpose: Purpose::Review,
            ..waits(outcome)
        };
        let reviewed = said(
            super::notice(say, "Nadia Example", Purpose::Review),
            notice_parts(
                say,
                (conduct, Purpose::Review, (&conduct.reviewed_by, &answered())),
                (&agreed, "It protects still.", &both()),
            ),
        );
        let decided_there = state::ToNotify {
            post: Some(conduct.reviewed_by.clone()),
            ..at_review(Outcome::Agreed)
        };
        let required = parts::of_notice(say, &decided_there, conduct);
        assert_eq!(missing(&reviewed, &required), [], "{name}: {reviewed}");
        let over = said(
            not_agreed(say, "Nadia Example"),
            not_agreed_parts(
                say,
                (&conduct.decided_by, &answered()),
                ("It is not needed.", Some((Purpose::Review, record().ends_on))),
            ),
        );
        let required = parts::of_notice(say, &at_review(Outcome::NotAgreed), conduct);
        assert_eq!(missing(&over, &required), [], "{name}: {over}");
        assert_ne!(
            missing(&refused, &required),
            [],
            "{name}: what is not agreed at a review ends, and the letter says so"
        );
        let withdrawn = said(
            withdrawn(say, "Nadia Example"),
            withdrawn_parts(say, "You were right."),
        );
        assert_eq!(
            missing(&withdrawn, &parts::of_withdrawal(say)),
            [],
            "{name}: {withdrawn}"
        );
        let until = record().review_on;
        let longer = said(
            more_time(say, "Nadia Example"),
            more_time_parts(say, "Your adviser is away.", until),
        );
        assert_eq!(
            missing(&longer, &parts::of_more_time(say, until)),
            [],
            "{name}: {longer}"
        );
        for open in [None, Some(Channel::Letter)] {
            let ended = said(
                lifted(say, "Nadia Example"),
                interim_ended_parts(say, "It was somebody else.", open),
            );
            assert_eq!(
                missing(&ended, &parts::of_interim_ended(say, open)),
                [],
                "{name}: {ended}"
            );
        }
        let day = record().review_on;
        let each = AppealOutcome::ALL.iter().flat_map(|outcome| {
            let ways = [
                (None, None),
                (Some(day), None),
                (None, Some(day)),
                (Some(day), Some(day)),
            ];
            ways.map(|(since, interim)| (*outcome, since, interim))
        });
        for (outcome, since, interim) in each {
            let appealed = Appealed {
                until: Some(record().ends_on),
                since,
                interim,
            };
            let answer = said(
                appeal(say, "Nadia Example"),
                appeal_parts(say, &conduct.appeal_to, (outcome, "It still protects."), appealed),
            );
            let required = parts::of_appeal(say, outcome, appealed, conduct);
            assert_eq!(missing(&answer, &required), [], "{name}: {answer}");
            assert!(
                interim.is_none() || !answer.contains(&say.say(Part::ConductEveryWay)),
                "{name}: {answer}"
            );
            // What is over does not end today.
            let ends = say.say(Part::ConductAppealUpheld);
            assert!(since.is_none() || !answer.contains(&ends), "{name}: {answer}");
        }
    }
}

// Domain 5.8: who decided is told by the post that did, and nothing is said of comments that did not come.
#[test]
fn a_notice_names_the_post_that_decided_and_speaks_of_comments_only_where_they_came() {
    let policy = policy();
    let conduct = policy.conduct.as_ref().unwrap();
    let say = &Sentences::new(&policy, Language::English);
    let both = both();
    let told = (&terms(), "It went on.", &both);
    let said = notice_parts(
        say,
        (conduct, Purpose::First, (&conduct.longer_by, &answered())),
        told,
    );
    assert!(said.contains("The Chief Executive decided this"), "{said}");
    assert!(said.contains("they read what you said"), "{said}");
    let silent = notice_parts(say, (conduct, Purpose::First, (&conduct.decided_by, &[])), told);
    assert!(silent.contains("The Executive Team decided this"), "{silent}");
    assert!(!silent.contains("read what you said"), "{silent}");
    // Paper 004, 7.1: whoever has no page has each answer with it.
    let each =
        "## What you said, and our answers\n\n- You said: Nobody rang back.\n- Our answer: You are right.";
    assert!(said.contains(each), "{said}");
    assert!(!silent.contains("## What you said"), "{silent}");
    // Domain 5.6 and 5.8: and on whose word their time ended before its last day.
    let on = Some(jiff::civil::date(2026, 11, 23));
    let taken_down: Vec<Answered> = answered()
        .into_iter()
        .map(|one| Answered { said_all: on, ..one })
        .collect();
    let decided = (conduct, Purpose::First, (&conduct.decided_by, &taken_down[..]));
    let said = notice_parts(say, decided, told);
    let whose_word = "- You said: Nobody rang back. (On Monday 23 November 2026 we wrote down that you told us this is all, so that we need \
                      not wait until your last day.)\n- Our answer: You are right.";
    assert!(said.contains(whose_word), "{said}");
    assert!(!said.contains(each), "{said}");
}

// Domain 5.9: the answer always names the open way.
#[test]
fn the_answer_to_a_closed_way_names_the_open_one() {
    let policy = policy();
    let say = &Sentences::new(&policy, Language::English);
    for channel in Channel::ALL {
        let said = outside(say, "Nadia Example", channel.as_str());
        assert!(
            said.contains(&format!("from now on: {}.", say.way(*channel))),
            "{said}"
        );
        assert!(
            said.contains("somebody reads it") && said.contains("a new problem"),
            "{said}"
        );
    }
}

// Domain 5.9: nothing is asked that was not decided. Where our buildings alone need an appointment, no other way is
// closed.
#[test]
fn the_answer_to_a_visit_asks_for_an_appointment_and_closes_no_other_way() {
    let policy = policy();
    let say = &Sentences::new(&policy, Language::English);
    let said = outside(say, "Nadia Example", "letter by-appointment");
    assert!(
        said.contains("ask us for an appointment before you come"),
        "{said}"
    );
    assert!(said.contains("before you come, by letter"), "{said}");
    assert!(!said.contains("from now on"), "{said}");
}

// Domain 5.6 and 5.8: what counts from the letter is said as a day.
#[test]
fn a_letter_says_the_days_that_count_from_it() {
    let told = [("begins", "2026-12-01"), ("appeal", "2026-12-31")];
    let told = told.map(|(what, on)| (what.to_owned(), on.to_owned()));
    let policy = policy();
    let say = &Sentences::new(&policy, Language::English);
    let said = days_that_count(say, &told);
    assert!(said.contains("- It begins on Tuesday 1 December 2026."), "{said}");
    assert!(
        said.contains("- You can appeal until Thursday 31 December 2026."),
        "{said}"
    );
    assert_eq!(days_that_count(say, &[]), "");
}

// Paper 004, 7.1: shared before anybody decides, with ten working days at least, and with all its reasons.
#[test]
fn a_report_says_that_nothing_is_decided_how_long_they_have_and_all_the_reasons() {
    let policy = policy();
    let conduct = policy.conduct.as_ref().unwrap();
    let say = &Sentences::new(&policy, Language::English);
    let reasons = Reasons {
        why: "It went on.".into(),
        happened: vec!["2 November 2026: they shouted.".into()],
        whole_council: Some("Four services were called.".into()),
        usable: "They write to us.".into(),
        checks: vec![("Was it dealt with properly?".into(), "Yes: in time.".into())],
        milder: vec!["A weekly call.".into()],
        nothing_milder: Some("It was not wanted.".into()),
        equality: "We asked.".into(),
        human_rights: "Article 8.".into(),
    };
    let parts = report_parts(say, (conduct, &conduct.longer_by), (&terms(), &both()), &reasons);
    let goes_on = report(say, "Nadia Example", Some((Purpose::Renewal, terms().ends_on)));
    assert!(goes_on.contains("ends after Friday 28 May 2027"), "{goes_on}");
    let said = whole(&report(say, "Nadia Example", None), &parts);
    for part in [
        "Nothing is decided",
        "10 working days to comment",
        "We answer each point",
        "by letter",
        "the Chief Executive decides",
        "It went on.",
        "- 2 November 2026: they shouted.",
        "Four services were called.",
        "They write to us.",
        "- Was it dealt with properly? Yes: in time.",
        "- A weekly call.",
        "It was not wanted.",
        "We asked.",
        "Article 8.",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

// Domain 5.4; paper 003, 4.5: the policy enclosed, from the values of which its public page is made.
#[test]
fn a_warning_has_the_policy_with_it_in_every_council() {
    for (name, source) in POLICIES {
        let mut policy = Policy::parse(source).unwrap();
        policy.council.hosts = vec!["feedback.example.org".to_owned()];
        let conduct = policy.conduct.as_ref().unwrap();
        let say = &Sentences::new(&policy, Language::English);
        let said = warning_parts(say, "No shouting.");
        let (_, enclosed) = said.split_once("## Our policy\n").unwrap();
        let (enclosed, _) = enclosed.split_once("\n## ").unwrap();
        let (time, post) = (say.time(conduct.comments_within), say.post(&conduct.decided_by));
        for part in ["https://feedback.example.org/contact-arrangements", &time, &post] {
            assert!(enclosed.contains(part), "{name}: {part}: {enclosed}");
        }
    }
    // Where no host is named, it is still said where it is.
    let policy = policy();
    let say = &Sentences::new(&policy, Language::English);
    assert!(say.behaviour_policy().contains("All of it is at our website."));
}

// Paper 004, 7.1: a chance to comment, on the page with a code, by letter or e-mail, or by phone with somebody who takes it down.
#[test]
fn a_report_names_the_page_the_addresses_and_the_phone_by_which_they_can_comment() {
    let mut policy = policy();
    policy.council.hosts = vec!["feedback.example.org".to_owned()];
    let conduct = policy.conduct.as_ref().unwrap();
    let say = &Sentences::new(&policy, Language::English);
    let both = both();
    let said = report_parts(
        say,
        (conduct, &conduct.decided_by),
        (&terms(), &both),
        &Reasons::default(),
    );
    let (_, your_say) = said.split_once("## Your say\n").unwrap();
    let details = &policy.council.contact;
    let address = details.address.join(", ");
    let known = [Some(&address), details.phone.as_ref(), details.email.as_ref()];
    let page = "https://feedback.example.org/track".to_owned();
    for part in known.into_iter().flatten().chain([&page]) {
        assert!(your_say.contains(part.as_str()), "{part}: {your_say}");
    }
    assert!(your_say.contains("the code"), "{your_say}");
    assert!(your_say.contains("writes down what you say"), "{your_say}");
}
