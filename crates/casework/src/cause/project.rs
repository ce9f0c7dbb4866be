//! What lists show of a common cause.

use redress_domain::cause::Cause;
use redress_domain::id::CauseId;
use redress_store::cause::{CauseCaseRow, CauseRow};
use redress_store::changes::ReadModel;

/// The rows of a common cause that differ from how it stood before: of five hundred cases an act touches a few.
pub(super) fn rows(id: &CauseId, before: &Cause, cause: &Cause) -> Vec<ReadModel> {
    let Some(row) = row(id, cause) else {
        return Vec::new();
    };
    let changed = cause
        .cases
        .iter()
        .filter(|(case, member)| before.cases.get(case) != Some(member));
    let cases = changed.map(|(case, member)| {
        let (standing, why) = member.in_words();
        ReadModel::CauseCase(Box::new(CauseCaseRow {
            case_id: case.clone(),
            cause_id: id.clone(),
            standing,
            why: why.to_owned(),
        }))
    });
    std::iter::once(ReadModel::Cause(Box::new(row)))
        .chain(cases)
        .collect()
}

/// Whoever wrote in the reply: they are not asked to approve it.
fn authors(cause: &Cause) -> String {
    let authors = cause.reply.iter().flat_map(|reply| &reply.authors);
    let between: Vec<String> = authors.map(|author| format!(",{author},")).collect();
    between.concat()
}

fn row(id: &CauseId, cause: &Cause) -> Option<CauseRow> {
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (answered, kept_back) = cause.outcome();
    let (from_on, until_on) = cause.period?;
    Some(CauseRow {
        cause_id: id.clone(),
        begun_on: cause.begun_on?,
        name_words: cause.name.as_ref()?.id.clone(),
        place_words: cause.place.as_ref().map(|place| place.id.clone()),
        service: cause.service.clone()?,
        from_on,
        until_on,
        stage: cause.stage(),
        cases: count(cause.len()),
        answered: count(answered),
        kept_back: count(kept_back),
        finished: cause.finished,
        authors: authors(cause),
    })
}
