package import Kernel
import SQL
import Storage

/// Sets down who chairs an alliance in the months of a form (排轮值): a proposal as it is, or changed
/// by hand. Months that are over are left as they were.
package struct SetRota: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let alliance: Body.ID
    /// By month, such as `2026-11`, the member; nil leaves the month without a chair.
    package let chairs: [Month: Body.ID?]

    package init(
        realm: Realm, holding: Holding, alliance: Body.ID, chairs: [Month: Body.ID?]
    ) {
        self.realm = realm
        self.holding = holding
        self.alliance = alliance
        self.chairs = chairs
    }

    /// The field of a month in a form.
    package static func field(of month: Month) -> String { "month-\(month)" }

    /// - Throws: `ActionError`; `.invalid` with the field of the month that cannot be so.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: AllianceWork) in
            let first = chairs.keys.min().map(Self.field) ?? "rota"
            let alliance = try work.find(alliance, for: first)
            let rota = try work.rota(of: alliance)
            let now = Month(of: try work.book().day(of: work.now))
            var payload: [Payload] = []
            for (month, body) in chairs.sorted(by: { $0.key < $1.key })
            where month >= now && rota.turns[month]?.body != body {
                if let body {
                    let turns = try work.refusing(Self.field(of: month)) {
                        () throws(ChairRota.Refusal) in
                        try rota.setting([ChairTurn(month: month, body: body)], now: now)
                    }
                    for turn in turns { try ChairTurns.set(turn, of: alliance.body, work.db) }
                } else {
                    try ChairTurns.remove(month, of: alliance.body.id, work.db)
                }
                payload.append(
                    .object([
                        "month": .text("\(month)"),
                        "body": body.map { .text($0.description) } ?? .null,
                    ]))
            }
            guard !payload.isEmpty else {
                throw ActionError.invalid([first: .init("alliances.problem.sameRota")])
            }
            try work.record(alliance, action: "setRota", ["turns": .list(payload)])
        }
    }
}

/// Two members change months (对调).
package struct SwapTurns: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let alliance: Body.ID
    package let one: Month?
    package let other: Month?

    package init(
        realm: Realm, holding: Holding, alliance: Body.ID, _ one: Month?, with other: Month?
    ) {
        self.realm = realm
        self.holding = holding
        self.alliance = alliance
        self.one = one
        self.other = other
    }

    /// - Throws: `ActionError`; `.invalid` for `other`.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: AllianceWork) in
            let alliance = try work.find(alliance, for: "other")
            guard let one, let other else {
                throw ActionError.invalid(["other": .init("answer.missing")])
            }
            let rota = try work.rota(of: alliance)
            let now = Month(of: try work.book().day(of: work.now))
            let turns = try work.refusing("other") { () throws(ChairRota.Refusal) in
                try rota.swapping(one, other, now: now)
            }
            for turn in turns { try ChairTurns.set(turn, of: alliance.body, work.db) }
            try work.record(
                alliance, action: "swapTurns",
                ["turns": .list(turns.map(\.payload))])
        }
    }
}

/// The member whose month it is cannot chair, and the month goes to the next (轮空).
package struct PassOverTurn: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let alliance: Body.ID
    package let month: Month?
    package let reason: String

    package init(
        realm: Realm, holding: Holding, alliance: Body.ID, month: Month?, reason: String
    ) {
        self.realm = realm
        self.holding = holding
        self.alliance = alliance
        self.month = month
        self.reason = reason
    }

    /// - Throws: `ActionError`; `.invalid` for `month` or `reason`.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: AllianceWork) in
            let alliance = try work.find(alliance, for: "month")
            var form = FormText()
            let reason = form.read("reason", reason, most: ChairTurn.reasonCharactersMax)
            if month == nil { form.complain("month", "answer.missing") }
            try form.finish()
            guard let month else { return }
            let rota = try work.rota(of: alliance)
            let now = Month(of: try work.book().day(of: work.now))
            let turn = try work.refusing("month") { () throws(ChairRota.Refusal) in
                try rota.passing(over: month, because: reason, now: now)
            }
            try ChairTurns.set(turn, of: alliance.body, work.db)
            try work.record(
                alliance, action: "passOverTurn",
                ["turns": .list([turn.payload]), "reason": .text(reason)])
        }
    }
}

extension ChairTurn {
    fileprivate var payload: Payload {
        .object(["month": .text("\(month)"), "body": .text(body.description)])
    }
}
