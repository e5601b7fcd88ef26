/// Mistakes in YAML itself and in fields.
extension BrokenProfile {
    static let fields: [BrokenProfile] = [
        BrokenProfile(
            "phone:\n", "phone: [\n",
            "procedures/errand.yml:9: this is not YAML: while parsing a flow "
                + "sequence, did not find expected ',' or ']'"),
        BrokenProfile(
            "title: { type: line", "title: { type: line, type: line",
            "procedures/errand.yml:6: “type” is given twice, the first time here: "
                + "keep one of them"),
        BrokenProfile(
            "visible: [everyone], sets: title", "visable: [everyone], sets: title",
            "procedures/errand.yml:6: field “title” does not say who sees it: add "
                + "visible: […]; there is no default",
            "procedures/errand.yml:6: field “title” has no key “visable”: did you "
                + "mean “visible”?"),
        BrokenProfile(
            "how: { type: choice, options: [walk, drive], visible: [staff] }",
            "how: { type: choice, options: [walk, drive] }",
            "procedures/errand.yml:11: field “how” does not say who sees it: add "
                + "visible: […]; there is no default"),
        BrokenProfile(
            "type: choice, options", "type: choise, options",
            "procedures/errand.yml:11: “choise” is not a type of field: did you "
                + "mean “choice”?"),
        BrokenProfile(
            "{ type: line, max: 80,", "{ type: line,",
            "procedures/errand.yml:6: field “title” needs max:"),
        BrokenProfile(
            "min: 1, max: 9", "min: 9, max: 1",
            "procedures/errand.yml:13: max of field “days” is less than its min"),
        BrokenProfile(
            "options: [walk, drive]", "options: [walk]",
            "procedures/errand.yml:11: field “how” needs at least two options"),
        BrokenProfile(
            "visible: [staff] }\n  other", "visible: [stuff] }\n  other",
            "procedures/errand.yml:11: “stuff” is not an audience: did you mean “staff”?"),
        BrokenProfile(
            "sets: title", "sets: titel",
            "procedures/errand.yml:6: “titel” is not a part of a matter: did you "
                + "mean “title”?"),
        BrokenProfile(
            "sets: title", "sets: lead",
            "procedures/errand.yml:6: field “title” cannot set the lead: it needs type: body"),
        BrokenProfile(
            "max: 80", "max: many",
            "procedures/errand.yml:6: max of field “title” must be a whole number "
                + "from 1 to 500, not “many”"),
        BrokenProfile(
            "    visible: [reporter, accept]", "    visible: [everyone]",
            "procedures/errand.yml:7: field “phone” is personal and seen by "
                + "everyone: name those who need it in visible:"),
        BrokenProfile(
            "    personal: { purpose: callBack, basis: consent, keepDays: 30 }\n", "",
            "procedures/errand.yml:7: field “phone” is a telephone number: add "
                + "personal: { purpose, basis, keepDays }"),
        BrokenProfile(
            "basis: consent, keepDays: 30", "basis: consent",
            "procedures/errand.yml:10: personal of field “phone” needs keepDays:"),
        BrokenProfile(
            "  how: {", "  religion: { type: flag, visible: [staff] }\n  how: {",
            "procedures/errand.yml:11: field “religion” must not be collected: take it away",
            "procedures/errand.yml:11: warning: no action asks for the field “religion”",
            "procedures/errand.yml:11: the text “errand.field.religion” is "
                + "missing: add it to texts/en.yml",
            "procedures/errand.yml:11: the text “errand.field.religion” is "
                + "missing: add it to texts/zh-Hans.yml"),
    ]
}
