import { groupPublicCode } from '../document/public-code.ts';
import type { SlotName } from '../document/slot-name.ts';
import type { Signatory } from './common-facts.ts';
import { emblemPath } from './emblem-file.ts';
import type { DocumentFacts, DocumentKind } from './facts.ts';
import { inRegion } from './in-region.ts';
import { dateInWords, numberInWords, rupiah } from './indonesian-words.ts';
import { type NamedPerson, namedPerson } from './named-person.ts';
import { qrDrawing } from './qr-drawing.ts';

interface SlotView {
  readonly name: SlotName;
  readonly signer: 'ikrar-ca' | 'own-certificate' | 'bsre';
  readonly tooltip: string;
}

/** What the templates read from `sys.inputs`: facts already in the words and figures to be printed. */
export interface Presentation {
  readonly title: string;
  readonly year: string;
  readonly number?: string;
  readonly placeAndDate: string;
  readonly government: {
    readonly name: string;
    readonly region: string;
    readonly addressLines: readonly string[];
  };
  /** A file under the templates' root, mapped there by the typesetter. */
  readonly emblem?: { readonly file: string; readonly description: string };
  readonly agency: { readonly name: string; readonly fullName: string };
  readonly head?: NamedPerson & { readonly fullPosition: string };
  readonly regionalHead?: NamedPerson;
  readonly initialling?: NamedPerson;
  /** Those of the document. */
  readonly slots: { readonly [name in SlotName]?: SlotView };
  /** The government's words for this kind. */
  readonly wording: unknown;
  readonly verification: {
    readonly link: string;
    readonly code: string;
    readonly qr: string;
    readonly certificates: string;
    readonly complaint: { readonly name: string; readonly url: string };
  };
  readonly sample: boolean;
  readonly objectives?: readonly unknown[];
  readonly programs?: readonly unknown[];
  readonly total?: { readonly figures: string; readonly words: string };
}

const kindTitles: Readonly<Record<DocumentKind, string>> = {
  'pakta-integritas': 'Pakta Integritas',
  'perjanjian-kinerja': 'Perjanjian Kinerja',
  'piagam-zi': 'Piagam Pencanangan Zona Integritas',
};

/**
 * One sentence that says which kind of certificate signs. Only BSrE certificates are what Indonesian law
 * calls certified for officials (PP 71/2019 Ps 60), so nothing else may be left to look like one. Who issued a
 * certificate of the signer's own is not known yet when this is printed, so it is neither claimed nor denied.
 */
const certificateSentence = (facts: DocumentFacts): string => {
  const kinds = new Set(facts.slots.map((slot) => slot.signer));
  const denial = kinds.has('bsre')
    ? ''
    : kinds.size > 1
      ? ' (bukan sertifikat BSrE)'
      : ', bukan sertifikat BSrE';
  const issuers = [
    kinds.has('ikrar-ca') && `diterbitkan oleh otoritas internal ${facts.government.name}${denial}`,
    kinds.has('own-certificate') && 'dimiliki sendiri oleh penanda tangan',
    kinds.has('bsre') && 'diterbitkan oleh Balai Besar Sertifikasi Elektronik (BSrE), BSSN',
  ].filter((issuer) => issuer !== false);
  return `Tanda tangan elektronik pada dokumen ini menggunakan sertifikat elektronik yang ${issuers.join(' dan ')}.`;
};

const slotView = (name: SlotName, signer: SlotView['signer'], person: NamedPerson): SlotView => ({
  name,
  signer,
  tooltip: `${name === 'initialling' ? 'Paraf' : 'Tanda tangan'} elektronik ${person.bareName}, ${person.position}`,
});

const annex = (facts: DocumentFacts) => {
  if (facts.kind !== 'perjanjian-kinerja') return {};
  const total = facts.programs.reduce((sum, program) => sum + program.budget, 0);
  return {
    objectives: facts.objectives,
    programs: facts.programs.map(({ program, budget, note }) => ({
      program,
      budget: rupiah(budget),
      note: note ?? '–',
    })),
    total: { figures: rupiah(total), words: `${numberInWords(total)} rupiah` },
  };
};

/** Pure: the same facts give the same value, down to the drawing of the QR code. */
export const present = (facts: DocumentFacts): Presentation => {
  const { region } = facts.government;
  const named = (person: Signatory | undefined, role: SlotName) =>
    person && namedPerson(person, role, facts.names);
  const head = named(facts.head, 'head');
  const regionalHead = named(facts.regionalHead, 'regional-head');
  const initialling = named(facts.initialling, 'initialling');
  const persons: { readonly [name in SlotName]?: NamedPerson | undefined } = {
    head,
    initialling,
    'regional-head': regionalHead,
  };
  return {
    title: `${kindTitles[facts.kind]} Tahun ${facts.year} – ${facts.unit.name}`,
    year: String(facts.year),
    ...(facts.number === undefined ? {} : { number: facts.number }),
    placeAndDate: `${facts.place}, ${dateInWords(facts.date)}`,
    government: { name: facts.government.name, region, addressLines: facts.government.addressLines },
    ...(facts.government.emblem
      ? {
          emblem: {
            file: `/${emblemPath(facts.government.emblem)}`,
            description: facts.government.emblem.description,
          },
        }
      : {}),
    agency: { name: facts.unit.name, fullName: inRegion(facts.unit.name, region) },
    ...(head ? { head: { ...head, fullPosition: inRegion(head.position, region) } } : {}),
    ...(regionalHead ? { regionalHead } : {}),
    ...(initialling ? { initialling } : {}),
    slots: Object.fromEntries(
      facts.slots.flatMap(({ name, signer }) => {
        const person = persons[name];
        return person ? [[name, slotView(name, signer, person)]] : [];
      }),
    ),
    wording: facts.wording,
    verification: {
      link: facts.link,
      code: groupPublicCode(facts.code),
      qr: qrDrawing(facts.link),
      certificates: certificateSentence(facts),
      complaint: facts.government.complaintChannel,
    },
    sample: facts.government.sample,
    ...annex(facts),
  };
};
