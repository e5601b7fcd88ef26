import Actions
import App
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Kernel
import TestSupport
import Testing

/// What somebody hears who asks too much in a minute: pages, forms and calls, each counted apart.
@Suite struct TooMuchTests {
    @Test func eachKindHasItsOwnLimitForOneAddress() async throws {
        try await withTown { town in
            var limits = LimitSettings()
            (limits.pages, limits.forms, limits.calls) = (2, 2, 2)
            var installation = town.installation
            installation.traffic = Traffic(limits)
            var frontage = Frontage()
            frontage.isBehindProxy = true
            let router = try Server.router(over: installation, frontage: frontage)
            try await Application(router: router).test(.router) { client in
                let caller = Caller(town: town, client: client)
                let from = try #require(HTTPField.Name("X-Forwarded-For"))
                func statuses(_ address: String, _ path: String, form: Bool) async throws -> [Int] {
                    var statuses: [Int] = []
                    for _ in 0..<3 {
                        let answer =
                            form
                            ? try await caller.post(path, [], headers: [from: address])
                            : try await caller.get(path, headers: [from: address])
                        statuses.append(answer.status.code)
                        if answer.status == .tooManyRequests {
                            let seconds = answer.headers[.retryAfter].flatMap { Int($0) } ?? 0
                            #expect((1...60).contains(seconds))
                        }
                    }
                    return statuses
                }
                let pages = try await statuses("1.2.3.4", "/checheng-road", form: false)
                #expect(pages == [200, 200, 429])
                let forms = try await statuses("1.2.3.4", "/sign-in", form: true)
                #expect(forms == [422, 422, 429])
                let calls = try await statuses(
                    "1.2.3.4", "/api/features/checheng-road", form: false)
                #expect(calls == [200, 200, 429])
                let others = try await statuses("1.2.3.5", "/checheng-road", form: false)
                #expect(others == [200, 200, 429])
                town.clock.advance(minutes: 1)
                let later = try await statuses("1.2.3.4", "/checheng-road", form: false)
                #expect(later == [200, 200, 429])
            }
        }
    }
}
