//! The Ombudsmen: who they are and how a customer reaches them.
//!
//! A refusal, an extension and a last reply each name one (Complaint Handling Code 2, 6.5, 6.8).
//! The details are public facts, checked in November 2026 on each Ombudsman's own pages or, for the
//! Housing Ombudsman, on a council's complaints policy.

use crate::language::Language;
use crate::vocabulary::Ombudsman;

impl Ombudsman {
    /// The full name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lgsco => "Local Government and Social Care Ombudsman",
            Self::Housing => "Housing Ombudsman",
            Self::Ico => "Information Commissioner’s Office",
            Self::Psow => "Public Services Ombudsman for Wales",
        }
    }

    /// The website, as people type it.
    pub const fn website(self) -> &'static str {
        match self {
            Self::Lgsco => "www.lgo.org.uk",
            Self::Housing => "www.housing-ombudsman.org.uk",
            Self::Ico => "www.ico.org.uk",
            Self::Psow => "www.ombudsman.wales",
        }
    }

    /// The telephone number.
    pub const fn phone(self) -> &'static str {
        match self {
            Self::Lgsco => "0300 061 0614",
            Self::Housing => "0300 111 3000",
            Self::Ico => "0303 123 1113",
            Self::Psow => "0300 790 0203",
        }
    }

    /// Whether a text says to whom the customer can go (Complaint Handling Code 2, 6.5 and 7; the Housing Ombudsman's Code says
    /// the same of itself: whom the one looks at, the other sends away).
    pub fn is_named_in(self, text: &str) -> bool {
        let said = text.to_lowercase();
        let (housing, any) = ("housing ombudsman", "ombudsman");
        match self {
            Self::Lgsco => said.replace(housing, "").contains(any),
            Self::Housing => said.contains(housing),
            Self::Ico => said.contains("information commissioner") || said.contains("comisiynydd gwybodaeth"),
            Self::Psow => {
                said.contains("ombudsman for wales") || said.contains("ombwdsmon gwasanaethau cyhoeddus")
            }
        }
    }

    /// Whether a text names it with both ways to reach it, as a last reply must (Complaint Handling Code 6.8).
    pub fn is_reached_by(self, text: &str) -> bool {
        let said = text.to_lowercase();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let number: String = self.phone().chars().filter(char::is_ascii_digit).collect();
        self.is_named_in(text)
            && said.contains(self.website().trim_start_matches("www."))
            && digits.contains(&number)
    }

    /// The full name in Welsh, of those who have one: the first two are of England.
    pub const fn name_in_welsh(self) -> &'static str {
        match self {
            Self::Lgsco | Self::Housing => self.name(),
            Self::Ico => "Swyddfa’r Comisiynydd Gwybodaeth",
            Self::Psow => "Ombwdsmon Gwasanaethau Cyhoeddus Cymru",
        }
    }

    /// The same sentence in a language.
    pub fn how_to_reach_in(self, language: Language) -> String {
        match language {
            Language::English => self.how_to_reach(),
            Language::Welsh => format!(
                "Mae {} yn annibynnol ac am ddim: {}, ffôn {}.",
                self.name_in_welsh(),
                self.website(),
                self.phone()
            ),
        }
    }

    /// One sentence for a customer: who it is, that it is free, and how to reach it.
    pub fn how_to_reach(self) -> String {
        format!(
            "The {} is independent and free to use: {}, telephone {}.",
            self.name(),
            self.website(),
            self.phone()
        )
    }
}
