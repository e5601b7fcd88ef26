import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Places beside each other say what each says for itself.
@Suite struct PlacesBesideTests {
    private func beside(
        _ place: String = "车城路街道", section: String? = nil, in town: Town
    ) async throws -> PlaceComparison {
        try await town.installation.placeComparison(
            at: try town.place(place).id, for: try await town.period(nil), section: section,
            in: town.realm)
    }

    @Test func everyNumberIsThatOfThePlaceItself() async throws {
        try await withTown { town in
            for state in ["submitted", "solved", "solved", "unsolved"] {
                _ = try await town.request(standing: state)
            }
            let secretary = try await town.colleague("secretary")
            let volunteer = try await town.colleague("volunteer")
            let activity = try await secretary.announces()
            try await volunteer.signsUp(for: activity)
            town.clock.advance(days: 3)
            try await secretary.keepsRoll(of: activity, [(volunteer, 120)], visitors: 26)
            let left = try await AskExclusion(
                realm: town.realm, holding: try await town.colleague("dispatcher").holding,
                figure: "onTimeRate",
                reference: try await town.request(standing: "solved").reference.description,
                reason: "unreachable", words: "打过三次电话"
            ).run(in: town.installation)
            try await AnswerExclusion(
                realm: town.realm, holding: try await town.colleague("supervisor").holding,
                exclusion: left.id, isSigned: true
            ).run(in: town.installation)

            let sections = try await beside(in: town).sections
            #expect(sections.contains("requests") && !sections.contains("organisation"))
            var seen = 0
            for section in sections {
                let found = try await beside(section: section, in: town)
                #expect(found.section == section && !found.beside.isCutOff)
                let street = try await town.sheet()
                for line in found.beside.lines {
                    #expect(street.value(of: line.figure) == line.whole, "\(line.figure.id)")
                    seen += line.whole.isNothing ? 0 : 1
                }
                for (number, place) in found.beside.places.enumerated() {
                    let own = try await town.sheet(at: place.name.zh)
                    for line in found.beside.lines {
                        #expect(
                            own.value(of: line.figure) == line.values[number],
                            "\(line.figure.id) \(place.name.zh)")
                    }
                }
            }
            #expect(seen > 8)
        }
    }

    @Test func theyStandInTheOrderOfTheirNames() async throws {
        try await withTown { town in
            let names = try await beside(in: town).beside.places.map(\.name.zh)
            let sorted = names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            #expect(names == sorted)
            #expect(names.contains("岩岭社区") && names.count > 1)
        }
    }

    @Test func whatIsNotThereIsTold() async throws {
        try await withTown { town in
            let first = try await beside(in: town)
            let odd = try await beside(section: "weather", in: town)
            #expect(odd.section == first.section && odd.section == first.sections.first)
            let organisation = try await beside(section: "organisation", in: town)
            #expect(organisation.section == first.section)
            let leaf = try await beside(Resident.home, in: town)
            #expect(leaf.beside.places.isEmpty && leaf.beside.lines.isEmpty)
            let nowhere = await outcome {
                _ = try await town.installation.placeComparison(
                    at: Place.ID(999), for: try await town.period(nil), section: nil,
                    in: town.realm)
            }
            #expect(nowhere == "notFound")
        }
    }
}

extension FigureSheet {
    fileprivate func value(of figure: Figure) -> FigureValue? {
        lines.first { $0.figure.id == figure.id }?.value
    }
}
