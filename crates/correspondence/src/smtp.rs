//! Handing an e-mail to the council's mail server, and reading what it says to that.

use std::borrow::Cow;
use std::fmt;
use std::time::{Duration, SystemTime};

use lettre::address::AddressError;
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::transport::smtp::response::Severity;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use crate::email::Email;

/// How long a mail server is waited for.
const PATIENCE: Duration = Duration::from_mins(1);

/// How the way to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Protection {
    /// TLS from the first byte: `smtps://`.
    FromTheStart,
    /// TLS begun by STARTTLS, and no message without it: `starttls://`.
    StartTls,
    /// None: `plain://`.
    None,
}

/// Where the mail server is, and how to speak to it.
#[derive(Clone, PartialEq, Eq)]
pub struct Server {
    /// How the way there is protected.
    pub protection: Protection,
    /// Its name, which its certificate has to bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Who we are to it: a user and a password.
    pub login: Option<(String, String)>,
    /// A certificate authority beside those that the machine trusts, in PEM.
    pub authority: Option<Vec<u8>>,
}

impl fmt::Debug for Server {
    /// Without the password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} {}:{}", self.protection, self.host, self.port)
    }
}

impl Server {
    /// Reads `smtps://HOST:PORT`, `starttls://HOST:PORT` or `plain://HOST:PORT`; the port may be left out.
    pub fn parse(address: &str) -> Result<Self, String> {
        let known =
            "write smtps://HOST, starttls://HOST or plain://HOST, with :PORT if it is not the usual one";
        let (scheme, rest) = address.split_once("://").ok_or(known)?;
        let (protection, usual) = match scheme {
            "smtps" => (Protection::FromTheStart, 465),
            "starttls" => (Protection::StartTls, 587),
            "plain" => (Protection::None, 25),
            _ => return Err(known.to_owned()),
        };
        if rest.contains('@') {
            return Err(
                "leave user and password out of the address: REDRESS_SMTP_USER and REDRESS_SMTP_PASSWORD"
                    .to_owned(),
            );
        }
        let rest = rest.trim_end_matches('/');
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_not_a_port| known)?),
            None => (rest, usual),
        };
        let is_name = |host: &str| {
            let letters = |letter: char| letter.is_ascii_alphanumeric() || ".-".contains(letter);
            !host.is_empty() && host.chars().all(letters)
        };
        if !is_name(host) {
            return Err(known.to_owned());
        }
        Ok(Self {
            protection,
            host: host.to_owned(),
            port,
            login: None,
            authority: None,
        })
    }

    /// Whether it is this machine itself, so that nobody can listen on the way.
    pub fn is_here(&self) -> bool {
        let address = self.host.parse::<std::net::IpAddr>();
        self.host == "localhost" || address.is_ok_and(|address| address.is_loopback())
    }
}

/// Why a message was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotTaken {
    /// What was said, in one line.
    pub why: String,
    /// Whether this message will never be taken, however often it is tried.
    pub for_good: bool,
}

/// A way to the mail server. Each message has a connection of its own, so that nothing of one can
/// reach another.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Mailer")
    }
}

impl Mailer {
    /// The way to this server; nothing is sent yet.
    pub fn new(server: &Server) -> Result<Self, String> {
        let parameters = || {
            let mut parameters = TlsParameters::builder(server.host.clone());
            if let Some(authority) = &server.authority {
                let authority = Certificate::from_pem(authority)
                    .map_err(|error| format!("the certificate authority cannot be read: {error}"))?;
                parameters = parameters.add_root_certificate(authority);
            }
            parameters.build().map_err(|error| error.to_string())
        };
        let tls = match server.protection {
            Protection::FromTheStart => Tls::Wrapper(parameters()?),
            // Required: a server that does not offer it gets no message and no password.
            Protection::StartTls => Tls::Required(parameters()?),
            Protection::None => Tls::None,
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&server.host)
            .port(server.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let Some((user, password)) = &server.login {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        let transport = builder.build();
        Ok(Self { transport })
    }

    /// Hands a message to the server. `Ok` means that the server took it, which is not that anybody
    /// has read it.
    pub async fn send(&self, email: &Email, at: SystemTime) -> Result<(), NotTaken> {
        let message = composed(email, at)?;
        // RFC 6531, 3.1: a server that does not offer it takes no such address, today or tomorrow.
        let is_beyond_ascii = message.envelope().to().iter().any(|to| !to.user().is_ascii());
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) => {
                let not_taken = not_taken(&error);
                let for_good = not_taken.for_good || (is_beyond_ascii && error.is_client());
                Err(NotTaken {
                    for_good,
                    ..not_taken
                })
            }
        }
    }
}

/// The message as it goes over the wire. Names are encoded, so that none begins a line of its own.
fn composed(email: &Email, at: SystemTime) -> Result<Message, NotTaken> {
    let for_good = |why: String| NotTaken { why, for_good: true };
    let mailbox = |(name, address): (&str, &str)| {
        let address: Address = on_the_wire(address.trim())
            .parse()
            .map_err(|error: AddressError| {
                for_good(format!("the address on file is not an e-mail address: {error}"))
            })?;
        let name = one_line(name);
        Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
    };
    let mut builder = Message::builder()
        .from(mailbox((&email.from.0, &email.from.1))?)
        .to(mailbox((&email.to.0, &email.to.1))?)
        .message_id(Some(format!("<{}>", email.id)))
        .date(at)
        .subject(one_line(&email.subject))
        .header(match email.answers {
            Some(_) => AutoSubmitted::Replied,
            None => AutoSubmitted::Generated,
        });
    if let Some(answered) = email.answers.as_deref().filter(|id| is_id(id)) {
        let answered = format!("<{answered}>");
        builder = builder.in_reply_to(answered.clone()).references(answered);
    }
    if let Some(reply_to) = &email.reply_to {
        builder = builder.reply_to(mailbox(("", reply_to))?);
    }
    builder
        .multipart(MultiPart::alternative_plain_html(
            email.text.clone(),
            email.html.clone(),
        ))
        .map_err(|error| for_good(error.to_string()))
}

/// The address with its domain as the network names it: few mail servers take letters beyond ASCII (RFC 6531), and every
/// one takes the domain's other spelling (RFC 5891). What has none goes as it is, and is refused with its reason.
fn on_the_wire(address: &str) -> Cow<'_, str> {
    match address.rsplit_once('@') {
        Some((mailbox, domain)) if !domain.is_ascii() => match idna::domain_to_ascii(domain) {
            Ok(domain) => Cow::Owned(format!("{mailbox}@{domain}")),
            Err(_) => Cow::Borrowed(address),
        },
        _ => Cow::Borrowed(address),
    }
}

/// Without line ends and other characters that are not shown.
fn one_line(text: &str) -> String {
    let plain = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter });
    let plain: String = plain.collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a stranger's Message-ID can stand in a header of ours.
fn is_id(id: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_graphic() && !"<>()\"\\,;".contains(letter);
    id.len() <= 250 && id.contains('@') && id.chars().all(plain)
}

/// Tells other programs that nobody sits there who could answer (RFC 3834, 5): no holiday note comes back.
#[derive(Clone)]
enum AutoSubmitted {
    /// A program wrote it.
    Generated,
    /// A program answered with it.
    Replied,
}

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self::Generated)
    }

    fn display(&self) -> HeaderValue {
        let said = match self {
            Self::Generated => "auto-generated",
            Self::Replied => "auto-replied",
        };
        HeaderValue::new(Self::name(), said.to_owned())
    }
}

fn not_taken(error: &lettre::transport::smtp::Error) -> NotTaken {
    let mut why = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let cause_said = cause.to_string();
        if !why.contains(&cause_said) {
            why = format!("{why}: {cause_said}");
        }
        source = cause.source();
    }
    NotTaken {
        why: one_line(&why).chars().take(300).collect(),
        for_good: is_for_good(error),
    }
}

/// RFC 5321, 4.2.1: a reply of the five hundreds refuses for good. Not so when it is about who we are
/// (RFC 4954, 6): that is mended by whoever runs the service, and no customer should lose a letter by it.
fn is_for_good(error: &lettre::transport::smtp::Error) -> bool {
    const ABOUT_US: [&str; 4] = ["530", "534", "535", "538"];
    let status = error.status();
    status.is_some_and(|code| {
        code.severity == Severity::PermanentNegativeCompletion
            && !ABOUT_US.contains(&code.to_string().as_str())
    })
}

#[cfg(test)]
mod tests;
