import Profiles

/// Rows in columns that line up; a Chinese character takes two places.
enum Columns {
    static func text(_ rows: [[String]], header: [String]? = nil, indent: String = "") -> String {
        let all = (header.map { [$0] } ?? []) + rows
        let count = all.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in
            all.map { $0.indices.contains(column) ? FlowText.width(of: $0[column]) : 0 }.max() ?? 0
        }
        var lines = all.map { row in indent + line(row, widths) }
        if header != nil {
            lines.insert(indent + String(repeating: "─", count: rule(widths)), at: 1)
        }
        return lines.joined(separator: "\n")
    }

    private static func rule(_ widths: [Int]) -> Int {
        widths.reduce(0, +) + 2 * max(0, widths.count - 1)
    }

    private static func line(_ row: [String], _ widths: [Int]) -> String {
        var line = ""
        for (column, cell) in row.enumerated() {
            let isLast = column == row.count - 1
            let gap = isLast ? 0 : widths[column] - FlowText.width(of: cell) + 2
            line += cell + String(repeating: " ", count: gap)
        }
        return line
    }
}
