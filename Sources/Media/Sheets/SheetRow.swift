/// One row of a table that somebody else's program wrote, every cell as a person reads it there:
/// a date as `2024-03-05`, a number without an exponent.
package struct SheetRow: Hashable, Codable, Sendable {
    /// As the program that wrote it numbers its rows, from 1.
    package let number: Int
    package var cells: [String]

    package init(number: Int, cells: [String]) {
        self.number = number
        self.cells = cells
    }

    /// How much of a table is looked at: what is more is refused, never cut off in silence.
    package enum Limits {
        /// 20 MiB, as it is sent.
        package static let fileBytesMax = 20 * 1_024 * 1_024
        /// 200 MiB, when it is unpacked.
        package static let unpackedBytesMax = 200 * 1_024 * 1_024
        package static let rowsMax = 50_000
        package static let columnsMax = 200
        /// Cells up to the last of each row with something in it.
        package static let cellsMax = 2_000_000
        /// UTF-8 bytes of one cell.
        package static let cellBytesMax = 32_767 * 4
    }

    /// Why a file cannot be read as a table.
    package enum Problem: Error, Hashable, Sendable {
        case tooLarge(bytesMax: Int)
        case unpacksTooLarge(bytesMax: Int)
        case tooManyRows(Int)
        case tooManyColumns(Int)
        case tooManyCells(Int)
        case cellTooLong(row: Int)
        /// A workbook of before 2007, or one with a password.
        case oldWorkbook
        /// Packed, but no workbook.
        case notAWorkbook
        /// A part of the workbook that cannot be read.
        case damaged(part: String)
        case unknownEncoding
        case openQuote(line: Int)
        case empty
    }
}

/// The name of a column: A to Z, then AA.
package func columnName(_ index: Int) -> String {
    var rest = index + 1
    var letters: [UInt8] = []
    while rest > 0 {
        letters.append(UInt8(65 + (rest - 1) % 26))
        rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
}
