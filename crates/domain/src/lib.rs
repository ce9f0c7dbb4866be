//! The rules: what may be done to a case, and what follows.
//!
//! Nothing here reads a clock, a database or chance. What the outside knows comes in as a
//! parameter, so the same rules, case and command always give the same answer.

pub mod calendar;
pub mod case;
pub mod cause;
pub mod clock;
pub mod conduct;
pub mod customer;
pub mod draft_code;
pub mod email;
pub mod entry;
pub mod flow_chart;
pub mod guidance;
pub mod id;
pub mod identity;
pub mod incoming;
pub mod language;
pub mod lesson;
pub mod measure;
pub mod message;
pub mod ombudsman;
pub mod permission;
pub mod png;
pub mod policy;
pub mod problem;
pub mod reference;
pub mod report;
pub mod settings;
pub mod signal;
pub mod survey;
pub mod vocabulary;
pub mod words;
pub mod working_hours;
pub mod written;
