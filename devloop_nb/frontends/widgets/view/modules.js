// What was asked and planned: findings about the requirements, and the modules.

const MODULE_SIGNS = { waiting: "○", red: "◔", building: "◌", success: "✓", partial: "◐", failed: "✕" };

function findings(list) {
  return list.map((found) =>
    element(
      "div",
      { cls: `dl-finding dl-${found.severity}` },
      element("b", {}, { error: "✕ ", warning: "⚠ ", info: "ℹ " }[found.severity]),
      `${found.about}: ${found.says}`,
      found.asks && [" — ", element("i", {}, found.asks)],
    ),
  );
}

function modules(list, chosen, choose) {
  if (list.length < 2 && !list.some((module) => module.needs.length)) return [];
  return element(
    "div",
    { cls: "dl-modules", role: "group", "aria-label": "Modules", onkeydown: arrows },
    list.map((module) =>
      element(
        "button",
        {
          type: "button",
          cls: `dl-module dl-${module.status}`,
          "data-key": `module ${module.name}`,
          "aria-pressed": String(module.name === chosen),
          title: [module.purpose, module.reason].filter(Boolean).join("\n"),
          onclick: () => choose(module.name),
        },
        element("span", { cls: "dl-sign", "aria-hidden": "true" }, MODULE_SIGNS[module.status]),
        element("b", {}, module.name),
        element(
          "span",
          { cls: "dl-quiet" },
          module.status + (module.needs.length ? `, needs ${module.needs.join(", ")}` : ""),
        ),
      ),
    ),
  );
}
