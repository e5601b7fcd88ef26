import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The words, the door and the number of an order: for the branch and whoever took it on, read as
/// a logged act (个人信息保护法 article 6).
@Suite struct OrderPrivacyTests {
    private func read(_ order: Matter, by person: Colleague) async -> String {
        await outcome {
            try await ReadContact(
                realm: person.realm, matter: order.id, holding: person.holding, reason: "约时间"
            ).run(in: person.town.installation)
        }
    }

    /// Whether a person may read the words, the place, the door and the number, in this order.
    private func sees(_ person: Colleague, _ order: Matter) async throws -> [Bool]? {
        guard let file = try await person.file(of: order) else { return nil }
        #expect(file.held.map(\.field) == ["reporterName", "reporterPhone"])
        let readable = Set(file.held.map(\.isReadable))
        #expect(readable.count == 1)
        return [file.shows(.account), file.shows(.place), file.shows(.spot), readable == [true]]
    }

    private static let nothing = [false, false, false, false]
    private static let all = [true, true, true, true]

    @Test func nobodyOutsideTheBranchReadsThemBeforeSomebodyTakesIt() async throws {
        try await withTown { town in
            let asked = try await town.order(standing: "asked")
            let order = try await town.order(standing: "pooled")
            for volunteer in [try await town.volunteer, try await town.otherVolunteer] {
                #expect(try await sees(volunteer, asked) == nil)
                #expect(await read(asked, by: volunteer) == "notFound")
                #expect(try await sees(volunteer, order) == Self.nothing)
                #expect(await read(order, by: volunteer) == "forbidden")
                let file = try #require(try await volunteer.file(of: order))
                #expect(file.shownPlaces.last?.name.zh == "半山尚小区")
            }
            #expect(try await sees(try await town.secretary, order) == Self.all)
            #expect(try await town.count("SELECT COUNT(*) FROM personal_readings") == 0)
        }
    }

    @Test func theTakerReadsThemAndNoOtherVolunteerDoes() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "taken")
            #expect(try await sees(try await town.volunteer, order) == Self.all)
            #expect(try await sees(try await town.otherVolunteer, order) == Self.nothing)
            #expect(await read(order, by: try await town.otherVolunteer) == "forbidden")
            let volunteer = try await town.volunteer
            let fields = try await ReadContact(
                realm: town.realm, matter: order.id, holding: volunteer.holding, reason: "约时间"
            ).run(in: town.installation)
            #expect(
                fields == [
                    "reporterName": Resident.secretName, "reporterPhone": Resident.secretPhone,
                ])
            // Whoever asked reads who looked, when and why.
            let file = try #require(try await town.resident.file(of: order))
            #expect(file.readings.map(\.reason) == ["约时间"])
            #expect(file.readings.map(\.role) == ["volunteer"])
            #expect(file.readings.map(\.at) == [town.clock.now])
            let logged = try await town.count(
                "SELECT COUNT(*) FROM records WHERE action = 'readContact'")
            #expect(logged == 1)
        }
    }

    @Test(arguments: ["giveUp", "recall", "expire"])
    func whoeverHasItNoLongerReadsNothingMore(_ action: String) async throws {
        try await withTown { town in
            let order = try await town.order(standing: "taken")
            switch action {
            case "giveUp": _ = try await town.volunteer.does(action, order)
            case "recall": _ = try await town.secretary.does(action, order)
            default:
                // Five days, and a weekend at their end.
                town.clock.advance(days: 8)
                try await RunDueActions().run(in: town.installation)
            }
            #expect(try await town.story(of: order).last == action)
            #expect(try await sees(try await town.volunteer, order) == Self.nothing)
            #expect(await read(order, by: try await town.volunteer) == "forbidden")
        }
    }

    @Test func onceWithdrawnItIsGoneForEveryoneElse() async throws {
        try await withTown { town in
            let order = try await town.order(standing: "taken")
            _ = try await town.resident.does("withdraw", order)
            #expect(try await sees(try await town.otherVolunteer, order) == nil)
            #expect(await read(order, by: try await town.otherVolunteer) == "notFound")
            #expect(try await town.resident.openFile(of: order) == nil)
        }
    }

    @Test(arguments: ["pooled", "taken", "served", "done"])
    func onlyTheBranchTheTakerAndNobodyElseMayReadTheNumber(_ state: String) async throws {
        try await withTown { town in
            let order = try await town.order(standing: state)
            var readers: Set = ["community", "secretary"]
            if state != "pooled" { readers.insert("volunteer") }
            for colleague in try await town.everyone() {
                let may = readers.contains(colleague.signIn)
                #expect(
                    await read(order, by: colleague) == (may ? "done" : "forbidden"),
                    "\(colleague.signIn)")
            }
        }
    }
}
