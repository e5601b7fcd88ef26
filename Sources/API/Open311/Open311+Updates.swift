import Actions
import HTTPTypes
import Kernel

// mySociety's extension: what happened since, request by request.
extension Open311 {
    func updates() async throws -> Answer {
        let place = try await place()
        let span = try span()
        var one: Reference?
        if let text = field("service_request_id") {
            guard let reference = try? Reference(parsing: text) else {
                throw Complaint.bad(
                    "service_request_id provided was not found.", status: .notFound)
            }
            one = reference
        }
        let found = try await call.installation.publicUpdates(
            in: place.realm, from: span.from, until: span.until, of: one, limit: Self.pageMax)
        // What only adds to a matter leaves it open or closed as it was.
        var endings: [Reference: Bool] = [:]
        return list(
            "service_request_updates", "request_update",
            found.map { update in
                let ends = update.ends ?? endings[update.reference] ?? false
                endings[update.reference] = ends
                let name = update.procedure.key.name
                return [
                    .text("update_id", String(update.sequence)),
                    .text("service_request_id", update.reference.description),
                    .text("status", ends ? "CLOSED" : "OPEN"),
                    .text("updated_datetime", update.at.iso8601),
                    .text("description", place.words("\(name).action.\(update.action.id).done")),
                    .text("media_url", nil),
                ]
            })
    }
}
