/// A file of comma-separated values with a header, as RFC 4180 writes them: values may be quoted,
/// and a quoted value may hold commas, doubled quotes and line breaks.
package struct CSVFile: Sendable {
    /// Why a file cannot be read as a table.
    package enum Problem: Error, Hashable, CustomStringConvertible {
        case notUTF8(file: String)
        case empty(file: String)
        case openQuote(file: String, line: Int)
        case rowTooLong(file: String, line: Int)
        case missingColumns(file: String, missing: [String])

        package var description: String {
            switch self {
            case .notUTF8(let file):
                "\(file) is not UTF-8 text. Save it as UTF-8; nothing was changed."
            case .empty(let file):
                "\(file) is empty: its first line must name the columns."
            case .openQuote(let file, let line):
                "\(file), line \(line): a quotation mark is opened and never closed."
            case .rowTooLong(let file, let line):
                "\(file), line \(line): the row that begins here has more than "
                    + "\(CSVReader.rowBytesMax) bytes. Look for a quotation mark that is never "
                    + "closed; nothing was changed."
            case .missingColumns(let file, let missing):
                "\(file) has no column \(missing.joined(separator: ", no column ")). Its first "
                    + "line must name the columns."
            }
        }
    }

    package struct Row: Hashable, Sendable {
        /// The line on which the row begins, counted from 1.
        package let line: Int
        package let values: [String]
    }

    package let name: String
    package let header: [String]
    package let rows: [Row]

    /// - Throws: what `CSVReader` throws.
    package init(name: String, bytes: [UInt8], separator: UInt8 = 0x2C) throws(Problem) {
        var reader = CSVReader(name: name, separator: separator)
        var rows: [Row] = []
        try reader.take(bytes) { rows.append($0) }
        try reader.finish { rows.append($0) }
        self.name = name
        // A file that was read has a first row.
        header = rows.first?.values ?? []
        self.rows = Array(rows.dropFirst())
    }

    /// Where the named columns stand, in the order asked for.
    ///
    /// - Throws: `.missingColumns` with all that are not there.
    package func places(of columns: [String]) throws(Problem) -> [Int] {
        try Self.places(of: columns, in: header, of: name)
    }

    static func places(
        of columns: [String], in header: [String], of name: String
    ) throws(Problem) -> [Int] {
        let missing = columns.filter { !header.contains($0) }
        guard missing.isEmpty else { throw .missingColumns(file: name, missing: missing) }
        return columns.compactMap { header.firstIndex(of: $0) }
    }
}
