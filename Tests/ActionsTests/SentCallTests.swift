import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What a program's call leaves behind that did not end as it should.
@Suite struct SentCallTests {
    private static let key = "00112233445566778899aabbccddeeff"

    /// A call that stores something, and then fails.
    private func fail(with error: any Error, in town: Town) async throws -> SentCall {
        let sending = try #require(
            Sending(texts: [Sending.field: [Self.key]], photographs: 0))
        let call = SentCall(sending, in: town.realm, town.installation)
        await #expect(throws: (any Error).self) {
            _ = try await call.doing(in: town.installation) { own -> (Int, Payload) in
                try await own.database.write { _ in }
                throw error
            }
        }
        return call
    }

    @Test func whatWasRefusedMayBeTriedAgain() async throws {
        try await withTown { town in
            let call = try await fail(with: ActionError.conflict, in: town)
            #expect(try await call.answer(in: town.installation) == nil)
        }
    }

    @Test(arguments: [SQLError.unavailable("Away."), .busy, .inDoubt])
    func whatMayBeDoneAlreadyIsNotDoneAgain(trouble: SQLError) async throws {
        try await withTown { town in
            let call = try await fail(with: trouble, in: town)
            await #expect(throws: SentCall.Unanswered.self) {
                try await call.answer(in: town.installation)
            }
        }
    }
}
