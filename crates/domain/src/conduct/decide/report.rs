//! The report: proposed, shared with the person, commented on, and each comment answered.

use jiff::civil::Date;
use jiff::{Span, ToSpan as _};

use super::before::nothing_of_ours_to_mend;
use super::in_force::came_by_their_word;
use super::letter::{arrives_by, none_on_its_way};
use super::question::answered;
use super::{Context, needed, not_after_today, reasoned};
use crate::calendar::london::civil_date;
use crate::conduct::command::{NewComment, Proposal};
use crate::conduct::state::{Incident, Said, Shared, Terms, ToNotify};
use crate::conduct::{
    ConductFile, Event, LetterKind, Purpose, Reach, Refusal, is_published, leaves_one_way,
    needs_to_be_spelled_out,
};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::{CaseId, CommentId, ContactId, UserId};
use crate::policy::{Conduct, ContactOption};
use crate::vocabulary::Channel;
use crate::words::{Words, WordsRef};

pub(super) fn propose(
    file: &ConductFile,
    proposal: &Proposal,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let conduct = context.conduct()?;
    let today = context.today();
    if file.to_notify.is_some() {
        return Err(Refusal::NotAtItsEnd);
    }
    // What they are about to read is not changed under their eyes.
    none_on_its_way(file, LetterKind::Report)?;
    // Domain 5.4: no proposal before a warning.
    if file.warned_at.is_none() {
        return Err(Refusal::NotWarned);
    }
    nothing_of_ours_to_mend(file)?;
    let purpose = what_it_is(file, proposal, today)?;
    if purpose.goes_on() {
        answered(file, today)?;
    } else {
        // Domain 5.4; Civil Procedure Rules, rule 6.26: one that is in the post has warned nobody yet.
        if let Some(warned) = file.warning().filter(|warned| *warned > context.at) {
            return Err(Refusal::WarnedFrom(civil_date(warned)));
        }
        it_went_on(file)?;
    }
    within_the_policy(proposal, conduct)?;
    let known = |service| context.policy.service(service).is_some();
    // It says which, and that is one of the policy's.
    if proposal.reach == Reach::ThisService && !proposal.service.as_ref().is_some_and(known) {
        return Err(Refusal::ServiceMissing);
    }
    // The Ombudsman's guide, part 6: an arrangement about a matter touches no other case of the person.
    if proposal.reach == Reach::ThisMatter && proposal.cases.is_empty() {
        return Err(Refusal::CasesMissing);
    }
    let whole = given_reason(proposal.why_whole_council.as_ref(), "why the whole council")?;
    if proposal.reach == Reach::WholeCouncil && whole.is_none() {
        return Err(Refusal::WholeCouncilWithoutReason);
    }
    let milder = given_reason(
        proposal.why_nothing_milder.as_ref(),
        "why nothing milder protects",
    )?;
    // Paper 001, 4.3.
    if conduct.milder_first
        && proposal.measures.iter().any(|measure| limits_contact(*measure))
        && milder.is_none()
    {
        return Err(Refusal::NothingMilderMissing);
    }
    let latest = months_after(today, conduct.longest_months);
    if proposal.ends_on > latest {
        return Err(Refusal::TooLong(latest));
    }
    let review_on = working_day(proposal.review_on, context);
    if proposal.ends_on <= today || review_on > proposal.ends_on || review_on <= today {
        return Err(Refusal::DaysOutOfOrder);
    }
    leaves_open(&proposal.measures, proposal.open_channel, context)?;
    let terms = Terms {
        measures: proposal.measures.clone(),
        reach: proposal.reach,
        service: proposal.service.clone(),
        cases: cases_of(proposal),
        ends_on: proposal.ends_on,
        review_on,
        open_channel: proposal.open_channel,
        in_practice: spelled_out(&proposal.measures, proposal.in_practice.as_ref())?,
    };
    let said = Said {
        why_usable: reasoned(&proposal.why_usable, "why they can use the way that stays open")?,
        reasons: reasoned(&proposal.reasons, "the reasons")?,
        equality: reasoned(&proposal.equality, "what was considered of equality")?,
        human_rights: reasoned(&proposal.human_rights, "what was considered of human rights")?,
        // Paper 004, 7.2: what we will do, and what we expect, each in words.
        expects: reasoned(&proposal.expects, "what we will do")?,
        asks: Some(reasoned(&proposal.asks, "what we ask of them")?),
        why_whole_council: whole,
        why_nothing_milder: milder,
    };
    something_is_new(file, &terms, context)?;
    if purpose.goes_on() {
        carries_on(file, &terms, context)?;
    }
    if purpose == Purpose::Review {
        looks_later(file, &terms, today)?;
    }
    let before = file.report.as_ref().filter(|report| report.purpose == purpose);
    let seen = before.and_then(|report| report.shared.as_ref());
    let is_no_harsher = seen.is_some_and(|seen| only_eases((&terms, &said), seen, context));
    Ok(vec![proposed(purpose, terms, said, is_no_harsher)])
}

/// What is proposed: something where nothing is in force, that it goes on beyond its end, or, at its review, until its end. Its
/// last day says which of these (paper 004, 7.1; domain 5.10).
fn what_it_is(file: &ConductFile, proposal: &Proposal, today: Date) -> Result<Purpose, Refusal> {
    match (proposal.purpose.goes_on(), file.in_force(today)) {
        (false, Some(_)) => Err(Refusal::InForce),
        (true, None) => Err(Refusal::NotInForce),
        (false, None) => Ok(Purpose::First),
        (true, Some(arrangement)) if proposal.ends_on > arrangement.terms.ends_on => Ok(Purpose::Renewal),
        (true, Some(_)) => Ok(Purpose::Review),
    }
}

/// Domain 5.10: what goes on until its end, or an earlier day, is looked at again on a later day than the one that stands. To end
/// it or to ask less takes no report.
pub(super) fn looks_later(file: &ConductFile, terms: &Terms, today: Date) -> Result<(), Refusal> {
    let stands = &file.in_force(today).ok_or(Refusal::NotInForce)?.terms;
    if terms.ends_on > stands.ends_on {
        return Err(Refusal::BeyondItsEnd(stands.ends_on));
    }
    if terms.review_on <= stands.review_on {
        return Err(Refusal::ReviewedLater(stands.review_on));
    }
    Ok(())
}

fn proposed(purpose: Purpose, terms: Terms, said: Said, is_no_harsher: bool) -> Event {
    Event::Proposed {
        purpose,
        measures: terms.measures,
        reach: terms.reach,
        service: terms.service,
        cases: terms.cases,
        ends_on: terms.ends_on,
        review_on: terms.review_on,
        open_channel: terms.open_channel,
        is_no_harsher,
        why_usable: said.why_usable,
        reasons: said.reasons,
        equality: said.equality,
        human_rights: said.human_rights,
        expects: said.expects,
        asks: said.asks,
        in_practice: terms.in_practice,
        why_whole_council: said.why_whole_council,
        why_nothing_milder: said.why_nothing_milder,
    }
}

/// The warning says what has to change; something that happened after it shows that it did not (the Ombudsman's guide,
/// part 3: a chance to change first).
pub(super) fn it_went_on(file: &ConductFile) -> Result<(), Refusal> {
    let warned = file.warning().ok_or(Refusal::NotWarned)?;
    let mut new = file.incidents.iter().skip(file.incidents_before);
    let since =
        |incident: &Incident| incident.happened_after(warned) && incident.after_warning >= Some(warned);
    if new.any(since) {
        Ok(())
    } else {
        Err(Refusal::NothingSince(civil_date(warned)))
    }
}

/// Domain 5.7: a decision that there is no arrangement is one. The same, or more, is asked again only for something that they
/// did since; less can be proposed at once.
fn something_is_new(file: &ConductFile, terms: &Terms, context: &Context<'_>) -> Result<(), Refusal> {
    let Some(refused) = &file.refused else {
        return Ok(());
    };
    let mut new = file.incidents.iter().skip(file.incidents_before);
    if new.any(|incident| incident.happened_after(refused.at)) {
        return Ok(());
    }
    let before = &refused.terms;
    let is_less = *terms != *before
        && takes_nothing_more(terms, before, context)
        && terms.open_channel == before.open_channel
        && (terms.in_practice.is_none() || terms.in_practice == before.in_practice)
        && (terms.measures.len() < before.measures.len()
            || terms.ends_on < before.ends_on
            || terms.reach != before.reach
            || terms.cases.len() < before.cases.len());
    if is_less {
        Ok(())
    } else {
        Err(Refusal::NothingNewSince(civil_date(refused.at)))
    }
}

/// The cases that it names, each once, where it is about a matter.
fn cases_of(proposal: &Proposal) -> Vec<CaseId> {
    let mut cases = proposal.cases.clone();
    cases.retain(|_| proposal.reach == Reach::ThisMatter);
    cases.sort();
    cases.dedup();
    cases
}

fn given_reason(words: Option<&Words>, what: &'static str) -> Result<Option<WordsRef>, Refusal> {
    words
        .filter(|words| !words.is_blank())
        .map(|words| reasoned(words, what))
        .transpose()
}

/// Who answers, when or for how long, where a measure says nothing without it: the person and the front line are told what
/// to do, and not that there is something to do (domain 5.9). What needs it not keeps none.
pub(super) fn spelled_out(
    measures: &[ContactOption],
    words: Option<&Words>,
) -> Result<Option<WordsRef>, Refusal> {
    if !measures.iter().any(|measure| needs_to_be_spelled_out(*measure)) {
        return Ok(None);
    }
    let words = words.filter(|words| !words.is_blank());
    let words = words.ok_or(Refusal::NotSpelledOut)?;
    reasoned(words, "who answers, when, or for how long").map(Some)
}

fn within_the_policy(proposal: &Proposal, conduct: &Conduct) -> Result<(), Refusal> {
    let unknown = |measure: &ContactOption| !conduct.options.contains(measure);
    if proposal.measures.is_empty() || proposal.measures.iter().any(unknown) {
        Err(Refusal::NotAnOption)
    } else {
        Ok(())
    }
}

/// Whether a measure limits contact. A named person who answers and an agreement that both sign do not.
fn limits_contact(measure: ContactOption) -> bool {
    match measure {
        ContactOption::NamedContact | ContactOption::BehaviourAgreement => false,
        ContactOption::OneChannel
        | ContactOption::SetTimes
        | ContactOption::CallLength
        | ContactOption::NoAcknowledgementOfRepeats
        | ContactOption::FileWithoutReply
        | ContactOption::Premises => true,
    }
}

/// The open way is one that a person uses to reach the council by themselves, and the measures do not
/// close it.
pub(super) fn leaves_open(
    measures: &[ContactOption],
    channel: Channel,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    // Equality Act 2010, section 20: nobody is left with a way that what was agreed with them rules out.
    let mut agreed = context.adjustments.iter();
    if let Some(kind) = agreed.find(|kind| kind.rules_out(channel)) {
        return Err(Refusal::AdjustmentRulesOut(*kind));
    }
    let is_open = match channel {
        Channel::Email | Channel::Phone | Channel::Letter | Channel::Online | Channel::Text => true,
        Channel::InPerson => !measures.contains(&ContactOption::Premises),
        Channel::WebChat | Channel::SocialMedia | Channel::Councillor | Channel::Api | Channel::Import => {
            false
        }
    };
    if !is_open {
        return Err(Refusal::OpenChannelClosed);
    }
    // Domain 5.5: it is one by which the council says that it can be reached.
    if is_published(&context.policy.council.contact, channel) {
        Ok(())
    } else {
        Err(Refusal::NotPublished(channel))
    }
}

/// The day itself, or the working day before it: somebody has to be there who looks at it again (ours).
pub(super) fn working_day(review_on: Date, context: &Context<'_>) -> Date {
    if context.calendar.is_working_day(review_on) {
        review_on
    } else {
        context.calendar.previous_working_day(review_on)
    }
}

/// Whether a proposal only eases what they have read: a change that needs not be shared once more. What is decided is
/// what was shared (paper 004, 7.1; domain 5.6), so each word is the same, but for a reason that is no longer needed;
/// and the terms are the same or fewer, as far as the rule can prove it.
pub(super) fn only_eases((terms, said): (&Terms, &Said), seen: &Shared, context: &Context<'_>) -> bool {
    let (before, read) = (&seen.terms, &seen.said);
    let reason_for_all =
        terms.reach != Reach::WholeCouncil || said.why_whole_council == read.why_whole_council;
    let same_words = said.why_usable == read.why_usable
        && said.reasons == read.reasons
        && said.equality == read.equality
        && said.human_rights == read.human_rights
        && said.expects == read.expects
        && said.asks == read.asks
        && (terms.in_practice.is_none() || terms.in_practice == before.in_practice)
        && said.why_nothing_milder == read.why_nothing_milder;
    takes_nothing_more(terms, before, context)
        && terms.review_on <= before.review_on
        && reason_for_all
        && same_words
        && terms.open_channel == before.open_channel
}

/// Whether terms ask no measure, reach and day more than others, as far as the rule can prove it.
fn takes_nothing_more(terms: &Terms, before: &Terms, context: &Context<'_>) -> bool {
    reaches_no_further(terms, before, context) && terms.ends_on <= before.ends_on
}

/// The Ombudsman's guide, part 3; domain 5.4 and 5.10: what is renewed goes on, or is less. A measure that was not there, a
/// wider reach or a way that is closed to them is something new, and takes what anything new takes: a warning since it began,
/// and something that happened after it.
pub(super) fn carries_on(file: &ConductFile, terms: &Terms, context: &Context<'_>) -> Result<(), Refusal> {
    let arrangement = file.in_force(context.today()).ok_or(Refusal::NotInForce)?;
    let before = &arrangement.terms;
    let is_ruled_out = |kind: &AdjustmentKind| kind.rules_out(before.open_channel);
    // By agreement it may be another way (Equality Act 2010, section 20); and where none is closed, it closes none.
    let same_way = terms.open_channel == before.open_channel
        || !leaves_one_way(&terms.measures)
        || context.adjustments.iter().any(is_ruled_out);
    if reaches_no_further(terms, before, context) && same_way {
        return Ok(());
    }
    let Some(warned) = file.warning() else {
        return Err(Refusal::WidensUnwarned);
    };
    // Civil Procedure Rules, rule 6.26: one that is in the post has warned nobody yet.
    if warned > context.at {
        return Err(Refusal::WarnedFrom(civil_date(warned)));
    }
    it_went_on(file)
}

/// Whether terms ask no measure and no reach more than others, as far as the rule can prove it.
fn reaches_no_further(terms: &Terms, before: &Terms, context: &Context<'_>) -> bool {
    let fewer_measures = terms
        .measures
        .iter()
        .all(|measure| before.measures.contains(measure));
    // What is about one service is part of the whole council, and a matter of a service is part of that service.
    let of_it = |case: &CaseId| {
        let service = context.services.iter().find(|(known, _)| known == case);
        service.is_some_and(|(_, service)| before.service.as_ref() == Some(service))
    };
    let no_wider = match (terms.reach, before.reach) {
        (Reach::ThisMatter, Reach::ThisService) => terms.cases.iter().all(of_it),
        (Reach::ThisMatter, Reach::ThisMatter) => terms.cases.iter().all(|case| before.cases.contains(case)),
        (Reach::ThisService, Reach::ThisService) => terms.service == before.service,
        (Reach::ThisMatter | Reach::ThisService | Reach::WholeCouncil, Reach::WholeCouncil) => true,
        (Reach::WholeCouncil, Reach::ThisService)
        | (Reach::ThisService | Reach::WholeCouncil, Reach::ThisMatter) => false,
    };
    fewer_measures && no_wider
}

/// The day so many months after another.
pub(super) fn months_after(day: Date, months: u16) -> Date {
    let span: Span = i32::from(months).months();
    day.checked_add(span).unwrap_or(Date::MAX)
}

/// Paper 004, 7.1: the report is shared with the customer for comments; a renewal's as well.
pub(super) fn share(
    file: &ConductFile,
    report: &Words,
    channel: Channel,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let waiting = file.report.as_ref().ok_or(Refusal::NoProposal)?;
    if waiting.shared.is_some() {
        return Err(Refusal::AlreadyShared);
    }
    none_on_its_way(file, LetterKind::Report)?;
    // Domain 5.10: nor on what can be agreed no more.
    if file.lapsed_before_it_was_renewed(context.today()).is_some() {
        return Err(Refusal::NotInForce);
    }
    arrives_by(channel, context)?;
    // Nobody is asked to comment on what cannot be decided so (Equality Act 2010, section 20).
    leaves_open(&waiting.terms.measures, waiting.terms.open_channel, context)?;
    Ok(vec![Event::ReportShared {
        channel,
        comments_until: context.comments_until(file, channel)?,
        report: needed(report, "the report")?,
    }])
}

/// What they say is taken word for word; a late comment too, while nothing was decided: it reopens the
/// question (domain 5.6). So is what they say of a report that was changed since, before they have it anew: they hold a
/// letter that says until when they may. What reached us up to the day of the decision is taken, too, as long as its notice
/// waits: no notice goes before whoever decides has read it.
pub(super) fn comment(
    file: &ConductFile,
    comment: &NewComment,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut events = take_comment(file, comment, context)?;
    // It bears the name of the contact that it is.
    let contact = ContactId::parse(comment.id.as_str()).map_err(|_no_name| Refusal::NoSuch("comment"))?;
    events.extend(came_by_their_word(file, contact, comment.channel, context)?);
    Ok(events)
}

/// The comment alone, where the contact that it is stands here already.
pub(super) fn take_comment(
    file: &ConductFile,
    comment: &NewComment,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let in_time = |waits: &&ToNotify| comment.on <= waits.decided_on;
    let had_on = match (&file.report, file.to_notify.as_ref().filter(in_time)) {
        (Some(waiting), _) => waiting.had_on,
        (None, Some(decided)) => decided.had_on,
        (None, None) => return Err(Refusal::NoProposal),
    };
    let had_on = had_on.ok_or(Refusal::NotShared)?;
    not_after_today(comment.on, context)?;
    // Nobody comments on what they have not read.
    if comment.on < had_on {
        return Err(Refusal::BeforeItWasShared(had_on));
    }
    let took_part = |user: &UserId| file.took_part.contains(user);
    if comment.is_all && context.actor.user().is_some_and(took_part) {
        return Err(Refusal::SaidAllToWhoTookPart);
    }
    Ok(vec![Event::Commented {
        id: comment.id.clone(),
        on: comment.on,
        channel: comment.channel,
        is_all: comment.is_all,
        words: needed(&comment.words, "the comment")?,
    }])
}

/// Each comment has an answer before anybody decides (paper 004, 7.1).
pub(super) fn answer(file: &ConductFile, comment: CommentId, words: &Words) -> Result<Vec<Event>, Refusal> {
    let of_report = file.report.iter().flat_map(|report| &report.comments);
    // What is not agreed is told once what came in time has its answer, too.
    let mut comments = of_report.chain(&file.late_comments);
    if !file.is_pending() {
        return Err(Refusal::NoProposal);
    }
    let asked = comments.find(|known| known.id == comment);
    if asked.ok_or(Refusal::NoSuch("comment"))?.is_answered {
        return Err(Refusal::AlreadyAnswered);
    }
    Ok(vec![Event::CommentAnswered {
        id: comment,
        words: reasoned(words, "the answer")?,
    }])
}
