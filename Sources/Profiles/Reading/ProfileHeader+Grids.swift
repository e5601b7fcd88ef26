import Kernel

extension ProfileHeader {
    /// The kinds of grids: `micro: { within: general, households: [30, 100] }`.
    static func gridKinds(_ passage: Passage?) -> [Listed<GridKind>] {
        guard let passage else { return [] }
        let entries = passage.entries("gridKinds") ?? []
        let names = entries.map(\.name)
        let read = entries.compactMap { entry -> Listed<GridKind>? in
            let what = Phrase.named("kindOfGrid", entry.name)
            guard let id = entry.key.name(.thing("kindOfGrid")),
                let record = entry.value.record(
                    what, optional: ["within", "households", "carved"])
            else { return nil }
            let within = record["within"].flatMap {
                $0.word(.thing("kindOfGrid"), among: names.filter { $0 != id })
            }
            return Listed(
                value: GridKind(
                    id: id, within: within,
                    households: record["households"].flatMap { households($0, of: what) },
                    isCarved: record["carved"]?.truth("carved") ?? false),
                at: entry.key)
        }
        reportCircles(read)
        return read
    }

    private static func households(_ passage: Passage, of what: Phrase) -> ClosedRange<Int>? {
        let numbers = (passage.items(.part("households", of: what)) ?? []).compactMap {
            $0.number(.thing("numberOfHouseholds"), in: 0...Grid.householdsMax)
        }
        guard numbers.count == 2, numbers[0] <= numbers[1] else {
            passage.problem("householdsNotTwo", ["what": what])
            return nil
        }
        return numbers[0]...numbers[1]
    }

    /// A grid cannot lie in one of its own kind, not even by way of others.
    private static func reportCircles(_ kinds: [Listed<GridKind>]) {
        let within = Dictionary(
            kinds.map { ($0.value.id, $0.value.within) }, uniquingKeysWith: { a, _ in a })
        for kind in kinds {
            var at = kind.value.within
            for _ in kinds {
                guard let here = at else { break }
                if here == kind.value.id {
                    kind.at.problem("gridsInThemselves", ["name": .said(here)])
                    break
                }
                at = within[here] ?? nil
            }
        }
    }
}
