// Times that go on between two messages: they are written anew, and nothing else is.

const now = () => Date.now() / 1000;

function remaining(until) {
  const left = Math.max(0, Math.round(until - now()));
  return left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${left % 60} s`;
}

function since(began) {
  const gone = Math.max(0, now() - began);
  return gone < 60 ? `${Math.floor(gone)} s` : seconds(gone);
}

function showClocks(root) {
  root.querySelectorAll("[data-until]").forEach((node) => (node.textContent = remaining(Number(node.dataset.until))));
  root.querySelectorAll("[data-since]").forEach((node) => (node.textContent = since(Number(node.dataset.since))));
}
