import * as z from 'zod';
import type { Campaign } from '../../core/campaign/campaign.ts';
import { groupInFours } from '../../core/document/checked-code.ts';
import { issueActivationCode } from '../../core/person/activation-code.ts';
import { endKey, type KeyEnding, resumeOffice } from '../../core/person/end-key.ts';
import { keyStanding } from '../../core/person/key-standing.ts';
import { currentCertificate, type Person } from '../../core/person/person.ts';
import { decideOnCertificate } from '../../core/person/register-certificate.ts';
import { unlock } from '../../core/person/unlock.ts';
import { allRevocations } from '../../core/pki/stored-revocation-list.ts';
import { keyQuestionPage } from '../../web/pages/key-question.ts';
import { newCodePage } from '../../web/pages/new-code.ts';
import { type KeyAction, keyActions } from '../../web/wording/key-actions.ts';
import { type Answer, pageAnswer, seeOther } from '../answers.ts';
import { type Call, hrSession } from '../call.ts';
import { readFields } from '../read-form.ts';
import { Refusal } from '../refusal.ts';
import { hrVisitor } from '../visitor.ts';
import { officialOf, pathOf, positionsOf } from './campaign-official.ts';
import { actionsFor } from './fitting-actions.ts';
import { ownViewOf } from './own-certificate-view.ts';

const answer = z.strictObject({
  certificate: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  confirmed: z.literal('ya'),
  reason: z.string().trim().min(1).max(300).optional(),
});

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

function actionOf({ path }: Call): KeyAction {
  const action = keyActions.find((known) => known === path.tindakan);
  if (!action) throw new Refusal('not-found');
  return action;
}
