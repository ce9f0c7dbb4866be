//! What people see: templates, components, forms, charts.
//!
//! A page is a struct with a [`Shell`] and a template that extends `layout.html`; it implements
//! [`Page`] and is named in [`all_samples`], by which it is tested in each of its states. Parts of a
//! page are [`components`]: they escape themselves, so a template writes `{{ part }}`, never a
//! filter. Text goes in as `&str` or `String` and is escaped; [`markup::Markup`] is what templates
//! and components made, and there is no way to it from a plain string.
//!
//! # A question page
//!
//! One thing a page, whose label or legend is the heading; there is no template to write.
//!
//! ```ignore
//! pub fn what_happened(shell: Shell, form: &FormState) -> Question {
//!     let title = "What happened?";
//!     let field = Textarea::new("what_happened", title).as_heading().hint("Do not include bank or card details");
//!     Question::new(shell.journey("Make a complaint").back("/complaint/service"), title, form)
//!         .field(field.of(form)) // value as typed, and the error message
//!         .after(Details::new("I need help to complain", Markup::link("/help", "Other ways to contact us")))
//! }
//! ```
//!
//! The handler that takes the answer:
//!
//! ```ignore
//! let mut form = FormState::from_pairs(sent); // Vec<(String, String)>
//! let Some(what) = form.require("what_happened", "Tell us what happened") else {
//!     return (StatusCode::UNPROCESSABLE_ENTITY, what_happened(shell, &form).html());
//! };
//! ```
//!
//! `form.error(field, message)` adds an error in the order of the checks; `form.errors_mut()` has
//! `add_part("happened", "year", …)` for one field of a date, `add_date` for all three, and
//! `sort_by_fields`. The summary, "Error: " in the title and the red fields follow by themselves. A
//! field's id has to be its name, so that the summary's link finds it.
//!
//! # A page of its own
//!
//! ```ignore
//! #[derive(Template)]
//! #[template(path = "case_summary.html")]
//! pub struct CaseSummary {
//!     shell: Shell,          // the layout needs the field under this name
//!     case: CaseView,        // plain facts: strings, dates, enums
//! }
//!
//! impl CaseSummary {
//!     fn header(&self) -> PageHeaderActions {
//!         PageHeaderActions::new(&self.case.reference, &self.case.title)
//!             .button(Button::new("Write reply").href(&self.case.reply_url))
//!             .button(Button::secondary("Add note").href(&self.case.note_url))
//!     }
//!
//!     fn facts(&self) -> SummaryList {
//!         SummaryList::new()
//!             .row("Customer", &self.case.customer)
//!             .row("Reply due", Markup::join([
//!                 Content::from(format::time_long_date(self.case.due)),
//!                 format::due_tag(self.case.due, self.case.today, 3).into(),
//!             ]))
//!             .row_to_change("Case owner", &self.case.owner, &self.case.assign_url)
//!     }
//! }
//!
//! impl Page for CaseSummary {
//!     fn title(&self) -> String {
//!         format!("{} {}", self.case.reference, self.case.title) // begins what the h1 says
//!     }
//!
//!     fn samples() -> Vec<Sample> {
//!         let shell = Shell::staff_sample().at("/staff/cases/WS-4K7P-29QX").back_to("Back to my cases", "/staff/my-cases");
//!         vec![Sample::of("case summary", &Self { shell, case: CaseView::sample() })]
//!     }
//! }
//! ```
//!
//! and `templates/case_summary.html`:
//!
//! ```html
//! {% extends "layout.html" %}
//! {% block main %}
//! {{ self.header() }}
//! {{ self.facts() }}
//! <h2 class="govuk-heading-m">Latest events</h2>
//! {{ self.timeline() }}
//! {% endblock %}
//! ```
//!
//! Use `{% block content %}` for two thirds of the width (public pages), `{% block main %}` for all
//! of it (staff), and `Shell::wide` for queues. A form that changes something is
//! `<form method="post" novalidate>`; the web sees to it that it came from our own pages. A page with a form
//! of its own keeps the [`form::FormState`] and returns its errors from [`Page::errors`]. In a
//! template a function is called by its path (`{{ crate::format::short_date(date) }}`); a field given to
//! it arrives as a reference, so take `&Date` or call a method of the page instead.
//!
//! # Traps
//!
//! - A page has one `h1`, and headings do not skip a level: give a [`components::Timeline`] its level, a
//!   [`components::Panel`] that is not the heading `.heading_level(2)`.
//! - A wide table goes into a [`components::ScrollTable`]; its id must be unique on the page.
//! - No `style` attributes and no inline scripts: [`CONTENT_SECURITY_POLICY`] blocks them. Classes of
//!   our own begin with `app-` and live in `assets/_local.scss`.
//! - A select is for staff. The public gets radios, with "I'm not sure" where that is true.
//! - No field reveals another: ask on the next page.
//! - The npm packages have to be there before the crate compiles: `make assets`, or `npm ci`.

pub mod admin;
pub mod assets;
pub mod avoidable;
pub mod case;
pub mod cause;
pub mod chart;
pub mod components;
pub mod conduct;
pub mod councillor;
pub mod errors;
pub mod figures;
pub mod form;
pub mod format;
pub mod guidance;
pub mod information;
mod layout;
pub mod lesson;
pub mod markup;
pub mod public;
mod qr;
mod question;
pub mod report;
pub mod staff;
pub mod survey;
pub mod words;

pub use layout::{ANSWERS, CALLS, CONTENT_SECURITY_POLICY, Calls, Page, Sample, Shell, Side, SignedIn};
pub use question::Question;

use components::text_fields::{group_classes, help};
use layout::FOOTER;
use markup::{attr, sp};

/// Every page in each of its states. A page that is not here is not tested: add its `samples`.
pub fn all_samples() -> Vec<Sample> {
    [
        Question::samples(),
        admin::AdminPage::samples(),
        case::CasePage::samples(),
        case::act::ActPage::samples(),
        case::letter::LetterPage::samples(),
        conduct::samples(),
        lesson::samples(),
        cause::samples(),
        survey::samples(),
        guidance::samples(),
        report::samples(),
        councillor::Home::samples(),
        councillor::AllQueries::samples(),
        councillor::LogQuery::samples(),
        councillor::query::QueryPage::samples(),
        councillor::QuerySent::samples(),
        errors::ErrorPage::samples(),
        information::Accessibility::samples(),
        information::Cookies::samples(),
        information::Help::samples(),
        information::Privacy::samples(),
        staff::samples(),
        public::samples(),
    ]
    .concat()
}
