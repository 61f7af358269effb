import type { Objective } from '../../templates/perjanjian-kinerja/schema.ts';
import { groupPublicCode } from '../document/public-code.ts';
import type { SlotName } from '../document/slot-name.ts';
import { type AmendmentView, amendmentView } from './amendment-view.ts';
import { type BudgetView, budgetView } from './budget-view.ts';
import { certificateSentence } from './certificate-sentence.ts';
import type { Signatory } from './common-facts.ts';
import { emblemPath } from './emblem-file.ts';
import type { DocumentFacts, DocumentKind } from './facts.ts';
import { inRegion } from './in-region.ts';
import { dateInWords } from './indonesian-words.ts';
import { type NamedPerson, namedPerson } from './named-person.ts';
import { qrDrawing } from './qr-drawing.ts';
import { type WitnessView, witnessViews } from './witness-view.ts';

interface SlotView {
  readonly name: SlotName;
  readonly signer: 'ikrar-ca' | 'own-certificate' | 'bsre';
  readonly tooltip: string;
}

/** What the templates read from `sys.inputs`: facts already in the words and figures to be printed. */
export interface Presentation {
  readonly title: string;
  /** Without the unit. */
  readonly shortTitle: string;
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
  readonly objectives?: readonly Objective[];
  readonly budget?: BudgetView;
  readonly amendment?: AmendmentView;
  readonly witnesses?: readonly WitnessView[];
}

const kindTitles: Readonly<Record<DocumentKind, string>> = {
  'pakta-integritas': 'Pakta Integritas',
  'perjanjian-kinerja': 'Perjanjian Kinerja',
  'piagam-zi': 'Piagam Pencanangan Zona Integritas',
};

const slotView = (name: SlotName, signer: SlotView['signer'], person: NamedPerson): SlotView => ({
  name,
  signer,
  tooltip: `${name === 'initialling' ? 'Paraf' : 'Tanda tangan'} elektronik ${person.bareName}, ${person.position}`,
});

/** What only one kind prints. */
const ownOfKind = (facts: DocumentFacts): Partial<Presentation> => {
  switch (facts.kind) {
    case 'pakta-integritas':
      return {};
    case 'perjanjian-kinerja':
      return {
        objectives: facts.objectives,
        budget: budgetView(facts.programs),
        ...(facts.amendment && {
          amendment: amendmentView(facts.amendment, facts.year, facts.wording),
        }),
      };
    case 'piagam-zi':
      return { witnesses: witnessViews(facts.witnesses, facts.names) };
  }
};

/** Pure: the same facts give the same value, down to the drawing of the QR code. */
export const present = (facts: DocumentFacts): Presentation => {
  const { region } = facts.government;
  const named = (person: Signatory | undefined, role: SlotName) =>
    person && namedPerson(person, role, facts.names);
  const head = named(facts.head, 'head');
  const regionalHead = named(facts.regionalHead, 'regional-head');
  const initialling = named(facts.initialling, 'initialling');
  const own = ownOfKind(facts);
  const persons = new Map<SlotName, NamedPerson | undefined>([
    ['head', head],
    ['initialling', initialling],
    ['regional-head', regionalHead],
    ...(own.witnesses ?? []).flatMap((witness): [SlotName, NamedPerson][] =>
      witness.slot ? [[witness.slot, witness]] : [],
    ),
  ]);
  const signers = facts.slots.map(({ name, signer }) => {
    const person = persons.get(name);
    if (person === undefined) throw new RangeError(`slot ${name}: expected a person in the facts`);
    return { name, signer, person };
  });
  const amended = facts.kind === 'perjanjian-kinerja' && facts.amendment !== undefined;
  const kindTitle = `${kindTitles[facts.kind]}${amended ? ' Perubahan' : ''}`;
  return {
    title: `${kindTitle} Tahun ${facts.year} – ${facts.unit.name}`,
    shortTitle: `${kindTitle} Tahun ${facts.year}`,
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
    slots: Object.fromEntries(signers.map((one) => [one.name, slotView(one.name, one.signer, one.person)])),
    wording: facts.wording,
    verification: {
      link: facts.link,
      code: groupPublicCode(facts.code),
      qr: qrDrawing(facts.link),
      certificates: certificateSentence(signers, facts.government),
      complaint: facts.government.complaintChannel,
    },
    sample: facts.government.sample,
    ...own,
  };
};
