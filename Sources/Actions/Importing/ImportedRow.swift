import Foundation
import Kernel
import Profiles

/// A row of another system's file in the realm's own words, ready to become a matter.
struct ImportedRow: Sendable {
    let line: Int
    let id: String
    let opened: Instant
    let due: Instant?
    let closed: Instant?
    /// Where the matter stands: a state with an opening by the clock.
    let state: Procedure.State.ID
    let category: Kernel.Category.ID
    let urgency: String
    let place: Place
    let lead: Body.ID?
    let channel: Matter.Channel
    let title: String
    let account: String
    /// Whether the file itself calls the row in time; nil where it says nothing.
    let saidInTime: Bool?
}

/// Turns rows into what they mean, by the map and what the realm holds.
struct RowReader {
    let map: ImportMap
    let file: CSVFile
    let realm: RealmWords
    private let columns: [String: Int]

    /// - Throws: `.missingColumns`.
    init(map: ImportMap, file: CSVFile, realm: RealmWords) throws(CSVFile.Problem) {
        self.map = map
        self.file = file
        self.realm = realm
        let places = try file.places(of: map.columns)
        columns = Dictionary(
            zip(map.columns, places).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    }

    func read(_ row: CSVFile.Row) throws(BadRow) -> ImportedRow {
        guard row.values.count == file.header.count else {
            throw bad(row, "\(row.values.count) values, but \(file.header.count) columns")
        }
        let id = value(map.id, row)
        guard !id.isEmpty, id.count <= 80 else { throw bad(row, "no number of its own") }
        guard let opened = try instant(map.opened, row) else {
            throw bad(row, "no time of opening in \(map.opened)")
        }
        let closed = try instant(map.closed, row)
        if let closed, closed < opened { throw bad(row, "closed before it was opened") }
        var due = try instant(map.due.column, row)
        if let early = due, early < opened, !map.due.keepsBeforeOpened { due = nil }
        let category = try wanted(map.category, row)
        let place = try wanted(map.place, row)
        guard let declared = realm.categories[category], let found = realm.places[place] else {
            throw bad(row, "the realm has no category \(category) or no place \(place)")
        }
        let account = joined(row)
        return ImportedRow(
            line: row.line, id: id, opened: opened, due: due, closed: closed,
            state: try state(row, isClosed: closed != nil), category: category,
            urgency: declared.urgency, place: found,
            lead: try word(map.lead, row).flatMap { realm.bodies[$0] },
            channel: try word(map.channel, row).flatMap(Matter.Channel.init) ?? .import,
            title: title(row, account), account: account, saidInTime: said(row))
    }

    // MARK: - Facts

    private func state(_ row: CSVFile.Row, isClosed: Bool) throws(BadRow) -> Procedure.State.ID {
        let status = try wanted(map.status, row)
        guard (status == "ended") == isClosed else {
            throw bad(
                row,
                isClosed
                    ? "it has a closing time, but its status says that it is open"
                    : "its status says that it is closed, but it has no closing time")
        }
        return isClosed ? try wanted(map.ending, row) : status
    }

    private func title(_ row: CSVFile.Row, _ account: String) -> String {
        let text = value(map.title.column, row)
        let found = text.isEmpty ? OpenMatter.title(from: account) : text
        return String(found.prefix(map.title.charactersMax))
    }

    private func joined(_ row: CSVFile.Row) -> String {
        var parts: [String] = []
        for column in map.account.columns {
            let text = value(column, row)
            if !text.isEmpty, !parts.contains(text) { parts.append(text) }
        }
        return String(parts.joined(separator: "\n").prefix(map.account.charactersMax))
    }

    private func said(_ row: CSVFile.Row) -> Bool? {
        guard let timeliness = map.timeliness else { return nil }
        let text = value(timeliness.column, row)
        return text == timeliness.inTime ? true : text == timeliness.late ? false : nil
    }

    // MARK: - Values

    private func value(_ column: String, _ row: CSVFile.Row) -> String {
        columns[column].map { row.values[$0].trimmingCharacters() } ?? ""
    }

    private func bad(_ row: CSVFile.Row, _ reason: String) -> BadRow {
        BadRow(file: file.name, line: row.line, reason: reason)
    }

    private func word(_ choice: ImportMap.Choice, _ row: CSVFile.Row) throws(BadRow) -> String? {
        let values = choice.columns.map { value($0, row) }
        switch choice.meaning(of: values) {
        case .value(let word): return word
        case .none: return nil
        case .refuse:
            let found = values.map { "“\($0.prefix(60))”" }.joined(separator: ", ")
            throw bad(row, "\(choice.columns.joined(separator: ", ")): the map knows no \(found)")
        }
    }

    private func wanted(_ choice: ImportMap.Choice, _ row: CSVFile.Row) throws(BadRow) -> String {
        guard let word = try word(choice, row) else {
            throw bad(row, "\(choice.columns.joined(separator: ", ")) says nothing")
        }
        return word
    }

    /// `2011-07-01 01:32:33` on the wall clock of the map's zone.
    private func instant(_ column: String, _ row: CSVFile.Row) throws(BadRow) -> Instant? {
        let text = value(column, row)
        guard !text.isEmpty else { return nil }
        guard let instant = Instant(wall: text, in: map.zone) else {
            throw bad(row, "\(column): “\(text.prefix(40))” is not a time like 2026-11-21 08:30:00")
        }
        return instant
    }
}

extension Instant {
    /// `2011-07-01 01:32:33` on the wall clock of a zone; nil for anything else.
    init?(wall text: String, in zone: TimeZone) {
        let bytes = Array(text.utf8)
        func number(_ from: Int, _ most: Int) -> Int? {
            guard bytes.count == 19, (48...57).contains(bytes[from]),
                (48...57).contains(bytes[from + 1])
            else { return nil }
            let number = Int(bytes[from] - 48) * 10 + Int(bytes[from + 1] - 48)
            return number <= most ? number : nil
        }
        guard let day = try? Day(parsing: String(text.prefix(10))), let hour = number(11, 23),
            let minute = number(14, 59), let second = number(17, 59), bytes[10] == 0x20,
            bytes[13] == 0x3A, bytes[16] == 0x3A
        else { return nil }
        self = day.instant(minuteOfDay: hour * 60 + minute, in: zone)
            .adding(seconds: Int64(second))
    }
}
