import Foundation
import Kernel
import Media
import Profiles

@testable import Actions

/// Tables of comma-separated values, and what is read from them.
let tableTargets: [FuzzTarget] = [
    FuzzTarget("csv", checkTable),
    FuzzTarget("places", checkPlaces),
    FuzzTarget("sheet", mutations: 100, bytesMax: 16_384, checkSheet),
]

private func checkTable(_ bytes: [UInt8]) throws(Broken) {
    let whole = Result(catching: { () throws(CSVFile.Problem) in
        try CSVFile(name: "a", bytes: bytes)
    })
    for size in [1, 2, 3, 7] {
        let pieces = Result(catching: { () throws(CSVFile.Problem) in try table(bytes, piece: size)
        })
        switch (whole, pieces) {
        case (.success(let file), .success(let rows)):
            try holds(file.header == rows.first?.values, "the header is the same in pieces")
            try holds(file.rows == Array(rows.dropFirst()), "the rows are the same in pieces")
        case (.failure(let first), .failure(let second)):
            try holds(!first.description.isEmpty, "a refusal says why")
            try holds(first == second || first == .notUTF8(file: "a"), "so are the refusals")
        default:
            throw Broken("a file is read in pieces exactly when it is read at once")
        }
    }
    guard case .success(let file) = whole else { return }
    let lines = file.rows.map(\.line)
    try holds(zip(lines, lines.dropFirst()).allSatisfy(<), "rows stand in order of their lines")
    let written = ([file.header] + file.rows.map(\.values)).map(line).joined(separator: "\n")
    let again = try? CSVFile(name: "a", bytes: Array(written.utf8))
    try holds(again?.header == file.header, "a header that was read is written and read again")
    try holds(again?.rows.map(\.values) == file.rows.map(\.values), "and so are the rows")
}

private func table(_ bytes: [UInt8], piece size: Int) throws(CSVFile.Problem) -> [CSVFile.Row] {
    var reader = CSVReader(name: "a")
    var rows: [CSVFile.Row] = []
    var start = 0
    while start < bytes.count {
        let end = min(start + size, bytes.count)
        try reader.take(Array(bytes[start..<end])) { rows.append($0) }
        start = end
    }
    try reader.finish { rows.append($0) }
    return rows
}

private func line(_ values: [String]) -> String {
    values.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\""))\"" }.joined(separator: ",")
}

private func checkPlaces(_ bytes: [UInt8]) throws(Broken) {
    var sheet = PlaceSheet()
    var pieces = [bytes]
    do {
        try sheet.add(file: "places.csv") { pieces.popLast() }
    } catch let problem as CSVFile.Problem {
        return try holds(!problem.description.isEmpty, "a refusal says why")
    } catch {
        throw Broken("a file of places is refused as a table, not with \(error)")
    }
    let plan = PlacePlan(sheet, stored: .none)
    try holds(plan.places == plan.added.count, "in an empty realm every place is new")
    try holds(plan.places + plan.bad.count <= sheet.rows, "no row is both taken and refused")
    var above: Set<OfficialCode> = []
    for position in plan.added {
        let entry = sheet.entries[Int(position)]
        try holds(entry.parent.map(above.contains) ?? true, "parents come before their children")
        try holds(OfficialCode(entry.code.description) == entry.code, "a code reads itself")
        try holds(!sheet.name(of: entry).isEmpty, "every place has a name")
        above.insert(entry.code)
    }
    for row in plan.bad.kept { try holds(row.line >= 2, "a bad row has its line") }
}

/// Whatever a table is, what is read of it keeps within its limits, and nothing stays in it that
/// must not be kept.
private func checkSheet(_ bytes: [UInt8]) throws(Broken) {
    guard let words = try? ColumnWords.builtIn.get(),
        let table = try? SentTable(bytes, of: .people, words: words)
    else { return }
    try holds(!table.rows.isEmpty, "a table that was read has rows")
    let numbers = table.rows.map(\.number)
    try holds(zip(numbers, numbers.dropFirst()).allSatisfy(<=), "rows stand in their order")
    let forbidden = table.columns.filter { if case .forbidden = $0.use { true } else { false } }
    for row in table.rows {
        try holds(row.cells.count <= SheetRow.Limits.columnsMax, "no row is wider than it may be")
        for column in forbidden where row.cells.indices.contains(column.index) {
            try holds(row.cells[column.index].isEmpty, "a forbidden column is empty")
        }
        for text in row.cells {
            let found = PersonalData.findings(in: text).map(\.kind)
            try holds(
                !found.contains(.citizenNumber) && !found.contains(.bankCard),
                "no number of a card is left")
            try holds(SheetText.plain(text) == text, "texts are plain")
        }
    }
}
