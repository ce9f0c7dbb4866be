//! What a rule that said no is called on a page, and beside which field.

use redress_domain::case::{Case, Refusal, RemedyRefusal, ReplySection};
use redress_domain::id::{PointId, RemedyId};
use redress_domain::language::Language;
use redress_domain::permission::Act;

use super::vocabulary as say;
use crate::format;

/// What to say, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What to do about it.
    pub text: String,
    /// The field that it is about; none when the page as a whole is.
    pub field: Option<String>,
}

impl Said {
    pub(super) fn at(field: &str, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            field: Some(field.to_owned()),
        }
    }

    pub(super) fn of_page(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            field: None,
        }
    }
}

/// What to say for a refusal on a case, or on one that is not logged yet: one place for every page and for programs.
#[expect(clippy::too_many_lines, reason = "one arm for each refusal")]
pub fn words_for(refusal: &Refusal, case: Option<&Case>) -> Said {
    match refusal {
        Refusal::NotPermitted(act) => Said::of_page(not_permitted(*act)),
        Refusal::PointNotAnswered(point) => of_a_point(case, point),
        Refusal::RemedyWithoutOwnerOrDate(remedy) => of_an_action(case, remedy),
        Refusal::ElementMissing(section) => Said::at(&section_field(*section), missing(*section)),
        Refusal::NotLater { .. }
        | Refusal::NotAWorkingDay(_)
        | Refusal::GoodReasonNeeded { .. }
        | Refusal::AgreedAlone { .. }
        | Refusal::LongerThanEver { .. } => more_time(refusal),
        Refusal::RequestNotNamed | Refusal::NoRequestMade | Refusal::OmbudsmanNotNamed => {
            of_the_letter(refusal)
        }
        Refusal::DateNotGiven(to) => Said::at(
            "letter",
            format!(
                "The letter must give the new reply date, {}. Write it again with this date",
                format::long_date(*to)
            ),
        ),
        Refusal::LanguageMissing(language) => Said::at("letter", lacks(*language)),
        Refusal::StillToBeTakenBack { until } => Said::of_page(format!(
            "The reply can still be undone until {}. Do this after that",
            format::date_time(*until)
        )),
        Refusal::FollowUpPromised { until } => Said::of_page(format!(
            "The councillor was told that they can follow this up until {}. It closes by itself after that. If it is sorted \
             before, ask the councillor to say so on their page",
            format::date_only(*until)
        )),
        Refusal::FollowUpNotAnswered => Said::of_page(
            "The councillor followed this up and has no answer yet. Record the answer: then they can follow it up again, and it \
             closes by itself",
        ),
        Refusal::ApprovalNeeded(role) => {
            Said::of_page(format!("The {} must approve the reply", say::role(*role)))
        }
        Refusal::TooLateToReopen { until } => Said::of_page(format!(
            "It could be reopened until {}. Log a new case and link it to this one",
            format::date_only(*until)
        )),
        Refusal::WrongKind(kind) => Said::of_page(format!(
            "This is not done to a case of this kind ({})",
            say::kind(*kind).to_lowercase()
        )),
        Refusal::NotInThisState(status) => Said::of_page(format!(
            "This cannot be done while the case is: {}",
            say::status(*status).1
        )),
        Refusal::TextMissing(what) => text_missing(what),
        Refusal::NotOnTheCase
        | Refusal::OnTheCaseAlready
        | Refusal::AnotherCouncilHasIt
        | Refusal::BasisMissing
        | Refusal::EvidenceMissing
        | Refusal::MayNotHaveLetters
        | Refusal::NoSuchConcern
        | Refusal::AdjustmentsNotSaid(_)
        | Refusal::NoSuchAdjustment
        | Refusal::ReviewNotAhead
        | Refusal::NotLinked
        | Refusal::MergedAlready
        | Refusal::NotMerged
        | Refusal::CouncilDoesNotAgree
        | Refusal::SentAlready
        | Refusal::NotSent
        | Refusal::NotTakenOver
        | Refusal::PointAnswered(_) => people_and_between(refusal, case),
        Refusal::NotInPolicy(what) => not_in_policy(what),
        Refusal::AlreadyClosed => Said::of_page("This case is closed. Reopen it first"),
        Refusal::NotClosed => Said::of_page("This case is not closed"),
        Refusal::WasErased => Said::of_page(
            "What people told us on this case has been erased, and nothing can be added to it. Log a new case and link it to this one",
        ),
        Refusal::NothingToChange => Said::of_page("That would change nothing"),
        Refusal::ReceivedInTheFuture => Said::at("on", "Date must be today or in the past"),
        Refusal::NoSuchProcedure => Said::at("procedure", "Select a procedure that fits what this is"),
        Refusal::NotTriaged => Said::of_page("Triage this case first"),
        Refusal::NotAcknowledged => Said::of_page("Send the acknowledgement first"),
        Refusal::AlreadyAcknowledged => Said::of_page("The acknowledgement has already gone"),
        Refusal::NoPoints => Said::at(
            "new_points",
            "Add at least one point so the reply answers everything",
        ),
        Refusal::NoSuchPoint(_) => Said::at("point", "There is no such point on this case"),
        Refusal::NoSuchRemedy(_) => Said::of_page("There is no such action on this case"),
        Refusal::ConflictOfInterest => {
            Said::of_page("This case is about you, so somebody else must deal with it")
        }
        Refusal::AboutTheOwner => Said::at(
            "owner",
            "Select somebody else: the complaint is about this person",
        ),
        Refusal::NoRepresentative => Said::of_page("Nobody speaks for the customer on this case"),
        Refusal::NoReplyDue => Said::of_page("No reply is due on this case"),
        Refusal::ReplyNotReady => Said::of_page("The reply is not at a step where this can be done"),
        Refusal::AuthorCannotApprove => Said::at(
            "decision",
            "You wrote part of this reply, so somebody else must approve it",
        ),
        Refusal::TooLateToUndo => Said::of_page("The time in which it could be undone has passed"),
        Refusal::ComplaintNeedsReply => Said::at("outcome", "Send the reply before you close this complaint"),
        Refusal::StaysAComplaint => Said::at(
            "procedure",
            "It was acknowledged as a complaint, so it stays one. Propose not to accept it, record that it was withdrawn, \
             or make a case of its own of what else they told us",
        ),
        Refusal::MergeInstead => Said::at(
            "outcome",
            "A complaint goes on in the other case with its dates and rights. Merge it into that case instead",
        ),
        Refusal::RefusalAlreadyProposed => {
            Said::of_page("It was proposed not to accept this complaint. A second person must decide first")
        }
        Refusal::NoRefusalProposed => Said::of_page("Nobody proposed not to accept this complaint"),
        Refusal::SecondPersonNeeded => {
            Said::at("decision", "You proposed this, so a second person must decide")
        }
        Refusal::NoReplyToReview
        | Refusal::NoStage2
        | Refusal::Stage2AskedBefore
        | Refusal::NoReview
        | Refusal::DiscretionNeeded
        | Refusal::HadPartInStage1
        | Refusal::OwnPartInStage1
        | Refusal::MayNotDoTheWork
        | Refusal::NoPartNotDeclared
        | Refusal::NotTheReviewer
        | Refusal::FindingMissing
        | Refusal::NoReturn
        | Refusal::CustomerNotTold
        | Refusal::ReturnNotAgreed(_)
        | Refusal::NotBeforeReply { .. }
        | Refusal::BackAtStage1
        | Refusal::NothingSentBack
        | Refusal::AdditionalReplyMissing
        | Refusal::EnquiryOpen
        | Refusal::NoEnquiry
        | Refusal::WithOmbudsman
        | Refusal::RecommendationWithoutDate => beyond_stage_1(refusal),
        Refusal::CustomerDoesNotAgree
        | Refusal::NoSuchFile
        | Refusal::NoSuchReferral
        | Refusal::ReferralIsOver
        | Refusal::PartnerHasNotAnswered
        | Refusal::ReferralOpen => of_a_partner(refusal),
        Refusal::NotLate { .. }
        | Refusal::NotLateForStage2
        | Refusal::TakenLate
        | Refusal::CouncilAnswers
        | Refusal::OtherProcedure
        | Refusal::AboutItsOwner
        | Refusal::AnsweredTogether
        | Refusal::GoesElsewhere(_)
        | Refusal::PostNotNamed(_) => of_its_grounds(refusal),
        Refusal::NotAReviewer | Refusal::NotTheirWord(..) => of_a_word(refusal),
        Refusal::Remedy(why) => of_a_remedy(*why),
        Refusal::Early(why) => super::early::refused(*why),
        Refusal::LinkedToItself => Said::at("other", "Enter the reference of another case"),
        Refusal::AlreadyLinked => Said::at("other", "These cases are linked already"),
    }
}

/// The domain names what the policy has not; the page knows its field.
fn not_in_policy(what: &str) -> Said {
    let field = match what {
        "reason" => "code",
        "avoidable_contact.asked" => return Said::at("avoidable", "Select one of the answers"),
        other => other,
    };
    Said::at(field, format!("Select a {what} that the policy has"))
}

fn of_a_point(case: Option<&Case>, point: &PointId) -> Said {
    let number = case.map_or(0, |case| point_number(case, point));
    Said::at("section-decision", format!("Answer point {number}"))
}

fn of_an_action(case: Option<&Case>, remedy: &RemedyId) -> Said {
    let number = case.map_or(0, |case| remedy_number(case, remedy));
    Said::of_page(format!("Give an owner and a date for action {number}"))
}

/// What somebody named does not fit: a reviewer's roles, or an Ombudsman's words.
fn of_a_word(refusal: &Refusal) -> Said {
    if *refusal == Refusal::NotAReviewer {
        let who = "Select somebody whose role may review a complaint, and who can sign in";
        return Said::at("reviewer", who);
    }
    Said::at("determination", "Select a decision that this ombudsman makes")
}

/// Why a complaint is, or is not, looked into at stage 1.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`words_for` sends the refusals about grounds only"
)]
fn of_its_grounds(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::NotLateForStage2 => Said::at(
            "code",
            "Stage 2 was not asked for too late. Select another reason",
        ),
        Refusal::NotLate { until } => Said::at(
            "code",
            format!(
                "It came in time. It could come until {}",
                format::date_only(*until)
            ),
        ),
        Refusal::TakenLate => Said::at(
            "code",
            "We said that we look into it although it came late. Select another reason",
        ),
        Refusal::OtherProcedure => Said::at(
            "other",
            "The other case follows another procedure, with other dates. Link the cases instead",
        ),
        Refusal::AnsweredTogether => Said::of_page(
            "One reply answered both. Whoever is not content with it asks for a review on the case that was kept. Log what \
             it did not answer as a case of its own",
        ),
        Refusal::AboutItsOwner => Said::at(
            "other",
            "This case is about the person who has the other one. Give that one to somebody else first",
        ),
        Refusal::CouncilAnswers => Said::at(
            "code",
            "This organisation does our work, so we answer the complaint. Select another reason",
        ),
        Refusal::GoesElsewhere(post) => Said::of_page(format!(
            "How a councillor behaves is for the {post}, not for stage 1. Propose not to accept the complaint, \
             and tell the customer why"
        )),
        Refusal::PostNotNamed(post) => Said::at(
            "letter",
            format!("The letter must say that the {post} deals with it"),
        ),
        _ => Said::of_page("This cannot be done"),
    }
}

/// What a letter in two languages lacks, and how to put it in.
pub fn lacks(language: Language) -> String {
    format!(
        "This goes to somebody whose letters are in Welsh and English. Write the {} part under a line that says {}",
        language.name(),
        language.mark()
    )
}

/// What a letter must say, and what it must not.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`words_for` sends the refusals of a letter only"
)]
fn of_the_letter(refusal: &Refusal) -> Said {
    let lacks = match refusal {
        Refusal::RequestNotNamed => {
            "The letter must say ((request)) where the reference of the new request belongs"
        }
        Refusal::NoRequestMade => "Take ((request)) out of the letter: no request is made for this reason",
        _ => "The letter must say which ombudsman the customer can go to",
    };
    Said::at("letter", lacks)
}

/// The rules of a new reply date.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`words_for` sends the refusals of a new reply date only"
)]
fn more_time(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::NotLater { promised } => Said::at(
            "to",
            format!("New reply date must be after {}", format::date_only(*promised)),
        ),
        Refusal::NotAWorkingDay(day) => Said::at(
            "to",
            format!(
                "New reply date must be a working day, and {} is not",
                format::long_date(*day)
            ),
        ),
        Refusal::GoodReasonNeeded { until, agreed_by } => Said::at(
            "to",
            format!(
                "New reply date must be on or before {}, unless the {} agrees first",
                format::date_only(*until),
                say::role(*agreed_by)
            ),
        ),
        Refusal::AgreedAlone { until } => Said::at(
            "to",
            format!(
                "New reply date must be on or before {}, unless somebody else than you agrees or takes the time",
                format::date_only(*until)
            ),
        ),
        Refusal::LongerThanEver { until } => Said::at(
            "to",
            format!(
                "New reply date must be on or before {}: no reply is promised for later, whoever agrees",
                format::date_only(*until)
            ),
        ),
        other => Said::of_page(other.to_string()),
    }
}

/// The rules of stage 2 and of the Ombudsman.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`words_for` sends the refusals beyond stage 1 only"
)]
fn beyond_stage_1(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::EnquiryOpen => Said::of_page("An ombudsman’s enquiry is open on this case already"),
        Refusal::NoEnquiry => Said::of_page("Record the ombudsman’s enquiry first"),
        Refusal::WithOmbudsman => {
            Said::of_page("No reply goes while the ombudsman has this case: our policy says so")
        }
        Refusal::RecommendationWithoutDate => Said::at("due", "Enter or select a date"),
        Refusal::NoReplyToReview => Said::of_page("Stage 2 can be asked for once the stage 1 reply is out"),
        Refusal::NoStage2 => {
            Said::of_page("This kind of complaint has one stage. Give the ombudsman’s details")
        }
        Refusal::Stage2AskedBefore => Said::of_page("Stage 2 was already asked for on this reply"),
        Refusal::NoReview => Said::of_page("Accept the request for review first"),
        Refusal::DiscretionNeeded => Said::at(
            "discretion",
            "The request came late. Say why you accept it all the same",
        ),
        Refusal::HadPartInStage1 => Said::at(
            "reviewer",
            "Select somebody who had no part in stage 1. This person had",
        ),
        Refusal::OwnPartInStage1 => Said::at(
            "decision",
            "You had a part in stage 1, so somebody else must do this",
        ),
        Refusal::MayNotDoTheWork => Said::at(
            "officer",
            "Select somebody who may open this case and write replies",
        ),
        Refusal::NoPartNotDeclared => Said::at("no_part", "Confirm that the reviewer had no part in stage 1"),
        Refusal::NotTheReviewer => Said::of_page("Only the reviewer who is named can do this"),
        Refusal::FindingMissing => Said::at("finding", "Select what you find instead of what stage 1 found"),
        Refusal::NoReturn => Said::of_page("Our policy has no return to stage 1"),
        Refusal::AdditionalReplyMissing => {
            Said::of_page("Write the customer an additional stage 1 reply first, and send it")
        }
        Refusal::CustomerNotTold => Said::of_page("Send the message to the customer first"),
        Refusal::ReturnNotAgreed(role) => Said::of_page(format!(
            "It has been sent back before. The {} must agree to another time",
            say::role(*role)
        )),
        Refusal::NotBeforeReply { reply_due } => Said::at(
            "due",
            format!(
                "Enter a working day before the stage 2 reply date, {}",
                format::date_only(*reply_due)
            ),
        ),
        Refusal::BackAtStage1 => {
            Said::of_page("It is back at stage 1 for more work. Wait until that is done")
        }
        _ => Said::of_page("Nothing was sent back for more work"),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`words_for` sends the refusals about people and between cases only"
)]
fn people_and_between(refusal: &Refusal, case: Option<&Case>) -> Said {
    match refusal {
        Refusal::NotOnTheCase => Said::of_page("This person is not on the case"),
        Refusal::AnotherCouncilHasIt => Said::of_page(
            "Another council has this case now, under the same reference. Tell them, so that it holds there",
        ),
        Refusal::OnTheCaseAlready => Said::at("name", "This person is already on the case"),
        Refusal::BasisMissing => Said::at("basis", "Select by what right they speak"),
        Refusal::EvidenceMissing => Said::at("evidence", "Enter how we know, or select a file of the case"),
        Refusal::MayNotHaveLetters => Said::at("person", "Letters cannot go to somebody without consent"),
        Refusal::NoSuchConcern => Said::of_page("There is no such concern on this case"),
        Refusal::AdjustmentsNotSaid(_) => Said::at(
            "adjustments_kept",
            "Select whether this keeps to what was agreed with the person who gets it",
        ),
        Refusal::NoSuchAdjustment => Said::of_page("This adjustment has ended, or there is none"),
        Refusal::ReviewNotAhead => Said::at("review", "The date of the review must be after today"),
        Refusal::NotLinked => Said::of_page("The cases are not linked in this way any more"),
        Refusal::MergedAlready => {
            Said::of_page("One of the cases goes on in the other. Take that back first")
        }
        Refusal::NotMerged => Said::of_page("This case does not go on in another"),
        Refusal::CouncilDoesNotAgree => Said::at(
            "council",
            "That council and ours have not both agreed to send cases to one another",
        ),
        Refusal::SentAlready => Said::at(
            "council",
            "The case has been with that council, or waits at one. It is not sent there again",
        ),
        Refusal::NotSent => Said::of_page("No council waits for an answer on this case any more"),
        Refusal::NotTakenOver => Said::of_page(
            "Another council sent this case. Triage it first to take it over, or say that it is not for us",
        ),
        Refusal::PointAnswered(point) => Said::at(
            "points",
            format!(
                "Point {} has a finding, so it stays on this case",
                case.map_or(0, |case| point_number(case, point))
            ),
        ),
        _ => Said::of_page("That cannot be done"),
    }
}

/// The rules of a question to a partner.
fn of_a_remedy(why: RemedyRefusal) -> Said {
    match why {
        RemedyRefusal::NotMoney => Said::of_page("Only an action to pay money can be paid"),
        RemedyRefusal::NoAmount => Said::at(
            "pounds",
            "Enter an amount between 1p and £1,000,000, in pounds, like 120 or 120.50",
        ),
        RemedyRefusal::PaymentInHand => Said::of_page("A payment for this action is waiting or was approved"),
        RemedyRefusal::NoPaymentAsked => Said::of_page("No payment waits to be approved for this action"),
        RemedyRefusal::OverLimit => {
            Said::of_page("This is more than your role may approve. Ask somebody whose role may approve it")
        }
        RemedyRefusal::NotApproved => Said::of_page("Nobody has approved this payment yet"),
        RemedyRefusal::PaidInTheFuture => Said::at("on", "The day it was paid must be today or in the past"),
        RemedyRefusal::PayFirst => Said::of_page(
            "This action is to pay money. Have the payment approved, then record that it was paid",
        ),
        RemedyRefusal::Told => Said::of_page(
            "The customer was told of this action. Change who sees to it, or tell them that it cannot be delivered",
        ),
        RemedyRefusal::BankDetails => Said::of_page(
            "This looks like a sort code or an account number. Do not enter bank details: use the reference by \
             which the payments team knows them",
        ),
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "`words_for` sends the refusals of a question to a partner only"
)]
fn of_a_partner(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::CustomerDoesNotAgree => Said::at(
            "consent",
            "The customer does not agree to us sharing, so nothing can be sent",
        ),
        Refusal::NoSuchFile => Said::at("files", "Select files of this case"),
        Refusal::NoSuchReferral => Said::of_page("There is no such request to a partner on this case"),
        Refusal::ReferralIsOver => Said::of_page("This request to the partner is answered or over"),
        Refusal::PartnerHasNotAnswered => Said::of_page("The partner has not answered yet"),
        _ => Said::of_page(
            "Tell the customer what the partner said, or end the request to the partner, before this case ends",
        ),
    }
}

fn not_permitted(act: Act) -> String {
    format!(
        "You do not have permission for this ({}). Ask the complaints manager",
        act.as_str().replace('-', " ")
    )
}

/// The domain names the missing text; the page knows its field.
fn text_missing(what: &str) -> Said {
    let (field, text) = match what {
        "the note" => ("words", "Enter the note"),
        "what you saw or heard" => ("words", "Enter what you saw or heard"),
        "the right by which they speak" => ("reason", "Enter by what right they speak"),
        "why this does not keep to what was agreed" => (
            "adjustments_why",
            "Enter why this does not keep to what was agreed",
        ),
        "what was agreed" => ("words", "Enter what was agreed"),
        "the point" => ("words", "Enter what is complained of"),
        "what was said" => ("words", "Enter what was said"),
        "what will happen" => ("words", "Enter what will happen"),
        "the reason" | "the reason for the transfer" => ("reason", "Enter the reason"),
        "the reason for the change" => ("kind_reason", "Explain why you changed what it is"),
        "the reason for giving it to somebody else" => ("reason", "Enter why it goes to somebody else"),
        "what happened" => ("what_happened", "Enter what happened"),
        "what came of it" => ("words", "Enter what came of it"),
        "the time" => ("minutes", "Enter the time"),
        "the good reason" => ("because", "Enter the good reason"),
        "the letter" => ("letter", "Enter the letter"),
        "the evidence" => ("evidence", "Enter the evidence"),
        "to whom it is paid" => ("payee", "Enter the reference of who is paid"),
        "what the customer was told" => ("letter", "Enter what the customer is told"),
        "what the customer is told" => ("sentence", "Enter the sentence the customer will see"),
        "what needs to change" => ("what_to_change", "Tell the author what needs to change"),
        "the lesson" => ("lesson", "Enter the lesson"),
        "why there is no lesson" => ("lesson", "Enter why there is no lesson"),
        "the lesson, or why there is none" => ("has_lesson", "Select whether there is a lesson"),
        "the case that it duplicates" => ("outcome", "Link the case that is kept before you close this one"),
        "the reply" => ("section-complaint", "Enter the reply"),
        "what still needs to be done" => ("tasks", "Tell the stage 1 officer what to do"),
        "what was done" => ("words", "Enter what was done"),
        "the reason for another reviewer" => ("reason", "Enter the reason for another reviewer"),
        "what the conflict is" => ("reason", "Enter what the conflict is"),
        "the Ombudsman's reference" => ("their_reference", "Enter the ombudsman’s reference"),
        "what was sent" => ("words", "Enter what was sent"),
        "the draft decision" => ("words", "Enter what the draft decision says"),
        "the decision" => ("words", "Enter what the decision says"),
        "what the Ombudsman said" => ("words", "Enter what the ombudsman said"),
        "what we need" => ("ask", "Enter what we need"),
        "what is shared" => ("parts", "Select what to share"),
        "why nobody needs to ask the customer" => ("because", "Enter why we need not ask the customer"),
        "why it is not for you" => ("why", "Tell us why this is not for you"),
        "the question" => ("question", "Enter your question"),
        "what the partner is told" => ("words", "Enter what you tell them"),
        "what you found" => ("found", "Tell us what you found"),
        "what has to change" => ("because", "Tell us what has to change"),
        "why the customer may not see it" => ("because", "Tell us why the customer may not see it"),
        "why it is ended" => ("reason", "Enter why it is ended"),
        other => return Said::of_page(format!("Enter {other}")),
    };
    Said::at(field, text)
}

const fn missing(section: ReplySection) -> &'static str {
    match section {
        ReplySection::Complaint => "Say what the complaint is, as you understand it",
        ReplySection::LookedAt => "Say what you looked at",
        ReplySection::Decision => "Say what you found on each point, and why",
        ReplySection::Sorry => "Say what we are sorry for",
        ReplySection::Remedy => "Say what we will do to put it right, or that nothing is due and why",
        ReplySection::Actions => "Say what is still to be done and by when, or that nothing is",
        ReplySection::Further => "Say how to take it further",
    }
}

/// The name of the field in which a part of the reply is written.
pub fn section_field(section: ReplySection) -> String {
    format!("section-{section}")
}

/// The number of a point as people count: 1 for the first; 0 if it is not there.
pub fn point_number(case: &Case, id: &PointId) -> usize {
    case.points
        .iter()
        .position(|point| point.id == *id)
        .map_or(0, |at| at + 1)
}

/// The number of an action as people count.
pub fn remedy_number(case: &Case, id: &RemedyId) -> usize {
    case.remedies
        .iter()
        .position(|remedy| remedy.id == *id)
        .map_or(0, |at| at + 1)
}
