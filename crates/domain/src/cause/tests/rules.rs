//! Each rule of a common cause, by name.

use std::collections::BTreeSet;

use super::harness::*;
use crate::cause::{
    CauseAnswer, Command, Entry, Event, KeptBack, MOST_CASES, Member, NewCause, NewFinding, Refusal,
    ReplyStanding,
};
use crate::permission::Act;
use crate::vocabulary::Finding;

#[test]
fn one_reply_is_written_once_approved_once_and_sent_on_each_case() {
    let story = approved(CauseAnswer::Update).then(&officer(), Command::Send);
    assert_eq!(story.cause().to_answer().count(), 3);
    let story = story.then(&job(), Command::Answered { cases: cases([1, 2]) });
    assert!(story.cause().is_sending());
    let because = KeptBack::Complaint;
    let story = story.then(
        &job(),
        Command::KeepBack {
            case: case(3),
            because,
        },
    );
    assert!(!story.cause().is_sending());
    assert_eq!(story.cause().outcome(), (2, 1));
}

#[test]
fn an_update_can_be_followed_by_the_reply_that_closes_with_an_approval_of_its_own() {
    let story = approved(CauseAnswer::Update)
        .then(&officer(), Command::Send)
        .then(
            &job(),
            Command::Answered {
                cases: cases([1, 2, 3]),
            },
        )
        .then(
            &officer(),
            Command::Draft {
                reply: reply(2),
                answer: CauseAnswer::Done,
                text: words("Collected."),
            },
        );
    assert_eq!(story.cause().reply.unwrap().id, reply(2));
    assert_eq!(
        story_of(&story).refused(&officer(), Command::Send),
        Refusal::ReplyNotReady
    );
    let story = story_of(&story)
        .then(&officer(), Command::AskForApproval)
        .then(&manager(1), Command::Approve)
        .then(&officer(), Command::Send);
    assert_eq!(story.cause().to_answer().count(), 3, "each is answered again");
}

/// A neighbour who writes later gets the same words, and nobody gets them twice.
#[test]
fn cases_that_come_later_get_the_same_reply_once_it_is_approved_for_them_too() {
    let all = Command::Answered {
        cases: cases([1, 2, 3]),
    };
    let story = approved(CauseAnswer::Update)
        .then(&officer(), Command::Send)
        .then(&job(), all)
        .then(&officer(), Command::Add { cases: cases([4]) });
    assert!(!story.cause().is_sending(), "nothing goes by itself");
    assert_eq!(story.refused(&officer(), Command::Send), Refusal::ReplyNotReady);
    let story = story
        .then(&officer(), Command::AskForApproval)
        .then(&manager(1), Command::Approve)
        .then(&officer(), Command::Send);
    let waiting: BTreeSet<_> = story.cause().to_answer().cloned().collect();
    assert_eq!(waiting, cases([4]));
}

fn story_of(story: &Story) -> Story {
    let mut copy = Story::begins();
    copy.entries.clone_from(&story.entries);
    copy
}

#[test]
fn nobody_approves_what_they_wrote_and_every_author_wrote_it() {
    let story = Story::begins()
        .then(&manager(1), begin())
        .then(&manager(1), draft(CauseAnswer::Done))
        .then(&manager(2), draft(CauseAnswer::Done))
        .then(&manager(2), Command::AskForApproval);
    for author in [manager(1), manager(2)] {
        assert_eq!(
            story.refused(&author, Command::Approve),
            Refusal::AuthorCannotApprove
        );
        assert_eq!(story.refused(&author, send_back()), Refusal::AuthorCannotApprove);
    }
    story.then(&manager(3), Command::Approve);
}

#[test]
fn what_is_approved_is_what_was_read() {
    let story = approved(CauseAnswer::Done);
    let changed = story_of(&story).then(&officer(), draft(CauseAnswer::NotDone));
    assert_eq!(changed.refused(&officer(), Command::Send), Refusal::ReplyNotReady);
    let more = story_of(&story).then(&officer(), Command::Add { cases: cases([9]) });
    assert_eq!(more.refused(&officer(), Command::Send), Refusal::ReplyNotReady);
    // One that is taken out changes nothing for the others.
    story
        .then(&officer(), take_out(2))
        .then(&officer(), Command::Send);
}

#[test]
fn a_reply_that_was_sent_back_says_what_has_to_change() {
    let story = Story::begins()
        .then(&officer(), begin())
        .then(&officer(), draft(CauseAnswer::Done))
        .then(&officer(), Command::AskForApproval)
        .then(&manager(1), send_back());
    let standing = story.cause().reply.unwrap().standing;
    assert!(matches!(standing, ReplyStanding::Draft { sent_back: Some(_) }));
    assert_eq!(
        story.refused(&manager(1), Command::Approve),
        Refusal::ReplyNotReady
    );
}

#[test]
fn a_case_that_differs_is_taken_out_with_a_reason_and_not_answered() {
    let story = approved(CauseAnswer::Done)
        .then(&officer(), take_out(2))
        .then(&officer(), Command::Send);
    let waiting: BTreeSet<_> = story.cause().to_answer().cloned().collect();
    assert_eq!(waiting, cases([1, 3]));
    assert!(matches!(story.cause().cases.get(&case(2)), Some(Member::Out(..))));
    assert_eq!(story.refused(&officer(), take_out(1)), Refusal::IsBeingSent);
    let begun = Story::begins().then(&officer(), begin());
    assert_eq!(begun.refused(&officer(), take_out(8)), Refusal::NotItsCase);
}

/// At most as many as a person can look through.
#[test]
fn no_more_than_five_hundred_cases_are_answered_by_one_reply() {
    let most = u64::try_from(MOST_CASES).unwrap();
    let too_many = Command::Begin(new(1..=most + 1));
    assert_eq!(
        Story::begins().refused(&officer(), too_many),
        Refusal::TooMany(MOST_CASES)
    );
    let story = Story::begins().then(&officer(), Command::Begin(new(1..=most)));
    assert_eq!(
        story.refused(
            &officer(),
            Command::Add {
                cases: cases([9_999])
            }
        ),
        Refusal::TooMany(MOST_CASES)
    );
}

#[test]
fn nothing_is_changed_while_a_reply_is_on_its_way() {
    let story = approved(CauseAnswer::Done).then(&officer(), Command::Send);
    for command in [
        Command::Add { cases: cases([9]) },
        take_out(1),
        draft(CauseAnswer::Done),
        Command::Finish,
    ] {
        assert_eq!(
            story.refused(&officer(), command.clone()),
            Refusal::IsBeingSent,
            "{command:?}"
        );
    }
}

/// UK GDPR article 5(1)(f): what one customer told is told to no other.
#[test]
fn what_goes_to_many_names_the_case_of_none() {
    let story = Story::begins().then(&officer(), begin());
    let reference = crate::reference::Reference::new("WS", 4_711);
    let named = Command::Draft {
        reply: reply(1),
        answer: CauseAnswer::Done,
        text: words(&format!("As we said on {reference}, we collect on Tuesday.")),
    };
    assert_eq!(story.refused(&officer(), named), Refusal::NamesACase);
    let harmless = Command::Draft {
        reply: reply(1),
        answer: CauseAnswer::Done,
        text: words("Collection-day is 1-2 days later. The wheelie-bins stay out. Collections-2026."),
    };
    story.then(&officer(), harmless);
}

#[test]
fn it_is_of_a_service_and_of_days_that_are_over() {
    let story = Story::begins();
    let of = |change: &dyn Fn(&mut NewCause)| {
        let mut changed = new([1]);
        change(&mut changed);
        story.refused(&job(), Command::Begin(changed))
    };
    assert_eq!(of(&|new| new.service = service("moon")), Refusal::NoService);
    assert_eq!(of(&|new| new.until = date("2026-05-05")), Refusal::BadPeriod);
    assert_eq!(of(&|new| new.from = date("2026-05-05")), Refusal::BadPeriod);
    assert_eq!(
        of(&|new| new.name = words(" ")),
        Refusal::TextMissing("what it is called")
    );
}

#[test]
fn only_who_works_for_the_service_touches_it_and_only_the_job_says_that_it_was_answered() {
    assert_eq!(
        Story::begins().refused(&planner(), begin()),
        Refusal::NotPermitted(Act::Link)
    );
    let story = approved(CauseAnswer::Done);
    assert_eq!(
        story.refused(&planner(), Command::Send),
        Refusal::NotPermitted(Act::SendReply)
    );
    let story = story.then(&officer(), Command::Send);
    let answered = Command::Answered { cases: cases([1]) };
    assert_eq!(
        story.refused(&manager(1), answered),
        Refusal::NotPermitted(Act::SendReply)
    );
}

/// Complaint Handling Code 6.7: reasons for each decision.
#[test]
fn a_finding_that_is_offered_has_a_reason() {
    let story = Story::begins().then(&officer(), begin());
    let find = |reason: &str| {
        Command::Find(NewFinding {
            finding: Finding::Upheld,
            reason: words(reason),
        })
    };
    assert_eq!(
        story.refused(&officer(), find("")),
        Refusal::TextMissing("the reason")
    );
    let story = story.then(&officer(), find("The round was not finished."));
    assert!(story.cause().finding.is_some());
}

#[test]
fn what_is_finished_stays_as_it_is() {
    let story = Story::begins()
        .then(&officer(), begin())
        .then(&officer(), Command::Finish);
    assert_eq!(story.refused(&officer(), take_out(1)), Refusal::Finished);
    assert_eq!(story.refused(&officer(), begin()), Refusal::BegunBefore);
    assert_eq!(
        Story::begins().refused(&officer(), Command::Finish),
        Refusal::NotPermitted(Act::Link)
    );
}

/// What was recorded once is read for ever: each event as it stands in the record.
#[test]
fn the_events_are_written_as_they_were_written_first() {
    let story = Story::begins()
        .then(&officer(), begin())
        .then(&officer(), Command::Add { cases: cases([4]) })
        .then(&officer(), take_out(2))
        .then(
            &officer(),
            Command::Find(NewFinding {
                finding: Finding::Upheld,
                reason: words("The round was not finished."),
            }),
        )
        .then(&officer(), draft(CauseAnswer::Done))
        .then(&officer(), Command::AskForApproval)
        .then(&manager(1), send_back())
        .then(&officer(), draft(CauseAnswer::Done))
        .then(&officer(), Command::AskForApproval)
        .then(&manager(1), Command::Approve)
        .then(&officer(), Command::Send)
        .then(&job(), Command::Answered { cases: cases([1, 3]) })
        .then(
            &job(),
            Command::KeepBack {
                case: case(4),
                because: KeptBack::Adjustment,
            },
        )
        .then(&officer(), Command::Finish);
    let bodies: Vec<String> = story
        .entries
        .iter()
        .map(|entry| entry.to_body().unwrap())
        .collect();
    for (entry, body) in story.entries.iter().zip(&bodies) {
        assert_eq!(&Entry::from_body(entry.actor.clone(), body).unwrap(), entry);
        assert!(
            body.contains(&format!("\"event\":\"{}\"", entry.event.name())),
            "{body}"
        );
    }
    let names: BTreeSet<&str> = story.entries.iter().map(|entry| entry.event.name()).collect();
    assert_eq!(names.len(), 12, "every event is here");
    assert!(matches!(
        story.entries.last().map(|last| &last.event),
        Some(Event::Finished {})
    ));
    insta::assert_snapshot!(bodies.join("\n"));
}
