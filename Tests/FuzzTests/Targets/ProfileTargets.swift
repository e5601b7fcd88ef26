import Foundation
import Kernel
import Profiles

/// Everything that is written in YAML.
let profileTargets: [FuzzTarget] = [
    FuzzTarget("profile", mutations: 60, bytesMax: 16_384, checkProfile),
    FuzzTarget("mapping", mutations: 120, bytesMax: 8_192, checkMapping),
    FuzzTarget("texts", mutations: 100, checkTexts),
]

/// A whole profile, its files one after the other, each after a line such as `=== profile.yml`.
private func checkProfile(_ bytes: [UInt8]) throws(Broken) {
    let source = ProfileSource(files: files(in: bytes.text))
    let reading = source.read()
    for problem in reading.problems.list {
        try holds(problem.line >= 1 && problem.column >= 1, "a problem has a place: \(problem)")
        try holds(!problem.sentence.isEmpty, "a problem says what is wrong")
    }
    guard let profile = reading.profile else {
        try holds(!reading.problems.errors.isEmpty, "a profile that does not load says why")
        return
    }
    try holds(reading.problems.errors.isEmpty, "a profile with errors does not load")
    for procedure in profile.procedures {
        try holds(!procedure.openings.isEmpty, "every procedure of a sound profile can be opened")
    }
    try checkCompanions(of: source, profile)
}

/// The files beside a profile that loads: its places, its worked examples, its demonstration.
private func checkCompanions(of source: ProfileSource, _ profile: Profile) throws(Broken) {
    _ = try? source.setting(for: profile)
    _ = try? DemoScript(of: source, for: profile)
    _ = try? DemoStories(of: source, for: profile)
    _ = try? DemoMeetings(of: source, for: profile)
    guard let examples = try? source.examples(for: profile), !examples.isEmpty else { return }
    let days = try? CalendarFile(parsing: "date,kind,name\n2026-10-01,off,国庆节\n")
    let calendar = WorkingCalendar(national: days?.days ?? [:], coveredYears: [2026])
    let keeper = Timekeeper(calendar: calendar, hours: profile.hours, zone: profile.zone)
    let run = ExampleRun(profile: profile, timekeeper: keeper)
    for example in examples.prefix(4) {
        for failure in run.failures(of: example) {
            try holds(failure.line >= 1, "an example that fails says where")
        }
    }
}

private func files(in text: String) -> [String: String] {
    var files: [String: String] = [:]
    var name = "profile.yml"
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("=== ") {
            name = String(line.dropFirst(4).prefix(80))
            files[name] = ""
        } else {
            files[name, default: ""] += line + "\n"
        }
    }
    return files
}

private func checkMapping(_ bytes: [UInt8]) throws(Broken) {
    let map: ImportMap
    do {
        map = try ImportMap(parsing: bytes.text, named: "map.yml")
    } catch {
        try holds(!error.errors.isEmpty, "a map that is refused says why")
        for problem in error.list {
            try holds(problem.line >= 1 && !problem.sentence.isEmpty, "a problem has a place")
        }
        return
    }
    try holds(!map.columns.isEmpty, "a map names columns")
    try holds(map.separator < 0x80, "a separator is a plain sign")
    for choice in [map.status, map.ending, map.category, map.place, map.lead, map.channel] {
        _ = choice.meaning(of: choice.columns.map { _ in "x" })
        _ = choice.meaning(of: choice.columns.map { _ in "" })
        _ = choice.words
    }
}

private func checkTexts(_ bytes: [UInt8]) throws(Broken) {
    guard let sentences = try? TextsFile.read(bytes.text, named: "texts.yml") else { return }
    for (key, sentence) in sentences {
        try holds(
            Texts([.zh: [key: sentence]]).text(key, in: .zh) == sentence, "a sentence is found")
    }
}
