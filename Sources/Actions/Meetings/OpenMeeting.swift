package import Kernel
import SQL
import Storage

/// Opens a meeting with the count of who came, and says whether they are enough.
package struct OpenMeeting: Sendable {
    /// Who came: numbers counted at the door, or people of a roll by name.
    package enum Attendance: Sendable {
        case counted(entitled: Int, present: Int)
        case named(Set<Person.ID>)
        /// Member units of an alliance, each with who came for it in a few words.
        case units([Body.ID: String])
    }

    package let realm: Realm
    package let holding: Holding
    package let meeting: Meeting.ID
    package let seen: Int
    package let attendance: Attendance
    /// Whether the meeting shall end at once where too few came.
    package let endsWithoutQuorum: Bool

    package init(
        realm: Realm, holding: Holding, meeting: Meeting.ID, seen: Int, attendance: Attendance,
        endsWithoutQuorum: Bool = false
    ) {
        self.realm = realm
        self.holding = holding
        self.meeting = meeting
        self.seen = seen
        self.attendance = attendance
        self.endsWithoutQuorum = endsWithoutQuorum
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Meeting {
        try await installation.meet(realm, holding) { work in
            let before = try work.find(meeting, seen: seen)
            let roll = try roll(of: before, work)
            let units = try units(of: before, work)
            let (entitled, present) = try count(roll, units, of: before)
            let opened = try MeetingWork.refusing { () throws(Meeting.Refusal) in
                try before.opened(
                    entitled: entitled, present: present, endsWithoutQuorum: endsWithoutQuorum,
                    at: work.now)
            }
            if let roll { try Rolls.keep(roll, of: before.id, work.db) }
            let reviewed = try keep(units, of: before, opened, work)
            // Counts alone: the record outlives the roll, and names nobody who stayed at home.
            return try work.store(
                opened, from: before, action: "openMeeting",
                [
                    "entitled": .int(Int64(entitled)), "present": .int(Int64(present)),
                    "isQuorate": .bool(opened.isQuorate),
                ].merging(reviewed) { own, _ in own })
        }
    }

    /// Everyone entitled by name today, with whether they came; nil where people are counted.
    private func roll(of meeting: Meeting, _ work: MeetingWork) throws -> [Person.ID: Bool]? {
        guard let role = meeting.terms.roll.role else { return nil }
        guard case .named(let present) = attendance else {
            throw ActionError.invalid(["present": .init("meetings.problem.byName")])
        }
        let holders = try Rolls.holders(
            of: role, under: meeting.placePath, in: realm.id,
            on: try work.book().day(of: work.now), work.db)
        guard !holders.isEmpty else {
            throw ActionError.invalid(["present": .init("meetings.problem.noRoll")])
        }
        guard present.isSubset(of: holders.map(\.person)) else {
            throw ActionError.invalid(["present": .init("meetings.problem.notOnRoll")])
        }
        return Dictionary(
            holders.map { ($0.person, present.contains($0.person)) },
            uniquingKeysWith: { first, _ in first })
    }

    private func count(
        _ roll: [Person.ID: Bool]?, _ units: [UnitPresence]?, of meeting: Meeting
    ) throws -> (entitled: Int, present: Int) {
        if let roll { return (roll.count, roll.values.count { $0 }) }
        if let units { return (units.count, units.count { $0.isPresent == true }) }
        guard case .counted(let entitled, let present) = attendance else {
            throw ActionError.invalid(["present": .init("meetings.problem.byCount")])
        }
        return (entitled, present)
    }
}
