//! A made-up case beyond stage 1: reviewed, sent back, and with an Ombudsman.

use jiff::civil::date;
use redress_domain::case::{
    Acknowledgement, AskForStage2, Command, ContactPurpose, Direction, EnquiryStep, NewContact, NewEnquiry,
    NewReviewer, NoPart, Remedy, ReturnOrder, ReviewView,
};
use redress_domain::id::{ContactId, RemedyId, UserId};
use redress_domain::vocabulary::{Channel, Finding, Ombudsman, RemedyKind, Role};

use super::super::acts::{Lists, MakePage};
use super::super::timeline::{self, Wanted};
use super::super::{bundle, lists, ombudsman, stage_2, summary};
use super::{Agreement, JO, SAM, Story, id, shell};
use crate::form::FormState;
use crate::layout::Sample;

mod partners;

pub(super) const REVIEWER: u32 = 900_003;

impl Story {
    fn review_asked() -> Self {
        Self::closed().wait(2).step(JO, |story| {
            Command::AskForStage2(AskForStage2 {
                channel: Channel::Phone,
                on: story.today(),
                reasons: Some(story.words("You did not look at the second call.")),
            })
        })
    }

    fn being_reviewed() -> Self {
        Self::review_asked().step(SAM, |_| Command::AcceptStage2 {
            reviewer: NewReviewer {
                reviewer: UserId::parse(id(REVIEWER)).expect("a made-up identifier"),
                no_part: NoPart::Declared,
                roles: vec![Role::Reviewer],
            },
            discretion: None,
        })
    }

    fn reviewed() -> Self {
        let story = Self::being_reviewed();
        let first = story.point_id(0);
        story
            .step(REVIEWER, |story| {
                Command::Acknowledge(Acknowledgement {
                    new_points: Vec::new(),
                    wanted: None,
                    letter: story.words("Dear Asha Patel"),
                })
            })
            .step(REVIEWER, |story| Command::ReviewPoint {
                point: first,
                view: ReviewView::Change,
                finding: Some(Finding::PartlyUpheld),
                reason: story.words("We found the second call in the log of the switchboard."),
            })
    }

    fn told_why() -> Self {
        Self::reviewed().step(REVIEWER, |story| {
            Command::RecordContact(NewContact {
                id: ContactId::parse(story.fresh()).expect("a made-up identifier"),
                direction: Direction::Out,
                channel: Channel::Email,
                at: story.now,
                purpose: ContactPurpose::ReturnExplained,
                words: story.words("We did not ask the switchboard about the second call."),
            })
        })
    }

    fn sent_back() -> Self {
        Self::told_why().step(REVIEWER, |story| {
            Command::ReturnToStage1(ReturnOrder {
                officer: UserId::parse(id(JO)).expect("a made-up identifier"),
                tasks: story.words("Ask the switchboard about the second call."),
                due_on: story.today(),
                roles: vec![Role::Officer],
                services: Vec::new(),
            })
        })
    }

    fn with_the_ombudsman() -> Self {
        let recommended = |story: &mut Self| {
            Command::RecordRecommendation(Remedy {
                id: RemedyId::parse(story.fresh()).expect("a made-up identifier"),
                kind: RemedyKind::Financial,
                words: story.words("Pay £100 for the trouble."),
                owner: None,
                due_on: Some(date(2027, 1, 11)),
            })
        };
        Self::closed()
            .step(SAM, |story| {
                Command::RecordEnquiry(NewEnquiry {
                    ombudsman: Ombudsman::Lgsco,
                    reference: story.words("26 000 123"),
                    received_on: story.today(),
                    questions: Some(story.words("Why was the round changed?")),
                    documents_due_on: Some(date(2026, 12, 7)),
                    step: EnquiryStep::Enquiry,
                })
            })
            .step(SAM, recommended)
    }
}

pub(super) fn of_stage_2(choices: &Lists) -> Vec<Sample> {
    let closed = Story::closed();
    let (asked, accepted, reviewed, told, back) = (
        Story::review_asked(),
        Story::being_reviewed(),
        Story::reviewed(),
        Story::told_why(),
        Story::sent_back(),
    );
    let of_point = Lists {
        which: Some(accepted.point_id(0).to_string()),
        ..choices.clone()
    };
    let wrong = FormState::new()
        .with("letter", "Dear Asha")
        .with_error("decision", "Select a decision")
        .with_error("reviewer", "Select a reviewer")
        .with_error("no_part", "Confirm that the reviewer had no part in stage 1");
    let empty = FormState::new();
    let pages: [(&str, &Story, MakePage); 11] = [
        ("ask", &closed, stage_2::ask),
        ("accept", &asked, stage_2::accept),
        ("accepted", &accepted, stage_2::accept),
        ("name a reviewer", &accepted, stage_2::name_reviewer),
        ("conflict", &accepted, stage_2::conflict),
        ("review", &reviewed, stage_2::review),
        ("review, sent back", &back, stage_2::review),
        ("tell the customer", &reviewed, stage_2::tell),
        (
            "send back before the customer is told",
            &reviewed,
            stage_2::send_back,
        ),
        ("send back", &told, stage_2::send_back),
        ("done", &back, stage_2::done),
    ];
    let sample = |(name, story, page): &(&str, &Story, MakePage)| {
        Sample::of(
            &format!("stage 2: {name}"),
            &page(shell(), &story.shown(), &empty, choices),
        )
    };
    let mut samples: Vec<Sample> = pages.iter().map(sample).collect();
    let more = [
        (
            "accept with errors",
            stage_2::accept(shell(), &asked.shown(), &wrong, choices),
        ),
        (
            "point",
            stage_2::point(shell(), &accepted.shown(), &empty, &of_point),
        ),
        (
            "agree",
            stage_2::agree_return(shell(), &accepted.shown(), &empty, choices),
        ),
    ];
    samples.extend(
        more.iter()
            .map(|(name, page)| Sample::of(&format!("stage 2: {name}"), page)),
    );
    samples.push(Sample::of(
        "case, at stage 2",
        &summary::page(shell(), &reviewed.shown()),
    ));
    samples.push(Sample::of(
        "case, sent back",
        &summary::page(shell(), &back.shown()),
    ));
    samples.push(Sample::of(
        "case points, at stage 2",
        &lists::points(shell(), &reviewed.shown()),
    ));
    samples.push(Sample::of(
        "case replies, at stage 2",
        &lists::replies(shell(), &reviewed.shown()),
    ));
    let timeline = timeline::page(shell(), &back.shown(), Wanted::All, None);
    samples.push(Sample::of("case timeline, at stage 2", &timeline));
    samples
}

pub(super) fn of_the_ombudsman(choices: &Lists) -> Vec<Sample> {
    let (none, asked) = (Story::closed(), Story::with_the_ombudsman());
    let empty = FormState::new();
    let of_point = Lists {
        which: Some(asked.point_id(0).to_string()),
        ..choices.clone()
    };
    let pages: [(&str, &Story, MakePage); 9] = [
        ("none", &none, ombudsman::page),
        ("one", &asked, ombudsman::page),
        ("enquiry", &none, ombudsman::enquiry),
        ("documents", &asked, ombudsman::documents),
        ("draft", &asked, ombudsman::draft),
        ("decision", &asked, ombudsman::decision),
        ("recommend", &asked, ombudsman::recommend),
        ("point", &asked, ombudsman::point),
        ("back", &none, ombudsman::back),
    ];
    let sample = |(name, story, page): &(&str, &Story, MakePage)| {
        Sample::of(
            &format!("ombudsman: {name}"),
            &page(shell(), &story.shown(), &empty, &of_point),
        )
    };
    let mut samples: Vec<Sample> = pages.iter().map(sample).collect();
    let part = |field: &str, what: &str| bundle::PartLine {
        field: field.to_owned(),
        what: what.to_owned(),
    };
    let parts = [
        part(
            "words-1",
            "Complaint received by phone, 17 May 2027, 9.14am. What happened: “The bin was”",
        ),
        part("file-1", "File “bin.jpg”"),
    ];
    let wrong = FormState::new()
        .with("words-1", "somebody-else")
        .with_error(bundle::BLACK_OUT, "Each line must have at least 2 characters");
    for (name, form) in [("bundle", &empty), ("bundle, wrong", &wrong)] {
        let page = bundle::page(shell(), &asked.shown(), form, &parts);
        samples.push(Sample::of(&format!("ombudsman: {name}"), &page));
    }
    samples.extend(partners::of_partners(choices));
    samples
}

/// A case with everybody on it, adjustments and a concern.
pub(super) fn with_people() -> Story {
    use redress_domain::case::{
        Basis, ConcernKind, ConcernTold, Consent, NewConsent, NewInvolved, Part, PeopleOrder,
    };
    use redress_domain::customer::adjustment::AdjustmentKind;
    use redress_domain::id::{AdjustmentId, ConcernId, PersonId};

    let somebody = |number: u32| PersonId::parse(id(830_000 + number)).expect("a made-up identifier");
    let concern = || ConcernId::parse(id(810_001)).expect("a made-up identifier");
    let joins = |person, part, basis| {
        Command::People(PeopleOrder::AddPerson(NewInvolved {
            person,
            part,
            consent: Some(Consent::Asked),
            basis,
            reason: None,
            reply_by: None,
        }))
    };
    let mut story = Story::answered()
        .step(JO, |_| joins(somebody(1), Part::Representative, None))
        .step(JO, |story| {
            Command::People(PeopleOrder::ChangeConsent(NewConsent {
                person: somebody(1),
                consent: Consent::Given,
                evidence: Some(story.words("On the phone with Asha, 3pm on 4 May")),
                file: None,
            }))
        })
        .step(JO, |_| {
            joins(
                somebody(2),
                Part::ForSomeoneWhoCannotConsent,
                Some(Basis::LastingPower),
            )
        })
        .step(JO, |_| joins(somebody(3), Part::FurtherCustomer, None))
        .step(JO, |story| {
            Command::People(PeopleOrder::EndPerson {
                person: somebody(3),
                reason: story.words("She moved away."),
            })
        })
        .step(JO, |story| {
            Command::People(PeopleOrder::RaiseConcern {
                concern: concern(),
                kind: ConcernKind::AdultAtRisk,
                words: story.words("He has had no food since Friday."),
            })
        })
        .step(JO, |story| {
            let on = story.today();
            Command::People(PeopleOrder::TellOfConcern {
                concern: concern(),
                who: ConcernTold::AdultSocialCare,
                on,
                words: story.words("Duty officer; they visit today."),
            })
        });
    let agreed = |number: u32, kind, words: Option<&str>, review_on| Agreement {
        person: somebody(1),
        id: AdjustmentId::parse(id(820_000 + number)).expect("a made-up identifier"),
        kind,
        words: words.map(str::to_owned),
        from: date(2026, 1, 5),
        review_on,
    };
    story.agreements = vec![
        agreed(1, AdjustmentKind::LargePrint, None, date(2027, 1, 5)),
        agreed(
            2,
            AdjustmentKind::CallTimes,
            Some("After 2pm"),
            date(2026, 10, 30),
        ),
    ];
    story
}

/// The pages that send something to somebody with adjustments.
pub(super) fn of_people(lists: &Lists) -> Vec<Sample> {
    let story = with_people();
    let form = FormState::new().with_error(
        super::people::KEPT,
        "Select whether this keeps to what was agreed with the person who gets it",
    );
    let page = super::acts::contact(shell(), &story.shown(), &form, lists);
    let split = super::between::split(shell(), &story.shown(), &FormState::new(), lists);
    vec![
        Sample::of("case: a contact to somebody with adjustments", &page),
        Sample::of("case: split", &split),
    ]
}
