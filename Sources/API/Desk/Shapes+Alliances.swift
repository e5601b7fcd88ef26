import Actions
import Kernel
import Storage

/// The months of a year of a rota, as whoever draws it up sees them.
struct RotaYear: Sendable {
    let rota: ChairRota
    let year: Int
    let now: Month

    /// Who would be next, for the months that are not over and have no chair.
    var proposal: [Month: Body.ID] {
        let open = Month.all(ofYear: year).filter { $0 >= now && rota.turns[$0] == nil }
        return Dictionary(
            rota.proposal(for: open).map { ($0.month, $0.body) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension Shapes {
    static let membership = Shape<Membership>(
        "Membership",
        [
            .id("id") { $0.id }, .id("alliance") { $0.alliance }, .id("member") { $0.member },
            .day("from") { $0.from },
            .maybeDay("until", about: "The first day on which it no longer is one.") { $0.until },
        ])

    static let turn = Shape<ChairTurn>(
        "ChairTurn",
        [
            .text("month", .month) { turn, _ in turn.month.description },
            .id("body") { $0.body },
            .maybeID("passedOver", about: "Whose month it was.") { $0.passedOver?.body },
            .maybe("reason") { turn, _ in turn.passedOver?.reason },
        ])

    static let allianceLine = Shape<AllianceLine>(
        "AllianceLine",
        [
            .id("id") { $0.body.id }, .name("name") { $0.body.name },
            .text("kind", .word) { line, _ in line.body.kind },
            .many("members", membership) { line, _ in line.members },
            .maybeOne("chair", turn, about: "This month.") { line, _ in line.chair },
            .maybeOne("next", turn, about: "The next month.") { line, _ in line.next },
        ])

    static let ownAlliances = Shape<OwnAlliances>(
        "OwnAlliances",
        [
            .many("memberships", membership) { own, _ in own.memberships },
            .many("turns", allianceTurn, about: "From this month on.") { own, _ in own.turns },
            .many("owed", matterLine) { own, _ in own.owed },
            .many("ended", matterLine) { own, _ in own.ended },
        ])

    static let allianceTurn = Shape<ChairTurns.Of>(
        "AllianceTurn",
        [.id("alliance") { $0.alliance }, .one("turn", turn) { of, _ in of.turn }])

    static let resolutionLine = Shape<Resolutions.Line>(
        "ResolutionLine",
        [
            .id("meeting") { $0.meeting }, .number("ordinal") { line, _ in line.ordinal },
            .one("matter", matterLine) { line, _ in line.matter },
        ])

    static let alliance = Shape<AllianceFile>(
        "Alliance",
        [
            .id("id") { $0.alliance.body.id }, .name("name") { $0.alliance.body.name },
            .text("kind", .word) { file, _ in file.alliance.body.kind },
            .id("place") { $0.alliance.place.id },
            .many("memberships", membership, about: "Past ones too.") { file, _ in
                file.memberships
            },
            .many("turns", turn) { file, _ in
                file.rota.turns.values.sorted { $0.month < $1.month }
            },
            .many("meetings", meeting, about: "The last \(AllianceFile.shownMax).") { file, _ in
                file.meetings
            },
            .many("open", resolutionLine, about: "Decisions that are not done.") { file, _ in
                file.open
            },
            .many("ended", resolutionLine) { file, _ in file.ended },
        ])

    static let rota = Shape<RotaYear>(
        "Rota",
        [
            .number("year") { year, _ in year.year },
            .many("months", rotaMonth) { year, _ in
                let proposal = year.proposal
                return Month.all(ofYear: year.year).map { month in
                    RotaMonth(
                        month: month, turn: year.rota.turns[month], next: proposal[month],
                        eligible: month < year.now ? [] : year.rota.eligible(in: month))
                }
            },
        ])

    struct RotaMonth: Sendable {
        let month: Month
        let turn: ChairTurn?
        let next: Body.ID?
        let eligible: [Body.ID]
    }

    static let rotaMonth = Shape<RotaMonth>(
        "RotaMonth",
        [
            .text("month", .month) { line, _ in line.month.description },
            .maybeOne("turn", turn) { line, _ in line.turn },
            .maybeID("next", about: "Who would be next where nobody is set down.") { $0.next },
            .texts("eligible", .id, about: "None for months that are over.") { line, _ in
                line.eligible.map(\.description)
            },
        ])
}
