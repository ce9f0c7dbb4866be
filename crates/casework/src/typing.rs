//! What is being typed: it is kept while somebody writes a reply, before they save it.

use redress_domain::case::ReplySection;
use redress_domain::id::{CaseId, CouncilId, UserId};
use redress_domain::permission::Actor;
use redress_store::typing::TypingRow;

use crate::Casework;
use crate::failure::Failure;

/// How many people's typing in one reply is looked at.
const MOST: i64 = 20;

/// For how many days what nobody saved is kept.
pub const KEPT_FOR_DAYS: i64 = 7;

/// What somebody has in the boxes of the reply editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    /// Who.
    pub user: UserId,
    /// The parts, as they stood.
    pub sections: Vec<(ReplySection, String)>,
    /// The version of the case that they had before them.
    pub seen: i64,
    /// When.
    pub at: jiff::Timestamp,
}

impl Casework {
    /// Keeps what `actor` has in the boxes. It is no part of the record, and only they can have it back;
    /// others learn that somebody is writing. The page looks after who may open the case.
    ///
    /// Costs one row by its key.
    pub async fn keep_typing(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (case, seen): (&CaseId, i64),
        sections: &[(ReplySection, String)],
    ) -> Result<jiff::Timestamp, Failure> {
        let user = actor.user().ok_or(Failure::NotPermitted)?;
        let parts: Vec<(&str, &str)> = sections
            .iter()
            .map(|(section, text)| (section.as_str(), text.as_str()))
            .collect();
        let body = serde_json::to_string(&parts).map_err(|error| Failure::Unreadable(error.to_string()))?;
        let typed_at = self.outside().now();
        let row = TypingRow {
            case_id: case.clone(),
            user_id: user.clone(),
            body,
            seen,
            typed_at,
        };
        self.store.put_typing(council, &row).await?;
        Ok(typed_at)
    }

    /// What is being typed in the reply to a case; of others only that they write, and
    /// when. Costs one row for each who does.
    pub async fn typing(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
    ) -> Result<Vec<Typing>, Failure> {
        let rows = self.store.typing(council, case, MOST).await?;
        let own = |row: &TypingRow| actor.user() == Some(&row.user_id);
        rows.into_iter()
            .map(|row| {
                let sections = if own(&row) {
                    sections(&row.body)?
                } else {
                    Vec::new()
                };
                Ok(Typing {
                    user: row.user_id,
                    sections,
                    seen: row.seen,
                    at: row.typed_at,
                })
            })
            .collect()
    }

    /// Forgets what `actor` typed: they saved it, or want it no more.
    ///
    /// Costs one row by its key.
    pub async fn forget_typing(
        &self,
        council: &CouncilId,
        actor: &Actor,
        case: &CaseId,
    ) -> Result<(), Failure> {
        match actor.user() {
            Some(user) => Ok(self.store.delete_typing(council, (case, user)).await?),
            None => Ok(()),
        }
    }
}

fn sections(body: &str) -> Result<Vec<(ReplySection, String)>, Failure> {
    let parts: Vec<(String, String)> =
        serde_json::from_str(body).map_err(|error| Failure::Unreadable(error.to_string()))?;
    Ok(parts
        .into_iter()
        .filter_map(|(section, text)| Some((ReplySection::parse(&section)?, text)))
        .collect())
}
