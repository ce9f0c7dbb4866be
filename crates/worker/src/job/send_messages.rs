//! Hands messages to the council's mail server, tries again what was not taken, and gives up loudly.

use std::time::SystemTime;

use redress_casework::Casework;
use redress_casework::case::Message;
use redress_casework::council::Council;
use redress_casework::failure::Failure;
use redress_casework::sending::{Hope, Next, ToMail};
use redress_correspondence::email::{self, Email};
use redress_domain::calendar::london::civil_date;
use redress_domain::id::CouncilId;
use redress_domain::incoming::{known_again, with_token};
use redress_domain::message::MessagePurpose;
use redress_domain::policy::Policy;

use crate::keep::keep;
use crate::mail::Mail;

/// How many messages are leased at once: few enough that all are tried before the lease ends, even
/// when the server lets each wait until its patience ends.
const AT_ONCE: i64 = 5;

/// How many a round sends for one council, so that the others get their turn.
const IN_A_ROUND: usize = 200;

/// Sends what is due, if the council sends e-mail.
pub(crate) async fn run(casework: &Casework, council: &CouncilId, mail: &Mail) -> Result<(), Failure> {
    let settings = casework.councils().get(council)?;
    let policy = settings.policy(casework.today())?;
    if policy.mail.is_none() {
        return Ok(());
    }
    let worker = casework.fresh().secret();
    let mut sent = 0;
    while sent < IN_A_ROUND {
        let leased = casework.lease_mail(council, &worker, AT_ONCE).await?;
        if leased.is_empty() {
            break;
        }
        sent += leased.len();
        for message in leased {
            let posting = Posting {
                casework,
                council: &settings,
                policy,
                mail,
                worker: &worker,
            };
            // What cannot be read of one message keeps no other waiting; its lease ends by itself.
            if let Err(error) = posting.send(message.clone()).await {
                tracing::error!(%council, message = %message.message_id, %error, "a message could not be made ready");
            }
        }
    }
    Ok(())
}

/// What sending one message takes.
struct Posting<'a> {
    casework: &'a Casework,
    council: &'a Council,
    policy: &'a Policy,
    mail: &'a Mail,
    worker: &'a str,
}

impl Posting<'_> {
    async fn send(&self, message: Message) -> Result<(), Failure> {
        let ready = self.casework.to_mail(&self.council.id, message).await?;
        let Some(to) = ready.to.clone() else {
            return self.failed(&ready, (ready.why_nowhere(), Hope::None)).await;
        };
        let Some(email) = self.email(&ready, &to) else {
            return Ok(());
        };
        keep(
            self.casework,
            (self.council, self.policy),
            (&ready.message, false),
        )
        .await?;
        let at = SystemTime::from(self.casework.outside().now());
        match self.mail.mailer().send(&email, at).await {
            Ok(()) => self.sent(&ready).await,
            Err(not_taken) => {
                // Servers repeat the address. It stands in the person's row and nowhere else.
                let why = not_taken.why.replace(&to, "the address on file");
                let hope = if not_taken.for_good {
                    Hope::None
                } else {
                    Hope::Later
                };
                self.failed(&ready, (&why, hope)).await
            }
        }
    }

    fn email(&self, ready: &ToMail, to: &str) -> Option<Email> {
        let sender = self.policy.mail.as_ref()?;
        // The words are those of the day from which it could go, as its page shows them for ever.
        let words = self.council.policy(civil_date(ready.message.release_at));
        let words = words.unwrap_or(self.policy);
        let today = self.casework.today();
        let link = match (&ready.says.survey, &ready.says.partner) {
            (Some(survey), _) => self.mail.survey_link(self.council, today, &survey.code),
            (None, Some(partner)) => partner
                .token
                .as_ref()
                .and_then(|token| self.mail.partner_link(self.council, today, token)),
            (None, None) if ready.has_page => {
                let link = self.mail.link(self.council, today, &ready.says.reference);
                // UK GDPR, article 5(1)(f): what quotes a letter of a conduct file is known by it, and goes on no case.
                let is_of_file = ready.message.purpose == MessagePurpose::Conduct;
                let known_again = |link: String| known_again(&link, &ready.message.message_id);
                if is_of_file { link.map(known_again) } else { link }
            }
            (None, None) => None,
        };
        let (subject, text, html) = email::bodies(words, &ready.says, link.as_deref());
        let name = sender.name.as_ref().unwrap_or(&self.policy.council.name);
        let reply_to = sender.reply_to.as_ref();
        let reply_to = reply_to.or(self.policy.council.contact.email.as_ref());
        let reply_to = match (&ready.reply_token, reply_to) {
            // What is answered leads to the case, whatever becomes of the subject.
            (Some(token), reply_to) => Some(with_token(reply_to.unwrap_or(&sender.from), token)),
            (None, reply_to) => reply_to.cloned(),
        };
        Some(Email {
            from: (name.clone(), sender.from.clone()),
            reply_to,
            to: (ready.says.name.clone(), to.to_owned()),
            id: id_of(&ready.message, &sender.from),
            answers: ready.answers.clone(),
            subject,
            text,
            html,
        })
    }

    async fn sent(&self, ready: &ToMail) -> Result<(), Failure> {
        let id = &ready.message.message_id;
        let council = &self.council.id;
        if self.casework.mailed(council, &ready.message, self.worker).await? {
            tracing::info!(%council, message = %id, "mailed a message");
        } else {
            tracing::warn!(%council, message = %id, "mailed a message that another worker holds by now");
        }
        Ok(())
    }

    async fn failed(&self, ready: &ToMail, (why, hope): (&str, Hope)) -> Result<(), Failure> {
        let message = &ready.message;
        let (council, id, reference) = (&self.council.id, &message.message_id, &ready.says.reference);
        let held = (message, self.worker);
        match self.casework.mail_failed(council, held, (why, hope)).await? {
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
        Ok(())
    }
}

/// The Message-ID: the same however often a message is tried, so that it shows once to whoever gets it
/// twice. Each try at a code brings another code, and has to show.
fn id_of(message: &Message, from: &str) -> String {
    let domain = from.rsplit_once('@').map_or(from, |(_, domain)| domain);
    // So does each link to a partner, which opens once.
    if message.purpose == MessagePurpose::Code || message.purpose.is_for_a_partner() {
        format!("{}.{}@{domain}", message.message_id, message.tries)
    } else {
        format!("{}@{domain}", message.message_id)
    }
}
