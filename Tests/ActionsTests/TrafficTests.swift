import Actions
import Kernel
import TestSupport
import Testing

/// How much one address, and one realm, may ask in a minute.
@Suite struct TrafficTests {
    private func tries(
        _ traffic: Traffic, _ count: Int, _ address: String, at now: Instant
    ) -> Int {
        (0..<count).count { _ in (try? traffic.take(.pages, from: address, at: now)) != nil }
    }

    private func isForAMinute(_ error: any Error) -> Bool {
        if case ActionError.tooOften(seconds: 60) = error { true } else { false }
    }

    private func traffic(_ pages: Int) -> Traffic {
        var settings = LimitSettings()
        settings.pages = pages
        return Traffic(settings)
    }

    @Test func oneAddressMayAskSoMuchInAMinute() {
        let traffic = traffic(3)
        let now = TownClock.start
        #expect(tries(traffic, 5, "1.2.3.4", at: now) == 3)
        #expect(tries(traffic, 5, "1.2.3.5", at: now) == 3)
        #expect(tries(traffic, 5, "1.2.3.4", at: now.adding(minutes: 1)) == 3)
        #expect {
            try traffic.take(.pages, from: "1.2.3.4", at: now.adding(minutes: 1))
        } throws: { isForAMinute($0) }
    }

    @Test func aHouseholdOfTheNewerAddressesIsOne() {
        let traffic = traffic(3)
        let now = TownClock.start
        let taken = ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:9::", "2001:db8:0:0:1:2:3:4"]
            .reduce(0) { $0 + tries(traffic, 1, $1, at: now) }
        #expect(taken == 3)
        #expect(tries(traffic, 1, "2001:db8:1::1", at: now) == 1)
    }

    @Test func theMachineItselfAndNoLimitAreNotCounted() {
        #expect(tries(traffic(1), 5, "127.0.0.1", at: TownClock.start) == 5)
        #expect(tries(traffic(0), 5, "1.2.3.4", at: TownClock.start) == 5)
    }

    @Test func aRealmHasAShareOfItsOwn() async throws {
        try await withTown { town in
            var settings = LimitSettings()
            settings.realmForms = 2
            let traffic = Traffic(settings)
            let now = town.clock.now
            try traffic.take(.forms, in: town.realm, at: now)
            try traffic.take(.forms, in: town.realm, at: now)
            #expect {
                try traffic.take(.forms, in: town.realm, at: now)
            } throws: { isForAMinute($0) }
            try traffic.take(.forms, in: town.boston, at: now)
            try traffic.take(.pages, in: town.realm, at: now)
        }
    }
}
