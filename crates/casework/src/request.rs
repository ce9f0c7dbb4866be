//! The request that is made of a first report which is no complaint: what the letter says that we did, we do.

use redress_domain::case::{Case, Command, LinkTo, LoggedCase, RefusalState, Relation, RequestMade};
use redress_domain::policy::RefusalReason;
use redress_domain::vocabulary::Kind;
use redress_domain::words::{Words, WordsRef};

use crate::Casework;
use crate::act::{Loaded, NewCase};
use crate::failure::Failure;
use crate::plan::{Planned, Setting, plan_log};

impl Casework {
    /// The commands, with what agreeing to a refusal needs where its reason makes a request; and that
    /// request, to be committed with it.
    pub(crate) async fn with_requests(
        &self,
        setting: &Setting<'_>,
        loaded: &Loaded,
        commands: &[Command],
    ) -> Result<(Vec<Command>, Option<Planned>), Failure> {
        let agrees = |command: &Command| matches!(command, Command::AgreeRefusal { request: None });
        let letter = proposed_with_request(setting, &loaded.case, self.today())?;
        let (Some(letter), true) = (letter, commands.iter().any(agrees)) else {
            return Ok((commands.to_vec(), None));
        };
        let new = self.request_of(setting, loaded).await?;
        let planned = plan_log(setting, new)?;
        let text = self.text_of(setting, &letter).await?;
        let reference = planned.after.case.reference.as_str();
        // A letter that was proposed before reasons made requests has no place for it.
        let text = if text.contains(RefusalReason::REQUEST) {
            text.replace(RefusalReason::REQUEST, reference)
        } else {
            format!("{text}\n\nThe reference of the request is {reference}.")
        };
        let made = RequestMade {
            case: planned.after.id.clone(),
            letter: self.fresh().words(&text),
        };
        let with = |command: &Command| {
            if agrees(command) {
                let request = Some(made.clone());
                Command::AgreeRefusal { request }
            } else {
                command.clone()
            }
        };
        Ok((commands.iter().map(with).collect(), Some(planned)))
    }

    /// The same matter as a request: in the same words, from the same person, received on the same day.
    async fn request_of(&self, setting: &Setting<'_>, loaded: &Loaded) -> Result<NewCase, Failure> {
        let case = &loaded.case;
        let prefix = case.reference.prefix();
        let contact = LoggedCase {
            reference: self.fresh().reference(prefix),
            kind: Kind::ServiceRequest,
            channel: case.channel,
            received_at: case.received_at,
            raised_by: case.raised_by,
            customer: case.customer.clone(),
            representative: case.representative.clone(),
            service: case.service.clone(),
            what_happened: self.again(setting, &case.what_happened).await?,
            wanted: self.some_again(setting, case.wanted.as_ref()).await?,
            wishes: case.wishes.clone(),
            place: self.some_again(setting, case.place.as_ref()).await?,
            ward: case.ward.clone(),
            effect: self.some_again(setting, case.effect.as_ref()).await?,
            also: self.some_again(setting, case.also.as_ref()).await?,
            happened_on: case.happened_on,
            points: Vec::new(),
            reply_by: case.reply_by(),
            support: case.support.clone(),
            support_words: self.some_again(setting, case.support_words.as_ref()).await?,
            priority: case.priority,
            about: case.about.clone(),
            sharing: None,
        };
        Ok(NewCase {
            link: Some(LinkTo {
                from: loaded.id.clone(),
                case: loaded.id.clone(),
                relation: Relation::FollowsFrom,
            }),
            ..NewCase::of(contact)
        })
    }

    async fn text_of(&self, setting: &Setting<'_>, words: &WordsRef) -> Result<String, Failure> {
        let mut texts = self.store.words(&setting.council.id, [&words.id]).await?;
        Ok(texts.remove(&words.id).unwrap_or_default())
    }

    /// The same text under an identifier of its own: each case keeps its own words.
    pub(crate) async fn again(&self, setting: &Setting<'_>, words: &WordsRef) -> Result<Words, Failure> {
        Ok(self.fresh().words(&self.text_of(setting, words).await?))
    }

    pub(crate) async fn some_again(
        &self,
        setting: &Setting<'_>,
        words: Option<&WordsRef>,
    ) -> Result<Option<Words>, Failure> {
        match words {
            Some(words) => Ok(self.fresh().some_words(&self.text_of(setting, words).await?)),
            None => Ok(None),
        }
    }
}

/// The letter that waits for a second person, if its reason makes a request.
fn proposed_with_request(
    setting: &Setting<'_>,
    case: &Case,
    today: jiff::civil::Date,
) -> Result<Option<WordsRef>, Failure> {
    let RefusalState::Proposed { code, letter, .. } = &case.refusal else {
        return Ok(None);
    };
    let reason = setting.council.policy(today)?.refusal_reason(code);
    Ok(reason
        .filter(|reason| reason.makes_request)
        .map(|_| letter.clone()))
}
