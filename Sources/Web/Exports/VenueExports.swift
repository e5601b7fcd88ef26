import Actions
import Kernel
import Media
import Storage

extension DeskFrame {
    /// The venues of today, with what everyone may book there.
    func venuesExport() -> ListExport {
        ListExport(
            name: "venues", title: words("venues.title"),
            columns: exportColumns([
                ("venues.field.name", 24), ("venues.field.model", 16), ("exports.matter.place", 24),
                ("venues.field.spot", 30), ("venues.field.phone", 18), ("venues.functions", 50),
                ("exports.venue.rooms", 40),
            ])
        ) { [self] _ in
            let list = try await ask.installation.venues(in: visit.realm, sittingsMax: 1)
            return ListExport.Page(
                rows: list.venues.map { venue in
                    let rooms = (list.rooms[venue.id] ?? [])
                        .filter { $0.state == .open && $0.access == .everyone }
                    return [
                        .text(words.name(venue.name)), .text(words("venueModel.\(venue.model)")),
                        list.names[venue.place].map { .text(words.name($0)) } ?? .empty,
                        .text(venue.spot), venue.phone.map { .text($0) } ?? .empty,
                        listed(venue.functions.map { words("venueFunction.\($0)") }),
                        listed(rooms.map { words.name($0.name) }),
                    ]
                }, next: nil)
        }
    }

    private func listed(_ texts: [String]) -> Spreadsheet.Cell {
        texts.isEmpty ? .empty : .text(texts.joined(separator: words("page.comma")))
    }

    /// The sittings to come, then those that were, the newest first: how many slots are taken,
    /// never by whom.
    func sittingsExport() -> ListExport {
        ListExport(
            name: "sittings", title: words("sittings.title"),
            columns: exportColumns([
                ("exports.event.kind", 20), ("exports.event.body", 24),
                ("exports.event.starts", 17), ("exports.event.ends", 17),
                ("exports.event.venue", 24), ("exports.event.state", 12),
                ("exports.sitting.slots", 10), ("exports.sitting.taken", 10),
            ])
        ) { [self] after in
            let lists = try await ask.installation.sittingLists(
                in: visit.realm, after: after.flatMap { Sittings.Cursor($0) },
                limit: ListExport.pageRows)
            let lines = (after == nil ? lists.upcoming : []) + lists.past
            return ListExport.Page(
                rows: lines.map { line in
                    let sitting = line.sitting
                    return [
                        .text(words("sittingKind.\(sitting.kind)")),
                        line.body.map { .text(words.name($0)) } ?? .empty,
                        written(sitting.startsAt), written(sitting.endsAt),
                        .text(words.name(line.venue.name)),
                        .text(words("sittings.state.\(sitting.state.rawValue)")),
                        .number(Int64(sitting.slots)), .number(Int64(line.taken)),
                    ]
                }, next: lists.older?.text)
        }
    }

    /// The bookings to come of the room that the address names: what a post booked it for, and of
    /// neighbours no more than that one did.
    func bookingsExport() throws -> ListExport {
        guard let room = ask.query["room"].flatMap({ Room.ID($0) }) else {
            throw ActionError.notFound
        }
        return ListExport(
            name: "bookings", title: words("bookings.coming"),
            columns: exportColumns([
                ("bookings.column.number", 14), ("exports.event.starts", 17),
                ("exports.event.ends", 17), ("bookings.column.people", 10),
                ("bookings.column.who", 30),
            ])
        ) { [self] _ in
            guard
                let file = try await ask.installation.roomFile(room, from: today, in: visit.realm)
            else { throw ActionError.notFound }
            return ListExport.Page(
                rows: file.bookings.map { booking in
                    [
                        .text(booking.number.description), written(booking.startsAt),
                        written(booking.endsAt), .number(Int64(booking.people)),
                        .text(booking.title ?? words("bookings.byNeighbour")),
                    ]
                }, next: nil)
        }
    }

    /// The rosters that the post may see: what they are for, never who has a shift.
    func rostersExport() -> ListExport {
        ListExport(
            name: "rosters", title: words("rosters.title"),
            columns: exportColumns([
                ("rosters.column.title", 30), ("rosters.column.body", 24),
                ("rosters.column.spans", 24), ("rosters.column.readers", 16),
                ("exports.event.state", 12),
            ])
        ) { [self] after in
            let lists = try await ask.installation.rosterLists(
                in: visit.realm, endedBefore: after.flatMap { Roster.ID($0) },
                limit: ListExport.pageRows)
            func rows(_ rosters: [Roster], _ state: String) -> [[Spreadsheet.Cell]] {
                rosters.filter(maySee).map { roster in
                    [
                        .text(roster.title), .text(bodyName(roster.body)),
                        listed(roster.spans.map(\.description)),
                        .text(words(roster.isPublic ? "rosters.public" : "rosters.inside")),
                        .text(words(state)),
                    ]
                }
            }
            return ListExport.Page(
                rows: (after == nil ? rows(lists.open, "rosters.open") : [])
                    + rows(lists.ended, "rosters.ended"),
                next: lists.older?.description)
        }
    }
}
