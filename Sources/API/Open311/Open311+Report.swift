import Actions
import HTTPTypes
import Kernel

// Raising a matter, through the same action as a resident's report.
extension Open311 {
    func report() async throws -> Answer {
        let place = try await place()
        let key = try await key(in: place.realm)
        guard let code = field("service_code") else {
            throw Complaint.bad("service_code was not provided.")
        }
        guard let service = place.service(code) else {
            throw Complaint.bad("service_code provided was not found.", status: .notFound)
        }
        let found = try await location(place)
        let texts = try texts(of: service, at: found.place, spot: found.spot, place)
        func opening(_ photographs: [Photograph.ID]) -> OpenMatter {
            OpenMatter(
                realm: place.realm, procedure: service.procedure.key.name,
                action: service.opening.id, acting: .anyone, channel: key.channel,
                form: AnswerForm(texts: texts, photographs: photographs),
                limit: Limit.Counted(.keyedReports, of: key.id.description),
                sending: sending(by: key, texts), key: key.id)
        }
        let receipt: OpenMatter.Receipt
        do {
            if let earlier = try await opening([]).earlier(in: call.installation) {
                receipt = earlier
            } else {
                let photographs = try await photographs(for: service, key)
                receipt = try await opening(photographs).run(in: call.installation)
            }
        } catch ActionError.refused(.answers(let problems), _, _) {
            throw Complaint.bad(place.sentence(problems, service))
        }
        return list(
            "service_requests", "request",
            [
                [
                    .text("service_request_id", receipt.reference.description),
                    .text("service_notice", notice(receipt, service, texts, place)),
                    .text("account_id", nil),
                ]
            ], status: .created)
    }

    /// The files of the form, cleaned as those of residents are.
    private func photographs(
        for service: Open311Place.Reportable, _ key: AccessKey
    ) async throws -> [Photograph.ID] {
        guard !call.files.isEmpty else { return [] }
        guard
            service.opening.asks.contains(where: {
                service.procedure.field($0.field)?.isPhotos == true
            })
        else { throw Complaint.bad("service_code provided takes no photograph.") }
        guard call.files.count <= Photograph.countMax else {
            throw Complaint.bad("A request may have up to \(Photograph.countMax) photographs.")
        }
        for _ in call.files {
            try await Limit.photographs.count(
                subject: key.id.description, in: call.installation)
        }
        return try await TakePhotographs(realm: key.realm, uploads: call.files)
            .run(in: call.installation)
    }

    /// The same request that comes again with the same `Idempotency-Key` is the one before.
    private func sending(by key: AccessKey, _ texts: [String: [String]]) -> Sending? {
        call.headers[.idempotencyKey].map { text in
            Sending(of: text, by: key, texts: texts, photographs: call.files.count)
        }
    }

    func key(in realm: Realm) async throws -> AccessKey {
        guard let text = field("api_key") else {
            throw Complaint.unauthorized("api_key was not provided. The administrator issues keys.")
        }
        guard
            let key = try await call.installation.accessKey(
                text, for: .report, from: call.address),
            key.realm == realm.id
        else {
            throw Complaint.unauthorized(
                "api_key was not found, has ended, or is not for reporting here.")
        }
        return key
    }

    /// Where it is: an id, a position, or an address in words; what was said of it goes along.
    private func location(_ place: Open311Place) async throws -> (place: Place, spot: String?) {
        let installation = call.installation
        let address = field("address_string")
        if let text = field("address_id") {
            guard let found = try await installation.place(named: text, in: place.realm) else {
                throw Complaint.bad("address_id provided was not found.")
            }
            return (found, address)
        }
        if let north = field("lat"), let east = field("long") {
            let position: Position
            do {
                position = try Position(
                    latitude: Self.sixDecimals(north), longitude: Self.sixDecimals(east))
            } catch {
                throw Complaint.bad("lat and long are degrees (WGS 84), such as 32.6135, 110.783.")
            }
            guard let found = try await installation.place(at: position, in: place.realm) else {
                throw Complaint.bad("lat and long lie outside of this jurisdiction.")
            }
            let pin = "\(position.degrees.latitude), \(position.degrees.longitude)"
            return (found, [address, pin].compactMap(\.self).joined(separator: " · "))
        }
        if let address,
            let found = try await installation.place(
                addressed: address, in: place.realm)
        {
            return (found, address)
        }
        throw Complaint.bad(
            "A location must be provided: lat and long, address_string or address_id.")
    }

    /// More decimals than a tenth of a metre needs are cut.
    private static func sixDecimals(_ text: String) -> String {
        guard let dot = text.firstIndex(of: "."), text[dot...].count > 7 else { return text }
        return String(text[...dot]) + text[text.index(after: dot)...].prefix(6)
    }

    /// The form as a resident would have sent it.
    private func texts(
        of service: Open311Place.Reportable, at found: Place, spot: String?, _ place: Open311Place
    ) throws -> [String: [String]] {
        var texts: [String: [String]] = [:]
        func set(_ field: Procedure.Field?, _ value: String?) {
            if let field, let value { texts[field.id] = [value] }
        }
        // The standard asks for none: a place and a kind say something already.
        let description = field("description") ?? place.name(of: service)
        let media = field("media_url").map { "\n" + $0 } ?? ""
        set(place.field(.account, of: service), description + media)
        set(place.field(.category, of: service), service.category.id)
        set(place.field(.place, of: service), found.id.description)
        let most = place.field(.spot, of: service).flatMap(\.type.charactersMax) ?? 0
        set(place.field(.spot, of: service), spot.map { String($0.prefix(most)) })
        let personal = service.opening.asks.compactMap { service.procedure.field($0.field) }
            .filter { $0.personal != nil }
        let names = [field("last_name"), field("first_name")].compactMap(\.self)
        let separator = names.contains { $0.utf8.contains { $0 < 0x80 } } ? " " : ""
        set(
            personal.first { $0.type != .phone },
            names.isEmpty ? nil : names.joined(separator: separator))
        set(personal.first { $0.type == .phone }, field("phone"))
        for attribute in place.attributes(of: service) {
            let sent =
                call.form["attribute[\(attribute.code)]"]
                ?? call.form["attribute[\(attribute.code)][]"]
            guard let sent else {
                if attribute.isRequired {
                    throw Complaint.bad("attribute[\(attribute.code)] was not provided.")
                }
                continue
            }
            texts[attribute.code] = [
                attribute.datatype == "datetime" ? String(sent.prefix(10)) : sent
            ]
        }
        return texts
    }

    /// What the reporter must know: the check word, and whom to call where it cannot wait.
    private func notice(
        _ receipt: OpenMatter.Receipt, _ service: Open311Place.Reportable,
        _ texts: [String: [String]], _ place: Open311Place
    ) -> String {
        let said = texts.values.joined().joined(separator: " ").lowercased()
        let stopper = place.book.profile.stopper(for: said)
        let number = service.category.call ?? stopper?.call
        let english = place.words.language == .en
        let danger = number.map {
            english ? "If somebody is in danger, call \($0) now. " : "有人遇险请立即拨打 \($0)。"
        }
        let word = receipt.word.text
        return (danger ?? "")
            + (english
                ? "Check word: \(word). With the number it opens the story on the page “Track”."
                : "查询词：\(word)。凭编号和查询词可在“查进度”页查看经过。")
    }
}

extension Open311Place {
    /// What was wrong with the answers, by the names that the standard gives them.
    func sentence(
        _ problems: [Procedure.Field.ID: Answers.Problem], _ service: Reportable
    ) -> String {
        problems.sorted { $0.key < $1.key }.map { id, problem in
            let field = service.procedure.field(id)
            let name =
                switch field?.sets {
                case .account: "description"
                case .spot: "address_string"
                case .place: "address_id"
                case .category: "service_code"
                default: field?.type == .phone ? "phone" : "attribute[\(id)]"
                }
            return "\(name): \(problem.english)"
        }.joined(separator: " ")
    }
}

extension Answers.Problem {
    /// What is wrong, after the name of the field.
    var english: String {
        switch self {
        case .missing: "was not provided."
        case .tooLong(let most, let count): "has \(count) characters; the most is \(most)."
        case .notAChoice: "is none of the choices."
        case .outOfRange(let range): "lies outside \(range.lowerBound) to \(range.upperBound)."
        case .notANumber: "is no whole number."
        case .notAPhone: "is no telephone number."
        case .notADay, .dayOutOfRange: "is no day that is possible, such as 2026-11-30."
        case .tooMany(let most): "has more than \(most)."
        case .personal: "would be read by everyone, and holds what is nobody else's business."
        case .wrongKind, .isOtherThan, .hasEnded, .isThisOne, .isLinked, .isNotLinked,
            .takesNoChildren:
            "is of the wrong kind."
        }
    }
}

extension Procedure.Field {
    fileprivate var isPhotos: Bool { type == .photos }
}

extension Procedure.FieldType {
    var charactersMax: Int? {
        switch self {
        case .line(let most), .paragraphs(let most): most
        default: nil
        }
    }
}
