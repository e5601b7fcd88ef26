import Actions
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// Appraisals and registers, each walked through by programs.
struct DeskRegisterTests {
    @Test func aRoundIsOpenedEnteredAndClosed() async throws {
        try await withCaller { town, caller in
            let secretary = try await DeskProgram(caller, for: town.secretary)
            let grid = try await DeskProgram(caller, for: town.grid)
            let wish = """
                {"place":"\(try town.place("半山尚小区").id)","name":"楼栋考评细则","criteria":[\
                {"name":"安全","pointsMax":40,"looksAt":"楼道通畅"},\
                {"name":"卫生","pointsMax":60,"looksAt":"门前干净"}],"visits":1,"flags":3,\
                "appealDays":3,"day":"2026-11-01","words":"居民代表会议表决"}
                """
            let refused = try await grid.sends("/appraisals", wish)
            #expect(refused.status == .forbidden)
            let scheme = try await secretary.makes("/appraisals", wish)
            let opened = try await secretary.makes("/appraisals/\(scheme.text("id"))/rounds")
            let path = "/appraisal-rounds/" + opened.object("round").text("id")
            let missing = try await secretary.sends(path + "/closure", seen: "*")
            #expect(missing.status == .unprocessableContent)
            for sheet in opened.list("sheets") {
                let at = "/appraisal-sheets/" + sheet.text("id")
                let wrong = try await grid.sends(
                    at + "/marks", #"{"marks":[{"points":41},{"points":60}]}"#, seen: "\"0\"")
                #expect(wrong.text.contains("/marks/0/points"))
                try await grid.makes(
                    at + "/marks", #"{"marks":[{"points":40},{"points":60}]}"#, seen: "\"0\"",
                    is: .ok)
            }
            let closed = try await secretary.makes(path + "/closure", seen: "*", is: .ok)
            let sheet = "/appraisal-sheets/" + (closed.list("sheets").first?.text("id") ?? "")
            try await grid.makes(sheet + "/appeal", #"{"reason":"那天楼道在施工"}"#, is: .ok)
            let early = try await secretary.sends(path + "/award", seen: "*")
            #expect(early.status == .unprocessableContent)
            try await secretary.makes(sheet + "/decision", #"{"words":"查看后认定"}"#, is: .ok)
            town.clock.advance(days: 4)
            let awarded = try await secretary.makes(path + "/award", seen: "*", is: .ok)
            #expect(awarded.list("results").allSatisfy { $0.number("points") == 100 })
        }
    }

    @Test func aRegistrationIsKeptByTheTwoWhomItConcerns() async throws {
        try await withCaller { town, caller in
            let volunteer = try await DeskProgram(caller, for: town.volunteer)
            let secretary = try await DeskProgram(caller, for: town.secretary)
            let place = try town.place("岩岭社区").id
            let wish = """
                {"kind":"reported","place":"\(place)","unitWords":"演示小学","offers":"会修小家电",\
                "consents":CONSENT}
                """
            let without = try await volunteer.sends(
                "/own-enrolments", wish.replacing("CONSENT", with: "false"))
            #expect(without.status == .unprocessableContent)
            let sent = try await volunteer.makes(
                "/own-enrolments", wish.replacing("CONSENT", with: "true"))
            let path = "/enrolments/" + sent.text("id")
            let hidden = try await volunteer.reads(path)
            #expect(hidden.status == .forbidden || hidden.status == .notFound)
            let page = try await secretary.reads(path)
            #expect(page.status == .ok && !page.text.contains("会修小家电"))
            try await secretary.makes(
                path + "/answer", #"{"answer":"confirm"}"#, seen: page.tag, is: .ok)
            let told = try await secretary.makes(
                path + "/readings", #"{"reason":"安排义诊"}"#, is: .ok)
            #expect(told.text("offers") == "会修小家电")
            let entry = try await volunteer.makes(
                "/own-handbook/entries",
                """
                {"enrolment":"\(sent.text("id"))","kind":"visiting",\
                "day":"\(try await town.day(-1))","minutes":60,"words":"看望独居老人"}
                """)
            try await secretary.makes(
                "/handbook-entries/\(entry.text("id"))/answer", #"{"answer":"confirm"}"#, is: .ok)
            let book = try await volunteer.reads("/own-handbook").json()
            #expect(book.list("entries").first?.text("state") == "confirmed")
            let left = try await volunteer.makes(
                "/own-enrolments/\(sent.text("id"))/withdrawal", seen: "*", is: .ok)
            #expect(left.list("enrolments").isEmpty)
        }
    }

    @Test func aUnitRegistersAndAnswersACallUp() async throws {
        try await withCaller { town, caller in
            let liaison = try await DeskProgram(caller, for: town.liaison)
            let secretary = try await DeskProgram(caller, for: town.secretary)
            let place = try town.place("岩岭社区").id
            let unit = try await liaison.makes(
                "/units", #"{"place":"\#(place)","hands":5,"offers":"每月一次义诊"}"#)
            let path = "/units/" + unit.text("id")
            let own = try await liaison.sends(path + "/confirmation", seen: "*")
            #expect(own.status == .forbidden)
            let held = try await secretary.makes(path + "/confirmation", seen: "*", is: .ok)
            #expect(held.object("registration").text("state") == "confirmed")
            let nothing = try await secretary.sends(
                path + "/letters", #"{"from":"2026-01-01","until":"2026-02-01"}"#)
            #expect(nothing.status == .unprocessableContent)
            let kinds = try await town.rulebook().profile.activityKinds
            let kind = try #require(kinds.first)
            let callUp = try await secretary.makes(
                "/call-ups",
                """
                {"place":"\(place)","kind":"\(kind)","title":"清扫积雪","about":"带上铲子",\
                "venue":"广场"}
                """)
            let at = "/call-ups/" + callUp.text("id")
            try await secretary.makes(
                at + "/shifts",
                """
                {"post":"东门","day":"\(try await town.day(2))","time":"08:00","until":"10:00",\
                "places":4}
                """)
            let answered = try await liaison.makes(at + "/answer", #"{"hands":3}"#, is: .ok)
            #expect(answered.list("answers").first?.number("hands") == 3)
            #expect(answered.list("shifts").count == 1)
            let closed = try await secretary.makes(at + "/closure", seen: "*", is: .ok)
            #expect(closed.object("callUp").text("state") == "closed")
            let late = try await liaison.sends(at + "/answer", #"{"hands":4}"#)
            #expect(late.status == .unprocessableContent)
        }
    }
}
