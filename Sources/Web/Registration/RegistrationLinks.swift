import Actions
import Kernel
import Markup
import Storage

extension Link {
    /// One's own registrations; `kind` and `place` fill the form for a community that asked.
    static func registration(kind: Enrolment.Kind? = nil, place: Place.ID? = nil) -> Link {
        Link(
            "desk", "registration",
            query: ["kind": kind?.rawValue, "place": place?.description])
    }

    static func registrationAct(_ id: Enrolment.ID, _ act: KeepEnrolment.Act) -> Link {
        Link("desk", "registration", id.description, act.rawValue)
    }

    /// A year of one's own handbook; `corrects` opens the form for an entry that is put right.
    static func handbook(
        year: Int? = nil, of enrolment: Enrolment.ID? = nil, corrects: HandbookEntry.ID? = nil
    ) -> Link {
        Link(
            "desk", "registration", "handbook",
            query: [
                "year": year?.description, "of": enrolment?.description,
                "corrects": corrects?.description,
            ])
    }

    static func handbookSummary(year: Int, of enrolment: Enrolment.ID) -> Link {
        Link(
            "desk", "registration", "handbook", "summary",
            query: ["year": year.description, "of": enrolment.description])
    }

    /// The register that a post keeps.
    static func register(_ view: Enrolments.View? = nil, after: Enrolment.ID? = nil) -> Link {
        Link(
            "desk", "registration", "register",
            query: ["show": view?.rawValue, "after": after?.description])
    }

    static func enrolment(_ id: Enrolment.ID) -> Link {
        Link("desk", "registration", "register", id.description)
    }

    static func enrolmentAct(_ id: Enrolment.ID, _ act: EnrolmentAct) -> Link {
        Link("desk", "registration", "register", id.description, act.rawValue)
    }

    static func entryAnswer(_ id: HandbookEntry.ID) -> Link {
        Link("desk", "registration", "entries", id.description, "answer")
    }

    static let units = Link("desk", "units")
    static let newUnit = Link("desk", "units", "new")

    static func unit(_ id: UnitRegistration.ID) -> Link { Link("desk", "units", id.description) }

    static func unitAct(_ id: UnitRegistration.ID, _ act: KeepUnit.Act) -> Link {
        Link("desk", "units", id.description, act.rawValue)
    }

    static func homeLetters(_ id: UnitRegistration.ID) -> Link {
        Link("desk", "units", id.description, "letters")
    }

    static func homeLetter(_ id: UnitRegistration.ID, _ code: String) -> Link {
        Link("desk", "units", id.description, "letters", code)
    }

    static func callUps(before: CallUp.ID? = nil) -> Link {
        Link("desk", "call-ups", query: ["before": before?.description])
    }

    static let newCallUp = Link("desk", "call-ups", "new")

    static func callUp(_ id: CallUp.ID) -> Link { Link("desk", "call-ups", id.description) }

    static func callUpAct(_ id: CallUp.ID, _ act: CallUpAct) -> Link {
        Link("desk", "call-ups", id.description, act.rawValue)
    }
}

/// What those who keep the register may do from the page of one registration.
enum EnrolmentAct: String, CaseIterable {
    case answer, reading
}

/// What may be done to a call-up from its page.
enum CallUpAct: String, CaseIterable {
    case shifts, answer, closure
}
