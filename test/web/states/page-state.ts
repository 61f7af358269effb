import type { Page } from 'playwright-core';
import type { Stage, StagedDocument, StagedPerson } from './stage.ts';

/**
 * Whose page it is. `newcomer` is a head of 2028, without a key yet; `nextHr` and `nextRegent` are of that year, `lastHr` is
 * of 2029, whose documents are all complete; the others are of 2027. `display` is the big screen's own link.
 */
export const onlookers = [
  'nobody',
  'newcomer',
  'nextRegent',
  'head',
  'done',
  'locked',
  'left',
  'listed',
  'ready',
  'lost',
  'own',
  'regent',
  'hr',
  'nextHr',
  'lastHr',
  'display',
] as const satisfies readonly (StagedPerson | 'nobody' | 'hr' | 'nextHr' | 'lastHr' | 'display')[];
export type Onlooker = (typeof onlookers)[number];

export type PageState = {
  readonly as: Onlooker;
  /** Of the server that sends mail over the network, unless it names another one. */
  readonly at: (stage: Stage) => string | Promise<string>;
  /** What is to be seen on the page in this state and in no neighbouring one. */
  readonly says: RegExp;
  /** From the address to the state, with what a person does on the page. */
  readonly act?: (page: Page, stage: Stage) => Promise<void>;
  /** Judged by axe on the wide screen, too: the page is laid out otherwise there. */
  readonly wide?: true;
  /** What has to be seen at a desk without scrolling the page. */
  readonly inView?: string;
};

export type PageStates = Readonly<Record<string, PageState>>;

/** The same, with something done first that other people do meanwhile. */
export const after = (
  happens: (stage: Stage) => Promise<unknown>,
  { at, ...state }: PageState,
): PageState => ({
  ...state,
  at: async (stage) => {
    await happens(stage);
    return at(stage);
  },
});

export const reading = (
  name: StagedDocument,
  as: Onlooker,
  says: RegExp,
  { query = '', ...more }: Partial<PageState> & { readonly query?: string } = {},
): PageState => ({ as, at: ({ documents }) => `/dokumen/${documents[name]}${query}`, says, ...more });

export const submit = (page: Page): Promise<void> => page.click('main form button[type=submit]');
