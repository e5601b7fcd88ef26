import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A colleague who keeps an appraisal in tests.
extension Colleague {
    static let wish = AppraisalWish(
        name: "半山尚小区楼栋考评细则",
        criteria: [
            .init(name: "安全", points: "40", looksAt: "楼道通畅"),
            .init(name: "卫生", points: "40", looksAt: "门前干净"),
            .init(name: "", points: " ", looksAt: ""),
            .init(name: "文明", points: "２０", looksAt: "公约上墙"),
        ],
        visits: "3", flags: "3", appealDays: "3", meeting: nil, day: "2026-11-01",
        words: "居民代表会议表决，28 人到会，25 人同意")

    func adopts(
        _ wish: AppraisalWish = wish, at place: String = "半山尚小区"
    ) async throws -> AppraisalScheme {
        try await AdoptAppraisal(
            realm: realm, holding: holding, place: try town.place(place).id, wish: wish
        ).run(in: town.installation)
    }

    func opens(_ scheme: AppraisalScheme, seed: UInt64 = 7) async throws -> AppraisalRound {
        try await OpenAppraisalRound(
            realm: realm, holding: holding, scheme: scheme.id, seed: seed
        ).run(in: town.installation)
    }

    @discardableResult
    func enters(
        _ sheet: AppraisalSheet, _ points: [Int] = [40, 40, 20], seen: Int? = nil
    ) async throws -> AppraisalSheet {
        try await EnterAppraisalSheet(
            realm: realm, holding: holding, sheet: sheet.id, seen: seen ?? sheet.version,
            marks: points.map { .init(points: String($0), evidence: "二楼有杂物") }
        ).run(in: town.installation)
    }

    @discardableResult
    func closes(
        _ round: AppraisalRound, incomplete: Bool = false
    ) async throws -> AppraisalRound {
        try await CloseAppraisalRound(
            realm: realm, holding: holding, round: round.id, seen: round.version,
            endsIncomplete: incomplete
        ).run(in: town.installation)
    }

    func appeals(
        against sheet: AppraisalSheet, _ reason: String = "那天楼道在施工"
    ) async throws -> AppraisalSheet {
        try await AppealAppraisalSheet(
            realm: realm, holding: holding, sheet: sheet.id, reason: reason
        ).run(in: town.installation)
    }

    func decides(
        _ sheet: AppraisalSheet, _ points: [String]?, _ words: String = "查看照片后认定"
    ) async throws -> AppraisalSheet {
        try await DecideAppraisalAppeal(
            realm: realm, holding: holding, sheet: sheet.id, points: points, words: words
        ).run(in: town.installation)
    }

    @discardableResult
    func awards(_ round: AppraisalRound) async throws -> AppraisalRound {
        try await AwardAppraisalRound(
            realm: realm, holding: holding, round: round.id, seen: round.version
        ).run(in: town.installation)
    }

    func writes(
        _ round: AppraisalRound, seen: Int = 0, _ sentence: String = "楼道通畅"
    ) async throws {
        let flags = try await town.round(round.id).flags
        try await WriteAppraisalBulletin(
            realm: realm, holding: holding, round: round.id, seen: seen, lead: "十一月考评",
            sentences: Dictionary(
                flags.map { ($0.building, sentence) }, uniquingKeysWith: { a, _ in a })
        ).run(in: town.installation)
    }

    func releases(_ round: AppraisalRound, seen: Int = 1) async throws {
        try await ReleaseAppraisalBulletin(
            realm: realm, holding: holding, round: round.id, seen: seen
        ).run(in: town.installation)
    }

    func corrects(
        _ round: AppraisalRound, _ building: Place.ID, to points: String
    ) async throws {
        try await CorrectAppraisalPoints(
            realm: realm, holding: holding, round: round.id, building: building,
            points: points, words: "抄错了一张表"
        ).run(in: town.installation)
    }
}

extension Town {
    func round(_ id: AppraisalRound.ID) async throws -> AppraisalRoundFile {
        try #require(try await installation.appraisalRound(id, in: realm))
    }

    /// What a building has.
    func points(of building: Place.ID) async throws -> Int64 {
        let realm = realm.id
        return try await database.read { db in
            try Ledgers.balance(of: .place(building), .points, in: realm, db)
        }
    }

    /// A round of 半山尚小区 with every sheet entered by its grid worker; buildings in the order of
    /// the tree get these totals, as far as criteria of 40, 40 and 20 points go.
    func roundEntered(_ totals: [Int] = [100, 90, 80, 70, 60, 50]) async throws
        -> (secretary: Colleague, round: AppraisalRound)
    {
        let secretary = try await colleague("secretary")
        let grid = try await colleague("grid")
        let round = try await secretary.opens(try await secretary.adopts())
        let file = try await self.round(round.id)
        for sheet in file.sheets {
            let place = try #require(file.buildings.firstIndex(of: sheet.building))
            let total = totals[place]
            let first = min(total, 40)
            let second = min(total - first, 40)
            try await grid.enters(sheet, [first, second, total - first - second])
        }
        return (secretary, round)
    }

    /// The same, closed and awarded on the first day on which it may be.
    func roundAwarded(_ totals: [Int] = [100, 90, 80, 70, 60, 50]) async throws
        -> (secretary: Colleague, round: AppraisalRound)
    {
        let (secretary, open) = try await roundEntered(totals)
        let closed = try await secretary.closes(open)
        clock.advance(days: 4)
        return (secretary, try await secretary.awards(closed))
    }
}
