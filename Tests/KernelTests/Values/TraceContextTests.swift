import Kernel
import Testing

/// The header of W3C Trace Context, as others write it.
@Suite struct TraceContextTests {
    private let usual = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    @Test func itIsReadAndWrittenTheSame() throws {
        let context = try #require(TraceContext(parsing: usual))
        #expect(context.header == usual)
        #expect(context.isSampled)
    }

    @Test func aChildBelongsToTheSameTrace() throws {
        let context = try #require(TraceContext(parsing: usual))
        let child = context.child(random: 0xAB)
        #expect(child.header == "00-4bf92f3577b34da6a3ce929d0e0e4736-00000000000000ab-01")
        #expect(TraceContext(parsing: child.header) == child)
    }

    @Test func aNewOneIsSoundEvenWhereChanceGivesNothing() {
        let context = TraceContext(random: (0, 0, 0))
        #expect(TraceContext(parsing: context.header) == context)
    }

    @Test func aLaterVersionMaySayMore() {
        #expect(TraceContext(parsing: "cc" + usual.dropFirst(2) + "-more") != nil)
        #expect(TraceContext(parsing: usual + "-more") == nil)
    }

    @Test(arguments: [
        "", "00", "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "00-张f92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    ])
    func whatIsNoneIsLeftAside(_ text: String) {
        #expect(TraceContext(parsing: text) == nil)
    }
}
