/// Mistakes in actions: from, to, by, asks.
extension BrokenProfile {
    static let actions: [BrokenProfile] = [
        BrokenProfile(
            "from: [asked], to: going", "from: [asked], to: gone",
            "procedures/errand.yml:23: there is no state “gone”: did you mean “done”?"),
        BrokenProfile(
            "from: [asked], to: going", "from: [askt], to: going",
            "procedures/errand.yml:23: there is no state “askt”: use one of asked, "
                + "going, done"),
        BrokenProfile(
            "by: [accept, run@lead]", "by: [acept]",
            "procedures/errand.yml:23: no role grants “acept”: did you mean “accept”?"),
        BrokenProfile(
            "by: [accept, run@lead]", "by: [run@leed]",
            "procedures/errand.yml:23: “leed” is not a relation to a matter: did "
                + "you mean “lead”?"),
        BrokenProfile(
            "by: [accept, run@lead]", "by: [anyone]",
            "procedures/errand.yml:23: action “start” may be done by anyone, but nobody sees a "
                + "matter that is “asked”: use reporter, or make the state public",
            "procedures/errand.yml:23: action “start” may be done by anyone: it must leave the "
                + "matter where it is, and atMost must bound it"),
        BrokenProfile(
            "by: [accept, run@lead], ", "",
            "procedures/errand.yml:23: action “start” does not say who may do it: add by: […]"),
        BrokenProfile(
            "asks: [title, phone?]", "asks: [titel, phone?]",
            "procedures/errand.yml:22: there is no field “titel”: did you mean “title”?"),
        BrokenProfile(
            "asks: [title, phone?]", "asks: [title, title]",
            "procedures/errand.yml:7: warning: no action asks for the field “phone”",
            "procedures/errand.yml:22: action “ask” asks for “title” twice"),
        BrokenProfile(
            "weight: primary", "weight: primery",
            "procedures/errand.yml:23: “primery” is not a weight: did you mean “primary”?"),
    ]
}
