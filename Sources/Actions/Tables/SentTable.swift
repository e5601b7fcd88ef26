import Kernel
import Media
import Profiles

/// A table as it was sent, read: its header, its rows, and nothing of what must not be kept.
struct SentTable: Sendable {
    let encoding: String
    private(set) var columns: [SheetImport.Column] = []
    private(set) var rows: [SheetRow] = []
    /// Cells in which a number of an identity or bank card stood.
    private(set) var emptied = 0

    /// The header stands in one of the first rows, below titles.
    static let headerRowsMax = 30

    /// - Throws: `SheetRow.Problem`.
    init(_ bytes: [UInt8], of noun: SheetNoun, words: ColumnWords) throws {
        guard bytes.count <= SheetRow.Limits.fileBytesMax else {
            throw SheetRow.Problem.tooLarge(bytesMax: SheetRow.Limits.fileBytesMax)
        }
        if Workbook.isOld(bytes) { throw SheetRow.Problem.oldWorkbook }
        let read =
            Workbook.isPacked(bytes)
            ? (rows: try Workbook(bytes).rows, encoding: "XLSX") : try Self.separated(bytes)
        let all = read.rows
        encoding = read.encoding
        guard let header = Self.header(in: all, of: noun, words) else {
            throw SheetRow.Problem.empty
        }
        let names = all[header].cells
        rows = all[(header + 1)...].filter { $0.cells != names && !Self.isSum($0) }
        guard !rows.isEmpty else { throw SheetRow.Problem.empty }
        columns = uses(of: names, noun, words)
        empty()
    }

    /// The rows of a text whose values stand between commas, semicolons or tabs.
    private static func separated(
        _ bytes: [UInt8]
    ) throws -> (rows: [SheetRow], encoding: String) {
        let text = try ForeignText.utf8(of: bytes)
        var reader = CSVReader(name: "table", separator: separator(in: text.bytes))
        var rows: [SheetRow] = []
        var problem: SheetRow.Problem?
        var cells = 0
        func take(_ row: CSVFile.Row) {
            guard problem == nil else { return }
            let row = SheetRow(number: row.line, cells: trimmed(row.values.map(SheetText.plain)))
            guard !row.cells.isEmpty else { return }
            cells += row.cells.count
            if row.cells.count > SheetRow.Limits.columnsMax {
                problem = .tooManyColumns(SheetRow.Limits.columnsMax)
            } else if row.cells.contains(where: { $0.utf8.count > SheetRow.Limits.cellBytesMax }) {
                problem = .cellTooLong(row: row.number)
            } else if cells > SheetRow.Limits.cellsMax {
                problem = .tooManyCells(SheetRow.Limits.cellsMax)
            } else if rows.count >= SheetRow.Limits.rowsMax {
                problem = .tooManyRows(SheetRow.Limits.rowsMax)
            } else {
                rows.append(row)
            }
        }
        do {
            try reader.take(text.bytes) { take($0) }
            try reader.finish { take($0) }
        } catch {
            throw error.asSheet
        }
        if let problem { throw problem }
        return (rows, text.encoding.rawValue)
    }

    private static func trimmed(_ cells: [String]) -> [String] {
        Array(cells[...(cells.lastIndex { !$0.isEmpty } ?? -1)])
    }

    /// The one of the three that stands most often in the first lines, outside quotation marks.
    private static func separator(in bytes: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [0x2C: 0, 0x3B: 0, 0x09: 0]
        var isQuoted = false
        for byte in bytes.prefix(16_384) {
            if byte == 0x22 { isQuoted.toggle() }
            if !isQuoted, let count = counts[byte] { counts[byte] = count + 1 }
        }
        return [0x2C, 0x3B, 0x09].max { counts[$0, default: 0] < counts[$1, default: 0] } ?? 0x2C
    }

    /// Where the header stands: the row of which most cells are words that columns are called by;
    /// the first row with two cells where none is.
    private static func header(
        in rows: [SheetRow], of noun: SheetNoun, _ words: ColumnWords
    ) -> Int? {
        var best: (index: Int, score: Int)?
        for (index, row) in rows.prefix(headerRowsMax).enumerated() {
            let fields = Set(row.cells.compactMap { words.field(of: $0, in: noun) })
            let score = fields.count + row.cells.count { words.reason(against: $0) != nil }
            // The lower of two rows of a header says it more exactly.
            let isBelow = best.map { $0.index == index - 1 && $0.score == score } ?? false
            if score > 0, isBelow || score > best?.score ?? 0 { best = (index, score) }
        }
        return best?.index
            ?? rows.firstIndex { row in row.cells.count { !$0.isEmpty } >= 2 }
            ?? rows.indices.first
    }

    /// A row that only adds up.
    private static func isSum(_ row: SheetRow) -> Bool {
        let first = row.cells.first { !$0.isEmpty } ?? ""
        return ["合计", "小计", "总计", "合 计", "总 计", "Total"].contains(first)
    }

    private func uses(
        of names: [String], _ noun: SheetNoun, _ words: ColumnWords
    ) -> [SheetImport.Column] {
        let width = max(names.count, rows.map(\.cells.count).max() ?? 0)
        var taken: Set<String> = []
        return (0..<width).compactMap { index in
            let header = names.indices.contains(index) ? names[index] : ""
            let values = rows.lazy.map { $0.cells.indices.contains(index) ? $0.cells[index] : "" }
            guard !header.isEmpty || values.contains(where: { !$0.isEmpty }) else { return nil }
            let use: SheetImport.Column.Use
            if let reason = words.reason(against: header)
                ?? words.reason(againstValues: values) ?? Self.numbers(in: values)
            {
                use = .forbidden(reason)
            } else if let field = words.field(of: header, in: noun),
                taken.insert(field).inserted
            {
                use = .field(field)
            } else {
                use = .leftAside
            }
            return SheetImport.Column(
                index: index, header: String(header.prefix(SheetImport.headerCharactersMax)),
                use: use)
        }
    }

    /// Why a column is never kept that is full of numbers of cards.
    private static func numbers(in values: some Sequence<String>) -> String? {
        var (filled, identity, bank) = (0, 0, 0)
        for text in values where !text.isEmpty {
            filled += 1
            switch card(in: text) {
            case .citizenNumber: identity += 1
            case .bankCard: bank += 1
            default: break
            }
        }
        if identity * 5 > filled { return "identity" }
        return bank * 5 > filled ? "bank" : nil
    }

    private static func card(in text: String) -> PersonalData.Kind? {
        // Fifteen signs are the fewest that such a number has.
        guard text.utf8.count >= 15, text.contains(where: \.isNumber) else { return nil }
        return PersonalData.findings(in: text).first {
            $0.kind == .citizenNumber || $0.kind == .bankCard
        }?.kind
    }

    /// Takes away what must not be kept, before anything is stored.
    private mutating func empty() {
        let forbidden = columns.filter { if case .forbidden = $0.use { true } else { false } }
            .map(\.index)
        for row in rows.indices {
            for index in forbidden where rows[row].cells.indices.contains(index) {
                rows[row].cells[index] = ""
            }
            for index in rows[row].cells.indices
            where Self.card(in: rows[row].cells[index]) != nil {
                rows[row].cells[index] = ""
                emptied += 1
            }
        }
        rows.removeAll { row in row.cells.allSatisfy(\.isEmpty) }
    }
}

extension CSVFile.Problem {
    fileprivate var asSheet: SheetRow.Problem {
        switch self {
        case .notUTF8: .unknownEncoding
        case .empty, .missingColumns: .empty
        case .openQuote(_, let line), .rowTooLong(_, let line): .openQuote(line: line)
        }
    }
}
