//! What things are called on the pages of conduct files.

use redress_domain::conduct::{
    AppealOutcome, Check, CheckAnswer, DueKind, Event, LetterPart, Outcome, Purpose, Question, Reach, Sort,
    Standing, Voted, leaves_one_way,
};
use redress_domain::policy::{ConductCategory, ContactOption};
use redress_domain::vocabulary::Channel;

/// What an incident was about, as staff read it.
pub const fn category(category: ConductCategory) -> &'static str {
    match category {
        ConductCategory::PersistenceWithoutNewGrounds => {
            "The same complaint again after the final answer, with nothing new"
        }
        ConductCategory::ExcessiveContact => "More contact than anybody could answer",
        ConductCategory::RefusingToCoOperate => "Not saying what is wrong, or not taking part",
        ConductCategory::ChangingTheBasis => "Changing what the complaint is while we look into it",
        ConductCategory::ScattergunApproach => "Asking many people the same thing at once",
        ConductCategory::TargetingStaff => "Groundless complaints about the people who deal with it",
        ConductCategory::Abuse => "Abuse",
        ConductCategory::Threats => "Threats",
        ConductCategory::DiscriminatoryLanguage => "Racist, sexist, homophobic or other hateful language",
        ConductCategory::FalseDocuments => "False documents",
        ConductCategory::CovertRecording => "Recording people without telling them",
        ConductCategory::SocialMediaCampaign => "A campaign against people on social media",
    }
}

/// What is agreed, as staff read it.
pub const fn option(option: ContactOption) -> &'static str {
    match option {
        ContactOption::NamedContact => "One named person answers",
        ContactOption::OneChannel => "One way to stay in touch",
        ContactOption::SetTimes => "Calls or visits at set times",
        ContactOption::CallLength => "Calls of a set length",
        ContactOption::NoAcknowledgementOfRepeats => "What was answered before is not acknowledged",
        ContactOption::FileWithoutReply => "What says nothing new is read and filed without a reply",
        ContactOption::Premises => "Our buildings by appointment",
        ContactOption::BehaviourAgreement => "An agreement that both sign",
    }
}

/// The way that stays open, in the middle of a sentence.
pub const fn open_channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "the online form",
        Channel::Email => "email",
        Channel::Phone => "telephone",
        Channel::Letter => "letter",
        Channel::InPerson => "a meeting in person",
        Channel::WebChat => "web chat",
        Channel::SocialMedia => "social media",
        Channel::Text => "text message",
        Channel::Councillor => "their councillor",
        Channel::Api | Channel::Import => "another program",
    }
}

/// A check, as a question.
pub const fn check(check: Check) -> &'static str {
    match check {
        Check::HandledProperly => "Was their complaint dealt with properly?",
        Check::CommunicatedWell => "Did we answer in time, and in words that can be understood?",
        Check::NewInformation => "Is there significant new information in what they say?",
        Check::NeedsAndAdjustments => "Do they need support or adjustments that they do not have?",
        Check::AnotherRoute => "Is there another way, such as an appeal, an advocate or another body?",
        Check::OtherServices => "Which other services does it concern, and who leads?",
        Check::EqualityAndHumanRights => "Equality and human rights: what did we consider?",
    }
}

/// What is asked before anybody acts, as the person reads it in the report.
pub const fn check_to_them(check: Check) -> &'static str {
    match check {
        Check::HandledProperly => "Did we deal with your complaint properly?",
        Check::CommunicatedWell => "Did we answer you in time, and in words that can be understood?",
        Check::NewInformation => "Is there anything new in what you tell us?",
        Check::NeedsAndAdjustments => "Do you need help or an adjustment that you do not have?",
        Check::AnotherRoute => {
            "Is there another way for you, such as an appeal, an advocate or another body?"
        }
        Check::OtherServices => "Which other services does it concern, and who leads?",
        Check::EqualityAndHumanRights => "Equality and human rights: what did we consider?",
    }
}

/// What a check came to, as the person reads it.
pub const fn check_answer_to_them(answer: CheckAnswer) -> &'static str {
    match answer {
        CheckAnswer::Clear => "We found nothing that we have to put right first.",
        CheckAnswer::OursToMend => "We had something to put right first.",
    }
}

/// What a check came to.
pub const fn check_answer(answer: CheckAnswer) -> &'static str {
    match answer {
        CheckAnswer::Clear => "Nothing stands in the way",
        CheckAnswer::OursToMend => "We have to put something right first",
    }
}

/// How far an arrangement reaches.
pub const fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::ThisMatter => "This matter",
        Reach::ThisService => "One service",
        Reach::WholeCouncil => "The whole council",
    }
}

/// What a report proposes.
pub const fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::First => "A contact arrangement",
        Purpose::Renewal => "That the arrangement goes on beyond its end",
        Purpose::Review => "That the arrangement goes on until its end",
    }
}

/// What was decided.
pub const fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Agreed => "Agreed",
        Outcome::NotAgreed => "Not agreed",
        Outcome::AskedForMore => "More was asked for",
    }
}

/// How somebody voted.
pub const fn voted(voted: Voted) -> &'static str {
    match voted {
        Voted::For => "For it",
        Voted::Against => "Against it",
    }
}

/// What a contact is.
pub const fn sort(sort: Sort) -> &'static str {
    match sort {
        Sort::NewMatter => "A new request or complaint",
        Sort::NewInformation => "The same matter, with new information",
        Sort::NothingNew => "The same matter, nothing new",
        Sort::Safeguarding => "Safeguarding, or urgent",
        Sort::StatutoryRequest => "A request under a law: freedom of information, or their own data",
        Sort::ForTheOmbudsman => "For the Ombudsman, or from them",
        Sort::Comment => "A comment on the report",
        Sort::Appeal => "An appeal against our decision",
        Sort::BeforeReview => "Something that they want whoever reviews to read",
    }
}

/// What came of an appeal.
pub const fn appeal(outcome: AppealOutcome) -> &'static str {
    match outcome {
        AppealOutcome::Upheld => "The person was right: the arrangement ends at once",
        AppealOutcome::NotUpheld => "The arrangement stays",
    }
}

/// What was answered, when an arrangement stays as it is.
pub const fn question(question: Question) -> &'static str {
    match question {
        Question::Adjustment => "They can have the adjustment under the arrangement as it is.",
        Question::Information => "The new information changes nothing.",
        Question::Grounds => "The arrangement can stand on what is left.",
    }
}

/// A part of a letter, in the middle of a sentence.
pub const fn letter_part(part: LetterPart) -> &'static str {
    match part {
        LetterPart::WhatHappened => "what happened",
        LetterPart::MustChange => "what needs to change",
        LetterPart::CouldFollow => "what could follow",
        LetterPart::Policy => "our policy",
        LetterPart::Why => "why",
        LetterPart::Decided => "what is decided",
        LetterPart::Answers => "what they said, and our answers",
        LetterPart::Asked => "what we ask for now",
        LetterPart::HowLong => "how long it lasts, and the review",
        LetterPart::Expects => "what we will do",
        LetterPart::Asks => "what we ask them to do",
        LetterPart::OpenWay => "how to reach us",
        LetterPart::Appeal => "how to appeal, and by when",
        LetterPart::Ombudsman => "the Ombudsman",
        LetterPart::Help => "help and adjustments",
    }
}

/// What has to be done.
pub const fn due(due: DueKind) -> &'static str {
    match due {
        DueKind::ReadContact => "Read a contact",
        DueKind::SendNotice => "Send the notice",
        DueKind::Review => "Review the arrangement",
        DueKind::DecideAppeal => "Decide the appeal",
        DueKind::AnswerComments => "Comments end",
        DueKind::Decide => "Decide on the report",
        DueKind::WeighAdjustment => "Weigh an agreed adjustment",
        DueKind::AnswerInformation => "Answer new information",
        DueKind::BeginTheWay => "Answer the checks, warn and propose, or close",
        DueKind::TakeUp => "Take up what is urgent",
        DueKind::WeighGrounds => "Decide whether it can stand",
        DueKind::SendInterim => "Send the letter of the interim safety measure",
        DueKind::ShareReport => "Share the report, or withdraw it",
        DueKind::TellThatItEnded => "Tell them that it has ended",
        DueKind::LookAtIncident => "Answer the checks, or close the file",
    }
}

/// How far a file is: the colour and the words.
pub const fn standing(
    standing: Standing,
    binds_today: bool,
    is_closed: bool,
) -> (&'static str, &'static str) {
    match standing {
        _ if is_closed => ("grey", "Closed"),
        Standing::Considered if binds_today => ("orange", "Interim safety measure"),
        Standing::Considered => ("blue", "Being considered"),
        Standing::Proposed => ("blue", "Proposed"),
        Standing::Shared => ("purple", "With the person for comments"),
        Standing::ToNotify => ("orange", "Decided: notice to send"),
        Standing::Arranged if binds_today => ("yellow", "In force"),
        Standing::Arranged => ("grey", "Ended"),
    }
}

/// What happened, as the headings of the timeline say it.
pub const fn event(event: &Event) -> &'static str {
    match event {
        Event::IncidentReported { .. } => "Incident reported",
        Event::CheckAnswered { .. } => "Check answered",
        Event::MilderTried { .. } => "Something milder was tried",
        Event::Warned { .. } => "Warning sent",
        Event::InterimOrdered { .. } => "Interim safety measure ordered",
        Event::Proposed { .. } => "Contact arrangement proposed",
        Event::ReportShared { .. } => "Report shared with the person",
        Event::Commented { .. } => "Comment received",
        Event::CommentAnswered { .. } => "Comment answered",
        Event::Decided { .. } => "Decided",
        Event::NoticeSent { .. } => "Notice sent: it binds from this day",
        Event::ContactCame { .. } => "Contact came in",
        Event::ContactSorted { .. } => "Contact read",
        Event::Lifted { .. } => "Arrangement lifted",
        Event::Appealed { .. } => "Appeal received",
        Event::AppealDecided { .. } => "Appeal decided",
        Event::Closed { .. } => "File closed",
        Event::FileAdded { .. } => "File added to an incident",
        Event::OutsideAnswered { .. } => "Told which way is open",
        Event::LetterWritten { .. } => "Letter written: it is on its way",
        Event::LetterLeft { .. } => "Letter sent",
        Event::LetterNotReached { .. } => "A letter did not arrive",
        Event::AdjustmentAgreed { .. } => "An adjustment was agreed: weigh it",
        Event::LeftAsItIs { .. } => "Kept as it is",
        Event::Eased { .. } => "Arrangement made kinder",
        Event::Kept(kept) => super::keep::event(kept),
        Event::Tended(tended) => super::tend::event(tended),
    }
}

/// What binds somebody, as whoever works on a case or answers a call needs it.
#[derive(Debug, Clone, Copy)]
pub struct WhatToDo<'a> {
    /// What is agreed.
    pub measures: &'a [ContactOption],
    /// The way that stays open.
    pub channel: Channel,
    /// Who answers, when, or for how long.
    pub in_practice: &'a [String],
    /// The team that reads what comes, by its name in the policy.
    pub team: &'a str,
    /// Whether it may stand against what was agreed with them since.
    pub is_in_doubt: bool,
}

/// What whoever works on a case, or answers a call, is told: what to do, and nothing of why (domain 5.9).
pub fn what_to_do(binding: WhatToDo<'_>) -> String {
    let team = binding.team;
    let by = open_channel(binding.channel);
    let one_way = leaves_one_way(binding.measures);
    // Equality Act 2010, section 20: nobody is told to use a way that what was agreed rules out.
    let reply = match (binding.is_in_doubt, one_way) {
        (true, _) => format!(
            "ask {team} how to reply, as the arrangement is looked at again for what was agreed since"
        ),
        (false, true) => format!("reply by {by} only, through {team}"),
        (false, false) => "reply in any way that suits them".to_owned(),
    };
    let others = binding.measures.iter();
    let others = others.filter(|measure| **measure != ContactOption::OneChannel);
    let mut parts = vec![reply];
    parts.extend(others.map(|measure| lower(option(*measure))));
    let mut practice = String::new();
    for said in binding.in_practice {
        practice.push(' ');
        practice.push_str(said.trim().trim_end_matches('.'));
        practice.push('.');
    }
    format!(
        "Contact arrangement: {}.{practice} Take down every contact as usual: each one is read by {team}, and anything new is \
         dealt with as anybody’s is.",
        parts.join("; ")
    )
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    //! What the front line reads.

    use super::*;

    fn told(measures: &[ContactOption], in_practice: &[String], is_in_doubt: bool) -> String {
        what_to_do(WhatToDo {
            measures,
            channel: Channel::Letter,
            in_practice,
            team: "Customer care",
            is_in_doubt,
        })
    }

    // Domain 5.9: what to do, and not why.
    #[test]
    fn the_front_line_reads_how_to_reply_who_answers_and_when_by_the_policys_own_team() {
        use ContactOption::{BehaviourAgreement, NamedContact, OneChannel, SetTimes};
        let practice = ["Sam Reid answers on Tuesdays.".to_owned()];
        let said = told(&[NamedContact, SetTimes, OneChannel], &practice, false);
        assert_eq!(
            said,
            "Contact arrangement: reply by letter only, through Customer care; one named person answers; calls or visits \
             at set times. Sam Reid answers on Tuesdays. Take down every contact as usual: each one is read by Customer \
             care, and anything new is dealt with as anybody’s is."
        );
        let said = told(&[BehaviourAgreement], &[], false);
        assert!(
            said.contains("reply in any way that suits them; an agreement"),
            "{said}"
        );
        assert!(!said.contains("letter"), "{said}");
    }

    // Equality Act 2010, section 20.
    #[test]
    fn nobody_is_told_to_use_a_way_that_may_stand_against_an_adjustment() {
        let said = told(&[ContactOption::OneChannel], &[], true);
        assert!(said.contains("ask Customer care how to reply"), "{said}");
        assert!(!said.contains("by letter"), "{said}");
    }
}
