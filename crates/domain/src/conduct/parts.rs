//! What a letter of a conduct file has to say. One that lost a part does not go (domain 5.4 and 5.8).
//!
//! A letter has headings; each part stands beneath its own, and holds the days, ways and posts that the record has.

use jiff::civil::Date;

use super::command::Easing;
use super::state::{Arrangement, InterimMeasure, ToNotify};
use super::{AppealOutcome, Outcome, Refusal};
use crate::id::PostId;
use crate::policy::{Conduct, ContactOption, Policy};
use crate::vocabulary::Channel;
use crate::words::Words;

crate::vocabulary! {
    /// A part that a letter must have.
    pub enum LetterPart {
        /// What happened, and why it is a problem: before the first heading.
        WhatHappened = "what-happened",
        /// What must change.
        MustChange = "must-change",
        /// What could follow, by which policy.
        CouldFollow = "could-follow",
        /// Why it is decided.
        Why = "why",
        /// What is decided: the measures, and how far they reach.
        Decided = "decided",
        /// What is asked of them for now, where nothing is decided.
        Asked = "asked",
        /// From when to when, and when it is looked at again.
        HowLong = "how-long",
        /// What we will do.
        Expects = "expects",
        /// What we ask of them.
        Asks = "asks",
        /// The way that stays open, and how to raise something new.
        OpenWay = "open-way",
        /// How to appeal, to whom, and by when.
        Appeal = "appeal",
        /// The Ombudsman.
        Ombudsman = "ombudsman",
        /// Help, other formats and adjustments.
        Help = "help",
    }
}

impl LetterPart {
    /// The heading beneath which it stands; none for what opens the letter.
    pub const fn heading(self) -> &'static str {
        match self {
            Self::WhatHappened => "",
            Self::MustChange => "What needs to change",
            Self::CouldFollow => "What could follow",
            Self::Why => "Why",
            Self::Decided => "What is decided",
            Self::Asked => "What we ask for now",
            Self::HowLong => "How long it lasts",
            Self::Expects => "What we will do",
            Self::Asks => "What we ask you to do",
            Self::OpenWay => "How to reach us",
            Self::Appeal => "If you do not agree",
            Self::Ombudsman => "The Ombudsman",
            Self::Help => "Help",
        }
    }
}

/// What a part has to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// Which part.
    pub part: LetterPart,
    /// What stands in it, whatever else does.
    pub phrases: Vec<String>,
    /// How many points it lists at the least.
    pub points: usize,
}

/// A way to reach the council, in the middle of a sentence of a letter.
pub const fn open_way(channel: Channel) -> &'static str {
    match channel {
        Channel::Online => "the page of your case",
        Channel::Email => "email",
        Channel::Phone => "telephone",
        Channel::Letter => "letter",
        Channel::InPerson => "a meeting in person",
        Channel::WebChat => "web chat",
        Channel::SocialMedia => "social media",
        Channel::Text => "text message",
        Channel::Councillor => "your councillor",
        Channel::Api | Channel::Import => "our website",
    }
}

/// The fewest words that open a letter about what happened: a greeting or a full stop says nothing of it.
const LEAST_OPENING: usize = 5;

fn part(part: LetterPart, phrases: impl IntoIterator<Item = String>) -> Required {
    Required {
        part,
        phrases: phrases.into_iter().collect(),
        points: 0,
    }
}

fn day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

fn ombudsman() -> Required {
    part(LetterPart::Ombudsman, ["Ombudsman".to_owned()])
}

/// Equality Act 2010, section 20: whoever needs it in another way is told how to get it.
fn help() -> Required {
    let phrases = ["another way", "adjustment"].map(str::to_owned);
    part(LetterPart::Help, phrases)
}

fn open(channel: Channel) -> Required {
    let phrases = [open_way(channel), "new problem"].map(str::to_owned);
    part(LetterPart::OpenWay, phrases)
}

fn measures(of: LetterPart, count: usize) -> Required {
    Required {
        points: count,
        ..part(of, [])
    }
}

/// Domain 5.4: what happened, why it is a problem, what must change, what could follow by which policy, and help.
pub fn of_warning(must_change: &str) -> Vec<Required> {
    vec![
        part(LetterPart::WhatHappened, []),
        part(LetterPart::MustChange, [must_change.to_owned()]),
        part(LetterPart::CouldFollow, ["policy".to_owned()]),
        ombudsman(),
        help(),
    ]
}

/// Domain 5.4: an interim measure says what is asked, until when, and which way stays open.
pub fn of_interim(asked: &[ContactOption], channel: Channel, ends_on: Date) -> Vec<Required> {
    vec![
        part(LetterPart::WhatHappened, []),
        measures(LetterPart::Asked, asked.len()),
        part(LetterPart::HowLong, [day(ends_on)]),
        open(channel),
        ombudsman(),
        help(),
    ]
}

/// The same of an arrangement that is made kinder.
pub fn of_easing(easing: &Easing) -> Vec<Required> {
    let days = [day(easing.ends_on), day(easing.review_on)];
    vec![
        measures(LetterPart::Decided, easing.measures.len()),
        part(LetterPart::HowLong, days),
        open(easing.open_channel),
        ombudsman(),
        help(),
    ]
}

/// What is said of an arrangement that ends before its day.
pub const ENDS_TODAY: &str = "ends today";

/// Domain 5.6 and 5.8: a letter that it has ended says so, why, how to reach the council from now on, the Ombudsman and
/// help.
pub fn of_lifting() -> Vec<Required> {
    vec![
        part(LetterPart::Decided, [ENDS_TODAY.to_owned()]),
        part(LetterPart::Why, []),
        part(LetterPart::OpenWay, ["every way".to_owned()]),
        ombudsman(),
        help(),
    ]
}

/// Domain 5.4: whoever is not kept to an interim measure any more is told so, why, how to reach the council from now on (by
/// the way of an arrangement that goes on), the Ombudsman and help.
pub fn of_interim_ended(arrangement: Option<Channel>) -> Vec<Required> {
    let way = arrangement.map_or("every way", open_way);
    vec![
        part(LetterPart::Decided, [ENDS_TODAY.to_owned()]),
        part(LetterPart::Why, []),
        part(LetterPart::OpenWay, [way.to_owned()]),
        ombudsman(),
        help(),
    ]
}

/// Domain 5.6: whoever had a report is told that nothing is proposed any longer, and why.
pub fn of_withdrawal() -> Vec<Required> {
    vec![
        part(LetterPart::Decided, [NO_LONGER_PROPOSED.to_owned()]),
        part(LetterPart::Why, []),
        ombudsman(),
        help(),
    ]
}

/// Domain 5.6: whoever is given more time to comment is told until when, why, and how to have help.
pub fn of_more_time(until: Date) -> Vec<Required> {
    vec![
        part(LetterPart::Decided, [MORE_TIME.to_owned(), day(until)]),
        part(LetterPart::Why, []),
        help(),
    ]
}

/// What is said of more time to comment.
pub const MORE_TIME: &str = "have more time to comment";

/// Domain 5.10: whoever's arrangement was looked at again and goes on is told so, why, until when, when it is looked at
/// again, the Ombudsman and help.
pub fn of_review(ends_on: Date, next_on: Date) -> Vec<Required> {
    vec![
        part(LetterPart::Decided, [GOES_ON.to_owned()]),
        part(LetterPart::Why, []),
        part(LetterPart::HowLong, [day(ends_on), day(next_on)]),
        ombudsman(),
        help(),
    ]
}

/// What is said of an arrangement that was looked at again and stays.
pub const GOES_ON: &str = "goes on until its end";

/// What is said of a proposal that was withdrawn.
pub const NO_LONGER_PROPOSED: &str = "no longer propose";

/// Domain 5.10: the answer to an appeal says which post decided and what follows, with the last day of an interim measure
/// that goes on, why, the Ombudsman and help.
pub fn of_appeal(
    outcome: AppealOutcome,
    (arrangement, interim): (Option<&Arrangement>, Option<&InterimMeasure>),
    (policy, conduct): (&Policy, &Conduct),
) -> Vec<Required> {
    let hears = policy.post(&conduct.appeal_to);
    let hears = hears.map_or_else(|| conduct.appeal_to.to_string(), |post| post.name.clone());
    let follows = match outcome {
        AppealOutcome::Upheld => Some(ENDS_TODAY.to_owned()),
        AppealOutcome::NotUpheld => arrangement.map(|arrangement| day(arrangement.terms.ends_on)),
    };
    // What is for danger now goes on until its own day.
    let stays = interim.map(|interim| day(interim.ends_on));
    let said = std::iter::once(hears).chain(follows).chain(stays);
    vec![
        part(LetterPart::Decided, said),
        part(LetterPart::Why, []),
        ombudsman(),
        help(),
    ]
}

/// Domain 5.8: why, what we will do, what we expect, how long, the review, something new, the appeal, the Ombudsman.
pub fn of_notice(waits: &ToNotify, (policy, conduct): (&Policy, &Conduct)) -> Vec<Required> {
    // Paper 003, 4.5.4: it is clear who decided.
    let named = |id: &PostId| {
        let post = policy.post(id);
        post.map_or_else(|| id.to_string(), |post| post.name.clone())
    };
    let who = waits.post.as_ref().map(named);
    if waits.outcome != Outcome::Agreed {
        return vec![
            part(LetterPart::Decided, who),
            part(LetterPart::Why, []),
            ombudsman(),
            help(),
        ];
    }
    let terms = &waits.terms;
    let hears = named(&conduct.appeal_to);
    let days = [
        "with this letter".to_owned(),
        day(terms.ends_on),
        day(terms.review_on),
    ];
    vec![
        part(LetterPart::Why, []),
        Required {
            phrases: who.into_iter().collect(),
            ..measures(LetterPart::Decided, terms.measures.len())
        },
        part(LetterPart::HowLong, days),
        // Paper 004, 7.2: what we will do, and what we expect.
        part(LetterPart::Expects, []),
        part(LetterPart::Asks, []),
        open(terms.open_channel),
        part(
            LetterPart::Appeal,
            ["appeal".to_owned(), conduct.appeal_within.to_string(), hears],
        ),
        ombudsman(),
        help(),
    ]
}

/// The parts that a text has not, in their order.
pub fn missing(text: &str, required: &[Required]) -> Vec<LetterPart> {
    let has_not = |required: &&Required| !has(text, required);
    required
        .iter()
        .filter(has_not)
        .map(|required| required.part)
        .collect()
}

/// Says no to a letter that lost a part.
pub(super) fn all_there(letter: &Words, required: &[Required]) -> Result<(), Refusal> {
    let missing = missing(&letter.text, required);
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Refusal::PartsMissing(missing))
    }
}

/// The least that such a letter says: each part beneath its heading, and nothing else.
pub fn least(required: &[Required]) -> String {
    let mut text = String::new();
    for required in required {
        let heading = required.part.heading();
        if !heading.is_empty() {
            text.push_str(&format!("## {heading}\n\n"));
        }
        text.push_str("As it stands in the record.\n\n");
        for phrase in &required.phrases {
            text.push_str(&format!("{phrase}\n\n"));
        }
        text.push_str(&"- as agreed\n".repeat(required.points));
        text.push('\n');
    }
    text
}

fn has(text: &str, required: &Required) -> bool {
    let Some(lines) = beneath(text, required.part.heading()) else {
        return false;
    };
    let is_said = |line: &&&str| !line.trim().is_empty() && !line.trim_start().starts_with("Dear ");
    let says_something = lines.iter().filter(is_said).count() > 0;
    let points = lines
        .iter()
        .filter(|line| line.trim_start().starts_with("- "))
        .count();
    let said = plain(&lines.join("\n"));
    let has_all = required
        .phrases
        .iter()
        .all(|phrase| said.contains(&plain(phrase)));
    // What opens a letter about what happened says what happened (domain 5.4).
    let opens = lines
        .iter()
        .filter(is_said)
        .flat_map(|line| line.split_whitespace());
    let is_long_enough = required.part != LetterPart::WhatHappened || opens.count() >= LEAST_OPENING;
    says_something && is_long_enough && points >= required.points && has_all
}

/// The lines beneath a heading up to the next; before the first, where there is no heading to look for.
fn beneath<'t>(text: &'t str, heading: &str) -> Option<Vec<&'t str>> {
    let is_heading = |line: &str| line.trim_start().starts_with('#');
    let mut lines = text.lines();
    if !heading.is_empty() {
        let wanted = plain(heading);
        lines.find(|line| is_heading(line) && plain(line.trim_start().trim_start_matches('#')) == wanted)?;
    }
    Some(lines.take_while(|line| !is_heading(line)).collect())
}

fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
