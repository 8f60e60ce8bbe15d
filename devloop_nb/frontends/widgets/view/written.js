// What a notebook that was loaded anew, or a copied cell, holds below a view is written by the page: the kernel cannot
// reach it there.

const SETTLED = 300;

// Asks for what is true now, soon, and puts it in place of what stands there; in viewers other than JupyterLab nothing.
function keepWritten(view) {
  if (!view.model.widget_manager?.context) return;
  clearTimeout(view.keeping);
  const everywhere = (truth) => receiptsOf(view).forEach((found) => writeReceipt(found, truth));
  const write = () => view.ask("receipt").then(everywhere).catch(() => {});
  view.keeping = setTimeout(write, SETTLED);
}

const htmlOf = (output) => [output?.data?.["text/html"] ?? ""].flat().join("");

// The receipts of the view in JupyterLab's notebook: two where the cell was copied; none in other viewers.
function receiptsOf(view) {
  const cells = view.model.widget_manager?.context?.model?.cells;
  const mine = `devloop-receipt-${view.model.get("uid")} `;
  const found = [];
  for (let at = 0; at < (cells?.length ?? 0); at += 1) {
    const outputs = cells.get(at).outputs;
    for (let place = 0; place < (outputs?.length ?? 0); place += 1)
      if (htmlOf(outputs.get(place)).includes(mine)) found.push({ at, outputs, place });
  }
  return found;
}

function writeReceipt({ outputs, place }, truth) {
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
