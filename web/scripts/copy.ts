export function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
    const source = document.getElementById(button.dataset.copy ?? '');
    if (!(source instanceof HTMLTextAreaElement)) continue;
    button.hidden = false;
    const words = button.textContent;
    button.addEventListener('click', async () => {
      source.select();
      try {
        await navigator.clipboard.writeText(source.value);
        button.textContent = 'Tersalin';
      } catch {
        button.textContent = 'Teks sudah ditandai: tekan lama lalu pilih Salin';
      }
      setTimeout(() => {
        button.textContent = words;
      }, 4000);
    });
  }
}
