//! What a safeguard says no to, in words, beside the field that it is about.

use redress_domain::conduct::{LEAST_WORDS, LetterPart, Refusal};
use redress_pages::conduct::say;
use redress_pages::format::date_only;

/// The field, and what to do next.
pub(in crate::staff) fn words_for(refusal: &Refusal) -> (&'static str, String) {
    let checks = |checks: &[redress_domain::conduct::Check]| {
        let named: Vec<&str> = checks.iter().map(|check| say::check(*check)).collect();
        named.join(" ")
    };
    let named = |parts: &[LetterPart]| {
        let named: Vec<&str> = parts.iter().map(|part| say::letter_part(*part)).collect();
        named.join("; ")
    };
    let (field, text): (&str, String) = match refusal {
        Refusal::NotPermitted(_) => ("form", "You may not do this".into()),
        Refusal::NoPolicy => ("form", "The council has no behaviour policy: nobody is restricted without one".into()),
        Refusal::NoIncident => ("form", "Report an incident first".into()),
        Refusal::Closed => ("form", "The file is closed. A new incident opens it again".into()),
        Refusal::AnotherPerson => ("form", "This file is about somebody else".into()),
        Refusal::TextMissing(what) => ("form", format!("Enter {what}")),
        Refusal::TooFewWords(what) => ("form", format!("Say {what} in a sentence: at least {LEAST_WORDS} words, so that somebody else sees why")),
        Refusal::NothingSince(warned) => ("form", format!("Report what happened after the warning of {} first, with its time if it was on that day. If nothing did, the warning was enough", date_only(*warned))),
        Refusal::WarnedFrom(on) => ("form", format!("The warning went by post, and counts from the end of {}. What happens after that day shows whether anything changed", date_only(*on))),
        Refusal::NothingNewSince(on) => ("form", format!("It was decided on {} that there is no such arrangement. Propose less, or report what happened after that day first", date_only(*on))),
        Refusal::OwnReport => ("form", "You reported the danger yourself. Somebody else of the senior post orders the measure, or somebody else reports what they saw".into()),
        Refusal::InTheFuture => ("on", "Date must be today or in the past".into()),
        Refusal::TimeInTheFuture => ("at", "Enter a time no later than now, or leave it empty".into()),
        Refusal::NotACategory => ("categories", "Select at least one type".into()),
        Refusal::NoSuch(what) => ("form", format!("There is no such {what} on this file")),
        Refusal::ChecksMissing(missing) => ("form", format!("Complete all checks: {}", checks(missing))),
        Refusal::OursToMend(ours) => ("form", format!("Put right what is ours first, and answer the check again: {}", checks(ours))),
        Refusal::NotWarned => ("form", "Warn them first".into()),
        Refusal::NoLongerAnOption(measure) => ("form", format!("The policy no longer has this measure: {}. Propose it again, as something that the policy has", say::option(*measure))),
        Refusal::NotPublished(channel) => ("open_channel", format!("Choose another way: the council does not say how to reach it by {}", say::open_channel(*channel))),
        Refusal::WidensUnwarned => ("form", "This asks more than what is in force: a measure, a reach or a way that is closed. Warn them of that first, and see whether anything changes; or propose what is in force, or less".into()),
        Refusal::NotAsDecided => ("in_practice", "Write what was decided, and leave out what goes. Nothing else can be changed here".into()),
        Refusal::NotAnOption => ("measures", "Select at least one measure".into()),
        Refusal::WholeCouncilWithoutReason => ("why_whole_council", "Explain why the whole council".into()),
        Refusal::CasesMissing => ("cases", "Select the cases of the matter".into()),
        Refusal::NotTheirCase => ("cases", "A case is of somebody else: name a case of this person".into()),
        Refusal::PartsMissing(parts) => ("letter", format!("The letter does not say what it must: {}", named(parts))),
        Refusal::PartsMissingIn(language, parts) => {
            ("letter", format!("The {} part of the letter does not say what it must: {}", language.name(), named(parts)))
        }
        Refusal::LanguageMissing(language) => ("letter", redress_pages::case::refusals::lacks(*language)),
        Refusal::InformationWaits => ("form", "New information waits: decide first whether it changes anything".into()),
        Refusal::AdjustmentWaits => ("form", "An adjustment was agreed since: weigh it first".into()),
        Refusal::NothingToAnswer => ("question", "Nothing waits for this answer".into()),
        Refusal::NotKinder => ("form", "This is not kinder than what is in force: take a measure away, or let it end earlier".into()),
        Refusal::ServiceMissing => ("service", "Select the service".into()),
        Refusal::NothingMilderMissing => ("why_nothing_milder", "Explain why nothing milder protects".into()),
        Refusal::TooLong(latest) => ("ends_on", format!("Last day must be on or before {}", date_only(*latest))),
        Refusal::DaysOutOfOrder => ("review_on", "Review date must be after today, and not after the last day".into()),
        Refusal::BeyondItsEnd(end) => ("ends_on", format!("It ends on {} by now. Propose it anew: until that day as its review, or beyond it", date_only(*end))),
        Refusal::ReviewedLater(on) => ("review_on", format!("Review date must be after {}, when it is looked at as it stands. To ask less, or to end it, takes no report", date_only(*on))),
        Refusal::TakesAReport => ("form", "That it goes on takes a report that they have, their comments and an answer to each: propose it".into()),
        Refusal::NotSpelledOut => ("in_practice", "Enter who answers, when, or for how long".into()),
        Refusal::OpenChannelClosed => ("open_channel", "Choose a way that the measures leave open, and what is in force already".into()),
        Refusal::AdjustmentRulesOut(kind) => ("open_channel", format!("Choose another way: “{}” was agreed with them, and rules this one out", redress_pages::case::vocabulary::adjustment(*kind))),
        Refusal::DoesNotReachThem(kind) => ("channel", format!("Choose another way: “{}” was agreed with them, and this one does not reach them", redress_pages::case::vocabulary::adjustment(*kind))),
        Refusal::CarriesNoLetter => ("channel", "Hand it over in person, by post or by email, or read it to them by phone".into()),
        Refusal::NoWayForLetters => ("going", "No address is on file for a way that is left open. Carry the letter yourself".into()),
        Refusal::NoMoreTime(least) => ("until", format!("The new last day must be after {}", date_only(*least))),
        Refusal::TooManyFiles(most) => ("form", format!("A comment has {most} files at the most")),
        Refusal::NamesDaysOfBefore => ("form", "The letter names days that counted from when it went before. Write it again, with the days anew".into()),
        Refusal::LetterOnItsWay => ("form", "A letter is on its way. What it brings about waits until it has left".into()),
        Refusal::NoWorkingDay(on) => ("review_on", format!("{} is no working day: choose a day on which somebody is there to look at it", date_only(*on))),
        Refusal::ReadsOtherwise => ("form", "What this rests on has changed since they read the report, or a comment that came in time was written down since. Withdraw what was decided, propose it anew, and share it with them".into()),
        Refusal::GroundsWait => ("form", "An incident was struck out, or the warning or the report did not reach them: decide first whether the arrangement can stand".into()),
        Refusal::RestsOnNothing => ("form", "All that the arrangement rested on was struck out, or came after no warning that reached them: lift it".into()),
        Refusal::NotInForce => ("form", "No arrangement is in force".into()),
        Refusal::InForce => ("form", "An arrangement is in force: propose that it goes on".into()),
        Refusal::NoProposal => ("form", "There is no proposal".into()),
        Refusal::NotShared => ("form", "Share the report with them first".into()),
        Refusal::AlreadyShared => ("form", "They have this report".into()),
        Refusal::TimeForComments(until) => ("form", format!("They have until {} to comment. Nobody decides before, unless they said that they have said all", date_only(*until))),
        Refusal::CommentsUnanswered(1) => ("form", "Respond to each point: 1 comment has no answer".into()),
        Refusal::CommentsUnanswered(count) => ("form", format!("Respond to each point: {count} comments have no answer")),
        Refusal::AlreadyAnswered => ("form", "Somebody has answered it already".into()),
        Refusal::CommentsUnread => ("has_read", "Confirm you have read the comments".into()),
        Refusal::TookPart => ("form", "Somebody who decides took part before: they reported, checked, warned, proposed or answered here".into()),
        Refusal::DealtWithTheirCase => ("form", "Somebody who decides dealt with one of this person’s cases. Nobody decides on what may be about themselves".into()),
        Refusal::HearsAppeals => ("form", "Whoever holds the post that hears appeals decides nothing on a file: somebody has to be left to hear one".into()),
        Refusal::NotTheDecider => ("form", "The policy names another post to decide this. Where one person decides alone, whoever holds a post above it does not decide in its name".into()),
        Refusal::NotAPanel => ("form", "A panel is of three at least, and whoever signs is one of them".into()),
        Refusal::VotesAgainst => ("outcome", "The votes do not carry this decision".into()),
        Refusal::LongerThanMayBeRenewed => ("form", "In sum it would be longer than your post may decide: the senior post decides".into()),
        Refusal::NoNoticeWaits => ("form", "No notice waits to be sent".into()),
        Refusal::InterimBefore => ("form", "An interim safety measure is over, and nobody has begun the way since: answer the checks first. Then another can be ordered".into()),
        Refusal::NoDanger => ("form", "No new incident of these days says that anyone was in danger: what is on the file was met by the measures so far. If anything happened since, whoever met it reports it first".into()),
        Refusal::NoArrangementThen => ("form", "No arrangement was in force then".into()),
        Refusal::CaseMissing => ("form", "Enter the reference of the case that was made of it".into()),
        Refusal::NoAppealNow => ("form", "There is nothing that can be appealed now, or the time has passed".into()),
        Refusal::NoAppealWaits => ("form", "No appeal waits".into()),
        Refusal::ContactsUnread(1) => ("form", "1 contact was not read. Every contact must be read".into()),
        Refusal::ContactsUnread(count) => ("form", format!("{count} contacts were not read. Every contact must be read")),
        Refusal::AppealWaits => ("form", "An appeal waits. Decide it first".into()),
        Refusal::BeforeItWasShared(on) => ("on", format!("They had the report on {}. Enter that day or a later one", date_only(*on))),
        Refusal::SaidAllToWhoTookPart => ("all", "You took a part in this. Take it down without, and they have until their last day; or a colleague who took none takes down that it is all".into()),
        Refusal::UrgentWaits => ("form", "Something urgent was passed on, and nobody has taken it up".into()),
        Refusal::NobodyToTell => ("form", "Nobody is there who could be told. Tell your manager now".into()),
        Refusal::CaseOfBefore => ("form", "That case was there before they said this. Log what is new as a case of its own, and enter its reference".into()),
        Refusal::NotStatutory => ("form", "That case follows no procedure of a request under a statute. Log it under one, or change its procedure".into()),
        Refusal::FormatUnmet(kinds) => {
            let named: Vec<&str> = kinds.iter().map(|kind| redress_pages::case::vocabulary::adjustment(*kind)).collect();
            (redress_pages::conduct::tend::FORMAT_MET, format!("Say how this letter keeps to what was agreed: {}", named.join("; ")))
        }
        Refusal::Erased => ("form", "The file was erased".into()),
        Refusal::Held => ("form", "The file is held".into()),
        Refusal::NotHeld => ("form", "The file is not held".into()),
        Refusal::KeptUntil(until) => ("form", format!("The file is kept until {}", date_only(*until))),
        Refusal::NotAtItsEnd => ("form", "Something has still to be done on this file first".into()),
    };
    (field, text)
}
