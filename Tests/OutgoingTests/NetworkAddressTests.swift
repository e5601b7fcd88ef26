import Foundation
import Testing

@testable import Outgoing

@Suite struct NetworkAddressTests {
    @Test(arguments: [
        "0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "127.0.0.1", "127.8.8.8",
        "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.168.1.1",
        "198.18.0.1", "198.19.255.255", "224.0.0.1", "239.1.1.1", "255.255.255.255", "::", "::1",
        "fc00::1", "fd12::1", "fe80::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
        "64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1", "2001::1", "::7f00:1",
        // Mapped, compatible and translated forms of what is closed.
        "::ffff:169.254.169.254", "::ffff:100.64.0.1", "::ffff:0:10.0.0.1", "::10.0.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b::c0a8:101",
        // NAT64 for use inside a house (RFC 8215), whatever it carries.
        "64:ff9b:1::a00:1", "64:ff9b:1::101:101", "64:ff9b:1:ffff::1",
        // 6to4 and Teredo around what is closed; Teredo carries its client turned round.
        "2002:7f00:1::1", "2002:c0a8:101::1", "2002:a9fe:a9fe::", "2002:6440:1::",
        "2001:0:101:101:0:ffff:f5ff:fffe", "2001:0:4136:e378:8000:63bf:80ff:fffe",
        // ISATAP around a private one, documentation, benchmarks and ORCHID.
        "fe80::5efe:a00:1", "3fff::1", "2001:2::1", "2001:10::1", "2001:20::1",
    ])
    func whatTheInternetDoesNotReachIsClosed(_ text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(!address.isPublic)
    }

    @Test(arguments: [
        "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255",
        "172.32.0.0", "192.167.255.255", "198.17.255.255", "198.20.0.0", "223.255.255.255",
        "2606:4700::1111", "240e::1", "::ffff:1.1.1.1", "64:ff9b::101:101",
        "2002:101:101::1", "2001:200::1", "2400:3200::1",
    ])
    func theInternetIsOpen(_ text: String) throws {
        let address = try #require(NetworkAddress(text))
        #expect(address.isPublic)
    }
}

extension NetworkAddress {
    fileprivate init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(bytes: withUnsafeBytes(of: four) { Array($0) })
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self.init(bytes: withUnsafeBytes(of: six) { Array($0) })
        } else {
            return nil
        }
    }
}

@Suite struct AllowedHostTests {
    @Test(arguments: [
        ("hooks.example.cn", "hooks.example.cn"),
        ("Hooks.Example.CN:8443", "hooks.example.cn:8443"),
        ("*.example.cn", "*.example.cn"),
        ("10.1.2.3:8080 private", "10.1.2.3:8080 private"),
        ("[::1] private", "[::1] private"),
    ])
    func readsAHost(_ text: String, _ written: String) throws {
        let host = try AllowedHost(parsing: text)
        #expect(host.description == written)
    }

    @Test(arguments: [
        "", " ", "https://hooks.example.cn", "hooks.example.cn/path", "a b", "*", "*.",
        "host:0", "host:70000", "host:", "host public", "host private extra", "[::1", "a@b",
    ])
    func refusesWhatIsNone(_ text: String) {
        #expect(throws: AllowedHost.Problem.unreadable(text)) {
            try AllowedHost(parsing: text)
        }
    }

    @Test func allowsWhatItNamesAndNothingElse() throws {
        let one = try AllowedHost(parsing: "hooks.example.cn")
        #expect(one.allows("HOOKS.example.cn", port: 443, usual: [443, 80]))
        #expect(!one.allows("hooks.example.cn", port: 8443, usual: [443, 80]))
        #expect(!one.allows("x.hooks.example.cn", port: 443, usual: [443, 80]))
        let inside = try AllowedHost(parsing: "10.1.2.3 private")
        #expect(inside.allows("10.1.2.3", port: 8_080, usual: [443, 80]))
        let all = try AllowedHost(parsing: "*.example.cn:8443")
        #expect(all.allows("a.b.example.cn", port: 8443, usual: [443]))
        #expect(!all.allows("example.cn", port: 8443, usual: [443]))
        #expect(!all.allows("evilexample.cn", port: 8443, usual: [443]))
        #expect(!all.allows("a.example.cn", port: 443, usual: [443]))
    }
}
