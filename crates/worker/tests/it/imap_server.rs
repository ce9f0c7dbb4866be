//! A mailbox of Dovecot's on this machine, started by a test and gone with it, and run by nobody.

use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use redress_testing::make_certificate;
use redress_worker::mail::InTheClear;
use redress_worker::mailbox::{Mailbox, MailboxSettings};

/// The numbers of nobody and of its group, on Debian.
const NOBODY: (u32, u32) = (65_534, 65_534);

/// A mail server with one mailbox.
pub(crate) struct ImapServer {
    folder: tempfile::TempDir,
    child: Child,
    plain: u16,
    tls: u16,
    delivered: std::cell::Cell<u32>,
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    String::from_utf8(id.stdout).unwrap().trim() == "0"
}

fn user(flag: &str) -> String {
    let id = Command::new("id").arg(flag).output().unwrap();
    String::from_utf8(id.stdout).unwrap().trim().to_owned()
}

impl ImapServer {
    /// A server that answers in the clear, by STARTTLS and by TLS.
    pub(crate) async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
        make_certificate(folder.path());
        let key = folder.path().join("key.pem");
        std::fs::set_permissions(key, PermissionsExt::from_mode(0o644)).unwrap();
        for name in ["run", "mail", "mail/new", "mail/cur", "mail/tmp"] {
            let path = folder.path().join(name);
            std::fs::create_dir(&path).unwrap();
            give(&path);
        }
        let (plain, tls) = (free_port(), free_port());
        let (who, group) = if is_root() {
            ("nobody".to_owned(), "nogroup".to_owned())
        } else {
            (user("-un"), user("-gn"))
        };
        let conf = folder.path().join("dovecot.conf");
        let text = configuration(folder.path(), (plain, tls), (&who, &group));
        std::fs::write(&conf, text).unwrap();
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args([
                "--reuid=nobody",
                "--regid=nogroup",
                "--clear-groups",
                "/usr/sbin/dovecot",
            ]);
            command
        } else {
            Command::new("/usr/sbin/dovecot")
        };
        let command = command.arg("-F").arg("-c").arg(&conf);
        let command = command.stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().expect("dovecot-imapd is needed for these tests");
        let server = Self {
            folder,
            child,
            plain,
            tls,
            delivered: std::cell::Cell::new(0),
        };
        for _ in 0..200 {
            if tokio::net::TcpStream::connect(("127.0.0.1", plain)).await.is_ok() {
                return server;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        let log = std::fs::read_to_string(server.folder.path().join("log"));
        unreachable!("dovecot did not start: {log:?}")
    }

    /// Puts a message into the mailbox, as a mail server delivers it.
    pub(crate) fn deliver(&self, raw: &[u8]) {
        let number = self.delivered.get() + 1;
        self.delivered.set(number);
        let name = format!("17946{number:05}.M{number}P1.localhost");
        let (tmp, new) = (
            self.path("mail/tmp").join(&name),
            self.path("mail/new").join(&name),
        );
        std::fs::write(&tmp, raw).unwrap();
        give(&tmp);
        std::fs::rename(tmp, new).unwrap();
    }

    /// How many messages lie in the folder that is read, and in that of what is kept.
    pub(crate) fn counts(&self) -> (usize, usize) {
        let count = |name: &str| std::fs::read_dir(self.path(name)).map_or(0, Iterator::count);
        let inbox = count("mail/new") + count("mail/cur");
        (inbox, count("mail/.Redress/new") + count("mail/.Redress/cur"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// How to reach it: `plain`, `starttls` or `imaps`.
    pub(crate) fn settings(&self, scheme: &str) -> MailboxSettings {
        let port = if scheme == "imaps" { self.tls } else { self.plain };
        MailboxSettings {
            address: format!("{scheme}://localhost:{port}"),
            login: ("redress".to_owned(), "correct-horse".to_owned()),
            authority: std::fs::read(self.path("authority.pem")).ok(),
            in_the_clear: InTheClear::OnlyHere,
            folder: "INBOX".to_owned(),
            kept: "Redress".to_owned(),
            council: None,
        }
    }

    /// The way to it.
    pub(crate) fn mailbox(&self, scheme: &str) -> Mailbox {
        Mailbox::new(self.settings(scheme)).unwrap()
    }
}

impl Drop for ImapServer {
    fn drop(&mut self) {
        // Its children end with it only when it is asked.
        let pid = self.child.id().to_string();
        let _ = Command::new("kill").args(["-TERM", &pid]).status();
        let _ = self.child.wait();
    }
}

/// Makes something nobody's own, where root runs the tests.
fn give(path: &Path) {
    if is_root() {
        chown(path, Some(NOBODY.0), Some(NOBODY.1)).unwrap();
    }
}

fn configuration(folder: &Path, (plain, tls): (u16, u16), (user, group): (&str, &str)) -> String {
    let at = folder.display();
    format!(
        "base_dir = {at}/run
state_dir = {at}/run
log_path = {at}/run/log
protocols = imap
listen = 127.0.0.1
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
first_valid_uid = 1
mail_location = maildir:{at}/mail
disable_plaintext_auth = no
auth_mechanisms = plain
ssl = yes
ssl_cert = <{at}/cert.pem
ssl_key = <{at}/key.pem
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password=correct-horse
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={at}/mail
}}
"
    )
}
