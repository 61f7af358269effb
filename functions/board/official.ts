import * as z from 'zod';
import { type DocumentRow, documentRows } from '../../core/campaign/board.ts';
import type { Campaign } from '../../core/campaign/campaign.ts';
import { groupInFours } from '../../core/document/checked-code.ts';
import { dateGap } from '../../core/document/date-gap.ts';
import { hasMostKeys, issueActivationCode } from '../../core/person/activation-code.ts';
import { endKey, type KeyEnding, resumeOffice } from '../../core/person/end-key.ts';
import { type KeyStanding, keyStanding } from '../../core/person/key-standing.ts';
import { certificateOf, currentCertificate, findPerson, type Person } from '../../core/person/person.ts';
import type { PersonEvent } from '../../core/person/person-event.ts';
import { decideOnCertificate } from '../../core/person/register-certificate.ts';
import { wholeTrail } from '../../core/person/settled-trail.ts';
import { unlock } from '../../core/person/unlock.ts';
import { allRevocations } from '../../core/pki/stored-revocation-list.ts';
import type { TimeZone } from '../../core/roster/time-zone.ts';
import { documentKinds } from '../../core/typeset/facts.ts';
import { keyQuestionPage } from '../../web/pages/key-question.ts';
import { newCodePage } from '../../web/pages/new-code.ts';
import { type OfficialView, officialPage } from '../../web/pages/official.ts';
import type { OwnCertificateView } from '../../web/parts/own-certificate-facts.ts';
import { type KeyAction, keyActions } from '../../web/wording/key-actions.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import { type Call, type HrSession, hrSession } from '../call.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';

const answer = z.strictObject({
  certificate: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  confirmed: z.literal('ya'),
  reason: z.string().trim().min(1).max(300).optional(),
});

export async function showOfficial(call: Call): Promise<Answer> {
  const { session, campaign, person } = await officialOf(call);
  const { registry, clock } = call.ports;
  const standing = keyStanding(person, await allRevocations(registry), clock.now());
  const rows = await documentRows({ registry }, campaign.id);
  const result = resultOf(person, call.query.get('hasil'));
  return pageAnswer(
    officialPage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      timeZone: campaign.government.timeZone,
      person: person.id,
      displayName: person.displayName,
      positions: positionsOf(person),
      standing,
      actions: actionsFor(standing, person),
      ...(person.credential ? { consentedAt: person.credential.consent.at } : {}),
      ...(person.contact ? { contact: person.contact } : {}),
      ...(await trailView(call, person)),
      ...ownViewOf(person),
      waiting: rows.filter(({ summary }) => waitsFor(summary, person.id)).length,
      ...documentsView(rows, person.id, campaign.government.timeZone),
      ...(result === undefined ? {} : { result }),
    }),
  );
}

/** Asks before anything happens; what no longer fits the person's state leads back to it. */
export async function askOfficial(call: Call): Promise<Answer> {
  const { session, campaign, person } = await officialOf(call);
  const action = actionOf(call);
  const certificate = currentCertificate(person);
  const { registry, clock } = call.ports;
  const standing = keyStanding(person, await allRevocations(registry), clock.now());
  if (!actionsFor(standing, person).includes(action)) return seeOther(pathOf(person));
  return pageAnswer(
    keyQuestionPage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      person: person.id,
      displayName: person.displayName,
      positions: positionsOf(person),
      action,
      timeZone: campaign.government.timeZone,
      ...(certificate === undefined ? {} : { certificate }),
      ...ownViewOf(person),
    }),
  );
}

const endings: Partial<Record<KeyAction, KeyEnding>> = {
  'passphrase-hilang': 'passphrase-lost',
  dicurigai: 'key-suspected',
  berhenti: 'office-ceased',
  pindah: 'office-moved',
};

export async function actOnOfficial(call: Call): Promise<Answer> {
  const { session, campaign, person } = await officialOf(call);
  const action = actionOf(call);
  const { certificate, reason } = readFields(call.form, answer);
  const by = { role: 'hr', link: session.invitation } as const;
  const request = {
    person: person.id,
    by,
    ...(certificate === undefined ? {} : { certificate }),
    ...(reason === undefined ? {} : { reason }),
  };
  if (action === 'kode') return showCode(call, campaign, person, false);
  const done = await act(call, action, request);
  if (!done) return seeOther(`${pathOf(person)}?hasil=berubah`);
  call.log({ event: 'key-action', action });
  if (action === 'passphrase-hilang') return showCode(call, campaign, person, true);
  return seeOther(`${pathOf(person)}?hasil=${action}`);
}

async function act(
  { ports }: Call,
  action: Exclude<KeyAction, 'kode'>,
  request: Parameters<typeof unlock>[1] & { readonly certificate?: string; readonly reason?: string },
): Promise<boolean> {
  if (action === 'buka-kunci') return unlock(ports, { person: request.person, by: request.by });
  if (action === 'kembali') return resumeOffice(ports, { person: request.person, by: request.by });
  const { certificate, reason, ...rest } = request;
  if (action === 'sahkan' || action === 'tolak') {
    if (certificate === undefined || (action === 'tolak' && reason === undefined))
      throw new Refusal('malformed');
    const decision =
      action === 'sahkan'
        ? ({ name: 'confirm' } as const)
        : ({ name: 'refuse', reason: reason ?? '' } as const);
    return decideOnCertificate(ports, { ...rest, certificate, decision });
  }
  const ending = endings[action];
  if (!ending) throw new Error(`no ending for ${action}`);
  return (
    (await endKey(ports, { ...rest, ...(certificate === undefined ? {} : { certificate }), ending }))
      .outcome === 'ended'
  );
}

/** The answer itself shows the code, this once. */
async function showCode(call: Call, campaign: Campaign, person: Person, revoked: boolean): Promise<Answer> {
  const session = hrSession(call);
  const by = { role: 'hr', link: session.invitation } as const;
  const issue = await issueActivationCode(call.ports, { person: person.id, by });
  if (issue.outcome !== 'issued')
    return seeOther(`${pathOf(person)}?hasil=${issue.outcome === 'too-many-keys' ? 'batas' : 'berubah'}`);
  call.log({ event: 'activation-code-issued', codes: 1 });
  return pageAnswer(
    newCodePage(call.surroundings, {
      visitor: hrVisitor(session),
      government: campaign.government,
      timeZone: campaign.government.timeZone,
      person: person.id,
      displayName: person.displayName,
      positions: positionsOf(person),
      code: groupInFours(issue.code),
      until: issue.expiresAt,
      revoked,
    }),
  );
}

/** What fits the state; the use cases ask again. */
function actionsFor(standing: KeyStanding, { credential }: Person): readonly KeyAction[] {
  const own = credential !== undefined && 'own' in credential;
  const ending: readonly KeyAction[] = own
    ? ['tolak', 'berhenti', 'pindah']
    : credential
      ? ['passphrase-hilang', 'dicurigai', 'berhenti', 'pindah']
      : ['berhenti', 'pindah'];
  switch (standing.name) {
    case 'left':
      return ['kembali'];
    case 'locked':
      return ['buka-kunci', ...ending];
    case 'active':
      return standing.endsSoon ? ['kode', ...ending] : ending;
    case 'proposed':
      return ['sahkan', ...ending];
    case 'revoked':
      return standing.keyRemains ? ending : ['kode', ...ending];
    case 'refused':
    case 'no-code':
    case 'code-issued':
    case 'code-dead':
      return ['kode', ...ending];
  }
}

async function officialOf(
  call: Call,
): Promise<{ readonly session: HrSession; readonly campaign: Campaign; readonly person: Person }> {
  const session = hrSession(call);
  const person = await personOfCampaign(call, session, call.path.id ?? '');
  return { session, campaign: await campaignOfSession(call, session), person };
}

/** Unknown and another campaign's persons are both "not found". */
export async function personOfCampaign({ ports }: Call, { subject }: HrSession, id: string): Promise<Person> {
  const person = /^[0-9a-f]{32}$/.test(id) ? await findPerson(ports.registry, id) : undefined;
  if (person?.campaign !== subject.campaign) throw new Refusal('not-found');
  return person;
}

function actionOf({ path }: Call): KeyAction {
  const action = keyActions.find((known) => known === path.tindakan);
  if (!action) throw new Refusal('not-found');
  return action;
}

/** What HR compares where the certificate is the person's own. */
function ownViewOf(person: Person): { readonly own?: OwnCertificateView } {
  const { credential } = person;
  const certificate = certificateOf(person);
  if (!credential || !('own' in credential) || !certificate) return {};
  return {
    own: {
      subject: certificate.subjectText,
      issuer: certificate.issuerText,
      serial: certificate.serial,
      notBefore: certificate.notBefore,
      notAfter: certificate.notAfter,
      fingerprint: currentCertificate(person) ?? '',
      revocation: credential.own.revocation,
    },
  };
}

export const positionsOf = ({ posts }: Person): readonly string[] => posts.map((post) => post.position);

const pathOf = ({ id }: Person): string => `/papan/pejabat/${id}`;

/** A long trail is told by its newest events, and whole where HR asks for it. */
async function trailView(
  { ports, query }: Call,
  person: Person,
): Promise<Pick<OfficialView, 'trail' | 'older'>> {
  const whole = query.get('riwayat') === 'lengkap';
  return {
    trail: whole ? await wholeTrail(ports.registry, person) : person.trail,
    older: person.settled !== undefined && !whole,
  };
}

/** The query only says what was tried; the last entry of the trail says whether it was done. */
function resultOf(person: Person, told: string | null): OfficialView['result'] {
  if (told === 'berubah') return 'changed-since';
  if (told === 'batas' && hasMostKeys(person)) return 'too-many-keys';
  const last = person.trail.at(-1)?.event.type;
  if (told === 'kontak') return last === 'contact-changed' ? 'contact' : undefined;
  const action = keyActions.find((known) => known === told);
  return action && last === eventTypes[action] ? action : undefined;
}

const eventTypes: Readonly<Record<KeyAction, PersonEvent['type']>> = {
  kode: 'code-issued',
  'buka-kunci': 'unlocked',
  'passphrase-hilang': 'key-given-up',
  dicurigai: 'key-given-up',
  berhenti: 'office-left',
  pindah: 'office-left',
  kembali: 'office-resumed',
  sahkan: 'certificate-confirmed',
  tolak: 'certificate-refused',
};

/** A head's few documents all; of a regional head's many those whose printed date deserves a look. */
const listedWhole = 12;

function documentsView(
  rows: readonly DocumentRow[],
  person: string,
  timeZone: TimeZone,
): Pick<OfficialView, 'documents' | 'onlyGaps'> {
  const mine = rows.flatMap(({ id, summary }) => {
    const kind = documentKinds.find((known) => known === summary.kind);
    if (kind === undefined || !summary.slots.some((slot) => slot.person === person)) return [];
    const signatures = summary.slots.flatMap(({ name, signedAt }) =>
      signedAt === undefined ? [] : [{ slot: name, at: signedAt }],
    );
    const gap = dateGap(
      summary.date,
      signatures.map(({ at }) => at),
      timeZone,
    );
    return {
      id,
      kind,
      unitName: summary.unitName,
      printed: { date: summary.date, ...(gap === undefined ? {} : { gap }) },
      signatures,
    };
  });
  const onlyGaps = mine.length > listedWhole;
  return { onlyGaps, documents: mine.filter(({ printed }) => !onlyGaps || printed.gap !== undefined) };
}

type Summary = Awaited<ReturnType<typeof documentRows>>[number]['summary'];
const waitsFor = ({ state, slot, slots }: Summary, person: string): boolean =>
  state === 'awaiting' && slots.findIndex((one) => one.person === person) >= (slot ?? 0);
