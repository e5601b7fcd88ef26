/// How many posts of chosen roles a place has, against how many it would need by a ratio
/// (一个党员带一户、三个党员带一门、十个党员带一楼): counts alone.
package struct Coverage: Hashable, Sendable {
    /// How many are wanted for each; 0 leaves a measure out.
    package struct Ratio: Hashable, Sendable {
        package let household: Int
        package let stairwell: Int
        package let building: Int

        package static let usual = Ratio(household: 1, stairwell: 3, building: 10)
        package static let numbers = 0...100

        /// Numbers outside are brought to the nearest end.
        package init(household: Int, stairwell: Int, building: Int) {
            func brought(_ number: Int) -> Int {
                min(max(number, Self.numbers.lowerBound), Self.numbers.upperBound)
            }
            self.household = brought(household)
            self.stairwell = brought(stairwell)
            self.building = brought(building)
        }
    }

    /// One building as the form describes it.
    package struct Building: Hashable, Sendable {
        package static let numbers = 0...2_000

        package let place: Place.ID
        package let households: Int
        package let stairwells: Int
        /// Posts whose place is the building or lies in it.
        package let posts: Int

        package init(place: Place.ID, households: Int, stairwells: Int, posts: Int) {
            self.place = place
            self.households = min(max(households, 0), Self.numbers.upperBound)
            self.stairwells = min(max(stairwells, 0), Self.numbers.upperBound)
            self.posts = posts
        }
    }

    package struct Line: Hashable, Sendable {
        package let building: Building
        package let needed: Int

        package var lacking: Int { max(0, needed - building.posts) }
    }

    package let lines: [Line]
    /// Posts over the whole place that belong to no one building.
    package let wider: Int

    /// A building needs the most that any of the measures asks for.
    package init(_ buildings: [Building], wider: Int, by ratio: Ratio) {
        lines = buildings.map { building in
            Line(
                building: building,
                needed: max(
                    building.households * ratio.household,
                    building.stairwells * ratio.stairwell, ratio.building))
        }
        self.wider = wider
    }

    package var posts: Int { lines.reduce(wider) { $0 + $1.building.posts } }
    package var needed: Int { lines.reduce(0) { $0 + $1.needed } }
    /// What is lacking in all buildings, before the wider posts are shared out.
    package var lacking: Int { lines.reduce(0) { $0 + $1.lacking } }
    package var lackingBuildings: Int { lines.count { $0.lacking > 0 } }
    /// What is lacking even when every wider post is given to a building.
    package var lackingAfterSharing: Int { max(0, lacking - wider) }
}
