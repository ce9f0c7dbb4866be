//! While an arrangement is in force, or a report that they have is not decided: every contact is taken, read and sorted; and
//! how an arrangement ends.

use jiff::Span;
use jiff::civil::Date;

use super::letter::none_on_its_way;
use super::{Context, appeal, given, needed, reasoned, report, tend};
use crate::conduct::command::{ContactUnder, NewComment, Sorting};
use crate::conduct::state::Contact;
use crate::conduct::{ConductFile, Event, LetterKind, Refusal, Sort, Tended, closes, parts};
use crate::id::{CommentId, ContactId};
use crate::policy::{ContactOption, Limit, Unit};
use crate::vocabulary::Channel;
use crate::words::Words;

/// Within how long somebody reads a contact that came under an arrangement (domain 5.9).
const READ_WITHIN: Limit = Limit {
    count: 1,
    unit: Unit::WorkingDays,
};

/// No route refuses a contact from a restricted person (domain 5.9): whoever logs it, on whatever day. Nor one of a person who has
/// a report to comment on: by whichever way it comes, it may be what they have to say of it (paper 004, 7.1).
pub(super) fn record_contact(
    file: &ConductFile,
    contact: ContactUnder,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    // What answers a letter of the file stands nowhere else.
    let stands_here_alone = contact.case.is_none() && contact.words.is_some();
    if !file.is_read(contact.on) && !stands_here_alone {
        return Err(Refusal::NoArrangementThen);
    }
    if file.contacts.iter().any(|known| known.id == contact.id) {
        // It is there already: the same contact is read once.
        return Ok(Vec::new());
    }
    // Domain 5.8: nobody is told that they used a closed way before anything told them that it is closed.
    let answered = file
        .binding_as_told(contact.on)
        .and_then(|(measures, open)| outside_answer(file, &contact, (&measures, open), context.today()));
    let came = Event::ContactCame {
        id: contact.id,
        case: contact.case,
        opened: contact.opened,
        is_sure: contact.is_sure,
        on: contact.on,
        read_by: context.due(context.today(), READ_WITHIN),
        channel: contact.channel,
        words: given(contact.words.as_ref()),
    };
    Ok(std::iter::once(came).chain(answered).collect())
}

/// Domain 5.9: every contact of somebody who is bound, on every channel, is read and sorted within its day. What they say of a report,
/// in an appeal or before a review may say more than what it is for, and goes to whoever decides alone.
pub(super) fn came_by_their_word(
    file: &ConductFile,
    id: ContactId,
    channel: Channel,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let today = context.today();
    if file.binding(today).is_none() {
        return Ok(Vec::new());
    }
    let contact = ContactUnder {
        id,
        case: None,
        opened: false,
        is_sure: false,
        answer: None,
        on: today,
        channel,
        words: None,
    };
    record_contact(file, contact, context)
}

/// The answer to what came by a way that the measures close: once a week at the most, and it names the open one (domain
/// 5.9).
fn outside_answer(
    file: &ConductFile,
    contact: &ContactUnder,
    (measures, open_channel): (&[ContactOption], Channel),
    today: Date,
) -> Option<Event> {
    let week = Span::new().days(7);
    let is_too_soon = file
        .outside_answered_on
        .is_some_and(|last| today < last.saturating_add(week));
    if !closes(measures, open_channel, contact.channel) || is_too_soon {
        return None;
    }
    let (message, channel) = contact.answer.clone()?;
    Some(Event::OutsideAnswered {
        contact: contact.id.clone(),
        message,
        channel,
        open_channel,
    })
}

pub(super) fn sort_contact(
    file: &ConductFile,
    sorting: Sorting,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let known = file.contacts.iter().find(|contact| contact.id == sorting.contact);
    let known = known.ok_or(Refusal::NoSuch("contact"))?;
    if known.sort.is_some() {
        return Err(Refusal::AlreadyAnswered);
    }
    let answer_by = asked_by(known, &sorting, context)?;
    let said = as_they_said_it(file, known, &sorting, context)?;
    let sorted = Event::ContactSorted {
        id: sorting.contact,
        sort: sorting.sort,
        answer_by,
        case: sorting.case.filter(|_| makes_a_case(sorting.sort)),
        // What they say stands with their comment, or their appeal.
        words: given(sorting.words.as_ref()).filter(|_| said.is_empty()),
    };
    Ok(std::iter::once(sorted).chain(said).collect())
}

/// Domain 5.9: whoever reads may err. What it is follows as it would have; what it was taken for stays in the record, and what
/// that has begun goes on: the question that it reopened is answered by whoever keeps the file, and its case is one.
pub(super) fn sort_again(
    file: &ConductFile,
    (sorting, as_well): (Sorting, bool),
    reason: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let known = file.contacts.iter().find(|contact| contact.id == sorting.contact);
    let known = known.ok_or(Refusal::NoSuch("contact"))?;
    let from = known.sort.ok_or(Refusal::ContactsUnread(1))?;
    let is_known = from == sorting.sort || known.also.contains(&sorting.sort);
    // Nothing is "nothing new" beside something that is.
    if is_known || (as_well && sorting.sort == Sort::NothingNew) {
        return Err(Refusal::AlreadyAnswered);
    }
    // What was passed on at once is looked at by whoever was told, before anybody says that it is not urgent.
    if !as_well && file.urgent.iter().any(|urgent| urgent.contact == sorting.contact) {
        return Err(Refusal::UrgentWaits);
    }
    let answer_by = asked_by(known, &sorting, context)?;
    let said = as_they_said_it(file, known, &sorting, context)?;
    let sorted = Tended::SortedAgain {
        from,
        to: sorting.sort,
        as_well,
        answer_by,
        case: sorting.case.filter(|_| makes_a_case(sorting.sort)),
        words: given(sorting.words.as_ref()).filter(|_| said.is_empty()),
        contact: sorting.contact,
        reason: reasoned(reason, "why it is not what it was taken for")?,
    };
    Ok(std::iter::once(Event::Tended(sorted)).chain(said).collect())
}

const fn makes_a_case(sort: Sort) -> bool {
    matches!(sort, Sort::NewMatter | Sort::StatutoryRequest)
}

/// What a contact needs to be what somebody says that it is; and by when it is answered, where it reopens the question.
fn asked_by(known: &Contact, sorting: &Sorting, context: &Context<'_>) -> Result<Option<Date>, Refusal> {
    // The case that it was put on is no case of its own.
    if makes_a_case(sorting.sort) && sorting.case.is_some() && sorting.case == known.came_on {
        return Err(Refusal::CaseMissing);
    }
    let told = "what is new, or where it went";
    match sorting.sort {
        // Paper 004, 7.4: a genuine new request is dealt with as anybody's is.
        // Domain 5.9: a request under a statute is a case with its own clock, too.
        Sort::NewMatter | Sort::StatutoryRequest if sorting.case.is_none() => {
            return Err(Refusal::CaseMissing);
        }
        // It reopens the question, or is all that says where something urgent went: a full stop says neither.
        Sort::NewInformation | Sort::Safeguarding | Sort::ForTheOmbudsman => {
            let said = sorting.words.as_ref().ok_or(Refusal::TextMissing(told))?;
            reasoned(said, told)?;
        }
        Sort::NewMatter
        | Sort::NothingNew
        | Sort::StatutoryRequest
        | Sort::Comment
        | Sort::Appeal
        | Sort::BeforeReview => {}
    }
    // Domain 5.9: what was not known reopens the question, and has an answer within the policy's days.
    let within = context.conduct()?.information_within;
    Ok((sorting.sort == Sort::NewInformation).then(|| context.due(context.today(), within)))
}

/// Paper 004, 7.1; domain 5.6 and 5.10: what they say of the report is a comment by whichever way it came, and so are an appeal
/// and what they want whoever reviews to read: word for word, on the day and by the way on which it came. A comment has an answer
/// before anybody decides; an appeal goes to who hears it, and its days are those of the contact.
fn as_they_said_it(
    file: &ConductFile,
    contact: &Contact,
    sorting: &Sorting,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    let said = |what: &'static str| sorting.words.clone().ok_or(Refusal::TextMissing(what));
    let (on, channel) = (contact.on, contact.channel);
    match sorting.sort {
        // What stands here as they said it is no second comment.
        Sort::Comment if stands_as_theirs(file, contact) => Ok(Vec::new()),
        Sort::Comment => {
            let words = said("the comment")?;
            let comment = NewComment {
                id: CommentId::parse(contact.id.as_str()).map_err(|_no_name| Refusal::NoSuch("contact"))?,
                on,
                channel,
                is_all: false,
                words,
            };
            report::take_comment(file, &comment, context)
        }
        Sort::Appeal => {
            let words = said("the appeal")?;
            let appealed = appeal::take(file, Some(contact.id.clone()), (on, channel, &words), context)?;
            Ok(vec![appealed])
        }
        // It is a comment already, and has its answer as that.
        Sort::BeforeReview if file.is_comment(&contact.id) => Err(Refusal::AlreadyAnswered),
        Sort::BeforeReview => {
            let words = said("what they say")?;
            let said = tend::said_for_review(file, &contact.id, (on, channel, &words), context)?;
            Ok(vec![Event::Tended(said)])
        }
        Sort::NewMatter
        | Sort::NewInformation
        | Sort::NothingNew
        | Sort::Safeguarding
        | Sort::StatutoryRequest
        | Sort::ForTheOmbudsman => Ok(Vec::new()),
    }
}

/// Whether a contact is a comment by its name, or was said here by themselves. One that a reader took for an appeal may be a comment
/// beside that.
fn stands_as_theirs(file: &ConductFile, contact: &Contact) -> bool {
    let was_read_as_an_appeal = contact.sort == Some(Sort::Appeal) || contact.also.contains(&Sort::Appeal);
    file.is_comment(&contact.id) || (file.said_here.contains(&contact.id) && !was_read_as_an_appeal)
}

/// An arrangement can always be lifted: to be kinder needs nobody's leave.
pub(super) fn lift(
    file: &ConductFile,
    (reason, letter): (&Words, &Words),
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    // What silence has ended is over already, and they are told so.
    if file.binding(context.today()).is_none() && file.ended_untold.is_none() {
        return Err(Refusal::NotInForce);
    }
    needed(letter, "the letter")?;
    // They are told late: the letter says since when it is over, and not that it ends.
    let over = file.over(context.today());
    parts::all_there(letter, context, |say| parts::of_lifting(say, over))?;
    // What goes on from an arrangement is over with it. What is proposed for the first time goes its own way: what was for
    // danger in the meantime is no part of it, and who has a report is told by a letter where it is withdrawn (domain 5.6).
    let keeps_the_report = file.in_force(context.today()).is_none() && file.is_pending();
    Ok(vec![Event::Lifted {
        reason: reasoned(reason, "the reason")?,
        letter: needed(letter, "the letter")?,
        keeps_the_report,
    }])
}

/// A file is closed when nothing waits: nothing is filed unread (domain 5.9).
pub(super) fn close(
    file: &ConductFile,
    reason: &Words,
    context: &Context<'_>,
) -> Result<Vec<Event>, Refusal> {
    if file.is_closed {
        return Err(Refusal::Closed);
    }
    let unread = file.unread().count();
    if unread > 0 {
        return Err(Refusal::ContactsUnread(unread));
    }
    if !file.information_waits.is_empty() {
        return Err(Refusal::InformationWaits);
    }
    // Domain 5.4: the full path starts at once. It may end with what the checks found, and not before.
    if file.way_to_begin().is_some() && !file.checks_missing().is_empty() {
        return Err(Refusal::ChecksMissing(file.checks_missing()));
    }
    // What is urgent is taken up first.
    if !file.urgent.is_empty() {
        return Err(Refusal::UrgentWaits);
    }
    // A warning that nobody has yet is one that still comes.
    none_on_its_way(file, LetterKind::Warning)?;
    let untold = file.ended_untold.is_some();
    let waits = file.report.is_some() || file.to_notify.is_some() || file.appeal_waits() || untold;
    if waits || file.binding(context.today()).is_some() {
        return Err(Refusal::NotAtItsEnd);
    }
    Ok(vec![Event::Closed {
        reason: reasoned(reason, "the reason")?,
    }])
}
