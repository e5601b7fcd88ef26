import Kernel

/// The grids of a plan as a table that a spreadsheet reads and writes: a row for each grid, with
/// the places that it holds.
package struct GridTable: Sendable {
    package struct Row: Hashable, Sendable {
        package let line: Int
        package let code: String
        package let kind: String
        package let name: String
        /// The code of the grid that it lies in; empty for none.
        package let parent: String
        /// Each a code, or names from any place above down, such as 岩岭社区/半山尚小区.
        package let places: [String]
        package let body: String
        package let households: String
    }

    package let rows: [Row]

    /// How long a table may be that is sent in one form.
    package static let charactersMax = 200_000

    private enum Column: Int, CaseIterable {
        case code, kind, name, parent, places, body, households

        /// What a header may call it.
        var names: [String] {
            switch self {
            case .code: ["code", "编码", "网格编码"]
            case .kind: ["kind", "种类", "类型"]
            case .name: ["name", "名称"]
            case .parent: ["parent", "上级", "上级编码"]
            case .places: ["places", "区域", "范围"]
            case .body: ["body", "负责组织", "组织"]
            case .households: ["households", "户数"]
            }
        }

        var isNeeded: Bool { self == .code || self == .kind || self == .name }
    }

    /// The first line of a table, in Chinese as spreadsheets of an office have it.
    package static let header = "编码,种类,名称,上级,区域,负责组织,户数"

    /// Reads what was pasted or sent: columns parted by commas or tabs, the first line their names.
    ///
    /// - Throws: `ActionError.invalid` for `table`, with the line that cannot be read.
    package init(_ text: String) throws {
        guard !text.trimmingCharacters().isEmpty else {
            throw Self.problem("grids.table.missing")
        }
        guard text.count <= Self.charactersMax else {
            throw Self.problem(
                "answer.tooLong",
                [
                    "max": String(Self.charactersMax), "count": String(text.count),
                ])
        }
        let first = text.prefix { !$0.isNewline }
        let separator: UInt8 = first.contains("\t") ? 0x09 : 0x2C
        let file: CSVFile
        do {
            file = try CSVFile(name: "table", bytes: Array(text.utf8), separator: separator)
        } catch {
            throw Self.problem("grids.table.unreadable", ["line": String(error.lineOrFirst)])
        }
        let header = file.header.map { $0.trimmingCharacters().lowercased() }
        var at: [Column: Int] = [:]
        for column in Column.allCases {
            at[column] = header.firstIndex { column.names.contains($0) }
            if at[column] == nil, column.isNeeded {
                throw Self.problem("grids.table.column", ["column": column.names[1]])
            }
        }
        let lines = file.rows.filter { row in
            row.values.contains { !$0.trimmingCharacters().isEmpty }
        }
        guard lines.count <= GridPlan.gridsMax else {
            throw Self.problem("grids.table.tooMany", ["max": String(GridPlan.gridsMax)])
        }
        rows = lines.map { row in
            func value(_ column: Column) -> String {
                guard let index = at[column], row.values.indices.contains(index) else { return "" }
                return row.values[index].trimmingCharacters()
            }
            return Row(
                line: row.line, code: value(.code), kind: value(.kind), name: value(.name),
                parent: value(.parent),
                places: value(.places).split { ";；、".contains($0) }
                    .map { String($0).trimmingCharacters() }.filter { !$0.isEmpty },
                body: value(.body), households: value(.households))
        }
    }

    static func problem(
        _ key: String, _ gaps: [String: String] = [:]
    ) -> ActionError { .invalid(["table": .init(key, gaps)]) }
}

extension CSVFile.Problem {
    /// The line that it names; the first where it names none.
    fileprivate var lineOrFirst: Int {
        switch self {
        case .openQuote(_, let line), .rowTooLong(_, let line): line
        case .notUTF8, .empty, .missingColumns: 1
        }
    }
}
