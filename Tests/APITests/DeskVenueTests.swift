import Actions
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// Venues, rooms, sittings, bookings and canteens, kept by a program.
struct DeskVenueTests {
    private static let week = #"["08:30-12:00","08:30-12:00","","","","",""]"#

    private static func venue(_ place: Place.ID? = nil, name: String = "新站") -> String {
        let at = place.map { #""place":"\#($0)","# } ?? ""
        return """
            {\(at)"name":"\(name)","model":"MODEL","spot":"东门边","about":"歇脚、充电",\
            "weekdays":\(week),"onHolidays":"closed"}
            """
    }

    private static let room = """
        {"name":"小间","capacity":12,"access":"everyone","minutesMax":120,"perDay":1,\
        "aheadDays":14}
        """

    @Test func aVenueIsKeptFromItsOpeningToItsEnd() async throws {
        try await withCaller { town, caller in
            let keeper = try await DeskProgram(caller, for: town.secretary)
            let place = try town.place("岩岭社区").id
            let rules = try await town.rulebook().profile.venues
            let model = try #require(rules?.models.first)
            func wish(_ text: String) -> String {
                text.replacing("MODEL", with: model)
            }
            let other = try await DeskProgram(caller, for: town.otherGrid)
            let refused = try await other.sends("/venues", wish(Self.venue(place)))
            #expect(refused.status == .forbidden)
            let made = try await keeper.makes("/venues", wish(Self.venue(place)), once: "v1")
            let again = try await keeper.makes("/venues", wish(Self.venue(place)), once: "v1")
            #expect(made.text("id") == again.text("id"))
            let path = "/venues/" + made.text("id")
            let room = try await keeper.makes(path + "/rooms", Self.room)
            let read = try await keeper.reads(path)
            #expect(read.status == .ok)
            let blind = try await keeper.sends(path + "/change", wish(Self.venue(name: "老站")))
            #expect(blind.status == .preconditionRequired)
            let stale = try await keeper.sends(
                path + "/change", wish(Self.venue(name: "老站")), seen: "\"9\"")
            #expect(stale.status == .preconditionFailed)
            let changed = try await keeper.makes(
                path + "/change", wish(Self.venue(name: "老站")), seen: read.tag, is: .ok)
            #expect(changed.text("name") == "老站" && changed.list("rooms").count == 1)
            let wrong = try await keeper.sends(
                path + "/change",
                wish(Self.venue(name: "老站")).replacing("08:30-12:00", with: "08:30-07:00"),
                seen: "*")
            #expect(wrong.status == .unprocessableContent && wrong.text.contains("/weekdays/0"))
            let day = try await town.day(3)
            let said = try await keeper.makes(
                path + "/days", #"{"day":"\#(day)","reason":"停电"}"#, is: .ok)
            #expect(said.list("said").first?.text("reason") == "停电")
            let booked = try await keeper.makes(
                "/rooms/\(room.text("id"))/bookings",
                #"{"day":"\#(day)","from":"09:00","until":"10:00","people":4,"title":"例会"}"#)
            let standing = try await keeper.sends(path + "/closure", seen: "*")
            #expect(standing.status == .unprocessableContent)
            let own = try await keeper.reads("/bookings").items()
            #expect(own.map { $0.text("id") } == [booked.text("id")])
            try await keeper.makes("/bookings/\(booked.text("id"))/cancellation", is: .ok)
            let closed = try await keeper.makes(path + "/closure", seen: "*", is: .ok)
            #expect(!closed.text("closedOn").isEmpty)
        }
    }

    @Test func aSittingIsHeldAndCounted() async throws {
        try await withCaller { town, caller in
            let keeper = try await DeskProgram(caller, for: town.secretary)
            let venues = try await keeper.reads("/venues").items()
            let venue = try #require(venues.first { $0.text("name") == "岩岭邻里中心" }).text("id")
            let day = try await town.day(2)
            let wish = """
                {"kind":"lawyer","about":"带上材料","day":"\(day)","from":"09:00",\
                "until":"10:00","slotMinutes":15}
                """
            let made = try await keeper.makes("/venues/\(venue)/sittings", wish)
            #expect(made.list("slots").count == 4)
            let path = "/sittings/" + made.object("sitting").text("id")
            let early = try await keeper.sends(path + "/count", #"{"served":3}"#)
            #expect(early.status == .unprocessableContent)
            town.clock.advance(days: 3)
            let counted = try await keeper.makes(path + "/count", #"{"served":3}"#, is: .ok)
            #expect(counted.object("sitting").number("served") == 3)
            let listed = try await keeper.reads("/sittings")
            #expect(listed.text.contains(made.object("sitting").text("id")))
        }
    }

    @Test func aMealIsCountedOnceUnderOneKey() async throws {
        try await withCaller { town, caller in
            let keeper = try await DeskProgram(caller, for: town.secretary)
            let venues = try await keeper.reads("/venues").items()
            let venue = try #require(venues.first { $0.text("name") == "岩岭邻里中心" }).text("id")
            let path = "/canteens/" + venue
            let stranger = try await DeskProgram(caller, for: town.otherGrid).reads(path)
            #expect([.forbidden, .notFound].contains(stranger.status))
            try await keeper.makes(
                path + "/terms", #"{"priceFen":1200,"subsidyFen":600}"#, is: .ok)
            let tooMuch = try await keeper.sends(
                path + "/terms", #"{"priceFen":1200,"subsidyFen":1300}"#)
            #expect(tooMuch.text.contains("/subsidyFen"))
            try await keeper.makes(
                path + "/grants", #"{"source":"fiscal","fen":1800,"words":"演示补贴"}"#)
            let card = try await keeper.makes(path + "/cards", #"{"proof":"seniorCard"}"#)
            let tap = #"{"number":"\#(card.text("number"))"}"#
            try await keeper.makes(path + "/meals", tap, once: "m1")
            try await keeper.makes(path + "/meals", tap, once: "m1")
            let twice = try await keeper.sends(path + "/meals", tap, once: "m2")
            #expect(twice.status == .unprocessableContent)
            let both = try await keeper.sends(path + "/meals", #"{}"#)
            #expect(both.status == .unprocessableContent)
            let file = try await keeper.reads(path).json()
            #expect(file.object("sum").number("reduced") == 1)
            #expect(file.list("left").first?.number("fen") == 1_200)
            let back = try await keeper.makes(path + "/reversals", is: .ok)
            #expect(back.object("sum").number("reduced") == 0)
        }
    }
}
