//! The section "People" and its acts: who is on the case, what was agreed with them, and concerns.

use redress_domain::case::{
    Basis, Concern, ConcernKind, ConcernTold, Consent, Evidence, Involved, Kept, Outcome, Part, Reader,
};
use redress_domain::customer::adjustment::{AdjustmentKind, Reviewed};
use redress_domain::id::PersonId;
use redress_domain::language::WelshLetters;
use redress_domain::permission::Act;
use redress_domain::vocabulary::ReplyBy;

use super::act::{ActPage, heading, paragraph, quoted};
use super::acts::Lists;
use super::{Agreement, CasePage, Person, Section, Shown, vocabulary as say, way};
use crate::components::{
    Button, Choice, DatePicker, Input, InsetText, Radios, Select, SummaryList, SummaryRow, Textarea,
};
use crate::form::FormState;
use crate::format;
use crate::layout::Shell;
use crate::markup::{Content, Markup};

/// The field that says whether what is sent keeps to what was agreed.
pub const KEPT: &str = "adjustments_kept";
/// The field that says why not.
pub const WHY: &str = "adjustments_why";

/// The section "People".
pub fn page(shell: Shell, shown: &Shown<'_>) -> CasePage {
    let case = shown.case;
    let mut body = vec![heading(3, "Customer")];
    match (shown.known.customer(), &case.customer) {
        (Some(person), Some(id)) => {
            body.push(details(&person).into());
            body.push(links(shown, id, None));
        }
        (Some(person), None) => body.push(details(&person).into()),
        (None, _) => body.push(paragraph("Somebody who gave no name.")),
    }
    if let Some((id, consent)) = &case.representative {
        body.push(heading(3, "Speaks for the customer"));
        let person = shown.known.representative().unwrap_or_default();
        let list = details(&person).row("Consent", say::consent(*consent));
        body.push(list.rows(evidence(shown, case.first_evidence.as_ref())).into());
        body.push(links(shown, id, Some(*consent)));
    }
    for involved in case.current_people() {
        body.push(heading(3, say::part(involved.part)));
        body.push(involved_list(shown, involved).into());
        body.push(links(shown, &involved.person, involved.consent));
    }
    body.push(paragraph(format!("Letters go to {}.", letters_go_to(shown))));
    if case.outcome == Some(Outcome::OtherCouncil) {
        let elsewhere = "Another council has this case now, under the same reference. Who joins it is said there. Where somebody \
                         takes their consent back, take it down here, and tell that council too.";
        body.push(InsetText::new(elsewhere).into());
    } else if shown.may(Act::RecordContact) {
        let add = Button::secondary("Add a person").href(shown.at("people/add"));
        body.push(add.into());
    }
    let gone: Vec<String> = case
        .people
        .iter()
        .filter(|involved| !involved.is_current())
        .map(|involved| once(shown, involved))
        .collect();
    if !gone.is_empty() {
        body.push(heading(3, "No longer on this case"));
        body.push(Markup::bullets(gone));
    }
    body.push(heading(3, "Agreed adjustments"));
    body.extend(adjustments(shown));
    body.push(heading(3, "How to reply, and help that was asked for"));
    body.push(help(shown).into());
    body.push(heading(3, "Concerns for somebody"));
    body.extend(concerns(shown));
    body.push(heading(3, "At the council"));
    body.push(council(shown).into());
    shown.page(shell, Section::People, body)
}

fn involved_list(shown: &Shown<'_>, involved: &Involved) -> SummaryList {
    let person = shown.known.person(&involved.person).unwrap_or_default();
    let mut list = details(&person);
    if let Some(consent) = involved.consent {
        list = list.row("Consent", say::consent(consent));
    }
    list = list.rows(evidence(shown, involved.evidence.as_ref()));
    if let Some(basis) = involved.basis {
        list = list.row("By what right", say::basis(basis));
    }
    if let Some(reason) = shown.some_text(involved.reason.as_ref()) {
        list = list.row("Why", quoted(&reason));
    }
    list.row("On the case since", format::long_date(involved.since))
}

fn evidence(shown: &Shown<'_>, evidence: Option<&Evidence>) -> Vec<SummaryRow> {
    let Some(evidence) = evidence else {
        return Vec::new();
    };
    let words = shown
        .some_text(evidence.words.as_ref())
        .map(|words| quoted(&words));
    let file = evidence
        .file
        .as_ref()
        .map(|file| Markup::link(&shown.at(&format!("files/{}", file.id)), "The file that shows it"));
    let parts: Vec<Markup> = words.into_iter().chain(file.map(paragraph)).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    vec![SummaryRow::new("How we know", Markup::join(parts))]
}

/// What can be done about one person.
fn links(shown: &Shown<'_>, id: &PersonId, consent: Option<Consent>) -> Markup {
    let name = shown.known.person_name(id);
    let at = |rest: &str| shown.at(&format!("people/{id}/{rest}"));
    let is_customer = shown.case.customer.as_ref() == Some(id);
    let is_correspondent = shown.case.correspondent() == Some(id);
    let mut links = Vec::new();
    if shown.may(Act::AgreeAdjustment) {
        links.push(Markup::link(
            &at("adjustment"),
            format!("Agree an adjustment with {name}"),
        ));
    }
    if shown.may(Act::CorrectDetails) {
        links.push(Markup::link(&at("details"), format!("Correct {name}’s details")));
    }
    if shown.may(Act::RecordContact) {
        links.push(Markup::link(&at("address"), format!("Record that {name} moves")));
        links.push(Markup::link(
            &at("survey"),
            format!("Record whether we may ask {name} how we did"),
        ));
        if consent.is_some() {
            links.push(Markup::link(&at("consent"), format!("Record consent for {name}")));
        }
        if shown.case.may_have_letters(id) {
            let text = if is_correspondent {
                format!("Change how letters go to {name}")
            } else {
                format!("Send letters to {name}")
            };
            links.push(Markup::link(&at("letters"), text));
        }
        if !is_customer {
            links.push(Markup::link(&at("end"), format!("Take {name} off this case")));
        }
    }
    if shown.may(Act::MergePeople) {
        links.push(Markup::link(
            &at("same"),
            format!("{name} is in our records twice"),
        ));
    }
    if links.is_empty() {
        return Markup::join([] as [Markup; 0]);
    }
    Markup::bullets(links)
}

fn once(shown: &Shown<'_>, involved: &Involved) -> String {
    let until = involved.ended_on.map(format::long_date).unwrap_or_default();
    format!(
        "{}, until {until}. {}",
        shown.known.person_name(&involved.person),
        say::part(involved.part)
    )
}

fn adjustments(shown: &Shown<'_>) -> Vec<Markup> {
    let agreed = shown.known.adjustments();
    if agreed.is_empty() {
        return vec![paragraph("None have been agreed with anybody on this case.")];
    }
    agreed.iter().map(|one| adjustment_card(shown, one)).collect()
}

fn adjustment_card(shown: &Shown<'_>, agreement: &Agreement) -> Markup {
    let mut list = SummaryList::new()
        .row("With", shown.known.person_name(&agreement.person))
        .row("From", format::long_date(agreement.from));
    list = if agreement.review_on <= shown.today {
        list.row(
            "To be looked at again",
            Markup::join([
                paragraph(format::long_date(agreement.review_on)),
                format::due_tag(agreement.review_on, shown.today, 14).into(),
            ]),
        )
    } else {
        list.row("To be looked at again", format::long_date(agreement.review_on))
    };
    let mut parts: Vec<Markup> = vec![list.in_card(agreement.in_words().as_str()).into()];
    if shown.may(Act::AgreeAdjustment) {
        let href = shown.at(&format!("people/adjustments/{}", agreement.id));
        let words = format!("Review this adjustment: {}", say::adjustment(agreement.kind));
        parts.push(paragraph(Markup::link(&href, words)));
    }
    Markup::join(parts)
}

/// Who gets letters: those who came with a case that goes on in this one too.
fn letters_go_to(shown: &Shown<'_>) -> String {
    let readers = shown.case.readers();
    if readers.is_empty() {
        return shown.correspondent_name();
    }
    let names: Vec<String> = readers
        .iter()
        .map(|reader| name_of_reader(shown, reader.person))
        .collect();
    names.join(" and ")
}

fn name_of_reader(shown: &Shown<'_>, reader: &PersonId) -> String {
    if shown.case.correspondent() == Some(reader) {
        shown.correspondent_name()
    } else {
        shown.known.person_name(reader)
    }
}

/// What those need who came with a case that goes on in this one, and how they asked to be answered.
fn help_of_others(shown: &Shown<'_>) -> Vec<SummaryRow> {
    let mut rows = Vec::new();
    for taken in &shown.case.took_in {
        let reference = shown.known.reference_of(&taken.case).unwrap_or_default();
        let row =
            |what: &str, value: Content| SummaryRow::new(format!("{what} (came with {reference})"), value);
        if taken.letters_to.is_some() {
            let how = taken.reply_by.map_or("Not said", say::reply_by);
            rows.push(row("How to reply", how.into()));
        }
        if !taken.support.is_empty() {
            let needs = taken.support.iter().map(|need| say::support(*need));
            rows.push(row("Help needed", Markup::bullets(needs).into()));
        }
        let words = shown.some_text(taken.support_words.as_ref());
        rows.extend(words.map(|words| row("In their words", quoted(&words).into())));
    }
    rows
}

fn help(shown: &Shown<'_>) -> SummaryList {
    let case = shown.case;
    let needs: Vec<_> = case.support.iter().map(|need| say::support(*need)).collect();
    let list = SummaryList::new().row("How to reply", case.reply_by().map_or("Not said", say::reply_by));
    let list = if needs.is_empty() {
        list.row("Help needed", "None that we know of")
    } else {
        list.row("Help needed", Markup::bullets(needs))
    };
    let list = match shown.some_text(case.support_words.as_ref()) {
        Some(words) => list.row("In their words", quoted(&words)),
        None => list,
    };
    list.rows(help_of_others(shown))
}

fn concerns(shown: &Shown<'_>) -> Vec<Markup> {
    let mut parts: Vec<Markup> = Vec::new();
    if shown.case.concerns.is_empty() {
        parts.push(paragraph("Nobody has raised a concern."));
    }
    for concern in &shown.case.concerns {
        parts.push(concern_card(shown, concern));
    }
    if shown.may(Act::RaiseConcern) {
        let raise = Button::secondary("Raise a concern").href(shown.at("concern"));
        parts.push(raise.into());
    }
    parts
}

fn concern_card(shown: &Shown<'_>, concern: &Concern) -> Markup {
    let reads = shown.may(Act::ReadConcern) || shown.known.is_reader(&concern.raised_by);
    let mut list = SummaryList::new()
        .row("Raised by", shown.known.actor(&concern.raised_by))
        .row("When", format::date_time(concern.raised_at));
    list = if reads {
        list.row("What was seen or said", quoted(&shown.known.text(&concern.words)))
    } else {
        list.row(
            "What was seen or said",
            "You do not have permission to read it. Ask the complaints manager",
        )
    };
    for told in &concern.told {
        let who = format!(
            "{}, on {}, by {}",
            say::concern_told(told.who),
            format::long_date(told.on),
            shown.known.actor(&told.by)
        );
        let words =
            (reads || shown.known.is_reader(&told.by)).then(|| quoted(&shown.known.text(&told.words)));
        let parts = [Some(paragraph(who)), words].into_iter().flatten();
        list = list.row("Told", Markup::join(parts));
    }
    if concern.told.is_empty() {
        list = list.row("Told", "Nobody outside yet");
    }
    let mut parts: Vec<Markup> = vec![list.in_card(say::concern(concern.kind)).into()];
    if shown.may(Act::RaiseConcern) {
        let href = shown.at(&format!("concern/{}", concern.id));
        let words = format!(
            "Record who was told: {}",
            say::concern(concern.kind).to_lowercase()
        );
        parts.push(paragraph(Markup::link(&href, words)));
    }
    Markup::join(parts)
}

fn council(shown: &Shown<'_>) -> SummaryList {
    let case = shown.case;
    let mut list = SummaryList::new().row("Logged by", shown.known.actor(&case.logged_by));
    if let Some(owner) = &case.owner {
        list = list.row("Case owner", shown.known.user(owner));
    }
    if !case.about.is_empty() {
        let about: Vec<_> = case.about.iter().map(|user| shown.known.user(user)).collect();
        list = list.row("It is about", about.join(", "));
    }
    list
}

/// Somebody's details, as far as they are known.
pub(crate) fn details(person: &Person) -> SummaryList {
    let name = if person.name.is_empty() {
        "No name given"
    } else {
        person.name.as_str()
    };
    let mut list = SummaryList::new().row("Name", name);
    list = match &person.called {
        Some(called) => list.row("Addressed as", called.as_str()),
        None => list,
    };
    list = match &person.phone {
        Some(phone) => list.row("Phone", format::telephone(phone)),
        None => list,
    };
    list = match &person.email {
        Some(email) => list.row("Email", format::email(email)),
        None => list,
    };
    list = match &person.address {
        Some(address) => list.row("Address", Markup::lines(address)),
        None => list,
    };
    list = match &person.postcode {
        Some(postcode) => list.row("Postcode", postcode),
        None => list,
    };
    person.elsewhere.iter().fold(list, |list, other| {
        let what = match (other.from, other.until) {
            (None, Some(until)) => format!("Address until {}", format::long_date(until)),
            (Some(from), Some(until)) => format!(
                "Address from {} to {}",
                format::long_date(from),
                format::long_date(until)
            ),
            (Some(from), None) => format!("Address from {}", format::long_date(from)),
            (None, None) => "Another address".to_owned(),
        };
        list.row(what.as_str(), Markup::lines(&other.address))
    })
}

/// "Record a move".
pub fn moves(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let name = named(shown, lists);
    ActPage::new(shell, shown, &format!("Record that {name} moves"), form)
        .intro(InsetText::new(
            "From that day, letters about all their cases go to the new address, and its postcode opens the case \
             online in place of the old one. What was sent stays where it went. Nobody else moves with them.",
        ))
        .field(
            short("address", "New address")
                .hint("Without the postcode, a line for each part")
                .of(form),
        )
        .field(Input::new("postcode", "Postcode (if there is one)").of(form))
        .field(DatePicker::new("from", "From which day?").of(form))
        .field(
            short("reason", "How do we know?")
                .hint("For example, “She phoned, and named her old postcode”")
                .of(form),
        )
        .button(Button::send("Record the move"))
}

/// Whom the address names.
pub(super) fn named(shown: &Shown<'_>, lists: &Lists) -> String {
    named_by(lists).map_or_else(|| "this person".to_owned(), |id| shown.known.person_name(&id))
}

fn named_by(lists: &Lists) -> Option<PersonId> {
    lists.which.as_deref().and_then(|id| PersonId::parse(id).ok())
}

pub(super) fn short(name: &str, label: &str) -> Textarea {
    let mut field = Textarea::new(name, label);
    field.rows = Some(4);
    field
}

/// "Add a person to this case".
pub fn add(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let parts = Radios::new("part", "What are they to this case?").choices(
        Part::ALL
            .iter()
            .map(|part| Choice::new(part.as_str(), say::part(*part))),
    );
    let basis = Select::new("basis", "By what right do they speak?")
        .hint("For a child, or somebody who cannot give consent")
        .option("", "Not needed")
        .options(
            Basis::ALL
                .iter()
                .map(|basis| (basis.as_str(), say::basis(*basis))),
        );
    let consent = Radios::new("consent", "Was the customer asked for their consent?")
        .hint("For a representative. Until consent is given, they see how the case stands and no more")
        .choice(Consent::NotYet.as_str(), "Not yet")
        .choice(Consent::Asked.as_str(), "Yes, and we wait for the answer");
    let ways = WAYS.iter().map(|by| (by.as_str(), say::reply_by(*by)));
    let reply_by = Select::new("reply_by", "How should we answer them?")
        .hint("Where they get letters about this case")
        .option("", "By what they gave: email first, then post")
        .options(ways);
    ActPage::new(shell, shown, "Add a person to this case", form)
        .field(parts.of(form))
        .field(Input::new("name", "Name").of(form))
        .field(Input::new("email", "Email (optional)").of(form))
        .field(Input::new("phone", "Phone (optional)").of(form))
        .field(short("address", "Address (optional)").of(form))
        .field(Input::new("postcode", "Postcode (optional)").of(form))
        .field(reply_by.of(form))
        .field(consent.of(form))
        .field(basis.of(form))
        .field(short("reason", "Why, or the right in words (optional)").of(form))
        .button(Button::send("Add person"))
}

/// "Take somebody off this case".
pub fn end(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let name = named(shown, lists);
    ActPage::new(shell, shown, &format!("Take {name} off this case"), form)
        .say("They no longer see the case or get letters about it. What they said stays.")
        .field(short("reason", "Reason").of(form))
        .button(Button::send("Take off this case"))
}

/// "Record consent".
pub fn consent(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let name = named(shown, lists);
    let question = format!("May {name} act for {}?", shown.customer_name());
    let choices = Consent::ALL
        .iter()
        .map(|consent| Choice::new(consent.as_str(), say::consent(*consent)));
    let files = shown
        .case
        .files
        .iter()
        .map(|added| (added.file.id.to_string(), shown.known.text(&added.name)));
    let files: Vec<(String, String)> = files.collect();
    let file = Select::new("file", "A file of this case that shows it (optional)")
        .option("", "No file")
        .options(files.iter().map(|(id, name)| (id.as_str(), name.as_str())));
    ActPage::new(shell, shown, &format!("Record consent for {name}"), form)
        .say(format!(
            "Until the customer has agreed, {name} sees how the case stands and no more, and letters go to \
             the customer.",
        ))
        .field(
            Radios::new("consent", question.as_str())
                .choices(choices)
                .of(form),
        )
        .field(
            short("evidence", "How do we know?")
                .hint("For example, “On the phone with Asha, 3pm on 4 May”")
                .of(form),
        )
        .field(file.of(form))
        .button(Button::send("Record consent"))
}

/// How letters go to somebody.
const WAYS: [ReplyBy; 5] = [
    ReplyBy::Email,
    ReplyBy::Letter,
    ReplyBy::Text,
    ReplyBy::Phone,
    ReplyBy::NoContact,
];

/// What is not on file of somebody, without which nothing reaches them in this way.
pub fn lacks(shown: &Shown<'_>, person: &PersonId, by: ReplyBy) -> Option<&'static str> {
    let reader = shown.known.person(person)?;
    way::lacks(by, &reader)
}

/// "Send letters to somebody", and how.
pub fn letters(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let name = named(shown, lists);
    let reader = named_by(lists).and_then(|id| shown.known.person(&id));
    let leaves = |channel| shown.known.leaves_by_itself(channel);
    let ways = WAYS.iter().map(|by| {
        let to = reader.as_ref().map(|reader| way::as_choice(*by, reader, leaves));
        Choice::new(by.as_str(), to.unwrap_or_else(|| say::reply_by(*by).to_owned()))
    });
    let title = format!("Send letters to {name}");
    ActPage::new(shell, shown, &title, form)
        .say(format!(
            "Letters go to {} now. Letters that were sent stay as they are.",
            shown.correspondent_name()
        ))
        .field(
            Radios::new("reply_by", format!("How did {name} ask to be answered?").as_str())
                .choices(ways)
                .of(form),
        )
        .button(Button::send("Save"))
}

/// Welsh is asked about where the council writes it to whoever wishes: elsewhere it would be a promise that no letter keeps,
/// or everybody has it.
fn is_offered(kind: AdjustmentKind, welsh: WelshLetters) -> bool {
    kind != AdjustmentKind::Welsh || welsh == WelshLetters::OnRequest
}

/// "Agree an adjustment".
pub fn adjustment(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let name = named(shown, lists);
    let kinds = Radios::new("kind", "What was agreed?").choices(
        AdjustmentKind::ALL
            .iter()
            .filter(|kind| is_offered(**kind, shown.known.welsh()))
            .map(|kind| Choice::new(kind.as_str(), say::adjustment(*kind))),
    );
    ActPage::new(shell, shown, &format!("Agree an adjustment with {name}"), form)
        .intro(InsetText::new(
            "It holds on all their cases. Whoever writes to them is asked whether the letter keeps to it.",
        ))
        .field(kinds.of(form))
        .field(
            short("words", "What exactly? (optional)")
                .hint("For example, which language, or which times")
                .of(form),
        )
        .field(DatePicker::new("from", "From which day?").of(form))
        .field(
            DatePicker::new("review", "When do we look at it again? (optional)")
                .hint("If you leave it out, the council’s policy says when")
                .min_date(format::picker_date(shown.today))
                .of(form),
        )
        .button(Button::send("Save adjustment"))
}

/// "Review an adjustment".
pub fn review(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let which = lists.which.as_deref().unwrap_or_default();
    let agreed = shown.known.adjustments();
    let agreement = agreed.iter().find(|agreement| agreement.id.as_str() == which);
    let words = agreement.map(Agreement::in_words).unwrap_or_default();
    let outcomes = Radios::new("outcome", "What becomes of it?").choices(
        Reviewed::ALL
            .iter()
            .map(|outcome| Choice::new(outcome.as_str(), say::reviewed(*outcome))),
    );
    ActPage::new(shell, shown, "Review an adjustment", form)
        .intro(InsetText::new(quoted(&words)))
        .field(outcomes.of(form))
        .field(short("words", "What holds now, if it changes").of(form))
        .field(
            short("reason", "Reason")
                .hint("For example, what the customer said")
                .of(form),
        )
        .field(
            DatePicker::new("review", "When do we look at it again? (optional)")
                .min_date(format::picker_date(shown.today))
                .of(form),
        )
        .button(Button::send("Save review"))
}

/// "Raise a concern".
pub fn concern(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let kinds = Radios::new("kind", "What is it about?").choices(
        ConcernKind::ALL
            .iter()
            .map(|kind| Choice::new(kind.as_str(), say::concern(*kind))),
    );
    ActPage::new(shell, shown, "Raise a concern", form)
        .intro(InsetText::new(
            "If somebody is in danger now, call 999 first. Few people can read this. The customer never sees it, \
             and it goes into no letter.",
        ))
        .field(kinds.of(form))
        .field(
            Textarea::new("words", "What did you see or hear?")
                .hint("Facts, in the person’s own words where you can")
                .of(form),
        )
        .button(Button::send("Raise concern"))
}

/// "Record who was told of a concern".
pub fn concern_told(shell: Shell, shown: &Shown<'_>, form: &FormState, _: &Lists) -> ActPage {
    let who = Select::new("who", "Who was told?")
        .option("", "Select who")
        .options(
            ConcernTold::ALL
                .iter()
                .map(|who| (who.as_str(), say::concern_told(*who))),
        );
    ActPage::new(shell, shown, "Record who was told of a concern", form)
        .field(who.of(form))
        .field(
            DatePicker::new("on", "When?")
                .max_date(format::picker_date(shown.today))
                .of(form),
        )
        .field(short("words", "What was said, and who took it").of(form))
        .button(Button::send("Record who was told"))
}

/// "In our records twice".
pub fn same(shell: Shell, shown: &Shown<'_>, form: &FormState, lists: &Lists) -> ActPage {
    let name = named(shown, lists);
    let mut page = ActPage::new(shell, shown, &format!("{name} is in our records twice"), form).say(
        "Give the reference of another case of theirs. All their cases then show together, and nothing is \
             written over: you can take it back.",
    );
    if !lists.same.is_empty() {
        let all: Vec<&str> = lists.same.iter().map(|(_, who)| who.as_str()).collect();
        page = page.say(format!("Already together with: {}.", all.join("; ")));
    }
    let what = Radios::new("what", "What do you want to do?")
        .choice(
            "merge",
            "Say that the customer of another case is the same person",
        )
        .choice("apart", "Take it back: they are two people");
    page = page
        .field(what.of(form))
        .field(Input::code("other", "Reference of the other case (if they are the same)").of(form));
    // Of two, who is meant is plain.
    if lists.same.len() > 1 {
        let choices = lists
            .same
            .iter()
            .map(|(id, who)| Choice::new(id.as_str(), who.as_str()));
        let who = Radios::new("who", "Who is somebody else? (if you take it back)").choices(choices);
        page = page.field(who.of(form));
    }
    page.field(short("reason", "Who said so, and how do they know?").of(form))
        .button(Button::send("Save"))
}

/// Whether what is sent keeps to what was agreed with its reader: asked where anything was.
pub(crate) fn keeps_to(shown: &Shown<'_>, form: &FormState) -> Option<Markup> {
    let readers = shown.case.readers();
    let agreed = shown.known.adjustments();
    let bear: Vec<&Agreement> = agreed
        .iter()
        .filter(|agreement| agreement.kind.bears_on_letters())
        .filter(|agreement| readers.iter().any(|reader| *reader.person == agreement.person))
        .collect();
    let is_with = |reader: &&Reader<'_>| bear.iter().any(|agreement| agreement.person == *reader.person);
    let with: Vec<String> = readers
        .iter()
        .filter(is_with)
        .map(|reader| name_of_reader(shown, reader.person))
        .collect();
    let bear: Vec<String> = bear.into_iter().map(Agreement::in_words).collect();
    if bear.is_empty() {
        return None;
    }
    let question = format!("Does it keep to what was agreed with {}?", with.join(" and "));
    let kept = Radios::new(KEPT, question.as_str())
        .hint(format!("We agreed: {}", bear.join("; ")))
        .choice(Kept::Yes.as_str(), "Yes")
        .choice(Kept::No.as_str(), "No, for a reason");
    Some(Markup::join([
        Markup::from(kept.of(form)),
        short(WHY, "Why does it not keep to that? (if it does not)")
            .of(form)
            .into(),
    ]))
}
