import Kernel
import Profiles
import SQL
import Storage

/// Plays an invented appraisal through the real actions, each step when its time has come.
struct DemoAppraisalStage: TimedStage {
    let realm: Realm
    /// The installation under the clock that the script turns.
    let installation: Installation
    let book: Rulebook
    let cast: DemoCast
    let place: Place
    let script: DemoAppraisal
    var waiting: [Step]
    private var scheme: AppraisalScheme?
    private var round: AppraisalRound?

    struct Step {
        let time: Instant
        let kind: Kind
    }

    enum Kind {
        case adopt, open, close, award, write, release
        /// So many of every two sheets.
        case enter(ofTwo: Int)
    }

    /// Days before today. The rounds lie further apart than the longest month.
    private static let steps: [(daysAgo: Int, kind: Kind)] = [
        (70, .adopt), (40, .open), (39, .enter(ofTwo: 2)), (38, .close), (33, .award),
        (32, .write), (31, .release), (2, .open), (1, .enter(ofTwo: 1)),
    ]

    init(
        _ script: DemoAppraisal, realm: Realm, installation: Installation, book: Rulebook,
        cast: DemoCast, place: Place, now: Instant
    ) {
        self.realm = realm
        self.installation = installation
        self.book = book
        self.cast = cast
        self.place = place
        self.script = script
        let today = book.day(of: now)
        waiting = Self.steps.map { daysAgo, kind in
            let day = today.adding(days: -daysAgo)
            return Step(
                time: day.instant(minuteOfDay: 10 * 60, in: book.profile.zone), kind: kind)
        }
    }

    func time(of step: Step) -> Instant { step.time }

    func told(_ step: Step) -> (line: Int, action: String) { (1, "appraisal: \(step.kind)") }

    mutating func play(_ step: Step) async throws {
        let keeper = try cast.holding(of: script.keeper, granting: [.convene])
        switch step.kind {
        case .adopt: scheme = try await adopt(keeper)
        case .open:
            guard let scheme else { return }
            // The same rounds in every demonstration.
            round = try await OpenAppraisalRound(
                realm: realm, holding: keeper, scheme: scheme.id, seed: 2026
            ).run(in: installation)
        case .enter(let ofTwo): try await enter(ofTwo)
        case .close:
            guard let round else { return }
            self.round = try await CloseAppraisalRound(
                realm: realm, holding: keeper, round: round.id, seen: round.version
            ).run(in: installation)
        case .award:
            guard let round else { return }
            self.round = try await AwardAppraisalRound(
                realm: realm, holding: keeper, round: round.id, seen: round.version
            ).run(in: installation)
        case .write: try await write(keeper)
        case .release:
            guard let round else { return }
            try await ReleaseAppraisalBulletin(
                realm: realm,
                holding: try cast.holding(of: script.releases, granting: [.publish]),
                round: round.id, seen: 1
            ).run(in: installation)
        }
    }

    private func adopt(_ keeper: Holding) async throws -> AppraisalScheme? {
        guard let rules = book.profile.appraisal else { return nil }
        let day = book.day(of: installation.now())
        return try await AdoptAppraisal(
            realm: realm, holding: keeper, place: place.id,
            wish: AppraisalWish(
                name: script.name,
                criteria: rules.criteria.map {
                    AppraisalWish.Row(
                        name: $0.name, points: String($0.pointsMax), looksAt: $0.looksAt)
                },
                visits: String(rules.visits), flags: String(rules.flags),
                appealDays: String(rules.appealDays), meeting: nil, day: day.description,
                words: script.adopted)
        ).run(in: installation)
    }

    private func enter(_ ofTwo: Int) async throws {
        guard let round, let scheme,
            let file = try await installation.appraisalRound(round.id, in: realm)
        else { return }
        let holding = try cast.holding(of: script.enters, granting: [.enter])
        for (number, sheet) in file.sheets.enumerated() where number % 2 < ofTwo {
            let building = file.buildings.firstIndex(of: sheet.building) ?? 0
            try await EnterAppraisalSheet(
                realm: realm, holding: holding, sheet: sheet.id, seen: sheet.version,
                marks: scheme.rules.criteria.enumerated().map { index, criterion in
                    // A few points less here and there, so that buildings differ.
                    let less = (building * 5 + index * 3 + number) % 9
                    return EnterAppraisalSheet.Mark(
                        points: String(criterion.pointsMax - less),
                        evidence: less == 0 ? "" : script.evidence)
                }
            ).run(in: installation)
        }
    }

    private func write(_ keeper: Holding) async throws {
        guard let round,
            let file = try await installation.appraisalRound(round.id, in: realm)
        else { return }
        let sentences = file.flags.enumerated().map { index, flag in
            (flag.building, script.praises[min(index, script.praises.count - 1)])
        }
        try await WriteAppraisalBulletin(
            realm: realm, holding: keeper, round: round.id, seen: 0, lead: script.lead,
            sentences: Dictionary(sentences, uniquingKeysWith: { first, _ in first })
        ).run(in: installation)
    }
}

extension PlayDemonstration {
    /// The appraisal that the profile tells, if it tells one.
    func appraisalStage(
        _ book: Rulebook, _ past: Installation, _ words: RealmWords, at now: Instant
    ) async throws -> DemoAppraisalStage? {
        guard let script = try DemoAppraisal(of: source, for: book.profile) else { return nil }
        guard let place = words.places[script.place] else {
            throw Problem.noPlace(script.place, line: 1)
        }
        let day = book.day(of: now)
        let cast = try await past.database.read { db in
            try DemoCast(
                signIns: [script.keeper, script.enters, script.releases], book: book, on: day, db)
        }
        return DemoAppraisalStage(
            script, realm: realm, installation: past, book: book, cast: cast, place: place,
            now: now)
    }
}
