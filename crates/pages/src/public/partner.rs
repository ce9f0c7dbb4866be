//! What a partner sees of a question that was put to it (Q1, Q3, Q4): what was shared, and no more.

use redress_domain::case::{AnswerSharing, ReferralState};

use crate::components::{
    Button, Cell, Choice, DatePicker, Input, Pagination, Radios, ScrollTable, SummaryList, Table, Tag,
    Textarea,
};
use crate::form::FormState;
use crate::format;
use crate::layout::{Sample, Shell};
use crate::markup::{Content, Markup};
use crate::public::files::UPLOAD;
use crate::question::Question;

/// A question as its partner sees it.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The council's name.
    pub council: String,
    /// `WS-4K7P-29QX/P1`.
    pub request: String,
    /// Below which address the pages of this question are.
    pub path: String,
    /// What the council needs.
    pub ask: String,
    /// All that was shared.
    pub shared: String,
    /// The files that were shared: address and name.
    pub files: Vec<(String, String)>,
    /// The names of the files that the partner added.
    pub added: Vec<String>,
    /// When it was asked.
    pub asked_on: jiff::civil::Date,
    /// By when the answer is needed.
    pub due_on: jiff::civil::Date,
    /// Today.
    pub today: jiff::civil::Date,
    /// How far it is.
    pub state: ReferralState,
    /// What both said; `true` where the council speaks.
    pub talk: Vec<(bool, String)>,
    /// What the partner answered.
    pub answered: Option<String>,
    /// How the partner did so far, in sentences.
    pub counts: Vec<String>,
}

const fn state(state: ReferralState) -> (&'static str, &'static str) {
    match state {
        ReferralState::Asked => ("blue", "New"),
        ReferralState::Accepted => ("purple", "In progress"),
        ReferralState::TurnedAway => ("grey", "Not for you"),
        ReferralState::Answered => ("green", "Answered"),
        ReferralState::Ended => ("grey", "No longer needed"),
    }
}

fn words(text: &str) -> Markup {
    Markup::trusted(format!("<div class=\"app-words\">{}</div>", Markup::text(text)))
}

fn heading(text: &str) -> Markup {
    Markup::trusted(format!(
        "<h2 class=\"govuk-heading-m\">{}</h2>",
        Markup::text(text)
    ))
}

fn paragraph(text: &str) -> Markup {
    Markup::paragraphs(text)
}

/// `/partner`: for whoever has no link that opens.
pub fn new_link(shell: Shell, form: &FormState) -> Question {
    let field = Input::code("request", "Request reference").hint("For example, WS-4K7P-29QX/P1");
    Question::new(shell, "Open a request from the council", form)
        .intro(paragraph(
            "Each link in our emails opens once. Enter the reference of the request, and we send a new link to the \
             email address that we have for your organisation.",
        ))
        .field(field.of(form))
        .button(Button::send("Send a new link"))
        .button(Markup::link(
            "/staff/sign-in?next=/partner/requests",
            "Sign in with an account of your organisation",
        ))
}

/// The same address, when a link was asked for. It says nothing about whether there is such a request.
pub fn link_sent(shell: Shell) -> Question {
    Question::new(shell, "Check your email", &FormState::new())
        .intro(paragraph(
            "If there is such a request, we have sent a new link to the email address that we have for your \
             organisation. It can take a few minutes.",
        ))
        .without_form()
}

/// `/partner/l/{token}`: before a code was asked for.
pub fn ask_code(shell: Shell, form: &FormState, (council, request): (&str, &str)) -> Question {
    Question::new(shell, &format!("Request {request}"), form)
        .intro(paragraph(&format!(
            "{council} asks for your help on behalf of a customer. To make sure that it is you, we send a 6-digit \
             code to the email address that got this link."
        )))
        .button(Button::send("Email me a code").name("turn").value("send"))
}

/// The same address: to type the code.
pub fn enter_code(shell: Shell, form: &FormState) -> Question {
    let code = Input {
        autocomplete: "one-time-code".into(),
        inputmode: "numeric".into(),
        ..Input::code("code", "6-digit code")
            .classes("govuk-input--width-10 govuk-input--extra-letter-spacing")
            .hint("We sent it to the email address that got the link")
    };
    Question::new(shell, "Check your email", form)
        .field(code.of(form))
        .button(Button::new("Continue"))
        .button(Button::secondary("Send another code").name("turn").value("send"))
}

/// `/partner/r/{id}`: the question.
pub fn overview(shell: Shell, facts: &Facts) -> Question {
    let (colour, named) = state(facts.state);
    let waits = matches!(facts.state, ReferralState::Asked | ReferralState::Accepted);
    let mut list = SummaryList::new()
        .row("Status", Tag::coloured(colour, named))
        .row("Asked", format::time_long_date(facts.asked_on));
    let due = if waits {
        let tag = format::due_tag(facts.due_on, facts.today, 2);
        Markup::join([format::time_long_date(facts.due_on), Markup::from(tag)])
    } else {
        format::time_long_date(facts.due_on)
    };
    list = list
        .row("Answer needed by", due)
        .row("What we need", words(&facts.ask))
        .row("What we can tell you", words(&facts.shared));
    if !facts.files.is_empty() {
        let files = facts
            .files
            .iter()
            .map(|(href, name)| Markup::link(href, name.as_str()));
        list = list.row("Files", Markup::bullets(files));
    }
    for (ours, text) in &facts.talk {
        let who = if *ours { "We told you" } else { "You asked" };
        list = list.row(who, words(text));
    }
    if !facts.added.is_empty() {
        list = list.row(
            "Files that you added",
            Markup::bullets(facts.added.iter().map(String::as_str)),
        );
    }
    if let Some(answered) = &facts.answered {
        list = list.row("Your answer", words(answered));
    }
    let mut parts = vec![
        Markup::trusted(format!(
            "<h1 class=\"govuk-heading-l\">{}</h1>",
            Markup::text(&format!("Request {}", facts.request))
        )),
        list.into(),
    ];
    if waits {
        let accept = (facts.state == ReferralState::Asked).then_some(("accept", "Accept this request"));
        let deeds = accept.into_iter().chain([
            ("answer", "Answer"),
            ("ask", "Ask the council a question"),
            ("file", "Add a file"),
            ("not-for-us", "This is not for us"),
        ]);
        parts.push(heading("What you can do"));
        parts.push(Markup::bullets(deeds.map(|(rest, text)| {
            Markup::link(&format!("{}/{rest}", facts.path), text)
        })));
    }
    parts.push(heading("How you have answered us"));
    parts.push(Markup::bullets(facts.counts.iter().map(String::as_str)));
    let title = format!("Request {}", facts.request);
    Question::new(shell, &title, &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
}

/// The questions that were put to an organisation.
#[derive(Debug, Clone)]
pub struct List {
    /// The council's name.
    pub council: String,
    /// The organisation's name.
    pub organisation: String,
    /// Who is signed in.
    pub who: String,
    /// Whether these wait for the organisation, or are over.
    pub waits: bool,
    /// A page of them.
    pub requests: Vec<Listed>,
    /// Where the next page is.
    pub next: Option<String>,
    /// How the organisation did so far, in sentences.
    pub counts: Vec<String>,
    /// Today.
    pub today: jiff::civil::Date,
}

/// A question in the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Where it is.
    pub href: String,
    /// `WS-4K7P-29QX/P1`.
    pub name: String,
    /// How far it is.
    pub state: ReferralState,
    /// When it was asked.
    pub asked_on: jiff::civil::Date,
    /// By when the answer is needed.
    pub due_on: jiff::civil::Date,
}

/// `/partner/requests`: what waits, or what is over.
pub fn list(shell: Shell, facts: &List) -> Question {
    let title = if facts.waits {
        format!("Requests from {}", facts.council)
    } else {
        format!("Answered requests from {}", facts.council)
    };
    let mut parts = vec![
        Markup::trusted(format!(
            "<h1 class=\"govuk-heading-l\">{}</h1>",
            Markup::text(&title)
        )),
        paragraph(&format!("Signed in as {} of {}.", facts.who, facts.organisation)),
    ];
    if facts.requests.is_empty() {
        let empty = if facts.waits {
            "No requests waiting."
        } else {
            "Nothing has been answered yet."
        };
        parts.push(paragraph(empty));
    } else {
        parts.push(table(facts));
    }
    parts.extend(
        facts
            .next
            .as_ref()
            .map(|next| Markup::from(Pagination::previous_next(None, Some(next)))),
    );
    let other = if facts.waits {
        Markup::link("/partner/requests/over", "Answered requests")
    } else {
        Markup::link("/partner/requests", "Requests that wait for you")
    };
    parts.push(Markup::join([
        Content::from(Markup::trusted("<p class=\"govuk-body\">".to_owned())),
        other.into(),
        Markup::trusted("</p>".to_owned()).into(),
    ]));
    parts.push(heading("How you have answered us"));
    parts.push(Markup::bullets(facts.counts.iter().map(String::as_str)));
    parts.push(Markup::join([
        Content::from(Markup::trusted(
            "<form method=\"post\" action=\"/staff/sign-out\" novalidate>".to_owned(),
        )),
        Button::secondary("Sign out").into(),
        Markup::trusted("</form>".to_owned()).into(),
    ]));
    Question::new(shell, &title, &FormState::new())
        .intro(Markup::join(parts))
        .without_form()
}

fn table(facts: &List) -> Markup {
    let caption = if facts.waits { "Waiting for you" } else { "Over" };
    let mut table = Table::new(caption)
        .column("Request")
        .column("Status")
        .column("Asked")
        .column("Answer needed by");
    for request in &facts.requests {
        let (colour, named) = state(request.state);
        let due = format::time_long_date(request.due_on);
        let due = if facts.waits {
            Markup::join([due, format::due_tag(request.due_on, facts.today, 2).into()])
        } else {
            due
        };
        table = table.row([
            Cell::new(Markup::link(&request.href, request.name.as_str())),
            Cell::new(Tag::coloured(colour, named)),
            Cell::new(format::time_long_date(request.asked_on)),
            Cell::new(due),
        ]);
    }
    ScrollTable::new("requests", table).into()
}

fn text(name: &str, label: &str, form: &FormState) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(5);
    field.of(form)
}

fn their_reference(form: &FormState) -> Input {
    Input::code("their_reference", "Your reference (optional)").of(form)
}

/// "Accept this request".
pub fn accept(shell: Shell, form: &FormState) -> Question {
    Question::new(shell, "Accept this request", form)
        .field(DatePicker::new("by", "By when will you answer? (optional)").of(form))
        .field(their_reference(form))
        .button(Button::send("Accept"))
}

/// "This is not for us".
pub fn not_for_us(shell: Shell, form: &FormState) -> Question {
    Question::new(shell, "This is not for us", form)
        .field(text("why", "Why?", form))
        .field(text("instead", "Who should deal with it? (optional)", form))
        .button(Button::send("Send to the council"))
}

/// "Ask the council a question".
pub fn ask(shell: Shell, form: &FormState) -> Question {
    Question::new(shell, "Ask the council a question", form)
        .field(text("question", "What do you need to know?", form))
        .button(Button::send("Send to the council"))
}

/// "Answer".
pub fn answer(shell: Shell, form: &FormState) -> Question {
    let sharing = Radios::new("sharing", "Can we share this with the customer?").choices([
        Choice::new(AnswerSharing::Yes.as_str(), "Yes"),
        Choice::new(AnswerSharing::WithChanges.as_str(), "Yes, with changes"),
        Choice::new(AnswerSharing::No.as_str(), "No"),
    ]);
    Question::new(shell, "Answer the council", form)
        .field(text("found", "What did you find?", form))
        .field(text(
            "done",
            "What have you done or will you do? (optional)",
            form,
        ))
        .field(DatePicker::new("by", "By when? (optional)").of(form))
        .field(sharing.of(form))
        .field(text(
            "because",
            "If not as it is: what should we change, or why not? (optional)",
            form,
        ))
        .field(their_reference(form))
        .button(Button::send("Send to the council"))
}

/// "Add a file".
pub fn file(shell: Shell, form: &FormState) -> Question {
    let mut field = crate::components::FileUpload::new(UPLOAD, "Choose a file");
    field = field.of(form);
    Question::new(shell, "Add a file", form)
        .intro(paragraph(
            "The council sees it. The customer does not, unless the council shares it.",
        ))
        .field(field)
        .multipart()
        .button(Button::send("Add file"))
}

pub(crate) fn samples() -> Vec<Sample> {
    let shell = || Shell::sample().journey("Requests from Westshire Council");
    let empty = FormState::new();
    let wrong = FormState::new().with_error("found", "Tell us what you found");
    let day = |text: &str| text.parse().unwrap_or(jiff::civil::Date::MIN);
    let facts = Facts {
        council: "Westshire Council".to_owned(),
        request: "WS-4K7P-29QX/P1".to_owned(),
        path: "/partner/r/01932c07-a12b-7f3e-8c58-000000000b01".to_owned(),
        ask: "Was the main in Mill Street mended?".to_owned(),
        shared: "What happened:\nWater runs down the road.".to_owned(),
        files: vec![("/partner/r/x/files/y".to_owned(), "road.jpg".to_owned())],
        added: vec!["drawing.pdf".to_owned()],
        asked_on: day("2026-11-10"),
        due_on: day("2026-11-24"),
        today: day("2026-11-20"),
        state: ReferralState::Asked,
        talk: vec![
            (false, "Which side of the road?".to_owned()),
            (true, "The north side.".to_owned()),
        ],
        answered: None,
        counts: vec!["We have asked you 3 times.".to_owned()],
    };
    let over = Facts {
        state: ReferralState::Answered,
        answered: Some("The main was cracked, and is mended.".to_owned()),
        ..facts.clone()
    };
    let listed = |waits| List {
        council: "Westshire Council".to_owned(),
        organisation: "Severn Water".to_owned(),
        who: "Mo Farrow".to_owned(),
        waits,
        requests: vec![Listed {
            href: "/partner/r/01932c07-a12b-7f3e-8c58-000000000b01".to_owned(),
            name: "WS-4K7P-29QX/P1".to_owned(),
            state: if waits {
                ReferralState::Asked
            } else {
                ReferralState::Answered
            },
            asked_on: day("2026-11-10"),
            due_on: day("2026-11-24"),
        }],
        next: None,
        counts: vec!["We have asked you 3 times.".to_owned()],
        today: day("2026-11-20"),
    };
    let none = List {
        requests: Vec::new(),
        ..listed(true)
    };
    vec![
        Sample::of("partner, requests", &list(shell(), &listed(true))),
        Sample::of("partner, no requests", &list(shell(), &none)),
        Sample::of("partner, answered requests", &list(shell(), &listed(false))),
        Sample::of("partner, new link", &new_link(shell(), &empty)),
        Sample::of("partner, link sent", &link_sent(shell())),
        Sample::of(
            "partner, before the code",
            &ask_code(shell(), &empty, ("Westshire Council", "WS-4K7P-29QX/P1")),
        ),
        Sample::of("partner, the code", &enter_code(shell(), &empty)),
        Sample::of("partner, a request", &overview(shell(), &facts)),
        Sample::of("partner, an answered request", &overview(shell(), &over)),
        Sample::of("partner accepts", &accept(shell(), &empty)),
        Sample::of("partner, not for us", &not_for_us(shell(), &empty)),
        Sample::of("partner asks", &ask(shell(), &empty)),
        Sample::of("partner answers", &answer(shell(), &empty)),
        Sample::of("partner answers with an error", &answer(shell(), &wrong)),
        Sample::of("partner adds a file", &file(shell(), &empty)),
    ]
}
