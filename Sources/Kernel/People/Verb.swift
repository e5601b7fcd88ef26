/// Something that a post's role may grant: the only thing that permission checks ever ask for.
///
/// The program's own verbs are the constants below; procedures name their own, such as `dispatch`.
package struct Verb: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    /// Read matters under the post's place.
    package static let read = Verb("read")
    /// Enter a matter on someone's behalf.
    package static let enter = Verb("enter")
    /// Read the reporter's contact details; each reading is logged and shown to the reporter.
    package static let readContact = Verb("readContact")
    /// Edit and publish the responsibility catalogue.
    package static let editCatalogue = Verb("editCatalogue")
    /// Read the record of everything, with its seals.
    package static let readRecords = Verb("readRecords")
    /// Write and end notices on the public board.
    package static let publish = Verb("publish")
    /// Call, open, count and close meetings over the post's place.
    package static let convene = Verb("convene")
    /// Announce activities over the post's place, and keep the roll of who came.
    package static let organise = Verb("organise")
    /// Propose helpers for what waits over the post's place, and ask them.
    package static let invite = Verb("invite")
    /// Enter at the desk what one's own unit offers.
    package static let offer = Verb("offer")
    /// Keep the register of those who reported in over the post's place, and confirm handbooks.
    package static let keepRegister = Verb("keepRegister")
    /// Draw up reports over the post's place, check their figures, and type what no record tells.
    package static let report = Verb("report")
    /// Freeze a report that somebody else drew up and checked, and sign what is left out of a rate.
    package static let freeze = Verb("freeze")
    /// Keep venues over the post's place: hours, rooms, who sits there, and what is booked.
    package static let keepVenues = Verb("keepVenues")
    /// Be called by name to the meetings of representatives, and read them at the desk.
    package static let attend = Verb("attend")
    /// Manage people, posts and sign-ins; such a post must sign in with a one-time password.
    package static let manage = Verb("manage")

    /// See the places, the bodies and who holds which post; comes with reading matters, managing
    /// people and editing either.
    package static let readPlaces = Verb("readPlaces")
    /// Add, rename, code and close places.
    package static let editPlaces = Verb("editPlaces")
    /// Add, change and end bodies, and keep their duty lists.
    package static let editBodies = Verb("editBodies")

    /// Every verb that the program itself asks for.
    package static let builtIn: Set<Verb> = [
        .read, .enter, .readContact, .editCatalogue, .readRecords, .publish, .convene,
        .organise, .offer, .invite, .keepRegister, .report, .freeze, .keepVenues, .attend, .manage,
        .readPlaces, .editPlaces, .editBodies,
    ]

    /// Those that nobody can use without seeing places and bodies.
    static let seeingPlaces: Set<Verb> = [.read, .manage, .editPlaces, .editBodies]
}
