import * as z from 'zod';
import { loadPlan } from '../../core/campaign/plan.ts';
import { groupInFours } from '../../core/document/checked-code.ts';
import { hasMostKeys, issueActivationCode } from '../../core/person/activation-code.ts';
import { keyStanding } from '../../core/person/key-standing.ts';
import { findPerson, type Person } from '../../core/person/person.ts';
import { type CodeSlip, codeSlipsPage, codeSlipsQuestionPage } from '../../web/pages/code-slips.ts';
import { type Answer, pageAnswer } from '../answers.ts';
import { type Call, hrSession } from '../call.ts';
import { readFields } from '../read-form.ts';
import { campaignOfSession, hrVisitor } from '../visitor.ts';
import { positionsOf } from './campaign-official.ts';

const request = z.strictObject({ confirmed: z.literal('ya'), semua: z.literal('ya').optional() });

/** How many writes stand in flight at once: enough to be quick, few enough for an on-demand table. */
const atOnce = 8;

export async function askCodes(call: Call): Promise<Answer> {
  const { frame, without, withCode } = await keyless(call);
  return pageAnswer(
    codeSlipsQuestionPage(call.surroundings, {
      ...frame,
      without: without.length,
      withCode: withCode.length,
    }),
  );
}

/** A code for everybody who has no key, in the order of the roster. The answer shows them, this once. */
export async function issueCodes(call: Call): Promise<Answer> {
  const { semua } = readFields(call.form, request);
  const { frame, timeZone, without, withCode, order } = await keyless(call);
  const chosen = [...without, ...(semua === 'ya' ? withCode : [])].toSorted(
    (a, b) => order.indexOf(a.id) - order.indexOf(b.id),
  );
  const by = { role: 'hr', link: hrSession(call).invitation } as const;
  const slips: CodeSlip[] = [];
  for (let start = 0; start < chosen.length; start += atOnce)
    // Whoever was activated, left or got a code since the list was made gets none.
    for (const issue of await Promise.all(
      chosen
        .slice(start, start + atOnce)
        .map((seen) => issueActivationCode(call.ports, { person: seen.id, by, seen })),
    ))
      if (issue.outcome === 'issued')
        slips.push({
          displayName: issue.person.displayName,
          positions: positionsOf(issue.person),
          code: groupInFours(issue.code),
          until: issue.expiresAt,
        });
  call.log({ event: 'activation-code-issued', codes: slips.length });
  return pageAnswer(codeSlipsPage(call.surroundings, { ...frame, timeZone, slips }));
}

async function keyless(call: Call) {
  const session = hrSession(call);
  const { plan: planHash, government, year } = await campaignOfSession(call, session);
  const plan = await loadPlan(call.ports.working, planHash);
  const order = plan.persons.map(({ id }) => id);
  const persons = await Promise.all(order.map((id) => findPerson(call.ports.registry, id)));
  const now = call.ports.clock.now();
  // Of whoever has no key there is no certificate that could be revoked.
  const standingOf = (person: Person) => keyStanding(person, new Map(), now).name;
  const inNeed = persons.flatMap((person) =>
    person && !person.credential && standingOf(person) !== 'left' ? [person] : [],
  );
  const exhausted = inNeed.filter(hasMostKeys);
  const served = inNeed.filter((person) => !hasMostKeys(person));
  return {
    frame: {
      visitor: hrVisitor(session),
      government,
      year,
      exhausted: exhausted.map(({ id, displayName }) => ({ person: id, displayName })),
    },
    timeZone: government.timeZone,
    order,
    without: served.filter((person) => standingOf(person) !== 'code-issued'),
    withCode: served.filter((person) => standingOf(person) === 'code-issued'),
  };
}
