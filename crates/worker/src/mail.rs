//! The way to the mail server, as this installation has it, and the links that messages bear.

use redress_casework::council::Council;
use redress_correspondence::smtp::{Mailer, Protection, Server};
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
        })
    }

    pub(crate) fn mailer(&self) -> &Mailer {
        &self.mailer
    }

    /// Where the customer follows a case: at the council's own name, if it has one.
    pub(crate) fn link(&self, council: &Council, today: jiff::civil::Date, to: &Reference) -> Option<String> {
        let own = council.policy(today).ok()?.council.hosts.first();
        let base = own.map(|host| format!("https://{host}"));
        let base = base.or_else(|| self.base_url.clone())?;
        Some(format!("{}/track/{to}", base.trim_end_matches('/')))
    }
}
