import Foundation
import Kernel

/// What `profile.yml` says, with the places of what later checks may fault.
struct ProfileHeader {
    private static let keys = [
        "profile", "version", "name", "zone", "hours", "levels", "bodyKinds", "urgencies",
        "procedures", "retention", "roles", "categories",
    ]

    private static let optionalKeys = [
        "stoppers", "alliances", "meetings", "activities", "handbook", "appraisal", "figures",
        "reports", "partners", "languages", "gridKinds", "venues", "lines", "secondFactor",
    ]

    let id: String
    let version: Int
    let name: LocalName?
    let zone: TimeZone?
    let hours: WorkingHours?
    let retention: Retention?
    let levels: [Word]
    let bodyKinds: [Word]
    /// The kinds of bodies that have members; many a place has none.
    let allianceWords: [Word]
    let urgencyWords: [Word]
    let procedureWords: [Word]
    /// The kinds of meetings that may be called here; many a place has none.
    let meetingWords: [Word]
    /// The kinds of activities that may be announced here; many a place has none.
    let activityWords: [Word]
    /// The kinds of entries that a handbook may have; none where nobody registers.
    let handbookWords: [Word]
    /// The figures by section, in the order in which they are shown; many a place has none.
    let figureWords: [(section: String, word: Word)]
    /// The sections of figures.
    let figureSections: [Word]
    /// The layouts of reports, in the order in which they are offered; many a place has none.
    let reportWords: [Word]
    /// What schemes of appraisal are proposed from; nil where buildings are not appraised.
    let appraisal: AppraisalRules?
    /// The kinds of bodies with which agreements are made; the rate of signing counts them.
    let partnerWords: [Word]
    /// The languages that a helper may speak and a need may ask for.
    let languageWords: [Word]
    /// The lines of work that matters and activities may belong to; many a place names none.
    let lineWords: [Word]
    /// The kinds of grids; none where the place is not cut into grids.
    let gridKinds: [Listed<GridKind>]
    /// What is declared of venues; nil where the place has none.
    let venues: VenueWords?
    /// The verbs for which a sign-in asks for a second factor; many a place names none.
    let secondFactorWords: [Word]
    let roles: [Listed<Role>]
    let categories: [Listed<Kernel.Category>]
    let stoppers: [Listed<Stopper>]
    /// Nil where a role could not be read, so that no verb is reported missing for that alone.
    let verbs: Set<String>?
    private let verbPlaces: [String: Passage]

    /// A name in a list.
    struct Word {
        let text: String
        let at: Passage
    }

    /// A declared value with its place.
    struct Listed<Value> {
        let value: Value
        let at: Passage
    }

    init?(_ root: Passage) {
        guard
            let record = root.record(
                .thing("profile"), required: Self.keys,
                optional: Self.optionalKeys)
        else {
            return nil
        }
        id = record["profile"].flatMap { Self.slug($0) } ?? ""
        version = record["version"]?.number("version", in: 1...9999) ?? 1
        name = record["name"]?.localName(.part("name", of: .thing("profile")))
        zone = record["zone"].flatMap(Self.zone)
        hours = record["hours"].flatMap(Self.hours)
        retention = record["retention"].flatMap(Self.retention)
        levels = Self.words(record, "levels", .thing("level"))
        bodyKinds = Self.words(record, "bodyKinds", .thing("kindOfBody"))
        allianceWords =
            record["alliances"] == nil
            ? [] : Self.words(record, "alliances", .thing("kindOfBody"))
        urgencyWords = Self.words(record, "urgencies", .thing("urgency"))
        procedureWords = Self.words(record, "procedures", .thing("procedure"))
        meetingWords =
            record["meetings"] == nil ? [] : Self.words(record, "meetings", .thing("meeting"))
        activityWords =
            record["activities"] == nil ? [] : Self.words(record, "activities", .thing("activity"))
        (figureSections, figureWords) = Self.figures(record["figures"])
        reportWords =
            record["reports"] == nil ? [] : Self.words(record, "reports", .thing("report"))
        handbookWords =
            record["handbook"] == nil
            ? [] : Self.words(record, "handbook", .thing("kindOfEntryOfAHandbook"))
        appraisal = record["appraisal"].flatMap(AppraisalReader.rules)
        partnerWords = Self.partners(record, among: bodyKinds.map(\.text))
        languageWords =
            record["languages"] == nil ? [] : Self.words(record, "languages", .thing("language"))
        lineWords =
            record["lines"] == nil ? [] : Self.words(record, "lines", .thing("lineOfWork"))
        gridKinds = Self.gridKinds(record["gridKinds"])
        venues = record["venues"].flatMap(VenueWords.init)
        let urgencies = urgencyWords.map(\.text)
        categories = Self.categories(
            record["categories"], urgencies: urgencies, procedures: procedureWords.map(\.text))
        stoppers = Self.stoppers(record["stoppers"])
        var places: [String: Passage] = [:]
        let roles = Self.roles(record["roles"], places: &places)
        self.roles = roles ?? []
        // What a role names; not what comes with it.
        verbs = roles.map { _ in Set(places.keys) }
        verbPlaces = places
        secondFactorWords = Self.secondFactor(record, granted: verbs)
    }

    var urgencies: [String] { urgencyWords.map(\.text) }
    var procedures: [Procedure.Name] { procedureWords.map(\.text) }
    var meetings: [MeetingRule.ID] { meetingWords.map(\.text) }
    var procedurePlaces: [Procedure.Name: Passage] {
        Dictionary(procedureWords.map { ($0.text, $0.at) }, uniquingKeysWith: { first, _ in first })
    }

    /// The profile's own name as the text `profile.name`.
    var nameTexts: Texts {
        guard let name else { return Texts() }
        return Texts([.zh: ["profile.name": name.zh], .en: ["profile.name": name.en ?? name.zh]])
    }

    func profile(
        procedures: [Procedure], meetingRules: [MeetingRule], figures: [Figure],
        exchanges: [Exchange], reports: [ReportLayout], texts: Texts
    ) -> Profile? {
        guard let zone, let hours, let retention else { return nil }
        return Profile(
            id: id, version: version, zone: zone, hours: hours, levels: levels.map(\.text),
            bodyKinds: bodyKinds.map(\.text), roles: roles.map(\.value), urgencies: urgencies,
            categories: categories.map(\.value), stoppers: stoppers.map(\.value),
            procedures: procedures, retention: retention, texts: texts,
            meetingRules: meetingRules, activityKinds: activityWords.map(\.text),
            handbookKinds: handbookWords.map(\.text), appraisal: appraisal, figures: figures,
            reports: reports, partnerKinds: partnerWords.map(\.text),
            languages: languageWords.map(\.text),
            allianceKinds: allianceWords.map(\.text), gridKinds: gridKinds.map(\.value),
            venues: venues?.rules, lines: lineWords.map(\.text),
            secondFactorVerbs: Set(secondFactorWords.map { Verb($0.text) }),
            exchanges: exchanges)
    }

    /// Only a declared kind of body can have members.
    func reportUnknownAlliances() {
        let known = bodyKinds.map(\.text)
        for word in allianceWords where !known.contains(word.text) {
            word.at.problem(
                "unknown",
                [
                    "kind": .noun("kindOfBody"), "name": .said(word.text),
                    "hint": .hint(for: word.text, among: known),
                ])
        }
    }

    /// A verb that a role grants and nothing asks for is a slip of the hand.
    func reportUnusedVerbs(used: Set<Verb>) {
        let known = used.union(Verb.builtIn)
        for (verb, place) in verbPlaces where !known.contains(Verb(verb)) {
            let near = Suggestion.nearest(to: verb, among: known.map(\.rawValue).sorted())
            if let near {
                place.problem(
                    "verbMisspelt", ["verb": .said(verb), "hint": .hint(near: near)])
            } else {
                place.problem("verbUnused", ["verb": .said(verb)])
            }
        }
    }
}
