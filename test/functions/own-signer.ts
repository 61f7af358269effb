import { possessionStatement } from '../../core/person/possession-statement.ts';
import type { Identity } from '../../web/scripts/own-key/identity.ts';
import { issuersOf } from '../../web/scripts/own-key/issuers-of.ts';
import { attributesOf } from '../../web/scripts/own-key/prepared-signature.ts';
import { ownConsentVersion } from '../../web/wording/consent.ts';
import { type Answered, ask } from './ask.ts';
import { codeFor } from './enter-as.ts';
import { type House, publicUrl } from './house.ts';

export type Prepared = {
  readonly id: string;
  readonly session?: string;
  readonly increment?: string;
  /** Why it was not prepared. */
  readonly code?: string;
};

const url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const json = ({ text }: Answered) => JSON.parse(text);

/** What the page's worker and script of somebody with a certificate of their own do together. */
export class OwnSigner {
  readonly #house: House;
  readonly #cookie: string;
  readonly #person: string;

  constructor(house: House, cookie: string, person: string) {
    this.#house = house;
    this.#cookie = cookie;
    this.#person = person;
  }

  async register(
    identity: Identity,
    change: Readonly<Record<string, string>> = {},
  ): Promise<{ status: number; location?: string; problem?: string }> {
    const [house, cookie, person] = [this.#house, this.#cookie, this.#person];
    const page = await ask(house, '/aktivasi', { cookie });
    const challenge = page.text.match(/data-challenge="([0-9a-f]{64})"/)?.[1] ?? '';
    const proof = await identity.key.sign(possessionStatement({ origin: publicUrl, person, challenge }));
    const form = {
      consent: ownConsentVersion,
      agreed: 'ya',
      certificate: [identity.certificate, ...issuersOf(identity.certificate, identity.others)].map(
        ({ der }) => url(der),
      ),
      proof: url(proof),
      code: change.code ?? (await codeFor(house, person)),
    };
    const answer = await ask(house, '/aktivasi/sertifikat', { cookie, form });
    return { status: answer.status, ...json(answer) };
  }

  async prepare(ids: readonly string[], cookie = this.#cookie): Promise<readonly Prepared[]> {
    const shown = await Promise.all(ids.map((id) => this.#house.shown(id)));
    const form = { documents: shown, confirmed: 'ya', unopened: 'ya' };
    return json(await ask(this.#house, '/tanda-tangan/siapkan', { cookie, form })).documents;
  }

  async signed(identity: Identity, { id, increment, code }: Prepared): Promise<string> {
    if (increment === undefined) throw new Error(`${id}: expected to be prepared, got ${code}`);
    const file = await ask(this.#house, `/dokumen/${id}/berkas`, { cookie: this.#cookie });
    const [, revision = ''] = (await this.#house.shown(id)).split(':');
    const prepared = {
      shown: new Uint8Array(file.body),
      revision,
      increment: new Uint8Array(Buffer.from(increment, 'base64')),
    };
    const { key, certificate } = identity;
    return url(await key.sign(await attributesOf(prepared, certificate, key.algorithm)));
  }

  /** What came of it. */
  async complete(prepared: Prepared, value: string, cookie = this.#cookie): Promise<string> {
    const form = { values: `${prepared.id}:${prepared.session}:${value}` };
    const answer = await ask(this.#house, '/tanda-tangan/selesai', { cookie, form });
    return json(answer).documents[0].code;
  }
}
