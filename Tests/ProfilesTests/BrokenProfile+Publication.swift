/// Mistakes in what everyone may read, and in which procedure a category is for.
extension BrokenProfile {
    private static let how = "how: { type: choice, options: [walk, drive], visible: [staff] }"

    private static func published(_ acts: String) -> String {
        how.replacing("visible: [staff] }", with: "visible: [staff], published: { \(acts) } }")
    }

    static let publication: [BrokenProfile] = [
        BrokenProfile(
            "public: false", "public: maybe",
            "procedures/errand.yml:3: public must be true or false, not “maybe”"),
        BrokenProfile(
            "stage: over, ending: done", "stage: over, ending: done, public: perhaps",
            "procedures/errand.yml:20: public of state “done” must be true or false, not "
                + "“perhaps”"),
        BrokenProfile(
            how, published("consent: start, release: goOn, withdrawal: pause"),
            "procedures/errand.yml:11: field “how” may be published only when its author agrees: "
                + "“pause” must be by: [reporter]",
            "procedures/errand.yml:11: field “how” may be published only when its author agrees: "
                + "“start” must be by: [reporter]",
            "procedures/errand.yml:11: “goOn” would publish the field “how” without its author's "
                + "agreement: add guards: [{ consented: how }]"),
        BrokenProfile(
            how, published("consent: start, release: goOn"),
            "procedures/errand.yml:11: published of field “how” needs withdrawal:"),
        BrokenProfile(
            how, published("consent: startt, release: goOn, withdrawal: pause"),
            "procedures/errand.yml:11: there is no action “startt”: did you mean “start”?"),
        BrokenProfile(
            "street.light: { urgency: soon }", "street.light: { urgency: soon, procedure: erand }",
            in: "profile.yml",
            "profile.yml:17: “erand” is not a procedure: did you mean “errand”?"),
    ]
}
