//! Links back to what somebody typed and saved, sent to the address that they ask for.
//!
//! No case is there yet, so no message hangs on one: the address waits beside the draft, is forgotten when
//! the link was sent, and goes with the draft.

use jiff::{SignedDuration, Timestamp};
use redress_domain::draft_code::DraftCode;
use redress_domain::id::CouncilId;
use redress_store::draft::LinkToSend;

use crate::Casework;
use crate::draft::Draft;
use crate::failure::Failure;

/// How many links one place may ask for in an hour: enough for a library's shared address.
const ASKED_FROM: i64 = 10;
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// How many links go to one address in a day, whoever asks: the council writes to nobody again and again
/// because a stranger typed their address.
const SENT_TO: i64 = 3;
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// How long a worker holds a link: longer than any mail server is waited for.
const HELD: SignedDuration = SignedDuration::from_mins(10);

/// How long a link waits after each failure, in minutes. The code on the page is there all the same, so it
/// is given up within a day.
const WAITS: [i64; 5] = [1, 5, 30, 120, 720];

/// What came of asking for a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedForLink {
    /// It is on its way.
    OnItsWay,
    /// Too many were asked for, from this place or to this address.
    TooMany,
}

/// A link on its way to the mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLink {
    leased: LinkToSend,
    /// The code in it; it was made for this try alone.
    pub code: DraftCode,
}

impl DraftLink {
    /// The address that was asked for.
    pub fn to(&self) -> &str {
        &self.leased.link_to
    }

    /// When what was saved is forgotten.
    pub const fn until(&self) -> Timestamp {
        self.leased.expires_at
    }
}

impl Casework {
    /// Has a link to a draft sent to an address; `place` is where the asking came from.
    ///
    /// Costs three rows by their keys.
    pub async fn ask_for_draft_link(
        &self,
        council: &CouncilId,
        draft: &Draft,
        (to, place): (&str, &str),
    ) -> Result<AskedForLink, Failure> {
        // The address itself is no key: what is counted is kept longer than what was asked for.
        let address = DraftCode::of(&to.to_lowercase()).hash();
        for (key, window, most) in [
            (format!("draft-link:{place}"), HOUR, ASKED_FROM),
            (format!("draft-link-to:{address}"), DAY, SENT_TO),
        ] {
            if self.count_try(council, &key, window).await? > most {
                return Ok(AskedForLink::TooMany);
            }
        }
        let whose = (draft.token_hash.as_str(), draft.journey.as_str());
        let now = self.outside().now();
        self.store.ask_for_link(council, whose, (to, now)).await?;
        Ok(AskedForLink::OnItsWay)
    }

    /// Takes links that are due, at most `limit`, so that nobody else sends them, and makes the code of
    /// each. The code in a link that was sent before ends.
    ///
    /// Costs one statement, and one for each link.
    pub async fn take_draft_links(&self, council: &CouncilId, limit: i64) -> Result<Vec<DraftLink>, Failure> {
        let now = self.outside().now();
        let until = now.saturating_add(HELD).unwrap_or(Timestamp::MAX);
        let mut links = Vec::new();
        for leased in self.store.lease_links(council, (now, until), limit).await? {
            let code = DraftCode::of(&self.fresh().secret());
            if self.store.put_link(council, &leased, &code.hash()).await? {
                links.push(DraftLink { leased, code });
            }
        }
        Ok(links)
    }

    /// A mail server took the link: its address is forgotten.
    ///
    /// Costs one row by its key.
    pub async fn draft_link_sent(&self, council: &CouncilId, link: &DraftLink) -> Result<(), Failure> {
        Ok(self.store.link_again(council, &link.leased, None).await?)
    }

    /// A link was not taken. Answers when it is tried again; `None` when it is given up, because it is
    /// refused for good or was tried often enough.
    ///
    /// Costs one row by its key.
    pub async fn draft_link_failed(
        &self,
        council: &CouncilId,
        link: &DraftLink,
        is_for_good: bool,
    ) -> Result<Option<Timestamp>, Failure> {
        let failures = usize::try_from(link.leased.link_tries).unwrap_or(usize::MAX);
        let wait = WAITS.get(failures.saturating_sub(1)).filter(|_| !is_for_good);
        let again = wait.map(|minutes| {
            let wait = SignedDuration::from_mins(*minutes);
            self.outside()
                .now()
                .saturating_add(wait)
                .unwrap_or(Timestamp::MAX)
        });
        self.store.link_again(council, &link.leased, again).await?;
        Ok(again)
    }
}
