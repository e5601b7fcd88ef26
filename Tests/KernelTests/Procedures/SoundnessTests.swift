import Kernel
import Testing

@Suite struct SoundnessTests {
    private let verb = Verb("work")

    private func procedure(_ moves: [(String, from: String?, to: String, atMost: Int?)])
        -> Procedure
    {
        let states = Set(moves.flatMap { [$0.from, $0.to] }.compactMap { $0 }).sorted()
        return Procedure(
            key: Procedure.Key(name: "p", version: 1), stages: ["s"],
            states: states.map { id in
                let ends = id == "end"
                return .init(
                    id: id, stage: "s", owner: ends ? nil : .office(verb), limit: ends ? nil : "c",
                    ending: ends ? .done : nil)
            },
            actions: moves.map { move in
                .init(
                    id: move.0, from: move.from.map { [$0] } ?? [], to: move.to,
                    by: [.office(verb)],
                    atMost: move.atMost, shown: [.everyone])
            }, fields: [], clocks: [], isPublic: true)
    }

    @Test func aStraightWayIsSound() {
        let straight = procedure([("open", nil, "a", nil), ("close", "a", "end", nil)])
        #expect(straight.unsoundness(grantedVerbs: [verb]) == [])
    }

    @Test func aCircleIsSoundOnceOneOfItsMovesIsBounded() {
        func circle(_ bound: Int?) -> [Procedure.Unsound] {
            procedure([
                ("open", nil, "a", nil), ("on", "a", "b", nil), ("back", "b", "a", bound),
                ("close", "b", "end", nil),
            ]).unsoundness(grantedVerbs: [verb])
        }
        #expect(circle(3) == [])
        #expect(circle(nil) == [.cycleWithoutBound(["a", "b"])])
    }

    @Test func aStateWhoseOnlyWayOutIsBoundedCannotEnd() {
        let bounded = procedure([("open", nil, "a", nil), ("close", "a", "end", 1)])
        #expect(bounded.unsoundness(grantedVerbs: [verb]) == [.cannotEnd("a")])
    }

    @Test func whatNobodyMayDoOrReachIsDead() {
        let odd = procedure([
            ("open", nil, "a", nil), ("close", "a", "end", nil), ("leave", "lost", "end", nil),
        ])
        #expect(
            odd.unsoundness(grantedVerbs: [verb]) == [
                .unreachableState("lost"), .deadAction("leave", why: .fromUnreachable),
            ])
        let nobody = odd.unsoundness(grantedVerbs: [])
        #expect(nobody.contains(.deadAction("close", why: .nobodyMay(verb))))
    }
}
