import Actions
import Kernel
import Markup
import Storage

/// The targets of a matter with what was reached beside each: by a figure where the program counts
/// it, else as somebody typed it, with where it comes from and of which day.
struct TargetsReading {
    let file: MatterFile
    let words: Words
    let times: Times
    let installation: Installation
    let realm: Realm

    /// Nothing for procedures whose targets name no figures.
    func panel() async throws -> HTML {
        guard file.procedure.fields.contains(where: { $0.type == .figure }) else { return .empty }
        let rows = try await counted() + typed()
        guard !rows.isEmpty else { return .empty }
        return Web.panel(
            words("targets.title"),
            content: dataTable(
                caption: words("targets.detail"),
                columns: [
                    TableColumn(words("targets.measure")),
                    TableColumn(words("targets.target"), isNumber: true),
                    TableColumn(words("targets.actual"), isNumber: true),
                    TableColumn(words("targets.source")),
                ], rows: rows))
    }

    private struct Target {
        let measure: String
        let number: Int64
        let year: Period
    }

    /// The last target of each measure, in the order in which they were first set.
    private func targets(_ field: String) -> [Target] {
        var found: [Target] = []
        for line in file.story {
            guard let measure = text(field, in: line), let number = number("target", in: line)
            else { continue }
            let target = Target(
                measure: measure, number: number,
                year: Period(.year, with: Month(of: file.book.day(of: line.at))))
            if let index = found.firstIndex(where: { $0.measure == measure }) {
                found[index] = target
            } else {
                found.append(target)
            }
        }
        return found
    }

    private func counted() async throws -> [[HTML]] {
        let targets = targets("figure")
        var rows: [[HTML]] = []
        for year in Set(targets.map(\.year)).sorted(by: { $0.first < $1.first }) {
            let own = targets.filter { $0.year == year }
            let values = try await installation.figures(
                own.map(\.measure), at: file.matter.place, for: year, in: realm)
            rows += own.map { target in
                row(
                    "<a href=\"\(Link.figures(realm))\">\(words("figure.\(target.measure)"))</a>",
                    target, actual: values[target.measure]?.text,
                    source: words("targets.counted", ["period": "\(year)"]))
            }
        }
        return rows
    }

    private func typed() -> [[HTML]] {
        targets("measure").map { target in
            let reached = file.story.last {
                text("measure", in: $0) == target.measure && number("actual", in: $0) != nil
            }
            guard let reached, let actual = number("actual", in: reached) else {
                return row("\(target.measure)", target, actual: nil, source: "–")
            }
            let day = text("asOf", in: reached).flatMap { try? Day(parsing: $0) }
            return row(
                "\(target.measure)", target, actual: String(actual),
                source: [text("source", in: reached), day.map(times.day)].compactMap(\.self)
                    .joined(separator: words("page.comma")))
        }
    }

    private func row(
        _ measure: HTML, _ target: Target, actual: String?, source: String
    ) -> [HTML] {
        [measure, "\(String(target.number))", "\(actual ?? "–")", "\(source)"]
    }

    private func text(_ field: String, in line: Stories.Line) -> String? {
        guard case .text(let text)? = line.payload?["answers"]?[field] else { return nil }
        return text
    }

    private func number(_ field: String, in line: Stories.Line) -> Int64? {
        guard case .int(let number)? = line.payload?["answers"]?[field] else { return nil }
        return number
    }
}
