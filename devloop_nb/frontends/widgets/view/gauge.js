// What is spent, of what may be spent, and what is still to come at the mean of what was.

const UNITS = [
  ["tokens", "run_tokens", (value) => Math.round(value).toLocaleString("en")],
  ["calls", "run_calls", (value) => Math.round(value).toLocaleString("en")],
  ["money", "run_money", (value) => `$${value && value < 1 ? value.toFixed(4) : value.toFixed(2)}`],
  ["seconds", "run_seconds", (value) => seconds(value) || "0 s"],
];

addPanel({
  name: "budget",
  at: "run",
  title: "Budget",
  open: ({ index }) => UNITS.some(([, limit]) => index.limits?.[limit]),
  slice({ index }, open) {
    if (!index.run || !index.spent) return null;
    if (!open) return {};
    const more = index.status === "running" ? index.left : null;
    const come = { tokens: more?.tokens, money: more?.usd, seconds: more?.seconds, calls: null };
    const spent = { ...index.spent, seconds: Math.round(index.active * 10) / 10 };
    const may = { ...index.spent.may, seconds: spent.seconds };
    const rows = UNITS.map(([unit, limit]) => [unit, spent[unit], may[unit], index.limits[limit], come[unit] ?? null]);
    return { rows, priced: index.spent.priced, attempts: more?.attempts ?? null };
  },
  build: ({ rows, priced, attempts }) =>
    rows && [
      rows.map((row) => gauge(row)),
      !priced && element("p", { cls: "dl-quiet" }, "The price of this model is not known; money counts with a high guess."),
      attempts !== null &&
        element(
          "p",
          { cls: "dl-quiet" },
          attempts
            ? `Still to come: what the ${count(attempts, "attempt")} that may still be made would take, at the mean so far.`
            : "No more attempts are to be made.",
        ),
    ],
});

function gauge([unit, spent, may, most, come]) {
  const say = UNITS.find(([name]) => name === unit)[2];
  const full = most || Math.max(may, spent + (come ?? 0)) || 1;
  const share = (value) => `${Math.min(100, (100 * value) / full)}%`;
  const told = [
    `${say(spent)}${most ? ` of ${say(most)}` : ""}`,
    may > spent && `up to ${say(may)} with the call under way`,
    come !== null && come > 0 && `at most about ${say(come)} still to come`,
    most && spent >= most && "the limit is reached",
    come !== null && most && spent < most && spent + come > most && "⚠ may not be enough",
  ].filter(Boolean);
  return element(
    "div",
    { cls: "dl-gauge" },
    element("b", {}, unit === "seconds" ? "time" : unit),
    element(
      "span",
      { cls: most ? "dl-tank" : "dl-tank dl-unbounded", "aria-hidden": "true" },
      come !== null && element("span", { cls: "dl-come", style: `width:${share(spent + come)}` }),
      element("span", { cls: "dl-may", style: `width:${share(may)}` }),
      element("span", { cls: spent >= (most || Infinity) ? "dl-spent dl-full" : "dl-spent", style: `width:${share(spent)}` }),
    ),
    element("span", {}, told.join(" · "), !most && element("span", { cls: "dl-quiet" }, " · no limit")),
  );
}
