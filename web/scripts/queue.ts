/** From one waiting document to the next: keys with a modifier, which no reader of screens takes, and a swipe. */
export function queueMoves(): void {
  const links = { next: link('[data-next]'), previous: link('[data-previous]') };
  if (!links.next && !links.previous) return;
  addEventListener('keydown', (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const way = event.key === 'PageDown' ? links.next : event.key === 'PageUp' ? links.previous : null;
    if (!way) return;
    event.preventDefault();
    way.click();
  });
  const pages = document.querySelector<HTMLElement>('[data-pages]');
  if (pages) swipes(pages, links);
}

const link = (selector: string) => document.querySelector<HTMLAnchorElement>(selector);

type Links = { readonly next: HTMLAnchorElement | null; readonly previous: HTMLAnchorElement | null };

/** Points; a hand that scrolls moves less to the side, and one that swipes takes no longer. */
const far = 90;
const straight = 45;
const milliseconds = 700;
/** Where browsers take a swipe for going back. */
const edge = 24;

function swipes(pages: HTMLElement, links: Links): void {
  let start: { x: number; y: number; at: number } | undefined;
  pages.addEventListener(
    'touchstart',
    ({ touches, timeStamp }) => {
      const [touch] = touches;
      const inside = touch && touch.clientX > edge && touch.clientX < innerWidth - edge;
      start =
        touches.length === 1 && inside && !sideways(pages)
          ? { x: touch.clientX, y: touch.clientY, at: timeStamp }
          : undefined;
    },
    { passive: true },
  );
  pages.addEventListener('touchcancel', () => {
    start = undefined;
  });
  pages.addEventListener(
    'touchend',
    ({ changedTouches, timeStamp }) => {
      const [touch] = changedTouches;
      const from = start;
      start = undefined;
      if (!from || !touch || timeStamp - from.at > milliseconds || getSelection()?.isCollapsed === false)
        return;
      const across = touch.clientX - from.x;
      if (Math.abs(across) < far || Math.abs(touch.clientY - from.y) > straight) return;
      (across < 0 ? links.next : links.previous)?.click();
    },
    { passive: true },
  );
}

/** An enlarged page is moved sideways to be read: then a swipe means that. */
const sideways = (pages: HTMLElement): boolean =>
  pages.scrollWidth > pages.clientWidth + 1 || (visualViewport?.scale ?? 1) > 1.05;
