/// Who might be asked to help with what, and why: the reasons are shown, and the same numbers are
/// what the assignment weighs.
package enum Matching {
    /// Something that waits for a helper.
    package struct Need: Hashable, Sendable {
        package let matter: Matter.ID
        package let category: Category.ID
        package let place: PlacePath
        /// Any of these, over the place, lets somebody take it on.
        package let verbs: Set<Verb>
        /// The language that whoever helps must speak; nil for any.
        package let language: String?
        /// Where it is, where that is known.
        package let position: Position?

        package init(
            matter: Matter.ID, category: Category.ID, place: PlacePath, verbs: Set<Verb>,
            language: String? = nil, position: Position? = nil
        ) {
            self.matter = matter
            self.category = category
            self.place = place
            self.verbs = verbs
            self.language = language
            self.position = position
        }
    }

    /// What a helper has on their hands already.
    package struct Load: Hashable, Sendable {
        /// Taken on in the last thirty days.
        package var taken = 0
        /// Asked, and not answered yet.
        package var asked = 0

        package init(taken: Int = 0, asked: Int = 0) {
            self.taken = taken
            self.asked = asked
        }

        package var sum: Int { taken + asked }
    }

    /// A helper who might be asked, with what speaks for it.
    package struct Option: Hashable, Sendable {
        package let need: Int
        package let helper: Int
        /// How many levels of the area tree both share; the more, the nearer.
        package let shared: Int
        /// How far apart both are, in metres as the crow flies, where both positions are known.
        package let metres: Int?
        package let load: Load
        package let cost: Int
    }

    /// AidOffers that are looked at for one need: the best, so that a whole district stays quick.
    package static let optionsMax = 50

    /// Every option, the cheapest of each need first.
    ///
    /// The cost is near before far, and among those who are as near, whoever was asked least: the
    /// same people are not drained.
    ///
    /// - Parameters:
    ///   - holdings: the posts of the helpers: only who may take it on is asked.
    ///   - positions: where the helpers start out, where that is known.
    ///   - bars: pairs that must not be: declined before, or held apart by staff.
    package static func options(
        needs: [Need], helpers: [AidOffer], holdings: [Person.ID: [Holding]],
        loads: [Person.ID: Load], positions: [Place.ID: Position] = [:], bars: Set<Bar>
    ) -> [Option] {
        let offering = Dictionary(
            grouping: helpers.indices.flatMap { index in
                helpers[index].kinds.map { (kind: $0, index: index) }
            }, by: \.kind)
        return needs.indices.flatMap { number -> [Option] in
            let need = needs[number]
            let depth = need.place.depth
            let options = (offering[need.category] ?? []).compactMap { offer -> Option? in
                let helper = helpers[offer.index]
                let load = loads[helper.person] ?? Load()
                guard load.sum < helper.most,
                    need.language.map(helper.languages.contains) ?? true,
                    (holdings[helper.person] ?? []).contains(where: { $0.mayTake(need) }),
                    !bars.contains(Bar(matter: need.matter, person: helper.person))
                else { return nil }
                let shared = need.place.shared(with: helper.placePath)
                let metres = need.position.flatMap { here in
                    positions[helper.place].map(here.metres)
                }
                return Option(
                    need: number, helper: offer.index, shared: shared, metres: metres,
                    load: load, cost: cost(steps: depth - shared, metres: metres, load: load))
            }
            return Array(
                options.sorted { ($0.cost, $0.helper) < ($1.cost, $1.helper) }
                    .prefix(optionsMax))
        }
    }

    /// A pair that must not be.
    package struct Bar: Hashable, Sendable {
        package let matter: Matter.ID
        package let person: Person.ID

        package init(matter: Matter.ID, person: Person.ID) {
            self.matter = matter
            self.person = person
        }
    }

    /// What each thing that somebody has on their hands weighs.
    package static let loadCost = 150
    /// What each step up the area tree weighs.
    private static let stepCost = 100

    /// A kilometre weighs as much as a step, and beyond four it makes no difference how far.
    private static let metresMax = 4_000
    private static let metresPerStep = 1_000

    private static func cost(steps: Int, metres: Int?, load: Load) -> Int {
        let far = metres.map { min($0, metresMax) * stepCost / metresPerStep } ?? steps * stepCost
        return far + load.sum * loadCost
    }
}

extension Holding {
    /// Whether the post lets its holder take a need on.
    package func mayTake(_ need: Matching.Need) -> Bool {
        post.reach.contains(need.place) && !verbs.isDisjoint(with: need.verbs)
    }
}

extension PlacePath {
    /// How many steps from the root two places have in common.
    package func shared(with other: PlacePath) -> Int {
        var count = 0
        for (own, theirs) in zip(text.utf8, other.text.utf8) {
            guard own == theirs else { break }
            if own == UInt8(ascii: ".") { count += 1 }
        }
        return count
    }
}
