//! What lists show of a report.

use redress_domain::report::{MinuteKind, Report, ReportKey};
use redress_store::changes::ReadModel;
use redress_store::report::{ReportActionRow, ReportRow};

/// The rows of one report: itself, and what its meeting asked somebody to do.
pub(crate) fn rows(key: &ReportKey, report: &Report) -> Vec<ReadModel> {
    let Some(range) = report.range else {
        return Vec::new();
    };
    let on_day = match key {
        ReportKey::Briefing { on, .. } => *on,
        ReportKey::Annual { from } => *from,
    };
    let row = ReportRow {
        report_key: key.clone(),
        sort: key.sort(),
        on_day,
        from_on: range.from,
        to_on: range.to,
        state: report.state(),
    };
    let actions = report
        .minutes
        .iter()
        .filter(|minute| minute.kind == MinuteKind::Action);
    let action = |minute: &redress_domain::report::Minute| {
        Some(ReportActionRow {
            report_key: key.clone(),
            item: i64::from(minute.item),
            words_id: minute.words.id.clone(),
            owner: minute.owner.clone()?,
            due_on: minute.due_on?,
            state: minute.state,
            said_words: minute.said.as_ref().map(|(_, words)| words.id.clone()),
        })
    };
    let actions = actions.filter_map(action);
    std::iter::once(ReadModel::Report(Box::new(row)))
        .chain(actions.map(|row| ReadModel::ReportAction(Box::new(row))))
        .collect()
}
