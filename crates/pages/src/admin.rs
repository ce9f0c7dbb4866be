//! The settings: the pages on which an administrator changes what the council decides for itself.

pub mod anchor;
pub mod audit;
pub mod brand;
pub mod clock;
pub mod closure;
pub mod emergency;
pub mod held;
pub mod letter;
pub mod logo;
pub mod partner;
pub mod people;
pub mod policy;
pub mod reading;
pub mod retention;
pub mod service;
pub mod standard;
pub mod user;
pub mod wording;

use askama::Template;
use redress_domain::policy::parse::Mistake;
use redress_domain::settings::Refusal;

use crate::components::{Button, Input, NavigationPart, SideNavigation, Textarea, button_group, component};
use crate::form::{FormErrors, FormState, SEEN};
use crate::format;
use crate::markup::{Content, Markup};
use crate::{Page, Sample, Shell};

/// The pages at the side, in their order.
pub const PAGES: [(&str, &str); 13] = [
    ("Settings", "/admin"),
    ("Complaint policy", "/admin/policy"),
    ("Services", "/admin/services"),
    ("Teams", "/admin/teams"),
    ("Posts and roles", "/admin/posts"),
    ("Days for each step", "/admin/clocks"),
    ("Holidays and closures", "/admin/closures"),
    ("Customer standards", "/admin/standards"),
    ("Letters", "/admin/letters"),
    ("Colours", "/admin/brand"),
    ("Users", "/admin/users"),
    ("Partners", "/admin/partners"),
    ("Audit log", "/admin/audit"),
];

/// The field for the reason.
pub const BECAUSE: &str = "because";

/// The id of the main form, to which an error leads that is about no one field.
pub const WHOLE_FORM: &str = "settings";

/// A page of the settings.
#[derive(Debug, Clone, Template)]
#[template(path = "admin/page.html")]
pub struct AdminPage {
    shell: Shell,
    caption: String,
    title: String,
    errors: FormErrors,
    intro: Vec<Markup>,
    forms: Vec<Markup>,
    after: Vec<Markup>,
}

/// A form of the settings. Every one asks why.
#[derive(Debug, Clone, Template)]
#[template(path = "admin/form.html")]
pub struct AdminForm {
    id: String,
    action: String,
    hidden: Vec<(String, String)>,
    fields: Vec<Markup>,
    buttons: Vec<Markup>,
    cancel: String,
}

impl AdminPage {
    /// A page under this heading.
    pub fn new(shell: Shell, title: &str) -> Self {
        Self {
            shell: shell.wide(),
            caption: String::new(),
            title: title.into(),
            errors: FormErrors::default(),
            intro: Vec::new(),
            forms: Vec::new(),
            after: Vec::new(),
        }
    }

    /// What the page is a part of.
    #[must_use]
    pub fn caption(mut self, caption: &str) -> Self {
        self.caption = caption.into();
        self
    }

    /// What is wrong with a form on the page.
    #[must_use]
    pub fn errors_of(mut self, form: &FormState) -> Self {
        self.errors = form.errors().clone();
        self
    }

    /// One more part before the forms.
    #[must_use]
    pub fn part(mut self, part: impl Into<Markup>) -> Self {
        self.intro.push(part.into());
        self
    }

    /// A paragraph before the forms.
    #[must_use]
    pub fn say(self, text: impl Into<Content>) -> Self {
        self.part(paragraph(text))
    }

    /// One more form.
    #[must_use]
    pub fn form(self, form: AdminForm) -> Self {
        self.between(form)
    }

    /// One more part among the forms: the heading of one.
    #[must_use]
    pub fn between(mut self, part: impl Into<Markup>) -> Self {
        self.forms.push(part.into());
        self
    }

    /// One more part after the forms.
    #[must_use]
    pub fn after(mut self, part: impl Into<Markup>) -> Self {
        self.after.push(part.into());
        self
    }

    fn side(&self) -> SideNavigation {
        let path = self.shell.path.as_str();
        let covers = |page: &str| path == page || path.starts_with(&format!("{page}/"));
        let place = PAGES
            .iter()
            .map(|(_, page)| *page)
            .filter(|page| covers(page))
            .max_by_key(|page| page.len());
        let open = PAGES
            .iter()
            .filter(|(_, page)| !self.shell.closed_to_reader.contains(page));
        let items = open.map(|&(text, page)| NavigationPart {
            text: text.into(),
            href: page.into(),
            active: place == Some(page),
        });
        SideNavigation {
            items: items.collect(),
            ..SideNavigation::new("Settings")
        }
    }
}

impl Page for AdminPage {
    fn title(&self) -> String {
        self.title.clone()
    }

    fn errors(&self) -> Option<&FormErrors> {
        Some(&self.errors)
    }

    fn samples() -> Vec<Sample> {
        [
            policy::samples(),
            service::samples(),
            people::samples(),
            clock::samples(),
            closure::samples(),
            standard::samples(),
            letter::samples(),
            wording::samples(),
            brand::samples(),
            logo::samples(),
            user::samples(),
            emergency::samples(),
            held::samples(),
            partner::samples(),
            audit::samples(),
            anchor::samples(),
            reading::samples(),
            retention::samples(),
        ]
        .concat()
    }
}

impl AdminForm {
    /// The main form of a page, with the version that the reader saw first.
    pub fn new(form: &FormState) -> Self {
        Self::to("", form).id(WHOLE_FORM)
    }

    /// A form that is sent to another address.
    pub fn to(action: &str, form: &FormState) -> Self {
        Self {
            id: String::new(),
            action: action.into(),
            hidden: vec![(SEEN.into(), form.value(SEEN).into())],
            fields: Vec::new(),
            buttons: Vec::new(),
            cancel: String::new(),
        }
    }

    fn id(mut self, id: &str) -> Self {
        self.id = id.into();
        self
    }

    /// One more field.
    #[must_use]
    pub fn field(mut self, field: impl Into<Markup>) -> Self {
        self.fields.push(field.into());
        self
    }

    /// More fields.
    #[must_use]
    pub fn fields(mut self, fields: impl IntoIterator<Item = Markup>) -> Self {
        self.fields.extend(fields);
        self
    }

    /// A hidden field.
    #[must_use]
    pub fn hidden(mut self, name: &str, value: &str) -> Self {
        self.hidden.push((name.into(), value.into()));
        self
    }

    /// One more button, instead of "Save to the draft" alone.
    #[must_use]
    pub fn button(mut self, button: impl Into<Markup>) -> Self {
        self.buttons.push(button.into());
        self
    }

    /// Where "Cancel" leads.
    #[must_use]
    pub fn cancel(mut self, href: &str) -> Self {
        self.cancel = href.into();
        self
    }

    /// The field for the reason.
    #[must_use]
    pub fn because(self, form: &FormState) -> Self {
        self.because_under(BECAUSE, form)
    }

    /// The same under another name: a page has several forms.
    #[must_use]
    pub fn because_under(self, name: &str, form: &FormState) -> Self {
        self.field(
            Input::new(name, "Why are you changing this?")
                .hint("It stands in the audit log beside your name")
                .of(form),
        )
    }

    fn buttons(&self) -> Content {
        let given = if self.buttons.is_empty() {
            vec![Button::new("Save to the draft").into()]
        } else {
            self.buttons.clone()
        };
        let cancel = (!self.cancel.is_empty()).then(|| Markup::link(&self.cancel, "Cancel"));
        button_group(given.into_iter().chain(cancel)).into()
    }
}

component!(AdminForm);

/// A paragraph.
pub(crate) fn paragraph(text: impl Into<Content>) -> Markup {
    Markup::trusted(format!("<p class=\"govuk-body\">{}</p>", text.into()))
}

/// A heading of a part of the page.
pub(crate) fn heading(text: &str) -> Markup {
    Markup::trusted(format!(
        "<h2 class=\"govuk-heading-m\">{}</h2>",
        Markup::text(text)
    ))
}

/// A field of one line.
pub(crate) fn line(form: &FormState, name: &str, label: &str) -> Markup {
    Input::new(name, label).of(form).into()
}

/// A field of several lines.
pub(crate) fn lines(form: &FormState, name: &str, label: &str, hint: &str) -> Markup {
    Textarea::new(name, label).hint(hint).of(form).into()
}

/// A mistake of the checker: "Line 12, column 8: … How to mend it: …".
pub fn mistake(mistake: &Mistake) -> String {
    format!(
        "Line {}, column {}: {} {}",
        mistake.line, mistake.column, mistake.what, mistake.mend
    )
}

/// Says what the checker found, beside the field that sets it. `field_of` answers the field of a mistake, or `None` where
/// the form does not edit that setting: it is said at the top then, with what to do.
pub fn mistaken<'f>(
    form: &mut FormState,
    mistakes: &[Mistake],
    field_of: impl Fn(&Mistake) -> Option<&'f str>,
) {
    for found in mistakes {
        match field_of(found) {
            Some(field) => form.error(field, format!("{} {}", found.what, found.mend)),
            None => form.error(WHOLE_FORM, elsewhere(found)),
        }
    }
}

/// A mistake at a setting that is not on the page.
fn elsewhere(found: &Mistake) -> String {
    if found.key.is_empty() {
        return mistake(found);
    }
    format!(
        "This does not go with another setting, {}: {} {} Change that setting first, on its own page or in the text of \
         the policy, then save this one. Nothing is saved yet",
        found.key, found.what, found.mend
    )
}

/// Says beside the form why the settings stay as they are. `fields` are the fields of the form: a
/// mistake in a setting of that name is said beside its field.
pub fn refused(form: &mut FormState, refusal: &Refusal, fields: &[&str]) {
    if let Refusal::Mistakes(mistakes) = refusal {
        mistaken(form, mistakes, |found| {
            let last = found.key.rsplit('.').next().unwrap_or_default();
            fields.iter().copied().find(|field| *field == last)
        });
    } else if let Refusal::UnexplainedDepartures(departures) = refusal {
        for departure in departures {
            form.error(
                WHOLE_FORM,
                format!("Say why you differ from {}", departs(departure)),
            );
        }
    } else {
        let (field, words) = words_for(refusal);
        form.error(place(field, fields), words);
    }
}

/// The field, if the form has it, or the form as a whole.
fn place<'f>(field: &'f str, fields: &[&str]) -> &'f str {
    if fields.contains(&field) {
        field
    } else {
        WHOLE_FORM
    }
}

/// Beside which field a refusal is said, and how.
fn words_for(refusal: &Refusal) -> (&'static str, String) {
    let (field, words) = match refusal {
        Refusal::ReasonMissing => (BECAUSE, "Enter why you are changing this"),
        Refusal::RoleMissing => ("roles", "Select at least one role"),
        Refusal::PartnerMissing => ("roles", "Partners have accounts on the page “Partners”"),
        Refusal::PartnerAlone => ("roles", "Whoever answers for a partner has no other role"),
        Refusal::CouncillorAlone => (
            "roles",
            "A councillor has no other role: nobody is a member of the council and works for it",
        ),
        Refusal::OwnAdministratorRole => ("roles", "You cannot remove your own administrator role"),
        Refusal::OwnNewRole => (
            "roles",
            "You cannot give yourself a role. Ask another administrator, or whoever runs Redress",
        ),
        Refusal::LastAdministrator => (
            "roles",
            "Nobody else is an administrator. Make somebody else one first",
        ),
        Refusal::StartsInThePast => ("starts_on", "The first day must be today or in the future"),
        Refusal::VersionHasBegun => (
            WHOLE_FORM,
            "This version holds already and cannot be withdrawn. Change the settings, and adopt another version",
        ),
        Refusal::AnotherVersionFollows => (
            WHOLE_FORM,
            "This is not the version that starts last. Withdraw the ones that follow it first",
        ),
        Refusal::AlreadyWithdrawn => (WHOLE_FORM, "This version is withdrawn already"),
        Refusal::NotAdopted => ("body", "Enter which body decided"),
        Refusal::EndsInThePast => ("on", "The last day must be today or in the future"),
        Refusal::NothingChanged => (WHOLE_FORM, "Change something, or cancel"),
        Refusal::NoDraft => (WHOLE_FORM, "There is no draft any more"),
        Refusal::AnotherCouncil => ("text", "The council’s id cannot change"),
        Refusal::OwnSecondStep => (
            WHOLE_FORM,
            "You cannot reset your own second step. Change it on your account page, or ask another administrator",
        ),
        Refusal::NoSecondStep => (WHOLE_FORM, "They have no second step"),
        Refusal::SecondStepRequired => (WHOLE_FORM, "The council requires a second step of you"),
        Refusal::NoSecondStepHere => (WHOLE_FORM, "The council offers no second step"),
        Refusal::EverydayAccount => (WHOLE_FORM, "This is not the emergency account"),
        Refusal::EmergencyStays => (
            WHOLE_FORM,
            "The emergency account is made anew by whoever runs the service, with a new password and second step",
        ),
        Refusal::NoEmergencyUse => (WHOLE_FORM, "It was not used since somebody last looked at that"),
        Refusal::OwnEmergencyUse => (
            WHOLE_FORM,
            "You signed in with this account. Somebody else looks at how it was used",
        ),
        Refusal::NoSuchPerson | Refusal::Ended => (WHOLE_FORM, "They cannot sign in any more"),
        Refusal::PartnerNotBound => (
            WHOLE_FORM,
            "Whoever answers for a partner does not sign in by the council’s own sign-in",
        ),
        Refusal::AlreadyBound => (WHOLE_FORM, "They sign in by the council’s own sign-in already"),
        Refusal::NotBound => (WHOLE_FORM, "They do not sign in by the council’s own sign-in"),
        Refusal::NotPermitted(_) => (WHOLE_FORM, "You may not do this"),
        Refusal::Mistakes(_) | Refusal::UnexplainedDepartures(_) => (WHOLE_FORM, "Mend what is said below"),
        Refusal::StartsBeforeTheLast(last) => {
            let last = format::long_date(*last);
            let words = format!(
                "A version that starts on {last} is adopted already. This one must start on that day or later. If \
                 that version should not hold, withdraw it first: open it under “Complaint policy”"
            );
            return ("starts_on", words);
        }
        Refusal::StartsTooFarAhead { latest } => {
            let latest = format::long_date(*latest);
            let words = format!("Check the year: the first day must be {latest} or earlier");
            return ("starts_on", words);
        }
        Refusal::ConductGoesOn => (
            "text",
            "Conduct files are kept. [conduct] stays as long as one is: by it somebody lifts, reviews and hears an appeal",
        ),
        Refusal::ServiceHasCases { service, open } => {
            let many = match u64::try_from(*open).unwrap_or_default() {
                100.. => "100 or more open cases".to_owned(),
                few => format::count(few, "open case", "open cases"),
            };
            let words = format!("{service} has {many}. It can be ended from a day, and not taken out");
            return ("text", words);
        }
    };
    (field, words.to_owned())
}

/// "paragraph 6.3 of the Ombudsman’s Code: stage 1 takes …".
pub(crate) fn departs(departure: &redress_domain::policy::Departure) -> String {
    format!(
        "paragraph {} of the Ombudsman’s Code: {}",
        departure.paragraph, departure.says
    )
}

/// Somebody else changed the settings meanwhile: nothing was saved, and everything typed is here.
pub fn changed_meanwhile(form: &mut FormState) {
    form.error(
        WHOLE_FORM,
        "Somebody else changed this while you were working. Nothing was saved, and everything you typed is \
         still here. Check it against what is there now, then press the button again",
    );
}

/// The demo's policy, for samples.
pub(crate) fn sample_policy() -> redress_domain::policy::Policy {
    redress_domain::policy::Policy::parse(include_str!("../../../policies/demo.toml"))
        .expect("the demo's policy has no mistakes")
}

/// A frame for samples.
pub(crate) fn sample_shell(path: &str) -> Shell {
    Shell::staff_sample().at(path)
}
