package import Markup

/// The mark of Linli: two neighbours' roofs under one eave.
package func logoMark() -> HTML {
    """
    <svg class="logo-mark" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true" \
    focusable="false"><rect class="logo-ground" width="48" height="48" rx="11"/>\
    <path class="logo-eave" d="M7 21.5C13 20 20.5 16 24 9.5c3.5 6.5 11 10.5 17 12"/>\
    <path class="logo-house" d="M13 24.5v14h9.2v-14M35 24.5v14h-9.2v-14"/>\
    <path class="logo-house" d="M10.5 38.5h27"/>\
    <circle class="logo-lamp" cx="24" cy="20.8" r="2.3"/></svg>
    """
}

/// A cinnabar seal with up to four characters, drawn in two columns like a carved stamp.
/// It never imitates the round seal of an office.
package func sealMark(_ characters: String) -> HTML {
    let signs = characters.prefix(4).map(String.init)
    let isPair = signs.count <= 2
    let spots = isPair ? [(32, 26), (32, 52)] : [(46, 27), (46, 52), (18, 27), (18, 52)]
    let drawn = HTML.each(zip(signs, spots)) { sign, spot in
        "<text x=\"\(spot.0)\" y=\"\(spot.1)\">\(sign)</text>"
    }
    return """
        <svg class="seal-mark" viewBox="0 0 64 64" width="64" height="64" aria-hidden="true" \
        focusable="false"><rect class="seal-edge" x="2" y="2" width="60" height="60" rx="7"/>\
        <rect class="seal-line" x="6" y="6" width="52" height="52" rx="4"/>\(drawn)</svg>
        """
}

/// The street that every public page stands on: blocks, a gate, courtyards and trees in one line.
package func streetDrawing() -> HTML {
    """
    <svg class="street" viewBox="0 0 1200 170" width="1200" height="170" aria-hidden="true" \
    focusable="false" preserveAspectRatio="xMidYMax slice">\
    <g class="street-far"><path d="M40 168V70h70v98M150 168V44h56v124M420 168V58h84v110M640 168\
    V36h60v132M900 168V64h90v104M1080 168V48h64v120"/></g>\
    <g class="street-near"><path d="M0 168h1200"/>\
    <path d="M70 168v-52h110v52M58 118c30-4 52-16 67-36 15 20 37 32 67 36"/>\
    <path d="M112 168v-26h26v26"/>\
    <path d="M250 168V78h96v90M250 78h96M262 92h14v12h-14zM291 92h14v12h-14zM320 92h14v12h-14z\
    M262 118h14v12h-14zM291 118h14v12h-14zM320 118h14v12h-14zM288 168v-22h20v22"/>\
    <path d="M420 168c0-60 0-44 0-44M404 116c-6-24 4-40 16-44 12 4 22 20 16 44-6 12-26 12-32 0z"/>\
    <path d="M470 168v-44h40v44M650 168v-44h-40v44M456 126c40-4 84-20 104-46 20 26 64 42 104 46\
    M510 134h100M526 168v-34M594 168v-34"/>\
    <path d="M700 168v-38M686 122c-5-20 4-34 14-38 10 4 19 18 14 38-5 10-23 10-28 0z"/>\
    <path d="M748 168V62h78v106M748 62l39-20 39 20M760 78h16v14h-16zM798 78h16v14h-16zM760 106h16\
    v14h-16zM798 106h16v14h-16zM778 168v-26h18v26"/>\
    <path d="M870 168v-46h130v46M856 124c36-3 62-16 79-38 17 22 43 35 79 38M922 168v-28h26v28\
    M886 138h20v14h-20zM964 138h20v14h-20z"/>\
    <path d="M1050 168v-40M1035 120c-6-22 4-38 15-42 11 4 21 20 15 42-5 11-25 11-30 0z"/>\
    <path d="M1096 168V92h84v76M1110 106h14v12h-14zM1152 106h14v12h-14zM1110 132h14v12h-14z\
    M1152 132h14v12h-14zM1130 168v-24h16v24M1096 92h84"/></g>\
    <g class="street-lamp"><path d="M291 118h14v12h-14zM760 78h16v14h-16zM112 142h26v26h-26z\
    M964 138h20v14h-20zM1152 106h14v12h-14z"/><circle cx="560" cy="112" r="6"/></g></svg>
    """
}
