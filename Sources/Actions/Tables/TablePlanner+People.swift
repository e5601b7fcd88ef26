import Foundation
import Kernel
import Storage

extension TablePlanner {
    /// A person who signs in, with a post where the row names one.
    func person() throws -> PlannedRow {
        let name = Self.joined(line("name", most: 40))
        let wish = try postWish()
        var signIn = Self.plainSignIn(text("signIn"))
        if let known = try signIn.isEmpty ? nil : names.person(signIn: signIn) {
            guard known.realm == names.realm.id else { return taken(signIn, name) }
            return try further(wish, of: known, named: name)
        }
        if signIn.isEmpty, !name.isEmpty {
            if let twin = try names.people(called: name).first {
                complain("name", "imports.cell.known", ["name": name, "signIn": twin.signIn])
            }
            let made = try Self.signIn(for: name) { try names.person(signIn: $0) == nil }
            signIn = made ?? ""
            if signIn.isEmpty { complain("name", "imports.cell.noSignIn") }
        } else if !AddPerson.isSignIn(signIn) {
            complain("signIn", "person.signIn.malformed")
        }
        guard !hasProblems else { return planned(name, .leftOut, nil) }
        return planned(
            "\(name) (\(signIn))", .creates, .person(name: name, signIn: signIn, post: wish))
    }

    private func taken(_ signIn: String, _ name: String) -> PlannedRow {
        complain("signIn", "person.signIn.taken", ["signIn": signIn])
        return planned(name, .leftOut, nil)
    }

    /// A further post of somebody who is known, by sign-in or by a name that one person bears.
    func furtherPost() throws -> PlannedRow {
        let name = Self.joined(line("name", most: 40))
        let signIn = Self.plainSignIn(text("signIn"))
        let wish = try postWish()
        var found: [Person] = []
        if !signIn.isEmpty {
            found = try names.person(signIn: signIn).map { [$0] } ?? []
        } else if !name.isEmpty {
            found = try names.people(called: name)
        }
        found = found.filter { $0.realm == names.realm.id && $0.maySignIn(on: today) }
        switch found.count {
        case 1: return try further(wish, of: found[0], named: name)
        case 0:
            complain(
                signIn.isEmpty ? "name" : "signIn", "imports.cell.nobody",
                ["value": signIn.isEmpty ? name : signIn])
        default:
            complain(
                "name", "imports.cell.people", ["value": name, "count": String(found.count)])
        }
        return planned(name, .leftOut, nil)
    }

    private func further(
        _ wish: PostWish?, of person: Person, named name: String
    ) throws -> PlannedRow {
        if !name.isEmpty, name != person.name {
            complain(
                "name", "imports.cell.otherName", ["name": person.name, "signIn": person.signIn])
        }
        if person.id == changer.person { complain("role", "post.self") }
        guard let wish, !hasProblems else {
            return planned("\(person.name) (\(person.signIn))", .same, nil)
        }
        let held = try names.held(by: person.id)
        let holds = held.contains {
            $0.role == wish.role && $0.body == wish.body && $0.place == wish.place
        }
        if !holds, held.count >= Posts.perPersonMax { complain("role", "imports.cell.posts") }
        guard !holds, !hasProblems else {
            return planned("\(person.name) (\(person.signIn))", .same, nil)
        }
        return planned("\(person.name) (\(person.signIn))", .changes, .post(person, wish))
    }

    /// The role, the body and the place that the row names; nil where it names no role. Without a
    /// place it is where the body is responsible.
    private func postWish() throws -> PostWish? {
        let role = choice("role", of: book.profile.roles.map(\.id)) { "role.\($0)" }
        let body = body("body")
        let place = try place("place")
        let duty = line("duty", most: PostWish.dutyCharactersMax)
        let from = day("from")
        guard let role else { return nil }
        guard let body else {
            complain("body", "answer.missing")
            return nil
        }
        guard let area = place?.id ?? body.place else {
            complain("place", "answer.missing")
            return nil
        }
        _ = try checked { try ChangeDay.beginning(from?.description, today: today) }
        return PostWish(
            role: role, body: body.id, place: area, duty: duty, from: from?.description)
    }

    /// Chinese names are written with blanks to make them equally wide.
    static func joined(_ name: String) -> String {
        let isChinese = name.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        return isChinese ? name.filter { !$0.isWhitespace } : name
    }

    static func plainSignIn(_ text: String) -> String {
        text.halfWidth.lowercased().trimmingCharacters()
    }

    /// `wang.li` for 王丽: the name as it sounds, with a number where it is taken.
    static func signIn(for name: String, isFree: (String) throws -> Bool) rethrows -> String? {
        guard
            let sound = name.applyingTransform(.toLatin, reverse: false)?
                .applyingTransform(.stripDiacritics, reverse: false)?.lowercased()
        else { return nil }
        let parts = sound.split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
        let plain = String(parts.joined(separator: ".").prefix(36))
        guard AddPerson.isSignIn(plain) else { return nil }
        if try isFree(plain) { return plain }
        return try (2...99).lazy.map { "\(plain)\($0)" }.first(where: isFree)
    }
}
