/// A table for a spreadsheet program: rows of cells, written as CSV or as XLSX.
package struct Spreadsheet: Hashable, Sendable {
    package enum Cell: Hashable, Sendable {
        case empty
        case text(String)
        case number(Int64)
        /// A number with two decimals, such as money, in hundredths.
        case hundredths(Int64)
        /// A share, shown in per cent; of nothing it is shown as `–`.
        case share(part: Int64, whole: Int64)
    }

    /// How a row looks.
    package enum Style: Hashable, Sendable {
        case title, heading, words, columns, plain
    }

    package struct Row: Hashable, Sendable {
        package let style: Style
        package let cells: [Cell]

        package init(_ style: Style, _ cells: [Cell]) {
            self.style = style
            self.cells = cells
        }
    }

    /// The name of the sheet.
    package let name: String
    /// How wide each column is, in characters; further ones are as wide as the last.
    package let widths: [Double]
    package let rows: [Row]

    package init(name: String, widths: [Double], rows: [Row]) {
        self.name = name
        self.widths = widths
        self.rows = rows
    }

    /// CSV after RFC 4180 in UTF-8, with the mark by which spreadsheet programs know it.
    package var csv: [UInt8] {
        Self.csvMark + rows.map { Self.csvLine($0.cells) }.joined().utf8
    }

    /// The mark by which spreadsheet programs know UTF-8.
    package static let csvMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// One line of CSV; a text that begins like a formula is kept a text.
    package static func csvLine(_ cells: [Cell]) -> String {
        cells.map(field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ cell: Cell) -> String {
        switch cell {
        case .empty: ""
        case .number(let number): String(number)
        case .hundredths(let hundredths): decimal(hundredths)
        case .share(let part, let whole): percent(part, of: whole)
        case .text(let text): quoted(harmless(text))
        }
    }

    /// 123,450 hundredths as `1234.50`.
    private static func decimal(_ hundredths: Int64) -> String {
        let (whole, rest) = (hundredths.magnitude / 100, hundredths.magnitude % 100)
        return (hundredths < 0 ? "-" : "") + "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
    }

    /// `87.5%`; `–` of nothing.
    static func percent(_ part: Int64, of whole: Int64) -> String {
        guard whole > 0 else { return "–" }
        let tenths = (part * 2_000 + whole) / (whole * 2)
        return "\(tenths / 10).\(tenths % 10)%"
    }

    /// A text that a spreadsheet program would take for a formula is kept a text.
    private static func harmless(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first)
        else { return text }
        return "'" + text
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
        else { return text }
        return "\""
            + text.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }
}
