package import Kernel
import SQL
import Storage

/// What opening a joint meeting does beside the count: which units came, and what it opens with.
extension OpenMeeting {
    /// Every member unit of today, with whether it came; nil where no alliance meets.
    func units(of meeting: Meeting, _ work: MeetingWork) throws -> [UnitPresence]? {
        guard let alliance = meeting.alliance else { return nil }
        guard case .units(let present) = attendance else {
            throw ActionError.invalid(["present": .init("meetings.problem.byUnit")])
        }
        let today = try work.book().day(of: work.now)
        let members = try Alliances.memberships(of: [alliance], on: today, work.db)[alliance] ?? []
        guard !members.isEmpty else {
            throw ActionError.invalid(["present": .init("alliances.problem.noMembers")])
        }
        guard Set(present.keys).isSubset(of: members.map(\.member)) else {
            throw ActionError.invalid(["present": .init("meetings.problem.notAUnit")])
        }
        var form = FormText()
        let units = members.map { membership in
            let through = present[membership.member].map {
                form.read(
                    Self.field(of: membership.member), $0,
                    most: UnitPresence.throughCharactersMax, isRequired: false)
            }
            return UnitPresence(
                body: membership.member, isPresent: through != nil,
                through: through.flatMap { $0.isEmpty ? nil : $0 })
        }
        try form.finish()
        return units
    }

    /// The field in which a form says who came for a unit.
    package static func field(of unit: Body.ID) -> String { "through-\(unit)" }

    /// Keeps which units came, and the decisions of earlier meetings as they stand when it opens.
    ///
    /// - Returns: what the record says of both: units, and never who came for them.
    func keep(
        _ units: [UnitPresence]?, of before: Meeting, _ opened: Meeting, _ work: MeetingWork
    ) throws -> [String: Payload] {
        guard let units, let alliance = before.alliance else { return [:] }
        try MeetingUnits.keep(units, of: before.id, work.db)
        var payload: [String: Payload] = [
            "units": .list(
                units.filter { $0.isPresent == true }.map { .text($0.body.description) })
        ]
        // Counted anew, a meeting opens with what it opened with; one too few is none.
        guard before.state == .called, opened.state == .opened else { return payload }
        let standings = try Resolutions.toReview(at: before.id, of: alliance, work.db).map {
            let line = $0.line.matter
            return (
                matter: line.id, reference: line.reference,
                standing: Resolution.Standing(
                    isOpen: line.endedAt == nil, ending: line.ending,
                    isLate: line.light(at: work.now) == .red)
            )
        }
        try Resolutions.keep(
            standings.map { ($0.matter, $0.standing) }, at: before.id, work.db)
        payload["reviewed"] = .list(
            standings.map {
                .object([
                    "reference": .text($0.reference.description),
                    "standing": .text($0.standing.rawValue),
                ])
            })
        return payload
    }
}
