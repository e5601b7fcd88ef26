import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// A year of one's own handbook on one A4 page: what was confirmed, each kind for itself.
    static func handbookSheet(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, visit) = (frame.words, frame.visit)
        let year = ask.handbookYear(on: frame.today)
        guard
            let own = try await ask.installation.ownHandbook(
                of: visit.person.id, ask.query["of"].flatMap { Enrolment.ID($0) }, year: year,
                in: visit.realm)
        else { throw ActionError.notFound }
        let place = own.place.map { words.name($0.name) } ?? ""
        let paper = Paper(
            realm: words.name(visit.realm.name),
            heading: words("handbook.sheet.heading", ["year": String(year)]),
            lead: words(
                "handbook.sheet.lead", ["name": visit.person.name, "place": place]),
            facts: frame.sheetFacts(own), parts: frame.sheetParts(own),
            signatures: [words("handbook.sheet.person"), words("handbook.sheet.branch")],
            footer: words("handbook.sheet.footer"))
        return .page(
            paperPage(
                ask.frame(paper.heading, words), paper,
                tools: buttonRow([
                    buttonLink(
                        words("page.back"), to: .handbook(year: year, of: own.enrolment.id),
                        icon: .back),
                    printButton(words("page.print")),
                ])))
    }
}

extension DeskFrame {
    /// How many lines of each list stand on the page; the sums above count all.
    private static let sheetRowsMax = 10

    fileprivate func sheetFacts(_ own: OwnHandbook) -> [(term: String, value: HTML)] {
        let minutes = own.service.reduce(0) { $0 + $1.minutes }
        let came = words("handbook.sheet.times", ["count": String(own.service.count)])
        var facts: [(term: String, value: HTML)] = [
            (words("handbook.sheet.service"), "\(came) · \(times.served(minutes))")
        ]
        facts += own.sums.sums.map { sum in
            let count = words("handbook.sheet.times", ["count": String(sum.times)])
            let time = sum.minutes == 0 ? "" : " · " + times.served(Int64(sum.minutes))
            return (words("handbookKind.\(sum.kind)"), "\(count + time)")
        }
        if let isPaid = own.sums.isPaid {
            facts.append(
                (
                    words("handbook.dues"),
                    "\(words(isPaid ? "handbook.dues.paid" : "handbook.dues.unpaid"))"
                ))
        }
        if own.sums.waiting > 0 {
            facts.append(
                (
                    words("handbook.sheet.waiting"),
                    "\(words("handbook.sheet.times", ["count": String(own.sums.waiting)]))"
                ))
        }
        return facts
    }

    fileprivate func sheetParts(_ own: OwnHandbook) -> [(title: String, content: HTML)] {
        let confirmed = own.entries.filter {
            $0.entry.state == .confirmed && $0.content.isPaid == nil
        }
        var parts: [(title: String, content: HTML)] = []
        if !own.service.isEmpty {
            parts.append(
                (
                    words("handbook.sheet.service"),
                    dataTable(
                        caption: words("handbook.service.caption"),
                        columns: ["activity", "when", "time"].map {
                            TableColumn(words("certificate.column.\($0)"))
                        },
                        rows: own.service.suffix(Self.sheetRowsMax).map { line in
                            [
                                "\(line.title)",
                                "\(times.day(Day(of: line.startsAt, in: times.zone)))",
                                "\(times.served(line.minutes))",
                            ]
                        })
                ))
        }
        if !confirmed.isEmpty {
            parts.append(
                (
                    words("handbook.sheet.own"),
                    dataTable(
                        caption: words("handbook.sheet.own.caption"),
                        columns: ["kind", "day", "words"].map {
                            TableColumn(words("handbook.column.\($0)"))
                        },
                        rows: confirmed.suffix(Self.sheetRowsMax).map { line in
                            [
                                "\(name(of: line.content))", "\(times.day(line.entry.day))",
                                "\(line.content.words)",
                            ]
                        })
                ))
        }
        return parts
    }
}
