import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A matter that was opened before is read from what this node knows of it, and nothing is missing.
@Suite struct KeptStoriesTests {
    /// A line as its page tells it.
    private struct Told: Equatable {
        let sequence: Int64
        let action: String
        let person: String?
        let body: LocalName?
        let role: Role.ID?

        init(_ line: Stories.Line) {
            sequence = line.sequence
            action = line.action
            person = line.personName
            body = line.bodyName
            role = line.role
        }
    }

    @Test func whatIsDoneAfterwardsStandsInTheStory() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            let dispatcher = try await town.dispatcher
            let first = try #require(try await dispatcher.file(of: matter))
            #expect(first.story.count == 1 && first.matter.state == "submitted")
            try await dispatcher.does("accept", matter)
            let later = try await town.matter(matter.id)
            let told = try await town.lines(of: later).map(Told.init)
            for _ in 1...2 {
                let file = try #require(try await dispatcher.file(of: matter))
                #expect(file.matter == later)
                #expect(file.story.map(Told.init) == told)
                #expect(told.last?.person != nil && told.last?.body != nil)
            }
        }
    }

    @Test func whatWasExpectedAndIsGoneIsNotShown() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports(
                "灯坏了。", answers: ["reporterName": ["演示·居民"], "reporterPhone": ["00000000000"]]
            ).matter
            let file = try #require(try await town.dispatcher.file(of: matter))
            #expect(file.held.count == 2)
            // Another node erased the contact since.
            try await town.database.write { db in
                try PersonalFields.delete(of: matter.id, db)
                try db.run("UPDATE matters SET person_key = NULL WHERE id = \(matter.id)")
            }
            let later = try #require(try await town.dispatcher.file(of: matter))
            #expect(later.held.isEmpty)
        }
    }
}
