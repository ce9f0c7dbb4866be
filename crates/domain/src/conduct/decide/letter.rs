//! Letters to the person, by the outbox or by hand: what they bring about waits until they have left.

use super::decision::may_bind;
use super::question::adjustment_agreed;
use super::{Context, decide};
use crate::conduct::letter::{Letter, LetterKind};
use crate::conduct::{BindsNobody, Command, ConductFile, Entry, Event, Refusal, Tended, evolve};
use crate::id::MessageId;
use crate::vocabulary::Channel;

/// What an order with a letter comes to when the letter goes by the outbox. Every safeguard is asked now; what the
/// letter brings about follows when it has left (domain 5.8).
pub(super) fn send(
    file: &ConductFile,
    letter: Command,
    (message, channel): (MessageId, Channel),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if file.letter(&message).is_some() {
        return Ok(Vec::new());
    }
    arrives_by(channel, context)?;
    let mut letter = letter;
    if let Command::ShareReport { channel: by, .. } | Command::SendNotice { channel: by, .. } = &mut letter {
        *by = channel;
    }
    let mut events = Vec::new();
    let mut written = None;
    for event in decide(file, letter, context)? {
        let (kind, words, must_change, keeps) = match event {
            Event::Warned {
                letter, must_change, ..
            } => (LetterKind::Warning, letter, Some(must_change), None),
            Event::ReportShared { report, .. } => (LetterKind::Report, report, None, None),
            Event::NoticeSent { letter, .. } => (LetterKind::Notice, letter, None, None),
            Event::InterimOrdered { ref letter, .. } => {
                (LetterKind::Interim, letter.clone(), None, Some(event))
            }
            Event::Lifted { ref letter, .. }
            | Event::Tended(Tended::Struck {
                letter: Some(ref letter),
                ..
            }) => (LetterKind::Lifted, letter.clone(), None, Some(event)),
            Event::AppealDecided { ref letter, .. } => {
                (LetterKind::Appeal, letter.clone(), None, Some(event))
            }
            Event::Eased { ref letter, .. } => (LetterKind::Eased, letter.clone(), None, Some(event)),
            Event::Tended(Tended::Withdrawn {
                letter: Some(ref letter),
                ..
            }) => (LetterKind::Withdrawn, letter.clone(), None, Some(event)),
            Event::Tended(Tended::Reviewed {
                letter: Some(ref letter),
                ..
            }) => (LetterKind::Reviewed, letter.clone(), None, Some(event)),
            Event::Tended(Tended::MoreTimeGiven { ref letter, .. }) => {
                (LetterKind::MoreTime, letter.clone(), None, Some(event))
            }
            Event::Tended(_)
            | Event::IncidentReported { .. }
            | Event::CheckAnswered { .. }
            | Event::MilderTried { .. }
            | Event::Proposed { .. }
            | Event::Commented { .. }
            | Event::CommentAnswered { .. }
            | Event::Decided { .. }
            | Event::ContactCame { .. }
            | Event::ContactSorted { .. }
            | Event::Appealed { .. }
            | Event::Closed { .. }
            | Event::FileAdded { .. }
            | Event::OutsideAnswered { .. }
            | Event::LetterWritten { .. }
            | Event::LetterLeft { .. }
            | Event::AdjustmentAgreed { .. }
            | Event::LeftAsItIs { .. }
            | Event::LetterNotReached { .. }
            | Event::Kept(_) => return Err(Refusal::TextMissing("the letter")),
        };
        events.extend(keeps);
        written = Some(Event::LetterWritten {
            message: message.clone(),
            kind,
            channel,
            letter: words,
            must_change,
        });
    }
    events.extend(written);
    Ok(events)
}

/// What an order with a letter comes to when somebody has brought it to them: it is written and has left in one, by the same
/// rules, so that it has its line on the file and can be said to have come back (domain 5.8).
pub(super) fn carry(
    file: &ConductFile,
    letter: Command,
    (message, channel): (MessageId, Channel),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let mut events = send(file, letter, (message.clone(), channel), context)?;
    if events.is_empty() {
        return Ok(events);
    }
    let written = events.iter().fold(file.clone(), |file, event| {
        let entry = Entry {
            at: context.at,
            actor: context.actor.id.clone(),
            event: event.clone(),
        };
        evolve(file, &entry)
    });
    events.extend(left(&written, (message, Some(channel)), context)?);
    Ok(events)
}

/// A letter counts only by a way that brings it to them: not by one that what was agreed with them rules out (Equality Act
/// 2010, section 20), and not by one that carries no letter.
pub(super) fn arrives_by(channel: Channel, context: &Context<'_>) -> Result<(), Refusal> {
    let mut agreed = context.adjustments.iter();
    if let Some(kind) = agreed.find(|kind| kind.rules_out(channel)) {
        return Err(Refusal::DoesNotReachThem(*kind));
    }
    match channel {
        Channel::Letter | Channel::Email | Channel::Phone | Channel::InPerson => Ok(()),
        Channel::Online
        | Channel::Text
        | Channel::WebChat
        | Channel::SocialMedia
        | Channel::Councillor
        | Channel::Api
        | Channel::Import => Err(Refusal::CarriesNoLetter),
    }
}

/// A letter has left: what it brings about comes about today.
pub(super) fn left(
    file: &ConductFile,
    (message, by): (MessageId, Option<Channel>),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let letter = file.letter(&message).ok_or(Refusal::NoSuch("letter"))?;
    if let Some(channel) = by {
        arrives_by(channel, context)?;
        // Domain 5.6 and 5.8: what came back names a last day that counted from when it left. It is written again.
        let went_before = letter.left_on.is_some_and(|on| on < context.today());
        if went_before && letter.names_its_days() {
            return Err(Refusal::NamesDaysOfBefore);
        }
    }
    let follows = if file.awaits(letter) {
        follows(file, (letter, by.unwrap_or(letter.channel)), context)?
    } else {
        None
    };
    Ok(std::iter::once(Event::LetterLeft { message, by })
        .chain(follows)
        .collect())
}

/// Why what was decided cannot bind, although its notice has left: it is out of the building, and is not refused.
fn binds_nobody(file: &ConductFile, context: &Context<'_>) -> Option<BindsNobody> {
    let waits = file.to_notify.as_ref()?;
    let why = may_bind(file, waits, context).err()?;
    let is_over = matches!(why, Refusal::DaysOutOfOrder | Refusal::NotInForce);
    let is_ruled_out = matches!(
        why,
        Refusal::AdjustmentRulesOut(_) | Refusal::AdjustmentWaits | Refusal::OpenChannelClosed
    );
    Some(match (is_over, is_ruled_out) {
        (true, _) => BindsNobody::Over,
        (false, true) => BindsNobody::RuledOut,
        (false, false) => BindsNobody::Grounds,
    })
}

fn follows(
    file: &ConductFile,
    (letter, channel): (&Letter, Channel),
    context: &Context<'_>,
) -> Result<Option<Event>, Refusal> {
    if letter.kind == LetterKind::Notice
        && let Some(because) = binds_nobody(file, context)
    {
        return Ok(Some(Event::Tended(Tended::BindsNobody {
            message: letter.message.clone(),
            because,
        })));
    }
    let today = context.today();
    let served = context.served(channel);
    Ok(match letter.kind {
        LetterKind::Warning => letter.must_change.clone().map(|must_change| Event::Warned {
            letter: letter.words.clone(),
            must_change,
            counts_from: (served > today).then_some(served),
        }),
        LetterKind::Report => Some(Event::ReportShared {
            channel,
            comments_until: context.comments_until(file, channel)?,
            report: letter.words.clone(),
        }),
        LetterKind::Notice => Some(Event::NoticeSent {
            channel,
            from: today,
            appeal_until: context.appeal_until(channel)?,
            letter: letter.words.clone(),
        }),
        LetterKind::Interim
        | LetterKind::Lifted
        | LetterKind::Appeal
        | LetterKind::Eased
        | LetterKind::Withdrawn
        | LetterKind::Reviewed
        | LetterKind::MoreTime => None,
    })
}

/// It did not arrive. What it brought about is undone: nothing binds whom no notice reached. What binds again by that is
/// weighed against what was agreed since (Equality Act 2010, section 20).
pub(super) fn not_reached(
    file: &ConductFile,
    message: MessageId,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let letter = file.letter(&message).ok_or(Refusal::NoSuch("letter"))?;
    // Paper 004, 7.1: nobody is bound for good on a report that they never had. Whether it can stand is said within the days of new
    // information.
    let unheard = file.rests_on_report(letter, context.today());
    let within = context.conduct()?.information_within;
    let answer_by = context.due(context.today(), within);
    let asks = unheard.then_some(Event::Tended(Tended::ReportNotReached {
        answer_by,
        silence_ends_it: true,
    }));
    let event = Event::LetterNotReached { message };
    let entry = Entry {
        at: context.at,
        actor: context.actor.id.clone(),
        event: event.clone(),
    };
    let (today, after) = (context.today(), evolve(file.clone(), &entry));
    // The Ombudsman's guide, part 3; domain 5.4: nor on what came after no warning that they had.
    let was_warned = file.rests_on_a_warning_that_arrived() && !after.rests_on_a_warning_that_arrived();
    let unwarned = letter.kind == LetterKind::Warning && was_warned && after.in_force(today).is_some();
    let asks = asks.or(unwarned.then_some(Event::Tended(Tended::WarningNotReached {
        answer_by,
        silence_ends_it: true,
    })));
    let open = after.binding(today).map(|(_, channel)| channel);
    let agreed = context.adjustments.iter().copied();
    let ruled_out = agreed.filter(|kind| open.is_some_and(|channel| kind.rules_out(channel)));
    let weighed = ruled_out.flat_map(|kind| adjustment_agreed(&after, kind, context));
    Ok(std::iter::once(event).chain(asks).chain(weighed).collect())
}

/// No second letter of the kind while one is on its way.
pub(super) fn none_on_its_way(file: &ConductFile, kind: LetterKind) -> Result<(), Refusal> {
    if file.is_on_its_way(kind) {
        Err(Refusal::LetterOnItsWay)
    } else {
        Ok(())
    }
}
