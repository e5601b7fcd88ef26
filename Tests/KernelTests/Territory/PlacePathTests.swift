import Kernel
import Testing

@Suite struct PlacePathTests {
    private let street = PlacePath.root.appending(Place.ID(35))

    @Test func aPathHoldsItselfAndEverythingUnderIt() {
        let estate = street.appending(Place.ID(36)).appending(Place.ID(37))
        #expect(street.contains(street))
        #expect(street.contains(estate))
        #expect(!estate.contains(street))
        #expect(PlacePath.root.contains(street))
        #expect(estate.ids == [Place.ID(35), Place.ID(36), Place.ID(37)])
        #expect(estate.depth == 3)
        #expect(PlacePath.root.depth == 0)
    }

    @Test func anIdThatBeginsLikeAnotherIsNotUnderIt() {
        // 35 is `z` and 35 × 36 is `z0` in base 36.
        let longer = PlacePath.root.appending(Place.ID(35 * 36))
        #expect(longer.text == "z0.")
        #expect(!street.contains(longer))
    }

    @Test func aSubtreeIsOneRangeOfTexts() {
        let inside = [street, street.appending(Place.ID(0)), street.appending(Place.ID(.max))]
        let outside = [
            PlacePath.root.appending(Place.ID(34)), PlacePath.root.appending(Place.ID(36)),
            PlacePath.root.appending(Place.ID(35 * 36)),
            PlacePath.root.appending(Place.ID(35 * 36 + 35)),
        ]
        for path in inside { #expect(path.text >= street.text && path.text < street.end) }
        for path in outside { #expect(!(path.text >= street.text && path.text < street.end)) }
        for path in inside + outside { #expect(path.text < PlacePath.root.end) }
    }

    @Test(arguments: ["checheng-road", "a1", String(repeating: "a", count: 40)])
    func aSlugIsLowerCaseLettersDigitsAndDashes(_ text: String) {
        #expect(Realm.isSlug(text))
    }

    @Test(arguments: [
        "", "a", "Desk", "desk", "-road", "车城路", "a b", "a/b", String(repeating: "a", count: 41),
    ])
    func otherTextsAreNoSlugs(_ text: String) {
        #expect(!Realm.isSlug(text))
    }
}
