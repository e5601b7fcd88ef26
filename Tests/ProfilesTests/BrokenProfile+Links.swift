extension BrokenProfile {
    /// Links between matters, and the door that procedures share.
    static let links: [BrokenProfile] = [
        BrokenProfile(
            "effects: [merge]", "effects: [{ link: erand }]",
            "procedures/errand.yml:28: there is no procedure “erand”: did you mean “errand”?"),
        BrokenProfile(
            "effects: [merge]", "effects: [link]",
            "procedures/errand.yml:28: “link” needs a procedure: write { link: … }"),
        BrokenProfile(
            "effects: [merge]", "effects: [{ unlink: errand }]",
            "procedures/errand.yml:28: action “join” undoes a link that nothing makes: no action "
                + "has the effect { link: errand }"),
        BrokenProfile(
            "{ happened: { action: start, times: 1 } }", "{ linked: erand }",
            "procedures/errand.yml:29: there is no procedure “erand”: did you mean “errand”?"),
        BrokenProfile(
            "type: matter, visible: [staff]", "type: matter, visible: [staff], sets: parent",
            "procedures/errand.yml:12: field “other” says under what a matter is opened, but "
                + "“join” opens none: ask for it in an opening only"),
        BrokenProfile(
            "public:", "door: list\npublic:",
            "procedures/errand.yml:3: “list” is not a door: did you mean “lists”?"),
    ]
}
