import Actions
import Kernel
import Markup
import Storage

/// The tables of money, as desk, public page and paper draw them.
struct FundTables {
    let words: Words
    let times: Times

    func sums(_ sums: [FundSum]) -> HTML {
        var total = FundSum(.fiscal)
        for sum in sums {
            total.planned += sum.planned
            total.received += sum.received
            total.spent += sum.spent
        }
        let rows = sums.filter { !$0.isEmpty }.map { sum in
            row("\(words("funds.source.\(sum.source.rawValue)"))", sum)
        }
        return dataTable(
            caption: words("funds.sums"), columns: columns(words("funds.column.source")),
            rows: rows + [row("<strong>\(words("funds.total"))</strong>", total)])
    }

    func columns(_ first: String) -> [TableColumn] {
        [TableColumn(first)]
            + ["planned", "received", "spent", "left"].map {
                TableColumn(words("funds.column.\($0)"), isNumber: true)
            }
    }

    func row(_ head: HTML, _ sum: FundSum) -> [HTML] {
        [head] + [sum.planned, sum.received, sum.spent, sum.left].map { "\(yuan($0))" }
    }

    func yuan(_ fen: Int64) -> String { Yuan.text(fen: fen) }

    /// One line in words: what for, and what became of it.
    func said(_ line: Funds.Line) -> HTML {
        let key = line.line.reverses == nil ? line.line.kind.rawValue : "reversal"
        return """
            <span>\(line.line.words) \
            \(chip(
                words("funds.kind.\(key)"),
                tone: line.line.reverses == nil && line.line.kind == .received ? .jade : .plain))\
            \(HTML.when(line.isReversed, " \(chip(words("funds.reversed"), tone: .amber))"))</span>
            """
    }

    /// Above zero what comes, below zero what goes; a plan that is taken back goes too.
    func amount(_ line: FundLine) -> String {
        let signed = line.kind == .spent ? -line.signed : line.signed
        return (signed > 0 ? "+" : "") + Yuan.text(fen: signed)
    }

    /// - Parameter who: which office entered a line, or which person at it.
    func lines(
        _ lines: [Funds.Line], who: (Funds.Line) -> String, tools: ((Funds.Line) -> HTML)? = nil
    ) -> HTML {
        var columns = ["day", "words", "source"].map { TableColumn(words("funds.column.\($0)")) }
        columns.append(TableColumn(words("funds.column.amount"), isNumber: true))
        columns.append(TableColumn(words("funds.column.who")))
        if tools != nil { columns.append(TableColumn(words("funds.column.correct"))) }
        return dataTable(
            caption: words("funds.lines"), columns: columns,
            rows: lines.map { line in
                var cells: [HTML] = [
                    "\(times.wholeDay(line.line.day))", said(line),
                    "\(words("funds.source.\(line.line.source.rawValue)"))",
                    "\(amount(line.line))", "\(who(line))",
                ]
                if let tools { cells.append(tools(line)) }
                return cells
            })
    }
}
