import Actions
import Kernel
import SQL
import Storage
import TestSupport

/// Colleagues who register, confirm and write in tests. What they say is such that it can be looked
/// for anywhere.
extension Colleague {
    static let offered = "会修小家电"

    @discardableResult
    func enrols(
        _ kind: Enrolment.Kind = .reported, at place: String = "岩岭社区", unit: Body.ID? = nil,
        isNamed: Bool = false, consents: Bool = true
    ) async throws -> Enrolment {
        try await Enrol(
            realm: realm, holding: holding, kind: kind.rawValue,
            place: try town.place(place).id, unit: unit, unitWords: unit == nil ? "演示小学" : "",
            offers: Self.offered, isNamed: isNamed, consents: consents
        ).run(in: town.installation)
    }

    func keeps(_ act: KeepEnrolment.Act, _ enrolment: Enrolment) async throws {
        try await KeepEnrolment(
            realm: realm, holding: holding, enrolment: enrolment.id,
            seen: try await town.enrolment(enrolment.id)?.version ?? enrolment.version, act: act
        ).run(in: town.installation)
    }

    @discardableResult
    func answers(
        _ answer: AnswerEnrolment.Answer, _ enrolment: Enrolment, _ reason: String = "请写清单位"
    ) async throws -> Enrolment {
        try await AnswerEnrolment(
            realm: realm, holding: holding, enrolment: enrolment.id,
            seen: try await town.enrolment(enrolment.id)?.version ?? enrolment.version,
            answer: answer, reason: reason
        ).run(in: town.installation)
    }

    func invites(_ signIn: String, _ kind: Enrolment.Kind = .reported) async throws {
        try await InviteToEnrol(
            realm: realm, holding: holding, signIn: signIn, kind: kind.rawValue
        ).run(in: town.installation)
    }

    func reads(
        _ enrolment: Enrolment, _ reason: String = "安排义诊"
    ) async throws -> ReadEnrolment.Told {
        try await ReadEnrolment(
            realm: realm, holding: holding, enrolment: enrolment.id, reason: reason
        ).run(in: town.installation)
    }

    @discardableResult
    func enters(
        _ kind: String = "visiting", in enrolment: Enrolment, daysAgo: Int = 1,
        minutes: String = "60", words: String = "看望独居老人", paid: String = "",
        corrects: HandbookEntry.ID? = nil
    ) async throws -> HandbookEntry {
        let today = try await town.rulebook().day(of: town.clock.now)
        return try await EnterInHandbook(
            realm: realm, holding: holding, enrolment: enrolment.id, kind: kind,
            day: "\(today.adding(days: -daysAgo))", minutes: minutes, words: words, paid: paid,
            corrects: corrects
        ).run(in: town.installation)
    }

    @discardableResult
    func answers(
        entry: HandbookEntry, isConfirmed: Bool = true, reason: String = ""
    ) async throws -> Enrolment {
        try await AnswerHandbookEntry(
            realm: realm, holding: holding, entry: entry.id, isConfirmed: isConfirmed,
            reason: reason
        ).run(in: town.installation)
    }

    func registersUnit(
        at place: String = "岩岭社区", hands: String = "5"
    ) async throws -> UnitRegistration {
        try await RegisterUnit(
            realm: realm, holding: holding, place: try town.place(place).id, hands: hands,
            offers: "每月一次义诊"
        ).run(in: town.installation)
    }

    @discardableResult
    func keeps(
        _ act: KeepUnit.Act, _ unit: UnitRegistration, _ words: String = "好"
    ) async throws -> UnitRegistration {
        try await KeepUnit(
            realm: realm, holding: holding, unit: unit.id,
            seen: try await town.unit(unit.id).version, act: act, words: words
        ).run(in: town.installation)
    }

    func handbook() async throws -> OwnHandbook? {
        let year = try await town.rulebook().day(of: town.clock.now).year
        return try await town.installation.ownHandbook(
            of: person.id, nil, year: year, in: realm)
    }
}

extension Town {
    /// The hospital's liaison: a unit's own person.
    var liaison: Colleague { get async throws { try await colleague("liaison") } }

    func enrolment(_ id: Enrolment.ID) async throws -> Enrolment? {
        let realm = realm.id
        return try await database.read { db in try Enrolments.find(id, in: realm, db) }
    }

    func unit(_ id: UnitRegistration.ID) async throws -> UnitRegistration {
        let realm = realm.id
        let found = try await database.read { db in
            try UnitRegistrations.find(id, in: realm, db)
        }
        return try found ?? { throw ActionError.notFound }()
    }

    /// A volunteer who reported in, confirmed by the secretary.
    func confirmedEnrolment(
        _ kind: Enrolment.Kind = .reported, unit: Body.ID? = nil, isNamed: Bool = false
    ) async throws -> Enrolment {
        let sent = try await volunteer.enrols(kind, unit: unit, isNamed: isNamed)
        return try await secretary.answers(.confirm, sent)
    }

    /// The hospital, registered and confirmed.
    func confirmedUnit() async throws -> UnitRegistration {
        let sent = try await liaison.registersUnit()
        return try await secretary.keeps(.confirmation, sent)
    }
}
