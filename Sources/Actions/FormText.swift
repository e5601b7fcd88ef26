import Kernel

/// The texts of a form, read field by field: trimmed and measured, every problem told at once.
struct FormText {
    private(set) var complaints: [String: ActionError.Complaint] = [:]
    /// Whether others will read it on walls and pages, so that it holds nothing personal.
    private let isPublic: Bool

    init(isPublic: Bool = true) {
        self.isPublic = isPublic
    }

    mutating func read(
        _ field: String, _ text: String, most: Int, isRequired: Bool = true
    ) -> String {
        let text = text.trimmingCharacters()
        if text.isEmpty, isRequired { complain(field, "answer.missing") }
        check(field, text, most: most)
        return text
    }

    /// One item a line; empty lines are left out.
    mutating func lines(
        _ field: String, _ text: String, itemsMax: Int, most: Int
    ) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline)
            .map { String($0).trimmingCharacters() }.filter { !$0.isEmpty }
        if lines.isEmpty { complain(field, "answer.missing") }
        if lines.count > itemsMax { complain(field, "answer.tooMany", ["max": String(itemsMax)]) }
        for line in lines { check(field, line, most: most) }
        return lines
    }

    mutating func number(
        _ field: String, _ text: String, in range: ClosedRange<Int>? = nil
    ) -> Int? {
        let text = text.trimmingCharacters().halfWidth
        if text.isEmpty { complain(field, "answer.missing") }
        guard let number = Int(text) else {
            complain(field, "answer.notANumber")
            return nil
        }
        guard range?.contains(number) ?? true else {
            complain(
                field, "answer.outOfRange",
                [
                    "min": range.map { String($0.lowerBound) } ?? "",
                    "max": range.map { String($0.upperBound) } ?? "",
                ])
            return nil
        }
        return number
    }

    mutating func day(_ field: String, _ text: String) -> Day? {
        let text = text.trimmingCharacters().halfWidth
        if text.isEmpty { complain(field, "answer.missing") }
        guard let day = try? Day(parsing: text) else {
            complain(field, "answer.notADay")
            return nil
        }
        return day
    }

    /// A telephone number, or nothing.
    mutating func phone(_ field: String, _ text: String) -> String {
        let text = text.trimmingCharacters().halfWidth
        guard !text.isEmpty else { return "" }
        let isOdd = text.contains { !"+-() ".contains($0) && !$0.isNumber }
        if isOdd || !(5...20).contains(text.count(where: \.isNumber)) {
            complain(field, "answer.notAPhone")
        }
        return text
    }

    mutating func complain(_ field: String, _ key: String, _ gaps: [String: String] = [:]) {
        complaints[field] = complaints[field] ?? .init(key, gaps)
    }

    func finish() throws(ActionError) {
        guard complaints.isEmpty else { throw .invalid(complaints) }
    }

    private mutating func check(_ field: String, _ text: String, most: Int) {
        if text.count > most {
            complain(field, "answer.tooLong", ["max": String(most), "count": String(text.count)])
        }
        if text.contains("\0") { complain(field, "answer.wrongKind") }
        let found = isPublic ? PersonalData.findings(in: text) : []
        if !found.isEmpty {
            complaints[field] = complaints[field] ?? .init("personal.found", found: found)
        }
    }
}
