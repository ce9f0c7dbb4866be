//! Nothing comes onto a case whose texts were erased: what came after would be erased by no clock, and whoever asked for it
//! was told that it is gone (UK GDPR, articles 5(1)(e) and 17). What is new is a case of its own, linked to it.

use redress_domain::case::{Case, Refusal};
use redress_domain::id::{CaseId, CouncilId};
use redress_store::changes::Append;
use redress_store::keeping::Keeping;
use redress_store::stream::StreamId;

use super::stream_of;
use crate::Casework;
use crate::failure::Failure;
use crate::plan::Planned;

impl Casework {
    /// Whether what people told of a case was erased.
    ///
    /// Costs the stream of its keeping, which most cases do not have.
    pub(crate) async fn was_erased(&self, council: &CouncilId, case: &CaseId) -> Result<bool, Failure> {
        Ok(self.kept(council, case).await?.state == Some(Keeping::Erased))
    }

    /// What asks, in a commit, that nobody erased a case meanwhile; `None` where it was erased.
    ///
    /// Costs the stream of its keeping, which most cases do not have.
    pub(crate) async fn unless_erased(
        &self,
        council: &CouncilId,
        case: &CaseId,
    ) -> Result<Option<Append>, Failure> {
        let kept = self.kept(council, case).await?;
        let is_erased = kept.state == Some(Keeping::Erased);
        Ok((!is_erased).then(|| Append {
            stream: stream_of(case),
            expected: kept.version,
            events: Vec::new(),
        }))
    }

    /// Whether anything that people told of a case is there, or what its events say of their health: of one that was erased,
    /// what came onto it since, and what a former version left.
    pub(super) async fn tells_anything(&self, council: &CouncilId, case: &CaseId) -> Result<bool, Failure> {
        for stream in [StreamId::case(case), StreamId::survey(case)] {
            if !self.store.words_of_stream(council, &stream).await?.is_empty()
                || !self.store.files_of_stream(council, &stream).await?.is_empty()
            {
                return Ok(true);
            }
        }
        for letter in self.store.letters_of_case(council, case).await? {
            let stream = StreamId::letter(&letter.message_id);
            if !self.store.words_of_stream(council, &stream).await?.is_empty() {
                return Ok(true);
            }
        }
        self.is_telling(council, case).await
    }

    /// Refuses what would bring a text or a file onto a case that was erased, or open it again. An erasure in the same moment is a
    /// conflict, and then it is refused.
    pub(crate) async fn nothing_comes_onto_what_was_erased(
        &self,
        council: &CouncilId,
        (before, planned): (&Case, &mut Planned),
    ) -> Result<(), Failure> {
        let changes = &planned.changes;
        let brings = !changes.words.is_empty() || !changes.files.is_empty();
        if !before.is_closed() || (!brings && planned.after.case.is_closed()) {
            return Ok(());
        }
        let id = planned.after.id.clone();
        let Some(unless_erased) = self.unless_erased(council, &id).await? else {
            return Err(Failure::Refused(Refusal::WasErased));
        };
        let appends = &mut planned.changes.appends;
        appends.push(unless_erased);
        appends.sort_by(|one, next| one.stream.cmp(&next.stream));
        Ok(())
    }
}
