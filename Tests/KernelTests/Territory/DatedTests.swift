import Kernel
import Testing

@Suite struct DatedTests {
    @Test func aPlaceExistsFromItsFirstDayUntilTheDayBeforeItsLast() throws {
        let first = try Day(parsing: "2026-01-01")
        let until = try Day(parsing: "2026-06-01")
        let place = Place(
            id: Place.ID(1), realm: Realm.ID(1), parent: nil, path: .root.appending(Place.ID(1)),
            code: nil, level: "estate", name: LocalName(zh: "院"), from: first, until: until)
        #expect(!place.exists(on: first.adding(days: -1)))
        #expect(place.exists(on: first))
        #expect(place.exists(on: until.adding(days: -1)))
        #expect(!place.exists(on: until))
    }
}
