//! The virus scanner: `clamd`, asked over its own socket.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// How much of a file is sent at once.
const PIECE: usize = 64 * 1024;

/// Where `clamd` listens, and how long it may take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanner {
    place: Place,
    patience: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Tcp(String),
    #[cfg(unix)]
    Unix(std::path::PathBuf),
}

/// What the scanner found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// A virus.
    Virus,
}

/// Why the scanner gave no answer.
#[derive(Debug, thiserror::Error)]
pub enum NoAnswer {
    /// It could not be reached, or broke off.
    #[error("the scanner did not answer: {0}")]
    Broken(#[from] std::io::Error),
    /// It took too long.
    #[error("the scanner took too long")]
    TooLong,
    /// It answered something else.
    #[error("the scanner said: {0}")]
    Said(String),
}

impl Scanner {
    /// The scanner at an address: `unix:/run/clamav/clamd.ctl`, a path, or `127.0.0.1:3310`.
    pub fn at(address: &str) -> Self {
        #[cfg(unix)]
        let place = match address.strip_prefix("unix:") {
            Some(path) => Place::Unix(path.into()),
            None if address.starts_with('/') => Place::Unix(address.into()),
            None => Place::Tcp(address.to_owned()),
        };
        #[cfg(not(unix))]
        let place = Place::Tcp(address.to_owned());
        Self {
            place,
            patience: Duration::from_secs(20),
        }
    }

    /// Shows it a file, piece by piece, from where the file is read next.
    ///
    /// Costs one connection, and one reading of the file, a piece at a time; it ends when patience does.
    pub async fn scan(&self, content: &mut (impl AsyncRead + Unpin)) -> Result<Found, NoAnswer> {
        let answer = async {
            match &self.place {
                Place::Tcp(address) => ask(tokio::net::TcpStream::connect(address).await?, content).await,
                #[cfg(unix)]
                Place::Unix(path) => ask(tokio::net::UnixStream::connect(path).await?, content).await,
            }
        };
        tokio::time::timeout(self.patience, answer)
            .await
            .map_err(|_elapsed| NoAnswer::TooLong)?
    }
}

/// The command INSTREAM: each piece with its length before it, a length of nothing at the end.
async fn ask(
    mut to: impl AsyncRead + AsyncWrite + Unpin,
    content: &mut (impl AsyncRead + Unpin),
) -> Result<Found, NoAnswer> {
    to.write_all(b"zINSTREAM\0").await?;
    let mut piece = vec![0; PIECE];
    loop {
        let read = content.read(&mut piece).await?;
        let length = u32::try_from(read).unwrap_or_default();
        to.write_all(&length.to_be_bytes()).await?;
        let Some(read) = piece.get(..read).filter(|read| !read.is_empty()) else {
            break;
        };
        to.write_all(read).await?;
    }
    to.flush().await?;
    let mut answer = Vec::new();
    to.take(1_024).read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let answer = answer.trim_end_matches(['\0', '\n', ' ']);
    if answer.ends_with(" OK") {
        Ok(Found::Nothing)
    } else if answer.ends_with(" FOUND") {
        Ok(Found::Virus)
    } else {
        Err(NoAnswer::Said(answer.to_owned()))
    }
}
