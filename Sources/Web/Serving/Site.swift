package import Actions
import Foundation
import HTTPTypes
package import Hummingbird
package import Kernel
import Logging
import Markup

/// The pages: every route, and what is done for each before its handler is asked.
package struct Site: Sendable {
    package let installation: Installation
    package let words: SiteWords
    let assets: SiteAssets
    /// What an inbox can be narrowed to, with what is chosen: about fifteen megabytes.
    let filters = DrawnPieces<FragmentKey, HTML>(keptMax: 500)
    /// Area trees of whole realms; each may be over a hundred kilobytes.
    let trees = DrawnPieces<FragmentKey, HTML>(keptMax: 64)
    /// The tiles of sheets of figures: about fifteen megabytes.
    let figures = DrawnPieces<DrawnFiguresKey, HTML>(keptMax: 200)
    /// Maps of the last minute: about ten megabytes.
    let maps = DrawnPieces<DrawnMapKey, HTML>(keptMax: 50)
    /// What stands on front pages: about a megabyte.
    let fronts = DrawnPieces<DrawnFrontKey, HTML>(keptMax: 20)
    let drawnRows = DrawnRows()
    /// About ten megabytes.
    let tools = DrawnPieces<DeskToolsKey, DeskTools>(keptMax: 500)
    let frontage: Frontage
    let bodyRoom = BodyRoom()

    /// - Throws: when texts or assets of the installation are missing or unreadable.
    package init(installation: Installation, frontage: Frontage = Frontage()) throws {
        self.installation = installation
        self.frontage = frontage
        words = try SiteWords()
        assets = try SiteAssets()
    }

    /// Every address that the pages answer.
    package static let routes: [Route] =
        generalRoutes + signInRoutes + deskRoutes + registerRoutes + noticeRoutes
        + organisationRoutes + meetingRoutes + allianceRoutes + gridRoutes + activityRoutes
        + registrationRoutes + matchingRoutes + pairingRoutes + appraisalRoutes + listRoutes
        + figureRoutes + figureExtraRoutes
        + reportRoutes + profileRoutes + agreementRoutes + fundRoutes + venueRoutes + guideRoutes
        + canteenRoutes + outletRoutes + rosterRoutes + lineRoutes + importRoutes + exportRoutes
        + thanksRoutes
        + neighbourhoodRoutes
        + boardRoutes + workRoutes + mapRoutes + subscriptionRoutes + keyRoutes
        + exchangeRoutes

    package func router() -> Router<SiteContext> {
        let router = Router(context: SiteContext.self)
        open(in: router)
        return router
    }

    package func open(in router: Router<SiteContext>) {
        for route in Self.routes {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                await answer(request, context, route)
            }
        }
    }

    private func answer(
        _ request: Request, _ context: SiteContext, _ route: Route
    ) async -> Response {
        var ask = asked(request, context)
        var held = HeldBody(in: bodyRoom)
        // The files of a form stay in memory until it is answered.
        defer { held.release() }
        do {
            let kind = route.method == .get ? LimitSettings.Kind.pages : .forms
            try installation.traffic.take(kind, from: ask.address, at: ask.now)
            ask.form = try await sentForm(in: request, route, &held)
            ask.visitor = try await visitor(of: ask)
            if let realm = try await realm(of: ask) {
                ask.note.note(realm)
                try installation.traffic.take(kind, in: realm, at: ask.now)
            }
            if let detour = try Self.detour(of: ask, route) {
                // Who waits for a stream cannot be led to a page.
                let isStream = request.headers[.accept] == "text/event-stream"
                return (isStream ? Reply(status: .unauthorized) : detour).response
            }
            return try await route.handle(ask).response
        } catch {
            return failure(error, of: ask, route).response
        }
    }

    private func asked(_ request: Request, _ context: SiteContext) -> Ask {
        let cookies = Self.cookies(in: request)
        let query = (try? SentForm(encoded: request.uri.query ?? "")) ?? SentForm()
        let named = query["lang"] ?? cookies["linli_language"]
        let scheme = request.headers[.forwardedProto]
        let host = request.head.authority ?? request.headers[.host] ?? "localhost"
        let preferred = request.headers[.acceptLanguage]?.lowercased() ?? ""
        return Ask(
            site: self, path: request.uri.path,
            parameters: Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) },
                uniquingKeysWith: { first, _ in first }),
            query: query, cookies: cookies,
            address: frontage.sender(
                peer: context.address, forwardedFor: request.headers[.forwardedFor]),
            agent: request.headers[.userAgent] ?? "",
            isSecure: frontage.isSecure(forwardedProto: scheme),
            origin: frontage.origin(host: host, forwardedProto: scheme),
            language: named.flatMap(Language.init(rawValue:))
                ?? (preferred.hasPrefix("en") ? .en : .zh),
            printSize: cookies["linli_print"].flatMap(PrintSize.init) ?? .normal,
            theme: cookies["linli_theme"].flatMap(Theme.init) ?? .auto,
            log: context.logger, note: context.note)
    }

    private func visitor(of ask: Ask) async throws -> Visit? {
        guard let token = ask.cookies[Self.sessionCookie(ask)],
            let visit = try await installation.visit(token: token)
        else { return nil }
        do {
            try await installation.keepAwake(visit)
        } catch {
            // Reading goes on where nothing can be written.
            ask.log.warning("That a session is in use could not be written down: \(error)")
        }
        return visit
    }

    /// The realm that a request is about: the visitor's, or the one that the address names.
    private func realm(of ask: Ask) async throws -> Realm? {
        if let visitor = ask.visitor { return visitor.realm }
        guard let slug = ask.parameters["realm"] else { return nil }
        return try await installation.realm(slug: slug)
    }

    /// Sends whoever may not enter to where they can get the right to.
    private static func detour(of ask: Ask, _ route: Route) throws -> Reply? {
        switch route.access {
        case .everyone: return nil
        case .signedIn: return ask.visitor == nil ? .see(.signIn(back: ask.path)) : nil
        case .desk:
            guard let visit = ask.visitor else { return .see(.signIn(back: ask.path)) }
            return unfinished(visit)
        case .post(let verb):
            guard let visit = ask.visitor else { return .see(.signIn(back: ask.path)) }
            if let detour = unfinished(visit) { return detour }
            guard visit.holding.verbs.contains(verb) else { throw ActionError.forbidden }
            return nil
        }
    }

    /// What is still to be done after the password, before the desk opens.
    static func unfinished(_ visit: Visit) -> Reply? {
        if visit.mustConfirmFirst { return .see(.signInCode) }
        if visit.needsNewPassword { return .see(.ownPassword) }
        guard visit.needsConfirmation else { return nil }
        return .see(visit.maySetSecondFactor ? .authenticator : .signInCode)
    }

    private static func cookies(in request: Request) -> [String: String] {
        var found: [String: String] = [:]
        for field in request.headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                guard parts.count == 2 else { continue }
                found[String(parts[0]).trimmingCharacters()] = String(parts[1])
            }
        }
        return found
    }

    /// Reads the body of a POST, which must come from one of our own pages.
    private func sentForm(
        in request: Request, _ route: Route, _ held: inout HeldBody
    ) async throws -> SentForm {
        guard route.method == .post else { return SentForm() }
        guard Self.comesFromHere(request) else { throw FormRefusal.otherSite }
        let bytes = try await held.read(request, bytesMax: route.limit)
        let type = request.headers[.contentType] ?? ""
        if let multipart = MultipartForm(type: type, bytes: bytes) {
            return try multipart.read().covered()
        }
        guard bytes.isEmpty || type.hasPrefix("application/x-www-form-urlencoded") else {
            throw FormRefusal.otherType
        }
        return try SentForm(encoded: String(decoding: bytes, as: UTF8.self)).covered()
    }

    /// Browsers say which site sent a form; one that says another is refused. Together with
    /// cookies that are `SameSite=Lax` this is what keeps other sites from acting in one's name.
    private static func comesFromHere(_ request: Request) -> Bool {
        if let site = request.headers[.fetchSite] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin] else { return true }
        let host = request.head.authority ?? request.headers[.host] ?? ""
        return origin.hasSuffix("://\(host)")
    }
}

/// Why a form was not even read.
enum FormRefusal: Error, Equatable {
    case otherSite
    case tooLarge(bytesMax: Int)
    case otherType
    /// Too much is being received at this moment.
    case noRoom
    /// The sender went away before the end.
    case cutOff
}

extension HTTPField.Name {
    static let fetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
    static let forwardedProto = HTTPField.Name("X-Forwarded-Proto") ?? .origin
    static let forwardedFor = HTTPField.Name("X-Forwarded-For") ?? .origin
    static let host = HTTPField.Name("Host") ?? .origin
}

extension Reply {
    /// The answer with the headers that every page has.
    var response: Response {
        var all = headers
        all[.contentSecurityPolicy] =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
            + "connect-src 'self'; manifest-src 'self'; form-action 'self'; "
            + "frame-ancestors 'none'; base-uri 'none'"
        all[.xContentTypeOptions] = "nosniff"
        all[.referrerPolicy] = "same-origin"
        return Response(status: status, headers: all, body: body)
    }
}

extension HTTPField.Name {
    static let referrerPolicy = HTTPField.Name("Referrer-Policy") ?? .contentType
}
