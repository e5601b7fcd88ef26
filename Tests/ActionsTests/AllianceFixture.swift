import Actions
import Kernel
import SQL
import Storage
import TestSupport

/// The great committee of 岩岭社区 in tests, with the units that belong to it.
struct AllianceFixture: Sendable {
    let town: Town
    let secretary: Colleague
    /// The hospital's own person.
    let liaison: Colleague
    let alliance: Body
    let hospital: Body
    let school: Body
    let bank: Body

    init(_ town: Town, members: Bool = true) async throws {
        self.town = town
        secretary = try await town.colleague("secretary")
        liaison = try await town.colleague("liaison")
        alliance = try Self.body("岩岭社区大党委（演示）", in: town)
        hospital = try Self.body("车城惠民医院（演示）", in: town)
        school = try Self.body("车城实验小学（演示）", in: town)
        bank = try Self.body("车城路银行网点（演示）", in: town)
        guard members else { return }
        for unit in [hospital, school, bank] { try await joins(unit) }
    }

    static func body(_ name: String, in town: Town) throws -> Body {
        guard let body = town.bodies.first(where: { $0.name.zh == name }) else {
            throw Town.Missing.body(name)
        }
        return body
    }

    var today: Day {
        get async throws { try await town.rulebook().day(of: town.clock.now) }
    }

    @discardableResult
    func joins(
        _ unit: Body, from: String = "2026-01-01", by colleague: Colleague? = nil
    ) async throws -> Membership {
        try await JoinAlliance(
            realm: town.realm, holding: (colleague ?? secretary).holding, alliance: alliance.id,
            member: unit.id, from: from
        ).run(in: town.installation)
    }

    func leaves(_ membership: Membership, on day: String, reason: String = "撤并") async throws {
        try await LeaveAlliance(
            realm: town.realm, holding: secretary.holding, membership: membership.id, until: day,
            reason: reason
        ).run(in: town.installation)
    }

    /// Sets chairs down by month, such as `2026-12`.
    func sets(_ chairs: [String: Body?], by colleague: Colleague? = nil) async throws {
        var months: [Month: Body.ID?] = [:]
        for (text, body) in chairs {
            guard let month = Month(asked: text) else { throw Town.Missing.matter }
            months.updateValue(body?.id, forKey: month)
        }
        try await SetRota(
            realm: town.realm, holding: (colleague ?? secretary).holding, alliance: alliance.id,
            chairs: months
        ).run(in: town.installation)
    }

    func file() async throws -> AllianceFile? {
        try await town.installation.allianceFile(alliance.id, in: town.realm)
    }

    func calls(
        inDays days: Int = 4, title: String = "联席会", by colleague: Colleague? = nil
    ) async throws -> Meeting {
        try await CallJointMeeting(
            realm: town.realm, holding: (colleague ?? secretary).holding, alliance: alliance.id,
            rule: "allianceMeeting",
            call: MeetingWish(
                title: title, venue: "社区会议室", day: "\(today.adding(days: days))",
                time: "14:30", agenda: "看看办得怎样")
        ).run(in: town.installation)
    }

    /// Calls a meeting, waits for its time and opens it.
    func meets(
        inDays days: Int = 4, title: String = "联席会", came: [Body]? = nil
    ) async throws -> Meeting {
        let called = try await calls(inDays: days, title: title)
        town.clock.set(called.startsAt)
        return try await opens(called, came: came ?? [hospital, school, bank])
    }

    func opens(_ meeting: Meeting, came: [Body], through: String = "") async throws -> Meeting {
        try await OpenMeeting(
            realm: town.realm, holding: secretary.holding, meeting: meeting.id,
            seen: meeting.version,
            attendance: .units(
                Dictionary(came.map { ($0.id, through) }, uniquingKeysWith: { a, _ in a }))
        ).run(in: town.installation)
    }

    func resolves(
        _ meeting: Meeting, _ title: String = "每月义诊一次", for unit: Body? = nil,
        inDays days: Int = 20, by colleague: Colleague? = nil
    ) async throws -> Meeting {
        try await ResolveAtMeeting(
            realm: town.realm, holding: (colleague ?? secretary).holding, meeting: meeting.id,
            seen: meeting.version, title: title, account: "带血压计。",
            lead: (unit ?? hospital).id, until: "\(today.adding(days: days))"
        ).run(in: town.installation)
    }

    func closes(_ meeting: Meeting) async throws {
        try await CloseMeeting(
            realm: town.realm, holding: secretary.holding, meeting: meeting.id,
            seen: meeting.version, minutes: "都记下了。"
        ).run(in: town.installation)
    }

    func meetingFile(_ meeting: Meeting) async throws -> MeetingFile? {
        try await town.installation.meetingFile(meeting.id, in: town.realm)
    }

    /// The last decision of a meeting as a matter.
    func decided(_ meeting: Meeting) async throws -> Matter {
        guard let last = try await meetingFile(meeting)?.resolutions.last else {
            throw Town.Missing.matter
        }
        return try await town.matter(last.matter.id)
    }
}
