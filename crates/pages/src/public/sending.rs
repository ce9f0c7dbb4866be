//! Before and after sending: check the answers, know what happens next, keep a copy.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use redress_domain::vocabulary::Kind;

use crate::components::{Button, Details, Panel, SummaryList};
use crate::form::{FormErrors, FormState};
use crate::format;
use crate::layout::{Page, Sample, Shell};
use crate::markup::{Content, Markup};

/// One answer, and where it can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What was asked, in short.
    pub name: String,
    /// What was answered.
    pub value: String,
    /// Where it can be changed.
    pub change: String,
}

impl Answered {
    fn sample() -> Vec<Self> {
        let line = |name: &str, value: &str| Self {
            name: name.into(),
            value: value.into(),
            change: "/complaint/what-happened?change".into(),
        };
        vec![
            line("What happened", "The bin was missed.\n\nIt was missed again."),
            line("How it affected you", ""),
        ]
    }
}

fn value(line: &Answered) -> Markup {
    if line.value.is_empty() {
        Markup::text("Not provided")
    } else {
        Markup::lines(&line.value)
    }
}

/// All answers before they are sent.
#[derive(Debug, Clone, Template)]
#[template(path = "public/check.html")]
pub struct CheckAnswers {
    shell: Shell,
    heading: String,
    lines: Vec<Answered>,
    once: String,
    button: String,
    form: FormState,
}

impl CheckAnswers {
    /// The page; `once` makes a form posted twice harmless.
    pub fn new(shell: Shell, (heading, button): (&str, &str), lines: Vec<Answered>, once: &str) -> Self {
        Self {
            shell,
            heading: heading.into(),
            lines,
            once: once.into(),
            button: button.into(),
            form: FormState::new(),
        }
    }

    fn answers(&self) -> SummaryList {
        self.lines.iter().fold(SummaryList::new(), |list, line| {
            list.row_to_change(&line.name, value(line), &line.change)
        })
    }

    fn send(&self) -> Button {
        Button::send(&self.button)
    }
}

impl Page for CheckAnswers {
    fn title(&self) -> String {
        self.heading.clone()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let words = (
            "Check your answers before you send your complaint",
            "Send your complaint",
        );
        let shell = Shell::sample()
            .journey("Make a complaint")
            .back("/complaint/support");
        let page = Self::new(shell, words, Answered::sample(), "7f3e");
        vec![Sample::of("check answers", &page)]
    }
}

/// What was sent, as the page that says so needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentFacts {
    /// "We have your complaint".
    pub heading: String,
    /// The reference.
    pub reference: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// By when a complaint is acknowledged.
    pub acknowledge_by: Option<Date>,
    /// By when it is answered, and whether that can still become earlier.
    pub reply_by: Option<(Date, bool)>,
    /// By when a request has its first answer.
    pub first_answer_by: Option<Date>,
    /// By when the work is done.
    pub done_by: Option<Date>,
    /// Who reads it first.
    pub read_by: String,
    /// Who then deals with it.
    pub team: Option<String>,
    /// Whether the council knows how to reach the customer.
    pub can_be_reached: bool,
    /// Whether somebody is in danger.
    pub is_urgent: bool,
    /// What it is: the page says who can help with a complaint, and how to complain about a report.
    pub kind: Kind,
    /// Where the copy is.
    pub copy: String,
    /// What happens to a copy by e-mail.
    pub by_email: CopyByEmail,
    /// Why each date is that day: what is promised, and the sentences.
    pub why: Vec<(String, Vec<String>)>,
}

/// What happens to a copy by e-mail. The address is shown in part: "a…@e….org".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CopyByEmail {
    /// No address is known, or nothing is emailed here.
    No,
    /// It can be asked for.
    Offered(String),
    /// It is on its way.
    OnItsWay(String),
    /// It would be on its way, if this were not a demo, which nothing leaves.
    NotInADemo,
}

/// It is sent: the reference, the dates, what happens next.
#[derive(Debug, Clone, Template)]
#[template(path = "public/sent.html")]
pub struct Sent {
    shell: Shell,
    facts: SentFacts,
}

impl Sent {
    /// The page.
    pub fn new(shell: Shell, facts: SentFacts) -> Self {
        Self { shell, facts }
    }

    fn panel(&self) -> Panel {
        Panel::with_reference(&self.facts.heading, &self.facts.reference)
    }

    fn spoken(&self) -> String {
        format::read_aloud(&self.facts.reference)
    }

    fn dates(&self) -> Option<SummaryList> {
        let mut list = SummaryList::new();
        if let Some(date) = self.facts.first_answer_by {
            list = list.row("You hear from us by", format::time_long_date(date));
        }
        if let Some(date) = self.facts.done_by {
            list = list.row("We aim to put it right by", format::time_long_date(date));
        }
        if let Some(date) = self.facts.acknowledge_by {
            list = list.row("We acknowledge it by", format::time_long_date(date));
        }
        if let Some((date, at_the_latest)) = self.facts.reply_by {
            let date: Content = format::time_long_date(date).into();
            let words = if at_the_latest { " at the latest" } else { "" };
            list = list.row("We reply by", Markup::join([date, words.into()]));
        }
        (!list.rows.is_empty()).then_some(list)
    }

    fn why(&self) -> Option<Details> {
        let parts = self.facts.why.iter().map(|(what, sentences)| {
            let what = Markup::paragraphs(what);
            Markup::join([what, Markup::bullets(sentences)])
        });
        let text = Markup::join(parts);
        (!text.is_empty()).then(|| Details::new("Why these dates", text))
    }

    fn next_steps(&self) -> Markup {
        let facts = &self.facts;
        let mut steps = Vec::new();
        if facts.is_urgent {
            steps.push("You told us that somebody may be in danger, so it is marked urgent.".to_owned());
        }
        steps.push(format!("{} reads it first.", facts.read_by));
        if let Some(team) = &facts.team {
            steps.push(format!(
                "Then it goes to the people who can deal with it: {team}."
            ));
        }
        if facts.kind == Kind::Complaint {
            steps.push("We tell you how we understood it, and who looks into it.".to_owned());
        }
        if facts.can_be_reached {
            steps.push("We tell you what we find and what we do.".to_owned());
        } else {
            steps.push("We cannot contact you. Use your reference to see what we find and do.".to_owned());
        }
        Markup::bullets(steps)
    }

    fn track(&self) -> Markup {
        Markup::link(
            &format!("/track/{}", self.facts.reference),
            "Track it or add to it",
        )
    }

    fn copy(&self) -> Markup {
        Markup::link(&self.facts.copy, "Keep a copy of what you sent")
    }

    fn email_me(&self) -> Option<Button> {
        matches!(self.facts.by_email, CopyByEmail::Offered(_)).then(|| Button::secondary("Email me a copy"))
    }

    fn by_email(&self) -> Option<String> {
        match &self.facts.by_email {
            CopyByEmail::No => None,
            CopyByEmail::Offered(to) => Some(format!("We can email everything you sent to {to}.")),
            CopyByEmail::OnItsWay(to) => Some(format!("We are emailing everything you sent to {to}.")),
            CopyByEmail::NotInADemo => Some(
                "This is a demo, so nothing is emailed. The outbox shows what you would have had.".to_owned(),
            ),
        }
    }
}

impl SentFacts {
    pub(crate) fn sample() -> Self {
        Self {
            heading: "We have your complaint".into(),
            reference: "WS-4K7P-29QX".into(),
            received_at: "2026-11-02T10:00:00Z".parse().unwrap_or_default(),
            acknowledge_by: Some(jiff::civil::date(2026, 11, 9)),
            reply_by: Some((jiff::civil::date(2026, 11, 23), true)),
            first_answer_by: None,
            done_by: None,
            read_by: "Customer Services".into(),
            team: Some("Waste and recycling".into()),
            can_be_reached: true,
            is_urgent: false,
            kind: Kind::Complaint,
            copy: "/complaint/copy".into(),
            by_email: CopyByEmail::Offered("a…@e….org".into()),
            why: vec![(
                "We acknowledge it by".into(),
                vec!["Received on Monday 2 November 2026.".into()],
            )],
        }
    }
}

impl Page for Sent {
    fn title(&self) -> String {
        self.facts.heading.clone()
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::sample().journey("Make a complaint");
        let report = SentFacts {
            heading: "We have your report".into(),
            acknowledge_by: None,
            reply_by: None,
            first_answer_by: Some(jiff::civil::date(2026, 11, 5)),
            done_by: Some(jiff::civil::date(2026, 11, 9)),
            team: None,
            can_be_reached: false,
            by_email: CopyByEmail::No,
            is_urgent: true,
            kind: Kind::ServiceRequest,
            ..SentFacts::sample()
        };
        let thanks = SentFacts {
            heading: "Thank you".into(),
            acknowledge_by: None,
            reply_by: None,
            kind: Kind::Compliment,
            by_email: CopyByEmail::OnItsWay("a…@e….org".into()),
            ..SentFacts::sample()
        };
        vec![
            Sample::of("sent complaint", &Self::new(shell(), SentFacts::sample())),
            Sample::of("sent report", &Self::new(shell(), report)),
            Sample::of("sent compliment", &Self::new(shell(), thanks)),
        ]
    }
}

/// Everything that was sent, to print or keep.
#[derive(Debug, Clone, Template)]
#[template(path = "public/copy.html")]
pub struct Copy {
    shell: Shell,
    reference: String,
    received_at: Timestamp,
    lines: Vec<Answered>,
}

impl Copy {
    /// The page.
    pub fn new(shell: Shell, reference: &str, received_at: Timestamp, lines: Vec<Answered>) -> Self {
        Self {
            shell,
            reference: reference.into(),
            received_at,
            lines,
        }
    }

    fn answers(&self) -> SummaryList {
        self.lines.iter().fold(SummaryList::new(), |list, line| {
            list.row(line.name.as_str(), value(line))
        })
    }

    fn received(&self) -> Markup {
        format::time_date_time(self.received_at)
    }
}

impl Page for Copy {
    fn title(&self) -> String {
        "What you sent us".into()
    }

    fn samples() -> Vec<Sample> {
        let facts = SentFacts::sample();
        let shell = Shell::sample().back("/complaint/sent");
        let page = Self::new(shell, &facts.reference, facts.received_at, Answered::sample());
        vec![Sample::of("copy", &page)]
    }
}
