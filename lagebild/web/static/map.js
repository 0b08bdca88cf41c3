// The map: the list beside it says the same and works without this file.

const box = document.getElementById("map");
const NEAR = 44;

if (box) start().catch((fault) => { console.info("the map is a picture:", fault.message); picture(); });

// Where a map cannot be moved it is a picture, as without script.
function picture() {
  const { theme } = document.documentElement.dataset;
  const dark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  const image = Object.assign(new Image(720, 420), { alt: box.dataset.label, src: `${box.dataset.drawing}${dark ? "&theme=dark" : ""}` });
  box.replaceChildren(image);
}

async function start() {
  if (!document.createElement("canvas").getContext("webgl2")) throw new Error("no WebGL");
  const [library, countries, places] = await Promise.all([
    import(box.dataset.library),
    fetch(box.dataset.countries).then((r) => r.json()),
    fetch(box.dataset.places).then((r) => r.json()),
  ]);
  const drawn = places.features.filter((f) => f.geometry);
  if (!drawn.length) return;
  show(library, countries, drawn);
}

function colour(name) {
  const probe = document.createElement("i");
  probe.style.color = name.startsWith("--") ? `var(${name})` : name;
  document.body.append(probe);
  const said = getComputedStyle(probe).color;
  probe.remove();
  return said;
}

function style(countries, drawn) {
  const { tiles } = box.dataset;
  const areas = { type: "FeatureCollection", features: drawn.filter((f) => f.geometry.type !== "Point") };
  const land = [
    { id: "land", type: "fill", source: "countries", paint: { "fill-color": colour("light-dark(#f6f5f0, #262e36)") } },
    { id: "borders", type: "line", source: "countries", paint: { "line-color": colour("light-dark(#b3bcc5, #4a5661)"), "line-width": 0.8 } },
  ];
  return {
    version: 8,
    sources: {
      countries: { type: "geojson", data: countries },
      areas: { type: "geojson", data: areas },
      ...(tiles ? { tiles: { type: "raster", tiles: [tiles], tileSize: 256 } } : {}),
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("light-dark(#dfe8f0, #18222c)") } },
      ...(tiles ? [{ id: "tiles", type: "raster", source: "tiles" }] : land),
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": colour("--event"), "fill-opacity": 0.14 } },
      { id: "outlines", type: "line", source: "areas", paint: { "line-color": colour("--event"), "line-width": 1.5, "line-dasharray": [4, 3] } },
    ],
  };
}

const rings = (f) => (f.geometry.type === "Point" ? [[f.geometry.coordinates]] : f.geometry.coordinates.map((p) => p[0]));

// The largest part of an area; islands far away do not count.
function extent(f) {
  const boxes = rings(f).map((ring) => {
    const [xs, ys] = [ring.map((p) => p[0]), ring.map((p) => p[1])];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  });
  return boxes.sort((a, b) => (b[2] - b[0]) * (b[3] - b[1]) - (a[2] - a[0]) * (a[3] - a[1]))[0];
}

const middle = (f) => { const [w, s, e, n] = extent(f); return [(w + e) / 2, (s + n) / 2]; };
const hull = (some) => some.map(extent).reduce((a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])]);

function show(library, countries, drawn) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const { label, credit } = box.dataset;
  box.replaceChildren();
  const map = new library.Map({
    container: box, style: style(countries, drawn), bounds: hull(drawn), fitBoundsOptions: { padding: 70, maxZoom: 6 }, maxZoom: box.dataset.tiles ? 18 : 12,
    attributionControl: credit ? { customAttribution: new Option(credit).innerHTML } : false, dragRotate: false, pitchWithRotate: false,
    touchPitch: false, cooperativeGestures: false, fadeDuration: 0,
    locale: { "Map.Title": label, "NavigationControl.ZoomIn": box.dataset.in, "NavigationControl.ZoomOut": box.dataset.out },
  });
  map.touchZoomRotate.disableRotation();
  map.scrollZoom.disable();
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  const go = (some, maxZoom) => map.fitBounds(hull(some), { padding: 70, maxZoom, animate: !still, duration: 500 });
  const markers = new Markers(library, map, drawn, go);
  map.on("moveend", () => markers.lay());
  map.on("click", () => map.scrollZoom.enable());
  markers.lay();
  link(drawn, markers, go);
  recolour(map);
  map.once("idle", () => { box.dataset.ready = "true"; });
}

// Marks that would lie on each other become one, which says how many it stands for.
class Markers {
  constructor(library, map, drawn, go) {
    Object.assign(this, { library, map, drawn, go, laid: [], chosen: null });
  }

  lay() {
    const focused = document.activeElement?.dataset?.numbers;
    this.laid.forEach((m) => m.remove());
    this.laid = this.groups().map((group) => this.mark(group));
    if (focused) box.querySelector(`[data-numbers="${focused}"]`)?.focus({ preventScroll: true });
  }

  groups() {
    const found = [];
    for (const f of this.drawn) {
      const at = this.map.project(middle(f));
      const near = f.geometry.type === "Point" && found.find((g) => g.point && Math.abs(g.at.x - at.x) < NEAR && Math.abs(g.at.y - at.y) < NEAR);
      if (near) near.features.push(f);
      else found.push({ at, features: [f], point: f.geometry.type === "Point" });
    }
    return found;
  }

  mark({ features, point }) {
    const [first] = features;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "place-mark" });
    const numbers = features.map((f) => f.properties.number);
    const number = document.createElement("b");
    const name = document.createElement("span");
    button.dataset.numbers = numbers.join(",");
    button.classList.toggle("area", !point);
    button.classList.toggle("cluster", features.length > 1);
    number.textContent = features.length > 1 ? `${features.length}` : `${first.properties.number}`;
    name.textContent = features.length > 1 ? box.dataset.cluster.replace("#", features.length) : first.properties.name;
    if (features.length > 1) {
      number.textContent = "+";
      button.title = features.map((f) => f.properties.name).join(", ");
    }
    button.append(number, name);
    button.setAttribute("aria-pressed", String(numbers.includes(this.chosen)));
    button.addEventListener("click", (event) => { event.stopPropagation(); this.press(features); });
    return new this.library.Marker({ element: button, anchor: point ? "left" : "center", offset: point ? [-14, 0] : [0, 0] }).setLngLat(middle(first)).addTo(this.map);
  }

  press(features) {
    const [w, s, e, n] = hull(features);
    if (features.length > 1 && this.map.getZoom() < this.map.getMaxZoom() - 0.1 && e - w + n - s > 0.001) this.go(features, this.map.getMaxZoom());
    else this.choose(features[0].properties.number, true);
  }

  // One place is chosen on the map and in the list.
  choose(number, scroll) {
    this.chosen = number;
    document.querySelectorAll(".places > ol > li").forEach((li) => {
      const own = Number(li.dataset.number) === number;
      li.toggleAttribute("aria-current", own);
      if (own) li.setAttribute("aria-current", "true");
      if (own && scroll) { li.focus({ preventScroll: true }); li.scrollIntoView({ block: "nearest" }); }
    });
    box.querySelectorAll(".place-mark").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.numbers.split(",").map(Number).includes(number))));
  }
}

// The list leads to the map.
function link(drawn, markers, go) {
  const all = document.querySelector(".places .all");
  all.hidden = drawn.length < 2;
  all.addEventListener("click", () => go(drawn, 6));
  for (const f of drawn) {
    const find = document.querySelector(`#place-${f.properties.number} .find`);
    find.hidden = false;
    find.addEventListener("click", () => { markers.choose(f.properties.number, false); go([f], 7); box.scrollIntoView({ block: "nearest" }); });
  }
}

// Colours follow the system while the page is open.
function recolour(map) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    map.setPaintProperty("sea", "background-color", colour("light-dark(#dfe8f0, #18222c)"));
    map.setPaintProperty("areas", "fill-color", colour("--event"));
    map.setPaintProperty("outlines", "line-color", colour("--event"));
    if (!map.getLayer("land")) return;
    map.setPaintProperty("land", "fill-color", colour("light-dark(#f6f5f0, #262e36)"));
    map.setPaintProperty("borders", "line-color", colour("light-dark(#b3bcc5, #4a5661)"));
  });
}
