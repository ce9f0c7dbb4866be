//! Somebody who writes: logs, triages, acknowledges, notes, finds and replies as a program, and approves
//! and notes as a person on the pages.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::ask::{Answer, ask, encoded};

/// An act, in the order in which a case meets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Act {
    Log,
    Note,
    Triage,
    Acknowledge,
    PageNote,
    Find,
    Reply,
    Approve,
}

impl Act {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 8] = [
        Self::Log,
        Self::Note,
        Self::Triage,
        Self::Acknowledge,
        Self::PageNote,
        Self::Find,
        Self::Reply,
        Self::Approve,
    ];

    /// The event that it leaves.
    pub(crate) fn event(self) -> &'static str {
        match self {
            Self::Log => "logged",
            Self::Note | Self::PageNote => "note-added",
            Self::Triage => "triaged",
            Self::Acknowledge => "acknowledged",
            Self::Find => "finding-recorded",
            Self::Reply => "reply-drafted",
            Self::Approve => "reply-approved",
        }
    }
}

/// An act that was sent: under which mark its words stand, and whether somebody was told that it is done.
#[derive(Debug, Clone)]
pub(crate) struct Sent {
    pub(crate) act: Act,
    /// Words that stand in the record once for it; the case's own where the act brings none of its own.
    pub(crate) mark: String,
    /// The mark under which its case was logged.
    pub(crate) case: String,
    pub(crate) acknowledged: bool,
}

/// Somebody who writes, and all that they sent.
pub(crate) struct Writer {
    name: String,
    token: String,
    cookies: String,
    cases: u64,
    next: usize,
    reference: String,
    /// The version that the last answer spoke of: what a page would have shown.
    version: String,
    pub(crate) sent: Vec<Sent>,
}

impl Writer {
    pub(crate) fn new(number: usize, token: &str, cookies: &str) -> Self {
        Self {
            name: format!("w{number}"),
            token: token.to_owned(),
            cookies: cookies.to_owned(),
            cases: 0,
            next: 0,
            reference: String::new(),
            version: String::new(),
            sent: Vec::new(),
        }
    }

    /// Writes until told to stop, or until nobody answers.
    pub(crate) fn go(&mut self, address: &str, stop: &AtomicBool) {
        while !stop.load(Ordering::SeqCst) {
            if !self.one(address) {
                return;
            }
        }
    }

    /// Sends once more what nobody knows the end of, and brings the case to its reply.
    pub(crate) fn finish(&mut self, address: &str) {
        for _ in 0..100 {
            let is_known = self.sent.last().is_none_or(|sent| sent.acknowledged);
            if is_known && self.next == 0 && !self.sent.is_empty() {
                return;
            }
            if !self.one(address) {
                std::thread::sleep(Duration::from_millis(100));
            }
        }
        panic!(
            "{}: the last act cannot be sent: {:?}",
            self.name,
            self.sent.last()
        );
    }

    /// Does the next act, or the last one again if nobody knows its end; answers whether it was acknowledged.
    fn one(&mut self, address: &str) -> bool {
        if self.sent.last().is_none_or(|sent| sent.acknowledged) {
            self.begin();
        }
        let Some(sent) = self.sent.last().cloned() else {
            return false;
        };
        let Some(answer) = self.send(address, &sent) else {
            return false;
        };
        let done = match sent.act {
            Act::Approve | Act::PageNote => {
                // A form that was taken before its answer was lost is met by what it did itself: nobody
                // else acts on this case.
                answer.status == 303 || answer.status == 409
            }
            Act::Log | Act::Note | Act::Triage | Act::Acknowledge | Act::Find | Act::Reply => {
                answer.status == 201
            }
        };
        // While the database is away everybody is told so, and nothing else is ever answered.
        let is_told = answer.status == 503 || answer.status == 504;
        assert!(done || is_told, "{sent:?}: {} {}", answer.status, answer.body);
        if !done {
            return false;
        }
        if sent.act == Act::Log {
            self.reference = answer.field("reference").unwrap();
        }
        if let Some(version) = answer.field("version") {
            self.version = version;
        }
        if let Some(last) = self.sent.last_mut() {
            last.acknowledged = true;
        }
        self.next = (self.next + 1) % Act::ALL.len();
        true
    }

    fn begin(&mut self) {
        let act = Act::ALL[self.next];
        if act == Act::Log {
            self.cases += 1;
        }
        let case = format!("{}-case-{}", self.name, self.cases);
        let mark = match act {
            Act::Log => case.clone(),
            Act::Note | Act::PageNote | Act::Find | Act::Reply => {
                format!("{}-{act:?}-{}", self.name, self.cases)
            }
            Act::Triage | Act::Acknowledge | Act::Approve => String::new(),
        };
        let acknowledged = false;
        self.sent.push(Sent {
            act,
            mark,
            case,
            acknowledged,
        });
    }

    fn send(&self, address: &str, sent: &Sent) -> Option<Answer> {
        let case = format!("/api/v1/cases/{}", self.reference);
        let words = format!("The lorry went past. ({})", sent.mark);
        match sent.act {
            Act::Log => {
                let body = format!(
                    r#"{{"kind":"complaint","service":"waste","what_happened":"{words}","desired_outcome":"Come back.","customer":{{"name":"Asha Patel","email":"{}@example.org","reply_by":"email"}}}}"#,
                    sent.case
                );
                self.program(address, ("/api/v1/cases", &body), sent)
            }
            Act::Note => {
                let body = format!(r#"{{"words":"{words}"}}"#);
                self.program(address, (&format!("{case}/notes"), &body), sent)
            }
            Act::Triage => self.program(
                address,
                (&format!("{case}/triage"), r#"{"service":"waste"}"#),
                sent,
            ),
            Act::Acknowledge => self.program(address, (&format!("{case}/acknowledgements"), "{}"), sent),
            Act::Find => {
                // Asked once: its own answer may be lost as well.
                let head = format!("GET {case} HTTP/1.1\r\nAuthorization: Bearer {}", self.token);
                let shown = ask(address, &head, "").filter(|answer| answer.status == 200)?;
                let (_, points) = shown.body.split_once("\"points\":")?;
                let (_, id) = points.split_once("\"id\":\"")?;
                let point = id.split('"').next()?;
                let body = format!(r#"{{"point":"{point}","finding":"upheld","reason":"{words}"}}"#);
                self.program(address, (&format!("{case}/findings"), &body), sent)
            }
            Act::Reply => {
                let section =
                    |section: &str, text: &str| format!(r#"{{"section":"{section}","text":"{text}"}}"#);
                let sections = [
                    section("complaint", "You told us that your bin was missed."),
                    section("looked-at", "We looked at the tracker."),
                    section("decision", &words),
                    section("remedy", "We have collected it."),
                    section("actions", "Nothing is still to be done."),
                    section("further", "You can ask for a review."),
                ];
                let body = format!(
                    r#"{{"sections":[{}],"then":"ask-for-approval"}}"#,
                    sections.join(",")
                );
                self.program(address, (&format!("{case}/replies"), &body), sent)
            }
            Act::PageNote => self.person(address, ("note", &format!("words={}", encoded(&words)))),
            Act::Approve => self.person(address, ("approve", "decision=approve-and-send")),
        }
    }

    /// A request with a key of its own: sent again, it is the same request.
    fn program(&self, address: &str, (path, body): (&str, &str), sent: &Sent) -> Option<Answer> {
        let key = format!("{}-{:?}", sent.case, sent.act);
        let head = format!(
            "POST {path} HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer {}\r\n\
             Idempotency-Key: {key}",
            self.token
        );
        ask(address, &head, body)
    }

    /// A form as a browser sends it, with the version that its page showed.
    fn person(&self, address: &str, (act, body): (&str, &str)) -> Option<Answer> {
        let head = format!(
            "POST /staff/cases/{}/{act} HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\
             Sec-Fetch-Site: same-origin\r\nCookie: {}",
            self.reference, self.cookies
        );
        ask(address, &head, &format!("seen={}&{body}", self.version))
    }
}
