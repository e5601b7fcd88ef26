/// That a matter or an activity belongs to a line of work of the place (工作条线): one of a closed list
/// that the profile declares. Never anything about a person.
package struct WorkLine: Hashable, Sendable {
    package typealias ID = Identifier<WorkLine>
    /// The name that the profile declares, such as `jointBuilding`.
    package typealias Name = String

    package let id: ID
    package let line: Name
    package let subject: Subject
    package let place: PlacePath
    /// The day of what belongs to it.
    package let day: Day

    /// What belongs to a line.
    package enum Subject: Hashable, Sendable {
        case matter(Matter.ID)
        case activity(Activity.ID)

        package var kind: String {
            switch self {
            case .matter: "matter"
            case .activity: "activity"
            }
        }

        package var number: Int64 {
            switch self {
            case .matter(let id): id.rawValue
            case .activity(let id): id.rawValue
            }
        }

        package init?(kind: String, number: Int64) {
            switch kind {
            case "matter": self = .matter(Matter.ID(number))
            case "activity": self = .activity(Activity.ID(number))
            default: return nil
            }
        }
    }

    /// How many lines one subject belongs to at most.
    package static let perSubjectMax = 3

    package init(id: ID, line: Name, subject: Subject, place: PlacePath, day: Day) {
        self.id = id
        self.line = line
        self.subject = subject
        self.place = place
        self.day = day
    }
}
