import Actions
import Kernel
import Markup

extension Site {
    /// Lists as files: `/desk/exports/matters?format=xlsx`, with the filters of the list behind it.
    /// Each list asks for the same right as its page.
    static let exportRoutes: [Route] = [
        .get("/desk/exports/:list", .desk, exportList)
    ]

    private static func exportList(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let list = ExportedList(rawValue: try ask.parameter("list")),
            let format = ListExport.Format(rawValue: ask.query["format"] ?? "xlsx")
        else { throw ActionError.notFound }
        guard list.isOpen(to: frame.visit) else { throw ActionError.forbidden }
        let export = try await frame.export(list)
        let filters = ask.query.texts.keys.filter { $0 != "format" && ask.query[$0] != nil }
        try await NoteExport(
            realm: frame.visit.realm, holding: frame.visit.holding, list: list.rawValue,
            filters: Array(filters)
        ).run(in: ask.installation)
        return try await export.reply(as: format, in: ask.installation)
    }
}

/// The lists that can be taken away as files.
enum ExportedList: String, CaseIterable {
    case matters, meetings, activities, people, places, bodies, records
    case agreements, alliances, units, callUps
    case pairings, responsibilities, appraisals
    case venues, sittings, bookings, rosters
    case guides, notices, lines, funds, fundLines
    case rules, lineItems, appraisalPoints, tickets

    /// Whether a post may read the page of the list.
    func isOpen(to visit: Visit) -> Bool {
        let profile = visit.book.profile
        let verb: Verb
        switch self {
        case .matters: return visit.hasInbox
        case .activities, .rosters: return !profile.activityKinds.isEmpty
        case .alliances: return !profile.allianceKinds.isEmpty
        case .venues, .sittings, .bookings: return profile.venues != nil
        case .units: return visit.mayReadUnits
        case .callUps: return !profile.handbookKinds.isEmpty
        case .guides: return true
        case .agreements, .meetings, .responsibilities, .appraisals, .appraisalPoints, .lines,
            .lineItems, .funds, .fundLines, .rules:
            verb = .read
        case .pairings, .tickets: verb = .enter
        case .notices: verb = .publish
        case .people: verb = .manage
        case .places, .bodies: verb = .readPlaces
        case .records: verb = .readRecords
        }
        return visit.holding.verbs.contains(verb)
    }
}

extension DeskFrame {
    func export(_ list: ExportedList) async throws -> ListExport {
        switch list {
        case .matters: try await mattersExport()
        case .meetings: meetingsExport()
        case .activities: activitiesExport()
        case .people: peopleExport()
        case .places: placesExport()
        case .bodies: bodiesExport()
        case .records: try recordsExport()
        case .agreements: agreementsExport()
        case .alliances: alliancesExport()
        case .units: unitsExport()
        case .callUps: callUpsExport()
        case .pairings: pairingsExport()
        case .responsibilities: responsibilitiesExport()
        case .appraisals: try appraisalsExport()
        case .venues: venuesExport()
        case .sittings: sittingsExport()
        case .bookings: try bookingsExport()
        case .rosters: rostersExport()
        case .guides: guidesExport()
        case .notices: noticesExport()
        case .lines: linesExport()
        case .funds: try fundsExport()
        case .fundLines: try fundLinesExport()
        case .rules: rulesExport()
        case .lineItems: try lineItemsExport()
        case .appraisalPoints: try appraisalPointsExport()
        case .tickets: try ticketsExport()
        }
    }

    /// The ways to take a list away, as it is filtered now.
    ///
    /// - Parameter link: the address of the list, whose filters go along.
    /// - Returns: nothing for a post that may not.
    func exportLinks(_ list: ExportedList, like link: Link) -> HTML {
        guard list.isOpen(to: visit) else { return .empty }
        let links = HTML.each(ListExport.Format.allCases) { format in
            """
             <a href="\(Link.export(list, as: format, like: link))" download>\
            \(words("exports.\(format.rawValue)"))</a>
            """
        }
        return "<p class=\"exports\">\(words("exports.take"))\(links)</p>"
    }

    func exportColumns(_ columns: [(key: String, width: Double)]) -> [ListExport.Column] {
        columns.map { ListExport.Column(title: words($0.key), width: $0.width) }
    }
}

extension Link {
    /// A list as a file, with the filters of its address.
    static func export(
        _ list: ExportedList, as format: ListExport.Format, like link: Link
    ) -> Link {
        let query = link.address.prefix { $0 != "#" }.split(separator: "?", maxSplits: 1)
        let filters = query.count == 2 ? "&" + query[1] : ""
        return Link(path: "/desk/exports/\(list.rawValue)?format=\(format.rawValue)\(filters)")
            ?? Link("desk", "exports", list.rawValue, query: ["format": format.rawValue])
    }
}
