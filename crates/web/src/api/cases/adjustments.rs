//! What a program says of what was agreed with whoever gets what it sends: whether it keeps to it (Equality Act 2010, section
//! 20). It is held to it as a person is, and says it in the same act.

use redress_casework::case::CaseView;
use redress_domain::case::{Command, Kept, PeopleOrder};
use redress_domain::customer::adjustment::AdjustmentKind;
use redress_domain::id::AdjustmentId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::act::On;
use crate::api::checks::Checks;
use crate::api::words;

/// Whether what is sent keeps to what was agreed with whoever gets it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AdjustmentsSaid {
    /// Whether it does.
    #[schema(value_type = words::AdjustmentsKept)]
    kept: String,
    /// Why not; needed where it does not.
    #[schema(value_type = Option<words::Text>)]
    reason: Option<String>,
}

/// Something that was agreed with whoever gets letters about a case.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AdjustmentShown {
    /// What.
    #[schema(value_type = words::AdjustmentKind)]
    kind: &'static str,
    /// The same in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// Whether it bears on what is sent in writing: then whoever sends anything says whether that keeps to it.
    bears_on_letters: bool,
}

/// What was agreed with whoever gets letters about this case.
pub(super) fn shown(view: &CaseView) -> Vec<AdjustmentShown> {
    let theirs = view
        .adjustments
        .iter()
        .filter(|(person, _)| view.case.correspondent() == Some(person));
    let shown = theirs.map(|(_, line)| AdjustmentShown {
        kind: AdjustmentKind::as_str(line.row.kind),
        words: line.words.clone(),
        bears_on_letters: line.row.kind.bears_on_letters(),
    });
    shown.collect()
}

/// The order that says it, for what bears on letters; none where nothing was agreed that does.
pub(super) fn order(said: Option<&AdjustmentsSaid>, on: &On<'_>, checks: &mut Checks) -> Option<Command> {
    let said = said?;
    let kept = checks.word("adjustments.kept", &said.kept, (Kept::parse, Kept::ALL));
    let reason = checks.some_text("adjustments.reason", said.reason.as_deref());
    if kept == Some(Kept::No) && reason.is_none() {
        let message = "It is needed where what is sent does not keep to what was agreed";
        checks.refuse("adjustments.reason", message);
    }
    let view = on.view;
    let agreed = view.adjustments.iter().filter(|(person, line)| {
        view.case.correspondent() == Some(person) && line.row.kind.bears_on_letters()
    });
    let adjustments: Vec<AdjustmentId> = agreed.map(|(_, line)| line.row.adjustment_id.clone()).collect();
    let kept = kept.filter(|_| !adjustments.is_empty())?;
    Some(Command::People(PeopleOrder::SayAdjustments {
        adjustments,
        kept,
        reason: reason.map(|reason| on.fresh.words(&reason)),
    }))
}
