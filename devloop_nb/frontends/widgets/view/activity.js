// What people chose, which is not what the run's end speaks of.
function acceptedByHand({ modules }) {
  const chosen = modules.filter((module) => module.byHand).map(({ name, accepted }) => `attempt ${accepted} of ${name}`);
  return chosen.length ? `Accepted by hand: ${chosen.join(", ")}` : "";
}

// What can be done without the kernel that the view had.
function afterwards(index, state) {
  const open = ["starting", "running"].includes(state) || resumable(index);
  return open ? `%devloop resume ${index.run} goes on with the run.` : `%devloop show ${index.run} opens the run again.`;
}

// One sentence on what happens now; screen readers hear it when it changes.
function activity(index, ui) {
  const state = standing(index);
  if (ui.gone === "silent") return `No kernel answers: this is what was saved. ${afterwards(index, state)}`;
  if (ui.gone) return `The kernel was restarted or has gone. ${afterwards(index, state)}`;
  if (state === "interrupted")
    return [`Nobody is working on this run: %devloop resume ${index.name} goes on with it.`, index.note]
      .filter(Boolean)
      .join(" ");
  if (state === "starting") return "Starting…";
  if (state !== "running") return [index.reason, acceptedByHand(index), index.note].filter(Boolean).join(". ");
  if (ui.stopping)
    return ui.slow ? "The kernel has not heard it yet. Interrupt (Esc I I) stops the run too." : "Stopping…";
  if (index.asks?.length) return `Waits for you: ${index.asks[0].asks}`;
  const module = index.modules.find((other) => other.status === "building");
  const attempt = index.stage === "building" && module && module.attempts[module.attempts.length - 1];
  if (index.paused && !busy(index)) return "Paused: Go on makes the next attempt.";
  const then = index.paused ? "To be paused after this: " : index.stopAfter ? "To be stopped after this: " : "";
  if (!attempt)
    return index.asking
      ? `Asking ${index.lm} (${index.asking})`
      : STAGES.find(([stage]) => stage === index.stage)[1];
  const doing = {
    writing: `${index.lm} is writing`,
    running: "tests run in a fresh kernel",
    scoring: "its tests have run; checking what they prove, and scoring",
    scored: `scored ${points(attempt.score)}`,
  };
  return `${then}${module.name}, attempt ${attempt.n}: ${doing[attempt.step]}`;
}
