/**
 * The big screen keeps itself true for a whole morning: it asks the small status address with its ETag, exchanges what
 * changed from the page's own fresh markup, says when it lost the server and when it is back, and moves a little so that
 * nothing burns in.
 */
const secondsBetween = 4;
const longestWait = 30;
const secondsPerPage = 15;
const secondsPerShift = 60;

const found = document.querySelector<HTMLElement>('[data-muster]');
if (found) {
  watch(found);
  turnPages(found);
  shift(found);
  void stayAwake();
}

function watch(screen: HTMLElement): void {
  const address = screen.dataset.muster ?? '';
  const connection = screen.querySelector<HTMLElement>('[data-connection]');
  let tag = screen.dataset.tag ?? '';
  let failures = 0;
  let lastAnswer = new Date();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const tell = (words: string, lost: boolean) => {
    if (!connection || connection.textContent === words) return;
    connection.textContent = words;
    connection.toggleAttribute('data-lost', lost);
  };
  const answered = () => {
    lastAnswer = new Date();
    if (failures > 1) {
      tell('Tersambung kembali', false);
      setTimeout(() => failures === 0 && tell('', false), 15_000);
    }
    failures = 0;
  };
  const ask = async () => {
    clearTimeout(timer);
    try {
      const answer = await fetch(address, {
        headers: { 'if-none-match': tag },
        signal: AbortSignal.timeout(10_000),
      });
      if ([401, 403, 404].includes(answer.status)) {
        tell('Tautan layar ini tidak berlaku lagi. Mintalah tautan baru kepada pengelola.', true);
        return;
      }
      if (answer.status !== 200 && answer.status !== 304) throw new Error(String(answer.status));
      if (answer.status === 200 && (await renew(screen))) tag = answer.headers.get('etag') ?? tag;
      answered();
    } catch {
      failures += 1;
      // One lost question on a field's network is nothing to tell.
      if (failures > 1)
        tell(
          `Terputus sejak ${clock(lastAnswer, screen.dataset.zone)}; menyambung lagi dengan sendirinya`,
          true,
        );
    }
    const wait = Math.min(secondsBetween * 2 ** Math.min(failures, 5), longestWait);
    // Many screens must not come back in the same second.
    timer = setTimeout(ask, wait * (900 + Math.random() * 200));
  };
  addEventListener('online', () => void ask());
  void ask();
}

/** Whether the screen now shows the new state; if not, the next answer finds it as old as before. */
async function renew(screen: HTMLElement): Promise<boolean> {
  const answer = await fetch(location.href, {
    headers: { accept: 'text/html' },
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok || answer.redirected) return false;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of screen.querySelectorAll<HTMLElement>('[data-part]')) {
    const next = fresh.querySelector<HTMLElement>(`[data-part="${part.dataset.part ?? ''}"]`);
    if (!next) return false;
    if (sameUnits(part, next)) exchangeUnits(part, next);
    else if (part.innerHTML !== next.innerHTML) {
      part.replaceChildren(...next.childNodes);
      part.dispatchEvent(new Event('pages'));
    }
  }
  return true;
}

const unitsOf = (part: HTMLElement) => [...part.querySelectorAll<HTMLElement>('[data-unit]')];
const codes = (part: HTMLElement) =>
  unitsOf(part)
    .map(({ dataset }) => dataset.unit)
    .join('\n');
const sameUnits = (part: HTMLElement, next: HTMLElement) => codes(part) !== '' && codes(part) === codes(next);

/** In place, so that colours turn gently instead of the list being drawn anew. */
function exchangeUnits(part: HTMLElement, next: HTMLElement): void {
  const fresh = unitsOf(next);
  unitsOf(part).forEach((unit, index) => {
    const other = fresh[index];
    if (!other || unit.outerHTML === other.outerHTML) return;
    unit.dataset.state = other.dataset.state ?? '';
    unit.dataset.length = other.dataset.length ?? '';
    unit.replaceChildren(...other.childNodes);
  });
}

function turnPages(screen: HTMLElement): void {
  const part = screen.querySelector<HTMLElement>('[data-part="daftar"]');
  const paging = screen.querySelector<HTMLElement>('[data-paging]');
  const pause = screen.querySelector<HTMLElement>('[data-pause]');
  if (!part || !paging || !pause) return;
  let shown = 0;
  let paused = false;
  const show = (place: number) => {
    const pages = [...part.querySelectorAll<HTMLElement>('[data-page]')];
    shown = pages.length === 0 ? 0 : place % pages.length;
    pages.forEach((page, index) => {
      page.toggleAttribute('data-shown', index === shown);
    });
    screen.toggleAttribute('data-paged', pages.length > 1);
    paging.hidden = pages.length < 2;
    const words = paging.querySelector('[data-place]');
    if (words) words.textContent = `Bagian ${shown + 1} dari ${pages.length}`;
  };
  pause.addEventListener('click', () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', String(paused));
  });
  part.addEventListener('pages', () => show(shown));
  setInterval(() => {
    if (!paused) show(shown + 1);
  }, secondsPerPage * 1000);
  show(0);
}

function shift(screen: HTMLElement): void {
  let step = 0;
  setInterval(() => {
    step = (step + 1) % 4;
    screen.dataset.shift = String(step);
  }, secondsPerShift * 1000);
}

/** A screen that sleeps during the speech helps nobody; where the browser cannot promise it, the operator does. */
async function stayAwake(): Promise<void> {
  if (!('wakeLock' in navigator)) return;
  const hold = () => navigator.wakeLock.request('screen').catch(() => undefined);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void hold();
  });
  await hold();
}

function clock(at: Date, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat('id-ID', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  })
    .format(at)
    .replace(':', '.');
}
