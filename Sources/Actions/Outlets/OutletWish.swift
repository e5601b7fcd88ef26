package import Kernel
import Outgoing
import SQL
import Storage

/// What a form says of an outlet.
package struct OutletWish: Sendable {
    package var name = ""
    package var language = ""
    package var events: [String] = []
    package var procedures: [String] = []
    package var place = ""
    package var hearsAll = false
    /// Empty to keep what stands.
    package var url = ""
    package var secret = ""
    package var recipients = ""
    /// By the name of the event; empty for the usual sentence.
    package var texts: [String: String] = [:]

    package init() {}

    /// The field in which a form asks for the sentence of an event.
    package static func field(of kind: Event.Kind) -> String {
        "text-" + kind.rawValue.replacing(".", with: "-")
    }

    /// - Throws: `.invalid`.
    func read(into outlet: inout Outlet, _ work: OutletWork) throws {
        var text = FormText()
        let profile = try work.book().profile
        outlet.name = text.read("name", name, most: Outlet.nameCharactersMax)
        outlet.language = Language(rawValue: language) ?? .zh
        outlet.events = Set(events.compactMap { Event.Kind(rawValue: $0) })
            .intersection(Event.Kind.told)
        if outlet.events.isEmpty { text.complain("events", "outlets.problem.noEvent") }
        outlet.procedures = Set(procedures).intersection(profile.procedures.map(\.key.name))
        outlet.hearsAll = hearsAll
        outlet.place = nil
        outlet.placePath = nil
        if !place.isEmpty {
            let found = try Place.ID(place).flatMap {
                try Places.find($0, in: work.realm.id, work.db)
            }
            if let found, profile.isPublic(level: found.level) {
                outlet.place = found.id
                outlet.placePath = found.path
            } else {
                text.complain("place", "answer.notAChoice")
            }
        }
        outlet.texts = [:]
        if outlet.kind.speaks {
            for kind in Event.Kind.told where outlet.events.contains(kind) {
                outlet.texts[kind] = own(kind, outlet.language, profile, &text)
            }
        }
        try text.finish()
    }

    /// The sentence of an event; nil where it is the usual one.
    private func own(
        _ kind: Event.Kind, _ language: Language, _ profile: Profile, _ form: inout FormText
    ) -> String? {
        let field = Self.field(of: kind)
        let said = form.read(
            field, (texts[kind.rawValue] ?? "").replacing("\r\n", with: "\n"),
            most: OutletText.charactersMax, isRequired: false)
        let usual = Sentences(of: profile).text("outlet.text.\(kind.rawValue)", language)
        guard !said.isEmpty, said != usual else { return nil }
        do {
            return try OutletText(said, for: kind).text
        } catch {
            if case .unknownGap(let gap) = error {
                form.complain(
                    field, "outlets.problem.gap",
                    [
                        "gap": "{\(gap)}",
                        "gaps": kind.gaps.map { "{\($0.rawValue)}" }.joined(separator: " "),
                    ])
            }
            return nil
        }
    }

    /// Where it leads, over what stands.
    ///
    /// - Throws: `.invalid`.
    func target(of kind: Outlet.Kind, over old: OutletTarget?, _ work: OutletWork) throws
        -> OutletTarget
    {
        var form = FormText(isPublic: false)
        var target = old ?? OutletTarget()
        switch kind {
        case .webhook, .wecom, .dingtalk, .feishu:
            let given = form.read(
                "url", url, most: OutletTarget.urlCharactersMax, isRequired: old == nil)
            if !given.isEmpty {
                check(given, of: kind, work, &form)
                target.url = given
            }
            if kind == .dingtalk || kind == .feishu {
                let given = form.read(
                    "secret", secret, most: OutletTarget.secretCharactersMax, isRequired: false)
                if !given.isEmpty { target.secret = given }
            }
        case .email:
            let given = recipients.trimmingCharacters()
            if old == nil || !given.isEmpty {
                target.recipients = form.lines(
                    "recipients", given, itemsMax: Outlet.recipientsMax,
                    most: MailAddress.charactersMax)
                for address in target.recipients where MailAddress(address) == nil {
                    form.complain("recipients", "outlets.problem.address", ["text": address])
                }
            }
        case .sms:
            let given = form.phone("recipients", recipients)
            if given.isEmpty, old == nil { form.complain("recipients", "answer.missing") }
            if !given.isEmpty {
                target.recipients = [given.filter { $0.isNumber || $0 == "+" }]
            }
        }
        try form.finish()
        return target
    }

    private func check(
        _ url: String, of kind: Outlet.Kind, _ work: OutletWork, _ form: inout FormText
    ) {
        if let start = work.installation.means.robotAddress(kind) {
            let key = url.dropFirst(start.count)
            guard url.hasPrefix(start), !key.isEmpty, key.utf8.allSatisfy(\.isOfKey) else {
                form.complain("url", "outlets.problem.robot", ["start": start])
                return
            }
        }
        // A host that is not allowed yet may be named: its page says who has to allow it.
        if Outgoing.host(of: url) == nil { form.complain("url", "outlets.problem.url") }
    }
}

extension UInt8 {
    /// Letters, digits, and the signs of keys: nothing that could begin another parameter.
    fileprivate var isOfKey: Bool {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
