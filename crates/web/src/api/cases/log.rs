//! A contact that opens a case. Whoever may log one is never refused for whom it is from.

use axum::extract::State;
use axum::response::Response;
use redress_casework::act::{NewCase, NewPerson};
use redress_casework::failure::Failure;
use redress_casework::outside::Fresh;
use redress_casework::people::way::{lacking, to_answer};
use redress_domain::case::{Command, LoggedCase, PointDraft};
use redress_domain::email::is_email;
use redress_domain::id::{PersonId, ServiceId};
use redress_domain::policy::Policy;
use redress_domain::vocabulary::{Channel, Kind, Priority, ReplyBy, Role};
use serde::Deserialize;
use utoipa::ToSchema;

use super::act::staff_named;
use super::place;
use super::show::{Standing, standing};
use crate::App;
use crate::api::body::{Asked, answer};
use crate::api::checks::Checks;
use crate::api::refused::refused;
use crate::api::words::CHANNELS;
use crate::api::{Problem, words};
use crate::staff::typed;

/// How many points one contact has at most.
const MOST_POINTS: usize = 50;

/// A contact that opens a case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "kind": "complaint",
    "channel": "api",
    "service": "waste",
    "what_happened": "The bin was not emptied on three Mondays.",
    "desired_outcome": "Please empty it this week.",
    "customer": {"name": "Asha Patel", "email": "asha@example.org", "postcode": "WS1 4AB"},
    "points": ["The bin was missed on 5, 12 and 19 October."]
}))]
pub(crate) struct NewCaseAsked {
    /// What it seems to be; triage may say otherwise.
    #[schema(value_type = words::Kind)]
    kind: String,
    /// How it came; `api` if left out.
    #[schema(value_type = Option<words::ChannelNamed>)]
    channel: Option<String>,
    /// The service that it is about, by its short name; left out when nobody is sure.
    #[schema(value_type = Option<words::Name>)]
    service: Option<String>,
    /// What happened, or what is asked, praised or proposed.
    #[schema(value_type = words::Text)]
    what_happened: String,
    /// What the customer would like.
    #[schema(value_type = Option<words::Text>)]
    desired_outcome: Option<String>,
    /// Whose matter it is; left out when they gave no name.
    customer: Option<CustomerAsked>,
    /// When it reached the council, with its zone; now if left out.
    #[schema(value_type = Option<words::Moment>)]
    received_at: Option<String>,
    /// Separate things to be answered, for a complaint. What happened is the one point if left out.
    #[serde(default)]
    #[schema(value_type = Vec<words::Text>, max_items = 50)]
    points: Vec<String>,
    /// Whether the customer could have been saved this contact; a cause that the council's policy asks for.
    #[schema(value_type = Option<words::Avoidable>)]
    avoidable: Option<String>,
    /// How soon it is needed; `standard` if left out.
    #[schema(value_type = Option<words::Priority>)]
    priority: Option<String>,
    /// The members of staff whom it is about, who then see nothing of it.
    #[serde(default)]
    #[schema(value_type = Vec<words::Id>, max_items = 50)]
    about: Vec<String>,
}

/// Whose matter it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CustomerAsked {
    /// The name, as given.
    #[schema(max_length = 200)]
    name: Option<String>,
    /// An e-mail address.
    #[schema(max_length = 320)]
    email: Option<String>,
    /// A telephone number.
    #[schema(max_length = 50)]
    phone: Option<String>,
    /// A postal address.
    #[schema(max_length = 1000)]
    address: Option<String>,
    /// A postcode of the United Kingdom.
    #[schema(max_length = 20)]
    postcode: Option<String>,
    /// How they want to be answered.
    #[schema(value_type = Option<words::ReplyBy>)]
    reply_by: Option<String>,
}

/// Log a contact as a new case.
#[utoipa::path(
    post,
    path = "/api/v1/cases",
    tag = "cases",
    operation_id = "log_case",
    request_body = NewCaseAsked,
    responses((status = 201, description = "It is logged", body = Standing,
        headers(("Location" = String, description = "The case"), ("ETag" = String, description = "The version that it is at"))))
)]
pub(super) async fn log(State(app): State<App>, asked: Asked<NewCaseAsked>) -> Result<Response, Problem> {
    let Asked {
        caller,
        body,
        request,
        ..
    } = asked;
    if let Some(before) = request.answer_before(&app, &caller).await? {
        return Ok(before);
    }
    let mut checks = Checks::default();
    let policy = caller.here.policy()?;
    let now = app.casework.outside().now();
    let new = read(&body, &mut checks, (policy, &app.casework.fresh(), now));
    let about = staff_named(&app, &caller, (&body.about, &mut checks)).await?;
    if let Some(service) = kept_to_others(&caller, (policy, &body)) {
        checks.refuse(
            "service",
            format!("This token is kept to its own services, not {service}"),
        );
    }
    let Some(mut new) = new.filter(|_| checks.is_fine()) else {
        return Err(checks.problem().unwrap_or_else(Problem::not_found));
    };
    new.contact.about = about;
    let once = |after: &redress_casework::act::Loaded| {
        let at = (place(&after.case.reference), after.version);
        request.keep(at, &standing(&after.case, after.version))
    };
    let council = caller.here.id();
    match app.casework.log_once(council, &caller.actor, new, &once).await {
        Ok(after) => answer(&once(&after)),
        Err(Failure::AlreadyDone(before)) => request.again(&before),
        Err(Failure::Refused(refusal)) => Err(refused::<NewCaseAsked>(&refusal, None)),
        Err(other) => Err(other.into()),
    }
}

/// The service of a new case, where the council has it and it is none of those that the token is kept to.
fn kept_to_others<'b>(
    caller: &crate::api::Caller,
    (policy, body): (&Policy, &'b NewCaseAsked),
) -> Option<&'b str> {
    let service = body.service.as_deref()?;
    let mut all = policy.services.iter().map(|service| &service.id);
    let own = &caller.token.services;
    let is_kept = !own.is_empty() && !own.iter().any(|known| known.as_str() == service);
    (is_kept && all.any(|known| known.as_str() == service)).then_some(service)
}

type Known<'a> = (&'a Policy, &'a Fresh<'a>, jiff::Timestamp);

fn read(body: &NewCaseAsked, checks: &mut Checks, known: Known<'_>) -> Option<NewCase> {
    let (policy, fresh, now) = known;
    let kind = checks.word("kind", &body.kind, (Kind::parse, Kind::ALL));
    let channel = body.channel.as_deref().unwrap_or("api");
    let channel = checks.word("channel", channel, (Channel::parse, CHANNELS));
    let service = service(body.service.as_deref(), checks, policy);
    let what_happened = checks.text("what_happened", &body.what_happened);
    let wanted = checks.some_text("desired_outcome", body.desired_outcome.as_deref());
    let customer = body.customer.as_ref();
    let customer = customer.and_then(|customer| read_customer(customer, checks, fresh));
    let received_at = body.received_at.as_deref();
    let received_at = received_at.map_or(Some(now), |text| checks.moment("received_at", (text, now)));
    let points = points(body, checks, (kind, fresh, &what_happened));
    let priority = body.priority.as_deref().unwrap_or("standard");
    let priority = checks.word("priority", priority, (Priority::parse, Priority::ALL));
    let avoidable = checks.avoidable(body.avoidable.as_deref(), &policy.reports.avoidable);
    let contact = LoggedCase {
        reference: fresh.reference(&policy.council.prefix),
        kind: kind?,
        channel: channel?,
        received_at: received_at?,
        raised_by: if channel == Some(Channel::Councillor) {
            Role::Councillor
        } else {
            Role::Customer
        },
        customer: customer.as_ref().map(|(id, _)| id.clone()),
        representative: None,
        service,
        what_happened: fresh.words(&what_happened),
        also: None,
        ward: None,
        wanted: wanted.map(|text| fresh.words(&text)),
        wishes: Vec::new(),
        place: None,
        effect: None,
        happened_on: None,
        points,
        reply_by: customer.as_ref().and_then(|(_, details)| details.reply_by),
        support: Vec::new(),
        support_words: None,
        priority: priority?,
        about: Vec::new(),
        sharing: None,
    };
    let mut new = NewCase {
        customer,
        ..NewCase::of(contact)
    };
    new.then
        .extend(avoidable.map(|said| Command::SayAvoidable { contact: None, said }));
    Some(new)
}

fn service(named: Option<&str>, checks: &mut Checks, policy: &Policy) -> Option<ServiceId> {
    let id = checks.id::<ServiceId>("service", named?)?;
    if policy.service(&id).is_none() {
        let known: Vec<&str> = policy
            .services
            .iter()
            .map(|service| service.id.as_str())
            .collect();
        checks.refuse(
            "service",
            format!(
                "The council has no such service; use one of: {}",
                known.join(", ")
            ),
        );
    }
    Some(id)
}

fn points(
    body: &NewCaseAsked,
    checks: &mut Checks,
    (kind, fresh, what_happened): (Option<Kind>, &Fresh<'_>, &str),
) -> Vec<PointDraft> {
    let is_complaint = kind == Some(Kind::Complaint);
    if body.points.len() > MOST_POINTS {
        checks.misfit("points", format!("There may be at most {MOST_POINTS}"));
        return Vec::new();
    }
    // Without a kind that we know there is nothing to hold them to.
    if kind.is_some() && !is_complaint && !body.points.is_empty() {
        checks.refuse("points", "Only a complaint has points");
    }
    let mut texts = Vec::new();
    for (at, text) in body.points.iter().enumerate() {
        texts.push(checks.text(&format!("points[{at}]"), text));
    }
    if texts.is_empty() && is_complaint {
        texts.push(what_happened.to_owned());
    }
    let draft = |text: String| PointDraft {
        id: fresh.point(),
        words: fresh.words(&text),
    };
    texts.into_iter().map(draft).collect()
}

fn read_customer(
    asked: &CustomerAsked,
    checks: &mut Checks,
    fresh: &Fresh<'_>,
) -> Option<(PersonId, NewPerson)> {
    let email = checks.line("customer.email", (asked.email.as_deref(), 320));
    if email.as_deref().is_some_and(|email| !is_email(email)) {
        checks.refuse("customer.email", "It must be like name@example.com");
    }
    let phone = checks.line("customer.phone", (asked.phone.as_deref(), 50));
    if phone.as_deref().is_some_and(|phone| !typed::is_phone(phone)) {
        checks.refuse(
            "customer.phone",
            "It must be a telephone number, like 01632 960 001",
        );
    }
    let postcode = checks.line("customer.postcode", (asked.postcode.as_deref(), 20));
    if postcode
        .as_deref()
        .is_some_and(|postcode| !typed::is_postcode(postcode))
    {
        checks.refuse("customer.postcode", "It must be a full UK postcode");
    }
    let name = checks.line("customer.name", (asked.name.as_deref(), 200));
    let address = address(asked.address.as_deref(), checks);
    let reply_by = asked.reply_by.as_deref();
    let reply_by =
        reply_by.and_then(|text| checks.word("customer.reply_by", text, (ReplyBy::parse, ReplyBy::ALL)));
    let mut person = NewPerson {
        name: name.unwrap_or_default(),
        email,
        phone,
        address,
        postcode,
        reply_by,
    };
    if person.is_unknown() {
        // A wish alone is not dropped: it needs to say how to reach them.
        can_be_answered(&person, checks);
        return None;
    }
    person.reply_by = to_answer(&person);
    can_be_answered(&person, checks);
    Some((fresh.person(), person))
}

/// An address keeps its lines.
fn address(text: Option<&str>, checks: &mut Checks) -> Option<String> {
    let text = text?;
    if text.chars().count() > 1000 {
        checks.misfit("customer.address", "It must be 1,000 characters or less");
    }
    let kept = crate::form::without_controls(&text.replace("\r\n", "\n"));
    Some(kept.trim().to_owned()).filter(|kept| !kept.is_empty())
}

/// Whoever wants to be answered in a way must have said how to reach them in it.
fn can_be_answered(person: &NewPerson, checks: &mut Checks) {
    if let Some(field) = lacking(person) {
        checks.refuse(
            &format!("customer.{field}"),
            "It is needed for how they want to be answered",
        );
    }
}
