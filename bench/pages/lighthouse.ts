import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const categories = ['performance', 'accessibility', 'best-practices'] as const;
export type Category = (typeof categories)[number];

/** Scores from 0 to 100, as Lighthouse's own page shows them, and what moved: the blocked time in ms, the layout shift. */
export type PageScores = Readonly<Record<Category, number>> & {
  readonly largestContentfulPaint: number;
  readonly blocked: number;
  readonly layoutShift: number;
};

type Lighthouse = (
  url: string,
  flags: object,
) => Promise<{
  readonly lhr: {
    readonly runtimeError?: { readonly code: string };
    readonly categories: Readonly<Record<Category, { readonly score: number | null }>>;
    readonly audits: Readonly<Record<string, { readonly numericValue?: number }>>;
  };
}>;

/** Lighthouse of bench/peers on its phone settings, in the browser which listens at `port`. */
export async function judgePage(port: number, url: string, cookie: string | undefined): Promise<PageScores> {
  const peers = createRequire(new URL('../peers/package.json', import.meta.url));
  const { default: lighthouse }: { default: Lighthouse } = await import(
    pathToFileURL(peers.resolve('lighthouse')).href
  );
  const { lhr } = await lighthouse(url, {
    port,
    logLevel: 'error',
    onlyCategories: [...categories],
    ...(cookie === undefined ? {} : { extraHeaders: { Cookie: cookie } }),
  });
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.code}`);
  const score = (name: Category) => Math.round((lhr.categories[name].score ?? 0) * 100);
  const value = (name: string) => lhr.audits[name]?.numericValue ?? Number.NaN;
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    'best-practices': score('best-practices'),
    largestContentfulPaint: value('largest-contentful-paint'),
    blocked: value('total-blocking-time'),
    layoutShift: value('cumulative-layout-shift'),
  };
}
