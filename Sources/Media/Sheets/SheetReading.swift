/// The rows of one sheet, as they come.
struct SheetReading {
    private let strings: [String]
    private let dates: [Bool]
    private let from1904: Bool
    private var rows: [SheetRow] = []
    private var merges: [Merge] = []
    private var problem: SheetRow.Problem?
    private var cells = 0
    private var row: SheetRow?
    private var cell = Cell()

    static let mergesMax = 50_000

    private struct Cell {
        var column = 0
        var type = "n"
        var style = 0
        var value: String?
    }

    private struct Merge {
        let column: Int
        let rows: ClosedRange<Int>
    }

    init(strings: [String], dates: [Bool], from1904: Bool) {
        self.strings = strings
        self.dates = dates
        self.from1904 = from1904
    }

    mutating func read(_ part: String, of file: ZipFile) throws(SheetRow.Problem) {
        // The walk's closures outlive no call of it.
        let box = Box(self)
        let isThere = try file.walk(part) { walk in
            walk.begins = { [unowned walk] name, attributes in
                box.reading.begin(name, attributes, walk)
            }
            walk.ends = { [unowned walk] name in box.reading.end(name, walk) }
        }
        guard isThere else { throw .damaged(part: part) }
        self = box.reading
        if let problem { throw problem }
    }

    private final class Box {
        var reading: SheetReading

        init(_ reading: SheetReading) { self.reading = reading }
    }

    private mutating func begin(
        _ name: String, _ attributes: XMLWalk.Attributes, _ walk: XMLWalk
    ) {
        guard problem == nil else { return }
        switch name {
        case "row":
            let number = attributes["r"].flatMap { Int($0) } ?? (rows.last?.number ?? 0) + 1
            row = SheetRow(number: number, cells: [])
            cell.column = -1
        case "c":
            let column = attributes["r"].flatMap(Self.place)?.column ?? cell.column + 1
            cell = Cell(
                column: column, type: attributes["t"] ?? "n",
                style: attributes["s"].flatMap { Int($0) } ?? 0, value: nil)
        case "v", "t": walk.takesText = true
        case "mergeCell": if let range = attributes["ref"] { merge(range) }
        default: break
        }
    }

    private mutating func end(_ name: String, _ walk: XMLWalk) {
        guard problem == nil else { return }
        switch name {
        case "v", "t":
            walk.takesText = false
            cell.value = (cell.value ?? "") + walk.taken()
            if walk.isTextTooLong { problem = .cellTooLong(row: row?.number ?? 0) }
        case "c": endCell()
        case "row": endRow()
        default: break
        }
    }

    private mutating func endCell() {
        let text = shown().map(SheetText.plain) ?? ""
        guard !text.isEmpty, row != nil else { return }
        guard cell.column < SheetRow.Limits.columnsMax else {
            problem = .tooManyColumns(SheetRow.Limits.columnsMax)
            return
        }
        // In order, as the format has it; a cell out of order takes its place.
        while row.map({ $0.cells.count <= cell.column }) ?? false { row?.cells.append("") }
        row?.cells[cell.column] = text
    }

    private mutating func endRow() {
        guard let ended = row else { return }
        row = nil
        guard ended.cells.contains(where: { !$0.isEmpty }) else { return }
        guard rows.count < SheetRow.Limits.rowsMax else {
            problem = .tooManyRows(SheetRow.Limits.rowsMax)
            return
        }
        cells += ended.cells.count
        guard cells <= SheetRow.Limits.cellsMax else {
            problem = .tooManyCells(SheetRow.Limits.cellsMax)
            return
        }
        rows.append(ended)
    }

    /// What the cell shows; nil for nothing and for an error.
    private func shown() -> String? {
        guard let value = cell.value else { return nil }
        switch cell.type {
        case "s":
            guard let index = Int(value), strings.indices.contains(index) else { return nil }
            return strings[index]
        case "b": return value == "1" ? "1" : "0"
        case "e": return nil
        case "n":
            guard let number = Double(value) else { return value }
            let isDate = dates.indices.contains(cell.style) && dates[cell.style]
            return isDate
                ? SheetText.day(ofSerial: number, from1904: from1904) ?? SheetText.number(number)
                : SheetText.number(number)
        default: return value
        }
    }

    private mutating func merge(_ range: String) {
        let ends = range.split(separator: ":").compactMap { Self.place(String($0)) }
        guard ends.count == 2, ends[0].row < ends[1].row, merges.count < Self.mergesMax else {
            return
        }
        merges.append(Merge(column: ends[0].column, rows: ends[0].row...ends[1].row))
    }

    /// `C17` as column 2 and row 17.
    static func place(_ text: String) -> (column: Int, row: Int)? {
        var (column, row) = (0, 0)
        for byte in text.utf8 {
            switch byte {
            case 65...90 where row == 0: column = column * 26 + Int(byte) - 64
            case 48...57: row = row * 10 + Int(byte) - 48
            default: return nil
            }
            if column > 20_000 || row > 2_000_000 { return nil }
        }
        return column > 0 && row > 0 ? (column - 1, row) : nil
    }

    /// The rows, with what was merged downwards in each row of it.
    func finished() -> [SheetRow] {
        var rows = rows.sorted { $0.number < $1.number }
        // Merges that lie over each other fill no more cells than a table may have.
        var left = SheetRow.Limits.cellsMax
        for merge in merges where left > 0 {
            guard let first = Self.index(of: merge.rows.lowerBound, in: rows),
                rows[first].number == merge.rows.lowerBound,
                rows[first].cells.indices.contains(merge.column)
            else { continue }
            let text = rows[first].cells[merge.column]
            for index in rows[(first + 1)...].indices {
                guard rows[index].number <= merge.rows.upperBound, left > 0 else { break }
                left -= 1
                while rows[index].cells.count <= merge.column { rows[index].cells.append("") }
                if rows[index].cells[merge.column].isEmpty {
                    rows[index].cells[merge.column] = text
                }
            }
        }
        return rows
    }

    /// The first row whose number is no smaller.
    private static func index(of number: Int, in rows: [SheetRow]) -> Int? {
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if rows[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < rows.count ? low : nil
    }
}
