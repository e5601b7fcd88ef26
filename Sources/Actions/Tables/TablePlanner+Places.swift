import Kernel
import Storage

extension TablePlanner {
    /// A place under one that is there or stands in a row above.
    func place() throws -> PlannedRow {
        let name = line("name", most: LocalName.charactersMax)
        let parent = try place("parent")
        let level = choice("level", of: book.profile.levels) { "level.\($0)" }
        let code = text("code").halfWidth.filter { !$0.isWhitespace }
        let from = day("from")
        let position = try position()
        guard let parent, let level, !hasProblems else { return planned(name, .leftOut, nil) }
        _ = try checked { try changer.must(.editPlaces, at: parent.path, in: names.realm.id) }
        let twin = try names.places.child(name, of: parent.id)
        if let twin { return try same(twin, level: level, code: code) }
        if !AddPlace.levels(under: parent.level, of: book.profile).contains(level) {
            complain("level", "imports.cell.level", ["parent": parent.name.zh])
        }
        let words = try checked {
            try LocalName.checked(name, english: text("nameEnglish"))
        }
        if !code.isEmpty {
            if let other = try names.places.coded(code) {
                complain("code", "place.code.taken", ["place": other.name.zh])
            }
            _ = try checked {
                try PlaceCode.checked(code, of: nil, in: names.realm.id, db)
            }
        }
        _ = try checked { try ChangeDay.beginning(from?.description, today: today) }
        guard let words, !hasProblems else { return planned(name, .leftOut, nil) }
        return planned(
            "\(parent.name.zh) › \(name)", .creates,
            .place(
                AddPlace(
                    realm: names.realm, by: changer, under: parent.id, level: level, name: name,
                    nameEnglish: words.en, code: code, from: from?.description), position))
    }

    /// A place that is there: it gets the code that it lacks, and is left alone otherwise.
    private func same(
        _ place: Place, level: String, code: String
    ) throws -> PlannedRow {
        if place.level != level {
            complain("level", "imports.cell.otherLevel", ["name": place.name.zh])
        }
        guard !code.isEmpty, code != place.code else { return planned(place.name.zh, .same, nil) }
        guard place.code == nil else {
            complain("code", "imports.cell.otherCode", ["code": place.code ?? ""])
            return planned(place.name.zh, .leftOut, nil)
        }
        _ = try checked { try PlaceCode.checked(code, of: place.id, in: names.realm.id, db) }
        return planned(place.name.zh, .changes, .placeCode(place, code))
    }

    private func position() throws -> Position? {
        let (north, east) = (text("latitude").halfWidth, text("longitude").halfWidth)
        if north.isEmpty, east.isEmpty { return nil }
        do {
            return try Position(latitude: north, longitude: east)
        } catch {
            switch error {
            case .unreadable: complain("latitude", "place.position.unreadable")
            case .outside: complain("latitude", "place.position.outside")
            }
            return nil
        }
    }

    /// A body of a name that none bears yet.
    func body() throws -> PlannedRow {
        let name = line("name", most: LocalName.charactersMax)
        let kind = choice("kind", of: book.profile.bodyKinds) { "bodyKind.\($0)" }
        let parent = body("parent")
        let place = try place("place")
        let from = day("from")
        let phone = text("phone")
        let wish = BodyWish(
            name: name, nameEnglish: text("nameEnglish"), phone: phone, parent: parent?.id,
            place: place?.id)
        let number = try checked { try wish.checkedPhone() } ?? nil
        guard let kind, !hasProblems else { return planned(name, .leftOut, nil) }
        switch names.body(name) {
        case .one(let known): return try same(known, phone: number)
        case .several(let count):
            complain("name", "imports.cell.bodies", ["value": name, "count": String(count)])
        case .none: break
        }
        let words = try checked { try LocalName.checked(name, english: wish.nameEnglish) }
        _ = try checked {
            if let place {
                try changer.must(.editBodies, at: place.path, in: names.realm.id)
            } else {
                try changer.mustReachAll(in: names.realm.id)
            }
        }
        _ = try checked { try ChangeDay.beginning(from?.description, today: today) }
        if names.bodyCount >= Bodies.countMax {
            complain("name", "body.add.full", ["max": String(Bodies.countMax)])
        }
        guard words != nil, !hasProblems else { return planned(name, .leftOut, nil) }
        return planned(
            name, .creates,
            .body(
                AddBody(
                    realm: names.realm, by: changer, kind: kind, wish, from: from?.description)))
    }

    /// A body that is there gets the telephone that the table has, and is left alone otherwise.
    private func same(_ body: Body, phone: String?) throws -> PlannedRow {
        guard let phone, phone != body.phone else { return planned(body.name.zh, .same, nil) }
        if let id = body.place, let place = try names.places.find(id) {
            _ = try checked { try changer.must(.editBodies, at: place.path, in: body.realm) }
        } else {
            _ = try checked { try changer.mustReachAll(in: body.realm) }
        }
        return planned(body.name.zh, .changes, .bodyPhone(body, phone))
    }
}
