package import Kernel

extension Procedure.Guard {
    /// The name by which profiles call the rule; one of `names`.
    package var name: String {
        switch self {
        case .otherPersonThan: "otherPersonThan"
        case .otherBodyThan: "otherBodyThan"
        case .childrenEnded: "childrenEnded"
        case .led: "led"
        case .asked: "asked"
        case .notAsked: "notAsked"
        case .suspended: "suspended"
        case .running: "running"
        case .elapsed: "elapsed"
        case .notElapsed: "notElapsed"
        case .happened: "happened"
        case .notHappened: "notHappened"
        case .endedWithin: "endedWithin"
        case .firstReceiverAfter: "firstReceiverAfter"
        case .otherMatterOpen: "otherMatterOpen"
        case .consented: "consented"
        case .notConsented: "notConsented"
        case .allAnswered: "allAnswered"
        case .met: "met"
        case .carried: "carried"
        case .notCarried: "notCarried"
        case .linked: "linked"
        case .linkedEnded: "linkedEnded"
        case .about: "about"
        case .notAbout: "notAbout"
        }
    }
}
