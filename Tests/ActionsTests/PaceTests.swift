import Actions
import Kernel
import TestSupport
import Testing

/// How much one address, and one realm, may ask in a minute.
@Suite struct PaceTests {
    private func tries(_ pace: Pace, _ count: Int, _ address: String, at now: Instant) -> Int {
        (0..<count).count { _ in (try? pace.take(.pages, from: address, at: now)) != nil }
    }

    private func isForAMinute(_ error: any Error) -> Bool {
        if case ActionError.tooOften(seconds: 60) = error { true } else { false }
    }

    private func pace(_ pages: Int) -> Pace {
        var settings = LimitSettings()
        settings.pages = pages
        return Pace(settings)
    }

    @Test func oneAddressMayAskSoMuchInAMinute() {
        let pace = pace(3)
        let now = TownClock.start
        #expect(tries(pace, 5, "1.2.3.4", at: now) == 3)
        #expect(tries(pace, 5, "1.2.3.5", at: now) == 3)
        #expect(tries(pace, 5, "1.2.3.4", at: now.adding(minutes: 1)) == 3)
        #expect {
            try pace.take(.pages, from: "1.2.3.4", at: now.adding(minutes: 1))
        } throws: { isForAMinute($0) }
    }

    @Test func aHouseholdOfTheNewerAddressesIsOne() {
        let pace = pace(3)
        let now = TownClock.start
        let taken = ["2001:db8::1", "2001:db8::2", "2001:db8:0:0:9::", "2001:db8:0:0:1:2:3:4"]
            .reduce(0) { $0 + tries(pace, 1, $1, at: now) }
        #expect(taken == 3)
        #expect(tries(pace, 1, "2001:db8:1::1", at: now) == 1)
    }

    @Test func theMachineItselfAndNoLimitAreNotCounted() {
        #expect(tries(pace(1), 5, "127.0.0.1", at: TownClock.start) == 5)
        #expect(tries(pace(0), 5, "1.2.3.4", at: TownClock.start) == 5)
    }

    @Test func aRealmHasAShareOfItsOwn() async throws {
        try await withTown { town in
            var settings = LimitSettings()
            settings.realmForms = 2
            let pace = Pace(settings)
            let now = town.clock.now
            try pace.take(.forms, in: town.realm, at: now)
            try pace.take(.forms, in: town.realm, at: now)
            #expect {
                try pace.take(.forms, in: town.realm, at: now)
            } throws: { isForAMinute($0) }
            try pace.take(.forms, in: town.boston, at: now)
            try pace.take(.pages, in: town.realm, at: now)
        }
    }
}
