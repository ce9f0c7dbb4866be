//! The PostgreSQL server that tests are given.

/// Its address. Without one the test is passed over, loudly; where one is required it fails.
pub(crate) fn given() -> Option<String> {
    let address = std::env::var("TEST_POSTGRES_URL").ok();
    if address.is_none() {
        let required = ["CI", "REDRESS_REQUIRE_POSTGRES"]
            .iter()
            .any(|name| std::env::var_os(name).is_some());
        assert!(
            !required,
            "TEST_POSTGRES_URL must be set here: see scripts/postgres-for-tests"
        );
        eprintln!("SKIPPED ON POSTGRESQL: TEST_POSTGRES_URL is not set; see scripts/postgres-for-tests");
    }
    address
}
