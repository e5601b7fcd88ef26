import Actions
import HTTPTypes
import Kernel

// What can be reported, and what is asked with it.
extension Open311 {
    func discovery() throws -> Answer {
        let base = call.address("/api/open311/v2")
        let formats = [[Member.text("format", "text/xml")], [.text("format", "application/json")]]
        let contact = "The administrator of this installation issues keys."
        switch format {
        case .xml:
            let endpoint = XMLTree(
                "endpoint",
                [
                    XMLTree("specification", "http://wiki.open311.org/GeoReport_v2"),
                    XMLTree("url", base), XMLTree("changeset", "2026-11-26T00:00:00Z"),
                    XMLTree("type", "production"),
                    XMLTree("formats", formats.map { $0[0].xml }),
                ])
            return .text(
                XMLTree(
                    "discovery",
                    [
                        XMLTree("changeset", "2026-11-26T00:00:00Z"), XMLTree("contact", contact),
                        XMLTree("key_service", contact), XMLTree("endpoints", [endpoint]),
                    ]
                ).bytes, type: "text/xml; charset=utf-8")
        case .json:
            return .json([
                "changeset": "2026-11-26T00:00:00Z", "contact": .text(contact),
                "key_service": .text(contact),
                "endpoints": [
                    [
                        "specification": "http://wiki.open311.org/GeoReport_v2",
                        "url": .text(base), "changeset": "2026-11-26T00:00:00Z",
                        "type": "production", "formats": ["text/xml", "application/json"],
                    ]
                ],
            ])
        }
    }

    func services() async throws -> Answer {
        let place = try await place()
        return list(
            "services", "service",
            place.services.map { service in
                [
                    .text("service_code", service.category.id),
                    .text("service_name", place.name(of: service)),
                    .text("description", place.detail(of: service)),
                    .flag("metadata", !place.attributes(of: service).isEmpty),
                    .text("type", "realtime"),
                    .text("keywords", place.keywords(of: service).joined(separator: ",")),
                    .text("group", place.group(of: service)),
                ]
            })
    }

    func definition() async throws -> Answer {
        let place = try await place()
        guard let service = place.service(name) else {
            throw Complaint.bad("service_code provided was not found.", status: .notFound)
        }
        let attributes = place.attributes(of: service).enumerated().map { index, attribute in
            attribute.members(order: index + 1)
        }
        switch format {
        case .xml:
            return .text(
                XMLTree(
                    "service_definition",
                    [
                        XMLTree("service_code", service.category.id),
                        XMLTree(
                            "attributes", attributes.map { XMLTree("attribute", $0.map(\.xml)) }),
                    ]
                ).bytes, type: "text/xml; charset=utf-8")
        case .json:
            return .json([
                "service_code": .text(service.category.id),
                "attributes": .list(attributes.map { .object($0.map(\.json)) }),
            ])
        }
    }
}

/// A question that a service asks beyond the standard's own fields.
struct Open311Attribute {
    let code: String
    let datatype: String
    let isRequired: Bool
    let description: String
    let values: [(key: String, name: String)]

    func members(order: Int) -> [Open311.Member] {
        let asked: [Open311.Member] = [
            .flag("variable", true), .text("code", code), .text("datatype", datatype),
            .flag("required", isRequired), .text("datatype_description", ""),
            .number("order", String(order)), .text("description", description),
        ]
        guard !values.isEmpty else { return asked }
        let list = values.map { [Open311.Member.text("key", $0.key), .text("name", $0.name)] }
        return asked + [.list("values", "value", list)]
    }
}

extension Open311Place {
    func name(of service: Reportable) -> String { words("category.\(service.category.id)") }

    func detail(of service: Reportable) -> String {
        words.optional("category.\(service.category.id).hint")
            ?? words.optional("\(service.procedure.key.name).raise.lead")
            ?? group(of: service)
    }

    func group(of service: Reportable) -> String {
        words("category.\(service.category.id.prefix { $0 != "." })")
    }

    func keywords(of service: Reportable) -> [String] {
        [group(of: service), words("\(service.procedure.key.name).name")]
    }

    /// What an opening asks that no field of the standard holds.
    func attributes(of service: Reportable) -> [Open311Attribute] {
        service.opening.asks.compactMap { ask in
            guard let field = service.procedure.field(ask.field), field.personal == nil,
                ![.place, .category, .account, .spot].contains(field.sets),
                let datatype = field.type.open311
            else { return nil }
            let key = "\(service.procedure.key.name).field.\(field.id)"
            var values: [(key: String, name: String)] = []
            if case .choice(let options) = field.type {
                values = options.map { ($0, words("\(key).\($0)")) }
            }
            return Open311Attribute(
                code: field.id, datatype: datatype, isRequired: ask.required,
                description: words(key), values: values)
        }
    }

    /// The field of an opening that becomes a part of the matter.
    func field(_ part: Procedure.Part, of service: Reportable) -> Procedure.Field? {
        service.opening.asks.lazy.compactMap { service.procedure.field($0.field) }
            .first { $0.sets == part }
    }
}

extension Procedure.FieldType {
    /// The datatype of the standard; nil for what cannot be sent so.
    fileprivate var open311: String? {
        switch self {
        case .line: "string"
        case .paragraphs: "text"
        case .choice: "singlevaluelist"
        case .flag: "string"
        case .number: "number"
        case .day: "datetime"
        case .phone, .photos, .place, .category, .body, .bodies, .clause, .matter, .figure: nil
        }
    }
}
