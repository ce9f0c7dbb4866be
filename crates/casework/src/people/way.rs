//! How somebody is answered who did not say how.

use redress_domain::vocabulary::ReplyBy;

use crate::act::NewPerson;
use crate::lists::Person;

/// As they said or, where they did not, by what they gave.
pub fn to_answer(person: &NewPerson) -> Option<ReplyBy> {
    let by_what_there_is = || by_what_there_is([&person.email, &person.address, &person.phone]);
    person.reply_by.or_else(by_what_there_is)
}

/// The same of somebody who is known already: as they said then, or by what is on file. They get their reference in writing as
/// somebody new does (paper 002: a reference for every contact).
pub fn to_answer_known(person: &Person) -> Option<ReplyBy> {
    let by_file = || by_what_there_is([&person.email, &person.address, &person.phone]);
    person.reply_by.or_else(by_file)
}

/// The detail without which somebody who did say how cannot be answered so: its field's name, where they gave none.
pub fn lacking(person: &NewPerson) -> Option<&'static str> {
    let (field, given) = match person.reply_by? {
        ReplyBy::Email => ("email", &person.email),
        ReplyBy::Text | ReplyBy::Phone => ("phone", &person.phone),
        ReplyBy::Letter => ("address", &person.address),
        ReplyBy::NoContact => return None,
    };
    given.is_none().then_some(field)
}

fn by_what_there_is(known: [&Option<String>; 3]) -> Option<ReplyBy> {
    let ways = [ReplyBy::Email, ReplyBy::Letter, ReplyBy::Phone];
    let is_there = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
    let mut both = known.into_iter().zip(ways);
    both.find(|(text, _)| is_there(text)).map(|(_, way)| way)
}
