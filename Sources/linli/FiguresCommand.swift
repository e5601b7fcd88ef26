import Actions
import App
import ArgumentParser
import Kernel
import Profiles
import Storage

/// `linli figures`
struct Figures: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "figures",
        abstract: "Print the figures of a realm for a period.",
        discussion: """
            Every number is counted from the record. A share prints its parts.
            Examples:
              linli figures --realm huifeng --period 2023
              linli figures --realm huifeng --period 2023-Q2 --place 金秋社区
            """)

    @OptionGroup var data: DataOption

    @OptionGroup var realm: RealmOption

    @Option(
        help: ArgumentHelp(
            "A year, half, quarter or month: 2023, 2023-H1, 2023-Q3, 2023-07.",
            valueName: "period"))
    var period: String

    @Option(
        help: ArgumentHelp(
            "A place by its name, code or number (default: all of the realm).",
            valueName: "place"))
    var place: String?

    func run() async throws {
        guard let asked = Period(parsing: period) else {
            throw Complaint(
                "“\(period)” is no period. Write 2023, 2023-H1, 2023-Q3 or 2023-07.")
        }
        try await data.writing { installation in
            let realm = try await realm.find(in: installation.database)
            let book = try await installation.rulebook(of: realm)
            guard !book.profile.figures.isEmpty else {
                throw Complaint(
                    "The profile \(book.profile.id) of \(realm.slug) lists no figures:.")
            }
            try await CountFacts().run(in: installation)
            let sheet = try await installation.figureSheet(
                at: try await found(in: realm, installation).id, for: asked, in: realm)
            say("\(sheet.place.name.zh), \(asked)")
            say(
                Columns.text(
                    sheet.lines.map { line in
                        [
                            line.figure.id, Self.told(line.value), Self.told(line.before),
                            book.profile.texts.text("figure.\(line.figure.id)", in: .zh),
                        ]
                    }, header: ["figure", "\(asked)", "\(asked.previous)", "name"]))
        }
    }

    private func found(in realm: Realm, _ installation: Installation) async throws -> Place {
        if let place {
            guard let found = try await installation.place(named: place, in: realm) else {
                throw Complaint(
                    "There is no place “\(place)” in \(realm.slug), or several are called so. "
                        + "Give its code or number.")
            }
            return found
        }
        guard let root = try await installation.rootPlace(in: realm) else {
            throw Complaint(
                "\(realm.slug) has no single place that holds all others. Name one with --place.")
        }
        return root
    }

    private static func told(_ value: FigureValue) -> String {
        switch value {
        case .number(let number): return String(number)
        case .share(let part, let whole):
            let percent = value.tenthsOfPercent.map { "\($0 / 10).\($0 % 10)%" } ?? "–"
            return "\(percent) (\(part)/\(whole))"
        }
    }
}
