//! The drafts of a file's letters, with what is known put in.

use redress_correspondence::conduct::{self as letters, Terms};
use redress_domain::conduct::{Event, Outcome, state};
use redress_domain::policy::ContactOption;
use redress_domain::words::WordsRef;
use redress_pages::conduct::{Known as _, say};
use redress_pages::public::arrangements::option_in_words;

use super::OpenFile;
use crate::error::PageError;

/// What the latest proposal says, beside its terms: the reasons, and what is expected.
fn proposed(file: &OpenFile) -> (String, String) {
    let texts = file.view.entries.iter().rev().find_map(|entry| {
        if let Event::Proposed { reasons, expects, .. } = &entry.event {
            return Some((reasons, expects));
        }
        None
    });
    let text = |words: &WordsRef| file.text(words);
    texts.map_or_else(Default::default, |(reasons, expects)| {
        (text(reasons), text(expects))
    })
}

fn terms(file: &OpenFile, terms: &state::Terms) -> Result<Terms, PageError> {
    let service = terms.service.as_ref();
    let service = service.map(|id| {
        let policy = file.policy()?;
        Ok::<_, PageError>(
            policy
                .service(id)
                .map_or_else(|| id.to_string(), |service| service.name.clone()),
        )
    });
    let reach = match service.transpose()? {
        Some(service) => service,
        None => say::reach(terms.reach).to_lowercase(),
    };
    let open_way = say::open_channel(terms.open_channel);
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
    Ok(Terms {
        measures: terms.measures.iter().map(measure).collect(),
        reach,
        open_way: open_way.to_owned(),
        ends_on: terms.ends_on,
        review_on: terms.review_on,
    })
}

/// The warning.
pub(super) fn warning(file: &OpenFile) -> String {
    let last = file.view.file.incidents.last();
    let on = last.map_or(file.view.today, |incident| incident.on);
    letters::warning(file.name(), on, "")
}

/// The letter of an interim measure.
pub(super) fn interim(file: &OpenFile) -> Result<String, PageError> {
    Ok(letters::interim(file.name(), file.conduct()?))
}

/// The report as they read it.
pub(super) fn report(file: &OpenFile) -> Result<String, PageError> {
    let Some(report) = &file.view.file.report else {
        return Ok(String::new());
    };
    let (reasons, expects) = proposed(file);
    let told = (&terms(file, &report.terms)?, reasons.as_str(), expects.as_str());
    Ok(letters::report(
        file.policy()?,
        file.conduct()?,
        file.name(),
        told,
    ))
}

/// The notice of what was decided.
pub(super) fn notice(file: &OpenFile) -> Result<String, PageError> {
    let Some(waits) = &file.view.file.to_notify else {
        return Ok(String::new());
    };
    let reasons = file.view.entries.iter().rev().find_map(|entry| {
        if let Event::Decided { reasons, .. } = &entry.event {
            return Some(file.text(reasons));
        }
        None
    });
    let reasons = reasons.unwrap_or_default();
    let (policy, conduct) = (file.policy()?, file.conduct()?);
    if waits.outcome != Outcome::Agreed {
        let until = file
            .view
            .file
            .in_force(file.view.today)
            .map(|arrangement| arrangement.terms.ends_on);
        return Ok(letters::not_agreed(
            policy,
            conduct,
            file.name(),
            (&reasons, until),
        ));
    }
    let (_, expects) = proposed(file);
    let told = (&terms(file, &waits.terms)?, reasons.as_str(), expects.as_str());
    Ok(letters::notice(policy, conduct, file.name(), told))
}

/// The letter that it has ended.
pub(super) fn lifted(file: &OpenFile) -> String {
    letters::lifted(file.name())
}

/// The answer to an appeal.
pub(super) fn appeal(file: &OpenFile) -> Result<String, PageError> {
    Ok(letters::appeal(file.policy()?, file.conduct()?, file.name()))
}
