//! Who took a part in what leads to a decision, and whose part keeps them from what (domain 5.7 and 5.10).

use jiff::civil::Date;

use super::{ConductFile, Entry, Event, Kept, LetterKind, Question, Tended};
use crate::id::ActorId;

/// Remembers who did it, where that keeps them from a decision.
pub(super) fn note(file: &mut ConductFile, entry: &Entry, today: Date) {
    let heard = matches!(entry.event, Event::AppealDecided { .. });
    // Of what is in force, whoever decides says that it stands: that is no part in the case for it.
    let decides = matches!(
        entry.event,
        Event::LeftAsItIs {
            question: Question::Information | Question::Grounds,
            ..
        }
    ) && file.in_force(today).is_some();
    if decides || !heard && !takes_part(&entry.event) {
        return;
    }
    file.touched_on = Some(today);
    if let ActorId::User(user) = &entry.actor {
        let part = if heard {
            &mut file.heard
        } else {
            &mut file.took_part
        };
        part.insert(user.clone());
    }
}

/// Whether doing it is a part that somebody who decides may not have taken. Writing down what came in is
/// none, and neither is sending what was decided.
///
/// Whoever shares the report speaks for it; and whoever eases, gives more time or takes down that they have said all has
/// weighed the case of it, or ended the time in which it is weighed (paper 003, 4.5.4).
fn takes_part(event: &Event) -> bool {
    match event {
        Event::LetterWritten {
            kind: LetterKind::Warning | LetterKind::Report,
            ..
        }
        | Event::ReportShared { .. }
        | Event::Commented { is_all: true, .. }
        | Event::Eased { .. }
        | Event::FileAdded { .. }
        | Event::IncidentReported { .. }
        | Event::CheckAnswered { .. }
        | Event::MilderTried { .. }
        | Event::Warned { .. }
        | Event::InterimOrdered { .. }
        | Event::Proposed { .. }
        | Event::CommentAnswered { .. }
        | Event::LeftAsItIs { .. }
        | Event::Kept(Kept::Compared { .. })
        | Event::Tended(
            Tended::MoreTimeGiven { .. }
            | Tended::Reviewed { post: None, .. }
            | Tended::Withdrawn { .. }
            | Tended::Struck { .. },
        ) => true,
        // Who decided, and who heard an appeal, is remembered apart: see `ConductFile::decided` and `heard`.
        Event::Decided { .. }
        | Event::AppealDecided { .. }
        | Event::Commented { .. }
        | Event::NoticeSent { .. }
        | Event::ContactCame { .. }
        | Event::ContactSorted { .. }
        | Event::Lifted { .. }
        | Event::Appealed { .. }
        | Event::AdjustmentAgreed { .. }
        | Event::OutsideAnswered { .. }
        | Event::LetterWritten { .. }
        | Event::LetterLeft { .. }
        | Event::LetterNotReached { .. }
        | Event::Tended(
            Tended::FormatMet { .. }
            | Tended::BindsNobody { .. }
            | Tended::NotTold { .. }
            | Tended::PassedOn { .. }
            | Tended::SaidForReview { .. }
            | Tended::GoesOnIn { .. }
            | Tended::ReportNotReached { .. }
            | Tended::WarningNotReached { .. }
            | Tended::CommentFileAdded { .. }
            | Tended::SaidFileAdded { .. }
            | Tended::TookIn(_)
            | Tended::SaidByCode { .. }
            // Who decided that it goes on is remembered as who decided.
            | Tended::Reviewed { post: Some(_), .. }
            | Tended::SortedAgain { .. }
            | Tended::TakenUp { .. },
        )
        | Event::Kept(Kept::Held { .. } | Kept::HoldEnded { .. } | Kept::Erased { .. })
        | Event::Closed { .. } => false,
    }
}
