package import Kernel
import SQL
import Storage

/// A body joins an alliance (加入联盟).
package struct JoinAlliance: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let alliance: Body.ID
    package let member: Body.ID?
    /// The first day, as 2026-11-21; nil is today.
    package let from: String?

    package init(
        realm: Realm, holding: Holding, alliance: Body.ID, member: Body.ID?, from: String? = nil
    ) {
        self.realm = realm
        self.holding = holding
        self.alliance = alliance
        self.member = member
        self.from = from
    }

    /// - Throws: `ActionError`; `.invalid` for `member` or `from`.
    @discardableResult
    package func run(in installation: Installation) async throws -> Membership {
        try await installation.doing(realm, holding) { (work: AllianceWork) in
            let alliance = try work.find(alliance, for: "member")
            let today = try work.book().day(of: work.now)
            let from = try ChangeDay.beginning(from, today: today)
            if let began = alliance.body.from, from < began {
                throw ActionError.invalid([
                    "from": .init("alliances.problem.beforeAlliance", ["from": "\(began)"])
                ])
            }
            let body = try candidate(work, from: from)
            let standing = try Alliances.memberships(of: alliance.body.id, work.db)
            try refuseTwice(body, from: from, standing)
            guard standing.count(where: { $0.until == nil }) < Membership.membersMax else {
                throw ActionError.invalid([
                    "member": .init(
                        "alliances.problem.full", ["max": String(Membership.membersMax)])
                ])
            }
            let membership = Membership(
                id: installation.newID(), realm: realm.id, alliance: alliance.body.id,
                member: body.id, from: from)
            try Alliances.insert(membership, work.db)
            try work.record(
                alliance, action: "joinAlliance",
                ["body": .text(body.id.description), "from": .text("\(from)")])
            return membership
        }
    }

    private func candidate(_ work: AllianceWork, from: Day) throws -> Body {
        guard let member else {
            throw ActionError.invalid(["member": .init("answer.missing")])
        }
        guard let body = try Bodies.find(member, in: realm.id, work.db), body.id != alliance,
            body.exists(on: try work.book().day(of: work.now))
        else { throw ActionError.invalid(["member": .init("answer.notAChoice")]) }
        guard try !work.book().profile.allianceKinds.contains(body.kind) else {
            throw ActionError.invalid(["member": .init("alliances.problem.isAlliance")])
        }
        return body
    }

    /// A member joins again only after it has left.
    private func refuseTwice(_ body: Body, from: Day, _ standing: [Membership]) throws {
        let overlaps = standing.contains {
            $0.member == body.id && ($0.until.map { from < $0 } ?? true)
        }
        guard overlaps else { return }
        throw ActionError.invalid([
            "member": .init("alliances.problem.already", ["body": body.name.zh])
        ])
    }
}

/// A member leaves an alliance (退出联盟). The months that it was to chair after that day stand open
/// again.
package struct LeaveAlliance: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let membership: Membership.ID
    /// The first day on which it is no member, as 2026-11-21; nil is today.
    package let until: String?
    package let reason: String

    package init(
        realm: Realm, holding: Holding, membership: Membership.ID, until: String? = nil,
        reason: String
    ) {
        self.realm = realm
        self.holding = holding
        self.membership = membership
        self.until = until
        self.reason = reason
    }

    /// - Returns: the alliance that was left.
    /// - Throws: `ActionError`; `.invalid` for `until` or `reason`.
    @discardableResult
    package func run(in installation: Installation) async throws -> Body.ID {
        try await installation.doing(realm, holding) { (work: AllianceWork) in
            guard let membership = try Alliances.find(membership, in: realm.id, work.db) else {
                throw ActionError.notFound
            }
            let alliance = try work.find(membership.alliance, for: "until")
            guard membership.until == nil else {
                throw ActionError.invalid(["until": .init("alliances.problem.hasLeft")])
            }
            var form = FormText()
            let reason = form.read("reason", reason, most: ChairTurn.reasonCharactersMax)
            try form.finish()
            let today = try work.book().day(of: work.now)
            let until = try ChangeDay.end(until, today: today, from: membership.from)
            try Alliances.end(membership.id, on: until, work.db)
            let freed = try freeMonths(of: membership.member, alliance, today, work)
            try work.record(
                alliance, action: "leaveAlliance",
                [
                    "body": .text(membership.member.description), "until": .text("\(until)"),
                    "reason": .text(reason), "months": .list(freed.map { .text("\($0)") }),
                ])
            return alliance.body.id
        }
    }

    /// Takes away the turns that a member cannot keep any more.
    private func freeMonths(
        of member: Body.ID, _ alliance: Alliance, _ today: Day, _ work: AllianceWork
    ) throws -> [Month] {
        let rota = try work.rota(of: alliance)
        let now = Month(of: today)
        let freed = rota.turns.values.filter {
            $0.body == member && $0.month > now && !rota.eligible(in: $0.month).contains(member)
        }.map(\.month).sorted()
        for month in freed { try ChairTurns.remove(month, of: alliance.body.id, work.db) }
        return freed
    }
}
