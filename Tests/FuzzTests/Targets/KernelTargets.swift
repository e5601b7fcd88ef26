import Foundation
import Kernel

/// Numbers, words and times that people type, and the files that carry proofs and calendars.
let kernelTargets: [FuzzTarget] = [
    FuzzTarget("words", bytesMax: 300) { (bytes) throws(Broken) in
        try checkWords(bytes.text)
        try checkTimes(bytes.text)
        try checkShares(bytes.text)
    },
    FuzzTarget("payload", checkPayload),
    FuzzTarget("proof", bytesMax: 16_384, checkProof),
    FuzzTarget("calendar", checkCalendar),
    FuzzTarget("personal") { (bytes) throws(Broken) in try checkPersonal(bytes.text) },
]

private func checkPersonal(_ text: String) throws(Broken) {
    let found = PersonalData.findings(in: text)
    let characters = Array(text)
    var end = 0
    for finding in found {
        try holds(finding.range.lowerBound >= end, "what is found is in order and apart")
        end = finding.range.upperBound
        try holds(end <= characters.count, "what is found lies in the text")
        try holds(
            finding.text == String(characters[finding.range]), "what is found is quoted as it is")
        try holds(finding.covered != finding.text, "something of it is covered")
    }
    let covered = PersonalData.covered(text)
    try holds(covered.count == characters.count, "a covered text is as long as before")
    try holds(PersonalData.findings(in: covered).isEmpty, "nothing is found in a covered text")
    try holds(found.isEmpty == (covered == text), "only what is found is covered")
}

private func checkWords(_ text: String) throws(Broken) {
    if let trace = TraceContext(parsing: text) {
        try holds(TraceContext(parsing: trace.header) == trace, "a trace is written as it is read")
    }
    if let reference = try? Reference(parsing: text) {
        let again = try? Reference(parsing: reference.description)
        try holds(again == reference, "a matter number that was read is written and read again")
        try holds(Reference.years.contains(reference.year), "the year is of this century")
    }
    if let word = try? CheckWord(parsing: text) {
        try holds((try? CheckWord(parsing: word.text)) == word, "a check word reads itself")
        try holds(word.text.utf8.count == 8, "a check word has eight plain letters")
        try holds(!"\(word)".contains(word.text), "a check word does not show itself")
    }
    if let id = Identifier<Place>(text) {
        try holds(id.rawValue >= 0, "a number in an address is not negative")
        try holds(Identifier<Place>(id.description) == id, "a number reads itself")
    }
    if let digest = Digest(hex: text) {
        try holds(Digest(hex: digest.hex) == digest, "a digest reads itself")
    }
    try holds(
        !text.halfWidth.unicodeScalars.contains { (0xFF01...0xFF5E).contains($0.value) },
        "no full-width sign is left")
    if Realm.isSlug(text) {
        try holds(!text.contains("/") && text.utf8.count <= 40, "a realm's name is one segment")
    }
    let filled = Texts.fill(text, ["a": "", "name": "{a}"])
    try holds(filled.utf8.count <= text.utf8.count, "filling gaps with less makes no text longer")
}

private func checkTimes(_ text: String) throws(Broken) {
    if let day = try? Day(parsing: text) {
        try holds(day.description == text, "a day is written as it was read")
        try holds((1...7).contains(day.weekday), "a day has a weekday")
        try holds(day.adding(days: 1).adding(days: -1) == day || day == .latest, "days add up")
    }
    if let instant = try? Instant(iso8601: text) {
        let again = try? Instant(iso8601: instant.iso8601)
        let isInside =
            Day(of: instant, in: .gmt) > .earliest && Day(of: instant, in: .gmt) < .latest
        try holds(again == instant || !isInside, "a time that was read is written and read again")
    }
    if let number = Int64(text) {
        let instant = Instant(milliseconds: number)
        let written = instant.iso8601
        try holds(written.utf8.count >= 20, "every instant can be written")
        _ = instant.adding(seconds: number).adding(minutes: number).seconds(since: instant)
        _ = Day(of: instant, in: .gmt)
    }
    if let limit = try? TimeLimit(parsing: text) {
        try holds((try? TimeLimit(parsing: limit.description)) == limit, "a limit reads itself")
        try holds((1...limit.unit.amountMax).contains(limit.amount), "a limit lies in its range")
    }
    let spans = text.split(separator: ",").map(String.init)
    if let hours = try? WorkingHours(parsing: spans) {
        let again = try? WorkingHours(parsing: hours.spans.map(\.description))
        try holds(again == hours, "working hours read themselves")
        try holds((1...1440).contains(hours.minutesPerDay), "a day has 1 to 1440 working minutes")
    }
}

private func checkShares(_ text: String) throws(Broken) {
    if let fraction = try? Fraction(parsing: text) {
        try holds(
            (try? Fraction(parsing: fraction.description)) == fraction, "a fraction reads itself")
        try holds(fraction.denominator > 0, "a denominator is positive")
        try holds(!(fraction < fraction), "nothing is less than itself")
    }
    if let share = try? Share(parsing: text) {
        try holds((try? Share(parsing: share.description)) == share, "a share reads itself")
        for whole in [0, 1, 3, 100_000] {
            let needed = share.needed(of: whole)
            try holds(whole == 0 || share.isMet(by: needed, of: whole), "what is needed is enough")
            try holds(!share.isMet(by: needed - 1, of: whole), "one less is not enough")
        }
    }
    if let caller = MeetingRule.Caller(parsing: text) {
        try holds(
            caller.fraction > .zero && caller.fraction <= .one, "callers are a part of a group")
    }
}

private func checkPayload(_ bytes: [UInt8]) throws(Broken) {
    let payload: Payload
    do {
        payload = try Payload(parsing: bytes)
    } catch {
        try holds(!error.description.isEmpty, "a refusal says why")
        return
    }
    let written = payload.canonicalBytes
    try holds((try? Payload(parsing: written)) == payload, "what is written reads the same")
    try holds(
        (try? Payload(parsing: written))?.canonicalBytes == written, "there is one way to write")
    try holds(String(validating: written, as: UTF8.self) != nil, "what is written is UTF-8")
}

private func checkProof(_ bytes: [UInt8]) throws(Broken) {
    guard let file = try? JSONDecoder().decode(ProofFile.self, from: Data(bytes)) else { return }
    for proof in file.proofs {
        do {
            try proof.verify(body: bytes, published: proof.seal.digest)
        } catch {
            try holds(!error.description.isEmpty, "a proof that fails says why")
        }
        try? proof.verify()
        _ = proof.header.digest
    }
    guard let written = try? ProofFile(reference: file.reference, proofs: file.proofs).json,
        let again = try? JSONDecoder().decode(ProofFile.self, from: Data(written))
    else { throw Broken("a proof that was read can be written and read again") }
    try holds(again.proofs == file.proofs, "a proof is written as it was read")
}

private func checkCalendar(_ bytes: [UInt8]) throws(Broken) {
    let (head, tail) = bytes.text.halves
    let file: CalendarFile
    do {
        file = try CalendarFile(parsing: head)
    } catch {
        return try holds(!error.list.isEmpty, "a refusal says why")
    }
    try holds(!file.days.isEmpty, "a calendar lists days")
    try holds(
        file.days.keys.allSatisfy { CalendarFile.years.contains($0.year) }, "its years are few")
    let calendar = WorkingCalendar(national: file.days, coveredYears: file.coveredYears)
    for line in tail.split(separator: "\n").prefix(20) {
        let answer = CalendarQuestion.answer(line: String(line), by: calendar)
        try holds(!answer.isEmpty && !answer.contains("\n"), "an answer is one line")
    }
}

extension String {
    /// What stands before and after a line of three equal signs.
    var halves: (String, String) {
        guard let mark = firstRange(of: "\n===\n") else { return (self, "") }
        return (String(self[..<mark.lowerBound]), String(self[mark.upperBound...]))
    }
}
