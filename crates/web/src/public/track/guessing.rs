//! How often somebody may guess whose a case is: from one address, from its network, and from everywhere together.

use jiff::SignedDuration;
use redress_domain::reference::Reference;

use crate::App;
use crate::error::PageError;
use crate::here::Here;
use crate::noticed::Door;
use crate::public::limits;

/// How long wrong tries count.
const WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// How many wrong tries one address has for one reference (ux, P7).
const TRIES_FOR_ONE: i64 = 5;
/// How many it has for all references together. It is more, so that people who share an address
/// do not lock each other out, and it counts nothing of others, so that nobody can do it to them.
const TRIES_FOR_ALL: i64 = 20;
/// How many a whole network has for one reference: more than the people of one case need, and little for a list of names.
const TRIES_OF_NETWORK: i64 = 15;
/// After how many, wherever they come from, each address has one try for that reference in place of five. Whoever
/// types what is on file is let in still, so that nobody can lock a customer out from elsewhere.
const TRIES_OF_EVERYBODY: i64 = 30;

/// Under what the tries are counted.
struct Keys {
    /// This address and this reference.
    own: String,
    /// This address.
    all: String,
    /// This network and this reference.
    network: String,
    /// This reference.
    everybody: String,
}

impl Keys {
    fn of(here: &Here, reference: &Reference) -> Self {
        let (place, network) = (limits::place(here.address), limits::network(here.address));
        Self {
            own: format!("track:{place}:{reference}"),
            all: format!("track:{place}"),
            network: format!("track:{network}:{reference}"),
            everybody: format!("track:everybody:{reference}"),
        }
    }
}

/// Counts a try before anything is compared, so that guesses at the same moment are all counted; answers whether it is compared.
/// A reference that is not there is counted like one that is.
pub(super) async fn may_try(app: &App, here: &Here, reference: &Reference) -> Result<bool, PageError> {
    let keys = Keys::of(here, reference);
    let own = count(app, here, &keys.own).await?;
    app.notice(here, Door::Track, (own, TRIES_FOR_ONE + 1));
    if own > TRIES_FOR_ONE {
        return Ok(false);
    }
    for (key, most) in [(&keys.all, TRIES_FOR_ALL), (&keys.network, TRIES_OF_NETWORK)] {
        let tries = count(app, here, key).await?;
        app.notice(here, Door::Track, (tries, most + 1));
        if tries > most {
            return Ok(false);
        }
    }
    let together = count(app, here, &keys.everybody).await?;
    app.notice(here, Door::TrackOne, (together, TRIES_OF_EVERYBODY + 1));
    Ok(together <= TRIES_OF_EVERYBODY || own == 1)
}

async fn count(app: &App, here: &Here, key: &str) -> Result<i64, PageError> {
    Ok(app.casework.count_try(here.id(), key, WINDOW).await?)
}

/// The try was none: what was typed is on file.
pub(super) async fn was_right(app: &App, here: &Here, reference: &Reference) -> Result<(), PageError> {
    let keys = Keys::of(here, reference);
    app.casework.forget_tries(here.id(), &keys.own).await?;
    for key in [&keys.all, &keys.network, &keys.everybody] {
        app.casework.give_back_try(here.id(), key).await?;
    }
    Ok(())
}
