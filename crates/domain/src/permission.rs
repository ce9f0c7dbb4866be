//! Who may do what: one table for the whole program.

crate::vocabulary! {
    /// Something that can be permitted.
    pub enum Act {
        /// Log a contact as a new case.
        Log = "log",
        /// Follow a case that one logged oneself.
        FollowOwn = "follow-own",
        /// Read a case of one's own services.
        ReadCase = "read-case",
        /// Read a case of any service.
        ReadAnyCase = "read-any-case",
        /// Record a contact on a case.
        RecordContact = "record-contact",
        /// Say what a new case is and whose it is.
        Triage = "triage",
        /// Change the kind of a case.
        ChangeKind = "change-kind",
        /// Give a case to a service, team or officer.
        Assign = "assign",
        /// Record that the queue of unassigned cases was checked.
        RecordDailyCheck = "record-daily-check",
        /// Send the acknowledgement.
        Acknowledge = "acknowledge",
        /// Settle it at first contact.
        SettleAtFirstContact = "settle-at-first-contact",
        /// Add points, and record what was found on them.
        RecordFinding = "record-finding",
        /// Promise a remedy, and record that it was delivered.
        PromiseRemedy = "promise-remedy",
        /// Tell the customer that more time is needed.
        Extend = "extend",
        /// Agree to an extension beyond the ordinary limit (Complaint Handling Code 6.4).
        AgreeLongExtension = "agree-long-extension",
        /// Write a reply.
        WriteReply = "write-reply",
        /// Approve a reply that somebody else wrote.
        ApproveReply = "approve-reply",
        /// Send an approved reply, and undo the sending.
        SendReply = "send-reply",
        /// Propose that a complaint is not accepted.
        Refuse = "refuse",
        /// Agree, as a second person, that a complaint is not accepted.
        AgreeRefusal = "agree-refusal",
        /// Record that the customer withdrew.
        Withdraw = "withdraw",
        /// Close a case.
        Close = "close",
        /// Reopen a closed case.
        Reopen = "reopen",
        /// Link two cases.
        Link = "link",
        /// Add a note that the customer never sees.
        AddNote = "add-note",
        /// Read a note that is legally privileged.
        ReadPrivilegedNote = "read-privileged-note",
        /// Report an incident.
        ReportIncident = "report-incident",
        /// Decide on a contact arrangement.
        DecideRestriction = "decide-restriction",
        /// Read the Executive briefing.
        ReadBriefing = "read-briefing",
        /// Read who read what.
        ReadAccessLog = "read-access-log",
        /// Keep the list of people who can sign in.
        ManageUsers = "manage-users",
        /// Take in a new version of the policy.
        AdoptPolicy = "adopt-policy",
    }
}
