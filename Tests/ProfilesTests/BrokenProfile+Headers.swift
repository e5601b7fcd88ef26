/// Mistakes in profile.yml.
extension BrokenProfile {
    static let headers: [BrokenProfile] = [
        BrokenProfile(
            "procedures: [errand]", "procedures: [erand]", in: "profile.yml",
            "profile.yml:9: there is no procedure “erand”: did you mean “errand”?"),
        BrokenProfile(
            "version: 1", "version: first", in: "profile.yml",
            "profile.yml:2: version must be a whole number from 1 to 9999, not “first”"),
        BrokenProfile(
            "zone: Asia/Shanghai", "zone: Asia/Shanghi", in: "profile.yml",
            "profile.yml:4: “Asia/Shanghi” is not a time zone: write it like Asia/Shanghai"),
        BrokenProfile(
            "\"09:00-17:00\"", "\"17:00-09:00\"", in: "profile.yml",
            "profile.yml:5: The working hours “17:00-09:00” end before they begin."),
        BrokenProfile(
            "readingDays: 180", "readingDays: 179", in: "profile.yml",
            "profile.yml:10: readingDays must be a whole number from 180 to 36500, not “179”"),
        BrokenProfile(
            "runner: [read, run]", "runner: [read, run, runn]", in: "profile.yml",
            "profile.yml:13: nothing asks for the verb “runn”: did you mean “run”?"),
        BrokenProfile(
            "runner: [read, run]", "runner: [read]", in: "profile.yml",
            "procedures/errand.yml:23: no role grants “run”: use one of accept, read",
            "procedures/errand.yml:24: no role grants “run”: use one of accept, read",
            "procedures/errand.yml:25: no role grants “run”: use one of accept, read",
            "procedures/errand.yml:26: no role grants “run”: use one of accept, read",
            "procedures/errand.yml:29: no role grants “run”: use one of accept, read"),
        BrokenProfile(
            "retention:", "secondFactor: [runn]\nretention:", in: "profile.yml",
            "profile.yml:10: no role grants “runn”: did you mean “run”?"),
        BrokenProfile(
            "urgency: soon", "urgency: soonest", in: "profile.yml",
            "profile.yml:17: “soonest” is not an urgency: use one of soon, later"),
        BrokenProfile(
            "words: [着火, 冒烟]", "words: [火, 冒烟]", in: "profile.yml",
            "profile.yml:15: “火” is too short for a word of stopper “fire”: use "
                + "two characters or more"),
        BrokenProfile(
            "levels: [town, block]", "levels: [town, town]", in: "profile.yml",
            "profile.yml:6: “town” is listed twice in levels"),
        BrokenProfile(
            "profile: small", "profile: Small!", in: "profile.yml",
            "profile.yml:1: “Small!” cannot name a profile: use 2 to 40 of a–z, 0–9 and -"),
        BrokenProfile(
            "urgencies: [soon, later]", "urgencies: [soon, later, never]", in: "profile.yml",
            "profile.yml:8: the text “urgency.never” is missing: add it to texts/en.yml",
            "profile.yml:8: the text “urgency.never” is missing: add it to texts/zh-Hans.yml"),
        BrokenProfile(
            "retention:", "retentoin:", in: "profile.yml",
            "profile.yml:1: a profile needs retention:",
            "profile.yml:10: a profile has no key “retentoin”: did you mean “retention”?"),
    ]
}
