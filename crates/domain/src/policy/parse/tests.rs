use crate::policy::Policy;

#[test]
fn the_demo_policy_is_without_mistakes_and_warnings() {
    let report = Policy::check(include_str!("../../../../../policies/demo.toml"));
    assert_eq!(report.to_text("demo.toml"), "demo.toml: no mistakes.\n");
}
