import Kernel

/// The texts of a form of pairings: trimmed and measured, all problems at once.
struct PairingText {
    private(set) var complaints: [String: ActionError.Complaint] = [:]

    mutating func read(
        _ field: String, _ text: String, most: Int, isRequired: Bool = true
    ) -> String {
        let text = text.trimmingCharacters()
        if text.isEmpty, isRequired { complain(field, "answer.missing") }
        if text.count > most {
            complain(field, "answer.tooLong", ["max": String(most), "count": String(text.count)])
        }
        if text.contains("\0") { complain(field, "answer.wrongKind") }
        return text
    }

    mutating func phone(_ field: String, _ text: String) -> String {
        let text = text.trimmingCharacters().halfWidth
        guard !text.isEmpty else { return "" }
        let digits = text.filter(\.isNumber)
        if !(5...20).contains(digits.count)
            || text.contains(where: {
                !"+-() ".contains($0)
                    && !$0.isNumber
            })
        {
            complain(field, "answer.notAPhone")
        }
        return text
    }

    mutating func number(_ field: String, _ text: String) -> Int? {
        let text = text.trimmingCharacters().halfWidth
        if text.isEmpty { complain(field, "answer.missing") }
        guard let number = Int(text) else {
            complain(field, "answer.notANumber")
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

    mutating func complain(_ field: String, _ key: String, _ gaps: [String: String] = [:]) {
        complaints[field] = complaints[field] ?? .init(key, gaps)
    }

    func finish() throws(ActionError) {
        guard complaints.isEmpty else { throw .invalid(complaints) }
    }
}
