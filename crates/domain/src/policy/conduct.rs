//! The behaviour policy: when contact becomes unreasonable.

use super::Limit;
use crate::conduct::CouncillorsTold;
use crate::id::{PostId, ProcedureId, TeamId};
use crate::vocabulary::Role;

crate::vocabulary! {
    /// What may be done about contact that is unreasonable; each leaves a channel open.
    pub enum ContactOption {
        /// One named person answers.
        NamedContact = "named-contact",
        /// One channel is used.
        OneChannel = "one-channel",
        /// Calls or visits at set times.
        SetTimes = "set-times",
        /// Calls of a set length.
        CallLength = "call-length",
        /// Repeats of what was answered are not acknowledged.
        NoAcknowledgementOfRepeats = "no-acknowledgement-of-repeats",
        /// What says nothing new is read and filed without a reply.
        FileWithoutReply = "file-without-reply",
        /// Council premises by appointment only.
        Premises = "premises",
        /// An agreement about behaviour, signed by both.
        BehaviourAgreement = "behaviour-agreement",
    }
}

crate::vocabulary! {
    /// What an incident was about.
    pub enum ConductCategory {
        /// The same complaint again, without new grounds, after the final answer.
        PersistenceWithoutNewGrounds = "persistence-without-new-grounds",
        /// More contact than anybody could answer.
        ExcessiveContact = "excessive-contact",
        /// Will not say what is wrong, or not take part.
        RefusingToCoOperate = "refusing-to-co-operate",
        /// The complaint becomes another one while it is looked into.
        ChangingTheBasis = "changing-the-basis",
        /// Many people are asked the same thing at once.
        ScattergunApproach = "scattergun-approach",
        /// Groundless complaints about the people who deal with it.
        TargetingStaff = "targeting-staff",
        /// Abuse.
        Abuse = "abuse",
        /// Threats.
        Threats = "threats",
        /// Racist, sexist, homophobic or other discriminatory language (paper 003, 4.3).
        DiscriminatoryLanguage = "discriminatory-language",
        /// False documents.
        FalseDocuments = "false-documents",
        /// Recording people without telling them.
        CovertRecording = "covert-recording",
        /// A campaign against people on social media.
        SocialMediaCampaign = "social-media-campaign",
    }
}

crate::vocabulary! {
    /// What a signal counts. It informs a manager and decides nothing.
    pub enum SignalKind {
        /// Contacts about one matter.
        ContactsOnOneMatter = "contacts-on-one-matter",
        /// Contacts about a matter whose final reply was sent.
        ContactsAfterTheFinalReply = "contacts-after-the-final-reply",
        /// Hours that staff recorded.
        HoursSpent = "hours-spent",
        /// Incidents reported.
        Incidents = "incidents",
        /// Contacts about whatever matter.
        Contacts = "contacts",
        /// Officers who were contacted, whoever answers the council's own door aside.
        OfficersContacted = "officers-contacted",
        /// Routes that were used: post, phone, e-mail and the others.
        RoutesUsed = "routes-used",
    }
}

impl SignalKind {
    /// The count that no policy may find remarkable. One contact never makes a signal, using two routes is
    /// what anybody does, and being passed from one officer to the next is not the customer's doing.
    pub const fn floor(self) -> u16 {
        match self {
            Self::Incidents | Self::HoursSpent | Self::ContactsAfterTheFinalReply => 1,
            Self::Contacts | Self::ContactsOnOneMatter | Self::OfficersContacted | Self::RoutesUsed => 2,
        }
    }
}

/// A rule over the record that tells a manager to look (the Ombudsman knows no universal measure).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    /// What is counted.
    pub when: SignalKind,
    /// The count that is still unremarkable.
    pub more_than: u16,
    /// Over how long.
    pub within: Limit,
    /// Who hears: a role that keeps conduct files, of whose holders one is told.
    pub tell: Role,
    /// How long it waits for them, before it is gone by itself.
    pub expires: Limit,
}

/// The shortest time that a customer has to comment on a report, in working days (domain 5.6).
pub const LEAST_COMMENTS: u16 = 10;
/// The shortest time that a customer has to appeal, in working days (domain 5.10).
pub const LEAST_APPEAL: u16 = 20;

/// The council's behaviour policy. A council may be kinder than the floor in [`parse`], never harsher.
#[derive(Debug, Clone, PartialEq)]
pub struct Conduct {
    /// The post that decides.
    pub decided_by: PostId,
    /// Whether several people decide together.
    pub is_decided_by_panel: bool,
    /// The post that decides, at a review, that an arrangement goes on until its end (paper 004, 7.1: designation and review).
    pub reviewed_by: PostId,
    /// Whether several people decide that together.
    pub is_reviewed_by_panel: bool,
    /// How long the customer has to comment on the report, before the decision and before each review.
    pub comments_within: Limit,
    /// How soon after the decision the notice goes out; nothing binds before.
    pub notice_within: Limit,
    /// How soon it is decided whether new information changes anything.
    pub information_within: Limit,
    /// The longest that an arrangement may last, in months.
    pub longest_months: u16,
    /// How long the customer has to appeal.
    pub appeal_within: Limit,
    /// How soon the appeal is decided.
    pub appeal_decided_within: Limit,
    /// The post that decides where a person would be restricted for longer in sum than `longest_months`.
    pub longer_by: PostId,
    /// The post that hears appeals: none of those that decide or order an interim measure.
    pub appeal_to: PostId,
    /// The post that may order an interim safety measure when somebody is in danger now.
    pub interim_by: PostId,
    /// The longest that an interim safety measure lasts.
    pub interim_longest: Limit,
    /// The team to which contacts go.
    pub contacts_go_to: TeamId,
    /// The measures that may be used.
    pub options: Vec<ContactOption>,
    /// What incidents can be about.
    pub categories: Vec<ConductCategory>,
    /// When a manager is told to look.
    pub signals: Vec<Signal>,
    /// Whether a limit on contact needs a reason why nothing milder protects (paper 001, 4.3).
    pub milder_first: bool,
    /// The procedures that a request under a statute follows; none named, and any case of its own will do.
    pub statutory: Vec<ProcedureId>,
    /// What a councillor is told of the arrangement of a resident whose query they raised.
    pub councillors_told: CouncillorsTold,
    /// How long a file is kept after its end, and then erased, in months.
    pub kept_months: u16,
}
