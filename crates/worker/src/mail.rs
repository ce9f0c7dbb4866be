//! The way to the mail server, as this installation has it, and the links that messages bear.

use std::time::SystemTime;

use jiff::Timestamp;
use redress_casework::Casework;
use redress_casework::anchor::Printed;
use redress_casework::council::Council;
use redress_casework::emergency::Alarm;
use redress_correspondence::email::Email;
use redress_correspondence::smtp::{Mailer, Protection, Server};
use redress_domain::calendar::london;
use redress_domain::draft_code::DraftCode;
use redress_domain::id::UserId;
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;

/// What an installation says about its mail server.
#[derive(Clone, PartialEq, Eq)]
pub struct MailSettings {
    /// `smtps://HOST:PORT`, `starttls://HOST:PORT` or `plain://HOST:PORT`.
    pub address: String,
    /// The user and password that it asks for.
    pub login: Option<(String, String)>,
    /// A certificate authority beside those that the machine trusts, in PEM.
    pub authority: Option<Vec<u8>>,
    /// Whether letters may go over the network for anybody to read.
    pub in_the_clear: InTheClear,
    /// What the service is called from outside: `https://complaints.example.org`.
    pub base_url: Option<String>,
    /// Who keeps the anchor of each day.
    pub anchor_to: Option<String>,
}

/// Whether letters and passwords may go over a network without protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InTheClear {
    /// To this machine alone, where nobody can listen.
    OnlyHere,
    /// To any machine: somebody said so.
    Permitted,
}

/// A way to the mail server. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Mail {
    mailer: Mailer,
    base_url: Option<String>,
    anchor_to: Option<String>,
}

impl Mail {
    /// The way that the settings describe, or what is wrong with them. Nothing is sent yet.
    pub fn new(settings: &MailSettings) -> Result<Self, String> {
        let mut server = Server::parse(&settings.address)?;
        let is_open = server.protection == Protection::None && !server.is_here();
        if is_open && settings.in_the_clear == InTheClear::OnlyHere {
            return Err(format!(
                "letters would go to {} for anybody on the way to read",
                server.host
            ));
        }
        server.login.clone_from(&settings.login);
        server.authority.clone_from(&settings.authority);
        Ok(Self {
            mailer: Mailer::new(&server)?,
            base_url: settings.base_url.clone(),
            anchor_to: settings.anchor_to.clone(),
        })
    }

    /// Sends one test message from a council to an address; what the mail server said if it was not
    /// taken. Nothing of it is in the record.
    pub async fn try_out(&self, casework: &Casework, council: &Council, to: &str) -> Result<(), String> {
        let name = &policy_of(casework, council)?.council.name;
        let text = format!(
            "This is a test message from the complaints service of {name}. Whoever sent it wanted to see that \
             e-mail arrives. There is nothing to do."
        );
        let id = format!("test-{}", casework.fresh().contact());
        self.send_plain(casework, council, (to, &id), ("Test message", &text))
            .await
    }

    /// Who keeps the anchor of each day, if anybody does.
    pub(crate) fn anchor_to(&self) -> Option<&str> {
        self.anchor_to.as_deref()
    }

    /// Sends an anchor to whoever keeps it; what the mail server said if it was not taken.
    pub(crate) async fn send_anchor(
        &self,
        casework: &Casework,
        council: &Council,
        (printed, to): (&Printed, &str),
    ) -> Result<(), String> {
        let name = &policy_of(casework, council)?.council.name;
        let text = format!(
            "{printed} is the anchor of this day over the record of the complaints service of {name}. Keep this \
             message where nobody who runs the service can change it. Whoever doubts the record runs: redress \
             verify --anchor \"{printed}\""
        );
        let id = format!("anchor-{}-{}", printed.council, printed.day);
        let subject = format!("Anchor of {}", printed.day);
        self.send_plain(casework, council, (to, &id), (&subject, &text))
            .await
    }

    /// Tells an administrator that somebody signed in with the emergency account; what the mail server said if it was not
    /// taken. It says nothing of anybody but when.
    pub(crate) async fn send_alarm(
        &self,
        casework: &Casework,
        council: &Council,
        (alarm, user, to): (&Alarm, &UserId, &str),
    ) -> Result<(), String> {
        let name = &policy_of(casework, council)?.council.name;
        let where_it_is = self
            .base(council, casework.today())
            .map_or_else(String::new, |base| {
                format!(" It is at {base}/admin/users/{}.", alarm.account())
            });
        let text = format!(
            "Somebody signed in to the complaints service of {name} with its emergency account \u{201c}{}\u{201d}, on {}. If you do \
             not know why, call whoever runs the service at once, and end the account. Afterwards somebody who did not use it \
             looks at what was done and writes that down.{where_it_is}",
            alarm.name,
            when(alarm.used_at())
        );
        let id = alarm.key(user);
        self.send_plain(
            casework,
            council,
            (to, &id),
            ("The emergency account was used", &text),
        )
        .await
    }

    /// Sends a paragraph that is about no case.
    async fn send_plain(
        &self,
        casework: &Casework,
        council: &Council,
        (to, id): (&str, &str),
        (subject, text): (&str, &str),
    ) -> Result<(), String> {
        let policy = policy_of(casework, council)?;
        let sender = policy
            .mail
            .as_ref()
            .ok_or("the policy has no [mail], so the council sends no e-mail")?;
        let name = sender.name.as_ref().unwrap_or(&policy.council.name);
        let domain = sender
            .from
            .rsplit_once('@')
            .map_or("localhost", |(_, domain)| domain);
        let email = Email {
            from: (name.clone(), sender.from.clone()),
            reply_to: sender.reply_to.clone(),
            to: (String::new(), to.to_owned()),
            id: format!("{id}@{domain}"),
            answers: None,
            subject: subject.to_owned(),
            text: format!("{text}\n"),
            html: format!(
                "<!DOCTYPE html><html lang=\"en-GB\"><head><title>{subject}</title></head><body><p>{}</p></body></html>",
                escaped(text)
            ),
        };
        let at = SystemTime::from(casework.outside().now());
        self.mailer
            .send(&email, at)
            .await
            .map_err(|not_taken| not_taken.why)
    }

    pub(crate) fn mailer(&self) -> &Mailer {
        &self.mailer
    }

    /// Where a partner opens a question.
    pub(crate) fn partner_link(
        &self,
        council: &Council,
        today: jiff::civil::Date,
        token: &str,
    ) -> Option<String> {
        let base = self.base(council, today)?;
        Some(format!("{base}/partner/l/{token}"))
    }

    /// Where somebody answers how we did.
    pub(crate) fn survey_link(
        &self,
        council: &Council,
        today: jiff::civil::Date,
        code: &DraftCode,
    ) -> Option<String> {
        let base = self.base(council, today)?;
        Some(format!("{base}/survey/{code}"))
    }

    /// Where somebody goes on with what they saved.
    pub(crate) fn continue_link(
        &self,
        council: &Council,
        today: jiff::civil::Date,
        code: &DraftCode,
    ) -> Option<String> {
        let base = self.base(council, today)?;
        Some(format!("{base}/continue?code={code}"))
    }

    /// Where the customer follows a case: at the council's own name, if it has one.
    pub(crate) fn link(&self, council: &Council, today: jiff::civil::Date, to: &Reference) -> Option<String> {
        let base = self.base(council, today)?;
        Some(format!("{base}/track/{to}"))
    }

    /// Where the pages of a council are.
    pub(crate) fn base(&self, council: &Council, today: jiff::civil::Date) -> Option<String> {
        pages_of(council, today, self.base_url.as_deref())
    }
}

/// A moment in London, as people say it.
fn when(at: Timestamp) -> String {
    let there = at.to_zoned(london::time_zone().clone());
    there.strftime("%A %-d %B %Y at %H:%M").to_string()
}

/// The rules of today.
fn policy_of<'c>(casework: &Casework, council: &'c Council) -> Result<&'c Policy, String> {
    council
        .policy(casework.today())
        .map_err(|error| error.to_string())
}

/// Where the pages of a council are, given what the service is called from outside.
pub(crate) fn pages_of(council: &Council, today: jiff::civil::Date, service: Option<&str>) -> Option<String> {
    let own = council.policy(today).ok()?.council.hosts.first();
    let base = base((own.map(String::as_str), service))?;
    Some(base.trim_end_matches('/').to_owned())
}

/// Where a council's pages are: at its own host name, reached as the service is; or at the service's.
fn base((own, service): (Option<&str>, Option<&str>)) -> Option<String> {
    let Some(host) = own else {
        return service.map(str::to_owned);
    };
    let (scheme, rest) = service
        .and_then(|url| url.split_once("://"))
        .unwrap_or(("https", ""));
    let named = rest.split('/').next().unwrap_or_default();
    let port = named.rsplit_once(':').map(|(_, port)| port);
    let port = port.filter(|port| !host.contains(':') && port.bytes().all(|digit| digit.is_ascii_digit()));
    Some(match port {
        Some(port) => format!("{scheme}://{host}:{port}"),
        None => format!("{scheme}://{host}"),
    })
}

/// A text as HTML shows it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    //! Where links in messages lead.

    use super::*;

    #[test]
    fn a_council_with_a_name_of_its_own_is_reached_as_the_service_is() {
        for (own, service, at) in [
            (None, None, None),
            (
                None,
                Some("https://c.example.org/x"),
                Some("https://c.example.org/x"),
            ),
            (Some("a.example.org"), None, Some("https://a.example.org")),
            (
                Some("a.example.org"),
                Some("https://c.example.org"),
                Some("https://a.example.org"),
            ),
            (
                Some("a.localhost"),
                Some("http://localhost:18302/"),
                Some("http://a.localhost:18302"),
            ),
            (
                Some("a.localhost:80"),
                Some("http://localhost:18302"),
                Some("http://a.localhost:80"),
            ),
        ] {
            assert_eq!(base((own, service)).as_deref(), at, "{own:?} {service:?}");
        }
    }
}
