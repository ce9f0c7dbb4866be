//! A browser of sorts: one kept connection, forms, its cookies. It asks the loopback address only.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::trouble::Trouble;

/// The most that an answer may have: a page is far smaller.
const LARGEST: usize = 4_000_000;

/// One connection to the server, signed in or not.
pub(crate) struct Browser {
    stream: TcpStream,
    address: SocketAddr,
    /// As they are sent: each with its name.
    cookies: Vec<String>,
}

/// An answer.
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: u16,
    /// The page.
    pub(crate) body: String,
    cookie: Option<String>,
}

impl Answer {
    /// Holds it to a status.
    pub(crate) fn expect(self, status: u16, what: &str) -> Result<Self, Trouble> {
        if self.status == status {
            return Ok(self);
        }
        let said: String = self.body.chars().take(2_000).collect();
        Err(Trouble::broken(format!(
            "{what} was answered with {} in place of {status}: {said}",
            self.status
        )))
    }
}

impl Browser {
    /// Connects.
    pub(crate) async fn open(address: SocketAddr) -> Result<Self, Trouble> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            address,
            cookies: Vec::new(),
        })
    }

    /// Signs in by the form that everybody signs in by.
    pub(crate) async fn sign_in(&mut self, email: &str, password: &str) -> Result<(), Trouble> {
        let form = [("email", email), ("password", password)];
        let answer = self
            .post("/staff/sign-in", &form)
            .await?
            .expect(303, "signing in")?;
        self.cookies = answer.cookie.into_iter().collect();
        Ok(())
    }

    /// Is let in to a case as a customer is, by its reference and their postcode.
    pub(crate) async fn be_let_in(&mut self, reference: &str, postcode: &str) -> Result<(), Trouble> {
        let form = [("reference", reference), ("proof", postcode)];
        let answer = self.post("/track", &form).await?.expect(303, "finding a case")?;
        // Each case has a cookie of its own.
        self.cookies.extend(answer.cookie);
        Ok(())
    }

    /// Asks for a page.
    pub(crate) async fn get(&mut self, path: &str) -> Result<Answer, Trouble> {
        self.ask(&format!("GET {path} HTTP/1.1\r\n"), "").await
    }

    /// Sends JSON as a program does, with its token and a key of its own.
    pub(crate) async fn post_json(
        &mut self,
        path: &str,
        (token, key): (&str, &str),
        body: &str,
    ) -> Result<Answer, Trouble> {
        let head = format!(
            "POST {path} HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
             authorization: Bearer {token}\r\nidempotency-key: {key}\r\n",
            body.len()
        );
        self.ask(&head, body).await
    }

    /// Sends a form.
    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Result<Answer, Trouble> {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let head = format!(
            "POST {path} HTTP/1.1\r\ncontent-type: application/x-www-form-urlencoded\r\n\
             content-length: {}\r\nsec-fetch-site: same-origin\r\n",
            body.len()
        );
        self.ask(&head, &body).await
    }

    async fn ask(&mut self, head: &str, body: &str) -> Result<Answer, Trouble> {
        let cookie = if self.cookies.is_empty() {
            String::new()
        } else {
            format!("cookie: {}\r\n", self.cookies.join("; "))
        };
        let request = format!("{head}host: {}\r\n{cookie}\r\n{body}", self.address);
        self.stream.write_all(request.as_bytes()).await?;
        let mut bytes = Vec::with_capacity(32_768);
        let end = loop {
            if let Some(end) = find(&bytes, b"\r\n\r\n") {
                break end;
            }
            self.more(&mut bytes).await?;
        };
        let head = String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).into_owned();
        let header = |name: &str| {
            let of = |line: &str| {
                let (known, value) = line.split_once(':')?;
                known.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            };
            head.lines().find_map(of)
        };
        let length = header("content-length").and_then(|length| length.parse::<usize>().ok());
        let whole = end + 4 + length.unwrap_or_default();
        while bytes.len() < whole {
            self.more(&mut bytes).await?;
        }
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        Ok(Answer {
            status: status.ok_or_else(|| Trouble::broken("an answer was not understood"))?,
            cookie: header("set-cookie").and_then(|cookie| cookie.split(';').next().map(str::to_owned)),
            body: String::from_utf8_lossy(bytes.get(end + 4..).unwrap_or_default()).into_owned(),
        })
    }

    async fn more(&mut self, bytes: &mut Vec<u8>) -> Result<(), Trouble> {
        let read = self.stream.read_buf(bytes).await?;
        if read == 0 || bytes.len() > LARGEST {
            return Err(Trouble::broken("the server hung up in the middle of an answer"));
        }
        Ok(())
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|some| some == wanted)
}
