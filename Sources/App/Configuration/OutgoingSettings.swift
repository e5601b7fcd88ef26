package import Actions
import Kernel
package import Outgoing

/// Where the program may call: nowhere, unless the operator names it.
package struct OutgoingSettings: Hashable, Sendable {
    package var allow: [AllowedHost] = []
    /// A file of certificates that are trusted instead of the system's own.
    package var authorities: String?
    /// Where a house runs a chat program of its own, scheme and host of it.
    package var wecom: String?
    package var dingtalk: String?
    package var feishu: String?

    package init() {}
}

extension Configuration {
    /// The one door through which other systems are called.
    package var door: Outgoing {
        Outgoing(allowing: outgoing.allow, authorities: outgoing.authorities)
    }

    /// By what the program reaches the outside.
    package var means: OutgoingMeans {
        var means = OutgoingMeans(
            site: listen.publicAddress, mail: mail?.server, messages: try? sms?.gateway())
        means.robots[.wecom] = outgoing.wecom
        means.robots[.dingtalk] = outgoing.dingtalk
        means.robots[.feishu] = outgoing.feishu
        return means
    }
}
