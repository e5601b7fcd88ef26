import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Who may do what with an order: every action against everyone at the desk, and against everyone
/// without a post.
@Suite struct OrderRightTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let action: String
        let state: String
        let people: Set<String>
        var before: [String] = []
        var testDescription: String { "\(action) in \(state)" }
    }

    private static let branch: Set = ["community", "secretary"]
    private static let volunteers: Set = ["volunteer", "volunteer2"]
    private static let taker: Set = ["volunteer"]
    private static let publishers: Set = ["community", "secretary", "dispatcher"]

    static let rows: [Row] = [
        Row(action: "issue", state: "asked", people: branch),
        Row(action: "decline", state: "asked", people: branch),
        Row(action: "note", state: "asked", people: branch),
        Row(action: "take", state: "pooled", people: volunteers),
        Row(action: "lapse", state: "pooled", people: []),
        Row(action: "giveUp", state: "taken", people: taker),
        Row(action: "serve", state: "taken", people: taker),
        Row(action: "recall", state: "taken", people: branch),
        Row(action: "expire", state: "taken", people: []),
        Row(action: "withdraw", state: "taken", people: []),
        Row(action: "confirm", state: "served", people: branch),
        Row(action: "notDone", state: "served", people: branch),
        Row(action: "silence", state: "served", people: []),
        Row(action: "addWords", state: "served", people: []),
        Row(action: "thank", state: "done", people: []),
        Row(action: "allowThanks", state: "done", people: [], before: ["thank"]),
        Row(
            action: "releaseThanks", state: "done", people: publishers,
            before: ["thank", "allowThanks"]),
        Row(
            action: "takeThanksBack", state: "done", people: [],
            before: ["thank", "allowThanks"]),
    ]

    @Test(arguments: rows)
    func onlyTheyMay(_ row: Row) async throws {
        try await withTown { town in
            let order = try await town.order(standing: row.state)
            for action in row.before { _ = try await town.resident.does(action, order) }
            let before = try await town.matter(order.id)
            for colleague in try await town.everyone() {
                let who = "\(colleague.signIn) as \(colleague.role)"
                let may = row.people.contains(colleague.signIn)
                let offered = try await colleague.offered(before)
                #expect((offered?.contains(row.action) ?? false) == may, "\(who) is offered it")
                guard !may else { continue }
                let outcome = await outcome { try await colleague.does(row.action, before) }
                let expected = offered == nil ? "notFound" : "refused: notYours"
                #expect(outcome == expected, "\(who) does it")
            }
            #expect(try await town.matter(order.id) == before, "A refused action changes nothing")
        }
    }

    @Test(arguments: rows)
    func nobodyWithoutAPostMayDoMoreThanAsk(_ row: Row) async throws {
        try await withTown { town in
            let order = try await town.order(standing: row.state)
            for action in row.before { _ = try await town.resident.does(action, order) }
            let before = try await town.matter(order.id)
            let outcome = await outcome { try await town.resident.says(row.action, to: before) }
            #expect(outcome == (row.state == "asked" ? "notFound" : "refused: notYours"))
            #expect(try await town.matter(order.id) == before)
        }
    }

    @Test func theTableNamesEveryActionOfTheProcedure() async throws {
        try await withTown { town in
            let procedure = try #require(try await town.rulebook().profile.procedure("order"))
            let moves = Set(procedure.actions.filter { !$0.opens }.map(\.id))
            #expect(moves == Set(Self.rows.map(\.action)))
        }
    }

    @Test func whoServedDoesNotConfirm() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "served")
            // The same person in a post of the branch.
            let both = try await town.volunteer.holding("communitySecretary")
            for action in ["confirm", "notDone"] {
                let refused = await refusal { try await both.does(action, order) }
                #expect(refused == .guardFailed(.otherPersonThan(["serve"])))
            }
        }
    }

    @Test func aVolunteerSeesWhatIsOfferedAndWhatTheyTook() async throws {
        try await withTown { town in
            let request = try await town.request(standing: "handling")
            let deliberation = try await town.deliberation(standing: "hearing")
            let asked = try await town.order(standing: "asked")
            let pooled = try await town.order(standing: "pooled")
            let own = try await town.order(standing: "taken")
            let served = try await town.order(standing: "served")
            let done = try await town.order(standing: "done")
            let volunteer = try await town.volunteer
            let other = try await town.otherVolunteer
            func found(_ person: Colleague, _ scope: InboxScope) async throws -> Set<Matter.ID> {
                Set(try await person.inbox(scope.query).lines.map(\.id))
            }
            #expect(try await found(volunteer, .mine) == [pooled.id, own.id])
            #expect(try await found(volunteer, .bodies) == [own.id, served.id])
            #expect(try await found(volunteer, .places) == [])
            #expect(try await found(volunteer, .ended) == [done.id])
            #expect(try await found(other, .mine) == [pooled.id])
            #expect(try await found(other, .bodies) == [])
            #expect(try await found(other, .ended) == [])
            for hidden in [request, asked] {
                #expect(try await volunteer.file(of: hidden) == nil)
                let note = await outcome { try await volunteer.does("note", hidden) }
                #expect(note == "notFound")
            }
            // A deliberation is for everyone, and gives a volunteer nothing to do at the desk.
            #expect(try await volunteer.offered(deliberation) == [])
        }
    }

    @Test func aVolunteerFindsNoWordAndNoDoorBySearching() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "pooled")
            let volunteer = try await town.volunteer
            let secretary = try await town.secretary
            func found(_ person: Colleague, _ change: (inout InboxQuery) throws -> Void)
                async throws
                -> Int
            {
                var query = InboxScope.mine.query
                if person.signIn == "secretary" { query = InboxScope.places.query }
                try change(&query)
                return try await person.inbox(query).lines.count
            }
            // Whoever reads the words may search for them.
            #expect(try await found(secretary) { $0.text = "灯泡不亮" } == 1)
            #expect(try await found(volunteer) { $0.text = "灯泡不亮" } == 0)
            #expect(try await found(volunteer) { $0.text = order.reference.description } == 1)
            // Asking for a building finds the estate's: which building it is, nobody learns.
            for building in ["半山尚小区1号楼", "半山尚小区2号楼", "半山尚小区"] {
                #expect(
                    try await found(volunteer) { $0.place = try town.place(building).path } == 1)
            }
            #expect(try await found(volunteer) { $0.place = try town.place("岩岭小区").path } == 0)
            #expect(
                try await found(secretary) { $0.place = try town.place("半山尚小区2号楼").path } == 0)
        }
    }

    @Test func anotherRealmHasNothingOfIt() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "pooled")
            let stranger = try await town.bostonian
            let able = Acting.holding(
                Holding(
                    post: stranger.holding.post, verbs: [.read, .readContact, Verb("claim")]))
            for realm in [town.realm, town.boston] {
                let file = try await town.installation.file(
                    of: order.reference, in: realm, for: able)
                #expect(file == nil)
                let take = await outcome {
                    try await ActOnMatter(
                        realm: realm, matter: order.id, action: "take", acting: able,
                        seen: nil
                    ).run(in: town.installation)
                }
                #expect(take == "notFound")
            }
            let procedure = try #require(try await town.rulebook().profile.procedure("order"))
            let board = try await town.installation.board(
                of: procedure, ended: false, in: town.boston, limit: 10)
            #expect(board.isEmpty)
            let here = try await town.installation.board(
                of: procedure, ended: false, in: town.realm, limit: 10)
            #expect(here.map(\.id) == [order.id])
        }
    }
}
