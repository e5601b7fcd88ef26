import Actions
import Kernel
import Media
import Storage

/// Lists that belong to one thing, which the address names.
extension DeskFrame {
    /// The rules of a version of the catalogue; without a number of the newest, a draft or not.
    func rulesExport() -> ListExport {
        let version = ask.query["version"].flatMap { Int($0) }
        return ListExport(
            name: "rules", title: words("catalogue.title"),
            columns: exportColumns([
                ("catalogue.column.place", 24), ("catalogue.column.category", 24),
                ("catalogue.column.lead", 30), ("exports.rule.assists", 40),
                ("catalogue.column.basis", 40),
            ])
        ) { [self] _ in
            guard
                let reading = try await ask.installation.catalogue(
                    version: version, in: visit.realm)
            else { throw ActionError.notFound }
            return ListExport.Page(
                rows: reading.entries.map { entry in
                    [
                        reading.places[entry.place].map { .text(words.name($0.name)) } ?? .empty,
                        .text(
                            entry.category.map { words("category.\($0)") }
                                ?? words("catalogue.anyCategory")),
                        .text(bodyName(entry.lead)),
                        .text(entry.assists.map(bodyName).joined(separator: "；")),
                        .text(entry.basis),
                    ]
                }, next: nil)
        }
    }

    /// The matters and activities of a year that belong to a line of work.
    func lineItemsExport() throws -> ListExport {
        guard let line = ask.query["line"], visit.book.profile.lines.contains(line) else {
            throw ActionError.notFound
        }
        let year = askedYear
        return ListExport(
            name: "line", title: words("workLine.\(line)"),
            columns: exportColumns([
                ("funds.column.day", 12), ("exports.event.title", 40), ("exports.event.kind", 20),
                ("exports.matter.reference", 14),
            ])
        ) { [self] after in
            let found = try await ask.installation.workLine(
                line, of: year, after: after.flatMap { WorkLines.Cursor($0) },
                limit: ListExport.pageRows, in: visit.realm, for: visit.holding)
            return ListExport.Page(
                rows: found.items.map { entry in
                    let day = Spreadsheet.Cell.text("\(entry.line.day)")
                    switch entry.item {
                    case .matter(let matter):
                        return [
                            day, .text(title(of: matter)), .text(words("\(matter.procedure).name")),
                            .text(matter.reference.description),
                        ]
                    case .activity(let activity):
                        return [
                            day, .text(activity.title),
                            .text(words("activityKind.\(activity.kind)")), .empty,
                        ]
                    }
                }, next: found.older?.text)
        }
    }

    /// What every building got in a round, in the order of the tree: never in that of the points.
    func appraisalPointsExport() throws -> ListExport {
        try requireAppraisal()
        guard let round = ask.query["round"].flatMap({ AppraisalRound.ID($0) }) else {
            throw ActionError.notFound
        }
        return ListExport(
            name: "appraisal-points", title: words("appraisal.results"),
            columns: exportColumns([
                ("appraisal.column.building", 24), ("exports.appraisal.sum", 10),
                ("exports.appraisal.sheets", 10), ("appraisal.column.points", 10),
                ("appraisal.column.flag", 10),
            ])
        ) { [self] _ in
            guard
                let file = try await ask.installation.appraisalRound(round, in: visit.realm),
                isConcerned(with: file.scheme.placePath), file.round.state == .awarded
            else { throw ActionError.notFound }
            let results = Dictionary(
                file.awards.map { ($0.result.building, $0.result) },
                uniquingKeysWith: { first, _ in first })
            let flags = Dictionary(
                file.flags.map { ($0.building, $0.place) }, uniquingKeysWith: { first, _ in first })
            return ListExport.Page(
                rows: file.buildings.map { building in
                    let name = words.building(
                        building, of: file.lines, under: file.scheme.placePath)
                    let result = results[building]
                    return [
                        .text(name), result.map { .number(Int64($0.sum)) } ?? .empty,
                        result.map { .number(Int64($0.sheets)) } ?? .empty,
                        .number(file.given[building] ?? 0),
                        flags[building].map {
                            .text(words("appraisal.flag.place", ["place": String($0)]))
                        } ?? .empty,
                    ]
                }, next: nil)
        }
    }

    /// Tickets of an exchange that could not be taken: why, and never what stands in them.
    func ticketsExport() throws -> ListExport {
        guard let id = ask.query["exchange"], visit.book.profile.exchange(id) != nil else {
            throw ActionError.notFound
        }
        let isSetAside = ask.query["aside"] != nil
        return ListExport(
            name: "tickets", title: words("exchanges.queue"),
            columns: exportColumns([
                ("exchanges.column.number", 20), ("exchanges.column.reason", 60),
                ("exchanges.column.tries", 10), ("exchanges.column.last", 17),
            ])
        ) { [self] after in
            let cursor = after.flatMap { StartCursor<ExchangeFailure>($0) }
            let found = try await ask.installation.exchangeFailures(
                of: id, isSetAside: isSetAside, in: visit.realm,
                before: cursor.map { ($0.startsAt, $0.id) }, limit: ListExport.pageRows)
            let last = found.count < ListExport.pageRows ? nil : found.last
            return ListExport.Page(
                rows: found.map { failure in
                    [
                        failure.number.map { .text($0) } ?? .empty,
                        .text(sentence(failure.problem)), .number(Int64(failure.tries)),
                        written(failure.setAsideAt ?? failure.lastAt),
                    ]
                },
                next: last.map {
                    StartCursor<ExchangeFailure>(startsAt: $0.lastAt, id: $0.id).text
                })
        }
    }
}
