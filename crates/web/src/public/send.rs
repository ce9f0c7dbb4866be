//! Answers become a case: who it is from, what it says, and what comes back to show.

use jiff::Timestamp;
use jiff::civil::Date;
use redress_casework::act::{NewCase, NewPerson};
use redress_casework::case::CaseView;
use redress_casework::failure::Failure;
use redress_casework::outside::Fresh;
use redress_domain::case::{Command, Consent, LinkTo, LoggedCase, PointDraft, Relation, Sharing, Wish};
use redress_domain::id::{PersonId, ServiceId};
use redress_domain::message::MessagePurpose;
use redress_domain::permission::Actor;
use redress_domain::policy::Policy;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::{Channel, ClockKind, Priority, ReplyBy, Role, SeenBy, SupportNeed};
use redress_domain::words::{Digest, Words};
use redress_pages::form::FormState;
use redress_pages::format;
use redress_pages::public::answers::{self, Words as Choices};
use redress_pages::public::code::masked_email;
use redress_pages::public::sending::{Answered, CopyByEmail, SentFacts};
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::here::Here;
use crate::public::journey::{Journey, Kept};
use crate::public::{files, limits};
use crate::{App, Sending};

/// What the browser that sent it can see again: the reference, the dates, everything that was sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Receipt {
    /// What makes sending it twice harmless.
    pub(crate) once: String,
    /// The reference.
    pub(crate) reference: String,
    /// When it was received.
    pub(crate) received_at: Timestamp,
    /// What proves, on the track page, that the case is theirs.
    pub(crate) proof: String,
    acknowledge_by: Option<Date>,
    reply_by: Option<(Date, bool)>,
    first_answer_by: Option<Date>,
    done_by: Option<Date>,
    read_by: String,
    team: Option<String>,
    can_be_reached: bool,
    is_urgent: bool,
    lines: Vec<(String, String)>,
    /// The address that a copy can go to.
    #[serde(default)]
    email: Option<String>,
    /// Whether a copy goes there: by itself, or because it was asked for.
    #[serde(default)]
    pub(crate) is_emailed: bool,
    #[serde(default)]
    why: Vec<(String, Vec<String>)>,
}

impl Receipt {
    /// What happens to a copy by e-mail, where e-mail leaves at all.
    pub(crate) fn by_email(&self, sending: Sending) -> CopyByEmail {
        match (self.email.as_deref(), sending) {
            (None, _) | (_, Sending::ByHand) => CopyByEmail::No,
            // Nothing leaves a demo, so its pages say nothing else.
            (Some(_), Sending::Shown) if self.is_emailed => CopyByEmail::NotInADemo,
            (Some(email), Sending::Mailed) if self.is_emailed => CopyByEmail::OnItsWay(masked_email(email)),
            (Some(email), Sending::Mailed | Sending::Shown) => CopyByEmail::Offered(masked_email(email)),
        }
    }

    /// What the confirmation says.
    pub(crate) fn facts(&self, journey: &Journey, sending: Sending) -> SentFacts {
        SentFacts {
            heading: journey.sent.to_owned(),
            reference: self.reference.clone(),
            received_at: self.received_at,
            acknowledge_by: self.acknowledge_by,
            reply_by: self.reply_by,
            first_answer_by: self.first_answer_by,
            done_by: self.done_by,
            read_by: self.read_by.clone(),
            team: self.team.clone(),
            can_be_reached: self.can_be_reached,
            is_urgent: self.is_urgent,
            kind: journey.kind,
            copy: format!("{}/copy", journey.path),
            by_email: self.by_email(sending),
            why: self.why.clone(),
        }
    }

    /// Everything that was sent.
    pub(crate) fn lines(&self) -> Vec<Answered> {
        let lines = self.lines.iter().map(|(name, value)| Answered {
            name: name.clone(),
            value: value.clone(),
            change: String::new(),
        });
        lines.collect()
    }
}

/// Opens the case that the answers ask for, once, however often the form is posted.
pub(crate) async fn send(
    app: &App,
    here: &Here,
    journey: &Journey,
    (kept, lines): (&Kept, Vec<Answered>),
) -> Result<Receipt, PageError> {
    limits::count_case(app, here).await?;
    let answers = asked_only(journey, here, kept)?;
    let policy = here.policy()?;
    let now = app.casework.outside().now();
    let case = Builder {
        answers: &answers,
        policy,
        fresh: app.casework.fresh(),
        journey,
    };
    let mut people = case.people();
    let linked = link(app, here, &answers).await?;
    let contact = case.contact(now, &people);
    let actor = Actor::customer(people.sender());
    let mut new = NewCase::of(contact);
    let key = files::key_of(&kept.once);
    let named = files::named(&answers);
    let added = app
        .casework
        .files_to_add(here.id(), &key, (&named, SeenBy::Everyone))
        .await?;
    new.then.extend(added.into_iter().map(Command::AddFile));
    new.customer = people.customer.take();
    new.representative = people.representative.take().map(|(id, person, _)| (id, person));
    new.link = linked;
    // Its digest, so that what is kept beside the record opens nothing.
    new.once = Some(Digest::of(&[0; 16], kept.once.as_bytes()).as_str().to_owned());
    let reference = match app.casework.log(here.id(), &actor, new).await {
        Ok(logged) => logged.reference,
        Err(Failure::AlreadyDone(reference)) => Reference::parse(&reference)
            .map_err(|error| PageError::Broken(format!("{reference} was kept as a reference: {error:?}")))?,
        Err(other) => return Err(other.into()),
    };
    let proof = people.proof;
    let view = app.casework.track_case(here.id(), &reference, &proof).await?;
    let mut receipt = receipt(policy, here, &view, &answers)?;
    receipt.once.clone_from(&kept.once);
    receipt.proof = proof;
    receipt.lines = lines.into_iter().map(|line| (line.name, line.value)).collect();
    Ok(receipt)
}

/// The answers to what was asked in the end: what was typed and is no longer asked is not sent.
fn asked_only(journey: &Journey, here: &Here, kept: &Kept) -> Result<FormState, PageError> {
    let facts = redress_pages::public::Facts::of(here.policy()?, here.today);
    let form = kept.form();
    let asked = |name: &str| {
        let mut steps = journey.steps.iter().filter(|step| (step.applies)(&form, &facts));
        steps.any(|step| step.fields.contains(&name))
    };
    let answers = kept.answers.iter().filter(|(name, _)| asked(name)).cloned();
    Ok(FormState::from_pairs(answers))
}

/// The case that was quoted, if it is there and is this customer's own: the name or the postcode
/// has to match what is on file. Otherwise the reference is kept in words alone, and nothing on
/// the pages says which it was.
async fn link(app: &App, here: &Here, answers: &FormState) -> Result<Option<LinkTo>, PageError> {
    let Ok(reference) = Reference::parse(answers.value("reference")) else {
        return Ok(None);
    };
    for proof in ["postcode", "name", "their_name"] {
        let Some(proof) = answers.filled(proof) else {
            continue;
        };
        match app.casework.track_case(here.id(), &reference, proof).await {
            Ok(view) if view.customer.is_some() || view.representative.is_some() => {
                let relation = if view.case.is_complaint() {
                    Relation::RelatedTo
                } else {
                    Relation::ComplaintAbout
                };
                return Ok(Some(LinkTo {
                    from: app.casework.fresh().case(),
                    case: view.id,
                    relation,
                }));
            }
            // Somebody anonymous: nothing proves whose it is.
            Ok(_) | Err(Failure::NotFound) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(None)
}

/// Whom a case is from and about.
struct People {
    customer: Option<(PersonId, NewPerson)>,
    representative: Option<(PersonId, NewPerson, Consent)>,
    proof: String,
}

impl People {
    /// Who sat at the form.
    fn sender(&self) -> Option<PersonId> {
        let representative = self.representative.as_ref().map(|(id, _, _)| id);
        let customer = self.customer.as_ref().map(|(id, _)| id);
        representative.or(customer).cloned()
    }
}

struct Builder<'a> {
    answers: &'a FormState,
    policy: &'a Policy,
    fresh: Fresh<'a>,
    journey: &'a Journey,
}

impl Builder<'_> {
    fn filled(&self, field: &str) -> Option<String> {
        self.answers.filled(field).map(str::to_owned)
    }

    fn people(&self) -> People {
        let sender = NewPerson {
            name: self.filled("name").unwrap_or_default(),
            email: self.filled("email"),
            phone: self.filled("phone"),
            address: self.filled("address"),
            postcode: self.filled("postcode"),
            reply_by: ReplyBy::parse(self.answers.value("reply_by")),
        };
        let sender = (!sender.is_unknown()).then(|| (self.fresh.person(), sender));
        let proved_by = |person: &NewPerson| {
            let name = Some(person.name.clone()).filter(|name| !name.is_empty());
            name.or_else(|| person.postcode.clone()).unwrap_or_default()
        };
        let spoken_for = self.filled("their_name");
        match spoken_for {
            Some(name) => {
                let consent = Consent::parse(self.answers.value("consent")).unwrap_or(Consent::NotYet);
                let proof = sender
                    .as_ref()
                    .map_or_else(|| name.clone(), |(_, person)| proved_by(person));
                let customer = NewPerson {
                    name,
                    ..NewPerson::default()
                };
                People {
                    customer: Some((self.fresh.person(), customer)),
                    representative: sender.map(|(id, person)| (id, person, consent)),
                    proof,
                }
            }
            None => People {
                proof: sender
                    .as_ref()
                    .map(|(_, person)| proved_by(person))
                    .unwrap_or_default(),
                customer: sender,
                representative: None,
            },
        }
    }

    fn contact(&self, now: Timestamp, people: &People) -> LoggedCase {
        let answers = self.answers;
        let service = ServiceId::parse(answers.value("service")).ok();
        let urgent = answers.value("danger") == "yes";
        LoggedCase {
            reference: self.fresh.reference(&self.policy.council.prefix),
            kind: self.journey.kind,
            channel: Channel::Online,
            received_at: now,
            raised_by: match answers.value("who") {
                "councillor" => Role::Councillor,
                "someone-else" => Role::Representative,
                _ => Role::Customer,
            },
            customer: people.customer.as_ref().map(|(id, _)| id.clone()),
            representative: people
                .representative
                .as_ref()
                .map(|(id, _, consent)| (id.clone(), *consent)),
            service: service.filter(|service| self.policy.service(service).is_some()),
            what_happened: self.fresh.words(answers.value("what_happened").trim()),
            also: self.also(),
            wanted: self.fresh.some_words(answers.value("wanted")),
            wishes: parsed(answers, "wishes", Wish::parse),
            place: self.fresh.some_words(answers.value("place")),
            effect: self.fresh.some_words(answers.value("effect")),
            happened_on: answers::date_of(answers, "happened"),
            points: answers::points(answers)
                .iter()
                .map(|text| PointDraft {
                    id: self.fresh.point(),
                    words: self.fresh.words(text),
                })
                .collect(),
            reply_by: ReplyBy::parse(answers.value("reply_by")),
            support: parsed(answers, "support", SupportNeed::parse),
            support_words: self.fresh.some_words(answers.value("support_words")),
            priority: if urgent {
                Priority::Urgent
            } else {
                Priority::Standard
            },
            about: Vec::new(),
            sharing: Sharing::parse(answers.value("sharing")),
            ward: None,
        }
    }

    /// The answers that have no place of their own on a case. The customer's words stay as they
    /// were typed: what the form asked stands beside them.
    fn also(&self) -> Option<Words> {
        let mut also = Vec::new();
        let mut add =
            |name: &str, said: Option<String>| also.extend(said.map(|said| format!("{name}: {said}")));
        let chosen = |field: &str, words: Choices| {
            let said = answers::words_of(words, self.answers.value(field));
            said.map(str::to_owned)
        };
        add("What it is about", chosen("route", answers::ROUTES));
        add("When it was noticed", chosen("noticed", answers::NOTICED));
        add(
            "When it happened",
            chosen("happened_otherwise", answers::HAPPENED_OTHERWISE),
        );
        add("Reason for telling us now", self.filled("why_now"));
        // Said whether or not it could be linked: nobody learns here whether a name belongs to it.
        add("Reference given", self.filled("reference"));
        add("Relationship", self.filled("relationship"));
        add("Business or group", self.filled("organisation"));
        add("Who is thanked", self.filled("thanked"));
        add("Wants a reply", chosen("reply_wanted", answers::YES_NO));
        self.fresh.some_words(&also.join("\n"))
    }
}

fn parsed<T>(answers: &FormState, field: &str, parse: fn(&str) -> Option<T>) -> Vec<T> {
    answers.values(field).into_iter().filter_map(parse).collect()
}

/// Why each date that is promised at the beginning is that day.
fn why(here: &Here, view: &CaseView) -> Result<Vec<(String, Vec<String>)>, PageError> {
    let calendar = view.rules()?.calendar;
    let promises = [
        (ClockKind::FirstAnswer, "You hear from us by"),
        (ClockKind::Target, "We aim to put it right by"),
        (ClockKind::Acknowledge, "We acknowledge it by"),
        (ClockKind::Reply, "We reply by"),
    ];
    let told = promises.into_iter().filter_map(|(kind, what)| {
        let clock = view.case.clock(kind)?;
        let why = clock.explain(calendar, view.case.day_one, here.today);
        let what = format!("{what} {}:", format::long_date(clock.due_on));
        Some((what, why.sentences(|_| "us".to_owned())))
    });
    Ok(told.collect())
}

fn receipt(policy: &Policy, here: &Here, view: &CaseView, answers: &FormState) -> Result<Receipt, PageError> {
    let due = |kind| view.case.clock(kind).map(|clock| clock.due_on);
    let service = view.case.service.as_ref().and_then(|id| policy.service(id));
    let team = service.and_then(|service| policy.teams.iter().find(|team| team.id == service.team));
    let central = policy.central_team();
    let reply = view.case.clock(ClockKind::Reply);
    let is_central = |team: &&redress_domain::policy::Team| !team.is_central;
    Ok(Receipt {
        once: String::new(),
        reference: view.case.reference.to_string(),
        received_at: view.case.received_at,
        proof: String::new(),
        acknowledge_by: due(ClockKind::Acknowledge),
        reply_by: reply.map(|clock| (clock.due_on, clock.is_at_the_latest(here.today))),
        first_answer_by: due(ClockKind::FirstAnswer),
        done_by: due(ClockKind::Target),
        read_by: central.map_or_else(|| "A member of staff".to_owned(), |team| team.name.clone()),
        team: team.filter(is_central).map(|team| team.name.clone()),
        can_be_reached: ["email", "phone", "address"]
            .iter()
            .any(|field| answers.filled(field).is_some()),
        is_urgent: view.case.priority == Priority::Urgent,
        lines: Vec::new(),
        email: answers.filled("email").map(str::to_owned),
        is_emailed: view
            .messages
            .iter()
            .any(|message| message.purpose == MessagePurpose::Receipt && message.channel == Channel::Email),
        why: why(here, view)?,
    })
}
