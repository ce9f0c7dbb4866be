//! The acts: authorise, load, decide, record, as one transaction.
