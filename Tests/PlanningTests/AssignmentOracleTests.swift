import Foundation
import Testing

@testable import Planning

/// The answers that scipy and networkx found for the same questions.
@Suite struct AssignmentOracleTests {
    private struct Case: Decodable {
        struct Need: Decodable { let wanted: Int }
        struct Volunteer: Decodable { let capacity: Int }

        let id: String
        let needs: [Need]?
        let volunteers: [Volunteer]?
        /// By need and volunteer; nil where the two do not fit. Without numbers wanted and taken,
        /// it is one to one.
        let cost: [[Int?]]

        var wanted: [Int] { needs?.map(\.wanted) ?? cost.map { _ in 1 } }
        var capacity: [Int] { volunteers?.map(\.capacity) ?? cost[0].map { _ in 1 } }
        var candidates: [Assignment.Candidate] {
            cost.enumerated().flatMap { need, row in
                row.enumerated().compactMap { helper, cost in
                    cost.map { Assignment.Candidate(need: need, helper: helper, cost: $0) }
                }
            }
        }
    }

    private struct Answer: Decodable, Equatable {
        let id: String
        let matched: Int
        let totalCost: Int
    }

    private func fixture<Content: Decodable>(_ name: String) throws -> Content {
        let url = try #require(
            Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "json"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Content.self, from: Data(contentsOf: url))
    }

    @Test func everyQuestionOfTheOracleIsAnsweredAsTheOracleDoes() throws {
        let cases: [Case] = try fixture("assignment_cases")
        let expected: [Answer] = try fixture("assignment_expected")
        #expect(cases.count == 24)
        let answers = try cases.map { one in
            let assignment = try Assignment.solve(
                wanted: one.wanted, capacity: one.capacity, candidates: one.candidates)
            return Answer(
                id: one.id, matched: assignment.pairs.count, totalCost: assignment.totalCost)
        }
        #expect(answers == expected)
    }
}
