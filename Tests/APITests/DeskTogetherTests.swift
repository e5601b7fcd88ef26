import Actions
import Foundation
import HTTPTypes
import Kernel
import TestSupport
import Testing

@testable import API

/// Alliances, funds, pairings, appraisals and registers, each walked through by programs.
struct DeskTogetherTests {
    @Test func anAllianceJoinsTakesTurnsAndMeets() async throws {
        try await withCaller { town, caller in
            let secretary = try await DeskProgram(caller, for: town.secretary)
            let path = "/alliances/\(try town.bodyID("岩岭社区大党委（演示）"))"
            let hospital = try town.bodyID("车城惠民医院（演示）")
            let school = try town.bodyID("车城实验小学（演示）")
            let wish = #"{"member":"\#(hospital)","from":"2026-01-01"}"#
            let volunteer = try await DeskProgram(caller, for: town.volunteer)
            let stranger = try await volunteer.sends(path + "/members", wish)
            #expect(stranger.status == .forbidden)
            let joined = try await secretary.makes(path + "/members", wish)
            try await secretary.makes(
                path + "/members", #"{"member":"\#(school)","from":"2026-01-01"}"#)
            let twice = try await secretary.sends(path + "/members", wish)
            #expect(twice.status == .unprocessableContent && twice.text.contains("/member"))
            let month = Month(of: try Day(parsing: try await town.day())).next
            let rota = """
                {"chairs":[{"month":"\(month)","body":"\(hospital)"},\
                {"month":"\(month.next)","body":"\(school)"}]}
                """
            try await secretary.makes(path + "/rota", rota, is: .ok)
            let swapped = try await secretary.makes(
                path + "/swap", #"{"one":"\#(month)","other":"\#(month.next)"}"#, is: .ok)
            #expect(swapped.list("turns").first?.text("body") == "\(school)")
            let drawn = try await secretary.reads(path + "/rota?year=\(month.year)").json()
            #expect(drawn.list("months").count == 12)
            let meeting = try await secretary.makes(
                path + "/meetings",
                """
                {"rule":"allianceMeeting","title":"联席会","venue":"社区会议室",\
                "day":"\(try await town.day(5))","time":"14:30","agenda":["看看办得怎样"]}
                """)
            #expect(meeting.text("state") == "called")
            try await secretary.makes(
                "/memberships/\(joined.text("id"))/end", #"{"reason":"撤并"}"#, is: .ok)
        }
    }

    @Test func aProjectSpendsWhatItHas() async throws {
        try await withCaller { town, caller in
            let project = try await town.project()
            let keeper = try await DeskProgram(caller, for: town.community)
            let path = "/funds/\(project.reference)"
            let today = try await town.day()
            func line(_ kind: String, _ fen: Int) -> String {
                """
                {"kind":"\(kind)","source":"donation","fen":\(fen),"day":"\(today)",\
                "words":"台灯和书架"}
                """
            }
            let stranger = try await DeskProgram(caller, for: town.otherGrid)
                .sends(path + "/lines", line("received", 1))
            #expect([.forbidden, .notFound].contains(stranger.status))
            try await keeper.makes(path + "/lines", line("received", 300_050))
            let tooMuch = try await keeper.sends(path + "/lines", line("spent", 300_051))
            #expect(tooMuch.status == .unprocessableContent && tooMuch.text.contains("/fen"))
            let spent = try await keeper.makes(path + "/lines", line("spent", 120_025))
            let donated = spent.list("sums").first { $0.text("source") == "donation" }
            #expect(donated?.number("left") == 180_025)
            let lines = try await keeper.reads(path + "/lines?limit=1").json()
            #expect(lines.list("items").count == 1 && lines.text("next").contains("after="))
            let newest = lines.list("items").first?.text("id") ?? ""
            let back = try await keeper.makes(
                path + "/lines/\(newest)/reversal", #"{"reason":"记错了"}"#, is: .ok)
            let sum = back.list("sums").first { $0.text("source") == "donation" }
            #expect(sum?.number("left") == 300_050)
        }
    }

    @Test func whoIsHelpedIsReadByALoggedActAlone() async throws {
        try await withCaller { town, caller in
            let worker = try await DeskProgram(caller, for: town.community)
            let helper = try await DeskProgram(caller, for: town.volunteer)
            let stranger = try await DeskProgram(caller, for: town.otherGrid)
            try await helper.makes(
                "/pledges", #"{"most":2,"needs":["company","errands"]}"#, is: .ok)
            let person = try await town.volunteer.person.id
            let name = "演示·受助人"
            let made = try await worker.makes(
                "/pairings",
                """
                {"kind":"person","place":"\(try town.place(Resident.home).id)",\
                "supporter":{"kind":"person","id":"\(person)"},"everyDays":7,"need":"company",\
                "name":"\(name)","door":"二单元三零一"}
                """)
            let path = "/pairings/" + made.text("id")
            let hidden = try await stranger.reads(path)
            #expect(hidden.status == .notFound)
            try await helper.makes(path + "/answer", #"{"answer":"accept"}"#, seen: "*", is: .ok)
            let stale = try await worker.sends(
                path + "/consent",
                #"{"way":"written","givenOn":"\#(try await town.day())","covers":["name"]}"#,
                seen: "\"1\"")
            #expect(stale.status == .preconditionFailed)
            let begun = try await worker.makes(
                path + "/consent",
                #"{"way":"written","givenOn":"\#(try await town.day())","covers":["name"]}"#,
                seen: "*", is: .ok)
            #expect(begun.text("state") == "running")
            try await helper.makes(path + "/visits", #"{"visit":"look"}"#)
            let page = try await helper.reads(path)
            #expect(!page.text.contains(name) && page.text.contains("\"look\""))
            let told = try await helper.makes(
                path + "/helped-readings", #"{"reason":"上门前核对"}"#, is: .ok)
            #expect(told.object("parts").text("name") == name)
            #expect(told.object("parts")["door"] == nil)
            let logged = try await worker.reads(path).json()
            #expect(logged.list("readings").count == 1)
            let ended = try await worker.makes(path + "/withdrawal", seen: "*", is: .ok)
            #expect(ended.text("ending") == "withdrawn")
        }
    }
}
