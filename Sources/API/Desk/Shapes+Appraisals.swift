import Actions
import Kernel
import Storage

extension Shapes {
    static let criterion = Shape<AppraisalCriterion>(
        "Criterion",
        [
            .text("name") { criterion, _ in criterion.name },
            .number("pointsMax") { criterion, _ in criterion.pointsMax },
            .text("looksAt") { criterion, _ in criterion.looksAt },
        ])

    static let scheme = Shape<AppraisalScheme>(
        "AppraisalScheme",
        [
            .id("id") { $0.id }, .id("place") { $0.place },
            .number("schemeVersion", about: "Counted from 1 at each place.") { scheme, _ in
                scheme.version
            },
            .text("name") { scheme, _ in scheme.name },
            .many("criteria", criterion) { scheme, _ in scheme.rules.criteria },
            .number("visits") { scheme, _ in scheme.rules.visits },
            .number("flags") { scheme, _ in scheme.rules.flags },
            .number("appealDays") { scheme, _ in scheme.rules.appealDays },
            .maybeID("meeting", about: "That carried it.") { $0.adoption.meeting },
            .day("adoptedOn") { $0.adoption.day },
            .text("words", about: "By what act.") { scheme, _ in scheme.adoption.words },
            .time("since") { $0.since },
            .maybeTime("until", about: "Null while it is in force.") { $0.until },
            .maybe("endedWords") { scheme, _ in scheme.endedWords },
        ])

    static let schemeFile = Shape<AppraisalSchemeFile>(
        "AppraisalFile",
        [
            .one("scheme", scheme) { file, _ in file.scheme },
            .many("versions", scheme) { file, _ in file.versions },
            .many("rounds", round) { file, _ in file.rounds },
            .number("buildings", about: "That would take part today.") { file, _ in
                file.buildings
            },
        ])

    static let round = Shape<AppraisalRound>(
        "AppraisalRound",
        [
            .id("id") { $0.id }, .number("version") { round, _ in round.version },
            .id("scheme") { $0.scheme }, .id("place") { $0.place },
            .text("month", .month) { round, _ in round.month },
            .text("state", .choice(AppraisalRound.State.allCases.map(\.rawValue))) { round, _ in
                round.state.rawValue
            },
            .text("seed", about: "Of the draw, in hexadecimal digits.") { round, _ in
                let digits = String(round.seed, radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            },
            .time("openedAt") { $0.openedAt }, .maybeTime("closedAt") { $0.closedAt },
            .maybeDay("appealsUntil") { $0.appealsUntil },
            .maybeTime("awardedAt") { $0.awardedAt },
            .maybe("reason", about: "Why it was called off.") { round, _ in round.cancelledFor },
        ])

    static let roundFile = Shape<AppraisalRoundFile>(
        "AppraisalRoundFile",
        [
            .one("round", round) { file, _ in file.round },
            .texts("buildings", .id) { file, _ in file.buildings.map(\.description) },
            .many("sheets", appraisalSheet) { file, _ in file.sheets },
            .many("results", buildingResult, about: "Once awarded, in the order of the tree.") {
                file, _ in
                file.round.state == .awarded ? file.buildings.map { ($0, file) } : []
            },
        ])

    static let buildingResult = Shape<(Place.ID, AppraisalRoundFile)>(
        "BuildingResult",
        [
            .id("building") { $0.0 },
            .maybe("mean", about: "Of its sheets, exact; null where nobody looked.") { line, _ in
                line.1.awards.first { $0.result.building == line.0 }?.result.mean.description
            },
            .number("points", about: "That it has for the round, corrections counted.") {
                line, _ in Int(line.1.given[line.0] ?? 0)
            },
            .flag("hasFlag") { line, _ in line.1.flags.contains { $0.building == line.0 } },
        ])

    static let appraisalSheet = Shape<AppraisalSheet>(
        "AppraisalSheet",
        [
            .id("id") { $0.id }, .number("version") { sheet, _ in sheet.version },
            .id("round") { $0.round },
            .id("visitor") { $0.visitor }, .id("building") { $0.building },
            .many("marks", mark, about: "None before it was entered.") { sheet, _ in sheet.marks },
            .maybeNumber("total", about: "That counts.") { sheet, _ in sheet.total },
            .maybeTime("enteredAt") { $0.entry?.at },
            .maybeOne("appeal", appeal) { sheet, _ in sheet.appeal },
        ])

    static let mark = Shape<AppraisalMark>(
        "Mark",
        [
            .number("points") { mark, _ in mark.points },
            .maybe("evidence") { mark, _ in mark.evidence },
        ])

    static let appeal = Shape<AppraisalAppeal>(
        "AppraisalAppeal",
        [
            .text("reason") { appeal, _ in appeal.reason }, .time("at") { $0.at },
            .maybeOne("decision", appealDecision) { appeal, _ in appeal.decision },
        ])

    static let appealDecision = Shape<AppraisalAppeal.Decision>(
        "AppraisalDecision",
        [
            .flag("isUpheld") { decision, _ in decision.isUpheld },
            .text("words") { decision, _ in decision.words }, .time("at") { $0.at },
            Member("points", .list(.anyNumber, most: nil), about: "That count instead.") {
                decision, _ in .list(decision.points.map { .number(String($0)) })
            },
        ])

    static let bulletin = Shape<AppraisalBulletins.Bulletin>(
        "AppraisalBulletin",
        [
            .id("round") { $0.round }, .number("version") { bulletin, _ in bulletin.version },
            .text("lead") { bulletin, _ in bulletin.lead },
            .many("praises", praise) { bulletin, _ in bulletin.praises },
            .time("writtenAt") { $0.writtenAt },
            .maybeTime("releasedAt", about: "Null while it is a draft.") { $0.releasedAt },
        ])

    static let praise = Shape<AppraisalBulletins.Praise>(
        "Praise",
        [
            .id("building") { $0.building }, .text("sentence") { praise, _ in praise.sentence },
        ])
}
