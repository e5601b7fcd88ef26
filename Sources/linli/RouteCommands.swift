import Actions
import App
import ArgumentParser
import Kernel
import SQL
import Storage

/// `linli route`
struct RouteCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "The responsibility catalogue: try it on past matters, explain a routing.",
        subcommands: [Trial.self, Explain.self], defaultSubcommand: Trial.self)

    struct Trial: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "trial",
            abstract: "Route past matters again and compare with who really led them.",
            discussion: """
                Nothing is changed. With --draft the draft of the catalogue is tried before it is \
                published.
                Example:
                  linli route --dry-run --draft --last 1000
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        @Flag(help: "Said for clearness: a trial never changes anything.")
        var dryRun = false

        @Flag(help: "Try the draft rather than the catalogue in force.")
        var draft = false

        @Option(help: ArgumentHelp("How many of the newest matters.", valueName: "number"))
        var last = 500

        func validate() throws {
            guard (1...Matters.handledMax).contains(last) else {
                throw ValidationError("--last lies between 1 and \(Matters.handledMax).")
            }
        }

        func run() async throws {
            let report = try await data.reading { database in
                let realm = try await realm.find(in: database)
                do {
                    return try await TryCatalogue(realm: realm, usesDraft: draft, last: last)
                        .run(in: database)
                } catch ActionError.notFound {
                    throw Complaint("\(realm.slug) has no draft of its catalogue.")
                }
            }
            tell(report)
        }

        private func tell(_ report: TryCatalogue.Report) {
            let share = report.matters == 0 ? 0 : report.agreeing * 1000 / report.matters
            say(
                "Catalogue version \(report.version)\(report.isDraft ? " (draft)" : ""): "
                    + "\(report.agreeing) of \(report.matters) matters agree with who led them "
                    + "(\(share / 10).\(share % 10) %).")
            if !report.shifts.isEmpty {
                say()
                say(
                    Columns.text(
                        report.shifts.map {
                            [
                                $0.category, "\($0.count)", $0.led.zh, $0.wouldLead.zh,
                                "\($0.example)",
                            ]
                        }, header: ["category", "matters", "led by", "would go to", "such as"]))
            }
            for (category, count) in report.unrouted {
                say("No rule for \(category) (\(count) matters).")
            }
        }
    }

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "explain",
            abstract: "Say where a request would go, and why.",
            discussion: """
                Example:
                  linli route explain --place 半山尚小区 --category property.elevator
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        @Option(help: ArgumentHelp("A place, by name or code.", valueName: "place"))
        var place: String

        @Option(help: ArgumentHelp("A category of the profile.", valueName: "category"))
        var category: String

        private static let weighedMax = 8

        func run() async throws {
            let (place, category) = (place, category)
            let (routing, names) = try await data.reading { database in
                let realm = try await realm.find(in: database)
                return try await database.read { db in
                    try Finding.refuseUnknownCategory(category, in: realm, db)
                    let spot = try Finding.place(place, in: realm, db)
                    let catalogue = try Catalogues.current(of: realm.id, db)
                    let names = Dictionary(
                        try Bodies.all(in: realm.id, db).map { ($0.id, $0.name.zh) },
                        uniquingKeysWith: { first, _ in first })
                    return (catalogue.route(place: spot.path, category: category), names)
                }
            }
            tell(routing, names)
        }

        private func tell(_ routing: Routing, _ names: [Body.ID: String]) {
            func name(_ id: Body.ID) -> String { names[id] ?? id.description }
            if let chosen = routing.chosen {
                say("\(name(chosen.lead)) leads: \(chosen.basis)")
                if !chosen.assists.isEmpty {
                    say("Assisting: \(chosen.assists.map(name).joined(separator: ", "))")
                }
            } else {
                say("No rule of version \(routing.version) holds here for \(category).")
            }
            let others = routing.weighed.filter { weighed in
                weighed.verdict == .later || weighed.verdict == .lessNear
            }.prefix(Self.weighedMax)
            guard !others.isEmpty else { return }
            say()
            say(
                Columns.text(
                    others.map { [$0.verdict.words, name($0.rule.lead), $0.rule.basis] },
                    header: ["also holds, but", "lead", "basis"]))
        }
    }
}

extension Routing.Verdict {
    fileprivate var words: String {
        switch self {
        case .chosen: "chosen"
        case .lessNear: "is less near"
        case .later: "stands later"
        case .otherPlace: "is for another place"
        case .otherCategory: "is for another category"
        }
    }
}
