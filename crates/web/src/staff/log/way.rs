//! The way in which somebody is answered whose case is logged.

use redress_casework::act::NewPerson;
use redress_casework::lists::Person;
use redress_domain::vocabulary::ReplyBy;
use redress_pages::form::FormState;

/// How to answer somebody who did not say, by what they gave.
pub(super) fn to_answer(person: &NewPerson) -> Option<ReplyBy> {
    by_what_there_is([&person.email, &person.address, &person.phone])
}

/// The same of somebody who is known already: as they said then, or by what is on file. They get their reference in writing as
/// somebody new does (paper 002: a reference for every contact).
pub(super) fn to_answer_known(person: &Person) -> Option<ReplyBy> {
    let by_file = || by_what_there_is([&person.email, &person.address, &person.phone]);
    person.reply_by.or_else(by_file)
}

fn by_what_there_is(known: [&Option<String>; 3]) -> Option<ReplyBy> {
    let ways = [ReplyBy::Email, ReplyBy::Letter, ReplyBy::Phone];
    let is_there = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    let mut both = known.into_iter().zip(ways);
    both.find(|(text, _)| is_there(text)).map(|(_, way)| way)
}

/// Says where a letter is asked for and nobody knows where to send it.
pub(super) fn hold_to_address(form: &mut FormState, (person, known): (&NewPerson, &Person)) {
    let has_none = known.address.as_deref().unwrap_or_default().trim().is_empty();
    if person.reply_by == Some(ReplyBy::Letter) && has_none {
        form.error(
            "reply_by",
            "We have no postal address for them. Select another way to answer. You can add their address once this is logged",
        );
    }
}
