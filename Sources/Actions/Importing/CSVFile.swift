/// A file of comma-separated values with a header, as RFC 4180 writes them: values may be quoted,
/// and a quoted value may hold commas, doubled quotes and line breaks.
package struct CSVFile: Sendable {
    /// Why a file cannot be read as a table.
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case notUTF8(file: String)
        case empty(file: String)
        case openQuote(file: String, line: Int)
        case missingColumns(file: String, missing: [String])

        package var description: String {
            switch self {
            case .notUTF8(let file):
                "\(file) is not UTF-8 text. Save it as UTF-8; nothing was changed."
            case .empty(let file):
                "\(file) is empty: its first line must name the columns."
            case .openQuote(let file, let line):
                "\(file), line \(line): a quotation mark is opened and never closed."
            case .missingColumns(let file, let missing):
                "\(file) has no column \(missing.joined(separator: ", no column ")). Its first "
                    + "line must name the columns."
            }
        }
    }

    package struct Row: Sendable {
        /// The line on which the row begins, counted from 1.
        package let line: Int
        package let values: [String]
    }

    package let name: String
    package let header: [String]
    package let rows: [Row]

    /// - Throws: `.notUTF8`, `.empty` or `.openQuote`.
    package init(name: String, bytes: [UInt8], separator: UInt8 = 0x2C) throws(Problem) {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8(file: name) }
        var reader = Reader(separator: separator)
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for byte in bytes[start...] { reader.take(byte) }
        if let line = reader.finish() { throw .openQuote(file: name, line: line) }
        guard let first = reader.rows.first else { throw .empty(file: name) }
        self.name = name
        header = first.values
        rows = Array(reader.rows.dropFirst())
    }

    /// Where the named columns stand, in the order asked for.
    ///
    /// - Throws: `.missingColumns` with all that are not there.
    package func places(of columns: [String]) throws(Problem) -> [Int] {
        let missing = columns.filter { !header.contains($0) }
        guard missing.isEmpty else { throw .missingColumns(file: name, missing: missing) }
        return columns.compactMap { header.firstIndex(of: $0) }
    }

    private struct Reader {
        let separator: UInt8
        var rows: [Row] = []
        private var values: [String] = []
        private var value: [UInt8] = []
        private var line = 1
        private var rowLine = 1
        private var isQuoted = false
        private var quoteEnded = false
        private var quoteLine = 1

        init(separator: UInt8) {
            self.separator = separator
        }

        mutating func take(_ byte: UInt8) {
            if byte == 0x0A { line += 1 }
            if isQuoted, byte != 0x22 {
                value.append(byte)
                return
            }
            switch byte {
            case 0x22: takeQuote()
            case separator: endValue()
            case 0x0A: endRow()
            case 0x0D: break
            default: value.append(byte)
            }
        }

        private mutating func takeQuote() {
            if isQuoted {
                isQuoted = false
                quoteEnded = true
            } else {
                // A quotation mark straight after the end of a quoted part was a doubled one.
                if quoteEnded { value.append(0x22) }
                isQuoted = true
                quoteLine = line
            }
        }

        private mutating func endValue() {
            values.append(String(decoding: value, as: UTF8.self))
            value.removeAll(keepingCapacity: true)
            quoteEnded = false
        }

        private mutating func endRow() {
            let isBlank = values.isEmpty && value.isEmpty && !quoteEnded
            endValue()
            if !isBlank { rows.append(Row(line: rowLine, values: values)) }
            values = []
            rowLine = line
        }

        /// - Returns: the line of a quotation mark that was never closed.
        mutating func finish() -> Int? {
            if isQuoted { return quoteLine }
            if !value.isEmpty || !values.isEmpty || quoteEnded { endRow() }
            return nil
        }
    }
}

/// A row that was left out, and why.
package struct BadRow: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let reason: String

    package var description: String { "\(file):\(line): \(reason)" }
}
