//! Logging a contact, settling it at once, and the reference to read to the customer.

use askama::Template;
use redress_domain::vocabulary::{Channel, ReplyBy, SupportNeed};

use crate::case::correction::{self, GIVEN};
use crate::components::{
    Button, Checkboxes, Choice, DatePicker, Details, Fieldset, Input, InsetText, Panel, Radios, Select,
    SummaryList, Textarea, button_group,
};
use crate::form::{FormErrors, FormState};
use crate::format;
use crate::markup::{Content, Markup};
use crate::words;
use crate::{Page, Sample, Shell};

/// The choice that leaves on file what is there.
pub const LEAVE: &str = "leave";

/// What the button sends that adds a contact to the case that was quoted: all that was typed, to the page where it is recorded.
pub const ADD_TO: &str = "add-to";

/// Under what the page that records a contact is told who was typed to have got in touch: no contact keeps it.
pub const CALLER: &str = "caller";

/// The field that says that a contact is no contact about the case that was quoted.
pub const OF_ITS_OWN: &str = "of_its_own";

/// The ways in which a contact reaches somebody who then logs it.
pub const CHANNELS: [Channel; 8] = [
    Channel::Phone,
    Channel::InPerson,
    Channel::Email,
    Channel::Letter,
    Channel::WebChat,
    Channel::SocialMedia,
    Channel::Text,
    Channel::Councillor,
];

/// What can be chosen, and what was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The services, by value and words.
    pub services: Vec<(String, String)>,
    /// People like the one described, by value and words, each with their open cases.
    pub people: Vec<(String, String, Vec<String>)>,
    /// What is agreed about contact with the one who was chosen of them.
    pub agreed: Option<String>,
    /// Whether the reader can call the team lead.
    pub may_call: bool,
    /// How a call for help stands, in sentences; empty before there is one.
    pub help: Vec<String>,
    /// The members of staff whom it can be about, by value and words; nobody where the reader may not say it.
    pub staff: Vec<(String, String)>,
    /// The wards, by value and words.
    pub wards: Vec<(String, String)>,
    /// Why the policy asks whether the customer could have been saved the contact.
    pub avoidable: Vec<redress_domain::case::Avoidable>,
    /// Whether people are looked up at all.
    pub looks_people_up: bool,
    /// Whether the reader may settle at first contact.
    pub may_settle: bool,
    /// The case that was quoted: its reference, what it is about, and where a contact is added to it.
    pub quoted: Option<(String, String, String)>,
    /// The procedure that the case follows at once, by its name.
    pub follows: Option<String>,
}

/// What stands in place of a call for help where nobody could be called.
pub const NOBODY: &str = "nobody";

/// How a call for help stands, as its page says it and is told again.
pub fn help_said(sentences: &[String]) -> Markup {
    Markup::join(
        sentences
            .iter()
            .map(|text| super::parts::paragraph(text.as_str())),
    )
}

/// The form.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/log.html")]
pub struct Log {
    shell: Shell,
    form: FormState,
    options: Options,
}

impl Log {
    /// The form as far as it is filled in.
    pub fn new(shell: Shell, form: &FormState, options: Options) -> Self {
        Self {
            shell,
            form: form.clone(),
            options,
        }
    }

    /// What was typed on the page after this one, before something here had to be mended.
    fn kept(&self) -> Markup {
        let typed = SETTLE.iter().filter(|name| **name != "do");
        let typed = typed.filter(|name| self.form.filled(name).is_some());
        Markup::join(typed.map(|name| {
            let value = crate::attr("value", self.form.value(name));
            Markup::trusted(format!("<input type=\"hidden\" name=\"{name}\"{value}>"))
        }))
    }

    /// Of which contact under an arrangement it is made, and which procedure it follows.
    fn under(&self) -> Markup {
        if self.form.filled("under").is_none() {
            return Markup::default();
        }
        let hidden = ["under", "procedure"].map(|name| {
            let value = crate::attr("value", self.form.value(name));
            Markup::trusted(format!("<input type=\"hidden\" name=\"{name}\"{value}>"))
        });
        let said = self.options.follows.as_ref().map_or_else(
            || "It becomes a case of its own, and the contact is sorted as a new matter.".to_owned(),
            |name| {
                format!(
                    "It becomes a case of its own that follows “{name}”, with its dates. Select the service."
                )
            },
        );
        let said = InsetText::new(Markup::join([Content::from(format!(
            "Filled in from a contact under a contact arrangement. {said}"
        ))]));
        Markup::join(hidden.into_iter().chain([Markup::from(said)]))
    }

    fn look_up(&self) -> Markup {
        let field = Input::code("reference", "Reference quoted (optional)")
            .hint("If they quote a reference, look it up first")
            .of(&self.form);
        let button = Button::secondary("Look up").name("do").value("look-up");
        Markup::join([Markup::from(field), button.into()])
    }

    /// How a call for help stands, and the button that makes one.
    fn help(&self) -> Markup {
        if self.options.help.is_empty() {
            return if self.options.may_call {
                Button::secondary("Get help now").name("do").value("help").into()
            } else {
                Markup::default()
            };
        }
        let said = help_said(&self.options.help);
        // Where nobody could be called, nobody answers.
        let call = self.form.filled("help").filter(|call| *call != NOBODY);
        let said = match call {
            Some(call) => {
                let ask = crate::attr("data-app-ask", format!("{}{call}", crate::ANSWERS));
                Markup::trusted(format!("<div aria-live=\"polite\"{ask}>{said}</div>"))
            }
            None => said,
        };
        let look = Button::secondary("See if they answered")
            .name("do")
            .value("helped");
        InsetText::new(Markup::join([said, Markup::from(look)])).into()
    }

    fn quoted(&self) -> Option<InsetText> {
        let (reference, about, href) = self.options.quoted.as_ref()?;
        let add = Button::new("Add to this case")
            .name("do")
            .value(ADD_TO)
            .to(href.as_str());
        let own = Checkboxes::single(
            OF_ITS_OWN,
            "yes",
            "It is not a contact about this case: log it as a case of its own, linked to this one",
        )
        .classes("govuk-checkboxes--small")
        .of(&self.form);
        let about = Markup::trusted(format!("<p>{}</p>", Markup::text(about)));
        let reference = Content::from(format::reference(reference));
        Some(InsetText::new(Markup::join([
            reference,
            about.into(),
            Markup::from(add).into(),
            Markup::from(own).into(),
        ])))
    }

    fn contact(&self) -> Markup {
        let form = &self.form;
        let channels = CHANNELS.map(|channel| (channel.as_str(), words::channel(channel)));
        let avoidable = crate::avoidable::field(&self.options.avoidable, form).map(Markup::from);
        let fields = [
            Markup::from(
                Select::new("channel", "How did they contact us?")
                    .option("", "Select how")
                    .options(channels)
                    .of(form),
            ),
            DatePicker::new("received_on", "When did it reach us?")
                .of(form)
                .into(),
            Input::new("received_time", "At what time?")
                .hint("For example, 9:30am or 14:05")
                .classes("govuk-input--width-5")
                .of(form)
                .into(),
        ];
        Markup::join(fields.into_iter().chain(avoidable))
    }

    fn person(&self) -> Markup {
        let form = &self.form;
        let ways = ReplyBy::ALL.iter().map(|by| (by.as_str(), words::reply_by(*by)));
        let off = |input: Input| input.autocomplete("off");
        let mut parts = vec![
            Markup::from(
                off(Input::new("name", "Name"))
                    .hint("Leave it empty if they do not want to give it")
                    .of(form),
            ),
            off(Input::email("email", "Email address")).of(form).into(),
            off(Input::phone("phone", "Phone number")).of(form).into(),
            Textarea::new("address", "Address").rows(3).of(form).into(),
            off(Input::new("postcode", "Postcode"))
                .classes("govuk-input--width-10")
                .of(form)
                .into(),
            Select::new("reply_by", "How should we answer?")
                .option("", "As they gave their details")
                .options(ways)
                .of(form)
                .into(),
        ];
        if self.options.looks_people_up {
            parts.push(self.matches());
            parts.extend(self.given());
        }
        Markup::join(parts)
    }

    /// What becomes of details that are not on file of whoever was chosen.
    fn given(&self) -> Option<Markup> {
        let words = self.form.filled("given_words")?;
        let ways = GIVEN.iter().map(|way| {
            let how = correction::checked(*way);
            Choice::new(way.as_str(), format!("Put it on file. {how}"))
        });
        let radios = Radios::new("given", "They gave details that we do not have on file")
            .hint(format!(
                "Another {words}. Letters, messages and codes go by what is on file"
            ))
            .choices(ways)
            .item(Choice::or())
            .choice(LEAVE, "Leave what we have on file as it is");
        Some(radios.of(&self.form).into())
    }

    fn matches(&self) -> Markup {
        if self.options.people.is_empty() {
            return Button::secondary("Look for this person")
                .name("do")
                .value("match")
                .into();
        }
        let known = self.options.people.iter();
        let radios = Radios::new("person", "Is it one of these people?")
            .choices(known.map(|(id, words, open)| {
                let open = if open.is_empty() {
                    "No open cases that you may see".to_owned()
                } else {
                    format!("Open: {}", open.join("; "))
                };
                Choice::new(id, words.as_str()).hint(open)
            }))
            .item(Choice::or())
            .choice("new", "No, a new person")
            .of(&self.form);
        let agreed = self.options.agreed.as_ref();
        let agreed = agreed.map(|agreed| Markup::from(InsetText::new(agreed.as_str())));
        let chosen = Button::secondary("This is the person").name("do").value("match");
        let again = Button::secondary("Look again").name("do").value("match");
        let parts = std::iter::once(Markup::from(radios)).chain(agreed);
        Markup::join(parts.chain([chosen.into(), again.into()]))
    }

    fn matter(&self) -> Markup {
        let form = &self.form;
        let services = self.options.services.clone();
        Markup::join([
            Markup::from(Textarea::new("what_happened", "What is the problem?").of(form)),
            Textarea::new("wanted", "What would they like us to do?")
                .rows(3)
                .of(form)
                .into(),
            Checkboxes::single("wanted_not_said", "yes", "They did not say")
                .classes("govuk-checkboxes--small")
                .of(form)
                .into(),
            Select::new("service", "Service")
                .option("", "Not sure")
                .options(services)
                .of(form)
                .into(),
            super::triage::ward_field(&self.options.wards, form),
            Radios::yes_no(
                "unhappy",
                "Is the customer unhappy with how we dealt with something?",
            )
            .hint("If yes, it is a complaint, whatever they call it")
            .of(form)
            .into(),
            super::about::about_field(&self.options.staff, form),
            Checkboxes::single(
                "urgent",
                "yes",
                "It is urgent: danger, safeguarding or a legal date",
            )
            .classes("govuk-checkboxes--small")
            .of(form)
            .into(),
        ])
    }

    fn needs(&self) -> Markup {
        let needs = SupportNeed::ALL
            .iter()
            .map(|need| Choice::new(need.as_str(), words::support(*need)));
        let boxes = Checkboxes {
            fieldset: Some(Fieldset::new("What do they need from us?")),
            ..Checkboxes::new("support", "What do they need from us?")
        };
        Markup::join([
            Markup::from(
                boxes
                    .classes("govuk-checkboxes--small")
                    .choices(needs)
                    .of(&self.form),
            ),
            Textarea::new("support_words", "Tell us more about what they need (optional)")
                .rows(2)
                .of(&self.form)
                .into(),
        ])
    }

    fn settled(&self) -> Option<Radios> {
        self.options
            .may_settle
            .then(|| Radios::yes_no("settled", "Did you sort it out on this contact?").of(&self.form))
    }

    fn button() -> Button {
        Button::send("Log this contact").name("do").value("log")
    }
}

impl Page for Log {
    fn title(&self) -> String {
        "Log a contact".into()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/cases/new");
        let options = || Options {
            follows: None,
            services: vec![("waste".into(), "Bins and recycling".into())],
            people: Vec::new(),
            agreed: None,
            may_call: true,
            help: Vec::new(),
            staff: vec![(
                "01932c07-a12b-7f3e-8c58-0123456789ac".into(),
                "Dan Whitlock".into(),
            )],
            wards: vec![("mill-hill".into(), "Mill Hill".into())],
            avoidable: vec![redress_domain::case::Avoidable::Chasing],
            looks_people_up: true,
            may_settle: true,
            quoted: None,
        };
        let found = Options {
            people: vec![(
                "01932c07-a12b-7f3e-8c58-0123456789ab".into(),
                "Asha Patel, WS1 4AB".into(),
                vec!["WS-4K7P-29QX The bins were missed".into()],
            )],
            agreed: Some("Contact arrangement: one way to stay in touch.".into()),
            help: vec!["You called Nadia Hussain.".into()],
            quoted: Some((
                "WS-4K7P-29QX".into(),
                "The bins were missed again.".into(),
                "/staff/cases/WS-4K7P-29QX/contact".into(),
            )),
            ..options()
        };
        let form = FormState::new()
            .with("unhappy", "no")
            .with("received_on", "23/11/2026");
        let wrong = form
            .clone()
            .with_error("what_happened", "Enter what the problem is")
            .with_error("about", crate::form::NOT_OFFERED)
            .with_error("settled", "Select if you sorted it out");
        vec![
            Sample::of("log a contact", &Self::new(shell(), &form, options())),
            Sample::of(
                "log a contact with errors",
                &Self::new(shell(), &wrong, options()),
            ),
            Sample::of("log a contact, found", &Self::new(shell(), &form, found)),
        ]
    }
}

/// What was done to sort it out while the customer was there.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/settle.html")]
pub struct Settle {
    shell: Shell,
    form: FormState,
}

/// The fields of this page; all others are kept from the one before.
const SETTLE: [&str; 4] = ["what_was_done", "agreed", "told_how", "do"];

impl Settle {
    /// The page, with everything typed on the one before.
    pub fn new(shell: Shell, form: &FormState) -> Self {
        Self {
            shell,
            form: form.clone(),
        }
    }

    fn kept(&self) -> Markup {
        let kept = self.form.pairs().filter(|(name, _)| !SETTLE.contains(name));
        Markup::join(kept.map(|(name, value)| {
            let (name, value) = (crate::attr("name", name), Markup::text(value));
            Markup::trusted(format!("<input type=\"hidden\"{name} value=\"{value}\">"))
        }))
    }

    fn fields(&self) -> Markup {
        let form = &self.form;
        Markup::join([
            Markup::from(
                Textarea::new("what_was_done", "What you did")
                    .hint("The customer will see this")
                    .of(form),
            ),
            Radios::new("agreed", "Did the customer agree it is sorted out?")
                .choice("yes", "Yes")
                .choice("not-sure", "Not sure")
                .item(Choice::new("no", "No").hint("It stays open"))
                .of(form)
                .into(),
            Checkboxes::single("told_how", "told", "I told them how to complain or come back")
                .of(form)
                .into(),
            button_group([
                Button::send("Save and show the reference")
                    .name("do")
                    .value("settle"),
                Button::secondary("Change what you typed")
                    .name("do")
                    .value("back"),
            ]),
        ])
    }
}

impl Page for Settle {
    fn title(&self) -> String {
        "What did you do to sort it out?".into()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(self.form.errors())
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/cases/new");
        let form = FormState::new().with("what_happened", "No blue bag \"came\".");
        let wrong = form.clone().with_error("what_was_done", "Tell us what you did");
        vec![
            Sample::of("settle", &Self::new(shell(), &form)),
            Sample::of("settle with errors", &Self::new(shell(), &wrong)),
        ]
    }
}

/// A contact was logged: its reference, large, and what happens next.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/logged.html")]
pub struct Logged {
    shell: Shell,
    reference: String,
    is_settled: bool,
    promise: Option<String>,
    case: String,
}

impl Logged {
    /// The page: the reference, whether it is settled, the first promise in words, and where it can
    /// be followed.
    pub fn new(
        shell: Shell,
        reference: &str,
        (is_settled, promise): (bool, Option<String>),
        case: &str,
    ) -> Self {
        Self {
            shell,
            reference: reference.into(),
            is_settled,
            promise,
            case: case.into(),
        }
    }

    fn panel(&self) -> Panel {
        let title = if self.is_settled {
            "Sorted out at first contact"
        } else {
            "Contact logged"
        };
        Panel::with_reference(title, &self.reference)
    }

    fn aloud(&self) -> String {
        format::read_aloud(&self.reference)
    }

    fn buttons(&self) -> Markup {
        button_group([
            Content::from(Button::new("Log another contact").href("/staff/cases/new")),
            Markup::link(&self.case, "See this case").into(),
        ])
    }
}

impl Page for Logged {
    fn title(&self) -> String {
        if self.is_settled {
            "Sorted out at first contact".into()
        } else {
            "Contact logged".into()
        }
    }

    fn samples() -> Vec<Sample> {
        let shell = || Shell::staff_sample().at("/staff/logged/WS-4K7P-29QX");
        let case = "/staff/cases/WS-4K7P-29QX";
        let promise = Some("First answer by Thursday 26 November 2026".to_owned());
        vec![
            Sample::of(
                "logged",
                &Self::new(shell(), "WS-4K7P-29QX", (false, promise), case),
            ),
            Sample::of(
                "logged and settled",
                &Self::new(shell(), "WS-4K7P-29QX", (true, None), case),
            ),
        ]
    }
}

/// What somebody who logged a contact may know of the case: how it stands, and what the customer was
/// told.
#[derive(Debug, Clone, Template)]
#[template(path = "staff/followed.html")]
pub struct Followed {
    shell: Shell,
    reference: String,
    facts: Vec<(String, String)>,
    said: String,
}

impl Followed {
    /// The page: facts by name, and what was logged.
    pub fn new(shell: Shell, reference: &str, facts: Vec<(String, String)>, said: &str) -> Self {
        Self {
            shell: shell.back_to("Back to what you logged", "/staff/my-cases/logged"),
            reference: reference.into(),
            facts,
            said: said.into(),
        }
    }

    fn list(&self) -> SummaryList {
        let facts = self.facts.iter();
        facts.fold(SummaryList::new(), |list, (name, value)| {
            list.row(name.as_str(), value.as_str())
        })
    }

    fn said(&self) -> Details {
        Details::new("What you logged", Markup::lines(&self.said))
    }
}

impl Page for Followed {
    fn title(&self) -> String {
        format!("Case {}", self.reference)
    }

    fn samples() -> Vec<Sample> {
        let shell = Shell::staff_sample().at("/staff/followed/WS-4K7P-29QX");
        let facts = vec![("Status".into(), "Being looked at".into())];
        vec![Sample::of(
            "followed",
            &Self::new(shell, "WS-4K7P-29QX", facts, "The bins were missed."),
        )]
    }
}
