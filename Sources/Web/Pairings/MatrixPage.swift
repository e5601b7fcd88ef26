import Actions
import Kernel
import Markup
import Storage

/// Who answers for what (三定三包): bodies of areas by name, households and people as counts.
struct MatrixView {
    let title: String
    let detail: String
    let filtersLabel: String
    let filters: [NavItem]
    let caption: String
    let columns: [TableColumn]
    let rows: [[HTML]]
    let none: (title: String, next: String)
}

func matrixPage(_ view: MatrixView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.detail, filters: view.filters,
        filtersLabel: view.filtersLabel))\
    \(view.rows.isEmpty
        ? emptyState(view.none.title, next: view.none.next)
        : dataTable(caption: view.caption, columns: view.columns, rows: view.rows))
    """
}

extension MatrixView {
    static var example: MatrixView {
        MatrixView(
            title: "责任表", detail: "三定三包", filtersLabel: "结对", filters: [], caption: "谁包哪里",
            columns: [TableColumn("地方"), TableColumn("户", isNumber: true)],
            rows: [["1号楼", "2"]], none: ("没有", "登记一对"))
    }
}

extension Site {
    static func pairingMatrix(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let matrix = try await ask.installation.pairingMatrix(
            under: frame.visit.holding.post.reach, in: frame.visit.realm)
        let kinds: [Pairing.Kind] = [.household, .person, .card]
        let view = MatrixView(
            title: words("pairings.nav.matrix"), detail: words("pairings.matrix.detail"),
            filtersLabel: words("pairings.title"), filters: frame.pairingFilters(.pairingMatrix),
            caption: words("pairings.matrix.caption"),
            columns: [
                TableColumn(words("pairings.field.place")),
                TableColumn(words("pairings.kind.area")),
            ] + kinds.map { TableColumn(words("pairings.kind.\($0.rawValue)"), isNumber: true) },
            rows: frame.matrixLines(matrix).map { line in
                ["\(line.place)", "\(line.bodies)"]
                    + kinds.map { "\(matrix.counts[line.id]?[$0] ?? 0)" }
            }, none: (words("pairings.matrix.none"), words("pairings.matrix.none.next")))
        return frame.page(
            view.title, current: .pairings(),
            content: """
                \(matrixPage(view))\
                \(frame.exportLinks(.responsibilities, like: .pairingMatrix))
                """)
    }
}

extension DeskFrame {
    /// The places of a matrix that have any pairing, in words, with the bodies of each.
    func matrixLines(
        _ matrix: PairingMatrix
    ) -> [(id: Place.ID, place: String, bodies: String)] {
        let names = Dictionary(
            matrix.places.map { ($0.id, words.name($0.name)) },
            uniquingKeysWith: { first, _ in first })
        return matrix.places.filter { matrix.counts[$0.id] != nil }.map { place in
            let line = place.path.ids.suffix(2).compactMap { names[$0] }
            let bodies = (matrix.bodies[place.id] ?? []).map { words.name($0) }
            return (
                place.id, line.joined(separator: " › "),
                bodies.isEmpty ? "–" : bodies.joined(separator: words("page.comma"))
            )
        }
    }
}
