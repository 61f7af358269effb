import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { createTypesetPool } from '../../core/typeset/typeset-pool.ts';
import { type AgreementFacts, agreementContent } from './agreement.ts';
import { pdfmakeAgreement, pdfmakeFonts } from './pdfmake-agreement.ts';
import { reactPdfAgreement, reactPdfFonts } from './react-pdf-agreement.ts';

/** Facts → the bytes of a PDF. */
export type Typeset = (facts: AgreementFacts) => Promise<Uint8Array> | Uint8Array;

export type Contender = {
  readonly title: string;
  /** Documents measured warm in one process, after a tenth of them to warm up. */
  readonly rounds: number;
  /** How many documents are under way at a time. */
  readonly atOnce?: number;
  ready(): Promise<Typeset>;
};

const peers = createRequire(join(import.meta.dirname, '../peers/package.json'));

export const contenders: { readonly [name: string]: Contender } = {
  ikrar: {
    title: 'Ikrar, facts to revision 0',
    rounds: 200,
    ready: async () => {
      const typesetter = createTypesetter();
      return (facts) => renderRevisionZero(facts, typesetter);
    },
  },
  pool: {
    title: 'Ikrar, pool of workers',
    rounds: 200,
    atOnce: 16,
    ready: async () => {
      const pool = createTypesetPool();
      return (facts) => renderRevisionZero(facts, pool);
    },
  },
  typst: {
    title: 'Typst alone, tagged PDF/A-2a',
    rounds: 200,
    ready: async () => {
      const typesetter = createTypesetter();
      return (facts) => typesetter.typeset(facts).pdf;
    },
  },
  pdfmake: {
    title: 'pdfmake',
    rounds: 60,
    ready: async () => {
      const pdfmake = peers('pdfmake');
      pdfmake.setLocalAccessPolicy(() => true);
      pdfmake.setUrlAccessPolicy(() => false);
      pdfmake.addFonts(pdfmakeFonts);
      return (facts) => pdfmake.createPdf(pdfmakeAgreement(agreementContent(facts))).getBuffer();
    },
  },
  'react-pdf': {
    title: '@react-pdf/renderer',
    rounds: 60,
    ready: async () => {
      const { createElement } = peers('react');
      const parts = await import(pathToFileURL(peers.resolve('@react-pdf/renderer')).href);
      for (const font of reactPdfFonts) parts.Font.register(font);
      return (facts) =>
        parts.renderToBuffer(reactPdfAgreement({ create: createElement, parts }, agreementContent(facts)));
    },
  },
};
