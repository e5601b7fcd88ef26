import Kernel
import Testing

/// Whose word is taken about where a request comes from.
@Suite struct FrontageTests {
    @Test func aProxyIsBelievedOnlyWhereOneIsSaidToBe() {
        var frontage = Frontage()
        #expect(frontage.sender(peer: "10.0.0.1", forwardedFor: "1.2.3.4") == "10.0.0.1")
        #expect(!frontage.isSecure(forwardedProto: "https"))
        #expect(frontage.origin(host: "a.cn", forwardedProto: "https") == "http://a.cn")
        frontage.isBehindProxy = true
        #expect(frontage.sender(peer: "10.0.0.1", forwardedFor: "6.6.6.6, 1.2.3.4 ") == "1.2.3.4")
        #expect(frontage.sender(peer: "10.0.0.1", forwardedFor: nil) == "10.0.0.1")
        #expect(frontage.isSecure(forwardedProto: "https"))
        #expect(frontage.origin(host: "a.cn", forwardedProto: "https") == "https://a.cn")
    }

    @Test func whoSpeaksTLSItselfIsSecureWhateverIsSaid() {
        var frontage = Frontage()
        frontage.isEncrypted = true
        #expect(frontage.isSecure(forwardedProto: nil))
        #expect(frontage.origin(host: "a.cn", forwardedProto: nil) == "https://a.cn")
    }

    @Test func theAddressThatIsSetGoesBeforeWhatRequestsSay() {
        var frontage = Frontage()
        frontage.publicAddress = "https://linli.example.cn"
        #expect(
            frontage.origin(host: "evil.example", forwardedProto: nil)
                == "https://linli.example.cn")
    }
}
