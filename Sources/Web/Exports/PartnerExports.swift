import Actions
import Kernel
import Media
import Storage

extension DeskFrame {
    private func cell(_ name: LocalName?) -> Spreadsheet.Cell {
        name.map { .text(words.name($0)) } ?? .empty
    }

    private func cell(_ count: Int) -> Spreadsheet.Cell { .number(Int64(count)) }

    /// Units with an agreement in force, or those without one.
    func agreementsExport() -> ListExport {
        let isSigned = ask.query["show"] != "unsigned"
        let signed: [(key: String, width: Double)] = [
            ("agreements.column.unit", 30), ("agreements.column.agreement", 60),
            ("agreements.column.projects", 10), ("activities.figure.held", 12),
            ("activities.figure.personTimes", 12), ("activities.figure.hours", 12),
        ]
        return ListExport(
            name: "agreements",
            title: words(isSigned ? "agreements.signed" : "agreements.unsigned"),
            columns: exportColumns(
                isSigned
                    ? signed
                    : [("agreements.column.unit", 30), ("agreements.column.phone", 18)])
        ) { [self] after in
            let list = try await ask.installation.signing(
                isSigned: isSigned, in: visit.realm, after: after.flatMap { Body.ID($0) },
                limit: ListExport.pageRows)
            return ListExport.Page(
                rows: list.lines.map { line in
                    guard isSigned else {
                        return [cell(line.unit.name), line.unit.phone.map { .text($0) } ?? .empty]
                    }
                    let agreements = line.agreements.map {
                        "\($0.title) (\(words("agreement.state.\($0.state)")))"
                    }
                    return [
                        cell(line.unit.name), .text(agreements.joined(separator: "；")),
                        cell(line.projects), cell(line.counts.activities),
                        cell(line.counts.personTimes), .text(times.served(line.counts.minutes)),
                    ]
                }, next: list.next?.description)
        }
    }

    /// The alliances of today, with who chairs this month and the next.
    func alliancesExport() -> ListExport {
        ListExport(
            name: "alliances", title: words("alliances.title"),
            columns: exportColumns([
                ("body.field.name", 30), ("body.field.kind", 16), ("exports.alliance.members", 10),
                ("exports.alliance.chair", 30), ("exports.alliance.next", 30),
            ])
        ) { [self] _ in
            let board = try await ask.installation.allianceBoard(for: visit)
            return ListExport.Page(
                rows: board.alliances.map { line in
                    [
                        cell(line.body.name), .text(words("bodyKind.\(line.body.kind)")),
                        cell(line.members.count), chairName(line.chair), chairName(line.next),
                    ]
                }, next: nil)
        }
    }

    private func chairName(_ turn: ChairTurn?) -> Spreadsheet.Cell {
        turn.map { .text(bodyName($0.body)) } ?? .empty
    }

    /// The units that registered: one's own, and those in the reach of the post.
    func unitsExport() -> ListExport {
        ListExport(
            name: "units", title: words("registration.nav.units"),
            columns: exportColumns([
                ("agreements.column.unit", 30), ("exports.matter.place", 24),
                ("exports.unit.hands", 10), ("exports.event.state", 14),
            ])
        ) { [self] _ in
            let list = try await ask.installation.unitList(in: visit.realm, for: visit.holding)
            let own = Set(list.own.map(\.id))
            return ListExport.Page(
                rows: (list.own + list.kept.filter { !own.contains($0.id) }).map { unit in
                    let state = unit.registration.state
                    return [
                        cell(list.bodies[unit.body]?.name), cell(list.places[unit.place]?.name),
                        cell(unit.hands),
                        .text(
                            unit.registration.asksAgain(on: today)
                                ? words("registration.asked.chip")
                                : words("registration.state.\(state.rawValue)")),
                    ]
                }, next: nil)
        }
    }

    /// Who is short of hands, and who was: numbers, never who comes.
    func callUpsExport() -> ListExport {
        ListExport(
            name: "call-ups", title: words("registration.nav.callUps"),
            columns: exportColumns([
                ("exports.event.title", 40), ("exports.event.body", 24),
                ("exports.event.venue", 24), ("exports.event.state", 12),
                ("exports.callUp.shifts", 10), ("exports.callUp.needed", 10),
                ("exports.callUp.taken", 10),
            ])
        ) { [self] after in
            let lists = try await ask.installation.callUpLists(
                in: visit.realm, before: after.flatMap { CallUp.ID($0) },
                limit: ListExport.pageRows)
            func rows(_ lines: [CallUpLine], _ state: String) -> [[Spreadsheet.Cell]] {
                lines.map { line in
                    [
                        .text(line.callUp.title), cell(line.body?.name),
                        .text(line.callUp.venue), .text(words(state)), cell(line.shifts),
                        cell(line.needed), cell(line.taken),
                    ]
                }
            }
            return ListExport.Page(
                rows: rows(lists.open, "callUps.open") + rows(lists.closed, "callUps.closed"),
                next: lists.older?.description)
        }
    }

    /// The pairings that a worker keeps: by number, never who is helped.
    func pairingsExport() -> ListExport {
        let shown = ask.query["show"].flatMap(Pairings.View.init) ?? .running
        return ListExport(
            name: "pairings", title: words("pairings.kept.title"),
            columns: exportColumns([
                ("exports.pairing.title", 24), ("pairings.field.place", 30),
                ("exports.pairing.supporters", 40), ("exports.event.state", 12),
                ("exports.pairing.rhythm", 40),
            ])
        ) { [self] _ in
            let list = try await ask.installation.keptList(
                shown, in: visit.realm, for: visit.holding)
            return ListExport.Page(
                rows: list.pairings.map { pairing in
                    [
                        .text(title(of: pairing)), .text(placeWords(pairing, list.places)),
                        .text(supporters(of: pairing, list)),
                        .text(words("pairings.state.\(pairing.state.rawValue)")),
                        .text(
                            pairing.kind == .area
                                ? words("pairings.area.rhythm")
                                : rhythm(pairing, list.visits[pairing.id])),
                    ]
                }, next: nil)
        }
    }

    /// Who answers for what: bodies of areas by name, households and people as counts.
    func responsibilitiesExport() -> ListExport {
        let kinds: [Pairing.Kind] = [.household, .person, .card]
        var columns = exportColumns([("pairings.field.place", 40), ("pairings.kind.area", 60)])
        columns += kinds.map {
            ListExport.Column(title: words("pairings.kind.\($0.rawValue)"), width: 10)
        }
        return ListExport(
            name: "responsibilities", title: words("pairings.nav.matrix"), columns: columns
        ) { [self] _ in
            let matrix = try await ask.installation.pairingMatrix(
                under: visit.holding.post.reach, in: visit.realm)
            return ListExport.Page(
                rows: matrixLines(matrix).map { line in
                    [.text(line.place), .text(line.bodies)]
                        + kinds.map { cell(matrix.counts[line.id]?[$0] ?? 0) }
                }, next: nil)
        }
    }
}
