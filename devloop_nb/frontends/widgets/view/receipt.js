// The receipt below the view tells what the view tells. While the page stays, the kernel sees to that; where the
// notebook was loaded anew the kernel cannot reach what stands in it, and the page writes it down.

const SETTLED = 300;

addPanel({
  name: "receipt",
  at: "run",
  slice: keepReceipt,
  build: () => [],
});

// Shows nothing: what it keeps is in the notebook.
function keepReceipt(view) {
  const { index, ui } = view;
  const nothing = index.live || ui.gone || !index.run || view.kept === index.at;
  if (nothing || !view.model.widget_manager?.context) return null;
  view.kept = index.at;
  clearTimeout(view.keeping);
  const write = () => view.ask("receipt").then((truth) => writeReceipt(view, truth)).catch(() => {});
  view.keeping = setTimeout(write, SETTLED);
  return null;
}

const htmlOf = (output) => [output?.data?.["text/html"] ?? ""].flat().join("");

// The outputs of the cell that holds the view's receipt, in JupyterLab; nothing in other viewers.
function outputsOf(view) {
  const cells = view.model.widget_manager?.context?.model?.cells;
  const mine = `devloop-receipt-${view.model.get("uid")} `;
  for (let at = 0; at < (cells?.length ?? 0); at += 1) {
    const outputs = cells.get(at).outputs;
    for (let place = 0; place < (outputs?.length ?? 0); place += 1)
      if (htmlOf(outputs.get(place)).includes(mine)) return { outputs, place };
  }
  return null;
}

function writeReceipt(view, truth) {
  const found = outputsOf(view);
  if (!found) return;
  const { outputs, place } = found;
  put(outputs, place, truth.receipt, {}, htmlOf(outputs.get(place)) !== truth.receipt["text/html"]);
  const image = outputs.get(place + 1)?.data?.["image/png"];
  if (!truth.charts["image/png"]) return;
  if (image) put(outputs, place + 1, truth.charts, truth.size, image.trim() !== truth.charts["image/png"].trim());
  else if (place + 1 === outputs.length) outputs.add(bundle(truth.charts, truth.size));
}

const bundle = (data, metadata) => ({ output_type: "display_data", data, metadata });

function put(outputs, place, data, metadata, differs) {
  if (differs) outputs.set(place, bundle(data, metadata));
}
