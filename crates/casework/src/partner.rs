//! Questions to partners: what opens one, what a partner sees of it, and who is reminded.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use redress_domain::case::{Command, Event, PartnerReferral, ReferralOrder, ReferralState};
use redress_domain::id::{ActorId, CaseId, CouncilId, ReferralId, UserId};
use redress_domain::message::{ForPartner, MessagePurpose, NewCode};
use redress_domain::permission::Actor;
use redress_domain::policy::Partner;
use redress_domain::reference::Reference;
use redress_domain::vocabulary::Channel;
use redress_domain::words::Digest;
use redress_store::code::CodeRow;
use redress_store::message::MessageRow;
use redress_store::referral::{KeyRow, ReferralRow};

use crate::Casework;
use crate::case::CaseView;
use crate::failure::Failure;
use crate::lists::{PAGE, is_for};
use crate::sending::State;

/// A line of the list of what partners owe, and what is to be passed on.
pub type ReferralLine = redress_store::referral::ReferralLine;
/// A place in that list.
pub type AfterReferral = (Date, ReferralId);

/// How many tries one code has.
const TRIES: i64 = 5;
/// How many codes or new links can be asked for in an hour, for one question.
const ASKED: i64 = 5;
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// How many partners a round reminds.
const TOGETHER: i64 = 100;
/// How many of a partner's last questions its counts are made of: what a page costs stays the same.
const COUNTED: i64 = 500;

/// A question as its partner sees it: what was shared, and nothing else of the case.
#[derive(Debug, Clone)]
pub struct PartnerView {
    /// The case; its identifier says nothing about it.
    pub case: CaseId,
    /// The question.
    pub referral: PartnerReferral,
    /// What the partner calls it by: `WS-4K7P-29QX/P1`.
    pub request: String,
    /// The partner, as the policy has it now.
    pub partner: Partner,
    /// What the council needs.
    pub ask: String,
    /// All that was shared, word for word.
    pub shared: String,
    /// The files that were shared: which, its name and its size.
    pub files: Vec<(redress_domain::id::FileId, String, u64)>,
    /// The files that the partner added.
    pub added: Vec<String>,
    /// What the partner and the council said to one another; `true` where the council speaks.
    pub talk: Vec<(bool, String)>,
    /// What the partner answered.
    pub answered: Option<String>,
    /// How the partner did so far.
    pub counts: Counts,
    /// The case whole, for what the partner may open of it.
    view: CaseView,
}

/// How a partner did with the last questions that it was asked: its own numbers and no other's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// How many it was asked.
    pub asked: usize,
    /// How many it answered.
    pub answered: usize,
    /// How many of those by the day that was wanted.
    pub in_time: usize,
    /// How many were not for it.
    pub turned_away: usize,
    /// How many wait, and are overdue.
    pub overdue: usize,
    /// The median of the working days that its answers took.
    pub median_days: Option<i64>,
}

/// What came of asking for a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerCode {
    /// It is on its way.
    Sent,
    /// Too many were asked for in the last hour.
    TooMany,
}

impl CaseView {
    /// What a partner calls a question by.
    pub fn request_name(&self, referral: &ReferralId) -> String {
        let number = self.case.referral_number(referral).unwrap_or_default();
        format!("{}/P{number}", self.case.reference)
    }

    /// What a message about a question says to its partner; without the secret of its link, which stands in the message that
    /// left and nowhere else.
    pub(crate) fn said_to_partner(&self, referral: &ReferralId) -> Option<ForPartner> {
        let known = self.case.referral(referral)?;
        Some(ForPartner {
            name: self.name_of_partner(&known.partner),
            request: self.request_name(referral),
            due_on: known.due_on,
            token: None,
        })
    }

    /// To whom a message about a question goes: the partner's name, and its e-mail address by the policy of today.
    pub fn partner_asked(&self, referral: &ReferralId) -> Option<(String, Option<String>)> {
        let known = self.case.referral(referral)?;
        let partner = self
            .policy()
            .ok()
            .and_then(|policy| policy.partner(&known.partner));
        let email = partner.map(|partner| partner.email.clone());
        Some((self.name_of_partner(&known.partner), email))
    }
}

fn code_job() -> Actor {
    Actor::program(ActorId::Job("remind-partners"))
}

fn hash_of(token: &str) -> String {
    Digest::of(&[0; 16], token.as_bytes()).as_str().to_owned()
}

impl Casework {
    /// To whom a message about a question goes, and what it says beside its frame.
    ///
    /// The secret of the link is made here, at the last moment, so that it stands nowhere but in the message.
    pub(crate) async fn for_partner(
        &self,
        view: &CaseView,
        referral: &ReferralId,
        purpose: MessagePurpose,
    ) -> Result<(ForPartner, Option<String>, Option<NewCode>), Failure> {
        let known = view.case.referral(referral).ok_or(Failure::NotFound)?;
        let policy = view.policy()?;
        let to = policy
            .partner(&known.partner)
            .map(|partner| partner.email.clone());
        let mut says = view.said_to_partner(referral).ok_or(Failure::NotFound)?;
        if to.is_none() {
            return Ok((says, None, None));
        }
        if purpose == MessagePurpose::PartnerCode {
            let code = self.make_partner_code(view, referral).await?;
            return Ok((says, to, Some(code)));
        }
        let token = self.fresh().secret();
        let lasts = SignedDuration::from_hours(24 * i64::from(policy.referrals.link_days));
        let key = KeyRow {
            token_hash: hash_of(&token),
            case_id: view.id.clone(),
            referral_id: referral.clone(),
            expires_at: self
                .outside()
                .now()
                .saturating_add(lasts)
                .unwrap_or(Timestamp::MAX),
        };
        self.store.put_partner_key(&view.council.id, &key).await?;
        says.token = Some(token);
        Ok((says, to, None))
    }

    async fn make_partner_code(&self, view: &CaseView, referral: &ReferralId) -> Result<NewCode, Failure> {
        let minutes = view.policy()?.code.minutes;
        let until = self
            .outside()
            .now()
            .saturating_add(SignedDuration::from_mins(i64::from(minutes)))
            .unwrap_or(Timestamp::MAX);
        let digits = format!("{:06}", u128::from_le_bytes(self.outside().chance()) % 1_000_000);
        let salt = self.fresh().salt();
        let code = CodeRow {
            salt,
            digest: Digest::of(&salt, digits.as_bytes()),
        };
        self.store
            .put_partner_code(&view.council.id, referral, &code, until)
            .await?;
        Ok(NewCode { digits, until })
    }

    /// The question that a link opens, unless it was used or has ended.
    ///
    /// Costs one row by its key.
    pub async fn partner_link(
        &self,
        council: &CouncilId,
        token: &str,
    ) -> Result<Option<(CaseId, ReferralId)>, Failure> {
        let now = self.outside().now();
        let key = self.store.partner_key(council, &hash_of(token), now).await?;
        Ok(key.map(|key| (key.case_id, key.referral_id)))
    }

    /// Puts a code on its way to the address that the policy has for the partner, and to no other.
    ///
    /// Costs two rows by their keys.
    pub async fn ask_for_partner_code(
        &self,
        council: &CouncilId,
        (case, referral): (&CaseId, &ReferralId),
    ) -> Result<PartnerCode, Failure> {
        self.write_to_partner(council, (case, referral), MessagePurpose::PartnerCode)
            .await
    }

    /// Sends a new link for a question that is typed as `WS-4K7P-29QX/P1`. Whoever asks learns nothing:
    /// the answer is the same whether or not there is such a question.
    ///
    /// Costs the case's own stream, its texts and the names on it, and two rows by their keys.
    pub async fn ask_for_partner_link(&self, council: &CouncilId, typed: &str) -> Result<(), Failure> {
        let Some((reference, number)) = typed.trim().rsplit_once('/') else {
            return Ok(());
        };
        let number = number.trim_start_matches(['P', 'p']).parse::<usize>().ok();
        let (Ok(reference), Some(number)) = (Reference::parse(reference), number) else {
            return Ok(());
        };
        let view = match self.view(council, &reference).await {
            Ok(view) => view,
            Err(Failure::NotFound) => return Ok(()),
            Err(other) => return Err(other),
        };
        let known = number
            .checked_sub(1)
            .and_then(|place| view.case.referrals.get(place));
        let Some(known) = known else { return Ok(()) };
        let which = (&view.id, &known.id);
        self.write_to_partner(council, which, MessagePurpose::PartnerNews)
            .await
            .map(|_| ())
    }

    async fn write_to_partner(
        &self,
        council: &CouncilId,
        (case, referral): (&CaseId, &ReferralId),
        purpose: MessagePurpose,
    ) -> Result<PartnerCode, Failure> {
        let key = format!("partner:{purpose}:{referral}");
        if self.count_try(council, &key, HOUR).await? > ASKED {
            return Ok(PartnerCode::TooMany);
        }
        let message = MessageRow {
            referral: Some(referral.clone()),
            ..blank_message(
                self.fresh().message(),
                case.clone(),
                purpose,
                self.outside().now(),
            )
        };
        self.store.put_message(council, &message).await?;
        Ok(PartnerCode::Sent)
    }

    /// Opens a question by its link and the code that was mailed; both open once. Answers whether they did.
    ///
    /// Costs at most four rows by their keys.
    pub async fn open_for_partner(
        &self,
        council: &CouncilId,
        token: &str,
        typed: &str,
    ) -> Result<Option<(CaseId, ReferralId)>, Failure> {
        let Some((case, referral)) = self.partner_link(council, token).await? else {
            return Ok(None);
        };
        let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
        let now = self.outside().now();
        let Some(code) = self
            .store
            .try_partner_code(council, &referral, now, TRIES)
            .await?
        else {
            return Ok(None);
        };
        if Digest::of(&code.salt, typed.as_bytes()) != code.digest {
            return Ok(None);
        }
        let is_first = self.store.use_partner_code(council, &referral).await?
            && self.store.use_partner_key(council, &hash_of(token)).await?;
        Ok(is_first.then_some((case, referral)))
    }

    /// A question as its partner sees it.
    ///
    /// Costs the case's own stream, its texts and the names on it, and at most 500 questions of the partner, by
    /// index.
    pub async fn partner_view(
        &self,
        council: &CouncilId,
        (case, referral): (&CaseId, &ReferralId),
    ) -> Result<PartnerView, Failure> {
        let line = self.store.case_by_id(council, case).await?;
        let reference = line.and_then(|line| Reference::parse(&line.case.reference).ok());
        let view = self.view(council, &reference.ok_or(Failure::NotFound)?).await?;
        let known = view.case.referral(referral).ok_or(Failure::NotFound)?.clone();
        // Whoever is no partner any more sees nothing more.
        let partner = view
            .policy()?
            .partner(&known.partner)
            .ok_or(Failure::NotFound)?
            .clone();
        let rows = self
            .store
            .referrals_of_partner(council, &partner.id, COUNTED)
            .await?;
        let files = known.files.iter().filter_map(|id| {
            let file = view.case.file(id)?;
            Some((id.clone(), view.text(&file.name).to_owned(), file.size))
        });
        let own = ActorId::Partner(partner.id.clone());
        let added = view.case.files.iter().filter(|file| file.added_by == own);
        Ok(PartnerView {
            case: case.clone(),
            request: view.request_name(referral),
            ask: view.text(&known.ask).to_owned(),
            shared: view.text(&known.shared).to_owned(),
            files: files.collect(),
            added: added.map(|file| view.text(&file.name).to_owned()).collect(),
            talk: known
                .talk
                .iter()
                .map(|(ours, words)| (*ours, view.text(words).to_owned()))
                .collect(),
            answered: known
                .answer
                .as_ref()
                .map(|answer| view.text(&answer.found).to_owned()),
            counts: counts(&rows, self.today()),
            partner,
            referral: known,
            view,
        })
    }

    /// Does what a partner wants done about a question that it has open.
    ///
    /// Costs what [`Casework::act`] costs.
    pub async fn act_for_partner(
        &self,
        council: &CouncilId,
        view: &PartnerView,
        order: ReferralOrder,
    ) -> Result<(), Failure> {
        let actor = Actor::partner(view.partner.id.clone());
        self.act_on_latest(council, &actor, &view.case, Command::Referral(order))
            .await?;
        Ok(())
    }

    /// Adds files that a partner sent; staff see them, the customer does not.
    ///
    /// Costs what [`Casework::act_all`] costs.
    pub async fn add_files_for_partner(
        &self,
        council: &CouncilId,
        view: &PartnerView,
        files: Vec<redress_domain::case::NewFile>,
    ) -> Result<(), Failure> {
        let actor = Actor::partner(view.partner.id.clone());
        let commands: Vec<Command> = files.into_iter().map(Command::AddFile).collect();
        self.act_all_on_latest(council, &actor, &view.case, &commands)
            .await?;
        Ok(())
    }

    /// Reminds the partners whose day has come; answers how many. The officers hear of it too.
    ///
    /// Costs at most a hundred rows of an index of what has a day to remind on, and for each what [`Casework::act`]
    /// costs.
    pub async fn remind_partners(&self, council: &CouncilId) -> Result<usize, Failure> {
        let (today, actor) = (self.today(), code_job());
        let mut reminded = 0;
        for row in self.store.referrals_to_remind(council, today, TOGETHER).await? {
            let order = ReferralOrder::Remind {
                referral: row.referral_id,
            };
            match self
                .act_on_latest(council, &actor, &row.case_id, Command::Referral(order))
                .await
            {
                Ok(_) => reminded += 1,
                // It was answered or ended meanwhile, or another worker was quicker.
                Err(Failure::Refused(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(reminded)
    }

    /// Questions to partners that somebody has still to do something about, of the cases that `actor` may
    /// see, or of their own cases alone.
    ///
    /// Costs one page of an index of the open questions, with those of other services or officers lying between.
    pub async fn open_referrals(
        &self,
        council: &CouncilId,
        (actor, owner): (&Actor, Option<&UserId>),
        after: Option<&AfterReferral>,
    ) -> Result<Vec<ReferralLine>, Failure> {
        let scope = self.scope_of(council, actor)?;
        let mut lines = self
            .store
            .open_referrals(council, (&scope, owner), after, PAGE)
            .await?;
        lines.retain(|referral| is_for(actor, &referral.line));
        Ok(lines)
    }
}

impl PartnerView {
    /// A file that was shared, if it may be given out.
    pub fn file(&self, id: &redress_domain::id::FileId) -> Option<crate::file::OpenedFile> {
        let is_shared = self.referral.files.contains(id);
        is_shared.then(|| crate::file::opened(&self.view, id)).flatten()
    }
}

pub(crate) fn blank_message(
    id: redress_domain::id::MessageId,
    case: CaseId,
    purpose: MessagePurpose,
    at: Timestamp,
) -> MessageRow {
    MessageRow {
        message_id: id,
        case_id: Some(case),
        recipient: None,
        channel: Channel::Email,
        purpose,
        subject_words: None,
        body_words: None,
        release_at: at,
        state: State::Waiting,
        tries: 0,
        sent_at: None,
        last_error: None,
        referral: None,
        conduct: None,
        to_words: None,
    }
}

/// The message to a partner that an event sends, if it sends one.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a few things alone are news for a partner"
)]
pub(crate) fn purpose_of(event: &Event) -> Option<(&ReferralId, MessagePurpose)> {
    match event {
        Event::Referred { referral, .. } => Some((referral, MessagePurpose::PartnerRequest)),
        Event::PartnerTold { referral, .. }
        // Ended without a word to the customer, or with the case: the partner need not go on.
        | Event::ReferralEnded {
            referral,
            reason: Some(_),
            ..
        }
        | Event::ReferralEnded {
            referral,
            outcome: Some(_),
            ..
        } => Some((referral, MessagePurpose::PartnerNews)),
        Event::PartnerReminded { referral, .. } => Some((referral, MessagePurpose::PartnerReminder)),
        _ => None,
    }
}

pub(crate) fn counts(rows: &[ReferralRow], today: Date) -> Counts {
    let mut counts = Counts {
        asked: rows.len(),
        ..Counts::default()
    };
    let mut days: Vec<i64> = Vec::new();
    for row in rows {
        if let Some(on) = row.answered_on {
            counts.answered += 1;
            counts.in_time += usize::from(on <= row.due_on);
            days.extend(row.working_days);
        }
        counts.turned_away += usize::from(row.state == ReferralState::TurnedAway);
        let waits = matches!(row.state, ReferralState::Asked | ReferralState::Accepted);
        counts.overdue += usize::from(waits && row.due_on < today);
    }
    days.sort_unstable();
    counts.median_days = days.get(days.len() / 2).copied();
    counts
}
