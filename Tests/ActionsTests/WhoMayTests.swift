import Actions
import Kernel
import TestSupport
import Testing

/// Who may do what in which state: every action of a request against everyone at the desk.
///
/// The matter stands at 半山尚小区, led by its property company. Read the table with the cast:
/// `grid`, `community`, `secretary` belong there, the street's posts reach everywhere, and `grid2`,
/// `community2`, `property2` and `cross` are of other places.
@Suite struct WhoMayTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let action: String
        let state: String
        let people: Set<String>
        var before: [(by: String, action: String)] = []

        var testDescription: String { "\(action) in \(state)" }
    }

    private static let accepters: Set = ["grid", "community", "secretary", "dispatcher"]
    /// Those of the counters enter for whoever comes to them, and accept nothing.
    private static let enterers = accepters.union(["petitions", "registrar"])
    private static let dispatchers: Set = ["community", "secretary", "dispatcher"]
    private static let approvers: Set = ["secretary", "supervisor"]
    private static let lead: Set = ["property"]
    private static let askedSuspension = [(by: "property", action: "askSuspension")]
    private static let askedExtension = [(by: "property", action: "askExtension")]
    private static let escalated = [(by: "property", action: "escalate")]
    private static let suspended =
        askedSuspension + [(by: "supervisor", action: "grantSuspension")]

    static let rows: [Row] = [
        Row(action: "accept", state: "submitted", people: accepters),
        Row(action: "refuse", state: "submitted", people: accepters),
        Row(action: "redirect", state: "submitted", people: accepters),
        Row(action: "merge", state: "submitted", people: accepters),
        Row(action: "dispatch", state: "accepted", people: dispatchers),
        Row(action: "answerDirectly", state: "accepted", people: dispatchers),
        Row(action: "receive", state: "dispatched", people: lead),
        Row(action: "object", state: "dispatched", people: lead),
        Row(action: "contact", state: "dispatched", people: lead),
        Row(action: "upholdObjection", state: "objected", people: dispatchers),
        Row(action: "rejectObjection", state: "objected", people: dispatchers),
        Row(action: "inviteAssists", state: "handling", people: lead.union(dispatchers)),
        Row(action: "askReporter", state: "handling", people: lead),
        Row(action: "answerQuestion", state: "awaiting", people: enterers),
        Row(action: "noAnswer", state: "awaiting", people: []),
        Row(action: "askSuspension", state: "handling", people: lead),
        Row(
            action: "grantSuspension", state: "handling", people: approvers,
            before: askedSuspension),
        Row(
            action: "refuseSuspension", state: "handling", people: approvers,
            before: askedSuspension),
        Row(action: "resume", state: "handling", people: lead.union(approvers), before: suspended),
        Row(action: "askExtension", state: "handling", people: lead),
        Row(action: "grantExtension", state: "handling", people: approvers, before: askedExtension),
        Row(
            action: "refuseExtension", state: "handling", people: approvers,
            before: askedExtension),
        Row(action: "supervise", state: "handling", people: ["supervisor"]),
        Row(action: "reply", state: "handling", people: accepters.union(lead)),
        Row(
            action: "note", state: "handling",
            people: accepters.union(lead).union([
                "checker", "callback", "supervisor", "department", "leader", "petitions",
                "registrar", "mediator",
            ])),
        Row(action: "escalate", state: "handling", people: lead),
        Row(action: "takeUp", state: "handling", people: ["supervisor"], before: escalated),
        Row(action: "sendDown", state: "handling", people: ["supervisor"], before: escalated),
        Row(action: "addWords", state: "handling", people: []),
        Row(action: "withdraw", state: "handling", people: []),
        Row(action: "finish", state: "handling", people: lead),
        Row(action: "passCheck", state: "checking", people: ["checker", "secretary"]),
        Row(action: "failCheck", state: "checking", people: ["checker", "secretary"]),
        Row(action: "notReached", state: "callingBack", people: ["callback"]),
        Row(action: "confirmSolved", state: "callingBack", people: ["callback"]),
        Row(action: "stillUnsolved", state: "callingBack", people: ["callback"]),
        Row(action: "closeUnsolved", state: "callingBack", people: ["supervisor"]),
        Row(
            action: "closeUnreached", state: "callingBack", people: ["callback"],
            before: [("callback", "notReached"), ("callback", "notReached")]),
        Row(action: "rate", state: "solved", people: []),
        Row(action: "reopen", state: "solved", people: []),
    ]

    @Test(arguments: rows)
    func onlyTheyMay(_ row: Row) async throws {
        try await withTown { town in
            var matter = try await town.request(standing: row.state)
            for step in row.before {
                matter = try await town.colleague(step.by).does(step.action, matter)
            }
            let before = try await town.matter(matter.id)
            for colleague in try await town.everyone() {
                let who = "\(colleague.signIn) as \(colleague.role)"
                let may = row.people.contains(colleague.signIn)
                let offered = try await colleague.offered(before)
                #expect(offered?.contains(row.action) ?? false == may, "\(who) is offered it")
                guard !may else { continue }
                var answers: [String: [String]] = [:]
                if row.action == "object" { answers["clause"] = ["1"] }
                if row.action == "merge" { answers["other"] = ["26-00001-1"] }
                let outcome = await outcome { [answers] in
                    try await colleague.does(row.action, before, answers)
                }
                let expected = offered == nil ? "notFound" : "refused: notYours"
                #expect(outcome == expected, "\(who) does it")
            }
            let after = try await town.matter(matter.id)
            #expect(after == before, "A refused action changes nothing")
        }
    }

    @Test func theTableNamesEveryActionOfTheProcedure() async throws {
        try await withTown { town in
            let procedure = try #require(try await town.rulebook().profile.procedure("request"))
            let named = Set(Self.rows.map(\.action))
            let opening = Set(procedure.openings.map(\.id))
            // Those of the way after a direct answer have a test of their own.
            let elsewhere: Set = ["reconsider", "answerAgain", "reopenAnswer"]
            let missing = Set(procedure.actions.map(\.id)).subtracting(named)
                .subtracting(opening).subtracting(elsewhere)
            #expect(missing.isEmpty)
        }
    }

    @Test func onlyPostsOfThePlaceEnterForAResident() async throws {
        try await withTown { town in
            for colleague in try await town.everyone() {
                let outcome = await outcome { try await colleague.enters("楼道灯坏了。") }
                let expected =
                    Self.enterers.contains(colleague.signIn) ? "done" : "refused: notYours"
                #expect(outcome == expected, "\(colleague.signIn)")
            }
        }
    }

    @Test func nobodyMayActOnAnAssistsTaskForAnotherBody() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "accepted")
            matter = try await town.dispatcher.does(
                "dispatch", matter, ["assists": [try town.body("city-office").id.description]])
            let task = try #require(try await town.children(of: matter).first)
            #expect(
                await refusal { try await town.property.does("receive", task) }
                    == .notYours("receive"))
            #expect(try await town.department.does("receive", task).state == "handling")
        }
    }

    @Test func thePublicMayNotDoWhatAPostDoes() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "handling")
            for row in Self.rows where row.state == "handling" && !row.people.isEmpty {
                for acting in [Acting.anyone, .reporter, .clock] {
                    let outcome = await outcome {
                        try await ActOnMatter(
                            realm: town.realm, matter: matter.id, action: row.action,
                            acting: acting, seen: nil
                        ).run(in: town.installation)
                    }
                    // To anyone at all, what is not public is not even there.
                    #expect(outcome == (acting == .anyone ? "notFound" : "refused: notYours"))
                }
            }
        }
    }

    @Test func anActionThatNobodyDeclaredIsNotFound() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            for action in ["close", "", "Accept", "accept ", String(repeating: "a", count: 10_000)]
            {
                let outcome = await outcome { try await town.dispatcher.does(action, matter) }
                #expect(outcome == "notFound")
            }
            // An opening moves nothing that is there already.
            let reported = await outcome { try await town.dispatcher.does("report", matter) }
            #expect(
                reported == "refused: notYours" || reported == "refused: moved"
                    || reported == "refused: unknownAction")
        }
    }
}
