import Kernel
import Testing

@Suite struct CatalogueTests {
    private let street = PlacePath.root.appending(Place.ID(1))
    private var yanhu: PlacePath { street.appending(Place.ID(2)) }
    private var court: PlacePath { yanhu.appending(Place.ID(3)) }

    private func rule(_ id: Int64, _ place: PlacePath, _ category: Category.ID?) -> Catalogue.Rule {
        Catalogue.Rule(
            id: Catalogue.Rule.ID(id), place: place, category: category, lead: Body.ID(id),
            assists: [], basis: "list \(id)")
    }

    private func chosen(_ rules: [Catalogue.Rule], at place: PlacePath, _ category: Category.ID)
        -> Int64?
    {
        Catalogue(version: 1, rules: rules).route(place: place, category: category).chosen?.id
            .rawValue
    }

    @Test func aNearerPlaceBeatsANearerCategory() {
        let rules = [rule(1, street, "facility.light"), rule(2, yanhu, nil)]
        #expect(chosen(rules, at: court, "facility.light") == 2)
        #expect(chosen(rules, at: street, "facility.light") == 1)
    }

    @Test func atTheSamePlaceTheNearerCategoryWins() {
        let rules = [
            rule(1, yanhu, nil), rule(2, yanhu, "facility"), rule(3, yanhu, "facility.light"),
        ]
        #expect(chosen(rules, at: court, "facility.light") == 3)
        #expect(chosen(rules, at: court, "facility.road") == 2)
        #expect(chosen(rules, at: court, "other.other") == 1)
    }

    @Test func aCategoryIsNotHeldByAnotherThatOnlyBeginsLikeIt() {
        #expect(chosen([rule(1, street, "facility")], at: court, "facilityManagement.fee") == nil)
    }

    @Test func theFirstOfTwoEqualRulesWinsAndTheOtherIsNamedLater() {
        let catalogue = Catalogue(version: 4, rules: [rule(1, yanhu, nil), rule(2, yanhu, nil)])
        let routing = catalogue.route(place: court, category: "other.other")
        #expect(routing.version == 4)
        #expect(routing.weighed.map(\.verdict) == [.chosen, .later])
    }

    @Test func everyRuleThatWasWeighedSaysWhyItLost() {
        let elsewhere = street.appending(Place.ID(9))
        let catalogue = Catalogue(
            version: 1,
            rules: [
                rule(1, elsewhere, nil), rule(2, court, "safety"), rule(3, street, nil),
                rule(4, yanhu, nil),
            ])
        let routing = catalogue.route(place: court, category: "other.other")
        #expect(routing.weighed.map(\.rule.id.rawValue) == [4, 3, 2, 1])
        #expect(
            routing.weighed.map(\.verdict) == [.chosen, .lessNear, .otherCategory, .otherPlace])
    }

    @Test func withoutAnyRuleNothingIsChosen() {
        let routing = Catalogue(version: 1, rules: []).route(place: court, category: "other.other")
        #expect(routing.chosen == nil)
        #expect(routing.weighed.isEmpty)
    }
}
