import Foundation
package import Kernel
import Media

/// A ticket as another system sends it: of each part that its exchange names, the text. Nothing
/// else of it is kept.
package struct SentTicket: Hashable, Sendable {
    package let values: [String: String]

    package static let valueBytesMax = 40_000

    package init(values: [String: String]) {
        self.values = values.mapValues { $0.trimmingCharacters() }
    }

    subscript(source: String?) -> String { source.flatMap { values[$0] } ?? "" }

    /// A row of a table.
    package init(_ row: CSVFile.Row, columns: [String: Int]) {
        self.init(
            values: columns.mapValues { place in
                row.values.indices.contains(place) ? row.values[place] : ""
            })
    }

    /// What a value of JSON holds for an exchange.
    init(_ object: Any, for form: Exchange.TicketForm) {
        self.init(
            values: Dictionary(
                form.sources.map { ($0, JSONPlace($0).text(in: object)) },
                uniquingKeysWith: { first, _ in first }))
    }

    /// As it is sealed.
    var payload: Payload { .object(values.mapValues { .text($0) }) }

    init?(_ payload: Payload) {
        guard case .object(let members) = payload else { return nil }
        self.init(
            values: members.compactMapValues { if case .text(let text) = $0 { text } else { nil } })
    }
}

/// A place in a JSON text: a member's name, or a JSON Pointer (RFC 6901).
package struct JSONPlace: Sendable {
    private let steps: [String]

    package init(_ text: String) {
        guard text.hasPrefix("/") else {
            steps = text.isEmpty ? [] : [text]
            return
        }
        steps = text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).map {
            String($0).replacing("~1", with: "/").replacing("~0", with: "~")
        }
    }

    func value(in root: Any) -> Any? {
        steps.reduce(root as Any?) { value, step in
            switch value {
            case let object as [String: Any]: object[step]
            case let list as [Any]:
                Int(step).flatMap { list.indices.contains($0) ? list[$0] : nil }
            default: nil
            }
        }
    }

    /// Texts and numbers as texts; nothing for all else.
    func text(in root: Any) -> String {
        switch value(in: root) {
        case let text as String: text.utf8.contains(0) ? "" : text
        case let number as Int: String(number)
        case let number as Double: String(number)
        default: ""
        }
    }
}

/// Tickets as they are sent: a list in a JSON text, a ticket a line, or a table.
package struct SentTickets: Sendable {
    package let tickets: [SentTicket]
    /// Where the next ones begin, where the answer says so.
    package let next: String?

    /// How many one sending may hold.
    package static let countMax = 500

    package enum Problem: Error, Hashable, CustomStringConvertible {
        case notJSON
        case noList(String)
        case tooMany(countMax: Int)
        case badLine(Int)

        package var description: String {
            switch self {
            case .notJSON: "This is no JSON."
            case .noList(let place):
                "There is no list of objects" + (place.isEmpty ? "." : " at \(place).")
            case .tooMany(let most): "Up to \(most) tickets may come at once."
            case .badLine(let line): "Line \(line) is no JSON object."
            }
        }
    }

    /// What comes over HTTP.
    package init(_ bytes: [UInt8], by exchange: Exchange) throws(Problem) {
        guard let root = try? JSONSerialization.jsonObject(with: Data(bytes)) else {
            throw .notJSON
        }
        // A list alone is one, wherever it was said to stand.
        let found = root as? [Any] ?? JSONPlace(exchange.list).value(in: root) as? [Any]
        guard let list = found as? [[String: Any]] else { throw .noList(exchange.list) }
        guard list.count <= Self.countMax else { throw .tooMany(countMax: Self.countMax) }
        tickets = list.map { SentTicket($0, for: exchange.ticket) }
        let after = exchange.pull.map { JSONPlace($0.next).text(in: root) }
        next = after.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A file, in UTF-8 or GB 18030: it may hold any number.
    package init(file sent: [UInt8], named name: String, by exchange: Exchange) throws {
        next = nil
        let bytes = (try? ForeignText.utf8(of: sent).bytes) ?? sent
        switch exchange.files {
        case .csv(let separator):
            let file = try CSVFile(name: name, bytes: bytes, separator: separator)
            let columns = exchange.ticket.sources
            // What the centre leaves out is blank; without its number nothing can be told apart.
            _ = try file.places(of: [exchange.ticket.number])
            let places = Dictionary(
                columns.compactMap { column in
                    file.header.firstIndex { $0.trimmingCharacters() == column }
                        .map { (column, $0) }
                }, uniquingKeysWith: { first, _ in first })
            tickets = file.rows.map { SentTicket($0, columns: places) }
        case .json:
            tickets = try Self.lines(of: bytes, by: exchange)
        }
    }

    private static func lines(of bytes: [UInt8], by exchange: Exchange) throws -> [SentTicket] {
        if let root = try? JSONSerialization.jsonObject(with: Data(bytes)) {
            let found = root as? [Any] ?? JSONPlace(exchange.list).value(in: root) as? [Any]
            if let list = found as? [[String: Any]] {
                return list.map { SentTicket($0, for: exchange.ticket) }
            }
            if let one = root as? [String: Any] {
                return [SentTicket(one, for: exchange.ticket)]
            }
            throw Problem.noList(exchange.list)
        }
        var tickets: [SentTicket] = []
        for (index, line) in bytes.split(separator: 0x0A).enumerated() {
            if line.allSatisfy({ [0x20, 0x0D, 0x09].contains($0) }) { continue }
            guard
                let object = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
            else { throw Problem.badLine(index + 1) }
            tickets.append(SentTicket(object, for: exchange.ticket))
        }
        return tickets
    }
}
