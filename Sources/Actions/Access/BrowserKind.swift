/// What kind of browser asks, as far as a person needs it to know their own sessions apart. What
/// the browser calls itself is not kept.
package struct BrowserKind: Hashable, Sendable {
    package enum Program: String, Hashable, Sendable, CaseIterable {
        case wechat, dingtalk, feishu, edge, firefox, opera, chrome, safari, other

        /// What stands in the browser's own word, in an order in which the first is right: Edge
        /// calls itself Chrome as well, and Chrome Safari.
        fileprivate var marks: [String] {
            switch self {
            case .wechat: ["micromessenger", "wxwork"]
            case .dingtalk: ["dingtalk"]
            case .feishu: ["lark", "feishu"]
            case .edge: ["edg/", "edga/", "edgios/"]
            case .firefox: ["firefox/", "fxios/"]
            case .opera: ["opr/"]
            case .chrome: ["chrome/", "crios/"]
            case .safari: ["safari/"]
            case .other: []
            }
        }
    }

    package enum System: String, Hashable, Sendable, CaseIterable {
        case harmony, android, iphone, ipad, windows, mac, linux, other

        fileprivate var marks: [String] {
            switch self {
            case .harmony: ["harmonyos", "openharmony"]
            case .android: ["android"]
            case .iphone: ["iphone"]
            case .ipad: ["ipad"]
            case .windows: ["windows"]
            case .mac: ["mac os", "macintosh"]
            case .linux: ["linux", "x11"]
            case .other: []
            }
        }
    }

    package let program: Program
    package let system: System

    package static let unknown = BrowserKind(program: .other, system: .other)

    package init(program: Program, system: System) {
        self.program = program
        self.system = system
    }

    /// - Parameter agent: the header `User-Agent`; only its first 400 bytes are looked at.
    package init(agent: String) {
        let text = String(decoding: agent.utf8.prefix(400), as: UTF8.self).lowercased()
        program = Program.allCases.first { $0.marks.contains { text.contains($0) } } ?? .other
        system = System.allCases.first { $0.marks.contains { text.contains($0) } } ?? .other
    }

    /// As a row keeps it: `chrome windows`.
    package var text: String { "\(program.rawValue) \(system.rawValue)" }

    package init(text: String) {
        let parts = text.split(separator: " ").map(String.init)
        program = parts.first.flatMap(Program.init) ?? .other
        system = parts.last.flatMap(System.init) ?? .other
    }
}
