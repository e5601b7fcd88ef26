import Actions
import Kernel
import TestSupport
import Testing

/// A request from the first word to the last, as the seven stages of the tracking page show it.
@Suite struct RequestWayTests {
    @Test func aRequestGoesFromReportToSolved() async throws {
        try await withTown { town in
            var matter = try await town.resident.reports("路灯不亮了。三天了。").matter
            #expect(matter.state == "submitted")
            #expect(matter.title == "路灯不亮了")
            #expect(matter.reference.description == "26-00001-\(matter.reference.checkDigit)")
            #expect(try await town.light("accept", of: matter) == .green)

            town.clock.advance(minutes: 10)
            matter = try await town.dispatcher.does("accept", matter, ["title": ["单元门口路灯不亮"]])
            #expect(matter.state == "accepted")
            #expect(matter.title == "单元门口路灯不亮")
            #expect(try await town.light("accept", of: matter) == .done)
            #expect(try await town.light("finish", of: matter) == .green)

            matter = try await town.dispatcher.does("dispatch", matter)
            #expect(matter.state == "dispatched")
            #expect(matter.lead == (try town.body("property-banshan").id))
            #expect(matter.firstReceiver == matter.lead)

            matter = try await town.property.does("receive", matter)
            #expect(matter.state == "handling")
            #expect(try await town.light("receive", of: matter) == .done)
            matter = try await town.property.does("contact", matter)
            #expect(try await town.light("contact", of: matter) == .done)
            matter = try await town.property.does("finish", matter)
            #expect(matter.state == "checking")
            matter = try await town.checker.does("passCheck", matter)
            #expect(matter.state == "callingBack")
            matter = try await town.callBack.does("confirmSolved", matter)
            #expect(matter.state == "solved")
            #expect(matter.ending == .solved)
            #expect(matter.endedAt == town.clock.now)
            #expect(matter.clocks.allSatisfy { $0.stoppedAt != nil })
            #expect(
                try await town.story(of: matter) == [
                    "report", "accept", "dispatch", "receive", "contact", "finish", "passCheck",
                    "confirmSolved",
                ])
            #expect(matter.version == 8)
        }
    }
}
