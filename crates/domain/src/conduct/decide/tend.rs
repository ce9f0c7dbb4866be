//! What is done beside the way: what is urgent is taken up, an arrangement is reviewed, a proposal is withdrawn, and an
//! incident that does not belong here is struck out.

use jiff::civil::Date;

use super::{Context, needed, not_after_today, reasoned};
use crate::conduct::tend::{ReviewOutcome, Tend, Tended};
use crate::conduct::{Command, ConductFile, Event, Refusal, parts};
use crate::customer::adjustment::AdjustmentKind;
use crate::id::{CommentId, ContactId, IncidentId, UserId};
use crate::vocabulary::Channel;
use crate::words::{Words, WordsRef};

pub(super) fn decide(file: &ConductFile, order: Tend, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    let mut came = Vec::new();
    let tended = match order {
        Tend::Meet { kinds, words } => {
            if kinds.is_empty() {
                return Err(Refusal::NothingToAnswer);
            }
            Tended::FormatMet {
                kinds,
                words: reasoned(&words, "how the letter keeps to what was agreed")?,
            }
        }
        // Once a week at the most, as the answer itself would go (domain 5.9).
        Tend::NotTold { contact } => {
            let week = jiff::Span::new().days(7);
            let last = file.not_told_on.max(file.outside_answered_on);
            if last.is_some_and(|last| context.today() < last.saturating_add(week)) {
                return Ok(Vec::new());
            }
            Tended::NotTold { contact }
        }
        Tend::PassOn { contact, told } => pass_on(file, contact, told)?,
        Tend::TakeUp { contact, words } => {
            if file.urgent.iter().all(|urgent| urgent.contact != contact) {
                return Err(Refusal::NothingToAnswer);
            }
            Tended::TakenUp {
                contact,
                words: reasoned(&words, "what you do about it")?,
            }
        }
        Tend::Review { outcome, reason } => review(file, outcome, &reason, context)?,
        Tend::SortAgain {
            sorting,
            as_well,
            reason,
        } => {
            return super::in_force::sort_again(file, (sorting, as_well), &reason, context);
        }
        Tend::SayForReview {
            contact,
            on,
            channel,
            words,
        } => {
            let said = said_for_review(file, &contact, (on, channel, &words), context)?;
            came = super::in_force::came_by_their_word(file, contact, channel, context)?;
            said
        }
        // Domain 5.1: a person has one file. What was before they were known to be one is brought together by a person, and never
        // while something waits or binds: nobody is bound on a file that others do not look at.
        Tend::CloseInto { into, reason } => {
            came = super::in_force::close(file, &reason, context)?;
            Tended::GoesOnIn { into }
        }
        Tend::TakeIn(taken) => Tended::TookIn(taken),
        Tend::SaidByCode {
            by,
            given_at,
            given_as,
            told,
        } => {
            // They are told once of each code, at their own address.
            let is_known = file.codes_used.contains(&(by.clone(), given_at));
            let (told, channel) = told.filter(|_| !is_known).unzip();
            Tended::SaidByCode {
                by,
                given_at,
                given_as,
                told,
                channel,
            }
        }
        Tend::GiveMoreTime {
            until,
            reason,
            letter,
        } => more_time(file, until, (&reason, &letter), context)?,
        Tend::Withdraw { reason, letter } => withdraw(file, (&reason, letter.as_ref()), context)?,
        Tend::Strike {
            incident,
            is_moved,
            reason,
            letter,
        } => {
            if file.incidents.iter().all(|known| known.id != incident) {
                return Err(Refusal::NoSuch("incident"));
            }
            let letter = told_that_it_ended(file, &incident, letter.as_ref(), context)?;
            // What is in force may rest on it: whether it can stand is said within the days of new information.
            let binds = file.in_force(context.today()).is_some();
            let within = context.conduct()?.information_within;
            Tended::Struck {
                incident,
                is_moved,
                answer_by: binds.then(|| context.due(context.today(), within)),
                silence_ends_it: binds,
                reason: reasoned(&reason, "why it does not belong here")?,
                letter,
            }
        }
    };
    Ok(std::iter::once(Event::Tended(tended)).chain(came).collect())
}

/// Domain 5.10: the person is asked before it is looked at again. It is the comment that has an answer before the review is
/// decided, and bears the name of the contact that it is.
pub(super) fn said_for_review(
    file: &ConductFile,
    contact: &ContactId,
    (on, channel, words): (Date, Channel, &Words),
    context: &Context<'_>,
) -> Result<Tended, Refusal> {
    not_after_today(on, context)?;
    if file.in_force(context.today()).is_none() {
        return Err(Refusal::NotInForce);
    }
    Ok(Tended::SaidForReview {
        id: CommentId::parse(contact.as_str()).ok(),
        on,
        channel,
        words: needed(words, "what they say")?,
    })
}

/// UK GDPR, article 5(1)(d): where an interim measure ends with an incident that does not belong here, they are told so.
fn told_that_it_ended(
    file: &ConductFile,
    incident: &IncidentId,
    letter: Option<&Words>,
    context: &Context<'_>,
) -> Result<Option<WordsRef>, Refusal> {
    let today = context.today();
    if !file.interim_rests_on(incident, today) {
        return Ok(None);
    }
    let letter = letter.ok_or(Refusal::TextMissing("the letter"))?;
    let said = needed(letter, "the letter")?;
    let open = file
        .in_force(today)
        .map(|arrangement| arrangement.terms.open_channel);
    parts::all_there(letter, context, |say| parts::of_interim_ended(say, open))?;
    Ok(Some(said))
}

/// Domain 5.9: what is urgent goes where it must at once, and who was told is written down.
fn pass_on(file: &ConductFile, contact: ContactId, told: Vec<UserId>) -> Result<Tended, Refusal> {
    let waits = file
        .urgent
        .iter()
        .any(|urgent| urgent.contact == contact && urgent.told.is_empty());
    if !waits {
        return Err(Refusal::NothingToAnswer);
    }
    if told.is_empty() {
        return Err(Refusal::NobodyToTell);
    }
    Ok(Tended::PassedOn { contact, told })
}

/// Domain 5.10: it is looked at again before it ends, with an outcome and reasons. To be kinder or to end it needs nobody's leave, and
/// stays due until the letter that says so is written. That it goes on takes a report that was shared, time for comments and an
/// answer to each (paper 004, 7.1: designation and review).
fn review(
    file: &ConductFile,
    outcome: ReviewOutcome,
    reason: &Words,
    context: &Context<'_>,
) -> Result<Tended, Refusal> {
    if file.in_force(context.today()).is_none() {
        return Err(Refusal::NotInForce);
    }
    match outcome {
        ReviewOutcome::GoesOn => return Err(Refusal::TakesAReport),
        ReviewOutcome::Eased | ReviewOutcome::Ended => {}
    }
    Ok(Tended::Reviewed {
        outcome,
        next_on: None,
        reason: reasoned(reason, "the reason")?,
        letter: None,
        post: None,
        votes: Vec::new(),
    })
}

/// Paper 004, 7.1; Equality Act 2010, section 20: whoever needs longer to comment has longer, as long as nothing was decided,
/// also where their last day has passed. Whoever keeps the file gives it with a reason, and they are told by letter. It is never
/// less than what they have.
fn more_time(
    file: &ConductFile,
    until: Date,
    (reason, letter): (&Words, &Words),
    context: &Context<'_>,
) -> Result<Tended, Refusal> {
    let report = file.report.as_ref().ok_or(Refusal::NoProposal)?;
    let shared = report.shared.as_ref().ok_or(Refusal::NotShared)?;
    // Domain 5.10: no time is left to them for what can be agreed no more.
    if file.lapsed_before_it_was_renewed(context.today()).is_some() {
        return Err(Refusal::NotInForce);
    }
    let least = shared.comments_until.max(context.today());
    if until <= least {
        return Err(Refusal::NoMoreTime(least));
    }
    let said = needed(letter, "the letter")?;
    parts::all_there(letter, context, |say| parts::of_more_time(say, until))?;
    Ok(Tended::MoreTimeGiven {
        until,
        reason: reasoned(reason, "why they have more time")?,
        letter: said,
    })
}

/// Domain 5.6: where they are right, or the matter is settled, nothing is proposed any longer; and what was decided is not
/// done, as long as its notice waits: to be kinder needs nobody's leave. Whoever had the report is told.
fn withdraw(
    file: &ConductFile,
    (reason, letter): (&Words, Option<&Words>),
    context: &Context<'_>,
) -> Result<Tended, Refusal> {
    if file.report.is_none() && !file.is_decided() {
        return Err(Refusal::NoProposal);
    }
    let letter = match (letter, file.had_the_report()) {
        (Some(letter), true) => {
            let said = needed(letter, "the letter")?;
            parts::all_there(letter, context, parts::of_withdrawal)?;
            Some(said)
        }
        (None, true) => return Err(Refusal::TextMissing("the letter")),
        (_, false) => None,
    };
    Ok(Tended::Withdrawn {
        reason: reasoned(reason, "the reason")?,
        letter,
    })
}

/// Equality Act 2010, section 20: no letter goes to somebody with whom a format was agreed that the program cannot make,
/// before somebody has said how the letter keeps to it.
pub(super) fn in_their_format(
    file: &ConductFile,
    command: &Command,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let is_letter = matches!(
        command,
        Command::Warn { .. }
            | Command::OrderInterim(_)
            | Command::ShareReport { .. }
            | Command::SendNotice { .. }
            | Command::Lift { .. }
            | Command::DecideAppeal { .. }
            | Command::Ease(_)
            | Command::Tend(
                Tend::Withdraw { letter: Some(_), .. }
                    | Tend::GiveMoreTime { .. }
                    | Tend::Strike { letter: Some(_), .. }
            )
    );
    if !is_letter {
        return Ok(());
    }
    let languages = &context.policy.languages;
    let unmet =
        |kind: &&AdjustmentKind| languages.leave_to_a_person(**kind) && !file.format_met.contains(kind);
    let unmet: Vec<AdjustmentKind> = context.adjustments.iter().filter(unmet).copied().collect();
    if unmet.is_empty() {
        Ok(())
    } else {
        Err(Refusal::FormatUnmet(unmet))
    }
}
