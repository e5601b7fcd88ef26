import Kernel
import Markup
import Storage

extension Link {
    static let appraisals = Link("desk", "appraisals")

    /// The form of a scheme, which starts from the version in force at a place.
    static func newAppraisal(at place: Place.ID? = nil) -> Link {
        Link("desk", "appraisals", "new", query: ["place": place?.description])
    }

    static func appraisal(_ id: AppraisalScheme.ID) -> Link {
        Link("desk", "appraisals", id.description)
    }

    static func appraisalRounds(_ id: AppraisalScheme.ID) -> Link {
        Link("desk", "appraisals", id.description, "rounds")
    }

    static func appraisalEnding(_ id: AppraisalScheme.ID) -> Link {
        Link("desk", "appraisals", id.description, "ending")
    }

    static func round(_ id: AppraisalRound.ID) -> Link { Link("desk", "rounds", id.description) }

    static func roundAct(_ id: AppraisalRound.ID, _ act: RoundAct) -> Link {
        Link("desk", "rounds", id.description, act.rawValue)
    }

    static func sheet(_ id: AppraisalSheet.ID) -> Link { Link("desk", "sheets", id.description) }

    static func sheetAct(_ id: AppraisalSheet.ID, _ act: SheetAct) -> Link {
        Link("desk", "sheets", id.description, act.rawValue)
    }

    static func publicAppraisals(_ realm: Realm) -> Link { Link(realm.slug, "appraisals") }

    static func publicAppraisal(_ realm: Realm, _ place: Place.ID) -> Link {
        Link(realm.slug, "appraisals", place.description)
    }

    static func bulletin(_ realm: Realm, _ round: AppraisalRound.ID) -> Link {
        Link(realm.slug, "commendations", round.description)
    }

    /// A building's account.
    static func buildingPoints(
        _ realm: Realm, _ place: Place.ID, before: Transfer.ID? = nil
    ) -> Link {
        Link(
            realm.slug, "points", place.description, query: ["before": before?.description])
    }
}

/// What may be done to a round from its page.
enum RoundAct: String, CaseIterable {
    case closure, award, bulletin, release, correction, cancellation
}

/// What may be done to a sheet from its page.
enum SheetAct: String, CaseIterable {
    case marks, appeal, decision
}
