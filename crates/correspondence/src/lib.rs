//! What leaves and arrives as mail: letters and the plain-English check.
