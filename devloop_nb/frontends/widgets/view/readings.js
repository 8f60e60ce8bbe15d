// What was measured of an attempt beside its tests, with the growth of time and memory drawn on logarithmic axes.

const GROWTH = { width: 340, height: 210, left: 58, right: 12, top: 12, bottom: 34 };

function readingsPane(body) {
  if (!body.readings.length) return element("p", { cls: "dl-quiet" }, "Nothing was measured beside the tests.");
  return [
    element(
      "dl",
      { cls: "dl-readings" },
      body.readings.map(([name, says]) => [element("dt", {}, name), element("dd", {}, says)]),
    ),
    element("div", { cls: "dl-charts" }, body.growth.map(growthChart)),
  ];
}

function growthChart(growth) {
  const { of, unit, says, grows, confidence, points, curves } = growth;
  const place = logPlaces([...points, ...curves.flatMap((curve) => curve.points)]);
  const dashes = ["", "5 4"];
  const named = curves.map((curve, at) => `${at ? "dashed: " : ""}${curve.name}`).join(", ");
  return element(
    "figure",
    { cls: "dl-growth" },
    drawing(
      "svg",
      { viewBox: `0 0 ${GROWTH.width} ${GROWTH.height}`, role: "img", "aria-label": `Growth of ${of}: ${says}` },
      ...axis(place, unit),
      ...curves.map((curve, at) =>
        drawing("polyline", {
          points: curve.points.map(([n, value]) => `${place.x(n)},${place.y(value)}`).join(" "),
          "stroke-dasharray": dashes[at],
        }),
      ),
      ...points.map(([n, value]) =>
        drawing("circle", { cx: place.x(n), cy: place.y(value), r: 3.5 }, titleOf(`n = ${n}: ${amount(value)} ${unit}`)),
      ),
    ),
    element(
      "figcaption",
      {},
      element("b", {}, `${of}: ${grows}`),
      `, ${confidence.toFixed(2)} sure`,
      element("span", { cls: "dl-quiet" }, grows === "unclear" ? `; lines: ${named}` : "; the line is its best fit"),
    ),
  );
}

function titleOf(says) {
  const title = document.createElementNS(SVG, "title");
  title.textContent = says;
  return title;
}

function logPlaces(points) {
  const span = (values) => [Math.log10(Math.min(...values)), Math.log10(Math.max(...values))];
  const [x0, x1] = span(points.map(([n]) => n));
  const [y0, y1] = span(points.map(([, value]) => value));
  const wide = GROWTH.width - GROWTH.left - GROWTH.right;
  const high = GROWTH.height - GROWTH.top - GROWTH.bottom;
  const share = (value, low, top) => (top > low ? (Math.log10(value) - low) / (top - low) : 0.5);
  return {
    ends: { n: [10 ** x0, 10 ** x1], value: [10 ** y0, 10 ** y1] },
    x: (n) => (GROWTH.left + wide * share(n, x0, x1)).toFixed(1),
    y: (value) => (GROWTH.height - GROWTH.bottom - high * share(value, y0, y1)).toFixed(1),
  };
}

function axis(place, unit) {
  const bottom = GROWTH.height - GROWTH.bottom;
  const label = (x, y, anchor, says) => {
    const node = drawing("text", { x, y, "text-anchor": anchor });
    node.textContent = says;
    return node;
  };
  const ticks = (values) => [values[0], Math.sqrt(values[0] * values[1]), values[1]];
  return [
    drawing("path", { d: `M${GROWTH.left} ${GROWTH.top}V${bottom}H${GROWTH.width - GROWTH.right}`, class: "dl-axis" }),
    ...ticks(place.ends.value).map((value) =>
      label(GROWTH.left - 6, Number(place.y(value)) + 4, "end", `${amount(value)} ${unit}`),
    ),
    ...ticks(place.ends.n).map((n, at) =>
      label(place.x(n), bottom + 16, ["start", "middle", "end"][at], `${at ? "" : "n = "}${Math.round(n).toLocaleString("en")}`),
    ),
  ];
}

const amount = (value) => (value >= 0.01 && value < 10000 ? value.toPrecision(2) : value.toExponential(0));
