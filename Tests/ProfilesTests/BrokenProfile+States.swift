/// Mistakes in clocks, states and stages.
extension BrokenProfile {
    static let states: [BrokenProfile] = [
        BrokenProfile(
            "2 workingHours", "2 workinghours",
            "procedures/errand.yml:15: “workinghours” is not a unit: did you mean "
                + "“workingHours”?"),
        BrokenProfile(
            "2 workingHours", "two days",
            "procedures/errand.yml:15: “two days” is not a time limit. Write an "
                + "amount and a unit, such as “7 calendarDays”; units: minutes, hours, "
                + "workingMinutes, workingHours, workingDays, calendarDays."),
        BrokenProfile(
            "byUrgency: { soon:", "byUrgency: { son:",
            "procedures/errand.yml:15: there is no urgency “son”: did you mean “soon”?"),
        BrokenProfile(
            "starts: [ask]", "starts: [asked]",
            "procedures/errand.yml:15: there is no action “asked”: use one of ask, "
                + "start, pause, goOn, wait, allow, join, finish, drop"),
        BrokenProfile(
            "starts: [start], stops: [finish]", "starts: [], stops: [finish]",
            "procedures/errand.yml:16: clock “finish” is never started: name an "
                + "action in starts:",
            "procedures/errand.yml:30: action “drop” can never be done: the clock "
                + "“finish” is never started"),
        BrokenProfile(
            "stage: asked, owner", "stage: askd, owner",
            "procedures/errand.yml:18: there is no stage “askd”: did you mean “asked”?"),
        BrokenProfile(
            "going: { stage: going, owner: lead, limit: finish }",
            "going: { stage: going, owner: lead }",
            "procedures/errand.yml:19: state “going” has no limit: add limit: CLOCK"),
        BrokenProfile(
            "going: { stage: going, owner: lead, limit: finish }",
            "going: { stage: going, limit: finish }",
            "procedures/errand.yml:19: state “going” has no owner: add owner: "
                + "reporter, lead or VERB"),
        BrokenProfile(
            "owner: lead, limit: finish", "owner: lead, limit: finsh",
            "procedures/errand.yml:19: there is no clock “finsh”: did you mean “finish”?"),
        BrokenProfile(
            "owner: accept", "owner: acept",
            "procedures/errand.yml:18: no role grants “acept”: did you mean “accept”?"),
        BrokenProfile(
            "ending: done", "ending: dune",
            "procedures/errand.yml:20: “dune” is not an ending: did you mean “done”?"),
        BrokenProfile(
            "stage: over, ending: done", "stage: over, owner: lead, ending: done",
            "procedures/errand.yml:20: state “done” is an end, where nobody has to "
                + "act: take owner: away"),
        BrokenProfile(
            "  done: {", "  lost: { stage: over, owner: lead, limit: finish }\n  done: {",
            "procedures/errand.yml:20: from the state “lost” no end can be reached "
                + "once bounded actions are used up",
            "procedures/errand.yml:20: no action leads to the state “lost”: add "
                + "one, or take the state away",
            "procedures/errand.yml:20: the text “errand.state.lost” is missing: "
                + "add it to texts/en.yml",
            "procedures/errand.yml:20: the text “errand.state.lost” is missing: "
                + "add it to texts/zh-Hans.yml"),
        BrokenProfile(
            "stages: [asked, going, over]", "stages: [asked, going, over, gone]",
            "procedures/errand.yml:4: no state stands in the stage “gone”",
            "procedures/errand.yml:4: the text “errand.stage.gone.told” is "
                + "missing: add it to texts/en.yml",
            "procedures/errand.yml:4: the text “errand.stage.gone.told” is "
                + "missing: add it to texts/zh-Hans.yml",
            "procedures/errand.yml:4: the text “errand.stage.gone” is missing: add "
                + "it to texts/en.yml",
            "procedures/errand.yml:4: the text “errand.stage.gone” is missing: add "
                + "it to texts/zh-Hans.yml"),
    ]
}
