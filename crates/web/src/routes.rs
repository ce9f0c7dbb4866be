//! Every route of the service, as data: what the permission tests walk.
