package import Kernel
import SQL
import Storage

/// What a form says of a guide.
package struct GuideWish: Sendable {
    package var kind = ""
    /// A wide category; empty for none.
    package var category = ""
    package var title = ""
    package var titleEnglish = ""
    package var text = ""
    package var textEnglish = ""
    package var bring = ""
    package var bringEnglish = ""
    package var source = ""
    /// Such as `2027-06-01`.
    package var reviewOn = ""
    package var windows: [String] = []

    package init() {}
}

/// Writes down how something is done here: anew, or in place of what a guide said before.
package struct KeepGuide: Sendable {
    package let realm: Realm
    package let holding: Holding
    /// Where a new one holds; nothing for one that is changed.
    package let place: Place.ID?
    /// The one that is changed, as it was seen.
    package let guide: (id: Guide.ID, seen: Int)?
    package let wish: GuideWish

    package init(
        realm: Realm, holding: Holding, place: Place.ID?, guide: (id: Guide.ID, seen: Int)? = nil,
        wish: GuideWish
    ) {
        self.realm = realm
        self.holding = holding
        self.place = place
        self.guide = guide
        self.wish = wish
    }

    /// - Throws: `.forbidden` where the post publishes nothing at the place; `.invalid`.
    @discardableResult
    package func run(in installation: Installation) async throws -> Guide {
        try await installation.doing(realm, holding) { (work: GuideWork) in
            if let guide {
                let before = try work.guide(guide.id)
                let changed = try read(before, work)
                guard guide.seen == before.version,
                    try Guides.update(changed, from: before, work.db)
                else { throw ActionError.conflict }
                try work.record("changeGuide", changed)
                return changed
            }
            guard let id = place, let place = try Places.find(id, in: realm.id, work.db) else {
                throw ActionError.invalid(["place": .init("answer.missing")])
            }
            guard holding.grants(.publish, at: place.path, in: realm.id) else {
                throw ActionError.forbidden
            }
            let today = try work.today()
            let blank = Guide(
                id: installation.newID(), realm: realm.id, place: place.id, placePath: place.path,
                kind: .procedure, category: nil, title: LocalName(zh: ""),
                text: LocalName(zh: ""), bring: LocalName(zh: ""), source: "",
                body: holding.post.body, reviewOn: today, reviewedOn: today)
            let guide = try read(blank, work)
            let all = try Guides.all(in: realm.id, on: today, work.db)
            if all.count >= Guides.countMax {
                throw ActionError.invalid([
                    "title": .init("answer.tooMany", ["max": String(Guides.countMax)])
                ])
            }
            if all.contains(where: { $0.title.zh == guide.title.zh && $0.place == guide.place }) {
                throw ActionError.invalid(["title": .init("guides.problem.twice")])
            }
            try Guides.insert(guide, work.db)
            try work.record("addGuide", guide)
            return guide
        }
    }

    private func read(_ before: Guide, _ work: GuideWork) throws -> Guide {
        let profile = try work.installation.book(of: realm, at: work.now, work.db).profile
        var text = FormText()
        func both(_ name: String, _ zh: String, _ en: String, most: Int, isRequired: Bool = true)
            -> LocalName
        {
            let zh = text.read(name, zh, most: most, isRequired: isRequired)
            let en = text.read(name + "English", en, most: most, isRequired: false)
            return LocalName(zh: zh, en: en.isEmpty ? nil : en)
        }
        var guide = before
        guide.title = both("title", wish.title, wish.titleEnglish, most: Guide.titleCharactersMax)
        guide.text = both("text", wish.text, wish.textEnglish, most: Guide.textCharactersMax)
        guide.bring = both(
            "bring", wish.bring, wish.bringEnglish, most: Guide.bringCharactersMax,
            isRequired: false)
        guide.source = text.read("source", wish.source, most: Guide.sourceCharactersMax)
        let kind = Guide.Kind(rawValue: wish.kind)
        if kind == nil { text.complain("kind", "answer.notAChoice") }
        let wides = Set(profile.categories.compactMap { $0.id.split(separator: ".").first })
        guide.category = wish.category.isEmpty ? nil : wish.category
        if let category = guide.category, !wides.contains(Substring(category)) {
            text.complain("category", "answer.notAChoice")
        }
        let day = text.day("reviewOn", wish.reviewOn)
        let today = try work.today()
        if let day, day <= today || day > today.adding(days: Guide.reviewDaysMax) {
            text.complain("reviewOn", "guides.problem.review")
        }
        let wanted = wish.windows.compactMap { Venue.ID($0) }
        let venues = try Venues.find(ids: Array(Set(wanted)), in: realm.id, work.db)
        guide.windows = venues.prefix(Guide.windowsMax).map(\.id)
        try text.finish()
        guide.kind = kind ?? before.kind
        guide.reviewOn = day ?? before.reviewOn
        guide.reviewedOn = today
        return guide
    }
}

/// Says that a guide still holds as it stands, until a day on which it is looked at again.
package struct ReviewGuide: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let guide: Guide.ID
    package let reviewOn: String

    package init(realm: Realm, holding: Holding, guide: Guide.ID, reviewOn: String) {
        self.realm = realm
        self.holding = holding
        self.guide = guide
        self.reviewOn = reviewOn
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: GuideWork) in
            let before = try work.guide(guide)
            let today = try work.today()
            var text = FormText()
            let day = text.day("reviewOn", reviewOn)
            if let day, day <= today || day > today.adding(days: Guide.reviewDaysMax) {
                text.complain("reviewOn", "guides.problem.review")
            }
            try text.finish()
            var reviewed = before
            reviewed.reviewOn = day ?? before.reviewOn
            reviewed.reviewedOn = today
            guard try Guides.update(reviewed, from: before, work.db) else {
                throw ActionError.conflict
            }
            try work.record("reviewGuide", reviewed)
        }
    }
}

/// Takes a guide away that no longer holds.
package struct EndGuide: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let guide: Guide.ID

    package init(realm: Realm, holding: Holding, guide: Guide.ID) {
        self.realm = realm
        self.holding = holding
        self.guide = guide
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: GuideWork) in
            let before = try work.guide(guide)
            var ended = before
            ended.endedOn = try work.today()
            guard before.endedOn == nil, try Guides.update(ended, from: before, work.db) else {
                throw ActionError.conflict
            }
            try work.record("endGuide", ended)
        }
    }
}

/// What every action on a guide does around its decision.
struct GuideWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    func today() throws -> Day { try installation.book(of: realm, at: now, db).day(of: now) }

    func guide(_ id: Guide.ID) throws -> Guide {
        guard let guide = try Guides.find(id, in: realm.id, db) else { throw ActionError.notFound }
        guard holding.grants(.publish, at: guide.placePath, in: realm.id) else {
            throw ActionError.forbidden
        }
        return guide
    }

    func record(_ action: String, _ guide: Guide) throws {
        try installation.note(
            action, on: "guide", guide.id.rawValue, in: realm.id, by: .holding(holding), at: now,
            [
                "title": guide.title.payload, "text": guide.text.payload,
                "source": .text(guide.source), "reviewOn": .text(guide.reviewOn.description),
            ], db)
    }
}
