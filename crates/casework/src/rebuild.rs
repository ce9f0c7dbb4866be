//! Making the read models again from the events.
