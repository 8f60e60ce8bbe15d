// What panels asked the kernel for, kept by what was asked. A slice holds the key, and whether the answer has come.

const KEPT_ANSWERS = 60;

// With another `fresh` the same is asked anew.
function fetched(view, name, what, fresh = "") {
  view.answers ??= new Map();
  const key = JSON.stringify([name, what, fresh]);
  if (!view.answers.has(key)) {
    const answer = { done: false };
    view.answers.set(key, answer);
    if (view.answers.size > KEPT_ANSWERS) view.answers.delete(view.answers.keys().next().value);
    view
      .ask(name, what)
      .then(
        (body) => (answer.body = body),
        (error) => (answer.error = error.message),
      )
      .then(() => {
        answer.done = true;
        view.update();
      });
  }
  return { key, done: view.answers.get(key).done };
}

// Nodes for an answer that has come; a line in place of one that has not, or was refused.
function answered(view, { key }, build) {
  const answer = view.answers.get(key) ?? { done: false };
  if (answer.error) return element("div", { cls: "dl-finding dl-error", role: "alert" }, `✕ ${answer.error}`);
  return answer.done ? build(answer.body) : asking();
}

const answerOf = (view, { key }) => view.answers.get(key)?.body;
