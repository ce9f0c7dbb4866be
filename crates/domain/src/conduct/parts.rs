//! What a letter of a conduct file has to say. One that lost a part does not go (domain 5.4 and 5.8).
//!
//! A letter has headings; each part stands beneath its own, and holds the days, ways and posts that the record has, and
//! the sentences that say what follows, as the policy words them.

use jiff::civil::Date;

use super::command::Easing;
use super::state::ToNotify;
use super::{AppealOutcome, Appealed, Context, Outcome, Over, Purpose, Refusal, Sentences};
use crate::language::{Language, lacks, part_in};
use crate::policy::letters::LetterPart as Part;
use crate::policy::{Conduct, ContactOption};
use crate::vocabulary::Channel;
use crate::words::Words;

crate::vocabulary! {
    /// A part that a letter must have.
    pub enum LetterPart {
        /// What happened, and why it is a problem: before the first heading.
        WhatHappened = "what-happened",
        /// What must change.
        MustChange = "must-change",
        /// What could follow.
        CouldFollow = "could-follow",
        /// The policy, and where all of it is.
        Policy = "policy",
        /// Why it is decided.
        Why = "why",
        /// What is decided: the measures, and how far they reach.
        Decided = "decided",
        /// What they said of the report, and the answers.
        Answers = "answers",
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

/// What a part has to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Required {
    /// Which part.
    pub part: LetterPart,
    /// What stands over it; nothing over what opens the letter.
    pub heading: String,
    /// What stands in it, whatever else does.
    pub phrases: Vec<String>,
    /// How many points it lists at the least.
    pub points: usize,
    /// How a line begins that greets them, and says nothing of what happened.
    greeting: String,
}

/// The fewest words that open a letter about what happened: a greeting or a full stop says nothing of it.
const LEAST_OPENING: usize = 5;

/// What says what a letter must say, as the policy words it.
fn part(
    say: &Sentences<'_>,
    part: LetterPart,
    phrases: impl IntoIterator<Item = impl Into<String>>,
) -> Required {
    Required {
        part,
        heading: say.heading(part),
        phrases: phrases.into_iter().map(Into::into).collect(),
        points: 0,
        greeting: say.greeting(),
    }
}

fn some(say: &Sentences<'_>, of: LetterPart) -> Required {
    part(say, of, [""; 0])
}

/// How to go to the Ombudsman whose guide this way follows.
fn ombudsman(say: &Sentences<'_>) -> Required {
    part(say, LetterPart::Ombudsman, [say.ombudsman()])
}

/// Equality Act 2010, section 20: whoever needs it in another way is told how to get it.
fn help(say: &Sentences<'_>) -> Required {
    let said = [Part::ConductHelp, Part::ConductAdjustments].map(|part| say.say(part));
    part(say, LetterPart::Help, said)
}

fn open(say: &Sentences<'_>, channel: Channel) -> Required {
    let said = [Part::ConductAlways, Part::ConductNewMatters].map(|part| say.say(part));
    let said = std::iter::once(say.way(channel)).chain(said);
    part(say, LetterPart::OpenWay, said)
}

/// Paper 004, 7.1; domain 5.6: each comment with its answer, also for whoever has no page: two points for each.
fn answers(say: &Sentences<'_>, waits: &ToNotify) -> Option<Required> {
    let count = waits.comments.len().saturating_mul(2);
    (count > 0).then(|| measures(say, LetterPart::Answers, count))
}

fn measures(say: &Sentences<'_>, of: LetterPart, count: usize) -> Required {
    Required {
        points: count,
        ..some(say, of)
    }
}

/// Domain 5.4: what happened, why it is a problem, what must change, what could follow, the policy enclosed, and help.
pub fn of_warning(say: &Sentences<'_>, must_change: &str) -> Vec<Required> {
    let follows = say.say(Part::ConductCouldFollow);
    vec![
        some(say, LetterPart::WhatHappened),
        part(say, LetterPart::MustChange, [say.own(must_change)]),
        part(say, LetterPart::CouldFollow, [follows]),
        part(say, LetterPart::Policy, [say.behaviour_policy()]),
        ombudsman(say),
        help(say),
    ]
}

/// Domain 5.4: an interim measure says what is asked, until when, and which way stays open; and where it takes the place of one in
/// force, of which.
pub fn of_interim(
    say: &Sentences<'_>,
    asked: &[ContactOption],
    channel: Channel,
    ends_on: Date,
    in_place_of: Option<Date>,
) -> Vec<Required> {
    let in_place = in_place_of.map(|began| say.in_place_of(began));
    let long = std::iter::once(say.language.date(ends_on)).chain(in_place);
    vec![
        some(say, LetterPart::WhatHappened),
        measures(say, LetterPart::Asked, asked.len()),
        part(say, LetterPart::HowLong, long),
        open(say, channel),
        ombudsman(say),
        help(say),
    ]
}

/// The same of an arrangement that is made kinder.
pub fn of_easing(say: &Sentences<'_>, easing: &Easing) -> Vec<Required> {
    let days = [easing.ends_on, easing.review_on].map(|day| say.language.date(day));
    vec![
        measures(say, LetterPart::Decided, easing.measures.len()),
        part(say, LetterPart::HowLong, days),
        open(say, easing.open_channel),
        ombudsman(say),
        help(say),
    ]
}

/// Domain 5.6 and 5.8: a letter that it has ended says so, and since when where that was before, why, how to reach the council
/// from now on, the Ombudsman and help.
pub fn of_lifting(say: &Sentences<'_>, over: Over) -> Vec<Required> {
    vec![
        part(say, LetterPart::Decided, say.over(over)),
        some(say, LetterPart::Why),
        part(say, LetterPart::OpenWay, [say.say(Part::ConductEveryWay)]),
        ombudsman(say),
        help(say),
    ]
}

/// Domain 5.4: whoever is not kept to an interim measure any more is told so, why, how to reach the council from now on (by
/// the way of an arrangement that goes on), the Ombudsman and help.
pub fn of_interim_ended(say: &Sentences<'_>, arrangement: Option<Channel>) -> Vec<Required> {
    let way = match arrangement {
        Some(way) => say.way(way),
        None => say.say(Part::ConductEveryWay),
    };
    vec![
        part(say, LetterPart::Decided, [say.say(Part::ConductInterimEndsToday)]),
        some(say, LetterPart::Why),
        part(say, LetterPart::OpenWay, [way]),
        ombudsman(say),
        help(say),
    ]
}

/// Domain 5.6: whoever had a report is told that nothing is proposed any longer, and why.
pub fn of_withdrawal(say: &Sentences<'_>) -> Vec<Required> {
    vec![
        part(say, LetterPart::Decided, [say.say(Part::ConductWithdrawn)]),
        some(say, LetterPart::Why),
        ombudsman(say),
        help(say),
    ]
}

/// Domain 5.6: whoever is given more time to comment is told until when, why, and how to have help.
pub fn of_more_time(say: &Sentences<'_>, until: Date) -> Vec<Required> {
    vec![
        part(say, LetterPart::Decided, [say.language.date(until)]),
        some(say, LetterPart::Why),
        help(say),
    ]
}

/// Domain 5.10: the answer to an appeal says which post decided and what follows, or since when it is over, with the last day of
/// an interim measure that goes on, why, the Ombudsman and help.
pub fn of_appeal(
    say: &Sentences<'_>,
    outcome: AppealOutcome,
    appealed: Appealed,
    conduct: &Conduct,
) -> Vec<Required> {
    let day = |day: Date| say.language.date(day);
    let follows = match (outcome, appealed.since) {
        (outcome, Some(since)) => say.appeal_over(outcome, since).to_vec(),
        (AppealOutcome::Upheld, None) => vec![say.say(Part::ConductAppealUpheld)],
        (AppealOutcome::NotUpheld, None) => appealed.until.map(day).into_iter().collect(),
    };
    // What is for danger now goes on until its own day.
    let stays = appealed.interim.map(day);
    let hears = say.post(&conduct.appeal_to);
    let said = std::iter::once(hears).chain(follows).chain(stays);
    vec![
        part(say, LetterPart::Decided, said),
        some(say, LetterPart::Why),
        ombudsman(say),
        help(say),
    ]
}

/// Domain 5.8: why, what we will do, what we expect, how long, the review, something new, the appeal, the Ombudsman. And what
/// they said, with the answers.
pub fn of_notice(say: &Sentences<'_>, waits: &ToNotify, conduct: &Conduct) -> Vec<Required> {
    // Paper 003, 4.5.4: it is clear who decided.
    let who = waits.post.as_ref().map(|post| say.post(post));
    if waits.outcome != Outcome::Agreed {
        // What nobody agreed to let go on at its review ends with this letter.
        let ends = (waits.purpose == Purpose::Review).then(|| say.say(Part::ConductEndsToday));
        let said = who.into_iter().chain(ends);
        let mut required = vec![part(say, LetterPart::Decided, said), some(say, LetterPart::Why)];
        required.extend(answers(say, waits));
        required.extend([ombudsman(say), help(say)]);
        return required;
    }
    let terms = &waits.terms;
    let days = [
        say.say(Part::ConductBegins),
        say.language.date(terms.ends_on),
        say.language.date(terms.review_on),
    ];
    let appeal = [say.time(conduct.appeal_within), say.post(&conduct.appeal_to)];
    let mut required = vec![
        some(say, LetterPart::Why),
        Required {
            points: terms.measures.len(),
            ..part(say, LetterPart::Decided, who)
        },
    ];
    required.extend(answers(say, waits));
    required.extend([
        part(say, LetterPart::HowLong, days),
        // Paper 004, 7.2: what we will do, and what we expect.
        some(say, LetterPart::Expects),
        some(say, LetterPart::Asks),
        open(say, terms.open_channel),
        part(say, LetterPart::Appeal, appeal),
        ombudsman(say),
        help(say),
    ]);
    required
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

/// Says no to a letter that lost a part, in each language of its reader.
pub(super) fn all_there(
    letter: &Words,
    context: &Context<'_>,
    required: impl Fn(&Sentences<'_>) -> Vec<Required>,
) -> Result<(), Refusal> {
    let policy = context.policy;
    let is_both = policy.languages.are_both(context.adjustments.iter().copied());
    if !is_both {
        let lost = missing(
            &letter.text,
            &required(&Sentences::new(policy, Language::English)),
        );
        return if lost.is_empty() {
            Ok(())
        } else {
            Err(Refusal::PartsMissing(lost))
        };
    }
    // Welsh Language Standards (No. 1) Regulations 2015, standards 2 and 5.
    if let Some(language) = lacks(&letter.text) {
        return Err(Refusal::LanguageMissing(language));
    }
    for language in Language::BOTH {
        let text = part_in(&letter.text, language).unwrap_or_default();
        let lost = missing(&text, &required(&Sentences::new(policy, language)));
        if !lost.is_empty() {
            return Err(Refusal::PartsMissingIn(language, lost));
        }
    }
    Ok(())
}

/// The least that such a letter says: each part beneath its heading, and nothing else.
pub fn least(required: &[Required]) -> String {
    let mut text = String::new();
    for required in required {
        let heading = &required.heading;
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

/// Two parts may stand beneath headings of the same words: it is enough that one of these has it.
fn has(text: &str, required: &Required) -> bool {
    beneath(text, &required.heading)
        .iter()
        .any(|lines| holds(lines, required))
}

fn holds(lines: &[&str], required: &Required) -> bool {
    let greets = |line: &str| {
        let greeting = required.greeting.as_str();
        !greeting.is_empty() && line.trim_start().starts_with(greeting)
    };
    let is_said = |line: &&&str| !line.trim().is_empty() && !greets(line);
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

/// The lines beneath each heading of those words up to the next; before the first, where there is no heading to look for.
fn beneath<'t>(text: &'t str, heading: &str) -> Vec<Vec<&'t str>> {
    let is_heading = |line: &str| line.trim_start().starts_with('#');
    let up_to_the_next = |lines: std::str::Lines<'t>| lines.take_while(|line| !is_heading(line)).collect();
    let mut lines = text.lines();
    if heading.is_empty() {
        return vec![up_to_the_next(lines)];
    }
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        if is_heading(line) && plain(line.trim_start().trim_start_matches('#')) == plain(heading) {
            found.push(up_to_the_next(lines.clone()));
        }
    }
    found
}

fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
