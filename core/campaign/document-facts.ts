import type { PersonalSigner } from '../document/event.ts';
import type { SlotName } from '../document/slot-name.ts';
import { splitPosition } from '../roster/acting.ts';
import type { Government } from '../roster/government.ts';
import { nameKey } from '../roster/person-name.ts';
import type { ImportedPerson, ImportedUnit, RosterImport } from '../roster/roster-import.ts';
import type { Emblem, NameForm, Signatory } from '../typeset/common-facts.ts';
import { type DocumentFacts, type DocumentKind, signingOrder, templates } from '../typeset/facts.ts';

export type PostHolder = { readonly unit: ImportedUnit; readonly holder: ImportedPerson };

type Targets = Pick<ImportedUnit, 'objectives' | 'programs'>;

type Issue = {
  readonly year: number;
  /** The printed date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly number: string;
  readonly code: string;
  readonly link: string;
  readonly createdAt: string;
  /** In the working store. */
  readonly emblem: Emblem | undefined;
};

/** The facts of a document which the head of a unit signs. */
export function headFacts(
  { government, stationery }: Pick<RosterImport, 'government' | 'stationery'>,
  kind: DocumentKind,
  { unit, holder, initialling }: PostHolder & { readonly initialling: PostHolder | undefined },
  issue: Issue,
): DocumentFacts {
  const head = signatoryOf({ unit, holder });
  const superior = {
    ...(initialling ? { initialling: signatoryOf(initialling) } : {}),
    regionalHead: regionalHeadOf(government),
  };
  const parties = { head, ...superior };
  const slotsOf = (standing: Parameters<typeof signingOrder>[0]) =>
    signingOrder(standing).map((name) => ({
      name,
      signer: signerOf(government, name, { head: holder, initialling: initialling?.holder }),
    }));
  const common = {
    ...commonFacts(government, kind, issue),
    unit: { code: unit.code, type: unit.type, name: unit.name },
  };
  const { version } = templates[kind];
  switch (kind) {
    case 'pakta-integritas': {
      // Nobody initials for a regional head who does not sign.
      const standing = government.pact.witness ? parties : { head };
      return {
        ...common,
        ...standing,
        slots: slotsOf(standing),
        kind,
        template: { kind, version },
        wording: stationery.wording[kind],
      };
    }
    case 'perjanjian-kinerja':
      return {
        ...common,
        ...parties,
        ...targetsOf(unit),
        slots: slotsOf(parties),
        kind,
        template: { kind, version },
        wording: stationery.wording[kind],
      };
    case 'piagam-zi': {
      // An official who is only named, or signed on paper, does not witness what they declare themselves.
      const witnesses = government.charter.witnesses
        .filter(({ name, attendance }) => attendance === 'signs' || nameKey(name) !== nameKey(holder.name))
        // How a person is reached ends in their own item.
        .map(({ surel: _, wa: __, ...printed }) => printed);
      return {
        ...common,
        ...parties,
        witnesses,
        slots: slotsOf({ ...parties, witnesses }),
        kind,
        template: { kind, version },
        wording: stationery.wording[kind],
      };
    }
  }
}

/** The performance agreement of the government itself, which its head signs alone. */
export function ownAgreementFacts(
  {
    government,
    stationery,
    ownTargets,
  }: Pick<RosterImport, 'government' | 'stationery'> & { readonly ownTargets: Targets },
  unit: { readonly code: string; readonly name: string },
  issue: Issue,
): DocumentFacts {
  const kind = 'perjanjian-kinerja';
  const regionalHead = regionalHeadOf(government);
  return {
    ...commonFacts(government, kind, issue),
    unit: { ...unit, type: 'pemerintah daerah' },
    regionalHead,
    ...targetsOf(ownTargets),
    slots: [{ name: 'regional-head', signer: regionalHeadSigner(government) }],
    kind,
    template: { kind, version: templates[kind].version },
    wording: stationery.wording[kind],
  };
}

function commonFacts(government: Government, kind: DocumentKind, { emblem, ...issue }: Issue) {
  const { name, region, seat, addressLines, complaintChannel, dataLicence, sample } = government;
  return {
    schema: 1 as const,
    ...issue,
    place: seat,
    government: {
      name,
      kind: government.kind,
      region,
      seat,
      addressLines,
      ...(emblem ? { emblem } : {}),
      complaintChannel,
      ...(dataLicence === undefined ? {} : { dataLicence }),
      sample,
    },
    names: nameFormOf(government, kind),
  };
}

/** What the government left out stays as the template has it. */
function nameFormOf({ names }: Government, kind: DocumentKind): NameForm {
  const { titles, rank, employeeNumber } = templates[kind].defaultNames;
  const own = names[kind];
  return {
    titles: own?.titles ?? titles,
    rank: own?.rank ?? rank,
    employeeNumber: own?.employeeNumber ?? employeeNumber,
  };
}

/** Whoever comes from outside signs with a certificate of ours. */
function signerOf(
  government: Government,
  slot: SlotName,
  { head, initialling }: { readonly head: ImportedPerson; readonly initialling: ImportedPerson | undefined },
): PersonalSigner {
  switch (slot) {
    case 'head':
      return head.signer ?? 'ikrar-ca';
    case 'initialling':
      return initialling?.signer ?? 'ikrar-ca';
    case 'regional-head':
      return regionalHeadSigner(government);
    case 'witness-1':
    case 'witness-2':
    case 'witness-3':
      return 'ikrar-ca';
  }
}

export const regionalHeadSigner = ({ regionalHead }: Government): PersonalSigner =>
  regionalHead.sertifikat === 'sendiri' ? 'own-certificate' : 'ikrar-ca';

const targetsOf = ({ objectives, programs }: Targets) => ({
  objectives: objectives.map(({ objective, indicators }) => ({ objective, indicators: [...indicators] })),
  programs: [...programs],
});

/** "Pj. Bupati Langkat" is acting, and is printed without titles (Permendagri 1/2023 Ps 44). */
function regionalHeadOf({ regionalHead }: Government): Signatory {
  const { sertifikat: _, surel: __, wa: ___, ...signatory } = regionalHead;
  const { acting } = splitPosition(regionalHead.position);
  return acting === undefined ? signatory : { ...signatory, acting };
}

const signatoryOf = ({ unit, holder }: PostHolder): Signatory => ({
  name: holder.name,
  ...(holder.titlePrefix === undefined ? {} : { titlePrefix: holder.titlePrefix }),
  ...(holder.titleSuffix === undefined ? {} : { titleSuffix: holder.titleSuffix }),
  position: unit.position,
  ...(unit.acting === undefined ? {} : { acting: unit.acting }),
  employeeNumber: holder.employeeNumber,
  ...(holder.rank === undefined ? {} : { rank: holder.rank }),
  ...(holder.gradeClass === undefined ? {} : { gradeClass: holder.gradeClass }),
});
