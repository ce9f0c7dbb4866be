//! The forms from the proposal to the notice.

use redress_domain::conduct::{
    AgreedLess, Command, Decision, Event, NewComment, Outcome, Proposal, Purpose, Reach, Vote, Voted,
};
use redress_domain::id::{CaseId, CommentId, ServiceId};
use redress_domain::permission::Actor;
use redress_domain::vocabulary::Channel;
use redress_pages::conduct::decide::AGREED_LESS;
use redress_pages::conduct::forms::{NOT_THERE, vote_field};
use redress_pages::form::FormState;
use redress_pages::format::picker_date;

use super::{Reading, letters, measures, require_channel, require_words, whole_letter};
use crate::error::PageError;
use crate::staff::case::doing::require_date;
use crate::staff::conduct::OpenFile;

pub(super) fn proposal_so_far(file: &OpenFile) -> FormState {
    use redress_pages::conduct::Known as _;
    let proposed = file
        .view
        .entries
        .iter()
        .rev()
        .find_map(|entry| matches!(entry.event, Event::Proposed { .. }).then_some(&entry.event));
    let (
        Some(Event::Proposed {
            measures,
            reach,
            service,
            cases,
            ends_on,
            review_on,
            open_channel,
            why_usable,
            reasons,
            equality,
            human_rights,
            expects,
            asks,
            in_practice,
            why_whole_council,
            why_nothing_milder,
            ..
        }),
        true,
    ) = (proposed, file.view.file.report.is_some())
    else {
        return FormState::new();
    };
    let day = |on: &jiff::civil::Date| picker_date(*on);
    let mut pairs: Vec<(&str, String)> = measures
        .iter()
        .map(|measure| ("measures", measure.as_str().to_owned()))
        .collect();
    pairs.extend(cases.iter().map(|case| ("cases", case.to_string())));
    pairs.extend([
        ("reach", reach.as_str().to_owned()),
        (
            "service",
            service.as_ref().map_or_else(String::new, ToString::to_string),
        ),
        ("ends_on", day(ends_on)),
        ("review_on", day(review_on)),
        ("open_channel", open_channel.as_str().to_owned()),
        ("why_usable", file.text(why_usable)),
        ("reasons", file.text(reasons)),
        ("equality", file.text(equality)),
        ("human_rights", file.text(human_rights)),
        ("expects", file.text(expects)),
    ]);
    let some = [
        ("asks", asks),
        ("in_practice", in_practice),
        ("why_whole_council", why_whole_council),
        ("why_nothing_milder", why_nothing_milder),
    ];
    pairs.extend(
        some.into_iter()
            .filter_map(|(name, words)| Some((name, file.text(words.as_ref()?)))),
    );
    FormState::from_pairs(pairs)
}

pub(super) fn read_proposal(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let measures = measures(form);
    let expects = require_words(reading, form, ("expects", "Enter what we will do"));
    let asks = require_words(reading, form, ("asks", "Enter what we ask them to do"));
    let reasons = require_words(reading, form, ("reasons", "Enter why it is proposed"));
    let reach = Reach::parse(form.value("reach"));
    if reach.is_none() {
        form.error("reach", "Select how far it reaches");
    }
    let ends_on = require_date(form, "ends_on", "Enter the last day");
    let review_on = require_date(form, "review_on", "Enter when it is reviewed");
    let open_channel = require_channel(form, "open_channel", "Select the way that stays open");
    let why_usable = require_words(reading, form, ("why_usable", "Enter why they can use that way"));
    let equality = require_words(
        reading,
        form,
        ("equality", "Enter what you considered of equality"),
    );
    let human_rights = require_words(
        reading,
        form,
        ("human_rights", "Enter what you considered of human rights"),
    );
    let cases: Vec<CaseId> = form
        .values("cases")
        .into_iter()
        .filter_map(|case| CaseId::parse(case).ok())
        .collect();
    let purpose = Purpose::parse(form.value("purpose"));
    if purpose.is_none() && form.filled("purpose").is_some() {
        form.error("form", "Select what is proposed");
    }
    let purpose = purpose.unwrap_or(Purpose::First);
    let some = |form: &FormState, field: &str| form.filled(field).map(|words| reading.fresh.words(words));
    let (
        Some(expects),
        Some(asks),
        Some(reasons),
        Some(reach),
        Some(ends_on),
        Some(review_on),
        Some(open_channel),
        Some(why_usable),
        Some(equality),
        Some(human_rights),
    ) = (
        expects,
        asks,
        reasons,
        reach,
        ends_on,
        review_on,
        open_channel,
        why_usable,
        equality,
        human_rights,
    )
    else {
        return Vec::new();
    };
    vec![Command::Propose(Proposal {
        purpose,
        measures,
        reach,
        service: ServiceId::parse(form.value("service"))
            .ok()
            .filter(|_| reach == Reach::ThisService),
        cases,
        why_whole_council: some(form, "why_whole_council").filter(|_| reach == Reach::WholeCouncil),
        ends_on,
        review_on,
        open_channel,
        why_usable,
        reasons,
        equality,
        human_rights,
        why_nothing_milder: some(form, "why_nothing_milder"),
        expects,
        asks,
        in_practice: some(form, "in_practice"),
    })]
}

pub(super) fn read_share(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let report = whole_letter(reading, form, ("report", letters::report_parts));
    // The way by which the letter goes takes the place of this one.
    let channel = Channel::Letter;
    report
        .map(|report| Command::ShareReport { report, channel })
        .into_iter()
        .collect()
}

pub(super) fn read_comments(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let mut commands = Vec::new();
    let answers: Vec<(CommentId, String)> = form
        .pairs()
        .filter(|(_, value)| !value.trim().is_empty())
        .filter_map(|(name, value)| {
            Some((
                CommentId::parse(name.strip_prefix("answer-")?).ok()?,
                value.to_owned(),
            ))
        })
        .collect();
    for (comment, answer) in answers {
        commands.push(Command::AnswerComment {
            comment,
            words: reading.fresh.words(&answer),
        });
    }
    if form.filled("comment").is_some() {
        let words = require_words(reading, form, ("comment", "Enter what they said"));
        let on = require_date(form, "on", "Enter when it reached us");
        let channel = require_channel(form, "channel", "Select how it came");
        if let (Some(words), Some(on), Some(channel)) = (words, on, channel) {
            let id = reading.fresh.comment();
            commands.push(Command::Comment(NewComment {
                id,
                on,
                channel,
                is_all: form.value("all") == "yes",
                words,
            }));
        }
    }
    commands
}

pub(super) fn read_decision(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let is_less = form.value("outcome") == AGREED_LESS;
    let outcome = Outcome::parse(form.value("outcome")).or(is_less.then_some(Outcome::Agreed));
    if outcome.is_none() {
        form.error("outcome", "Select what is decided");
    }
    let reasons = require_words(reading, form, ("reasons", "Give reasons"));
    let votes = read_votes(reading, (form, "outcome"));
    let has_read_the_comments = form.value("has_read") == "yes";
    let agreed_less = if is_less { read_less(form) } else { None };
    let Some((outcome, reasons)) = outcome.zip(reasons).filter(|_| !is_less || agreed_less.is_some()) else {
        return Vec::new();
    };
    vec![Command::Decide(Decision {
        outcome,
        reasons,
        has_read_the_comments,
        votes,
        agreed_less,
    })]
}

/// What whoever decides agrees, where that is less than what was proposed.
fn read_less(form: &mut FormState) -> Option<AgreedLess> {
    let measures = measures(form);
    let ends_on = require_date(form, "ends_on", "Enter the last day");
    let review_on = require_date(form, "review_on", "Enter when it is looked at again");
    let (ends_on, review_on) = ends_on.zip(review_on)?;
    (!measures.is_empty()).then_some(AgreedLess {
        measures,
        ends_on,
        review_on,
    })
}

/// The form of a decision: what was proposed stands in it, of which something can be left out.
#[expect(clippy::unnecessary_wraps, reason = "each form begins with such a one")]
pub(super) fn first_decision(file: &OpenFile) -> Result<FormState, PageError> {
    let Some(report) = &file.view.file.report else {
        return Ok(FormState::new());
    };
    let terms = &report.terms;
    let measures = terms.measures.iter();
    let measures = measures.map(|measure| ("measures", measure.as_str().to_owned()));
    let days = [
        ("ends_on", picker_date(terms.ends_on)),
        ("review_on", picker_date(terms.review_on)),
    ];
    Ok(FormState::from_pairs(measures.chain(days)))
}

/// How those of a panel voted who are named on a form; what is wrong with it is said beside the field.
pub(super) fn read_votes(reading: &Reading<'_>, (form, beside): (&mut FormState, &str)) -> Vec<Vote> {
    let voted = |actor: &Actor| {
        let user = actor.user()?;
        let voted = Voted::parse(form.value(&vote_field(user.as_str())))?;
        Some(Vote {
            by: actor.clone(),
            voted,
        })
    };
    let votes: Vec<Vote> = reading.deciders.iter().filter_map(voted).collect();
    let given = form
        .pairs()
        .filter(|(name, value)| name.starts_with("vote-") && !["", NOT_THERE].contains(value));
    if given.count() != votes.len() {
        form.error(
            beside,
            "A vote is by nobody who works here, or says neither for nor against",
        );
    }
    votes
}

pub(super) fn read_notice(reading: &Reading<'_>, form: &mut FormState) -> Vec<Command> {
    let letter = whole_letter(reading, form, ("letter", letters::notice_parts));
    // As for a report.
    let channel = Channel::Letter;
    letter
        .map(|letter| Command::SendNotice { letter, channel })
        .into_iter()
        .collect()
}
