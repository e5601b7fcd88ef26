/// Mistakes in guards, effects and the procedure as a whole.
extension BrokenProfile {
    static let rules: [BrokenProfile] = [
        BrokenProfile(
            "guards: [running]", "guards: [runing]",
            "procedures/errand.yml:24: “runing” is not a guard: did you mean “running”?"),
        BrokenProfile(
            "guards: [running]", "guards: [{ running: now }]",
            "procedures/errand.yml:24: “running” takes nothing: write it without a colon"),
        BrokenProfile(
            "guards: [{ elapsed: finish }]", "guards: [elapsed]",
            "procedures/errand.yml:30: “elapsed” needs a clock: write { elapsed: … }"),
        BrokenProfile(
            "guards: [{ elapsed: finish }]", "guards: [{ elapsed: finsh }]",
            "procedures/errand.yml:30: there is no clock “finsh”: did you mean “finish”?"),
        BrokenProfile(
            ", guards: [{ elapsed: finish }]", "",
            "procedures/errand.yml:30: action “drop” is done by the clock, but "
                + "nothing says when: add guards: [{ elapsed: CLOCK }]"),
        BrokenProfile(
            "effects: [suspend]", "effects: [suspendd]",
            "procedures/errand.yml:24: “suspendd” is not an effect: did you mean “suspend”?"),
        BrokenProfile(
            "effects: [resume], ", "",
            "procedures/errand.yml:24: action “pause” stops the clocks, but no "
                + "action has the effect resume"),
        BrokenProfile(
            "{ otherPersonThan: [wait] }", "{ otherPersonThan: [wate] }",
            "procedures/errand.yml:27: there is no action “wate”: use one of ask, "
                + "start, pause, goOn, wait, allow, join, finish, drop"),
        BrokenProfile(
            "{ notAsked: extension }", "{ notAsked: holiday }",
            "procedures/errand.yml:26: “holiday” is not something to ask for: use "
                + "one of extension, suspension"),
        BrokenProfile(
            "effects: [{ ask: extension }], ", "",
            "procedures/errand.yml:27: action “allow” answers a request for "
                + "extension, but no action has the effect { ask: extension }",
            "procedures/errand.yml:27: action “allow” can never be done: no action "
                + "has the effect { ask: extension }",
            "procedures/errand.yml:27: action “allow” extends a clock, but nobody "
                + "says by how many days: ask for a field that sets days"),
        BrokenProfile(
            "asks: [days], ", "",
            "procedures/errand.yml:27: action “allow” extends a clock, but nobody "
                + "says by how many days: ask for a field that sets days"),
        BrokenProfile(
            "asks: [other], ", "",
            "procedures/errand.yml:12: warning: no action asks for the field “other”",
            "procedures/errand.yml:28: action “join” needs another matter: ask for "
                + "a field of type matter"),
        BrokenProfile(
            "{ happened: { action: start, times: 1 } }", "{ happened: { action: start } }",
            "procedures/errand.yml:29: happened needs times:"),
        BrokenProfile(
            "{ happened: { action: start, times: 1 } }", "{ openChildren: errand }",
            "procedures/errand.yml:29: “openChildren” is not a guard: use one of "
                + "otherPersonThan, otherBodyThan, childrenEnded, led, asked, notAsked, "
                + "suspended, running, elapsed, notElapsed, happened, notHappened, "
                + "endedWithin, firstReceiverAfter, otherMatterOpen, met, …"),
        BrokenProfile(
            "effects: [merge]", "effects: [{ openChildren: erand }]",
            "procedures/errand.yml:28: there is no procedure “erand”: did you mean “errand”?"),
        BrokenProfile(
            "effects: [merge]", "effects: [{ openChildren: errand }]",
            "procedures/errand.yml:28: action “join” opens matters of “errand”, "
                + "which has no opening by the clock: add one with by: [clock]"),
        BrokenProfile(
            "shown: [reporter, staff] }", "tells: perhaps, shown: [reporter, staff] }",
            "procedures/errand.yml:22: tells of action “ask” must be true or "
                + "false, not “perhaps”"),
        BrokenProfile(
            "asks: [title, phone?], shown: [reporter, staff]", "asks: [title, phone?]",
            "procedures/errand.yml:22: action “ask” does not say who sees it: add "
                + "shown: […]; there is no default"),
        BrokenProfile(
            "  drop:",
            "  back: { from: [going], to: asked, by: [accept], shown: [staff] }\n  drop:",
            "procedures/errand.yml:18: a matter could go round for ever between "
                + "“asked”, “going”: give an action between them atMost:",
            "procedures/errand.yml:30: the text “errand.action.back.done” is "
                + "missing: add it to texts/en.yml",
            "procedures/errand.yml:30: the text “errand.action.back.done” is "
                + "missing: add it to texts/zh-Hans.yml",
            "procedures/errand.yml:30: the text “errand.action.back” is missing: "
                + "add it to texts/en.yml",
            "procedures/errand.yml:30: the text “errand.action.back” is missing: "
                + "add it to texts/zh-Hans.yml"),
        BrokenProfile(
            "ask: { to: asked,", "ask: { from: [asked], to: asked,",
            "procedures/errand.yml:1: no action opens a matter: add one without from:",
            "procedures/errand.yml:18: no action leads to the state “asked”: add "
                + "one, or take the state away",
            "procedures/errand.yml:19: no action leads to the state “going”: add "
                + "one, or take the state away",
            "procedures/errand.yml:20: no action leads to the state “done”: add "
                + "one, or take the state away",
            "procedures/errand.yml:22: action “ask” can never be done: no action "
                + "leads to the states that it starts from",
            "procedures/errand.yml:22: action “ask” may be done by anyone, which "
                + "is for opening a matter only: use reporter",
            "procedures/errand.yml:23: action “start” can never be done: no action "
                + "leads to the states that it starts from",
            "procedures/errand.yml:24: action “pause” can never be done: no action "
                + "leads to the states that it starts from",
            "procedures/errand.yml:25: action “goOn” can never be done: no action "
                + "leads to the states that it starts from",
            "procedures/errand.yml:26: action “wait” can never be done: no action "
                + "leads to the states that it starts from",
            "procedures/errand.yml:27: action “allow” can never be done: no action "
                + "leads to the states that it starts from",
            "procedures/errand.yml:28: action “join” can never be done: no action "
                + "leads to the states that it starts from",
            "procedures/errand.yml:29: action “finish” can never be done: no "
                + "action leads to the states that it starts from",
            "procedures/errand.yml:30: action “drop” can never be done: no action "
                + "leads to the states that it starts from"),
        BrokenProfile(
            "from: [going], to: done,", "from: [going], to: done, atMost: 1,",
            "procedures/errand.yml:19: from the state “going” no end can be "
                + "reached once bounded actions are used up"),
        BrokenProfile(
            "procedure: errand", "procedure: errant",
            "procedures/errand.yml:1: the file is called errand.yml, but the "
                + "procedure “errant”: use one name"),
        BrokenProfile(
            "public: false\n", "",
            "procedures/errand.yml:1: a procedure needs public:"),
    ]
}
