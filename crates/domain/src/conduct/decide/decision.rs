//! The decision, by whom the policy names and who took no part; and the notice, before which nothing binds.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::before::nothing_of_ours_to_mend;
use super::letter::{arrives_by, none_on_its_way};
use super::question::answered;
use super::report::{
    carries_on, it_went_on, leaves_open, looks_later, months_after, only_eases, working_day,
};
use super::{Context, is_no_officer_of_their_case, needed, reasoned};
use crate::conduct::command::{Decision, Vote};
use crate::conduct::state::{Report, Shared, Terms, ToNotify};
use crate::conduct::{
    AgreedLess, ConductFile, Event, LetterKind, Outcome, Purpose, Refusal, Voted, needs_to_be_spelled_out,
    parts,
};
use crate::id::{PostId, UserId};
use crate::permission::Actor;
use crate::policy::{Conduct, ContactOption};
use crate::vocabulary::Channel;
use crate::words::Words;

/// The fewest that are a panel.
pub(super) const PANEL: usize = 3;

pub(super) fn decide(
    file: &ConductFile,
    decision: &Decision,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let conduct = context.conduct()?;
    let report = file.report.as_ref().ok_or(Refusal::NoProposal)?;
    let shared = report.shared.as_ref().ok_or(Refusal::NotShared)?;
    let agreed_less = decision.agreed_less.as_ref();
    let agreed_less = agreed_less.filter(|_| decision.outcome == Outcome::Agreed);
    let terms = match agreed_less {
        Some(less) => less_than_proposed((report, shared), less, context)?,
        None => report.terms.clone(),
    };
    if decision.outcome == Outcome::Agreed {
        stands(file, (&terms, report.purpose), context)?;
    }
    // Domain 5.9: what came since is answered before the arrangement goes on.
    if report.purpose.goes_on() {
        answered(file, context.today())?;
    }
    // Domain 5.10: whoever appealed has an answer before what they appealed against goes on.
    if file.appeal_waits() {
        return Err(Refusal::AppealWaits);
    }
    all_is_read(file)?;
    comments_are_done(report, shared, context)?;
    if !decision.has_read_the_comments {
        return Err(Refusal::CommentsUnread);
    }
    let (post, is_panel) = who_decides(file, report, (conduct, context.today()));
    let carries = decision.outcome == Outcome::Agreed;
    let votes = votes(
        file,
        (&decision.votes, carries),
        (conduct, post, is_panel),
        context,
    )?;
    let notice_due_on = match decision.outcome {
        Outcome::AskedForMore => None,
        Outcome::Agreed | Outcome::NotAgreed => Some(context.due(context.today(), conduct.notice_within)),
    };
    Ok(vec![Event::Decided {
        outcome: decision.outcome,
        votes,
        post: Some(post.clone()),
        notice_due_on,
        agreed_less: agreed_less.cloned(),
        reasons: reasoned(&decision.reasons, "the reasons")?,
    }])
}

/// Ux S18, "Agree with changes": whoever decides may leave out a measure or end it earlier, and nothing else: what binds is what
/// they read, or less (paper 004, 7.1). The rule is that of a proposal which needs not be shared once more.
fn less_than_proposed(
    (report, shared): (&Report, &Shared),
    less: &AgreedLess,
    context: &Context<'_>,
) -> Result<Terms, Refusal> {
    let proposed = &report.terms;
    if less.measures.is_empty() {
        return Err(Refusal::NotAnOption);
    }
    let today = context.today();
    if less.ends_on <= today || less.review_on <= today || less.review_on > less.ends_on {
        return Err(Refusal::DaysOutOfOrder);
    }
    if less.review_on != proposed.review_on && working_day(less.review_on, context) != less.review_on {
        return Err(Refusal::NoWorkingDay(less.review_on));
    }
    let needs = |measures: &[ContactOption]| {
        let spelled = measures
            .iter()
            .filter(|measure| needs_to_be_spelled_out(**measure));
        spelled.count()
    };
    // One text spells out all of these: a part of it is not cut out here (domain 5.9).
    let (left, before) = (needs(&less.measures), needs(&proposed.measures));
    if left > 0 && left < before {
        return Err(Refusal::NotSpelledOut);
    }
    let terms = Terms {
        measures: less.measures.clone(),
        ends_on: less.ends_on,
        review_on: less.review_on,
        in_practice: proposed.in_practice.clone().filter(|_| left > 0),
        ..proposed.clone()
    };
    let is_less = terms != *proposed && only_eases((&terms, &report.said), shared, context);
    let is_within = terms
        .measures
        .iter()
        .all(|measure| proposed.measures.contains(measure))
        && terms.ends_on <= proposed.ends_on
        && terms.review_on <= proposed.review_on;
    if is_less && is_within {
        Ok(terms)
    } else {
        Err(Refusal::NotKinder)
    }
}

/// What a proposal rests on is asked again when it is decided, when its notice is written and when that leaves: what was
/// so when it was proposed may have been struck out, ended or agreed otherwise since.
fn stands(
    file: &ConductFile,
    (terms, purpose): (&Terms, Purpose),
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let today = context.today();
    // UK GDPR, article 5(1)(d): nothing rests on what was struck out.
    if file.incidents.is_empty() {
        return Err(Refusal::NoIncident);
    }
    // Domain 5.4: a warning that did not arrive is none.
    if file.warned_at.is_none() {
        return Err(Refusal::NotWarned);
    }
    nothing_of_ours_to_mend(file)?;
    match purpose {
        Purpose::First => it_went_on(file)?,
        // What has lapsed is not renewed (domain 5.10); and what was made kinder since is made no harsher by it.
        Purpose::Renewal => carries_on(file, terms, context)?,
        Purpose::Review => {
            carries_on(file, terms, context)?;
            looks_later(file, terms, today)?;
        }
    }
    // What the policy no longer has is done to nobody: it is proposed again, as something that it has.
    let options = &context.conduct()?.options;
    if let Some(gone) = terms.measures.iter().find(|measure| !options.contains(measure)) {
        return Err(Refusal::NoLongerAnOption(*gone));
    }
    // It says until when it lasts and when it is looked at: both are still to come.
    if terms.ends_on < today || terms.review_on < today {
        return Err(Refusal::DaysOutOfOrder);
    }
    // Equality Act 2010, section 20: with what was agreed by now, and not only when it was proposed.
    leaves_open(&terms.measures, terms.open_channel, context)?;
    if file.may_stand_against_an_adjustment(today) {
        return Err(Refusal::AdjustmentWaits);
    }
    Ok(())
}

/// Whether what was decided can bind once its notice is there.
pub(super) fn may_bind(file: &ConductFile, waits: &ToNotify, context: &Context<'_>) -> Result<(), Refusal> {
    if waits.outcome != Outcome::Agreed {
        return Ok(());
    }
    // Paper 004, 7.1: what binds is what they read and could comment on.
    if waits.reads_otherwise || !waits.was_heard && file.report_came_back() {
        return Err(Refusal::ReadsOtherwise);
    }
    // Domain 5.10: an appeal that came since is decided before what it is against goes on.
    if file.appeal_waits() {
        return Err(Refusal::AppealWaits);
    }
    stands(file, (&waits.terms, waits.purpose), context)
}

/// Paper 004, 7.1; domain 5.6: nobody decides before it was read whether what came in is a comment.
fn all_is_read(file: &ConductFile) -> Result<(), Refusal> {
    match file.unread().count() {
        0 => Ok(()),
        unread => Err(Refusal::ContactsUnread(unread)),
    }
}

/// Paper 004, 7.1; domain 5.6: no decision before the time for comments has passed, or they said that they said all; and each
/// comment has an answer.
fn comments_are_done(report: &Report, shared: &Shared, context: &Context<'_>) -> Result<(), Refusal> {
    if !report.had_their_time(context.today()) {
        return Err(Refusal::TimeForComments(shared.comments_until));
    }
    let unanswered = report
        .comments
        .iter()
        .filter(|comment| !comment.is_answered)
        .count();
    if unanswered > 0 {
        return Err(Refusal::CommentsUnanswered(unanswered));
    }
    Ok(())
}

/// The post that decides on what this file's report proposes.
pub fn post_for<'c>(file: &ConductFile, (conduct, today): (&'c Conduct, Date)) -> &'c PostId {
    decides_for(file, (conduct, today)).0
}

/// The same, and whether a panel of it does.
pub fn decides_for<'c>(file: &ConductFile, (conduct, today): (&'c Conduct, Date)) -> (&'c PostId, bool) {
    let designation = (&conduct.decided_by, conduct.is_decided_by_panel);
    file.report
        .as_ref()
        .map_or(designation, |report| who_decides(file, report, (conduct, today)))
}

/// The policy's post; where a person would be restricted for longer in sum than the policy's longest, the
/// senior one. That an arrangement goes on until the end that was decided takes the post of reviews (paper 004, 7.1).
fn who_decides<'c>(
    file: &ConductFile,
    report: &Report,
    (conduct, today): (&'c Conduct, Date),
) -> (&'c PostId, bool) {
    if report.purpose == Purpose::Review {
        return (&conduct.reviewed_by, conduct.is_reviewed_by_panel);
    }
    let since = file.since(today);
    if report.terms.ends_on > months_after(since, conduct.longest_months) {
        let is_same = conduct.longer_by == conduct.decided_by;
        (&conduct.longer_by, is_same && conduct.is_decided_by_panel)
    } else {
        (&conduct.decided_by, conduct.is_decided_by_panel)
    }
}

/// Domain 5.10: whoever holds the post that hears appeals decides nothing and orders nothing, so that somebody is left
/// to hear one.
pub(super) fn hears_no_appeal(
    actor: &Actor,
    (conduct, context): (&Conduct, &Context<'_>),
) -> Result<(), Refusal> {
    if context.holds(actor, &conduct.appeal_to) {
        Err(Refusal::HearsAppeals)
    } else {
        Ok(())
    }
}

/// Whoever decides holds the post, and took no part before (domain 5.7); a panel votes, and its chair signs. What is decided
/// is carried by those who are for it, or by the others.
pub(super) fn votes(
    file: &ConductFile,
    (cast, is_for_it): (&[Vote], bool),
    (conduct, post, is_panel): (&Conduct, &PostId, bool),
    context: &Context<'_>,
) -> Result<Vec<(UserId, Voted)>, Refusal> {
    let decides = |actor: &Actor| {
        let user = actor.user().ok_or(Refusal::NotTheDecider)?;
        if file.has_part(user) {
            return Err(Refusal::TookPart);
        }
        is_no_officer_of_their_case(actor, context)?;
        hears_no_appeal(actor, (conduct, context))?;
        if context.decides_as(actor, post) {
            Ok(user.clone())
        } else if *post == conduct.longer_by
            && *post != conduct.decided_by
            && context.holds(actor, &conduct.decided_by)
        {
            Err(Refusal::LongerThanMayBeRenewed)
        } else {
            Err(Refusal::NotTheDecider)
        }
    };
    let signs = decides(context.actor)?;
    if !is_panel {
        return if cast.is_empty() {
            Ok(Vec::new())
        } else {
            Err(Refusal::NotAPanel)
        };
    }
    let mut each = Vec::with_capacity(cast.len());
    for vote in cast {
        each.push((decides(&vote.by)?, vote.voted));
    }
    let people: BTreeSet<&UserId> = each.iter().map(|(user, _)| user).collect();
    if people.len() < PANEL || people.len() != each.len() || !people.contains(&signs) {
        return Err(Refusal::NotAPanel);
    }
    let for_it = each.iter().filter(|(_, voted)| *voted == Voted::For).count();
    let has_more = for_it * 2 > each.len();
    if has_more == is_for_it {
        Ok(each)
    } else {
        Err(Refusal::VotesAgainst)
    }
}

/// The notice goes out, and only then does an arrangement bind (domain 5.8).
pub(super) fn send_notice(
    file: &ConductFile,
    letter: &Words,
    channel: Channel,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let waits = file.to_notify.as_ref().ok_or(Refusal::NoNoticeWaits)?;
    none_on_its_way(file, LetterKind::Notice)?;
    arrives_by(channel, context)?;
    may_bind(file, waits, context)?;
    // Paper 004, 7.1: what they said in time has its answer before they are told what came of it, also where nothing binds.
    let unanswered = file.late_comments.iter().filter(|comment| !comment.is_answered);
    let unanswered = unanswered.count();
    if unanswered > 0 {
        return Err(Refusal::CommentsUnanswered(unanswered));
    }
    // Nor before it was read whether what came up to the day of the decision is a comment.
    let unread = file.unread().filter(|contact| contact.on <= waits.decided_on);
    let unread = unread.count();
    if unread > 0 {
        return Err(Refusal::ContactsUnread(unread));
    }
    // Domain 5.9 and 5.10: what came since is read and answered before it goes on.
    if waits.outcome == Outcome::Agreed && waits.purpose.goes_on() {
        answered(file, context.today())?;
    }
    let (today, conduct) = (context.today(), context.conduct()?);
    let sent = Event::NoticeSent {
        channel,
        from: today,
        appeal_until: context.appeal_until(channel)?,
        letter: needed(letter, "the letter")?,
    };
    parts::all_there(letter, context, |say| parts::of_notice(say, waits, conduct))?;
    Ok(vec![sent])
}
