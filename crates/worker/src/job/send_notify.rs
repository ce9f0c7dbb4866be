//! Hands messages to GOV.UK Notify, tries again what was not taken, and gives up loudly.

use redress_casework::Casework;
use redress_casework::case::Message;
use redress_casework::council::Council;
use redress_casework::failure::Failure;
use redress_casework::govuk_notify::Fate;
use redress_casework::sending::{Hope, Next, ToMail};
use redress_correspondence::{email, text};
use redress_domain::calendar::london::civil_date;
use redress_domain::id::CouncilId;
use redress_domain::message::MessagePurpose;
use redress_domain::policy::Policy;
use redress_domain::vocabulary::Channel;
use redress_pdf::{Layout, Letter, Pdf, Window};

use crate::keep::{keep, letter, of_conduct};
use crate::notify::{Letters, NotTaken, Service};

/// How many a round sends by one channel for one council, so that the others get their turn.
const IN_A_ROUND: usize = 100;

/// The most pages that Notify posts in one letter: five sheets (its published letter specification).
const PAGES: usize = 10;

/// Sends what is due, until Notify is not reached or says that it is too much.
pub(crate) async fn run(casework: &Casework, council: &CouncilId, notify: &Service) -> Result<(), Failure> {
    let settings = casework.councils().get(council)?;
    let worker = casework.fresh().secret();
    let posting = Posting {
        casework,
        council: &settings,
        policy: settings.policy(casework.today())?,
        notify,
        worker: &worker,
    };
    for channel in notify.channels() {
        for _ in 0..IN_A_ROUND {
            // One at a time: where Notify takes no more just now, no other counts as tried.
            let leased = casework.lease(council, (&worker, channel), 1).await?;
            let Some(message) = leased.into_iter().next() else {
                break;
            };
            let id = message.message_id.clone();
            match posting.send(message).await {
                Ok(GoOn::Yes) => {}
                Ok(GoOn::No) => return Ok(()),
                // What cannot be read of one message keeps no other waiting; its lease ends by itself.
                Err(error) => {
                    tracing::error!(%council, message = %id, %error, "a message could not be made ready");
                }
            }
        }
    }
    Ok(())
}

/// Whether the next message would fare better.
enum GoOn {
    Yes,
    No,
}

/// What sending one message takes.
struct Posting<'a> {
    casework: &'a Casework,
    council: &'a Council,
    policy: &'a Policy,
    notify: &'a Service,
    worker: &'a str,
}

impl Posting<'_> {
    async fn send(&self, message: Message) -> Result<GoOn, Failure> {
        let ready = self.casework.to_mail(&self.council.id, message).await?;
        let message = &ready.message;
        let Some(to) = ready.to.clone() else {
            return self.failed(&ready, refused(ready.why_nowhere())).await;
        };
        keep(self.casework, (self.council, self.policy), (message, false)).await?;
        match self.hand_over(&ready, &to).await? {
            Ok(notification) => {
                let held = (message, self.worker);
                let (council, id) = (&self.council.id, &message.message_id);
                self.casework.notify_took(council, held, &notification).await?;
                tracing::info!(%council, message = %id, notification, "GOV.UK Notify took a message");
                Ok(GoOn::Yes)
            }
            Err(not_taken) => {
                // What is typed stands in the person's row and nowhere else.
                let why = not_taken.why.replace(&to, "the address on file");
                self.failed(&ready, NotTaken { why, ..not_taken }).await
            }
        }
    }

    async fn hand_over(&self, ready: &ToMail, to: &str) -> Result<Result<String, NotTaken>, Failure> {
        let (message, now) = (&ready.message, self.casework.outside().now());
        // Each try at a code or a link brings another one, and is another message to Notify.
        let is_new_each_time = message.purpose == MessagePurpose::Code || message.purpose.is_for_a_partner();
        let reference = if is_new_each_time {
            format!("{}.{}", message.message_id, message.tries)
        } else {
            message.message_id.to_string()
        };
        let may_be_there = message.tries > 1 || message.last_error.is_some();
        if may_be_there && !is_new_each_time {
            match self.notify.client.under(&reference, now).await {
                Ok(found) => {
                    let there = found.into_iter().find(|it| Fate::of(&it.status) != Fate::Failed);
                    if let Some(there) = there {
                        return Ok(Ok(there.id));
                    }
                }
                Err(not_taken) => return Ok(Err(not_taken)),
            }
        }
        let where_to = (to, reference.as_str());
        let client = &self.notify.client;
        if message.channel == Channel::Letter && self.is_set_here(ready).await? {
            return Ok(match self.pdf(ready).await? {
                Ok(pdf) => client.send_pdf((&reference, &pdf.bytes), now).await,
                Err(why) => Err(refused(why)),
            });
        }
        let (subject, body) = self.words(ready);
        let said = (subject.as_str(), body.as_str());
        let by_letter = match &self.notify.letters {
            Some(Letters::Template(id)) if message.channel == Channel::Letter => Some(id),
            _ => None,
        };
        Ok(match (by_letter, self.notify.template(message.channel)) {
            (Some(id), _) => {
                client
                    .send((Channel::Letter, &id.clone().into()), where_to, said, now)
                    .await
            }
            (None, Some(template)) => {
                client
                    .send((message.channel, template), where_to, said, now)
                    .await
            }
            (None, None) => Err(refused("there is no template for it")),
        })
    }

    /// The subject and the body.
    fn words(&self, ready: &ToMail) -> (String, String) {
        // The words are those of the day from which it could go, as its page shows them for ever.
        let words = self.council.policy(civil_date(ready.message.release_at));
        let words = words.unwrap_or(self.policy);
        let pages = self.notify.pages(self.council, self.casework.today());
        let link = match (&ready.says.survey, &ready.says.partner) {
            (Some(survey), _) => pages.map(|pages| format!("{pages}/survey/{}", survey.code)),
            (None, Some(partner)) => pages
                .zip(partner.token.as_ref())
                .map(|(pages, token)| format!("{pages}/partner/l/{token}")),
            (None, None) => pages
                .filter(|_| ready.has_page)
                .map(|pages| format!("{pages}/track/{}", ready.says.reference)),
        };
        if ready.message.channel == Channel::Text {
            return (String::new(), text::text(words, &ready.says, link.as_deref()));
        }
        email::for_notify(words, &ready.says, link.as_deref())
    }

    /// Whether a letter goes as our PDF: wherever the council has it so, and where its reader needs large print or Easy Read, as a
    /// template has one layout for everybody (Equality Act 2010, section 20).
    async fn is_set_here(&self, ready: &ToMail) -> Result<bool, Failure> {
        Ok(match &self.notify.letters {
            Some(Letters::Precompiled) => true,
            Some(Letters::Template(_)) => {
                let letter = self.letter(ready).await?;
                letter.is_some_and(|letter| letter.layout != Layout::Standard)
            }
            None => false,
        })
    }

    /// The letter as it was kept; nothing where that cannot be read.
    async fn letter(&self, ready: &ToMail) -> Result<Option<Letter>, Failure> {
        let (council, message) = (&self.council.id, &ready.message);
        let source = self.casework.kept_source(council, &message.message_id).await?;
        let kept: Option<Letter> = source.and_then(|source| serde_json::from_str(&source).ok());
        Ok(match kept {
            Some(letter) => Some(letter),
            None if message.conduct.is_some() => {
                Some(of_conduct(self.casework, (self.council, self.policy), message).await?)
            }
            // A code is kept nowhere.
            None => {
                let view = self.casework.to_keep(council, message).await?;
                view.map(|view| letter(self.policy, &view, (message, &ready.says)))
            }
        })
    }

    /// The letter set for Notify's window; or why Notify does not take it.
    async fn pdf(&self, ready: &ToMail) -> Result<Result<Pdf, &'static str>, Failure> {
        let Some(letter) = self.letter(ready).await? else {
            return Ok(Err("the letter that was kept cannot be read"));
        };
        let letter = Letter {
            window: Window::Notify,
            ..letter
        };
        // Setting is work for a processor, and is done where it keeps nobody waiting.
        let set = tokio::task::spawn_blocking(move || redress_pdf::letter(&letter)).await;
        let set = set.map_err(|error| Failure::Unreadable(error.to_string()))?;
        let pdf = set.map_err(|error| Failure::Unreadable(error.to_string()))?;
        if pdf.pages > PAGES {
            return Ok(Err(
                "the letter has more than the ten pages that GOV.UK Notify posts: print it",
            ));
        }
        Ok(Ok(pdf))
    }

    async fn failed(&self, ready: &ToMail, not_taken: NotTaken) -> Result<GoOn, Failure> {
        let message = &ready.message;
        let (council, id, reference) = (&self.council.id, &message.message_id, &ready.says.reference);
        let (held, why) = ((message, self.worker), not_taken.why.as_str());
        let failed = self.casework.mail_failed(council, held, (why, not_taken.hope));
        match failed.await? {
            Next::Again(at) => {
                tracing::warn!(%council, message = %id, %reference, why, "a message was not taken and is tried again at {at}");
            }
            Next::GivenUp => {
                tracing::error!(%council, message = %id, %reference, why, "a message was given up: the customer was not reached");
            }
            Next::Lost => {
                tracing::warn!(%council, message = %id, why, "another worker holds the message by now");
            }
        }
        Ok(if not_taken.for_all { GoOn::No } else { GoOn::Yes })
    }
}

/// What no other try would change.
fn refused(why: &str) -> NotTaken {
    NotTaken {
        why: why.to_owned(),
        hope: Hope::None,
        for_all: false,
    }
}
