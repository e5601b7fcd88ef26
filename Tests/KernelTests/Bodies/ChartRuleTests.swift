import Kernel
import Testing

/// Who stands under whom, and what comes with what.
@Suite struct ChartRuleTests {
    private let office = Body.ID(1)
    private let committee = Body.ID(2)
    private let grid = Body.ID(3)

    @Test func aBodyStandsUnderEveryBodyAboveItAndUnderItself() {
        let parents = [grid: committee, committee: office]
        #expect(Body.stands(grid, under: office, parents: parents))
        #expect(Body.stands(grid, under: grid, parents: parents))
        #expect(!Body.stands(office, under: grid, parents: parents))
        #expect(!Body.stands(committee, under: grid, parents: parents))
    }

    @Test func aCircleThatIsThereAlreadyEndsTheSearch() {
        let parents = [office: committee, committee: office]
        #expect(Body.stands(office, under: grid, parents: parents))
    }

    @Test func theLastDayIsTheOneBeforeTheEnd() throws {
        let end = try Day(year: 2026, month: 11, day: 21)
        let body = Body(
            id: office, realm: Realm.ID(1), parent: nil, kind: "grid",
            name: LocalName(zh: "网格"), phone: nil, place: nil, until: end)
        #expect(body.exists(on: end.adding(days: -1)))
        #expect(!body.exists(on: end))
        let person = Person(
            id: Person.ID(1), realm: Realm.ID(1), name: "演示·甲", signIn: "jia", until: end)
        #expect(person.maySignIn(on: end.adding(days: -1)))
        #expect(!person.maySignIn(on: end))
        let clause = DutyClause(
            id: DutyClause.ID(1), body: office, code: "基本-1", text: "x", stance: .own, from: end)
        #expect(!clause.holds(on: end.adding(days: -1)))
        #expect(clause.holds(on: end))
    }

    @Test(arguments: [Verb.read, .manage, .editPlaces, .editBodies])
    func whoeverReadsManagesOrEditsSeesPlaces(_ verb: Verb) {
        #expect(Role(id: "x", verbs: [verb]).verbs == [verb, .readPlaces])
    }

    @Test func otherVerbsBringNothingWithThem() {
        #expect(Role(id: "x", verbs: [.publish, .enter]).verbs == [.publish, .enter])
    }
}
