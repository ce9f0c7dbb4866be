//! The pages on which another organisation is asked on the customer's behalf (S15).

use redress_domain::case::{AnswerSharing, PartnerReferral, ReferralState, SharedPart, SharingConsent};
use redress_domain::id::ActorId;
use redress_domain::permission::Act;
use redress_domain::vocabulary::Channel;

use super::act::{ActPage, heading, paragraph, quoted};
use super::acts::{INTENT, Lists};
use super::summary::beside;
use super::{Shown, vocabulary as say};
use crate::components::{
    Button, Checkboxes, Choice, DatePicker, Input, InsetText, Radios, Select, SummaryList, Tag, Textarea,
};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::Markup;

/// The field with what the page showed before it goes, and the one that says that it was shown.
pub const PREVIEW: &str = "preview";
/// The digest of what was shown.
pub const PREVIEWED: &str = "previewed";
/// What stands over what is asked, in what is shown.
pub const WHAT_WE_NEED: &str = "What we need from them";

/// What a part of a case is called where it is shared.
pub const fn part(part: SharedPart) -> &'static str {
    match part {
        SharedPart::WhatHappened => "What happened",
        SharedPart::Place => "Where it is",
        SharedPart::When => "When it happened",
        SharedPart::Wanted => "What the customer would like",
        SharedPart::Effect => "How it affects them",
        SharedPart::Points => "The points of complaint",
        SharedPart::Name => "The customer’s name",
        SharedPart::Phone => "The customer’s telephone number",
        SharedPart::Email => "The customer’s email address",
        SharedPart::Address => "The customer’s address",
    }
}

/// Whether an answer may be shown to the customer.
pub const fn sharing(sharing: AnswerSharing) -> &'static str {
    match sharing {
        AnswerSharing::Yes => "Yes",
        AnswerSharing::WithChanges => "Yes, with changes",
        AnswerSharing::No => "No",
    }
}

const fn consent(consent: SharingConsent) -> &'static str {
    match consent {
        SharingConsent::Yes => "Yes",
        SharingConsent::No => "No",
        SharingConsent::NotNeeded => "We do not need to ask",
    }
}

/// The colour and the words of how far a question is.
pub const fn state(state: ReferralState) -> (&'static str, &'static str) {
    match state {
        ReferralState::Asked => ("purple", "With partner"),
        ReferralState::Accepted => ("purple", "With partner: accepted"),
        ReferralState::TurnedAway => ("orange", "Not for them"),
        ReferralState::Answered => ("green", "Answered"),
        ReferralState::Ended => ("grey", "Ended"),
    }
}

fn text(name: &str, label: &str, form: &FormState) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(5);
    field.of(form)
}

/// What the partner that was asked is called.
fn name_of(shown: &Shown<'_>, referral: &PartnerReferral) -> String {
    shown.known.actor(&ActorId::Partner(referral.partner.clone()))
}

/// "Partners": what was asked, and what can be recorded.
pub fn page(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Other organisations", form);
    if shown.case.referrals.is_empty() {
        page = page.say("No other organisation has been asked about this case.");
    }
    for referral in shown.case.referrals.iter().rev() {
        page = page.intro(card(shown, referral)).intro(links(shown, referral));
    }
    if shown.may(Act::Refer) && !shown.case.is_closed() {
        page = page.intro(paragraph(Markup::link(
            &shown.at("partners/ask"),
            "Ask another organisation",
        )));
    }
    page.intro(paragraph(Markup::link(
        "/staff/partners",
        "All that other organisations have still to answer on your cases",
    )))
    .instead("We stay the owner of the case, and the customer hears from us.")
}

fn card(shown: &Shown<'_>, referral: &PartnerReferral) -> Markup {
    let (colour, named) = state(referral.state);
    let mut list = SummaryList::new()
        .row("Status", Tag::coloured(colour, named))
        .row("What we need", quoted(&shown.known.text(&referral.ask)))
        .row(
            "What they were shown",
            quoted(&shown.known.text(&referral.shared)),
        )
        .row("Asked", format::time_long_date(referral.asked_on));
    let due = if referral.is_waiting() {
        let tag = format::due_tag(referral.due_on, shown.today, 2);
        Markup::join([format::time_long_date(referral.due_on), Markup::from(tag)])
    } else {
        format::time_long_date(referral.due_on)
    };
    list = list.row("Reply needed by", due);
    if let Some(by) = referral.promised_for {
        list = list.row("They will answer by", format::time_long_date(by));
    }
    if let Some(reference) = &referral.their_reference {
        list = list.row("Their reference", shown.known.text(reference));
    }
    for (ours, words) in &referral.talk {
        let who = if *ours { "We told them" } else { "They asked" };
        list = list.row(who, quoted(&shown.known.text(words)));
    }
    if let Some((why, instead)) = &referral.turned_away {
        list = list.row("Why it is not for them", quoted(&shown.known.text(why)));
        if let Some(instead) = instead {
            list = list.row("Who should deal with it", quoted(&shown.known.text(instead)));
        }
    }
    if let Some(answer) = &referral.answer {
        list = list.row("What they found", quoted(&shown.known.text(&answer.found)));
        if let Some(done) = &answer.done {
            list = list.row("What they have done or will do", quoted(&shown.known.text(done)));
        }
        if let Some(by) = answer.by {
            list = list.row("By", format::time_long_date(by));
        }
        list = list.row("Can the customer be shown it?", sharing(answer.sharing));
        if let Some(because) = &answer.because {
            list = list.row(
                "What has to change, or why not",
                quoted(&shown.known.text(because)),
            );
        }
        list = list.row("Working days it took", answer.working_days.to_string());
    }
    let number = shown.case.referral_number(&referral.id).unwrap_or_default();
    let title = format!("{}: {}/P{number}", name_of(shown, referral), shown.case.reference);
    list.in_card(title).into()
}

fn links(shown: &Shown<'_>, referral: &PartnerReferral) -> Markup {
    let none = Markup::join(Vec::<Markup>::new());
    if !shown.may(Act::Refer) || shown.case.is_closed() {
        return none;
    }
    let waiting: &[(&str, &str)] = &[
        ("answer", "Record their answer"),
        ("accepted", "Record that they took it on"),
        ("not-theirs", "Record that it is not for them"),
        ("question", "Record their question"),
        ("tell", "Record what we told them"),
        ("end", "End this request"),
    ];
    let come: &[(&str, &str)] = &[
        ("customer", "Tell the customer what they said"),
        ("end", "End this request"),
    ];
    let deeds = match referral.state {
        ReferralState::Asked | ReferralState::Accepted => waiting,
        ReferralState::TurnedAway | ReferralState::Answered => come,
        ReferralState::Ended => return none,
    };
    let number = shown.case.referral_number(&referral.id).unwrap_or_default();
    let links = deeds.iter().map(|(rest, text)| {
        let href = shown.at(&format!("partners/{}/{rest}", referral.id));
        Markup::link(&href, format!("{text} (P{number})"))
    });
    Markup::bullets(links)
}

/// "Ask another organisation": what they are shown is read before it goes.
pub fn ask(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let mut page = ActPage::new(shell, shown, "Ask another organisation", form);
    if lists.partners.is_empty() {
        return page.instead(
            "Our policy names no partners. The complaints manager can add them to the policy file.",
        );
    }
    page = page.say("We stay the owner of the case, and the customer hears from us.");
    let partners = Select::new("partner", "Partner")
        .option("", "Select who to ask")
        .options(
            lists
                .partners
                .iter()
                .map(|(value, text)| (value.as_str(), text.as_str())),
        );
    let parts = Checkboxes::new("parts", "What can they see?")
        .hint("Share the least that they need")
        .choices(
            SharedPart::ALL
                .iter()
                .map(|each| Choice::new(each.as_str(), part(*each))),
        );
    let consents = Radios::new("consent", "Does the customer agree to us sharing this?").choices(
        SharingConsent::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), consent(*each))),
    );
    page = page
        .field(partners.of(form))
        .field(text("ask", "What do you need from them?", form))
        .field(
            DatePicker::new("due", "Reply needed by (optional)")
                .hint("If you leave this empty, it is what our policy says for the partner")
                .of(form),
        )
        .field(parts.of(form));
    if !shown.case.files.is_empty() {
        let files = shown.case.files.iter().map(|file| {
            let name = shown.known.text(&file.name);
            Choice::new(file.file.id.as_str(), name)
        });
        page = page.field(
            Checkboxes::new("files", "Which files can they see? (optional)")
                .choices(files)
                .of(form),
        );
    }
    page = page
        .field(consents.of(form))
        .field(text(
            "because",
            "If we do not need to ask the customer, why? (optional)",
            form,
        ))
        .aside(beside(shown));
    let preview = form.value(PREVIEW);
    if preview.is_empty() {
        return page.button(
            Button::send("Read what they will see")
                .name(INTENT)
                .value("preview"),
        );
    }
    let digest = Markup::trusted(format!(
        "<input type=\"hidden\" name=\"{PREVIEWED}\" value=\"{}\">",
        Markup::text(form.value(PREVIEWED))
    ));
    page.field(digest)
        .field(heading(2, "This is all that they will see"))
        .field(InsetText::new(quoted(preview)))
        .button(Button::send("Ask them").name(INTENT).value("send"))
        .button(
            Button::secondary("Read it again after a change")
                .name(INTENT)
                .value("preview"),
        )
}

fn of_referral<'s>(shown: &'s Shown<'_>, lists: &Lists) -> Option<&'s PartnerReferral> {
    let which = lists.which.as_deref()?;
    shown
        .case
        .referrals
        .iter()
        .find(|referral| referral.id.as_str() == which)
}

fn about(shell: Shell, shown: &Shown<'_>, title: &str, (form, lists): (&FormState, &Lists)) -> ActPage {
    let page = ActPage::new(shell, shown, title, form);
    match of_referral(shown, lists) {
        Some(referral) => page.intro(card(shown, referral)),
        None => page,
    }
}

fn their_reference(form: &FormState) -> Input {
    Input::code("their_reference", "Their reference (optional)").of(form)
}

/// "Record that they took it on".
pub fn accepted(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    about(shell, shown, "Record that they took it on", (form, lists))
        .field(DatePicker::new("by", "By when will they answer? (optional)").of(form))
        .field(their_reference(form))
        .button(Button::send("Record"))
}

/// "Record that it is not for them".
pub fn not_theirs(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    about(shell, shown, "Record that it is not for them", (form, lists))
        .field(text("why", "Why?", form))
        .field(text("instead", "Who should deal with it? (optional)", form))
        .button(Button::send("Record"))
}

/// "Record their question".
pub fn question(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    about(shell, shown, "Record their question", (form, lists))
        .field(text("question", "What did they ask?", form))
        .button(Button::send("Record"))
}

/// "Record what we told them".
pub fn tell(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    about(shell, shown, "Record what we told them", (form, lists))
        .field(text("words", "What were they told?", form))
        .button(Button::send("Record"))
}

/// "Record their answer".
pub fn answer(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let choices = Radios::new("sharing", "Can we share this with the customer?").choices(
        AnswerSharing::ALL
            .iter()
            .map(|each| Choice::new(each.as_str(), sharing(*each))),
    );
    about(shell, shown, "Record their answer", (form, lists))
        .field(text("found", "What did they find?", form))
        .field(text(
            "done",
            "What have they done or will they do? (optional)",
            form,
        ))
        .field(DatePicker::new("by", "By when? (optional)").of(form))
        .field(choices.of(form))
        .field(text(
            "because",
            "What has to change, or why not? (optional)",
            form,
        ))
        .field(their_reference(form))
        .button(Button::send("Record"))
}

/// "Tell the customer what they said": in plain words, by the case's owner.
pub fn customer(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let by_people = |channel: &&Channel| !matches!(channel, Channel::Api | Channel::Import);
    let channel = Select::new("channel", "How?").option("", "Select how").options(
        Channel::ALL
            .iter()
            .filter(by_people)
            .map(|channel| (channel.as_str(), say::channel(*channel))),
    );
    about(shell, shown, "Tell the customer what they said", (form, lists))
        .say("Use plain words of our own. Leave out what the partner says the customer may not see.")
        .field(channel.of(form))
        .field(text("words", "What the customer is told", form))
        .button(Button::send("Tell the customer"))
}

/// "End this request".
pub fn end(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    about(shell, shown, "End this request", (form, lists))
        .say("The customer is not told by this. The partner is not reminded any more.")
        .field(text("reason", "Why?", form))
        .button(Button::send("End this request"))
}
