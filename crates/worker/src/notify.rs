//! GOV.UK Notify, for the councils that have it: e-mail, texts and letters.
//!
//! A council's key, its templates and what its callbacks show are settings of the installation: none of it
//! is in the record.

mod client;
mod token;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use redress_casework::Casework;
use redress_casework::council::Council;
use redress_domain::id::CouncilId;
use redress_domain::vocabulary::Channel;
use serde::Deserialize;

pub(crate) use client::NotTaken;
use client::{Client, Template};

/// Where Notify is, as its documentation says.
const ADDRESS: &str = "https://api.notifications.service.gov.uk";

/// What an installation says about one council's service at Notify.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotifySettings {
    /// The API key: name, service and secret, parted by hyphens.
    pub key: String,
    /// Where Notify is; left out, at its own address.
    pub address: Option<String>,
    /// The template of e-mails, with ((subject)) and ((body)); left out, e-mail goes another way.
    pub email_template: Option<String>,
    /// The template of texts, with ((body)); left out, texts are sent by hand.
    pub text_template: Option<String>,
    /// How letters are made; left out, they are printed here.
    pub letters: Option<Letters>,
    /// What Notify shows when it says by itself what became of a message; left out, it is only asked.
    pub callback_token: Option<String>,
}

/// How letters are made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Letters {
    /// As the PDF that is kept here, set for Notify's window.
    Precompiled,
    /// By a template with ((subject)) and ((body)); large print and Easy Read go as the PDF.
    Template(String),
}

/// The services of the councils that have one. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Notify {
    services: Arc<BTreeMap<CouncilId, Service>>,
}

/// One council's service.
pub struct Service {
    pub(crate) client: Client,
    email: Option<Template>,
    text: Option<Template>,
    pub(crate) letters: Option<Letters>,
    callback_token: Option<String>,
    base_url: Option<String>,
}

impl fmt::Debug for Service {
    /// Without the key.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Service").finish_non_exhaustive()
    }
}

impl Notify {
    /// The services as the settings describe them, or what is wrong with them. Nothing is sent yet.
    pub fn new(
        settings: BTreeMap<CouncilId, NotifySettings>,
        base_url: Option<&str>,
    ) -> Result<Self, String> {
        let mut services = BTreeMap::new();
        for (council, settings) in settings {
            let service = Service::new(settings, base_url).map_err(|why| format!("{council}: {why}"))?;
            services.insert(council, service);
        }
        Ok(Self {
            services: Arc::new(services),
        })
    }

    /// The service of a council, if it has one.
    pub fn of(&self, council: &CouncilId) -> Option<&Service> {
        self.services.get(council)
    }

    /// The councils that have one.
    pub fn councils(&self) -> impl Iterator<Item = &CouncilId> {
        self.services.keys()
    }
}

impl Service {
    fn new(settings: NotifySettings, base_url: Option<&str>) -> Result<Self, String> {
        let address = settings.address.as_deref().unwrap_or(ADDRESS);
        let template = |name: &str, id: Option<String>| match id {
            Some(id) if !token::is_uuid(&id) => Err(format!("{name} is not the identifier of a template")),
            id => Ok(id.map(Template)),
        };
        if let Some(Letters::Template(id)) = &settings.letters
            && !token::is_uuid(id)
        {
            return Err("letters names no identifier of a template".to_owned());
        }
        // Fewer could be found by trying.
        let is_short = |token: &String| token.chars().count() < 20;
        if settings.callback_token.as_ref().is_some_and(is_short) {
            return Err("callback_token has fewer than 20 characters".to_owned());
        }
        let service = Self {
            client: Client::new(address, &settings.key)?,
            email: template("email_template", settings.email_template)?,
            text: template("text_template", settings.text_template)?,
            letters: settings.letters,
            callback_token: settings.callback_token,
            base_url: base_url.map(str::to_owned),
        };
        if service.channels().is_empty() {
            return Err("there is neither email_template nor text_template nor letters".to_owned());
        }
        Ok(service)
    }

    /// What Notify shows when it says something by itself.
    pub fn callback_token(&self) -> Option<&str> {
        self.callback_token.as_deref()
    }

    /// By which channels messages go through it.
    pub fn channels(&self) -> Vec<Channel> {
        let ways = [Channel::Email, Channel::Text, Channel::Letter];
        ways.into_iter().filter(|way| self.takes(*way)).collect()
    }

    /// Whether Notify sets letters itself, by a template. Those in another layout than the ordinary one go as our PDF.
    pub fn sets_letters(&self) -> bool {
        matches!(self.letters, Some(Letters::Template(_)))
    }

    /// Whether messages that go by a channel go through it.
    pub fn takes(&self, channel: Channel) -> bool {
        if channel == Channel::Letter {
            return self.letters.is_some();
        }
        self.template(channel).is_some()
    }

    pub(crate) fn template(&self, channel: Channel) -> Option<&Template> {
        match channel {
            Channel::Email => self.email.as_ref(),
            Channel::Text => self.text.as_ref(),
            Channel::Letter
            | Channel::Online
            | Channel::Phone
            | Channel::InPerson
            | Channel::WebChat
            | Channel::SocialMedia
            | Channel::Councillor
            | Channel::Api
            | Channel::Import => None,
        }
    }

    /// Where the pages of a council are.
    pub(crate) fn pages(&self, council: &Council, today: jiff::civil::Date) -> Option<String> {
        crate::mail::pages_of(council, today, self.base_url.as_deref())
    }

    /// Sends one test message to an e-mail address or a number; what Notify calls it, or what it said if it
    /// did not take it. Nothing of it is in the record.
    pub async fn try_out(&self, casework: &Casework, council: &Council, to: &str) -> Result<String, String> {
        let policy = council
            .policy(casework.today())
            .map_err(|error| error.to_string())?;
        let text = format!(
            "This is a test message from the complaints service of {}. There is nothing to do.",
            policy.council.name
        );
        let channel = if to.contains('@') {
            Channel::Email
        } else {
            Channel::Text
        };
        let template = self.template(channel);
        let template = template.ok_or_else(|| format!("there is no template for {channel}"))?;
        let said = ("Test message", text.as_str());
        let reference = format!("test-{}", casework.fresh().contact());
        let now = casework.outside().now();
        let sent = self.client.send((channel, template), (to, &reference), said, now);
        sent.await.map_err(|not_taken| not_taken.why)
    }
}
