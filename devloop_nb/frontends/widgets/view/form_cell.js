// The text of the cell that a form belongs to: through the notebook's model, else through the cell's own editor.

function writeCell(manager, root, id, text) {
  const cells = manager?.context?.model?.sharedModel?.cells ?? [];
  const cell = cells.find((other) => (other.id ?? other.getId?.()) === id);
  if (cell) {
    cell.setSource(text);
    return cell.getSource() === text;
  }
  const view = editorOf(root.closest(".jp-Cell"));
  view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  return view?.state.doc.toString() === text;
}

// CodeMirror keeps its view beside the text it shows; the name of that place has changed between its versions.
function editorOf(cell) {
  const content = cell?.querySelector(".jp-InputArea-editor .cm-content");
  const near = [content?.cmTile, content?.cmView].filter(Boolean);
  return near.flatMap((tile) => [tile.view, tile.root?.view, tile.rootView?.view]).find((view) => view?.state?.doc);
}
