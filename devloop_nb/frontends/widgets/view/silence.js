// A kernel that is not there says nothing, and no viewer tells: a view waits a while, and takes it back at the first word.

const SILENCE = 5000;
const SPEAKS = ["msg:custom", "change"];

function awaitWord(model, signal, silent) {
  let told = false;
  const late = setTimeout(() => silent((told = true)), SILENCE);
  const word = () => {
    close();
    if (told) silent(false);
  };
  const close = () => {
    clearTimeout(late);
    SPEAKS.forEach((name) => model.off(name, word));
  };
  SPEAKS.forEach((name) => model.on(name, word));
  signal?.addEventListener("abort", close);
}

// In place of what is being fetched.
const asking = () =>
  element(
    "p",
    { cls: "dl-quiet" },
    element("span", { cls: "dl-whileHeard" }, "Asking the kernel…"),
    element("span", { cls: "dl-unheard" }, "Only its kernel knows this; what the notebook keeps stands below."),
  );
