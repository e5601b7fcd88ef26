import Testing

@testable import Kernel

/// What one version of the catalogue does differently from another.
@Suite struct CatalogueChangesTests {
    private static let street = PlacePath.root.appending(Place.ID(40))
    private static let estate = street.appending(Place.ID(50))

    private static func rule(
        _ id: Int64, _ place: PlacePath, _ category: String?, lead: Int64, assists: [Int64] = [],
        basis: String = "清单"
    ) -> Catalogue.Rule {
        Catalogue.Rule(
            id: Catalogue.Rule.ID(id), place: place, category: category, lead: Body.ID(lead),
            assists: assists.map { Body.ID($0) }, basis: basis)
    }

    private static func catalogue(_ rules: Catalogue.Rule...) -> Catalogue {
        Catalogue(version: 1, rules: rules)
    }

    @Test func aCopyUnderNewNumbersIsTheSame() {
        let before = Self.catalogue(
            Self.rule(1, Self.street, nil, lead: 1),
            Self.rule(2, Self.estate, "a", lead: 2, assists: [3, 4]))
        let after = Self.catalogue(
            Self.rule(9, Self.estate, "a", lead: 2, assists: [4, 3]),
            Self.rule(8, Self.street, nil, lead: 1))
        let changes = before.changes(to: after)
        #expect(changes.isEmpty && changes.same == 2)
    }

    @Test func eachPartOfAChangedRuleIsNamed() {
        let before = Self.catalogue(Self.rule(1, Self.estate, "a", lead: 1))
        for (rule, parts) in [
            (Self.rule(2, Self.estate, "a", lead: 2), [CatalogueChanges.Part.lead]),
            (Self.rule(2, Self.estate, "a", lead: 1, assists: [3]), [.assists]),
            (Self.rule(2, Self.estate, "a", lead: 1, basis: "协议"), [.basis]),
            (Self.rule(2, Self.estate, "a", lead: 2, basis: "协议"), [.lead, .basis]),
        ] {
            let changes = before.changes(to: Self.catalogue(rule))
            #expect(changes.changed.map(\.parts) == [Set(parts)])
            #expect(changes.added.isEmpty && changes.removed.isEmpty && changes.same == 0)
        }
    }

    @Test func anotherPlaceOrCategoryIsAnotherRule() {
        let before = Self.catalogue(Self.rule(1, Self.estate, "a", lead: 1))
        let after = Self.catalogue(Self.rule(1, Self.street, "a", lead: 1))
        let changes = before.changes(to: after)
        #expect(changes.added.map(\.place) == [Self.street])
        #expect(changes.removed.map(\.place) == [Self.estate])
    }

    @Test func twoRulesForTheSameAreComparedInTheirOrder() {
        let first = Self.rule(1, Self.estate, "a", lead: 1)
        let second = Self.rule(2, Self.estate, "a", lead: 2)
        #expect(
            Self.catalogue(first, second).changes(to: Self.catalogue(first)).removed == [second])
        #expect(Self.catalogue(first).changes(to: Self.catalogue(first, second)).added == [second])
        let turned = Self.catalogue(first, second).changes(to: Self.catalogue(second, first))
        #expect(turned.changed.count == 2)
    }

    @Test func theLookupChoosesLikeTheCatalogue() {
        var numbers = SeededNumbers(seed: 11)
        let places = [
            PlacePath.root, Self.street, Self.estate, Self.street.appending(Place.ID(5)),
            Self.estate.appending(Place.ID(51)),
        ]
        let categories = [nil, "a", "a.b", "a.b.c", "b", "ab"] as [String?]
        for _ in 0..<200 {
            let rules = (0..<Int.random(in: 0...12, using: &numbers)).map { number in
                Self.rule(
                    Int64(number), places[Int.random(in: 0..<places.count, using: &numbers)],
                    categories[Int.random(in: 0..<categories.count, using: &numbers)],
                    lead: Int64(number))
            }
            let catalogue = Catalogue(version: 1, rules: rules)
            let lookup = CatalogueLookup(catalogue)
            for place in places {
                for category in ["a", "a.b", "a.b.c", "b", "ab", "c"] {
                    #expect(
                        lookup.rule(place: place, category: category)
                            == catalogue.route(place: place, category: category).chosen)
                }
            }
        }
    }
}
