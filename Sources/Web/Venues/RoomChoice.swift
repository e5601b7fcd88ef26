import Actions
import Kernel
import Markup

/// The rooms of venues that a meeting or an activity may take, and the one that it has.
struct RoomChoice {
    var groups: [ChoiceGroup] = []
    var room: Room.ID?
}

extension DeskFrame {
    /// - Parameter use: what has a room already; nil for what is only being called.
    func roomChoice(of use: RoomTime.Use? = nil) async throws -> RoomChoice {
        guard visit.book.profile.venues != nil else { return RoomChoice() }
        var room: Room.ID?
        if let use { room = try await ask.installation.room(of: use) }
        let groups = try await ask.installation.roomsToChoose(in: visit.realm).map { line in
            ChoiceGroup(
                label: words.name(line.venue.name),
                choices: line.rooms.map {
                    Choice(
                        $0.id.description,
                        label: words.name($0.name) + " · "
                            + words("rooms.capacity", ["count": String($0.capacity)]))
                })
        }
        return RoomChoice(groups: groups, room: room)
    }
}

/// A room among those of all venues; nothing where there is none to choose.
func roomSelect(
    _ choice: RoomChoice, _ field: Field, _ chosen: String, _ words: Words
) -> HTML {
    HTML.when(
        !choice.groups.isEmpty,
        groupedSelect(
            field,
            groups: choice.groups.map { group in
                ChoiceGroup(
                    label: group.label,
                    choices: group.choices.map {
                        Choice($0.value, label: $0.label, isChosen: $0.value == chosen)
                    })
            }, emptyWords: words("rooms.choice.none")))
}
