import type { Campaign } from '../core/campaign/campaign.ts';
import type { Plan } from '../core/campaign/plan.ts';
import { currentRevision } from '../core/document/document.ts';
import { Documents } from '../core/document/documents.ts';
import type { SlotName } from '../core/document/slot-name.ts';
import { issueActivationCode } from '../core/person/activation-code.ts';
import { enrol } from '../core/person/enrol.ts';
import { findPerson } from '../core/person/person.ts';
import type { Ports } from '../core/ports/ports.ts';
import { issueInvitation } from '../core/session/invitations.ts';
import { findSession, openSession } from '../core/session/sessions.ts';
import { documentsPerAct, type ShownDocument, signDocuments } from '../core/signing/sign-documents.ts';
import { consentVersion } from '../web/wording/consent.ts';

/** One person's way through the house, by the same steps as the pages take: link, session, key, signature. */
export class Sitting {
  readonly #ports: Ports;
  readonly #person: string;
  readonly #passphrase: string;

  private constructor(ports: Ports, person: string, passphrase: string) {
    this.#ports = ports;
    this.#person = person;
    this.#passphrase = passphrase;
  }

  /** Enters by a fresh link and enrols on the first visit. Throws where a page would refuse. */
  static async enter(ports: Ports, campaign: Campaign, person: string, passphrase: string): Promise<Sitting> {
    const token = await issueInvitation(ports, { role: 'signer', campaign: campaign.id, person });
    const opened = await openSession(ports, token);
    const session = opened && (await findSession(ports, opened.cookie));
    if (session?.subject.role !== 'signer') throw new Error(`the link of person ${person} opened no session`);
    const entered = session.subject.person;
    if (!(await findPerson(ports.registry, entered))?.credential) {
      // As HR and the person do: the code is handed over, and typed.
      const issue = await issueActivationCode(ports, { person: entered, by: { role: 'operator' } });
      if (issue.outcome !== 'issued') throw new Error(`person ${person}: the code was ${issue.outcome}`);
      const { code } = issue;
      const enrolment = await enrol(ports, { person: entered, code, passphrase, consent: consentVersion });
      if (enrolment.outcome !== 'enrolled')
        throw new Error(`person ${person}: enrolment was ${enrolment.outcome}`);
    }
    return new Sitting(ports, entered, passphrase);
  }

  /** Signs the current revisions of these documents; throws unless every one is signed. */
  async sign(ids: readonly string[], progress?: (signed: number) => void): Promise<void> {
    const documents = new Documents(this.#ports.registry);
    for (let start = 0; start < ids.length; start += documentsPerAct) {
      const shown: ShownDocument[] = [];
      for (const id of ids.slice(start, start + documentsPerAct)) {
        const document = await documents.load(id);
        const revision = document && currentRevision(document);
        if (revision === undefined) throw new Error(`document ${id} is not ready`);
        shown.push({ id, shown: revision });
      }
      const act = await signDocuments(this.#ports, {
        evenUnopened: true,
        person: this.#person,
        passphrase: this.#passphrase,
        documents: shown,
      });
      if (act.outcome !== 'done') throw new Error(`person ${this.#person}: the act was ${act.outcome}`);
      for (const result of act.results)
        if (result.outcome !== 'signed')
          throw new Error(
            `document ${result.id}: ${result.outcome === 'refused' ? result.code : result.outcome}`,
            'defect' in result ? { cause: result.defect } : {},
          );
      progress?.(act.results.length);
    }
  }
}

/** Ids of the planned documents by the person who signs in that slot, in the plan's order. */
export function documentsOfSlot({ documents }: Plan, name: SlotName): Map<string, string[]> {
  const byPerson = new Map<string, string[]>();
  for (const { id, slots } of documents)
    for (const { person } of slots.filter((slot) => slot.name === name))
      byPerson.set(person, [...(byPerson.get(person) ?? []), id]);
  return byPerson;
}
