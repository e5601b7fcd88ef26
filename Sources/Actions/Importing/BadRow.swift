/// A row that was left out, and why.
package struct BadRow: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let reason: String

    package var description: String { "\(file):\(line): \(reason)" }
}

/// The rows that were left out: all of them counted, the first ones kept to be told.
package struct BadRows: Hashable, Sendable {
    package static let keptMax = 100

    package private(set) var count = 0
    package private(set) var kept: [BadRow] = []

    package init() {}

    mutating func add(_ row: BadRow) {
        count += 1
        if kept.count < Self.keptMax { kept.append(row) }
    }

    mutating func add(_ rows: BadRows) {
        count += rows.count
        kept.append(contentsOf: rows.kept.prefix(Self.keptMax - kept.count))
    }
}
