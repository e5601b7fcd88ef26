import Kernel

/// The texts of a meeting as a form sends them: trimmed, measured, and without personal numbers,
/// because the notice hangs on walls and stands on public pages.
struct MeetingText {
    private(set) var complaints: [String: ActionError.Complaint] = [:]

    mutating func read(_ field: String, _ text: String, most: Int) -> String {
        let text = text.trimmingCharacters()
        if text.isEmpty { complaints[field] = .init("answer.missing") }
        check(field, text, most: most)
        return text
    }

    /// One item a line; empty lines are left out.
    mutating func lines(_ field: String, _ text: String) -> [String] {
        let lines = text.split(whereSeparator: \.isNewline)
            .map { String($0).trimmingCharacters() }.filter { !$0.isEmpty }
        if lines.isEmpty { complaints[field] = .init("answer.missing") }
        if lines.count > Meeting.agendaItemsMax {
            complaints[field] = .init(
                "answer.tooMany", ["max": String(Meeting.agendaItemsMax)])
        }
        for line in lines { check(field, line, most: Meeting.agendaItemCharactersMax) }
        return lines
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
        if PublishNotice.holdsPersonalNumber(text) { complain(field, "notice.personal") }
    }
}
