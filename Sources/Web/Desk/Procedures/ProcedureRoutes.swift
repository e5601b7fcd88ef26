import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The procedures as drawings with what stands where now.
    static let procedureRoutes: [Route] = [
        .get("/desk/procedures", .post(.read), proceduresPage),
        .get("/desk/procedures/:name", .post(.read), procedurePage),
    ]

    /// Every procedure of the realm, with how much is under way.
    private static func proceduresPage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let procedures = frame.visit.book.profile.procedures
        let counts = try await ask.installation.openByState(of: procedures, for: frame.visit)
        let rows = procedures.map { procedure -> [HTML] in
            let name = procedure.key.name
            let own = counts.filter { $0.procedure == name }
            let live = LiveCount(own)
            return [
                "<a href=\"\(Link.procedure(name))\">\(words("\(name).name"))</a>",
                "\(words("procedure.version", ["version": String(procedure.key.version)]))",
                "\(procedure.states.count)", "\(live.words)",
                frame.lateChip(live),
            ]
        }
        return frame.page(
            words("procedure.list"), current: .procedures,
            content: """
                \(deskHead(
                    title: words("procedure.list"), detail: words("procedure.list.detail")))\
                \(dataTable(
                    caption: words("procedure.list.caption"),
                    columns: ["name", "version", "states", "open", "late"].map {
                        TableColumn(
                            words("procedure.column.\($0)"),
                            isNumber: $0 == "states" || $0 == "open")
                    }, rows: rows))
                """)
    }
}

extension Link {
    static let procedures = Link("desk", "procedures")
    static func procedure(_ name: Procedure.Name) -> Link { Link("desk", "procedures", name) }
}

/// Counts that stop at a limit, added up: `12`, or `99+` where one of them stopped.
struct LiveCount {
    let open: Int
    let overdue: Int
    private let isCut: Bool

    init(_ counts: [StateCount]) {
        open = counts.reduce(0) { $0 + $1.open }
        overdue = counts.reduce(0) { $0 + $1.overdue }
        isCut = counts.contains { $0.open >= Inbox.countMax }
    }

    var words: String { Self.told(open, isCut) }
    var overdueWords: String { Self.told(overdue, isCut && overdue >= Inbox.countMax) }

    private static func told(_ count: Int, _ isCut: Bool) -> String {
        isCut ? "\(count - 1)+" : String(count)
    }
}
