// Somebody who has chosen an attempt stays with it while others are made; this brings the newest back.

addPanel({
  name: "follow",
  at: "actions",
  slice: ({ index, ui }) => (standing(index) === "running" && !ui.gone && ui.number !== null ? { n: ui.number } : null),
  build: ({ n }, view) =>
    element(
      "p",
      { cls: "dl-follow dl-quiet" },
      `Stays with attempt ${n}. `,
      controlButton("follow", "↧ Follow the newest", "Shows each attempt once its tests have run", () =>
        view.choose({ module: null, number: null }),
      ),
    ),
});
