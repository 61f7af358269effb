import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mailer, MailFailureCode, MailMessage } from '../../core/ports/mailer.ts';

/** What somebody at the other end finds. */
export type Delivered = {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type OpenedMailer = {
  readonly mailer: Mailer;
  /** Everything that arrived, in its order. */
  delivered(): Promise<readonly Delivered[]>;
  /** Brings the other end into a state where the next message fails; absent where it cannot be. */
  readonly failures: Partial<Record<MailFailureCode, () => void>>;
  close(): Promise<void>;
};

const message: MailMessage = {
  to: 'kadis.contoh+1@dinas.contohkab.go.id',
  subject: 'Ikrar 2027: dokumen menunggu tanda tangan Bapak/Ibu – Kabupaten “Contoh”',
  text: 'Yth. Bapak/Ibu,\n\nBuka https://ikrar.contohkab.go.id/masuk#Ab_-09\n.titik di awal baris\n\nHormat kami é ✓',
  html: `<!doctype html><html lang="id"><body><p>Buka <a href="https://ikrar.contohkab.go.id/masuk#Ab_-09">tautan</a> é ✓</p>${'<p>panjang</p>'.repeat(120)}</body></html>`,
  campaign: '2027',
};
const lines = (text: string): string => text.replaceAll('\r\n', '\n').trimEnd();

export function mailerContract(name: string, open: () => Promise<OpenedMailer>): void {
  describe(`mailer contract: ${name}`, () => {
    let opened: OpenedMailer;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());

    it('hands over one message, whole, to one person', async () => {
      await opened.mailer.send(message);

      const [first, ...others] = await opened.delivered();
      expect(others).toEqual([]);
      expect(first).toMatchObject({ to: message.to, subject: message.subject });
      expect(first?.from).toContain('@contoh');
      expect(lines(first?.text ?? '')).toBe(message.text);
      expect(lines(first?.html ?? '')).toBe(message.html);
      expect(first?.headers).toMatchObject({
        'x-ikrar-campaign': '2027',
        'auto-submitted': 'auto-generated',
      });
    });

    it('keeps messages apart', async () => {
      await Promise.all([1, 2, 3].map((n) => opened.mailer.send({ ...message, subject: `Ikrar ${n}` })));
      const subjects = (await opened.delivered()).map(({ subject }) => subject);
      expect(subjects.slice(1).toSorted()).toEqual(['Ikrar 1', 'Ikrar 2', 'Ikrar 3']);
    });

    it('says why a message was not sent, and quotes no address', async () => {
      for (const [code, arrange] of Object.entries(opened.failures)) {
        const before = (await opened.delivered()).length;
        arrange();
        const error = await opened.mailer.send(message).catch((caught: unknown) => caught);
        expect(error).toMatchObject({ name: 'MailFailed', code });
        expect(`${error} ${JSON.stringify(error)}`).not.toContain('contohkab');
        if (code !== 'uncertain') expect(await opened.delivered(), code).toHaveLength(before);
      }
      await opened.mailer.send({ ...message, subject: 'Sesudahnya' });
      expect((await opened.delivered()).at(-1)?.subject).toBe('Sesudahnya');
    });
  });
}
