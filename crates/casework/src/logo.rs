//! The council's logo: set, taken away, shown.

use redress_domain::id::CouncilId;
use redress_domain::permission::{self, Act, Actor};
use redress_domain::words::{Digest, WordsRef};
use redress_store::changes::ReadModel;
use redress_store::stream::StreamId;
use serde::{Deserialize, Serialize};

use crate::Casework;
use crate::failure::Failure;
use crate::token::Beside;

/// What happened to the council's logo. The picture itself is not in the record: it is no word of
/// anybody, and its digest says which it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum LogoEvent {
    /// It was set.
    LogoSet {
        /// The digest of the picture.
        digest: String,
        /// Why.
        because: WordsRef,
    },
    /// The council has none any more.
    LogoRemoved {
        /// Why.
        because: WordsRef,
    },
}

impl LogoEvent {
    /// What happened, by name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::LogoSet { .. } => "logo-set",
            Self::LogoRemoved { .. } => "logo-removed",
        }
    }

    /// Why, and what changed.
    pub(crate) const fn said(&self) -> (Option<&WordsRef>, Option<&WordsRef>) {
        match self {
            Self::LogoSet { because, .. } | Self::LogoRemoved { because } => (Some(because), None),
        }
    }
}

impl Casework {
    /// The council's logo, if it has one: a PNG without anything else in it.
    ///
    /// Costs one row by its key.
    pub async fn logo(&self, council: &CouncilId) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.store.logo(council).await?)
    }

    /// Sets the council's logo, from now on, or takes it away: for whoever may adopt a policy. `png`
    /// was cleaned before ([`redress_domain::png::cleaned`]).
    ///
    /// Costs one look at a key, and one commit.
    pub async fn set_logo(
        &self,
        council: &CouncilId,
        actor: &Actor,
        (png, because): (Option<Vec<u8>>, &str),
    ) -> Result<(), Failure> {
        let settings = self.councils.get(council)?;
        if !permission::may(settings.policy(self.today())?, actor, Act::AdoptPolicy) {
            return Err(Failure::NotPermitted);
        }
        let words = self.fresh().words(because);
        let because = words.reference();
        let beside = Beside {
            because: Some(words),
            difference: None,
        };
        let (event, row) = match png {
            Some(png) => {
                let digest = Digest::of(&[0; 16], &png).as_str().to_owned();
                (LogoEvent::LogoSet { digest, because }, ReadModel::Logo(png))
            }
            None => (LogoEvent::LogoRemoved { because }, ReadModel::NoLogo),
        };
        let stream = StreamId::logo();
        let version = self.store.version_of(council, &stream).await?;
        let happened = (event.name(), &event);
        let mut changes = self.setting_changed(council, actor, (stream, version), (happened, beside))?;
        changes.rows.push(row);
        self.store.commit(changes).await?;
        Ok(())
    }
}
