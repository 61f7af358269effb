/** Ticking on the desk: the first so many at once, never more than one act can sign. */
export function selection(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-limit]');
  if (!form) return;
  const limit = Number(form.dataset.limit);
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[name="pilih"]')];
  const update = () => {
    const full = boxes.filter((box) => box.checked).length >= limit;
    for (const box of boxes) box.disabled = full && !box.checked;
  };
  const button = form.querySelector<HTMLButtonElement>('[data-tick]');
  if (button) button.hidden = false;
  button?.addEventListener('click', () => {
    boxes.forEach((box, index) => {
      box.checked = index < limit;
    });
    update();
  });
  form.addEventListener('change', update);
  addEventListener('pageshow', update);
}
