import { issueActivationCode } from '../../core/person/activation-code.ts';
import { currentCertificate, findPerson } from '../../core/person/person.ts';
import { possessionStatement } from '../../core/person/possession-statement.ts';
import { decideOnCertificate, registerCertificate } from '../../core/person/register-certificate.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { ShownDocument } from '../../core/signing/sign-documents.ts';
import { documentsPerPreparation } from '../../core/signing/sign-with-own-certificate.ts';
import { openIdentity } from '../../web/scripts/own-key/identity.ts';
import { ownFile, ownPassphrase } from '../functions/own-authority.ts';
import { consent, operator } from '../person/activate.ts';
import { documentsOf, type Oracle } from './oracle.ts';
import { pause } from './season.ts';
import type { Seeded } from './seeded.ts';
import type { HousePorts } from './stage.ts';
import type { System } from './system.ts';
import { Violation } from './violation.ts';
import type { World } from './world.ts';

const identity = await openIdentity(ownFile('p256-aes256'), ownPassphrase);

/** Registers with a code of HR's, and HR finds the fingerprint right. */
export async function confirmOwn(ports: Ports, id: string, oracle?: Oracle): Promise<string> {
  const person = await findPerson(ports.registry, id);
  if (person && !person.credential) {
    const issue = await issueActivationCode(ports, { person: id, by: operator });
    if (issue.outcome !== 'issued') return issue.outcome;
    const origin = 'http://localhost:3000';
    const challenge = '0'.repeat(64);
    const { outcome } = await registerCertificate(ports, {
      person: id,
      code: issue.code,
      consent,
      certificates: [identity.certificate.der, ...identity.others.map(({ der }) => der)],
      proof: await identity.key.sign(possessionStatement({ origin, person: id, challenge })),
      origin,
      challenge,
    });
    if (outcome !== 'registered') return outcome;
  }
  const certificate = await standingOf(ports, id);
  if (certificate === undefined) return 'no-key';
  oracle?.own.confirming();
  await decideOnCertificate(ports, { person: id, certificate, by: operator, decision: { name: 'confirm' } });
  return 'confirmed';
}

const standingOf = async ({ registry }: Pick<Ports, 'registry'>, id: string): Promise<string | undefined> => {
  const person = await findPerson(registry, id);
  return person && currentCertificate(person);
};

/** HR takes back that the certificate is the person's. */
export async function refuseOwn(ports: HousePorts, id: string, oracle: Oracle): Promise<void> {
  const certificate = await standingOf(ports, id);
  if (certificate === undefined) return;
  const decision = { name: 'refuse', reason: 'Sidik jari keliru.' } as const;
  if (await decideOnCertificate(ports, { person: id, certificate, by: operator, decision }))
    oracle.own.refused();
}

/**
 * A browser with a certificate of its own: what waits, in two requests. It may be careless: sign something else, send
 * its values twice. Nothing comes of a certificate which HR had refused before the values were sent (O1).
 */
export async function visitWithOwn(
  system: System,
  ports: HousePorts,
  oracle: Oracle,
  world: World,
  person: string,
  waiting: readonly ShownDocument[],
  random: Seeded,
): Promise<void> {
  const shown = waiting.slice(0, documentsPerPreparation);
  const evenUnopened = random.chance(0.8);
  oracle.requests.asks(person, shown, evenUnopened);
  const prepared = await system.prepareOwn(ports, person, shown, evenUnopened);
  const values = [];
  for (const one of prepared) {
    if (!('session' in one)) continue;
    // The model's signature is over the digest of all before it.
    const digest = Buffer.from(shown.find(({ id }) => id === one.id)?.shown ?? '', 'hex');
    const toSign = random.chance(0.2) ? Uint8Array.from([1]) : new Uint8Array(digest);
    values.push({ id: one.id, session: one.session, value: await identity.key.sign(toSign) });
  }
  for (let times = 1 + random.int(2); times > 0 && values.length > 0; times--) {
    await pause(ports, random, 40);
    const refused = oracle.own.since();
    const signedBefore = signedBy(world, person);
    const results = await system.completeOwn(ports, person, values);
    oracle.hear(person, results);
    for (const { id, outcome } of results)
      if (refused() && outcome === 'signed' && !signedBefore.has(id))
        throw new Violation(`O1: ${id} was signed with a certificate which HR had refused`);
  }
}

const signedBy = (world: World, person: string): ReadonlySet<string> =>
  new Set(
    [...documentsOf(world)].flatMap(([id, { signatures }]) =>
      signatures.some((one) => one.person === person) ? [id] : [],
    ),
  );
