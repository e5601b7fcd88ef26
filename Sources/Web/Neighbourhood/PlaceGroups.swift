import Kernel

/// The places of a realm as a list to choose from: each community with what lies in it.
///
/// - Parameters:
///   - places: in the order of the tree.
///   - whole: the text for the place that holds all others.
func placeGroups(
    _ places: [Place], chosen: Place.ID?, words: Words, whole: String = "place.whole.realm"
) -> [ChoiceGroup] {
    var groups: [ChoiceGroup] = []
    for place in places {
        let depth = place.path.depth
        let name = words.name(place.name)
        let label =
            switch depth {
            case ...1: words(whole, ["place": name])
            case 2: words("place.whole", ["place": name])
            default: String(repeating: "　", count: depth - 3) + name
            }
        let choice = Choice(place.id.description, label: label, isChosen: place.id == chosen)
        if depth == 2 || groups.isEmpty {
            groups.append(ChoiceGroup(label: depth == 2 ? name : nil, choices: [choice]))
        } else {
            groups[groups.count - 1].choices.append(choice)
        }
    }
    return groups
}

/// The categories of a profile, each wide one with what belongs to it.
func categoryGroups(
    _ categories: [Kernel.Category], chosen: Kernel.Category.ID?, words: Words
) -> [ChoiceGroup] {
    var groups: [ChoiceGroup] = []
    var last: String?
    for category in categories {
        let wide = category.id.split(separator: ".").first.map(String.init) ?? category.id
        let choice = Choice(
            category.id, label: words("category.\(category.id)"), isChosen: category.id == chosen)
        if wide == last {
            groups[groups.count - 1].choices.append(choice)
        } else {
            groups.append(ChoiceGroup(label: words("category.\(wide)"), choices: [choice]))
            last = wide
        }
    }
    return groups
}
