import Actions
import Kernel
import SQL
import Storage
import TestSupport

/// A colleague who calls and holds meetings in tests.
extension Colleague {
    /// Calls a meeting of 岩岭社区 at 19:00 some days from now.
    func calls(
        _ rule: String = "residentsMeeting", inDays days: Int = 11, on matter: Matter? = nil,
        at place: String = "岩岭社区", title: String = "门口装不装路灯", time: String = "19:00",
        agenda: String = "听物业说明费用\n表决装不装"
    ) async throws -> Meeting {
        let today = try await town.rulebook().day(of: town.clock.now)
        return try await CallMeeting(
            realm: realm, holding: holding, rule: rule, matter: matter?.id,
            place: try town.place(place).id,
            call: MeetingWish(
                title: title, venue: "社区活动室", day: today.adding(days: days).description,
                time: time, agenda: agenda)
        ).run(in: town.installation)
    }

    @discardableResult
    func opens(
        _ meeting: Meeting, entitled: Int = 60, present: Int = 52, ends: Bool = false
    ) async throws -> Meeting {
        try await OpenMeeting(
            realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
            attendance: .counted(entitled: entitled, present: present), endsWithoutQuorum: ends
        ).run(in: town.installation)
    }

    @discardableResult
    func puts(
        _ text: String = "同意装路灯", _ hands: (Int, Int, Int) = (31, 15, 6), to meeting: Meeting
    ) async throws -> Meeting {
        try await PutMotion(
            realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
            text: text, inFavour: hands.0, against: hands.1, abstained: hands.2
        ).run(in: town.installation)
    }

    @discardableResult
    func closes(_ meeting: Meeting, _ minutes: String = "大家同意装。") async throws -> Meeting {
        try await CloseMeeting(
            realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
            minutes: minutes
        ).run(in: town.installation)
    }

    func changes(
        _ meeting: Meeting, toDayIn days: Int, time: String = "19:00"
    ) async throws -> Meeting {
        let today = try await town.rulebook().day(of: town.clock.now)
        return try await ChangeMeeting(
            realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
            call: MeetingWish(
                title: "换了题目", venue: "院子里", day: today.adding(days: days).description,
                time: time, agenda: "只谈一件")
        ).run(in: town.installation)
    }

    func cancels(_ meeting: Meeting, _ reason: String = "停电") async throws -> Meeting {
        try await CancelMeeting(
            realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
            reason: reason
        ).run(in: town.installation)
    }
}

extension Town {
    func meeting(_ id: Meeting.ID) async throws -> Meeting? {
        try await installation.meetingFile(id, in: realm)?.meeting
    }

    func meetingStory(_ id: Meeting.ID) async throws -> [String] {
        try await database.read { db in try MeetingStories.of(id, db).map(\.action) }
    }

    /// Lets the request procedure have people meet while a request is handled, and wait for it.
    func letRequestsMeet() async throws -> Realm {
        var files = try ProfileText.files(of: "checheng-road")
        files.replaceVersion(1, with: 2)
        files.replace("handling:   { stage", with: "handling:   { meets: [consultation], stage")
        try await ApplyProfile(realm: realm, source: files.source).run(in: installation)
        return try await database.read { db in try Realms.find(realm.id, db) } ?? realm
    }
}
