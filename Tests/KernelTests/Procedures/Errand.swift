import Foundation
import Kernel

/// A small procedure with a cast, for tests of the rules: asked, going, over.
struct Errand {
    let procedure: Procedure
    let keeper: Timekeeper
    let morning: Instant

    static let run = Verb("run")
    static let accept = Verb("accept")
    static let here = PlacePath.root.appending(Place.ID(1)).appending(Place.ID(2))
    static let elsewhere = PlacePath.root.appending(Place.ID(1)).appending(Place.ID(3))

    init() throws {
        // Monday 9 November 2026, 09:00 in Shanghai.
        morning = try Instant(iso8601: "2026-11-09T09:00+08:00")
        keeper = Timekeeper(
            calendar: WorkingCalendar(national: [:], coveredYears: [2026]),
            hours: try WorkingHours(parsing: ["09:00-17:00"]),
            zone: TimeZone(secondsFromGMT: 8 * 3600) ?? .gmt)
        procedure = try Self.procedure()
    }

    private static var actions: [Procedure.Action] {
        typealias Action = Procedure.Action
        let everyone: Set<Procedure.Audience> = [.everyone]
        return [
            Action(
                id: "ask", from: [], to: "asked", by: [.anyone],
                asks: [
                    .init(field: "title", required: true), .init(field: "far", required: false),
                ],
                shown: everyone),
            Action(
                id: "start", from: ["asked"], to: "going", by: [.office(accept)],
                asks: [.init(field: "lead", required: true)], shown: everyone),
            Action(
                id: "take", from: ["going"], to: nil, by: [.office(run)], effects: [.take],
                shown: []),
            Action(
                id: "giveBack", from: ["going"], to: nil, by: [.taker(run)], effects: [.giveBack],
                shown: []),
            Action(
                id: "invite", from: ["going"], to: nil, by: [.lead(run)],
                asks: [.init(field: "assists", required: true)],
                effects: [.openChildren(.init(procedure: "errand"))],
                shown: []),
            Action(
                id: "pause", from: ["going"], to: nil, by: [.lead(run)], guards: [.running],
                effects: [.suspend], atMost: 2, shown: []),
            Action(
                id: "goOn", from: ["going"], to: nil, by: [.lead(run)], guards: [.suspended],
                effects: [.resume], shown: []),
            Action(
                id: "finish", from: ["going"], to: "done", by: [.lead(run), .assist(run)],
                guards: [.running, .childrenEnded], shown: everyone),
            Action(
                id: "expire", from: ["going"], to: "done", by: [.clock],
                guards: [.elapsed("finish")],
                shown: everyone),
            Action(
                id: "praise", from: ["done"], to: nil, by: [.reporter],
                guards: [.endedWithin(days: 30)],
                atMost: 1, shown: everyone),
        ]
    }

    private static func procedure() throws -> Procedure {
        let everyone: Set<Procedure.Audience> = [.everyone]
        return Procedure(
            key: Procedure.Key(name: "errand", version: 1), stages: ["all"],
            states: [
                .init(
                    id: "asked", stage: "all", owner: .office(accept), limit: "start", ending: nil),
                .init(id: "going", stage: "all", owner: .lead, limit: "finish", ending: nil),
                .init(id: "done", stage: "all", owner: nil, limit: nil, ending: .done),
            ],
            actions: actions,
            fields: [
                .init(
                    id: "title", type: .line(charactersMax: 10), visibility: everyone,
                    sets: .title),
                .init(id: "far", type: .number(1...9), visibility: everyone),
                .init(id: "lead", type: .body, visibility: everyone, sets: .lead),
                .init(id: "assists", type: .bodies, visibility: everyone, sets: .assists),
            ],
            clocks: [
                .init(
                    id: "start", limit: try TimeLimit(2, .workingHours), byUrgency: [:],
                    starts: ["ask"], stops: ["start"]),
                .init(
                    id: "finish", limit: try TimeLimit(3, .calendarDays),
                    byUrgency: ["soon": try TimeLimit(30, .minutes)], starts: ["start"],
                    stops: ["finish"]),
            ], isPublic: true)
    }

    func draft(urgency: String = "later") -> Matter {
        Matter(
            id: Matter.ID(1), realm: Realm.ID(1), reference: Reference(year: 26, serial: 1),
            procedure: procedure.key, channel: .web, openedAt: morning, state: "", title: "",
            account: "", place: Place.ID(2), placePath: Self.here, category: "other",
            urgency: urgency)
    }

    func situation(
        _ minutes: Int64 = 0, history: [Deed] = [], children: [Situation.Child] = []
    ) -> Situation {
        Situation(
            now: morning.adding(minutes: minutes), timekeeper: keeper, history: history,
            children: children)
    }

    func asked(urgency: String = "later") throws -> Matter {
        try procedure.open(
            "ask", draft: draft(urgency: urgency), by: .anyone,
            with: Answers(["title": .text("灯")]),
            in: situation()
        ).after
    }

    /// A matter that body 5 leads, ten minutes in.
    func going(urgency: String = "later") throws -> Matter {
        try procedure.decide(
            "start", on: asked(urgency: urgency), by: Self.post(1, body: 4, [Self.accept]),
            with: Answers(["lead": .body(Body.ID(5))]), in: situation(10)
        ).after
    }

    static func post(
        _ person: Int64, body: Int64, _ verbs: Set<Verb>, reach: PlacePath = here, realm: Int64 = 1
    ) -> Acting {
        let post = Post(
            id: Post.ID(person), realm: Realm.ID(realm), person: Person.ID(person), role: "role",
            body: Body.ID(body), place: Place.ID(2), reach: reach)
        return .holding(Holding(post: post, verbs: verbs))
    }

    static let runner = post(7, body: 5, [run])
}
