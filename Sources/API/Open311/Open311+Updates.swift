import Actions
import HTTPTypes
import Kernel

// mySociety's extension: what happened since, request by request; and what a reporter adds.
extension Open311 {
    func updates() async throws -> Answer {
        let place = try await place()
        let span = try span()
        let one = try reference()
        let known = try await call.installation.publicUpdates(
            in: place.realm, from: span.from, until: span.until, of: one, limit: Self.pageMax)
        var told = updates(known, place)
        // What came in with the key of the call is told to its sender though it is for nobody else.
        if field("api_key") != nil {
            let key = try await key(in: place.realm)
            let own = try await call.installation.toldDeeds(
                with: key, in: place.realm, from: span.from, until: span.until, of: one,
                limit: Self.pageMax)
            let open = Set(known.map(\.sequence))
            told += own.filter { !open.contains($0.sequence) }.map { update($0, place) }
            told.sort { ($0.at, $0.sequence) < ($1.at, $1.sequence) }
        }
        return list(
            "service_request_updates", "request_update",
            told.prefix(Self.pageMax).map(\.members))
    }

    /// Words that a reporter adds, sent by the system that the request came in with.
    func update() async throws -> Answer {
        let place = try await place()
        let key = try await key(in: place.realm)
        guard let reference = try reference() else {
            throw Complaint.bad("service_request_id was not provided.")
        }
        let status = field("status")?.lowercased()
        guard status.map(["open", "closed"].contains) ?? true else {
            throw Complaint.bad("status is OPEN or CLOSED.")
        }
        guard let description = field("description") else {
            throw Complaint.bad("description was not provided.")
        }
        let media = field("media_url").map { "\n" + $0 } ?? ""
        do {
            let sequence = try await AddReporterWords(
                realm: place.realm, reference: reference, key: key, words: description + media,
                reopens: status == "open", uploads: call.files
            ).run(in: call.installation)
            return list(
                "service_request_updates", "request_update",
                [[.text("update_id", String(sequence))]], status: .created)
        } catch ActionError.notFound {
            throw Complaint.bad(
                "service_request_id provided was not found among those of this api_key.",
                status: .notFound)
        } catch ActionError.refused(.answers(let problems), _, _) {
            let words = problems.values.map(\.english).joined(separator: " ")
            throw Complaint.bad("description: \(words)")
        } catch AddReporterWords.Problem.notNow {
            throw Complaint.bad(
                "The request takes no words of its reporter where it stands. One that has ended "
                    + "may be opened again with status OPEN for as long as its rules say.",
                status: .conflict)
        } catch AddReporterWords.Problem.takesNoPhotograph {
            throw Complaint.bad("The request takes no photograph where it stands.")
        }
    }

    private func reference() throws -> Reference? {
        guard let text = field("service_request_id") else { return nil }
        guard let reference = try? Reference(parsing: text) else {
            throw Complaint.bad("service_request_id provided was not found.", status: .notFound)
        }
        return reference
    }

    // MARK: - What happened

    private struct Update {
        let at: Instant
        let sequence: Int64
        let members: [Member]
    }

    private func updates(_ known: [PublicUpdate], _ place: Open311Place) -> [Update] {
        // What only adds to a matter leaves it open or closed as it was.
        var endings: [Reference: Bool] = [:]
        return known.map { update in
            let ends = update.ends ?? endings[update.reference] ?? false
            endings[update.reference] = ends
            let key = "\(update.procedure.key.name).action.\(update.action.id).done"
            return self.update(
                update.sequence, of: update.reference, at: update.at, ends: ends,
                place.words(key))
        }
    }

    private func update(_ deed: ToldDeed, _ place: Open311Place) -> Update {
        let key = "\(deed.procedure.key.name).action.\(deed.action.id).done"
        return update(
            deed.sequence, of: deed.reference, at: deed.at, ends: deed.hasEnded,
            deed.message ?? place.words(key))
    }

    private func update(
        _ sequence: Int64, of reference: Reference, at: Instant, ends: Bool, _ words: String
    ) -> Update {
        Update(
            at: at, sequence: sequence,
            members: [
                .text("update_id", String(sequence)),
                .text("service_request_id", reference.description),
                .text("status", ends ? "CLOSED" : "OPEN"),
                .text("updated_datetime", at.iso8601), .text("description", words),
                .text("media_url", nil),
            ])
    }
}
