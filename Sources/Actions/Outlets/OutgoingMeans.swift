package import Kernel
package import Outgoing

/// By what an installation reaches the outside, as its configuration says; nothing unless it does.
package struct OutgoingMeans: Sendable {
    /// The address at which everyone finds this program, such as `https://linli.example.cn`.
    package var site: String?
    package var mail: MailServer?
    package var messages: MessageGateway?
    /// Where robots of chat groups are posted to instead of the usual hosts, for a city's own
    /// installation of such a program.
    package var robots: [Outlet.Kind: String]

    package init(
        site: String? = nil, mail: MailServer? = nil, messages: MessageGateway? = nil,
        robots: [Outlet.Kind: String] = [:]
    ) {
        self.site = site
        self.mail = mail
        self.messages = messages
        self.robots = robots
    }

    /// What the address of a robot begins with; nil for what is none.
    package func robotAddress(_ kind: Outlet.Kind) -> String? {
        switch kind {
        case .wecom: (robots[kind] ?? "https://qyapi.weixin.qq.com") + "/cgi-bin/webhook/send?key="
        case .dingtalk: (robots[kind] ?? "https://oapi.dingtalk.com") + "/robot/send?access_token="
        case .feishu: (robots[kind] ?? "https://open.feishu.cn") + "/open-apis/bot/v2/hook/"
        case .webhook, .email, .sms: nil
        }
    }

    /// Whether an outlet of a kind could send anything here.
    package func reaches(_ kind: Outlet.Kind) -> Bool {
        switch kind {
        case .email: mail != nil
        case .sms: messages != nil
        case .webhook, .wecom, .dingtalk, .feishu: true
        }
    }
}
