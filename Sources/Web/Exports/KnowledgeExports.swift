import Actions
import Kernel
import Media
import Storage

extension DeskFrame {
    /// The guides that hold today.
    func guidesExport() -> ListExport {
        ListExport(
            name: "guides", title: words("guides.title"),
            columns: exportColumns([
                ("guides.field.title", 40), ("guides.field.kind", 14), ("guides.field.body", 24),
                ("guides.field.source", 40), ("guides.field.reviewedOn", 12),
                ("guides.field.reviewOn", 12),
            ])
        ) { [self] _ in
            let guides = try await ask.installation.guides(in: visit.realm)
            return ListExport.Page(
                rows: guides.map { guide in
                    [
                        .text(words.name(guide.title)),
                        .text(words("guides.kind.\(guide.kind.rawValue)")),
                        .text(bodyName(guide.body)), .text(guide.source),
                        .text("\(guide.reviewedOn)"), .text("\(guide.reviewOn)"),
                    ]
                }, next: nil)
        }
    }

    /// The notices that hang and that the place was founded with; others are matters.
    func noticesExport() -> ListExport {
        ListExport(
            name: "notices", title: words("notice.hanging"),
            columns: exportColumns([
                ("notice.column.title", 40), ("exports.place.from", 12),
                ("exports.place.until", 12),
            ])
        ) { [self] _ in
            let notices = try await ask.installation.notices(in: visit.realm)
            return ListExport.Page(
                rows: notices.map { notice in
                    [
                        .text(words.name(notice.title)), .text("\(notice.from)"),
                        .text("\(notice.until.adding(days: -1))"),
                    ]
                }, next: nil)
        }
    }

    /// How much of a year belongs to each line of work.
    func linesExport() -> ListExport {
        let year = askedYear
        return ListExport(
            name: "lines", title: words("lines.title"),
            columns: exportColumns([
                ("lines.column.line", 24), ("lines.column.matters", 10),
                ("lines.column.activities", 10),
            ])
        ) { [self] _ in
            let counts = try await ask.installation.workLineCounts(of: year, in: visit.realm)
            return ListExport.Page(
                rows: visit.book.profile.lines.map { line in
                    [
                        .text(words("workLine.\(line)")),
                        .number(counts[line]?["matter"] ?? 0),
                        .number(counts[line]?["activity"] ?? 0),
                    ]
                }, next: nil)
        }
    }

    /// The newest rounds of the appraisal of places in line with the post's own.
    func appraisalsExport() throws -> ListExport {
        try requireAppraisal()
        return ListExport(
            name: "appraisals", title: words("appraisal.rounds"),
            columns: exportColumns([
                ("exports.appraisal.month", 10), ("exports.matter.place", 24),
                ("exports.event.state", 16), ("exports.appraisal.entered", 10),
                ("exports.appraisal.all", 10),
            ])
        ) { [self] _ in
            let lists = try await ask.installation.appraisalLists(
                along: visit.holding.post.reach, in: visit.realm, limit: ListExport.pageRows)
            return ListExport.Page(
                rows: lists.rounds.map { round in
                    let progress = lists.progress[round.id] ?? (entered: 0, all: 0)
                    return [
                        .text(round.month),
                        lists.places[round.place].map { .text(words.name($0.name)) } ?? .empty,
                        .text(words("appraisal.state.\(round.state.rawValue)")),
                        .number(Int64(progress.entered)), .number(Int64(progress.all)),
                    ]
                }, next: nil)
        }
    }

    /// What all projects in reach have of each source.
    func fundsExport() throws -> ListExport {
        guard hasFunds else { throw ActionError.notFound }
        return ListExport(
            name: "funds", title: words("funds.sums"),
            columns: exportColumns([
                ("funds.column.source", 20), ("funds.column.planned", 16),
                ("funds.column.received", 16), ("funds.column.spent", 16),
                ("funds.column.left", 16),
            ])
        ) { [self] _ in
            let sums = try await ask.installation.fundSums(in: visit.realm, for: visit.holding)
            return ListExport.Page(
                rows: sums.map { sum in
                    [.text(words("funds.source.\(sum.source.rawValue)"))]
                        + [sum.planned, sum.received, sum.spent, sum.left].map { .hundredths($0) }
                }, next: nil)
        }
    }

    /// What one kind of money did within the days that the address names, line by line.
    func fundLinesExport() throws -> ListExport {
        guard let source = ask.query["source"].flatMap(FundSource.init) else {
            throw ActionError.notFound
        }
        let span = try fundSpan()
        return ListExport(
            name: "fund-lines",
            title: words(
                "funds.statement", ["source": words("funds.source.\(source.rawValue)")]),
            columns: exportColumns([
                ("funds.column.day", 12), ("funds.column.words", 40), ("exports.event.kind", 12),
                ("exports.matter.reference", 14), ("funds.column.project", 40),
                ("funds.column.amount", 16),
            ])
        ) { [self] after in
            let statement = try await ask.installation.fundStatement(
                of: source, from: span.from, until: span.until, in: visit.realm,
                for: visit.holding, after: after.flatMap(Funds.Cursor.init(written:)),
                limit: ListExport.pageRows)
            return ListExport.Page(
                rows: statement.lines.map { entry in
                    let line = entry.line.line
                    let kind = line.reverses == nil ? line.kind.rawValue : "reversal"
                    return [
                        .text("\(line.day)"), .text(line.words),
                        .text(words("funds.kind.\(kind)")), .text(entry.reference.description),
                        .text(entry.title),
                        .hundredths(line.kind == .spent ? -line.signed : line.signed),
                    ]
                }, next: statement.next.map { "\($0.day).\($0.id)" })
        }
    }
}
