import Foundation
package import Kernel

/// What goes back as text: the columns of a table or the members of objects are those that the
/// exchange declares.
package struct ReturnText: Sendable {
    package let exchange: Exchange

    package init(_ exchange: Exchange) { self.exchange = exchange }

    /// One step as an object.
    package func members(of step: TicketReturn) -> [(name: String, value: String?)] {
        exchange.back.names.map { ($0.name, step.values[$0.fact]) }
    }

    /// A whole file: a table with its header, or an object a line.
    package func file(_ steps: [TicketReturn]) -> [UInt8] {
        switch exchange.files {
        case .csv(let separator): table(steps, separator: separator)
        case .json:
            steps.flatMap { step in
                json(of: step) + [0x0A]
            }
        }
    }

    /// The object in JSON, its members in their order.
    package func json(of step: TicketReturn) -> [UInt8] {
        let written = members(of: step).map { name, value in
            Payload.text(name).canonicalText + ":"
                + (value.map { Payload.text($0) } ?? .null).canonicalText
        }
        return Array("{\(written.joined(separator: ","))}".utf8)
    }

    private func table(_ steps: [TicketReturn], separator: UInt8) -> [UInt8] {
        let between = String(UnicodeScalar(separator))
        func line(_ cells: [String]) -> String {
            cells.map { Self.quoted($0, separator: between) }.joined(separator: between) + "\r\n"
        }
        let rows = steps.map { step in line(members(of: step).map { $0.value ?? "" }) }
        return Array((line(exchange.back.names.map(\.name)) + rows.joined()).utf8)
    }

    /// A cell that a spreadsheet would work out stands behind an apostrophe.
    private static func quoted(_ text: String, separator: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        let needsQuotes = safe.contains { $0 == "\"" || $0.isNewline || String($0) == separator }
        return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
    }
}
