import Actions
import Kernel

extension Site {
    /// The cookie of the session. Over TLS it begins with `__Host-`: browsers then take it from
    /// this very host alone, so that no neighbour of the domain can slip somebody a session of
    /// theirs.
    static func sessionCookie(_ ask: Ask) -> String {
        ask.isSecure ? "__Host-linli_session" : "linli_session"
    }
}

extension Reply {
    /// Gives the browser the token of its session, as long as the session may last.
    func opening(_ token: SignIn.Token, _ ask: Ask) -> Reply {
        setting(
            Site.sessionCookie(ask), to: token.text,
            seconds: Int(max(token.expiresAt.seconds(since: ask.now), 0)), isSecure: ask.isSecure)
    }

    /// Takes the session from the browser.
    func closing(_ ask: Ask) -> Reply {
        setting(Site.sessionCookie(ask), to: "", seconds: 0, isSecure: ask.isSecure)
    }
}
