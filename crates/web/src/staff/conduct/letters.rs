//! What opens the letters of a file, and what the program adds to each from the record.

use jiff::civil::Date;
use redress_correspondence::conduct::{self as letters, Both, Reasons, Terms};
use redress_domain::conduct::parts::open_way;
use redress_domain::conduct::{AppealOutcome, Event, Outcome, post_for, state};
use redress_domain::policy::ContactOption;
use redress_domain::vocabulary::Channel;
use redress_domain::words::WordsRef;
use redress_pages::conduct::{Known as _, say};
use redress_pages::form::FormState;
use redress_pages::format::{long_date, picker_date, time};
use redress_pages::public::arrangements::option_in_words;

use super::OpenFile;
use crate::error::PageError;
use crate::staff::case::doing::read_date;

/// What the latest proposal says, beside its terms: all the reasons that the file has, and what is expected.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "what the file has of reasons; the rest is none"
)]
fn proposed(file: &OpenFile) -> (Reasons, Both) {
    let mut reasons = Reasons::default();
    let mut told = Both {
        expects: String::new(),
        asks: None,
    };
    let text = |words: &WordsRef| file.without_juniors(&file.text(words));
    for entry in &file.view.entries {
        match &entry.event {
            Event::Proposed {
                reasons: why,
                expects,
                asks,
                why_usable,
                equality,
                human_rights,
                why_whole_council,
                why_nothing_milder,
                ..
            } => {
                reasons.why = text(why);
                reasons.usable = text(why_usable);
                reasons.equality = text(equality);
                reasons.human_rights = text(human_rights);
                reasons.whole_council = why_whole_council.as_ref().map(text);
                reasons.nothing_milder = why_nothing_milder.as_ref().map(text);
                // A contact who answers is named in it, and by agreement.
                told = Both {
                    expects: file.text(expects),
                    asks: asks.as_ref().map(|words| file.text(words)),
                };
            }
            Event::CheckAnswered {
                check,
                answer,
                reason,
            } => {
                let asked = say::check_to_them(*check).to_owned();
                let said = one_line(&text(reason));
                let said = format!("{} {said}", say::check_answer_to_them(*answer));
                reasons.checks.retain(|(known, _)| *known != asked);
                reasons.checks.push((asked, said));
            }
            Event::IncidentReported {
                id,
                on,
                at,
                channel,
                facts,
                ..
            } if file.view.file.incidents.iter().any(|incident| incident.id == *id) => {
                let how = redress_pages::words::channel(*channel).to_lowercase();
                let facts = one_line(&text(facts));
                let clock = at.map_or_else(String::new, |at| format!(", {}", time(at)));
                reasons
                    .happened
                    .push(format!("{}{clock}, {how}: {facts}", long_date(*on)));
            }
            Event::MilderTried { words } => reasons.milder.push(text(words)),
            _ => {}
        }
    }
    (reasons, told)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn terms(file: &OpenFile, terms: &state::Terms) -> Result<Terms, PageError> {
    let policy = file.policy()?;
    let cases: Vec<String> = terms.cases.iter().map(|case| file.reference(case)).collect();
    let service = terms.service.as_ref().map(|id| {
        let service = policy.service(id);
        service.map_or_else(|| id.to_string(), |service| service.name.clone())
    });
    let reach = match service {
        Some(service) => service,
        None if !cases.is_empty() => format!("this matter alone: {}", cases.join(", ")),
        None => say::reach(terms.reach).to_lowercase(),
    };
    let open_way = open_way(terms.open_channel);
    Ok(Terms {
        measures: measures(&terms.measures, open_way),
        reach,
        open_way: open_way.to_owned(),
        ends_on: terms.ends_on,
        review_on: terms.review_on,
        in_practice: terms.in_practice.as_ref().map(|words| file.text(words)),
    })
}

fn measures(measures: &[ContactOption], open_way: &str) -> Vec<String> {
    let measure = |measure: &ContactOption| match measure {
        ContactOption::OneChannel => format!("we use one way to stay in touch: {open_way}"),
        ContactOption::NamedContact
        | ContactOption::SetTimes
        | ContactOption::CallLength
        | ContactOption::NoAcknowledgementOfRepeats
        | ContactOption::FileWithoutReply
        | ContactOption::Premises
        | ContactOption::BehaviourAgreement => option_in_words(*measure).to_owned(),
    };
    measures.iter().map(measure).collect()
}

/// What opens the warning.
pub(super) fn warning(file: &OpenFile) -> String {
    let last = file.view.file.incidents.last();
    let on = last.map_or(file.view.today, |incident| incident.on);
    letters::warning(file.name(), on)
}

/// What the program adds to a warning: what has to change, as the form has it.
#[expect(clippy::unnecessary_wraps, reason = "it stands where others can fail")]
pub(super) fn warning_parts(_: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let must_change = form.filled("must_change").map(letters::warning_parts);
    Ok(must_change)
}

/// What opens the letter of an interim measure.
pub(super) fn interim(file: &OpenFile) -> String {
    letters::interim(file.name())
}

/// What is asked, by which way, and until which day, as a form has it.
fn asked(form: &FormState) -> Option<(Vec<String>, &'static str, Date)> {
    let way = open_way(Channel::parse(form.value("open_channel"))?);
    let options = form
        .values("measures")
        .into_iter()
        .filter_map(ContactOption::parse);
    let options: Vec<ContactOption> = options.collect();
    Some((measures(&options, way), way, read_date(form.value("ends_on"))?))
}

/// What the program adds to the letter of an interim measure.
#[expect(clippy::unnecessary_wraps, reason = "it stands where others can fail")]
pub(super) fn interim_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let parts = asked(form).map(|(mut measures, way, ends_on)| {
        measures.extend(form.filled("in_practice").map(str::to_owned));
        letters::interim_parts((&measures, way), (file.view.today, ends_on))
    });
    Ok(parts)
}

/// What opens the letter that an arrangement is kinder.
pub(super) fn eased(file: &OpenFile) -> FormState {
    let mut pairs = vec![("letter", letters::eased(file.name()))];
    if let Some(arrangement) = file.view.file.in_force(file.view.today) {
        let terms = &arrangement.terms;
        let measures = terms.measures.iter();
        pairs.extend(measures.map(|measure| ("measures", measure.as_str().to_owned())));
        pairs.push(("open_channel", terms.open_channel.as_str().to_owned()));
        pairs.push(("ends_on", picker_date(terms.ends_on)));
        pairs.push(("review_on", picker_date(terms.review_on.max(file.view.today))));
    }
    FormState::from_pairs(pairs)
}

/// What the program adds to it.
#[expect(clippy::unnecessary_wraps, reason = "it stands where others can fail")]
pub(super) fn eased_parts(_: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let days = read_date(form.value("review_on"));
    let parts = asked(form)
        .zip(days)
        .map(|((mut measures, way, ends_on), review_on)| {
            measures.extend(form.filled("in_practice").map(str::to_owned));
            letters::eased_parts((&measures, way), (ends_on, review_on))
        });
    Ok(parts)
}

/// What opens the report as they read it.
pub(super) fn report(file: &OpenFile) -> String {
    let in_force = file.view.file.in_force(file.view.today);
    letters::report(file.name(), in_force.map(|arrangement| arrangement.terms.ends_on))
}

/// The report itself.
pub(super) fn report_parts(file: &OpenFile, _: &FormState) -> Result<Option<String>, PageError> {
    let Some(report) = &file.view.file.report else {
        return Ok(None);
    };
    let (reasons, expects) = proposed(file);
    let conduct = file.conduct()?;
    let decides = post_for(&file.view.file, (conduct, file.view.today));
    let told = (&terms(file, &report.terms)?, &expects);
    let parts = letters::report_parts(file.policy()?, (conduct, decides), told, &reasons);
    Ok(Some(parts))
}

/// What opens the notice of what was decided.
pub(super) fn notice(file: &OpenFile) -> String {
    match &file.view.file.to_notify {
        Some(waits) if waits.outcome == Outcome::Agreed => letters::notice(file.name()),
        Some(_) => letters::not_agreed(file.name()),
        None => String::new(),
    }
}

/// What every notice says, from the record.
pub(super) fn notice_parts(file: &OpenFile, _: &FormState) -> Result<Option<String>, PageError> {
    let Some(waits) = &file.view.file.to_notify else {
        return Ok(None);
    };
    let reasons = file.view.entries.iter().rev().find_map(|entry| {
        if let Event::Decided { reasons, .. } = &entry.event {
            return Some(file.without_juniors(&file.text(reasons)));
        }
        None
    });
    let reasons = reasons.unwrap_or_default();
    let (policy, conduct) = (file.policy()?, file.conduct()?);
    let decided = (
        waits.post.as_ref().unwrap_or(&conduct.decided_by),
        waits.was_commented,
    );
    if waits.outcome != Outcome::Agreed {
        let in_force = file.view.file.in_force(file.view.today);
        let until = in_force.map(|arrangement| arrangement.terms.ends_on);
        return Ok(Some(letters::not_agreed_parts(
            policy,
            decided,
            (&reasons, until),
        )));
    }
    let (_, expects) = proposed(file);
    let told = (&terms(file, &waits.terms)?, reasons.as_str(), &expects);
    Ok(Some(letters::notice_parts(policy, (conduct, decided), told)))
}

/// The letter that it has ended.
pub(super) fn lifted(file: &OpenFile) -> String {
    letters::lifted(file.name())
}

/// What the program adds to it.
#[expect(clippy::unnecessary_wraps, reason = "it stands where others can fail")]
pub(super) fn lifted_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let reason = form.filled("reason").map(|reason| file.without_juniors(reason));
    Ok(reason.map(|reason| letters::lifted_parts(&reason)))
}

/// What opens the letter that it was looked at again.
pub(super) fn reviewed(file: &OpenFile) -> String {
    letters::reviewed(file.name())
}

/// What the program adds to it, where it goes on.
#[expect(clippy::unnecessary_wraps, reason = "it stands where others can fail")]
pub(super) fn reviewed_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let arrangement = file.view.file.in_force(file.view.today);
    let next_on = read_date(form.value("next_on"));
    let both = arrangement.zip(next_on).zip(form.filled("reason"));
    Ok(both.map(|((arrangement, next_on), reason)| {
        let reason = file.without_juniors(reason);
        letters::reviewed_parts(&reason, (arrangement.terms.ends_on, next_on))
    }))
}

/// What opens the letter that they have more time to comment.
pub(super) fn more_time(file: &OpenFile) -> String {
    letters::more_time(file.name())
}

/// What the program adds to it.
#[expect(clippy::unnecessary_wraps, reason = "it stands where others can fail")]
pub(super) fn more_time_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let both = form.filled("reason").zip(read_date(form.value("until")));
    Ok(both.map(|(reason, until)| letters::more_time_parts(&file.without_juniors(reason), until)))
}

/// What opens the letter that nothing is proposed any longer.
pub(super) fn withdrawn(file: &OpenFile) -> String {
    letters::withdrawn(file.name())
}

/// What the program adds to it.
#[expect(clippy::unnecessary_wraps, reason = "it stands where others can fail")]
pub(super) fn withdrawn_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let reason = form.filled("reason").map(|reason| file.without_juniors(reason));
    Ok(reason.map(|reason| letters::withdrawn_parts(&reason)))
}

/// What the program adds to the letter that an interim measure has ended with an incident that was struck out.
#[expect(clippy::unnecessary_wraps, reason = "it stands where others can fail")]
pub(super) fn struck_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let in_force = file.view.file.in_force(file.view.today);
    let open = in_force.map(|arrangement| arrangement.terms.open_channel);
    let reason = form.filled("reason").map(|reason| file.without_juniors(reason));
    Ok(reason.map(|reason| letters::interim_ended_parts(&reason, open)))
}

/// What opens the answer to an appeal.
pub(super) fn appeal(file: &OpenFile) -> String {
    letters::appeal(file.name())
}

/// What the program adds to it: what is decided and why, as the form has it.
pub(super) fn appeal_parts(file: &OpenFile, form: &FormState) -> Result<Option<String>, PageError> {
    let outcome = AppealOutcome::parse(form.value("outcome"));
    let Some((outcome, reasons)) = outcome.zip(form.filled("reasons")) else {
        return Ok(None);
    };
    let reasons = file.without_juniors(reasons);
    let arrangement = file.view.file.arrangement.as_ref();
    let until = arrangement.map(|arrangement| arrangement.terms.ends_on);
    let told = (outcome, reasons.as_str(), until);
    let hears = &file.conduct()?.appeal_to;
    let interim = file.view.file.interim_in_force(file.view.today);
    let stays = interim.map(|interim| interim.ends_on);
    Ok(Some(letters::appeal_parts(file.policy()?, hears, told, stays)))
}
