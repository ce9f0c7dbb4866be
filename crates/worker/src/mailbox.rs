//! A mailbox that is read over IMAP: what is kept is moved to another folder, and nothing is deleted.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_imap::{Client, Session};
use futures_util::TryStreamExt as _;
use redress_casework::Casework;
use redress_casework::incoming::LARGEST;
use redress_domain::id::CouncilId;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::mail::InTheClear;
use crate::receive::receive;

/// How long the server is waited for, for one thing that it is asked.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long it may take over a message: a large one over a slow line.
const PATIENCE_FOR_A_MESSAGE: Duration = Duration::from_mins(5);
/// How many messages are taken in before the council's other work has its turn.
const IN_A_ROUND: usize = 200;

/// What an installation says about its mailbox.
#[derive(Clone, PartialEq, Eq)]
pub struct MailboxSettings {
    /// `imaps://HOST:PORT`, `starttls://HOST:PORT` or `plain://HOST:PORT`.
    pub address: String,
    /// The user and the password.
    pub login: (String, String),
    /// A certificate authority beside those that browsers trust, in PEM.
    pub authority: Option<Vec<u8>>,
    /// Whether what customers write may go over the network for anybody to read.
    pub in_the_clear: InTheClear,
    /// The folder that is read: `INBOX`.
    pub folder: String,
    /// The folder to which what is kept is moved.
    pub kept: String,
    /// Whose mailbox it is; `None` where there is one council.
    pub council: Option<CouncilId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protection {
    FromTheStart,
    StartTls,
    None,
}

/// A way to the mailbox. Cheap to clone.
#[derive(Clone)]
pub struct Mailbox {
    settings: Arc<MailboxSettings>,
    protection: Protection,
    host: String,
    port: u16,
    tls: Arc<ClientConfig>,
}

impl fmt::Debug for Mailbox {
    /// Without the password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} {}:{}", self.protection, self.host, self.port)
    }
}

/// Bytes both ways, in the clear or not.
trait Line: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> Line for T {}

type Open = Session<Box<dyn Line>>;

impl Mailbox {
    /// The way that the settings describe, or what is wrong with them. Nothing is read yet.
    pub fn new(settings: MailboxSettings) -> Result<Self, String> {
        let known =
            "write imaps://HOST, starttls://HOST or plain://HOST, with :PORT if it is not the usual one";
        let (scheme, rest) = settings.address.split_once("://").ok_or(known)?;
        let (protection, usual) = match scheme {
            "imaps" => (Protection::FromTheStart, 993),
            "starttls" => (Protection::StartTls, 143),
            "plain" => (Protection::None, 143),
            _ => return Err(known.to_owned()),
        };
        if rest.contains('@') {
            return Err(
                "leave user and password out of the address: REDRESS_IMAP_USER and REDRESS_IMAP_PASSWORD"
                    .to_owned(),
            );
        }
        let rest = rest.trim_end_matches('/');
        let (host, port) = match rest.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().map_err(|_not_a_port| known)?),
            None => (rest, usual),
        };
        let letters = |letter: char| letter.is_ascii_alphanumeric() || ".-".contains(letter);
        if host.is_empty() || !host.chars().all(letters) {
            return Err(known.to_owned());
        }
        let address = host.parse::<std::net::IpAddr>();
        let is_here = host == "localhost" || address.is_ok_and(|address| address.is_loopback());
        let is_open = protection == Protection::None && !is_here;
        if is_open && settings.in_the_clear == InTheClear::OnlyHere {
            return Err(format!(
                "what customers write would come from {host} for anybody on the way to read"
            ));
        }
        let plain = |name: &str| !name.is_empty() && !name.contains(['"', '\\', '\r', '\n', '*', '%']);
        if !plain(&settings.folder) || !plain(&settings.kept) || settings.folder == settings.kept {
            return Err("the two folders need names of their own, without quotation marks".to_owned());
        }
        Ok(Self {
            protection,
            host: host.to_owned(),
            port,
            tls: Arc::new(tls(settings.authority.as_deref())?),
            settings: Arc::new(settings),
        })
    }

    /// Whether it is this council's.
    pub(crate) fn is_of(&self, council: &CouncilId) -> bool {
        self.settings.council.as_ref().is_none_or(|own| own == council)
    }

    /// Takes in what came; answers how many messages, or what went wrong. What was taken in before it
    /// went wrong is moved already.
    pub(crate) async fn read(&self, casework: &Casework, council: &CouncilId) -> Result<usize, String> {
        let mut open = self.open().await?;
        let read = self.read_open(&mut open, (casework, council)).await;
        let _ = tokio::time::timeout(PATIENCE, open.logout()).await;
        read
    }

    async fn read_open(
        &self,
        open: &mut Open,
        (casework, council): (&Casework, &CouncilId),
    ) -> Result<usize, String> {
        let (folder, kept) = (&self.settings.folder, &self.settings.kept);
        in_time(open.select(folder)).await?;
        let found = in_time(open.uid_search("ALL")).await?;
        let mut found: Vec<u32> = found.into_iter().collect();
        found.sort_unstable();
        if found.is_empty() {
            return Ok(0);
        }
        // A folder that is there already is refused, and that is all there is to it.
        let _ = tokio::time::timeout(PATIENCE, open.create(kept)).await;
        let moves = in_time(open.capabilities()).await?.has_str("MOVE");
        let (mut taken, mut trouble) = (0, None);
        for uid in found.into_iter().take(IN_A_ROUND) {
            match self.take(open, uid, (casework, council)).await? {
                Ok(()) => {
                    move_away(open, (uid, kept), moves).await?;
                    taken += 1;
                }
                // One message keeps no other waiting.
                Err(why) => {
                    tracing::error!(%council, uid, why, "a message stays in the mailbox");
                    trouble = Some(format!("message {uid} stays in the mailbox: {why}"));
                }
            }
        }
        trouble.map_or(Ok(taken), Err)
    }

    /// Takes in one message; the outer failure is of the connection, the inner of this message.
    async fn take(
        &self,
        open: &mut Open,
        uid: u32,
        (casework, council): (&Casework, &CouncilId),
    ) -> Result<Result<(), String>, String> {
        let size = fetched(open, (uid, "(UID RFC822.SIZE)"), |fetch| fetch.size).await?;
        if size.is_some_and(|size| usize::try_from(size).unwrap_or(usize::MAX) > LARGEST) {
            return Ok(Err("it is too large to be kept".to_owned()));
        }
        // Without marking it as read: whoever looks in sees what was done by the folder alone.
        let body = fetched(open, (uid, "(UID BODY.PEEK[])"), |fetch| {
            fetch.body().map(<[u8]>::to_vec)
        });
        let Some(raw) = body.await? else {
            // Somebody else took it away meanwhile.
            return Ok(Err("the server gave nothing of it".to_owned()));
        };
        let kept = receive(casework, council, raw, None).await;
        Ok(kept.map(|_sorted| ()).map_err(|error| error.to_string()))
    }

    async fn open(&self) -> Result<Open, String> {
        let place = (self.host.as_str(), self.port);
        let connected = tokio::time::timeout(PATIENCE, TcpStream::connect(place)).await;
        let stream = connected
            .map_err(|_elapsed| "the mail server does not answer".to_owned())?
            .map_err(|error| error.to_string())?;
        let client: Client<Box<dyn Line>> = match self.protection {
            Protection::FromTheStart => {
                let mut client = Client::new(self.protected(Box::new(stream)).await?);
                greeted(&mut client).await?;
                client
            }
            Protection::StartTls => {
                let mut client: Client<Box<dyn Line>> = Client::new(Box::new(stream));
                greeted(&mut client).await?;
                // A server that refuses gets no password.
                in_time(client.run_command_and_check_ok("STARTTLS", None)).await?;
                Client::new(self.protected(client.into_inner()).await?)
            }
            Protection::None => {
                let mut client: Client<Box<dyn Line>> = Client::new(Box::new(stream));
                greeted(&mut client).await?;
                client
            }
        };
        let (user, password) = &self.settings.login;
        let login = tokio::time::timeout(PATIENCE, client.login(user, password)).await;
        let login = login.map_err(|_elapsed| "the mail server does not answer".to_owned())?;
        login.map_err(|(error, _client)| format!("the login was refused: {error}"))
    }

    async fn protected(&self, stream: Box<dyn Line>) -> Result<Box<dyn Line>, String> {
        let name = ServerName::try_from(self.host.clone()).map_err(|error| error.to_string())?;
        let connecting = TlsConnector::from(Arc::clone(&self.tls)).connect(name, stream);
        let connected = tokio::time::timeout(PATIENCE, connecting).await;
        let stream = connected
            .map_err(|_elapsed| "the mail server does not answer".to_owned())?
            .map_err(|error| error.to_string())?;
        Ok(Box::new(stream))
    }
}

fn tls(authority: Option<&[u8]>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    for certificate in authority.into_iter().flat_map(CertificateDer::pem_slice_iter) {
        let unreadable = |error: String| format!("the certificate authority cannot be read: {error}");
        let certificate = certificate.map_err(|error| unreadable(error.to_string()))?;
        roots
            .add(certificate)
            .map_err(|error| unreadable(error.to_string()))?;
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

async fn greeted(client: &mut Client<Box<dyn Line>>) -> Result<(), String> {
    let greeting = tokio::time::timeout(PATIENCE, client.read_response()).await;
    match greeting {
        Ok(Ok(Some(_greeting))) => Ok(()),
        Ok(Ok(None)) => Err("the mail server hung up".to_owned()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_elapsed) => Err("the mail server does not answer".to_owned()),
    }
}

async fn in_time<T>(asked: impl Future<Output = Result<T, async_imap::error::Error>>) -> Result<T, String> {
    let answer = tokio::time::timeout(PATIENCE, asked).await;
    let answer = answer.map_err(|_elapsed| "the mail server does not answer".to_owned())?;
    answer.map_err(|error| error.to_string())
}

/// What of a message `pick` wants, as the server gives it.
async fn fetched<T>(
    open: &mut Open,
    (uid, what): (u32, &str),
    pick: impl Fn(&async_imap::types::Fetch) -> Option<T>,
) -> Result<Option<T>, String> {
    let fetching = async {
        let mut answers = open.uid_fetch(uid.to_string(), what).await?;
        let mut picked = None;
        while let Some(fetch) = answers.try_next().await? {
            if fetch.uid == Some(uid) {
                picked = picked.or_else(|| pick(&fetch));
            }
        }
        Ok::<_, async_imap::error::Error>(picked)
    };
    let fetched = tokio::time::timeout(PATIENCE_FOR_A_MESSAGE, fetching).await;
    let fetched = fetched.map_err(|_elapsed| "the mail server does not answer".to_owned())?;
    fetched.map_err(|error| error.to_string())
}

/// Moves a message that is kept to its folder. Without MOVE (RFC 6851) it is copied first and only then
/// taken away from where it was.
async fn move_away(open: &mut Open, (uid, kept): (u32, &str), moves: bool) -> Result<(), String> {
    let uid = uid.to_string();
    if moves {
        return in_time(open.uid_mv(&uid, kept)).await;
    }
    in_time(open.uid_copy(&uid, kept)).await?;
    let marking = async {
        let answers = open.uid_store(&uid, "+FLAGS.SILENT (\\Deleted)").await?;
        answers.try_collect::<Vec<_>>().await.map(drop)
    };
    in_time(marking).await?;
    let taking = async {
        let answers = open.uid_expunge(&uid).await?;
        answers.try_collect::<Vec<_>>().await.map(drop)
    };
    in_time(taking).await
}

#[cfg(test)]
mod tests {
    //! How a mailbox is named.

    use super::*;

    fn settings(address: &str) -> MailboxSettings {
        MailboxSettings {
            address: address.to_owned(),
            login: ("redress".to_owned(), "secret".to_owned()),
            authority: None,
            in_the_clear: InTheClear::OnlyHere,
            folder: "INBOX".to_owned(),
            kept: "Redress".to_owned(),
            council: None,
        }
    }

    #[test]
    fn a_mailbox_is_named_with_how_the_way_there_is_protected() {
        for (address, port) in [
            ("imaps://mail.example.org", 993),
            ("starttls://mail.example.org", 143),
            ("plain://127.0.0.1:1143", 1143),
        ] {
            assert_eq!(Mailbox::new(settings(address)).unwrap().port, port, "{address}");
        }
        for bad in [
            "mail.example.org",
            "imap://mail.example.org",
            "imaps://",
            "imaps://a:b",
            "plain://user:password@localhost",
            // What customers write does not go over a network in the clear.
            "plain://mail.example.org",
        ] {
            assert!(Mailbox::new(settings(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_kept_is_moved_to_another_folder() {
        let same = MailboxSettings {
            kept: "INBOX".to_owned(),
            ..settings("imaps://mail.example.org")
        };
        assert!(Mailbox::new(same).is_err());
    }

    #[test]
    fn a_mailbox_shows_no_password() {
        let mailbox = Mailbox::new(settings("imaps://mail.example.org")).unwrap();
        assert!(!format!("{mailbox:?}").contains("secret"));
    }
}
