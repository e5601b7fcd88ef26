/// Reads a table of comma-separated values from pieces of bytes, a row at a time, so that a file
/// of any size needs the memory of one row.
package struct CSVReader {
    /// A row that never ends is a quotation mark that was forgotten.
    package static let rowBytesMax = 1 << 20

    let name: String
    let separator: UInt8
    /// The beginning of a character whose end the next piece brings.
    private var unfinished: [UInt8] = []
    private var isAtStart = true
    private var isEmpty = true
    private var values: [String] = []
    private var value: [UInt8] = []
    private var rowBytes = 0
    private var line = 1
    private var rowLine = 1
    private var isQuoted = false
    private var quoteEnded = false
    private var quoteLine = 1

    package init(name: String, separator: UInt8 = 0x2C) {
        self.name = name
        self.separator = separator
    }

    /// Hands every row that ends in this piece to `body`, the header first.
    ///
    /// - Throws: `.notUTF8`, `.rowTooLong`, or what `body` throws.
    package mutating func take(
        _ piece: [UInt8], _ body: (CSVFile.Row) throws(CSVFile.Problem) -> Void
    ) throws(CSVFile.Problem) {
        let bytes = unfinished + piece
        let whole = Self.wholeCharacters(of: bytes)
        guard String(validating: bytes[..<whole], as: UTF8.self) != nil else {
            throw .notUTF8(file: name)
        }
        unfinished = Array(bytes[whole...])
        var start = 0
        if isAtStart, whole > 0 {
            isAtStart = false
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        }
        for byte in bytes[start..<whole] { try take(byte, body) }
    }

    /// Hands on the last row, whose line may have no end.
    ///
    /// - Throws: `.notUTF8`, `.openQuote`, or `.empty` when there was no row at all.
    package mutating func finish(
        _ body: (CSVFile.Row) throws(CSVFile.Problem) -> Void
    ) throws(CSVFile.Problem) {
        guard unfinished.isEmpty else { throw .notUTF8(file: name) }
        if isQuoted { throw .openQuote(file: name, line: quoteLine) }
        if !value.isEmpty || !values.isEmpty || quoteEnded { try endRow(body) }
        if isEmpty { throw .empty(file: name) }
    }

    /// How many bytes stand before a last character that is cut in two.
    private static func wholeCharacters(of bytes: [UInt8]) -> Int {
        for back in 1...3 where back <= bytes.count {
            let byte = bytes[bytes.count - back]
            if byte < 0x80 { break }
            guard byte >= 0xC0 else { continue }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            return length > back ? bytes.count - back : bytes.count
        }
        return bytes.count
    }

    private mutating func take(
        _ byte: UInt8, _ body: (CSVFile.Row) throws(CSVFile.Problem) -> Void
    ) throws(CSVFile.Problem) {
        rowBytes += 1
        guard rowBytes <= Self.rowBytesMax else { throw .rowTooLong(file: name, line: rowLine) }
        if byte == 0x0A { line += 1 }
        if isQuoted, byte != 0x22 {
            value.append(byte)
            return
        }
        switch byte {
        case 0x22: takeQuote()
        case separator: endValue()
        case 0x0A: try endRow(body)
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

    private mutating func endRow(
        _ body: (CSVFile.Row) throws(CSVFile.Problem) -> Void
    ) throws(CSVFile.Problem) {
        let isBlank = values.isEmpty && value.isEmpty && !quoteEnded
        endValue()
        if !isBlank {
            isEmpty = false
            try body(CSVFile.Row(line: rowLine, values: values))
        }
        values.removeAll(keepingCapacity: true)
        rowLine = line
        rowBytes = 0
    }
}
